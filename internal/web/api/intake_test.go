package api_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/ask"
	"onrecord/internal/intake"
	"onrecord/internal/queue/nats"
	"onrecord/internal/web"
	"onrecord/internal/web/api"
	"onrecord/internal/web/webtest"
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

// Where others read, what a program brings waits in the queue, and the answer
// says where to look what becomes of it.
func TestTakeInThroughQueue(t *testing.T) {
	store := webtest.Filled(t, 0)
	q, err := nats.Open(t.Context(), "file:"+filepath.Join(t.TempDir(), "q"), func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	desk := intake.NewDesk(store, nil, nil) // nothing is read here
	desk.Through(q)
	ctx, end := context.WithCancel(t.Context())
	defer end()
	go desk.Run(ctx)
	pages, _ := webtest.Parts(t, store, slog.DiscardHandler)
	programs := api.New(api.Parts{Store: store, Acts: account.Log(store), Desk: desk, Log: slog.New(slog.DiscardHandler), Version: "test",
		World: func(context.Context) (*ask.World, error) { return ask.Of(webtest.World{}), nil }})
	s := web.New(pages, programs, "ana", slog.New(slog.DiscardHandler))
	w := webtest.Send(t, s, http.MethodPost, "/articles", `{"id": "mine", "title": "Road", "text": "Ana Kovač said the road was open."}`)
	if w.Code != http.StatusAccepted || w.Header().Get("Location") != "/api/v1/intake/1" || !strings.Contains(w.Body.String(), `"id":"mine"`) || !strings.Contains(w.Body.String(), `"waiting":true`) || !strings.Contains(w.Body.String(), `"intake":1`) {
		t.Fatalf("status %d, %v: %s", w.Code, w.Header(), w.Body)
	}
	if w := webtest.Send(t, s, http.MethodPost, "/articles", `{"text": " "}`); w.Code != http.StatusBadRequest {
		t.Errorf("what is no article: status %d: %s", w.Code, w.Body)
	}
	got, err := q.Take(t.Context(), 1, 10*time.Second)
	if err != nil || len(got) != 1 || got[0].Job().Article.Text != "Ana Kovač said the road was open." {
		t.Fatalf("in the queue: %v, %v", got, err)
	}
	looked := func() (j api.Job) {
		t.Helper()
		if err := json.Unmarshal(webtest.Call(t, s, "/intake/1", http.Header{}).Body.Bytes(), &j); err != nil || j.By != "ana" {
			t.Fatalf("the job: %+v, %v", j, err)
		}
		return j
	}
	if j := looked(); !j.Ended.IsZero() || len(j.Pages) != 1 || j.Pages[0].Outcome != intake.Waiting {
		t.Errorf("while it waits: %+v", j)
	}
	if _, err := store.PutRecord(t.Context(), onrecord.Record{Article: got[0].Job().Article, Found: onrecord.Found{By: "other"}}); err != nil {
		t.Fatal(err)
	}
	if err := got[0].Done(t.Context()); err != nil {
		t.Fatal(err)
	}
	for until := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		j := looked()
		if j.Stored == 1 && !j.Ended.IsZero() {
			return
		}
		if time.Now().After(until) {
			t.Fatalf("once it was read: %+v", j)
		}
	}
}
