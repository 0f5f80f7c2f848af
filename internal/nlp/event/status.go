package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// verbStatus is what the verb's tense says of the contact.
func (f *finder) verbStatus(i int, v lang.VerbReading) doc.Status {
	prev := ""
	if i > f.sent.First && f.toks[i-1].Kind == doc.Word {
		prev = f.toks[i-1].Fold
	}
	switch {
	case prev == "لم" || prev == "ولم":
		return doc.Failed
	case prev == "لن" || prev == "لا" || prev == "ولن" || prev == "ولا" || prev == "ما":
		return doc.Denied
	case v.Aspect == morph.Future || prev == "سوف":
		return doc.Planned
	case v.Aspect == morph.Past:
		return f.pastStatus(i)
	case strings.HasSuffix(prev, "كان") || strings.HasSuffix(prev, "كانت"):
		return doc.Held
	case f.plain(i - 1).Has(lang.Relative):
		return doc.Ongoing
	case f.sent.Paragraph > 0 || prev == "ان":
		return doc.Planned
	}
	return doc.Held
}

// pastStatus looks for a word before a verb in the past that takes it back: نفى أن يكون التقى.
func (f *finder) pastStatus(i int) doc.Status {
	for k := i - 1; k >= f.sent.First && k > i-6; k-- {
		if f.toks[k].Kind == doc.Punct && f.toks[k].Mark != '"' {
			break
		}
		if s, ok := f.p.StatusWord(&f.toks[k]); ok && s == doc.Denied {
			return s
		}
	}
	return doc.Held
}

// nounStatus is what the words beside a noun of contact and the verb above it say of it.
func (f *finder) nounStatus(i int, g *governor) doc.Status {
	if f.isDuring(i) && !g.light && g.isVerb {
		if g.reading.Aspect == morph.Future && !f.isMark(i-2, ',') {
			return doc.Planned
		}
		return doc.Held // what was said during it says nothing of it
	}
	if f.cameToNothing(i) {
		return doc.Failed
	}
	for k := i; k >= f.sent.First && k > i-10; k-- {
		if f.toks[k].Kind == doc.Punct && f.toks[k].Mark != '"' && f.toks[k].Mark != '“' || k < i && f.ends(k) {
			break
		}
		if f.toks[k].Kind != doc.Word || f.mention[k] >= 0 {
			continue
		}
		if s, ok := f.p.StatusWord(&f.toks[k]); ok {
			return f.inHeadline(s)
		}
		if k == g.verb {
			break
		}
	}
	if s, ok := f.statusAfter(i); ok {
		return s
	}
	return f.lightStatus(g)
}

// cameToNothing says whether the sentence goes on with "but that did not happen": لكن ذلك لم يحدث, إلا أن هذا لم يتم.
func (f *finder) cameToNothing(i int) bool {
	for k := i + 1; k+2 < f.sent.End && k < i+reach; k++ {
		if f.plain(k).Has(lang.Demonstrative) && f.toks[k+1].Fold == "لم" && f.toks[k+2].Kind == doc.Word && f.p.ContactPart(&f.toks[k+2])&lang.ContactHappen != 0 {
			return true
		}
	}
	return false
}

// inHeadline takes the present of a headline for the past.
func (f *finder) inHeadline(s doc.Status) doc.Status {
	if s == doc.Ongoing && f.sent.Paragraph == 0 {
		return doc.Held
	}
	return s
}

// statusAfter looks for a word that says what became of the contact right of the noun, in its clause.
func (f *finder) statusAfter(i int) (doc.Status, bool) {
	for k := i + 1; k < f.sent.End && k < i+12; k++ {
		if f.mention[k] >= 0 || f.date[k] >= 0 {
			continue
		}
		if f.toks[k].Kind == doc.Punct {
			if f.isMark(k, ',') || f.isMark(k, '"') {
				continue
			}
			break
		}
		if s, ok := f.p.StatusWord(&f.toks[k]); ok && s != doc.Denied {
			return s, true
		}
		if v, _, ok := f.p.LightVerb(&f.toks[k]); ok {
			return f.tense(v, k), true
		}
		if f.isFinite(k) || f.plain(k).Has(lang.Complementizer) {
			break
		}
	}
	return doc.Held, false
}

// lightStatus is what the tense of a light verb says of the contact that it carries.
func (f *finder) lightStatus(g *governor) doc.Status {
	if g.verb < 0 || !g.isVerb {
		return doc.Held
	}
	if !g.light {
		return doc.Held
	}
	s := f.tense(g.reading, g.verb)
	if s == doc.Planned && g.reading.Aspect == morph.Present && g.actor >= 0 && f.d.Mentions[g.actor].First < g.verb {
		return doc.Ongoing // أن البلدين يتبادلان الرسائل
	}
	return s
}

func (f *finder) tense(v lang.VerbReading, k int) doc.Status { return f.verbStatus(k, v) }

// settleStatus lets the day decide where the words leave it open: what lies after the day of publication is planned, what lies before is not.
func (f *finder) settleStatus(d *draft) {
	if d.date < 0 || !f.d.Published.Known() {
		return
	}
	value := f.day(d.date)
	today := iso(f.d.Published)[:min(len(value), 10)]
	switch {
	case value > today && (d.status == doc.Held || d.status == doc.Ongoing):
		d.status = doc.Planned
	case value < today && (d.status == doc.Planned || d.status == doc.Ongoing):
		d.status = doc.Held
	}
}

func iso(d doc.Day) string {
	b := []byte("0000-00-00")
	put := func(at, n, width int) {
		for k := width - 1; k >= 0; k-- {
			b[at+k] = byte('0' + n%10)
			n /= 10
		}
	}
	put(0, d.Year, 4)
	put(5, d.Month, 2)
	put(8, d.Day, 2)
	return string(b)
}
