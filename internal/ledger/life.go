package ledger

import (
	"cmp"
	"slices"
)

// Step is a change in a contact's life.
type Step struct {
	Published, Status, Day, Outlet string
	Article                        int64
}

// Contradiction is two reports of one contact that cannot both be right.
type Contradiction struct {
	Kind string // day: held on two days; status: held, and denied, cancelled or failed
	A, B Step
}

// Life is what became of a contact.
type Life struct {
	Status         string // held, ongoing, planned, postponed, cancelled, failed, denied, not_reported_held
	Day            string // the day on which it was or is to be held, as the reports give it
	Steps          []Step // changes only, in order
	DeniedBy       []string
	Contradictions []Contradiction
}

// LifeOf returns the life of the contact that the reports are of, as it stands today (an ISO day). The order of the reports does not matter:
// they are put in the order of publication. That it was held outweighs all plans, also those published later, and a denial: a contact that one
// reports and another denies is held, with the denial beside it. A plan whose day has gone by is not_reported_held; where today is not given,
// or the plan has no day, it stays planned.
func LifeOf(reports []Report, today string) Life {
	all := slices.Clone(reports)
	slices.SortStableFunc(all, inOrder)
	var l Life
	for i := range all {
		l.step(&all[i])
	}
	l.Status, l.Day = outcome(all), dayOf(all)
	l.DeniedBy = deniers(all)
	l.Contradictions = contradictions(all)
	if now, ok := parseDays(today); ok && l.Status == planned {
		if d, ok := parseDays(l.Day); ok && d.hi < now.lo {
			l.Status = notReportedHeld
		}
	}
	return l
}

// inOrder puts reports by publication; those that do not say stand by the day that they tell of, and what still is to come before what came.
func inOrder(a, b Report) int {
	at := func(r *Report) int {
		if p, ok := r.published(); ok {
			return p
		}
		if d, ok := parseDays(r.Day); ok {
			return d.lo
		}
		return int(^uint(0) >> 1)
	}
	return cmp.Or(cmp.Compare(at(&a), at(&b)), cmp.Compare(rank(a.status()), rank(b.status())), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Outlet, b.Outlet), cmp.Compare(a.By, b.By), cmp.Compare(a.Published, b.Published))
}

// rank is where a status stands in a life, of reports of one day.
func rank(status string) int {
	return slices.Index([]string{planned, postponed, cancelled, ongoing, held, failed, denied}, status)
}

func stepOf(r *Report) Step {
	return Step{Published: r.Published, Status: r.status(), Day: r.Day, Outlet: r.Outlet, Article: r.Article}
}

// step adds the report where it changes something: the status, or the day.
func (l *Life) step(r *Report) {
	s := stepOf(r)
	if n := len(l.Steps); n > 0 && l.Steps[n-1].Status == s.Status && !saysMore(s.Day, l.dayBefore()) {
		return
	}
	if s.Status == planned && slices.ContainsFunc(l.Steps, func(t Step) bool { return t.Status == held || t.Status == ongoing }) {
		return // an older plan that is told once more
	}
	l.Steps = append(l.Steps, s)
}

// dayBefore is the last day that a step gave.
func (l *Life) dayBefore() string {
	for i := len(l.Steps) - 1; i >= 0; i-- {
		if l.Steps[i].Day != "" {
			return l.Steps[i].Day
		}
	}
	return ""
}

// saysMore says whether the day is another one than before, or a part of it.
func saysMore(day, before string) bool {
	d, ok := parseDays(day)
	b, had := parseDays(before)
	return ok && (!had || d.lo > b.lo || d.hi < b.hi)
}

// outcome returns the status that weighs most; reports are in time.
func outcome(reports []Report) string {
	last := ""
	for i := range reports {
		switch s := reports[i].status(); {
		case s == held, last == held:
			last = held
		case s == planned && (last == ongoing || last == failed || last == denied):
			// a plan does not undo what came
		case s == planned && (last == cancelled || last == postponed) && !newer(reports[:i], &reports[i]):
			// the old day told once more
		default:
			last = s
		}
	}
	return last
}

// newer says whether the plan is for a day that none of the reports before it has.
func newer(before []Report, r *Report) bool {
	d, ok := parseDays(r.Day)
	return ok && !slices.ContainsFunc(before, func(b Report) bool {
		e, ok := parseDays(b.Day)
		return ok && e.meets(d) && b.status() == planned
	})
}

// dayOf returns the day on which it was held, else that for which it was planned last. A planned day that lies in the week or month in which it
// was held is the day.
func dayOf(reports []Report) string {
	day, plan := heldDay(reports), ""
	for i := len(reports) - 1; i >= 0 && plan == ""; i-- {
		if r := &reports[i]; !r.came() || day == "" {
			plan = r.Day
		}
	}
	d, ok := parseDays(day)
	p, planned := parseDays(plan)
	if day == "" || ok && planned && p.lo >= d.lo && p.hi <= d.hi {
		return cmp.Or(plan, day)
	}
	return day
}

// heldDay returns the most exact day that reports give on which it was held; of equals that of the most reports, then the first.
func heldDay(reports []Report) string {
	count := map[string]int{}
	for i := range reports {
		if r := &reports[i]; r.came() && r.Day != "" {
			count[r.Day]++
		}
	}
	best := ""
	for day, n := range count {
		if best == "" || cmp.Or(cmp.Compare(exactness(day), exactness(best)), cmp.Compare(n, count[best]), cmp.Compare(best, day)) > 0 {
			best = day
		}
	}
	return best
}

// exactness is higher, the fewer days the value has.
func exactness(day string) int {
	d, ok := parseDays(day)
	if !ok {
		return -1 << 30
	}
	return -d.width()
}

func deniers(reports []Report) []string {
	var out []string
	for i := range reports {
		r := &reports[i]
		who := cmp.Or(r.By, r.Outlet)
		if r.status() == denied && who != "" && !slices.Contains(out, who) {
			out = append(out, who)
		}
	}
	return out
}

// contradictions returns each report that cannot be right if the first that it was held is: one of another day, a denial, a failure, and a
// cancellation that is told later. Reports that say the same stand once.
func contradictions(reports []Report) []Contradiction {
	var first, dated *Report // that it was held, and that with its day
	for i := range reports {
		if r := &reports[i]; r.status() == held {
			if first == nil {
				first = r
			}
			if _, ok := parseDays(r.Day); ok && dated == nil {
				dated = r
			}
		}
	}
	var out []Contradiction
	seen := map[string]bool{}
	for i := range reports {
		r := &reports[i]
		kind, against := "", first
		switch {
		case first != nil && r.contradictsStatus(first):
			kind = "status"
		case dated != nil && r.status() == held && r.contradictsDay(dated):
			kind, against = "day", dated
		}
		if said := kind + r.status() + r.Day; kind != "" && !seen[said] {
			seen[said] = true
			out = append(out, Contradiction{Kind: kind, A: stepOf(against), B: stepOf(r)})
		}
	}
	return out
}

// contradictsStatus says whether the report cannot be right if the contact was held.
func (r *Report) contradictsStatus(other *Report) bool {
	switch r.status() {
	case denied, failed:
		return true
	case cancelled:
		return inOrder(*other, *r) < 0
	}
	return false
}

func (r *Report) contradictsDay(other *Report) bool {
	a, okA := parseDays(r.Day)
	b, okB := parseDays(other.Day)
	return okA && okB && !a.meets(b)
}
