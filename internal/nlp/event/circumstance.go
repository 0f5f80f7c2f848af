package event

import (
	"strings"
	"time"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/text"
)

// circumstances finds the day, place and topic in the trigger's clause, which ends before the token end.
func (f *finder) circumstances(d *draft, i, end, topic int) {
	if d.date = f.dateIn(i+1, end); d.date < 0 {
		d.date = f.dateBefore(i)
	}
	if d.date < 0 && d.typ == doc.Conference {
		d.date = f.onlyDate()
	}
	if d.date < 0 {
		d.date = f.dateOfOccasion(d.end, end+2)
	}
	if d.place < 0 {
		d.place = f.placeIn(d)
	}
	if topic >= 0 {
		d.topic = f.topicIn(topic)
	}
	f.settleStatus(d)
}

// dateIn returns the first date between the tokens that says when, or -1.
func (f *finder) dateIn(first, end int) int {
	for k := first; k < end; k++ {
		if f.date[k] >= 0 && f.saysWhen(int(f.date[k])) {
			return int(f.date[k])
		}
	}
	return -1
}

// dateOfOccasion returns the date of the contact told before that stands between the tokens as the occasion of this one ("توقيع بيان في ختام اللقاء"),
// or -1.
func (f *finder) dateOfOccasion(first, end int) int {
	for k := first + 1; k < min(end, f.sent.End); k++ {
		if f.toks[k].Kind != doc.Word || !f.isDuring(k) || !f.isDefinite(k) {
			continue
		}
		c, _, _, ok := f.p.ContactNoun(f.toks, k)
		if !ok {
			continue
		}
		for n := len(f.drafts) - 1; n >= f.oldest(); n-- {
			if f.drafts[n].typ == c.Type && f.drafts[n].date >= 0 {
				return f.drafts[n].date
			}
		}
	}
	return -1
}

// onlyDate returns the sentence's date where it has just one: what is said at a press conference and the conference itself are of one day.
func (f *finder) onlyDate() int {
	found := -1
	for k := f.sent.First; k < f.sent.End; k++ {
		n := int(f.date[k])
		if n < 0 || n == found || !f.saysWhen(n) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = n
	}
	return found
}

// saysWhen says whether the date says on which day, month or year something is; since when and until when do not.
func (f *finder) saysWhen(n int) bool {
	x := &f.d.Dates[n]
	if f.day(n) == "" {
		return false
	}
	if x.First == 0 || f.toks[x.First-1].Kind != doc.Word {
		return true
	}
	switch f.toks[x.First-1].Fold {
	case "منذ", "حتي", "لعام", "قبل", "بعد", "ومنذ":
		return false
	}
	return true
}

// day returns the date as the record has it: a day, month or year. A week or a range counts for its month if it lies in one.
func (f *finder) day(n int) string {
	v := f.d.Dates[n].Value
	if at := strings.IndexByte(v, '/'); at > 0 {
		a, b := v[:at], v[at+1:]
		if len(a) >= 7 && len(b) >= 7 && a[:7] == b[:7] && a[5] != 'W' {
			return a[:7]
		}
		return ""
	}
	if len(v) == 8 && v[5] == 'W' {
		return monthOfWeek(v)
	}
	return v
}

// monthOfWeek returns the month that a whole week lies in, or "".
func monthOfWeek(v string) string {
	number := func(s string) (n int) {
		for _, c := range []byte(s) {
			n = n*10 + int(c-'0')
		}
		return n
	}
	fourth := time.Date(number(v[:4]), 1, 4, 0, 0, 0, 0, time.UTC) // always in week 1
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7+7*(number(v[6:8])-1))
	if sunday := monday.AddDate(0, 0, 6); sunday.Month() != monday.Month() {
		return ""
	}
	return monday.Format("2006-01")
}

// dateBefore returns the date right before the trigger, or the one that opens its sentence; -1 where there is none.
func (f *finder) dateBefore(i int) int {
	for k := i - 1; k >= f.sent.First && k > i-6; k-- {
		if n := int(f.date[k]); n >= 0 {
			if f.saysWhen(n) {
				return n
			}
			return -1
		}
		if f.ends(k) || f.isMark(k, ',') || f.isFinite(k) {
			break
		}
	}
	return f.openingDate(i)
}

