package render

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"

	"isnad.dev/isnad"
)

// viaReflection is what AppendJSON must write.
func viaReflection(t *testing.T, v any) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

func TestAppendJSONWritesWhatEncodingJSONWrites(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var rec isnad.Record
		fill(r, reflect.ValueOf(&rec).Elem())
		if got, want := string(AppendJSON(nil, &rec)), viaReflection(t, rec); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	}
}

// fill sets every field by its type, whatever fields the record has: a new one that AppendJSON forgets fails the test.
func fill(r *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(r, v.Field(i))
		}
	case reflect.Pointer:
		if r.IntN(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(r, v.Elem())
		}
	case reflect.Slice:
		if n := r.IntN(4); n < 3 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				fill(r, v.Index(i))
			}
		}
	case reflect.Int:
		v.SetInt(int64(r.IntN(1000) - 1))
	case reflect.String:
		v.SetString(awkward[r.IntN(len(awkward))])
	}
}

var awkward = []string{"", "قال", "a\"b\\c", "line\nend\r\t\b\f\x01\x1f\x7f", "\u2028 and \u2029", "bad \xff\xc7 bytes \xe2\x80", "😀 <b>&amp;</b>", "«السفير»"}

func FuzzAppendString(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := string(appendString(nil, s)), viaReflection(t, s); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}

func BenchmarkAppendJSON(b *testing.B) {
	text := string(bytes.Repeat([]byte("قال الوزير إن المحادثات ستبدأ غدا في العاصمة. "), 100))
	rec := isnad.Record{Article: isnad.Article{Text: text}}
	b.SetBytes(int64(len(text)))
	var out []byte
	for b.Loop() {
		out = AppendJSON(out[:0], &rec)
	}
}
