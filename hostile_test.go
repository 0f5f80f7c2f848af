package isnad_test

import (
	"strings"
	"testing"

	"isnad.dev/isnad"
)

// hostile are texts that make a careless loop quadratic; each is repeated to a megabyte. A reading that is not linear takes minutes and is
// seen by its never coming back; BenchmarkHostile measures them.
var hostile = []struct{ name, once, end string }{
	{"no spaces", "قالالوزيرإن", ""},
	{"one word of one letter", "ق", ""},
	{"nested quotation marks", "«", strings.Repeat("»", 10_000)},
	{"straight quotation marks", `"قال" `, ""},
	{"marks that only close", "قال» ", ""},
	{"one endless sentence", "وقال وزير الخارجية الروسي إن المحادثات بين موسكو وأنقرة ستستمر مع نظيره التركي ", ""},
	{"only cue verbs", "قال ", ""},
	{"only participles", "مؤكدا أن ", ""},
	{"only أن", "أن ", ""},
	{"only digits", "0123456789", ""},
	{"numbers", "23 ", ""},
	{"digits and dots", "1.", ""},
	{"direction marks", "\u202b\u202c\u200f", ""},
	{"marks in a word", "ق\u064e\u064f\u0650", ""},
	{"only commas", "،", ""},
	{"only colons", "قال: ", ""},
	{"only brackets", "(", ""},
	{"empty paragraphs", "\n", ""},
	{"short paragraphs", "قال\n\n", ""},
	{"one name", "لافروف ", ""},
	{"names all alike", "محمد أحمد ", ""},
	{"titles", "وزير ", ""},
	{"offices", "وزير الخارجية الروسي ", ""},
	{"and", "و ", ""},
	{"meetings", "التقى لافروف ", ""},
	{"meetings in their sentences", "التقى لافروف أردوغان. ", ""},
	{"dates", "الخميس 23 أغسطس ", ""},
	{"sources", "(رويترز) ", ""},
	{"read also", "اقرأ أيضا: خبر\n", ""},
	{"pictures", "🔴", ""},
	{"broken letters", "\xd9", ""},
	{"zeros", "\x00", ""},
}

// hostileText is the hostile text of about this size.
func hostileText(once, end string, size int) string {
	return strings.Repeat(once, max(1, (size-len(end))/len(once))) + end
}

const megabyte = 1 << 20

func TestHostileTextsAreRead(t *testing.T) {
	if testing.Short() {
		t.Skip("thirty megabytes of hostile text")
	}
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			a := isnad.Article{Text: hostileText(h.once, h.end, megabyte), Published: "2018-08-23"}
			checkRecord(t, a, open(t).Read(a))
		})
	}
}

// names of their own for each person, so that joining them meets ever more that are not the same.
func manyNames(size int) string {
	letters := []rune("بتثجحخدرزسشصطعغفقكلمن")
	var b strings.Builder
	for n := 0; b.Len() < size; n++ {
		b.WriteString("قال الوزير محمد ")
		for k := n + 1000; k > 0; k /= len(letters) {
			b.WriteRune(letters[k%len(letters)])
		}
		b.WriteString(" إن الأمر انتهى. ")
	}
	return b.String()
}

func TestManyDifferentNamesAreRead(t *testing.T) {
	if testing.Short() {
		t.Skip("a megabyte of names")
	}
	a := isnad.Article{Text: manyNames(megabyte)}
	checkRecord(t, a, open(t).Read(a))
}

func BenchmarkHostile(b *testing.B) {
	r := open(b)
	run := func(name string, text func(int) string) {
		for _, size := range []int{megabyte / 8, megabyte} {
			b.Run(name+map[bool]string{true: " 1 MB", false: " 128 kB"}[size == megabyte], func(b *testing.B) {
				a := isnad.Article{Text: text(size), Published: "2018-08-23"}
				b.SetBytes(int64(len(a.Text)))
				for b.Loop() {
					r.Read(a)
				}
			})
		}
	}
	for _, h := range hostile {
		run(h.name, func(size int) string { return hostileText(h.once, h.end, size) })
	}
	run("different names", manyNames)
}
