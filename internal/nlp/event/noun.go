package event

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/world"
)

// noun reads a noun of contact: who is named after it, with it or before it.
func (f *finder) noun(n int, d *draft) bool {
	p := &f.parts[n]
	c := p.noun
	d.typ, d.rule = c.Type, ruleNoun
	d.definite, d.received = c.Definite && !c.Parties, c.Host
	if c.Document && !f.hasDocument(n) || f.isRound(n) || c.Number == morph.Pl && f.describedAs(n, lang.ContactRecurring) {
		return false
	}
	g := f.governorOf(n)
	if g.relation == occasion && g.verb != nil {
		if v, ok := f.p.ContactOf(g.verb.verb); ok && v.Type == c.Type {
			f.lendToVerb(n, g.verb)
			return false // زار القاهرة في زيارة رسمية
		}
	}
	d.first, d.end, d.purpose = g.first, p.end, g.relation == purpose
	if d.typ != doc.Conference && f.isPhone(n) {
		d.typ = doc.Call
	}
	if d.typ == doc.Visit && f.invites(d, n, &g) {
		return f.fixed(d) && len(d.parties) > 0
	}
	f.complements(d, n, &g)
	rels := f.relativesOf(n)
	for _, rel := range rels {
		f.relativeParties(d, n, rel)
	}
	f.owner(d, n, &g)
	named := len(d.parties)
	if f.mayCarry(d, n, &g) {
		f.carrier(d, n, &g)
	}
	if len(d.parties) == named+1 && d.typ == doc.Call && (c.Number != morph.Sg || g.first != p.first) {
		d.caller = len(d.parties)
	}
	f.nisbas(d, n)
	f.mediators(d, n)
	if !f.meetsNeeds(d, n, rels, &g) {
		return false
	}
	d.status = f.nounStatus(n, &g, rels, len(d.parties) > named)
	f.circumstances(d, n)
	f.governorDate(d, n, &g)
	f.governorPlace(d, n, &g)
	for _, rel := range rels {
		f.relativeDate(d, rel)
	}
	d.occasion = g.relation == occasion
	d.carried = g.relation == object || g.relation == addition
	d.held = g.relation == object && g.verb.role&lang.RoleLight != 0 && f.clauses[g.clause].kind != relativeClause && c.Number != morph.Pl
	d.dated = d.date >= 0
	f.sayingDate(d, &g)
	f.newsDate(d, n, &g)
	return true
}

// lendToVerb gives the contact that the verb tells of what its noun knows in addition: "بحث الوزير الأزمة خلال لقائه السفير أمس في جدة", "وصل في زيارة
// تستغرق يومين".
func (f *finder) lendToVerb(n int, v *part) {
	if len(f.drafts) == 0 || f.drafts[len(f.drafts)-1].first != v.first {
		return
	}
	d := &f.drafts[len(f.drafts)-1]
	if d.date < 0 {
		d.date = f.dateAfter(n)
	}
	if d.place < 0 {
		d.place = f.placeAfter(d, n)
	}
	for _, rel := range f.relativesOf(n) {
		if r := f.clauses[rel].verb; d.typ == doc.Visit && d.status == doc.Held && f.parts[r].verb.Aspect == morph.Present && f.tellsLength(r) {
			d.status = doc.Ongoing
		}
	}
}

// isRound says whether the noun only counts the contact whose noun follows: جلسة مباحثات.
func (f *finder) isRound(n int) bool {
	return f.parts[n].word&lang.ContactRound != 0 && n+1 < len(f.parts) && (f.parts[n+1].kind == contact && f.parts[n+1].link == of || f.parts[n+1].kind != name && f.parts[n+1].link == from && f.parts[n+1].first == f.parts[n].end+1)
}

