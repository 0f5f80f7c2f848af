package feed

import (
	"slices"
	"time"

	"isnad.dev/isnad/internal/script"
)

// maxDate bounds the length of what may be a date.
const maxDate = 256

// ParseTime reads a date as feeds write it: by RFC 822, ISO 8601 or in words, Arabic, English or French, Gregorian or Hijri, in digits of any make.
//
// The instant is given where the hour and the zone are known, in the source's zone where there is one. Without a zone, or with a name that several
// zones share (AST, IST), the source's zone counts; where that is not known either, or the hour is not given, the day alone is given, as ISO 8601 writes it.
func ParseTime(s string, o Options) (t time.Time, day string, ok bool) {
	if len(s) > maxDate {
		return time.Time{}, "", false
	}
	d := dateReader{tokens: lex(script.String(s)), o: o}
	if at, ok := epoch(d.tokens); ok {
		return o.local(at), "", true
	}
	d.findClock()
	c, ok := d.findDay()
	if !ok {
		return time.Time{}, "", false
	}
	loc := d.zone.location(o.Location)
	if !d.clock.known || loc == nil {
		return time.Time{}, c.Format(time.DateOnly), true
	}
	t = time.Date(c.Year(), c.Month(), c.Day(), d.clock.hour, d.clock.minute, d.clock.second, d.clock.nano, loc)
	if t.Unix() == 0 {
		return time.Time{}, "", false // what programs write for no date at all
	}
	return o.local(t), "", true
}

func (o Options) local(t time.Time) time.Time {
	if o.Location != nil {
		return t.In(o.Location)
	}
	return t
}

// epoch reads seconds or milliseconds since 1970.
func epoch(tokens []token) (time.Time, bool) {
	if len(tokens) != 1 || tokens[0].kind != number {
		return time.Time{}, false
	}
	t := time.Unix(int64(tokens[0].value), 0).UTC()
	if tokens[0].width == 13 {
		t = time.UnixMilli(int64(tokens[0].value)).UTC()
	}
	return t, (tokens[0].width == 10 || tokens[0].width == 13) && t.Year() > 1970 && t.Year() <= lastYear
}

// dateReader finds the parts of a date in its tokens: the clock with its zone first, which is taken out, then the day in what is left.
type dateReader struct {
	tokens []token
	o      Options
	clock  clock
	zone   zone
}

// take cuts tokens[from:to] out and leaves a gap, across which a year may still belong to its month (Jan 2 15:04:05 2006).
func (d *dateReader) take(from, to int) {
	d.tokens = slices.Replace(d.tokens, from, to, token{kind: gap})
}

// at is the token at i, or one of no kind beyond the ends.
func (d *dateReader) at(i int) token {
	if i < 0 || i >= len(d.tokens) {
		return token{}
	}
	return d.tokens[i]
}

func (d *dateReader) isSign(i int, text string) bool {
	t := d.at(i)
	return t.kind == sign && t.text == text
}
