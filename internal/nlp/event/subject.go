package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// pronoun finds whom a verb without a subject means: the speaker where أنه stands before it, the one before الذي, else who acted before.
func (f *finder) pronoun(k int, v lang.VerbReading, g *governor) {
	if f.plain(k).Has(lang.Arrival) || v.Number != morph.Sg || f.nounSubject(k) {
		return // جاء ذلك: nobody acts; توجه الوفد: somebody without a name does
	}
	meant := false // a pronoun after أنّ means the speaker
	for n := k - 1; n >= f.sent.First && n > k-reach; n-- {
		if s := f.cue[n]; s >= 0 {
			if meant && f.agreesSpeaker(int(s), v) && f.isPersonSpeaking(int(s)) {
				g.statement = int(s)
			}
			return
		}
		if f.plain(n).Has(lang.Complementizer) {
			meant = meant || f.hasPronoun(n) || f.ownsSomething(n, k)
		}
		if m := f.mention[n]; m >= 0 {
			x := &f.d.Mentions[m]
			n = x.First
			if f.link(n) == bare && (x.Type == doc.Person || x.Office >= 0) && !x.Plural && !f.genitive(n) && f.agrees(x, v) && f.actsAt(n) {
				g.actor = int(m)
				return
			}
		}
		if f.isMark(n, ';') || f.isMark(n, ':') {
			return
		}
	}
	if (f.leader.Name != "" || f.leader.En != "") && !f.spoke && v.Number == morph.Sg && k <= f.sent.First+2 && !(f.female && v.Gender == morph.M) {
		g.statement = -2
	}
}

// ownsSomething says whether the clause after أنّ has no subject but a noun of contact with its verb: "إن المحادثات التي أجراها".
func (f *finder) ownsSomething(n, k int) bool {
	for n++; n <= k; n++ {
		if f.mention[n] >= 0 && f.link(n) == bare && !f.genitive(n) {
			return false
		}
	}
	return f.plain(k).Has(lang.ContactStart)
}

// isPersonSpeaking says whether the speaker of the statement is a person: bodies and papers speak of what others do.
func (f *finder) isPersonSpeaking(s int) bool {
	st := &f.d.Statements[s]
	if st.SpeakerEntity != doc.NoEntity {
		return f.d.Entities[st.SpeakerEntity].Type == doc.Person
	}
	m := f.speakerParty(s).mention
	return m >= 0 && f.d.Mentions[m].Office >= 0
}

// nounSubject says whether a noun that is no mention is the subject of the verb: it stands right after it or right before it.
func (f *finder) nounSubject(k int) bool {
	if f.isPlainNoun(k + 1) {
		return true
	}
	_, ok := f.nounBefore(k)
	return ok
}

// nounBefore returns the noun, with an adjective or without, that opens the clause before the verb.
func (f *finder) nounBefore(k int) (int, bool) {
	n := k - 1
	for n >= f.sent.First && (f.date[n] >= 0 || f.plain(n).Has(lang.Auxiliary|lang.Adverb)) {
		n--
	}
	if n > f.sent.First && f.isPlainNoun(n) && f.isPlainNoun(n-1) {
		n--
	}
	return n, n >= f.sent.First && f.isPlainNoun(n) && (n == f.sent.First || f.plain(n-1).Has(lang.Complementizer|lang.Contrast))
}

func (f *finder) isPlainNoun(k int) bool {
	if k >= f.sent.End || f.toks[k].Kind != doc.Word || f.mention[k] >= 0 || f.date[k] >= 0 {
		return false
	}
	class := f.plain(k)
	if class.Has(lang.HonorificPronoun) {
		return true
	}
	return (strings.HasPrefix(f.toks[k].Fold, "ال") || class.Has(lang.Attached)) && class.Has(lang.Common|lang.People|lang.BodyHead|lang.Definite) && !class.Has(lang.Relative|lang.Adverb|lang.Preposition)
}

// actsAt says whether the mention at the token is in the place of a subject: it opens the sentence or a clause, or stands right after a verb.
func (f *finder) actsAt(n int) bool {
	for n--; n >= f.sent.First; n-- {
		switch {
		case f.date[n] >= 0 || f.isMark(n, '"') || f.isMark(n, '“') || f.isMark(n, ','):
		case f.isFinite(n) || f.plain(n).Has(lang.Complementizer):
			return true
		case f.plain(n).Has(lang.Auxiliary | lang.Adverb):
		default:
			if _, _, ok := f.p.LightVerb(&f.toks[n]); ok {
				return true
			}
			_, _, ok := f.p.ContactVerb(&f.toks[n])
			return ok
		}
	}
	return true
}

