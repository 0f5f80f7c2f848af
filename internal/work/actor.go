package work

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// actorBook holds the actors that a batch may mean, by their keys.
type actorBook struct {
	byKey   map[string][]int64
	actors  map[int64]*ledger.Actor
	roots   map[int64]int64
	changed map[int64]bool
	next    int64
	of      map[store.ArticleID][]int64 // of an article's entities: their actors
	byWorld map[store.ArticleID]map[string]int64
}

// maxCompany is how many others of its article a name is remembered with.
const maxCompany = 12

// name settles whom the batch's articles name.
func (s *settlement) name() error {
	namings := make([][]ledger.Naming, len(s.batch))
	var keys []string
	count := 0
	var fixed []int64
	for i := range s.batch {
		namings[i] = namingsOf(&s.batch[i].record)
		fixed = slices.AppendSeq(fixed, maps.Values(s.batch[i].actors))
		count += len(namings[i])
		for _, n := range namings[i] {
			keys = append(keys, ledger.ActorKeys(n)...)
		}
	}
	if err := s.openActors(distinct(keys), fixed, count); err != nil {
		return err
	}
	for i := range s.batch {
		s.nameIn(&s.batch[i], namings[i])
	}
	b := s.actors
	for _, id := range sorted(b.changed) {
		a := b.actors[id]
		s.out.Actors = append(s.out.Actors, store.Actor{ID: id, Type: a.Type, Name: a.Name, En: a.En, World: a.WorldID, Articles: int64(a.Articles), Root: b.roots[id], Data: mustJSON(remembered(a))})
	}
	return nil
}

// memory is what is kept of an actor to know it again.
type memory struct {
	ledger.Naming
	Names []ledger.Called
}

// remembered is what is kept of an actor. Bodies and places are known by their names alone.
func remembered(a *ledger.Actor) memory {
	m := memory{a.Naming, a.Names}
	if m.Type != "PER" {
		m.Company, m.Roles = nil, nil
	}
	return m
}

func (s *settlement) openActors(keys []string, fixed []int64, count int) error {
	byKey, err := s.t.ActorKeys(s.ctx, keys)
	if err != nil {
		return err
	}
	rows, err := s.t.Actors(s.ctx, among(byKey, fixed...))
	if err != nil {
		return err
	}
	b := &actorBook{byKey: byKey, actors: map[int64]*ledger.Actor{}, roots: map[int64]int64{}, changed: map[int64]bool{}, of: map[store.ArticleID][]int64{}, byWorld: map[store.ArticleID]map[string]int64{}}
	for id, row := range rows {
		var m memory
		if err := json.Unmarshal([]byte(row.Data), &m); err != nil {
			return err
		}
		b.actors[id] = &ledger.Actor{ID: ledger.ActorID(id), Naming: m.Naming, Names: m.Names, Articles: int(row.Articles)}
		b.roots[id] = row.Root
	}
	s.actors = b
	b.next, err = s.t.Take(s.ctx, "actor", count)
	return err
}

// nameIn settles whom one article names.
func (s *settlement) nameIn(r *reading, namings []ledger.Naming) {
	b := s.actors
	b.byWorld[r.article.ID] = map[string]int64{}
	seen := map[int64]bool{}
	for n, naming := range namings {
		id, why := b.find(naming, r.actors[n], s)
		if seen[id] { // two entities of one article that are one actor: it is one article more only once
			b.actors[id].Articles--
		}
		seen[id] = true
		b.of[r.article.ID] = append(b.of[r.article.ID], id)
		if naming.WorldID != "" {
			b.byWorld[r.article.ID][naming.WorldID] = id
		}
		s.out.Namings = append(s.out.Namings, store.Naming{Article: r.article.ID, Entity: n, Actor: id, Reason: why})
	}
}

// find returns the actor that the naming means, a new one where it means none that is known. Where a correction says who that is, it is nobody else.
func (b *actorBook) find(n ledger.Naming, fixed int64, s *settlement) (int64, string) {
	keys := ledger.ActorKeys(n)
	var candidates []ledger.Actor
	seen := map[int64]bool{}
	for _, k := range keys {
		for _, id := range b.byKey[k] {
			if !seen[id] && b.actors[id] != nil {
				seen[id] = true
				candidates = append(candidates, *b.actors[id])
			}
		}
	}
	at, why, ok := ledger.Pick(candidates, n)
	a := b.actors[fixed]
	if a != nil {
		why = "correction"
	} else if ok {
		a = b.actors[int64(candidates[at].ID)]
	} else {
		a = &ledger.Actor{ID: ledger.ActorID(b.next)}
		b.actors[b.next], b.roots[b.next] = a, b.next
		b.next++
		why = "new"
	}
	id := int64(a.ID)
	ledger.Join(a, n)
	b.changed[id] = true
	for _, k := range keys {
		if !slices.Contains(b.byKey[k], id) {
			b.byKey[k] = append(b.byKey[k], id)
			s.out.ActorKeys = append(s.out.ActorKeys, store.Key[string]{Key: k, ID: id})
		}
	}
	return id, string(why)
}

// namingsOf returns what a record says of those whom it names: its entities, then speakers that it knows by an office only.
func namingsOf(r *isnad.Record) []ledger.Naming {
	out := make([]ledger.Naming, 0, len(r.Entities))
	points := []rune(r.Article.Text)
	known := map[string]bool{}
	for i := range r.Entities {
		e := &r.Entities[i]
		n := ledger.Naming{Name: e.Name, En: value(e.En), WorldID: value(e.ID), Type: e.Type, Forms: append([]string{e.Name}, e.Aliases...)}
		n.Roles = rolesOf(e, points)
		known[n.WorldID] = true
		out = append(out, n)
	}
	for i := range r.Statements {
		x := &r.Statements[i]
		if id := value(x.SpeakerID); id != "" && !known[id] {
			known[id] = true
			out = append(out, ledger.Naming{Name: value(x.SpeakerName), En: value(x.SpeakerEn), WorldID: id, Type: typeOfID(id)})
		}
	}
	for i := range out {
		out[i].Company = companyOf(out, i)
	}
	return out
}

// rolesOf returns the words of titles that stand before the name in its mentions.
func rolesOf(e *isnad.Entity, points []rune) []string {
	if e.Type != "PER" {
		return nil
	}
	var out []string
	for _, m := range e.Mentions {
		if m.End > len(points) || len(out) == 4 {
			break
		}
		words := string(points[m.Start:m.End])
		for _, form := range append([]string{e.Name}, e.Aliases...) {
			if role, ok := strings.CutSuffix(words, form); ok && len(strings.TrimSpace(role)) > 4 {
				out = append(out, strings.TrimSpace(role))
				break
			}
		}
	}
	return out
}

// companyOf names the others of the article, those that the world pack knows by their ids.
func companyOf(all []ledger.Naming, self int) []string {
	var out []string
	for i := range all {
		if i == self || len(out) == maxCompany {
			continue
		}
		switch {
		case all[i].WorldID != "":
			out = append(out, all[i].WorldID)
		case strings.Contains(all[i].Name, " "):
			out = append(out, all[i].Name)
		}
	}
	return out
}

func typeOfID(id string) string {
	switch kind, _, _ := strings.Cut(id, ":"); kind {
	case "per":
		return "PER"
	case "loc":
		return "LOC"
	}
	return "ORG"
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
