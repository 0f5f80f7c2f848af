// Package render shows records: as JSON for programs, as text for a terminal, as a page for a browser.
//
// In: a record, as the reader returns it. Out: its JSON on one line, its tables, or a self-contained HTML page. The record of "قال لافروف إن
// المحادثات ستبدأ غدا" is shown with the speaker لافروف in one cell and the content in another; that of "Lavrov said…" the same, left to right.
package render

import (
	"strconv"
	"unicode/utf8"

	"isnad.dev/isnad"
)

// AppendJSON appends the record as JSON on one line, without the line's end. It writes what encoding/json would (HTML letters not
// escaped), and is there because half of the time of a run over many articles would go into reflection.
func AppendJSON(b []byte, r *isnad.Record) []byte {
	b = append(b, `{"article":`...)
	b = appendArticle(b, &r.Article)
	b = append(b, `,"statements":`...)
	b = appendList(b, r.Statements, appendStatement)
	b = append(b, `,"events":`...)
	b = appendList(b, r.Events, appendEvent)
	b = append(b, `,"dates":`...)
	b = appendList(b, r.Dates, appendDate)
	b = append(b, `,"entities":`...)
	b = appendList(b, r.Entities, appendEntity)
	b = append(b, `,"sources":`...)
	b = appendList(b, r.Sources, appendSource)
	b = append(b, `,"furniture":`...)
	b = appendList(b, r.Furniture, appendFurniture)
	return append(b, '}')
}

func appendList[T any](b []byte, list []T, add func([]byte, *T) []byte) []byte {
	if list == nil {
		return append(b, "null"...)
	}
	b = append(b, '[')
	for i := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = add(b, &list[i])
	}
	return append(b, ']')
}

// appendArticle leaves out what is empty, but the text.
func appendArticle(b []byte, a *isnad.Article) []byte {
	b = append(b, '{')
	for _, f := range [...]struct{ key, value string }{{`"id":`, a.ID}, {`"outlet":`, a.Outlet}, {`"url":`, a.URL}, {`"lang":`, a.Lang},
		{`"published":`, a.Published}, {`"title":`, a.Title}} {
		if f.value != "" {
			b = append(b, f.key...)
			b = appendString(b, f.value)
			b = append(b, ',')
		}
	}
	b = append(b, `"text":`...)
	b = appendString(b, a.Text)
	return append(b, '}')
}

func appendStatement(b []byte, s *isnad.Statement) []byte {
	b = appendSpanField(b, `{"speaker":`, s.Speaker)
	b = appendStringField(b, `,"speaker_name":`, s.SpeakerName)
	b = appendStringField(b, `,"speaker_en":`, s.SpeakerEn)
	b = appendStringField(b, `,"speaker_id":`, s.SpeakerID)
	b = appendSpanField(b, `,"cue":`, s.Cue)
	b = append(b, `,"content":`...)
	b = appendList(b, s.Content, appendSpan)
	b = appendString(append(b, `,"kind":`...), s.Kind)
	b = appendString(append(b, `,"act":`...), s.Act)
	b = appendString(append(b, `,"polarity":`...), s.Polarity)
	b = appendStringField(b, `,"via":`, s.Via)
	b = appendSpanField(b, `,"via_span":`, s.ViaSpan)
	b = append(b, `,"nested_in":`...)
	if s.NestedIn == nil {
		b = append(b, "null"...)
	} else {
		b = strconv.AppendInt(b, int64(*s.NestedIn), 10)
	}
	b = append(b, `,"chain":`...)
	b = appendList(b, s.Chain, appendStringOf)
	b = appendString(append(b, `,"rule":`...), s.Rule)
	return append(b, '}')
}

func appendEvent(b []byte, e *isnad.Event) []byte {
	b = appendString(append(b, `{"type":`...), e.Type)
	b = appendSpan(append(b, `,"trigger":`...), &e.Trigger)
	b = append(b, `,"participants":`...)
	b = appendList(b, e.Participants, appendParticipant)
	b = appendString(append(b, `,"status":`...), e.Status)
	b = appendStringField(b, `,"date":`, e.Date)
	b = appendSpanField(b, `,"date_span":`, e.DateSpan)
	b = appendStringField(b, `,"place":`, e.Place)
	b = appendSpanField(b, `,"place_span":`, e.PlaceSpan)
	b = appendStringField(b, `,"topic":`, e.Topic)
	b = appendSpanField(b, `,"topic_span":`, e.TopicSpan)
	b = appendString(append(b, `,"rule":`...), e.Rule)
	return append(b, '}')
}

