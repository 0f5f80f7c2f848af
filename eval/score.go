// Package eval scores records against gold ones and holds the scores above their floors.
//
// In: articles with their gold records, and a program's records of them. Out: figures: precision, recall and F1 of statements, events,
// dates and entities. Where the gold has "قال [لافروف] إن [المحادثات ستبدأ غدا]" and the record gives the same words to "سيرغي لافروف",
// the statement is found and attributed; in English "Lavrov said [talks would begin]" would be counted the same way.
//
// What a match is:
//
//	statement found       the words of its content agree at least by half (Dice over word positions: twice the shared over the sum)
//	statement attributed  found, and the speaker is the same one
//	statement exact       attributed, and the content covers the same words to the last one
//	event found           same type, and at least half of the participants shared (intersection over union)
//	event full            found, and status and date are the same
//	date                  the spans overlap and the value is the same
//	entity                same type, and the name is one of the gold entity's names
//
// Pairs are made one to one, the closest first. Figures are micro-averaged over all articles.
package eval

import (
	"maps"
	"slices"
	"strings"

	"isnad.dev/isnad"
)

// Tally counts what one figure is made of.
type Tally struct{ Right, Gold, Got int }

// Precision is the share of what was got that is right.
func (t Tally) Precision() float64 { return share(t.Right, t.Got) }

// Recall is the share of the gold that was got.
func (t Tally) Recall() float64 { return share(t.Right, t.Gold) }

// F1 is the harmonic mean of the two.
func (t Tally) F1() float64 {
	p, r := t.Precision(), t.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// Figures are tallies by the name of what is counted.
type Figures map[string]*Tally

// Names returns the names in order.
func (f Figures) Names() []string { return slices.Sorted(maps.Keys(f)) }

func (f Figures) add(what string, right, gold, got int) {
	t := f[what]
	if t == nil {
		t = &Tally{}
		f[what] = t
	}
	t.Right += right
	t.Gold += gold
	t.Got += got
}

// Add scores one record against its gold one. An article that was not read is scored as a zero Record.
func (f Figures) Add(c *Case, r *isnad.Record) {
	s := scorer{c: c, r: r, f: f, words: wordSpans(c.Article.Text), names: map[string][]string{}}
	for i := range c.Gold.Entities {
		e := &c.Gold.Entities[i]
		s.names[e.Name] = named(append([]string{e.Name, e.En}, e.Aliases...)...)
	}
	s.statements()
	s.events()
	s.dates()
	s.entities()
}

type scorer struct {
	c     *Case
	r     *isnad.Record
	f     Figures
	words []isnad.Span
	names map[string][]string // of a gold entity's name: all its names
}

// named leaves the empty names out.
func named(names ...string) []string {
	return slices.DeleteFunc(names, func(n string) bool { return n == "" })
}

// knownAs returns all names of somebody in the gold.
func (s *scorer) knownAs(name, en string) []string {
	return append(named(name, en), s.names[name]...)
}

// value is the text that a record's field points at, or nothing.
func value(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}

// sameAny says whether any of the names is the same as any of the others.
func sameAny(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if sameName(x, y) {
				return true
			}
		}
	}
	return false
}

func (s *scorer) statements() {
	gold := make([]map[int]bool, len(s.c.Gold.Statements))
	for i := range gold {
		var spans []isnad.Span
		for _, p := range s.c.Gold.Statements[i].Content {
			spans = append(spans, p.span())
		}
		gold[i] = wordsIn(s.words, spans)
	}
	got := make([]map[int]bool, len(s.r.Statements))
	for i := range got {
		got[i] = wordsIn(s.words, s.r.Statements[i].Content)
	}
	made := pairs(len(gold), len(got), func(i, j int) float64 {
		like := dice(gold[i], got[j])
		if like < 0.5 {
			return 0
		}
		if s.sameSpeaker(i, j) {
			like += 0.001
		}
		return like
	})
	attributed, exact := 0, 0
	for _, p := range made {
		if !s.sameSpeaker(p.gold, p.got) {
			continue
		}
		attributed++
		if maps.Equal(gold[p.gold], got[p.got]) {
			exact++
		}
		s.fields(&s.c.Gold.Statements[p.gold], &s.r.Statements[p.got])
	}
	s.f.add("statement found", len(made), len(gold), len(got))
	s.f.add("statement attributed", attributed, len(gold), len(got))
	s.f.add("statement exact", exact, len(gold), len(got))
}

