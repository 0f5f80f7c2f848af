package find

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"isnad.dev/isnad/internal/script"
)

// particles are the words of Latin names that Arabic writes as one with the next word or not at all.
var particles = map[string]bool{"el": true, "al": true, "the": true, "as": true, "ad": true, "an": true, "ar": true, "az": true, "ash": true, "of": true, "and": true, "for": true}

// latinWords returns the words of a Latin name, plain, without what Arabic does not write as a word.
func latinWords(s string) []string {
	var out []string
	for at := 0; at < len(s); {
		w := nextWord(s, at)
		if w.Empty() {
			break
		}
		at = w.End
		if f := foldWord(s[w.Start:w.End]); !particles[f] && f != "s" {
			out = append(out, f)
		}
	}
	if out == nil && s != "" { // a name of nothing else
		return strings.Fields(foldWord(strings.TrimSpace(s)))
	}
	return out
}

func skeletons(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteByte(' ')
		b.WriteString(romanSkeleton(w))
	}
	return b.String()
}

type sound struct{ letters, sound string }

// sounds are the sounds that Latin letters write, the longer spellings first; what stands for one Arabic letter in some spelling is one.
var sounds = [...]sound{
	{"tsch", "s"}, {"tch", "s"}, {"sch", "s"}, {"sh", "s"}, {"ch", "s"}, {"zh", "g"}, {"kh", "h"}, {"gh", "g"}, {"th", "t"}, {"dh", "d"}, {"ph", "f"}, {"ck", "g"}, {"dj", "g"}, {"ce", "s"}, {"ci", "s"}, {"cy", "s"}, {"x", "gs"},
	{"b", "b"}, {"p", "b"}, {"t", "t"}, {"d", "d"}, {"g", "g"}, {"k", "g"}, {"q", "g"}, {"c", "g"}, {"j", "g"}, {"f", "f"}, {"v", "f"}, {"l", "l"}, {"m", "m"}, {"n", "n"}, {"r", "r"}, {"s", "s"}, {"z", "s"},
}

// soundsOf has the sounds by their first letter.
var soundsOf = func() (t [256][]sound) {
	for _, s := range sounds {
		t[s.letters[0]] = append(t[s.letters[0]], s)
	}
	return t
}()

// romanSkeleton returns the consonants of a Latin word as sounds: Lavrov, Lawrow and Lavroff differ in it, Sergey and Sergei do not.
func romanSkeleton(w string) string {
	w = strings.TrimSuffix(w, "ff") + strings.Repeat("v", btoi(strings.HasSuffix(w, "ff")))
	var out []byte
	for len(w) > 0 {
		n := 0
		for _, s := range soundsOf[w[0]] {
			if strings.HasPrefix(w, s.letters) {
				out, n = appendSounds(out, s.sound), len(s.letters)
				break
			}
		}
		if n == 0 {
			var r rune
			if r, n = utf8.DecodeRuneInString(w); r >= utf8.RuneSelf || r >= '0' && r <= '9' {
				out = append(out, w[:n]...)
			}
		}
		w = w[n:]
	}
	return string(out)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// appendSounds appends sounds, a doubled one once.
func appendSounds(out []byte, s string) []byte {
	for i := range len(s) {
		if n := len(out); n == 0 || out[n-1] != s[i] {
			out = append(out, s[i])
		}
	}
	return out
}

var arabicSounds = map[rune]string{
	'ب': "b", 'ت': "t", 'ط': "t", 'ث': "t", 'د': "d", 'ض': "d", 'ذ': "d", 'ر': "r", 'ز': "s", 'س': "s", 'ص': "s", 'ظ': "s", 'ش': "s",
	'ج': "g", 'غ': "g", 'ق': "g", 'ك': "g", 'خ': "h", 'ف': "f", 'ل': "l", 'م': "m", 'ن': "n",
}

func arabicSkeleton(w string) string {
	var out []byte
	for _, r := range w {
		out = appendSounds(out, arabicSounds[r])
	}
	return string(out)
}

// soundAlike says whether an Arabic word may be the Latin one: most of their consonants are the same.
func soundAlike(latin, arabic string) bool {
	a, b := romanSkeleton(latin), arabicSkeleton(arabic)
	if a == b {
		return true
	}
	return 3*distance(a, b) <= min(len(a), len(b))
}

// distance is how many letters must be put in, taken out or changed to make one word of the other (Levenshtein). It counts bytes, which
// for Latin words are letters.
func distance(a, b string) int {
	var buf [64]int
	row := buf[:0]
	for j := range len(b) + 1 {
		row = append(row, j)
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			d := last
			if a[i] != b[j] {
				d = 1 + min(last, row[j], row[j+1])
			}
			last, row[j+1] = row[j+1], d
		}
	}
	return row[len(b)]
}

// cyrillic is how Latin letters write Cyrillic ones in English news.
var cyrillic = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ye", 'ж': "zh", 'з': "z", 'и': "i", 'і': "i", 'ї': "yi", 'й': "y", 'к': "k", 'л': "l", 'м': "m",
	'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ў': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
	'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'ђ': "dj", 'џ': "dz",
}

func isCyrillic(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Cyrillic, r)
}

func romanCyrillic(s string) string {
	var b strings.Builder
	for _, r := range s {
		if l, ok := cyrillic[r]; ok {
			b.WriteString(l)
		} else {
			b.WriteRune(r)
		}
	}
	if strings.HasSuffix(b.String(), "iy") { // Зеленский, Zelensky
		return strings.TrimSuffix(b.String(), "iy") + "y"
	}
	return b.String()
}

