package api

import (
	"context"

	"isnad.dev/isnad/internal/answer"
)

// ContactQuery asks for contacts.
type ContactQuery struct {
	Q      string   `query:"q" maxLength:"4096" doc:"Words of its topic, place or parties, \"phrases\", -word, OR, and filters"`
	Party  []string `query:"party,explode" maxItems:"20" doc:"Who takes part: names in any script, or numbers of actors; any of them"`
	With   []string `query:"with,explode" maxItems:"20" doc:"And who else"`
	Type   []string `query:"type,explode" enum:"meeting,call,visit,message,signing,conference" doc:"What kind of contact"`
	Status []string `query:"status,explode" enum:"held,ongoing,planned,postponed,cancelled,failed,denied,not_reported_held" doc:"What has become of it as of today. not_reported_held: it was announced and no report that it was held has been read, which does not say that it was not"`
	Outlet []string `query:"outlet,explode" maxItems:"20" doc:"Words of the name of an outlet that reports it"`
	From   string   `query:"from" maxLength:"100" doc:"A day, month or year, or words such as أمس; included" example:"2018-08"`
	To     string   `query:"to" maxLength:"100" doc:"The same, included"`
	Paging
}

// ContactHit is a row of contacts.
type ContactHit struct {
	answer.Contact
	Cursor string `json:"cursor" doc:"goes on behind this row"`
	Link   string `json:"link" format:"uri" doc:"its page"`
}

func contactHits(ctx context.Context, all []answer.Contact) []ContactHit {
	out := make([]ContactHit, 0, len(all))
	for _, c := range all {
		out = append(out, ContactHit{c, cursor("contacts", c.Cursor), link(ctx, "/contact/", c.ID)})
	}
	return out
}

// Contact is one contact with its reports.
type Contact struct {
	*answer.ContactDetail
	Cursor string `json:"cursor,omitempty" doc:"of a row; missing here"`
	Link   string `json:"link" format:"uri" doc:"its page"`
}

func contacts(a *API) {
	list(a, get("contacts", "/v1/contacts", "Contacts", "Who met, called or visited whom, the newest first",
		"Each contact once, with its life as the articles told it: announced, postponed, held, and the reports that contradict each other.", example("?type=meeting&limit=3")),
		func(ctx context.Context, in *ContactQuery, at int64, limit int) (page[ContactHit], error) {
			p, err := a.Answers.Contacts(ctx, answer.Question{Text: in.Q, Kinds: in.Type, Status: in.Status, Party: in.Party, With: in.With, Outlet: in.Outlet,
				From: in.From, To: in.To, Today: a.Now(), Limit: limit, Before: at})
			return page[ContactHit]{contactHits(ctx, p.Hits), p.Notes, p.Next}, err
		})
	one(a, get("contact", "/v1/contacts/{id}", "Contacts", "One contact with its life and every report",
		"What each article says of it, with the sentence and the marks in it. With Accept: application/ld+json it is an Event of schema.org."),
		func(ctx context.Context, in *ID) (Contact, error) {
			x, err := a.Answers.Contact(ctx, in.ID, answer.Options{Today: a.Now()})
			return Contact{ContactDetail: x, Link: link(ctx, "/contact/", in.ID)}, err
		}, linked(a.event))
}