// meetsNeeds says whether the draft has what a noun that is no contact by itself needs: اتفاق أبرم بين …, شهادة أمام …, حوار مع …
func (f *finder) meetsNeeds(d *draft, n int, rels []int, g *governor) bool {
	c := f.parts[n].noun
	switch {
	case c.Convened:
		return g.carried || g.relation == object || g.relation == addition || g.relation == subject && g.verb != nil && g.verb.role != 0 || len(rels) > 0 || g.relation == occasion && len(d.parties) > 0
	case d.typ == doc.Call && len(d.parties) == 1 && !d.others && f.hasLink(n, by):
		return false // تعذر الاتصال بالوزير: nobody called him
	case c.Type == doc.Visit && c.Number == morph.Pl && d.place < 0:
		return false // أولى زياراته
	case c.Before:
		return f.hasLink(n, before)
	case c.Relative:
		return len(d.parties) >= 2 && (f.isSigned(n) || len(rels) > 0 && f.tellsSigning(rels[0]))
	case c.Place:
		return (d.place >= 0 || d.unnamed) && (len(d.parties) == 0 || f.mayTravel(&d.parties[0]))
	case c.Parties && d.typ == doc.Message:
		if len(d.parties) < 2 {
			return false
		}
		if f.isExchanged(n) {
			return true
		}
		return f.hasSender(d, n, g) && f.hasLink(n, to) || f.hasLink(n, from) || f.hasLink(n, forWhom)
	case c.Parties && d.typ == doc.Call && f.parts[n].noun.Number == morph.Pl && !f.isPhone(n):
		return false // اتصالات مع كل الأطراف
	case c.Parties && d.typ == doc.Meeting && g.relation == object && f.isBodyParty(d):
		return true // يعقد المجلس جلسة
	case c.Parties:
		return f.hasLink(n, with) || f.hasLink(n, among) || f.hasLink(n, from) || d.typ == doc.Call && (f.hasLink(n, by) || f.hasLink(n, of))
	}
	return true
}

// isBodyParty says whether the only party is a body.
func (f *finder) isBodyParty(d *draft) bool {
	return len(d.parties) == 1 && d.parties[0].mention >= 0 && f.d.Mentions[d.parties[0].mention].Type == doc.Organisation
}

// hasSender says whether the message names who sends it: by من, by its owner, or by who acts in its clause.
func (f *finder) hasSender(d *draft, n int, g *governor) bool {
	return f.hasLink(n, from) || f.hasLink(n, of) || f.parts[n].noun.Owner.Person != 0 || g.relation == object || g.relation == addition || g.relation == occasion && f.clauses[g.clause].cue >= 0 || g.actor.known() || len(f.relativesOf(n)) > 0
}

// tellsSigning says whether the relative clause says that the agreement was made: أبرم, تم التوصل إليه.
func (f *finder) tellsSigning(rel int) bool {
	p := &f.parts[f.clauses[rel].verb]
	c, ok := f.p.ContactOf(p.verb)
	return f.clauses[rel].kind == relativeClause && (p.role&(lang.RoleHappens|lang.RoleLight) != 0 || ok && c.Type == doc.Signing)
}

// isExchanged says whether the verb of the clause says that both sides send it: تبادلا الرسائل.
func (f *finder) isExchanged(n int) bool {
	v := f.clauses[f.parts[n].clause].verb
	return v >= 0 && f.p.Lemmas[f.parts[v].verb.Lemma].Text == "تبادل"
}

// isSigned says whether an adjective of the noun says that it is signed: الاتفاق الموقع بين …
func (f *finder) isSigned(n int) bool { return f.describedAs(n, lang.ContactSigned) }

// describedAs says whether an adjective of the noun plays the part.
func (f *finder) describedAs(n int, part lang.ContactWord) bool {
	p := &f.parts[n]
	for k := p.head; k < min(p.end+3, f.sent.End); k++ {
		if f.toks[k].Kind == doc.Word && f.p.ContactPart(&f.toks[k])&part != 0 {
			return true
		}
	}
	return false
}

// hasLink says whether a phrase after the noun of contact, in its clause or in the one that says more of it, is tied so.
func (f *finder) hasLink(n int, l link) bool {
	for i := n + 1; i < len(f.parts) && i < n+10; i++ {
		q := &f.parts[i]
		if q.kind == contact && !q.noun.Relative || q.kind == verb && q.clause == f.parts[n].clause {
			return false
		}
		if q.link == l && (q.kind == name || q.kind == pair || q.kind == pronoun) {
			return true
		}
	}
	return false
}