// cyrillicLetters turn Latin back, the longer spellings first.
var cyrillicLetters = strings.NewReplacer("shch", "щ", "sky", "ский", "zh", "ж", "kh", "х", "ts", "ц", "ch", "ч", "sh", "ш", "yu", "ю", "ya", "я", "ye", "е", "ey", "ей",
	"a", "а", "b", "б", "v", "в", "w", "в", "g", "г", "d", "д", "e", "е", "z", "з", "i", "и", "y", "й", "k", "к", "c", "к", "q", "к", "l", "л", "m", "м", "n", "н", "o", "о", "p", "п", "r", "р", "s", "с", "t", "т", "u", "у", "f", "ф", "h", "х", "j", "дж", "x", "кс")

// cyrillicRoman writes a Latin word in Cyrillic letters, or returns nothing where it is not of Latin letters.
func cyrillicRoman(latin string) string {
	if !isASCII(latin) || len(latin) < 3 || strings.ContainsAny(latin, "0123456789") {
		return ""
	}
	return cyrillicLetters.Replace(latin)
}

// spelling is a Latin spelling and how Arabic newspapers write it, the usual way first.
type spelling struct {
	latin  string
	arabic []string
}

var spellings = [...]spelling{
	{"tsch", []string{"تش"}}, {"tch", []string{"تش"}}, {"sch", []string{"ش"}}, {"sh", []string{"ش"}}, {"ch", []string{"تش", "ش"}}, {"zh", []string{"ج"}}, {"kh", []string{"خ"}}, {"gh", []string{"غ"}}, {"th", []string{"ث"}}, {"dh", []string{"ذ"}}, {"ph", []string{"ف"}},
	{"ts", []string{"تس"}}, {"ck", []string{"ك"}}, {"oo", []string{"و"}}, {"ou", []string{"و"}}, {"ee", []string{"ي"}}, {"ie", []string{"ي"}}, {"ei", []string{"ي", "اي"}}, {"ey", []string{"ي"}}, {"ai", []string{"اي"}}, {"ay", []string{"اي"}}, {"yu", []string{"يو"}}, {"ya", []string{"يا"}}, {"ye", []string{"ي"}}, {"iy", []string{"ي"}},
	{"ce", []string{"س"}}, {"ci", []string{"سي"}}, {"x", []string{"كس"}}, {"b", []string{"ب"}}, {"p", []string{"ب"}}, {"t", []string{"ت"}}, {"d", []string{"د"}}, {"g", []string{"غ", "ج"}}, {"k", []string{"ك"}}, {"q", []string{"ق"}}, {"c", []string{"ك"}}, {"j", []string{"ج"}},
	{"f", []string{"ف"}}, {"v", []string{"ف"}}, {"w", []string{"و"}}, {"l", []string{"ل"}}, {"m", []string{"م"}}, {"n", []string{"ن"}}, {"r", []string{"ر"}}, {"s", []string{"س"}}, {"z", []string{"ز"}}, {"h", []string{"ه"}},
	{"a", []string{"ا", ""}}, {"e", []string{"ي", ""}}, {"i", []string{"ي", ""}}, {"o", []string{"و"}}, {"u", []string{"و"}}, {"y", []string{"ي"}},
}

// maxSpellings bounds the ways in which a word that no list has is written over.
const maxSpellings = 16

// arabicSpellings writes a Latin word in Arabic letters as newspapers may.
func arabicSpellings(latin string) []string {
	if len(latin) < 3 || !isASCII(latin) {
		return nil
	}
	out := []string{""}
	for at := 0; at < len(latin); {
		s, ok := spellingAt(latin, at)
		if !ok {
			return nil // a digit
		}
		options := s.arabic
		vowel := strings.Contains("aeiou", latin[at:at+1])
		if vowel && at == 0 {
			options = []string{"ا" + strings.TrimPrefix(s.arabic[0], "ا")}
			if latin[0] == 'a' {
				options = []string{"ا"}
			}
		} else if vowel && at+len(s.latin) == len(latin) {
			options = s.arabic[:1]
		}
		out = spread(out, options)
		at += len(s.latin)
		if at < len(latin) && len(s.latin) == 1 && !vowel && latin[at] == s.latin[0] {
			at++ // a doubled consonant
		}
	}
	return out
}

func spread(words, options []string) []string {
	out := make([]string, 0, maxSpellings)
	for _, o := range options {
		for _, w := range words {
			if len(out) < maxSpellings {
				out = append(out, w+o)
			}
		}
	}
	return out
}

func spellingAt(s string, at int) (spelling, bool) {
	for _, sp := range spellings {
		if strings.HasPrefix(s[at:], sp.latin) {
			return sp, true
		}
	}
	return spelling{}, false
}

// gLetters are the letters for a foreign g, each of which some newspapers use.
var gLetters = [...]string{"غ", "ج", "ق", "ك"}

// otherSpellings writes a foreign name in the ways of other newspapers: غ and ج for g.
func otherSpellings(key string) []string {
	var out []string
	for _, g := range gLetters[:3] {
		for _, to := range gLetters {
			if s := strings.ReplaceAll(key, g, to); s != key {
				out = append(out, s)
			}
		}
	}
	if s := script.String(strings.ReplaceAll(key, "تش", "ش")); s != key {
		out = append(out, s)
	}
	return out
}
