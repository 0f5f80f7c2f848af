package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
)

// MonthCount is how many statements a month has.
type MonthCount struct {
	Month      string `json:"month"` // 2018-08; empty where the day is not known
	Topic      int64  `json:"topic"` // of whom they speak, where that was asked
	Statements int    `json:"statements"`
}

// StatementMonths counts statements by month, the earliest first: what these actors said or, with topics, what they said of these, by topic. Without
// actors it counts what anybody said of the topics.
func (s *Store) StatementMonths(ctx context.Context, actors, topics []int64, d Days) ([]MonthCount, error) {
	speakers, err := s.groups(ctx, actors)
	if err != nil {
		return nil, err
	}
	months := map[MonthCount]int{}
	if len(topics) == 0 {
		err = s.monthsOf(ctx, speakers, d, months)
	} else {
		err = s.monthsAbout(ctx, speakers, topics, d, months)
	}
	if err != nil {
		return nil, fmt.Errorf("statements by month: %w", err)
	}
	out := make([]MonthCount, 0, len(months))
	for m, n := range months {
		m.Statements = n
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b MonthCount) int { return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.Topic, b.Topic)) })
	return out, nil
}

// monthOf is the month of a day's number.
func monthOf(day int64) string { return first(dayOf(day<<unitBits), 7) }

// monthsOf counts what actors said: only statements have an actor among units, so that the index of actors alone answers.
func (s *Store) monthsOf(ctx context.Context, speakers []int64, d Days, months map[MonthCount]int) error {
	from, before := d.units()
	b := &builder{}
	in(b, "actor", speakers)
	b.and("id >= ? AND id < ?", from, before)
	if len(speakers) == 0 {
		return nil
	}
	return s.each(ctx, s.read, func(rows *sql.Rows) error {
		var day int64
		var n int
		err := rows.Scan(&day, &n)
		months[MonthCount{Month: monthOf(day)}] += n
		return err
	}, fmt.Sprintf("SELECT id >> %d, COUNT(*) FROM unit%s GROUP BY 1", unitBits, b.where()), b.args...)
}

func (s *Store) monthsAbout(ctx context.Context, speakers, topics []int64, d Days, months map[MonthCount]int) error {
	about, roots, err := s.rooted(ctx, topics)
	if err != nil || len(about) == 0 {
		return err
	}
	b := aboutWhom(speakers, about, d)
	return s.each(ctx, s.read, func(rows *sql.Rows) error {
		var actor, day int64
		var n int
		err := rows.Scan(&actor, &day, &n)
		months[MonthCount{Month: monthOf(day), Topic: roots[actor]}] += n
		return err
	}, "SELECT actor, day, COUNT(*) FROM topic"+b.where()+" GROUP BY actor, day", b.args...)
}

