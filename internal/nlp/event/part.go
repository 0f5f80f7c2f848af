package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// kind is what a part of a sentence is.
type kind uint8

const (
	name    kind = iota // somebody or something named, or a group that may be a party
	pair                // those named before: الجانبان
	pronoun             // a pronoun that a preposition governs (معه), or one of respect (سموه)
	contact             // a noun of contact
	noun                // any other noun
	verb                // a verb in a tense
	day                 // a date
)

// link is how a phrase is tied to what stands before it.
type link uint8

const (
	bare    link = iota // nothing: a subject or object
	of                  // the noun right before it governs it
	with                // مع
	to                  // إلى
	forWhom             // ل
	in                  // في
	by                  // ب
	from                // من
	among               // بين
	before              // أمام
	during              // خلال, بعد
	ahead               // قبل
	led                 // برئاسة
	about               // حول
	other
)

// part is a word or phrase of the sentence with what it does in its clause.
type part struct {
	kind    kind
	link    link
	joined  bool // و joins it to the part before, whose link it has
	comma   bool // a comma stands right before it
	object  bool // of a verb: a pronoun for its object is attached
	depth   int8 // how many asides are open around it
	first   int  // tokens, half-open, without the preposition
	head    int  // of a noun of contact: where its adjectives begin
	end     int
	clause  int
	mention int               // of a name: the mention, or -1
	noun    *lang.ContactNoun // of a noun of contact
	word    lang.ContactWord  // what a noun does in the clause of a contact
	verb    lang.VerbReading
	role    lang.VerbRole // what a verb does with a noun of contact
}

// chunker walks over the tokens of a sentence and parts them.
type chunker struct {
	f      *finder
	k      int  // the token in hand
	clause int  // the clause in hand
	tie    link // that the last preposition makes, for the phrase after it
	comma  bool // since the last part
	and    bool // و stands before the phrase in hand, on a word that is passed over
	or     bool // أو or ثم stands before the token
	asides [4]aside
	depth  int8
}

// aside is what dashes or quotation marks enclose: the clause around it goes on after it.
type aside struct {
	clause int
	shut   int // the token that closes it
}

// chunk fills f.parts and f.clauses for the sentence in hand.
func (f *finder) chunk() {
	f.parts, f.clauses = f.parts[:0], f.clauses[:0]
	c := chunker{f: f, k: f.sent.First}
	c.clause = f.open(clause{kind: mainClause, parent: -1})
	for c.k < f.sent.End {
		c.step()
	}
}

// step takes the word or phrase at the token.
func (c *chunker) step() {
	f, k := c.f, c.k
	switch {
	case f.date[k] >= 0:
		c.add(part{kind: day, first: k, end: max(f.d.Dates[f.date[k]].End, k+1), mention: -1})
	case f.mention[k] >= 0:
		c.name()
	case f.toks[k].Kind == doc.Punct:
		c.punct()
	case f.toks[k].Kind != doc.Word:
		c.k++
	default:
		c.word()
	}
}

// add adds a part with the tie of the preposition before it.
func (c *chunker) add(p part) {
	if p.link == bare {
		p.link = c.tie
	}
	p.clause, p.depth, p.comma = c.clause, c.depth, c.comma
	c.k = p.end
	c.tie, c.comma, c.and, c.or = bare, false, false, false
	c.f.parts = append(c.f.parts, p)
}

// last returns the part before the one in hand, or nil.
func (c *chunker) last() *part {
	if n := len(c.f.parts); n > 0 {
		return &c.f.parts[n-1]
	}
	return nil
}

// lead notes that the word ties the phrase after it.
func (c *chunker) lead(l link) {
	c.tie = l
	c.k++
}

// word takes a word that is no name and no date.
func (c *chunker) word() {
	f, k := c.f, c.k
	word, class := f.p.ContactPart(&f.toks[k]), f.plain(k)
	switch {
	case word&lang.ContactTopic != 0 && c.afterContact():
		c.lead(about)
	case word&lang.ContactPair != 0:
		c.phrase(part{kind: pair, first: k, end: f.nisbasAfter(k + 1), mention: -1})
	case c.opener(class):
	case class.Has(lang.Auxiliary):
		c.k++
	case c.verb():
	case c.contact():
	case c.honorific(class):
	case class.Has(lang.HonorificPronoun):
		c.phrase(part{kind: pronoun, first: k, end: k + 1, mention: -1})
	case word&lang.ContactLed != 0:
		c.lead(led)
	case word&lang.ContactGroup != 0 && c.group():
	case c.preposition(word):
	case class.Has(lang.Determiner) && c.reaches(k):
		c.last().end, c.k = k+1, k+1
	case class.Has(lang.Adverb | lang.Negation | lang.Determiner | lang.Demonstrative | lang.Pronoun):
		c.k++
	default:
		c.noun(word)
	}
}

