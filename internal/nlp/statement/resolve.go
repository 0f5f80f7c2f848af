package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/world"
)

// settle finds out who a speaker is that the words at the cue do not name: الوزير, المصدر, البيان, هذا الأخير.
func (r *reader) settle(s speaker) speaker {
	if !s.known || s.entity != doc.NoEntity || s.en != "" && s.id != "" {
		return s
	}
	class := r.p.ClassOf(&r.toks[s.first])
	switch {
	case class.Has(lang.Paper):
		return r.settlePaper(s)
	case class.Has(lang.Demonstrative) && s.end-s.first >= 2 && r.p.ClassOf(&r.toks[s.first+1]).Has(lang.People|lang.BodyHead|lang.Title|lang.Paper):
		s.head = r.headOf(s.first + 1)
		before, _ := r.sameHead(s)
		return r.asBefore(s, before)
	case class.Has(lang.Demonstrative):
		return r.asBefore(s, r.lastMentioned(s))
	case class.Has(lang.Pronoun) || r.isHonorificPronoun(s.first):
		return r.asBefore(s, r.lastPerson(either))
	case !r.isDefinite(s.first):
		return s
	}
	if m := r.mentionFrom(s.first); m != nil && m.Office >= 0 {
		if holder := r.sameOffice(m); holder.known {
			return r.asBefore(s, holder)
		}
		if m.End-m.First > 1 {
			return s // المبعوث الأممي is somebody of his own, not who spoke last
		}
	}
	if before, ok := r.sameHead(s); ok {
		return r.asBefore(s, before)
	}
	if s.person && !s.plural && class.Has(lang.Title|lang.Honorific|lang.People) && !r.hasOwnOffice(s.first) {
		return r.asBefore(s, r.lastPerson(s.gender))
	}
	if class.Has(lang.BodyHead) && s.end-s.first == 1 {
		return r.asBefore(s, r.bodyWithHead(s.head, s.first))
	}
	return s
}

// sameOffice returns the last one before the mention whom the article names with the same office.
func (r *reader) sameOffice(m *doc.Mention) speaker {
	for n := int(r.mention[m.First]) - 1; n >= 0; n-- {
		b := &r.d.Mentions[n]
		if b.Office == m.Office && b.Entity != doc.NoEntity && (b.Of == m.Of || b.Of < 0 || m.Of < 0) {
			return r.fromMention(b)
		}
	}
	return speaker{}
}

// hasOwnOffice says whether the words name an office of a country or body, whose holder is somebody by himself and no way to speak of another
// ("المتحدث باسم وزارة الخارجية الإيرانية").
func (r *reader) hasOwnOffice(i int) bool {
	m := r.mentionFrom(i)
	return m != nil && m.Office >= 0 && m.Of >= 0
}

func (r *reader) isDefinite(i int) bool {
	fold := r.toks[i].Fold
	return strings.HasPrefix(fold, "ال") || strings.HasPrefix(fold, "وال")
}

// isHonorificPronoun says whether the word is معاليه، سموه، فخامته.
func (r *reader) isHonorificPronoun(i int) bool {
	return r.p.ClassOf(&r.toks[i]).Has(lang.HonorificPronoun)
}

// asBefore gives the words at the cue the identity of an earlier speaker.
func (r *reader) asBefore(s, before speaker) speaker {
	if !before.known {
		return s
	}
	first, end := s.first, s.end
	s = before
	s.first, s.end = first, end
	return s
}

// lastPerson returns the last speaker that is one person of the gender.
func (r *reader) lastPerson(g gender) speaker {
	for n := len(r.speakers) - 1; n >= 0 && n > len(r.speakers)-8; n-- {
		s := r.speakers[n]
		if s.person && !s.plural && (g == either || s.gender == either || s.gender == g) {
			return s
		}
	}
	return speaker{}
}

// lastMentioned is whom "هذا الأخير" means: the last person named before it, be it in the same sentence or not.
func (r *reader) lastMentioned(s speaker) speaker {
	for i := s.first - 1; i >= max(0, s.first-2*lookAhead); i-- {
		m := r.mention[i]
		if m < 0 || r.d.Mentions[m].Type != doc.Person || r.d.Mentions[m].Entity == doc.NoEntity {
			continue
		}
		if p := r.fromMention(&r.d.Mentions[m]); s.gender == either || p.gender == either || p.gender == s.gender {
			return p
		}
	}
	return r.lastPerson(s.gender)
}

// sameHead returns the last speaker whose first word is the same noun: مصدر and المصدر, مسؤولين and المسؤولون.
func (r *reader) sameHead(s speaker) (speaker, bool) {
	for n := len(r.speakers) - 1; n >= 0 && n > len(r.speakers)-12; n-- {
		b := r.speakers[n]
		if sameNoun(b.head, s.head) {
			return b, true
		}
	}
	return speaker{}, false
}

