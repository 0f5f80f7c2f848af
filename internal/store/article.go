package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
)

// ArticleID numbers an article in the store.
type ArticleID int64

// Article is one article as it was kept.
type Article struct {
	ID        ArticleID
	Source    string // the outlet's name
	SourceID  int64
	Ident     string // its id at the outlet, if it has one
	URL       string
	Lang      string
	Published string // a day or an instant; empty where it is not known
	Title     string
	Agency    string // whom the page credits
	Text      string
	Origin    ArticleID // the article that it is a copy of, or itself
	Copy      string    // exact, reprint, partial, or empty
	Share     float64   // of a copy: how much of the smaller one stands in the larger
	Added     time.Time
}

// Incoming is an article with the bytes that it came in.
type Incoming struct {
	Article
	Media string // of the original: text/html, application/json …
	Bytes []byte
}

// key is what makes an article one: its address, else its id at the outlet, else its name and words.
func (a *Article) key() string {
	key := "text " + a.Source + " " + a.Ident + " " + a.hash()
	switch {
	case a.URL != "":
		key = urlKey(a.URL)
	case a.Source != "" && a.Ident != "":
		key = "id " + a.Source + " " + a.Ident
	}
	return short(key)
}

// short is the key, or what stands for a long one.
func short(key string) string {
	if len(key) > maxName {
		return "long " + digest([]byte(key))
	}
	return clean(key).(string)
}

// maxName is how many bytes of a name an index holds: PostgreSQL takes no long ones.
const maxName = 1000

// clip cuts a name that is longer, between letters.
func clip(name string) string {
	name = clean(name).(string)
	if len(name) <= maxName {
		return name
	}
	return strings.ToValidUTF8(name[:maxName], "")
}

func urlKey(url string) string { return "url " + url }

func (a *Article) hash() string { return digest([]byte(a.Title + "\x00" + a.Text)) }

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// day is the ISO day of a publication date, or empty.
func day(published string) string {
	if len(published) < 10 {
		return ""
	}
	if _, err := time.Parse("2006-01-02", published[:10]); err != nil {
		return ""
	}
	return published[:10]
}

// Keep keeps those of the articles that are not in the store yet, or whose text has changed, and returns their numbers: they wait to be read.
func (t *Tx) Keep(ctx context.Context, all []Incoming, now time.Time) ([]ArticleID, error) {
	for i := range all {
		all[i].Source = clip(all[i].Source)
	}
	here, err := t.known(ctx, all)
	if err != nil {
		return nil, err
	}
	var fresh []*Incoming
	var waiting []ArticleID
	for i := range all {
		a := &all[i]
		was, ok := here[a.key()]
		switch {
		case !ok:
			here[a.key()] = kept{hash: a.hash()}
			fresh = append(fresh, a)
		case was.hash != a.hash() && was.id != 0:
			if err := t.revise(ctx, was.id, a, now); err != nil {
				return nil, err
			}
			waiting = append(waiting, was.id)
		}
	}
	added, err := t.add(ctx, fresh, now)
	return append(waiting, added...), err
}

// kept is what is known of an article by its key.
type kept struct {
	id   ArticleID
	hash string
}

func (t *Tx) known(ctx context.Context, all []Incoming) (map[string]kept, error) {
	keys := make([]string, len(all))
	for i := range all {
		keys[i] = all[i].key()
	}
	here := make(map[string]kept, len(all))
	err := eachIn(ctx, t.s, t.Tx, keys, func(rows *sql.Rows) error {
		var key string
		var k kept
		if err := rows.Scan(&key, &k.id, &k.hash); err != nil {
			return err
		}
		here[key] = k
		return nil
	}, "SELECT key, id, hash FROM article WHERE key IN")
	return here, err
}

func (t *Tx) add(ctx context.Context, fresh []*Incoming, now time.Time) ([]ArticleID, error) {
	if len(fresh) == 0 {
		return nil, nil
	}
	sources, err := t.sources(ctx, fresh)
	if err != nil {
		return nil, err
	}
	originals, err := t.originals(ctx, fresh)
	if err != nil {
		return nil, err
	}
	first, err := t.Take(ctx, "article", len(fresh))
	if err != nil {
		return nil, err
	}
	rows := make([][]any, len(fresh))
	ids := make([]ArticleID, len(fresh))
	for i, a := range fresh {
		id := first + int64(i)
		ids[i] = ArticleID(id)
		rows[i] = []any{id, a.key(), sources[a.Source], a.Ident, a.URL, a.Lang, a.Published, day(a.Published), a.Title, a.Agency, a.hash(), originals[i], now.Unix(), id, "", 0.0, 0}
	}
	return ids, t.insert(ctx, "article", "id, key, source, ident, url, lang, published, day, title, agency, hash, original, added, origin, copy, share, settled", rows, "")
}

