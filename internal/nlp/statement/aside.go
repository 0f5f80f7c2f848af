package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// maxAside is the number of tokens that an aside between subject and words may have.
const maxAside = 20

// prepositional returns the end of a prepositional phrase at the token that tells where or how something was said (في بيان رسمي, خلال مؤتمر صحفي
// مع نظيره الألماني, في بيان نشرته وسائل الإعلام), or the token.
func (r *reader) prepositional(c *cue, i int) int {
	end := r.phraseStart(i)
	if end == i {
		return i
	}
	meets := r.isMeeting(end - 1)
	for start := i; end < r.sent.End && end-start < maxAside; {
		next := r.complement(c, end)
		if m := r.mentionFrom(end); next == end && meets && m != nil && !r.joined(end) {
			next = m.End // خلال لقائه أمس مبعوث الأمم المتحدة
		}
		if next == end {
			break
		}
		end = next
	}
	return end
}

// isMeeting says whether the token is a noun of contact with its owner, whose other party may follow as its object: لقائه، استقبالها.
func (r *reader) isMeeting(i int) bool {
	if r.toks[i].Kind != doc.Word || r.mention[i] >= 0 {
		return false
	}
	n, _, _, ok := r.p.ContactNounAt(r.toks, i)
	return ok && n.Owner.Person != 0
}

// phraseStart returns the end of a preposition and the noun that it governs, or the token.
func (r *reader) phraseStart(i int) int {
	if r.isLocative(i) {
		return r.governedNoun(i)
	}
	if i < r.sent.End && r.toks[i].Fold == "ل" {
		return max(i, r.governedNoun(i+1)-1) + 1
	}
	if m := r.mentionFrom(i); m != nil && r.p.Best(&r.toks[i]).Clitics&doc.For != 0 {
		return m.End // وجه للوزير الدعوة
	}
	if !r.isPreposition(i) || i+1 >= r.sent.End {
		return i
	}
	if r.hasPronoun(i) {
		return i + 1 // لها, عنه: complete in itself
	}
	first := i + 1
	if r.p.ClassOf(&r.toks[first]).Has(lang.Demonstrative) {
		first++ // في هذا السياق
	}
	if end := r.governedNoun(first); end > first {
		return end
	}
	return i
}

// isLocative says whether the token is a place, but no country, with ب: it tells where something was said, also after a verb that governs ب.
func (r *reader) isLocative(i int) bool {
	if i >= r.sent.End || r.toks[i].Kind != doc.Word || r.p.Best(&r.toks[i]).Clitics&doc.In == 0 {
		return false
	}
	if m := r.mentionFrom(i); m != nil {
		return m.Type == doc.Place && !r.isCountry(m)
	}
	return r.mention[i] < 0 && r.p.ClassOf(&r.toks[i]).Has(lang.PlaceHead|lang.BodyHead)
}

// isPreposition says whether the token is a preposition and nothing else.
func (r *reader) isPreposition(i int) bool {
	return i < r.sent.End && r.toks[i].Kind == doc.Word && r.mention[i] < 0 && r.cues[i] < 0 && r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Preposition)
}

// governedNoun returns the end of the noun that stands after a preposition, with the noun that completes it (ختام قمتها), or the token.
func (r *reader) governedNoun(i int) int {
	if i >= r.sent.End {
		return i
	}
	if m := r.mentionFrom(i); m != nil {
		return m.End
	}
	if q, ok := r.quoteFrom(i); ok && q.Balanced && q.Close-q.Open <= 5 {
		return q.Close + 1 // لـ«الفجر»
	}
	if r.toks[i].Kind != doc.Word || r.isInna(i) {
		return i
	}
	end := i + 1
	if end >= r.sent.End || r.endsPhrase(i) || r.isOwned(i) || r.cues[end] >= 0 {
		return end
	}
	if m := r.mentionFrom(end); m != nil && r.p.Best(&r.toks[end]).Clitics == 0 {
		return m.End
	}
	if r.toks[end].Kind == doc.Word && r.mention[end] < 0 && r.date[end] < 0 && (r.isDefinite(end) && !r.joined(end) || r.isOwned(end)) && !r.p.Info(r.toks[end].Readings[0].Form).Class.Has(lang.Relative|lang.Verb|lang.Preposition|lang.Conjunction) {
		end++
	}
	return end
}

