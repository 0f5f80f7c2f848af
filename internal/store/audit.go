package store

import (
	"context"
	"database/sql"
	"strings"
	"time"
)

// Audit is a change that somebody made.
type Audit struct {
	ID      int64
	At      time.Time
	User    UserID
	Who     string // the name at the time
	Via     string
	Address string
	Action  string // "user.role"
	Item    string // "user/3"
	Before  string // JSON, or empty
	After   string
}

// AuditQuery says which changes are asked for: all, where nothing is said.
type AuditQuery struct {
	Before int64 // only those with a lesser number, the next page
	User   UserID
	Item   string
	Limit  int
}

// AddAudit notes a change. Its number is the next.
func (t *Tx) AddAudit(ctx context.Context, a Audit) error {
	id, err := t.Take(ctx, "audit", 1)
	if err != nil {
		return err
	}
	return t.insert(ctx, "audit", "id, at, account, who, via, address, action, item, before, after",
		[][]any{{id, seconds(a.At), a.User, a.Who, a.Via, a.Address, a.Action, a.Item, a.Before, a.After}}, "")
}

// Audits returns changes, the newest first.
func (s *Store) Audits(ctx context.Context, q AuditQuery) (all []Audit, err error) {
	var where []string
	var args []any
	only := func(condition string, value any) { where, args = append(where, condition), append(args, value) }
	if q.Before > 0 {
		only("id < ?", q.Before)
	}
	if q.User != 0 {
		only("account = ?", q.User)
	}
	if q.Item != "" {
		only("item = ?", clean(q.Item))
	}
	query := "SELECT id, at, account, who, via, address, action, item, before, after FROM audit"
	if len(where) > 0 {
		query += " WHERE " + strings.Join(where, " AND ")
	}
	err = s.each(ctx, s.read, func(rows *sql.Rows) error {
		var a Audit
		var at int64
		err := rows.Scan(&a.ID, &at, &a.User, &a.Who, &a.Via, &a.Address, &a.Action, &a.Item, &a.Before, &a.After)
		a.At = instant(at)
		all = append(all, a)
		return err
	}, query+" ORDER BY id DESC LIMIT ?", append(args, q.Limit)...)
	return all, err
}
