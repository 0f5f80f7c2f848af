package render

import (
	"encoding/json"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"isnad.dev/isnad"
)

func resolved(t *testing.T) *jsonschema.Resolved {
	t.Helper()
	s, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func asAny(t *testing.T, r *isnad.Record) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(AppendJSON(nil, r), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSchemaTakesRecords(t *testing.T) {
	r := sampleRecord(t)
	if err := resolved(t).Validate(asAny(t, &r)); err != nil {
		t.Error(err)
	}
}

func TestSchemaRefuses(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*isnad.Record)
	}{
		{"an act that is none", func(r *isnad.Record) { r.Statements[0].Act = "shout" }},
		{"a list that is null", func(r *isnad.Record) { r.Statements[0].Chain = nil }},
		{"a place before the text", func(r *isnad.Record) { r.Dates[0].Start = -1 }},
		{"a day that is no day", func(r *isnad.Record) { r.Dates[0].Value = ptr("tomorrow") }},
		{"a type that is none", func(r *isnad.Record) { r.Entities[0].Type = "DOG" }},
		{"a status that is none", func(r *isnad.Record) { r.Events[0].Status = "" }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := sampleRecord(t)
			tt.spoil(&r)
			if resolved(t).Validate(asAny(t, &r)) == nil {
				t.Error("it was taken")
			}
		})
	}
}
