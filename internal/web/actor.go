package web

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/chart"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/web/locale"
)

// actorView is an actor with what it said and whom it met.
type actorView struct {
	*answer.Actor
	Topics  []store.TopicCount // whom it spoke of the most
	About   *topicFilter       // whose mentions the statements are narrowed to
	Older   bool               // an older page of its statements, without the rest
	Shown   []answer.Hit
	Next    string
	Months  *figure
	Table   *monthTable
	Met     []store.Companion
	Network *figure
	Partial bool // more contacts than are counted
	Differs []differing
	Reasons []reasonCount
	Newest  bool // the reasons are those of the newest articles
	Noted   *notes
}

// topicFilter is somebody whom statements speak of, with the same page without that.
type topicFilter struct {
	ID   int64
	Name string
	All  string
}

// differing is a statement that outlets quote differently, with the first of the others.
type differing struct {
	answer.Differing
	Other answer.Quoting
	Parts []change
}

// reasonCount is how often articles were joined for a reason.
type reasonCount struct {
	Reason string
	Count  int
}

// What a page of an actor shows.
const (
	actorTopics    = 8
	chartTopics    = 5
	actorCompany   = 20
	actorTies      = 60
	actorDiffers   = 5
	actorContacts  = 8
	monthsInTable  = 24
	actorsAtOnce   = 40
	statementsHere = pageSize
)

// actorPage shows an actor. One that was merged into another leads there.
func (s *Server) actorPage(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	before, err := cursorOf(a.URL.Query())
	if err != nil {
		return nil, err
	}
	var d *actorView
	if before != 0 || a.URL.Query().Has("about") {
		d, err = s.wholeActor(a, id, before)
	} else {
		d, err = recently(a.Context(), &s.recent, "actor|"+decimal(id)+"|"+a.L.Lang+"|"+a.day(), func(ctx context.Context) (*actorView, error) { return s.wholeActor(a.under(ctx), id, 0) })
	}
	if err != nil {
		return nil, err
	}
	if d.ID != id {
		return &content{Redirect: actorAddress(d.ID)}, nil
	}
	shown := *d // the answer is others' too
	if !d.Older {
		if shown.Noted, err = s.notesOf(a, "actor", append([]int64{d.ID}, d.Merged...)...); err != nil {
			return nil, err
		}
	}
	return &content{Template: "actor", Title: d.Name, Data: &shown, Feeds: feedsOf(a.L, "/actor/"+decimal(id), nil)}, nil
}

// wholeActor finds what the page of an actor shows to everybody; of one that was merged into another, only into whom.
func (s *Server) wholeActor(a *ask, id, before int64) (*actorView, error) {
	x, err := s.answers.Actor(a.Context(), id, answer.Options{Today: a.Today, Limit: statementsHere})
	if err != nil {
		return nil, err
	}
	d := &actorView{Actor: x, Older: before != 0}
	if x.ID != id {
		return d, nil
	}
	if err := s.sayings(a, d, before); err != nil || d.Older {
		return d, err
	}
	for _, fill := range []func(*ask, *actorView) error{s.topicsOf, s.companyOf, s.differences} {
		if err := fill(a, d); err != nil {
			return nil, err
		}
	}
	d.Reasons = reasonsOf(x.Reasons)
	d.Newest = x.Articles > store.MaxReasons
	d.Contacts = x.Contacts[:min(len(x.Contacts), actorContacts)]
	return d, nil
}

