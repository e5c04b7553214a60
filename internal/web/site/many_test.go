package site_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"onrecord"
	"strings"
	"testing"

	"onrecord/internal/web/webtest"
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
		status, body, _ := webtest.Get(t, s, path)
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
		if status, _, _ := webtest.Get(t, s, strings.TrimSuffix(path, "r1")+"nobody"); status != http.StatusNotFound {
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
		if status, _, _ := webtest.Get(t, s, "/agreements?as-of="+asked); status != want.status {
			t.Errorf("the list as of %q has status %d", asked, status)
		}
		if status, body, _ := webtest.Get(t, s, "/agreements/r1?as-of="+asked); status != want.status || !strings.Contains(body, want.words) {
			t.Errorf("as of %q: status %d, %s", asked, status, body)
		}
	}
}

// The list of agreements, too, is as it was known by a day: nothing is told of
// these by any.
func TestAgreementsAsOf(t *testing.T) {
	s := served(t, 1)
	if _, body, _ := webtest.Get(t, s, "/agreements?as-of=2016-02"); !strings.Contains(body, "As they were known by February 2016") || !strings.Contains(body, "Nothing found.") || !strings.Contains(body, `name="as-of" value="2016-02"`) {
		t.Errorf("as of February 2016: %s", body)
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
	if _, body, _ := webtest.Get(t, s, "/api/v1/decisions"); !strings.Contains(body, `"of":"r1"`) || !strings.Contains(body, `"kind":"hide"`) {
		t.Errorf("the decision is not kept: %s", body)
	}
}

// Views of positions and namings are made of the rows of their lists, and an
// unreadable question is told on each.
func TestViewsOfRows(t *testing.T) {
	s := served(t, 1)
	for path, want := range map[string][]string{
		"/positions/over-time": {`aria-current="page">Over time</a>`, "&lt;script&gt;x&lt;/script&gt;", "None of these has a day.", `<td class="number" data-name="agreed">60</td>`},
		"/positions/shifts":    {"Nobody is found to have changed position."},
		"/positions/matrix":    {"✓60", `href="/positions?actor=x%3Aana-kovac&amp;concept=%3Cscript%3Ex%3C%2Fscript%3E"`},
		"/naming/matrix":       {"<b>3</b></a>", "&lt;i&gt;Post&lt;/i&gt;", "&lt;b&gt;Ana&lt;/b&gt;"},
		"/network":             {"2 nodes, 1 edge", `aria-labelledby="network-title"`, `<td class="number">60</td>`, "format=gexf"},
	} {
		status, body, _ := webtest.Get(t, s, path)
		if status != http.StatusOK {
			t.Errorf("%s: status %d: %s", path, status, body)
		}
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: no %q in\n%s", path, w, body)
			}
		}
		if strings.Contains(body, "<script>") || strings.Contains(body, "<i>Post") || strings.Contains(body, "<b>Ana") {
			t.Errorf("%s: words became tags", path)
		}
		if status, body, _ := webtest.Get(t, s, path+"?q=nonsense:1"); status != http.StatusBadRequest || !strings.Contains(body, `role="alert"`) {
			t.Errorf("%s: a wrong question has status %d", path, status)
		}
	}
}

// A network is drawn as it is asked for, and taken away as a file.
func TestNetworkOptions(t *testing.T) {
	s := served(t, 1)
	for target, want := range map[string]struct {
		status int
		words  string
	}{
		"/network?mode=one-mode":                    {200, "Nothing found."}, // one actor has no edge
		"/network?mode=one-mode&isolates=1":         {200, "1 node, 0 edges"},
		"/network?duplicates=document":              {200, `<td class="number">1</td>`},
		"/network?mode=one-mode&normalise=activity": {400, "is not normalised by"},
		"/network?format=gexf":                      {200, `<gexf xmlns="http://gexf.net/1.3"`},
		"/network?format=csv":                       {200, "kind,window,id,name"},
		"/network?format=exe":                       {400, "gexf, graphml, csv"},
	} {
		if status, body, _ := webtest.Get(t, s, target); status != want.status || !strings.Contains(body, want.words) {
			t.Errorf("%s: status %d, no %q in %s", target, status, want.words, body)
		}
	}
}

