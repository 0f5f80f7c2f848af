package store

import (
	"context"
	"database/sql"
	"fmt"
)

// ArticleList says which articles are listed.
type ArticleList struct {
	Source int64 // an outlet, or 0 for all
	Days   Days
	Before ArticleID // the last article of the page before, or 0
	Limit  int
}

// ArticlesOn lists articles that are read, the newest first: those whose day is not known come last, and of one day those that came last come first.
func (s *Store) ArticlesOn(ctx context.Context, l ArticleList) ([]Head, error) {
	b := &builder{}
	b.and("s.id = a.source")
	b.and("a.settled = 1")
	if l.Source != 0 {
		b.and("a.source = ?", l.Source)
	}
	if l.Days != (Days{}) {
		b.and("a.day >= ?", max(l.Days.From, "0"))
	}
	if l.Days.To != "" {
		b.and("a.day <= ?", l.Days.To)
	}
	if l.Before != 0 {
		day, err := s.dayOfArticle(ctx, l.Before)
		if err != nil {
			return nil, err
		}
		b.and("(a.day, a.id) < (?, ?)", day, int64(l.Before))
	}
	b.args = append(b.args, l.Limit)
	var out []Head
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		h, err := scanHead(rows)
		out = append(out, h)
		return err
	}, "SELECT "+headColumns+" FROM article a CROSS JOIN source s"+b.where()+" ORDER BY a.day DESC, a.id DESC LIMIT ?", b.args...)
	if err != nil {
		return nil, fmt.Errorf("articles: %w", err)
	}
	return out, nil
}

func (s *Store) dayOfArticle(ctx context.Context, id ArticleID) (day string, err error) {
	err = s.read.QueryRowContext(ctx, s.dialect.bind("SELECT day FROM article WHERE id = ?"), int64(id)).Scan(&day)
	if err == sql.ErrNoRows {
		err = ErrNotFound
	}
	if err != nil {
		return "", fmt.Errorf("article %d: %w", id, s.fault(err))
	}
	return day, nil
}