// complement returns the end of what goes on with the phrase before the token: an adjective, another preposition that the cue does not govern, a
// verb that tells of the paper (بيان نشرته). It returns the token where the phrase is over.
func (r *reader) complement(c *cue, i int) int {
	t := &r.toks[i]
	switch {
	case r.date[i] >= 0:
		return r.d.Dates[r.date[i]].End
	case r.isMark(i, '('):
		return r.afterBracket(i)
	case t.Kind != doc.Word || r.cues[i] >= 0 || r.isInna(i):
		return i
	case r.isAdjective(i):
		return i + 1
	case r.prepOpens(c, i) != 0:
		return i
	case r.isPreposition(i):
		if r.hasPronoun(i) {
			return i + 1
		}
		if end := r.governedNoun(i + 1); end > i+1 {
			return end
		}
	case r.governedByLetter(i) && r.p.Best(t).Clitics&doc.And == 0:
		return r.governedNoun(i)
	case r.p.Info(t.Readings[0].Form).Class.Has(lang.Attached) && r.p.Info(t.Readings[0].Form).Class.Has(lang.Verb) && !r.isOwned(i):
		return max(i+1, r.governedNoun(i+1))
	}
	return i
}

// hasArticle says whether the word carries the article, after a letter or not: الجامعة، بالجامعة، للجامعة.
func (r *reader) hasArticle(i int) bool {
	fold := r.toks[i].Fold
	if strings.HasPrefix(fold, "ال") || strings.HasPrefix(fold, "لل") {
		return true
	}
	return len(fold) > 6 && strings.HasPrefix(fold[2:], "ال") && r.p.Best(&r.toks[i]).Clitics != 0
}

// isAdjective says whether the token goes with the noun before it: both with the article or both without.
func (r *reader) isAdjective(i int) bool {
	class := r.p.Info(r.toks[i].Readings[0].Form).Class
	if r.mention[i] >= 0 && !(r.mentionFrom(i) != nil && class.Has(lang.Common) && !r.d.Mentions[r.mention[i]].Named() && r.isMedium(i-1)) {
		return false // مؤتمر صحفي: no man here
	}
	if class&^lang.Ordinary == 0 && !r.isDefinite(i) && r.isMedium(i-1) && r.p.Best(&r.toks[i]).Clitics == 0 {
		return true // خطاب متلفز: a word that no list has
	}
	if r.toks[i-1].Kind != doc.Word || r.hasArticle(i) != r.hasArticle(i-1) {
		return false
	}
	before := r.p.ClassOf(&r.toks[i-1])
	if i+1 < r.sent.End && r.toks[i+1].Kind == doc.Number || before.Has(lang.NameStart) && before&^(lang.NameStart|lang.RoleStart|lang.PhraseStart|lang.Ordinary) == 0 {
		return false // سقوط 3 قتلى; على تويتر سقوط …
	}
	if !r.isDefinite(i) && !strings.HasSuffix(r.toks[i].Fold, "ي") && !strings.HasSuffix(r.toks[i].Fold, "يه") && i+1 < r.sent.End && r.isDefinite(i+1) && r.date[i+1] < 0 {
		return false // في بيان رسمي أسماء الفائزين: what another noun completes is a noun
	}
	return class.Has(lang.Common|lang.Definite|lang.People|lang.Nisba|lang.Title) && !class.Has(lang.Preposition|lang.Conjunction) && (!class.Has(lang.Verb) || r.maybeNoun(i)) && !r.strongObject(i)
}

// hasPronoun says whether the preposition carries a pronoun.
func (r *reader) hasPronoun(i int) bool {
	fold := r.toks[i].Fold
	for _, end := range [...]string{"ها", "هم", "هما", "هن", "نا"} {
		if strings.HasSuffix(fold, end) && len(fold) > len(end)+1 {
			return true
		}
	}
	return strings.HasSuffix(fold, "ه") && len(fold) <= 8 && !strings.HasSuffix(fold, "جاه")
}
