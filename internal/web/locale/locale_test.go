package locale

import (
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func TestBothLanguagesHaveTheSameKeys(t *testing.T) {
	for _, pair := range [][2]*Words{{Ar, En}, {En, Ar}} {
		for key := range pair[0].texts {
			if _, ok := pair[1].texts[key]; !ok {
				t.Errorf("%s.json has no text %q, which %s.json has", pair[1].Lang, key, pair[0].Lang)
			}
		}
		for key := range pair[0].plurals {
			if _, ok := pair[1].plurals[key]; !ok {
				t.Errorf("%s.json has no plural forms of %q, which %s.json has", pair[1].Lang, key, pair[0].Lang)
			}
		}
	}
}

// A text that fills in more or fewer arguments than its counterpart shows %!s(MISSING) to somebody.
func TestBothLanguagesTakeTheSameArguments(t *testing.T) {
	for key, ar := range Ar.texts {
		if a, b := verbs(ar), verbs(En.texts[key]); a != b {
			t.Errorf("%s takes %d arguments in Arabic and %d in English", key, a, b)
		}
	}
}

// verbs counts the arguments of a text; numbered ones (%[2]s) are counted once each.
func verbs(text string) int { return strings.Count(strings.ReplaceAll(text, "%%", ""), "%") }

func TestEveryPluralHasTheFormsOfItsLanguage(t *testing.T) {
	for w, need := range map[*Words][]string{Ar: {"zero", "one", "two", "few", "many", "other"}, En: {"one", "other"}} {
		for key, forms := range w.plurals {
			for _, f := range need {
				if forms[f] == "" {
					t.Errorf("%s.json: %s lacks the form %q", w.Lang, key, f)
				}
			}
			for f := range forms {
				if !slices.Contains(need, f) {
					t.Errorf("%s.json: %s has a form %q that the language does not have", w.Lang, key, f)
				}
			}
		}
	}
}

func TestKeysStandInOrderOnceEach(t *testing.T) {
	for _, lang := range []string{"ar", "en"} {
		b, err := files.ReadFile(lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(bytes.NewReader(b))
		var keys []string
		for depth := 0; ; {
			tok, err := d.Token()
			if err != nil {
				break
			}
			if r, ok := tok.(json.Delim); ok {
				if r == '{' {
					depth++
				} else {
					depth--
				}
				continue
			}
			if s, ok := tok.(string); ok && depth == 1 {
				keys = append(keys, s)
				var skip json.RawMessage
				if err := d.Decode(&skip); err != nil {
					t.Fatal(err)
				}
			}
		}
		for i := 1; i < len(keys); i++ {
			if keys[i-1] >= keys[i] {
				t.Errorf("%s.json: %q stands behind %q; sort the keys, each once", lang, keys[i], keys[i-1])
			}
		}
	}
}

func TestFixedValuesHaveNames(t *testing.T) {
	for prefix, values := range map[string][]string{
		"act.": Acts, "manner.": Manners, "polarity.": Polarities, "contact.": ContactTypes, "status.": Statuses, "entity.": EntityTypes, "unit.": UnitKinds, "copy.": CopyClasses, "contradiction.": Contradicting,
	} {
		for _, v := range values {
			if !Ar.Has(prefix+v) || !En.Has(prefix+v) {
				t.Errorf("%s%s has no words", prefix, v)
			}
		}
	}
}

func TestArabicNumbersTakeTheirForm(t *testing.T) {
	for n, want := range map[int]string{0: "لا تصريحات", 1: "تصريح واحد", 2: "تصريحان", 3: "3 تصريحات", 11: "11 تصريحا", 99: "99 تصريحا", 100: "100 تصريح", 102: "102 تصريح", 103: "103 تصريحات", 1234: "1,234 تصريحا"} {
		if got := Ar.N("count.statements", n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := En.N("count.statements", 1); got != "1 statement" {
		t.Errorf("1 in English: %q", got)
	}
}

func TestDays(t *testing.T) {
	for value, want := range map[string][2]string{
		"2018-08-23":            {"23 أغسطس 2018", "23 August 2018"},
		"2018-08-23T10:00:00Z":  {"23 أغسطس 2018", "23 August 2018"},
		"2018-08":               {"أغسطس 2018", "August 2018"},
		"2018":                  {"2018", "2018"},
		"2018-W34":              {"الأسبوع الذي يبدأ في 20 أغسطس 2018", "week of 20 August 2018"},
		"2018-08-23/2018-08-25": {"من 23 أغسطس 2018 إلى 25 أغسطس 2018", "23 August 2018 to 25 August 2018"},
		"soon":                  {"soon", "soon"},
		"":                      {"", ""},
	} {
		if got := [2]string{Ar.Day(value), En.Day(value)}; got != want {
			t.Errorf("%s: %q, want %q", value, got, want)
		}
	}
}

func TestTheLanguageIsTheAskers(t *testing.T) {
	for header, want := range map[string]*Words{"": Ar, "ar-SY,ar;q=0.9": Ar, "en-GB,en;q=0.8": En, "fr-FR,en;q=0.5": En, "fr": En, "en;q=0.1,ar;q=0.9": Ar, "\x00": Ar} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Language", header)
		if got := Of(r); got != want {
			t.Errorf("%q: %s, want %s", header, got.Lang, want.Lang)
		}
	}
	form := httptest.NewRequest("POST", "/", strings.NewReader("lang=en"))
	form.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if Of(form); form.Form != nil {
		t.Error("the body was read, whose bounds others know")
	}
	r := httptest.NewRequest("GET", "/?lang=en", nil)
	r.Header.Set("Accept-Language", "ar")
	if Of(r) != En {
		t.Error("the address names English and the page is Arabic")
	}
}
