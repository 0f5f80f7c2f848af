package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/web/browser"
)

func TestAnErrorIsReportedAndStaysMendedAfterARereading(t *testing.T) {
	db := filepath.Join(t.TempDir(), "mended.db")
	tab := browser.Open(t, own(t, "--sample", "--db", db).address, browser.View{Lang: "ar"})
	const words, wrong, right = "يجب أن تعود إلى شبكات المياه", "غسان الكيلاني", "هدى المرزوقي"
	article := articleWith(t, tab, words)
	tab.Go(article)
	item := itemOf(t, tab, words)
	wantSpeaker(t, tab, item, wrong, false)
	tab.Press(item + " details.fix > summary")
	tab.Choose(item+" .fix [name=what]", "speaker")
	tab.Fill(item+" .fix [name=text]", right)
	tab.Fill(item+" .fix [name=reason]", "قالتها المرزوقي")
	tab.Follow(item + " .fix form.form > button")
	if !tab.Has("main .said[role=status]") || !strings.HasPrefix(tab.Address(), article+"?") {
		t.Fatalf("after the report, %s shows\n%s", tab.Address(), tab.Text("main"))
	}
	wantSpeaker(t, tab, itemOf(t, tab, words), right, true)
	wantSound(t, tab, sight{"article-mended", article})
	wantFits(t, tab, sight{"article-mended", article}, tab.View())

	rereadBeside(t, db)
	tab.Go(article)
	item = itemOf(t, tab, words)
	wantSpeaker(t, tab, item, right, true)
	tab.Follow(item + " .fixes button[value=undone]")
	item = itemOf(t, tab, words)
	wantSpeaker(t, tab, item, wrong, false)
	if !tab.Has(item + " .fixes button[value=applied]") {
		t.Errorf("what was undone is not listed, or cannot be accepted again:\n%s", tab.Text(item))
	}
	wantSound(t, tab, sight{"article-undone", article})
}

func TestTwoActorsAreMergedAndTakenApart(t *testing.T) {
	tab := browser.Open(t, own(t, "--sample").address, browser.View{Lang: "ar"})
	const words, ofOne, name = "تساوي ثلث كلفة النقل بالبر", "أول صهريج سيبحر بعد ستة أسابيع", "سامر الدباس"
	one, other := actorWhoSaid(t, tab, ofOne), actorWhoSaid(t, tab, words)
	if other == one {
		t.Fatalf("%s says both", one)
	}
	wantSaid(t, tab, one, ofOne, words)
	wantSaid(t, tab, other, words, ofOne)

	tab.Fill("form[action='/desk/actors/merge'] [name=into]", name)
	tab.Follow("form[action='/desk/actors/merge'] button")
	if text := tab.Text("main .columns"); !strings.Contains(text, words) || !tab.Has(".card a[href='"+one+"']") || !tab.Has(".card a[href='"+other+"']") {
		t.Fatalf("before the merge, %s shows not both:\n%s", tab.Address(), tab.Text("main"))
	}
	wantSound(t, tab, sight{"merge-sure", "/desk/actors/merge"})
	wantFits(t, tab, sight{"merge-sure", "/desk/actors/merge"}, tab.View())
	tab.Fill("main form[method=post] [name=reason]", "رجل واحد")
	tab.Follow("main form[method=post] button.main")
	if !tab.Has("main .said[role=status]") || !strings.HasPrefix(tab.Address(), one+"?") {
		t.Fatalf("after the merge, %s shows\n%s", tab.Address(), tab.Text("main"))
	}
	wantSaid(t, tab, one, ofOne+"|"+words, "")
	wantSaid(t, tab, other, ofOne+"|"+words, "") // a link to who was merged away leads to the one

	tab.Go("/desk/actors")
	if text := tab.Text("main .items li"); !strings.Contains(text, "رجل واحد") {
		t.Fatalf("the changes are\n%s", tab.Text("main"))
	}
	tab.Follow("main .items form button")
	if tab.Has("main .items form button") || !tab.Has("main .said[role=status]") {
		t.Errorf("undone, %s shows\n%s", tab.Address(), tab.Text("main"))
	}
	wantSound(t, tab, sight{"merge-undone", "/desk/actors"})
	wantSaid(t, tab, one, ofOne, words)
	wantSaid(t, tab, other, words, ofOne)
}

