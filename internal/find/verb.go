package find

import (
	"slices"
	"strings"

	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/script"
)

// joinedVerb says whether a word that is some form of another is rather و and a verb as its dictionary has it: ودعا is و with دعا.
func (a *Analyzer) joinedVerb(w, key string) bool {
	rest, ok := strings.CutPrefix(w, "و")
	if !ok || key == w || len(rest) < 6 {
		return false
	}
	l := a.lemmasOf(rest)
	return len(l) > 0 && l[0] == rest
}

// indefiniteMasdar says whether the word is a verbal noun without an article.
func (a *Analyzer) indefiniteMasdar(w string) bool {
	for _, v := range a.pack.Verbs(a.id(w)) {
		if v.Aspect == morph.Masdar && !v.Definite {
			return true
		}
	}
	return false
}

// likeEighth says whether the letters are those of a verbal noun of form VIII whose root begins with ل: التهاب, التفاف.
func likeEighth(w string) bool {
	r := []rune(w)
	return len(r) == 6 && strings.HasPrefix(w, "الت") && r[4] == 'ا'
}

// objects are the pronouns that a verb has attached, folded, the longer before those that they end in.
var objects = [...]string{"هما", "هم", "هن", "ها", "نا", "ني", "ه"}

// lemmas returns the keys of the verbs that have the word among their forms of a tense, the likeliest first.
func (a *Analyzer) lemmas(raw, w string) []string {
	if out := a.lemmasOf(w); out != nil {
		return out
	}
	for _, o := range objects {
		stem, ok := strings.CutSuffix(w, o)
		if !ok || len(stem) < 6 || o == "ه" && lastLetter(raw) == 'ة' {
			continue
		}
		if out := a.lemmasOf(stem); out != nil {
			return out
		}
		if strings.HasSuffix(stem, "و") { // قتلوه
			if out := a.lemmasOf(stem + "ا"); out != nil {
				return out
			}
		}
	}
	return nil
}

// isActive says whether the form is a verb's in the active, where news writes it: the letters of a passive are mostly those of another word.
func (a *Analyzer) isActive(w string) bool {
	for _, v := range a.pack.Verbs(a.id(w)) {
		if v.Finite() && v.Voice == morph.Active && !v.Rare && !v.Jussive {
			return true
		}
	}
	return false
}

// lemmasOf ranks the verbs of a form: first the one that is spelt so in its dictionary, then actives, then what news hardly writes.
func (a *Analyzer) lemmasOf(w string) []string {
	type ranked struct {
		key  string
		rank int
	}
	var all []ranked
	for _, v := range a.pack.Verbs(a.id(w)) {
		if !v.Finite() {
			continue
		}
		r := ranked{key: script.String(a.pack.Lemmas[v.Lemma].Text)}
		if r.key != w {
			r.rank++
		}
		if v.Voice != morph.Active {
			r.rank++
		}
		if v.Rare {
			r.rank += 4
		}
		if v.Jussive {
			r.rank += 2
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(x, y ranked) int { return x.rank - y.rank })
	var out []string
	for _, r := range all {
		if !slices.Contains(out, r.key) {
			out = append(out, r.key)
		}
	}
	return out
}