// honorific passes over words of respect before a name: صاحب السمو الملكي.
func (c *chunker) honorific(class lang.Class) bool {
	f, k := c.f, c.k
	respect := class.Has(lang.Honorific)
	if !respect && f.plain(k+1).Has(lang.Honorific) && strings.HasSuffix(f.toks[k].Fold, "صاحب") {
		if l, _ := f.cliticOf(k); l != bare {
			c.tie = l
		}
		c.and = c.and || strings.HasPrefix(f.toks[k].Fold, "و")
		respect = true
	}
	if !respect && f.plain(k-1).Has(lang.Honorific) && f.hasArticle(k) && f.starts(k+1) >= 0 {
		respect = true // السمو الملكي الأمير
	}
	if respect {
		c.k++
	}
	return respect
}

// reaches says whether a noun right before the token has its complement after it: وجود أي لقاء.
func (c *chunker) reaches(k int) bool {
	q := c.last()
	return q != nil && q.kind == noun && q.end == k && q.clause == c.clause && c.tie == bare && !c.f.isClosed(k-1)
}

// afterContact says whether a noun or verb of contact stands a few parts before.
func (c *chunker) afterContact() bool {
	for n := len(c.f.parts) - 1; n >= 0 && n >= len(c.f.parts)-6; n-- {
		p := &c.f.parts[n]
		if p.kind == contact {
			return true
		}
		if p.kind == verb {
			_, _, ok := c.f.p.ContactVerb(&c.f.toks[p.first])
			return ok
		}
	}
	return false
}

// phrase adds a phrase; a clitic of its first word may be its link.
func (c *chunker) phrase(p part) {
	l, and := c.f.cliticOf(p.first)
	if l != bare {
		p.link = l
	}
	if (and || c.and || c.or) && p.link == bare && c.tie == bare {
		c.join(&p)
	}
	if p.link == bare && c.tie == bare && !and && c.governed(p.first) {
		p.link = of
	}
	c.add(p)
}

// join gives the phrase the link of the one before it, to which و joins it.
func (c *chunker) join(p *part) {
	q := c.last()
	if q == nil || q.kind == verb || q.kind == day || q.clause != c.clause || p.first > q.end+3 {
		return
	}
	p.joined, p.link = true, q.link
}

// governed says whether the phrase at the token is the complement of a noun right before it: أرملة الرئيس, لقاء الوزير.
func (c *chunker) governed(k int) bool {
	q := c.last()
	if q == nil || q.clause != c.clause || q.kind != contact && q.kind != noun {
		return false
	}
	for k > q.end && (c.f.isMark(k-1, '"') || c.f.isMark(k-1, '“')) {
		k--
	}
	if q.end != k {
		return false
	}
	if q.kind == contact {
		return !q.noun.Definite && q.end == q.head
	}
	return !c.f.isClosed(q.end - 1)
}

// isClosed says whether the noun can have no complement after it: it has the article, a pronoun, or the end of an indefinite accusative.
func (f *finder) isClosed(k int) bool {
	return f.hasArticle(k) || f.plain(k).Has(lang.Attached|lang.Definite) || isAccusative(f.toks[k].Fold) || f.hasOwner(k)
}

// hasOwner says whether the noun ends in the pronoun ه and is known without it: مكتبه, but not مياه.
func (f *finder) hasOwner(k int) bool {
	stem, ok := strings.CutSuffix(f.toks[k].Fold, "ه")
	return ok && len(stem) > 4 && !f.endsInTa(k) && f.p.Info(f.p.FormJoined("", stem)).Class.Has(lang.Common)
}

// isAccusative says whether the word ends as an indefinite accusative does: أمسا, رسميا.
func isAccusative(fold string) bool { return len(fold) > 6 && strings.HasSuffix(fold, "ا") }

