package morph

import (
	"strings"
	"unicode/utf8"
)

// writer collects the forms; their texts are one string, so that a verb costs a handful of allocations.
type writer struct {
	text []byte
	ends []int
	out  []Cell

	objects bool // write the forms with an object pronoun too
}

// About how many forms a verb has without object pronouns, and a noun with its owners.
const (
	verbWords = 512
	nounWords = 48
)

func newWriter(objects bool, words int) *writer {
	return &writer{objects: objects, text: make([]byte, 0, 12*words), ends: make([]int, 0, words), out: make([]Cell, 0, words)}
}

// end closes the word that was appended to text.
func (w *writer) end(f Cell) {
	w.ends = append(w.ends, len(w.text))
	w.out = append(w.out, f)
}

func (w *writer) done() []Inflected {
	all, start := string(w.text), 0
	out := make([]Inflected, len(w.out))
	for i, e := range w.ends {
		out[i] = Inflected{all[start:e], w.out[i]}
		start = e
	}
	return out
}

func (w *writer) reset() { w.text, w.ends, w.out = w.text[:0], w.ends[:0], w.out[:0] }

// each goes through the words.
func (w *writer) each(yield func([]byte, Cell) bool) {
	start := 0
	for i, e := range w.ends {
		if !yield(w.text[start:e], w.out[i]) {
			return
		}
		start = e
	}
}

// finites writes the tenses.
func (w *writer) finites(r *root) {
	for _, voice := range [...]Voice{Active, Passive} {
		w.past(r, voice)
		w.present(r, voice)
	}
}

// nominals writes the participles and the verbal noun: the listed one, or the usual one of the form.
func (w *writer) nominals(r *root) {
	w.participles(r)
	if m := r.verb.Masdar; m != "" {
		w.masdar(r, m)
	} else if m := r.masdars(); len(m) > 0 {
		w.masdar(r, m[0])
	}
}

// pronouns that news writes after a verb: of the third person, and نا. ني is for objects only, ي for owners only.
var pronouns = [...]struct {
	text string
	Pronoun
}{
	{"ه", Pronoun{3, M, Sg}}, {"ها", Pronoun{3, F, Sg}}, {"هم", Pronoun{3, M, Pl}}, {"هما", Pronoun{3, Either, Du}},
	{"هن", Pronoun{3, F, Pl}}, {"نا", Pronoun{1, Either, Pl}},
}

func (w *writer) past(r *root, v Voice) {
	for i := range pastEndings {
		e := &pastEndings[i]
		s := r.pastWord(v, e)
		f := Cell{Aspect: Past, Voice: v, Person: e.person, Gender: e.gender, Number: e.number}
		w.finite(s.sounds(), e, f, "")
	}
}

func (w *writer) present(r *root, v Voice) {
	for _, list := range [...][]ending{presentEndings, shortEndings, subjunctives} {
		if !r.shows(&list[0]) {
			continue
		}
		for i := range list {
			e := &list[i]
			s := r.presentWord(v, e)
			f := Cell{Aspect: Present, Voice: v, Person: e.person, Gender: e.gender, Number: e.number}
			w.finite(s.sounds(), e, f, "")
			if !e.jussive {
				f.Aspect = Future
				w.finite(s.sounds(), e, f, "س")
			}
		}
	}
}

// shows says whether the cells are spelt differently from those of the indicative.
func (r *root) shows(e *ending) bool {
	switch {
	case e.onlyAttached:
		return r.last == 'ء' && r.class != defective
	case e.jussive && e.open:
		return r.class == hollow || r.class == defective
	}
	return true
}

// finite writes a finite form, and again with each object pronoun. A passive has no object.
func (w *writer) finite(s []rune, e *ending, f Cell, particle string) {
	f.Rare, f.Jussive = seldom(e, f.Voice), e.jussive && e.open
	if !e.onlyAttached {
		w.bare(s, e, f, particle)
	}
	if f.Voice == Passive || e.rare || !w.objects {
		return
	}
	start := len(w.text)
	w.text = append(w.text, particle...)
	w.text = spell(w.text, s, true)
	stem := string(w.text[start:])
	w.text = w.text[:start]
	f.Object = true
	f.Rare = f.Rare || f.Number == Du
	for i := range pronouns {
		p := &pronouns[i]
		if p.Person == 1 && f.Person == 1 {
			continue
		}
		f.Pronoun = p.Pronoun
		w.text = append(append(w.text, stem...), p.text...)
		w.end(f)
	}
	if f.Person == 3 {
		f.Pronoun = Pronoun{1, Either, Sg}
		w.text = append(append(w.text, stem...), "ني"...)
		w.end(f)
	}
}

