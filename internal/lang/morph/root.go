package morph

import "strings"

// root is a verb taken apart. Every stem of every form is an opening (of the form: أنـ, استـ, تـ) and then mid, a vowel, last:
// the two radicals between which Arabic changes its vowels. For four-letter roots they are the third and the fourth.
type root struct {
	verb  Verb
	form  form
	first rune // the first radical
	extra rune // the second of four radicals
	infix rune // the ت of form VIII, as it is pronounced here (ازدهر, اضطر)
	mid   rune
	last  rune
	class class
	past  rune // vowel between mid and last: a, i or u
	pres  rune
	tall  bool // a last long a is written ا (دعا, أحيا)
	drops bool // the present loses its first radical (وعد يعد)
	sees  bool // رأى and أرى lose their hamza
}

type form uint8

const (
	f1 form = iota + 1
	f2
	f3
	f4
	f5
	f6
	f7
	f8
	f9
	f10
	q1
	q2
	q4
)

var forms = map[string]form{"I": f1, "II": f2, "III": f3, "IV": f4, "V": f5, "VI": f6, "VII": f7, "VIII": f8, "IX": f9, "X": f10, "Q1": q1, "Q2": q2, "Q4": q4}

type class uint8

const (
	sound     class = iota
	hollow          // قال: mid is a long vowel
	doubled         // رد: mid and last are one letter until a consonant ending parts them
	defective       // رمى: last is a vowel
	tense           // احمر, اطمأن: last is doubled by the form itself
)

// openings are the letters that a form writes before its root.
var openings = [...][]rune{f4: {'ء'}, f5: {'ت'}, f6: {'ت'}, f7: {'ا', 'ن'}, f8: {'ا'}, f9: {'ا'}, f10: {'ا', 'س', 'ت'}, q1: nil, q2: {'ت'}, q4: {'ا'}}

// parse reads the root off the spelling of the lemma, and the vowels of form I off the present.
func parse(v Verb) (*root, error) {
	r := &root{verb: v, form: forms[v.Form], past: 'a', pres: 'i'}
	if r.form == 0 {
		return nil, &Error{v, "no such form"}
	}
	letters, ok := sounds(v.Lemma)
	if !ok || len(letters) > 8 {
		return nil, &Error{v, "the lemma is not one Arabic word without vowel signs"}
	}
	if why := r.strip(letters); why != "" {
		return nil, &Error{v, why}
	}
	switch r.form {
	case f1:
		if why := r.readPresent(); why != "" {
			return nil, &Error{v, why}
		}
	case f5, f6, f9, q2:
		r.pres = 'a'
	}
	if v.Present != "" && r.presentText() != v.Present {
		return nil, &Error{v, "its present is " + r.presentText() + ", not " + v.Present}
	}
	return r, nil
}

// sounds returns the letters with every hamza as ء, and آ as ء and ا.
func sounds(s string) ([]rune, bool) {
	var out []rune
	for _, c := range s {
		switch {
		case strings.ContainsRune("أإؤئ", c):
			out = append(out, 'ء')
		case c == 'آ':
			out = append(out, 'ء', 'ا')
		case c >= 'ء' && c <= 'ي' && c != 'ة' && c != 'ـ' && (c <= 'غ' || c >= 'ف'):
			out = append(out, c)
		default:
			return nil, false
		}
	}
	return out, len(out) > 1
}

// strip takes the form's own letters off and files the radicals.
func (r *root) strip(l []rune) string {
	if int(r.form) < len(openings) {
		for _, c := range openings[r.form] {
			if len(l) == 0 || l[0] != c {
				return "the lemma does not open as its form does"
			}
			l = l[1:]
		}
	}
	if r.form == f4 && len(l) == 3 && l[0] == 'ا' { // آمن
		l = append([]rune{'ء'}, l[1:]...)
	}
	if len(l) < 2 {
		return "the lemma is too short"
	}
	r.first, l = l[0], l[1:]
	switch r.form {
	case f3, f6:
		if l[0] != 'ا' {
			return "the lemma lacks the alef of its form"
		}
		l = l[1:]
	case f8:
		if l = r.takeInfix(l); l == nil {
			return "the lemma lacks the ت of its form"
		}
	case q1, q2, q4:
		r.extra, l = l[0], l[1:]
	}
	return r.file(l)
}

