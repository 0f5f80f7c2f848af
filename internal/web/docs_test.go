package web

import (
	"net/http"
	"strings"
	"testing"
)

func TestTheAPIIsWiredAndDescribed(t *testing.T) {
	s := open(t)
	for lang, want := range map[string]string{"ar": "للبرامج", "en": "For programs"} {
		w := get(t, s, "/docs", lang)
		body := w.Body.String()
		for _, part := range []string{want, "GET /v1/statements", `href="#type-HitList"`, `id="type-HitList"`, "application/x-ndjson", `href="/openapi.json"`} {
			if w.Code != http.StatusOK || !strings.Contains(body, part) {
				t.Errorf("%s: %d without %s", lang, w.Code, part)
			}
		}
		if strings.Contains(body, "http://") || strings.Contains(body, "unpkg") {
			t.Errorf("%s: the page names another place", lang)
		}
	}
	for address, media := range map[string]string{"/openapi.json": "application/openapi+json", "/openapi.yaml": "application/openapi+yaml", "/v1/stats": "application/json", "/v1/nothing": "application/problem+json"} {
		if w := get(t, s, address, "en"); w.Header().Get("Content-Type") != media {
			t.Errorf("%s: %d %v", address, w.Code, w.Header())
		}
	}
}