// openingDate returns the date that opens the sentence, where the trigger's verb is the sentence's first.
func (f *finder) openingDate(i int) int {
	k := f.sent.First
	for k < i && (f.plain(k).Has(lang.Preposition|lang.Adverb) || f.isMark(k, ',')) && f.date[k] < 0 && k < f.sent.First+2 {
		k++
	}
	if k >= i || f.date[k] < 0 || !f.saysWhen(int(f.date[k])) {
		return -1
	}
	for n := f.d.Dates[f.date[k]].End; n < i; n++ {
		if f.ends(n) || f.isFinite(n) {
			return -1
		}
	}
	return int(f.date[k])
}

// governorDate gives a noun without a day of its own the one between its light verb and the noun: "أجرى أمس محادثات".
func (f *finder) governorDate(d *draft, i int, g *governor) {
	if d.date >= 0 || g.verb < 0 {
		return
	}
	if !g.light {
		return
	}
	for k := i - 1; k > g.verb; k-- {
		if n := int(f.date[k]); n >= 0 && f.saysWhen(n) {
			d.date = n
			f.settleStatus(d)
			return
		}
	}
}

// sayingDate gives a contact during which somebody said something the day on which the article says that he did: "قال الوزير الثلاثاء إن ...
// وأضاف في مؤتمر صحفي".
func (f *finder) sayingDate(d *draft, i int, g *governor) {
	if d.date >= 0 || d.status != doc.Held || g.verb < 0 || f.cue[g.verb] < 0 || !f.isDuring(i) {
		return
	}
	name := f.d.Statements[f.cue[g.verb]].SpeakerName
	for s, tried := int(f.cue[g.verb]), 0; s >= 0 && tried < 32; s, tried = s-1, tried+1 {
		st := &f.d.Statements[s]
		if st.SpeakerName != name || st.Cue.Empty() || len(st.Content) == 0 {
			continue
		}
		if n := f.dateOfSaying(f.tokenAt(st.Cue.Start), st.Content[0].Start); n >= 0 {
			d.date = n
			f.settleStatus(d)
			return
		}
	}
}

// dateOfSaying returns the day between a cue and its content, or -1.
func (f *finder) dateOfSaying(k, content int) int {
	for last := k + 30; k >= 0 && k < last && k < len(f.toks) && f.toks[k].Start < content; k++ {
		if n := int(f.date[k]); n >= 0 && f.saysWhen(n) && len(f.day(n)) == 10 {
			return n
		}
	}
	return -1
}

// placeIn returns the first place in the clause that في or بـ leads in, or -1.
func (f *finder) placeIn(d *draft) int {
	for n, a := range f.args {
		if a.mention < 0 || a.topical || !f.isPlace(a.mention) || f.isParty(d, a.mention) {
			continue
		}
		if a.first > f.endBefore(d, n)+3 && !f.datedBefore(a.first) {
			continue // بحث مع الوزير جهود السلام في العالم
		}
		if a.link == in || a.link == by || f.isMetonym(a) && a.first == d.end || a.first > 0 && f.p.ClassOf(&f.toks[a.first-1]).Has(lang.Locative) && (a.link == bare || a.link == other) {
			return a.mention
		}
	}
	return -1
}

// datedBefore says whether a date stands right before the preposition of the phrase: "اليوم الخميس في جنيف".
func (f *finder) datedBefore(k int) bool {
	for n := k - 1; n >= f.sent.First && n >= k-3; n-- {
		if f.date[n] >= 0 {
			return true
		}
	}
	return false
}

// endBefore returns where the noun phrase before the n-th ends, or the trigger.
func (f *finder) endBefore(d *draft, n int) int {
	if n == 0 {
		return d.end
	}
	return f.args[n-1].end
}

func (f *finder) isParty(d *draft, m int) bool {
	for _, p := range d.parties {
		if p.mention == m {
			return true
		}
	}
	return false
}

// topicIn returns the words after the one that leads the topic in, up to the end of their clause.
func (f *finder) topicIn(k int) text.Span {
	last := k + 1
	for last < f.sent.End && last-k < 24 && !f.isMark(last, ',') && !f.isMark(last, '.') && !f.isMark(last, ';') && f.date[last] < 0 && !(last > k+1 && f.isFinite(last)) && !f.plain(last).Has(lang.Complementizer) {
		last++
	}
	if last == k+1 {
		return text.Span{}
	}
	return text.Span{Start: f.toks[k+1].Start, End: f.toks[last-1].End}
}
