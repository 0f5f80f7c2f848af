package text

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func TestSpans(t *testing.T) {
	a, b := Span{2, 6}, Span{6, 9}
	if a.Overlaps(b) || !a.Overlaps(Span{5, 7}) || !(Span{0, 20}).Overlaps(a) {
		t.Error("spans overlap where they share a byte, not where they touch")
	}
	if !a.Contains(Span{2, 6}) || a.Contains(Span{2, 7}) || a.Contains(b) {
		t.Error("a span contains itself and nothing that sticks out")
	}
	if !(Span{}).Empty() || !(Span{5, 4}).Empty() || a.Empty() || a.Len() != 4 {
		t.Error("a span is empty where it covers nothing")
	}
	if Text("قال لافروف").At(Span{7, 19}) != "لافروف" {
		t.Error("a span names the words that it covers")
	}
}

func TestJoin(t *testing.T) {
	tests := []struct {
		name       string
		a, b, want Span
	}{
		{"apart", Span{2, 4}, Span{7, 9}, Span{2, 9}},
		{"inside", Span{2, 9}, Span{4, 5}, Span{2, 9}},
		{"the other way round", Span{7, 9}, Span{2, 4}, Span{2, 9}},
		{"an empty one counts for nothing", Span{}, Span{7, 9}, Span{7, 9}},
		{"nor on the other side", Span{7, 9}, Span{3, 3}, Span{7, 9}},
	}
	for _, tt := range tests {
		if got := tt.a.Join(tt.b); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

// texts have letters of one to four bytes and lengths on both sides of the table's stride.
var texts = []string{"", "a", "قال", "🔴 عاجل | تم", "a\u0301é", strings.Repeat("x", stride), strings.Repeat("ق", stride), strings.Repeat("🔴", stride) + "x",
	strings.Repeat("a", stride-1) + "ق", "\xff\xfeق", strings.Repeat("ab ق", 300)}

func TestCodePointsCountsRunes(t *testing.T) {
	for _, s := range texts {
		if !utf8.ValidString(s) {
			continue
		}
		c := NewCodePoints(Text(s))
		for at := range s {
			if got, want := c.Of(at), utf8.RuneCountInString(s[:at]); got != want {
				t.Fatalf("%.20q at byte %d: got %d, want %d", s, at, got, want)
			}
		}
		if got, want := c.Of(len(s)), utf8.RuneCountInString(s); got != want {
			t.Errorf("%.20q at its end: got %d, want %d", s, got, want)
		}
	}
}

func TestUTF16CountsUnits(t *testing.T) {
	for _, s := range texts {
		for at := range s {
			if got, want := Text(s).UTF16(at), len(utf16.Encode([]rune(s[:at]))); got != want {
				t.Fatalf("%.20q at byte %d: got %d, want %d", s, at, got, want)
			}
		}
	}
}

// FuzzCodePoints holds that positions never go back and never pass the text's length, whatever the bytes are.
func FuzzCodePoints(f *testing.F) {
	for _, s := range texts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := NewCodePoints(Text(s))
		last := 0
		for at := 0; at <= len(s); at++ {
			n := c.Of(at)
			if n < last || n > at {
				t.Fatalf("%d code points before byte %d, %d before the last one", n, at, last)
			}
			last = n
		}
		if utf8.ValidString(s) && last != utf8.RuneCountInString(s) {
			t.Errorf("%d code points in all, want %d", last, utf8.RuneCountInString(s))
		}
	})
}
