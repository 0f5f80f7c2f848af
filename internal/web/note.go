package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

// noteKinds are the items that notes and tags may stand on.
var noteKinds = []string{"actor", "article", "statement", "contact"}

// The longest note and tag, in letters.
const (
	maxNote = 4000
	maxTag  = 60
)

// notes are what people have noted of an item, with the forms for more.
type notes struct {
	Kind string
	Ref  int64
	Tags []noteView
	All  []noteView
	Lost []noteView // of an article: on items whose words are gone
}

type noteView struct {
	store.Note
	May bool // take it out
}

// notesOf are the notes on an item, and on those that were merged into it.
func (s *Server) notesOf(a *ask, kind string, refs ...int64) (*notes, error) {
	d := &notes{Kind: kind, Ref: refs[0]}
	all, err := s.store.Notes(a.Context(), kind, refs...)
	if err != nil {
		return nil, err
	}
	for _, n := range all {
		if v := (noteView{n, mayRemove(a, n)}); n.Tag != "" {
			d.Tags = append(d.Tags, v)
		} else {
			d.All = append(d.All, v)
		}
	}
	if kind != "article" {
		return d, nil
	}
	lost, err := s.store.LostNotes(a.Context(), store.ArticleID(refs[0]))
	for _, n := range lost {
		d.Lost = append(d.Lost, noteView{n, mayRemove(a, n)})
	}
	return d, err
}

// mayRemove says whether who asks may take a note out: their own, or any for an editor.
func mayRemove(a *ask, n store.Note) bool {
	return n.User == a.Account.ID || a.Account.May(account.Editor)
}

// addNote keeps a note or a tag.
func (s *Server) addNote(a *ask) (*content, error) {
	n := store.Note{Kind: a.PostFormValue("kind"), Tag: tagOf(a.PostFormValue("tag")), Words: cleanNote(a.PostFormValue("words")), User: a.Account.ID, Who: a.Account.Name, At: s.now()}
	n.Ref, _ = strconv.ParseInt(a.PostFormValue("ref"), 10, 64) // what is no number is no item
	switch {
	case !slices.Contains(noteKinds, n.Kind):
		return nil, answer.ErrNotFound
	case n.Tag == "" && n.Words == "":
		return nil, wrong{http.StatusBadRequest, a.L.T("note.empty")}
	case utf8.RuneCountInString(n.Tag) > maxTag:
		return nil, wrong{http.StatusBadRequest, a.L.T("note.long_tag", a.L.Number(maxTag))}
	case utf8.RuneCountInString(n.Words) > maxNote:
		return nil, wrong{http.StatusBadRequest, a.L.T("note.long", a.L.Number(maxNote))}
	}
	if err := s.anchorNote(a, &n); err != nil {
		return nil, err
	}
	err := s.store.Write(a.Context(), func(t *store.Tx) error {
		if err := t.Lock(a.Context()); err != nil { // so that a tag is not given twice
			return err
		}
		kept, err := t.AddNote(a.Context(), n)
		if err != nil || kept.ID == 0 {
			return err
		}
		return s.guard.NoteIn(a.Context(), t, "note.add", n.Kind+"/"+decimal(n.Ref), nil, kept)
	})
	if err != nil {
		return nil, err
	}
	return done(itemAddress(n.Kind, n.Ref)+"#notes", "note"), nil
}

// anchorNote finds the item and, of a statement or contact, the words by which it is found again after a rereading.
func (s *Server) anchorNote(a *ask, n *store.Note) error {
	switch n.Kind {
	case "actor":
		group, err := s.store.ActorGroup(a.Context(), n.Ref)
		if err == nil {
			n.Ref = group[0].ID
		}
		return err
	case "article":
		_, err := s.store.Article(a.Context(), store.ArticleID(n.Ref))
		return err
	case "statement":
		x, err := s.answers.Statement(a.Context(), n.Ref)
		if err != nil {
			return err
		}
		if len(x.Tellings) == 0 {
			return answer.ErrNotFound
		}
		t := x.Tellings[0]
		text, err := s.store.Article(a.Context(), store.ArticleID(t.Article))
		n.Article, n.Item = store.ArticleID(t.Article), work.ItemOf(text.Text, t.Content)
		return err
	}
	return s.anchorContact(a, n)
}

// anchorContact finds a contact by the trigger with which the first article reports it.
func (s *Server) anchorContact(a *ask, n *store.Note) error {
	reports, err := s.store.Reports(a.Context(), []int64{n.Ref})
	if err != nil {
		return err
	}
	if len(reports[n.Ref]) == 0 {
		return fmt.Errorf("contact %d: %w", n.Ref, answer.ErrNotFound)
	}
	r := reports[n.Ref][0]
	x, err := s.answers.Article(a.Context(), int64(r.Article))
	if err != nil {
		return err
	}
	if r.N >= len(x.Events) {
		return answer.ErrNotFound
	}
	n.Article, n.Item = r.Article, work.ItemOf(x.Record.Article.Text, []isnad.Span{x.Events[r.N].Trigger})
	return nil
}

