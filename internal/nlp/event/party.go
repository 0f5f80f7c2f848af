package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/world"
)

// isPlace says whether the mention is of a place or country.
func (f *finder) isPlace(m int) bool { return f.d.Mentions[m].Type == doc.Place }

// isPersonSpeaking says whether the speaker of the statement is a person: bodies and papers speak of what others do.
func (f *finder) isPersonSpeaking(s int) bool {
	st := &f.d.Statements[s]
	if st.SpeakerEntity != doc.NoEntity {
		return f.d.Entities[st.SpeakerEntity].Type == doc.Person
	}
	m := f.speakerParty(s).mention
	return m >= 0 && f.d.Mentions[m].Office >= 0
}

// isActor says whether the mention can be a party: a person, body, country or somebody by office.
func (f *finder) isActor(m int) bool {
	x := &f.d.Mentions[m]
	if x.Type == doc.Place {
		return x.Thing >= 0 && f.p.World.Things[x.Thing].Kind == world.Country
	}
	return true
}

// joinPart adds the party that a phrase of the clause names.
func (f *finder) joinPart(d *draft, i int) {
	q := &f.parts[i]
	switch {
	case q.kind == pair:
		if !f.joinCountries(d, q) {
			f.joinPair(d, i)
		}
	case q.kind == pronoun:
		f.joinPronoun(d, i)
	case q.mention >= 0:
		if x := &f.d.Mentions[q.mention]; x.Entity != doc.NoEntity || !x.Plural || !f.joinCountries(d, q) {
			f.join(d, q.mention)
		}
	default:
		if f.joinCountries(d, q) {
			return
		}
		p := party{mention: -1}
		p.Span.Start, p.Span.End = f.toks[q.first].Start, f.toks[q.end-1].End
		p.Name = f.words(q.first, q.end)
		f.add(d, p)
	}
}

// joinCountries adds the two or more countries whose adjectives describe the phrase: الجانبان السعودي والروسي.
func (f *finder) joinCountries(d *draft, q *part) bool {
	count := 0
	for k := q.first; k < q.end; k++ {
		if _, _, ok := f.p.Adjective(&f.toks[k]); ok {
			count++
		}
	}
	if count < 2 {
		return false
	}
	if f.joinOfCountries(d, q) {
		return true
	}
	for k := q.first; k < q.end; k++ {
		if country, _, ok := f.p.Adjective(&f.toks[k]); ok {
			f.addCountry(d, int(country), k)
		}
	}
	return true
}

// joinOfCountries adds the parties of the last contact whose parties act for just these countries.
func (f *finder) joinOfCountries(d *draft, q *part) bool {
	for n, tried := len(f.drafts)-1, 0; n >= 0 && tried < 16; n, tried = n-1, tried+1 {
		e := &f.drafts[n]
		matched := 0
		for k := q.first; k < q.end; k++ {
			country, _, ok := f.p.Adjective(&f.toks[k])
			if !ok {
				continue
			}
			for i := range e.parties {
				if state, ok := f.stateOf(&e.parties[i]); ok && state == country {
					matched++
					break
				}
			}
		}
		if matched >= 2 && matched == len(e.parties) {
			for _, p := range e.parties {
				f.add(d, p)
			}
			d.pair = true
			return true
		}
	}
	return false
}

// joinActor adds who acts, and those that و joins to it.
func (f *finder) joinActor(d *draft, a actor) {
	switch {
	case a.part >= 0:
		switch p := &f.parts[a.part]; p.kind {
		case name, pair, pronoun:
			if d.received || f.mayBeParty(p) {
				f.joinAll(d, a.part)
			}
		case noun:
			if n := a.part + 1; f.isHuman(p) && n < len(f.parts) && f.parts[n].kind == name && f.parts[n].link == of && !f.isPlacePart(&f.parts[n]) {
				q := party{mention: -1}
				q.Span.Start, q.Span.End = f.toks[p.first].Start, f.toks[f.parts[n].end-1].End
				q.Name = f.words(p.first, f.parts[n].end) // أرملة الرئيس
				f.add(d, q)
			}
		}
	case a.statement >= 0:
		f.joinSpeaker(d, a.statement)
	case a.leader:
		f.add(d, f.leader)
	}
}