// sameNoun levels the endings of the sound plural: مسؤولون, مسؤولين.
func sameNoun(a, b string) bool {
	trim := func(w string) string {
		for _, end := range []string{"ون", "ين"} {
			if strings.HasSuffix(w, end) && len(w) > 8 {
				return strings.TrimSuffix(w, end)
			}
		}
		return w
	}
	return a != "" && trim(a) == trim(b)
}

// settlePaper finds whose paper speaks: "بيان للوزارة", "البيان": the body named in the phrase, else the last speaker.
func (r *reader) settlePaper(s speaker) speaker {
	for i := s.first + 1; i < max(s.end, min(s.first+7, r.sent.End)) && !r.isInna(i) && !r.isMark(i, ':'); i++ {
		if m := r.mentionFrom(i); m != nil && (m.Type == doc.Organisation || m.Type == doc.Person) {
			return r.asBefore(s, r.fromMention(m))
		}
		if r.toks[i].Kind == doc.Word && r.p.ClassOf(&r.toks[i]).Has(lang.BodyHead) {
			if b := r.bodyWithHead(r.headOf(i), s.first); b.known {
				return r.asBefore(s, b)
			}
		}
	}
	if before, ok := r.sameHead(s); ok {
		return r.asBefore(s, before)
	}
	if r.isDefinite(s.first) && r.last.known {
		return r.asBefore(s, r.last)
	}
	return s
}

// bodyWithHead returns the last body before the token whose name starts with the noun: الوزارة after وزارة الخارجية الليبية.
func (r *reader) bodyWithHead(head string, before int) speaker {
	for n := len(r.speakers) - 1; n >= 0; n-- {
		if s := r.speakers[n]; s.head == head && s.entity != doc.NoEntity {
			return s
		}
	}
	for n := len(r.d.Mentions) - 1; n >= 0; n-- {
		m := &r.d.Mentions[n]
		if m.First < before && m.Type == doc.Organisation && m.Entity != doc.NoEntity && (r.headOf(m.First) == head || head == "وزاره" && r.p.ClassOf(&r.toks[m.First]).Has(lang.Ministry)) && m.End-m.First > 1 {
			return r.fromMention(m)
		}
	}
	return speaker{}
}

// unnamed returns who goes on speaking where the verb stands alone: the last speaker, or the one before where gender tells.
func (r *reader) unnamed(g gender, before int) speaker {
	fits := func(s speaker) bool {
		return s.known && (g == either || s.gender == either || s.gender == g || s.plural)
	}
	if r.subject.known && len(r.out) == r.here && fits(r.subject) {
		return r.subject
	}
	for n := len(r.speakers) - 1; n >= 0 && n > len(r.speakers)-6; n-- {
		if fits(r.speakers[n]) {
			s := r.speakers[n]
			s.first, s.end = 0, 0
			return s
		}
	}
	if r.subject.known && fits(r.subject) {
		return r.subject
	}
	return r.firstActor(g, before)
}

// firstActor returns the first named actor of the sentence before the token, else of the headline.
func (r *reader) firstActor(g gender, before int) speaker {
	headline := 0
	if len(r.d.Sentences) > 0 {
		headline = r.d.Sentences[0].End
	}
	for _, part := range []span{{r.sent.First, min(before, r.sent.First+lookAhead)}, {0, min(headline, before, lookAhead)}} {
		for i := part.first; i < part.end; i++ {
			m := r.mentionFrom(i)
			if m == nil || !m.Named() || r.governed(i) || m.Type == doc.Place && !r.isCountry(m) {
				continue
			}
			s := r.fromMention(m)
			if g == either || s.gender == either || s.gender == g {
				s.first, s.end = 0, 0
				return s
			}
		}
	}
	if r.last.known {
		s := r.last
		s.first, s.end = 0, 0
		return s
	}
	return speaker{}
}

// governed says whether a preposition stands before the token or is written as one with it.
func (r *reader) governed(i int) bool {
	if r.governedByLetter(i) {
		return true
	}
	return i > 0 && r.p.Info(r.toks[i-1].Readings[0].Form).Class.Has(lang.Preposition)
}

// remember notes the speaker for the cues that come.
func (r *reader) remember(st *draft) {
	if !st.who.known {
		return
	}
	if st.nested {
		return
	}
	r.subject = st.who
	if r.last.name != st.who.name {
		r.before = r.last
	}
	r.last = st.who
	if st.relay.entity != doc.NoEntity && st.relay.known {
		r.know(st.relay)
	}
	r.know(st.who)
}

// know makes somebody known to later words such as المصدر and to verbs without a subject.
func (r *reader) know(s speaker) {
	r.speakers = append(r.speakers, s)
	if len(r.speakers) > 64 {
		r.speakers = append(r.speakers[:0], r.speakers[32:]...)
	}
}

// isCountry says whether the place is a country, which can speak; a city only where it stands for one, and then the entity is the country.
func (r *reader) isCountry(m *doc.Mention) bool {
	return m.Thing >= 0 && r.p.World.Things[m.Thing].Kind == world.Country
}
