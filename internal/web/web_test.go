package web

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"html"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/ask"
	"onrecord/internal/notify"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/web/api"
	"onrecord/internal/web/auth"
	"onrecord/internal/web/site"
	"onrecord/ling"
)

// record is an article with one statement within another's words and hostile
// words in every place.
func record(t testing.TB, id onrecord.ArticleID, published string) onrecord.Record {
	t.Helper()
	const text = "Talks <b>resume</b>\nMenu\nAna Kovač said that Marenia had said “no” to it.\nMore & more"
	at := func(words string) ling.Span {
		i := strings.Index(text, words)
		if i < 0 {
			t.Fatalf("%q is not in the text", words)
		}
		return ling.Span{Start: i, End: i + len(words)}
	}
	party := func(actor onrecord.ActorID, words string) onrecord.Party {
		p := onrecord.Party{Spans: []ling.Span{at(words)}}
		if actor != "" {
			p.Actors = []onrecord.ActorID{actor}
		}
		return p
	}
	part := func(words string) onrecord.Part { return onrecord.Part{Spans: []ling.Span{at(words)}} }
	r := onrecord.Record{
		Article: onrecord.Article{
			ID: id, URL: "javascript:alert(1)", Outlet: "<i>Post</i>", Title: "Talks <b>resume</b>", Text: text, Lang: "en",
			Published: onrecord.Published{Value: published},
			Blocks: []ling.Block{
				{Span: at("Talks <b>resume</b>"), Kind: ling.BlockTitle}, {Span: at("Menu"), Kind: ling.BlockFurniture},
				{Span: at("Ana Kovač said that Marenia had said “no” to it."), Kind: ling.BlockBody}, {Span: at("More & more"), Kind: ling.BlockFurniture},
			},
		},
		Found: onrecord.Found{
			Actors: []onrecord.Actor{{ID: "x:ana-kovac", Name: "Ana Kovač", Type: onrecord.Person}},
			Statements: []onrecord.Statement{
				{Claim: onrecord.Claim{ID: "outer"}, Source: party("x:ana-kovac", "Ana Kovač"), Cue: part("said that"), CueLemma: "say",
					Content: part("that Marenia had said “no” to it"), Mode: onrecord.Mixed, Act: onrecord.Say, SaidOn: onrecord.SaidOn{Value: published, Time: -1}},
				{Claim: onrecord.Claim{ID: "inner"}, Source: party("", "Marenia"), Cue: part("had said"), CueLemma: "say", Parent: "outer",
					Content: part("“no” to it"), Via: []onrecord.Party{party("x:ana-kovac", "Ana Kovač")}, Mode: onrecord.Mixed, Act: onrecord.Deny, SaidOn: onrecord.SaidOn{Time: -1}},
			},
			Events: []onrecord.Event{
				{Claim: onrecord.Claim{ID: "e1"}, Source: []onrecord.Party{party("x:ana-kovac", "Ana Kovač")}, Target: []onrecord.Party{party("", "Marenia")}, Trigger: part("had said"),
					Plover: onrecord.Plover{Event: onrecord.CONSULT, Mode: "visit"}, When: onrecord.Unset(), Status: onrecord.EventHappened,
					Counts: []onrecord.Count{{What: "killed", Min: new(2), Spans: part("no").Spans}}},
				{Claim: onrecord.Claim{ID: "e2"}, Source: []onrecord.Party{party("x:ana-kovac", "Ana Kovač")}, Trigger: part("no"),
					Plover: onrecord.Plover{Event: onrecord.ASSAULT}, When: onrecord.Unset(), Status: onrecord.EventDenied},
			},
			Agreements: []onrecord.Agreement{{Claim: onrecord.Claim{ID: "a1"}, Name: "it", Words: part("it"), Type: onrecord.Ceasefire,
				History: []onrecord.StatusAssertion{{Status: onrecord.Signed, When: onrecord.When{Value: "2016-05-10", Time: -1}, From: onrecord.Unset(), Until: onrecord.Unset(),
					Told: onrecord.ToldAct, Words: part("to")}}}},
			Memberships: []onrecord.Membership{{Claim: onrecord.Claim{ID: "b1"}, Group: party("", "Marenia"), Member: party("x:ana-kovac", "Ana Kovač"),
				As: onrecord.AsMember, Status: onrecord.Belongs, AsOf: onrecord.Unset(), Words: part("had said")}},
		},
	}
	r.Statements[0].Cue.Spans[0].End -= len(" that")
	return r
}

