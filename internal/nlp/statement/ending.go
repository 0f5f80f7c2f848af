package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// contentEnd returns where the words that start at the token end: at the sentence's end, or before the next cue of the reporter's that is in
// no quotation of theirs. A clause may hold a cue led in by حيث; a noun phrase ends there.
func (r *reader) contentEnd(first int, clause bool) int {
	outer := r.quoteAround(first)
	limit := r.sent.End
	if clause {
		limit = r.pastDots(limit)
	}
	if outer >= 0 && r.d.Quotes[outer].Balanced {
		limit = min(limit, r.d.Quotes[outer].Close)
	}
	i := first
	for i < limit {
		n := int(r.next[i])
		if r.inPresent {
			n = int(r.nextPresent[i])
		}
		if n >= limit {
			return limit
		}
		if q := r.quoteAround(n); q >= 0 && q != outer {
			i = max(r.d.Quotes[q].Close, n+1)
			continue
		}
		if n <= first || clause && (r.toks[n-1].Fold == "حيث" || r.isPredicate(first, n) || r.ofOthers(n)) || r.isSecondVerb(n) {
			i = n + 1
			continue
		}
		return r.cutLead(first, n)
	}
	return limit
}

// isPredicate says whether the cue at the token is the verb of the clause that starts at first, since nothing but a subject stands before it (أن بوتين
// أبلغ …, أن البلدين متفقان على …), or the verb of a relative clause in it (وجود من وصفتهم بـ…).
func (r *reader) isPredicate(first, n int) bool {
	if r.cues[n] < 0 || n-first > maxSubject || r.toks[n-1].Kind != doc.Word {
		return false
	}
	c := &r.found[r.cues[n]]
	if c.kind == finite && c.clitics == doc.And { // "أن الخطاب الذي ألقاه وتوعد خلاله … مزعج": still in the relative clause
		return n+1 < len(r.toks) && r.p.ClassOf(&r.toks[n+1]).Has(lang.Resumptive) && !r.hasMainVerb(first, n)
	}
	if c.clitics != 0 || c.kind == participle && !strings.HasSuffix(r.toks[n].Fold, "ان") && !strings.HasSuffix(r.toks[n].Fold, "ون") || c.kind != finite && c.kind != participle {
		return false
	}
	if r.toks[n-1].Fold == "من" || r.p.Info(r.toks[n-1].Readings[0].Form).Class.Has(lang.Relative) {
		return true
	}
	return !r.ledIn(n) && !r.hasMainVerb(first, n)
}

// ofOthers says whether the cue at the token is a plural verb with و or a plural participle whose subject can only stand in the words, since one
// speaks: "أن المتظاهرين تجمعوا وهتفوا …، مطالبين بـ…".
func (r *reader) ofOthers(n int) bool {
	if r.cues[n] < 0 || r.many {
		return false
	}
	c := &r.found[r.cues[n]]
	if c.kind == participle {
		return c.verb.Number != morph.Sg && c.verb.Gender == morph.M
	}
	return c.kind == finite && c.clitics == doc.And && c.verb.Number == morph.Pl && c.verb.Person == 3
}

// isSecondVerb says whether the cue at the token goes on with a verb that only tells how it was done: سبق وأبلغت, عادت وكشفت.
func (r *reader) isSecondVerb(n int) bool {
	if n == 0 || r.cues[n] < 0 || r.found[r.cues[n]].clitics != doc.And || r.toks[n-1].Kind != doc.Word {
		return false
	}
	switch r.toks[n-1].Fold {
	case "سبق", "عاد", "عادت", "عادوا", "ذهب", "ذهبت":
		return true
	}
	return false
}

// maxDots is the number of sentences over which words may run on that only two dots part.
const maxDots = 4

// pastDots returns where words that run to the end of the sentence really end: many writers part sentences by two dots and go on with the same
// speaker ("لا حصانة لأحد.. ومصيره المحاكمة"), until a cue, a contrast or somebody's name opens the next one.
func (r *reader) pastDots(end int) int {
	for n := r.at + 1; n < len(r.d.Sentences) && n <= r.at+maxDots; n++ {
		next := r.d.Sentences[n]
		if next.First != end || !r.isMark(end-1, '.') || !r.isMark(end-2, '.') || r.isMark(end-3, '.') || r.toks[end].Kind != doc.Word || r.isLead(end-3) {
			break
		}
		if r.skip[end] || r.cues[end] >= 0 || r.isLead(end) || r.mention[end] >= 0 || r.p.ClassOf(&r.toks[end]).Has(lang.Demonstrative) || r.headlineColon(next) {
			break
		}
		end = next.End
	}
	return end
}

