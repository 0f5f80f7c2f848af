package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Note is what somebody has noted of an item: words, or a tag.
type Note struct {
	ID      int64
	Kind    string // actor, article, statement, contact
	Ref     int64  // its number; 0 where its words are gone
	Article ArticleID
	Item    string // of a statement or contact: JSON of what its words are found by
	Tag     string
	Words   string
	User    UserID
	Who     string
	At      time.Time
}

const noteColumns = "id, kind, ref, article, item, tag, words, account, who, at"

func (s *Store) notes(ctx context.Context, q querier, where string, args ...any) (all []Note, err error) {
	err = s.each(ctx, q, func(rows *sql.Rows) error {
		var n Note
		var at int64
		err := rows.Scan(&n.ID, &n.Kind, &n.Ref, &n.Article, &n.Item, &n.Tag, &n.Words, &n.User, &n.Who, &at)
		n.At = instant(at)
		all = append(all, n)
		return err
	}, "SELECT "+noteColumns+" FROM note WHERE "+where, args...)
	return all, err
}

// AddNote keeps a note and gives it its number. A tag that the item has already is not given it twice: the number is then 0.
func (t *Tx) AddNote(ctx context.Context, n Note) (Note, error) {
	if n.Tag != "" {
		same, err := t.s.notes(ctx, t.Tx, "kind = ? AND ref = ? AND tag = ?", n.Kind, n.Ref, clean(n.Tag))
		if err != nil || len(same) > 0 {
			return Note{}, err
		}
	}
	id, err := t.Take(ctx, "note", 1)
	if err != nil {
		return n, err
	}
	n.ID = id
	return n, t.insert(ctx, "note", noteColumns, [][]any{{n.ID, n.Kind, n.Ref, int64(n.Article), n.Item, n.Tag, n.Words, n.User, n.Who, seconds(n.At)}}, "")
}

// Note returns the note with this number, or ErrNotFound.
func (s *Store) Note(ctx context.Context, id int64) (Note, error) {
	all, err := s.notes(ctx, s.read, "id = ?", id)
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Note{}, fmt.Errorf("note %d: %w", id, err)
	}
	return all[0], nil
}

// RemoveNote takes a note out.
func (t *Tx) RemoveNote(ctx context.Context, id int64) error {
	return t.exec(ctx, "DELETE FROM note WHERE id = ?", id)
}

// maxNotes is how many of one item are shown.
const maxNotes = 200

// Notes returns the notes and tags of items of a kind, in their order.
func (s *Store) Notes(ctx context.Context, kind string, refs ...int64) (all []Note, err error) {
	for _, ref := range refs {
		some, err := s.notes(ctx, s.read, "kind = ? AND ref = ? ORDER BY id LIMIT ?", kind, ref, maxNotes)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// LostNotes returns the notes of an article's items whose words are gone.
func (s *Store) LostNotes(ctx context.Context, article ArticleID) ([]Note, error) {
	return s.notes(ctx, s.read, "article = ? AND item <> '' AND ref = 0 ORDER BY id LIMIT ?", int64(article), maxNotes)
}

// Tagged returns the items that have a tag, the newest first.
func (s *Store) Tagged(ctx context.Context, tag string, before int64, limit int) ([]Note, error) {
	where, args := "tag = ? AND tag <> ''", []any{clean(tag)}
	if before > 0 {
		where, args = where+" AND id < ?", append(args, before)
	}
	return s.notes(ctx, s.read, where+" ORDER BY id DESC LIMIT ?", append(args, limit)...)
}

// TagCount is a tag with how many items have it.
type TagCount struct {
	Tag   string
	Count int64
}

// Tags returns the tags that are in use, those of most items first.
func (s *Store) Tags(ctx context.Context, limit int) (all []TagCount, err error) {
	err = s.each(ctx, s.read, func(rows *sql.Rows) error {
		var c TagCount
		err := rows.Scan(&c.Tag, &c.Count)
		all = append(all, c)
		return err
	}, "SELECT tag, COUNT(*) FROM note WHERE tag <> '' GROUP BY tag ORDER BY COUNT(*) DESC, tag LIMIT ?", limit)
	return all, err
}

// NotesIn returns the notes on statements and contacts whose words stand in these articles.
func (t *Tx) NotesIn(ctx context.Context, ids []ArticleID) (all []Note, err error) {
	err = eachIn(ctx, t.s, t.Tx, numbers(ids), func(rows *sql.Rows) error {
		var n Note
		err := rows.Scan(&n.ID, &n.Kind, &n.Ref, &n.Article, &n.Item)
		all = append(all, n)
		return err
	}, "SELECT id, kind, ref, article, item FROM note WHERE item <> '' AND article IN")
	return all, err
}

// MoveNote gives a note the number that its item has now; 0 where its words are gone.
func (t *Tx) MoveNote(ctx context.Context, id, ref int64) error {
	return t.exec(ctx, "UPDATE note SET ref = ? WHERE id = ?", ref, id)
}