// isHuman says whether the noun is one of people or of kinship: أرملة.
func (f *finder) isHuman(p *part) bool {
	for _, r := range f.toks[p.first].Readings {
		if r.Form == 0 {
			continue
		}
		if x := f.p.Info(r.Form); x.Name&lang.Kin != 0 || x.Class.Has(lang.Title|lang.People) {
			return true
		}
	}
	return false
}

// joinSpeaker adds the speaker of a statement; two who speak together are two parties.
func (f *finder) joinSpeaker(d *draft, s int) {
	st := &f.d.Statements[s]
	n := 0
	if k := f.tokenAt(st.Speaker.Start); !st.Speaker.Empty() {
		for ; k >= 0 && k < f.sent.End && f.toks[k].Start < st.Speaker.End; k++ {
			if m := f.starts(k); m >= 0 && f.d.Mentions[m].Entity != doc.NoEntity {
				_, and := f.cliticOf(k)
				if n == 0 && and && f.toks[k].Start > st.Speaker.Start {
					n++ // بلاده ومصر: the first of them is not named
				}
				if n == 0 || and {
					f.join(d, m)
					n++
				}
			}
		}
	}
	if n < 2 {
		f.add(d, f.speakerParty(s))
	}
}

// joinPronoun adds whom a pronoun means: of سموه or جلالته the last one who is called so, of معه the last one before who is no party yet.
func (f *finder) joinPronoun(d *draft, i int) {
	p := &f.parts[i]
	stem := f.respect(p.first)
	if strings.HasSuffix(f.toks[p.first].Fold, "هم") && stem == "" {
		f.joinSame(d)
		return
	}
	female := strings.HasSuffix(f.toks[p.first].Fold, "ها")
	last := int32(-1)
	for k := p.first - 1; k >= 0 && last < 0; k-- {
		last = f.mention[k]
		if p.first-k > 200 {
			return
		}
	}
	for m, tried := last, 0; m >= 0 && tried < 40; m, tried = m-1, tried+1 {
		x := &f.d.Mentions[m]
		if x.Type != doc.Person || x.Entity == doc.NoEntity || stem == "" && x.First < f.sent.First {
			continue
		}
		q := f.partyOf(nil, int(m))
		if has(d.parties, &q) || stem != "" && !f.isCalled(x, stem) || stem == "" && f.isWoman(int(m)) != female {
			continue
		}
		q.Span = text.Span{Start: f.toks[p.first].Start, End: f.toks[p.first].End}
		f.add(d, q)
		return
	}
}

// joinSame adds the parties of the contact told before in the same sentence, for معهم.
func (f *finder) joinSame(d *draft) {
	if n := len(f.drafts) - 1; n >= 0 && f.d.Sentences[f.drafts[n].sentence] == f.sent {
		for _, p := range f.drafts[n].parties {
			f.add(d, p)
		}
	}
}

// respect returns the noun of a pronoun of respect without the pronoun (سمو, جلال), or nothing.
func (f *finder) respect(k int) string {
	if !f.p.ClassOf(&f.toks[k]).Has(lang.HonorificPronoun) {
		return ""
	}
	fold := f.toks[k].Fold
	for _, clitic := range [...]string{"و", "ب", "ل"} {
		if rest, ok := strings.CutPrefix(fold, clitic); ok && f.p.FormJoined("", rest) != 0 && f.p.Info(f.p.FormJoined("", rest)).Class.Has(lang.HonorificPronoun) {
			fold = rest
		}
	}
	for _, pronoun := range [...]string{"هما", "هم", "ها", "ه"} {
		if stem, ok := strings.CutSuffix(fold, pronoun); ok {
			return strings.TrimSuffix(stem, "ت")
		}
	}
	return fold
}

// isCalled says whether a word of the mention, or one right before it (صاحب السمو الملكي الأمير), begins with the noun of respect.
func (f *finder) isCalled(x *doc.Mention, stem string) bool {
	for k := max(x.First-3, 0); k < x.End; k++ {
		if strings.HasPrefix(strings.TrimPrefix(f.toks[k].Fold, "ال"), stem) {
			return true
		}
	}
	return false
}

