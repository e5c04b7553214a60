package web

import (
	"log/slog"
	"net/http"
	"slices"
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