// headlineColon says whether a colon near the start of the sentence shows that it has a speaker of its own.
func (r *reader) headlineColon(s doc.Sentence) bool {
	for i := s.First; i < min(s.End, s.First+14); i++ {
		if r.isMark(i, ':') {
			return true
		}
	}
	return false
}

// phraseLimit cuts a noun phrase's end at a comma after which the reporter goes on by himself: "، الذي …", "، لكن …", "، خلال …". A clause in it
// (أمله في أن …) runs on, and so does a phrase with what completes it (، من خلال …، إضافة إلى …، لأن …).
func (r *reader) phraseLimit(first, end int) int {
	for i := first; i < min(end, first+lookAhead); i++ {
		if r.isInna(i) {
			return end
		}
		if q, ok := r.quoteFrom(i); ok && q.Balanced {
			i = q.Close
			continue
		}
		if r.isMark(i, ',') && i+1 < end && (i > first+1 && r.partsPhrase(i+1) || r.skipDates(i+1) > i+1 && r.closes(r.skipDates(i+1)-1)) {
			return i
		}
	}
	return end
}

// partsPhrase says whether the word after a comma opens a clause or tells a time, neither of which belongs to a noun phrase before it.
func (r *reader) partsPhrase(i int) bool {
	t := &r.toks[i]
	if t.Kind != doc.Word || r.mention[i] >= 0 {
		return false
	}
	class := r.p.Info(t.Readings[0].Form).Class
	switch {
	case class.Has(lang.Relative | lang.Contrast):
		return !class.Has(lang.Nisba) && t.Fold != "مما" && t.Fold != "ما" && t.Fold != "من"
	case class.Has(lang.Occasion):
		return t.Fold != "في" && t.Fold != "علي" || r.isRemark(i)
	}
	return class.Has(lang.Lead) && !class.Has(lang.Preposition|lang.Demonstrative) && !strings.HasSuffix(t.Fold, "كذلك") || t.Fold == "منذ"
}

// quoteAround returns the quotation that holds the token, not counting one that the token opens or closes.
func (r *reader) quoteAround(i int) int32 {
	if i >= len(r.quote) || r.quote[i] < 0 {
		return -1
	}
	q := r.d.Quotes[r.quote[i]]
	if q.Open == i || q.Close == i {
		return -1
	}
	return r.quote[i]
}

// cutLead moves the end before the words that lead in the next cue, and before its subject where that stands before the verb.
func (r *reader) cutLead(first, n int) int {
	end := max(r.leadStart(n), first)
	for end > first && (r.isLead(end-1) || r.toks[end-1].Fold == "وذلك") {
		end--
	}
	return end
}

// trimAll takes marks that are not the speaker's off the ends of the content.
func (r *reader) trimAll(content []span) []span {
	out := content[:0]
	for _, s := range content {
		if s = r.trim(s); s.end > s.first {
			out = append(out, s)
		}
	}
	return out
}

func (r *reader) trim(s span) span {
	for s.first < s.end && r.isMark(s.first, ',', ':', '.', '-', ';') {
		s.first++
	}
	for s.first < s.end && r.isMark(s.end-1, ',', ':', '.', '-', ';', '“') {
		s.end--
	}
	for s.first < s.end && r.toks[s.end-1].Kind == doc.Break {
		s.end--
	}
	if q, ok := r.quoteFrom(s.first); ok && q.Close == s.end-1 {
		return r.trim(span{s.first + 1, s.end - 1})
	}
	if r.isQuoteMark(s.end-1) && r.quote[s.end-1] >= 0 && r.d.Quotes[r.quote[s.end-1]].Open < s.first && s.end-1 > s.first {
		s.end--
		return r.trim(s)
	}
	if r.isMark(s.end-1, '”') && r.quote[s.end-1] < 0 {
		s.end-- // a stray mark
		return r.trim(s)
	}
	if r.isMark(s.end-1, ')') && !r.opensBracket(s) {
		s.end--
		return r.trim(s)
	}
	return s
}

func (r *reader) opensBracket(s span) bool {
	for i := s.end - 1; i >= max(s.first, s.end-lookAhead); i-- {
		if r.isMark(i, '(') {
			return true
		}
	}
	return false
}