// words returns the words of a phrase without the و, ب or ل of its first one.
func (f *finder) words(first, end int) string {
	s := f.d.Text.At(f.toks[first].Span)
	rest := f.d.Text[f.toks[first].End:f.toks[end-1].End]
	c := f.clitics(first)
	if c&doc.For != 0 && strings.HasPrefix(s, "لل") && !f.keepsLam(first) {
		return "ال" + s[4:] + string(rest)
	}
	for c &= doc.And | doc.Then | doc.In | doc.For; c != 0 && len(s) > 4; c &= c - 1 {
		s = s[2:]
	}
	return s + string(rest)
}

// keepsLam says whether the second ل of لل is the word's own and not the article's: للجنة.
func (f *finder) keepsLam(k int) bool {
	t := &f.toks[k]
	lam := f.p.FormJoined("ل", strings.TrimPrefix(t.Fold, "لل"))
	if lam == 0 {
		return false
	}
	for _, r := range t.Readings {
		if r.Form != 0 && r.Clitics&doc.For != 0 && (r.Form == lam || f.p.Info(lam).Class.Has(lang.BodyHead)) {
			return true
		}
	}
	return false
}

// fitPair says whether the parties may be called so: الوزيران are ministers, الحركتان are bodies.
func (f *finder) fitPair(parties []party, k int) bool {
	fold := f.toks[k].Fold
	if strings.Contains(fold, "حركت") || strings.Contains(fold, "حزب") {
		for n := range parties {
			if m := parties[n].mention; m >= 0 && f.d.Mentions[m].Type != doc.Organisation {
				return false
			}
		}
		return true
	}
	if !strings.Contains(fold, "وزير") {
		return true
	}
	for n := range parties {
		p := &parties[n]
		role, ok := f.known().office[p.Name]
		if p.mention >= 0 && f.d.Mentions[p.mention].Office >= 0 {
			role, ok = f.d.Mentions[p.mention].Office, true
		}
		if ok && !strings.Contains(f.p.World.Roles[role].ID, "minister") {
			return false
		}
	}
	return true
}

// joinPair adds the parties of the last contact, for الجانبان and the like.
func (f *finder) joinPair(d *draft, i int) {
	k := d.first
	if i >= 0 {
		k = f.parts[i].first
	}
	for n := len(f.drafts) - 1; n >= f.oldest(); n-- {
		if parties := f.drafts[n].parties; len(parties) >= 2 && f.fitPair(parties, k) {
			if d.typ == doc.Signing && f.joinStates(d, parties, k) {
				return
			}
			d.pair = d.pair || len(d.parties) == 0
			for _, p := range parties {
				f.add(d, p)
			}
			return
		}
	}
}

// joinStates adds the countries for which the parties act, where the two sides sign something and each acts for one.
func (f *finder) joinStates(d *draft, parties []party, k int) bool {
	var states []world.ThingID
	for n := range parties {
		country, ok := f.stateOf(&parties[n])
		if !ok {
			return false
		}
		states = append(states, country)
	}
	for _, country := range states {
		f.addCountry(d, int(country), k)
	}
	return true
}

// join adds a party once.
func (f *finder) join(d *draft, m int) { f.add(d, f.partyOf(d, m)) }

// partyOf returns the party that a mention shows; the draft's first party says whose counterpart somebody is.
func (f *finder) partyOf(d *draft, m int) party {
	if named := f.personAfter(m); named >= 0 {
		m = named
	}
	x := &f.d.Mentions[m]
	if titled := f.titled(m); titled >= 0 {
		p := f.partyOf(nil, titled)
		p.Span = x.Span
		return p
	}
	p := party{mention: m}
	p.Span = x.Span
	switch {
	case x.Entity != doc.NoEntity:
		e := &f.d.Entities[x.Entity]
		p.Name, p.En, p.ID = e.Name, e.En, e.ID
	case x.Counterpart && d != nil:
		p.Role = f.d.Text.At(x.Span)
		f.counterpart(d, x, &p)
	default:
		p.Role = f.d.Text.At(x.Span)
		if x.Thing >= 0 {
			t := &f.p.World.Things[x.Thing]
			p.En, p.ID = t.En, t.ID
		} else {
			p.Name, p.Role = f.words(x.First, x.End), ""
		}
	}
	return p
}

