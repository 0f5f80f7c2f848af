package api

import (
	"context"
	"time"

	"isnad.dev/isnad/internal/store"
)

// Source is an outlet with how following it goes.
type Source struct {
	ID        int64     `json:"id"`
	Name      string    `json:"name" doc:"as articles call it"`
	Key       string    `json:"key,omitempty" doc:"missing for an outlet that only articles name"`
	NameAr    string    `json:"name_ar,omitempty"`
	NameEn    string    `json:"name_en,omitempty"`
	Country   string    `json:"country,omitempty"`
	Kind      string    `json:"kind,omitempty"`
	URL       string    `json:"url,omitempty"`
	Feed      string    `json:"feed,omitempty"`
	Lang      string    `json:"lang,omitempty"`
	Enabled   bool      `json:"enabled" doc:"it is followed"`
	Articles  int64     `json:"articles" doc:"that the store holds"`
	Items     int64     `json:"items" doc:"that its feed has given so far"`
	Tried     time.Time `json:"tried,omitzero"`
	Succeeded time.Time `json:"succeeded,omitzero"`
	NextTry   time.Time `json:"next_try,omitzero"`
	Failures  int       `json:"failures" doc:"in a row"`
	Fault     string    `json:"fault,omitempty" doc:"the last one"`
	store.SourceHealth
}

// Sources are all outlets.
type Sources struct {
	Sources []Source `json:"sources" doc:"by name"`
}

func (a *API) sources(ctx context.Context, _ *Nothing) (Sources, error) {
	all, err := a.Store.Sources(ctx)
	if err != nil {
		return Sources{}, err
	}
	health, err := a.Store.SourceHealth(ctx)
	out := Sources{[]Source{}}
	for _, x := range all {
		out.Sources = append(out.Sources, Source{ID: x.ID, Name: x.Name, Key: x.Key, NameAr: x.NameAr, NameEn: x.NameEn, Country: x.Country, Kind: x.Kind, URL: x.URL, Feed: x.Feed, Lang: x.Lang,
			Enabled: x.Enabled, Articles: x.Articles, Items: x.Items, Tried: x.Tried, Succeeded: x.Succeeded, NextTry: x.NextTry, Failures: x.Failures, Fault: x.Fault, SourceHealth: health[x.ID]})
	}
	return out, err
}
