package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// verbStatus is what the verb's tense and the words before it say of the contact.
func (f *finder) verbStatus(n int) doc.Status {
	p := &f.parts[n]
	cl := &f.clauses[p.clause]
	if s, ok := f.negated(p.first); ok {
		return s
	}
	if s, ok := f.openedBy(cl); ok {
		return s
	}
	switch {
	case p.verb.Aspect == morph.Future || f.word(p.first-1) == "سوف":
		return doc.Planned
	case p.verb.Aspect == morph.Past:
		return doc.Held
	case f.wasBefore(p.first):
		return doc.Held
	case cl.kind == relativeClause, cl.kind == thatClause && p.role != 0 && cl.opener < p.first-1 && f.subjectOf(p.clause) < n:
		return doc.Ongoing // أن البلدين يتبادلان الرسائل
	case f.sent.Paragraph > 0 || cl.kind == thatClause:
		return doc.Planned
	}
	return doc.Held
}

// word returns the folded word at the token without و, or nothing.
func (f *finder) word(k int) string {
	if k < f.sent.First || k >= f.sent.End || f.toks[k].Kind != doc.Word {
		return ""
	}
	return strings.TrimPrefix(f.toks[k].Fold, "و")
}

// negated is what a word of denial before the verb makes of the contact.
func (f *finder) negated(k int) (doc.Status, bool) {
	switch f.word(k - 1) {
	case "لم":
		return doc.Failed, true
	case "لن", "لا", "ما":
		return doc.Denied, true
	}
	return doc.Held, false
}

// wasBefore says whether كان makes a past of the present: كان يزور.
func (f *finder) wasBefore(k int) bool {
	for n := k - 1; n >= f.sent.First && n > k-8; n-- {
		if w := f.word(n); w == "كان" || w == "كانت" || w == "كانا" || w == "كانوا" {
			return true
		}
		if f.toks[n].Kind != doc.Word || f.plain(n).Has(lang.Complementizer|lang.Relative) {
			break
		}
	}
	return false
}

// openedBy is what the words before أن say of the contact in its clause: من المقرر أن, نفى أن, يعتزم أن.
func (f *finder) openedBy(cl *clause) (doc.Status, bool) {
	if cl.kind != thatClause {
		return doc.Held, false
	}
	for k := cl.opener - 1; k >= f.sent.First && k > cl.opener-4; k-- {
		if f.toks[k].Kind != doc.Word || f.mention[k] >= 0 {
			break
		}
		if s, ok := f.p.StatusWord(&f.toks[k]); ok {
			return s, true
		}
	}
	if p := cl.parent; p >= 0 && f.clauses[p].verb >= 0 {
		if s, ok := f.p.StatusOf(f.parts[f.clauses[p].verb].verb); ok && s == doc.Denied {
			return s, true
		}
	}
	return doc.Held, false
}

// nounStatus is what the words beside a noun of contact and the verb above it say of it; rels are the clauses that say more of it.
func (f *finder) nounStatus(n int, g *governor, rels []int, carried bool) doc.Status {
	if g.relation != occasion && f.cameToNothing(f.parts[n].end) {
		return doc.Failed
	}
	if g.relation == occasion && g.verb != nil && !f.carries(g.verb) {
		return f.occasionStatus(n, g, rels)
	}
	if g.told {
		return f.inHeadline(g.status)
	}
	if g.carried && g.relation == undefined {
		return doc.Planned // فكرة عقد لقاء
	}
	if g.relation == undefined && f.lasts(n) {
		return doc.Ongoing
	}
	if s, ok := f.openedBy(&f.clauses[f.parts[n].clause]); ok {
		return s
	}
	if s, ok := f.adjectiveStatus(n); ok {
		return s
	}
	for _, rel := range rels {
		if s, ok := f.relativeStatus(rel); ok {
			return s
		}
	}
	return f.governedStatus(n, g, carried)
}

// occasionStatus: what was said or done during a contact says nothing of it but that it was held; before one it is still to come.
func (f *finder) occasionStatus(n int, g *governor, rels []int) doc.Status {
	if g.told && (g.status == doc.Cancelled || g.status == doc.Postponed || g.status == doc.Failed) {
		return g.status
	}
	for _, rel := range rels {
		if s, ok := f.relativeStatus(rel); ok && f.clauses[rel].kind == relativeClause {
			return s
		}
	}
	if s, ok := f.adjectiveStatus(n); ok {
		return s
	}
	if g.ahead || g.verb.verb.Aspect == morph.Future {
		return doc.Planned
	}
	return doc.Held
}

