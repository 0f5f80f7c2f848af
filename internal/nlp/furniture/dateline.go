package furniture

import "isnad.dev/isnad/internal/doc"

// dateline is "القاهرة – رويترز", "لندن: «الشرق الأوسط»", "دبي، الإمارات العربية المتحدة (CNN)--": tokens, half-open.
type dateline struct {
	first, end         int // with the marks that part it from the text
	nameFirst, nameEnd int
}

// segment is a run of words between the marks that part a dateline.
type segment struct {
	first, end int // its words
	words      int
	signed     bool // in quotation marks or brackets
	mark       rune // what ends it: '-', ':', '(' or 0 at the line's end
	after      int  // the token after that mark
}

// The limits of a dateline: more segments, or more words in one, and it is running text.
const (
	maxSegments     = 4
	maxSegmentWords = 6
)

// maxPlaceWords is how many words a place has that is alone in a line with an agency in brackets.
const maxPlaceWords = 3

// dateline reads one at token first; the line ends at end.
func (a *article) dateline(first, end int) (dateline, bool) {
	var segments [maxSegments]segment
	n := 0
	for at := first; n < maxSegments && at < end; n++ {
		s, ok := a.segment(at, end)
		if !ok {
			break
		}
		segments[n] = s
		at = s.after
		if s.mark == 0 {
			n++
			break
		}
	}
	for i := range n {
		if g, ok := a.whole(segments[i]); ok && accepts(segments[:n], i, g) {
			return a.closeDateline(segments[:n], i, first), true
		}
	}
	return dateline{}, false
}

// segment reads words up to a parting mark.
func (a *article) segment(at, end int) (segment, bool) {
	s := segment{first: -1}
	for ; at < end; at++ {
		t := &a.tokens[at]
		if t.Kind != doc.Punct {
			if s.words++; s.words > maxSegmentWords {
				return s, false
			}
			if s.first < 0 {
				s.first = at
			}
			s.end = at + 1
			continue
		}
		switch t.Mark {
		case '“', '”', '"', '{', '}', '،', ',', '*', '+', '‘', '’', '/', '\'':
			s.signed = s.signed || t.Mark != ',' && t.Mark != '*'
		case '(':
			if s.words > 0 {
				s.mark, s.after = '(', at
				return s, true
			}
			s.signed = true
		case ')':
			s.signed = true
		case '-', ':':
			return a.ended(s, at, end, t.Mark)
		case '.', '…':
			if s.words > 0 && at+1 < end && isPoint(a.tokens[at+1].Mark) || t.Mark == '…' {
				return a.ended(s, at, end, '-')
			}
			if s.words == 0 || !a.initial(at) {
				return s, false
			}
		default:
			return s, false
		}
	}
	s.after = end
	return s, s.words > 0
}

// isPoint says whether the mark goes on a row of points.
func isPoint(mark rune) bool { return mark == '.' || mark == '…' || mark == '-' || mark == ':' }

// initial says whether the point follows a word of one or two letters, as in أ.ف.ب.
func (a *article) initial(at int) bool {
	return a.tokens[at-1].Kind == doc.Word && len(a.tokens[at-1].Fold) <= 4
}

// ended closes a segment at a mark, with all marks of the same kind ("--", "...", "-:") after it.
func (a *article) ended(s segment, at, end int, mark rune) (segment, bool) {
	if s.words == 0 {
		return s, false
	}
	s.mark = mark
	for at < end && a.tokens[at].Kind == doc.Punct {
		m := a.tokens[at].Mark
		if m != '-' && m != ':' && m != '.' && m != '…' {
			break
		}
		if m == ':' {
			s.mark = ':'
		}
		at++
	}
	s.after = at
	if at == end {
		s.mark = 0
	}
	return s, true
}

// whole says whether the segment is an agency's name, or a row of them.
func (a *article) whole(s segment) (agency, bool) {
	g, next, ok := a.agencies.at(a.tokens, s.first, s.end)
	if !ok {
		return g, false
	}
	if next == s.end {
		return g, true
	}
	next, ok = a.names(s.first, s.end)
	return g, ok && next == s.end
}

// accepts says whether the agency in segment i makes a dateline of what stands around it.
func accepts(s []segment, i int, g agency) bool {
	here := s[i]
	switch {
	case here.mark == '(' || g.photos:
		return false
	case g.common && !here.signed && i == 0 && !(len(s) > 1 && (s[1].mark == 0 || s[1].mark == ':')):
		return false
	case i == 0 && here.mark == ':' && !here.signed:
		return false // "رويترز: …" gives somebody's words
	case i > 0 && s[i-1].mark == '(' && here.mark == 0 && s[i-1].words > maxPlaceWords:
		return false // what stands under a picture
	case i > 0 && s[i-1].mark == ':' && !here.signed && here.mark != 0:
		return false
	}
	return true
}

// closeDateline takes in what belongs to it after the agency: a place, or a second agency, that a colon or the line's end closes.
func (a *article) closeDateline(s []segment, i, first int) dateline {
	last := i
	for last+1 < len(s) && s[last].mark == '-' {
		next := s[last+1]
		_, named := a.whole(next)
		if !named && next.mark != ':' && next.mark != 0 || next.words > maxSegmentWords-2 {
			break
		}
		last++
		if named {
			i = last
		}
	}
	return dateline{first: first, end: s[last].after, nameFirst: s[i].first, nameEnd: s[i].end}
}
