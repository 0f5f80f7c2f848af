package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/correction"
	"isnad.dev/isnad/internal/store"
)

// handActors are merges and splits of actors, with the form for a merge.
type handActors struct {
	Changes []changeView
	May     bool
	Form    *form
	Next    string
}

// changeView is a merge or split with how the two are called.
type changeView struct {
	store.Change
	Name, OtherName string
	May             bool
}

// handActorsPage lists what was merged and split by hand.
func (s *Server) handActorsPage(a *ask) (*content, error) {
	before, err := cursorOf(a.URL.Query())
	if err != nil {
		return nil, err
	}
	all, err := s.store.LatestChanges(a.Context(), before, pageSize+1)
	if err != nil {
		return nil, err
	}
	d := &handActors{May: s.mayMerge(a), Form: a.form()}
	if len(all) > pageSize {
		all = all[:pageSize]
		d.Next = older("/desk/actors", nil, all[pageSize-1].ID)
	}
	var ids []int64
	for _, c := range all {
		ids = append(ids, c.Actor, c.Other)
	}
	rows, err := s.store.Actors(a.Context(), ids)
	for _, c := range all {
		d.Changes = append(d.Changes, changeView{c, rows[c.Actor].Name, rows[c.Other].Name, d.May})
	}
	return &content{Template: "hand_actors", Title: a.L.T("hand.title"), Data: d}, err
}

// mayMerge says whether who asks may merge and split.
func (s *Server) mayMerge(a *ask) bool { return a.Account.May("editor") }

// mergeView are two actors that are to be one.
type mergeView struct {
	From, Into *actorBrief
	Choices    []mergeChoice // where a name may be several
	Reason     string
	Fault      string
	MaxReason  int
}

// mergeChoice is a field of the form with those who have the name.
type mergeChoice struct {
	Field, Name string
	Actors      []store.ActorHead
}

// actorBrief is an actor in a few lines.
type actorBrief struct {
	ID       int64
	Type     string
	Name, En string
	Articles int64
	Forms    []string
	Offices  []answer.Office
	Said     []answer.Hit
}

// briefly are the few lines by which somebody sees who that is.
func (s *Server) briefly(a *ask, id int64) (*actorBrief, error) {
	x, err := s.answers.Actor(a.Context(), id, answer.Options{Today: a.Today, Limit: 3})
	if err != nil {
		return nil, err
	}
	return &actorBrief{ID: x.ID, Type: x.Type, Name: x.Name, En: x.En, Articles: x.Articles, Forms: x.Forms[:min(len(x.Forms), 8)], Offices: x.Offices[:min(len(x.Offices), 4)], Said: x.Statements}, nil
}

// namedActor is whom a field of a form means: a number, or a name that one has. Else those who have it are returned.
func (s *Server) namedActor(a *ask, typed string) (int64, []store.ActorHead, error) {
	if n, ok := correction.Number(typed); ok {
		group, err := s.store.ActorGroup(a.Context(), n)
		if err != nil {
			return 0, nil, err
		}
		return group[0].ID, nil, nil
	}
	if utf8.RuneCountInString(typed) > correction.MaxName {
		return 0, nil, wrong{http.StatusBadRequest, a.L.T("correction.fault.name")}
	}
	all, err := s.store.ActorsByName(a.Context(), typed, "", 20)
	if err == nil && len(all) == 1 {
		return all[0].ID, nil, nil
	}
	return 0, all, err
}

// mergePage shows both before they are one.
func (s *Server) mergePage(a *ask) (*content, error) {
	v := a.URL.Query()
	d := &mergeView{Reason: v.Get("reason")}
	for field, to := range map[string]**actorBrief{"from": &d.From, "into": &d.Into} {
		typed := strings.TrimSpace(v.Get(field))
		if typed == "" {
			d.Choices = append(d.Choices, mergeChoice{Field: field})
			continue
		}
		id, several, err := s.namedActor(a, typed)
		switch {
		case errors.Is(err, store.ErrNotFound):
			d.Fault = a.L.T("correction.fault.actor")
			d.Choices = append(d.Choices, mergeChoice{Field: field})
		case err != nil:
			return nil, err
		case id == 0:
			d.Choices = append(d.Choices, mergeChoice{field, typed, several})
		default:
			if *to, err = s.briefly(a, id); err != nil {
				return nil, err
			}
		}
	}
	slices.SortFunc(d.Choices, func(a, b mergeChoice) int { return strings.Compare(a.Field, b.Field) })
	d.Fault = orFault(d.Fault, mergeFault(a, d))
	return &content{Template: "merge", Title: a.L.T("hand.merge"), Data: d}, nil
}

func orFault(first, second string) string {
	if first != "" {
		return first
	}
	return second
}

// mergeFault is why two cannot be one.
func mergeFault(a *ask, d *mergeView) string {
	switch {
	case d.From == nil || d.Into == nil:
		return ""
	case d.From.ID == d.Into.ID:
		return a.L.T("hand.one_already")
	case d.From.Type != d.Into.Type:
		return a.L.T("hand.types")
	}
	return ""
}

