package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// post sends a form as a page of ours does.
func post(t testing.TB, s *Server, target string, fields ...string) (status int, body, location string) {
	t.Helper()
	v := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		v.Set(fields[i], fields[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, target, strings.NewReader(v.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Host = "localhost:8017"
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w.Code, w.Body.String(), w.Header().Get("Location")
}

// A decision by a form holds, leads back to where the reader was, and can be taken back.
func TestDecideByAForm(t *testing.T) {
	s := served(t, 1)
	const article = "https://post.example/?a=1&b=a"
	page := "/articles/" + url.PathEscape(article)
	status, body, to := post(t, s, "/decisions", "kind", "correct", "on", "statement", "article", article, "of", "outer", "field", "speaker",
		"object", "x:ivo-marin", "name", "Ivo Marin", "note", "the text says so", "back", page+"#outer")
	if status != http.StatusSeeOther || to != page+"#outer" {
		t.Fatalf("status %d to %q: %s", status, to, body)
	}
	if _, body, _ := get(t, s, page); !strings.Contains(body, "Ivo Marin") {
		t.Errorf("the speaker is not corrected:\n%s", body)
	}
	if status, _, to := post(t, s, "/decisions/1", "undone", "1", "back", "//evil.example/"); status != http.StatusSeeOther || to != "/" {
		t.Errorf("undone with status %d, and led to %q", status, to)
	}
	if _, body, _ := get(t, s, page); strings.Contains(body, "Ivo Marin") {
		t.Errorf("the correction still holds:\n%s", body)
	}
	for target, want := range map[string]int{"/decisions/x": http.StatusNotFound, "/decisions/99": http.StatusNotFound, "/decisions": http.StatusBadRequest} {
		if status, _, _ := post(t, s, target, "kind", "nonsense", "undone", "1"); status != want {
			t.Errorf("%s: status %d, want %d", target, status, want)
		}
	}
}