// name adds the mention at the token.
func (c *chunker) name() {
	f, k := c.f, c.k
	m := int(f.mention[k])
	end := max(f.d.Mentions[m].End, k+1)
	if f.d.Mentions[m].First != k {
		c.word() // a noun of contact has its first words: مؤتمر صحفي مشترك
		return
	}
	if c.nameAgain(m, end) {
		return
	}
	c.phrase(part{kind: name, first: k, end: end, mention: m})
}

// nameAgain says whether the mention only names the one before again, and lets that part end with it: "وزير الخارجية الروسي، سيرغي لافروف".
func (c *chunker) nameAgain(m, end int) bool {
	f := c.f
	q := c.last()
	if q == nil || q.kind != name || q.mention < 0 || q.clause != c.clause || c.and || c.tie != bare {
		return false
	}
	if l, and := f.cliticOf(c.k); l != bare || and {
		return false
	}
	if f.personAfter(q.mention) != m && !(c.isNext(q.end) && f.apposed(q.mention, m)) {
		return false
	}
	if f.d.Mentions[q.mention].Entity == doc.NoEntity {
		q.mention = m
	}
	q.end, c.k, c.comma = end, end, false
	return true
}

// isNext says whether nothing but a comma, a bracket or a quotation mark stands between the token and the one in hand.
func (c *chunker) isNext(k int) bool {
	for ; k < c.k; k++ {
		if c.f.toks[k].Kind != doc.Punct || c.f.toks[k].Mark == ':' || c.f.toks[k].Mark == ';' {
			return false
		}
	}
	return true
}

// contact adds the noun of contact at the token.
func (c *chunker) contact() bool {
	f := c.f
	n, end, _, ok := f.p.ContactNounAt(f.toks, c.k)
	if !ok {
		return false
	}
	c.phrase(part{kind: contact, first: c.k, head: end, end: end, mention: -1, noun: n, word: f.p.ContactPart(&f.toks[c.k])})
	return true
}

// group takes a noun for some people of a party: the link goes on to the party named after it (وفد حماس), or it is a party by itself.
func (c *chunker) group() bool {
	f, k := c.f, c.k
	if end := f.group(k); end > k {
		c.phrase(part{kind: name, first: k, end: end, mention: -1})
		return true
	}
	l, and := f.cliticOf(k)
	if l != bare {
		c.tie = l
	}
	c.and = c.and || and
	if c.k++; c.k < f.sent.End && (f.toks[c.k].Fold == "من" || f.toks[c.k].Fold == "عن") {
		c.k++ // عدد من, ممثلون عن
	}
	return true
}

// preposition takes a preposition: it ties the phrase after it, or governs a pronoun.
func (c *chunker) preposition(word lang.ContactWord) bool {
	f, k := c.f, c.k
	if l, ok := pronounLink(f.toks[k].Fold); ok {
		if l != bare {
			c.tie = bare
			c.add(part{kind: pronoun, link: l, first: k, end: k + 1, mention: -1})
			return true
		}
		c.k++
		return true
	}
	l := f.prepositionAt(k)
	switch {
	case c.tie == from && f.word(k) == "قبل":
		c.lead(other) // من قبل: by
	case l != bare && l != other:
		c.lead(l)
	case word&lang.ContactDuring != 0:
		if f.isAhead(k) {
			c.lead(ahead)
			return true
		}
		c.lead(during)
	case l == other:
		c.lead(other)
	default:
		return false
	}
	return true
}

// isAhead says whether the preposition says that something is still to come.
func (f *finder) isAhead(k int) bool {
	w := f.word(k)
	return w == "قبل" || w == "قبيل"
}

// noun takes any other word. What agrees with the noun before it is its adjective.
func (c *chunker) noun(word lang.ContactWord) {
	k := c.k
	if c.nisbaOfName() {
		c.and, c.k = true, k+1
		return
	}
	if q := c.last(); q != nil && q.end == k && q.clause == c.clause && c.tie == bare && (q.kind == contact || q.kind == noun) && c.describes(q) {
		q.end, c.k = k+1, k+1
		return
	}
	c.phrase(part{kind: noun, first: k, end: k + 1, mention: -1, word: word})
}

