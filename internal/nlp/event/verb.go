package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/world"
)

// verb reads a verb of contact with its subject and its object or companion.
func (f *finder) verb(n int, d *draft) bool {
	p := &f.parts[n]
	c, ok := f.p.ContactOf(p.verb)
	if !ok || p.verb.Rare || c.Type == doc.Call && p.verb.Aspect == morph.Present && f.isConcerning(p.first) || p.verb.Number == morph.Du && p.verb.Gender == morph.F && f.isJoined(p.first) || // وزارتا
		p.verb.Voice == morph.Passive && !c.Object {
		return false
	}
	d.typ, d.first, d.end, d.rule = c.Type, p.first, p.end, ruleVerb
	d.open, d.received, d.body = f.p.ContactMeansOpen(p.verb), c.Host, c.Body
	if c.Document && !f.hasDocument(n) {
		return false
	}
	subject, after := n+1, n+1
	if p.verb.Voice == morph.Active {
		a, next := f.agent(n, c)
		f.joinActor(d, a)
		if len(d.parties) == 1 && c.Type == doc.Call && !d.open {
			d.caller = 1
		}
		if next > n+1 {
			subject, after = a.part, next
		}
	}
	if d.open && d.pair {
		d.definite = true // استعرض الجانبان: in the contact told before
	}
	f.companions(d, c, n, subject, after)
	if c.Place && d.place < 0 && c.Object {
		d.place = f.placeAfter(d, n) // زار معرضا في القاهرة
	}
	if c.Place && !f.travels(d, c) || c.Host && p.verb.Voice == morph.Active && !f.receives(d) {
		return false // استقبل المطار أول طائرة
	}
	if phone := f.isPhone(n); phone {
		d.typ = doc.Call
	} else if c.Phone && !f.arePeople(d) {
		return false
	}
	d.status = f.verbStatus(n)
	f.circumstances(d, n)
	return true
}

// isConcerning says whether the verb only says what something has to do with: فيما يتصل بالتعاون.
func (f *finder) isConcerning(k int) bool {
	return f.word(k-1) == "فيما" || f.word(k-1) == "ما" && f.word(k-2) == "في"
}

// receives says whether one of two parties receives the other, or a person or body some without a name.
func (f *finder) receives(d *draft) bool {
	if len(d.parties) != 1 {
		return len(d.parties) >= 2
	}
	m := d.parties[0].mention
	return d.others && (m < 0 || f.d.Mentions[m].Type != doc.Place)
}

// arePeople says whether two or more people take part, and nobody else.
func (f *finder) arePeople(d *draft) bool {
	for _, p := range d.parties {
		if p.mention < 0 || f.d.Mentions[p.mention].Type != doc.Person {
			return false
		}
	}
	return len(d.parties) >= 2
}

// agent finds who acts with a verb of contact, and the part after its subject.
func (f *finder) agent(n int, c lang.Contact) (actor, int) {
	p := &f.parts[n]
	if p.verb.Person == 1 {
		if p.verb.Aspect == morph.Present {
			return nobody, 0 // هيا نتفاوض
		}
		if s := f.statementAt(p.first); s >= 0 {
			return actor{part: -1, statement: s}, 0
		}
		return nobody, 0
	}
	if s := f.speakerOf(n); s >= 0 {
		return actor{part: -1, statement: s}, 0
	}
	s := f.subjectOf(p.clause)
	if s < 0 || s > n && f.isObject(s, n, c) {
		return f.implied(p.clause), 0
	}
	if s < n {
		return actor{part: s, statement: -1}, 0
	}
	return actor{part: s, statement: -1}, f.afterJoined(s)
}

// speakerOf returns the statement whose speaker means himself by a verb in ت, which is spelt as that of a woman: "وقال الوزير: اجتمعت مع السفير". It is -1
// where there is none.
func (f *finder) speakerOf(n int) int {
	v := f.parts[n].verb
	if v.Aspect != morph.Past || v.Gender != morph.F || v.Number != morph.Sg || f.subjectOf(f.parts[n].clause) >= 0 {
		return -1
	}
	s := f.statementAt(f.parts[n].first)
	if s < 0 || f.d.Statements[s].Manner == doc.Indirect || !f.isPersonSpeaking(s) {
		return -1
	}
	return s
}

