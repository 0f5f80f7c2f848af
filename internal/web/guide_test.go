package web

import (
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"isnad.dev/isnad/docs"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/sample/sampletest"
	"isnad.dev/isnad/internal/web/locale"
)

func TestTheGuideIsShownInBothLanguages(t *testing.T) {
	s := open(t)
	for lang, want := range map[string][]string{
		"ar": {"<h1 id=", "دليل إسناد", `<h2 id="البحث">البحث</h2>`, `<code dir="rtl">متحدث:الكيلاني</code>`},
		"en": {"A guide to isnad", `<h2 id="searching">`, `<code dir="ltr">speaker:Kilani</code>`, `href="/docs"`},
	} {
		shown(t, s, "/guide", lang, want...)
	}
	shown(t, s, "/guide/alerts", "ar", `<article class="guide" lang="en" dir="ltr">`, "Isnad-Signature")
}

var (
	anchors = regexp.MustCompile(`href="#([^"]+)"`)
	images  = regexp.MustCompile(`<img src="([^"]+)" alt="([^"]*)" loading="lazy" width="\d+" height="\d+"`)
)

func TestTheGuideLeadsNowhereThatIsNotThere(t *testing.T) {
	s := open(t)
	for name, p := range s.guide.pages {
		page := string(p.Text)
		for _, m := range anchors.FindAllStringSubmatch(page, -1) {
			id, err := url.PathUnescape(m[1])
			if err != nil || !strings.Contains(page, `id="`+id+`"`) {
				t.Errorf("%s.md leads to #%s, which is no heading", name, id)
			}
		}
		found := images.FindAllStringSubmatch(page, -1)
		if len(found) != strings.Count(page, "<img") {
			t.Errorf("%s.md: %d of %d pictures are there", name, len(found), strings.Count(page, "<img"))
		}
		for _, m := range found {
			if w := get(t, s, "/"+m[1], "ar"); w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/png" || m[2] == "" {
				t.Errorf("%s.md: picture %s: %d %v", name, m[1], w.Code, w.Header())
			}
		}
	}
	if w := get(t, s, "/guide/none.png", "en"); w.Code != http.StatusNotFound {
		t.Errorf("a picture that is not there: %d", w.Code)
	}
}

func TestPicturesOfTheGuideAreLight(t *testing.T) {
	sum := 0
	err := fs.WalkDir(docs.Guide, "guide", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if sum += int(info.Size()); info.Size() > 150_000 {
			t.Errorf("%s has %d bytes, more than 150,000", name, info.Size())
		}
		return nil
	})
	if err != nil || sum > 1_000_000 {
		t.Errorf("%v; %d bytes in all, of 1,000,000 at most", err, sum)
	}
}

// questions are the code spans of the guide's table of questions.
var questions = regexp.MustCompile("(?m)^\\| `([^`]+)` \\|")

func TestTheQuestionsOfTheGuideAreUnderstood(t *testing.T) {
	x := sampletest.Open(t)
	f := answer.New(x.Store, x.Words)
	for _, name := range []string{"guide.ar.md", "guide.en.md"} {
		b, err := fs.ReadFile(docs.Guide, name)
		if err != nil {
			t.Fatal(err)
		}
		found := questions.FindAllStringSubmatch(string(b), -1)
		if len(found) < 10 {
			t.Errorf("%s has %d questions", name, len(found))
		}
		for _, m := range found {
			if err := f.Check(answer.Question{Text: m[1], Today: sampletest.Today}); err != nil {
				t.Errorf("%s: %s: %v", name, m[1], err)
			}
		}
	}
}

func TestWhatPagesCallKindsAndStatusesCanBeAsked(t *testing.T) {
	x := sampletest.Open(t)
	f := answer.New(x.Store, x.Words)
	for _, l := range []*locale.Words{locale.Ar, locale.En} {
		for prefix, values := range map[string][]string{
			"kind.unit.":    locale.UnitKinds,
			"kind.manner.":  locale.Manners,
			"kind.act.":     locale.Acts,
			"kind.contact.": locale.ContactTypes,
			"status.":       locale.Statuses,
		} {
			filter, _, _ := strings.Cut(prefix, ".")
			for _, v := range values {
				name := l.T(strings.TrimPrefix(prefix, "kind.") + v)
				if err := f.Check(answer.Question{Text: filter + `:"` + name + `"`, Today: sampletest.Today}); err != nil {
					t.Errorf("%s in %s: %v", name, l.Lang, err)
				}
			}
		}
	}
}

// links of Markdown to files of the repository.
var links = regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)

func TestLinksOfTheDocumentsLeadToFiles(t *testing.T) {
	for _, name := range []string{"../../README.md", "../../docs/alerts.md", "../../docs/api.md", "../../docs/architecture.md", "../../docs/deploy.md", "../../docs/guide.ar.md", "../../docs/guide.en.md", "../../docs/sources.md", "../../docs/store.md"} {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, m := range links.FindAllStringSubmatch(string(b), -1) {
			if _, err := os.Stat(path.Join(path.Dir(name), m[1])); err != nil {
				t.Errorf("%s leads to %s: %v", name, m[1], err)
			}
		}
	}
}
