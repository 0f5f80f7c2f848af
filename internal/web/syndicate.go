package web

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"sync"
	"time"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/syndication"
)

// maxEntries is how many entries a feed has.
const maxEntries = 50

// ending is that of an address of a thing which is a file: /actor/12.atom is served as /actor/12/file.atom, since a pattern has whole segments only.
var ending = regexp.MustCompile(`^(/[a-z]+/[0-9]+)\.([a-z]+)$`)

// withEndings lets the files of a thing have its address with an ending.
func withEndings(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if m := ending.FindStringSubmatch(r.URL.Path); m != nil {
			u := *r.URL
			u.Path, u.RawPath = m[1]+"/file."+m[2], ""
			r2 := r.WithContext(r.Context())
			r2.URL = &u
			r = r2
		}
		next.ServeHTTP(w, r)
	})
}

// siteOf names this server in what others subscribe to.
func siteOf(a *ask) *syndication.Site {
	base := account.Base(a.Context())
	host := "localhost"
	if u, err := url.Parse(base); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	words := func(key string) string {
		if !a.L.Has(key) {
			return ""
		}
		return a.L.T(key)
	}
	return &syndication.Site{Base: base, Host: host, Lang: a.L.Lang, Words: words}
}

// fed makes a handler of a function that finds the entries of a feed.
func (s *Server) fed(f syndication.Format, find func(*ask) (*syndication.Feed, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		feed, err := find(s.ask(r))
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		var out bytes.Buffer
		if err := f.Write(&out, *feed); err != nil {
			s.broke(w, r, err)
			return
		}
		s.offer(w, r, f.Media, out.Bytes())
	})
}

// subscribed does the same for a calendar.
func (s *Server) subscribed(find func(*ask) (*syndication.Calendar, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := find(s.ask(r))
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		var out bytes.Buffer
		if err := c.Write(&out); err != nil {
			s.broke(w, r, err)
			return
		}
		w.Header().Set("Content-Disposition", `inline; filename="isnad.ics"`)
		s.offer(w, r, syndication.CalendarMedia, out.Bytes())
	})
}

// offer sends bytes that programs ask for again and again: with a tag of what they are and when they changed, so that who has them already is told so.
func (s *Server) offer(w http.ResponseWriter, r *http.Request, media string, b []byte) {
	sum := sha256.Sum256(b)
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("ETag", `W/"`+hex.EncodeToString(sum[:12])+`"`)
	h.Set("Cache-Control", "private, no-cache")
	h.Add("Vary", "Accept-Language, Cookie")
	http.ServeContent(w, r, "", s.offers.since(r.RequestURI, sum, s.now()), bytes.NewReader(b))
}

// offers remember since when an address gives what it gives. The days of the entries do not say it: what comes in today may be of yesterday.
type offers struct {
	mu   sync.Mutex
	seen map[[sha256.Size]byte]offered // by the address, which may be long
}

type offered struct {
	sum [sha256.Size]byte
	at  time.Time
}

// maxOffers bounds what is remembered; after that it begins anew, and programs get once more what they have.
const maxOffers = 2000

func (o *offers) since(address string, sum [sha256.Size]byte, now time.Time) time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	key := sha256.Sum256([]byte(address))
	if have, ok := o.seen[key]; ok && have.sum == sum {
		return have.at
	}
	if o.seen == nil || len(o.seen) >= maxOffers {
		o.seen = map[[sha256.Size]byte]offered{}
	}
	o.seen[key] = offered{sum, now}
	return now
}

// searchFeed is what a search finds, the newest first.
func (s *Server) searchFeed(a *ask) (*syndication.Feed, error) {
	v := questionValues(a.URL.Query())
	q, err := questionOf(v, a)
	if err != nil {
		return nil, err
	}
	q.Limit, q.Width = maxEntries, answer.Whole
	page, err := s.answers.Search(a.Context(), q)
	if err != nil {
		return nil, err
	}
	site := siteOf(a)
	f := s.newFeed(a, site, address("/search", v), a.L.T("feed.search"))
	if asked := inWords(v); asked != "" {
		f.Title = a.L.T("title.of", a.L.T("app.name"), asked)
	}
	if page.Next != 0 {
		f.MoreLink = site.Base + older(a.URL.Path, a.URL.Query(), page.Next)
	}
	return f, s.entries(a, site, f, page.Hits)
}

// actorFeed is what an actor says, and whom it meets.
func (s *Server) actorFeed(a *ask) (*syndication.Feed, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	called, err := s.store.CalledActors(a.Context(), []int64{id})
	if err != nil {
		return nil, err
	}
	who, ok := called[id]
	if !ok {
		return nil, answer.ErrNotFound
	}
	number := decimal(who.ID)
	said, err := s.answers.Said(a.Context(), number, answer.Question{Today: a.Today, Limit: maxEntries, Width: answer.Whole})
	if err != nil {
		return nil, err
	}
	met, err := s.answers.Contacts(a.Context(), answer.Question{Party: []string{number}, Today: a.Today, Limit: maxEntries / 2})
	if err != nil {
		return nil, err
	}
	site := siteOf(a)
	f := s.newFeed(a, site, actorAddress(who.ID), a.L.T("title.of", a.L.T("app.name"), who.Name))
	for i := range met.Hits {
		f.Entries = append(f.Entries, site.Contact(&met.Hits[i]))
	}
	if err := s.entries(a, site, f, said.Hits); err != nil {
		return nil, err
	}
	slices.SortStableFunc(f.Entries, func(a, b syndication.Entry) int { return changedOf(&b).Compare(changedOf(&a)) })
	f.Entries = f.Entries[:min(len(f.Entries), maxEntries)]
	return f, nil
}

func (s *Server) newFeed(a *ask, site *syndication.Site, page, title string) *syndication.Feed {
	return &syndication.Feed{ID: syndication.TagOf(site.Host, page), Title: title, About: a.L.T("feed.about"), Link: site.Base + page, Self: site.Base + a.RequestURI, Lang: a.L.Lang, Via: a.L.T("feed.via")}
}

// entries adds hits to a feed; of contacts it says how they came to be what they are.
func (s *Server) entries(a *ask, site *syndication.Site, f *syndication.Feed, hits []answer.Hit) error {
	var ids []int64
	for i := range hits {
		if hits[i].Kind == answer.OfContact {
			ids = append(ids, hits[i].ID)
		}
	}
	contacts := map[int64]*answer.Contact{}
	if len(ids) > 0 {
		all, err := s.answers.ContactsByID(a.Context(), ids, answer.Options{Today: a.Today})
		if err != nil {
			return err
		}
		for i := range all {
			contacts[all[i].ID] = &all[i]
		}
	}
	for i := range hits {
		h := &hits[i]
		if c := contacts[h.ID]; h.Kind == answer.OfContact && c != nil {
			f.Entries = append(f.Entries, site.Contact(c))
		} else {
			f.Entries = append(f.Entries, site.Hit(h))
		}
	}
	for i := range f.Entries {
		if t := changedOf(&f.Entries[i]); t.After(f.Updated) {
			f.Updated = t
		}
	}
	return nil
}

func changedOf(e *syndication.Entry) time.Time {
	if e.Updated.After(e.Published) {
		return e.Updated
	}
	return cmp.Or(e.Published, e.Updated)
}
