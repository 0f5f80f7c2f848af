package work

import (
	"cmp"
	"encoding/json"
	"fmt"
	"time"

	"isnad.dev/isnad/internal/source/outlet"
	"isnad.dev/isnad/internal/source/page"
	"isnad.dev/isnad/internal/store"
)

// rules are what a source's row keeps as JSON.
type rules struct {
	Selectors map[string]string `json:"selectors,omitempty"`
	Include   []string          `json:"include,omitempty"`
	Exclude   []string          `json:"exclude,omitempty"`
}

// RowOf is the row of a source of the catalogue or a user.
func RowOf(o outlet.Source) store.Source {
	return store.Source{
		Name: cmp.Or(o.NameAr, o.NameEn), Key: o.Key, NameAr: o.NameAr, NameEn: o.NameEn, Country: o.Country, Kind: string(o.Kind), URL: o.URL, Feed: o.Feed, Lang: o.Lang,
		Zone: o.Zone, DayFirst: o.DayFirst, Encoding: o.Encoding, Rules: mustJSON(rules{o.Selectors, o.Include, o.Exclude}), Enabled: o.Enabled,
	}
}

// OutletOf is the source that a row keeps.
func OutletOf(x store.Source) (outlet.Source, error) {
	var r rules
	if err := json.Unmarshal([]byte(cmp.Or(x.Rules, "{}")), &r); err != nil {
		return outlet.Source{}, fmt.Errorf("rules of source %s: %w", x.Key, err)
	}
	return outlet.Source{
		Key: x.Key, NameAr: x.NameAr, NameEn: x.NameEn, Country: x.Country, Kind: outlet.Kind(x.Kind), URL: x.URL, Feed: x.Feed, Lang: x.Lang, Zone: x.Zone, DayFirst: x.DayFirst,
		Encoding: x.Encoding, Selectors: r.Selectors, Include: r.Include, Exclude: r.Exclude, Enabled: x.Enabled,
	}, nil
}

// pageOptions say how pages of the outlet are read.
func pageOptions(o outlet.Source, served string, blocks map[uint64]int) page.Options {
	return page.Options{
		Encoding: o.Encoding, Served: served, Zone: zoneOf(o), DayFirst: o.DayFirst,
		Selectors: page.Selectors{Title: o.Selectors["title"], Body: o.Selectors["body"], Date: o.Selectors["date"], Remove: o.Selectors["remove"]},
		Furniture: func(hash uint64) bool { return blocks[hash] >= page.FurniturePages },
	}
}

// zoneOf is the outlet's clock, or nil.
func zoneOf(o outlet.Source) *time.Location {
	if o.Zone == "" {
		return nil
	}
	zone, err := time.LoadLocation(o.Zone)
	if err != nil {
		return nil
	}
	return zone
}
