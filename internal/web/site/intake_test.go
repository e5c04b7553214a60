package site_test

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"onrecord/internal/store/sqlite"
	"onrecord/internal/web"
	"onrecord/internal/web/webtest"
)

// working is a server that reads articles, and takes them in while the test runs.
func working(t *testing.T, store *sqlite.Store) *web.Server {
	t.Helper()
	pages, programs := webtest.Working(t, store)
	return web.New(pages, programs, "ana", slog.New(slog.DiscardHandler))
}

// What is pasted or dropped is read, stored and told of, with why it is no
// article where it is none.
func TestIntake(t *testing.T) {
	store := webtest.Filled(t, 0)
	s := working(t, store)
	w := webtest.Bring(t, s, map[string]string{"text": webtest.ToTakeIn, "outlet": "<i>Post</i>", "published": "2016-05-12"}, nil)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/intake/1" {
		t.Fatalf("status %d to %q: %s", w.Code, w.Header().Get("Location"), w.Body)
	}
	body := webtest.Done(t, s, "/intake/1")
	if !strings.Contains(body, "done: 1 read, 1 stored, 0 known already, 0 no article") || !strings.Contains(body, `href="/articles/sha256:`) {
		t.Errorf("pasted:\n%s", body)
	}
	w = webtest.Bring(t, s, nil, map[string]string{"<b>.png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "b.txt": webtest.ToTakeIn + " The council agreed."})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/intake" {
		t.Fatalf("status %d to %q", w.Code, w.Header().Get("Location"))
	}
	both := webtest.Done(t, s, "/intake/2") + webtest.Done(t, s, "/intake/3")
	if strings.Count(both, "1 stored, 0 known already, 0 no article") != 1 || strings.Count(both, `<span class="tag not">no article</span>`) != 1 {
		t.Errorf("files:\n%s", both)
	}
	if _, body, _ := webtest.Get(t, s, "/intake"); strings.Count(body, "<td>done</td>") != 3 || strings.Contains(body, "<b>.png") {
		t.Errorf("the list:\n%s", body)
	}
	for _, fields := range []map[string]string{{}, {"address": "file:///etc/hostname"}, {"address": "https://post.example/"}} {
		if w := webtest.Bring(t, s, fields, nil); w.Code != http.StatusBadRequest {
			t.Errorf("%v: status %d", fields, w.Code)
		}
	}
	for _, page := range []string{"/intake/9", "/intake/x"} {
		if status, _, _ := webtest.Get(t, s, page); status != http.StatusNotFound {
			t.Errorf("%s: status %d", page, status)
		}
	}
}

// The tree of a claim's sentence is that of the article as it is read now.
func TestTree(t *testing.T) {
	store := webtest.Filled(t, 0)
	s := working(t, store)
	webtest.Bring(t, s, map[string]string{"text": webtest.ToTakeIn}, nil)
	webtest.Done(t, s, "/intake/1")
	ids, err := store.IDs(t.Context(), "", 1)
	if err != nil || len(ids) != 1 {
		t.Fatal(ids, err)
	}
	r, err := store.Record(t.Context(), ids[0])
	if err != nil || len(r.Statements) == 0 {
		t.Fatal(len(r.Statements), err)
	}
	status, body, _ := webtest.Get(t, s, "/articles/"+string(ids[0])+"/claims/"+string(r.Statements[0].ID)+"/tree")
	for _, want := range []string{`class="word marked"`, ">nsubj<", "<td>Kovač</td>", "PROPN"} {
		if status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("status %d, no %q in\n%s", status, want, body)
		}
	}
}
