package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// Every row of many articles has a page of its own: what a stranger wrote is
// text on it, in its pictures too, and its words are to be found.
func TestPagesOfRows(t *testing.T) {
	s := served(t, 1)
	for path, want := range map[string][]string{
		"/stories/r1":    {`<b>2</b> articles`, `<b>1</b> distinct text`, `<summary>1</summary>`, "Who says what", `aria-labelledby="coverage-title"`, "Talks &lt;b&gt;resume&lt;/b&gt;"},
		"/threads/r1":    {"&lt;script&gt;x&lt;/script&gt;", `<a href="/threads">Threads</a>`},
		"/disputes/r1":   {`<div class="columns">`, "nobody named", "No words of this side are in the articles"},
		"/agreements/r1": {"contested", "The last word of each", `value="merge"`, `<option value="r2">`, "All that is told of it (1)"},
		"/incidents/r1":  {"How many killed", "12 or more killed", `value="split"`},
	} {
		status, body, _ := get(t, s, path)
		if status != http.StatusOK {
			t.Errorf("%s: status %d: %s", path, status, body)
		}
		for _, w := range append(want, `value="confirm"`) {
			if !strings.Contains(body, w) {
				t.Errorf("%s: no %q in\n%s", path, w, body)
			}
		}
		if strings.Contains(body, "<script>") || strings.Contains(body, "<i>Post") || strings.Contains(body, "<b>Ana") || strings.Contains(body, " style=") {
			t.Errorf("%s: words became tags", path)
		}
		if path != "/threads/r1" && !strings.Contains(body, `href="/articles/https:%2F%2Fpost.example%2F%3Fa=1&amp;b=a`) {
			t.Errorf("%s: nothing leads to its words", path)
		}
		if status, _, _ := get(t, s, strings.TrimSuffix(path, "r1")+"nobody"); status != http.StatusNotFound {
			t.Errorf("%s: what is not there has status %d", path, status)
		}
	}
}

// An agreement is shown as it was known by a day; one that is no day is told.
func TestAgreementAsOf(t *testing.T) {
	s := served(t, 1)
	for asked, want := range map[string]struct {
		status int
		words  string
	}{
		"2016-02": {200, "By then nothing was told of it."},
		"soon":    {400, `role="alert"`},
		"":        {200, "All that is told of it"},
	} {
		if status, body, _ := get(t, s, "/agreements/r1?as-of="+asked); status != want.status || !strings.Contains(body, want.words) {
			t.Errorf("as of %q: status %d, %s", asked, status, body)
		}
	}
}

// What an editor decides of a row is kept, and the reader is where they were.
func TestRowsAreDecided(t *testing.T) {
	s := served(t, 1)
	form := url.Values{"kind": {"hide"}, "on": {"disputes"}, "of": {"r1"}, "note": {"twice"}, "back": {"/disputes"}}
	r := httptest.NewRequest(http.MethodPost, "/decisions", strings.NewReader(form.Encode()))
	r.Host = "localhost"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/disputes" {
		t.Fatalf("status %d, to %q: %s", w.Code, w.Header().Get("Location"), w.Body)
	}
	if _, body, _ := get(t, s, "/api/v1/decisions"); !strings.Contains(body, `"of":"r1"`) || !strings.Contains(body, `"kind":"hide"`) {
		t.Errorf("the decision is not kept: %s", body)
	}
}
