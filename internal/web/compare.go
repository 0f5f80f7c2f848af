package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/chart"
	"isnad.dev/isnad/internal/store"
)

// compareView is what several said over time, of one topic or of anything.
type compareView struct {
	Who      []compareWho // in the order in which they were asked for
	Topic    *compareWho
	From, To string
	Days     store.Days
	Months   *figure
	Table    *monthTable
	Columns  []column
	Topics   []store.TopicCount // of whom the first of them speaks: to be chosen
	Address  url.Values         // the question, once all names are known
	Unsure   bool               // a name is missing or has to be chosen
}

// compareWho is an actor that was asked for by a name or a number; where several are called so, one is to be chosen.
type compareWho struct {
	Asked  string
	Actor  store.ActorHead // without a number where it is not known
	Others []choice        // who else is called so
}

// column is one actor's statements.
type column struct {
	Actor store.ActorHead
	Hits  []answer.Hit
	All   string
}

// The bounds of a comparison.
const (
	mostCompared    = 6
	leastFields     = 3 // fields for names that the form has
	compareColumn   = 6
	compareChoices  = 6
	comparedToTopic = 8
)

// comparePage compares actors.
func (s *Server) comparePage(a *ask) (*content, error) {
	d, err := s.compared(a)
	if err != nil {
		return nil, err
	}
	if ids := d.ids(); len(ids) > 0 {
		if err := s.fillCompared(a, d, ids); err != nil {
			return nil, err
		}
	}
	for len(d.Who) < leastFields {
		d.Who = append(d.Who, compareWho{})
	}
	return &content{Template: "compare", Title: a.L.T("nav.compare"), Data: d}, nil
}

// compared reads the question and looks the names up.
func (s *Server) compared(a *ask) (*compareView, error) {
	v := a.URL.Query()
	d := &compareView{From: v.Get("from"), To: v.Get("to"), Address: url.Values{}}
	for _, day := range []string{d.From, d.To} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return nil, wrong{http.StatusBadRequest, a.L.T("today.no_day", day)}
		}
	}
	d.Days = store.Days{From: d.From, To: d.To}
	for _, who := range v["who"] {
		if who = strings.TrimSpace(who); who != "" && len(d.Who) < mostCompared {
			x, err := s.lookUp(a.Context(), who)
			if err != nil {
				return nil, err
			}
			d.Who = append(d.Who, x)
			d.Unsure = d.Unsure || x.Actor.ID == 0
		}
	}
	if about := strings.TrimSpace(v.Get("about")); about != "" {
		x, err := s.lookUp(a.Context(), about)
		if err != nil {
			return nil, err
		}
		d.Topic = &x
		d.Unsure = d.Unsure || x.Actor.ID == 0
	}
	d.address()
	return d, nil
}

// lookUp looks a name or a number up. Of several who are called so the one that is named most is taken, and the others are offered.
func (s *Server) lookUp(ctx context.Context, asked string) (compareWho, error) {
	x := compareWho{Asked: asked}
	id, err := strconv.ParseInt(asked, 10, 64)
	if err == nil {
		called, err := s.store.CalledActors(ctx, []int64{id})
		c := called[id]
		x.Actor = store.ActorHead{ID: c.ID, Name: c.Name, Type: c.Type}
		return x, err
	}
	all, err := s.store.ActorsByName(ctx, asked, "", compareChoices)
	if err == nil && len(all) == 0 {
		all, err = s.calledSo(ctx, asked)
	}
	if err != nil || len(all) == 0 {
		return x, err
	}
	x.Actor = all[0]
	for _, h := range all[1:] {
		x.Others = append(x.Others, choice{Value: decimal(h.ID), Title: h.Name})
	}
	return x, nil
}

// calledSo are those whom a name in other letters or another spelling may mean, who is named most first.
func (s *Server) calledSo(ctx context.Context, name string) ([]store.ActorHead, error) {
	ids, err := s.answers.ActorsNamed(ctx, name)
	if err != nil {
		return nil, err
	}
	found, err := s.store.Actors(ctx, ids[:min(len(ids), maxCalled)])
	if err != nil {
		return nil, err
	}
	var out []store.ActorHead
	for _, x := range found {
		if x.Root == x.ID {
			out = append(out, store.ActorHead{ID: x.ID, Type: x.Type, Name: x.Name, En: x.En, World: x.World, Articles: x.Articles})
		}
	}
	slices.SortFunc(out, func(a, b store.ActorHead) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.ID, b.ID))
	})
	return out[:min(len(out), compareChoices)], nil
}

// maxCalled is how many actors of one name are looked at.
const maxCalled = 200

// address makes the question of numbers, and for each name the same question with another who is called so.
func (d *compareView) address() {
	ask := func(at int, other string) url.Values {
		v := url.Values{}
		for i, w := range d.Who {
			v.Add("who", w.with(i == at, other))
		}
		if d.Topic != nil {
			v.Set("about", d.Topic.with(at == len(d.Who), other))
		}
		for name, value := range map[string]string{"from": d.From, "to": d.To} {
			if value != "" {
				v.Set(name, value)
			}
		}
		return v
	}
	d.Address = ask(-1, "")
	offer := func(at int, x *compareWho) {
		for i := range x.Others {
			x.Others[i].Address = "/compare?" + ask(at, x.Others[i].Value).Encode()
		}
	}
	for i := range d.Who {
		offer(i, &d.Who[i])
	}
	if d.Topic != nil {
		offer(len(d.Who), d.Topic)
	}
}

