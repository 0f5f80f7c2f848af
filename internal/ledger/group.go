package ledger

import "slices"

// group is what is known of the days of a contact.
type group struct {
	held, plans    []days // exact
	guessed        []days // from days of publication
	came           []days // of these, those of reports that it took place
	delays         []int  // when it was told that it is postponed
	open           bool   // no report that it took place
	first, last    int    // of publication
	published      bool
	denied, called bool // off
}

func groupOf(reports []Report) group {
	g := group{open: true}
	for i := range reports {
		r := &reports[i]
		p, known := r.published()
		if known && (!g.published || p < g.first) {
			g.first = p
		}
		if known && (!g.published || p > g.last) {
			g.last = p
		}
		g.published = g.published || known
		d, exact, ok := r.when()
		switch {
		case !ok:
		case !exact:
			g.guessed = append(g.guessed, d)
			if r.came() {
				g.came = append(g.came, d)
			}
		case r.came():
			g.held = append(g.held, d)
		default:
			g.plans = append(g.plans, d)
		}
		switch r.status() {
		case postponed:
			if known {
				g.delays = append(g.delays, p)
			}
		case cancelled:
			g.called = true
		case denied:
			g.denied = true
		default:
			g.open = g.open && !r.came()
		}
	}
	if slices.ContainsFunc(g.plans, days.isClose) {
		g.plans = slices.DeleteFunc(g.plans, func(d days) bool { return !d.isClose() }) // "in October" says no more where one says "on the first"
	}
	return g
}

// daysFit says whether the report's days agree with those of the contact.
func daysFit(reports []Report, r *Report) (Reason, bool) {
	g := groupOf(reports)
	d, exact, ok := r.when()
	if !ok {
		return "", false
	}
	switch r.status() {
	case postponed, cancelled:
		return g.calledOff(r, d, exact)
	case denied:
		return g.isDenied(r, d, exact)
	case planned:
		return g.isPlanned(r, d, exact)
	}
	return g.tookPlace(r, d, exact)
}

// tookPlace fits a report that the contact was held, goes on or failed.
func (g *group) tookPlace(r *Report, d days, exact bool) (Reason, bool) {
	if len(g.held) > 0 {
		return g.onHeld(r, d, exact)
	}
	if len(g.came) > 0 && !meetsAny(g.came, d) {
		return "", false
	}
	if meetsAny(g.plans, d) {
		return ByPlan, true
	}
	if exact && g.delayed(d.lo) {
		return ByPostponement, true
	}
	if !exact && len(g.plans) == 0 {
		return g.atOneTime(r)
	}
	if exact && len(g.plans) == 0 && meetsAny(g.guessed, d) {
		return ByTime, true
	}
	if p, known := r.published(); !exact && known && g.delayed(p) {
		return ByPostponement, true
	}
	return "", false
}

// onHeld fits a report with those that say on which day it was held: with all of them.
func (g *group) onHeld(r *Report, d days, exact bool) (Reason, bool) {
	if !slices.ContainsFunc(g.held, func(h days) bool { return !h.meets(d) }) {
		if exact {
			return BySameDay, true
		}
		return ByTime, true
	}
	if r.Type == visit && r.country() != 0 && !slices.ContainsFunc(g.held, func(h days) bool { return !h.wider(visitLasts, visitLasts).meets(d) }) {
		return BySameVisit, true
	}
	return "", false
}

// delayed says whether the day comes after a postponement, and soon enough.
func (g *group) delayed(day int) bool {
	return slices.ContainsFunc(g.delays, func(p int) bool { return p-1 <= day && day <= p+afterDelay })
}

// atOneTime fits two reports that have no days.
func (g *group) atOneTime(r *Report) (Reason, bool) {
	p, known := r.published()
	return ByTime, known && g.published && p-g.first <= samePublished && g.last-p <= samePublished
}

// isPlanned fits a report of a plan.
func (g *group) isPlanned(r *Report, d days, exact bool) (Reason, bool) {
	p, known := r.published()
	if len(g.held) > 0 && !exact && known {
		return ByPlan, !slices.ContainsFunc(g.held, func(h days) bool { return h.hi < p || h.lo > p+plannedAhead })
	}
	switch {
	case meetsAny(g.held, d), exact && meetsAny(g.plans, d):
		return BySameDay, true
	case exact && known && len(g.held) == 0 && g.delayed(d.lo) && slices.ContainsFunc(g.delays, func(q int) bool { return q <= p }):
		return ByPostponement, true
	case exact && g.foretells(d, p, known):
		return ByPostponement, true
	case len(g.held) > 0:
		return "", false
	case !exact && len(g.plans) > 0:
		return ByPlan, meetsAny(g.plans, d) && known && g.published && p-g.last <= denialAfter && g.first-p <= denialAfter
	case exact && len(g.plans) == 0 && g.open:
		return ByPlan, meetsAny(g.guessed, d)
	case !exact:
		return g.atOneTime(r)
	}
	return "", false
}

// foretells says whether the plan is the one that a postponement known already put off.
func (g *group) foretells(d days, p int, known bool) bool {
	return known && slices.ContainsFunc(g.delays, func(q int) bool { return p <= q && q-1 <= d.hi && d.lo <= q+afterDelay })
}

// calledOff fits a report that the contact is postponed or cancelled: while it is planned, or before the day on which it was held after all.
func (g *group) calledOff(r *Report, d days, exact bool) (Reason, bool) {
	if exact && (meetsAny(g.plans, d) || meetsAny(g.held, d)) {
		return BySameDay, true
	}
	p, known := r.published()
	if !known {
		return "", false
	}
	ahead := days{p - 1, p + afterDelay}
	if r.status() == postponed && len(g.held) > 0 {
		return ByPostponement, !slices.ContainsFunc(g.held, func(h days) bool { return !ahead.meets(h) })
	}
	if len(g.held) > 0 {
		return "", false
	}
	if meetsAny(g.plans, ahead) || len(g.plans) == 0 && g.open && meetsAny(g.guessed, ahead) {
		return ByCancellation, true
	}
	return "", false
}

// isDenied fits a denial with what was reported in the days before it.
func (g *group) isDenied(r *Report, d days, exact bool) (Reason, bool) {
	if exact {
		return ByDenial, meetsAny(g.held, d) || meetsAny(g.plans, d) || len(g.held)+len(g.plans) == 0 && meetsAny(g.guessed, d)
	}
	p, known := r.published()
	near := known && g.published && p-g.last <= denialAfter && g.first-p <= samePublished
	return ByDenial, near && (len(g.held)+len(g.plans) == 0 || meetsAny(g.held, d) || meetsAny(g.plans, d.wider(0, plannedAhead)))
}

func meetsAny(list []days, d days) bool { return slices.ContainsFunc(list, d.meets) }
