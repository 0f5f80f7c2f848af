package correction

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"isnad.dev/isnad"
)

// Proposal is what somebody says is right of an item of a record as it is shown.
type Proposal struct {
	Kind   string     `json:"kind"`          // statement, contact
	Field  string     `json:"field"`         //
	At     isnad.Span `json:"at"`            // of a statement its first words, of a contact its trigger; of none where it was overlooked
	N      int        `json:"n"`             // of the item in the record, where several stand at these words
	Text   string     `json:"text"`          // act, polarity, type, status, date, place; the exact words; of what was overlooked its words or trigger
	Who    []Who      `json:"who,omitempty"` // the speaker, none if not known; a party
	More   More       `json:"more,omitzero"` // of what was overlooked
	Reason string     `json:"reason"`        // why
}

// How long what somebody writes may be, in letters.
const (
	MaxName    = 200
	MaxReason  = 1000
	MaxWords   = 5000
	MaxParties = 20
)

// Fault is a proposal that cannot be kept; its text says why and what to do, its code is for words in other languages.
type Fault struct{ Code, Text string }

// Error is what to tell the user.
func (f *Fault) Error() string { return f.Text }

// The faults of proposals.
var (
	ErrItem   = &Fault{"item", "the article has no such item; load its page again"}
	ErrField  = &Fault{"field", "such an item has no such field; choose one of the list"}
	ErrChoice = &Fault{"choice", "the field does not take that value; choose one of the list"}
	ErrDate   = &Fault{"date", "that is no date; write a day, a month or a year: 2018-08-23, 2018-08, 2018"}
	ErrWords  = &Fault{"words", "the article does not have these words; copy them from its text"}
	ErrName   = &Fault{"name", "a name is missing, or is longer than 200 letters; write a name or the number of an actor"}
	ErrLong   = &Fault{"long", "that is too long; write at most 5,000 letters, and 1,000 of a reason"}
	ErrParty  = &Fault{"party", "nobody of that name takes part; write the name as it is shown"}
	ErrSame   = &Fault{"same", "that is what is read already; say what is different"}
)

// New makes a correction of a proposal. Record is the article's as it is shown.
func New(r *isnad.Record, p Proposal) (Correction, error) {
	if err := p.check(); err != nil {
		return Correction{}, err
	}
	c := Correction{Kind: p.Kind, Field: p.Field}
	points := []rune(r.Article.Text)
	if p.Field == Missing {
		return c, c.missing(points, &p)
	}
	if p.Kind == Statement {
		return c, c.ofStatement(r, points, &p)
	}
	return c, c.ofContact(r, points, &p)
}

// check looks at what needs no record.
func (p *Proposal) check() error {
	for _, s := range []*string{&p.Text, &p.Reason, &p.More.Place, &p.More.Date} {
		*s = clean(*s)
	}
	if utf8.RuneCountInString(p.Text) > MaxWords || utf8.RuneCountInString(p.Reason) > MaxReason || len(p.Who) > MaxParties {
		return ErrLong
	}
	if utf8.RuneCountInString(p.More.Place) > MaxName || p.Field == Place && utf8.RuneCountInString(p.Text) > MaxName {
		return ErrName
	}
	for i := range p.Who {
		if p.Who[i].Name = clean(p.Who[i].Name); p.Who[i].Name == "" || utf8.RuneCountInString(p.Who[i].Name) > MaxName {
			return ErrName
		}
		if t := p.Who[i].Type; t != "" && !slices.Contains([]string{"PER", "ORG", "LOC"}, t) {
			return ErrChoice
		}
	}
	if p.Field != Missing && !slices.Contains(Fields[p.Kind], p.Field) || Fields[p.Kind] == nil {
		return ErrField
	}
	return p.checkValues()
}

func (p *Proposal) checkValues() error {
	if all := Choices[p.Field]; all != nil && !slices.Contains(all, p.Text) {
		return ErrChoice
	}
	for field, v := range map[string]string{Act: p.More.Act, Polarity: p.More.Polarity, Type: p.More.Type, Status: p.More.Status} {
		if v != "" && !slices.Contains(Choices[field], v) {
			return ErrChoice
		}
	}
	if p.Field == Date && !isDate(p.Text) || !isDate(p.More.Date) {
		return ErrDate
	}
	if (p.Field == PartyIn || p.Field == PartyOut) && len(p.Who) == 0 {
		return ErrName
	}
	return nil
}

// clean takes out what is no text of one line or two.
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\n' && c != '\t' || c == utf8.RuneError {
			return -1
		}
		return c
	}, s))
}

var dates = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

// isDate says whether a day, a month, a year, two of them with a slash between, or nothing is written.
func isDate(s string) bool {
	if s == "" {
		return true
	}
	from, to, two := strings.Cut(s, "/")
	return isDay(from) && (!two || isDay(to) && len(from) == len(to) && from < to)
}

