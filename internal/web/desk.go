package web

import (
	"net/http"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/store"
)

// deskPages are what somebody keeps for themselves: searches, alerts, exports. Who may read may keep them.
func (s *Server) deskPages() pagesOf {
	pages := map[string]finds{
		"GET /desk":                      s.deskPage,
		"GET /desk/exports":              s.exportsPage,
		"POST /desk/exports":             s.startExport,
		"POST /desk/exports/{id}/cancel": s.cancelExport,
		"GET /desk/exports/{id}/file":    s.exportFile,
	}
	if s.alerts != nil {
		for pattern, find := range s.alertPages() {
			pages[pattern] = find
		}
	}
	return pagesOf{account.Reader: pages}
}

// How many of each the first page of the desk shows.
const deskSize = 10

// desk is the first page of the desk.
type desk struct {
	Searches []deskSearch
	Alerts   []alertRow
	Exports  []exportRow
	Follows  bool // searches can be saved here
	Writes   bool // so can files
	Admin    bool
}

// deskSearch is a saved search with how much is new in it.
type deskSearch struct {
	store.SavedSearch
	Fresh int
	More  bool // there may be more than that
}

func (s *Server) deskPage(a *ask) (*content, error) {
	d := &desk{Follows: s.alerts != nil, Writes: s.exporting(), Admin: a.Account.May(account.Admin)}
	if d.Follows {
		if err := s.deskSearches(a, d); err != nil {
			return nil, err
		}
	}
	all, err := s.store.Exports(a.Context(), int64(a.Account.ID), deskSize)
	if err != nil {
		return nil, err
	}
	d.Exports = s.exportRows(a, all)
	return &content{Template: "desk", Title: a.L.T("nav.desk"), Data: d}, nil
}

// deskSearches are the newest saved searches with what is new in them, and the alerts.
func (s *Server) deskSearches(a *ask, d *desk) error {
	searches, err := s.alerts.Searches(a.Context(), a.Account.ID)
	if err != nil {
		return err
	}
	for _, x := range searches[max(0, len(searches)-deskSize):] {
		items, more, err := s.alerts.Fresh(a.Context(), a.Account.ID, x.ID)
		if err != nil {
			return err
		}
		d.Searches = append(d.Searches, deskSearch{x, len(items), more})
	}
	rows, err := s.alertRows(a, searches)
	d.Alerts = rows[max(0, len(rows)-deskSize):]
	return err
}

// browsersOnly refuses programs what a form of a page does: a key that only reads would change something by it, and they have an API of their own.
func browsersOnly(find finds) finds {
	return func(a *ask) (*content, error) {
		if a.Account.Via == account.ByKey && a.Method != http.MethodGet && a.Method != http.MethodHead {
			return nil, account.ErrForbidden
		}
		return find(a)
	}
}