// fields counts the closed fields of a statement that was found with its speaker.
func (s *scorer) fields(g *GoldStatement, r *isnad.Statement) {
	s.f.add("kind, of attributed", one(g.Kind == r.Kind), 1, 1)
	s.f.add("act, of attributed", one(g.Act == r.Act), 1, 1)
	s.f.add("polarity, of attributed", one(g.Polarity == r.Polarity), 1, 1)
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (s *scorer) sameSpeaker(gold, got int) bool {
	g, r := &s.c.Gold.Statements[gold], &s.r.Statements[got]
	return sameAny(s.knownAs(g.SpeakerName, g.SpeakerEn), named(value(r.SpeakerName), value(r.SpeakerEn)))
}

func dice(a, b map[int]bool) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	shared := 0
	for w := range a {
		shared += one(b[w])
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}

func (s *scorer) events() {
	gold, got := s.c.Gold.Events, s.r.Events
	made := pairs(len(gold), len(got), func(i, j int) float64 { return s.eventLike(&gold[i], &got[j]) })
	full := 0
	for _, p := range made {
		g, r := &gold[p.gold], &got[p.got]
		full += one(g.Date == value(r.Date) && g.Status == r.Status)
	}
	s.f.add("event found", len(made), len(gold), len(got))
	s.f.add("event full", full, len(gold), len(got))
}

// eventLike is the share of participants that two contacts of one type have in common, 0 below a half; day and status break a tie.
func (s *scorer) eventLike(g *GoldEvent, r *isnad.Event) float64 {
	if g.Type != r.Type {
		return 0
	}
	both := len(pairs(len(g.Participants), len(r.Participants), func(i, j int) float64 {
		a, b := &g.Participants[i], &r.Participants[j]
		return float64(one(sameAny(s.knownAs(a.Name, a.En), s.knownAs(value(b.Name), value(b.En)))))
	}))
	all := len(g.Participants) + len(r.Participants) - both
	if all == 0 || 2*both < all {
		return 0
	}
	return float64(both)/float64(all) + 0.01*float64(one(g.Date == value(r.Date))+one(g.Status == r.Status))
}

func (s *scorer) dates() {
	gold, got := s.c.Gold.Dates, s.r.Dates
	made := pairs(len(gold), len(got), func(i, j int) float64 {
		g, r := &gold[i], &got[j]
		return float64(one(g.Value == value(r.Value) && g.Span[0] < r.End && g.Span[1] > r.Start))
	})
	s.f.add("date", len(made), len(gold), len(got))
}

func (s *scorer) entities() {
	gold, got := s.c.Gold.Entities, s.r.Entities
	mine, yours := make([]map[string]bool, len(gold)), make([]map[string]bool, len(got))
	for i := range gold {
		mine[i] = foldedNames(append([]string{gold[i].Name, gold[i].En}, gold[i].Aliases...))
	}
	for j := range got {
		yours[j] = foldedNames(append([]string{got[j].Name, value(got[j].En)}, got[j].Aliases...))
	}
	made := pairs(len(gold), len(got), func(i, j int) float64 {
		if gold[i].Type != got[j].Type {
			return 0
		}
		shared := 0
		for n := range mine[i] {
			shared += one(yours[j][n])
		}
		return float64(shared)
	})
	for _, typ := range []string{"", "PER", "ORG", "LOC"} {
		right, all, found := 0, 0, 0
		for _, p := range made {
			right += one(typ == "" || gold[p.gold].Type == typ)
		}
		for i := range gold {
			all += one(typ == "" || gold[i].Type == typ)
		}
		for j := range got {
			found += one(typ == "" || got[j].Type == typ)
		}
		s.f.add(strings.TrimSpace("entity "+typ), right, all, found)
	}
}

func foldedNames(names []string) map[string]bool {
	set := map[string]bool{}
	for _, n := range named(names...) {
		set[strings.Join(foldName(n), " ")] = true
	}
	return set
}
