package answer

import "context"

// ActorsNamed returns the numbers of the actors that a name, in any script, or a number may mean, with all that were merged with them: none where nobody
// is called so.
func (f *Finder) ActorsNamed(ctx context.Context, name string) ([]int64, error) {
	p, err := f.who(ctx, clean(name))
	return p.ids, err
}