// isObject says whether the only phrase after the verb must be its object: a place that somebody visits; or another subject is there for it, in
// a relative clause, after أنه, or where the verb goes on a clause (والتقى).
func (f *finder) isObject(s, n int, c lang.Contact) bool {
	p := &f.parts[s]
	if p.kind == name && p.mention >= 0 && c.Place && !c.Host && f.isPlace(p.mention) {
		return true
	}
	if !c.Object || f.parts[n].object {
		return false
	}
	cl := &f.clauses[f.parts[n].clause]
	switch cl.kind {
	case relativeClause:
		return cl.noun >= 0 && f.parts[cl.noun].kind == name || f.duringNoun(cl, n) && f.isAlone(s, n, c) && f.implied(f.parts[n].clause).known()
	case thatClause:
		return cl.pronoun || f.isAlone(s, n, c) && f.implied(f.parts[n].clause).known()
	case joinedClause, besideClause:
		return f.isAlone(s, n, c) && f.implied(f.parts[n].clause).known()
	case mainClause:
		return f.isAlone(s, n, c) && f.startsOver(n) && f.implied(f.parts[n].clause).known()
	}
	return false
}

// duringNoun says whether the relative clause says what else is done during the contact of which it says more: زيارة يلتقي خلالها السفير.
func (f *finder) duringNoun(cl *clause, n int) bool {
	if cl.noun < 0 || f.parts[cl.noun].kind != contact || f.parts[n].end >= f.sent.End {
		return false
	}
	return f.plain(f.parts[n].end).Has(lang.Resumptive)
}

// startsOver says whether the verb opens the sentence with a word that goes on with the sentence before: والتقى, كما التقى.
func (f *finder) startsOver(n int) bool {
	return f.isJoined(f.parts[n].first) || f.plain(f.parts[n].first-1).Has(lang.Contrast|lang.Conjunction|lang.Auxiliary)
}

// isAlone says whether no other phrase of the clause can be the other party.
func (f *finder) isAlone(s, n int, c lang.Contact) bool {
	for i := f.afterJoined(s); i < len(f.parts); i++ {
		q := &f.parts[i]
		if q.clause != f.parts[n].clause || q.kind != name && q.kind != pair && q.kind != pronoun {
			continue
		}
		if q.link == with && c.With || q.link == by && c.By || q.link == bare {
			return false
		}
	}
	return true
}

// afterJoined returns the part after the phrase and those that و joins to it.
func (f *finder) afterJoined(s int) int {
	for s++; s < len(f.parts) && f.parts[s].joined && f.parts[s].clause == f.parts[s-1].clause; s++ {
	}
	return s
}

// companions adds the other parties: objects, those with مع and بـ, and for a visit the place; they stand on both sides of the subject.
func (f *finder) companions(d *draft, c lang.Contact, n, subject, after int) {
	cl := f.parts[n].clause
	if f.parts[n].object && c.Object {
		f.joinPronoun(d, n)
	}
	object, companion := c.Object && !f.parts[n].object, true
	for i := n + 1; i < len(f.parts); i++ {
		if i == subject && after > subject {
			i = after - 1
			continue
		}
		q := &f.parts[i]
		if q.clause != cl {
			continue
		}
		if q.kind == contact && q.link == of && f.parts[i-1].word&lang.ContactMoment != 0 {
			continue // التقى على هامش المنتدى السفير
		}
		if q.link == about || q.kind == contact && !q.noun.Relative && q.link != during && q.link != in && q.link != ahead {
			return
		}
		if q.kind == name && f.isSingledOut(q.first) && f.mayBeParty(q) {
			i = f.joinAll(d, i) - 1
			continue
		}
		if q.kind == noun && !f.isBody(i) && !q.joined {
			if companion && (q.link == with && c.With || q.link == by && c.By) || q.link == bare && object && !c.Place && c.Object {
				d.others, companion, object = true, false, false // التقى وفدا من التجار
			}
			continue
		}
		if q.kind != name && q.kind != pair && q.kind != pronoun && !f.isBody(i) || q.joined {
			continue
		}
		place := q.mention >= 0 && f.isPlace(q.mention)
		switch {
		case q.link == led:
			i = f.joinAll(d, i) - 1
		case d.typ == doc.Visit && !c.Host && place && (q.link == bare && c.Object || q.link == to || q.link == forWhom || q.link == by && c.By):
			if d.place < 0 {
				d.place = q.mention
			}
			object = false
		case companion && (q.link == with && c.With || q.link == to && c.To && !c.Place || q.link == by && c.By && !f.inPlace(q)):
			i = f.joinAll(d, i) - 1
			companion, object = false, false
		case q.link == bare && object && f.mayBeParty(q):
			i = f.joinAll(d, i) - 1
			object = false
		}
	}
}

