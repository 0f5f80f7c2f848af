package account

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"isnad.dev/isnad/internal/store"
)

// Entry is one change in the log.
type Entry struct {
	ID      int64           `json:"id"`
	At      time.Time       `json:"at"`
	User    store.UserID    `json:"user"`
	Who     string          `json:"who"` // the name at the time
	Via     Via             `json:"via"`
	Address string          `json:"address,omitempty"`
	Action  string          `json:"action"`
	Item    string          `json:"item"`
	Before  json.RawMessage `json:"before,omitempty"`
	After   json.RawMessage `json:"after,omitempty"`
}

// Asked says which entries of the log are wanted: all, where nothing is said.
type Asked struct {
	User   store.UserID
	Item   string
	Cursor string // the next of the page before
	Limit  int    // 50 where zero, 500 at most
}

// noteBytes is the longest value that the log keeps of an item.
const noteBytes = 64 << 10

// Note writes to the log that who asks has done something to an item, such as "statement.correct" to "statement/12", and what the item was before and is
// after, as JSON; nil is nothing. Secrets do not belong into either.
func (g *Guard) Note(ctx context.Context, action, item string, before, after any) error {
	return g.store.Write(ctx, func(tx *store.Tx) error { return g.NoteIn(ctx, tx, action, item, before, after) })
}

// NoteIn is Note in the transaction that makes the change, so that there is neither without the other.
func (g *Guard) NoteIn(ctx context.Context, tx *store.Tx, action, item string, before, after any) error {
	v := visitOf(ctx)
	a := store.Audit{At: g.o.Now(), User: v.account.ID, Who: v.account.Name, Via: string(v.account.Via), Action: action, Item: item}
	if v.address.IsValid() {
		a.Address = v.address.String()
	}
	var err error
	if a.Before, err = noted(before); err == nil {
		a.After, err = noted(after)
	}
	if err != nil {
		return fmt.Errorf("log of %s %s: %w", action, item, err)
	}
	return tx.AddAudit(ctx, a)
}

// noted writes a value as JSON. Of one that is too long only the length is told.
func noted(value any) (string, error) {
	if value == nil {
		return "", nil
	}
	b, err := json.Marshal(value)
	if len(b) > noteBytes {
		return fmt.Sprintf(`{"bytes":%d}`, len(b)), err
	}
	return string(b), err
}

// Audit returns a page of the log, the newest first, and where the next begins, or nothing after the last. Admins only.
func (g *Guard) Audit(ctx context.Context, q Asked) (page []Entry, next string, err error) {
	if err := Need(ctx, Admin); err != nil {
		return nil, "", err
	}
	if q.Limit <= 0 {
		q.Limit = 50
	}
	q.Limit = min(q.Limit, 500)
	before, err := strconv.ParseInt(q.Cursor, 10, 64)
	if q.Cursor != "" && (err != nil || before < 1) {
		return nil, "", errCursor
	}
	all, err := g.store.Audits(ctx, store.AuditQuery{Before: before, User: q.User, Item: q.Item, Limit: q.Limit + 1})
	if len(all) > q.Limit {
		all = all[:q.Limit]
		next = strconv.FormatInt(all[q.Limit-1].ID, 10)
	}
	page = make([]Entry, 0, len(all))
	for _, a := range all {
		page = append(page, entryOf(a))
	}
	return page, next, err
}

var errCursor = &Fault{"cursor", 400, "the cursor is none of ours; begin again without it"}

func entryOf(a store.Audit) Entry {
	e := Entry{ID: a.ID, At: a.At, User: a.User, Who: a.Who, Via: Via(a.Via), Address: a.Address, Action: a.Action, Item: a.Item}
	if a.Before != "" {
		e.Before = json.RawMessage(a.Before)
	}
	if a.After != "" {
		e.After = json.RawMessage(a.After)
	}
	return e
}