// with is the number of the actor, or of another who is taken instead, or what was asked where there is none.
func (x *compareWho) with(instead bool, other string) string {
	switch {
	case instead:
		return other
	case x.Actor.ID != 0:
		return decimal(x.Actor.ID)
	}
	return x.Asked
}

// Field is what the form shows of it.
func (x compareWho) Field() string { return cmp.Or(x.Actor.Name, x.Asked) }

// ids are those who are compared, each once.
func (d *compareView) ids() []int64 {
	var ids []int64
	for _, w := range d.Who {
		if w.Actor.ID != 0 && !slices.Contains(ids, w.Actor.ID) {
			ids = append(ids, w.Actor.ID)
		}
	}
	return ids
}

// On is the same question of another topic.
func (d *compareView) On(topic int64) string {
	v := url.Values{}
	for name, values := range d.Address {
		v[name] = values
	}
	v["about"] = []string{decimal(topic)}
	return "/compare?" + v.Encode()
}

func (d *compareView) topic() []int64 {
	if d.Topic == nil || d.Topic.Actor.ID == 0 {
		return nil
	}
	return []int64{d.Topic.Actor.ID}
}

// fillCompared counts and lists what they said.
func (s *Server) fillCompared(a *ask, d *compareView, ids []int64) error {
	series, err := s.seriesOf(a.Context(), d, ids)
	if err != nil {
		return err
	}
	if len(series) > 0 {
		d.Months = a.figure(d.draw(a, series), "/compare.svg?"+d.Address.Encode())
		d.Table = tableOf(series)
	}
	if d.Topics, err = s.store.TopTopics(a.Context(), ids, d.Days, comparedToTopic); err != nil {
		return err
	}
	for _, id := range ids {
		c, err := s.columnOf(a, d, id)
		if err != nil {
			return err
		}
		d.Columns = append(d.Columns, c)
	}
	return nil
}

// seriesOf counts the statements of each by month; nothing where none said anything.
func (s *Server) seriesOf(ctx context.Context, d *compareView, ids []int64) ([]chart.Series, error) {
	var out []chart.Series
	some := false
	for _, id := range ids {
		months, err := s.store.StatementMonths(ctx, []int64{id}, d.topic(), d.Days)
		if err != nil {
			return nil, err
		}
		x := chart.Series{Name: d.head(id).Name, Href: actorAddress(id)}
		for _, m := range months {
			if m.Month != "" {
				x.Points = append(x.Points, chart.Point{Month: m.Month, Count: m.Statements})
				some = true
			}
		}
		out = append(out, x)
	}
	if !some {
		return nil, nil
	}
	return out, nil
}

func (d *compareView) head(id int64) store.ActorHead {
	i := slices.IndexFunc(d.Who, func(x compareWho) bool { return x.Actor.ID == id })
	return d.Who[i].Actor
}

// barsUpTo is how many may stand beside each other as bars; more are lines.
const barsUpTo = 2

func (d *compareView) draw(a *ask, series []chart.Series) *drawing {
	c := chart.Months{Series: series}
	if len(series) > barsUpTo {
		c.Form = chart.Lines
	}
	title := a.L.T("compare.title")
	if d.Topic != nil && d.Topic.Actor.ID != 0 {
		title = a.L.T("compare.title.about", d.Topic.Actor.Name)
	}
	var names []string
	for _, x := range series {
		names = append(names, x.Name)
	}
	return &drawing{Picture: c, Title: title, Desc: strings.Join(names, a.L.T("list.and")), Note: strings.Join(names, a.L.T("list.and")), Name: "isnad-compare"}
}

// tableOf is the picture in numbers, the newest month first.
func tableOf(series []chart.Series) *monthTable {
	t := &monthTable{}
	rows := map[string][]int{}
	for i, x := range series {
		t.Heads = append(t.Heads, x.Name)
		for _, p := range x.Points {
			if rows[p.Month] == nil {
				rows[p.Month] = make([]int, len(series))
			}
			rows[p.Month][i] += p.Count
		}
	}
	t.fill(rows, func(string) string { return "" })
	return t
}

// columnOf is what one of them said last.
func (s *Server) columnOf(a *ask, d *compareView, id int64) (column, error) {
	c := column{Actor: d.head(id), All: actorAddress(id)}
	topic := d.topic()
	if topic == nil {
		page, err := s.answers.Search(a.Context(), answer.Question{Speaker: []string{decimal(id)}, From: d.From, To: d.To, Limit: compareColumn, Today: a.Today})
		c.Hits = page.Hits
		return c, err
	}
	c.All += "?about=" + decimal(topic[0])
	rows, err := s.store.StatementsAbout(a.Context(), []int64{id}, topic, d.Days, 0, compareColumn)
	if err != nil {
		return c, err
	}
	c.Hits, err = s.answers.StatementsByID(a.Context(), statementIDs(rows), answer.Options{Today: a.Today})
	return c, err
}

// comparePicture is the file of the comparison.
func (s *Server) comparePicture(a *ask) (*drawing, error) {
	d, err := s.compared(a)
	if err != nil {
		return nil, err
	}
	ids := d.ids()
	series, err := s.seriesOf(a.Context(), d, ids)
	if err != nil {
		return nil, err
	}
	if len(series) == 0 {
		return nil, answer.ErrNotFound
	}
	return d.draw(a, series), nil
}
