package page

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// body chooses the blocks of the article among those of the page.
type body struct {
	page        []block
	boxes       []box
	title       string // key of the headline
	description string // key of what the page says it is about
	furniture   func(hash uint64) bool
}

// The words from which a block is believed where one extractor alone took it, and a lead where the extractors passed it over.
const (
	proseWords = 12
	leadWords  = 15
)

// read fills in the paragraphs, the captions and the hashes.
func (b *body) read(a *Article) error {
	b.doubtNames()
	chosen := b.withoutRepeats(b.withoutTail(b.withLead(b.choose())))
	if len(chosen) == 0 {
		return b.none()
	}
	a.Captions = b.captions(chosen[0], chosen[len(chosen)-1])
	a.Blocks = hashes(b.page, chosen)
	for _, i := range b.withoutFurniture(chosen) {
		a.Paragraphs = append(a.Paragraphs, b.page[i].text)
	}
	return nil
}

// doubtNames takes back what the names of boxes say of pictures where most of the article would be captions: there "has-image" is the name of the whole.
func (b *body) doubtNames() {
	text, captions := 0, 0
	for i := range b.page {
		x := &b.page[i]
		switch {
		case x.votes != byScore|byDensity || x.words < proseWords:
		case x.named:
			captions += x.words
		case !x.picture:
			text += x.words
		}
	}
	for i := range b.page {
		if x := &b.page[i]; captions > text && x.named {
			x.picture = false
		}
	}
}

// choose merges the extractors' answers: what both took, and what one took alone where it is prose in the box of the article, or near it.
func (b *body) choose() (chosen []int) {
	near := b.near()
	first, last := len(b.page), 0
	for i := range b.page {
		if x := &b.page[i]; x.votes == byScore|byDensity && b.running(x) {
			first, last = min(first, i), i
		}
	}
	for i := range b.page {
		x := &b.page[i]
		switch {
		case !b.running(x), near.elsewhere(x):
		case x.votes == byScore|byDensity,
			x.votes == byScore && x.words >= proseWords && (near.has(x, boxesUp) || x.key == b.title),
			x.votes == byDensity && x.words >= proseWords && i > first && i < last && near.has(x, 1):
			chosen = append(chosen, i)
		}
	}
	return chosen
}

// boxesUp is how many boxes around that of most of the article another paragraph of it may lie.
const boxesUp = 4

// near finds the box that holds most of the text that both extractors took, or either.
func (b *body) near() *neighbourhood {
	weight := map[int]int{}
	main, most := 0, 0
	for i := range b.page {
		x := &b.page[i]
		if x.votes == 0 || !b.running(x) {
			continue
		}
		n := len(x.key)
		if x.votes == byScore|byDensity {
			n *= 2
		}
		if weight[x.box] += n; weight[x.box] > most {
			main, most = x.box, weight[x.box]
		}
	}
	n := &neighbourhood{boxes: b.boxes, up: map[int]int{}}
	if len(b.boxes) == 0 {
		return n
	}
	n.article = b.boxes[main].article
	for up, at := 0, main; ; up, at = up+1, b.boxes[at].around {
		n.up[at] = up
		if at == 0 {
			return n
		}
	}
}

// neighbourhood is the box of the article with those around it.
type neighbourhood struct {
	boxes   []box
	up      map[int]int // how many boxes around that of the article a box is
	article int
}

// has says whether the block lies in the box of the article or in one of so many around it.
func (n *neighbourhood) has(x *block, boxes int) bool {
	if len(n.boxes) == 0 {
		return true
	}
	at := x.box
	for {
		if up, ok := n.up[at]; ok {
			return up <= boxes
		}
		at = n.boxes[at].around
	}
}

// elsewhere says whether the block lies in another article.
func (n *neighbourhood) elsewhere(x *block) bool {
	if len(n.boxes) == 0 || n.article == 0 {
		return false
	}
	other := n.boxes[x.box].article
	_, ok := n.up[other]
	return other != 0 && other != n.article && !ok
}

// running says whether the block can be running text.
func (b *body) running(x *block) bool {
	return x.key != "" && !x.picture && !x.outside && (2*x.linked < x.words || x.votes == byScore|byDensity && x.words >= proseWords) && !isStamp(x)
}

// stampWords bounds a line that only says when the article was published.
const stampWords = 12

// isStamp says whether the block is a line with a day and little else: "تم نشره الجمعة 24 نيسان / أبريل 2020 09:22 مساءً".
func isStamp(x *block) bool {
	if x.words > stampWords || strings.HasSuffix(x.text, ".") {
		return false
	}
	_, ok := writtenDay(x.text, false)
	return ok
}

