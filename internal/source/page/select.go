package page

import (
	"fmt"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// SelectorError says which of the outlet's CSS rules cannot be read.
type SelectorError struct {
	Selector string
	Err      error
}

// Error names the rule.
func (e *SelectorError) Error() string {
	return fmt.Sprintf("the CSS rule %q cannot be read: %v", e.Selector, e.Err)
}

// Unwrap returns the parser's error.
func (e *SelectorError) Unwrap() error { return e.Err }

// rules are the selectors, read; one that is empty is nil.
type rules struct{ title, body, date, remove cascadia.SelectorGroup }

func (s Selectors) compile() (r rules, err error) {
	for _, c := range []struct {
		css string
		to  *cascadia.SelectorGroup
	}{{s.Title, &r.title}, {s.Body, &r.body}, {s.Date, &r.date}, {s.Remove, &r.remove}} {
		if c.css == "" {
			continue
		}
		if *c.to, err = cascadia.ParseGroup(c.css); err != nil {
			return rules{}, &SelectorError{c.css, err}
		}
	}
	return r, nil
}

func (r rules) prune(root *html.Node) {
	if r.remove == nil {
		return
	}
	for _, n := range cascadia.QueryAll(root, r.remove) {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// text is that of the first element that the rule finds; an attribute that gives a time or a content stands for it.
func (r rules) text(root *html.Node, rule cascadia.SelectorGroup) string {
	if rule == nil {
		return ""
	}
	n := cascadia.Query(root, rule)
	if n == nil {
		return ""
	}
	return first(attr(n, "datetime"), attr(n, "content"), inner(n))
}

// bodyBlocks are the blocks inside the elements that the outlet's rule finds, all of them of the article.
func (r rules) bodyBlocks(root *html.Node) (found []block) {
	if r.body == nil {
		return nil
	}
	inside := map[*html.Node]bool{}
	for _, n := range cascadia.QueryAll(root, r.body) {
		inside[n] = true
		if !within(n, inside) {
			found = append(found, blocks(n)...)
		}
	}
	for i := range found {
		found[i].votes = byScore | byDensity
	}
	return found
}

// within says whether an element above n is one of those.
func within(n *html.Node, those map[*html.Node]bool) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if those[p] {
			return true
		}
	}
	return false
}
