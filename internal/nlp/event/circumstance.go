package event

import (
	"strings"
	"time"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/text"
)

// circumstances finds the day, place and topic in the clause of the part.
func (f *finder) circumstances(d *draft, n int) {
	if d.date = f.dateAfter(n); d.date < 0 {
		d.date = f.dateBefore(n)
	}
	if d.date < 0 && d.typ == doc.Conference {
		d.date = f.onlyDate()
	}
	if d.date < 0 {
		d.date = f.dateOfOccasion(n)
	}
	if d.date < 0 {
		d.date = f.dateGoingOn(n)
	}
	if d.place < 0 {
		d.place = f.placeAfter(d, n)
	}
	d.topic = f.topicAfter(n)
	f.settleStatus(d)
}

// dateAfter returns the first date that says when in the clause right of the part, before another contact or verb; or -1.
func (f *finder) dateAfter(n int) int {
	cl := f.parts[n].clause
	for i := n + 1; i < len(f.parts); i++ {
		q := &f.parts[i]
		if q.clause != cl {
			if f.inside(q.clause, cl) && !(f.parts[n].kind == contact && f.isOther(q)) {
				continue
			}
			break
		}
		if q.kind == day && f.saysWhen(int(f.date[q.first])) {
			return int(f.date[q.first])
		}
		if q.kind == contact && q.noun.Relative && q.link == bare && f.parts[n].kind == verb {
			continue // وقع الوزير اتفاقا أمس
		}
		if (q.link == during || q.link == ahead) && q.kind != day || q.kind == contact || q.kind == verb && f.parts[n].kind == contact && f.subjectOf(cl) != n {
			break
		}
	}
	return -1
}

// dateGoingOn returns the date of the clause that a verb of contact goes on: "زار الوزير القاهرة أمس والتقى السفير"; or -1.
func (f *finder) dateGoingOn(n int) int {
	c := &f.clauses[f.parts[n].clause]
	if f.parts[n].kind != verb || c.kind != joinedClause || c.verb != n {
		return -1
	}
	v := f.clauses[c.from].verb
	if v < 0 || f.parts[v].verb.Aspect != f.parts[n].verb.Aspect || f.subjectOf(f.parts[n].clause) >= 0 {
		return -1
	}
	if _, ok := f.p.ContactOf(f.parts[v].verb); !ok && f.parts[v].role&lang.RoleLight == 0 {
		return -1
	}
	for i := v + 1; i < n; i++ {
		if q := &f.parts[i]; q.clause == c.from && q.kind == day && f.saysWhen(int(f.date[q.first])) {
			return int(f.date[q.first])
		}
	}
	return -1
}

// isOther says whether the part belongs to a clause that goes on a sentence rather than saying more of a noun.
func (f *finder) isOther(q *part) bool {
	c := &f.clauses[q.clause]
	if c.kind == besideClause && c.opener >= 0 && strings.HasPrefix(f.word(c.opener), "عندما") {
		return false
	}
	return c.kind == besideClause || c.kind == joinedClause
}

