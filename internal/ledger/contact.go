package ledger

import (
	"fmt"
	"slices"
)

// Report is what one article says of a contact. Only Type, Status and one party are needed; what is not known is left empty, and the less is
// known, the less the report joins.
type Report struct {
	Type      string    // meeting, call, visit, message, signing, conference
	Status    string    // held, ongoing, planned, postponed, cancelled, failed, denied
	Parties   []ActorID // sorted, distinct
	For       []ActorID // of each party: the country or body that it acts for, itself if it is one, 0 where not known; nil, or as long as Parties
	Names     []string  // the parties that are no actor: a role, a group
	Day       string    // ISO 8601: day, week, month, year or range; empty where the article does not say
	Published string    // ISO day, or empty
	Place     ActorID
	PlaceIn   ActorID // the country of Place, where known
	Topic     string
	Outlet    string
	By        string // who says so, where the report is told by a speaker; asked for of denials
	Article   int64
}

// The statuses of a report and of a life.
const (
	held            = "held"
	ongoing         = "ongoing"
	planned         = "planned"
	postponed       = "postponed"
	cancelled       = "cancelled"
	failed          = "failed"
	denied          = "denied"
	notReportedHeld = "not_reported_held"
)

const (
	visit      = "visit"
	conference = "conference"
)

// The reasons why reports are of one contact, for their days.
const (
	BySameDay       Reason = "same parties, same day"
	ByTime          Reason = "same parties, reported at the same time"
	ByPlan          Reason = "same parties, planned for that day"
	ByPostponement  Reason = "same parties, after it was postponed"
	ByCancellation  Reason = "same parties, called off while planned"
	ByDenial        Reason = "same parties, denied when it was reported"
	BySameVisit     Reason = "same visitor and place, within days"
	ByStatesSameDay Reason = "countries for those who act for them, same day"
)

// How far apart reports may be, in days.
const (
	reportedLate  = 3  // a contact that is told without its day was held so shortly before
	plannedAhead  = 14 // one that is planned without a day will be so soon
	samePublished = 2  // two reports without days are of one contact if published so closely
	visitLasts    = 3
	afterDelay    = 21 // a postponed contact is held so soon; a monthly one's next is another
	denialAfter   = 7
	vague         = 62 // a longer range says nothing of which contact it is
)

// when returns the days on which the contact was or will be held by this report; exact is false where they follow from the day of publication.
func (r *Report) when() (d days, exact, ok bool) {
	if d, ok = parseDays(r.Day); ok {
		return d, true, d.width() <= vague
	}
	p, ok := parseDays(r.Published)
	if !ok || p.width() > 1 {
		return days{}, false, false
	}
	switch r.status() {
	case planned:
		return days{p.lo, p.lo + plannedAhead}, false, true
	case postponed, cancelled:
		return days{p.lo - reportedLate, p.lo + afterDelay}, false, true
	case denied:
		return days{p.lo - denialAfter, p.lo}, false, true
	}
	if r.Type == conference {
		return days{p.lo - 1, p.lo}, false, true
	}
	return days{p.lo - reportedLate, p.lo}, false, true
}

func (r *Report) published() (int, bool) {
	d, ok := parseDays(r.Published)
	return d.lo, ok && d.width() == 1
}

// status is the report's status; what is told as held on a day after the article is still planned.
func (r *Report) status() string {
	if r.Status != held && r.Status != ongoing {
		return r.Status
	}
	d, ok := parseDays(r.Day)
	if p, known := r.published(); ok && known && d.lo > p+1 {
		return planned
	}
	return r.Status
}

// came says whether the report tells of the contact as something that took place.
func (r *Report) came() bool {
	s := r.status()
	return s == held || s == ongoing || s == failed
}

