package api_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"onrecord/internal/web"
	"onrecord/internal/web/webtest"
	"strings"
	"testing"
)

// A program brings an article and hears what became of it.
func TestTakeInByAPI(t *testing.T) {
	pages, programs := webtest.Working(t, webtest.Filled(t, 0))
	s := web.New(pages, programs, "ana", slog.New(slog.DiscardHandler))
	bring := func(body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "/api/v1/articles", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Host = "localhost"
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		return w
	}
	if w := bring(`{"id": "mine", "text": "Ana Kovač said the road was open.", "outlet": "Post"}`); w.Code != http.StatusCreated || !strings.Contains(w.Body.String(), `"id":"mine"`) || !strings.Contains(w.Body.String(), `"stored":true`) || !strings.Contains(w.Body.String(), `"statements":1`) {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if w := bring(`{"id": "mine", "text": "Ana Kovač said the road was open.", "outlet": "Post"}`); !strings.Contains(w.Body.String(), `"stored":false`) {
		t.Errorf("the same again: status %d: %s", w.Code, w.Body)
	}
	page := "<html><title>The mill</title><article><h1>The mill</h1>" + strings.Repeat("<p>Ana Kovač said the mill would open in spring, and the council agreed to pay for it.</p>", 5) + "</article></html>"
	if w := bring(`{"url": "https://post.example/mill", "page": "` + page + `"}`); w.Code != http.StatusCreated || !strings.Contains(w.Body.String(), `"id":"https://post.example/mill"`) {
		t.Errorf("a page: status %d: %s", w.Code, w.Body)
	}
	for body, want := range map[string]int{`{}`: 400, `{"text": "a", "page": "b"}`: 400, `{"text": " "}`: 400, `{"text": 1}`: 422} {
		if w := bring(body); w.Code != want || !strings.Contains(w.Header().Get("Content-Type"), "problem+json") {
			t.Errorf("%s: status %d, %s", body, w.Code, w.Body)
		}
	}
	if _, body, _ := webtest.Get(t, s, "/articles/mine"); !strings.Contains(body, "the road was open") {
		t.Errorf("the article:\n%s", body)
	}
}