// hasPronoun says whether a pronoun is attached to أنّ: أنه, بأنها. There is none before the sentence.
func (f *finder) hasPronoun(k int) bool {
	if k < f.sent.First {
		return false
	}
	fold := f.toks[k].Fold
	return strings.HasSuffix(fold, "ه") || strings.HasSuffix(fold, "ها") || strings.HasSuffix(fold, "هم") || strings.HasSuffix(fold, "هما")
}

// antecedent returns the mention right before the relative pronoun, or -1.
func (f *finder) antecedent(k int) int {
	k--
	for k > f.sent.First && (f.isMark(k, '"') || f.isMark(k, ',') || f.isMark(k, ')')) {
		k--
	}
	if k >= f.sent.First && f.mention[k] >= 0 && f.isActor(int(f.mention[k])) {
		return int(f.mention[k])
	}
	return -1
}

// preverbal returns the mention that is the subject before its verb: it opens its clause, and only dates, adverbs, قد, an apposition or a
// relative pronoun stand between.
func (f *finder) preverbal(i int) (int, bool) {
	k := i - 1
	for ; k >= f.sent.First && k > i-8; k-- {
		switch {
		case f.date[k] >= 0:
			k = f.d.Dates[f.date[k]].First
		case f.mention[k] >= 0:
			return f.opensClause(int(f.mention[k]), k < i-1 && f.plain(k+1).Has(lang.Relative))
		case f.isMark(k, ',') || f.isMark(k, '"') || f.isMark(k, '”') || f.isMark(k, '-') || f.isMark(k, ')'):
		case f.toks[k].Kind == doc.Word && (f.plain(k).Has(lang.Auxiliary|lang.Adverb) || f.plain(k).Has(lang.Relative) && k >= i-2) && !f.plain(k).Has(lang.Conjunction):
		case f.isMark(k, '(') || f.isMark(k, '“'):
		default:
			return -1, false
		}
	}
	return -1, false
}

// opensClause returns the mention if it may be the subject of what follows: a relative clause that follows it, or it opens its clause. Where it
// only names another one again (لافروف، وزير الخارجية الروسي، …) that other one is meant.
func (f *finder) opensClause(m int, relative bool) (int, bool) {
	x := &f.d.Mentions[m]
	if !f.isActor(m) {
		return -1, false
	}
	if relative {
		return m, true
	}
	for n := 0; n < 2; n++ {
		if k := x.First - 1; f.isMark(k, ',') && k-1 >= f.sent.First && f.mention[k-1] >= 0 && f.apposed(int(f.mention[k-1]), m) {
			m = int(f.mention[k-1])
			x = &f.d.Mentions[m]
		}
	}
	l := f.link(x.First)
	if l != bare && l != and || f.genitive(x.First) {
		return -1, false
	}
	k := x.First - 1
	for k >= f.sent.First && (f.isMark(k, '"') || f.isMark(k, '“') || f.date[k] >= 0 || f.plain(k).Has(lang.Auxiliary|lang.Adverb)) {
		k--
	}
	if k < f.sent.First || f.toks[k].Kind == doc.Punct {
		return m, true
	}
	if f.mention[k] >= 0 {
		return m, l == and
	}
	return m, f.plain(k).Has(lang.Complementizer|lang.Contrast|lang.Conjunction) || l == and
}

// pronounSubject adds whom a verb of contact without a subject means.
func (f *finder) pronounSubject(d *draft, i int, v lang.VerbReading) {
	g := governor{verb: i, reading: v, actor: -1, statement: -1}
	f.pronoun(i, v, &g)
	f.joinOwner(d, &g)
}

// agrees says whether the person may be the subject of the verb.
func (f *finder) agrees(x *doc.Mention, v lang.VerbReading) bool {
	switch {
	case v.Gender == morph.M && v.Number == morph.Sg:
		return !x.Female
	case v.Gender == morph.F && x.Type == doc.Person:
		return x.Female || x.Office < 0
	}
	return true
}

func (f *finder) agreesSpeaker(s int, v lang.VerbReading) bool {
	return !(v.Gender == morph.M && v.Number == morph.Sg && f.isFemaleSpeaker(s))
}
