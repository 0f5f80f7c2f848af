package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Source is an outlet: what is known of it, how it is read, and how following it goes.
type Source struct {
	ID       int64
	Name     string // as articles call it
	Key      string // empty for an outlet that only articles name
	NameAr   string
	NameEn   string
	Country  string
	Kind     string
	URL      string
	Feed     string
	Lang     string
	Zone     string
	DayFirst bool
	Encoding string
	Rules    string // JSON: selectors, include, exclude
	Enabled  bool

	ETag, Modified string // of the feed's last answer
	Tried          time.Time
	Succeeded      time.Time
	NextTry        time.Time
	Failures       int // in a row
	Fault          string
	Items          int64 // that its feed has given so far
	Articles       int64 // that the store holds of it; filled by Sources
}

const sourceColumns = "id, name, COALESCE(key, ''), name_ar, name_en, country, kind, url, feed, lang, zone, day_first, encoding, rules, enabled, etag, modified, tried, succeeded, next_try, failures, fault, items"

func scanSource(rows interface{ Scan(...any) error }, more ...any) (x Source, err error) {
	var tried, succeeded, next int64
	err = rows.Scan(append([]any{&x.ID, &x.Name, &x.Key, &x.NameAr, &x.NameEn, &x.Country, &x.Kind, &x.URL, &x.Feed, &x.Lang, &x.Zone, &x.DayFirst, &x.Encoding, &x.Rules, &x.Enabled,
		&x.ETag, &x.Modified, &tried, &succeeded, &next, &x.Failures, &x.Fault, &x.Items}, more...)...)
	x.Tried, x.Succeeded, x.NextTry = instant(tried), instant(succeeded), instant(next)
	return x, err
}

// instant is the time of these Unix seconds; zero is never.
func instant(unix int64) time.Time {
	if unix == 0 {
		return time.Time{}
	}
	return time.Unix(unix, 0).UTC()
}

func seconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// Sources returns the outlets by name, with how many articles there are of each.
func (s *Store) Sources(ctx context.Context) ([]Source, error) {
	var out []Source
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		var n int64
		x, err := scanSource(rows, &n)
		x.Articles = n
		out = append(out, x)
		return err
	}, "SELECT "+sourceColumns+", (SELECT COUNT(*) FROM article a WHERE a.source = source.id) FROM source ORDER BY name")
	return out, err
}

// Source returns the outlet with this key or name, or ErrNotFound.
func (s *Store) Source(ctx context.Context, name string) (Source, error) {
	row := s.read.QueryRowContext(ctx, s.dialect.bind("SELECT "+sourceColumns+" FROM source WHERE key = ? OR name = ? ORDER BY CASE WHEN key = ? THEN 0 ELSE 1 END LIMIT 1"), name, name, name)
	x, err := scanSource(row)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return Source{}, fmt.Errorf("source %s: %w", name, s.fault(err))
	}
	return x, nil
}

// SourceByID returns the outlet with this number, or ErrNotFound.
func (s *Store) SourceByID(ctx context.Context, id int64) (Source, error) {
	row := s.read.QueryRowContext(ctx, s.dialect.bind("SELECT "+sourceColumns+" FROM source WHERE id = ?"), id)
	x, err := scanSource(row)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return Source{}, fmt.Errorf("source %d: %w", id, s.fault(err))
	}
	return x, nil
}

