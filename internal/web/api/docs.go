package api

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// Document serves the OpenAPI document, as JSON or YAML by its address. It says nothing that is not public.
func (a *API) Document(w http.ResponseWriter, r *http.Request) {
	body, media := a.json, "application/openapi+json"
	if strings.HasSuffix(r.URL.Path, ".yaml") {
		body, media = a.yaml, "application/openapi+yaml"
	}
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Cache-Control", "public, no-cache")
	h.Set("ETag", tagOf(media, body))
	http.ServeContent(w, r, "", a.Now(), bytes.NewReader(body))
}

// Docs is what the documentation page shows.
type Docs struct {
	Paragraphs []string
	Groups     []DocsGroup
	Schemas    []DocsSchema
}

// DocsGroup is the operations of a tag.
type DocsGroup struct {
	Name, Text string
	Operations []DocsOperation
}

// DocsOperation is one operation.
type DocsOperation struct {
	ID, Method, Path, Summary, Text string
	Example                         string // the rest of an address to try, for those that read
	Parameters                      []DocsField
	Body                            DocsRef
	Answers                         []DocsAnswer
}

// DocsAnswer is one of what may come back.
type DocsAnswer struct {
	Status, Text, Media string
	Schema              DocsRef
}

// DocsRef names a schema, or says what it is where it has no name.
type DocsRef struct{ Name, Text string }

// DocsField is a parameter, or a property of a schema.
type DocsField struct {
	Name, In, Text, Values string
	Type                   DocsRef
	Required               bool
}

// DocsSchema is a type.
type DocsSchema struct {
	Name   string
	Fields []DocsField
}

// Docs makes the documentation of the document.
func (a *API) Docs() *Docs {
	doc := a.huma.OpenAPI()
	out := &Docs{Paragraphs: strings.Split(about, "\n\n")}
	all := operations(doc)
	slices.SortFunc(all, func(a, b *huma.Operation) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
	})
	for _, tag := range tags {
		g := DocsGroup{Name: tag.Name, Text: tag.Description}
		for _, op := range all {
			if slices.Contains(op.Tags, tag.Name) {
				g.Operations = append(g.Operations, docsOf(op))
			}
		}
		out.Groups = append(out.Groups, g)
	}
	schemas := doc.Components.Schemas.Map()
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		out.Schemas = append(out.Schemas, DocsSchema{name, fieldsOf(schemas[name])})
	}
	return out
}

func docsOf(op *huma.Operation) DocsOperation {
	out := DocsOperation{ID: op.OperationID, Method: op.Method, Path: op.Path, Summary: op.Summary, Text: op.Description}
	for _, p := range op.Parameters {
		out.Parameters = append(out.Parameters, DocsField{p.Name, p.In, p.Description, bounds(p.Schema), refOf(p.Schema), p.Required})
	}
	if op.RequestBody != nil {
		if m := op.RequestBody.Content[jsonMedia]; m != nil {
			out.Body = refOf(m.Schema)
		}
	}
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		r := op.Responses[status]
		if len(r.Content) == 0 {
			out.Answers = append(out.Answers, DocsAnswer{Status: status, Text: r.Description})
		}
		for _, media := range slices.Sorted(maps.Keys(r.Content)) {
			out.Answers = append(out.Answers, DocsAnswer{status, r.Description, media, refOf(r.Content[media].Schema)})
		}
	}
	if op.Method == http.MethodGet && !strings.Contains(op.Path, "{") {
		question, _ := op.Extensions["x-example"].(string)
		out.Example = op.Path + question
	}
	return out
}

func fieldsOf(s *huma.Schema) []DocsField {
	var out []DocsField
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		p := s.Properties[name]
		out = append(out, DocsField{Name: name, Text: p.Description, Values: bounds(p), Type: refOf(p), Required: slices.Contains(s.Required, name)})
	}
	return out
}

// refOf names the schema, or the type.
func refOf(s *huma.Schema) DocsRef {
	switch {
	case s == nil:
		return DocsRef{}
	case s.Ref != "":
		return DocsRef{Name: s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]}
	case len(s.AnyOf) > 0:
		ref := refOf(s.AnyOf[0])
		ref.Text = "or null"
		return ref
	case s.Type == "array":
		ref := refOf(s.Items)
		ref.Text = strings.TrimSpace("list of " + ref.Text)
		return ref
	}
	kind := cmp.Or(s.Type, "any")
	if s.Format != "" && s.Format != "int64" {
		kind += " (" + s.Format + ")"
	}
	if s.Nullable {
		kind += " or null"
	}
	return DocsRef{Text: kind}
}

// bounds are the values that are taken.
func bounds(s *huma.Schema) string {
	if s == nil {
		return ""
	}
	if s.Type == "array" && s.Items != nil {
		s = s.Items
	}
	var out []string
	for _, v := range s.Enum {
		b, err := json.Marshal(v)
		if err == nil {
			out = append(out, strings.Trim(string(b), `"`))
		}
	}
	if s.Minimum != nil && s.Maximum != nil {
		b, _ := json.Marshal([]float64{*s.Minimum, *s.Maximum}) // finite: our own tags
		out = append(out, strings.ReplaceAll(strings.Trim(string(b), "[]"), ",", "–"))
	}
	if s.PatternDescription != "" {
		out = append(out, s.PatternDescription)
	}
	return strings.Join(out, ", ")
}
