package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/world"
)

// isPlace says whether the mention is of a place or country.
func (f *finder) isPlace(m int) bool { return f.d.Mentions[m].Type == doc.Place }

// isActor says whether the mention can be a party: a person, body, country or somebody by office.
func (f *finder) isActor(m int) bool {
	x := &f.d.Mentions[m]
	if x.Type == doc.Place {
		return x.Thing >= 0 && f.p.World.Things[x.Thing].Kind == world.Country
	}
	return true
}

// joinArg adds the party that a noun phrase of the clause names.
func (f *finder) joinArg(d *draft, a arg) {
	switch {
	case a.pair:
		f.joinPair(d, a.first)
	case a.mention >= 0:
		f.join(d, a.mention)
	default:
		p := party{mention: -1}
		p.Span.Start, p.Span.End = f.toks[a.first].Start, f.toks[a.end-1].End
		p.Name = f.withoutClitic(a)
		f.add(d, p)
	}
}

// withoutClitic returns the words of a phrase without the و, ب or ل of its first one.
func (f *finder) withoutClitic(a arg) string {
	s := f.d.Text.At(f.toks[a.first].Span)
	rest := f.d.Text[f.toks[a.first].End:f.toks[a.end-1].End]
	for _, r := range f.toks[a.first].Readings {
		if r.Form == 0 {
			continue
		}
		if r.Clitics&doc.For != 0 && strings.HasPrefix(s, "لل") {
			return "ال" + s[4:] + string(rest)
		}
		for c := r.Clitics & (doc.And | doc.Then | doc.In | doc.For); c != 0; c &= c - 1 {
			if len(s) > 4 {
				s = s[2:]
			}
		}
		break
	}
	return s + string(rest)
}

// fitPair says whether the parties may be called so: الوزيران are ministers.
func (f *finder) fitPair(parties []party, k int) bool {
	if k < 0 || !strings.Contains(f.toks[k].Fold, "وزير") {
		return true
	}
	for n := range parties {
		p := &parties[n]
		role, ok := f.known().office[p.Name]
		if p.mention >= 0 && f.d.Mentions[p.mention].Office >= 0 {
			role, ok = f.d.Mentions[p.mention].Office, true
		}
		if ok && !strings.Contains(f.p.World.Roles[role].ID, "minister") {
			return false
		}
	}
	return true
}

// joinPair adds the parties of the last contact, for الجانبان and the like.
func (f *finder) joinPair(d *draft, k int) {
	for n := len(f.drafts) - 1; n >= f.oldest(); n-- {
		if parties := f.drafts[n].parties; len(parties) >= 2 && f.fitPair(parties, k) {
			if d.typ == doc.Signing && f.joinStates(d, parties, k) {
				return
			}
			for _, p := range parties {
				f.add(d, p)
			}
			return
		}
	}
}

// joinStates adds the countries for which the parties act, where the two sides sign something and each acts for one.
func (f *finder) joinStates(d *draft, parties []party, k int) bool {
	var states []world.ThingID
	for n := range parties {
		country, ok := f.stateOf(&parties[n])
		if !ok {
			return false
		}
		states = append(states, country)
	}
	for _, country := range states {
		f.addCountry(d, int(country), k)
	}
	return true
}

// join adds a party once.
func (f *finder) join(d *draft, m int) { f.add(d, f.partyOf(d, m)) }

// partyOf returns the party that a mention shows; the draft's first party says whose counterpart somebody is.
func (f *finder) partyOf(d *draft, m int) party {
	if named := f.personAfter(m); named >= 0 {
		m = named
	}
	x := &f.d.Mentions[m]
	p := party{mention: m}
	p.Span = x.Span
	switch {
	case x.Entity != doc.NoEntity:
		e := &f.d.Entities[x.Entity]
		p.Name, p.En, p.ID = e.Name, e.En, e.ID
	case x.Counterpart && d != nil:
		p.Role = f.d.Text.At(x.Span)
		f.counterpart(d, x, &p)
	default:
		p.Role = f.d.Text.At(x.Span)
		if x.Thing >= 0 {
			t := &f.p.World.Things[x.Thing]
			p.En, p.ID = t.En, t.ID
		} else {
			p.Name, p.Role = f.withoutClitic(arg{first: x.First, end: x.End}), ""
		}
	}
	return p
}

// addCountry adds the country whose adjective stands at the token.
func (f *finder) addCountry(d *draft, country, k int) {
	t := &f.p.World.Things[country]
	p := party{mention: -1}
	p.Span, p.Role = f.toks[k].Span, f.d.Text.At(f.toks[k].Span)
	p.En, p.ID = t.En, t.ID
	if e, ok := f.known().byID[t.ID]; ok {
		p.Name, p.Role = f.d.Entities[e].Name, ""
	}
	f.add(d, p)
}

// rename gives the party of an office without a name the name that stands beside it.
func (f *finder) rename(d *draft, from, to int) {
	for n := range d.parties {
		if d.parties[n].mention == from && f.d.Mentions[from].Entity == doc.NoEntity && f.d.Mentions[to].Entity != doc.NoEntity {
			d.parties[n] = f.partyOf(d, to)
		}
	}
}

func (f *finder) speakerParty(s int) party {
	st := &f.d.Statements[s]
	p := party{mention: -1}
	p.Name, p.En, p.ID, p.Span = st.SpeakerName, st.SpeakerEn, st.SpeakerID, st.Speaker
	if p.Span.Empty() {
		p.Span = st.Cue
	} else if k := f.tokenAt(st.Speaker.Start); k >= 0 && f.mention[k] >= 0 {
		p.mention = int(f.mention[k])
	}
	return p
}

// add adds a party that is not there yet. A counterpart whose name is only now known by office may be the same as one before.
func (f *finder) add(d *draft, p party) {
	for _, q := range d.parties {
		if sameParty(&p, &q) {
			return
		}
	}
	d.parties = append(d.parties, p)
}

func sameParty(p, q *party) bool {
	if p.ID != "" && p.ID == q.ID {
		return true
	}
	return p.Name == q.Name && p.En == q.En && p.Role == q.Role
}

// offices is who the article says holds which office. It is made once, when the first counterpart asks.
type offices struct {
	holder map[[2]int32]doc.EntityID // by office and the country or body
	office map[string]int32          // by name
	byID   map[string]doc.EntityID
}

func hasArticle(fold string) bool {
	for _, c := range [...]string{"", "و", "ب", "ف", "ك"} {
		if rest, ok := strings.CutPrefix(fold, c); ok && strings.HasPrefix(rest, "ال") {
			return true
		}
	}
	return false
}

// complete says whether the contact has the parties that its type needs.
func (f *finder) complete(d *draft) bool {
	switch d.typ {
	case doc.Visit, doc.Conference:
		return len(d.parties) >= 1
	}
	return len(d.parties) >= 2
}

// collective says whether the only party is several people by their office, who meet each other: اجتماع وزراء خارجية …
func (f *finder) collective(d *draft) bool {
	if d.typ != doc.Meeting || d.rule != ruleNoun || len(d.parties) != 1 || d.date < 0 && d.place < 0 {
		return false
	}
	m := d.parties[0].mention
	return m >= 0 && f.d.Mentions[m].Plural && f.d.Mentions[m].End-f.d.Mentions[m].First > 1
}
