package statement

import (
	"slices"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// maxPieces is the number of pieces that content may be cut into, and maxBracket the number of tokens of a bracket.
const (
	maxPieces  = 12
	maxBracket = 24
)

// lastWords is the number of tokens at the end of the content where وذلك may be the reporter's; before that it is a part of what was said.
const lastWords = 40

// fewWords is how many tokens are too few for a clause where a remark after them ends in another comma.
const fewWords = 4

// cutOut takes out of the content what the reporter says in it: a bracket that says what was meant (يقصد إسرائيل), and remarks such as "، في إشارة إلى …" and
// "، على حد تعبيره". Where the speaker goes on after one, the content has another piece.
func (r *reader) cutOut(st *draft) {
	for k := 0; k < len(st.content) && k < maxPieces; k++ {
		s := st.content[k]
		at, resume := r.reporterIn(st, s)
		if at >= s.end {
			continue
		}
		st.content[k].end = at
		if resume < s.end {
			st.content = slices.Insert(st.content, k+1, span{resume, s.end})
		}
	}
}

// reporterIn returns where in the words the reporter speaks first, and where the speaker goes on after that; both are the end where there is nothing
// of the kind.
func (r *reader) reporterIn(st *draft, s span) (at, resume int) {
	inside := false // a clause inside the phrase is under way, which a verb with و may go on with
	for i := s.first; i < min(s.end, s.first+lookAhead); i++ {
		quoted := r.inQuotation(i)
		switch {
		case i > s.first+1 && r.isQuoteMark(i) && r.isMark(i-1, '.', '!', '?') && i+1 < s.end && r.toks[i+1].Kind == doc.Word && r.closesQuote(i):
			return i + 1, s.end // "… سنعود." رابط الخبر
		case r.isMark(i, '('):
			if end := r.bracketEnd(i); r.isReporters(i, end, quoted) {
				return i, end
			}
		case quoted:
		case r.isMark(i, ',') && r.isInsertion(i+1, s.end):
			end, _ := r.insertion(i + 1)
			return i, end
		case r.isMark(i, ',') && r.remarkAt(st, s, i+1):
			return i, r.resumes(i+1, s.end)
		case r.isMark(i, ',') && (r.predicateAt(i+1) || r.isPlainCue(i+1)) && r.isSubordinate(st.cueFirst):
			return i, s.end
		case r.toks[i].Kind == doc.Word && r.repeatsSource(i):
			return i, r.afterRepeated(i, s.end)
		case i > s.first && r.toks[i].Kind == doc.Word && (r.isQuoteMark(i-1) || r.toks[i].Fold == "علما") && r.isRemark(i):
			return i, r.resumes(i, s.end)
		case i > s.first && r.isAct(st.rule) && (r.circumstanceAt(st, i) || !inside && r.clauseAt(i)):
			return i, s.end
		}
		inside = r.staysInside(i, inside)
	}
	return s.end, s.end
}

// isInsertion says whether a clause that only tells who says so is put into the words at the token.
func (r *reader) isInsertion(i, limit int) bool {
	end, ok := r.insertion(i)
	return ok && end < limit
}

// closesQuote says whether the mark closes a quotation.
func (r *reader) closesQuote(i int) bool {
	return r.quote[i] >= 0 && r.d.Quotes[r.quote[i]].Close == i && r.d.Quotes[r.quote[i]].Balanced
}

// inQuotation says whether the token is inside quotation marks that are closed and no name's.
func (r *reader) inQuotation(i int) bool {
	q := r.quoteAround(i)
	return q >= 0 && r.d.Quotes[q].Balanced && !r.quotesName(r.d.Quotes[q])
}

// bracketEnd returns the token after the bracket that opens at the token, or the token.
func (r *reader) bracketEnd(i int) int {
	for k := i + 1; k < r.sent.End && k < i+maxBracket; k++ {
		if r.isMark(k, ')') {
			return k + 1
		}
	}
	return i
}

// isReporters says whether a bracket is the reporter's: in a quotation, where a preposition opens it (إلى الحلف); anywhere, where it says what was
// meant (أي إيران). A day, a name, a title in one mostly stands in the words that were handed out.
func (r *reader) isReporters(i, end int, quoted bool) bool {
	if end-i < 3 || r.toks[i+1].Kind != doc.Word {
		return false
	}
	class := r.p.Info(r.toks[i+1].Readings[0].Form).Class
	return class.Has(lang.Gloss) || quoted && class.Has(lang.Preposition) || r.isRemark(i+1)
}

// remarkAt says whether the reporter goes on by himself at a token after a comma.
func (r *reader) remarkAt(st *draft, s span, i int) bool {
	if i+1 >= r.sent.End || r.toks[i].Kind != doc.Word {
		return false
	}
	if r.isRemark(i) && !r.beforePredicate(s, i) || r.mainClauseAt(st, s.first, i) {
		return true
	}
	switch r.toks[i].Fold {
	case "وذلك":
		return s.end-i < lastWords && r.isOccasion(i+1)
	case "وسط":
		return r.contentNounAt(i + 1)
	case "ولم":
		return r.isSaying(i+1) && r.cues[i+1] >= 0
	case "وهو", "الامر", "وهذا":
		return r.p.ClassOf(&r.toks[i+1]).Has(lang.Relative|lang.Pronoun) && r.isJudged(i+2)
	case "في":
		return r.toks[i+1].Fold == "وقت" && r.isTold(i+2)
	}
	return false
}

// beforePredicate says whether a remark is put in between the subject and its predicate: "أن زيارته، في أول …، تهدف إلى".
func (r *reader) beforePredicate(s span, i int) bool {
	if i-s.first > fewWords {
		return false
	}
	for k := i; k < s.end; k++ {
		if r.isMark(k, ',') {
			return k+1 < s.end && r.toks[k+1].Kind == doc.Word && !strings.HasPrefix(r.toks[k+1].Fold, "و")
		}
	}
	return false
}

// isTold says whether the token is a verb and no adjective: في وقت (تواصل الشركة), but في وقت (لاحق).
func (r *reader) isTold(i int) bool {
	if i >= r.sent.End || r.toks[i].Kind != doc.Word || r.mention[i] >= 0 {
		return false
	}
	class := r.p.Info(r.toks[i].Readings[0].Form).Class
	if class.Has(lang.Homograph) {
		return r.definiteAt(i + 1) // تواصل is a noun as often: before a subject it is the verb
	}
	return class.Has(lang.Verb) && !class.Has(lang.Former|lang.Qualifier|lang.Adverb)
}

// definiteAt says whether a noun with the article or a name stands at the token.
func (r *reader) definiteAt(i int) bool {
	return i < r.sent.End && r.toks[i].Kind == doc.Word && (r.mention[i] >= 0 || r.isDefinite(i))
}

// isRemark says whether a listed phrase by which the reporter comes back stands at the token.
func (r *reader) isRemark(i int) bool {
	c, _, rd, ok := r.p.CueNounAt(r.toks, i)
	return ok && c.Class == lang.Remark && rd.Clitics == 0
}

// isOccasion says whether the words after وذلك tell when and where something was said: بعد, خلال, في كلمة, but not في ظل.
func (r *reader) isOccasion(i int) bool {
	if !r.p.ClassOf(&r.toks[i]).Has(lang.Occasion) {
		return false
	}
	return i+1 >= r.sent.End || !r.p.ClassOf(&r.toks[i+1]).Has(lang.Setting)
}

// isSaying says whether the token is a verb of saying in a tense.
func (r *reader) isSaying(i int) bool {
	_, ok := r.sayingAt(i)
	return ok
}

// isJudged says whether the token is a verb of saying or judging with its object attached, or one that negates it: (وهو ما) نفته طهران, لم تؤكده.
func (r *reader) isJudged(i int) bool {
	if i < r.sent.End && r.toks[i].Kind == doc.Word && r.p.ClassOf(&r.toks[i]).Has(lang.Negation) {
		i++
	}
	if i >= r.sent.End || r.toks[i].Kind != doc.Word || r.mention[i] >= 0 {
		return false
	}
	for _, v := range r.p.AttachedVerbs(r.toks[i].Fold, 0) {
		if class := r.p.Lemmas[v.Lemma].Class; v.Finite() && v.Person == 3 && (class == lang.Say || class == lang.Deny || class == lang.Judge) {
			return true
		}
	}
	return false
}

// mainClauseAt says whether the main clause of the reporter begins at a token after a comma, the words before it being told in a clause of
// time: "وبعد أن أكد الوزير أن …، قال لافروف إن". Where the words before it are only the subject ("أن فلانا، وزير …، قال") it is their verb.
func (r *reader) mainClauseAt(st *draft, first, i int) bool {
	if r.cues[i] < 0 {
		return false
	}
	c := &r.found[r.cues[i]]
	if c.kind != finite || c.class != lang.Say || c.clitics != 0 || c.negated || c.verb.Aspect != morph.Past || !r.opensPlainly(c) {
		return false
	}
	return r.isAct(st.rule) || r.hasMainVerb(first, i)
}

// predicateAt says whether a bare past, or a verb with ف, opens a clause at the token: the main clause after one that a preposition leads in.
func (r *reader) predicateAt(i int) bool {
	if i >= r.sent.End || r.toks[i].Kind != doc.Word || r.mention[i] >= 0 {
		return false
	}
	best := r.p.Best(&r.toks[i])
	if r.toks[i].Fold == "فقد" || r.toks[i].Fold == "فان" || best.Clitics == doc.Then && r.isPast(best.Form) {
		return true
	}
	return best.Clitics == 0 && r.isPast(r.toks[i].Readings[0].Form)
}

// isPlainCue says whether a bare past that opens words of its own stands at the token.
func (r *reader) isPlainCue(i int) bool {
	if i >= r.sent.End || r.cues[i] < 0 {
		return false
	}
	c := &r.found[r.cues[i]]
	return c.kind == finite && c.clitics == 0 && !c.negated && c.verb.Aspect == morph.Past && r.opens(c)
}

// isPast says whether the form is a past of the third person and hardly another word.
func (r *reader) isPast(form doc.FormID) bool {
	if class := r.p.Info(form).Class; !class.Has(lang.Verb) || class.Has(lang.Common|lang.Homograph|lang.Preposition|lang.Auxiliary|lang.Given) {
		return false
	}
	for _, v := range r.p.Verbs(form) {
		if v.Aspect == morph.Past && v.Person == 3 && v.Voice == morph.Active {
			return true
		}
	}
	return false
}

// clauseAt says whether a clause of the reporter's opens at the token, which no noun phrase goes on with: a past with و, ولم, لكن.
func (r *reader) clauseAt(i int) bool {
	t := &r.toks[i]
	if t.Kind != doc.Word || r.mention[i] >= 0 || r.cues[i] >= 0 {
		return false
	}
	class := r.p.Info(t.Readings[0].Form).Class
	if t.Fold == "ولم" || t.Fold == "وقد" || t.Fold == "وكان" || t.Fold == "وكانت" || strings.HasPrefix(t.Fold, "لكن") || strings.HasPrefix(t.Fold, "ولكن") || t.Fold == "بينما" {
		return true
	}
	best := r.p.Best(t)
	if class&^lang.Ordinary != 0 || best.Clitics != doc.And || !r.isPast(best.Form) {
		return false
	}
	// after a comma a verb without a subject may still go on with a relative clause: "الهجوم الذي استهدف المدينة، وأسفر عن …"
	return !r.isMark(i-1, ',') || i+1 < r.sent.End && r.toks[i+1].Kind == doc.Word && !r.p.Info(r.toks[i+1].Readings[0].Form).Class.Has(lang.Preposition) && !r.governedByLetter(i+1)
}

// staysInside says whether the words after the token are still in a clause inside the phrase, given that those before it are.
func (r *reader) staysInside(i int, inside bool) bool {
	t := &r.toks[i]
	if t.Kind != doc.Word {
		return inside && !r.isMark(i, ',') && !r.isQuoteMark(i)
	}
	class := r.p.Info(t.Readings[0].Form).Class
	return inside || class.Has(lang.Relative|lang.Complementizer) || r.mention[i] < 0 && class.Has(lang.Verb) && !class.Has(lang.Common|lang.Preposition|lang.Nisba|lang.Definite)
}

// isSubordinate says whether the cue stands in a clause or phrase before the sentence's main one: "وعلى الرغم من إعلان الحكومة أن …، كثف المقاتلون …".
func (r *reader) isSubordinate(cue int) bool {
	first := r.sent.First
	class := r.p.ClassOf(&r.toks[first])
	if cue == first || !class.Has(lang.Preposition|lang.TakesAn|lang.Conjunction) || r.isLead(first) && !class.Has(lang.Preposition) && !r.isWhile(first) || r.mention[first] >= 0 {
		return false
	}
	for k := first; k < cue; k++ {
		if r.isMark(k, ',', ';', ':') || cue-first > aheadReach {
			return false
		}
	}
	return true
}

// isWhile says whether the word puts a clause beside another: فيما، بينما، حين.
func (r *reader) isWhile(i int) bool {
	fold := strings.TrimPrefix(r.toks[i].Fold, "و")
	return fold == "فيما" || fold == "بينما" || fold == "حين" || fold == "عندما"
}

// hasMainVerb says whether a verb that heads a clause stands in the tokens.
func (r *reader) hasMainVerb(first, end int) bool {
	for k := first; k < end; k++ {
		if r.toks[k].Kind == doc.Word && r.mention[k] < 0 && r.date[k] < 0 && !r.p.Info(r.toks[k].Readings[0].Form).Class.Has(lang.Given|lang.Family) && r.isMainVerb(k) {
			return true
		}
	}
	return false
}

// repeatsSource says whether words at the token only say once more whose words these are: على حد تعبيره, وفق قولها, حسبما ذكر.
func (r *reader) repeatsSource(i int) bool { return r.repeatedEnd(i) > i }

// repeatedEnd returns the end of such words, or the token.
func (r *reader) repeatedEnd(i int) int {
	if !r.p.ClassOf(&r.toks[i]).Has(lang.PhraseStart) || r.mention[i] >= 0 {
		return i
	}
	c, end, rd, ok := r.p.CueNounAt(r.toks, i)
	if !ok || !c.Class.NamesSource() && c.Class != lang.Remark || rd.Clitics&^doc.In != 0 {
		return i
	}
	switch {
	case r.isOwnWords(end - 1):
		return end
	case r.isOwnWords(end):
		return end + 1
	case c.Class == lang.AccordingVerb && c.Text != "كما" && r.isSaying(end):
		return end + 1
	}
	return i
}

// isOwnWords says whether the token is a noun of speaking with a pronoun: تعبيره، قولها.
func (r *reader) isOwnWords(i int) bool {
	if i >= r.sent.End || r.toks[i].Kind != doc.Word {
		return false
	}
	for _, pronoun := range [...]string{"هما", "هم", "ها", "ه"} {
		if stem, ok := strings.CutSuffix(r.toks[i].Fold, pronoun); ok {
			return r.p.Info(r.p.Form(stem)).Class.Has(lang.OwnWords)
		}
	}
	return false
}

// afterRepeated returns where the speaker goes on after such words: after the comma that follows them at once.
func (r *reader) afterRepeated(i, end int) int {
	if k := r.repeatedEnd(i); r.isMark(k, ',') && k+1 < end {
		return k + 1
	}
	return end
}

// resumes returns where the speaker goes on after a remark: where وأن follows a comma.
func (r *reader) resumes(i, end int) int {
	for k := i; k+1 < end; k++ {
		if rd, ok := r.p.Reading(&r.toks[k+1], lang.Complementizer); r.isMark(k, ',') && ok && rd.Clitics == doc.And {
			return k + 1
		}
	}
	return end
}

// circumstanceAt says whether the reporter tells at the token when an act of speech was done: دعا إلى التهدئة (بعد أن قتل اثنان), (وذلك خلال
// خطاب). What somebody announces may hold such words itself.
func (r *reader) circumstanceAt(st *draft, i int) bool {
	fold := r.toks[i].Fold
	if fold == "وذلك" {
		return i+1 < r.sent.End && r.isOccasion(i+1)
	}
	if st.act == doc.Inform {
		return false
	}
	return fold == "بعدما" || fold == "بعد" && i+1 < r.sent.End && strings.HasPrefix(r.toks[i+1].Fold, "ان") && r.isInna(i+1)
}
