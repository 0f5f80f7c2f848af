// Package entity joins the mentions of an article into the people, bodies and places that it names, all forms of one together.
//
// In: tokens and mentions. Out: entities, and the mentions with the entity of each and with those places added that only repeat a part of
// a name. "جون بولتون" and a later "بولتون" are one person; "John Bolton" and "Bolton" likewise.
package entity

import (
	"sort"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/world"
)

// Join returns the entities in the order of their first mention, and all mentions in the order of the text.
// inside are names inside other mentions: they make entities and forms of entities, but no mentions. headline is the first token of the headline, in
// which a place before a colon speaks and is no dateline.
func Join(src text.Text, tokens []doc.Token, headline int, mentions, inside []doc.Mention, published doc.Day, p *lang.Pack) ([]doc.Entity, []doc.Mention) {
	j := &joiner{src: src, tokens: tokens, headline: headline, mentions: mentions, pack: p, day: world.Day{Year: published.Year, Month: published.Month, Dom: published.Day}}
	for i := range j.mentions {
		j.mentions[i].Entity = doc.NoEntity
	}
	j.metonyms()
	j.brackets()
	j.group()
	for i := range inside {
		j.placeInside(&inside[i])
	}
	j.repeats()
	j.offices()
	return j.entities(), j.mentions
}

// cluster is an entity under way.
type cluster struct {
	kind     doc.EntityType
	thing    int32
	words    []string // the folded words of the fullest name
	proper   []string // of a body: the words after the head noun that name it by themselves
	mentions []int
	inside   []*doc.Mention
}

type joiner struct {
	src      text.Text
	tokens   []doc.Token
	headline int
	mentions []doc.Mention
	pack     *lang.Pack
	day      world.Day
	clusters []cluster
	index    index
	metonym  map[int]bool // by first token: mentions of a capital that stand for its country
	aka      map[int]int  // of a body in brackets: the mention that stands before the bracket
}

const none = int32(world.NoThing)

// ruleShort is the rule of a surname that stands for the full name.
const ruleShort doc.RuleID = "ar.entity.short-name"

// words returns the folded words of a mention's proper name, without quotation marks.
func (j *joiner) words(m *doc.Mention) []string {
	var out []string
	for i := m.NameFirst; i < m.NameEnd; i++ {
		if t := &j.tokens[i]; t.Kind != doc.Punct {
			out = append(out, nominative(t.Fold))
		}
	}
	if len(out) > 0 && j.tokens[m.NameFirst].Kind == doc.Word {
		out[0] = stripped(out[0], m.NameClitics)
	}
	if len(out) > 1 && j.onlyKind(m) {
		return out[1:]
	}
	if m.Type == doc.Person {
		return joinAbd(out)
	}
	return out
}

// joinAbd writes عبد and the word after it as one, as others do.
func joinAbd(words []string) []string {
	out := words[:0]
	for i := 0; i < len(words); i++ {
		if words[i] == "عبد" && i+1 < len(words) && strings.HasPrefix(words[i+1], "ال") {
			out = append(out, "عبد"+words[i+1])
			i++
			continue
		}
		out = append(out, words[i])
	}
	return out
}

// nominative is the folded word of a name, in one case: أبي and أبا are أبو.
func nominative(fold string) string {
	if fold == "ابي" || fold == "ابا" {
		return "ابو"
	}
	return fold
}

// stripped takes the clitics off a folded word.
func stripped(fold string, c doc.Clitics) string {
	if c&(doc.And|doc.Then) != 0 {
		fold = fold[2:]
	}
	if c&doc.Article != 0 {
		return "ال" + fold[4:] // للأمم stands for ل + الأمم
	}
	if c&(doc.In|doc.For|doc.Like) != 0 {
		fold = fold[2:]
	}
	return fold
}

