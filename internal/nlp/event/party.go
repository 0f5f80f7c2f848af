package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/world"
)

// link is how a mention is tied to what stands before it.
type link uint8

const (
	bare  link = iota // nothing: a subject, object or genitive
	with              // مع
	to                // إلى، ل
	in                // في، ب before a place
	by                // ب
	from              // من
	among             // بين
	and               // و
	other
)

// starts returns the mention that starts at the token, or -1.
func (f *finder) starts(i int) int {
	if i < 0 || i >= f.sent.End || f.mention[i] < 0 {
		return -1
	}
	if m := int(f.mention[i]); f.d.Mentions[m].First == i {
		return m
	}
	return -1
}

// link reads the clitic of the mention's first word, or the preposition before it.
func (f *finder) link(i int) link {
	for _, r := range f.toks[i].Readings {
		if r.Form == 0 {
			continue
		}
		switch {
		case r.Clitics&doc.In != 0:
			return by
		case r.Clitics&doc.For != 0:
			return to
		case r.Clitics&doc.And != 0:
			return and
		}
		break
	}
	if i == f.sent.First || f.toks[i-1].Kind != doc.Word {
		return bare
	}
	switch strings.TrimPrefix(f.toks[i-1].Fold, "و") {
	case "مع":
		return with
	case "الي", "ل":
		return to
	case "في", "فى":
		return in
	case "من":
		return from
	case "بين":
		return among
	}
	if f.p.Info(f.toks[i-1].Readings[0].Form).Class.Has(lang.Preposition) {
		return other
	}
	return bare
}

// isPlace says whether the mention is of a place or country.
func (f *finder) isPlace(m int) bool { return f.d.Mentions[m].Type == doc.Place }

// isActor says whether the mention can be a party: a person, body, country or somebody by office.
func (f *finder) isActor(m int) bool {
	x := &f.d.Mentions[m]
	if x.Type == doc.Place {
		return x.Thing >= 0 && f.p.World.Things[x.Thing].Kind == world.Country
	}
	return true
}

// join adds a party once.
func (f *finder) join(d *draft, m int) {
	x := &f.d.Mentions[m]
	p := party{mention: m}
	p.Span = x.Span
	switch {
	case x.Entity != doc.NoEntity:
		e := &f.d.Entities[x.Entity]
		p.Name, p.En, p.ID = e.Name, e.En, e.ID
	case x.Counterpart:
		f.counterpart(d, x, &p)
	default:
		p.Role = f.d.Text.At(x.Span)
		if x.Thing >= 0 {
			t := &f.p.World.Things[x.Thing]
			p.En, p.ID = t.En, t.ID
		} else {
			p.Name, p.Role = p.Role, ""
		}
	}
	f.add(d, p)
}

func (f *finder) add(d *draft, p party) {
	for _, q := range d.parties {
		if q.Name == p.Name && q.En == p.En && q.Role == p.Role {
			return
		}
	}
	d.parties = append(d.parties, p)
}

// counterpart names who holds the first party's office in the other country on the day: نظيره التركي.
func (f *finder) counterpart(d *draft, x *doc.Mention, p *party) {
	p.Role = f.d.Text.At(x.Span)
	if x.Of < 0 {
		return
	}
	office := f.officeOf(d)
	if office == "" {
		return
	}
	day := world.Day{Year: f.d.Published.Year, Month: f.d.Published.Month, Dom: f.d.Published.Day}
	holders := f.p.World.Holders(office, f.p.World.Things[x.Of].Bare(), day)
	if len(holders) == 0 {
		return
	}
	t := &f.p.World.Things[holders[0].Person]
	p.En, p.ID = t.En, t.ID
	for i := range f.d.Entities {
		if f.d.Entities[i].ID == t.ID {
			p.Name, p.Role = f.d.Entities[i].Name, ""
		}
	}
}

