package morph

// A stem is written in sounds (spell.go). The tables below are those of any school grammar: an opening for form, tense and voice, and
// then the end of the stem, which the class of the root decides.

// sequence is the sounds of a word under construction; words are short, so it lives on the stack.
type sequence struct {
	buf [24]rune
	n   int
}

func (s *sequence) add(c ...rune) {
	for _, c := range c {
		if c != 0 && s.n < len(s.buf) {
			s.buf[s.n] = c
			s.n++
		}
	}
}

func (s *sequence) addString(t string) {
	for _, c := range t {
		s.add(c)
	}
}

func (s *sequence) sounds() []rune { return s.buf[:s.n] }

// pastOpening is what stands before the second radical in the past (كـ of كتب, استنـ of استنكر).
func (r *root) pastOpening(v Voice) (s sequence) {
	a, long, wasl := 'a', 'A', 'i'
	if v == Passive {
		a, long, wasl = 'u', 'U', 'u'
	}
	switch r.form {
	case f1:
		s.add(r.first, a)
	case f2:
		s.add(r.first, a, r.mid)
	case f3:
		s.add(r.first, long)
	case f4:
		s.add('ء', a, r.first)
	case f5:
		s.add('ت', a, r.first, a, r.mid)
	case f6:
		s.add('ت', a, r.first, long)
	case f7:
		s.add('<', wasl, 'ن', r.first, a)
	case f8:
		s.add('<', wasl, r.first, r.infix, a)
	case f9:
		s.add('<', wasl, r.first)
	case f10:
		s.add('<', wasl, 'س', 'ت', a, r.first)
	case q1:
		s.add(r.first, a, r.extra)
	case q2:
		s.add('ت', a, r.first, a, r.extra)
	case q4:
		s.add('<', wasl, r.first, r.extra, a)
	}
	return s
}

// presentOpening is the same in the present after the person's prefix and its vowel.
func (r *root) presentOpening(s *sequence) {
	switch r.form {
	case f1:
		if !r.drops {
			s.add(r.first)
		}
	case f2:
		s.add(r.first, 'a', r.mid)
	case f3:
		s.add(r.first, 'A')
	case f4:
		if r.first == 'ي' { // يوقن
			s.add('U')
			return
		}
		s.add(r.first)
	case f5:
		s.add('ت', 'a', r.first, 'a', r.mid)
	case f6:
		s.add('ت', 'a', r.first, 'A')
	case f7:
		s.add('ن', r.first, 'a')
	case f8:
		s.add(r.first, r.infix, 'a')
	case f9:
		s.add(r.first)
	case f10:
		s.add('س', 'ت', 'a', r.first)
	case q1:
		s.add(r.first, 'a', r.extra)
	case q2:
		s.add('ت', 'a', r.first, 'a', r.extra)
	case q4:
		s.add(r.first, r.extra, 'a')
	}
}

// prefixVowel is u in the passive and where the past has four sounds (يؤكد, يعلن, يطالب, يسيطر), else a.
func (r *root) prefixVowel(v Voice) rune {
	if v == Passive || r.form >= f2 && r.form <= f4 || r.form == q1 {
		return 'u'
	}
	return 'a'
}

// close adds the end of a stem that is not defective. v is its vowel, long what a hollow root has instead; open says that a consonant
// follows, before which a long vowel is short and a double letter is parted.
func (r *root) close(s *sequence, v, long rune, open bool) {
	switch {
	case r.class == hollow:
		s.dropShort()
		if open {
			s.add(v, r.last)
			return
		}
		s.add(long, r.last)
	case r.class == doubled && !open:
		if s.n > 0 && vowel(s.buf[s.n-1]) {
			s.add(r.mid, r.mid) // رد, احتج
			return
		}
		s.add(v, r.mid, r.mid) // أصر, يرد: the vowel moves before the double letter
	case r.class == doubled:
		s.add(r.mid, v, r.mid)
	case r.class == tense && !open:
		s.add(r.mid, v, r.last, r.last)
	case r.class == tense:
		s.add(r.mid, v, r.last, v, r.last)
	default:
		s.add(r.mid, v, r.last)
	}
}

func (s *sequence) dropShort() {
	if s.n > 0 && short(s.buf[s.n-1]) {
		s.n--
	}
}

