package store

import "strings"

// builder collects the conditions of a query.
type builder struct {
	conditions []string
	args       []any
}

func (b *builder) and(condition string, args ...any) {
	b.conditions = append(b.conditions, condition)
	b.args = append(b.args, args...)
}

func (b *builder) where() string {
	if len(b.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(b.conditions, " AND ")
}

func in[T any](b *builder, column string, values []T) {
	if len(values) == 0 {
		return
	}
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = v
	}
	b.and(column+" IN "+marks(len(values)), args...)
}

// sources wants one of the outlets to tell it, whoever told it first.
func (b *builder) sources(ids []int64) {
	if len(ids) == 0 {
		return
	}
	var args []any
	for range 3 {
		args = append(args, anys(ids)...)
	}
	from := marks(len(ids))
	b.and("(u.source IN "+from+
		" OR u.kind = 2 AND EXISTS (SELECT 1 FROM telling t JOIN article a ON a.id = t.article WHERE t.statement = u.ref AND a.source IN "+from+")"+
		" OR u.kind = 3 AND EXISTS (SELECT 1 FROM report r JOIN article a ON a.id = r.article WHERE r.contact = u.ref AND a.source IN "+from+"))", args...)
}

// actors wants one of the actors to speak, or to take part in a contact.
func (b *builder) actors(q *Search) {
	if len(q.Actors) == 0 {
		return
	}
	ids, all := anys(q.Actors), marks(len(q.Actors))
	speaks, meets := "u.actor IN "+all, "EXISTS (SELECT 1 FROM party p WHERE p.contact = u.ref AND p.actor IN "+all+")"
	switch {
	case q.statementsOnly():
		b.and(speaks, ids...)
	case q.contactsOnly():
		b.and(meets, ids...)
	default:
		b.and("("+speaks+" OR u.kind = 3 AND "+meets+")", append(ids, ids...)...)
	}
}

// days wants units of these days, and those behind the page before.
func (b *builder) days(id string, q *Search) {
	if q.From != "" {
		b.and(id+" >= ?", dayNumber(q.From)<<unitBits)
	}
	if q.To != "" {
		b.and(id+" < ?", (dayNumber(q.To)+1)<<unitBits)
	}
	if q.Before != 0 {
		b.and(id+" < ?", q.Before)
	}
	if q.To != "" && q.From == "" {
		b.and(id+" >= ?", int64(1)<<unitBits) // a day that is not known is not before another
	}
}

// kinds wants units of these kinds. Contacts have an index of their own; for the others SQLite is kept from the one of all, of which it knows no better than
// that a kind has few.
func (b *builder) kinds(q *Search, postgres bool) {
	column := "+u.kind"
	if postgres {
		column = "u.kind"
	}
	if q.contactsOnly() {
		b.and("u.kind = 3")
	} else {
		in(b, column, q.Kinds)
	}
	if len(q.Acts) > 0 {
		b.and(column+" = ?", StatementUnit)
	}
	if len(q.Status) > 0 {
		b.and("u.kind = 3")
	}
}
