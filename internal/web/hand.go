package web

import (
	"net/http"
	"slices"
	"strings"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/correction"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/web/locale"
	"isnad.dev/isnad/internal/work"
)

// handPages are where people mend the record: corrections, merges and splits of actors, notes and tags.
func (s *Server) handPages() pagesOf {
	return pagesOf{
		account.Reader: {
			"POST /article/{id}/corrections": s.correctArticle,
			"GET /desk/corrections":          s.correctionsPage,
			"GET /desk/actors":               s.handActorsPage,
			"GET /desk/tag/{tag}":            s.tagPage,
			"GET /desk/tags":                 s.tagsPage,
			"POST /notes":                    s.addNote,
			"POST /notes/{id}/remove":        s.removeNote,
		},
		account.Editor: {
			"POST /desk/corrections/{id}":  s.decideCorrection,
			"GET /desk/actors/merge":       s.mergePage,
			"POST /desk/actors/merge":      s.mergeActors,
			"GET /desk/actors/split":       s.splitPage,
			"POST /desk/actors/split":      s.splitActor,
			"POST /desk/changes/{id}/undo": s.undoChange,
		},
	}
}

// hand is who does something, as it is kept beside it.
func (a *ask) hand() work.Hand { return work.Hand{User: a.Account.ID, Name: a.Account.Name} }

// noted writes to the log what a correction was and is.
func (s *Server) noted(a *ask, verb string) work.Noted {
	return func(t *store.Tx, before, after *store.Correction) error {
		var was, is any
		if before != nil {
			was = before
		}
		if after != nil {
			is = after
		}
		return s.guard.NoteIn(a.Context(), t, "correction."+verb, "correction/"+decimal(after.ID), was, is)
	}
}

// correctionView is a correction as a page shows it.
type correctionView struct {
	store.Correction
	Now   string // what is right, in the reader's language
	Title string // of its article
	Key   string // of its item in the article, empty where it is not read
	May   bool   // decide on it
	Next  string // where to go after
}

// viewOf makes the values of a correction readable.
func viewOf(l *locale.Words, c store.Correction, next string, may bool) correctionView {
	v := correctionView{Correction: c, May: may, Next: next}
	x, err := work.CorrectionFrom(&c)
	if err != nil {
		return v // it is listed as it stands
	}
	switch c.Field {
	case correction.Missing:
		var words []string
		for _, w := range x.Item.Words {
			words = append(words, w.Exact)
		}
		v.Now = strings.Join(words, " … ")
		if who := namesOf(l, x.Value.Who); who != "" {
			v.Now = who + ": " + v.Now
		}
	case correction.Words:
		if x.Value.Words != nil {
			v.Now = x.Value.Words.Exact
		}
	case correction.Speaker, correction.PartyIn, correction.PartyOut:
		v.Now = namesOf(l, x.Value.Who)
		if v.Now == "" {
			v.Now = l.T("speaker.unknown")
		}
	default:
		v.Was, v.Now = fixed(l, c.Field, c.Was), fixed(l, c.Field, x.Value.Text)
	}
	return v
}

func namesOf(l *locale.Words, who []correction.Who) string {
	var names []string
	for _, w := range who {
		names = append(names, w.Name)
	}
	return strings.Join(names, l.T("list.comma"))
}

// fixed names a value of a field that has a fixed set.
func fixed(l *locale.Words, field, value string) string {
	switch field {
	case correction.Act:
		return l.Act(value)
	case correction.Polarity:
		return l.Polarity(value)
	case correction.Type:
		return l.Contact(value)
	case correction.Status:
		return l.Status(value)
	case correction.Date:
		return l.Day(value)
	}
	return value
}

// correctionsView lists corrections of one state.
type correctionsView struct {
	States []choice
	All    []correctionView
	Next   string
}

// correctionStates are the lists of corrections; "lost" are those whose words are gone.
var correctionStates = []string{store.CorrectionOpen, store.CorrectionApplied, "lost", store.CorrectionRejected, store.CorrectionUndone}

// correctionsPage lists what people said is wrong.
func (s *Server) correctionsPage(a *ask) (*content, error) {
	v := a.URL.Query()
	state := v.Get("state")
	if state == "" {
		state = store.CorrectionOpen
	}
	if !slices.Contains(correctionStates, state) {
		return nil, wrong{http.StatusBadRequest, "state=" + state}
	}
	before, err := cursorOf(v)
	if err != nil {
		return nil, err
	}
	d := &correctionsView{}
	for _, x := range correctionStates {
		d.States = append(d.States, choice{x, a.L.T("correction.state." + x), "/desk/corrections?state=" + x, x == state})
	}
	q := store.CorrectionQuery{State: state, Before: before, Limit: pageSize + 1}
	if state == "lost" {
		q.State, q.Unmatched = store.CorrectionApplied, true
	}
	all, err := s.store.Corrections(a.Context(), q)
	if err != nil {
		return nil, err
	}
	if len(all) > pageSize {
		all = all[:pageSize]
		d.Next = older("/desk/corrections", v, all[pageSize-1].ID)
	}
	if err := s.titled(a, d, all); err != nil {
		return nil, err
	}
	return &content{Template: "corrections", Title: a.L.T("correction.title"), Data: d}, nil
}

func (s *Server) titled(a *ask, d *correctionsView, all []store.Correction) error {
	var ids []store.ArticleID
	for _, c := range all {
		ids = append(ids, c.Article)
	}
	heads, err := s.store.Heads(a.Context(), ids)
	for _, c := range all {
		x := viewOf(a.L, c, a.URL.RequestURI(), s.mayCorrect(a))
		x.Title = heads[c.Article].Title
		if x.Title == "" {
			x.Title = a.L.T("article.untitled")
		}
		d.All = append(d.All, x)
	}
	return err
}

// mayCorrect says whether who asks may apply corrections here.
func (s *Server) mayCorrect(a *ask) bool { return s.queue != nil && a.Account.May(account.Editor) }

// verbs are what the log calls a decision.
var verbs = map[string]string{store.CorrectionApplied: "apply", store.CorrectionRejected: "reject", store.CorrectionUndone: "undo"}

// decideCorrection applies, rejects or undoes a correction.
func (s *Server) decideCorrection(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	state := a.PostFormValue("state")
	if s.queue == nil || verbs[state] == "" {
		return nil, wrong{http.StatusBadRequest, a.L.T("correction.fault.field")}
	}
	c, err := s.queue.Decide(a.Context(), id, state, a.hand(), s.noted(a, verbs[state]))
	if err != nil {
		return nil, wronged(a.L, err)
	}
	next := account.SafeNext(a.PostFormValue("next"))
	if next == "/" {
		next = "/article/" + decimal(int64(c.Article))
	}
	return done(next, "correction."+state), nil
}
