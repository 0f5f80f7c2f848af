package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// clauseKind is how a clause is tied to the one around it.
type clauseKind uint8

const (
	mainClause     clauseKind = iota
	thatClause                // opened by أنّ or أن
	relativeClause            // says more of a noun: الذي, or with nothing before the verb
	besideClause              // opened by another conjunction, or by nothing
	joinedClause              // و and a verb
	quoteClause               // the first words of a quotation
	saidClause                // a participle of saying: مؤكدا
)

// clause is a verb with what belongs to it, or what stands together without one.
type clause struct {
	kind    clauseKind
	parent  int  // the clause around it, or -1
	from    int  // of a joined clause: the one that it goes on with
	noun    int  // of a relative clause: the part that it says more of, or -1
	verb    int  // its verb among the parts, or -1
	cue     int  // the statement whose cue it holds, or -1
	opener  int  // the token that opens it, or -1
	pronoun bool // a pronoun is attached to أنّ
	comma   bool // a comma stands before it
	actor   actor
	known   bool // the actor is known
}

// open adds a clause and returns its number.
func (f *finder) open(c clause) int {
	c.verb, c.cue = -1, -1
	if c.kind != relativeClause {
		c.noun = -1
	}
	if c.kind == mainClause {
		c.opener = -1
	}
	f.clauses = append(f.clauses, c)
	return len(f.clauses) - 1
}

// opener takes a word that opens a clause.
func (c *chunker) opener(class lang.Class) bool {
	f, k := c.f, c.k
	fold := f.toks[k].Fold
	switch {
	case class.Has(lang.Complementizer):
		c.that(k)
	case class.Has(lang.Relative) && fold != "ما" && fold != "وما":
		c.relative(k)
	case fold == "او" || fold == "ثم" || fold == "ام" || fold == "وثم":
		c.or = true
	case f.cue[k] >= 0 && f.isParticiple(k):
		c.clause = f.open(clause{kind: saidClause, parent: f.root(c.clause), opener: k})
		f.clauses[c.clause].cue = int(f.cue[k])
	case class.Has(lang.Auxiliary):
		if !strings.HasPrefix(fold, "و") || f.clauses[c.clause].verb < 0 {
			return false
		}
		c.clause = f.open(clause{kind: joinedClause, parent: -1, from: f.root(c.clause), opener: k})
	case class.Has(lang.Contrast|lang.Conjunction) && fold != "غير" && fold != "اي" && !class.Has(lang.Preposition|lang.Adverb):
		c.beside(k)
	default:
		return false
	}
	c.k++
	c.tie = bare
	return true
}

// that opens a clause after أنّ: one that و joins to another such clause goes on beside it.
func (c *chunker) that(k int) {
	f := c.f
	parent, kind := c.clause, thatClause
	if c.tie == during || c.tie == ahead {
		kind = besideClause // بعد أن
	}
	if strings.HasPrefix(f.toks[k].Fold, "و") {
		for o := c.clause; o >= 0; o = f.clauses[o].parent {
			if f.clauses[o].kind == thatClause {
				parent = f.clauses[o].parent
				break
			}
		}
	}
	c.clause = f.open(clause{kind: kind, parent: parent, opener: k, pronoun: f.hasPronoun(k), comma: c.comma})
}

// relative opens a clause after الذي, which says more of the last noun that it agrees with.
func (c *chunker) relative(k int) {
	f := c.f
	at := -1
	for n := len(f.parts) - 1; n >= 0 && n >= len(f.parts)-4; n-- {
		p := &f.parts[n]
		if p.kind == verb {
			break
		}
		if (p.kind == name || p.kind == contact || p.kind == noun) && f.fits(p, f.toks[k].Fold) {
			at = n
			break
		}
	}
	c.clause = f.open(clause{kind: relativeClause, parent: c.clause, noun: at, opener: k, comma: c.comma})
}

// fits says whether the relative pronoun agrees with the part, as far as its gender shows.
func (f *finder) fits(p *part, pronoun string) bool {
	feminine := strings.HasSuffix(pronoun, "التي")
	switch p.kind {
	case contact:
		return feminine == (p.noun.Gender == morph.F || p.noun.Number == morph.Pl) && (p.noun.Number == morph.Du) == strings.Contains(pronoun, "لل")
	case name:
		if p.mention >= 0 && f.d.Mentions[p.mention].Type == doc.Person {
			return !feminine || f.isWoman(p.mention)
		}
	case noun:
		fold := f.toks[p.first].Fold
		return feminine == (strings.HasSuffix(fold, "ه") || strings.HasSuffix(fold, "ات"))
	}
	return true
}