// complements adds the parties right of the noun: "بين … و…", "مع …", a genitive.
func (f *finder) complements(d *draft, n int, g *governor) {
	p := &f.parts[n]
	topical, tied, genitive := false, false, false
	for i := n + 1; i < len(f.parts); i++ {
		q := &f.parts[i]
		if q.clause != p.clause {
			if f.inside(q.clause, p.clause) {
				continue
			}
			return
		}
		if q.depth > p.depth {
			continue
		}
		if q.kind == verb || q.kind == contact && !q.noun.Relative || q.depth < p.depth || q.link == during || q.link == ahead {
			return
		}
		topical = topical || q.link == about
		d.unnamed = d.unnamed || d.typ == doc.Visit && (q.kind == noun || q.kind == pronoun) && (q.link == to || q.link == in && p.noun.Place || q.link == forWhom && q.first == p.end) && d.place < 0
		if q.kind == noun && i == n+1 && (q.link == of || q.link == forWhom || q.link == with) && d.typ != doc.Visit && f.p.ClassOf(&f.toks[q.first]).Has(lang.BodyHead) {
			f.joinBody(d, i)
			continue
		}
		if (q.kind == noun || q.kind == contact) && !((q.link == with || q.link == among) && f.isBody(i)) {
			d.others = d.others || q.kind == noun && (q.link == with || q.link == among) && !tied && !topical && d.typ != doc.Visit
			talks := q.link == of && i == n+1 && p.noun.Type == doc.Meeting // محادثات سلام بين الأطراف
			tied = tied || !talks && !p.noun.Relative && !p.noun.Document && f.p.ContactPart(&f.toks[q.first])&lang.ContactTie != 0
			continue
		}
		if q.kind == name && (d.with || d.others) && !topical && d.typ != doc.Visit && f.isSingledOut(q.first) && f.mayBeParty(q) {
			f.joinAll(d, i)
			continue
		}
		if q.kind == day || q.joined || q.comma && !f.goesOnAfterComma(q) {
			if q.kind != day && !q.joined {
				return
			}
			continue
		}
		if d.typ == doc.Visit && q.mention >= 0 && f.isPlace(q.mention) {
			if d.place < 0 && (q.link == of && i == n+1 || q.link == bare && p.noun.Owner.Person != 0 || q.link == to || q.link == forWhom || q.link == by && p.noun.Place || q.link == in && p.noun.Place) {
				d.place = q.mention
			}
			continue
		}
		if f.isNounParty(d, n, i, topical, tied, genitive) {
			genitive = genitive || q.link == of
			d.with = d.with || q.link == with
			f.joinAll(d, i)
		}
	}
}

// joinBody adds a body that is no mention by the words of its name: اجتماع رابطة الطلاب.
func (f *finder) joinBody(d *draft, i int) {
	end := i + 1
	for end < len(f.parts) && f.parts[end].clause == f.parts[i].clause && f.parts[end].link == of && f.parts[end].first == f.parts[end-1].end {
		end++
	}
	q := party{mention: -1}
	q.Span = text.Span{Start: f.toks[f.parts[i].first].Start, End: f.toks[f.parts[end-1].end-1].End}
	q.Name = f.words(f.parts[i].first, f.parts[end-1].end)
	if end > i+1 || f.parts[i].end > f.parts[i].first+1 {
		f.add(d, q)
	}
}

// goesOnAfterComma says whether the phrase after a comma may still belong to the contact before it.
func (f *finder) goesOnAfterComma(q *part) bool {
	switch q.link {
	case with, among, led, in, to:
		return true
	}
	return false
}

// inside says whether the clause lies inside the other one.
func (f *finder) inside(cl, outer int) bool {
	for n := 0; cl >= 0 && n < 16; n++ {
		if cl == outer {
			return true
		}
		cl = f.clauses[cl].parent
	}
	return false
}