// Outlets are compared two to five at a time; places and times are told as far
// as they are known.
func TestComparePlacesAndTimeline(t *testing.T) {
	s := served(t, 3)
	for target, want := range map[string]struct {
		status int
		words  []string
	}{
		"/compare":          {200, []string{`href="/compare?story=r0"`, "&lt;script&gt;x&lt;/script&gt;"}},
		"/compare?story=r1": {200, []string{`value="&lt;i&gt;Post&lt;/i&gt;" checked`, "Statements (2)", "2 in &lt;i&gt;Post&lt;/i&gt; alone", `href="/incidents/r1"`, "leaves it out"}},
		"/compare?story=r1&outlet=%3Ci%3EPost%3C/i%3E": {400, []string{"Two to five of its outlets can be compared, not 1"}},
		"/compare?story=nobody":                        {404, nil},
		"/places":                                      {200, []string{`aria-labelledby="places-title"`, "&lt;b&gt;Dolna", "The &lt;mill&gt;"}},
		"/places?q=nonsense:1":                         {400, []string{`role="alert"`}},
		"/timeline":                                    {200, []string{`aria-labelledby="counts-title"`, `aria-current="page">by day</a>`, "since=2016-05-10&amp;until=2016-05-10", "1–12 of 12", "Undated"}},
		"/timeline?zoom=year":                          {200, []string{`aria-current="page">by year</a>`, "<title>2016: 3</title>"}},
		"/timeline?until=1900":                         {200, []string{"Nothing found."}},
		"/timeline?from=1":                             {200, []string{"2–12 of 12", `rel="prev"`}},
		"/timeline?q=nonsense:1":                       {400, []string{`role="alert"`}},
	} {
		status, body, _ := webtest.Get(t, s, target)
		if status != want.status {
			t.Errorf("%s: status %d, want %d: %s", target, status, want.status, body)
		}
		for _, w := range want.words {
			if !strings.Contains(body, w) {
				t.Errorf("%s: no %q in\n%s", target, w, body)
			}
		}
		if strings.Contains(body, "<script>") || strings.Contains(body, "<i>Post") || strings.Contains(body, "<b>resume") {
			t.Errorf("%s: words became tags", target)
		}
	}
}

// The page of an incident has its figures side by side with who gives each, and
// the agreements that it is held against.
func TestIncidentPage(t *testing.T) {
	_, body, _ := webtest.Get(t, served(t, 1), "/incidents/r1")
	for _, want := range []string{"12 or more killed, &lt;i&gt;Post&lt;/i&gt;", "15 to 17 killed, &lt;b&gt;Ana&lt;/b&gt;", `<dt>Held against</dt><dd><a href="/agreements/r0">`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in\n%.9000s", want, body)
		}
	}
	if _, body, _ := webtest.Get(t, served(t, 1), "/incidents/r2"); strings.Contains(body, "Held against") {
		t.Error("held against agreements whose incident is another")
	}
}

// Places are in the order of how much is told of them, by incidents and agreements.
func TestPlacesInOrder(t *testing.T) {
	_, body, _ := webtest.Get(t, served(t, 1), "/places")
	if first, second := strings.Index(body, `id="place-1"`), strings.Index(body, `id="place-2"`); first < 0 || second < first || !strings.Contains(body[first:second], "mill") || !strings.Contains(body[second:], "Dolna") {
		t.Errorf("places stand elsewhere:\n%.6000s", body)
	}
}

// What is known to a month stands beside the days as a span, with how often.
func TestTimelineOfWhatNoDayHolds(t *testing.T) {
	store := webtest.Filled(t, 2)
	for _, id := range []onrecord.ArticleID{"a", "b"} {
		r := webtest.Record(t, id, "2016-05")
		r.Agreements[0].History[0].When.Value = "2016-04"
		if _, err := store.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	_, body, _ := webtest.Get(t, serverOf(t, store, slog.DiscardHandler), "/timeline?zoom=day")
	if !strings.Contains(body, "April 2016: 2") {
		t.Errorf("no span:\n%s", body)
	}
}
