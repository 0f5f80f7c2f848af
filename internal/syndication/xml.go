package syndication

import (
	"encoding/xml"
	"io"
	"time"
)

// The shapes of Atom (RFC 4287). Prefixes are written as they stand, which encoding/xml takes for names.
type (
	atomFeed struct {
		XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang      string      `xml:"xml:lang,attr,omitempty"`
		ID        string      `xml:"id"`
		Title     string      `xml:"title"`
		Subtitle  string      `xml:"subtitle,omitempty"`
		Updated   string      `xml:"updated"`
		Author    atomPerson  `xml:"author"`
		Links     []atomLink  `xml:"link"`
		Generator string      `xml:"generator"`
		Entries   []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		Lang      string         `xml:"xml:lang,attr,omitempty"`
		ID        string         `xml:"id"`
		Title     string         `xml:"title"`
		Updated   string         `xml:"updated"`
		Published string         `xml:"published,omitempty"`
		Author    *atomPerson    `xml:"author"`
		Links     []atomLink     `xml:"link"`
		Tags      []atomCategory `xml:"category"`
		Summary   string         `xml:"summary,omitempty"`
		Content   atomText       `xml:"content"`
	}
	atomPerson struct {
		Name string `xml:"name"`
	}
	atomLink struct {
		Rel   string `xml:"rel,attr,omitempty"`
		Type  string `xml:"type,attr,omitempty"`
		Title string `xml:"title,attr,omitempty"`
		Href  string `xml:"href,attr"`
	}
	atomCategory struct {
		Term string `xml:"term,attr"`
	}
	atomText struct {
		Type string `xml:"type,attr"`
		Body string `xml:",chardata"`
	}
)

// generator is what wrote the feed.
const generator = "isnad"

func (f Feed) atom(w io.Writer) error {
	out := atomFeed{Lang: f.Lang, ID: f.ID, Title: f.Title, Subtitle: f.About, Updated: f.Updated.Format(time.RFC3339), Author: atomPerson{generator}, Generator: generator}
	out.Links = links(atomLink{"alternate", "text/html", "", f.Link}, atomLink{"self", "application/atom+xml", "", f.Self}, atomLink{"next", "application/atom+xml", "", f.MoreLink})
	for i := range f.Entries {
		out.Entries = append(out.Entries, f.Entries[i].atom(&f))
	}
	return writeXML(w, out)
}

func (e *Entry) atom(f *Feed) atomEntry {
	out := atomEntry{Lang: e.Lang, ID: e.ID, Title: e.Title, Summary: e.Text, Content: atomText{"html", e.html(f.Via)}}
	out.Updated = f.Updated.Format(time.RFC3339)
	if !e.Updated.IsZero() {
		out.Updated = e.Updated.Format(time.RFC3339)
	}
	if !e.Published.IsZero() {
		out.Published = e.Published.Format(time.RFC3339)
	}
	if e.Author != "" {
		out.Author = &atomPerson{e.Author}
	}
	out.Links = links(atomLink{"alternate", "text/html", "", e.Link})
	for _, o := range e.Outlets {
		if isWeb(o.URL) {
			out.Links = append(out.Links, atomLink{"via", "", o.Name, o.URL})
		}
	}
	for _, t := range e.Tags {
		out.Tags = append(out.Tags, atomCategory{t})
	}
	return out
}

// links leaves out those without an address.
func links(all ...atomLink) (out []atomLink) {
	for _, l := range all {
		if l.Href != "" {
			out = append(out, l)
		}
	}
	return out
}

// The shapes of RSS 2.0, with the author as Dublin Core has it: RSS's own wants an address of mail.
type (
	rssRoot struct {
		XMLName xml.Name   `xml:"rss"`
		Version string     `xml:"version,attr"`
		DC      string     `xml:"xmlns:dc,attr"`
		Atom    string     `xml:"xmlns:atom,attr"`
		Channel rssChannel `xml:"channel"`
	}
	rssChannel struct {
		Title       string    `xml:"title"`
		Link        string    `xml:"link"`
		Description string    `xml:"description"`
		Language    string    `xml:"language,omitempty"`
		Built       string    `xml:"lastBuildDate"`
		Generator   string    `xml:"generator"`
		Self        *rssSelf  `xml:"atom:link"`
		Items       []rssItem `xml:"item"`
	}
	rssSelf struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	rssItem struct {
		Lang        string     `xml:"xml:lang,attr,omitempty"`
		Title       string     `xml:"title"`
		Link        string     `xml:"link,omitempty"`
		GUID        rssGUID    `xml:"guid"`
		Date        string     `xml:"pubDate,omitempty"`
		Creator     string     `xml:"dc:creator,omitempty"`
		Tags        []string   `xml:"category"`
		Source      *rssSource `xml:"source"`
		Description string     `xml:"description"`
	}
	rssGUID struct {
		IsLink bool   `xml:"isPermaLink,attr"`
		ID     string `xml:",chardata"`
	}
	rssSource struct {
		URL  string `xml:"url,attr"`
		Name string `xml:",chardata"`
	}
)

func (f Feed) rss(w io.Writer) error {
	c := rssChannel{Title: f.Title, Link: f.Link, Description: f.About, Language: f.Lang, Built: f.Updated.Format(time.RFC1123Z), Generator: generator}
	if f.Self != "" {
		c.Self = &rssSelf{"self", "application/rss+xml", f.Self}
	}
	if c.Description == "" {
		c.Description = f.Title // RSS wants one
	}
	for i := range f.Entries {
		c.Items = append(c.Items, f.Entries[i].rss(f.Via))
	}
	return writeXML(w, rssRoot{Version: "2.0", DC: "http://purl.org/dc/elements/1.1/", Atom: "http://www.w3.org/2005/Atom", Channel: c})
}

func (e *Entry) rss(via string) rssItem {
	out := rssItem{Lang: e.Lang, Title: e.Title, Link: e.Link, GUID: rssGUID{ID: e.ID}, Creator: e.Author, Tags: e.Tags, Description: e.html(via)}
	if !e.Published.IsZero() {
		out.Date = e.Published.Format(time.RFC1123Z)
	}
	for _, o := range e.Outlets {
		if isWeb(o.URL) && out.Source == nil { // one only
			out.Source = &rssSource{o.URL, o.Name}
		}
	}
	return out
}

func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