// dateOfOccasion returns the date of the contact told before that stands right after this one as its occasion ("توقيع بيان في ختام اللقاء"), or -1.
func (f *finder) dateOfOccasion(n int) int {
	for i := n + 1; i < len(f.parts) && i < n+5; i++ {
		q := &f.parts[i]
		if q.kind != contact || q.clause != f.parts[n].clause {
			continue
		}
		if !q.noun.Definite || f.governorOf(i).relation != occasion {
			return -1
		}
		for k := len(f.drafts) - 1; k >= f.oldest(); k-- {
			if f.drafts[k].typ == q.noun.Type && f.drafts[k].date >= 0 {
				return f.drafts[k].date
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

// dateBefore returns the date left of the part in its clause, or the one that opens the sentence; -1 where there is none.
func (f *finder) dateBefore(n int) int {
	p := &f.parts[n]
	for i := n - 1; i >= 0 && i > n-8; i-- {
		q := &f.parts[i]
		if q.clause != p.clause {
			continue
		}
		if q.kind == day {
			if f.saysWhen(int(f.date[q.first])) && (p.kind == verb || q.end == p.first || i < f.clauses[p.clause].verb) {
				return int(f.date[q.first])
			}
			break
		}
		if q.kind == contact || q.kind == verb && p.kind == contact {
			break
		}
	}
	return f.openingDate(n)
}

// openingDate returns the date that opens the sentence, where the part is in its first clause.
func (f *finder) openingDate(n int) int {
	q := &f.parts[0]
	if q.kind != day || q.clause != f.parts[n].clause || !f.saysWhen(int(f.date[q.first])) {
		return -1
	}
	return int(f.date[q.first])
}

// governorPlace gives a noun without a place of its own the one between it and the verb that carries it: "عقد في جدة لقاء".
func (f *finder) governorPlace(d *draft, n int, g *governor) {
	if d.place >= 0 || d.typ == doc.Visit || g.verb == nil || g.relation == occasion || g.relation == undefined || g.verb.role == 0 {
		return
	}
	for i := n - 1; i > 0 && f.parts[i].first > g.verb.first; i-- {
		q := &f.parts[i]
		if q.clause == f.parts[n].clause && f.isPlacePart(q) && (q.link == in || q.link == by) && !f.isParty(d, q.mention) {
			d.place = q.mention
			return
		}
	}
}

// governorDate gives a noun without a day of its own the one in the clause of the verb that carries it: "أجرى أمس محادثات".
func (f *finder) governorDate(d *draft, n int, g *governor) {
	if d.date >= 0 || g.verb == nil || g.relation == occasion || g.relation == undefined || g.verb.role == 0 {
		return
	}
	for i := n - 1; i >= 0 && f.parts[i].first > g.verb.first; i-- {
		if q := &f.parts[i]; q.kind == day && q.clause == f.parts[n].clause && f.saysWhen(int(f.date[q.first])) {
			d.date = int(f.date[q.first])
			f.settleStatus(d)
			return
		}
	}
}

// relativeDate gives a noun without a day of its own the one in the clause that says more of it: "الزيارة التي قام بها أمس".
func (f *finder) relativeDate(d *draft, rel int) {
	if d.date >= 0 && d.place >= 0 {
		return
	}
	v := f.clauses[rel].verb
	if d.date < 0 {
		if d.date = f.dateAfter(v); d.date >= 0 {
			f.settleStatus(d)
		}
	}
	if d.place < 0 {
		d.place = f.placeAfter(d, v)
	}
}

// sayingDate gives a contact during which somebody said something the day on which the article says that he did: "قال الوزير الثلاثاء إن ...
// وأضاف في مؤتمر صحفي".
func (f *finder) sayingDate(d *draft, g *governor) {
	if d.date >= 0 || d.status != doc.Held || g.relation != occasion || len(d.parties) == 0 {
		return
	}
	name, last := d.parties[len(d.parties)-1].Name, f.saidBefore()
	if cue := f.clauses[g.clause].cue; cue >= 0 {
		name, last = f.d.Statements[cue].SpeakerName, cue
	}
	for s, tried := last, 0; s >= 0 && tried < 32; s, tried = s-1, tried+1 {
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

// saidBefore returns the last statement before the sentence, or -1.
func (f *finder) saidBefore() int {
	at := f.toks[f.sent.First].Start
	for f.said < len(f.d.Statements) && (f.d.Statements[f.said].Cue.Empty() || f.d.Statements[f.said].Cue.Start < at) {
		f.said++
	}
	return f.said - 1
}

// newsDate gives a contact that is told as the occasion of the news, and has no day of its own, the day of the news: "أعلن الوزير الأحد … وقال في
// مؤتمر صحفي".
func (f *finder) newsDate(d *draft, n int, g *governor) {
	speaks := g.verb != nil && f.clauses[g.clause].cue >= 0 && f.subjectOf(g.clause) == n // شدد اجتماع الوزراء على
	if d.date >= 0 || g.relation != occasion && !speaks || g.verb == nil || g.verb.verb.Aspect != morph.Past || d.status != doc.Held && d.status != doc.Planned || f.news < 0 {
		return
	}
	if f.hadBeen(g.clause) {
		return
	}
	d.date = f.news
	f.settleStatus(d)
}

// hadBeen says whether the sentence tells what had been before: وكان الوزير قد قال.
func (f *finder) hadBeen(cl int) bool {
	v := f.clauses[f.root(cl)].verb
	return v >= 0 && f.wasBefore(f.parts[v].first)
}

// noteNews keeps the day of the news: the first one that says when what a main clause in the past tells was done or said, if the article begins
// with it.
func (f *finder) noteNews() {
	if f.news >= 0 || f.sent.Paragraph > 2 {
		return
	}
	for i := range f.parts {
		p := &f.parts[i]
		if p.kind != day || !f.saysWhen(int(f.date[p.first])) || len(f.day(int(f.date[p.first]))) != 10 {
			continue
		}
		cl := &f.clauses[p.clause]
		if v := cl.verb; v >= 0 && cl.parent < 0 && f.parts[v].verb.Aspect == morph.Past && !f.wasBefore(f.parts[v].first) && cl.kind != joinedClause {
			f.news = int(f.date[p.first])
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

// placeAfter returns the first place right of the part, in its clause, that في or بـ leads in, or -1.
func (f *finder) placeAfter(d *draft, n int) int {
	p := &f.parts[n]
	topical := false
	for i := n + 1; i < len(f.parts); i++ {
		q := &f.parts[i]
		if q.clause != p.clause {
			if f.inside(q.clause, p.clause) && !f.isOther(q) {
				continue
			}
			return -1
		}
		topical = topical || q.link == about
		if q.kind == contact && p.kind == contact || q.kind == verb && f.subjectOf(p.clause) != n || (q.link == during || q.link == ahead) && q.kind != day {
			return -1
		}
		if q.kind != name || topical || !f.isPlacePart(q) || f.isParty(d, q.mention) {
			continue
		}
		if f.isVenue(d, i, n) || f.isMetonym(q) && q.first == p.end {
			return q.mention
		}
	}
	return -1
}

// isVenue says whether the place i says where the contact n took place: في or بـ leads it in, or a word such as مدينة, and it stands near what
// belongs to the contact.
func (f *finder) isVenue(d *draft, i, n int) bool {
	q := &f.parts[i]
	locative := q.first > f.sent.First && f.p.ClassOf(&f.toks[q.first-1]).Has(lang.Locative)
	if q.link != in && q.link != by && !(locative && (q.link == bare || q.link == of || q.link == other)) {
		return false
	}
	if b := &f.parts[i-1]; b.kind == name && b.mention >= 0 && f.d.Mentions[b.mention].Entity == doc.NoEntity && !f.d.Mentions[b.mention].Counterpart && b.end >= q.first-1 && i-1 > n {
		return false // نواب الرئيس في نيكاراغوا
	}
	if (d.typ == doc.Signing || d.typ == doc.Visit) && f.parts[n].kind == verb && i < n+8 {
		return true // what is signed or visited stands between
	}
	return f.parts[i-1].kind == day || f.inBuilding(i) || q.first <= f.parts[i-1].end+3 && f.parts[i-1].kind != noun || i == n+1 || f.leadsPlace(i-1)
}

// inBuilding says whether the words before the place name a building that في or بـ leads in: في مقر الوزارة بالرياض.
func (f *finder) inBuilding(i int) bool {
	for n := i - 1; n > 0 && n > i-4; n-- {
		if q := &f.parts[n]; (q.kind == noun || q.kind == name) && (q.link == in || q.link == by) && f.parts[i].first <= f.parts[i-1].end+1 {
			return f.p.ContactPart(&f.toks[q.first])&lang.ContactBuilding != 0
		}
	}
	return false
}

// leadsPlace says whether the noun names the kind of place whose name follows: في العاصمة الرياض, بمدينة جنيف, بمقر الأمم المتحدة في جنيف.
func (f *finder) leadsPlace(i int) bool {
	q := &f.parts[i]
	return q.kind == noun && (q.link == in || q.link == by) && f.p.ClassOf(&f.toks[q.first]).Has(lang.Locative|lang.PlaceHead|lang.BodyHead)
}

func (f *finder) isParty(d *draft, m int) bool {
	for _, p := range d.parties {
		if p.mention == m {
			return true
		}
	}
	return false
}

// topicAfter returns the words after the one that leads the topic in, up to the end of their clause.
func (f *finder) topicAfter(n int) text.Span {
	p := &f.parts[n]
	for i := n + 1; i < len(f.parts) && i < n+10; i++ {
		q := &f.parts[i]
		if q.clause != p.clause && !f.inside(q.clause, p.clause) || q.kind == verb && q.clause == p.clause {
			break
		}
		if q.link == about && !q.joined {
			return f.clauseFrom(q.first)
		}
	}
	return text.Span{}
}

// clauseFrom returns the words from the token to the end of their clause, as far as marks and verbs show it.
func (f *finder) clauseFrom(k int) text.Span {
	last := k + 1
	for last < f.sent.End && last-k < 24 && f.date[last] < 0 && !f.isFinite(last) && !f.plain(last).Has(lang.Complementizer) {
		if f.toks[last].Kind == doc.Punct && !f.isMark(last, '"') && !f.isMark(last, '“') && !f.isMark(last, '”') {
			break
		}
		last++
	}
	return text.Span{Start: f.toks[k].Start, End: f.toks[last-1].End}
}
