package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// actor is who acts in a clause: a part of the sentence, the speaker of a statement, or who acted in the sentence before.
type actor struct {
	part      int // or -1
	statement int // or -1
	leader    bool
}

var nobody = actor{part: -1, statement: -1}

func (a actor) known() bool { return a.part >= 0 || a.statement >= 0 || a.leader }

// actorOf finds who acts in the clause. It is known once and then kept.
func (f *finder) actorOf(cl int) actor {
	c := &f.clauses[cl]
	if !c.known {
		c.known, c.actor = true, nobody // whoever asks again on the way there finds nobody
		a := f.findActor(cl)
		f.clauses[cl].actor = a
	}
	return f.clauses[cl].actor
}

func (f *finder) findActor(cl int) actor {
	cue := f.clauses[cl].cue
	if s := f.subjectOf(cl); s >= 0 && (cue < 0 || f.parts[s].kind == name || f.parts[s].kind == pair) {
		return actor{part: s, statement: cue}
	}
	if cue >= 0 {
		return actor{part: -1, statement: cue}
	}
	return f.implied(cl)
}

// subjectOf returns the subject that stands in the clause: before the verb, else the first after it that may be one; -1 where there is none.
func (f *finder) subjectOf(cl int) int {
	v := f.clauses[cl].verb
	if f.clauses[cl].kind == saidClause || f.antecedentActs(cl) {
		return -1
	}
	for n := range f.parts {
		p := &f.parts[n]
		if p.clause != cl || p.link != bare || p.kind == day || p.kind == verb {
			continue
		}
		if n < v || v < 0 {
			if p.kind == name && !f.mayBeParty(p) || p.kind == noun && isAccusative(f.toks[p.first].Fold) {
				continue // انطلاقا من …، قام الوزير
			}
			return n
		}
		if p.kind == contact && f.parts[v].role&lang.RoleLight != 0 {
			if f.isPassive(v, n) {
				return n
			}
			continue // أجرى محادثات: its object
		}
		if p.word&lang.ContactMasdar != 0 && f.parts[v].role&(lang.RoleLight|lang.RoleHappens) == lang.RoleLight {
			continue // ينوي القيام بزيارة: its object
		}
		if f.maySubject(p, &f.parts[v]) {
			return n
		}
		return -1
	}
	return -1
}

// isPassive says whether a light verb is to be read as a passive whose subject is the noun of contact after it, since passives are spelt as actives
// mostly are: "عقد اجتماع" has no accusative, and a clause that nobody acts in before it ("أن تعقد القمة") has no other subject.
func (f *finder) isPassive(v, n int) bool {
	p, q := &f.parts[v], &f.parts[n]
	if p.verb.Voice == morph.Passive {
		return true
	}
	if p.object || p.verb.Person != 3 || p.verb.Number != morph.Sg || !f.agreesNoun(q, p) || q.noun.Owner.Person != 0 {
		return false
	}
	if !q.noun.Definite && q.noun.Number == morph.Sg && q.noun.Gender == morph.M && !strings.HasSuffix(f.toks[q.first].Fold, "ء") {
		return !strings.HasSuffix(f.toks[q.first].Fold, "ا") && q.kind == contact
	}
	c := &f.clauses[p.clause]
	return !f.isJoined(p.first) && (c.kind == thatClause && !c.pronoun || c.kind == mainClause && p.clause == 0 && v == 0)
}

// antecedentActs says whether somebody of whom a relative clause says more is its subject: الوزير الذي زار مصر, but الوزير الذي التقى به السفير.
func (f *finder) antecedentActs(cl int) bool {
	c := &f.clauses[cl]
	if c.kind != relativeClause || c.noun < 0 || c.verb < 0 || f.parts[c.noun].kind != name || f.parts[c.verb].object {
		return false
	}
	for n := c.verb + 1; n < len(f.parts) && n < c.verb+4; n++ {
		if p := &f.parts[n]; p.clause == cl && p.kind == pronoun && p.link != bare {
			return false
		}
	}
	if f.isPlacePart(&f.parts[c.noun]) && f.resumes(cl) {
		return false // مصر التي التقى فيها
	}
	return f.agrees(actor{part: c.noun, statement: -1}, f.parts[c.verb].verb)
}

// maySubject says whether the first phrase after a verb may be its subject.
func (f *finder) maySubject(p, v *part) bool {
	switch p.kind {
	case name:
		if p.mention < 0 {
			return true
		}
		x := &f.d.Mentions[p.mention]
		if x.Counterpart {
			return false
		}
		if c, ok := f.p.ContactOf(v.verb); ok && c.Place && !c.Host && f.isPlace(p.mention) {
			return false // زار القاهرة
		}
		if v.verb.Gender == morph.M && v.verb.Number == morph.Sg {
			return !x.Female
		}
		return v.verb.Gender != morph.F || x.Type != doc.Person || x.Office < 0 || f.isWoman(p.mention)
	case noun:
		return p.first == v.end && !isAccusative(f.toks[p.first].Fold) && !f.plain(p.first).Has(lang.Attached)
	}
	return true
}

