package eval

import (
	"cmp"
	"slices"
)

// pair is a gold item and the one that was got for it, by index.
type pair struct{ gold, got int }

// pairs returns one-to-one pairs with a likeness over 0, the closest first; of equal ones those that stand first.
func pairs(gold, got int, likeness func(i, j int) float64) []pair {
	type ranked struct {
		pair
		like float64
	}
	var all []ranked
	for i := range gold {
		for j := range got {
			if like := likeness(i, j); like > 0 {
				all = append(all, ranked{pair{i, j}, like})
			}
		}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.like, a.like), cmp.Compare(a.gold, b.gold), cmp.Compare(a.got, b.got))
	})
	usedGold, usedGot := make([]bool, gold), make([]bool, got)
	var out []pair
	for _, r := range all {
		if !usedGold[r.gold] && !usedGot[r.got] {
			usedGold[r.gold], usedGot[r.got] = true, true
			out = append(out, r.pair)
		}
	}
	return out
}
