package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// bareWords takes what follows a verb of saying where nothing opens it, neither أن nor a mark: "وقال الوزير نحن مستعدون", "وأضاف يتم حاليا ترميم الجسر".
func (r *reader) bareWords(c *cue, st *draft, at int) bool {
	if c.class != lang.Say || !c.frames.Inna || !c.frames.Quote || c.frames.Object {
		return false
	}
	first := r.skipLight(at)
	if first >= r.sent.End || r.toks[first].Kind != doc.Word || r.mention[first] >= 0 || !r.beginsClause(first) {
		return false
	}
	end := r.contentEnd(first, true)
	if end-first < 3 {
		return false
	}
	st.rule = ruleBare
	if r.firstPerson(span{first, end}) {
		st.manner = doc.Direct
	}
	return r.take(st, first, end)
}

// beginsClause says whether a word begins a clause for certain: نحن, لا, لقد, هناك, a verb in the present, our own (هدفنا).
func (r *reader) beginsClause(i int) bool {
	class := r.p.Info(r.toks[i].Readings[0].Form).Class
	if class.Has(lang.Pronoun|lang.Negation|lang.Auxiliary) || r.toks[i].Fold == "هناك" || class.Has(lang.Attached) && strings.HasSuffix(r.toks[i].Fold, "نا") {
		return true
	}
	if class.Has(lang.Common | lang.Preposition | lang.Nisba) {
		return false
	}
	for _, v := range r.p.Verbs(r.toks[i].Readings[0].Form) {
		if v.Aspect == morph.Present || v.Aspect == morph.Future || v.Finite() && v.Person == 1 {
			return true
		}
	}
	return false
}