// mergeActors takes one actor for another.
func (s *Server) mergeActors(a *ask) (*content, error) {
	from, _ := correction.Number(a.PostFormValue("from"))
	into, _ := correction.Number(a.PostFormValue("into"))
	reason, err := reasonOf(a)
	if err != nil {
		return nil, err
	}
	d := &mergeView{Reason: reason}
	if d.From, err = s.briefly(a, from); err != nil {
		return nil, err
	}
	if d.Into, err = s.briefly(a, into); err != nil {
		return nil, err
	}
	if d.Fault = mergeFault(a, d); d.Fault != "" {
		return &content{Template: "merge", Title: a.L.T("hand.merge"), Data: d, Status: http.StatusUnprocessableEntity}, nil
	}
	c, err := s.store.MergeActors(a.Context(), from, into, reason, s.now())
	if err != nil {
		return nil, err
	}
	if err := s.guard.Note(a.Context(), "actor.merge", "actor/"+decimal(into), nil, c); err != nil {
		return nil, err
	}
	return done("/actor/"+decimal(into), "merged"), nil
}

// reasonOf is why somebody does something: one must say why.
func reasonOf(a *ask) (string, error) {
	reason := cleanNote(a.PostFormValue("reason"))
	switch {
	case reason == "":
		return "", wrong{http.StatusBadRequest, a.L.T("hand.no_reason")}
	case utf8.RuneCountInString(reason) > correction.MaxReason:
		return "", wrong{http.StatusBadRequest, a.L.T("correction.fault.long")}
	}
	return reason, nil
}

// splitView is an actor with the articles that name it, of which some may name somebody else.
type splitView struct {
	Who      *actorBrief
	Articles []store.Head
	Next     string
	Fault    string
	Form     *form
}

// articlesToSplit is how many articles a form for a split offers at once.
const articlesToSplit = 100

func (s *Server) splitPage(a *ask) (*content, error) {
	id, _ := correction.Number(a.URL.Query().Get("of"))
	c, _, err := s.splitContent(a, id)
	return c, err
}

func (s *Server) splitContent(a *ask, id int64) (*content, *splitView, error) {
	who, err := s.briefly(a, id)
	if err != nil {
		return nil, nil, err
	}
	d := &splitView{Who: who, Form: a.form()}
	before, err := cursorOf(a.URL.Query())
	if err != nil {
		return nil, nil, err
	}
	ids, err := s.store.ArticlesNamingBefore(a.Context(), who.ID, store.ArticleID(before), articlesToSplit+1)
	if err != nil {
		return nil, nil, err
	}
	if len(ids) > articlesToSplit {
		ids = ids[:articlesToSplit]
		d.Next = older("/desk/actors/split", map[string][]string{"of": {decimal(who.ID)}}, int64(ids[articlesToSplit-1]))
	}
	heads, err := s.store.Heads(a.Context(), ids)
	for _, id := range ids {
		h := heads[id]
		h.Title = articleTitle(a.L, h.Title)
		d.Articles = append(d.Articles, h)
	}
	return &content{Template: "split", Title: a.L.T("hand.split"), Data: d}, d, err
}

// splitActor makes somebody else of what some articles name.
func (s *Server) splitActor(a *ask) (*content, error) {
	id, _ := correction.Number(a.PostFormValue("of"))
	o := store.SplitOff{From: id, Name: cleanNote(a.PostFormValue("name"))}
	for _, v := range a.PostForm["article"] {
		if n, err := strconv.ParseInt(v, 10, 64); err == nil && len(o.Articles) < articlesToSplit {
			o.Articles = append(o.Articles, store.ArticleID(n))
		}
	}
	var err error
	if o.Reason, err = reasonOf(a); err != nil {
		return nil, err
	}
	if utf8.RuneCountInString(o.Name) > correction.MaxName {
		return nil, wrong{http.StatusBadRequest, a.L.T("correction.fault.name")}
	}
	if len(o.Articles) == 0 {
		c, d, err := s.splitContent(a, id)
		if err != nil {
			return nil, err
		}
		d.Fault, c.Status = a.L.T("hand.no_articles"), http.StatusUnprocessableEntity
		return c, nil
	}
	c, err := s.store.SplitActor(a.Context(), o, s.now())
	if err != nil {
		return nil, s.unchanged(a, err)
	}
	if err := s.guard.Note(a.Context(), "actor.split", "actor/"+decimal(c.Other), nil, c); err != nil {
		return nil, err
	}
	return done("/actor/"+decimal(c.Actor), "split"), nil
}

// unchanged is a change that the store refuses; its sentence is in English and goes to the log of errors as it is.
func (s *Server) unchanged(a *ask, err error) error {
	var fault *store.Fault
	if errors.Is(err, store.ErrNotFound) || errors.As(err, &fault) {
		return err
	}
	return wrong{http.StatusConflict, fmt.Sprintf("%s %s", a.L.T("hand.refused"), err)}
}

// undoChange takes a merge or split back.
func (s *Server) undoChange(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	c, err := s.store.UndoChange(a.Context(), id, s.now())
	if err != nil {
		return nil, s.unchanged(a, err)
	}
	if err := s.guard.Note(a.Context(), "actor.undo", "actor/"+decimal(c.Other), c, nil); err != nil {
		return nil, err
	}
	return done("/desk/actors", "undone"), nil
}

// Stands says whether a change was not undone.
func (c changeView) Stands() bool { return c.Undone.IsZero() }

// Day is when it was made.
func (c changeView) Day() string { return c.At.Format(time.DateOnly) }