// metonyms lets a capital stand for its country where it is an actor and the article names the country: "موسكو أعلنت", but not "في موسكو".
func (j *joiner) metonyms() {
	j.metonym = map[int]bool{}
	named := map[int32]bool{} // the countries that the article calls by their own names
	for i := range j.mentions {
		named[j.mentions[i].Thing] = true
	}
	for i := range j.mentions {
		m := &j.mentions[i]
		if m.Type != doc.Place || m.Thing == none {
			continue
		}
		country, ok := j.pack.SpeaksFor(world.ThingID(m.Thing))
		if !ok || !named[int32(country)] {
			continue
		}
		if j.joins(i) && !j.metonym[j.mentions[i-1].First] || !j.isActor(m) {
			continue // من القاهرة إلى موسكو وبرلين
		}
		m.Thing = int32(country)
		j.metonym[m.First] = true
	}
}

// joins says whether و joins the place to one of the same kind before it, so that the two are meant alike.
func (j *joiner) joins(i int) bool {
	if i == 0 || j.mentions[i].NameClitics != doc.And {
		return false
	}
	before := &j.mentions[i-1]
	return before.Type == doc.Place && before.End == j.mentions[i].First && before.Thing != none && j.pack.World.Things[before.Thing].Kind == world.Place
}

// isActor says whether the place may be what acts: it stands after no word of place and is not what somebody visits.
func (j *joiner) isActor(m *doc.Mention) bool {
	if m.NameClitics&doc.In != 0 {
		return false
	}
	if m.First == 0 || j.tokens[m.First-1].Kind == doc.Break {
		return !j.isDateline(m)
	}
	prev := &j.tokens[m.First-1]
	if prev.Kind == doc.Punct && prev.Mark == '(' || j.pack.ClassOf(prev).Has(lang.Locative) {
		return false
	}
	return !j.visited(m.First)
}

// visited says whether a verb of contact stands before the place, with no more than its subject between: زار الوزير موسكو.
func (j *joiner) visited(at int) bool {
	for i := at - 1; i >= 0 && i > at-5 && j.tokens[i].Kind == doc.Word; i-- {
		if _, _, ok := j.pack.ContactVerb(&j.tokens[i]); ok {
			return true
		}
		if j.pack.ClassOf(&j.tokens[i]).Has(lang.Preposition) {
			return false
		}
	}
	return false
}

// isDateline says whether the place opens a paragraph to say where it was written.
func (j *joiner) isDateline(m *doc.Mention) bool {
	if m.End >= len(j.tokens) || m.First == j.headline {
		return false
	}
	t := &j.tokens[m.End]
	return t.Kind == doc.Number || t.Kind == doc.Punct && (t.Mark == '(' || t.Mark == '-' || t.Mark == ',' || t.Mark == '.' || t.Mark == '/' || t.Mark == ':')
}