// seldom: women as subjects (عدن), the jussive of the first person (لم أسمّ), and its passive.
func seldom(e *ending, v Voice) bool {
	women := e.person == 3 && e.gender == F && e.number == Pl
	return women || e.person == 1 && (v == Passive || e.jussive)
}

// bare writes a finite form with nothing attached. بدأوا stands beside بدؤوا, جاءوا beside جاؤوا: news writes both.
func (w *writer) bare(s []rune, e *ending, f Cell, particle string) {
	w.text = append(w.text, particle...)
	w.text = spell(w.text, s, false)
	if e.alef {
		w.text = append(w.text, "ا"...)
	}
	w.end(f)
	n := strings.IndexByte(e.regular, 'U')
	at := len(s) - len([]rune(e.regular))
	if n != 0 || at < 2 || s[at] != 'U' || s[at-1] != 'ء' || s[at-2] != 'a' && s[at-2] != 'A' {
		return
	}
	w.text = append(w.text, particle...)
	w.text = spell(w.text, s[:at], true)
	w.text = spell(w.text, s[at:], false)
	if e.alef {
		w.text = append(w.text, "ا"...)
	}
	w.end(f)
}

// nominal is one ending of a participle.
type nominal struct {
	text   string
	gender Gender
	number Number
	plain  bool // never with the article
}

var nominals = []nominal{
	{"", M, Sg, false}, {"ا", M, Sg, true},
	{"ة", F, Sg, false},
	{"ان", M, Du, false}, {"ين", M, Du, false}, {"تان", F, Du, false}, {"تين", F, Du, false},
	{"ون", M, Pl, false}, {"ين", M, Pl, false}, {"ات", F, Pl, false},
}

func (w *writer) participles(r *root) {
	for _, v := range [...]Voice{Active, Passive} {
		f := Cell{Aspect: ActiveParticiple}
		if v == Passive {
			f.Aspect = PassiveParticiple
		}
		s, weak := r.participle(v)
		switch weak {
		case 'I':
			w.endsInI(s.sounds(), f)
		case 'A':
			w.endsInA(s.sounds(), f)
		default:
			w.regular(s.sounds(), f)
		}
	}
}

// soundOf gives the sounds of an ending, so that a last hamza finds its carrier (مقروءة, منشئون).
var soundOf = map[string]string{"": "", "ا": "", "ة": "aة", "ان": "Aن", "ين": "Iن", "تان": "aتAن", "تين": "aتIن", "ون": "Uن", "ات": "Aت"}

var nominalSounds = func() (out [][]rune) {
	for _, n := range nominals {
		out = append(out, []rune(soundOf[n.text]))
	}
	return out
}()

func (w *writer) regular(stem []rune, f Cell) {
	var buf [32]rune
	for i := range nominals {
		n := &nominals[i]
		word := append(append(buf[:0], stem...), nominalSounds[i]...)
		if n.plain {
			w.accusative(stem, f)
			continue
		}
		w.nominal(word, "", n, f)
	}
}

func (w *writer) accusative(stem []rune, f Cell) {
	if a := accusative(string(spell(nil, stem, false))); a != "" {
		f.Gender, f.Number = M, Sg
		w.text = append(w.text, a...)
		w.end(f)
	}
}

// endsInI: مناف, النافي, نافيا, نافون.
func (w *writer) endsInI(stem []rune, f Cell) {
	var buf [32]rune
	f.Gender, f.Number, f.Rare = M, Sg, true
	w.text = spell(w.text, stem, true)
	w.end(f)
	f.Rare = false
	for i := range nominals {
		n := &nominals[i]
		word := append(buf[:0], stem...)
		switch n.text {
		case "":
			word = append(word, 'I')
		case "ا":
			word = append(word, 'I')
			w.nominal(word, "ا", n, f)
			continue
		case "ون", "ين":
			if n.number == Pl {
				break
			}
			word = append(word, 'i', 'ي')
		default:
			word = append(word, 'i', 'ي')
		}
		w.nominal(append(word, nominalSounds[i]...), "", n, f)
	}
}

