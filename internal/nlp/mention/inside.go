package mention

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/world"
)

// Inside returns the names that stand inside the mentions, in the order of the text: bodies and places in titles (the country in "رئيس وزراء
// مالطا"), and in the names of bodies the person or the body that they are of (إدارة أوباما، المكتب السياسي لحركة حماس).
func Inside(src text.Text, tokens []doc.Token, mentions []doc.Mention, dates []doc.Date, p *lang.Pack) []doc.Mention {
	f := newFinder(src, tokens, dates, p)
	for i := range mentions {
		switch m := &mentions[i]; {
		case m.Type == doc.Organisation && (m.Rule == ruleBody || m.Rule == ruleKnown):
			f.insideBody(m)
		case m.Rule == ruleTitled || m.Rule == ruleOffice:
			f.insideTitle(m)
		}
	}
	return f.out
}

// insideTitle looks at what follows the words of the office itself, up to the name, and at a body that starts in those words.
func (f *finder) insideTitle(m *doc.Mention) {
	end := m.End
	if m.Named() {
		end = m.NameFirst
	}
	for i := m.First; i < end; {
		if e, role := f.office(i); role != none {
			i = f.insideOffice(i, e, end)
			continue
		}
		inner, ok := f.inTitle(i, end)
		if !ok || i == m.First {
			i++
			continue
		}
		f.add(inner)
		if inner.Rule == ruleBody {
			f.insideBody(&inner)
		}
		i = inner.End
	}
}

// insideOffice adds the body that starts in the words of an office and ends with them or behind them: رئيس (مجلس النواب)، المتحدث باسم (وزارة
// الخارجية الروسية). Other words of an office name nothing by themselves (خادم الحرمين الشريفين). It returns the token to go on with.
func (f *finder) insideOffice(i, officeEnd, end int) int {
	for k := i + 1; k < officeEnd; k++ {
		if k < officeEnd-1 && !f.isDefinite(officeEnd-1) {
			continue // رئيس مجلس إدارة (المركز): what follows the office is the body
		}
		if f.tokens[k].Kind != doc.Word || f.class(k-1).Has(lang.Title|lang.RoleStart) && !f.class(k).Has(lang.BodyHead) && !f.inBody(k) {
			continue
		}
		if inner, ok := f.inTitle(k, end); ok && inner.End >= officeEnd && inner.Type == doc.Organisation {
			f.add(inner)
			f.insideBody(&inner)
			return inner.End
		}
	}
	return officeEnd
}

// inTitle returns the longest name that starts at the token and ends in the title. A ministry without the word is none beside the minister: the
// adjective is then the minister's.
func (f *finder) inTitle(i, end int) (best doc.Mention, ok bool) {
	if f.tokens[i].Kind != doc.Word {
		return best, false
	}
	class := f.class(i)
	try := func(m doc.Mention, ok bool) {
		if ok && m.End > best.End && m.End <= end && m.Type != doc.Person {
			best = m
		}
	}
	if class.Has(lang.NameStart) {
		try(f.known(i))
	}
	if class.Has(lang.BodyHead) {
		try(f.body(i))
	}
	if class.Has(lang.PlaceHead) {
		try(f.place(i))
	}
	if class.Has(lang.Ministry) && !f.class(i-1).Has(lang.Title|lang.RoleStart) {
		try(f.ministry(i))
	}
	return best, best.End > 0
}

// insideBody adds the bodies, people and places that a body's name names: those that a preposition joins to it (الجمعية العامة للأمم المتحدة،
// السفارة الروسية في دمشق), of a name that no list has also the other bodies and people (بعثة الاتحاد الأوروبي), and the country of a government.
// Else a listed name is one whole (وكالة المغرب العربي للأنباء).
func (f *finder) insideBody(m *doc.Mention) {
	for i := m.First + 1; i < m.End; i++ {
		if f.tokens[i].Kind != doc.Word || !f.class(i).Has(lang.NameStart|lang.BodyHead) {
			continue
		}
		inner, ok := f.known(i)
		if f.class(i).Has(lang.BodyHead) && f.linked(i) {
			if b, is := f.body(i); is && b.End > inner.End {
				inner, ok = b, true
			}
		}
		if ok && inner.End <= m.End && (f.linked(i) || m.Rule == ruleBody && inner.Type != doc.Place && !f.class(i).Has(lang.Ministry) || f.ruled(m, &inner)) {
			f.add(inner)
			i = inner.End - 1
		}
	}
}

// ruled says whether the name is that of the country whose government or other institution the body is: حكومة مالطا.
func (f *finder) ruled(body, inner *doc.Mention) bool {
	return inner.Thing != none && f.pack.World.Things[inner.Thing].Kind == world.Country && inner.End == body.End && f.headClass(body.First).Has(lang.Institution)
}

// linked says whether a preposition, written by itself or as one with the word, stands before the name.
func (f *finder) linked(i int) bool {
	return f.clitics(i)&(doc.For|doc.In) != 0 || f.whole(i-1).Has(lang.Preposition)
}

func (f *finder) add(m doc.Mention) {
	m.Span = text.Span{Start: f.tokens[m.First].Start, End: f.tokens[m.End-1].End}
	f.out = append(f.out, m)
}
