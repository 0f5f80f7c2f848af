package store

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
)

// Head is what stands above an article: all but its text.
type Head struct {
	ID        ArticleID
	Outlet    string
	URL       string
	Published string
	Title     string
	Agency    string
	Origin    ArticleID
	Copy      string
	Share     float64
}

const headColumns = "a.id, s.name, a.url, a.published, a.title, a.agency, a.origin, a.copy, a.share"

func scanHead(rows interface{ Scan(...any) error }) (h Head, err error) {
	err = rows.Scan(&h.ID, &h.Outlet, &h.URL, &h.Published, &h.Title, &h.Agency, &h.Origin, &h.Copy, &h.Share)
	return h, err
}

// Heads returns the heads of the articles with these numbers.
func (s *Store) Heads(ctx context.Context, ids []ArticleID) (map[ArticleID]Head, error) {
	out := make(map[ArticleID]Head, len(ids))
	err := eachIn(ctx, s, s.read, numbers(ids), func(rows *sql.Rows) error {
		h, err := scanHead(rows)
		out[h.ID] = h
		return err
	}, "SELECT "+headColumns+" FROM article a JOIN source s ON s.id = a.source WHERE a.id IN")
	return out, err
}

// Copies returns the heads of the origin and of all its copies, in the order of their numbers.
func (s *Store) Copies(ctx context.Context, origin ArticleID) ([]Head, error) {
	var out []Head
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		h, err := scanHead(rows)
		out = append(out, h)
		return err
	}, "SELECT "+headColumns+" FROM article a JOIN source s ON s.id = a.source WHERE a.origin = ? ORDER BY a.id", int64(origin))
	return out, err
}

// CopyCounts returns for each of the origins how many articles have it, itself among them.
func (s *Store) CopyCounts(ctx context.Context, origins []ArticleID) (map[ArticleID]int, error) {
	out := make(map[ArticleID]int, len(origins))
	err := eachIn(ctx, s, s.read, numbers(origins), func(rows *sql.Rows) error {
		var origin ArticleID
		err := rows.Scan(&origin)
		out[origin]++
		return err
	}, "SELECT origin FROM article WHERE origin IN")
	return out, err
}

const tellingQuery = "SELECT t.article, t.n, t.statement, COALESCE(t.words, s.words) FROM telling t JOIN statement s ON s.id = t.statement WHERE "

func scanTelling(rows *sql.Rows) (t Telling, err error) {
	err = rows.Scan(&t.Article, &t.N, &t.Statement, &t.Words)
	return t, err
}

// Tellings returns the tellings of the statements with these numbers, by statement, each with its words, in the order of their articles.
func (s *Store) Tellings(ctx context.Context, ids []int64) (map[int64][]Telling, error) {
	out := make(map[int64][]Telling, len(ids))
	err := eachIn(ctx, s, s.read, ids, func(rows *sql.Rows) error {
		t, err := scanTelling(rows)
		out[t.Statement] = append(out[t.Statement], t)
		return err
	}, tellingQuery+"t.statement IN")
	for _, all := range out {
		sortTellings(all)
	}
	return out, err
}

// TellingsIn returns what an article tells, in its order.
func (s *Store) TellingsIn(ctx context.Context, article ArticleID) ([]Telling, error) {
	var out []Telling
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		t, err := scanTelling(rows)
		out = append(out, t)
		return err
	}, tellingQuery+"t.article = ? ORDER BY t.n", int64(article))
	return out, err
}

// Reports returns the reports of the contacts with these numbers, by contact, in the order of their articles.
func (s *Store) Reports(ctx context.Context, ids []int64) (map[int64][]Report, error) {
	out, err := s.reports(ctx, s.read, ids)
	for _, all := range out {
		sortReports(all)
	}
	return out, err
}

// Parties returns who takes part in the contacts with these numbers, by contact, in the order of their names. An actor is the one whom it was merged
// into.
func (s *Store) Parties(ctx context.Context, ids []int64) (map[int64][]Party, error) {
	out := make(map[int64][]Party, len(ids))
	err := eachIn(ctx, s, s.read, ids, func(rows *sql.Rows) error {
		var p Party
		err := rows.Scan(&p.Contact, &p.Name, &p.Actor)
		out[p.Contact] = append(out[p.Contact], p)
		return err
	}, "SELECT p.contact, p.name, COALESCE(a.root, 0) FROM party p LEFT JOIN actor a ON a.id = p.actor WHERE p.contact IN")
	for _, all := range out {
		sortParties(all)
	}
	return out, err
}

