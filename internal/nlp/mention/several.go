package mention

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// Rule ids of the names after a head noun in the dual or plural.
const (
	ruleOneOfPlaces doc.RuleID = "ar.mention.one-of-several-places"
	ruleOneOfBodies doc.RuleID = "ar.mention.one-of-several-bodies"
)

// group is a list of names under way that one head noun opens: محافظات عدن ولحج، وزارتي الدفاع والداخلية.
type group struct {
	next int // the token at which the next name is due
	kind doc.EntityType
	rule doc.RuleID
	bare bool // no head noun of several opens it: only و tells of the names
}

// member takes the next name of a list that a head noun of several opens. A head noun with the article opens none.
func (f *finder) member(i int) (doc.Mention, bool) {
	if f.group.kind == doc.NoType || f.group.next != i {
		if c := f.nameClass(i) | f.pack.NameClassOf(&f.tokens[i]); c.Has(lang.Places|lang.Bodies) && !f.headIsDefinite(i) {
			f.group = group{next: i + 1, kind: doc.Place, rule: ruleOneOfPlaces}
			if c.Has(lang.Bodies) {
				f.group.kind, f.group.rule = doc.Organisation, ruleOneOfBodies
			}
		}
		return doc.Mention{}, false
	}
	if i == 0 {
		return doc.Mention{}, false
	}
	m, ok := f.memberAt(i)
	if !ok {
		return m, false
	}
	f.group.next = m.End
	if f.isMark(m.End, ',') {
		f.group.next++
	}
	return m, true
}

// andPlaces lets the places go on that و joins to one named after its kind: مديرية حرض وحيران.
func (f *finder) andPlaces(m *doc.Mention) {
	if m.Rule == rulePlace && f.isHead(m.First) && f.group.next <= m.First {
		f.group = group{next: m.End, kind: doc.Place, rule: ruleOneOfPlaces, bare: true}
	}
}

// isHead says whether the token is a noun for a kind of place.
func (f *finder) isHead(i int) bool { return f.class(i).Has(lang.PlaceKind) }

func (f *finder) headIsDefinite(i int) bool {
	return definite(strings.TrimPrefix(f.tokens[i].Fold, "و"))
}

// memberAt reads a name of the kind that the list is of: a known one, or a word that may be one.
func (f *finder) memberAt(i int) (doc.Mention, bool) {
	m := doc.Mention{First: i, End: i + 1, NameFirst: i, NameEnd: i + 1, Type: f.group.kind, Thing: none, Office: none, Of: none, Rule: f.group.rule}
	first := f.tokens[i-1].Kind == doc.Word && f.pack.NameClassOf(&f.tokens[i-1]).Has(lang.Places|lang.Bodies)
	if end, things, r := f.nameRead(i, lang.Preposition|lang.Complementizer); things != nil && f.anyOf(things, m.Type) {
		m.End, m.NameEnd, m.Thing, m.NameClitics = end, end, f.prefer(things, m.Type), f.cliticsOf(i, r)
		return m, m.NameClitics&^(doc.And) == 0 && (first || m.NameClitics != 0 || f.isMark(i-1, ','))
	}
	if !first {
		if !strings.HasPrefix(f.tokens[i].Fold, "و") {
			return m, false
		}
		m.NameClitics = doc.And
	}
	if m.Type == doc.Organisation {
		return f.fieldOf(i, m)
	}
	if first && definite(f.tokens[i].Fold) && !f.class(i).Has(lang.Common|lang.Ordinary|lang.Nisba|lang.Ministry|lang.People|lang.Title|lang.BodyHead|lang.PlaceHead|lang.Verb) && f.placesFollow(i+1) {
		return m, true // منطقتي السدة وحزم العديد
	}
	return m, f.mayBePlace(i, m.NameClitics)
}

// placesFollow says whether و and a word that may be a place follow.
func (f *finder) placesFollow(i int) bool {
	return i < len(f.tokens) && f.tokens[i].Kind == doc.Word && strings.HasPrefix(f.tokens[i].Fold, "و") && (f.clitics(i) == doc.And || f.class(i) == 0) && !f.class(i).Has(lang.Verb)
}

// fieldOf takes what a ministry or party of a list is of: الدفاع, والداخلية.
func (f *finder) fieldOf(i int, m doc.Mention) (doc.Mention, bool) {
	bare := strings.TrimPrefix(f.tokens[i].Fold, "و")
	return m, definite(bare) && f.class(i).Has(lang.Ministry|lang.Common) && !f.class(i).Has(lang.People|lang.Title|lang.Nisba|lang.BodyHead|lang.PlaceHead)
}

// mayBePlace says whether the word, without the و that it may carry, is one that no list of ordinary words has.
func (f *finder) mayBePlace(i int, c doc.Clitics) bool {
	t := &f.tokens[i]
	for _, r := range t.Readings {
		if r.Form != 0 && (c == 0 || r.Clitics != 0) && f.pack.Info(r.Form).Class&^lang.NameStart != 0 {
			return false
		}
	}
	if c == 0 || !f.group.bare {
		return c == 0 || t.Readings[0].Form == 0
	}
	raw := strings.TrimPrefix(f.src.At(t.Span), "و")
	return t.Readings[0].Form == 0 && len(t.Fold) >= 10 && !f.pack.Inflected(raw, t.Fold[2:]) && !prefixed(raw)
}
