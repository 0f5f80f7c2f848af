package outlet

import (
	"net/url"
	"slices"
	"sync"

	"isnad.dev/isnad/internal/tsv"
	"isnad.dev/isnad/packs"
)

// Catalogue returns the sources that come with the program, sorted by key, none of them enabled.
func Catalogue() []Source { return slices.Clone(catalogue().list) }

type shelf struct {
	list   []Source
	byFeed map[string]int
	byHost map[string]int // -1 where several have it
}

var catalogue = sync.OnceValue(func() shelf {
	list, err := load()
	if err != nil {
		panic(err) // a broken build
	}
	s := shelf{list, map[string]int{}, map[string]int{}}
	for i, source := range list {
		s.byFeed[source.Feed] = i
		host := hostOf(source.URL)
		if _, taken := s.byHost[host]; taken {
			i = -1
		}
		s.byHost[host] = i
	}
	return s
})

func load() ([]Source, error) {
	var out []Source
	for row, err := range tsv.Rows(packs.FS, "outlets.tsv", "key", "ar", "en", "country", "kind", "url", "feed", "lang", "zone") {
		if err != nil {
			return nil, err
		}
		f := row.Fields
		s := Source{Key: f[0], NameAr: f[1], NameEn: f[2], Country: f[3], Kind: Kind(f[4]), URL: f[5], Feed: f[6], Lang: f[7], Zone: f[8], DayFirst: true}
		if err := s.Check(); err != nil {
			return nil, row.Error(err.Error())
		}
		out = append(out, s)
	}
	return out, nil
}

// known returns the catalogue's source with this feed, or on this host.
func known(feed, page string) (Source, bool) {
	c := catalogue()
	if i, ok := c.byFeed[feed]; ok && feed != "" {
		return c.list[i], true
	}
	for _, address := range []string{page, feed} {
		if i, ok := c.byHost[hostOf(address)]; ok && i >= 0 && address != "" {
			return c.list[i], true
		}
	}
	return Source{}, false
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return plainHost(u.Hostname())
}