// takeInfix reads the ت of form VIII, which becomes د or ط beside some letters and may be all that is left of the first radical (اتهم, ادعى).
func (r *root) takeInfix(l []rune) []rune {
	switch {
	case strings.ContainsRune("تدطذظ", r.first):
		r.infix = r.first
		return l
	case strings.ContainsRune("صضظ", r.first) && l[0] == 'ط', r.first == 'ز' && l[0] == 'د', l[0] == 'ت':
		r.infix = l[0]
		return l[1:]
	}
	return nil
}

// file reads the last two radicals.
func (r *root) file(l []rune) string {
	if len(l) == 0 || len(l) > 2 {
		return "the lemma has too few or too many letters for its form"
	}
	r.mid, r.last = l[0], l[len(l)-1]
	switch {
	case r.form == f9 || r.form == q4:
		if len(l) != 2 {
			return "the lemma has too few letters for its form"
		}
		r.class = tense
	case len(l) == 1 && r.form == f4 && r.first == 'ر' && l[0] == 'ى': // أرى
		r.mid, r.last, r.class, r.sees = 'ء', 'ي', defective, true
	case len(l) == 1:
		if r.form == f2 || r.form == f5 || r.form >= q1 || !consonant(r.mid) {
			return "the lemma has too few letters for its form"
		}
		r.class = doubled
	case r.mid == 'ا':
		if !strings.ContainsRune("\x01\x04\x07\x08\x0a", rune(r.form)) {
			return "no alef stands there in its form"
		}
		r.class = hollow
	case r.last == 'ى', r.last == 'ا', r.last == 'ي' && r.form == f1:
		r.class, r.tall = defective, r.last == 'ا'
		r.sees = r.form == f1 && r.verb.Lemma == "رأى"
		if r.last == 'ي' {
			r.past = 'i'
		}
		r.last = 'ي'
	}
	if !consonant(r.first) || !consonant(r.last) || r.class != hollow && !consonant(r.mid) {
		return "an alef stands where a radical should"
	}
	return ""
}

func consonant(c rune) bool { return c != 'ا' && c != 'ى' }

// readPresent finds what only the present of form I tells: the middle vowel, and whether a first و stays.
func (r *root) readPresent() string {
	p, ok := sounds(r.verb.Present)
	if !ok || len(p) < 3 || p[0] != 'ي' {
		return "form I needs its present, beginning with ي"
	}
	p = p[1:]
	r.drops = r.first == 'و' && p[0] != 'و' && r.class != doubled
	seat := []rune(r.verb.Present)
	end := p[len(p)-1]
	switch r.class {
	case hollow:
		if len(p) != 3 {
			return "the present of a hollow verb has a long vowel in the middle"
		}
		r.pres = map[rune]rune{'و': 'u', 'ي': 'i', 'ا': 'a'}[p[1]]
	case defective:
		r.pres = map[rune]rune{'و': 'u', 'ي': 'i', 'ى': 'a', 'ا': 'a'}[end]
		if r.pres == 'u' {
			r.last = 'و'
		}
	default:
		r.pres = seatVowel(seat[len(seat)-1])
		if r.mid == 'ء' && len(seat) > 2 {
			r.pres = seatVowel(seat[len(seat)-2])
		}
		if r.class == doubled && r.first == 'ء' { // يؤم: the vowel has moved to the first radical
			r.pres = seatVowel(seat[1])
		}
		r.past = r.pastVowel()
	}
	if r.pres == 0 {
		return "the present does not fit the past"
	}
	return ""
}

// pastVowel matters only beside a hamza, whose carrier shows it.
func (r *root) pastVowel() rune {
	l := []rune(r.verb.Lemma)
	switch {
	case r.last == 'ء':
		return seatVowel(l[len(l)-1])
	case r.mid == 'ء' && len(l) > 1:
		return seatVowel(l[len(l)-2])
	}
	return 'a'
}

func seatVowel(c rune) rune {
	switch c {
	case 'أ':
		return 'a'
	case 'ئ':
		return 'i'
	case 'ؤ':
		return 'u'
	}
	return 'a'
}