// group puts named mentions into clusters, the longest names first, so that a short name finds its long one wherever it stands.
func (j *joiner) group() {
	order := make([]int, 0, len(j.mentions))
	for i := range j.mentions {
		if j.mentions[i].Named() {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(a, b int) bool {
		x, y := &j.mentions[order[a]], &j.mentions[order[b]]
		return x.NameEnd-x.NameFirst > y.NameEnd-y.NameFirst
	})
	for _, i := range order {
		j.place(i)
	}
}

func (j *joiner) place(i int) {
	m := &j.mentions[i]
	if first, ok := j.aka[i]; ok && j.mentions[first].Entity != doc.NoEntity {
		j.put(int(j.mentions[first].Entity), i)
		return
	}
	words := j.words(m)
	c := j.find(m, words)
	if c < 0 {
		c = j.open(m, words)
	}
	j.put(c, i)
}

// placeInside puts a name that stands inside a mention where it belongs.
func (j *joiner) placeInside(m *doc.Mention) {
	words := j.words(m)
	c := j.find(m, words)
	if c < 0 {
		c = j.open(m, words)
	}
	j.clusters[c].inside = append(j.clusters[c].inside, m)
}

// open makes a new cluster.
func (j *joiner) open(m *doc.Mention, words []string) int {
	k := cluster{kind: m.Type, thing: m.Thing, words: words}
	if m.Type == doc.Organisation && j.hasProper(m) && len(words) > 1 {
		k.proper = words[1:]
	}
	j.clusters = append(j.clusters, k)
	j.index.add(&k, len(j.clusters)-1)
	return len(j.clusters) - 1
}

// find returns the cluster that the mention belongs to, or -1.
func (j *joiner) find(m *doc.Mention, words []string) int {
	if c, ok := j.index.byThing(m); ok {
		return c
	}
	for _, c := range j.index.candidates(m.Type, words) {
		if j.same(&j.clusters[c], m, words) {
			return c
		}
	}
	if m.Type == doc.Person && len(words) == 1 && m.Thing == none && (m.First < m.NameFirst || strings.HasPrefix(words[0], "عبدال")) {
		return j.index.byFirst(words[0])
	}
	return -1
}

func (j *joiner) put(c, i int) {
	k := &j.clusters[c]
	k.mentions = append(k.mentions, i)
	if k.thing == none && j.mentions[i].Type == k.kind {
		k.thing = j.mentions[i].Thing
		j.index.addThing(k, c)
	}
	j.mentions[i].Entity = doc.EntityID(c)
}

// same says whether the mention is of the cluster's entity.
func (j *joiner) same(c *cluster, m *doc.Mention, words []string) bool {
	if c.kind != m.Type || c.thing != none && m.Thing != none && (c.kind != doc.Person || len(words) > 1) {
		return c.kind == m.Type && c.thing == m.Thing
	}
	if c.kind != doc.Person {
		return equal(c.words, words) || equal(c.proper, words) || len(words) > 1 && opens(c.words, words)
	}
	if len(words) == 1 && len(c.words) > 1 {
		return similar(withoutArticle(c.words[len(c.words)-1]), withoutArticle(words[0]))
	}
	return sameWords(c.words, words) || len(words) > 1 && opens(c.words, words)
}

// opens says whether the longer name starts with the shorter: the first words of a body's or place's full name are its short one.
func opens(long, short []string) bool {
	return len(short) < len(long) && equal(long[:len(short)], short)
}

func withoutArticle(w string) string { return strings.TrimPrefix(w, "ال") }

// sameWords says whether the shorter name's words are all in the longer one, in order, with the same last word.
func sameWords(long, short []string) bool {
	if len(short) == 0 || len(long) == 0 || !similar(long[len(long)-1], short[len(short)-1]) {
		return false
	}
	at := 0
	for _, w := range short {
		for at < len(long) && !similar(long[at], w) {
			at++
		}
		if at == len(long) {
			return false
		}
		at++
	}
	return true
}

func equal(a, b []string) bool {
	if len(a) != len(b) || len(a) == 0 {
		return false
	}
	for i := range a {
		if !similar(a[i], b[i]) {
			return false
		}
	}
	return true
}

// repeats finds the places, outside the mentions so far, where only the last part of a person's name is repeated, or the quoted part of a body's.
func (j *joiner) repeats() {
	short := j.shortNames()
	if len(short) == 0 {
		return
	}
	var added []doc.Mention
	next := 0
	for i := range j.tokens {
		for next < len(j.mentions) && j.mentions[next].End <= i {
			next++
		}
		inside := next < len(j.mentions) && j.mentions[next].First <= i
		if j.tokens[i].Kind != doc.Word || inside && j.mentions[next].Named() {
			continue
		}
		c, clitics, ok := j.repeated(short, i)
		if !ok {
			continue
		}
		if inside {
			j.nameOffice(next, c, i, i+1)
			continue
		}
		added = append(added, j.repeat(c, i, clitics))
	}
	j.merge(added)
}

// nameOffice gives an office mention the name that stands in it: الوزير الجبير.
func (j *joiner) nameOffice(m, c, first, end int) {
	o := &j.mentions[m]
	if j.clusters[c].kind != doc.Person || end != o.End || o.Type != doc.NoType {
		return
	}
	o.NameFirst, o.NameEnd, o.Type = first, end, doc.Person
	j.put(c, m)
}

func (j *joiner) repeat(c, i int, clitics doc.Clitics) doc.Mention {
	k := &j.clusters[c]
	m := doc.Mention{First: i, End: i + 1, NameFirst: i, NameEnd: i + 1, NameClitics: clitics, Type: k.kind, Thing: k.thing, Office: none, Of: none, Entity: doc.EntityID(c), Rule: ruleShort}
	m.Span = j.tokens[i].Span
	longest := 0
	for _, i := range k.mentions {
		if n := j.mentions[i].NameEnd - j.mentions[i].NameFirst; n > longest {
			longest, m.Female = n, j.mentions[i].Female
		}
	}
	return m
}

// shortNames maps the last word of each person's name to its cluster.
func (j *joiner) shortNames() map[string]int {
	out := map[string]int{}
	for c := range j.clusters {
		k := &j.clusters[c]
		if k.kind != doc.Person || len(k.words) < 2 {
			continue
		}
		last := k.words[len(k.words)-1]
		if len(last) < 6 || last == "الله" || last == "الدين" {
			continue // the second word of a given name
		}
		if _, taken := out[last]; !taken {
			out[last] = c
		}
	}
	return out
}

// repeated returns the cluster whose short name stands at the token, and the clitics that it stands with.
func (j *joiner) repeated(short map[string]int, i int) (c int, clitics doc.Clitics, ok bool) {
	fold := j.tokens[i].Fold
	if c, ok := short[fold]; ok && !j.ordinary(i, 0) {
		return c, 0, true
	}
	for _, n := range []int{2, 4} {
		if len(fold) <= n+4 {
			break
		}
		clitics, ok := cliticLetters(fold[:n])
		if !ok {
			continue
		}
		if c, is := short[fold[n:]]; is && !j.ordinary(i, n) {
			return c, clitics, true
		}
	}
	if strings.HasPrefix(fold, "لل") && len(fold) > 8 {
		if c, ok := short["ال"+fold[4:]]; ok {
			return c, doc.For | doc.Article, true
		}
	}
	return 0, 0, false
}

// ordinary says whether the word is more likely an ordinary one here: its own list entry has it so, and nothing beside it speaks for a name.
func (j *joiner) ordinary(i, clitic int) bool {
	class := j.pack.ClassOf(&j.tokens[i])
	if class.Has(lang.Preposition | lang.Conjunction) {
		return true // على folds to the same letters as علي
	}
	if class.Has(lang.Family|lang.Given) || !class.Has(lang.Common|lang.Title|lang.Verb|lang.Preposition|lang.Adverb|lang.Nisba|lang.Honorific|lang.Qualifier) {
		return false
	}
	return !(i > 0 && j.pack.SaysActive(&j.tokens[i-1])) && !(i > 0 && j.pack.ClassOf(&j.tokens[i-1]).Has(lang.Honorific))
}

// cliticLetters reads one or two folded letters as clitics.
func cliticLetters(s string) (c doc.Clitics, ok bool) {
	for i := 0; i < len(s); i += 2 {
		switch letter := s[i : i+2]; {
		case letter == "و" && i == 0:
			c |= doc.And
		case letter == "ف" && i == 0:
			c |= doc.Then
		case letter == "ب":
			c |= doc.In
		case letter == "ل":
			c |= doc.For
		case letter == "ك":
			c |= doc.Like
		default:
			return 0, false
		}
	}
	return c, true
}

// merge adds mentions in the order of the text.
func (j *joiner) merge(added []doc.Mention) {
	if len(added) == 0 {
		return
	}
	j.mentions = append(j.mentions, added...)
	order := make([]int, len(j.mentions))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return j.mentions[order[a]].First < j.mentions[order[b]].First })
	out := make([]doc.Mention, len(order))
	for to, from := range order {
		out[to] = j.mentions[from]
	}
	j.mentions = out
	j.renumber()
}

// renumber makes the clusters' lists again after the mentions have moved.
func (j *joiner) renumber() {
	for c := range j.clusters {
		j.clusters[c].mentions = j.clusters[c].mentions[:0]
	}
	for i := range j.mentions {
		if e := j.mentions[i].Entity; e != doc.NoEntity {
			j.clusters[e].mentions = append(j.clusters[e].mentions, i)
		}
	}
}