// officeOf returns the office of the first party: by the title beside the name anywhere in the article, else by the world pack on the day.
func (f *finder) officeOf(d *draft) string {
	if len(d.parties) == 0 {
		return ""
	}
	first := d.parties[0]
	for i := range f.d.Mentions {
		m := &f.d.Mentions[i]
		if m.Office >= 0 && m.Entity != doc.NoEntity && f.d.Entities[m.Entity].Name == first.Name {
			return f.p.World.Roles[m.Office].ID
		}
	}
	if first.ID == "" {
		return ""
	}
	thing, ok := f.p.World.ByID(first.ID)
	if !ok {
		return ""
	}
	day := world.Day{Year: f.d.Published.Year, Month: f.d.Published.Month, Dom: f.d.Published.Day}
	for _, t := range f.p.World.TermsOf(thing) {
		for _, h := range f.p.World.Holders(t.Role, t.Of, day) {
			if h.Person == thing {
				return t.Role
			}
		}
	}
	return ""
}

// subject returns the mention that is the verb's subject: right after it, or right before it, or -1.
func (f *finder) subject(i int, v lang.VerbReading) int {
	if v.Number != morph.Pl {
		for k := i + 1; k < f.sent.End && k < i+8; k++ {
			if m := f.starts(k); m >= 0 {
				if l := f.link(k); l == bare && f.isActor(m) {
					return m
				}
				break
			}
			if f.date[k] < 0 && f.toks[k].Kind == doc.Word && !f.p.Info(f.toks[k].Readings[0].Form).Class.Has(lang.Adverb|lang.Common|lang.Definite) {
				break
			}
		}
	}
	return f.before(i)
}

// before returns the mention that ends right before the token, dates and قد passed over.
func (f *finder) before(i int) int {
	for k := i - 1; k >= f.sent.First && k > i-8; k-- {
		if m := f.mention[k]; m >= 0 {
			if f.isActor(int(m)) && f.link(f.d.Mentions[m].First) != with {
				return int(m)
			}
			return -1
		}
		if f.date[k] < 0 && !(f.toks[k].Kind == doc.Punct && f.toks[k].Mark == ',') && !f.p.Info(f.toks[k].Readings[0].Form).Class.Has(lang.Auxiliary|lang.Adverb) {
			return -1
		}
	}
	return -1
}

// joinOwner adds the party that the noun's own clause names before it: the subject of the light verb (أجرى شكري اتصالا), else the speaker of
// the statement around it, else the sentence's first actor.
func (f *finder) joinOwner(d *draft, i int) {
	for k := i - 1; k >= f.sent.First && k > i-12; k-- {
		if f.toks[k].Kind == doc.Punct && (f.toks[k].Mark == ';' || f.toks[k].Mark == ':') {
			break
		}
		if m := f.mention[k]; m >= 0 {
			x := &f.d.Mentions[m]
			if l := f.link(x.First); (l == bare || l == and) && f.isActor(int(m)) && (x.Type == doc.Person || x.Type == doc.NoType || x.Thing >= 0) {
				f.join(d, int(m))
				return
			}
			k = x.First
		}
	}
	f.joinSpeaker(d, i)
}

// joinSpeaker adds the speaker of the last statement whose cue stands before the token in the sentence.
func (f *finder) joinSpeaker(d *draft, i int) {
	at := f.toks[i].Start
	from := f.toks[f.sent.First].Start
	for n := len(f.d.Statements) - 1; n >= 0; n-- {
		s := &f.d.Statements[n]
		if s.Cue.Empty() || s.Cue.Start < from || s.Cue.Start > at || s.SpeakerName == "" {
			continue
		}
		p := party{mention: -1}
		p.Name, p.En, p.ID, p.Span = s.SpeakerName, s.SpeakerEn, s.SpeakerID, s.Speaker
		if p.Span.Empty() {
			p.Span = s.Cue
		}
		f.add(d, p)
		return
	}
	for k := f.sent.First; k < i; k++ {
		if m := f.starts(k); m >= 0 && f.link(k) == bare && f.isActor(m) && f.d.Mentions[m].Type != doc.Organisation {
			f.join(d, m)
			return
		}
	}
}