func isDay(s string) bool {
	if !dates.MatchString(s) {
		return false
	}
	_, err := time.Parse("2006-01-02"[:len(s)], s)
	return err == nil
}

func (c *Correction) missing(points []rune, p *Proposal) error {
	span, ok := locate(points, p.Text, p.At.Start)
	if !ok {
		return ErrWords
	}
	c.Item.Words = []Selector{Select(points, span)}
	c.Value = Value{Who: p.Who, More: &p.More}
	return nil
}

func (c *Correction) ofStatement(r *isnad.Record, points []rune, p *Proposal) error {
	at := pick(len(r.Statements), p, func(i int) (isnad.Span, bool) {
		if s := &r.Statements[i]; len(s.Content) > 0 {
			return s.Content[0], true
		}
		return isnad.Span{}, false
	})
	if at < 0 {
		return ErrItem
	}
	s := &r.Statements[at]
	c.Item.Words = selectors(points, s.Content)
	if s.Cue != nil {
		cue := Select(points, *s.Cue)
		c.Item.Cue = &cue
	}
	c.Item.Nth = nth(r, c, at)
	switch p.Field {
	case Speaker:
		c.Was, c.Value.Who = value(s.SpeakerName), p.Who[:min(len(p.Who), 1)]
		if len(p.Who) == 0 && s.SpeakerName == nil || len(p.Who) > 0 && p.Who[0].Name == c.Was && p.Who[0].Actor == 0 {
			return ErrSame
		}
	case Words:
		span, ok := locate(points, p.Text, s.Content[0].Start)
		if !ok {
			return ErrWords
		}
		words := Select(points, span)
		c.Was, c.Value.Words = exact(c.Item.Words), &words
		if c.Was == words.Exact {
			return ErrSame
		}
	case Act:
		return c.text(s.Act, p.Text)
	case Polarity:
		return c.text(s.Polarity, p.Text)
	case Remove:
		c.Was = exact(c.Item.Words)
	}
	return nil
}

func (c *Correction) text(was, now string) error {
	if c.Was, c.Value.Text = was, now; was == now {
		return ErrSame
	}
	return nil
}

func (c *Correction) ofContact(r *isnad.Record, points []rune, p *Proposal) error {
	at := pick(len(r.Events), p, func(i int) (isnad.Span, bool) { return r.Events[i].Trigger, true })
	if at < 0 {
		return ErrItem
	}
	e := &r.Events[at]
	c.Item.Words = selectors(points, []isnad.Span{e.Trigger})
	c.Item.Nth = nth(r, c, at)
	switch p.Field {
	case Type:
		return c.text(e.Type, p.Text)
	case Status:
		return c.text(e.Status, p.Text)
	case Date:
		return c.text(value(e.Date), p.Text)
	case Place:
		return c.text(value(e.Place), p.Text)
	case PartyIn, PartyOut:
		c.Value.Who = p.Who
		return c.party(e, p)
	case Remove:
		c.Was = exact(c.Item.Words)
	}
	return nil
}

// party wants those who are to go to be there, and those who are to come not.
func (c *Correction) party(e *isnad.Event, p *Proposal) error {
	for _, w := range p.Who {
		here := slices.ContainsFunc(e.Participants, func(x isnad.Participant) bool { return isParty(&x, w) })
		switch {
		case p.Field == PartyOut && !here:
			return ErrParty
		case p.Field == PartyIn && here:
			return ErrSame
		}
	}
	return nil
}

// pick returns the number of the item that is pointed at: that of the number if it stands there, else the first that does, or -1.
func pick(n int, p *Proposal, at func(int) (isnad.Span, bool)) int {
	is := func(i int) bool {
		span, ok := at(i)
		return ok && span == p.At
	}
	if p.N >= 0 && p.N < n && is(p.N) {
		return p.N
	}
	for i := range n {
		if is(i) {
			return i
		}
	}
	return -1
}

// nth returns which of those that have the same words the item is.
func nth(r *isnad.Record, c *Correction, at int) int {
	for n := range 100 {
		c.Item.Nth = n
		if got := Find(r, c); got == at || got < 0 {
			return n
		}
	}
	return 0
}

func selectors(points []rune, spans []isnad.Span) []Selector {
	out := make([]Selector, len(spans))
	for i := range spans {
		out[i] = Select(points, spans[i])
	}
	return out
}

func exact(all []Selector) string {
	var out []string
	for i := range all {
		out = append(out, all[i].Exact)
	}
	return strings.Join(out, " … ")
}

// Number reads what somebody has written for an actor: "12" or "#12" is a number, all else a name.
func Number(s string) (int64, bool) {
	n, err := strconv.ParseInt(strings.TrimPrefix(strings.TrimSpace(s), "#"), 10, 64)
	return n, err == nil && n > 0
}
