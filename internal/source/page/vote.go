package page

import (
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-domdistiller"
	"golang.org/x/net/html"
)

// An extractor finds the element that holds the article. It may change the tree.
type extractor func(root *html.Node) (*html.Node, error)

// extractors are asked in this order. The first scores the page's boxes by their text and links, the second sorts its blocks by density; where one is
// wrong the other seldom is. The second works on the tree itself, and so it comes last.
var extractors = []extractor{
	func(root *html.Node) (*html.Node, error) {
		a, err := readability.FromDocument(root, nil)
		return a.Node, err
	},
	func(root *html.Node) (*html.Node, error) {
		r, err := distiller.Apply(root, &distiller.Options{SkipPagination: true})
		if err != nil {
			return nil, err
		}
		return r.Node, nil
	},
}

// The extractors by their bits in block.votes.
const (
	byScore = 1 << iota
	byDensity
)

// The size from which the second extractor, whose time grows with the square of the blocks, is not asked. Real pages have some hundreds.
const (
	maxVoted = 2500
	maxBoxes = 20000
)

// vote notes at each block who takes it for the article.
func vote(root *html.Node, page []block, boxes []box) {
	asked := extractors
	if len(page) > maxVoted || len(boxes) > maxBoxes {
		asked = extractors[:1]
	}
	for i, e := range asked {
		t := newTaken(e.blocks(root))
		for j := range page {
			if t.has(&page[j]) {
				page[j].votes |= 1 << i
			}
		}
	}
}

// blocks answers a panic on an odd tree as an article without text: bad input is never a crash.
func (e extractor) blocks(root *html.Node) (found []block) {
	defer func() {
		if recover() != nil {
			found = nil
		}
	}()
	n, err := e(root)
	if err != nil || n == nil {
		return nil
	}
	return blocks(n)
}

// taken is what an extractor took, by letters: it may have joined or parted the blocks of the page.
type taken struct {
	keys     map[string]bool
	all      string
	searches int
}

// The bounds of looking for a block inside those of an extractor: shorter ones stand anywhere, and a page has few that were joined.
const (
	searchLetters = 20
	maxSearches   = 1000
)

func newTaken(found []block) *taken {
	t := &taken{keys: map[string]bool{}}
	var all strings.Builder
	for _, b := range found {
		t.keys[b.key] = true
		all.WriteString(b.key)
	}
	t.all = all.String()
	return t
}

func (t *taken) has(b *block) bool {
	if t.keys[b.key] {
		return true
	}
	if len(b.key) < searchLetters || t.searches >= maxSearches {
		return false
	}
	t.searches++
	return strings.Contains(t.all, b.key)
}
