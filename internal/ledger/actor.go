package ledger

import (
	"cmp"
	"slices"
	"strings"
)

// ActorID is the store's number of an actor; 0 is nobody.
type ActorID int64

// Naming is what one article says of a person, body or place.
type Naming struct {
	Name    string   // the fullest form
	En      string   // its English name in the world pack, or empty
	WorldID string   // its id there, such as per:sergey-lavrov, or empty
	Type    string   // PER, ORG, LOC
	Forms   []string // all forms in the article
	Roles   []string // titles and offices beside it
	Company []string // the world ids of the other actors in the article, and the full names of those that have none
}

// Actor is a person, body or place over all articles.
type Actor struct {
	ID ActorID
	Naming
	Names    []Called // the fullest names of its articles, the most used first
	Articles int
}

// Called is a name with the number of articles in which it is the fullest.
type Called struct {
	Name     string
	Articles int
}

// Reason says why two were taken for one.
type Reason string

// The reasons, the surest first.
const (
	ByWorldID      Reason = "world id"
	ByFullName     Reason = "same full name"
	BySpelling     Reason = "spelling of the full name"
	ByGeneralName  Reason = "same general name in the same country"
	ByNameRole     Reason = "common name with the same role"
	ByNameCompany  Reason = "common name in the same company"
	ByPartRole     Reason = "part of the full name with the same role"
	ByPartCompany  Reason = "part of the full name in the same company"
	ByShortRole    Reason = "short name with the same role"
	ByShortCompany Reason = "short name in the same company"
)

var surest = []Reason{ByWorldID, ByFullName, BySpelling, ByGeneralName, ByNameRole, ByNameCompany, ByPartRole, ByPartCompany, ByShortRole, ByShortCompany}

// What an actor keeps at most, so that the best known cost no more than others.
const (
	maxForms     = 24
	maxNames     = 24
	maxRoles     = 16
	maxCompany   = 48
	maxCountries = 8
)