// filled is a store of n articles.
func filled(t testing.TB, n int) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "s.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	for i := range n {
		published := "2016-05-" + string(rune('1'+i%3)) + string(rune('0'+i%10))
		if _, err := store.PutRecord(context.Background(), record(t, onrecord.ArticleID("https://post.example/?a=1&b="+string(rune('a'+i))), published)); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

// served is a server over a store of n articles.
func served(t testing.TB, n int) *Server {
	t.Helper()
	return serverOf(t, filled(t, n), slog.DiscardHandler)
}

// serverOf is a server of a store, for its owner.
func serverOf(t testing.TB, store onrecord.Store, log slog.Handler) *Server {
	t.Helper()
	world := func(context.Context) (*ask.World, error) { return ask.Of(hostileWorld{}), nil }
	acts, _ := store.(account.Log)
	kept, _ := store.(notify.Store)
	watch := notify.New(kept, world)
	known := func(onrecord.ActorID) (onrecord.Actor, bool) { return onrecord.Actor{}, false }
	pages, err := site.New(site.Parts{Store: store, World: world, Known: known, Acts: acts, Watch: watch})
	if err != nil {
		t.Fatal(err)
	}
	parts := api.Parts{Store: store, World: world, Known: known, Acts: acts, Log: slog.New(log), Version: "test", Watch: watch}
	return New(pages, api.New(parts), "ana", slog.New(log))
}

func get(t testing.TB, s *Server, target string) (status int, body string, header http.Header) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, target, nil)
	r.Host = "localhost:8017"
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w.Code, w.Body.String(), w.Header()
}

func TestPages(t *testing.T) {
	s := served(t, 3)
	id := url.PathEscape("https://post.example/?a=1&b=a")
	in := strings.ReplaceAll(id, "&", "&amp;") // as an attribute has it
	for _, c := range []struct {
		target string
		status int
		want   []string
	}{
		{"/", 200, []string{"What is new"}},
		{"/statements", 200, []string{"6 found", "Ana Kovač", "that Marenia had said “no” to it", in + "#inner"}},
		{"/statements?speaker=kovac", 200, []string{"3 found", `value="kovac"`}},
		{"/statements?q=act:deny", 200, []string{"3 found"}},
		{"/statements?q=nothing", 200, []string{"Nothing found."}},
		{"/statements?q=act:lie", 400, []string{"is none of say, deny", `aria-invalid="true"`}},
		{"/statements?since=x", 400, []string{"want YYYY-MM-DD"}},
		{"/statements?from=-1", 200, []string{"6 found"}},
		{"/statements?from=99999999999999999999", 200, []string{"6 found"}},
		{"/timeline", 200, []string{`<time datetime="2016-05-10">10 May 2016</time>`, "Undated"}},
		{"/events", 200, []string{"3 found", "Ana Kovač → CONSULT, visit → Marenia", in + "#e1", `aria-current="page">Events</a>`, "also what did not happen", "actor:Lavrov"}},
		{"/events?all=1", 200, []string{"6 found", `<span class="tag not">denied</span>`}},
		{"/events?status=denied&source=kovac", 200, []string{"3 found", `<option selected>denied</option>`}},
		{"/events?type=picnic", 400, []string{"is none of AGREE"}},
		{"/assertions?q=status:signed", 200, []string{"3 found", "signed 10 May 2016.", in + "#a1", "only told as long known"}},
		{"/memberships", 200, []string{"3 found", "Ana Kovač → member → Marenia", "as member"}},
		{"/memberships?q=nobody", 200, []string{"Nothing found."}},
		{"/articles", 200, []string{"3 found", "Talks &lt;b&gt;resume&lt;/b&gt;"}},
		{"/articles/" + id, 200, []string{`Statements <span class="n">2</span>`, "page furniture, 1 line", `<span class="at" id="inner">`, `<input type="checkbox" id="layer-events" autocomplete="off" checked>`,
			`<a class="mark content cue event membership" href="#card-inner" data-of="outer inner e1 b1">`, "Ana Kovač → CONSULT, visit → Marenia",
			"2 or more killed", `and 1 that did not happen, or are told as long known`, "signed 10 May 2016.", `<h2 id="memberships">Memberships <span class="n">1</span></h2>`,
			`class="card event depth0 unsaid" id="card-e2"`, `id="layer-unsaid" autocomplete="off">`, "read as http://localhost:8017/articles/" + in}},
		{"/articles/" + id + "?all=1", 200, []string{`<span class="tag not">denied</span>`, `id="layer-unsaid" autocomplete="off" checked>`}},
		{"/articles/" + id + "?only=e1", 200, []string{`<span class="mark party" data-of="e1">Ana Kovač</span>`, `class="card event depth0 chosen"`, "Mark all"}},
		{"/articles/" + id + "?only=e2", 200, []string{`<span class="tag not">denied</span>`, "Ana Kovač → ASSAULT"}},
		{"/articles/" + id + "?only=gone", 404, []string{"claims no &#34;gone&#34;"}},
		{"/articles/nobody", 404, []string{"no article"}},
		{"/article", 404, nil},
		{"/article?id=" + url.QueryEscape("https://post.example/?a=1&b=a") + "&statement=e1", 301, []string{"/articles/" + in + "#e1"}},
		{"/actor?id=x%3Aana-kovac", 301, []string{"/actors/x:ana-kovac"}},
		{"/actor", 404, nil},
		{"/nothing", 404, []string{"no such page"}},
		{"/style.css", 200, []string{"prefers-color-scheme"}},
	} {
		status, body, header := get(t, s, c.target)
		if status != c.status {
			t.Errorf("%s: status %d, want %d", c.target, status, c.status)
		}
		for _, w := range c.want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: no %q in\n%s", c.target, w, body)
			}
		}
		for _, hostile := range []string{"<b>", "<i>Post", "javascript:"} {
			if strings.Contains(body, hostile) && !strings.HasSuffix(c.target, ".css") {
				if hostile == "<b>" {
					body = strings.ReplaceAll(body, "on<b>record</b>", "")
					if !strings.Contains(body, hostile) {
						continue
					}
				}
				t.Errorf("%s: %q got through", c.target, hostile)
			}
		}
		if csp := header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") {
			t.Errorf("%s: policy %q", c.target, csp)
		}
	}
}