// ending is one cell of a paradigm: the sounds after a stem, for roots that end in a consonant and for those that end in a vowel.
type ending struct {
	person       uint8
	gender       Gender
	number       Number
	regular      string
	a, i, u      string // instead of regular after a defective stem's vowel
	alef         bool   // a silent alef is written after it where nothing follows (قالوا)
	open         bool   // begins with a consonant
	prefix       rune   // of the present
	onlyAttached bool   // differs from another cell only before a pronoun (يبدأه beside يبدؤه)
	jussive      bool   // or subjunctive: no future
	rare         bool   // no object pronoun is written out
}

// pastEndings: after رمى (a), نسي (i), دعا (u).
var pastEndings = []ending{
	{person: 3, gender: M, number: Sg, regular: "a", a: "Y", i: "iيa", u: "Y"},
	{person: 3, gender: F, number: Sg, regular: "aت", a: "aت", i: "iيaت", u: "aت"},
	{person: 3, gender: M, number: Du, regular: "A", a: "aيA", i: "iيA", u: "aوA"},
	{person: 3, gender: F, number: Du, regular: "aتA", a: "aتA", i: "iيaتA", u: "aتA"},
	{person: 3, gender: M, number: Pl, regular: "U", a: "aو", i: "U", u: "aو", alef: true},
	{person: 3, gender: F, number: Pl, regular: "نa", a: "aينa", i: "Iنa", u: "aونa", open: true, rare: true},
	{person: 1, number: Sg, regular: "تu", a: "aيتu", i: "Iتu", u: "aوتu", open: true},
	{person: 1, number: Pl, regular: "نA", a: "aينA", i: "IنA", u: "aونA", open: true},
}

// presentEndings: after يسعى (a), يرمي (i), يدعو (u).
var presentEndings = []ending{
	{prefix: 'ي', person: 3, gender: M, number: Sg, regular: "u", a: "Y", i: "I", u: "U"},
	{prefix: 'ت', person: 3, gender: F, number: Sg, regular: "u", a: "Y", i: "I", u: "U"},
	{prefix: 'ء', person: 1, number: Sg, regular: "u", a: "Y", i: "I", u: "U"},
	{prefix: 'ن', person: 1, number: Pl, regular: "u", a: "Y", i: "I", u: "U"},
	{prefix: 'ي', person: 3, gender: M, number: Du, regular: "Aنi", a: "aيAنi", i: "iيAنi", u: "uوAنi"},
	{prefix: 'ت', person: 3, gender: F, number: Du, regular: "Aنi", a: "aيAنi", i: "iيAنi", u: "uوAنi"},
	{prefix: 'ي', person: 3, gender: M, number: Pl, regular: "Uنa", a: "aونa", i: "Uنa", u: "Uنa"},
	{prefix: 'ي', person: 3, gender: F, number: Pl, regular: "نa", a: "aينa", i: "Iنa", u: "Uنa", open: true, rare: true},
	{prefix: 'ي', person: 3, gender: M, number: Du, regular: "A", a: "aيA", i: "iيA", u: "uوA", jussive: true},
	{prefix: 'ت', person: 3, gender: F, number: Du, regular: "A", a: "aيA", i: "iيA", u: "uوA", jussive: true},
	{prefix: 'ي', person: 3, gender: M, number: Pl, regular: "U", a: "aو", i: "U", u: "U", jussive: true, alef: true},
}

// shortEndings are the jussive of the persons without an ending (لم يقل, لم يدع). Only hollow and defective verbs show it.
var shortEndings = []ending{
	{prefix: 'ي', person: 3, gender: M, number: Sg, a: "a", i: "i", u: "u", open: true, jussive: true},
	{prefix: 'ت', person: 3, gender: F, number: Sg, a: "a", i: "i", u: "u", open: true, jussive: true},
	{prefix: 'ء', person: 1, number: Sg, a: "a", i: "i", u: "u", open: true, jussive: true},
	{prefix: 'ن', person: 1, number: Pl, a: "a", i: "i", u: "u", open: true, jussive: true},
}

