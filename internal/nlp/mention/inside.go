package mention

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/text"
)

// Inside returns the names that stand inside the mentions, in the order of the text: bodies and places in titles (the country in "رئيس وزراء
// مالطا"), and in the names of bodies the person or the body that they are of (إدارة أوباما، المكتب السياسي لحركة حماس).
func Inside(src text.Text, tokens []doc.Token, mentions []doc.Mention, dates []doc.Date, p *lang.Pack) []doc.Mention {
	f := newFinder(src, tokens, dates, p)
	for i := range mentions {
		switch m := &mentions[i]; {
		case m.Type == doc.Organisation && m.Rule == ruleBody:
			f.insideBody(m)
		case m.Rule == ruleTitled || m.Rule == ruleOffice:
			f.insideTitle(m)
		}
	}
	return f.out
}

// insideTitle looks at what follows the words of the office itself, up to the name.
func (f *finder) insideTitle(m *doc.Mention) {
	end := m.End
	if m.Named() {
		end = m.NameFirst
	}
	for i := m.First; i < end; {
		if e, role := f.office(i); role != none {
			i = e // the words of an office name nothing by themselves: خادم الحرمين الشريفين
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

func (f *finder) insideBody(m *doc.Mention) {
	for i := m.First + 1; i < m.End; i++ {
		if f.tokens[i].Kind != doc.Word || !f.class(i).Has(lang.NameStart|lang.BodyHead) {
			continue
		}
		inner, ok := f.known(i)
		if f.class(i).Has(lang.BodyHead) && f.clitics(i)&(doc.For|doc.In) != 0 {
			if b, is := f.body(i); is && b.End > inner.End {
				inner, ok = b, true
			}
		}
		if ok && inner.End <= m.End && (inner.Type == doc.Person || inner.Type == doc.Organisation && f.clitics(i)&(doc.For|doc.In) != 0) {
			f.add(inner)
			i = inner.End - 1
		}
	}
}

func (f *finder) add(m doc.Mention) {
	m.Span = text.Span{Start: f.tokens[m.First].Start, End: f.tokens[m.End-1].End}
	f.out = append(f.out, m)
}
