package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/source/feed"
	"isnad.dev/isnad/internal/source/outlet"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

func mayEdit(a *ask) bool { return a.Account.May(account.Editor) }

// maxSwitched is how many sources one form may switch.
const maxSwitched = 500

// switchSources follows sources, or does so no more; those of the catalogue get their rows then.
func (s *Server) switchSources(a *ask) (*content, error) {
	keys := a.PostForm["key"]
	if len(keys) > maxSwitched {
		return nil, wrong{http.StatusBadRequest, a.L.T("sources.many", maxSwitched)}
	}
	on := a.PostFormValue("on") == "1"
	var all []outlet.Source
	for _, key := range keys {
		o, err := s.sourceNamed(a, key)
		if err != nil {
			return nil, err
		}
		if o.Enabled = on; on && o.Feed == "" {
			continue // nothing could be asked
		}
		all = append(all, o)
	}
	if err := s.putSources(a, "source.switch", all); err != nil {
		return nil, err
	}
	return &content{Redirect: account.SafeNext(a.PostFormValue("next"))}, nil
}

// sourceNamed is a source that is kept, or of the catalogue.
func (s *Server) sourceNamed(a *ask, key string) (outlet.Source, error) {
	x, err := s.store.Source(a.Context(), key)
	if err == nil && x.Key == key {
		return work.OutletOf(x)
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return outlet.Source{}, err
	}
	all := outlet.Catalogue()
	if i := slices.IndexFunc(all, func(o outlet.Source) bool { return o.Key == key }); i >= 0 {
		return all[i], nil
	}
	return outlet.Source{}, store.ErrNotFound
}

// putSources keeps them in one transaction, and notes each.
func (s *Server) putSources(a *ask, action string, all []outlet.Source) error {
	for _, o := range all {
		if err := o.Check(); err != nil {
			return wrong{http.StatusBadRequest, fmt.Sprintf("%s: %v", o.Key, err)}
		}
	}
	return s.store.Write(a.Context(), func(tx *store.Tx) error {
		for _, o := range all {
			if err := tx.PutSource(a.Context(), work.RowOf(o)); err != nil {
				return err
			}
			if err := s.guard.NoteIn(a.Context(), tx, action, "source/"+o.Key, nil, o); err != nil {
				return err
			}
		}
		return nil
	})
}

// removeSource forgets a source; its articles stay.
func (s *Server) removeSource(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	x, err := s.store.SourceByID(a.Context(), id)
	if err != nil {
		return nil, err
	}
	err = s.store.Write(a.Context(), func(tx *store.Tx) error {
		if err := tx.RemoveSource(a.Context(), id); err != nil {
			return err
		}
		return s.guard.NoteIn(a.Context(), tx, "source.remove", "source/"+decimal(id), x, nil)
	})
	return &content{Redirect: "/sources"}, err
}

// tried is what stands at an address that somebody wants to add.
type tried struct {
	Address string
	Fault   string   // why nothing was found, in the words of who has looked
	Feeds   []string // that a page names: one of them is to be tried
	Source  outlet.Source
	Items   int
	Newest  *store.Incoming // the newest article of the feed, or the article itself
	Article bool            // the address is that of one article
}

// maxFeeds is how many feeds of a page are offered.
const maxFeeds = 8

// trySource looks at an address before anything is kept: a feed, a page that names its feeds, or an article.
func (s *Server) trySource(a *ask) (*content, error) {
	d := &tried{Address: strings.TrimSpace(a.PostFormValue("address"))}
	if !strings.Contains(d.Address, "://") && d.Address != "" {
		d.Address = "https://" + d.Address
	}
	c := &content{Template: "try", Title: a.L.T("try.title"), Data: d}
	d.Source = outlet.Source{Key: outlet.KeyOf(d.Address), Kind: outlet.Site, Feed: d.Address, Lang: "ar", Enabled: true}
	d.Source.NameEn = d.Source.Key
	if err := d.Source.Check(); err != nil || s.queue == nil {
		d.Fault, c.Status = a.L.T("try.address"), http.StatusUnprocessableEntity
		return c, nil
	}
	items, newest, err := s.queue.Try(a.Context(), work.RowOf(d.Source))
	var none *feed.NotFeedError
	switch {
	case errors.As(err, &none) && len(none.Feeds) > 0:
		d.Feeds = absolute(d.Address, none.Feeds)
	case errors.As(err, &none):
		s.tryArticle(a, d, err)
	case err != nil && items == 0:
		d.Fault = err.Error()
	default:
		if d.Items = items; newest.URL != "" || newest.Title != "" {
			d.Newest = &newest
		}
		if err != nil {
			d.Fault = err.Error() // the feed is one, but its newest article could not be read
		}
	}
	return c, nil
}