// PutSource keeps what is known of an outlet: in the row of its key, else of its name, else in a new one.
func (t *Tx) PutSource(ctx context.Context, x Source) error {
	const set = "key = ?, name_ar = ?, name_en = ?, country = ?, kind = ?, url = ?, feed = ?, lang = ?, zone = ?, day_first = ?, encoding = ?, rules = ?, enabled = ?, kept = 1"
	values := []any{x.Key, x.NameAr, x.NameEn, x.Country, x.Kind, x.URL, x.Feed, x.Lang, x.Zone, flag(x.DayFirst), x.Encoding, x.Rules, flag(x.Enabled)}
	for _, where := range []struct{ column, value string }{{"key", x.Key}, {"name", x.Name}} {
		r, err := t.ExecContext(ctx, t.s.dialect.bind("UPDATE source SET "+set+" WHERE "+where.column+" = ?"), append(values[:len(values):len(values)], where.value)...)
		if err != nil {
			return fmt.Errorf("source %s: %w", x.Key, t.s.fault(err))
		}
		if n, err := r.RowsAffected(); err != nil || n > 0 {
			return err
		}
	}
	if err := t.insert(ctx, "source", "name, key", [][]any{{x.Name, x.Key}}, ""); err != nil {
		return err
	}
	return t.exec(ctx, "UPDATE source SET "+set+" WHERE key = ?", append(values, x.Key)...)
}

// RemoveSource forgets an outlet; one that has articles stays as their outlet, and is not followed any more.
func (t *Tx) RemoveSource(ctx context.Context, id int64) error {
	if err := t.exec(ctx, "UPDATE source SET enabled = 0, kept = 0, key = NULL WHERE id = ?", id); err != nil {
		return err
	}
	return t.exec(ctx, "DELETE FROM source WHERE id = ? AND NOT EXISTS (SELECT 1 FROM article a WHERE a.source = source.id)", id)
}

// NotePoll keeps how following an outlet went.
func (t *Tx) NotePoll(ctx context.Context, x Source) error {
	return t.exec(ctx, "UPDATE source SET etag = ?, modified = ?, tried = ?, succeeded = ?, next_try = ?, failures = ?, fault = ?, items = ? WHERE id = ?",
		x.ETag, x.Modified, seconds(x.Tried), seconds(x.Succeeded), seconds(x.NextTry), x.Failures, x.Fault, x.Items, x.ID)
}

// HasURLs returns which of the addresses articles have been kept from.
func (s *Store) HasURLs(ctx context.Context, urls []string) (map[string]bool, error) {
	keys := make([]string, len(urls))
	for i, u := range urls {
		keys[i] = short(urlKey(u))
	}
	out := map[string]bool{}
	err := eachIn(ctx, s, s.read, keys, func(rows *sql.Rows) error {
		var url string
		err := rows.Scan(&url)
		out[url] = true
		return err
	}, "SELECT url FROM article WHERE key IN")
	return out, err
}

// ArticleAt returns the article that was kept from an address.
func (s *Store) ArticleAt(ctx context.Context, url string) (ArticleID, error) {
	ids, err := s.idsOf(ctx, s.write, "SELECT id FROM article WHERE key = ?", short(urlKey(url)))
	if err == nil && len(ids) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return 0, fmt.Errorf("article at %s: %w", url, err)
	}
	return ids[0], nil
}

// Followed counts the outlets that are followed.
func (s *Store) Followed(ctx context.Context) (n int, err error) {
	if err = s.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM source WHERE enabled = 1").Scan(&n); err != nil {
		err = fmt.Errorf("outlets that are followed: %w", s.fault(err))
	}
	return n, err
}

// Blocks returns on how many pages of the outlet each of the blocks has stood.
func (s *Store) Blocks(ctx context.Context, source int64) (map[uint64]int, error) {
	out := map[uint64]int{}
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		var hash int64
		var pages int
		err := rows.Scan(&hash, &pages)
		out[uint64(hash)] = pages
		return err
	}, "SELECT hash, pages FROM block WHERE source = ? AND pages > 1", source)
	return out, err
}

// CountBlocks counts the blocks of one page of the outlet.
func (t *Tx) CountBlocks(ctx context.Context, source int64, blocks []uint64) error {
	return t.insert(ctx, "block", "source, hash, pages", rowsOf(blocks, func(h uint64) []any { return []any{source, int64(h), 1} }),
		"ON CONFLICT (source, hash) DO UPDATE SET pages = block.pages + 1")
}
