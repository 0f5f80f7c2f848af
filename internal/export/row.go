package export

import (
	"encoding/json"
	"fmt"
	"time"

	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// The rows of an export. A day stands as text in JSON and CSV and as a date in Parquet; where it is no day (2018-08), as text only.
type (
	// Article is one article with its text.
	Article struct {
		ID        int64     `json:"id" parquet:"id"`
		Outlet    string    `json:"outlet" parquet:"outlet,dict"`
		Ident     string    `json:"ident" parquet:"ident"`
		URL       string    `json:"url" parquet:"url"`
		Lang      string    `json:"lang" parquet:"lang,dict"`
		Published string    `json:"published" parquet:"published"`
		Day       string    `json:"day" parquet:"-"`
		Date      *int32    `json:"-" parquet:"day,optional,date"`
		Title     string    `json:"title" parquet:"title"`
		Agency    string    `json:"agency" parquet:"agency,dict"`
		Text      string    `json:"text" parquet:"text"`
		Origin    int64     `json:"origin" parquet:"origin"`
		Copy      string    `json:"copy" parquet:"copy,dict"`
		Share     float64   `json:"share" parquet:"share"`
		Added     time.Time `json:"added" parquet:"added,timestamp"`
	}
	// Statement is what somebody said once.
	Statement struct {
		ID       int64  `json:"id" parquet:"id"`
		Actor    int64  `json:"actor" parquet:"actor"` // 0 where it is not known who speaks
		Speaker  string `json:"speaker" parquet:"speaker,dict"`
		Kind     string `json:"kind" parquet:"kind,dict"`
		Act      string `json:"act" parquet:"act,dict"`
		Polarity string `json:"polarity" parquet:"polarity,dict"`
		Day      string `json:"day" parquet:"-"`
		Date     *int32 `json:"-" parquet:"day,optional,date"`
		Words    string `json:"words" parquet:"words"`
		Article  int64  `json:"article" parquet:"article"`
		Tellings int64  `json:"tellings" parquet:"tellings"`
		Origins  int64  `json:"origins" parquet:"origins"`
		Differs  bool   `json:"differs" parquet:"differs"`
	}
	// Telling is one article's telling of a statement.
	Telling struct {
		Article   int64  `json:"article" parquet:"article"`
		N         int64  `json:"n" parquet:"n"`
		Statement int64  `json:"statement" parquet:"statement"`
		Words     string `json:"words" parquet:"words"`
	}
	// Contact is one meeting, call or visit with its parties.
	Contact struct {
		ID      int64    `json:"id" parquet:"id"`
		Type    string   `json:"type" parquet:"type,dict"`
		Status  string   `json:"status" parquet:"status,dict"` // as of its last report
		When    string   `json:"when" parquet:"when"`          // a day, week, month, year or range
		Date    *int32   `json:"-" parquet:"day,optional,date"`
		Parties []string `json:"parties" parquet:"parties,list"`
		Actors  []int64  `json:"actors" parquet:"actors,list"`
		Place   string   `json:"place" parquet:"place"`
		Topic   string   `json:"topic" parquet:"topic"`
		Reports int64    `json:"reports" parquet:"reports"`
		Article int64    `json:"article" parquet:"article"`
	}
	// Report is one article's report of a contact.
	Report struct {
		Article   int64    `json:"article" parquet:"article"`
		N         int64    `json:"n" parquet:"n"`
		Contact   int64    `json:"contact" parquet:"contact"`
		Type      string   `json:"type" parquet:"type,dict"`
		Status    string   `json:"status" parquet:"status,dict"`
		When      string   `json:"when" parquet:"when"`
		Published string   `json:"published" parquet:"-"`
		Date      *int32   `json:"-" parquet:"published,optional,date"`
		Names     []string `json:"names" parquet:"names,list"`
		Actors    []int64  `json:"actors" parquet:"actors,list"`
		Topic     string   `json:"topic" parquet:"topic"`
		Outlet    string   `json:"outlet" parquet:"outlet,dict"`
		By        string   `json:"by" parquet:"by"`
	}
	// Actor is one who speaks, meets or is named.
	Actor struct {
		ID       int64    `json:"id" parquet:"id"`
		Root     int64    `json:"root" parquet:"root"` // whom it was merged into, or itself
		Type     string   `json:"type" parquet:"type,dict"`
		Name     string   `json:"name" parquet:"name"`
		En       string   `json:"en" parquet:"en"`
		World    string   `json:"world" parquet:"world"`
		Articles int64    `json:"articles" parquet:"articles"`
		Forms    []string `json:"forms" parquet:"forms,list"`
		Roles    []string `json:"roles" parquet:"roles,list"`
	}
)

func articleOf(a store.Article) Article {
	day, date := dayOf(a.Published)
	return Article{int64(a.ID), a.Source, a.Ident, a.URL, a.Lang, a.Published, day, date, a.Title, a.Agency, a.Text, int64(a.Origin), a.Copy, a.Share, a.Added}
}

func statementOf(s store.Statement) Statement {
	day, date := dayOf(s.Day)
	return Statement{s.ID, s.Actor, s.Speaker, s.Kind, s.Act, s.Polarity, day, date, s.Words, int64(s.Article), int64(s.Tellings), int64(s.Origins), s.Differs}
}

func contactOf(c store.Contact, parties []store.Party) Contact {
	row := Contact{ID: c.ID, Type: c.Type, Status: c.Status, When: c.Day, Parties: []string{}, Actors: []int64{}, Place: c.Place, Topic: c.Topic, Reports: int64(c.Reports), Article: int64(c.Article)}
	_, row.Date = dayOf(c.Day)
	for _, p := range parties {
		row.Parties, row.Actors = append(row.Parties, p.Name), append(row.Actors, p.Actor)
	}
	return row
}

func reportOf(r store.Report) (Report, error) {
	var l ledger.Report
	if err := json.Unmarshal([]byte(r.Data), &l); err != nil {
		return Report{}, fmt.Errorf("report %d of article %d: %w", r.N, r.Article, err)
	}
	row := Report{Article: int64(r.Article), N: int64(r.N), Contact: r.Contact, Type: l.Type, Status: l.Status, When: l.Day, Names: list(l.Names), Actors: []int64{}, Topic: l.Topic, Outlet: l.Outlet, By: l.By}
	row.Published, row.Date = dayOf(l.Published)
	for _, id := range l.Parties {
		row.Actors = append(row.Actors, int64(id))
	}
	return row, nil
}

func actorOf(a store.Actor) (Actor, error) {
	var n ledger.Naming
	if err := json.Unmarshal([]byte(a.Data), &n); err != nil {
		return Actor{}, fmt.Errorf("actor %d: %w", a.ID, err)
	}
	return Actor{a.ID, a.Root, a.Type, a.Name, a.En, a.World, a.Articles, list(n.Forms), list(n.Roles)}, nil
}

// list is a list that is written as [] where it is empty.
func list[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// dayOf is the day of an ISO value, if it is one: as text, and as Parquet counts days, from 1970. (Of a *time.Time parquet-go 0.32 writes other days.)
func dayOf(value string) (string, *int32) {
	if len(value) < len(time.DateOnly) {
		return "", nil
	}
	day := value[:len(time.DateOnly)]
	t, err := time.Parse(time.DateOnly, day)
	if err != nil || len(value) > len(day) && value[len(day)] == '/' {
		return "", nil // a range is no day
	}
	n := int32(t.Unix() / (24 * 60 * 60))
	return day, &n
}