func (f *finder) isWoman(m int) bool {
	x := &f.d.Mentions[m]
	return x.Female || x.Entity != doc.NoEntity && f.women[x.Entity]
}

// beside opens a clause after a conjunction; after كما it goes on with the outermost one.
func (c *chunker) beside(k int) {
	f := c.f
	if f.isEmpty(c.clause) && f.clauses[c.clause].kind == mainClause {
		return // كما التقى: it opens the sentence
	}
	if strings.HasSuffix(f.toks[k].Fold, "كما") || strings.HasPrefix(f.toks[k].Fold, "و") && f.plain(k).Has(lang.Contrast) {
		c.clause = f.open(clause{kind: joinedClause, parent: -1, from: f.root(c.clause), opener: k})
		return
	}
	c.clause = f.open(clause{kind: besideClause, parent: c.clause, opener: k, comma: c.comma})
}

// isEmpty says whether the clause holds nothing yet.
func (f *finder) isEmpty(cl int) bool {
	return len(f.parts) == 0 || f.parts[len(f.parts)-1].clause != cl
}

// root returns the outermost clause around.
func (f *finder) root(cl int) int {
	for f.clauses[cl].parent >= 0 {
		cl = f.clauses[cl].parent
	}
	return cl
}

// leaveAside goes back, at a comma, to the clause around a relative one that another comma opened and that has its verb.
func (c *chunker) leaveAside() {
	cl := &c.f.clauses[c.clause]
	if cl.kind == relativeClause && cl.comma && cl.verb >= 0 {
		c.clause = cl.parent
	}
}

// verb adds the verb at the token, in the clause that it belongs to.
func (c *chunker) verb() bool {
	f, k := c.f, c.k
	v, role, object, ok := c.verbAt()
	if !ok {
		if v, ok = f.purposeVerb(k); !ok {
			return false
		}
		c.clause = f.open(clause{kind: besideClause, parent: c.clause, opener: k})
	}
	p := part{kind: verb, first: k, end: k + 1, mention: -1, verb: v, role: role, object: object}
	c.place(&p, c.or || f.isJoined(k))
	c.tie = bare
	f.clauses[c.clause].verb = len(f.parts)
	if f.cue[k] >= 0 {
		f.clauses[c.clause].cue = int(f.cue[k])
	}
	c.add(p)
	return true
}

// isJoined says whether و or ف stands before the verb at the token.
func (f *finder) isJoined(k int) bool {
	for _, r := range f.toks[k].Readings {
		if r.Form != 0 && f.p.Info(r.Form).Class.Has(lang.Verb) {
			return r.Clitics&(doc.And|doc.Then) != 0
		}
	}
	return strings.HasPrefix(f.toks[k].Fold, "و")
}

// place finds the clause of a verb, and opens one where the clause in hand has its own already.
func (c *chunker) place(p *part, joined bool) {
	f := c.f
	cl := &f.clauses[c.clause]
	if joined {
		if cl.verb < 0 && !f.hasSubject(c.clause) {
			return
		}
		c.clause = f.open(clause{kind: joinedClause, parent: -1, from: f.goesOn(c.clause, p), opener: p.first})
		f.clauses[c.clause].parent = f.clauses[f.clauses[c.clause].from].parent
		return
	}
	if cl.verb < 0 && cl.kind == relativeClause {
		c.preferContact(p)
		return
	}
	if cl.verb < 0 && cl.kind != saidClause {
		if n, ok := c.bareRelative(p); ok {
			c.clause = f.open(clause{kind: relativeClause, parent: c.clause, noun: n, opener: p.first})
		}
		return
	}
	if n, ok := c.bareRelative(p); ok {
		c.clause = f.open(clause{kind: relativeClause, parent: c.clause, noun: n, opener: p.first})
		return
	}
	for o := cl.parent; o >= 0; o = f.clauses[o].parent {
		if f.clauses[o].verb < 0 && f.clauses[o].kind != saidClause && (f.hasSubject(o) || c.comma && f.clauses[o].kind == mainClause) {
			c.clause = o // the verb of "اللقاء الذي عقد أمس" comes now
			return
		}
	}
	if c.comma && f.cue[p.first] >= 0 {
		c.clause = f.open(clause{kind: mainClause, parent: -1, from: f.root(c.clause)})
		return
	}
	c.clause = f.open(clause{kind: besideClause, parent: c.clause, opener: p.first})
}