// adjectiveStatus is what an adjective or a word after the noun says: اللقاء المرتقب, اجتماع ملغى.
func (f *finder) adjectiveStatus(n int) (doc.Status, bool) {
	p := &f.parts[n]
	end := p.end
	if n+1 < len(f.parts) && f.parts[n+1].clause == p.clause && f.parts[n+1].link != during {
		end = f.parts[n+1].end + 1
	}
	for k := p.head; k < min(end, f.sent.End, p.head+10); k++ {
		if f.toks[k].Kind != doc.Word || f.mention[k] >= 0 || f.date[k] >= 0 {
			continue
		}
		if f.plain(k).Has(lang.Complementizer | lang.Relative | lang.Verb) {
			break
		}
		if f.p.IsStatus(&f.toks[k]) {
			s, _ := f.p.StatusWord(&f.toks[k])
			return s, s != doc.Denied
		}
	}
	return doc.Held, false
}

// relativeStatus is what the verb of the clause that says more of the noun tells.
func (f *finder) relativeStatus(rel int) (doc.Status, bool) {
	v := f.clauses[rel].verb
	p := &f.parts[v]
	if s, ok := f.p.StatusOf(p.verb); ok {
		if p.verb.Aspect == morph.Future && s == doc.Ongoing {
			return doc.Planned, true
		}
		if s == doc.Ongoing && f.wasBefore(p.first) {
			return doc.Held, true
		}
		return s, true
	}
	if p.role&(lang.RoleLight|lang.RoleGathers|lang.RoleHappens) == 0 {
		return doc.Held, false
	}
	return f.verbStatus(v), true
}

// governedStatus is what the verb says on which the noun depends.
func (f *finder) governedStatus(n int, g *governor, carried bool) doc.Status {
	v := g.verb
	if v == nil {
		if g.relation == purpose {
			return doc.Planned
		}
		if g.relation == topic && f.parts[n].link == in {
			return doc.Ongoing
		}
		return doc.Held
	}
	if g.relation == purpose || g.relation == occasion && g.ahead {
		if g.relation == occasion || carried || f.purposeOfContact(n) {
			return doc.Planned
		}
		return doc.Held
	}
	if s, ok := f.statusBetween(v.end, f.parts[n].first); ok && g.relation != undefined {
		return s // يقوم حاليا بزيارة
	}
	if s, ok := f.p.StatusOf(v.verb); ok && g.relation != undefined {
		if v.verb.Aspect == morph.Future && s == doc.Ongoing {
			return doc.Planned
		}
		if s == doc.Ongoing && f.wasBefore(v.first) {
			return doc.Held
		}
		return f.inHeadline(s)
	}
	if g.carried && v.role == 0 {
		return doc.Planned // بحث عقد لقاء
	}
	if v.role == 0 {
		return doc.Held
	}
	return f.verbStatus(f.clauses[g.clause].verb)
}

// lasts says whether the noun is one of talks that go on until something is told of them: المفاوضات.
func (f *finder) lasts(n int) bool {
	p := &f.parts[n]
	return p.noun.Definite && p.noun.Number == morph.Pl && strings.HasSuffix(f.toks[p.first].Fold, "مفاوضات")
}

// statusBetween is what an adverb between the tokens says: حاليا, غدا.
func (f *finder) statusBetween(first, end int) (doc.Status, bool) {
	for k := first; k < end && k < first+12; k++ {
		if f.toks[k].Kind == doc.Word && f.mention[k] < 0 && f.plain(k).Has(lang.Adverb) && f.p.IsStatus(&f.toks[k]) {
			s, _ := f.p.StatusWord(&f.toks[k])
			return s, true
		}
	}
	return doc.Held, false
}

// cameToNothing says whether the sentence goes on with "but that did not happen": لكن ذلك لم يحدث, إلا أن هذا لم يتم.
func (f *finder) cameToNothing(k int) bool {
	for last := k + reach; k+2 < f.sent.End && k < last; k++ {
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
	case value < today && d.status == doc.Planned:
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
