package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// readAttached reads a verb with its object attached: "وصفته موسكو بأنه …", "الذي تتهمه أنقرة ب…", "ما اعتبرته حماس كنزا". In a relative clause only a subject of its own speaks,
// and the words end with the clause.
func (r *reader) readAttached(c *cue) (draft, bool) {
	st := draft{cueFirst: c.first, cueEnd: c.end, act: c.act}
	at, inside := c.end, r.inAttributive(c)
	if s, ok := r.attachedSubject(c); ok {
		st.who, st.explicit, at = s, true, s.end
	} else if inside {
		return st, false
	}
	i := r.skipLight(at)
	if i >= r.sent.End {
		return st, false
	}
	first := i
	switch {
	case r.isInna(i) && strings.HasPrefix(r.toks[i].Fold, "ب") || r.prepOpens(c, i) == 2:
		st.rule = rulePrep
	case r.prepOpens(c, i) == 1:
		st.rule, first = rulePrep, i+1
	case r.secondObject(c) && r.opensObject(c, i):
		st.rule = ruleObject
	default:
		return st, false
	}
	end := r.contentEnd(first, false)
	if inside {
		end = r.clauseEnd(first, end)
	}
	if !r.take(&st, first, end) {
		return st, false
	}
	r.identify(c, &st)
	st.nested = st.nested || inside
	return st, st.who.known
}

// inAttributive says whether a relative pronoun or an indefinite noun leads the verb in: الذي تتهمه, ما اعتبرته, عمليات وصفها.
func (r *reader) inAttributive(c *cue) bool {
	i := c.first
	if i <= r.sent.First || c.clitics != 0 || r.toks[i-1].Kind != doc.Word {
		return false
	}
	class := r.p.Info(r.toks[i-1].Readings[0].Form).Class
	return r.relativeBefore(i) || r.mention[i-1] < 0 && !r.isDefinite(i-1) && class.Has(lang.Common) && !class.Has(lang.Lead|lang.Conjunction|lang.Adverb)
}

// relativeBefore says whether a relative pronoun stands before the token.
func (r *reader) relativeBefore(i int) bool {
	return r.afterWhat(i) || i > 0 && r.p.Info(r.toks[i-1].Readings[0].Form).Class.Has(lang.Relative)
}

// afterWhat says whether ما or من stands before the token: ما (وصفته موسكو …), لما, بما, من (وصفتهم …).
func (r *reader) afterWhat(i int) bool {
	if i == 0 {
		return false
	}
	switch r.toks[i-1].Fold {
	case "ما", "لما", "بما", "عما", "مما", "فيما", "من":
		return true
	}
	return false
}

// attachedSubject is the noun phrase after the verb, if it can speak.
func (r *reader) attachedSubject(c *cue) (speaker, bool) {
	i := r.skipLight(c.end)
	if i >= r.sent.End || r.mention[i] < 0 && !r.animate(i) && !r.quotedNameAt(i) || r.governedByLetter(i) {
		return speaker{}, false
	}
	s, ok := r.subjectAt(i)
	return s, ok && agrees(&c.verb, &s)
}

// secondObject says whether a subject and after it another noun phrase follow the verb after ما: ما اعتبرته حماس (كنزا).
func (r *reader) secondObject(c *cue) bool {
	if !r.afterWhat(c.first) || !c.frames.Object && !c.frames.Addr || c.end+1 >= len(r.toks) {
		return false
	}
	return r.mention[c.end] >= 0 || r.animate(c.end) || r.quotedNameAt(c.end)
}

// quotedNameAt says whether a name in quotation marks stands at the token: اعتبرته "حماس".
func (r *reader) quotedNameAt(i int) bool {
	return r.isQuoteMark(i) && i+1 < len(r.toks) && r.mention[i+1] >= 0
}

// clauseEnd returns where a relative clause that goes on at the token ends: at a comma, at a verb that the clause before it is the subject of.
func (r *reader) clauseEnd(first, end int) int {
	for i := first; i < min(end, first+lookAhead); i++ {
		if q, ok := r.quoteFrom(i); ok && q.Balanced {
			i = q.Close
			continue
		}
		if r.isMark(i, ',', ';', '-', ')') || i > first && r.headsClause(i) {
			return i
		}
	}
	return end
}