// isSingledOut says whether the words before the token lead in some of those who take part by their names: مسؤولين بينهم الوزير.
func (f *finder) isSingledOut(k int) bool {
	switch f.word(k - 1) {
	case "بينهم", "منهم":
		return true
	case "فيهم":
		return f.word(k-2) == "بمن"
	}
	return false
}

// isBody says whether the phrase names a body or people of a country that are no mention: مع البريد السعودي, بين الفصائل الفلسطينية.
func (f *finder) isBody(i int) bool {
	q := &f.parts[i]
	if q.kind != noun || q.end < q.first+2 || q.link != with && q.link != among && q.link != bare {
		return false
	}
	_, class, ok := f.p.Adjective(&f.toks[q.end-1])
	return ok && class.Has(lang.Definite) && f.hasArticle(q.first) && f.p.ContactPart(&f.toks[q.first])&lang.ContactTie == 0
}

// joinAll adds the phrase and those that و joins to it, and returns the part after them.
func (f *finder) joinAll(d *draft, i int) int {
	end := f.afterJoined(i)
	if f.joinHolders(d, i, end) {
		return end
	}
	for k := i; k < end; k++ {
		if k+1 < end && f.isDeputyToo(k) {
			continue
		}
		if q := &f.parts[k]; k == i || (q.kind == name || q.kind == pair || q.kind == pronoun || f.isBody(k)) && f.mayBeParty(q) && !(d.typ == doc.Visit && q.mention >= 0 && f.isPlace(q.mention)) {
			f.joinPart(d, k)
		}
	}
	return end
}

// isDeputyToo says whether the part is only the first office of whom the next part names by his second one: نائب رئيس الوزراء ووزير الخارجية سامح.
func (f *finder) isDeputyToo(k int) bool {
	p, q := &f.parts[k], &f.parts[k+1]
	if p.kind != name || q.kind != name || p.mention < 0 || q.mention < 0 || q.first != p.end || !strings.HasSuffix(f.toks[p.first].Fold, "نائب") {
		return false
	}
	x, y := &f.d.Mentions[p.mention], &f.d.Mentions[q.mention]
	return x.Entity == doc.NoEntity && !x.Plural && y.Entity != doc.NoEntity && y.Type == doc.Person && !strings.HasPrefix(f.toks[q.first].Fold, "ونائب")
}

// joinHolders adds those who hold one office in several countries: وزيرا خارجية روسيا وتركيا.
func (f *finder) joinHolders(d *draft, i, end int) bool {
	p := &f.parts[i]
	if p.kind != name || p.mention < 0 || end < i+2 {
		return false
	}
	x := &f.d.Mentions[p.mention]
	if x.Of < 0 || !f.areSeveral(x) || x.Entity != doc.NoEntity {
		return false
	}
	for k := i + 1; k < end; k++ {
		if q := &f.parts[k]; !f.isPlacePart(q) || f.d.Mentions[q.mention].Thing < 0 {
			return false
		}
	}
	f.addHolder(d, x, world.ThingID(x.Of), i)
	for k := i + 1; k < end; k++ {
		f.addHolder(d, x, world.ThingID(f.d.Mentions[f.parts[k].mention].Thing), k)
	}
	return true
}

