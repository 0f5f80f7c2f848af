package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// maxSource is the number of tokens that the source of an according-phrase may run over before its comma.
const maxSource = 24

// noFrames are those of a cue that governs nothing.
var noFrames = &lang.Frames{}

// wordsAfterSource returns where the clause starts that an according-phrase opens: after "، فإن", or after the comma that ends the source with all that
// completes it (وبحسب مصادر أهلية من سرت، …; وحسب فلانة، وهي صحفية …، فقد …). A verb of saying there with a subject of its own has its own
// statement, and ok is false.
func (r *reader) wordsAfterSource(end int) (first int, ok bool) {
	first = r.afterThen(end)
	if first < 0 {
		for k := end; k < r.sent.End && k < end+maxSource; {
			next := r.complement(&cue{frames: noFrames}, k)
			if next == k {
				if r.isMark(k, ',') {
					end = k
				}
				break
			}
			k = next
		}
		first = end
		if r.isMark(first, ',') {
			first++
		}
	}
	if first < r.sent.End && r.toks[first].Kind == doc.Word && (r.isInna(first) || r.toks[first].Fold == "فان") {
		first++
	}
	return first, first < r.sent.End && !r.hasOwnWords(first)
}

// afterThen returns the word with ف (فإن، فقد) after a comma, or فإن after none, or -1: the ف shows that the clause begins.
func (r *reader) afterThen(i int) int {
	for n := i; n+1 < r.sent.End && n < i+maxSource; n++ {
		if r.cues[n] >= 0 || r.isMark(n, '.', ':') {
			return -1
		}
		if r.toks[n+1].Kind != doc.Word || !strings.HasPrefix(r.toks[n+1].Fold, "ف") {
			continue
		}
		if !r.isMark(n, ',') && (r.toks[n+1].Fold != "فان" || n+1 >= r.sent.End-1) {
			continue
		}
		if fold := r.toks[n+1].Fold; fold == "فان" || fold == "فقد" || r.p.Best(&r.toks[n+1]).Clitics&doc.Then != 0 {
			return n + 1
		}
	}
	return -1
}

// hasOwnWords says whether a verb of saying stands at the token that opens words of its own.
func (r *reader) hasOwnWords(i int) bool {
	if r.cues[i] < 0 {
		return false
	}
	c := &r.found[r.cues[i]]
	return c.kind == finite && c.class == lang.Say && c.clitics == 0 && r.opensPlainly(c)
}

// goesOnAfterSource returns the words that go on after an according-phrase that is put into the clause: "سقط خمسة، بحسب الشرطة، (في هجوم …)".
func (r *reader) goesOnAfterSource(end int) (span, bool) {
	if !r.isMark(end, ',', '-') || end+1 >= r.sent.End || r.toks[end+1].Kind != doc.Word {
		return span{}, false
	}
	i := end + 1
	class := r.p.Info(r.toks[i].Readings[0].Form).Class
	if r.cues[i] >= 0 || r.date[i] >= 0 || class.Has(lang.Relative|lang.Contrast) || r.isLead(i) && !class.Has(lang.Preposition) || r.p.Best(&r.toks[i]).Clitics&(doc.And|doc.Then) != 0 || r.isRemark(i) {
		return span{}, false
	}
	s := span{i, r.contentEnd(i, false)}
	return s, s.end > s.first
}

// insertion returns the end of a clause between commas that only tells who says so: "كما أكد الوزيران، (يضيف المصدر ذاته)، على …".
func (r *reader) insertion(i int) (end int, ok bool) {
	if i >= r.sent.End || r.cues[i] < 0 || !r.isMark(i-1, ',') {
		return i, false
	}
	c := &r.found[r.cues[i]]
	if c.kind != finite || c.class != lang.Say || c.clitics != 0 || c.verb.Person != 3 || c.verb.Aspect != morph.Present {
		return i, false
	}
	s, ok := r.subjectAt(r.skipDates(c.end))
	if !ok || !agrees(&c.verb, &s) {
		return i, false
	}
	return s.end + 1, r.isMark(s.end, ',') && s.end+1 < r.sent.End
}

// skipDates passes over the date at the token.
func (r *reader) skipDates(i int) int {
	for i < r.sent.End && r.date[i] >= 0 {
		i = r.d.Dates[r.date[i]].End
	}
	return i
}