// nisbaOfName says whether the word is the adjective of a second counterpart before the name: نظيريه الأميركي جون كيري والسعودي عادل الجبير.
func (c *chunker) nisbaOfName() bool {
	f := c.f
	q := c.last()
	if q == nil || q.kind != name || q.end != c.k && !f.isMark(q.end, ',') || f.starts(c.k+1) < 0 || !strings.HasPrefix(f.toks[c.k].Fold, "وال") {
		return false
	}
	_, _, ok := f.p.Adjective(&f.toks[c.k])
	return ok && f.d.Mentions[f.starts(c.k+1)].Type == doc.Person
}

// describes says whether the word at the token is an adjective of the noun before it.
func (c *chunker) describes(q *part) bool {
	f := c.f
	fold := f.toks[c.k].Fold
	if l, and := f.cliticOf(c.k); l != bare || and {
		return false
	}
	definite := strings.HasPrefix(fold, "ال")
	if q.kind == noun {
		return definite && f.hasArticle(q.first)
	}
	if q.noun.Definite || q.noun.Owner.Person != 0 {
		return definite
	}
	if definite || f.plain(c.k).Has(lang.Attached|lang.BodyHead|lang.PlaceHead|lang.Title|lang.People) || f.p.ContactPart(&f.toks[c.k])&(lang.ContactMasdar|lang.ContactDocument|lang.ContactDuring) != 0 {
		return false
	}
	feminine := q.noun.Gender == morph.F || q.noun.Number == morph.Pl
	if feminine {
		return strings.HasSuffix(fold, "ه")
	}
	return strings.HasSuffix(fold, "ي") || strings.HasSuffix(fold, "يا") || strings.HasPrefix(fold, "م") || f.p.IsStatus(&f.toks[c.k])
}

// punct takes a mark.
func (c *chunker) punct() {
	f, k := c.f, c.k
	c.k++
	switch f.toks[k].Mark {
	case ',':
		c.comma = true
		c.leaveAside()
	case ';', ':', '.', '!', '?':
		if c.tie = bare; c.k == f.sent.End {
			return
		}
		c.clause = f.open(clause{kind: mainClause, parent: -1, from: c.clause})
	case '(':
		for n := k + 1; n < f.sent.End && n < k+10; n++ {
			if f.isMark(n, ')') {
				c.k = n + 1
				return
			}
		}
	case '-':
		c.dash(k)
	case '"', '“', '”', '«', '»':
		c.quote(k)
	}
}

// dash opens or closes an aside between dashes.
func (c *chunker) dash(k int) {
	f := c.f
	if c.closes(k) {
		return
	}
	if f.isMark(k+1, '-') || f.clauses[c.clause].verb < 0 && k < f.sent.First+8 && c.clause == 0 && !f.isMark(k-1, ',') {
		c.k, c.tie = k+1, bare // القاهرة -- : where the article was written
		for f.isMark(c.k, '-') {
			c.k++
		}
		c.clause = f.open(clause{kind: mainClause, parent: -1, from: -1})
		return
	}
	for n := k + 1; n < f.sent.End && n < k+reach; n++ {
		if f.isMark(n, '-') {
			c.enclose(c.clause, n)
			return
		}
	}
}

// quote opens or closes a quotation of several words, after which the clause before it goes on.
func (c *chunker) quote(k int) {
	f := c.f
	if c.closes(k) || f.shuts[k] < 0 {
		return
	}
	around := c.clause
	if f.plain(k-1).Has(lang.Complementizer) && f.clauses[around].parent >= 0 {
		around = f.clauses[around].parent
	}
	if int(f.shuts[k]) < f.sent.End {
		c.enclose(around, int(f.shuts[k]))
		if c.clause == around {
			c.clause = f.open(clause{kind: quoteClause, parent: around})
		}
	}
}

// enclose notes that the clause around goes on after the token.
func (c *chunker) enclose(around, shut int) {
	if int(c.depth) < len(c.asides) {
		c.asides[c.depth] = aside{around, shut}
		c.depth++
	}
}

// closes says whether the mark closes the innermost aside, and goes on with the clause around it.
func (c *chunker) closes(k int) bool {
	if c.depth == 0 || c.asides[c.depth-1].shut != k {
		return false
	}
	c.depth--
	c.clause, c.tie = c.asides[c.depth].clause, bare
	return true
}
