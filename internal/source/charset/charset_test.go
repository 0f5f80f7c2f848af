package charset

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const (
	arabic  = "قال الوزير، أمس، إن المحادثات بشأن مياه النهر ستستأنف في القاهرة؛ وأضاف أن الوفد سيصل غدا."
	vowels  = "أَكَّدَ الرَّئِيسُ أَنَّ الاِتِّفَاقَ سَيُوَقَّعُ غَدًا"
	mixed   = "<html><body><p class=\"text\">قال متحدث باسم شركة Example Ltd. في لندن إن العقد سيوقع</p></body></html>"
	french  = "Le ministre a déclaré à Alger que l'accord serait signé après-demain, où que ce soit."
	english = "The minister said talks would begin tomorrow."
)

func encoded(t testing.TB, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecode(t *testing.T) {
	le, be := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	none := encoding.Nop
	tests := []struct {
		name     string
		in       encoding.Encoding
		mark     string // before the bytes
		text     string
		declared string
		want     string
	}{
		{"utf-8", none, "", arabic, "", UTF8},
		{"utf-8 with its mark", none, "\xEF\xBB\xBF", arabic, "", UTF8},
		{"utf-8 declared as windows-1256", none, "", arabic, "windows-1256", UTF8},
		{"ascii declared as anything", none, "", english, "shift_jis", UTF8},
		{"utf-16 little, marked", le, "\xFF\xFE", arabic, "", "utf-16le"},
		{"utf-16 big, marked", be, "\xFE\xFF", arabic, "", "utf-16be"},
		{"utf-16 little", le, "", arabic, "utf-8", "utf-16le"},
		{"utf-16 big", be, "", arabic, "", "utf-16be"},
		{"utf-16 little, English", le, "", english, "", "utf-16le"},
		{"windows-1256", charmap.Windows1256, "", arabic, "", "windows-1256"},
		{"windows-1256 declared", charmap.Windows1256, "", arabic, "windows-1256", "windows-1256"},
		{"windows-1256 declared as utf-8", charmap.Windows1256, "", arabic, "utf-8", "windows-1256"},
		{"windows-1256 declared as iso-8859-6", charmap.Windows1256, "", arabic, "iso-8859-6", "windows-1256"},
		{"windows-1256 declared as latin", charmap.Windows1256, "", arabic, "iso-8859-1", "windows-1256"},
		{"windows-1256 with vowel signs", charmap.Windows1256, "", vowels, "", "windows-1256"},
		{"windows-1256 in a page", charmap.Windows1256, "", mixed, "", "windows-1256"},
		{"iso-8859-6", charmap.ISO8859_6, "", arabic, "", "iso-8859-6"},
		{"iso-8859-6 declared as windows-1256", charmap.ISO8859_6, "", arabic, "windows-1256", "iso-8859-6"},
		{"iso-8859-6 with vowel signs", charmap.ISO8859_6, "", vowels, "utf-8", "iso-8859-6"},
		{"iso-8859-6 in a page", charmap.ISO8859_6, "", mixed, "", "iso-8859-6"},
		{"French", charmap.Windows1252, "", french, "", "windows-1252"},
		{"French declared as iso-8859-15", charmap.ISO8859_15, "", french, "iso-8859-15", "iso-8859-15"},
		{"Russian declared", charmap.Windows1251, "", "Министр сказал, что переговоры начнутся завтра.", "windows-1251", "windows-1251"},
		{"nothing", none, "", "", "", UTF8},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := append([]byte(tt.mark), encoded(t, tt.in, tt.text)...)
			text, name := Decode(in, tt.declared)
			if text != tt.text || name != tt.want {
				t.Errorf("got %s %q, want %s %q", name, text, tt.want, tt.text)
			}
		})
	}
}

func TestDecodeKeepsTextWithBrokenPlaces(t *testing.T) {
	cut := arabic + arabic[:len(arabic)-2] + "\xD9" + english
	text, name := Decode([]byte(cut), "windows-1256")
	if name != UTF8 || !strings.HasPrefix(text, arabic) || !strings.Contains(text, "\uFFFD") {
		t.Errorf("got %s %q", name, text)
	}
}

func TestDeclared(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"html5", `<html><head><meta charset="windows-1256">`, "windows-1256"},
		{"html4", `<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=ISO-8859-6">`, "iso-8859-6"},
		{"without quotation marks", `<meta charset=utf-8>`, "utf-8"},
		{"after other metas", `<meta name="a" content="b"><meta charset='utf-8'/>`, "utf-8"},
		{"xml", `<?xml version="1.0" encoding="windows-1256"?><html>`, "windows-1256"},
		{"no value", `<meta charset`, ""},
		{"none", `<html><p>charset=x`, ""},
		{"empty", ``, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Declared([]byte(tt.page)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// FuzzDecode holds the promise: whatever comes in, UTF-8 comes out, and valid UTF-8 unchanged.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{arabic, french, "\xFF\xFE\x41", "\xFE\xFF", "\x00\x41\x00", "\xC7\xE1\xE6", "\xEF\xBB\xBF"} {
		f.Add([]byte(s), "utf-8")
		f.Add([]byte(s), Declared([]byte(s)))
	}
	f.Fuzz(func(t *testing.T, b []byte, declared string) {
		text, name := Decode(b, declared)
		if !utf8.ValidString(text) {
			t.Errorf("%q is no UTF-8", text)
		}
		if name == UTF8 && utf8.Valid(b) && strings.TrimPrefix(string(b), "\uFEFF") != text {
			t.Errorf("UTF-8 was changed: %q to %q", b, text)
		}
		Declared(b)
	})
}