// Pages leave out what was not said, say how much that is, and show it, when
// it is asked for, as what it is.
func TestPagesTellWhatWasNotSaid(t *testing.T) {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	r := record(t, "a", "2016-05-12")
	r.Statements[1].Status, r.Statements[1].Negated = onrecord.StatusNotMade, true
	if _, err := store.PutRecord(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	s := serverOf(t, store, slog.DiscardHandler)
	const tag = `<span class="tag not">not said</span>`
	for target, c := range map[string]struct {
		want string
		tag  bool
	}{
		"/statements":                        {"1 found", false},
		"/statements?all=1":                  {"2 found", true},
		"/statements?status=not+made":        {"1 found", true},
		"/timeline?all=1":                    {"1–5 of 5", true},
		"/articles?act=deny":                 {"Nothing found.", false},
		"/articles?act=deny&status=not+made": {"1 found", false},
	} {
		_, body, _ := get(t, s, target)
		if !strings.Contains(body, c.want) || strings.Contains(body, tag) != c.tag {
			t.Errorf("%s: want %q, and the tag %v, in\n%s", target, c.want, c.tag, body)
		}
	}
	if _, body, _ := get(t, s, "/articles/a"); !strings.Contains(body, `Statements <span class="n">1</span>`) || !strings.Contains(body, `and 1 not said`) || !strings.Contains(body, `class="card statement depth1 unsaid"`) || !strings.Contains(body, tag) {
		t.Errorf("the article does not tell what it leaves out:\n%s", body)
	}
}

func TestListsGoOnFromPageToPage(t *testing.T) {
	s := served(t, 26) // 52 statements
	_, first, _ := get(t, s, "/statements?act=&q=")
	next := regexp.MustCompile(`rel="next" href="([^"]*)"`).FindStringSubmatch(first)
	if !strings.Contains(first, "52 found") || next == nil || strings.Contains(first, `rel="prev"`) {
		t.Fatalf("first page:\n%s", first)
	}
	_, second, _ := get(t, s, html.UnescapeString(next[1]))
	if !strings.Contains(second, "52 found") || strings.Contains(second, `rel="next"`) || !strings.Contains(second, `rel="prev" href="/statements?act=&amp;q="`) || strings.Count(second, `<article class="statement">`) != 2 {
		t.Errorf("second page:\n%s", second)
	}
	if status, _, _ := get(t, s, "/statements?after=nobody%23s1"); status != 400 {
		t.Errorf("behind a row that is not there: status %d", status)
	}
}

func TestForeignHostsAndMethodsAreTurnedAway(t *testing.T) {
	s := served(t, 0)
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8017": 200, "127.0.0.1:8017": 200, "[::1]:8017": 200, "LOCALHOST": 200,
		"evil.example": 421, "evil.example:8017": 421, "127.0.0.1.evil.example": 421, "192.168.1.5:8017": 421, "": 421,
	} {
		r := httptest.NewRequest(http.MethodGet, "/articles", nil)
		r.Host = host
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: status %d, want %d", host, w.Code, want)
		}
	}
	r := httptest.NewRequest(http.MethodPost, "/articles", nil)
	r.Host = "localhost"
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusMethodNotAllowed && w.Code != http.StatusNotFound {
		t.Errorf("POST: status %d", w.Code)
	}
}

