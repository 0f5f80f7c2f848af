package api

import (
	"cmp"
	"context"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"isnad.dev/isnad/internal/account"
)

// thing is a thing in linked data: properties of schema.org by name. Those that are empty are left out.
type thing map[string]any

const schemaOrg = "https://schema.org"

// ldSchema says what all linked data has.
func ldSchema() *huma.Schema {
	return &huma.Schema{Type: "object", Description: "JSON-LD with the words of schema.org", AdditionalProperties: true, Required: []string{"@context", "@type", "@id"},
		Properties: map[string]*huma.Schema{"@context": {Type: "string"}, "@type": {Type: "string"}, "@id": {Type: "string", Format: "uri"}}}
}

func (t thing) full() thing {
	for key, value := range t {
		switch v := value.(type) {
		case string:
			if v == "" {
				delete(t, key)
			}
		case thing:
			if len(v) == 0 {
				delete(t, key)
			}
		case []thing:
			if len(v) == 0 {
				delete(t, key)
			}
		}
	}
	return t
}

// schemaTypes are the types of actors; a country takes part as a body.
var schemaTypes = map[string]string{"PER": "Person", "ORG": "Organization", "LOC": "Organization"}

// agent is somebody who speaks or takes part.
func agent(ctx context.Context, kind string, id int64, name string) thing {
	if name == "" && id == 0 {
		return nil
	}
	t := thing{"@type": cmp.Or(schemaTypes[kind], "Person"), "name": name}
	if id != 0 {
		t["@id"] = link(ctx, "/actor/", id)
	}
	return t.full()
}

// news is an article as a NewsArticle with its Quotations.
func (a *API) news(ctx context.Context, x Article) (any, error) {
	kinds, err := a.kinds(ctx, x.Kept.Speakers, x.Kept.Actors)
	if err != nil {
		return nil, err
	}
	in := x.Record.Article
	out := thing{"@context": schemaOrg, "@type": "NewsArticle", "@id": x.Link, "url": in.URL, "headline": in.Title, "datePublished": in.Published, "inLanguage": cmp.Or(in.Lang, "ar"),
		"articleBody": in.Text, "identifier": in.ID, "hasPart": x.quotations(ctx, kinds), "mentions": x.mentions(ctx)}
	if in.Outlet != "" {
		out["publisher"] = thing{"@type": "NewsMediaOrganization", "name": in.Outlet}
	}
	if x.Kept.OriginID != 0 && x.Kept.OriginID != x.Kept.ID {
		out["isBasedOn"] = link(ctx, "/article/", x.Kept.OriginID)
	}
	return out.full(), nil
}

// kinds are the types of actors by their numbers.
func (a *API) kinds(ctx context.Context, lists ...[]int64) (map[int64]string, error) {
	var ids []int64
	for _, l := range lists {
		ids = append(ids, l...)
	}
	all, err := a.Store.Actors(ctx, ids)
	out := map[int64]string{}
	for id, x := range all {
		out[id] = x.Type
	}
	return out, err
}

// quotations are the statements. Words that are only reported are claims as well.
func (x *Article) quotations(ctx context.Context, kinds map[int64]string) []thing {
	t := texts{x.Link, []rune(x.Record.Article.Text)}
	var out []thing
	for i := range x.Statements {
		s := &x.Statements[i]
		var words []string
		for k := range s.Content {
			words = append(words, t.at(&s.Content[k]))
		}
		who := at(x.Kept.Speakers, i)
		by := agent(ctx, kinds[who], who, cmp.Or(value(s.SpeakerName), t.at(s.Speaker)))
		q := thing{"@type": "Quotation", "text": strings.Join(words, " … "), "creator": by, "spokenByCharacter": by, "isPartOf": x.Link}
		if id := at(x.Kept.Statements, i); id != 0 {
			q["@id"] = link(ctx, "/statement/", id)
		}
		if s.Kind == "indirect" {
			q["additionalType"] = schemaOrg + "/Claim"
		}
		out = append(out, q.full())
	}
	return out
}

// mentions are whom and what the article names.
func (x *Article) mentions(ctx context.Context) []thing {
	var out []thing
	for i, e := range x.Record.Entities {
		t := agent(ctx, e.Type, at(x.Kept.Actors, i), e.Name)
		if e.Type == "LOC" {
			t["@type"] = "Place"
		}
		if e.En != nil {
			t["alternateName"] = *e.En
		}
		out = append(out, t)
	}
	return out
}

// eventStates are what schema.org has of statuses. That a contact is denied, or that no report of it was read, it cannot say.
var eventStates = map[string]string{"held": "EventScheduled", "ongoing": "EventScheduled", "planned": "EventScheduled", "postponed": "EventPostponed", "cancelled": "EventCancelled", "failed": "EventCancelled"}

// event is a contact as an Event.
func (a *API) event(ctx context.Context, x Contact) (any, error) {
	var ids []int64
	for _, p := range x.Parties {
		ids = append(ids, p.ID)
	}
	kinds, err := a.kinds(ctx, ids)
	if err != nil {
		return nil, err
	}
	var names []string
	var attendees []thing
	for _, p := range x.Parties {
		names, attendees = append(names, p.Name), append(attendees, agent(ctx, kinds[p.ID], p.ID, p.Name))
	}
	first, last, _ := strings.Cut(x.Day, "/")
	out := thing{"@context": schemaOrg, "@type": "Event", "@id": x.Link, "url": x.Link, "name": cmp.Or(strings.Join(names, " – "), x.Type), "about": x.Topic, "additionalType": account.Base(ctx) + "/docs#" + x.Type,
		"startDate": date(first), "endDate": date(last), "attendee": attendees, "description": x.Status}
	if s := eventStates[x.Status]; s != "" {
		out["eventStatus"] = schemaOrg + "/" + s
	}
	if x.Place != "" {
		out["location"] = thing{"@type": "Place", "name": x.Place}
	}
	return out.full(), nil
}

// date is a day as schema.org takes it: weeks are none.
func date(day string) string {
	if strings.Contains(day, "W") {
		return ""
	}
	return day
}

func at(list []int64, i int) int64 {
	if i < len(list) {
		return list[i]
	}
	return 0
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