// titled returns the last person before the mention whom the article gives the mention's title and country, where the mention has nothing else: الوزير
// الألماني. It is -1 where there is none.
func (f *finder) titled(m int) int {
	x := &f.d.Mentions[m]
	if x.Entity != doc.NoEntity || x.Named() || x.Plural || x.Counterpart || x.End != x.First+2 || !f.hasArticle(x.First) {
		return -1
	}
	country, _, ok := f.p.Adjective(&f.toks[x.First+1])
	if !ok {
		return -1
	}
	title := strings.TrimPrefix(strings.TrimLeft(f.toks[x.First].Fold, "وبل"), "ال")
	for n, tried := m-1, 0; n >= 0 && tried < 60; n, tried = n-1, tried+1 {
		y := &f.d.Mentions[n]
		if y.Type == doc.Person && y.Entity != doc.NoEntity && y.Of == int32(country) && f.hasWord(y, title) {
			return n
		}
	}
	return -1
}

// hasWord says whether the mention has the word, with the article or without.
func (f *finder) hasWord(x *doc.Mention, word string) bool {
	for k := x.First; k < x.End; k++ {
		if strings.HasSuffix(f.toks[k].Fold, word) {
			return true
		}
	}
	return false
}

// addCountry adds the country whose adjective stands at the token.
func (f *finder) addCountry(d *draft, country, k int) {
	t := &f.p.World.Things[country]
	p := party{mention: -1}
	p.Span, p.Role = f.toks[k].Span, f.d.Text.At(f.toks[k].Span)
	p.En, p.ID = t.En, t.ID
	if e, ok := f.known().byID[t.ID]; ok {
		p.Name, p.Role = f.d.Entities[e].Name, ""
	}
	f.add(d, p)
}

func (f *finder) speakerParty(s int) party {
	st := &f.d.Statements[s]
	p := party{mention: -1}
	p.Name, p.En, p.ID, p.Span = st.SpeakerName, st.SpeakerEn, st.SpeakerID, st.Speaker
	if p.Span.Empty() {
		p.Span = st.Cue
	} else if k := f.tokenAt(st.Speaker.Start); k >= 0 && f.mention[k] >= 0 {
		p.mention = int(f.mention[k])
	}
	return p
}

// add adds a party that is not there yet. A counterpart whose name is only now known by office may be the same as one before.
func (f *finder) add(d *draft, p party) {
	for _, q := range d.parties {
		if sameParty(&p, &q) {
			return
		}
	}
	d.parties = append(d.parties, p)
}

func sameParty(p, q *party) bool {
	if p.ID != "" && p.ID == q.ID {
		return true
	}
	return p.Name == q.Name && p.En == q.En && p.Role == q.Role || p.ID == "" && q.ID == "" && p.Name != "" && q.Name != "" && (within(p.Name, q.Name) || within(q.Name, p.Name))
}

// within says whether the name is the first or last words of the other: بندر of بندر بن سلطان.
func within(short, long string) bool {
	return strings.HasPrefix(long, short+" ") || strings.HasSuffix(long, " "+short)
}

// offices is who the article says holds which office. It is made once, when the first counterpart asks.
type offices struct {
	holder map[[2]int32]doc.EntityID // by office and the country or body
	office map[string]int32          // by name
	byID   map[string]doc.EntityID
}

func hasArticle(fold string) bool {
	for _, c := range [...]string{"", "و", "ب", "ف", "ك"} {
		if rest, ok := strings.CutPrefix(fold, c); ok && strings.HasPrefix(rest, "ال") {
			return true
		}
	}
	return false
}

// complete says whether the contact has the parties that its type needs.
func (f *finder) complete(d *draft) bool {
	switch d.typ {
	case doc.Visit, doc.Conference:
		return len(d.parties) >= 1
	}
	return len(d.parties) >= 2
}

// collective says whether the only party is a body or several people by their office, who meet each other: اجتماع وزراء خارجية …
func (f *finder) collective(d *draft) bool {
	if d.typ != doc.Meeting || d.rule != ruleNoun && !d.body || len(d.parties) != 1 || d.date < 0 && d.place < 0 && !d.held || d.with {
		return false
	}
	m := d.parties[0].mention
	if m < 0 {
		k := f.tokenAt(d.parties[0].Span.End - 1)
		_, _, ok := f.p.Adjective(&f.toks[k])
		return ok // الأطراف الليبية
	}
	x := &f.d.Mentions[m]
	return x.Plural && x.End > x.First+1 || x.Type == doc.Organisation
}
