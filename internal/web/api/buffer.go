package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// buffer holds an answer back until it is whole, so that it has an ETag and a fault in the middle is a fault. What streams flushes, and goes through.
type buffer struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
	passed bool
}

// WriteHeader keeps the status.
func (b *buffer) WriteHeader(status int) {
	if b.status == 0 {
		b.status = status
	}
}

// Write keeps the bytes, or sends them once the answer streams.
func (b *buffer) Write(p []byte) (int, error) {
	if b.passed {
		return b.ResponseWriter.Write(p)
	}
	return b.body.Write(p)
}

// FlushError sends what there is; from then on everything is sent as it comes.
func (b *buffer) FlushError() error {
	if err := b.pass(); err != nil {
		return err
	}
	return http.NewResponseController(b.ResponseWriter).Flush()
}

// Unwrap is for http.ResponseController.
func (b *buffer) Unwrap() http.ResponseWriter { return b.ResponseWriter }

func (b *buffer) pass() error {
	if b.passed {
		return nil
	}
	b.passed = true
	b.ResponseWriter.WriteHeader(max(b.status, http.StatusOK))
	_, err := b.ResponseWriter.Write(b.body.Bytes())
	b.body = bytes.Buffer{}
	return err
}

// buffered gives answers their ETags.
func buffered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cache-Control", "private, no-cache")
		h.Add("Vary", "Accept, Accept-Language, Authorization, Cookie")
		b := &buffer{ResponseWriter: w}
		next.ServeHTTP(b, r)
		if !b.passed {
			b.finish(r)
		}
	})
}

func (b *buffer) finish(r *http.Request) {
	safe := r.Method == http.MethodGet || r.Method == http.MethodHead
	if b.status == http.StatusOK && safe {
		tag := tagOf(b.Header().Get("Content-Type"), b.body.Bytes())
		b.Header().Set("ETag", tag)
		if names(r.Header.Get("If-None-Match"), tag) {
			b.Header().Del("Content-Type")
			b.ResponseWriter.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if b.status != http.StatusOK {
		b.Header().Set("Cache-Control", "no-store")
	}
	b.Header().Set("Content-Length", strconv.Itoa(b.body.Len()))
	b.pass() // the client may be gone
}

// tagOf names an answer by what it holds.
func tagOf(media string, body []byte) string {
	h := sha256.New()
	h.Write([]byte(media + "\n"))
	h.Write(body)
	return `"` + base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:16]) + `"`
}

// names says whether If-None-Match names the tag.
func names(header, tag string) bool {
	for one := range strings.SplitSeq(header, ",") {
		if one = strings.TrimSpace(one); one == "*" || strings.TrimPrefix(one, "W/") == tag {
			return true
		}
	}
	return false
}

// checked refuses questions that are no text: bytes that are no UTF-8, a NUL, which no database takes, and escapes that are none.
func checked(next http.Handler) http.Handler {
	return inLanguage(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		all, err := url.ParseQuery(r.URL.RawQuery)
		for name, values := range all {
			for _, v := range append(values, name) {
				if err == nil && (!utf8.ValidString(v) || strings.Contains(v, "\x00")) {
					err = errNoText
				}
			}
		}
		if err != nil {
			l := wordsOf(r.Context())
			p := problem(l, http.StatusUnprocessableEntity, "invalid", "api.invalid")
			p.Errors = []Wrong{{Location: "query", Message: l.T("api.rule.text")}}
			write(w, r, p)
			return
		}
		next.ServeHTTP(w, r)
	}))
}