// sayings fills in the statements: the newest, those of an older page, or those that speak of somebody.
func (s *Server) sayings(a *ask, d *actorView, before int64) error {
	topic, err := s.topicAsked(a, d)
	if err != nil {
		return err
	}
	v := url.Values{}
	switch {
	case topic != 0:
		v.Set("about", decimal(topic))
		rows, err := s.store.StatementsAbout(a.Context(), []int64{d.ID}, []int64{topic}, store.Days{}, before, statementsHere+1)
		if err != nil {
			return err
		}
		if len(rows) > statementsHere {
			rows = rows[:statementsHere]
			d.Next = older(actorAddress(d.ID), v, rows[statementsHere-1].ID)
		}
		d.Shown, err = s.answers.StatementsByID(a.Context(), statementIDs(rows), answer.Options{Today: a.Today})
		return err
	case before != 0:
		page, err := s.answers.Search(a.Context(), answer.Question{Speaker: []string{decimal(d.ID)}, Before: before, Limit: statementsHere, Today: a.Today})
		if err != nil {
			return err
		}
		if d.Shown = page.Hits; page.Next != 0 {
			d.Next = older(actorAddress(d.ID), v, page.Next)
		}
		return nil
	}
	if d.Shown = d.Statements; len(d.Shown) == statementsHere {
		d.Next = older(actorAddress(d.ID), v, d.Shown[statementsHere-1].Cursor)
	}
	return nil
}