// rooted returns these actors with all that were merged with them, and of each its root.
func (s *Store) rooted(ctx context.Context, ids []int64) ([]int64, map[int64]int64, error) {
	group, err := s.groups(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	heads, err := s.heads(ctx, group)
	roots := make(map[int64]int64, len(heads))
	for id, h := range heads {
		roots[id] = h.root
	}
	return group, roots, err
}

// aboutWhom are the conditions of what somebody says of somebody; no speakers are all.
func aboutWhom(speakers, about []int64, d Days) *builder {
	b := &builder{}
	in(b, "speaker", speakers)
	in(b, "actor", about)
	if d != (Days{}) {
		from, before := d.numbers()
		b.and("day >= ? AND day < ?", from, before)
	}
	return b
}

// TopicCount is how many of somebody's statements speak of an actor.
type TopicCount struct {
	ActorHead
	Statements int    `json:"statements"`
	LastDay    string `json:"last_day"`
}

// TopTopics returns of whom these actors spoke the most.
func (s *Store) TopTopics(ctx context.Context, actors []int64, d Days, limit int) ([]TopicCount, error) {
	speakers, err := s.groups(ctx, actors)
	if err != nil || len(speakers) == 0 {
		return nil, err
	}
	b := aboutWhom(speakers, nil, d)
	b.args = append(b.args, 2*limit+len(speakers)) // some are merged, or the speakers themselves
	counts := map[int64]*TopicCount{}
	var order []int64
	err = s.each(ctx, s.read, func(rows *sql.Rows) error {
		var id, day int64
		var n int
		err := rows.Scan(&id, &n, &day)
		counts[id] = &TopicCount{Statements: n, LastDay: dayOf(day << unitBits)}
		order = append(order, id)
		return err
	}, "SELECT actor, COUNT(*), MAX(day) FROM topic"+b.where()+" GROUP BY actor ORDER BY 2 DESC, actor LIMIT ?", b.args...)
	if err != nil {
		return nil, fmt.Errorf("topics of actors %v: %w", actors, err)
	}
	return s.joinTopics(ctx, speakers, order, counts, limit)
}

// joinTopics adds up those that were merged, and leaves the speakers out.
func (s *Store) joinTopics(ctx context.Context, speakers, order []int64, counts map[int64]*TopicCount, limit int) ([]TopicCount, error) {
	heads, err := s.rootHeads(ctx, order)
	if err != nil {
		return nil, err
	}
	byRoot := map[int64]*TopicCount{}
	for _, id := range order {
		h, c := heads[id], counts[id]
		if slices.Contains(speakers, id) {
			continue
		}
		if sum := byRoot[h.ID]; sum != nil {
			sum.Statements += c.Statements
			sum.LastDay = max(sum.LastDay, c.LastDay)
			continue
		}
		c.ActorHead = h
		byRoot[h.ID] = c
	}
	out := make([]TopicCount, 0, len(byRoot))
	for _, c := range slices.SortedFunc(maps.Values(byRoot), func(a, b *TopicCount) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.ID, b.ID))
	}) {
		out = append(out, *c)
	}
	return out[:min(len(out), limit)], nil
}

// StatementsAbout returns the statements of these actors, or of anybody where there are none, that speak of one of the topics: the newest first. Before is
// the last statement of the page before, or 0.
func (s *Store) StatementsAbout(ctx context.Context, actors, topics []int64, d Days, before int64, limit int) ([]Statement, error) {
	speakers, err := s.groups(ctx, actors)
	if err != nil {
		return nil, err
	}
	about, err := s.groups(ctx, topics)
	if err != nil || len(about) == 0 || len(speakers) == 0 && len(actors) > 0 {
		return nil, err
	}
	page := topicPage{s: s, d: d, before: before, limit: limit}
	if before != 0 {
		last, err := s.Statements(ctx, []int64{before})
		if err != nil {
			return nil, err
		}
		page.day = dayNumber(last[before].Day)
	}
	if err := page.fill(ctx, speakers, about); err != nil {
		return nil, fmt.Errorf("statements about actors %v: %w", topics, err)
	}
	return s.statementsInOrder(ctx, page.newest())
}

// topicPage collects the newest statements about somebody.
type topicPage struct {
	s           *Store
	d           Days
	day, before int64 // where the page before ended
	limit       int
	found       map[[2]int64]bool // day and statement
}

// fill asks for each speaker and topic by itself: the index then has them in order, and none is sorted.
func (p *topicPage) fill(ctx context.Context, speakers, about []int64) error {
	p.found = map[[2]int64]bool{}
	for _, topic := range about {
		if len(speakers) == 0 {
			if err := p.ask(ctx, aboutWhom(nil, []int64{topic}, p.d)); err != nil {
				return err
			}
		}
		for _, speaker := range speakers {
			if err := p.ask(ctx, aboutWhom([]int64{speaker}, []int64{topic}, p.d)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *topicPage) ask(ctx context.Context, b *builder) error {
	if p.before != 0 {
		b.and("(day, statement) < (?, ?)", p.day, p.before)
	}
	b.args = append(b.args, p.limit)
	return p.s.each(ctx, p.s.read, func(rows *sql.Rows) error {
		var key [2]int64
		err := rows.Scan(&key[0], &key[1])
		p.found[key] = true
		return err
	}, "SELECT day, statement FROM topic"+b.where()+" ORDER BY day DESC, statement DESC LIMIT ?", b.args...)
}

func (p *topicPage) newest() []int64 {
	keys := slices.SortedFunc(maps.Keys(p.found), func(a, b [2]int64) int { return cmp.Or(cmp.Compare(b[0], a[0]), cmp.Compare(b[1], a[1])) })
	var ids []int64
	for _, k := range keys[:min(len(keys), p.limit)] {
		ids = append(ids, k[1])
	}
	return ids
}
