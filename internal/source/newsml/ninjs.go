package newsml

import (
	"bytes"
	"cmp"
	"encoding/json"
	"strings"
)

// IsNinjs says whether a JSON object is an item of ninjs: it has an address and a headline or body by the names of the standard, and no field "text", which
// the standard does not have.
func IsNinjs(raw []byte) bool {
	if !bytes.Contains(raw, []byte(`"uri"`)) {
		return false
	}
	var keys map[string]json.RawMessage
	if json.Unmarshal(raw, &keys) != nil || keys["uri"] == nil || keys["text"] != nil {
		return false
	}
	for _, key := range []string{"headline", "headlines", "body_text", "body_html", "body_xhtml", "bodies", "versioncreated", "versionCreated"} {
		if keys[key] != nil {
			return true
		}
	}
	return false
}

// ninjs is an item by the names of the versions 1, 2 and 3. The decoder does not mind the case of letters, so that versionCreated is here too.
type ninjs struct {
	URI             string       `json:"uri"`
	Type            string       `json:"type"`
	PubStatus       string       `json:"pubstatus"`
	Language        string       `json:"language"`
	FirstCreated    string       `json:"firstcreated"`
	VersionCreated  string       `json:"versioncreated"`
	ContentCreated  string       `json:"contentcreated"`
	Byline          string       `json:"byline"`
	By              string       `json:"by"`
	Headline        string       `json:"headline"`
	Headlines       []ninjsText  `json:"headlines"`
	BodyText        string       `json:"body_text"`
	BodyHTML        string       `json:"body_html"`
	BodyXHTML       string       `json:"body_xhtml"`
	Bodies          []ninjsText  `json:"bodies"`
	Provider        string       `json:"provider"`
	CopyrightHolder string       `json:"copyrightholder"`
	Source          string       `json:"source"`
	InfoSources     []ninjsNamed `json:"infosources"`
	InfoSource      []ninjsNamed `json:"infosource"`
	Service         []ninjsNamed `json:"service"`
	Subject         []ninjsNamed `json:"subject"`
	Subjects        []ninjsNamed `json:"subjects"`
}

// ninjsText is a headline or body of version 2 and later.
type ninjsText struct {
	Role        string `json:"role"`
	ContentType string `json:"contenttype"`
	Value       string `json:"value"`
}

type ninjsNamed struct {
	Name string `json:"name"`
}

// Ninjs reads an item.
func Ninjs(raw []byte) (Article, error) {
	var n ninjs
	if err := json.Unmarshal(raw, &n); err != nil {
		return Article{}, err
	}
	switch {
	case strings.Contains(n.PubStatus, "cancel"):
		return Article{}, ErrCancelled
	case n.Type != "" && n.Type != "text" && n.Type != "composite":
		return Article{}, &NotText{n.Type}
	}
	a := Article{
		ID: n.URI, URL: link(n.URI), Lang: n.Language, Author: cmp.Or(n.Byline, n.By),
		Title:   oneLine(cmp.Or(n.Headline, pick(n.Headlines, "").Value)),
		Outlet:  cmp.Or(n.Provider, n.CopyrightHolder),
		Source:  cmp.Or(n.Source, firstName(n.InfoSources), firstName(n.InfoSource)),
		Section: cmp.Or(firstName(n.Service), firstName(n.Subject), firstName(n.Subjects)),
	}
	a.times(n.FirstCreated, n.VersionCreated, n.ContentCreated)
	var err error
	a.Text, err = withHeadline(a.Title, n.paragraphs())
	return a, err
}

// paragraphs are those of the body with the most structure.
func (n *ninjs) paragraphs() []string {
	main := pick(n.Bodies, "html")
	for _, candidate := range [][]string{
		body("html", n.BodyXHTML), body("html", n.BodyHTML), lines(n.BodyText), body(main.ContentType, main.Value)} {
		if len(candidate) > 0 {
			return candidate
		}
	}
	return nil
}

// pick chooses the text whose role is main, else the one of the wanted type, else the first.
func pick(all []ninjsText, kind string) ninjsText {
	var best ninjsText
	rank := -1
	for _, t := range all {
		r := 0
		if t.Role == "main" {
			r += 2
		}
		if kind != "" && strings.Contains(t.ContentType, kind) {
			r++
		}
		if r > rank {
			best, rank = t, r
		}
	}
	return best
}

func firstName(all []ninjsNamed) string {
	for _, n := range all {
		if n.Name != "" {
			return n.Name
		}
	}
	return ""
}

// oneLine is a headline without its markup and breaks.
func oneLine(s string) string {
	if strings.ContainsRune(s, '<') {
		s = strings.Join(body("html", s), " ")
	}
	return strings.Join(strings.Fields(s), " ")
}
