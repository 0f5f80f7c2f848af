package statement

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// firstPerson says whether the words are the speaker's own: نحن، إننا، سنواصل.
func (r *reader) firstPerson(s span) bool {
	for i := s.first; i < s.end && i < s.first+40; i++ {
		t := &r.toks[i]
		if t.Kind != doc.Word {
			continue
		}
		switch t.Fold {
		case "نحن", "اننا", "انني", "اني", "انا", "لنا", "لدينا", "بلادنا", "علينا", "لي", "وانا", "ونحن", "شعبنا", "كنا", "كنت":
			return true
		}
		if rd := r.p.Best(t); rd.Clitics&doc.For == 0 && !r.p.Info(rd.Form).Class.Has(lang.Common) && r.onlyFirstPerson(rd.Form) {
			return true
		}
	}
	return false
}

// onlyFirstPerson says whether all verb readings of the form are of the first person.
func (r *reader) onlyFirstPerson(id doc.FormID) bool {
	verbs := r.p.Verbs(id)
	for _, v := range verbs {
		if !v.Finite() || v.Person != 1 {
			return false
		}
	}
	return len(verbs) > 0
}

// take sets the content and how it is given: mixed where a quotation stands in it.
func (r *reader) take(st *draft, first, end int) bool {
	if end <= first || r.isAnonymity(first) {
		return false
	}
	if r.hasQuote(first, end) {
		st.manner = doc.Mixed
	}
	st.content = append(st.content, span{first, end})
	return true
}

func (r *reader) takeRaw(st *draft, first, end int) bool {
	if end <= first {
		return false
	}
	st.content = append(st.content, span{first, end})
	return true
}

// isAnonymity says whether the words only ask that a name be kept back: رفض (الكشف عن اسمه).
func (r *reader) isAnonymity(i int) bool {
	if r.toks[i].Kind != doc.Word {
		return false
	}
	c, _, _, ok := r.p.CueNounAt(r.toks, i)
	return ok && c.Class == lang.Anonymity
}

// hasQuote says whether a quotation that is no name's stands in the tokens.
func (r *reader) hasQuote(first, end int) bool {
	return r.marks[end] > r.marks[first]
}