// isNounParty says whether the phrase i takes part in the contact of the noun n.
func (f *finder) isNounParty(d *draft, n, i int, topical, tied, genitive bool) bool {
	p, q := &f.parts[n], &f.parts[i]
	if !f.mayBeParty(q) || f.isMetonym(q) && q.link != with && q.link != among {
		return false
	}
	if (topical || tied) && !(q.link == among && len(d.parties) == 0 && (!tied || topical && p.noun.Definite && q.kind == name)) {
		return false
	}
	switch q.link {
	case with:
		return d.typ != doc.Visit && d.typ != doc.Message && (!f.complete(d) || d.typ == doc.Conference)
	case among:
		return d.typ != doc.Visit
	case of:
		return i == n+1
	case bare:
		return (p.noun.Owner.Person != 0 && f.parts[i-1].kind != name || genitive && f.parts[i-1].end >= q.first-2) && (d.typ != doc.Visit || p.noun.Host)
	case by:
		return (d.typ == doc.Meeting || d.typ == doc.Call) && f.isPersonOrBody(q) && q.first <= p.end+4
	case from, to:
		return d.typ == doc.Call || d.typ == doc.Message && q.mention >= 0 && f.d.Mentions[q.mention].Entity != doc.NoEntity
	case forWhom:
		return !f.isPlacePart(q) && (q.first == p.end || q.kind == pronoun || len(d.parties) == 0 && q.mention >= 0 && f.d.Mentions[q.mention].Plural)
	case before:
		return q.first <= p.end+1 || i == n+1
	case led:
		return true
	}
	return false
}

func (f *finder) isPlacePart(q *part) bool { return q.mention >= 0 && f.isPlace(q.mention) }

// isMetonym says whether the phrase is a capital that may stand for its country: beside a noun of contact it is where the parties meet.
func (f *finder) isMetonym(q *part) bool {
	if q.mention < 0 || !f.isPlace(q.mention) || f.d.Mentions[q.mention].Thing < 0 {
		return false
	}
	if _, ok := f.p.SpeaksFor(world.ThingID(f.d.Mentions[q.mention].Thing)); ok {
		return true
	}
	text := f.words(q.first, q.end)
	for _, capital := range f.p.World.Things[f.d.Mentions[q.mention].Thing].Speaks {
		if capital == text {
			return true
		}
	}
	return false
}

func (f *finder) isPersonOrBody(q *part) bool {
	if q.mention < 0 {
		return q.kind == pair
	}
	x := &f.d.Mentions[q.mention]
	return x.Type == doc.Person || x.Type == doc.Organisation || x.Office >= 0 || x.Counterpart
}

// relativesOf fills f.rels with the clauses that say more of the noun, and the one of whose verb it is the subject before it.
func (f *finder) relativesOf(n int) []int {
	f.rels = f.rels[:0]
	for cl := f.parts[n].clause + 1; cl < len(f.clauses); cl++ {
		if c := &f.clauses[cl]; c.kind == relativeClause && c.noun == n && c.verb >= 0 {
			f.rels = append(f.rels, cl)
		}
	}
	cl := f.parts[n].clause
	if v := f.clauses[cl].verb; v >= 0 && (v > n || f.parts[v].role&lang.RoleGathers != 0) && f.subjectOf(cl) == n {
		f.rels = append(f.rels, cl)
	}
	return f.rels
}

// relativeParties adds who takes part by the clause that says more of the noun: "اللقاء الذي عقده الوزير مع السفير", "لقاء جمع الوزيرين".
func (f *finder) relativeParties(d *draft, n, rel int) {
	v := f.clauses[rel].verb
	role := f.parts[v].role
	takes := role&lang.RoleGathers != 0
	if role&lang.RoleLight != 0 && f.clauses[rel].kind == relativeClause && (f.parts[v].object || f.resumes(rel)) {
		f.joinActor(d, f.actorOf(rel))
	}
	carries := role&(lang.RoleGathers|lang.RoleHappens|lang.RoleLight) != 0 || f.clauses[rel].opener == f.parts[v].first && f.isUntold(f.parts[v].first)
	s := f.subjectOf(rel)
	if s >= 0 && s != n && f.parts[s].first <= f.parts[v].end+1 && role&lang.RoleHappens != 0 && !f.parts[n].noun.Relative && !f.tellsLength(v) {
		return // جرى خلاله بحث العلاقات
	}
	for i := v + 1; i < len(f.parts); i++ {
		q := &f.parts[i]
		if q.clause != rel {
			if f.inside(q.clause, rel) {
				continue
			}
			return
		}
		if i == n {
			continue
		}
		if q.kind == contact || q.kind == noun && f.p.ContactPart(&f.toks[q.first])&lang.ContactTie != 0 || q.link == about || q.link == during || q.link == ahead {
			return
		}
		if d.typ == doc.Visit && (q.link == to || q.link == forWhom) && d.place < 0 {
			if f.isPlacePart(q) {
				d.place = q.mention
				continue
			}
			d.unnamed = d.unnamed || (q.kind == noun || q.kind == pronoun) && q.link == to
		}
		d.others = d.others || q.kind == noun && carries && (q.link == with || q.link == among || i == s && role&lang.RoleLight != 0)
		if q.kind != name && q.kind != pair && q.kind != pronoun && !(q.link == among && f.isBody(i)) || q.joined || i == s && !takes || !f.mayBeParty(q) {
			continue
		}
		switch q.link {
		case among:
			f.joinAll(d, i) // المحادثات التي ترعاها الأمم المتحدة بين الطرفين
		case with, led:
			if carries {
				d.with = true
				f.joinAll(d, i)
			}
		case by:
			if takes {
				f.joinAll(d, i)
			}
		case bare:
			if takes {
				f.joinAll(d, i)
			}
		case from, to:
			if carries && (d.typ == doc.Call || d.typ == doc.Message) {
				f.joinAll(d, i)
			}
		}
	}
}

