package event

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/world"
)

// nameDelegations gives a delegation or envoy of a country without a name ("الوفد الروسي") the name of the one official of that country who speaks of
// the contact in the article. What then is one contact becomes one.
func (f *finder) nameDelegations() {
	changed := false
	for i := range f.drafts {
		d := &f.drafts[i]
		for n := range d.parties {
			if p, ok := f.delegate(d, &d.parties[n]); ok {
				d.parties[n], changed = p, true
			}
		}
	}
	if changed {
		f.refold()
	}
}

// refold folds drafts that have become the same one since they were kept.
func (f *finder) refold() {
	drafts := f.drafts
	f.drafts = f.drafts[:0:0]
	for i := range drafts {
		if k := f.twin(&drafts[i]); k >= 0 {
			f.fold(&f.drafts[k], &drafts[i])
			continue
		}
		f.drafts = append(f.drafts, drafts[i])
	}
}

// delegate returns the official behind a party that is only known by its country, if just one may be meant.
func (f *finder) delegate(d *draft, p *party) (party, bool) {
	country, ok := f.delegationOf(p)
	if !ok {
		return party{}, false
	}
	var found party
	for i := range f.d.Statements {
		q := f.speakerParty(i)
		if q.mention < 0 || f.d.Mentions[q.mention].Of != country || f.d.Mentions[q.mention].Former || q.Name == "" || has(d.parties, &q) || !f.speaksOf(i, d.typ) {
			continue
		}
		if found.Name != "" && !sameParty(&found, &q) {
			return party{}, false
		}
		found = q
	}
	found.Span = p.Span
	return found, found.Name != ""
}

// delegationOf returns the country of a party that is a definite noun with the country's adjective: الوفد الروسي, المبعوث الروسي.
func (f *finder) delegationOf(p *party) (int32, bool) {
	if p.ID != "" {
		return 0, false
	}
	first := f.tokenAt(p.Span.Start)
	last := f.tokenAt(p.Span.End - 1)
	if last != first+1 || p.mention >= 0 && f.d.Mentions[p.mention].Entity != doc.NoEntity {
		return 0, false
	}
	country, class, ok := f.p.Adjective(&f.toks[last])
	return int32(country), ok && class.Has(lang.Definite) && hasArticle(f.toks[first].Fold)
}

// speaksOf says whether the words of a statement speak of a contact of the type or of its two sides: المحادثات, اللقاء, الجانبان.
func (f *finder) speaksOf(s int, typ doc.EventType) bool {
	for _, c := range f.d.Statements[s].Content {
		for k := f.tokenAt(c.Start); k >= 0 && k < len(f.toks) && f.toks[k].Start < c.End; k++ {
			if f.toks[k].Kind != doc.Word {
				continue
			}
			if f.p.ContactPart(&f.toks[k])&lang.ContactPair != 0 {
				return true
			}
			if noun, _, _, ok := f.p.ContactNounAt(f.toks, k); ok && noun.Type == typ && noun.Definite {
				return true
			}
		}
	}
	return false
}

// stateOf returns the country for which a party acts: the one that its office is of, or of which it is the delegation.
func (f *finder) stateOf(p *party) (world.ThingID, bool) {
	if country, ok := f.delegationOf(p); ok {
		return world.ThingID(country), true
	}
	if p.Name == "" {
		return 0, false
	}
	for i := range f.d.Mentions {
		m := &f.d.Mentions[i]
		if m.Of >= 0 && m.Entity != doc.NoEntity && f.d.Entities[m.Entity].Name == p.Name && f.p.World.Things[m.Of].Kind == world.Country {
			return world.ThingID(m.Of), true
		}
	}
	return 0, false
}
