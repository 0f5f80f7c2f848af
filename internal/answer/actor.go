package answer

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"isnad.dev/isnad/internal/store"
)

// Actor is a person, body or place with what is known of it.
type Actor struct {
	ID         int64          `json:"id"`
	Type       string         `json:"type"` // PER, ORG, LOC
	Name       string         `json:"name"`
	En         string         `json:"en"`
	World      string         `json:"world"` // its id in the world pack
	Articles   int64          `json:"articles"`
	Forms      []string       `json:"forms"`
	Roles      []string       `json:"roles"`   // titles that articles give it
	Offices    []Office       `json:"offices"` // those of the world pack, the newest first
	Merged     []int64        `json:"merged"`  // the numbers of those that were merged into it
	Reasons    map[string]int `json:"reasons"` // why articles were joined, with how often
	Changes    []Change       `json:"changes"`
	Statements []Hit          `json:"statements"` // the newest
	Contacts   []Contact      `json:"contacts"`   // the newest
}

// Change is a merge or a split by hand.
type Change struct {
	ID     int64  `json:"id"`
	Kind   string `json:"kind"` // merge, split
	Actor  int64  `json:"actor"`
	Other  int64  `json:"other"`
	Reason string `json:"reason"`
	At     string `json:"at"`
	Undone string `json:"undone"`
}

func changeOf(c store.Change) Change {
	x := Change{ID: c.ID, Kind: c.Kind, Actor: c.Actor, Other: c.Other, Reason: c.Reason, At: c.At.Format(time.RFC3339)}
	if !c.Undone.IsZero() {
		x.Undone = c.Undone.Format(time.RFC3339)
	}
	return x
}

// Office is a term of office.
type Office struct {
	Role   string `json:"role"` // its id in the world pack
	RoleAr string `json:"role_ar"`
	RoleEn string `json:"role_en"`
	Of     string `json:"of"` // the id of the country or body; un:sy of that towards another
	OfAr   string `json:"of_ar"`
	OfEn   string `json:"of_en"`
	From   string `json:"from"`  // a day, a month or a year; empty where it is not known
	Until  string `json:"until"` // the first day after
	Now    bool   `json:"now"`   // it lasts
}

// Actor returns the actor with this number, or whom it was merged into.
func (f *Finder) Actor(ctx context.Context, id int64, o Options) (*Actor, error) {
	all, err := f.actors(ctx, []int64{id}, o)
	if err != nil {
		return nil, err
	}
	return &all[0], nil
}

// Actors returns whom the name, in any script, or the number may mean; who is named most often first.
func (f *Finder) Actors(ctx context.Context, name string, o Options) ([]Actor, error) {
	who, err := f.who(ctx, clean(name))
	if err != nil {
		return nil, err
	}
	return f.actors(ctx, who.ids, o)
}

// maxActors bounds how many actors of one name are looked at, and how many are described.
const (
	maxActors  = 1000
	maxListing = 100
)

// actors describes the actors with these numbers, each with those that were merged into it.
func (f *Finder) actors(ctx context.Context, ids []int64, o Options) ([]Actor, error) {
	all := []Actor{}
	seen := map[int64]bool{}
	for _, id := range ids[:min(len(ids), maxActors)] {
		if seen[id] {
			continue
		}
		group, err := f.store.ActorGroup(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, a := range group {
			seen[a.ID] = true
		}
		one, err := actorFrom(group)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	slices.SortStableFunc(all, func(a, b Actor) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.ID, b.ID))
	})
	o.Limit = min(limited(o.Limit), maxListing)
	all = all[:min(len(all), o.Limit)]
	for i := range all {
		if err := f.fillActor(ctx, &all[i], o); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// actorFrom joins what is kept of an actor and of those that were merged into it.
func actorFrom(group []store.Actor) (Actor, error) {
	root := group[0]
	x := Actor{ID: root.ID, Type: root.Type, Name: root.Name, En: root.En, World: root.World, Merged: []int64{}, Forms: []string{}, Roles: []string{}}
	for _, a := range group {
		n, err := namingOf(&a)
		if err != nil {
			return x, err
		}
		x.Articles += a.Articles
		x.Forms, x.Roles = appendNew(x.Forms, n.Forms...), appendNew(x.Roles, n.Roles...)
		if a.ID != root.ID {
			x.Merged = append(x.Merged, a.ID)
		}
		x.World, x.En = cmp.Or(x.World, a.World), cmp.Or(x.En, a.En)
	}
	return x, nil
}

func appendNew(list []string, more ...string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// fillActor adds the offices, why it was joined, what was changed by hand, and what it said and did last.
func (f *Finder) fillActor(ctx context.Context, x *Actor, o Options) (err error) {
	x.Offices = f.offices(x.World)
	ids := append([]int64{x.ID}, x.Merged...)
	if x.Reasons, err = f.store.NamingReasons(ctx, ids); err != nil {
		return err
	}
	changes, err := f.store.Changes(ctx, ids)
	if err != nil {
		return err
	}
	x.Changes = []Change{}
	for _, c := range changes {
		x.Changes = append(x.Changes, changeOf(c))
	}
	ask := func(kind int) *asked {
		return &asked{search: store.Search{Kinds: []int{kind}, Actors: ids, Limit: o.Limit}, today: o.today(), width: DefaultWidth}
	}
	said, err := f.page(ctx, ask(store.StatementUnit))
	if err != nil {
		return err
	}
	x.Statements = said.Hits
	met, _, err := f.find(ctx, ask(store.ContactUnit))
	if err != nil {
		return err
	}
	x.Contacts, err = f.contactsOf(ctx, met)
	return err
}

// offices are the terms of office of somebody whom the world pack knows.
func (f *Finder) offices(id string) []Office {
	out := []Office{}
	w := f.words.World()
	person, ok := w.ByID(id)
	if !ok {
		return out
	}
	for _, t := range w.TermsOf(person) {
		x := Office{Role: t.Role, Of: t.Of, From: t.From.String(), Until: t.Until.String(), Now: t.Open}
		for i := range w.Roles {
			if r := &w.Roles[i]; r.ID == t.Role {
				x.RoleEn = r.En
				if len(r.Forms) > 0 {
					x.RoleAr = r.Forms[0]
				}
			}
		}
		x.OfAr, x.OfEn = f.nameOf(t.Of)
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b Office) int { return strings.Compare(b.From, a.From) })
	return out
}

// nameOf names a country or body, or a body towards a country.
func (f *Finder) nameOf(of string) (ar, en string) {
	w := f.words.World()
	var inAr, inEn []string
	for part := range strings.SplitSeq(of, ":") {
		if id, ok := w.Of(part); ok {
			inAr, inEn = append(inAr, w.Things[id].Ar), append(inEn, w.Things[id].En)
		}
	}
	return strings.Join(inAr, " – "), strings.Join(inEn, " – ")
}
