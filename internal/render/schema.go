package render

import (
	"slices"

	"github.com/google/jsonschema-go/jsonschema"

	"isnad.dev/isnad"
)

// SchemaID names the schema of a record.
const SchemaID = "https://isnad.dev/schema/record.json"

// Schema returns the JSON Schema (2020-12) of a record, made from the Go types and what they cannot say: which words a field may hold.
func Schema() (*jsonschema.Schema, error) {
	s, err := jsonschema.For[isnad.Record](nil)
	if err != nil {
		return nil, err
	}
	listsAreNeverNull(s)
	s.ID, s.Schema = SchemaID, "https://json-schema.org/draft/2020-12/schema"
	s.Title = "The record of a news article"
	s.Description = "Who said what on whose authority, who met whom, when and where. Positions count Unicode code points of article.text; end is exclusive (W3C Web Annotation, TextPositionSelector)."
	article, statement, event := s.Properties["article"], item(s, "statements"), item(s, "events")
	describe(article, map[string]string{"text": "the whole article, as it was given; its headline, where it has one, is the first paragraph",
		"published": "ISO day, or a time whose first ten letters are one", "lang": "ISO 639-1 code"})
	describe(statement, map[string]string{
		"speaker": "the words that name the speaker at this cue", "speaker_name": "the fullest name that the article gives",
		"speaker_en": "the usual English name", "speaker_id": "the stable id in the world pack", "cue": "the words that attribute",
		"content": "the words that are attributed, in pieces where other words stand between", "via": "the relaying source",
		"nested_in": "the index of the statement whose content holds this one", "chain": "the hops from the outlet to the speaker",
		"rule": "the rule that found it"})
	enum(statement, "kind", "direct", "indirect", "mixed")
	enum(statement, "act", "inform", "demand", "criticise", "approve", "refuse", "commit", "warn")
	enum(statement, "polarity", "asserts", "denies", "not_said")
	statement.Properties["nested_in"].Minimum = ptr(0.0)
	describe(event, map[string]string{"trigger": "the words that say it", "participants": "the parties of the contact",
		"date": "ISO day, month or year", "place": "as named in the text", "topic": "the words that say what it is about"})
	enum(event, "type", "meeting", "call", "visit", "message", "signing", "conference")
	enum(event, "status", "held", "ongoing", "planned", "failed", "cancelled", "postponed", "denied")
	enum(item(s, "entities"), "type", "PER", "ORG", "LOC")
	describe(item(s, "entities"), map[string]string{"aliases": "all other forms in the article", "mentions": "where it is named"})
	describe(item(s, "dates"), map[string]string{"value": "ISO 8601: 2018-08-23, 2018-08, 2018, 2018-W34, or start/end"})
	describe(item(s, "sources"), map[string]string{"name": "what the article says of its own source"})
	item(s, "dates").Properties["value"].Pattern = `^\d{4}(-\d{2}(-\d{2})?|-W\d{2})?(/\d{4}(-\d{2}(-\d{2})?|-W\d{2})?)?$`
	for _, at := range spans(s) {
		at.Properties["start"].Minimum, at.Properties["end"].Minimum = ptr(0.0), ptr(0.0)
	}
	return s, nil
}

func ptr[T any](v T) *T { return &v }

func item(s *jsonschema.Schema, list string) *jsonschema.Schema { return s.Properties[list].Items }

func enum(s *jsonschema.Schema, field string, values ...any) { s.Properties[field].Enum = values }

func describe(s *jsonschema.Schema, words map[string]string) {
	for field, text := range words {
		s.Properties[field].Description = text
	}
}

// listsAreNeverNull makes lists lists: in Go a missing one is nil, in a record it is empty.
func listsAreNeverNull(s *jsonschema.Schema) {
	if slices.Contains(s.Types, "array") {
		s.Types, s.Type = nil, "array"
	}
	if s.Items != nil {
		listsAreNeverNull(s.Items)
	}
	for _, p := range s.Properties {
		listsAreNeverNull(p)
	}
}

// spans returns all schemas of a range of the text.
func spans(s *jsonschema.Schema) []*jsonschema.Schema {
	var all []*jsonschema.Schema
	if s.Properties["start"] != nil && s.Properties["end"] != nil {
		all = append(all, s)
	}
	if s.Items != nil {
		all = append(all, spans(s.Items)...)
	}
	for _, p := range s.Properties {
		all = append(all, spans(p)...)
	}
	return all
}
