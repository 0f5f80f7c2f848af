package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/world"
)

// A headline or lead often only describes the speaker whom the body names: "مسؤول أميركي: الخليج مهم" and then "أكد فلان، المبعوث الخاص، أن الخليج مهم". The
// one meant is whoever says the same further down, where he is named there and nothing the article tells of him speaks against it.

const (
	leadParagraphs = 2  // where somebody is described before he is named
	foretoldBy     = 24 // how many statements may describe him, and how many ahead may name him
	foretoldWords  = 48 // tokens of a content that are compared
)

// foretell gives those whom the headline and lead describe the identity of whoever says the same in the body.
func (r *reader) foretell() {
	for n := range min(len(r.out), foretoldBy) {
		who := &r.spans[n].who
		if r.paragraphOf(r.spans[n].first) >= leadParagraphs {
			return
		}
		if !r.isDescribed(who) {
			continue
		}
		if k := r.saysSameAs(n); k >= 0 && r.mayBeCalled(who, &r.spans[k].who) {
			r.rename(n, r.spans[k].who)
		}
	}
}

// isDescribed says whether the speaker is one person, body or paper that words tell of and no name.
func (r *reader) isDescribed(s *speaker) bool {
	if !s.known || s.entity != doc.NoEntity || s.en != "" || s.plural || s.end <= s.first {
		return false
	}
	class := r.p.ClassOf(&r.toks[s.first])
	return class.Has(lang.People|lang.Title|lang.BodyHead|lang.Paper) && s.head != "مصدر"
}

// mayBeCalled says whether the description may mean the one named: a person of its gender and country, a body with its head noun, a body
// for its paper.
func (r *reader) mayBeCalled(s, named *speaker) bool {
	class := r.p.ClassOf(&r.toks[s.first])
	switch {
	case named.entity == doc.NoEntity || named.plural:
		return false
	case class.Has(lang.Paper):
		return !named.person
	case !class.Has(lang.People | lang.Title):
		return !named.person && strings.HasPrefix(r.headOfName(named), s.head)
	case !named.person || s.gender == female && named.gender == male || r.tellsBody(s):
		return false
	}
	mine, his := r.countryNamed(span{s.first, s.end}), r.countryOfSpeaker(named)
	return mine == world.NoThing || his == world.NoThing || mine == his
}

// tellsBody says whether the description tells of which body he is: مسؤول في البنك المركزي. That is a source who will not be named.
func (r *reader) tellsBody(s *speaker) bool {
	for i := s.first + 1; i < s.end; i++ {
		if m := r.mentionFrom(i); m != nil && m.Type == doc.Organisation {
			return true
		}
	}
	return false
}

// headOfName returns the folded first word of the name of a speaker who is an entity.
func (r *reader) headOfName(s *speaker) string {
	for i := range r.d.Mentions {
		if m := &r.d.Mentions[i]; m.Entity == s.entity && m.End-m.First > 1 {
			return r.headOf(m.First)
		}
	}
	return ""
}

// saysSameAs returns the first later statement with the same words as the one given, by half of the weightier ones; -1 where none has.
func (r *reader) saysSameAs(n int) int {
	mine := r.weighty(n)
	if len(mine) < 2 {
		return -1
	}
	for k := n + 1; k < min(len(r.out), n+foretoldBy); k++ {
		if r.spans[k].who.known && r.spans[k].who.name != r.spans[n].who.name && 2*r.sharedWords(mine, k) >= len(mine) {
			return k
		}
	}
	return -1
}

// weighty returns the content's words of four letters and more, with no article and clitics.
func (r *reader) weighty(n int) map[string]bool {
	words := map[string]bool{}
	s := &r.spans[n]
	for i := s.first; i < min(s.end, s.first+foretoldWords); i++ {
		if head := r.headOf(i); r.toks[i].Kind == doc.Word && len(head) > 6 && !r.isFunction(i) {
			words[head] = true
		}
	}
	return words
}

func (r *reader) isFunction(i int) bool {
	return r.mention[i] < 0 && r.p.ClassOf(&r.toks[i]).Has(lang.Preposition|lang.Conjunction|lang.Relative|lang.Auxiliary|lang.Demonstrative)
}

// sharedWords counts the words that the content of the statement has too.
func (r *reader) sharedWords(words map[string]bool, k int) int {
	shared := map[string]bool{}
	s := &r.spans[k]
	for i := s.first; i < min(s.end, s.first+foretoldWords); i++ {
		if head := r.headOf(i); r.toks[i].Kind == doc.Word && words[head] {
			shared[head] = true
		}
	}
	return len(shared)
}

// rename gives a described speaker his name, in the statement and in all others of the same description.
func (r *reader) rename(n int, named speaker) {
	called := strings.TrimPrefix(r.spans[n].who.name, "ال")
	for k := range r.out {
		if o := &r.out[k]; o.SpeakerEntity == doc.NoEntity && strings.TrimPrefix(o.SpeakerName, "ال") == called {
			o.SpeakerEntity, o.SpeakerName, o.SpeakerEn, o.SpeakerID = named.entity, named.name, named.en, named.id
		}
	}
}

// paragraphOf returns the number of the paragraph that holds the token.
func (r *reader) paragraphOf(i int) int {
	low, high := 0, len(r.d.Sentences)
	for low < high {
		if mid := (low + high) / 2; r.d.Sentences[mid].End <= i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low == len(r.d.Sentences) {
		return leadParagraphs
	}
	return r.d.Sentences[low].Paragraph
}