// tellsLength says whether the verb says how long the contact was: استمر ساعتين.
func (f *finder) tellsLength(v int) bool {
	return f.p.VerbRoleOf(f.parts[v].verb)&lang.RoleLasts != 0
}

// resumes says whether a pronoun in the relative clause stands for the noun of which it says more: الزيارة التي قام بها. Without one a light verb is a
// passive: اللقاء الذي عقد.
func (f *finder) resumes(rel int) bool {
	if f.clauses[rel].verb < 0 {
		return false
	}
	for i := f.clauses[rel].verb + 1; i < len(f.parts) && f.parts[i].clause == rel; i++ {
		if f.parts[i].kind == pronoun {
			return true
		}
	}
	last := min(f.parts[f.clauses[rel].verb].end+3, f.sent.End)
	for k := f.parts[f.clauses[rel].verb].end; k < last; k++ {
		if _, ok := pronounLink(f.toks[k].Fold); ok {
			return true // شارك فيه
		}
	}
	return false
}

// owner adds whom the noun's pronoun means, or the noun on the way to the verb: لقائه, قيام الوزير بزيارة.
func (f *finder) owner(d *draft, n int, g *governor) {
	if g.actor.known() {
		f.joinActor(d, g.actor)
		return
	}
	o := f.parts[n].noun.Owner
	if o.Person == 0 {
		return
	}
	a := f.around(g.clause)
	if f.parts[n].joined && o.Person == 3 && o.Number == morph.Sg {
		if b := f.nearest(n, o.Gender == morph.F); b.known() {
			a = b // زيارة الوزير ولقاؤه
		}
	}
	if a.part > n && f.parts[a.part].kind != name {
		a = nobody
	}
	if a.part >= 0 && f.parts[a.part].kind == noun {
		a = f.speechOwner(a)
	}
	if !a.known() && o.Person == 3 && o.Number == morph.Sg {
		a = f.nearest(n, o.Gender == morph.F)
	}
	switch {
	case o.Person == 1:
		a = nobody
		if s := f.statementAt(f.parts[n].first); s >= 0 {
			a = actor{part: -1, statement: s}
		}
	case o.Number == morph.Du:
		if a.part >= 0 && f.parts[a.part].kind == pair || a.part >= 0 && f.afterJoined(a.part) > a.part+1 {
			break
		}
		f.joinPair(d, -1)
		return
	case o.Number == morph.Pl:
		if a.part < 0 || f.parts[a.part].kind == name && f.parts[a.part].mention >= 0 && !f.d.Mentions[f.parts[a.part].mention].Plural && f.afterJoined(a.part) == a.part+1 {
			return
		}
	default:
		if female, known := f.genderOf(a); known && female != (o.Gender == morph.F) {
			return
		}
	}
	f.joinActor(d, a)
}

// nearest returns the last person named before the part in its sentence, of the pronoun's gender.
func (f *finder) nearest(n int, female bool) actor {
	for i := n - 1; i >= 0 && i > n-12; i-- {
		p := &f.parts[i]
		if p.kind != name || p.mention < 0 {
			continue
		}
		if x := &f.d.Mentions[p.mention]; x.Type == doc.Person && x.Entity != doc.NoEntity {
			if f.isWoman(p.mention) == female {
				return actor{part: i, statement: -1}
			}
			return nobody
		}
	}
	return nobody
}