// ActorKeys returns the keys that the store indexes an actor by and looks a naming's candidates up with: two that Same joins have one in
// common, as far as the bounds go. They are its world id; its full name folded, and its skeleton; of a body or place with a general name that
// name with the one country that the article names; and of a person the last word of the name, never alone, but with a role or with another
// person of the article.
func ActorKeys(n Naming) []string {
	var keys []string
	if n.WorldID != "" {
		keys = append(keys, "w|"+n.WorldID)
	}
	names := fullNames(&n)
	for _, f := range names[:min(len(names), 8)] {
		switch {
		case n.Type != person && f.isCommon(n.Type):
			if home, ok := home(n.Company); ok {
				keys = append(keys, "g|"+n.Type+"|"+f.String()+"|"+home)
			}
		default:
			keys = append(keys, "n|"+n.Type+"|"+f.String(), "s|"+n.Type+"|"+f.skeleton())
		}
	}
	if n.Type == person {
		keys = append(keys, shortKeys(&n)...)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// shortKeys returns the keys under which a short name meets its full one.
func shortKeys(n *Naming) []string {
	last := nameOf(n.Name, person).last()
	if last == "" {
		return nil
	}
	var keys []string
	for _, r := range roles(n.Roles) {
		keys = append(keys, "r|"+last+"|"+r)
	}
	others := people(n.Company)
	for _, c := range others[:min(len(others), 12)] {
		keys = append(keys, "c|"+last+"|"+c)
	}
	return keys
}

// Same says whether the naming is of the actor, and why. Two world ids are never one. A person's name of one word, one of given names only
// and one with parts left out need what the article says beside it: the same role and somebody or some country in common, or two people in
// common. A body's or place's name of general words only needs the same country, and it the only one that each names.
func Same(a Actor, n Naming) (Reason, bool) {
	if a.WorldID != "" && n.WorldID != "" {
		return ByWorldID, a.WorldID == n.WorldID
	}
	if a.Type != n.Type {
		return "", false
	}
	mine, its := a.fullNames(), fullNames(&n)
	if n.Type != person {
		return sameThing(&a.Naming, &n, mine, its)
	}
	if f, ok := meet(mine, its, func(f, g fullName) bool { return slices.Equal(f, g) }); ok && !f.isCommon(person) {
		return ByFullName, true
	} else if ok {
		return beside(&a.Naming, &n, ByNameRole, ByNameCompany)
	}
	if f, ok := meet(mine, its, fullName.spells); ok && !f.isCommon(person) {
		return BySpelling, true
	}
	_, other := meet(mine, its, fullName.rivals)
	if _, ok := meet(mine, its, func(f, g fullName) bool { return f.holds(g) || g.holds(f) }); ok && !other {
		return beside(&a.Naming, &n, ByPartRole, ByPartCompany)
	}
	return sameShort(&a.Naming, &n)
}

// sameThing is Same for bodies and places.
func sameThing(a, n *Naming, mine, its []fullName) (Reason, bool) {
	equal := func(f, g fullName) bool { return slices.Equal(f, g) }
	free := min(1, inCommon(countriesOf(a.Company), countriesOf(n.Company))) // two short words with one difference are too often two places
	spells := func(f, g fullName) bool { return f.spellsWith(g, free) }
	for _, test := range []struct {
		is  func(f, g fullName) bool
		why Reason
	}{{equal, ByFullName}, {spells, BySpelling}} {
		f, ok := meet(mine, its, test.is)
		switch {
		case !ok:
		case !f.isCommon(n.Type):
			return test.why, !apart(a.Company, n.Company)
		case a.WorldID == "" && n.WorldID == "":
			x, okX := home(a.Company)
			y, okY := home(n.Company)
			return ByGeneralName, okX && okY && x == y
		}
	}
	return "", false
}

// sameShort says whether one of the two is only called by the last word of the other's name, or both by one word.
func sameShort(a, n *Naming) (Reason, bool) {
	f, g := nameOf(a.Name, person), nameOf(n.Name, person)
	if len(f) > 1 && len(g) > 1 || len(f) == 0 || len(g) == 0 || !similar(f.last(), g.last()) {
		return "", false
	}
	why, ok := beside(a, n, ByShortRole, ByShortCompany)
	if why == ByShortCompany && (given[g.last()] || !closeCompany(a, n)) {
		return "", false // an أحمد among well-known people may be anybody
	}
	return why, ok
}

// closeCompany says whether half of the people beside one of the two stand beside the other too: well-known people share a few with everybody.
func closeCompany(a, n *Naming) bool {
	x, y := people(a.Company), people(n.Company)
	return 2*inCommon(x, y) >= min(len(x), len(y))
}

// beside says whether what stands beside the two names speaks for one person.
func beside(a, n *Naming, byRole, byCompany Reason) (Reason, bool) {
	if inCommon(roles(a.Roles), roles(n.Roles)) > 0 && inCommon(a.Company, n.Company) > 0 {
		return byRole, true
	}
	if inCommon(people(a.Company), people(n.Company)) > 1 {
		return byCompany, true
	}
	return "", false
}

// Pick returns which of the candidates the naming is of: the one with the surest reason; where two have no surer reason than a short,
// common or partial name, it is of neither.
func Pick(candidates []Actor, n Naming) (at int, why Reason, ok bool) {
	best, ties := len(surest), 0
	for i := range candidates {
		r, same := Same(candidates[i], n)
		if !same {
			continue
		}
		rank := slices.Index(surest, r)
		switch {
		case rank < best:
			at, best, ties = i, rank, 1
		case rank == best:
			ties++
			if candidates[i].ID < candidates[at].ID {
				at = i
			}
		}
	}
	if ties == 0 || ties > 1 && best > slices.Index(surest, ByGeneralName) {
		return -1, "", false
	}
	return at, surest[best], true
}

// Join adds the naming to the actor. What an actor keeps of many (forms, roles, company) does not depend on the order in which they came:
// each list is cut by an order of its own.
func Join(a *Actor, n Naming) {
	a.Articles++
	if a.Type == "" {
		a.Type = n.Type
	}
	if a.WorldID == "" {
		a.WorldID, a.En = n.WorldID, n.En
	}
	if a.En == "" && a.WorldID == n.WorldID {
		a.En = n.En
	}
	a.Forms = bounded(append(slices.Clone(n.Forms), n.Name), a.Forms, maxForms, betterForm)
	a.call(n.Name)
	a.Roles = bounded(tidied(n.Roles), a.Roles, maxRoles, betterHash)
	countries, others := parted(a.Company)
	newCountries, newOthers := parted(n.Company)
	countries = bounded(newCountries, countries, maxCountries, betterHash)
	a.Company = append(countries, bounded(newOthers, others, maxCompany, betterCompany)...)
}

// bounded puts what is new into a list that is in order, and keeps the first of it.
func bounded(add, have []string, most int, order func(a, b string) int) []string {
	out, own := have, false
	for _, s := range add {
		if s == "" || len(out) == most && order(s, out[most-1]) >= 0 {
			continue
		}
		at, is := slices.BinarySearchFunc(out, s, order)
		if is {
			continue
		}
		if !own {
			out, own = append(make([]string, 0, min(len(have)+len(add), most)+1), have...), true
		}
		out = slices.Insert(out, at, s)
		out = out[:min(len(out), most)]
	}
	return out
}

// betterForm puts names of more words first.
func betterForm(a, b string) int {
	return cmp.Or(cmp.Compare(len(strings.Fields(b)), len(strings.Fields(a))), cmp.Compare(a, b))
}

// betterHash is an order that prefers nothing, and is the same each time.
func betterHash(a, b string) int { return cmp.Or(cmp.Compare(hash(a), hash(b)), cmp.Compare(a, b)) }

// betterCompany puts people whom the world pack knows first, since they come again, then other ids, then names.
func betterCompany(a, b string) int {
	rank := func(s string) int {
		switch {
		case strings.HasPrefix(s, "per:"):
			return 0
		case isID(s):
			return 1
		}
		return 2
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), betterHash(a, b))
}

// hash is FNV-1a.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// call counts a name, and shows the one that most articles have; of a person one of several words before one of one.
func (a *Actor) call(name string) {
	at := slices.IndexFunc(a.Names, func(c Called) bool { return c.Name == name })
	switch {
	case name == "":
		return
	case at >= 0:
		a.Names[at].Articles++
	case len(a.Names) < maxNames:
		at, a.Names = len(a.Names), append(a.Names, Called{name, 1})
	default:
		at = maxNames - 1 // the least used, or one of those
		a.Names[at] = Called{name, 1}
	}
	for ; at > 0 && a.firstOf(a.Names[at], a.Names[at-1]); at-- {
		a.Names[at], a.Names[at-1] = a.Names[at-1], a.Names[at]
	}
	a.Name = a.Names[0].Name
}

// firstOf says whether x stands before y among the actor's names.
func (a *Actor) firstOf(x, y Called) bool {
	if a.Type == person {
		if full := len(nameOf(x.Name, person)) > 1; full != (len(nameOf(y.Name, person)) > 1) {
			return full
		}
	}
	return cmp.Or(cmp.Compare(y.Articles, x.Articles), betterForm(x.Name, y.Name)) < 0
}

// fullNames returns the names of the actor that can stand alone, without those that few of its articles use: these are often what a reader
// mistook for a name of it.
func (a *Actor) fullNames() []fullName {
	if len(a.Names) == 0 {
		return fullNames(&a.Naming)
	}
	const few = 20
	n := Naming{Type: a.Type}
	for _, c := range a.Names {
		if c.Articles*few >= a.Names[0].Articles {
			n.Forms = append(n.Forms, c.Name)
		}
	}
	return fullNames(&n)
}

// fullNames returns the names of a naming that can stand alone, each once.
func fullNames(n *Naming) []fullName {
	var out []fullName
	for i := -1; i < len(n.Forms); i++ {
		s := n.Name
		if i >= 0 {
			s = n.Forms[i]
		}
		f := nameOf(s, n.Type)
		if f.isFull(n.Type) && !slices.ContainsFunc(out, func(g fullName) bool { return slices.Equal(f, g) }) {
			out = append(out, f)
		}
	}
	return out
}

func meet(a, b []fullName, is func(f, g fullName) bool) (fullName, bool) {
	for _, f := range a {
		for _, g := range b {
			if is(f, g) {
				return f, true
			}
		}
	}
	return nil, false
}
