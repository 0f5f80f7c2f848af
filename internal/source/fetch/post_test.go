package fetch

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestPostSendsOnceAndFollowsNothing(t *testing.T) {
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		body, _ := io.ReadAll(r.Body)
		if r.Method != http.MethodPost || string(body) != "خبر" || r.Header.Get("X-Name") != "1" || r.URL.Path == "/robots.txt" {
			t.Errorf("%s %s with %q", r.Method, r.URL, body)
		}
		switch r.URL.Path {
		case "/away":
			http.Redirect(w, r, "/here", http.StatusTemporaryRedirect)
		case "/busy":
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(http.StatusTooManyRequests)
			io.WriteString(w, "later")
		default:
			io.WriteString(w, "ok")
		}
	}))
	defer s.Close()
	c := New(Options{Private: true})
	tests := []struct {
		path, body string
		status     int
		wait       time.Duration
	}{{"/here", "ok", 200, 0}, {"/away", "", 307, 0}, {"/busy", "later", 429, 7 * time.Second}}
	for i, x := range tests {
		r, err := c.Post(t.Context(), s.URL+x.path, http.Header{"X-Name": {"1"}}, []byte("خبر"))
		var status ErrStatus
		if got := errors.As(err, &status); got != (x.status != 200) || r.Status != x.status || string(r.Body) != x.body || r.RetryAfter != x.wait || asked != i+1 {
			t.Errorf("%s: %+v, %v after %d requests", x.path, r, err, asked)
		}
	}
}

func TestPostLeadsIntoNoPrivateNetwork(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	defer s.Close()
	var private ErrPrivate
	if _, err := New(Options{}).Post(t.Context(), s.URL, http.Header{}, nil); !errors.As(err, &private) {
		t.Errorf("error %v", err)
	}
}

func TestCheckURLRefusesWhatNamesAPrivateNetwork(t *testing.T) {
	tests := []struct {
		url            string
		public, always bool // is fine
	}{
		{"https://example.org/خطاف", true, true},
		{"http://127.0.0.1:9/", false, true},
		{"http://localhost/", false, true},
		{"http://a.LOCALHOST/", false, true},
		{"http://[::1]/", false, true},
		{"http://[::ffff:10.0.0.1]/", false, true},
		{"http://169.254.169.254/latest", false, true},
		{"ftp://example.org/", false, false},
		{"example.org", false, false},
		{"file:///etc/passwd", false, false},
		{"", false, false},
	}
	for _, x := range tests {
		if err := CheckURL(x.url, false); (err == nil) != x.public {
			t.Errorf("%s: %v", x.url, err)
		}
		if err := CheckURL(x.url, true); (err == nil) != x.always {
			t.Errorf("%s, private networks allowed: %v", x.url, err)
		}
	}
}
