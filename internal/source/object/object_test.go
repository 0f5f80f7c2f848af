package object

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"
)

func scan(s string) *Scanner { return &Scanner{R: bufio.NewReader(strings.NewReader(s)), Line: 1} }

func TestObject(t *testing.T) {
	tests := []struct {
		name, in, want, rest string
		long                 bool
		err                  error
	}{
		{"with a brace in a string", `{"text":"قال } الوزير"} x`, `{"text":"قال } الوزير"}`, " x", false, nil},
		{"with an escaped mark", `{"text":"قال \"}\" الوزير"}`, `{"text":"قال \"}\" الوزير"}`, "", false, nil},
		{"nested", `{"a":[{"b":{}}]},`, `{"a":[{"b":{}}]}`, ",", false, nil},
		{"over the limit", `{"text":"` + strings.Repeat("a", 100) + `"} x`, "", " x", true, nil},
		{"without end", `{"text":"قال`, "", "", false, ErrNoEnd},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := scan(tt.in)
			if _, err := s.Byte(); err != nil {
				t.Fatal(err)
			}
			raw, long, err := s.Object(64)
			rest, _ := io.ReadAll(s.R)
			if string(raw) != tt.want || string(rest) != tt.rest || long != tt.long || !errors.Is(err, tt.err) {
				t.Errorf("got %q %q %v %v", raw, rest, long, err)
			}
		})
	}
}

func TestPassStandsBehindTheValue(t *testing.T) {
	for _, value := range []string{`"قال ] الوزير"`, `[1,{"a":"]"}]`, `{"a":[]}`, `-12.5e3`, `true`, `null`} {
		s := scan(value + ",\n")
		first, _ := s.Byte()
		if err := s.Pass(first); err != nil || s.At != int64(len(value)) {
			t.Errorf("%s: at %d of %d, %v", value, s.At, len(value), err)
		}
	}
}

// FuzzObject holds the promise: what is cut is what stands there, and the scanner knows where it is.
func FuzzObject(f *testing.F) {
	for _, s := range []string{`{}`, `{"a":"\"}"}`, `{"a":[{}]`, `{]`, "{\n\"قال\":1}\n{"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		s := scan(in)
		for {
			b, err := s.Byte()
			if err != nil {
				return
			}
			if b != '{' {
				continue
			}
			start := s.At - 1
			raw, long, err := s.Object(256)
			if err == nil && !long && string(raw) != in[start:s.At] {
				t.Fatalf("cut %q of %q", raw, in[start:s.At])
			}
		}
	})
}
