package answer

import (
	"context"

	"isnad.dev/isnad/internal/store"
)

// StatementsByID describes the statements with these numbers, in their order; one that is gone is left out.
func (f *Finder) StatementsByID(ctx context.Context, ids []int64, o Options) ([]Hit, error) {
	all, err := f.listed(ctx, store.StatementUnit, ids, o)
	if err != nil {
		return nil, err
	}
	return f.hits(ctx, all, &asked{today: o.today(), width: DefaultWidth})
}

// ContactsByID describes the contacts with these numbers, in their order; one that is gone is left out.
func (f *Finder) ContactsByID(ctx context.Context, ids []int64, o Options) ([]Contact, error) {
	all, err := f.listed(ctx, store.ContactUnit, ids, o)
	if err != nil {
		return nil, err
	}
	return f.contactsOf(ctx, all)
}

func (f *Finder) listed(ctx context.Context, kind int, ids []int64, o Options) ([]found, error) {
	hits := make([]store.Hit, len(ids))
	for i, id := range ids {
		hits[i] = store.Hit{Kind: kind, Ref: id}
	}
	all, err := f.load(ctx, hits, o.today())
	for i := range all {
		all[i].Day = all[i].day()
	}
	return all, err
}

// day is that of what stands there, where no unit of the index says it.
func (x *found) day() string {
	if x.Kind == store.ContactUnit {
		return x.life.Day
	}
	return x.statement.Day
}