func statementIDs(rows []store.Statement) []int64 {
	ids := make([]int64, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	return ids
}

// topicAsked is whom the statements are to speak of, or 0.
func (s *Server) topicAsked(a *ask, d *actorView) (int64, error) {
	about := a.URL.Query().Get("about")
	if about == "" {
		return 0, nil
	}
	id, err := strconv.ParseInt(about, 10, 64)
	if err != nil {
		return 0, wrong{http.StatusBadRequest, "about=" + about}
	}
	called, err := s.store.CalledActors(a.Context(), []int64{id})
	if err != nil {
		return 0, err
	}
	c, ok := called[id]
	if !ok {
		return 0, answer.ErrNotFound
	}
	d.About = &topicFilter{c.ID, c.Name, actorAddress(d.ID)}
	return c.ID, nil
}

// topicsOf fills in of whom it spoke, and how much in which month.
func (s *Server) topicsOf(a *ask, d *actorView) error {
	months, topics, err := s.monthsOf(a.Context(), d.ID)
	if err != nil || len(months.all) == 0 {
		return err
	}
	d.Topics = topics
	d.Table = months.table(a.L)
	if len(months.all) > 1 { // a lone month is no picture
		d.Months = a.figure(months.draw(a.L, d.Actor), actorAddress(d.ID)+"/months.svg")
	}
	return nil
}

// actorMonths are the statements of an actor by month: all, and those on each of its first topics.
type actorMonths struct {
	id     int64
	all    []store.MonthCount
	topics []store.TopicCount // that have a series
	about  []store.MonthCount
}

func (s *Server) monthsOf(ctx context.Context, id int64) (actorMonths, []store.TopicCount, error) {
	m := actorMonths{id: id}
	var err error
	if m.all, err = s.store.StatementMonths(ctx, []int64{id}, nil, store.Days{}); err != nil {
		return m, nil, err
	}
	topics, err := s.store.TopTopics(ctx, []int64{id}, store.Days{}, actorTopics)
	if err != nil {
		return m, nil, err
	}
	m.topics = topics[:min(len(topics), chartTopics)]
	if len(m.topics) > 0 {
		m.about, err = s.store.StatementMonths(ctx, []int64{id}, topicIDs(m.topics), store.Days{})
	}
	return m, topics, err
}

func topicIDs(topics []store.TopicCount) []int64 {
	ids := make([]int64, len(topics))
	for i := range topics {
		ids[i] = topics[i].ID
	}
	return ids
}

// draw shows all statements as the first line and a line for each topic; a lone actor without topics has bars.
func (m *actorMonths) draw(l *locale.Words, x *answer.Actor) *drawing {
	c := chart.Months{Series: []chart.Series{{Name: l.T("actor.all"), Points: m.points(m.all, 0)}}}
	for _, t := range m.topics {
		c.Form = chart.Lines
		c.Series = append(c.Series, chart.Series{Name: t.Name, Href: actorAddress(m.id) + "?about=" + decimal(t.ID), Points: m.points(m.about, t.ID)})
	}
	return &drawing{Picture: c, Title: l.T("actor.months.of", x.Name), Desc: l.T("actor.months.desc"), Sources: outletsOf(x), Name: "isnad-actor-" + decimal(x.ID) + "-months"}
}

// outletsOf are the outlets of what is shown of an actor.
func outletsOf(x *answer.Actor) []string {
	var out []string
	for _, h := range x.Statements {
		for _, o := range h.Outlets {
			if !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
	}
	return out
}

// points are the months of a topic, or of all for 0, each with where its statements are listed.
func (m *actorMonths) points(counts []store.MonthCount, topic int64) []chart.Point {
	var out []chart.Point
	for _, c := range counts {
		if c.Topic != topic || c.Month == "" {
			continue
		}
		p := chart.Point{Month: c.Month, Count: c.Statements}
		if topic == 0 {
			p.Href = monthAddress(m.id, c.Month)
		}
		out = append(out, p)
	}
	return out
}

// monthAddress is where what somebody said in a month is listed.
func monthAddress(actor int64, month string) string {
	return "/search?" + url.Values{"kind": {"statement"}, "speaker": {decimal(actor)}, "from": {month}, "to": {month}}.Encode()
}

// monthTable is the same as the picture in numbers, the newest month first.
type monthTable struct {
	Heads []string
	Rows  []monthRow
	Fewer int // months that are left out
}

// monthRow is a month with its counts.
type monthRow struct {
	Month, Address string
	Counts         []int
}

func (m *actorMonths) table(l *locale.Words) *monthTable {
	t := &monthTable{Heads: []string{l.T("actor.all")}}
	at := map[int64]int{0: 0}
	for i, topic := range m.topics {
		t.Heads = append(t.Heads, topic.Name)
		at[topic.ID] = i + 1
	}
	rows := map[string][]int{}
	for _, c := range slices.Concat(m.all, m.about) {
		if rows[c.Month] == nil {
			rows[c.Month] = make([]int, len(t.Heads))
		}
		rows[c.Month][at[c.Topic]] += c.Statements
	}
	t.fill(rows, func(month string) string { return monthAddress(m.id, month) })
	return t
}

// fill puts the rows in order.
func (t *monthTable) fill(rows map[string][]int, address func(month string) string) {
	months := slices.Sorted(maps.Keys(rows))
	slices.Reverse(months)
	t.Fewer = max(len(months)-monthsInTable, 0)
	for _, month := range months[:len(months)-t.Fewer] {
		t.Rows = append(t.Rows, monthRow{month, address(month), rows[month]})
	}
}

// monthsPicture is the file of the months.
func (s *Server) monthsPicture(a *ask) (*drawing, error) {
	x, err := s.actorIn(a)
	if err != nil {
		return nil, err
	}
	m, _, err := s.monthsOf(a.Context(), x.ID)
	return m.draw(a.L, x), err
}

func (s *Server) actorIn(a *ask) (*answer.Actor, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	return s.answers.Actor(a.Context(), id, answer.Options{Today: a.Today, Limit: statementsHere})
}

// companyOf fills in whom it met, as a picture and as a list.
func (s *Server) companyOf(a *ask, d *actorView) (err error) {
	if len(d.Actor.Contacts) == 0 {
		return nil
	}
	var net store.Network
	if d.Met, net, err = s.store.Circle(a.Context(), []int64{d.ID}, store.Days{}, actorCompany, actorTies); err != nil {
		return err
	}
	if d.Partial = net.Partial; len(d.Met) == 0 || len(net.Ties) == 0 {
		return nil
	}
	d.Network = a.narrow(circleOf(a.L, d.Actor, net), actorAddress(d.ID)+"/network.svg")
	return nil
}

// circleOf draws the contacts in which the actor took part.
func circleOf(l *locale.Words, x *answer.Actor, net store.Network) *drawing {
	n := chart.Network{Height: min(180+20*len(net.Nodes), 380)}
	for _, h := range net.Nodes {
		group := 0
		if h.ID == x.ID {
			group = 1
		}
		n.Nodes = append(n.Nodes, chart.Node{ID: decimal(h.ID), Name: h.Name, Kind: chart.Kind(h.Type), Group: group, Href: actorAddress(h.ID)})
	}
	for _, t := range net.Ties {
		n.Links = append(n.Links, chart.Link{A: decimal(t.A), B: decimal(t.B), Count: max(t.Contacts, 1), Href: sharedAddress(t.A, t.B)})
	}
	return &drawing{Picture: n, Title: l.T("actor.network.of", x.Name), Desc: l.T("actor.network.desc", len(net.Nodes)), Sources: outletsOf(x), Name: "isnad-actor-" + decimal(x.ID) + "-network"}
}

// sharedAddress is where the contacts of two are listed.
func sharedAddress(a, b int64) string {
	return "/search?" + url.Values{"kind": {"contact"}, "party": {decimal(a)}, "with": {decimal(b)}}.Encode()
}

// circlePicture is the file of the network.
func (s *Server) circlePicture(a *ask) (*drawing, error) {
	x, err := s.actorIn(a)
	if err != nil {
		return nil, err
	}
	net, err := s.store.Network(a.Context(), []int64{x.ID}, store.Days{}, actorTies)
	return circleOf(a.L, x, net), err
}

// differences fills in what outlets quote differently.
func (s *Server) differences(a *ask, d *actorView) error {
	all, err := s.answers.TellingDifferences(a.Context(), d.ID, answer.Options{Today: a.Today, Limit: actorDiffers})
	for _, x := range all {
		o := x.Others[0]
		d.Differs = append(d.Differs, differing{x, o, changes(o.Words, o.Edits)})
	}
	return err
}

// reasonsOf are the reasons, the most frequent first.
func reasonsOf(all map[string]int) []reasonCount {
	var out []reasonCount
	for _, r := range slices.Sorted(maps.Keys(all)) {
		out = append(out, reasonCount{r, all[r]})
	}
	slices.SortStableFunc(out, func(a, b reasonCount) int { return b.Count - a.Count })
	return out
}

// actorsView is a list of actors.
type actorsView struct {
	Query, Kind string
	Kinds       []choice
	Actors      []store.ActorHead
	Next        string
	Many        bool // more have such a name than are shown
}

// actorsPage lists actors: those named most, or those of a name.
func (s *Server) actorsPage(a *ask) (*content, error) {
	v := a.URL.Query()
	d := &actorsView{Query: v.Get("name"), Kind: v.Get("type")}
	if d.Kind != "" && !slices.Contains(store.ActorTypes, d.Kind) {
		return nil, wrong{http.StatusBadRequest, "type=" + d.Kind}
	}
	for _, kind := range store.ActorTypes {
		address := url.Values{"name": {d.Query}}
		if d.Kind != kind {
			address.Set("type", kind)
		}
		d.Kinds = append(d.Kinds, choice{kind, a.L.Entity(kind), "/actors?" + address.Encode(), d.Kind == kind})
	}
	var err error
	if d.Query != "" {
		d.Actors, err = s.store.ActorsByName(a.Context(), d.Query, d.Kind, actorsAtOnce+1)
		d.Many = len(d.Actors) > actorsAtOnce
		d.Actors = d.Actors[:min(len(d.Actors), actorsAtOnce)]
		return &content{Template: "actors", Title: a.L.T("nav.actors"), Data: d}, err
	}
	before, err := cursorOf(v)
	if err != nil {
		return nil, err
	}
	if d.Actors, err = s.store.TopActors(a.Context(), d.Kind, actorsAtOnce+1, before); err != nil {
		return nil, err
	}
	if len(d.Actors) > actorsAtOnce {
		d.Actors = d.Actors[:actorsAtOnce]
		d.Next = older("/actors", url.Values{"type": {d.Kind}}, d.Actors[actorsAtOnce-1].ID)
	}
	return &content{Template: "actors", Title: a.L.T("nav.actors"), Data: d}, nil
}