// Shown is the name under which the store keeps the version of the reader whose readings are shown.
const Shown = "reader"

// CurrentRecords returns the records of the articles as they are shown today, by article: with corrections where there are any, else as the version read them
// that was switched to, else what there is.
func (s *Store) CurrentRecords(ctx context.Context, ids []ArticleID) (map[ArticleID][]byte, error) {
	return s.currentRecords(ctx, s.read, ids)
}

func (s *Store) currentRecords(ctx context.Context, q querier, ids []ArticleID) (map[ArticleID][]byte, error) {
	read, err := s.rawRecords(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[ArticleID][]byte, len(read))
	for id, r := range read {
		out[id] = r.Record
	}
	err = eachIn(ctx, s, q, numbers(ids), func(rows *sql.Rows) error {
		var id ArticleID
		var packed []byte
		if err := rows.Scan(&id, &packed); err != nil {
			return err
		}
		b, err := s.codec.unpack(packed)
		out[id] = b
		return err
	}, "SELECT article, record FROM corrected WHERE article IN")
	return out, err
}

// rawRecords returns what was read in the articles, before corrections: by the version that was switched to, else what there is.
func (s *Store) rawRecords(ctx context.Context, q querier, ids []ArticleID) (map[ArticleID]Reading, error) {
	shown, err := s.Value(ctx, Shown)
	if err != nil {
		return nil, err
	}
	out := make(map[ArticleID]Reading, len(ids))
	err = eachIn(ctx, s, q, numbers(ids), func(rows *sql.Rows) error {
		var r Reading
		var packed []byte
		if err := rows.Scan(&r.Article, &r.Version, &packed); err != nil {
			return err
		}
		if was, here := out[r.Article]; here && was.Version == shown {
			return nil
		}
		r.Record, err = s.codec.unpack(packed)
		out[r.Article] = r
		return err
	}, "SELECT article, version, record FROM reading WHERE article IN")
	return out, err
}

// ActorNames returns how the actors with these numbers are called: by the name of whom they were merged into.
func (s *Store) ActorNames(ctx context.Context, ids []int64) (map[int64]string, error) {
	out := make(map[int64]string, len(ids))
	err := eachIn(ctx, s, s.read, ids, func(rows *sql.Rows) error {
		var id int64
		var name string
		err := rows.Scan(&id, &name)
		out[id] = name
		return err
	}, "SELECT a.id, r.name FROM actor a JOIN actor r ON r.id = a.root WHERE a.id IN")
	return out, err
}

// NamedIn returns the actors whom the articles name, those of most articles first.
func (s *Store) NamedIn(ctx context.Context, articles []int64) ([]Actor, error) {
	ids := map[int64]bool{}
	err := eachIn(ctx, s, s.read, articles, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		ids[id] = true
		return err
	}, "SELECT actor FROM naming WHERE article IN")
	if err != nil {
		return nil, err
	}
	all, err := s.Actors(ctx, slices.Sorted(maps.Keys(ids)))
	return slices.SortedFunc(maps.Values(all), func(a, b Actor) int { return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.ID, b.ID)) }), err
}

// GroupsOf returns the numbers of all actors that were merged into these roots.
func (s *Store) GroupsOf(ctx context.Context, roots []int64) ([]int64, error) {
	var out []int64
	err := eachIn(ctx, s, s.read, distinct(roots), func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		out = append(out, id)
		return err
	}, "SELECT id FROM actor WHERE root IN")
	return out, err
}

func sortTellings(all []Telling) {
	slices.SortFunc(all, func(a, b Telling) int { return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.N, b.N)) })
}

func sortReports(all []Report) {
	slices.SortFunc(all, func(a, b Report) int { return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.N, b.N)) })
}

func sortParties(all []Party) {
	slices.SortFunc(all, func(a, b Party) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Actor, b.Actor)) })
}
