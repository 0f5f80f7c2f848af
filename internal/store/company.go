package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
)

// Companion is one who took part in contacts with somebody.
type Companion struct {
	ActorHead
	Contacts int            `json:"contacts"` // held or under way
	Types    map[string]int `json:"types"`    // of these: meetings, calls, visits
	Planned  int            `json:"planned"`
	LastDay  string         `json:"last_day"` // held on, or first reported
}

// Tie is what two actors have in common: the contacts in which both took part. A is the smaller number.
type Tie struct {
	A        int64          `json:"a"`
	B        int64          `json:"b"`
	Contacts int            `json:"contacts"`
	Types    map[string]int `json:"types"`
	Planned  int            `json:"planned"`
	LastDay  string         `json:"last_day"`
}

// Network is who met whom: the heaviest ties first, and the actors of these ties.
type Network struct {
	Nodes   []ActorHead `json:"nodes"`
	Ties    []Tie       `json:"ties"`
	Counted int         `json:"counted"` // contacts
	Partial bool        `json:"partial"` // there are more contacts than are counted: the newest are
}

// How many contacts are counted for one answer, the newest: of all, and of one actor's, each of which lies somewhere else in the file.
const (
	maxCounted = 2000
	maxOfActor = 500
)

// meeting is a contact as ties are counted from it.
type meeting struct {
	id      int64
	unit    int64
	kind    string
	status  string
	day     string
	parties []int64 // as roots, each once, in order
}

// happened are the statuses of what took place or takes place.
func (m *meeting) happened() bool { return m.status == "held" || m.status == "ongoing" }

func (m *meeting) planned() bool { return m.status == "planned" || m.status == "postponed" }

// Companions returns with whom these actors met, called or visited on these days, most contacts first, and whether there are more contacts than were
// counted. A contact without a day is taken for one of the day on which it was first reported.
func (s *Store) Companions(ctx context.Context, actors []int64, d Days, limit int) ([]Companion, bool, error) {
	c, err := s.circle(ctx, actors, d)
	return c.companions(limit), c.partial, err
}

// Circle returns both the companions of these actors and the network of their contacts, which are counted once for both.
func (s *Store) Circle(ctx context.Context, actors []int64, d Days, companions, ties int) ([]Companion, Network, error) {
	c, err := s.circle(ctx, actors, d)
	return c.companions(companions), c.network(ties), err
}

// circle is the contacts of some actors, or of all, with those who take part.
type circle struct {
	group   []int64
	all     []meeting
	heads   map[int64]ActorHead
	partial bool
}

func (s *Store) circle(ctx context.Context, actors []int64, d Days) (c circle, err error) {
	if c.group, err = s.groups(ctx, actors); err != nil || len(c.group) == 0 && len(actors) > 0 {
		return c, err
	}
	c.all, c.heads, c.partial, err = s.meetings(ctx, c.group, d)
	return c, err
}

func (c *circle) companions(limit int) []Companion {
	self := map[int64]bool{}
	for _, id := range c.group {
		self[c.heads[id].ID] = true
	}
	with := map[int64]*Tie{}
	for i := range c.all {
		for _, p := range c.all[i].parties {
			if !self[p] {
				tieUp(with, p, &c.all[i])
			}
		}
	}
	var out []Companion
	for id, t := range with {
		out = append(out, Companion{c.heads[id], t.Contacts, t.Types, t.Planned, t.LastDay})
	}
	slices.SortFunc(out, func(a, b Companion) int {
		return cmp.Or(cmp.Compare(b.Contacts, a.Contacts), cmp.Compare(b.Planned, a.Planned), cmp.Compare(b.LastDay, a.LastDay), cmp.Compare(a.ID, b.ID))
	})
	return out[:min(len(out), limit)]
}

// tieUp adds a contact to a tie, unless it came to nothing.
func tieUp[K comparable](ties map[K]*Tie, key K, m *meeting) {
	if !m.happened() && !m.planned() {
		return
	}
	t := ties[key]
	if t == nil {
		t = &Tie{Types: map[string]int{}}
		ties[key] = t
	}
	if m.happened() {
		t.Contacts++
		t.Types[m.kind]++
	} else {
		t.Planned++
	}
	t.LastDay = max(t.LastDay, m.day)
}

// Network returns the heaviest ties of persons and bodies on these days: of all, or with actors of the contacts in which one of these took part.
func (s *Store) Network(ctx context.Context, actors []int64, d Days, limit int) (Network, error) {
	c, err := s.circle(ctx, actors, d)
	if err != nil || len(c.group) == 0 && len(actors) > 0 {
		return Network{}, err
	}
	return c.network(limit), nil
}

func (c *circle) network(limit int) Network {
	ties := map[[2]int64]*Tie{}
	for i := range c.all {
		p := slices.DeleteFunc(slices.Clone(c.all[i].parties), func(id int64) bool { return c.heads[id].Type == "LOC" })
		for a := range p {
			for _, b := range p[a+1:] {
				tieUp(ties, [2]int64{p[a], b}, &c.all[i])
			}
		}
	}
	return network(ties, c.heads, limit, len(c.all), c.partial)
}

