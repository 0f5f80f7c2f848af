package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// verb reads a verb of contact with its subject and its object or companion.
func (f *finder) verb(i int, d *draft) bool {
	c, v, ok := f.p.ContactVerb(&f.toks[i])
	if !ok || v.Voice == morph.Passive && !c.Object || v.Rare || v.Object || v.Person == 1 || f.plain(i-1).Has(lang.Preposition) || f.plain(i).Has(lang.Attached) {
		return false
	}
	d.typ, d.first, d.end, d.rule = c.Type, i, i+1, ruleVerb
	d.open = f.p.ContactMeansOpen(v)
	end, topic := f.read(i+1, false)
	if d.typ == doc.Signing && !f.hasDocument(i+1, end) {
		return false
	}
	f.companions(d, c, f.subject(d, i, v, c))
	if c.Place && !f.travels(d, c) {
		return false
	}
	d.status = f.verbStatus(i, v)
	f.circumstances(d, i, end, topic)
	return true
}

// subject adds who acts and returns the first of the args that the verb may still govern.
func (f *finder) subject(d *draft, i int, v lang.VerbReading, c lang.Contact) int {
	first := f.firstBare()
	if pre, ok := f.preverbal(i); ok {
		f.join(d, pre)
		f.joinBack(d, pre)
		return 0
	}
	if k, ok := f.nounBefore(i); ok && f.group(k) > k {
		f.joinArg(d, arg{mention: -1, first: k, end: f.group(k)}) // الوفد الإيراني التقى
		return 0
	}
	if first < 0 || f.isObject(d, first, c) || f.hasPronoun(i-1) && f.plain(i-1).Has(lang.Complementizer|lang.Contrast) || c.Object && c.Type == doc.Meeting && f.isOnlyObject(i, first) {
		f.pronounSubject(d, i, v)
		return 0
	}
	if !f.subjectOf(d, first, c) {
		f.pronounSubject(d, i, v)
		return 0
	}
	n := first + 1
	for n < len(f.args) && (f.args[n].joined || f.args[n].again) {
		if f.args[n].again {
			f.rename(d, f.args[n-1].mention, f.args[n].mention)
		} else {
			f.joinArg(d, f.args[n])
		}
		n++
	}
	return n
}

// firstBare returns the first arg that may be the subject of the verb before it: no preposition leads it in, and no other than a place stands
// between.
func (f *finder) firstBare() int {
	for n, a := range f.args {
		if a.link == bare && !a.topical {
			return n
		}
	}
	return -1
}

// isObject says whether the arg can only be the object: نظيره, or a place that somebody visits.
func (f *finder) isObject(d *draft, n int, c lang.Contact) bool {
	a := f.args[n]
	if a.mention < 0 {
		return false
	}
	x := &f.d.Mentions[a.mention]
	return x.Counterpart && !f.hasPlaceAfter(n) || d.typ == doc.Visit && f.isPlace(a.mention) && !c.Object || n > 0 && c.Object && f.args[n-1].link == in
}

// hasPlaceAfter says whether a place stands after the n-th phrase, so that this one is who goes there: "ويزور نظيره باريس".
func (f *finder) hasPlaceAfter(n int) bool {
	return n+1 < len(f.args) && f.args[n+1].mention >= 0 && f.isPlace(f.args[n+1].mention) && (f.args[n+1].link == bare || f.args[n+1].link == to)
}

// isOnlyObject says whether the phrase must be the object, since a verb that goes on a sentence (والتقى) has no other party.
func (f *finder) isOnlyObject(i, first int) bool {
	if i == f.sent.First || !strings.HasPrefix(f.toks[i].Fold, "و") && !f.plain(i-1).Has(lang.Contrast|lang.Conjunction) {
		return false
	}
	for n, a := range f.args {
		if a.link == with || a.link == by || n > first && (a.link == bare && !a.again || a.joined) {
			return false
		}
	}
	return true
}

// subjectOf adds the arg if it may act.
func (f *finder) subjectOf(d *draft, n int, c lang.Contact) bool {
	a := f.args[n]
	if a.mention >= 0 && !f.isActor(a.mention) && !c.Host {
		return false
	}
	f.joinArg(d, a)
	return true
}

// companions adds the other parties: objects, those with مع and بـ, and for a visit the place.
func (f *finder) companions(d *draft, c lang.Contact, n int) {
	object := c.Object
	for ; n < len(f.args); n++ {
		a := f.args[n]
		switch {
		case a.topical:
			return
		case f.leads(a) && n+1 < len(f.args) && f.args[n+1].first == a.end && a.mention >= 0:
			continue // the name follows the office
		case a.mention >= 0 && d.typ == doc.Visit && !f.receives(c) && f.isPlace(a.mention) && (a.link == bare && c.Object || a.link == to || a.link == forWhom):
			if d.place < 0 {
				d.place = a.mention
			}
		case a.link == with && c.With, a.link == to && c.To && !c.Place, a.link == by && c.By && !f.inPlace(a), f.leads(a), a.link == bare && object && f.mayBeParty(a):
			f.joinArg(d, a)
			n = f.joinFollowing(d, n)
			object = false
		}
	}
}

// receives says whether the verb is one of receiving, whose subject is the host.
func (f *finder) receives(c lang.Contact) bool { return c.Host }

// joinFollowing adds the args that و joins to the n-th, passes over those that only name it again, and returns the last of them.
func (f *finder) joinFollowing(d *draft, n int) int {
	for n+1 < len(f.args) {
		a, b := f.args[n], f.args[n+1]
		switch {
		case b.again:
			f.rename(d, a.mention, b.mention)
		case b.joined && f.mayBeParty(b) && !f.isVisited(d, b):
			f.joinArg(d, b)
		default:
			return n
		}
		n++
	}
	return n
}

// inPlace says whether بـ leads a place in.
func (f *finder) inPlace(a arg) bool {
	return a.mention >= 0 && f.isPlace(a.mention) && !f.isActor(a.mention)
}

func (f *finder) mayBeParty(a arg) bool {
	if a.mention < 0 {
		return true
	}
	x := &f.d.Mentions[a.mention]
	some := x.Type == doc.NoType && x.Entity == doc.NoEntity && x.Office < 0 && !x.Counterpart && x.End-x.First == 1 && !hasArticle(f.toks[x.First].Fold)
	return f.isActor(a.mention) && !(some && f.personAfter(a.mention) < 0) // "50 عضوا" are nobody
}

// travels says whether the draft of a verb of motion is a visit: a person or delegation that goes to a place.
func (f *finder) travels(d *draft, c lang.Contact) bool {
	if len(d.parties) == 0 || d.place < 0 && !(c.Object && len(d.parties) >= 2) {
		return false
	}
	m := d.parties[0].mention
	return m < 0 || f.d.Mentions[m].Type == doc.Person || f.d.Mentions[m].Office >= 0
}

func (f *finder) hasDocument(i, end int) bool {
	for k := i; k < end; k++ {
		if f.toks[k].Kind == doc.Word && f.p.ContactPart(&f.toks[k])&lang.ContactDocument != 0 {
			return true
		}
	}
	return false
}

// leads says whether the phrase names who leads a delegation that is a party: وفدا برئاسة الوزير.
func (f *finder) leads(a arg) bool {
	k := a.first
	if f.mention[k-1] < 0 && k > f.sent.First && f.p.ContactPart(&f.toks[k-1])&lang.ContactLed != 0 {
		k--
	}
	return f.p.ContactPart(&f.toks[k])&lang.ContactLed != 0
}
