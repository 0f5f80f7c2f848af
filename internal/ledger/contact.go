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
	spans := []days{d}
	if s := r.status(); exact && (s == postponed || s == cancelled) {
		spans[0] = d.wider(afterDelay, afterDelay) // the day may be the old one or the new one
		if p, ok := r.published(); ok {
			spans = append(spans, days{p, p}.wider(1, afterDelay)) // and what is called off lies ahead; the years between the two may be many
		}
	}
	var keys []string
	for _, who := range r.pairs() {
		for _, d := range spans {
			for week := floorDiv(d.lo, 7) - 1; week <= floorDiv(d.hi, 7)+1; week++ {
				keys = append(keys, fmt.Sprintf("%s|%s|%d", r.Type, who, week))
			}
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
		out = append(out, p[:min(len(p), 6)]...)
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