// tryArticle reads the address as that of one article.
func (s *Server) tryArticle(a *ask, d *tried, notFeed error) {
	in, err := s.queue.Fetch(a.Context(), d.Address)
	if err != nil {
		d.Fault = notFeed.Error()
		return
	}
	d.Article, d.Newest = true, &in
}

// absolute are addresses that a page names, as seen from the page.
func absolute(page string, feeds []string) []string {
	base, err := url.Parse(page)
	if err != nil {
		return nil
	}
	var out []string
	for _, f := range feeds {
		u, err := base.Parse(f)
		if err == nil && isWeb(u.String()) && !slices.Contains(out, u.String()) && len(out) < maxFeeds {
			out = append(out, u.String())
		}
	}
	return out
}

// addSource follows a source that was looked at.
func (s *Server) addSource(a *ask) (*content, error) {
	get := func(name string) string { return strings.TrimSpace(a.PostFormValue(name)) }
	o := outlet.Source{Key: get("key"), NameAr: get("name_ar"), NameEn: get("name_en"), Country: strings.ToUpper(get("country")), Kind: outlet.Kind(get("kind")), Feed: get("feed"), Lang: get("lang"), Enabled: true}
	if o.Key == "" {
		o.Key = outlet.KeyOf(o.Feed)
	}
	x, err := s.store.Source(a.Context(), o.Key)
	if err == nil && x.Key == o.Key && x.Feed != "" && x.Feed != o.Feed {
		return nil, wrong{http.StatusConflict, a.L.T("try.taken", o.Key)}
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	if err := s.putSources(a, "source.add", []outlet.Source{o}); err != nil {
		return nil, err
	}
	if x, err = s.store.Source(a.Context(), o.Key); err != nil {
		return nil, err
	}
	return &content{Redirect: "/source/" + decimal(x.ID)}, nil
}

// addArticle fetches and keeps one article.
func (s *Server) addArticle(a *ask) (*content, error) {
	address := strings.TrimSpace(a.PostFormValue("address"))
	if s.queue == nil || !isWeb(address) {
		return nil, wrong{http.StatusUnprocessableEntity, a.L.T("try.address")}
	}
	in, err := s.queue.Fetch(a.Context(), address)
	if err != nil {
		return nil, wrong{http.StatusUnprocessableEntity, err.Error()}
	}
	if _, err := s.queue.Keep(a.Context(), []store.Incoming{in}, s.now()); err != nil {
		return nil, err
	}
	if err := s.guard.Note(a.Context(), "article.add", "article", nil, address); err != nil {
		return nil, err
	}
	return &content{Redirect: "/jobs"}, nil
}

// importSources reads a file of sources in any of the forms that there are. What is wrong in it is told, the rest is kept.
func (s *Server) importSources(a *ask) (*content, error) {
	file, _, err := a.FormFile("file")
	if err != nil {
		return nil, wrong{http.StatusUnprocessableEntity, a.L.T("sources.file")}
	}
	defer file.Close()
	all, err := outlet.Read(file)
	var faults outlet.Faults
	if err != nil && !errors.As(err, &faults) {
		return nil, wrong{http.StatusUnprocessableEntity, err.Error()}
	}
	if len(all) == 0 && len(faults) > 0 {
		return nil, wrong{http.StatusUnprocessableEntity, faults.Error()}
	}
	if err := s.putSources(a, "source.import", all); err != nil {
		return nil, err
	}
	d := &imported{len(all), faults[:min(len(faults), maxFaults)]}
	return &content{Template: "imported", Title: a.L.T("sources.imported"), Data: d}, nil
}

// maxFaults is how many faults of a file are told.
const maxFaults = 50

// imported is what came of a file.
type imported struct {
	Kept   int
	Faults outlet.Faults
}

// Start is how the article begins.
func (d *tried) Start() string {
	points := []rune(d.Newest.Text)
	if len(points) > 400 {
		return string(points[:400]) + "…"
	}
	return d.Newest.Text
}

// Kinds are what sort of source it may be.
func (d *tried) Kinds() []outlet.Kind { return outlet.Kinds }
