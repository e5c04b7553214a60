package web

import (
	"bytes"
	"context"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/ask"
	"onrecord/internal/intake"
	"onrecord/internal/process"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/web/api"
	"onrecord/internal/web/site"
)

// working is a server that reads articles, and takes them in while the test runs.
func working(t *testing.T, store *sqlite.Store) *Server {
	t.Helper()
	read := sync.OnceValues(func() (*process.Reader, error) { return process.New("test") })
	desk := intake.NewDesk(store, read, nil)
	ctx, end := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { desk.Run(ctx) })
	t.Cleanup(func() { end(); running.Wait() })
	world := func(context.Context) (*ask.World, error) { return ask.Of(store).Beside(store), nil }
	known := func(onrecord.ActorID) (onrecord.Actor, bool) { return onrecord.Actor{}, false }
	pages, err := site.New(site.Parts{Store: store, World: world, Known: known, Acts: account.Log(store), Read: read, Desk: desk})
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	return New(pages, api.New(api.Parts{Store: store, World: world, Known: known, Acts: account.Log(store), Desk: desk, Log: log, Version: "test"}), "ana", log)
}

const toTakeIn = "The road\n\nAna Kovač, the mayor of Dolna, said on Monday that the road to the mill was open again. “Nobody will be cut off this winter,” she said."

// brought posts the form of the intake.
func brought(t testing.TB, s *Server, fields map[string]string, files map[string]string) *httptest.ResponseRecorder {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range fields {
		if err := form.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range files {
		w, err := form.CreateFormFile("files", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	form.Close()
	r := httptest.NewRequest(http.MethodPost, "/intake", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Host = "localhost"
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

// done waits for the page of an intake that is over.
func done(t testing.TB, s *Server, page string) string {
	t.Helper()
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		status, body, header := get(t, s, page)
		if status != http.StatusOK {
			t.Fatalf("%s: status %d", page, status)
		}
		if header.Get("Refresh") == "" {
			return body
		}
	}
	t.Fatalf("%s is never done", page)
	return ""
}

// What is pasted or dropped is read, stored and told of, with why it is no
// article where it is none.
func TestIntake(t *testing.T) {
	store := filled(t, 0)
	s := working(t, store)
	w := brought(t, s, map[string]string{"text": toTakeIn, "outlet": "<i>Post</i>", "published": "2016-05-12"}, nil)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/intake/1" {
		t.Fatalf("status %d to %q: %s", w.Code, w.Header().Get("Location"), w.Body)
	}
	body := done(t, s, "/intake/1")
	if !strings.Contains(body, "done: 1 read, 1 stored, 0 known already, 0 no article") || !strings.Contains(body, `href="/articles/sha256:`) {
		t.Errorf("pasted:\n%s", body)
	}
	w = brought(t, s, nil, map[string]string{"<b>.png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "b.txt": toTakeIn + " The council agreed."})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/intake" {
		t.Fatalf("status %d to %q", w.Code, w.Header().Get("Location"))
	}
	both := done(t, s, "/intake/2") + done(t, s, "/intake/3")
	if strings.Count(both, "1 stored, 0 known already, 0 no article") != 1 || strings.Count(both, `<span class="tag not">no article</span>`) != 1 {
		t.Errorf("files:\n%s", both)
	}
	if _, body, _ := get(t, s, "/intake"); strings.Count(body, "<td>done</td>") != 3 || strings.Contains(body, "<b>.png") {
		t.Errorf("the list:\n%s", body)
	}
	for _, fields := range []map[string]string{{}, {"address": "file:///etc/hostname"}, {"address": "https://post.example/"}} {
		if w := brought(t, s, fields, nil); w.Code != http.StatusBadRequest {
			t.Errorf("%v: status %d", fields, w.Code)
		}
	}
	for _, page := range []string{"/intake/9", "/intake/x"} {
		if status, _, _ := get(t, s, page); status != http.StatusNotFound {
			t.Errorf("%s: status %d", page, status)
		}
	}
}

// A program brings an article and hears what became of it.
func TestTakeInByAPI(t *testing.T) {
	s := working(t, filled(t, 0))
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
	if _, body, _ := get(t, s, "/articles/mine"); !strings.Contains(body, "the road was open") {
		t.Errorf("the article:\n%s", body)
	}
}

// The tree of a claim's sentence is that of the article as it is read now.
func TestTree(t *testing.T) {
	store := filled(t, 0)
	s := working(t, store)
	brought(t, s, map[string]string{"text": toTakeIn}, nil)
	done(t, s, "/intake/1")
	ids, err := store.IDs(t.Context(), "", 1)
	if err != nil || len(ids) != 1 {
		t.Fatal(ids, err)
	}
	r, err := store.Record(t.Context(), ids[0])
	if err != nil || len(r.Statements) == 0 {
		t.Fatal(len(r.Statements), err)
	}
	status, body, _ := get(t, s, "/articles/"+string(ids[0])+"/claims/"+string(r.Statements[0].ID)+"/tree")
	for _, want := range []string{`class="word marked"`, ">nsubj<", "<td>Kovač</td>", "PROPN"} {
		if status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("status %d, no %q in\n%s", status, want, body)
		}
	}
}