// sources returns the numbers of the articles' outlets; one that is not known gets a row.
func (t *Tx) sources(ctx context.Context, all []*Incoming) (map[string]int64, error) {
	ids := map[string]int64{}
	var names []string
	for _, a := range all {
		if _, ok := ids[a.Source]; !ok {
			ids[a.Source] = 0
			names = append(names, a.Source)
		}
	}
	read := func(rows *sql.Rows) error {
		var name string
		var id int64
		if err := rows.Scan(&name, &id); err != nil {
			return err
		}
		ids[name] = id
		return nil
	}
	const query = "SELECT name, id FROM source WHERE name IN"
	if err := eachIn(ctx, t.s, t.Tx, names, read, query); err != nil {
		return nil, err
	}
	var fresh [][]any
	for _, name := range names {
		if ids[name] == 0 {
			fresh = append(fresh, []any{name})
		}
	}
	if len(fresh) == 0 {
		return ids, nil
	}
	if err := t.insert(ctx, "source", "name", fresh, "ON CONFLICT (name) DO NOTHING"); err != nil {
		return nil, err
	}
	return ids, eachIn(ctx, t.s, t.Tx, names, read, query)
}

// originals keeps the bytes that the articles came in, each once, and returns their numbers.
func (t *Tx) originals(ctx context.Context, all []*Incoming) ([]int64, error) {
	hashes := make([]string, len(all))
	for i, a := range all {
		hashes[i] = digest(append(append([]byte(a.Text), 0), a.Bytes...))
	}
	ids := map[string]int64{}
	err := eachIn(ctx, t.s, t.Tx, hashes, func(rows *sql.Rows) error {
		var hash string
		var id int64
		err := rows.Scan(&hash, &id)
		ids[hash] = id
		return err
	}, "SELECT hash, id FROM original WHERE hash IN")
	if err != nil {
		return nil, err
	}
	next, err := t.Take(ctx, "original", len(all))
	if err != nil {
		return nil, err
	}
	var rows [][]any
	out := make([]int64, len(all))
	for i, a := range all {
		id, ok := ids[hashes[i]]
		if !ok {
			id = next
			next++
			ids[hashes[i]] = id
			rows = append(rows, []any{id, hashes[i], a.Media, len(a.Bytes), t.s.codec.packPair(a.Text, a.Bytes)})
		}
		out[i] = id
	}
	return out, t.insert(ctx, "original", "id, hash, media, size, body", rows, "")
}

// revise keeps the new text of an article that its outlet has changed; the earlier bytes stay.
func (t *Tx) revise(ctx context.Context, id ArticleID, a *Incoming, now time.Time) error {
	originals, err := t.originals(ctx, []*Incoming{a})
	if err != nil {
		return err
	}
	if err := t.exec(ctx, "INSERT INTO revision (article, original, at) SELECT id, original, ? FROM article WHERE id = ? ON CONFLICT DO NOTHING", now.Unix(), int64(id)); err != nil {
		return err
	}
	return t.exec(ctx, "UPDATE article SET title = ?, agency = ?, hash = ?, original = ?, published = ?, day = ?, settled = 0 WHERE id = ?",
		a.Title, a.Agency, a.hash(), originals[0], a.Published, day(a.Published), int64(id))
}

const articleColumns = "a.id, s.name, a.source, a.ident, a.url, a.lang, a.published, a.title, a.agency, o.body, a.origin, a.copy, a.share, a.added"

func (s *Store) scanArticle(rows interface{ Scan(...any) error }) (Article, error) {
	var a Article
	var packed []byte
	var added int64
	if err := rows.Scan(&a.ID, &a.Source, &a.SourceID, &a.Ident, &a.URL, &a.Lang, &a.Published, &a.Title, &a.Agency, &packed, &a.Origin, &a.Copy, &a.Share, &added); err != nil {
		return Article{}, err
	}
	text, _, err := s.codec.unpackPair(packed)
	a.Text, a.Added = text, time.Unix(added, 0).UTC()
	return a, err
}

// Article returns the article with this number, or ErrNotFound.
func (s *Store) Article(ctx context.Context, id ArticleID) (Article, error) {
	row := s.read.QueryRowContext(ctx, s.dialect.bind("SELECT "+articleColumns+" FROM article a JOIN source s ON s.id = a.source JOIN original o ON o.id = a.original WHERE a.id = ?"), int64(id))
	a, err := s.scanArticle(row)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return Article{}, fmt.Errorf("article %d: %w", id, s.fault(err))
	}
	return a, nil
}

// Waiting returns those of the articles that wait to be settled, in the order of their numbers.
func (s *Store) Waiting(ctx context.Context, ids []ArticleID) ([]Article, error) {
	return s.articles(ctx, s.read, ids, "a.settled = 0 AND")
}

// Articles returns those of the articles that there are, in the order of their numbers.
func (s *Store) Articles(ctx context.Context, ids []ArticleID) ([]Article, error) {
	return s.articles(ctx, s.read, ids, "")
}

func (s *Store) articles(ctx context.Context, q querier, ids []ArticleID, only string) ([]Article, error) {
	var out []Article
	err := eachIn(ctx, s, q, numbers(ids), func(rows *sql.Rows) error {
		a, err := s.scanArticle(rows)
		out = append(out, a)
		return err
	}, "SELECT "+articleColumns+" FROM article a JOIN source s ON s.id = a.source JOIN original o ON o.id = a.original WHERE "+only+" a.id IN")
	sortByID(out)
	return out, err
}