// preferContact lets a relative clause whose verb carries a noun of contact say more of the noun of contact before it, though a name stands nearer:
// "اجتماعات الجمعية العامة التي تبدأ غدا".
func (c *chunker) preferContact(p *part) {
	f := c.f
	cl := &f.clauses[c.clause]
	if p.role == 0 || cl.noun < 0 || f.parts[cl.noun].kind == contact {
		return
	}
	for n := cl.noun - 1; n >= 0 && n >= cl.noun-3; n-- {
		q := &f.parts[n]
		if q.kind == verb || q.clause != cl.parent {
			return
		}
		if q.kind == contact && f.fits(q, f.toks[cl.opener].Fold) && (p.object || f.agreesNoun(q, p) || p.role&lang.RoleLight != 0) {
			cl.noun = n
			return
		}
	}
}

// hasSubject says whether a phrase that may be a subject stands in the clause.
func (f *finder) hasSubject(cl int) bool {
	for n := len(f.parts) - 1; n >= 0 && n > len(f.parts)-12; n-- {
		if p := &f.parts[n]; p.clause == cl && p.link == bare && p.kind != verb && p.kind != day {
			return true
		}
	}
	return false
}

// goesOn returns the clause that a joined verb goes on with: the nearest one in the same time; a verb of saying goes on with the outermost.
func (f *finder) goesOn(cl int, p *part) int {
	if f.cue[p.first] >= 0 {
		return f.root(cl)
	}
	for o := cl; o >= 0; o = f.clauses[o].parent {
		if v := f.clauses[o].verb; v >= 0 && (f.parts[v].verb.Aspect == morph.Past) == (p.verb.Aspect == morph.Past) {
			return o
		}
	}
	return cl
}

// bareRelative returns the indefinite noun of which the verb says more without a relative pronoun: "مؤتمر صحفي عقده الوزير", "لقاء جمع الوزيرين".
func (c *chunker) bareRelative(p *part) (int, bool) {
	f := c.f
	for n := len(f.parts) - 1; n >= 0 && n >= len(f.parts)-4; n-- {
		q := &f.parts[n]
		if q.clause != c.clause || q.kind == verb {
			break
		}
		if q.kind != contact || q.noun.Definite || q.noun.Owner.Person != 0 {
			continue
		}
		near := q.end == p.first || q.end == p.first-1 && f.isUntold(p.first) // اجتماع لم يعلن عنه
		if q.link == bare && f.clauses[c.clause].verb < 0 && !p.object && !near {
			return -1, false // لقاء الوزيرين ... تناول: its predicate
		}
		if p.object || f.agreesNoun(q, p) && (near || p.verb.Voice == morph.Passive || p.role&(lang.RoleGathers|lang.RoleHappens) != 0) {
			return n, true
		}
		break
	}
	return -1, false
}

// isUntold says whether the verb at the token has a word of denial before it and a pronoun for the noun of contact after it: لم يعلن عنه.
func (f *finder) isUntold(k int) bool {
	if _, denied := f.negated(k); !denied || k+1 >= f.sent.End {
		return false
	}
	_, pronoun := pronounLink(f.toks[k+1].Fold)
	return pronoun
}

// agreesNoun says whether the noun of contact may be the subject of the verb.
func (f *finder) agreesNoun(q, p *part) bool {
	feminine := q.noun.Gender == morph.F || q.noun.Number == morph.Pl
	return p.verb.Person == 3 && p.verb.Number == morph.Sg && feminine == (p.verb.Gender == morph.F)
}

// isParticiple says whether the token is a participle of a verb of saying and no verb in a tense: مؤكدا خلال لقائه.
func (f *finder) isParticiple(k int) bool {
	if f.hasTense(k) {
		return false
	}
	for _, r := range f.toks[k].Readings {
		if r.Form == 0 || r.Clitics&^doc.And != 0 {
			continue
		}
		for _, v := range f.p.Verbs(r.Form) {
			if v.Aspect == morph.ActiveParticiple && !v.Definite {
				return true
			}
		}
	}
	return false
}