// areSeveral says whether the mention is of two or more by their title: وزراء, وزيرا.
func (f *finder) areSeveral(x *doc.Mention) bool {
	if x.Plural {
		return true
	}
	stem, ok := strings.CutSuffix(strings.TrimPrefix(f.toks[x.First].Fold, "و"), "ا")
	if !ok {
		stem, ok = strings.CutSuffix(strings.TrimPrefix(f.toks[x.First].Fold, "و"), "ي")
	}
	return ok && (f.p.Info(f.p.FormJoined("", stem)).Class.Has(lang.Title) || f.p.Info(f.p.FormJoined("و", stem)).Class.Has(lang.Title))
}

// inPlace says whether بـ leads a place in.
func (f *finder) inPlace(p *part) bool {
	return p.mention >= 0 && f.isPlace(p.mention) && !f.isActor(p.mention)
}

// mayBeParty says whether the phrase may take part in a contact.
func (f *finder) mayBeParty(p *part) bool {
	if p.kind != name || p.mention < 0 {
		return true
	}
	x := &f.d.Mentions[p.mention]
	some := x.Type == doc.NoType && x.Entity == doc.NoEntity && x.Office < 0 && !x.Counterpart && x.End-x.First == 1 && !hasArticle(f.toks[x.First].Fold)
	return f.isActor(p.mention) && !(some && f.personAfter(p.mention) < 0) // "50 عضوا" are nobody
}

// travels says whether the draft of a verb of motion is a visit: a person or delegation that goes to a place.
func (f *finder) travels(d *draft, c lang.Contact) bool {
	if len(d.parties) == 0 || d.place < 0 && !(c.Object && len(d.parties) >= 2) {
		return false
	}
	return f.mayTravel(&d.parties[0])
}

// mayTravel says whether the party is a person or a delegation.
func (f *finder) mayTravel(p *party) bool {
	m := p.mention
	if m < 0 {
		return true
	}
	x := &f.d.Mentions[m]
	return x.Type == doc.Person || x.Office >= 0 || x.First > 1 && (f.isGroup(x.First-1) || f.isGroup(x.First-2))
}

// isGroup says whether the word is a noun for some people of a party: وفد من الحركة.
func (f *finder) isGroup(k int) bool {
	return f.toks[k].Kind == doc.Word && f.p.ContactPart(&f.toks[k])&lang.ContactGroup != 0
}

// hasDocument says whether the verb or noun says what is signed.
func (f *finder) hasDocument(n int) bool {
	if c := &f.clauses[f.parts[n].clause]; c.kind == relativeClause && c.noun >= 0 && f.p.ContactPart(&f.toks[f.parts[c.noun].first])&lang.ContactDocument != 0 {
		return true // الاتفاق الذي وقعته الدولتان
	}
	for i := n + 1; i < len(f.parts) && i < n+12; i++ {
		q := &f.parts[i]
		if q.clause == f.parts[n].clause && (q.kind == noun || q.kind == contact) && f.p.ContactPart(&f.toks[q.first])&lang.ContactDocument != 0 {
			return true
		}
	}
	return false
}

// isPhone says whether a word of the clause after the part makes a call of it: هاتفيا, عبر الهاتف.
func (f *finder) isPhone(n int) bool {
	p := &f.parts[n]
	for k := p.first; k < f.sent.End && k < p.end+reach; k++ {
		if f.toks[k].Kind == doc.Word && f.p.ContactPart(&f.toks[k])&lang.ContactPhone != 0 {
			return true
		}
		if k >= p.end && (f.isMark(k, ',') || f.plain(k).Has(lang.Complementizer|lang.Relative|lang.Verb) || f.opensContact(k)) {
			return false
		}
	}
	return false
}

// opensContact says whether another noun of contact begins at the token.
func (f *finder) opensContact(k int) bool {
	_, _, _, ok := f.p.ContactNounAt(f.toks, k)
	return ok
}

// statementAt returns the statement whose content holds the token, the innermost one, or -1.
func (f *finder) statementAt(k int) int {
	at := f.toks[k].Start
	found := -1
	for s, tried := max(0, f.saidBefore()-16), 0; s < len(f.d.Statements) && tried < 48; s, tried = s+1, tried+1 {
		for _, c := range f.d.Statements[s].Content {
			if c.Start <= at && at < c.End {
				found = s
			}
		}
	}
	return found
}