// withLead adds what stands between the headline and the body, where the extractors dropped it as a box of its own.
func (b *body) withLead(chosen []int) []int {
	rest := chosen
	if len(rest) > 0 && b.page[rest[0]].key == b.title {
		rest = rest[1:]
	}
	if len(rest) == 0 || b.title == "" {
		return chosen
	}
	from := rest[0]
	for from > 0 && b.page[from-1].key != b.title {
		from--
	}
	if from == 0 {
		return chosen
	}
	all := chosen[: len(chosen)-len(rest) : len(chosen)-len(rest)]
	for i := from; i < rest[0]; i++ {
		x := &b.page[i]
		if b.running(x) && x.words >= leadWords && endsSentence(x.text) && (x.votes != 0 || b.described(x)) {
			all = append(all, i)
		}
	}
	return append(all, rest...)
}

// endsSentence tells a lead from a subheading.
func endsSentence(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"”»)`))
	return strings.ContainsRune(".!?؟…", last)
}

// descriptionLetters is how long a beginning a description shares with the lead.
const descriptionLetters = 60

// described says whether the page's own description opens as the block does.
func (b *body) described(x *block) bool {
	n := min(len(x.key), len(b.description), descriptionLetters)
	return n >= descriptionLetters/2 && x.key[:n] == b.description[:n]
}

// withoutTail cuts the words on comments that follow the article.
func (b *body) withoutTail(chosen []int) []int {
	for n := len(chosen); n > 1; n-- {
		if !onComments(b.page[chosen[n-1]].text) {
			return chosen[:n]
		}
	}
	return chosen
}

// The words on comments that outlets set below articles: one of these, or a word for comments and one that asks or rules.
var (
	viewWords    = []string{"الآراء الواردة", "لا تعبر عن رأي", "لا تعبر بالضرورة", "لا يعبر عن رأي"}
	commentWords = []string{"تعليقات", "تعليقك", "comments", "comentários", "commentaires"}
	rulingWords  = []string{"نرحب", "ترحب", "يرجى", "الرجاء", "شروط", "إرشادات", "ضوابط", "قبل نشرها", "لا تتحمل", "moderat", "policy", "spam", "aprovados", "modération"}
)

func onComments(s string) bool {
	s = strings.ToLower(s)
	has := func(w string) bool { return strings.Contains(s, w) }
	return slices.ContainsFunc(viewWords, has) || slices.ContainsFunc(commentWords, has) && slices.ContainsFunc(rulingWords, has)
}

// repeatedLetters is the length from which the same words twice are a fault of the page.
const repeatedLetters = 40

// withoutRepeats drops what stood in the article before: many templates have the body twice, for two widths of the screen, the second time perhaps in
// one piece.
func (b *body) withoutRepeats(chosen []int) (once []int) {
	before := newTaken(nil)
	seen := strings.Builder{}
	for _, i := range chosen {
		x := &b.page[i]
		if len(x.key) >= repeatedLetters {
			if before.all = seen.String(); before.has(x) || b.lump(x, once) {
				continue
			}
			before.keys[x.key] = true
			seen.WriteString(x.key)
		}
		once = append(once, i)
	}
	return once
}

// lumpLetters is the length from which a block may be several paragraphs in one piece.
const lumpLetters = 400

// lump says whether the block is made of paragraphs that stood before.
func (b *body) lump(x *block, before []int) bool {
	if len(x.key) < lumpLetters {
		return false
	}
	n, parts := 0, 0
	for _, i := range before[max(0, len(before)-maxLumpParts):] {
		if k := b.page[i].key; len(k) >= repeatedLetters && strings.Contains(x.key, k) {
			n += len(k)
			parts++
		}
	}
	return parts > 1 && n*10 > len(x.key)*8
}

// maxLumpParts bounds the paragraphs that are looked for in one piece.
const maxLumpParts = 200

// withoutFurniture drops blocks that are known as the outlet's furniture, unless most of the article is: then it is one that the outlet has at several
// addresses.
func (b *body) withoutFurniture(chosen []int) []int {
	if b.furniture == nil {
		return chosen
	}
	var kept []int
	all, left := 0, 0
	for _, i := range chosen {
		x := &b.page[i]
		all += len(x.key)
		if !b.furniture(hash(x.text)) || namesAgency(x) {
			kept = append(kept, i)
			left += len(x.key)
		}
	}
	if 2*left < all {
		return chosen
	}
	return kept
}

// listingLinks is how many links a list has.
const listingLinks = 10

// none says why there is no article.
func (b *body) none() error {
	links := 0
	for i := range b.page {
		if 2*b.page[i].linked >= b.page[i].words {
			links++
		}
	}
	if links >= listingLinks && 2*links >= len(b.page) {
		return ErrListing
	}
	return ErrNone
}