// hasPronoun says whether a pronoun is attached to أنّ: أنه, بأنها.
func (f *finder) hasPronoun(k int) bool {
	fold := f.toks[k].Fold
	return strings.HasSuffix(fold, "ه") || strings.HasSuffix(fold, "ها") || strings.HasSuffix(fold, "هم") || strings.HasSuffix(fold, "هما")
}

// verbAt returns the reading of the token as a verb in a tense, what it does with a noun of contact, and whether a pronoun for its object is
// attached.
func (c *chunker) verbAt() (v lang.VerbReading, role lang.VerbRole, object, ok bool) {
	f, k := c.f, c.k
	t := &f.toks[k]
	_, told, tells := f.p.ContactVerb(t)
	if v, role, object = f.p.LightVerb(t); role != 0 && !(tells && told.Aspect == morph.Past && v.Aspect != morph.Past) {
		return v, role, object, c.mayBeVerb() && !(object && f.endsInTa(k))
	}
	if tells {
		return told, 0, told.Object, !told.Rare && c.mayBeVerb()
	}
	if !f.isFinite(k) || f.plain(k-1).Has(lang.Preposition|lang.Determiner) && !f.plain(k-1).Has(lang.Conjunction|lang.Adverb) {
		return v, 0, false, false
	}
	found := false
	for _, r := range t.Readings {
		if r.Form == 0 || r.Clitics&(doc.In|doc.For|doc.Like) != 0 {
			continue
		}
		for _, w := range f.p.Verbs(r.Form) {
			if !w.Finite() || c.disagrees(w) {
				continue
			}
			_, tells := f.p.StatusOf(w)
			if !found || tells { // تستعد may be one of two verbs
				v, found = w, true
			}
		}
	}
	attached := f.plain(k).Has(lang.Attached)
	if attached {
		for _, w := range f.p.AttachedVerbs(t.Fold, f.clitics(k)) {
			if w.Finite() && !w.Rare && w.Voice == morph.Active {
				return w, f.p.VerbRoleOf(w) & lang.RolesOfLight, true, true
			}
		}
	}
	return v, 0, v.Object || found && attached, found || f.cue[k] >= 0 || attached
}

// disagrees says whether the verb is a dual right after one name, so that it can be none: it spells another name.
func (c *chunker) disagrees(v lang.VerbReading) bool {
	q := c.last()
	return v.Number == morph.Du && q != nil && q.kind == name && q.end == c.k && !q.joined && (q.mention < 0 || !c.f.d.Mentions[q.mention].Plural)
}

// endsInTa says whether the word ends in ة, which folds to the letter of a pronoun: استضافة is not استضافه.
func (f *finder) endsInTa(k int) bool { return strings.HasSuffix(f.d.Text.At(f.toks[k].Span), "ة") }

// mayBeVerb says whether a word that also spells a noun (عقد, توجه, بحث) stands where a verb may stand: no preposition leads it in, no noun and no
// other verb governs it.
func (c *chunker) mayBeVerb() bool {
	f, k := c.f, c.k
	if !f.spellsNoun(k) {
		return !f.plain(k - 1).Has(lang.Preposition)
	}
	if f.hasArticle(k) {
		return false
	}
	n := k - 1
	if n < f.sent.First || f.toks[n].Kind != doc.Word || strings.HasPrefix(f.toks[k].Fold, "و") {
		return true
	}
	if f.mention[n] < 0 && f.date[n] < 0 {
		class := f.plain(n)
		switch {
		case class.Has(lang.Complementizer | lang.Relative | lang.Auxiliary | lang.Negation | lang.Contrast):
			return true
		case class.Has(lang.Preposition | lang.Determiner):
			return false
		case class.Has(lang.Conjunction):
			return true
		}
	}
	q := c.last()
	if q == nil || q.clause != c.clause {
		return true
	}
	if q.kind == contact && q.end >= k-2 && !q.noun.Definite && q.noun.Owner.Person == 0 {
		return true // لقاء عقد أمس
	}
	if q.end == k && q.kind == noun && !f.isClosed(k-1) {
		return false
	}
	return f.clauses[c.clause].verb < 0
}
