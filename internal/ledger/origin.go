package ledger

import (
	"slices"
	"time"

	"isnad.dev/isnad/internal/script"
)

// Copy is an article of a group that is one text.
type Copy struct {
	Outlet    string
	Published string   // ISO day or RFC 3339 time; empty where it is not known
	Agencies  []string // whom it names as its source, one name or id for each; not its writer, and not وكالات or متابعات, which name nobody
}

// Origin is where the text of a group comes from.
type Origin struct {
	Name   string // the agency, as its first copy names it, else the outlet of the earliest copy
	Agency bool   // the copies name it
	First  int    // the earliest copy: the one of the known times, else the first of the list
}

// OriginOf returns the origin of a group of copies: the agency that the most outlets name as their source, else the outlet that was first. An outlet
// that names itself (a dateline of its own) says nothing about the others'. Of an empty group it is the zero Origin.
func OriginOf(copies []Copy) Origin {
	if len(copies) == 0 {
		return Origin{}
	}
	order := inTime(copies)
	o := Origin{Name: copies[order[0]].Outlet, First: order[0]}
	if name, ok := agencyOf(copies, order); ok {
		o.Name, o.Agency = name, true
	}
	return o
}

// Origins returns the distinct origins of groups that tell one thing (a statement, a contact): six outlets that copied two agencies have two. They
// stand in the order of the groups. Two texts of one agency or of one outlet have one origin, whose First is that of the first such group; outlets
// without a name are each their own.
func Origins(groups [][]Copy) []Origin {
	var out []Origin
	for _, g := range groups {
		o := OriginOf(g)
		if len(g) == 0 || o.Name != "" && slices.ContainsFunc(out, func(p Origin) bool { return sameName(p.Name, o.Name) }) {
			continue
		}
		out = append(out, o)
	}
	return out
}

// agencyOf returns the agency that the most outlets beside itself name; of two as good, the one that was named first.
func agencyOf(copies []Copy, order []int) (string, bool) {
	type vote struct {
		name    string
		outlets []string
	}
	var votes []vote
	for _, c := range order {
		outlet := script.String(copies[c].Outlet)
		for _, name := range copies[c].Agencies {
			if name == "" || sameName(name, outlet) {
				continue
			}
			i := slices.IndexFunc(votes, func(v vote) bool { return sameName(v.name, name) })
			if i < 0 {
				i = len(votes)
				votes = append(votes, vote{name: name})
			}
			if !slices.Contains(votes[i].outlets, outlet) {
				votes[i].outlets = append(votes[i].outlets, outlet)
			}
		}
	}
	best := -1
	for i := range votes {
		if best < 0 || len(votes[i].outlets) > len(votes[best].outlets) {
			best = i
		}
	}
	if best < 0 {
		return "", false
	}
	return votes[best].name, true
}

func sameName(a, b string) bool { return script.String(a) == script.String(b) }

// inTime returns the copies' indexes, the earliest first. One of which only the day is known comes after those of that day whose time is known,
// one of no known day last; those of one time keep their order.
func inTime(copies []Copy) []int {
	times := make([]time.Time, len(copies))
	order := make([]int, len(copies))
	for i, c := range copies {
		order[i], times[i] = i, instant(c.Published)
	}
	slices.SortStableFunc(order, func(a, b int) int { return times[a].Compare(times[b]) })
	return order
}

func instant(published string) time.Time {
	if t, err := time.Parse(time.RFC3339, published); err == nil {
		return t
	}
	if t, err := time.Parse(time.DateOnly, published); err == nil {
		return t.Add(24*time.Hour - time.Nanosecond)
	}
	return time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
}