// articleWith is the address of the article that tells of the statement with these words.
func articleWith(t *testing.T, tab *browser.Tab, words string) string {
	t.Helper()
	return linkOf(t, tab, words, ".facts a")
}

// actorWhoSaid is the address of whoever said these words.
func actorWhoSaid(t *testing.T, tab *browser.Tab, words string) string {
	t.Helper()
	return linkOf(t, tab, words, "a.speaker")
}

// linkOf is where a link leads that stands beside the first statement with these words.
func linkOf(t *testing.T, tab *browser.Tab, words, css string) (to string) {
	t.Helper()
	tab.Go(`/search?kind=statement&q="` + words + `"`)
	tab.Eval(&to, fmt.Sprintf(`document.querySelector(".hit.statement %s")?.getAttribute("href") ?? ""`, css))
	if to == "" {
		t.Fatalf("nobody is found who said %q:\n%s", words, tab.Text("main"))
	}
	return to
}

// itemOf is a selector of the statement with these words in the margin of an article.
func itemOf(t *testing.T, tab *browser.Tab, words string) (key string) {
	t.Helper()
	tab.Eval(&key, fmt.Sprintf(`[...document.querySelectorAll(".notes li[data-item]")].find((e) => e.querySelector(".words")?.innerText.includes(%q))?.dataset.item ?? ""`, words))
	if key == "" {
		t.Fatalf("%q is no statement on %s:\n%s", words, tab.Address(), tab.Text(".notes"))
	}
	return fmt.Sprintf(".notes li[data-item='%s']", key)
}

// wantSpeaker holds a statement in the margin to who says it, and to whether it is marked as corrected.
func wantSpeaker(t *testing.T, tab *browser.Tab, item, name string, corrected bool) {
	t.Helper()
	if got := tab.Text(item + " .speaker"); got != name {
		t.Errorf("%s: %q says it, want %q", tab.Address(), got, name)
	}
	if got := tab.Has(item + " .fixes .chip.held"); got != corrected {
		t.Errorf("%s: marked as corrected: %v, want %v:\n%s", tab.Address(), got, corrected, tab.Text(item))
	}
}

// wantSaid holds the page of an actor to what it says that they said (words with | between), and to what they did not.
func wantSaid(t *testing.T, tab *browser.Tab, actor, words, not string) {
	t.Helper()
	tab.Go(actor)
	said := tab.Text("#said")
	for w := range strings.SplitSeq(words, "|") {
		if !strings.Contains(said, w) {
			t.Errorf("%s does not say %q:\n%s", actor, w, said)
		}
	}
	if not != "" && strings.Contains(said, not) {
		t.Errorf("%s says %q:\n%s", actor, not, said)
	}
}

// rereadBeside runs isnad reread on the database of a site that goes on serving. The packs are built into the program, so that no test here can read with
// others: instead what was read is called that of an earlier version, and isnad reread reads all articles anew, with the same packs, and switches to that.
func rereadBeside(t *testing.T, db string) {
	t.Helper()
	s, err := store.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	var articles int64
	err = s.Write(t.Context(), func(w *store.Tx) error {
		done, err := w.ExecContext(t.Context(), "UPDATE reading SET version = 'earlier'")
		if err != nil {
			return err
		}
		articles, err = done.RowsAffected()
		return errors.Join(err, w.SetValue(t.Context(), store.Shown, "earlier"))
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	got := typing(t, "", "reread", "--db", db)
	if want := fmt.Sprintf("%d articles read anew", articles); got.status != exitDone || articles == 0 || !strings.Contains(got.out, want) {
		t.Fatalf("want %s, got %+v", want, got)
	}
}