// subjunctives are shown only by a hamza before a pronoun.
var subjunctives = []ending{
	{prefix: 'ي', person: 3, gender: M, number: Sg, regular: "a", onlyAttached: true, jussive: true},
	{prefix: 'ت', person: 3, gender: F, number: Sg, regular: "a", onlyAttached: true, jussive: true},
	{prefix: 'ء', person: 1, number: Sg, regular: "a", onlyAttached: true, jussive: true},
	{prefix: 'ن', person: 1, number: Pl, regular: "a", onlyAttached: true, jussive: true},
}

// pastWord is one cell of the past.
func (r *root) pastWord(v Voice, e *ending) sequence {
	s := r.pastOpening(v)
	if r.class == defective {
		r.closeDefective(&s, r.pastDefectiveVowel(v), e)
		if n := s.n - 1; r.tall && s.buf[n] == 'Y' {
			s.buf[n] = 'A' // دعا
		}
		return s
	}
	vowel, long := r.past, 'A'
	if v == Passive {
		vowel, long = 'i', 'I'
	} else if r.class == hollow && r.form == f1 && r.pres != 'u' {
		vowel = 'i' // جئت, but قلت: seen only in the carrier of a hamza
	} else if r.class == hollow && r.form == f1 {
		vowel = 'u'
	}
	r.close(&s, vowel, long, e.open)
	s.addString(e.regular)
	return s
}

func (r *root) pastDefectiveVowel(v Voice) rune {
	switch {
	case v == Passive || r.past == 'i':
		return 'i'
	case r.form == f1 && r.last == 'و':
		return 'u'
	}
	return 'a'
}

// presentWord is one cell of the present.
func (r *root) presentWord(v Voice, e *ending) (s sequence) {
	s.add(e.prefix, r.prefixVowel(v))
	r.presentOpening(&s)
	vowel := r.pres
	if v == Passive {
		vowel = 'a'
		if r.drops {
			s.add(r.first) // يعد, but passive يوعد: the و stays
		}
	}
	if r.class == defective {
		r.closeDefective(&s, vowel, e)
		return s
	}
	r.close(&s, vowel, r.longPresent(v), e.open)
	s.addString(e.regular)
	return s
}

// longPresent is the long vowel of a hollow verb's present: يقول, يبيع, يخاف; يفيد, يستفيد; يحتاج, ينهار.
func (r *root) longPresent(v Voice) rune {
	switch {
	case v == Passive || r.form == f7 || r.form == f8:
		return 'A'
	case r.form == f1:
		return map[rune]rune{'a': 'A', 'i': 'I', 'u': 'U'}[r.pres]
	}
	return 'I'
}

// closeDefective adds the second radical and the ending that has taken the third one in.
func (r *root) closeDefective(s *sequence, v rune, e *ending) {
	if !r.sees || s.buf[0] == 'ر' { // يرى, أرى: only رأى keeps its hamza
		s.add(r.mid)
	}
	t := e.i
	switch v {
	case 'a':
		t = e.a
	case 'u':
		t = e.u
	}
	s.addString(t)
}

func (r *root) presentText() string {
	s := r.presentWord(Active, &presentEndings[0])
	return string(spell(nil, s.sounds(), false))
}

// participle is the stem of a participle without ending. weak says that the stem ends in the long vowel returned (منافٍ, مستدعى).
func (r *root) participle(v Voice) (s sequence, weak rune) {
	vowel, long := 'i', 'I'
	if v == Passive {
		vowel, long = 'a', 'A'
	} else if r.class == hollow && (r.form == f7 || r.form == f8) {
		long = 'A' // محتاج
	}
	if r.form == f1 {
		return r.simpleParticiple(v)
	}
	s.add('م', 'u')
	r.presentOpening(&s)
	if r.class == defective {
		if !r.sees {
			s.add(r.mid)
		}
		return s, long
	}
	r.close(&s, vowel, long, false)
	return s, 0
}