func appendParticipant(b []byte, p *isnad.Participant) []byte {
	b = appendStringField(b, `{"name":`, p.Name)
	b = appendStringField(b, `,"en":`, p.En)
	b = appendStringField(b, `,"id":`, p.ID)
	if p.Role != nil {
		b = appendStringField(b, `,"role":`, p.Role)
	}
	b = appendSpanField(b, `,"span":`, p.Span)
	return append(b, '}')
}

func appendDate(b []byte, d *isnad.Date) []byte {
	b = appendPositions(append(b, '{'), d.Span)
	b = appendStringField(b, `,"value":`, d.Value)
	b = appendString(append(b, `,"rule":`...), d.Rule)
	return append(b, '}')
}

func appendEntity(b []byte, e *isnad.Entity) []byte {
	b = appendString(append(b, `{"name":`...), e.Name)
	b = appendString(append(b, `,"type":`...), e.Type)
	b = append(b, `,"aliases":`...)
	b = appendList(b, e.Aliases, appendStringOf)
	b = appendStringField(b, `,"en":`, e.En)
	b = appendStringField(b, `,"id":`, e.ID)
	b = append(b, `,"mentions":`...)
	b = appendList(b, e.Mentions, appendSpan)
	b = appendString(append(b, `,"rule":`...), e.Rule)
	return append(b, '}')
}

func appendSource(b []byte, s *isnad.Source) []byte {
	b = appendPositions(append(b, '{'), s.Span)
	b = appendString(append(b, `,"name":`...), s.Name)
	b = appendString(append(b, `,"rule":`...), s.Rule)
	return append(b, '}')
}

func appendFurniture(b []byte, f *isnad.Furniture) []byte {
	b = appendPositions(append(b, '{'), f.Span)
	b = appendString(append(b, `,"rule":`...), f.Rule)
	return append(b, '}')
}

func appendSpan(b []byte, s *isnad.Span) []byte {
	return append(appendPositions(append(b, '{'), *s), '}')
}

func appendPositions(b []byte, s isnad.Span) []byte {
	b = strconv.AppendInt(append(b, `"start":`...), int64(s.Start), 10)
	return strconv.AppendInt(append(b, `,"end":`...), int64(s.End), 10)
}

func appendSpanField(b []byte, key string, s *isnad.Span) []byte {
	b = append(b, key...)
	if s == nil {
		return append(b, "null"...)
	}
	return appendSpan(b, s)
}

func appendStringField(b []byte, key string, s *string) []byte {
	b = append(b, key...)
	if s == nil {
		return append(b, "null"...)
	}
	return appendString(b, *s)
}

func appendStringOf(b []byte, s *string) []byte { return appendString(b, *s) }

const hex = "0123456789abcdef"

// plainByte says which bytes stand in JSON as they are without a look at what follows: all but controls, the quotation mark, the backslash, and
// the bytes E2 (which may open U+2028) and those that no letter begins with.
var plainByte = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= 0x20 && c != '"' && c != '\\' && c < utf8.RuneSelf
	}
	return t
}()

// appendString appends s as a JSON string: what is no UTF-8 becomes U+FFFD, and U+2028 and U+2029 are escaped, as encoding/json does.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if plainByte[c] {
			i++
			continue
		}
		if c >= 0xC2 && c < 0xE0 && i+1 < len(s) && s[i+1]&0xC0 == 0x80 {
			i += 2 // the two bytes of an Arabic letter, without a call
			continue
		}
		if c < utf8.RuneSelf {
			b = append(b, s[start:i]...)
			b = appendEscape(b, c)
			i++
			start = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b = append(append(b, s[start:i]...), `\ufffd`...)
			start = i + n
		case r == '\u2028' || r == '\u2029':
			b = append(append(b, s[start:i]...), `\u202`...)
			b = append(b, hex[r&0xF])
			start = i + n
		}
		i += n
	}
	return append(append(b, s[start:]...), '"')
}

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	case '\b':
		return append(b, '\\', 'b')
	case '\f':
		return append(b, '\\', 'f')
	}
	return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xF])
}
