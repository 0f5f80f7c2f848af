// Package locale has the words of the pages in Arabic and English: sentences, plural forms, days and numbers.
//
// In: a key ("today.title"), a number, an ISO day. Out: what a reader of that language reads: "اليوم", "3 تصريحات", "23 أغسطس 2018", or "Today",
// "3 statements", "23 August 2018". The words are data: ar.json and en.json, of which a test holds that both have every key that is used.
package locale

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed ar.json en.json
var files embed.FS

// Words are those of one language. They may be used from many goroutines.
type Words struct {
	Lang string // ar, en
	Dir  string // rtl, ltr

	tag     language.Tag
	texts   map[string]string
	plurals map[string]map[string]string
}

// Ar and En are the languages of the pages.
var (
	Ar = must("ar", "rtl", language.Arabic)
	En = must("en", "ltr", language.English)
)

var matcher = language.NewMatcher([]language.Tag{language.Arabic, language.English})

// must reads an embedded file; one that is wrong is a broken build.
func must(lang, dir string, tag language.Tag) *Words {
	b, err := files.ReadFile(lang + ".json")
	if err != nil {
		panic(err)
	}
	w, err := parse(b)
	if err != nil {
		panic(fmt.Sprintf("locale/%s.json: %v", lang, err))
	}
	w.Lang, w.Dir, w.tag = lang, dir, tag
	return w
}

// parse reads an object of key to text, or to an object of plural category to text.
func parse(b []byte) (*Words, error) {
	raw := map[string]json.RawMessage{}
	if err := json.Unmarshal(b, &raw); err != nil {
		return nil, err
	}
	w := &Words{texts: map[string]string{}, plurals: map[string]map[string]string{}}
	for key, value := range raw {
		var text string
		if bytes.HasPrefix(value, []byte("{")) {
			forms := map[string]string{}
			if err := json.Unmarshal(value, &forms); err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
			w.plurals[key] = forms
			continue
		}
		if err := json.Unmarshal(value, &text); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		w.texts[key] = text
	}
	return w, nil
}

// Named returns the words of a language by its code.
func Named(lang string) (*Words, bool) {
	for _, w := range []*Words{Ar, En} {
		if w.Lang == lang {
			return w, true
		}
	}
	return nil, false
}

// Cookie is the name of the cookie that keeps the language that was chosen.
const Cookie = "lang"

// Of returns the words for a request: of the language that its address names (?lang=), else that was chosen before, else that the browser asks for.
func Of(r *http.Request) *Words {
	if w, ok := Named(r.URL.Query().Get("lang")); ok {
		return w
	}
	if c, err := r.Cookie(Cookie); err == nil {
		if w, ok := Named(c.Value); ok {
			return w
		}
	}
	return Accepted(r.Header.Get("Accept-Language"))
}

// Accepted returns the words of the language that an Accept-Language header likes best; Arabic where it says nothing of use.
func Accepted(header string) *Words {
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return Ar
	}
	if _, i, sure := matcher.Match(tags...); sure != language.No && i == 1 {
		return En
	}
	if len(tags) > 0 && !strings.HasPrefix(tags[0].String(), "ar") {
		if _, _, sure := matcher.Match(tags...); sure == language.No {
			return En // who reads neither is more likely to read English
		}
	}
	return Ar
}

// T returns the text of a key with its arguments filled in (%s, %[2]d). A key that is not there is shown as it is, so that it is noticed.
func (w *Words) T(key string, args ...any) string {
	text, ok := w.texts[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// H returns the text of a key that holds markup of our own; its arguments are escaped.
func (w *Words) H(key string, args ...any) template.HTML {
	escaped := make([]any, len(args))
	for i, a := range args {
		escaped[i] = template.HTMLEscapeString(fmt.Sprint(a))
	}
	return template.HTML(w.T(key, escaped...))
}

// Has says whether the key is there.
func (w *Words) Has(key string) bool {
	_, text := w.texts[key]
	_, forms := w.plurals[key]
	return text || forms
}

// categories are CLDR's names of plural forms.
var categories = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}

// N returns the text of a key for a number, in the plural form that the number takes (Arabic has six). The text has the number as %[1]s, or says it in
// words: "تصريحان".
func (w *Words) N(key string, n any, args ...any) string {
	count := number(n)
	forms, ok := w.plurals[key]
	if !ok {
		return key
	}
	form, ok := forms[categories[plural.Cardinal.MatchPlural(w.tag, int(count), 0, 0, 0, 0)]]
	if !ok {
		form = forms["other"]
	}
	if !strings.Contains(form, "%") {
		return form
	}
	return fmt.Sprintf(form, append([]any{w.Number(count)}, args...)...)
}

func number(n any) int64 {
	switch n := n.(type) {
	case int:
		return int64(n)
	case int64:
		return n
	}
	panic(fmt.Sprintf("locale: %T is no number", n)) // a template is wrong: a broken build
}

// Number writes a number with its thousands parted, in the digits that both languages use on the web.
func (w *Words) Number(n any) string {
	s := fmt.Sprint(number(n))
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	var out []string
	for len(s) > 3 {
		out = append([]string{s[len(s)-3:]}, out...)
		s = s[:len(s)-3]
	}
	return sign + strings.Join(append([]string{s}, out...), ",")
}