// ContactKeys returns the keys that the store indexes a report by and looks candidates up with: the type with each pair of parties (of a
// visit also the visitor with the country of the place; of a press conference, and where all else is missing, the one party), each for the
// weeks that the contact may lie in and their neighbours. A report without any day, or with a range of more than two months, has none: it
// stays a contact of its own.
func ContactKeys(r Report) []string {
	d, exact, ok := r.when()
	if !ok {
		return nil
	}
	if s := r.status(); exact && (s == postponed || s == cancelled) {
		d = d.wider(afterDelay, afterDelay) // the day may be the old one or the new one
		if p, ok := r.published(); ok {
			d = days{min(d.lo, p), max(d.hi, p)}
		}
	}
	var keys []string
	for _, who := range r.pairs() {
		for week := floorDiv(d.lo, 7) - 1; week <= floorDiv(d.hi, 7)+1; week++ {
			keys = append(keys, fmt.Sprintf("%s|%s|%d", r.Type, who, week))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// maxPairs bounds the keys of a report with very many parties.
const maxPairs = 28

// pairs returns what must be in common for two reports to be looked at.
func (r *Report) pairs() []string {
	p := r.parties()
	var out []string
	pair := func(list []string) {
		for i := range list {
			for j := i + 1; j < len(list) && len(out) < maxPairs; j++ {
				out = append(out, list[i]+"+"+list[j])
			}
		}
	}
	pair(p)
	pair(r.states())
	if in := r.country(); r.Type == visit && in != 0 {
		for _, who := range p[:min(len(p), 6)] {
			out = append(out, fmt.Sprintf("%s@%d", who, in))
		}
	}
	if r.Type == conference || len(p) == 1 && r.Type != visit {
		for _, who := range p[:min(len(p), 6)] {
			out = append(out, who)
		}
	}
	return out
}

// country is the country of the place, or the place where that is not known.
func (r *Report) country() ActorID {
	if r.PlaceIn != 0 {
		return r.PlaceIn
	}
	return r.Place
}

// parties returns all parties as words that can be compared, sorted, distinct.
func (r *Report) parties() []string {
	out := make([]string, 0, len(r.Parties)+len(r.Names))
	for _, id := range r.Parties {
		out = append(out, fmt.Sprintf("#%d", id))
	}
	for _, name := range r.Names {
		if n := role(name); n != "" {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// states returns for whom two parties or more act, where that is known of all; sorted, distinct.
func (r *Report) states() []string {
	if len(r.For) != len(r.Parties) || len(r.Names) > 0 || slices.Contains(r.For, 0) {
		return nil
	}
	var out []string
	for _, id := range r.For {
		out = append(out, fmt.Sprintf("#%d", id))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// areStates says whether all parties are countries or bodies themselves.
func (r *Report) areStates() bool { return slices.Equal(r.For, r.Parties) }

// SameContact says whether the report is of the contact that the reports are of, and why: the same type (a meeting during a visit is another
// contact), parties of which one report has all that the other has, places that do not contradict, and days that agree. Days agree if they
// have a day in common; if a plan was called off or postponed and the new day comes after; if a denial follows. Two reports that it was held
// on different days are two contacts, of a visit if they are more than three days apart.
func SameContact(reports []Report, r Report) (Reason, bool) {
	if len(reports) == 0 || slices.ContainsFunc(reports, func(g Report) bool { return g.Type != r.Type || placesDiffer(&g, &r) }) {
		return "", false
	}
	g := fullest(reports)
	sure, states, ok := partiesFit(g, &r)
	if !ok {
		return "", false
	}
	why, ok := daysFit(reports, &r)
	if !ok || (!sure || states) && why != BySameDay {
		return "", false
	}
	if states {
		why = ByStatesSameDay
	}
	return why, true
}

// fullest returns the report with the most parties.
func fullest(reports []Report) *Report {
	best := &reports[0]
	for i := range reports {
		if len(reports[i].parties()) > len(best.parties()) {
			best = &reports[i]
		}
	}
	return best
}

// placesDiffer says whether both places are known and neither is the country of the other.
func placesDiffer(a, b *Report) bool {
	return a.Place != 0 && b.Place != 0 && a.Place != b.Place && a.PlaceIn != b.Place && b.PlaceIn != a.Place
}

// partiesFit says whether the parties of two reports may be of one contact; where that is not sure, the day must be the very same. states says
// that one names the countries and the other who acts for them.
func partiesFit(a, b *Report) (sure, states, ok bool) {
	p, q := a.parties(), b.parties()
	common := inCommon(p, q)
	small := min(len(p), len(q))
	here := a.country() != 0 && a.country() == b.country()
	switch {
	case common == 0 || small == 0:
	case common == small && small >= 2:
		return true, false, true
	case common == 1 && a.Type == visit && here && (small == 1 || len(p)+len(q) == 4):
		return true, false, small == 1 // the visitor and the place
	case common == small && small == 1 && a.Type == conference:
		return len(p) == len(q), false, true
	case small == 1 && len(p) == len(q) && common == 1:
		return false, false, a.Place != 0 && a.Place == b.Place
	case common >= 2 && 2*common >= len(p)+len(q)-common:
		return false, false, true // two lists of many who took part
	}
	x, y := a.states(), b.states()
	if len(x) == 2 && slices.Equal(x, y) && a.areStates() != b.areStates() && (a.Type == "meeting" || a.Type == "call") {
		return false, true, true
	}
	return false, false, false
}

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

func floorDiv(a, b int) int {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}
