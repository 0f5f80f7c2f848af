package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/world"
)

// noun reads a noun of contact: who is named after it, with it or before it.
func (f *finder) noun(i int, d *draft) bool {
	c, end, owned, ok := f.p.ContactNoun(f.toks, i)
	if !ok {
		return false
	}
	d.typ, d.first, d.end, d.rule = c.Type, i, end, ruleNoun
	stop, topic := f.read(end, true)
	if c.Before && !f.hasArg(before) || c.Relative && !f.hasRelative() || c.Place && !f.hasPlace() {
		return false
	}
	g := f.governor(i)
	if owned && f.owns(i, &g) {
		f.joinOwner(d, &g)
	}
	d.definite = f.isDefinite(i)
	f.nounParties(d, c, owned)
	named := len(d.parties)
	back := d.definite && named == 0 && g.pair // الجانبان … في ختام اللقاء: it points back by itself
	if !owned && !back && f.lacksActor(d, i) && f.carries(d, i, &g) {
		f.joinOwner(d, &g)
		if g.light && g.with >= 0 && d.typ != doc.Visit {
			f.join(d, g.with) // عقد مع نظيره جلسة مشاورات
		}
	}
	f.relativeOwner(d, i)
	f.mediators(d, end, stop)
	if d.status = f.nounStatus(i, &g); d.status == doc.Held && f.isPurpose(i) && len(d.parties) > named {
		d.status = doc.Planned
	}
	f.circumstances(d, i, stop, topic)
	f.governorDate(d, i, &g)
	f.sayingDate(d, i, &g)
	return true
}

// owns says whether the pronoun of the noun may mean who acts in the governor's clause: زيارتها is no man's, لقاؤهما takes two.
func (f *finder) owns(i int, g *governor) bool {
	fold := f.toks[i].Fold
	switch {
	case strings.HasSuffix(fold, "هما"):
		return g.pair || g.actor < 0
	case strings.HasSuffix(fold, "هم"):
		return g.actor >= 0 && f.d.Mentions[g.actor].Plural
	}
	female, known := f.genderOf(g)
	return !known || female == strings.HasSuffix(fold, "ها")
}

// genderOf returns whether who acts is a woman; a body or country is not known to be either.
func (f *finder) genderOf(g *governor) (female, known bool) {
	m := g.actor
	if m < 0 && g.statement >= 0 {
		m = f.speakerParty(g.statement).mention
		if m < 0 {
			return false, false
		}
	}
	if m < 0 || g.phrase.end > 0 || f.d.Mentions[m].Type != doc.Person {
		return false, false
	}
	x := &f.d.Mentions[m]
	return x.Female || x.Entity != doc.NoEntity && f.women[x.Entity], true
}

// relativeOwner adds whom the verb of the noun's relative clause means without naming: "المباحثات التي أجراها مع الوزير".
func (f *finder) relativeOwner(d *draft, i int) {
	if len(d.parties) != 1 || len(f.args) == 0 || !f.args[0].relative || f.args[0].link != with {
		return
	}
	g := governor{verb: i, actor: -1, statement: -1, with: -1}
	f.pronoun(i, lang.VerbReading{}, &g)
	f.joinOwner(d, &g)
}

// lacksActor says whether who acts is still to be found left of the noun.
func (f *finder) lacksActor(d *draft, i int) bool {
	if f.hasArg(among) || d.typ == doc.Visit && len(d.parties) > 0 {
		return false
	}
	return len(d.parties) < 2 || !f.hasArg(with) && f.isPurpose(i)
}

// carries says whether who acts in the governor's clause takes part in the contact: its verb only carries the noun, or the noun says when,
// where or what for (خلال لقاء, للقاء).
func (f *finder) carries(d *draft, i int, g *governor) bool {
	if _, end, _, _ := f.p.ContactNoun(f.toks, i); f.isPlainNoun(end) && !f.isDefinite(i) {
		return false // زيارة المسؤول المصري: the noun has who acts beside it, though without a name
	}
	if g.light || g.verb < 0 && !f.isPurpose(i) {
		return true
	}
	if g.verb < 0 {
		return false
	}
	if c, _, ok := f.p.ContactVerb(&f.toks[g.verb]); ok && c.Type == doc.Meeting && !f.isPurpose(i) {
		return false // التقيا خلال قمة
	}
	if d.typ == doc.Visit && g.isVerb && f.p.Lemmas[g.reading.Lemma].Class == lang.Ask {
		return false // who invites is not who travels
	}
	if f.isPurpose(i) {
		_, _, moves := f.p.ContactVerb(&f.toks[g.verb])
		s, plans := f.p.StatusWord(&f.toks[g.verb])
		return moves || plans && s == doc.Planned
	}
	return f.isDuring(i) && !f.isPlainNoun(i-2) // البيان الصادر عقب لقاء
}

// isDuring says whether the noun says when or where something else is done: خلال لقاء, في ختام اجتماع.
func (f *finder) isDuring(i int) bool {
	return i > f.sent.First && f.toks[i-1].Kind == doc.Word && f.p.ContactPart(&f.toks[i-1])&lang.ContactDuring != 0
}

// isPurpose says whether ل leads the noun in: للقاء، لزيارة.
func (f *finder) isPurpose(i int) bool {
	for _, r := range f.toks[i].Readings {
		if r.Form != 0 && r.Clitics&doc.For != 0 {
			return true
		}
	}
	return false
}

func (f *finder) hasArg(l link) bool {
	for _, a := range f.args {
		if a.link == l {
			return true
		}
	}
	return false
}

