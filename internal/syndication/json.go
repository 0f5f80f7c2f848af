package syndication

import (
	"encoding/json"
	"io"
	"time"
)

// The shapes of JSON Feed 1.1 (jsonfeed.org). All outlets stand in an extension, since a feed's reader knows one external address only.
type (
	jsonFeed struct {
		Version     string     `json:"version"`
		Title       string     `json:"title"`
		HomePage    string     `json:"home_page_url,omitempty"`
		Self        string     `json:"feed_url,omitempty"`
		Description string     `json:"description,omitempty"`
		Next        string     `json:"next_url,omitempty"`
		Language    string     `json:"language,omitempty"`
		Items       []jsonItem `json:"items"`
	}
	jsonItem struct {
		ID        string       `json:"id"`
		URL       string       `json:"url,omitempty"`
		External  string       `json:"external_url,omitempty"`
		Title     string       `json:"title"`
		HTML      string       `json:"content_html"`
		Text      string       `json:"content_text,omitempty"`
		Published string       `json:"date_published,omitempty"`
		Modified  string       `json:"date_modified,omitempty"`
		Authors   []jsonAuthor `json:"authors,omitempty"`
		Tags      []string     `json:"tags,omitempty"`
		Language  string       `json:"language,omitempty"`
		Isnad     *jsonIsnad   `json:"_isnad,omitempty"`
	}
	jsonAuthor struct {
		Name string `json:"name"`
	}
	jsonIsnad struct {
		Outlets []jsonOutlet `json:"outlets"`
	}
	jsonOutlet struct {
		Name string `json:"name"`
		URL  string `json:"url,omitempty"`
	}
)

func (f Feed) json(w io.Writer) error {
	out := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, HomePage: f.Link, Self: f.Self, Description: f.About, Next: f.MoreLink, Language: f.Lang, Items: []jsonItem{}}
	for i := range f.Entries {
		out.Items = append(out.Items, f.Entries[i].json(f.Via))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(out)
}

func (e *Entry) json(via string) jsonItem {
	out := jsonItem{ID: e.ID, URL: e.Link, Title: e.Title, HTML: e.html(via), Text: e.Text, Tags: e.Tags, Language: e.Lang}
	if !e.Published.IsZero() {
		out.Published = e.Published.Format(time.RFC3339)
	}
	if e.Updated.After(e.Published) {
		out.Modified = e.Updated.Format(time.RFC3339)
	}
	if e.Author != "" {
		out.Authors = []jsonAuthor{{e.Author}}
	}
	for _, o := range e.Outlets {
		if out.Isnad == nil {
			out.Isnad = &jsonIsnad{}
		}
		if !isWeb(o.URL) {
			o.URL = ""
		}
		if out.External == "" {
			out.External = o.URL
		}
		out.Isnad.Outlets = append(out.Isnad.Outlets, jsonOutlet(o))
	}
	return out
}