// removeNote takes a note or a tag out.
func (s *Server) removeNote(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	n, err := s.store.Note(a.Context(), id)
	if err != nil {
		return nil, err
	}
	if !mayRemove(a, n) {
		return nil, wrong{http.StatusForbidden, a.L.T("access.forbidden")}
	}
	err = s.store.Write(a.Context(), func(t *store.Tx) error {
		if err := t.RemoveNote(a.Context(), id); err != nil {
			return err
		}
		return s.guard.NoteIn(a.Context(), t, "note.remove", n.Kind+"/"+decimal(n.Ref), n, nil)
	})
	if err != nil {
		return nil, err
	}
	kind, ref := n.Kind, n.Ref
	if ref == 0 {
		kind, ref = "article", int64(n.Article)
	}
	return done(itemAddress(kind, ref)+"#notes", "note_removed"), nil
}

func itemAddress(kind string, ref int64) string { return "/" + kind + "/" + decimal(ref) }

// cleanNote takes out what is no text.
func cleanNote(s string) string {
	return strings.TrimSpace(strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\n' && c != '\t' || c == utf8.RuneError {
			return -1
		}
		return c
	}, s))
}

// tagOf is a tag as it is kept: one line, small letters, without # and slashes, which addresses are made of.
func tagOf(s string) string {
	s = strings.Join(strings.Fields(cleanNote(s)), " ")
	return strings.ToLower(strings.TrimSpace(strings.Map(func(c rune) rune {
		if c == '/' || c == '#' || c == '?' {
			return -1
		}
		return c
	}, s)))
}

// tagView lists what has a tag.
type tagView struct {
	Tag   string
	Items []taggedItem
	Next  string
}

// taggedItem is an item with a tag: who or what it is, as a line.
type taggedItem struct {
	store.Note
	Title, Address string
}

// tagPage lists the items that have a tag.
func (s *Server) tagPage(a *ask) (*content, error) {
	d := &tagView{Tag: tagOf(a.PathValue("tag"))}
	before, err := cursorOf(a.URL.Query())
	if err != nil {
		return nil, err
	}
	all, err := s.store.Tagged(a.Context(), d.Tag, before, pageSize+1)
	if err != nil {
		return nil, err
	}
	if len(all) > pageSize {
		all = all[:pageSize]
		d.Next = older("/desk/tag/"+url.PathEscape(d.Tag), nil, all[pageSize-1].ID)
	}
	for _, n := range all {
		x, err := s.taggedItem(a, n)
		if err != nil {
			return nil, err
		}
		d.Items = append(d.Items, x)
	}
	return &content{Template: "tag", Title: d.Tag, Data: d}, nil
}

func (s *Server) taggedItem(a *ask, n store.Note) (taggedItem, error) {
	x := taggedItem{Note: n, Address: itemAddress(n.Kind, n.Ref)}
	if n.Ref == 0 { // its words are gone: the article says so
		x.Kind, x.Ref, x.Address = "article", int64(n.Article), itemAddress("article", int64(n.Article))
	}
	switch x.Kind {
	case "actor":
		names, err := s.store.ActorNames(a.Context(), []int64{x.Ref})
		x.Title = names[x.Ref]
		return x, err
	case "article":
		heads, err := s.store.Heads(a.Context(), []store.ArticleID{store.ArticleID(x.Ref)})
		x.Title = articleTitle(a.L, heads[store.ArticleID(x.Ref)].Title)
		return x, err
	case "statement":
		rows, err := s.store.Statements(a.Context(), []int64{x.Ref})
		st := rows[x.Ref]
		if x.Title = st.Words; st.Speaker != "" {
			x.Title = st.Speaker + ": " + st.Words
		}
		return x, err
	}
	parties, err := s.store.Parties(a.Context(), []int64{x.Ref})
	var names []string
	for _, p := range parties[x.Ref] {
		names = append(names, p.Name)
	}
	rows, e := s.store.Contacts(a.Context(), []int64{x.Ref})
	if err == nil {
		err = e
	}
	x.Title = a.L.Contact(rows[x.Ref].Type) + ": " + strings.Join(names, a.L.T("list.comma"))
	return x, err
}

// maxTags is how many tags are listed.
const maxTags = 300

// tagsPage lists the tags that are in use.
func (s *Server) tagsPage(a *ask) (*content, error) {
	all, err := s.store.Tags(a.Context(), maxTags)
	return &content{Template: "tags", Title: a.L.T("note.tags"), Data: all}, err
}
