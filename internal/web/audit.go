package web

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/store"
)

// audit is a page of the log.
type audit struct {
	Form    *form
	Users   []account.User
	Entries []auditEntry
	Next    string
}

// auditEntry is one change with what it has changed.
type auditEntry struct {
	account.Entry
	Did     string
	Page    string // where the item is, if anywhere
	Changes []fieldChange
}

// fieldChange is one field of an item, before and after.
type fieldChange struct{ Field, Before, After string }

func (s *Server) auditPage(a *ask) (*content, error) {
	v := a.URL.Query()
	user, err := strconv.ParseInt(v.Get("user"), 10, 64)
	if err != nil && v.Get("user") != "" {
		return nil, store.ErrNotFound
	}
	d := &audit{Form: a.form()}
	if d.Users, err = s.guard.Users(a.Context()); err != nil {
		return nil, err
	}
	all, next, err := s.guard.Audit(a.Context(), account.Asked{User: store.UserID(user), Item: strings.TrimSpace(v.Get("item")), Cursor: v.Get("cursor"), Limit: pageSize})
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		d.Entries = append(d.Entries, auditEntry{e, a.did(e.Action), itemPage(e.Item), changesOf(e.Before, e.After)})
	}
	if next != "" {
		d.Next = "/audit?" + url.Values{"user": {v.Get("user")}, "item": {v.Get("item")}, "cursor": {next}}.Encode()
	}
	return &content{Template: "audit", Title: a.L.T("audit.title"), Data: d}, nil
}

// did names an action; what has no words yet is shown as the log has it.
func (a *ask) did(action string) string {
	if a.L.Has("did." + action) {
		return a.L.T("did." + action)
	}
	return action
}

// itemPages are the kinds of items that have a page each.
var itemPages = []string{"statement", "contact", "article", "actor"}

// itemPage is the address of what the log calls statement/12.
func itemPage(item string) string {
	kind, id, _ := strings.Cut(item, "/")
	if _, err := strconv.ParseInt(id, 10, 64); err != nil || !slices.Contains(itemPages, kind) {
		return ""
	}
	return "/" + item
}

// changesOf are the fields that differ between two values of an item; what is no object is one field without a name.
func changesOf(before, after json.RawMessage) []fieldChange {
	a, okA := fieldsOf(before)
	b, okB := fieldsOf(after)
	if !okA || !okB {
		return []fieldChange{{"", string(before), string(after)}}
	}
	names := make([]string, 0, len(a)+len(b))
	for _, fields := range []map[string]json.RawMessage{a, b} {
		for name := range fields {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var out []fieldChange
	for _, name := range slices.Compact(names) {
		if x, y := plain(a[name]), plain(b[name]); x != y {
			out = append(out, fieldChange{name, x, y})
		}
	}
	return out
}

func fieldsOf(value json.RawMessage) (fields map[string]json.RawMessage, ok bool) {
	return fields, len(value) == 0 || json.Unmarshal(value, &fields) == nil
}

// plain is a value as a reader reads it: a text without its quotation marks.
func plain(value json.RawMessage) string {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return text
	}
	return string(value)
}