// implied finds whom a verb without a subject means.
func (f *finder) implied(cl int) actor {
	c := &f.clauses[cl]
	var a actor
	switch c.kind {
	case relativeClause:
		a = f.impliedRelative(cl)
	case thatClause:
		a = f.impliedThat(cl)
	case joinedClause:
		a = f.actorOf(c.from)
	case besideClause:
		a = f.actorOf(c.parent)
		for o, n := f.clauses[c.parent].parent, 0; o >= 0 && n < 4 && c.verb >= 0 && !f.agrees(a, f.parts[c.verb].verb); o, n = f.clauses[o].parent, n+1 {
			a = f.actorOf(o) // الدور الذي تلعبه إيران عندما يلتقي
		}
	case mainClause:
		if c.from >= 0 && cl > 0 {
			a = f.actorOf(c.from)
		} else {
			a = f.leading()
		}
	default:
		a = nobody
	}
	if v := c.verb; v >= 0 && !f.agrees(a, f.parts[v].verb) {
		return nobody
	}
	return a
}

// impliedRelative: the noun of which the clause says more acts, if it is somebody and not what the verb takes; else who acts around.
func (f *finder) impliedRelative(cl int) actor {
	c := &f.clauses[cl]
	if n := c.noun; n >= 0 && f.parts[n].kind == name && !(c.verb >= 0 && f.parts[c.verb].object) && !(f.isPlacePart(&f.parts[n]) && f.resumes(cl)) {
		return actor{part: n, statement: -1} // not مصر التي التقى فيها
	}
	if c.noun >= 0 && f.parts[c.noun].kind == noun && !(c.verb >= 0 && f.parts[c.verb].object) {
		return nobody
	}
	if a := f.around(c.parent); a.known() && (a.part < 0 || f.parts[a.part].kind != noun) || c.noun < 0 {
		return a
	}
	return f.nearest(c.noun, c.verb >= 0 && f.parts[c.verb].verb.Gender == morph.F) // تصريحات الوزير خلال زيارة قام بها
}

// around returns who acts in the clause, or, where that is a noun that cannot act (المباحثات التي أجراها), who speaks of it.
func (f *finder) around(cl int) actor {
	for n := 0; cl >= 0 && n < 4; n++ {
		a := f.actorOf(cl)
		if a.part < 0 || f.parts[a.part].kind != contact && !f.governsContact(a.part) {
			return a
		}
		if p := f.parts[a.part]; p.kind == contact && p.noun.Owner.Person == 0 && f.clauses[cl].kind == mainClause && cl == 0 {
			break
		}
		cl = f.clauses[cl].parent
	}
	return f.leading()
}

// governsContact says whether the part is a noun that a noun of contact follows as its complement: نتائج المباحثات.
func (f *finder) governsContact(n int) bool {
	return f.parts[n].kind == noun && n+1 < len(f.parts) && f.parts[n+1].kind == contact && f.parts[n+1].link == of
}

// leading is who acts in the sentence before, if that one does not only speak there.
func (f *finder) leading() actor {
	return actor{part: -1, statement: -1, leader: !f.spoke && (f.leader.Name != "" || f.leader.En != "")}
}

// impliedThat: the one who speaks, after أنه; after أن and a verb who plans or is asked to.
func (f *finder) impliedThat(cl int) actor {
	c := &f.clauses[cl]
	p := &f.clauses[c.parent]
	if c.pronoun {
		if p.cue >= 0 {
			return actor{part: -1, statement: p.cue}
		}
		return f.actorOf(c.parent)
	}
	if p.verb >= 0 && f.p.Lemmas[f.parts[p.verb].verb.Lemma].Class == lang.Ask {
		return f.asked(c.parent)
	}
	return f.actorOf(c.parent)
}

// asked returns who is asked to do something: "طلب الوزير من السفير أن يزور".
func (f *finder) asked(cl int) actor {
	c := &f.clauses[cl]
	for n := c.verb + 1; n < len(f.parts); n++ {
		p := &f.parts[n]
		if p.clause == cl && p.kind == name && (p.link == from || p.link == bare && n != f.subjectOf(cl)) {
			return actor{part: n, statement: -1}
		}
	}
	return nobody
}

// agrees says whether who is meant may be the subject of the verb.
func (f *finder) agrees(a actor, v lang.VerbReading) bool {
	if v.Person == 1 {
		return false
	}
	female, known := f.genderOf(a)
	if !known {
		return true
	}
	return v.Number != morph.Sg || female == (v.Gender == morph.F)
}

// isMasculinePlace says whether the country is one of the few without an article that take the masculine.
func (f *finder) isMasculinePlace(k int) bool { return strings.HasSuffix(f.toks[k].Fold, "لبنان") }

// genderOf returns whether who acts is a woman; a body or country is not known to be either.
func (f *finder) genderOf(a actor) (female, known bool) {
	switch {
	case a.part >= 0:
		p := &f.parts[a.part]
		if p.kind != name || p.mention < 0 {
			return false, false
		}
		if x := &f.d.Mentions[p.mention]; x.Type == doc.Person {
			return f.isWoman(p.mention), true
		} else if x.Type == doc.Place && p.end == p.first+1 && !hasArticle(f.toks[p.first].Fold) {
			return true, !f.isMasculinePlace(p.first)
		}
		return false, false
	case a.statement >= 0:
		m := f.speakerParty(a.statement).mention
		if m < 0 || f.d.Mentions[m].Type != doc.Person {
			return false, false
		}
		return f.isWoman(m), true
	case a.leader:
		return f.female, f.leader.mention >= 0 && f.d.Mentions[f.leader.mention].Type == doc.Person
	}
	return false, false
}
