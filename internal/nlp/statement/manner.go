package statement

import (
	"strings"
	"unicode/utf8"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// setManner says how the words are given: direct where all of them stand in quotation marks, mixed where some do, else indirect. What the
// opening has found to be the speaker's own words stays direct.
func (r *reader) setManner(st *draft) {
	if st.manner == doc.Direct {
		return
	}
	direct, mixed := true, false
	for _, s := range st.content {
		direct = direct && r.fillsQuote(s)
		mixed = mixed || r.hasQuote(s.first, s.end)
	}
	switch {
	case direct:
		st.manner = doc.Direct
	case mixed:
		st.manner = doc.Mixed
	default:
		st.manner = doc.Indirect
	}
}

// fillsQuote says whether the words are all of a quotation that is no name.
func (r *reader) fillsQuote(s span) bool {
	if s.first == 0 || s.end >= len(r.toks) || r.quote[s.first] < 0 {
		return false
	}
	n := r.quote[s.first]
	q := r.d.Quotes[n]
	return q.Balanced && q.Open == s.first-1 && q.Close == s.end && !r.quotesName(q)
}

// hasQuote says whether a quotation that is no name's stands in the tokens.
func (r *reader) hasQuote(first, end int) bool {
	return r.marks[end] > r.marks[first]
}

// quotesName says whether the quotation marks are a name's and no speaker's: what is in them is named, is written in Latin letters or has its
// Latin form in a bracket after it ("ناتو" (NATO)), or stands after a noun that a title follows (عملية "درع النيل").
func (r *reader) quotesName(q doc.Quote) bool {
	if !q.Balanced || q.Close-q.Open > 6 || q.Close-q.Open < 2 {
		return false
	}
	if m := r.mention[q.Open+1]; m >= 0 && r.d.Mentions[m].Named() && r.d.Mentions[m].First <= q.Open+1 && r.d.Mentions[m].End >= q.Close {
		return true
	}
	for i := q.Open + 1; i < q.Close; i++ {
		if r.isLatin(i) {
			return true
		}
	}
	if r.endsEntity(r.words(span{q.Open + 1, q.Close})) {
		return true
	}
	if r.isMark(q.Close+1, '(') && r.isLatin(q.Close+2) {
		return true
	}
	i := q.Open - 1
	if i > 0 && r.toks[i].Fold == "ب" {
		i-- // ما يسمى بـ"…"
	}
	if i < 0 || r.toks[i].Kind != doc.Word {
		return false
	}
	class := r.p.NameClassOf(&r.toks[i])
	return class.Has(lang.Naming|lang.Titled) && !r.describes(q.Open+1, q.Close)
}

// isLatin says whether the token is a word in Latin letters.
func (r *reader) isLatin(i int) bool {
	return i < len(r.toks) && r.toks[i].Kind == doc.Word && r.toks[i].Fold != "" && r.toks[i].Fold[0] < utf8.RuneSelf
}

// describes says whether the words are ordinary ones without the article, which describe the noun before them and are no title: عملية "إرهابية".
func (r *reader) describes(first, end int) bool {
	for i := first; i < end; i++ {
		if r.toks[i].Kind != doc.Word || r.hasArticle(i) || !r.p.ClassOf(&r.toks[i]).Has(lang.Common|lang.Verb|lang.Preposition) {
			return false
		}
	}
	return true
}

// maxEntities is how many entities are looked at for a name in quotation marks.
const maxEntities = 48

// endsEntity says whether the words are the end of a longer name that the article has: "القاعدة" beside تنظيم القاعدة.
func (r *reader) endsEntity(words string) bool {
	for i := range r.d.Entities[:min(len(r.d.Entities), maxEntities)] {
		e := &r.d.Entities[i]
		if rest, ok := strings.CutSuffix(e.Name, words); ok && (rest == "" || strings.HasSuffix(rest, " ")) {
			return true
		}
	}
	return false
}

// firstPerson says whether the words are the speaker's own: نحن، إننا، سنواصل، معنا.
func (r *reader) firstPerson(s span) bool {
	for i := s.first; i < s.end && i < s.first+40; i++ {
		t := &r.toks[i]
		if t.Kind != doc.Word {
			continue
		}
		switch t.Fold {
		case "نحن", "اننا", "انني", "اني", "انا", "لي", "وانا", "ونحن", "كنا", "كنت":
			return true
		}
		if r.ours(t) {
			return true
		}
		if rd := r.p.Best(t); rd.Clitics&doc.For == 0 && !r.p.Info(rd.Form).Class.Has(lang.Common|lang.Complementizer|lang.Homograph) && r.onlyFirstPerson(rd.Form) {
			return true
		}
	}
	return false
}

// ours says whether the word carries the pronoun of the first person: بلادنا, بيننا. In "بيانا" the ن is the noun's own.
func (r *reader) ours(t *doc.Token) bool {
	if !strings.HasSuffix(t.Fold, "نا") || !r.p.ClassOf(t).Has(lang.Attached|lang.Preposition) {
		return false
	}
	return !r.p.Info(r.p.Form(strings.TrimSuffix(t.Fold, "ا"))).Class.Has(lang.Common)
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

// take adds a piece of content.
func (r *reader) take(st *draft, first, end int) bool {
	if end <= first || r.isAnonymity(first) {
		return false
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