func network(ties map[[2]int64]*Tie, heads map[int64]ActorHead, limit, counted int, partial bool) Network {
	n := Network{Nodes: []ActorHead{}, Ties: []Tie{}, Counted: counted, Partial: partial}
	for pair, t := range ties {
		t.A, t.B = pair[0], pair[1]
		n.Ties = append(n.Ties, *t)
	}
	slices.SortFunc(n.Ties, func(a, b Tie) int {
		return cmp.Or(cmp.Compare(b.Contacts, a.Contacts), cmp.Compare(b.Planned, a.Planned), cmp.Compare(b.LastDay, a.LastDay), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	n.Ties = n.Ties[:min(len(n.Ties), limit)]
	nodes := map[int64]ActorHead{}
	for _, t := range n.Ties {
		nodes[t.A], nodes[t.B] = heads[t.A], heads[t.B]
	}
	n.Nodes = append(n.Nodes, slices.SortedFunc(maps.Values(nodes), mostNamed)...)
	return n
}

// meetings returns the newest contacts of these days, of these actors or of all, with whom they bring together; the heads are by each actor and by its root.
func (s *Store) meetings(ctx context.Context, actors []int64, d Days) ([]meeting, map[int64]ActorHead, bool, error) {
	ask := s.meetingsOn
	if len(actors) > 0 {
		ask = func(ctx context.Context, d Days) ([]meeting, bool, error) { return s.meetingsOf(ctx, actors, d) }
	}
	all, partial, err := ask(ctx, d)
	if err != nil {
		return nil, nil, false, fmt.Errorf("contacts of %s to %s: %w", d.From, d.To, err)
	}
	heads, err := s.bringTogether(ctx, all)
	return all, heads, partial, err
}

const meetingColumns = "SELECT c.id, c.type, c.status, u.id FROM unit u CROSS JOIN contact c WHERE c.id = u.ref AND u.kind = 3 AND u.id >= ? AND u.id < ?"

func scanMeeting(rows *sql.Rows) (m meeting, err error) {
	err = rows.Scan(&m.id, &m.kind, &m.status, &m.unit)
	m.day = dayOf(m.unit)
	return m, err
}

func (s *Store) meetingsOn(ctx context.Context, d Days) (all []meeting, partial bool, err error) {
	from, before := d.units()
	err = s.each(ctx, s.read, func(rows *sql.Rows) error {
		m, err := scanMeeting(rows)
		all = append(all, m)
		return err
	}, meetingColumns+" ORDER BY u.id DESC LIMIT ?", from, before, maxCounted+1)
	return all[:min(len(all), maxCounted)], len(all) > maxCounted, err
}

func (s *Store) meetingsOf(ctx context.Context, actors []int64, d Days) (all []meeting, partial bool, err error) {
	ids, err := s.ids(ctx, "SELECT DISTINCT contact FROM party WHERE actor IN "+marks(len(actors))+" ORDER BY contact DESC LIMIT ?", append(anys(actors), maxOfActor+1)...)
	if err != nil {
		return nil, false, err
	}
	partial = len(ids) > maxOfActor
	from, before := d.units()
	err = eachIn(ctx, s, s.read, ids[:min(len(ids), maxOfActor)], func(rows *sql.Rows) error {
		m, err := scanMeeting(rows)
		if m.unit >= from && m.unit < before {
			all = append(all, m)
		}
		return err
	}, "SELECT c.id, c.type, c.status, u.id FROM unit u CROSS JOIN contact c WHERE c.id = u.ref AND u.kind = 3 AND u.ref IN")
	return all, partial, err
}

// bringTogether fills in who takes part in the contacts.
func (s *Store) bringTogether(ctx context.Context, all []meeting) (map[int64]ActorHead, error) {
	at := make(map[int64]int, len(all))
	ids := make([]int64, len(all))
	for i := range all {
		at[all[i].id], ids[i] = i, all[i].id
	}
	var actors []int64
	err := eachIn(ctx, s, s.read, ids, func(rows *sql.Rows) error {
		var contact, actor int64
		err := rows.Scan(&contact, &actor)
		m := &all[at[contact]]
		m.parties = append(m.parties, actor)
		actors = append(actors, actor)
		return err
	}, "SELECT contact, actor FROM party WHERE actor <> 0 AND contact IN")
	if err != nil {
		return nil, err
	}
	heads, err := s.rootHeads(ctx, actors)
	for i := range all {
		for k, id := range all[i].parties {
			all[i].parties[k] = heads[id].ID
		}
		all[i].parties = distinct(all[i].parties)
	}
	for _, h := range slices.Collect(maps.Values(heads)) {
		heads[h.ID] = h
	}
	return heads, err
}