// hasPlace says whether a named place follows the noun.
func (f *finder) hasPlace() bool {
	for _, a := range f.args {
		if a.mention >= 0 && f.isPlace(a.mention) && (a.link == to || a.link == forWhom || a.link == bare || a.link == in) {
			return true
		}
	}
	return false
}

// hasRelative says whether a party stands in the relative clause of the noun: الاتفاق الذي أبرم بين …
func (f *finder) hasRelative() bool {
	for _, a := range f.args {
		if a.relative && (a.link == among || a.link == with || a.link == bare) {
			return true
		}
	}
	return false
}

// mediators adds the countries that take part by their adjective: بوساطة مصرية وبمشاركة قطرية وأمريكية.
func (f *finder) mediators(d *draft, first, end int) {
	for k := first; k < end && len(d.parties) >= 2; k++ {
		if f.toks[k].Kind != doc.Word || f.p.ContactPart(&f.toks[k])&lang.ContactShared == 0 {
			continue
		}
		for n := k + 1; n < end && f.toks[n].Kind == doc.Word; n++ {
			country, class, ok := f.p.Adjective(&f.toks[n])
			if !ok || class.Has(lang.Definite) {
				break
			}
			f.addCountry(d, int(country), n)
		}
	}
}

// nounParties adds the parties right of the noun: "بين … و…", "مع …", a genitive, the subject of its relative clause.
func (f *finder) nounParties(d *draft, c lang.Contact, owned bool) {
	for n := 0; n < len(f.args); n++ {
		a := f.args[n]
		if !f.isNounParty(d, c, n, owned) {
			f.noteVisited(d, a)
			continue
		}
		f.joinArg(d, a)
		n = f.joinFollowing(d, n)
	}
}

func (f *finder) isNounParty(d *draft, c lang.Contact, n int, owned bool) bool {
	a := f.args[n]
	if !f.mayBeParty(a) || f.isMetonym(a) && a.link != with && a.link != among {
		return false
	}
	if a.topical && !(a.link == among && len(d.parties) == 0) {
		return false
	}
	switch a.link {
	case with:
		return d.typ != doc.Visit && (!f.complete(d) || d.typ == doc.Conference || !a.topical)
	case among:
		return d.typ != doc.Visit
	case bare:
		return !f.isVisited(d, a) && (a.relative || !owned && !d.definite && n == 0 && f.atNoun(d, a) || owned && !a.topical && (d.typ != doc.Visit || c.Host))
	case by:
		return (d.typ == doc.Meeting || d.typ == doc.Call) && f.isPersonOrBody(a) && a.first <= d.end+4
	case from, to:
		return d.typ == doc.Call || d.typ == doc.Message && a.mention >= 0 && f.d.Mentions[a.mention].Entity != doc.NoEntity
	case forWhom:
		return !f.inPlaceOrCountry(a) && (a.first == d.end || len(d.parties) == 0 && a.mention >= 0 && f.d.Mentions[a.mention].Plural)
	case before:
		return a.first == d.end || n == 0
	}
	return false
}

// atNoun says whether the phrase stands right after the noun, as its genitive; adjectives may stand between only where the noun is definite.
func (f *finder) atNoun(d *draft, a arg) bool {
	return a.first == d.end || a.first == d.end+1 && !f.isWord(d.end)
}

func (f *finder) isWord(k int) bool {
	return k < len(f.toks) && f.toks[k].Kind == doc.Word && !f.isGroup(k)
}

// isVisited says whether the phrase names where a visit goes and not who goes.
func (f *finder) isVisited(d *draft, a arg) bool {
	return d.typ == doc.Visit && a.mention >= 0 && f.isPlace(a.mention)
}

// isMetonym says whether the phrase is a capital that may stand for its country: beside a noun of contact it is where the parties meet.
func (f *finder) isMetonym(a arg) bool {
	if a.mention < 0 || !f.isPlace(a.mention) || f.d.Mentions[a.mention].Thing < 0 {
		return false
	}
	if _, ok := f.p.SpeaksFor(world.ThingID(f.d.Mentions[a.mention].Thing)); ok {
		return true
	}
	text := f.withoutClitic(a)
	for _, capital := range f.p.World.Things[f.d.Mentions[a.mention].Thing].Speaks {
		if capital == text {
			return true
		}
	}
	return false
}

func (f *finder) isPersonOrBody(a arg) bool {
	if a.mention < 0 {
		return a.pair
	}
	x := &f.d.Mentions[a.mention]
	return x.Type == doc.Person || x.Type == doc.Organisation || x.Office >= 0 || x.Counterpart
}

func (f *finder) inPlaceOrCountry(a arg) bool { return a.mention >= 0 && f.isPlace(a.mention) }

// noteVisited takes the place that a visit goes to.
func (f *finder) noteVisited(d *draft, a arg) {
	if d.typ == doc.Visit && a.mention >= 0 && f.isPlace(a.mention) && d.place < 0 && (a.link == bare && a.first == d.end || a.link == to || a.link == forWhom) {
		d.place = a.mention
	}
}

// isDefinite says whether the noun carries the article. لل hides one before a noun that does not begin with ل itself: للاجتماع, but للقاء.
func (f *finder) isDefinite(i int) bool {
	for _, r := range f.toks[i].Readings {
		if r.Form == 0 || !f.p.Info(r.Form).Class.Has(lang.ContactStart) {
			continue
		}
		if rest, ok := strings.CutPrefix(strings.TrimPrefix(f.toks[i].Fold, "و"), "لل"); ok {
			return f.p.FormJoined("ال", rest) == r.Form
		}
		return hasArticle(f.toks[i].Fold)
	}
	return false
}
