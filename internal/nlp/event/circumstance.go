package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/text"
)

// reach is how many tokens right of a trigger its clause may go on.
const reach = 30

// limit returns where the clause of the trigger ends for sure: a full stop, a semicolon, another verb of saying, a clause opened by أنّ.
func (f *finder) limit(i int) int {
	end := min(f.sent.End, i+reach)
	for k := i + 1; k < end; k++ {
		t := &f.toks[k]
		if t.Kind == doc.Punct && (t.Mark == ';' || t.Mark == ':') {
			return k
		}
		if t.Kind != doc.Word || f.mention[k] >= 0 {
			continue
		}
		class := f.p.Info(t.Readings[0].Form).Class
		if class.Has(lang.Complementizer) || f.p.SaysActive(t) && k > i+1 {
			return k
		}
		if _, _, ok := f.p.ContactVerb(t); ok && k > i+2 {
			return k
		}
	}
	return end
}

// circumstances finds the day, place and topic in the trigger's clause.
func (f *finder) circumstances(d *draft, i int) {
	end := f.limit(i)
	d.date = f.dateNear(i, end)
	if d.place < 0 {
		d.place = f.placeIn(d, i+1, end)
	}
	d.topic = f.topicIn(d.end, end)
	f.settleStatus(d)
}

// dateNear returns the first date right of the trigger in its clause, else the nearest left of it in the sentence, or -1.
func (f *finder) dateNear(i, end int) int {
	for k := i + 1; k < end; k++ {
		if f.date[k] >= 0 && f.d.Dates[f.date[k]].Value != "" {
			return int(f.date[k])
		}
	}
	for k := i - 1; k >= f.sent.First && k > i-16; k-- {
		if f.date[k] >= 0 && f.d.Dates[f.date[k]].Value != "" {
			return int(f.date[k])
		}
		if f.toks[k].Kind == doc.Punct && f.toks[k].Mark == ';' {
			break
		}
	}
	return -1
}

// placeIn returns the first place that في or بـ leads in, or -1.
func (f *finder) placeIn(d *draft, first, end int) int {
	for k := first; k < end; k++ {
		m := f.starts(k)
		if m < 0 {
			continue
		}
		if l := f.link(k); f.isPlace(m) && (l == in || l == by || k > 0 && f.p.ClassOf(&f.toks[k-1]).Has(lang.Locative) && l == bare) && !f.isParty(d, m) {
			return m
		}
		k = f.d.Mentions[m].End - 1
	}
	return -1
}

func (f *finder) isParty(d *draft, m int) bool {
	for _, p := range d.parties {
		if p.mention == m {
			return true
		}
	}
	return false
}

// topicIn returns the words after حول, بشأن, لبحث up to the end of their clause.
func (f *finder) topicIn(first, end int) text.Span {
	for k := first; k < end; k++ {
		if f.toks[k].Kind != doc.Word {
			continue
		}
		switch f.toks[k].Fold {
		case "حول", "بشان", "لبحث", "بخصوص", "لمناقشه", "بهدف":
			last := k + 1
			for last < end && last-k < 24 && !(f.toks[last].Kind == doc.Punct && (f.toks[last].Mark == ',' || f.toks[last].Mark == '.')) && f.date[last] < 0 {
				last++
			}
			if last > k+1 {
				return text.Span{Start: f.toks[k+1].Start, End: f.toks[last-1].End}
			}
		}
	}
	return text.Span{}
}

// verbStatus is what the verb's tense says of the contact.
func (f *finder) verbStatus(i int, v lang.VerbReading) doc.Status {
	switch {
	case i > f.sent.First && f.p.ClassOf(&f.toks[i-1]).Has(lang.Negation):
		return doc.Failed
	case v.Aspect == morph.Future || i > f.sent.First && f.toks[i-1].Fold == "سوف":
		return doc.Planned
	case v.Aspect == morph.Present && f.sent.Paragraph > 0 && !f.after(i, "كان", "كانت"):
		return doc.Planned
	}
	return f.nounStatus(i)
}

func (f *finder) after(i int, words ...string) bool {
	for _, w := range words {
		if i > f.sent.First && strings.HasSuffix(f.toks[i-1].Fold, w) {
			return true
		}
	}
	return false
}

// nounStatus is what the words beside a noun of contact say of it.
func (f *finder) nounStatus(i int) doc.Status {
	for k := i; k >= f.sent.First && k > i-8; k-- {
		if f.toks[k].Kind == doc.Punct && f.toks[k].Mark != '"' && f.toks[k].Mark != '“' {
			break
		}
		if s, ok := f.p.StatusWord(&f.toks[k]); ok {
			return s
		}
	}
	for k := i + 1; k < f.sent.End && k < i+7; k++ {
		if f.toks[k].Kind == doc.Punct {
			break
		}
		if s, ok := f.p.StatusWord(&f.toks[k]); ok && s != doc.Denied {
			return s
		}
	}
	return doc.Held
}

// settleStatus lets the day decide where the words leave it open: what lies after the day of publication is planned, what lies before is not.
func (f *finder) settleStatus(d *draft) {
	if d.date < 0 || !f.d.Published.Known() {
		return
	}
	value := f.d.Dates[d.date].Value
	if len(value) < 10 {
		return
	}
	today := iso(f.d.Published)
	switch {
	case value[:10] > today && d.status == doc.Held:
		d.status = doc.Planned
	case value[:10] < today && d.status == doc.Planned:
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
