package browser

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	status := m.Run()
	Close()
	os.Exit(status)
}

// spoiled is a page with everything that is to be found.
const spoiled = `<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>صفحة معيبة</title>
<style>body { color: red }</style><script>alert(1)</script><link rel="icon" href="data:,">
<main><pre>قال الوزير إن هذا السطر أطول من شاشة الهاتف ولا يُقطع، فهو يخرج من حافتها، ولا يراه القارئ كله ما لم يحرك الصفحة كلها إلى الجانب.</pre><p id="moved">نص</p>
<img src="/gone.png"><img src="https://elsewhere.example/picture.png"><script src="/faulty.js"></script></main></html>`

const faulty = `console.error("complaint"); undefinedThing();`

// late is what comes into the page when it stands already.
const late = `document.querySelector("main").prepend(...Array.from({ length: 9 }, () => Object.assign(document.createElement("p"), { textContent: "جديد" })))`

func TestWhatIsWrongWithAPageIsFound(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'self'; img-src *")
		w.Write([]byte(spoiled))
	})
	mux.HandleFunc("/faulty.js", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(faulty)) })
	site := httptest.NewServer(mux)
	defer site.Close()
	tab := Open(t, site.URL, View{Lang: "ar", Phone: true})
	tab.Go("/")
	all := strings.Join(tab.Faults(), "\n")
	for _, want := range []string{
		"inline style", "inline script", "gone.png: status 404", "https://elsewhere.example/picture.png leaves the machine", `console: "complaint"`, "undefinedThing is not defined",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%s is not found in:\n%s", want, all)
		}
	}
	if by, what := tab.Overflow(); by == 0 || len(what) == 0 {
		t.Errorf("the page sticks out by %d: %v", by, what)
	}
	if far, _ := tab.Shift(); far != 0 {
		t.Errorf("things moved by %f", far)
	}
	tab.Eval(nil, late)
	tab.Wait("window.isnadShift > 0")
	tab.See(View{Lang: "en", NoScripts: true})
	tab.Go("/")
	if got := tab.Text("main"); strings.Contains(got, "جديد") || !strings.Contains(got, "قال الوزير") {
		t.Errorf("without scripts the page shows %q", got)
	}
}