// broken is a store whose disk has gone.
type broken struct{ onrecord.Store }

func (broken) Record(context.Context, onrecord.ArticleID) (onrecord.Record, error) {
	return onrecord.Record{}, errors.New("secret path")
}

func TestOurFaultsAreLoggedAndNotTold(t *testing.T) {
	var log bytes.Buffer
	s := serverOf(t, broken{}, slog.NewTextHandler(&log, nil))
	status, body, _ := get(t, s, "/articles/a")
	if status != 500 || strings.Contains(body, "secret") || !strings.Contains(log.String(), "secret path") {
		t.Errorf("status %d, log %q, body\n%s", status, &log, body)
	}
}

func TestServeEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- served(t, 1).Serve(ctx, l) }()
	resp, err := http.Get("http://" + l.Addr().String() + "/articles")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != 200 {
		t.Errorf("status %d, %v", resp.StatusCode, err)
	}
	resp.Body.Close()
	cancel()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("still serving")
	}
}

func BenchmarkArticlePage(b *testing.B) {
	s := served(b, 1)
	b.ReportAllocs()
	for b.Loop() {
		get(b, s, "/articles/"+url.PathEscape("https://post.example/?a=1&b=a"))
	}
}

// A gate of the words that a request brings: "name role".
type spoken struct{}

func (spoken) Who(r *http.Request) (v auth.Visitor, ok bool, err error) {
	switch name, role, found := strings.Cut(r.Header.Get("Who"), " "); {
	case name == "fault":
		return v, false, errors.New("secret path")
	case found:
		return auth.Visitor{User: account.User{Name: name, Role: account.Role(role)}}, true, nil
	}
	return v, false, nil
}

func (spoken) Wrap(next http.Handler) http.Handler { return next }

// Who is not known gets only what is for everybody, and who is known what their
// role may: every route is walked as each role.
func TestEveryRouteAsksForItsRole(t *testing.T) {
	s := served(t, 1)
	s.gate = spoken{}
	for _, route := range routes(s.site, s.api, nil) {
		if route.page == nil {
			continue
		}
		for _, who := range []string{"", "ana guest", "ana reader", "ana editor", "ana admin"} {
			r := httptest.NewRequest(route.method, cmp.Or(strings.TrimSuffix(strings.TrimSuffix(route.path, "/"), "{$}"), "/nowhere"), nil)
			r.Host = "localhost"
			r.Header.Set("Who", who)
			w := httptest.NewRecorder()
			s.Handler().ServeHTTP(w, r)
			_, role, _ := strings.Cut(who, " ")
			turnedAway := w.Code == http.StatusUnauthorized || w.Code == http.StatusForbidden
			if turnedAway == account.Role(role).May(route.role) {
				t.Errorf("%s %s needs %q: status %d for %q", route.method, route.path, route.role, w.Code, who)
			}
			if turnedAway && (w.Code == http.StatusUnauthorized) != (who == "") {
				t.Errorf("%s %s: status %d for %q", route.method, route.path, w.Code, who)
			}
		}
	}
	r := httptest.NewRequest(http.MethodGet, "/articles", nil)
	r.Host = "localhost"
	r.Header.Set("Who", "fault")
	w := httptest.NewRecorder()
	if s.Handler().ServeHTTP(w, r); w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("a gate that fails: status %d, %s", w.Code, w.Body)
	}
}