// simpleParticiple: form I has patterns of its own (قائل, داع; مقول, مدعو).
func (r *root) simpleParticiple(v Voice) (s sequence, weak rune) {
	if v == Active {
		s.add(r.first, 'A')
		switch {
		case r.class == hollow && r.last == 'ء': // جاءٍ
			s.add('ء')
			return s, 'I'
		case r.class == hollow:
			s.add('ء', 'i', r.last)
		case r.class == doubled:
			s.add(r.mid, r.mid)
		case r.class == defective:
			s.add(r.mid)
			return s, 'I'
		default:
			s.add(r.mid, 'i', r.last)
		}
		return s, 0
	}
	s.add('م', 'a', r.first)
	switch {
	case r.class == hollow && r.pres == 'i':
		s.add('I', r.last)
	case r.class == hollow:
		s.add('U', r.last)
	case r.class == defective && r.last == 'و':
		s.add(r.mid, 'u', 'و')
	case r.class == defective:
		s.add(r.mid, 'i', 'ي')
	case r.class == doubled:
		s.add(r.mid, 'U', r.mid)
	default:
		s.add(r.mid, 'U', r.last)
	}
	return s, 0
}

// masdars are the verbal nouns that the form gives, the usual one first, spelt.
func (r *root) masdars() []string {
	var out []string
	for _, p := range r.masdarPatterns() {
		var s sequence
		s.addString(p)
		out = append(out, string(spell(nil, s.sounds(), true)))
	}
	return out
}

func (r *root) masdarPatterns() []string {
	c := func(parts ...any) string {
		var b []rune
		for _, p := range parts {
			switch p := p.(type) {
			case rune:
				if p != 0 {
					b = append(b, p)
				}
			case string:
				b = append(b, []rune(p)...)
			}
		}
		return string(b)
	}
	f, m, l := r.first, r.mid, r.last
	weak := r.class == defective
	if weak {
		l = 'ء' // إبداء, ادعاء: the last radical is a hamza after a long a
	}
	tail := c(m, "A", l) // ...عال of forms IV, VII, VIII, X
	switch r.class {
	case doubled:
		tail = c(m, "A", m)
	case hollow:
		tail = c('ي', "A", l) // انهيار, احتياج
	}
	head := c(f) // إيضاح, استيلاء: i swallows a radical و or ي
	if f == 'و' || f == 'ي' {
		head = "I"
	}
	switch r.form {
	case f2:
		if weak {
			return []string{c("تa", f, m, "iيaة")}
		}
		if l == 'ء' {
			return []string{c("تa", f, m, "iءaة"), c("تa", f, m, "Iء")}
		}
		return []string{c("تa", f, m, "I", l), c("تa", f, m, "i", l, "aة"), c("تa", f, m, "A", l)}
	case f3:
		switch {
		case weak:
			return []string{c("مu", f, "A", m, "Aة"), c(f, "i", m, "Aء")}
		case r.class == doubled:
			return []string{c("مu", f, "A", m, m, "aة")}
		}
		return []string{c("مu", f, "A", m, "a", l, "aة"), c(f, "i", m, "A", l)}
	case f4:
		if r.class == hollow {
			return []string{c("ءi", f, "A", l, "aة")}
		}
		if r.sees {
			return nil
		}
		if f == 'ء' {
			head = "I"
		}
		if f == 'و' || f == 'ي' || f == 'ء' {
			return []string{c("ءI", tail)}
		}
		return []string{c("ءi", head, tail)}
	case f5:
		if weak {
			return []string{c("تa", f, "a", m, m, "I")}
		}
		return []string{c("تa", f, "a", m, m, "u", l)}
	case f6:
		switch {
		case weak:
			return []string{c("تa", f, "A", m, "I")}
		case r.class == doubled:
			return []string{c("تa", f, "A", m, m)}
		}
		return []string{c("تa", f, "A", m, "u", l)}
	case f7:
		return []string{c("<iن", f, "i", tail)}
	case f8:
		return []string{c("<i", f, r.infix, "i", tail)}
	case f9:
		return []string{c("<i", f, m, "i", l, "A", l)}
	case f10:
		if r.class == hollow {
			return []string{c("<iستi", f, "A", l, "aة")}
		}
		if head == "I" {
			return []string{c("<iستI", tail)}
		}
		return []string{c("<iستi", head, tail)}
	case q1:
		return []string{c(f, "a", r.extra, m, "a", l, "aة")}
	case q2:
		return []string{c("تa", f, "a", r.extra, m, "u", l)}
	case q4:
		return []string{c("<i", f, r.extra, "i", m, l, "A", l)}
	}
	return nil
}
