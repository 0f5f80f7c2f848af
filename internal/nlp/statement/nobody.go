package statement

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// nobodys says whether the verb, whose words have been found, tells what nobody in the text says: what a government is going to do, the
// passive (اتهم بالسرقة).
func (r *reader) nobodys(c *cue, st *draft) bool {
	switch {
	case st.explicit:
		return false
	case c.verb.Aspect == morph.Future && r.ledByRelative(c.first):
		return true // حكومة ستتكفل ب…
	case c.class == lang.Judge && c.clitics == 0 && r.afterWhat(c.first):
		return true // ما يسمى …
	}
	return c.act == doc.Criticise && c.frames.Addr && st.rule == rulePrep && r.prepOpens(c, c.end) == 2
}

// ledByRelative says whether a relative pronoun stands before the verb, whose subject is then what it means and nobody who spoke before: حكومة … التي ستتكفل ب.
func (r *reader) ledByRelative(i int) bool {
	return i > r.sent.First && len(r.toks[i-1].Fold) > 4 && r.p.Info(r.toks[i-1].Readings[0].Form).Class.Has(lang.Relative)
}
