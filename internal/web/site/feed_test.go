package site_test

import (
	"encoding/xml"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/alert"
	"onrecord/internal/notify"
	"onrecord/internal/web/webtest"
	"onrecord/ling"
	"onrecord/query"
)

// Every list has a feed, in which an article's words are words.
func TestFeeds(t *testing.T) {
	store := webtest.Filled(t, 3)
	s := serverOf(t, store, slog.DiscardHandler)
	hostile := webtest.Record(t, "hostile", "2016-06-01")
	hostile.Title = "a\x00b\x1f]]><script>"
	if _, err := store.PutRecord(t.Context(), hostile); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{
		"/feeds/statements.atom": 8, "/feeds/statements.atom?q=act:deny": 4, "/feeds/statements.atom?speaker=kovac": 4, "/feeds/articles.atom": 4, "/feeds/events.atom?all=1": 8,
		"/feeds/timeline.atom": 16, "/feeds/timeline.atom?all=1": 20, "/feeds/timeline.atom?q=act:deny": 4, "/feeds/timeline.atom?type=CONSULT": 4,
		"/feeds/actors.atom": 1, "/feeds/actors.atom?name=kova%C4%8D": 1, "/feeds/actors.atom?q=type:country": 0, "/feeds/actors.atom?unknown=yes": 1,
		"/feeds/assertions.atom": 4, "/feeds/memberships.atom": 4, "/feeds/disputes.atom": 50, "/feeds/agreements.atom": 50, "/feeds/stories.atom": 50, "/feeds/incidents.atom": 50,
		"/feeds/positions.atom": 50, "/feeds/naming.atom": 50, "/feeds/inconsistencies.atom": 50, "/feeds/threads.atom": 0,
	} {
		status, body, header := webtest.Get(t, s, path)
		var f struct {
			XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
			ID      string   `xml:"id"`
			Updated string   `xml:"updated"`
			Entries []struct {
				ID      string `xml:"id"`
				Updated string `xml:"updated"`
				Link    struct {
					Href string `xml:"href,attr"`
				} `xml:"link"`
				Summary string `xml:"summary"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal([]byte(body), &f); err != nil || status != 200 || header.Get("Content-Type") != "application/atom+xml; charset=utf-8" {
			t.Errorf("%s: status %d, %v", path, status, err)
			continue
		}
		if len(f.Entries) < want || path != "/feeds/threads.atom" && len(f.Entries) != want {
			t.Errorf("%s: %d entries, want %d", path, len(f.Entries), want)
		}
		ids := map[string]bool{}
		for _, e := range f.Entries {
			if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || !strings.HasPrefix(e.ID, "urn:uuid:") || !strings.HasPrefix(e.Link.Href, "http://localhost:8017/") || e.Updated > f.Updated {
				t.Errorf("%s: %+v, %v", path, e, err)
			}
			ids[e.ID] = true
		}
		if strings.Contains(body, "<script>") || strings.Contains(body, "<b>") {
			t.Errorf("%s: an article's markup is markup", path)
		}
		if len(ids) != len(f.Entries) && (strings.Contains(path, "statements") || strings.Contains(path, "articles")) {
			t.Errorf("%s: %d ids of %d entries", path, len(ids), len(f.Entries))
		}
	}
	_, body, _ := webtest.Get(t, s, "/feeds/statements.atom")
	if first, last := strings.Index(body, "2016-06-01T00:00:00Z"), strings.LastIndex(body, "2016-05-10T00:00:00Z"); first < 0 || last < first {
		t.Error("what was published last does not come first")
	}
	_, body, _ = webtest.Get(t, s, "/feeds/timeline.atom") // of three lists, each of which has some of each day
	var days []string
	for _, entry := range strings.Split(body, "<entry>")[1:] {
		_, day, _ := strings.Cut(entry, "<updated>")
		days = append(days, day[:len("2016-06-01")])
	}
	if len(days) != 16 || days[0] != "2016-06-01" || !slices.IsSortedFunc(days, func(a, b string) int { return strings.Compare(b, a) }) {
		t.Errorf("the timeline's feed is of %v", days)
	}
	for path, want := range map[string]int{"/feeds/gossip.atom": 404, "/feeds/statements": 404, "/feeds/statements.atom?q=act:lie": 400} {
		if status, _, _ := webtest.Get(t, s, path); status != want {
			t.Errorf("%s: status %d, want %d", path, status, want)
		}
	}
}

// Actors have a feed of those who were named last for the first time, each dated
// by the article that came with them, and a saved query of them that leads to it.
func TestActorsFeed(t *testing.T) {
	store := webtest.Filled(t, 1)
	s := serverOf(t, store, slog.DiscardHandler)
	known := webtest.Record(t, "known", "2016-05-20")
	later := webtest.Record(t, "later", "2016-06-01")
	later.Actors = append(later.Actors, onrecord.Actor{ID: "x:dora-lind", Name: "Dora <b>Lind", Type: onrecord.Person})
	later.Mentions = append(later.Mentions, onrecord.Mention{ID: "dora", Type: ling.PER, Span: later.Statements[1].Source.Spans[0], Actor: "x:dora-lind"})
	later.Statements[1].Source.Actors = []onrecord.ActorID{"x:dora-lind"}
	for _, r := range []onrecord.Record{known, later} {
		if _, err := store.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	_, body, _ := webtest.Get(t, s, "/feeds/actors.atom")
	entries := strings.Split(body, "<entry>")[1:]
	if len(entries) != 2 || !strings.Contains(entries[0], "<title>Dora &lt;b&gt;Lind</title><updated>2016-06-01T") || !strings.Contains(entries[0], `href="http://localhost:8017/actors/x:dora-lind"`) ||
		!strings.Contains(entries[1], "<title>Ana Kovač</title><updated>2016-05-10T") {
		t.Errorf("the newest of %d does not come first, by the article that came with them:\n%s", len(entries), body)
	}
	saved, err := notify.New(store, nil).Save(t.Context(), alert.Query{Name: "persons", List: query.Actors, Q: "dora type:person"})
	if err != nil {
		t.Fatal(err)
	}
	if status, body, _ := webtest.Get(t, s, "/saved/"+strconv.FormatInt(saved.ID, 10)+"/feed.atom"); status != 200 || strings.Contains(body, "<entry>") {
		t.Errorf("status %d, somebody who was there before fired:\n%s", status, body)
	}
	if _, body, _ := webtest.Get(t, s, "/feeds/actors.atom?q=dora+type%3Aperson"); strings.Count(body, "<entry>") != 1 {
		t.Errorf("of Dora alone:\n%s", body)
	}
	if _, body, _ := webtest.Get(t, s, "/actors?q=dora+type%3Aperson"); !strings.Contains(body, "Dora &lt;b&gt;Lind") || strings.Contains(body, "Ana Kovač</a>") {
		t.Errorf("the list of a saved query:\n%s", body)
	}
	for _, asked := range []alert.Query{{Q: "dora OR ana"}, {Q: "-dora"}} {
		asked.Name, asked.List = "n", query.Actors
		if err := asked.Check(); onrecord.KindOf(err) != onrecord.Invalid {
			t.Errorf("%+v: %v", asked, err)
		}
	}
	if n, err := notify.New(store, nil).Look(t.Context()); n != 0 || err != nil {
		t.Errorf("%d alerts of actors, %v", n, err)
	}
}

// A query is saved by a form, tells what comes on the page and in its feed, and
// is taken away; hostile words stay words.
func TestSavedQueries(t *testing.T) {
	store := webtest.Filled(t, 1)
	s := serverOf(t, store, slog.DiscardHandler)
	post := func(path string, form url.Values) (int, string) {
		t.Helper()
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
		r.Host = "localhost:8017"
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		return w.Code, w.Body.String()
	}
	if _, body, _ := webtest.Get(t, s, "/saved?list=disputes&q=actor%3AAna"); !strings.Contains(body, "<option selected>disputes</option>") || !strings.Contains(body, `value="actor:Ana"`) || !strings.Contains(body, "Nobody has saved") {
		t.Errorf("the form is not filled in:\n%s", body)
	}
	for path, want := range map[string]string{
		"/statements?q=harbour+OR+no&speaker=Ana&all=1": `<a href="/saved?all=1&amp;list=statements&amp;q=%28harbour&#43;OR&#43;no%29&#43;speaker%3AAna">Save this query</a> <a href="/feeds/statements.atom?all=1&amp;q=%28harbour&#43;OR&#43;no%29&#43;speaker%3AAna">Feed</a>`,
		"/timeline?speaker=Ana":                         `<a href="/saved?list=timeline&amp;q=speaker%3AAna">Save this query</a> <a href="/feeds/timeline.atom?q=speaker%3AAna">Feed</a>`,
		"/actors?name=Ana+K&type=person":                `<a href="/saved?list=actors&amp;q=name%3A%22Ana&#43;K%22&#43;type%3Aperson">Save this query</a> <a href="/feeds/actors.atom?q=name%3A%22Ana&#43;K%22&#43;type%3Aperson">Feed</a>`,
		"/agreements":                                   `<a href="/saved?list=agreements">Save this query</a> <a href="/feeds/agreements.atom">Feed</a>`,
	} {
		if _, body, _ := webtest.Get(t, s, path); !strings.Contains(body, want) {
			t.Errorf("%s: no %s in\n%.3000s", path, want, body)
		}
	}
	if status, body := post("/saved", url.Values{"list": {"statements"}, "q": {"act:lie"}}); status != 400 || !strings.Contains(body, "is none of say, deny") || !strings.Contains(body, `value="act:lie"`) {
		t.Errorf("status %d:\n%s", status, body)
	}
	if status, body := post("/saved", url.Values{"list": {"statements"}, "q": {"act:deny"}, "name": {"<b>no</b>"}, "webhook": {"https://hook.example/"}}); status != 200 || !strings.Contains(body, "<code>whsec_") || !strings.Contains(body, "&lt;b&gt;no&lt;/b&gt;") {
		t.Errorf("status %d:\n%s", status, body)
	}
	if status, _ := post("/saved", url.Values{"list": {"articles"}}); status != 303 {
		t.Errorf("status %d", status)
	}
	if _, err := store.PutRecord(t.Context(), webtest.Record(t, "new", "2016-05-12")); err != nil {
		t.Fatal(err)
	}
	if n, err := notify.New(store, nil).Look(t.Context()); n != 2 || err != nil {
		t.Fatalf("%d alerts, %v", n, err)
	}
	_, body, _ := webtest.Get(t, s, "/saved")
	for _, want := range []string{"2 saved", `<a href="/articles/new#inner">Marenia had said</a>`, "““no” to it”", "<code>act:deny</code> on “had said”", `href="/saved/1/feed.atom"`, "&lt;i&gt;Post&lt;/i&gt;"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s in\n%s", want, body)
		}
	}
	if strings.Contains(body, "whsec_") {
		t.Error("the secret is shown again")
	}
	if _, feed, _ := webtest.Get(t, s, "/saved/1/feed.atom"); strings.Count(feed, "<entry>") != 1 || !strings.Contains(feed, "fired by act:deny on “had said”") {
		t.Errorf("the feed:\n%s", feed)
	}
	if got := webtest.Call(t, s, "/saved/1/alerts", http.Header{}).Body.String(); !strings.Contains(got, `"fired":[{"clause":"act:deny","words":"had said"}]`) {
		t.Errorf("the API: %s", got)
	}
	if status, _ := post("/saved/1/remove", nil); status != 303 {
		t.Errorf("status %d", status)
	}
	for path, want := range map[string]int{"/saved/1/feed.atom": 404, "/saved/x/feed.atom": 404, "/saved/2/feed.atom": 200} {
		if status, _, _ := webtest.Get(t, s, path); status != want {
			t.Errorf("%s: status %d", path, status)
		}
	}
	acts, err := store.Acts(t.Context(), 9)
	if err != nil || len(acts) != 3 || acts[0].What != account.DroppedQuery || acts[2].What != account.SavedQuery || acts[2].On != "saved query "+strconv.Itoa(1) {
		t.Errorf("the log: %+v, %v", acts, err)
	}
}
