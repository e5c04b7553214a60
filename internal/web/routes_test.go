package web

import (
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"

	"onrecord/internal/web/webtest"
)

// Whatever a page shows a program can ask for: at the same place, or at another
// that is named here. What is no part of the record has none.
func TestEveryPageHasATwinForPrograms(t *testing.T) {
	elsewhere := map[string]string{
		"/actor": "/actors/{id}", "/article": "/articles/{id}", // old addresses lead there
		"/{$}": "/following", "/saved/{id}/feed.atom": "/saved/{id}/alerts",
		"/feeds/{feed}": "/facts",
	}
	none := []string{
		"/login", "/style.css", "/site.js", "/", // no part of the record
		"/{$}",                               // the first rows of lists that can each be asked for
		"/articles/{id}/claims/{claim}/tree", // not kept: the article is read again for it, as "onrecord explain" does
	}
	pages, programs := webtest.Parts(t, webtest.Filled(t, 0), slog.DiscardHandler)
	all := routes(pages, programs, nil)
	asked := func(path string) bool {
		return slices.ContainsFunc(all, func(r route) bool { return r.path == path && r.method == http.MethodGet && r.call != nil })
	}
	for _, r := range all {
		twin := r.path
		if to, ok := elsewhere[r.path]; ok {
			twin = to
		}
		if r.page != nil && r.method == http.MethodGet && !slices.Contains(none, r.path) && !asked(twin) {
			t.Errorf("%s shows what no program can ask for", r.path)
		}
	}
}

// The menu is that of the table: whoever asks is led to what they may see, and to
// nothing else; each place is one that answers.
func TestTheMenuIsOfTheTable(t *testing.T) {
	pages, programs := webtest.Parts(t, webtest.Filled(t, 0), slog.DiscardHandler)
	places := menuOf(routes(pages, programs, nil))
	if len(places) < 15 {
		t.Fatalf("%d places", len(places))
	}
	s := New(pages, programs, "ana", slog.New(slog.DiscardHandler))
	_, body, _ := webtest.Get(t, s, "/articles")
	for _, p := range places {
		if !strings.Contains(body, `<a href="`+p.Path+`"`) {
			t.Errorf("nothing leads to %s", p.Path)
		}
	}
	door, _ := doored(t)
	answer, err := http.Get(door.URL + "/login")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	shown, err := io.ReadAll(answer.Body)
	if err != nil || strings.Contains(string(shown), `href="/articles"`) {
		t.Errorf("who is not known is led to articles: %v", err)
	}
}