// mayCarry says whether who acts in the clause may be a party that is still to be found.
func (f *finder) mayCarry(d *draft, n int, g *governor) bool {
	p := &f.parts[n]
	if p.noun.Owner.Person != 0 || g.actor.known() || p.noun.Relative || f.hasLink(n, among) && len(d.parties) >= 2 {
		return false
	}
	if d.typ == doc.Visit && len(d.parties) > 0 {
		return false
	}
	return len(d.parties) < 2 || g.relation == object || g.relation == addition
}

// carrier adds who acts in the clause of the noun: its verb only carries the noun, or the noun says when, where or what for (خلال لقاء, للقاء).
func (f *finder) carrier(d *draft, n int, g *governor) {
	p := &f.parts[n]
	switch g.relation {
	case object, addition:
		if g.verb == nil || !f.carries(g.verb) && !f.movesAway(g.verb) && !p.noun.Participle && !f.plans(g, d.typ == doc.Visit) {
			return
		}
		if f.p.Lemmas[g.verb.verb.Lemma].Class == lang.Ask && f.summons(d, n, g) {
			return
		}
	case occasion:
		if g.verb != nil {
			if c, ok := f.p.ContactOf(g.verb.verb); ok && c.Type == doc.Meeting {
				return // التقيا خلال قمة
			}
		}
		if f.followsNoun(n) {
			return // البيان الصادر عقب لقاء
		}
	case purpose:
		if g.verb == nil || !f.moves(g.verb) && !f.carries(g.verb) && !f.plans(g, d.typ == doc.Visit) && !f.purposeOfContact(n) {
			return
		}
	case topic:
		if p.link != in {
			return
		}
	default:
		return
	}
	if p.noun.Convened && g.relation == occasion && (g.ahead || f.clauses[g.clause].cue < 0) {
		return
	}
	a := f.around(g.clause)
	if a.part >= 0 && f.parts[a.part].kind == noun && g.relation == occasion {
		a = f.speechOwner(a)
	}
	if a.part >= 0 && f.parts[a.part].kind == pair && g.relation == occasion && p.noun.Definite {
		return // الجانبان … في ختام اللقاء: it points back by itself
	}
	if a.part < 0 && a.statement >= 0 && d.typ != doc.Conference && !f.isPersonSpeaking(a.statement) && g.relation == occasion {
		return
	}
	if a.part >= 0 && f.parts[a.part].kind == contact {
		return
	}
	d.others = d.others || a.part >= 0 && f.parts[a.part].kind == noun && g.relation != occasion
	f.joinActor(d, a)
	switch g.relation {
	case object, addition:
		f.companionBefore(d, n, g)
	case occasion:
		if len(d.parties) == 1 && d.typ != doc.Visit && d.typ != doc.Conference && g.verb != nil {
			f.addressee(d, n, g)
		}
	}
}

// addressee adds to whom something is said during a contact that names nobody else: أبلغ الوزير نظيره خلال محادثات أن …
func (f *finder) addressee(d *draft, n int, g *governor) {
	s := f.subjectOf(g.clause)
	for i := f.clauses[g.clause].verb + 1; i < n; i++ {
		q := &f.parts[i]
		if q.clause != g.clause || q.kind != name || q.joined || i == s || !f.mayBeParty(q) {
			continue
		}
		if q.link == bare || q.link == forWhom {
			f.joinAll(d, i)
			return
		}
	}
}

// summons says whether the verb asks somebody to the contact (دعا الوزير الطرفين إلى محادثات), and adds whom.
func (f *finder) summons(d *draft, n int, g *governor) bool {
	s := f.subjectOf(g.clause)
	for i := f.clauses[g.clause].verb + 1; i < n; i++ {
		q := &f.parts[i]
		if q.clause != g.clause || q.link != bare || i == s || q.joined || q.kind != name && q.kind != pair && !(q.kind == noun && f.isClosed(q.end-1)) {
			continue
		}
		if q.kind == name && f.mayBeParty(q) || q.kind == pair {
			f.joinAll(d, i)
		}
		if len(d.parties) == 1 && q.kind == name && s >= 0 {
			f.joinActor(d, actor{part: s, statement: -1}) // دعا الوزير السفير إلى لقاء
		}
		return true
	}
	return false
}