// endsInA: مستدعى, مستدعاة, مستدعيان, مستدعون.
func (w *writer) endsInA(stem []rune, f Cell) {
	var buf [32]rune
	for i := range nominals {
		n := &nominals[i]
		word := append(buf[:0], stem...)
		switch {
		case n.text == "":
			word = append(word, 'Y')
		case n.plain:
			continue
		case n.text == "ة":
			word = append(word, 'A', 'ة')
		case n.number == Pl && n.gender == M && n.text == "ون":
			word = append(word, 'a', 'و', 'ن')
		case n.number == Pl && n.gender == M:
			word = append(word, 'a', 'ي', 'ن')
		case n.number == Du && n.gender == F:
			word = append(append(word, 'A'), nominalSounds[i][1:]...)
		default:
			word = append(append(word, 'a', 'ي'), nominalSounds[i]...)
		}
		w.nominal(word, "", n, f)
	}
}

// nominal writes a participle, and again with the article.
func (w *writer) nominal(word []rune, tail string, n *nominal, f Cell) {
	f.Gender, f.Number = n.gender, n.number
	w.text = append(spell(w.text, word, false), tail...)
	w.end(f)
	if n.plain {
		return
	}
	f.Definite = true
	w.text = spell(append(w.text, "ال"...), word, false)
	w.end(f)
}

// masdar writes the verbal noun as it is listed, in its cases and with owners.
func (w *writer) masdar(r *root, m string) {
	f := Cell{Aspect: Masdar, Gender: M}
	stem, hasT := strings.CutSuffix(m, "ة")
	if hasT {
		f.Gender = F
		stem += "ت"
	}
	word := func(s string, f Cell) {
		w.text = append(w.text, s...)
		w.end(f)
	}
	word(m, f)
	d := f
	d.Definite = true
	word("ال"+m, d)
	if a := accusative(m); a != "" {
		word(a, f)
	}
	if short, ok := strings.CutSuffix(m, "ي"); ok && r.class == defective && (r.form == f5 || r.form == f6) {
		f.Rare = true
		word(short, f) // تبنٍّ
		f.Rare = false
	}
	for _, s := range beforeOwner(stem) {
		w.owned(s, f)
	}
}

// beforeOwner gives the spellings of a noun before a pronoun: ادعاء has three, one a case; ى becomes ا.
func beforeOwner(s string) []string {
	if b, ok := strings.CutSuffix(s, "ى"); ok {
		return []string{b + "ا"}
	}
	for _, end := range [...]string{"ء", "أ", "ؤ"} {
		if b, ok := strings.CutSuffix(s, end); ok {
			return []string{s, b + "ؤ", b + "ئ"}
		}
	}
	return []string{s}
}

// accusative is the noun with the alef of the indefinite accusative, or "" where it is written without one (ادعاءً, خطأً, شكوى).
func accusative(s string) string {
	for _, end := range [...]string{"ة", "اء", "أ", "ى", "ا"} {
		if strings.HasSuffix(s, end) {
			return ""
		}
	}
	if plural, ok := strings.CutSuffix(s, "ات"); ok && utf8.RuneCountInString(plural) > 3 {
		return "" // تصريحات; but إثباتا, whose ت is of the root
	}
	b, hamza := strings.CutSuffix(s, "ء")
	if hamza && !strings.ContainsAny(lastLetter(b), "دذرزو") {
		return b + "ئا" // عبئا, but بدءا
	}
	return s + "ا"
}

func lastLetter(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}

func (w *writer) owned(stem string, f Cell) {
	f.Possessive = true
	for i := range pronouns {
		p := &pronouns[i]
		f.Pronoun = p.Pronoun
		w.text = append(append(w.text, stem...), p.text...)
		w.end(f)
	}
	f.Pronoun = Pronoun{1, Either, Sg}
	if tail, ok := strings.CutSuffix(stem, "ي"); ok { // تبنيّ: the two ي are one letter
		stem = tail
	}
	w.text = append(append(w.text, stem...), "ي"...)
	w.end(f)
}
