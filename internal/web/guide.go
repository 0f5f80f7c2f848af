package web

import (
	"bytes"
	"fmt"
	"html/template"
	"image"
	_ "image/png" // the pictures' format
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"isnad.dev/isnad/docs"
	"isnad.dev/isnad/internal/web/locale"
)

// guide is the user's guide as pages, made of the same files that stand in the folder docs.
type guide struct {
	pages    map[string]guidePage // by their files: guide.ar
	pictures map[string][]byte    // by name: today.ar.png
}

// guidePage is the guide in one language, or a file that it leads to.
type guidePage struct {
	Title string
	Lang  string        // where it is not the reader's
	Text  template.HTML // of our own files, made by goldmark, which lets no HTML through
}

func newGuide() (*guide, error) {
	g := &guide{pages: map[string]guidePage{}, pictures: map[string][]byte{}}
	pictures, err := fs.Glob(docs.Guide, "guide/*.png")
	if err != nil {
		return nil, err
	}
	for _, name := range pictures {
		if g.pictures[path.Base(name)], err = fs.ReadFile(docs.Guide, name); err != nil {
			return nil, err
		}
	}
	for name, page := range map[string]guidePage{"guide.ar": {}, "guide.en": {}, "alerts": {Lang: locale.En.Lang}} {
		b, err := fs.ReadFile(docs.Guide, name+".md")
		if err != nil {
			return nil, err
		}
		if page.Title, page.Text, err = rendered(b); err != nil {
			return nil, fmt.Errorf("docs/%s.md: %w", name, err)
		}
		g.pages[name] = page
	}
	return g, nil
}

// rendered makes a page of Markdown. Its first heading is the title.
func rendered(b []byte) (title string, page template.HTML, err error) {
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithASTTransformers(util.Prioritized(fitting{}, 0))))
	doc := md.Parser().Parse(text.NewReader(b), parser.WithContext(parser.NewContext(parser.WithIDs(&headingIDs{}))))
	if h, ok := doc.FirstChild().(*ast.Heading); ok {
		title = string(words(h, b))
	}
	var out bytes.Buffer
	err = md.Renderer().Render(&out, b, doc)
	return title, template.HTML(out.String()), err
}

// words are the letters of a node.
func words(n ast.Node, source []byte) (out []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			out = append(out, t.Value(source)...)
			continue
		}
		out = append(out, words(c, source)...)
	}
	return out
}

// elsewhere are the files that the guide leads to, with their pages here.
var elsewhere = map[string]string{"api.md": "/docs", "alerts.md": "/guide/alerts"}

// fitting makes what the files say fit the site: links to other files lead to their pages, pictures have their size, so that nothing moves when they come,
// and code runs in its own direction.
type fitting struct{}

// Transform walks over a parsed file once.
func (fitting) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // it returns no error of its own
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			if to, ok := elsewhere[string(n.Destination)]; ok {
				n.Destination = []byte(to)
			}
		case *ast.Image:
			fitPicture(n)
		case *ast.CodeSpan:
			n.SetAttributeString("dir", []byte(direction(string(words(n, reader.Source())))))
		}
		return ast.WalkContinue, nil
	})
}

func fitPicture(n *ast.Image) {
	n.SetAttributeString("loading", []byte("lazy"))
	f, err := docs.Guide.Open(string(n.Destination))
	if err != nil {
		return // a test finds pictures that are not there
	}
	defer f.Close()
	if c, _, err := image.DecodeConfig(f); err == nil {
		n.SetAttributeString("width", []byte(strconv.Itoa(c.Width)))
		n.SetAttributeString("height", []byte(strconv.Itoa(c.Height)))
	}
}

// headingIDs name headings as code hosts do, so that a link to a heading works in the repository and here: letters of any script, and dashes for spaces.
type headingIDs struct{ seen map[string]int }

// Generate returns the name of the next heading.
func (h *headingIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	id := strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(string(value)))
	if h.seen == nil {
		h.seen = map[string]int{}
	}
	n := h.seen[id]
	if h.seen[id]++; n > 0 {
		id += "-" + strconv.Itoa(n)
	}
	return []byte(id)
}

// Put is part of the interface; all names come from Generate.
func (h *headingIDs) Put([]byte) {}

// guidePages are for everybody, since they say nothing of the record.
func (s *Server) guidePages() pagesOf {
	show := func(name string) (*content, error) {
		p := s.guide.pages[name]
		return &content{Template: "guide", Title: p.Title, Data: p}, nil
	}
	return pagesOf{"": {
		"GET /guide":        func(a *ask) (*content, error) { return show("guide." + a.L.Lang) },
		"GET /guide/alerts": func(*ask) (*content, error) { return show("alerts") },
	}}
}

func (s *Server) guidePicture(w http.ResponseWriter, r *http.Request) {
	b, ok := s.guide.pictures[r.PathValue("name")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	w.Write(b)
}
