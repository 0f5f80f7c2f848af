package ledger_test

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/world"
	"isnad.dev/isnad/packs"
)

var (
	records = flag.String("records", "", "settle these records (isnad read --format jsonl) and print the figures")
	show    = flag.Int("show", 0, "print so many merges and contacts of each kind, drawn at random")
	mixed   = flag.Bool("mixed", false, "take the records in another order")
)

// TestSettleRecords prints what settling makes of the records of a corpus:
//
//	isnad read --format jsonl CORPUS > records.jsonl
//	go test ./internal/ledger -run SettleRecords -v -records records.jsonl -show 200
func TestSettleRecords(t *testing.T) {
	if *records == "" {
		t.Skip("no -records")
	}
	all, err := readRecords(*records)
	if err != nil {
		t.Fatal(err)
	}
	if *mixed {
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	own, err := fs.Sub(packs.FS, "world")
	if err != nil {
		t.Fatal(err)
	}
	w, err := world.Load(own)
	if err != nil {
		t.Fatal(err)
	}
	s := settler{world: w, actorKeys: map[string][]int{}, contactKeys: map[string][]int{}, why: map[ledger.Reason][]string{}}
	for i := range all {
		s.add(&all[i], int64(i))
	}
	s.print(t)
}

func readRecords(name string) ([]isnad.Record, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []isnad.Record
	for dec := json.NewDecoder(bufio.NewReaderSize(f, 1<<20)); dec.More(); {
		var r isnad.Record
		if err := dec.Decode(&r); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// settler does in memory what the store does with a table of keys.
type settler struct {
	world       *world.World
	actors      []ledger.Actor
	actorKeys   map[string][]int
	keyed       []map[string]bool // the keys each actor stands under
	contacts    [][]ledger.Report
	contactKeys map[string][]int
	why         map[ledger.Reason][]string // a line for each merge
	candidates  int
	namings     int
	reports     int
	reportWhy   map[ledger.Reason]int
}

func (s *settler) add(r *isnad.Record, article int64) {
	text := []rune(r.Article.Text)
	ids := map[string]ledger.ActorID{}
	for i := range r.Entities {
		e := &r.Entities[i]
		at := s.name(naming(r, i, text), fmt.Sprintf("%s %s", r.Article.ID, r.Article.Title))
		if e.ID != nil {
			ids[*e.ID] = s.actors[at].ID
		}
		ids[e.Name] = s.actors[at].ID
		for _, f := range e.Aliases {
			if _, ok := ids[f]; !ok {
				ids[f] = s.actors[at].ID
			}
		}
	}
	for i := range r.Events {
		s.contact(s.report(r, &r.Events[i], ids, article))
	}
}

// naming is what the record says of its entity i.
func naming(r *isnad.Record, i int, text []rune) ledger.Naming {
	e := &r.Entities[i]
	n := ledger.Naming{Name: e.Name, Type: e.Type, Forms: e.Aliases}
	if e.ID != nil {
		n.WorldID = *e.ID
	}
	if e.En != nil {
		n.En = *e.En
	}
	for _, m := range e.Mentions {
		if role := beside(string(text[m.Start:m.End]), append([]string{e.Name}, e.Aliases...)); role != "" && e.Type == "PER" && !slices.Contains(n.Roles, role) {
			n.Roles = append(n.Roles, role)
		}
	}
	for k := range r.Entities {
		o := &r.Entities[k]
		switch {
		case k == i:
		case o.ID != nil:
			n.Company = append(n.Company, *o.ID)
		default:
			n.Company = append(n.Company, o.Name)
		}
	}
	return n
}

// beside is what a mention has beside the name.
func beside(words string, forms []string) string {
	slices.SortStableFunc(forms, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	for _, f := range forms {
		if before, after, ok := strings.Cut(words, f); ok {
			return strings.Trim(before+after, " ،,\"()«»\n")
		}
	}
	return ""
}

func (s *settler) name(n ledger.Naming, article string) int {
	s.namings++
	var near []int
	var actors []ledger.Actor
	for _, k := range ledger.ActorKeys(n) {
		for _, at := range s.actorKeys[k] {
			if !slices.Contains(near, at) {
				near, actors = append(near, at), append(actors, s.actors[at])
			}
		}
	}
	s.candidates += len(near)
	at, why, ok := ledger.Pick(actors, n)
	if !ok {
		at = len(s.actors)
		s.actors = append(s.actors, ledger.Actor{ID: ledger.ActorID(at + 1)})
		s.keyed = append(s.keyed, map[string]bool{})
	} else {
		at = near[at]
		a := &s.actors[at]
		s.why[why] = append(s.why[why], fmt.Sprintf("%s %s [%s] %s  ->  %s %.3v %s  | %.60s", n.Type, n.Name, strings.Join(n.Roles, ", "), n.WorldID, a.Name, a.Roles, a.WorldID, article))
	}
	ledger.Join(&s.actors[at], n)
	for _, k := range ledger.ActorKeys(n) {
		if !s.keyed[at][k] {
			s.keyed[at][k] = true
			s.actorKeys[k] = append(s.actorKeys[k], at)
		}
	}
	return at
}

// known returns the actor with the world id, opened if it is new, or 0 for no id.
func (s *settler) known(id string) ledger.ActorID {
	at, ok := s.world.ByID(id)
	if !ok {
		return 0
	}
	if here := s.actorKeys["w|"+id]; len(here) > 0 {
		return s.actors[here[0]].ID
	}
	t := &s.world.Things[at]
	kind := map[string]string{"per": "PER", "org": "ORG", "loc": "LOC"}[id[:3]]
	return s.actors[s.name(ledger.Naming{Name: t.Ar, En: t.En, WorldID: id, Type: kind}, "")].ID
}

// report is what the record says of a contact; ids are the actors of the article by world id and name.
func (s *settler) report(r *isnad.Record, e *isnad.Event, ids map[string]ledger.ActorID, article int64) ledger.Report {
	out := ledger.Report{Type: e.Type, Status: e.Status, Published: r.Article.Published, Outlet: r.Article.Outlet, Article: article}
	if e.Date != nil {
		out.Day = *e.Date
	}
	if e.Topic != nil {
		out.Topic = *e.Topic
	}
	states := map[ledger.ActorID]ledger.ActorID{}
	for _, p := range e.Participants {
		switch {
		case p.ID != nil && s.known(*p.ID) != 0:
			states[s.known(*p.ID)] = s.known(stateOf(s.world, *p.ID))
		case p.Name != nil && ids[*p.Name] != 0:
			states[ids[*p.Name]] = 0
		case p.Name != nil:
			out.Names = append(out.Names, *p.Name)
		case p.Role != nil:
			out.Names = append(out.Names, *p.Role)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(states)) {
		out.Parties, out.For = append(out.Parties, id), append(out.For, states[id])
	}
	if e.Place != nil {
		out.Place = ids[*e.Place]
		for i := range r.Entities {
			if o := &r.Entities[i]; o.ID != nil && (o.Name == *e.Place || slices.Contains(o.Aliases, *e.Place)) {
				out.Place, out.PlaceIn = s.known(*o.ID), s.known(stateOf(s.world, *o.ID))
			}
		}
	}
	return out
}

// stateOf returns the country of a thing, or its own id if it is one.
func stateOf(w *world.World, id string) string {
	for range 4 {
		at, ok := w.ByID(id)
		if !ok {
			return ""
		}
		t := &w.Things[at]
		if t.Kind == world.Country {
			return t.ID
		}
		of, ok := w.Of(t.Of)
		if !ok {
			return ""
		}
		id = w.Things[of].ID
	}
	return ""
}

func (s *settler) contact(r ledger.Report) {
	s.reports++
	var best int = -1
	var why ledger.Reason
	for _, k := range ledger.ContactKeys(r) {
		for _, at := range s.contactKeys[k] {
			if best >= 0 && at >= best {
				continue
			}
			if reason, ok := ledger.SameContact(s.contacts[at], r); ok {
				best, why = at, reason
			}
		}
	}
	if best < 0 {
		best = len(s.contacts)
		s.contacts = append(s.contacts, nil)
	} else {
		if s.reportWhy == nil {
			s.reportWhy = map[ledger.Reason]int{}
		}
		s.reportWhy[why]++
	}
	s.contacts[best] = append(s.contacts[best], r)
	for _, k := range ledger.ContactKeys(r) {
		if !slices.Contains(s.contactKeys[k], best) {
			s.contactKeys[k] = append(s.contactKeys[k], best)
		}
	}
}

func (s *settler) print(t *testing.T) {
	many, known := 0, 0
	for i := range s.actors {
		if s.actors[i].Articles > 1 {
			many++
		}
		if s.actors[i].WorldID != "" {
			known++
		}
	}
	t.Logf("%d namings, %d actors (%d with a world id), %d in more than one article; %.1f candidates a naming, %d keys", s.namings, len(s.actors), known, many, float64(s.candidates)/float64(s.namings), len(s.actorKeys))
	for why, lines := range s.why {
		t.Logf("%6d merges: %s", len(lines), why)
	}
	more := 0
	for _, c := range s.contacts {
		if len(c) > 1 {
			more++
		}
	}
	t.Logf("%d reports, %d contacts, %d with more than one report", s.reports, len(s.contacts), more)
	for why, n := range s.reportWhy {
		t.Logf("%6d reports: %s", n, why)
	}
	if *show == 0 {
		return
	}
	pick := rand.New(rand.NewPCG(3, 4))
	for why, lines := range s.why {
		if why == ledger.ByWorldID {
			continue
		}
		for _, i := range pick.Perm(len(lines))[:min(*show, len(lines))] {
			fmt.Printf("== %s: %s\n", why, lines[i])
		}
	}
	s.printShown()
	s.printApart()
	s.printContacts(pick)
}

// printShown prints the actors of the most articles by the name that is shown.
func (s *settler) printShown() {
	order := slices.Clone(s.actors)
	slices.SortFunc(order, func(a, b ledger.Actor) int { return cmp.Compare(b.Articles, a.Articles) })
	for _, a := range order[:min(*show, len(order))] {
		fmt.Printf("** %s %s (%s) in %d articles\n", a.Type, a.Name, cmp.Or(a.En, "not in the world pack"), a.Articles)
	}
}

// printApart prints the actors that have one name and are apart.
func (s *settler) printApart() {
	type key struct{ kind, name string }
	names := map[key][]int{}
	for i := range s.actors {
		k := key{s.actors[i].Type, s.actors[i].Name}
		names[k] = append(names[k], i)
	}
	keys := slices.SortedFunc(maps.Keys(names), func(a, b key) int {
		return cmp.Or(cmp.Compare(len(names[b]), len(names[a])), cmp.Compare(a.name, b.name))
	})
	for _, k := range keys[:min(*show, len(keys))] {
		if len(names[k]) > 1 {
			fmt.Printf("<> %s %s: %d actors\n", k.kind, k.name, len(names[k]))
		}
	}
}

func (s *settler) printContacts(pick *rand.Rand) {
	s.printNear()
	left := *show
	for _, i := range pick.Perm(len(s.contacts)) {
		c := s.contacts[i]
		articles := map[int64]bool{}
		for _, r := range c {
			articles[r.Article] = true
		}
		if len(articles) < 2 || left == 0 {
			continue
		}
		left--
		l := ledger.LifeOf(c, "2026-01-01")
		fmt.Printf("## %s: %s %s, denied by %v, %d contradictions, %d steps\n", c[0].Type, l.Status, l.Day, l.DeniedBy, len(l.Contradictions), len(l.Steps))
		for _, r := range c {
			fmt.Printf("   %-9s day %-10s published %s  %s  place %s  %s [%d]\n", r.Status, r.Day, r.Published, s.names(r.Parties)+" "+strings.Join(r.Names, "، "), s.names([]ledger.ActorID{r.Place}), r.Outlet, r.Article)
		}
	}
}

func (s *settler) names(ids []ledger.ActorID) string {
	var out []string
	for _, id := range ids {
		if id != 0 {
			out = append(out, s.actors[id-1].Name)
		}
	}
	return strings.Join(out, " + ")
}

// printNear prints contacts that have a key in common and are apart.
func (s *settler) printNear() {
	left := *show
	for _, k := range slices.Sorted(maps.Keys(s.contactKeys)) {
		if len(s.contactKeys[k]) < 2 || left == 0 {
			continue
		}
		left--
		fmt.Printf("@@ %s\n", k)
		for _, at := range s.contactKeys[k] {
			r := s.contacts[at][0]
			fmt.Printf("   %-9s day %-10s published %s  %s  place %s [%d]\n", r.Status, r.Day, r.Published, s.names(r.Parties)+" "+strings.Join(r.Names, "، "), s.names([]ledger.ActorID{r.Place}), r.Article)
		}
	}
}