// followsNoun says whether the noun of contact says more of a noun before it and not of the verb.
func (f *finder) followsNoun(n int) bool {
	if n == 0 {
		return false
	}
	q := &f.parts[n-1]
	return q.kind == noun && q.clause == f.parts[n].clause && f.clauses[q.clause].verb < 0
}

// plans says whether the verb of the clause plans the contact; who asks for a visit is not who travels.
func (f *finder) plans(g *governor, visit bool) bool {
	s, ok := f.p.StatusOf(g.verb.verb)
	return ok && s != doc.Held && !(f.p.Lemmas[g.verb.verb.Lemma].Class == lang.Ask && visit)
}

// moves says whether the verb is one of going somewhere: يتوجه للقاء.
func (f *finder) moves(v *part) bool {
	_, ok := f.p.ContactOf(v.verb)
	return ok
}

// purposeOfContact says whether the noun says what another contact before it in the clause is for: "خلال زيارة إلى موسكو للاجتماع مع نظيره".
func (f *finder) purposeOfContact(n int) bool {
	for i := n - 1; i >= 0 && i > n-10 && f.parts[i].clause == f.parts[n].clause; i-- {
		if f.parts[i].kind == contact {
			return f.parts[i].noun.Type == doc.Visit
		}
	}
	return false
}

// speechOwner returns whose words a noun of speech is (تصريحات الوزير), or nobody.
func (f *finder) speechOwner(a actor) actor {
	p := &f.parts[a.part]
	if cue, _, _, ok := f.p.CueNounAt(f.toks, p.first); !ok || cue.Class.NamesSource() {
		return nobody
	}
	if n := a.part + 1; n < len(f.parts) && f.parts[n].kind == name && f.parts[n].link == of {
		return actor{part: n, statement: -1}
	}
	return nobody
}

// companionBefore adds whom مع leads in between the verb and the noun: عقد مع نظيره جلسة مشاورات.
func (f *finder) companionBefore(d *draft, n int, g *governor) {
	if d.typ == doc.Visit {
		return
	}
	for i := n - 1; i >= 0 && f.parts[i].first > g.verb.first; i-- {
		q := &f.parts[i]
		if q.kind == contact && q.word&lang.ContactRound == 0 {
			return // what مع leads in left of here belongs to another contact
		}
		if (q.kind == name || q.kind == pronoun) && q.link == with && !q.joined && q.clause == f.parts[n].clause {
			f.joinAll(d, i)
			return
		}
	}
}

// nisbas adds the two or more countries that take part by their adjectives: المباحثات السعودية الروسية.
func (f *finder) nisbas(d *draft, n int) {
	p := &f.parts[n]
	if len(d.parties) > 0 || d.typ == doc.Visit {
		return
	}
	var found [4]int
	count := 0
	for k := p.head; k < p.end && count < len(found); k++ {
		if _, _, ok := f.p.Adjective(&f.toks[k]); ok {
			found[count] = k
			count++
		}
	}
	for _, k := range found[:count] {
		if count >= 2 {
			country, _, _ := f.p.Adjective(&f.toks[k])
			f.addCountry(d, int(country), k)
		}
	}
}

// mediators adds the countries that take part by their adjective: بوساطة مصرية وبمشاركة قطرية وأمريكية.
func (f *finder) mediators(d *draft, n int) {
	if len(d.parties) < 2 {
		return
	}
	end := f.sent.End
	if last := f.parts[n].end + reach; last < end {
		end = last
	}
	for k := f.parts[n].end; k < end; k++ {
		if f.toks[k].Kind != doc.Word || f.p.ContactPart(&f.toks[k])&lang.ContactShared == 0 {
			continue
		}
		for k++; k < end && f.toks[k].Kind == doc.Word; k++ {
			country, class, ok := f.p.Adjective(&f.toks[k])
			if !ok || class.Has(lang.Definite) {
				break
			}
			f.addCountry(d, int(country), k)
		}
		k--
	}
}
