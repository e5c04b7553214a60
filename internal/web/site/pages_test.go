package site_test

import (
	"html"
	"log/slog"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/web"
	"onrecord/internal/web/webtest"
)

// served is a server over a store of n articles.
func served(t testing.TB, n int) *web.Server {
	t.Helper()
	return serverOf(t, webtest.Filled(t, n), slog.DiscardHandler)
}

// serverOf is a server of a store, for its owner.
func serverOf(t testing.TB, store onrecord.Store, log slog.Handler) *web.Server {
	t.Helper()
	pages, programs := webtest.Parts(t, store, log)
	return web.New(pages, programs, "ana", slog.New(log))
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
		{"/events", 200, []string{"3 found", "Ana Kovač → consult, visit → Marenia", in + "#e1", `aria-current="page">Events</a>`, "also what did not happen", "actor:Lavrov"}},
		{"/events?all=1", 200, []string{"6 found", `<span class="tag not">denied</span>`}},
		{"/events?status=denied&source=kovac", 200, []string{"3 found", `<option selected>denied</option>`}},
		{"/events?type=picnic", 400, []string{"is none of AGREE"}},
		{"/assertions?q=status:signed", 200, []string{"3 found", "signed 10 May 2016.", in + "#a1", "only told as long known"}},
		{"/memberships", 200, []string{"3 found", "Ana Kovač → member → Marenia", "as member"}},
		{"/memberships?q=nobody", 200, []string{"Nothing found."}},
		{"/articles", 200, []string{"3 found", "Talks &lt;b&gt;resume&lt;/b&gt;"}},
		{"/articles/" + id, 200, []string{`Statements <span class="n">2</span>`, "page furniture, 1 line", `<span class="at" id="inner">`, `<input type="checkbox" id="layer-events" autocomplete="off" checked>`,
			`<a class="mark content cue event membership" id="b1" href="#card-2" data-of="1 2 3 6">`, `id="card-2">`, `href="#inner">`, `href="?only=inner">alone`, "Ana Kovač → consult, visit → Marenia",
			"2 or more killed", `and 1 that did not happen, or are told as long known`, "signed 10 May 2016.", `<h2 id="memberships">Memberships <span class="n">1</span></h2>`,
			`class="card event depth0 unsaid" id="card-4"`, `id="layer-unsaid" autocomplete="off">`, "printed\">http://localhost:8017/articles/" + in}},
		{"/articles/" + id + "?all=1", 200, []string{`<span class="tag not">denied</span>`, `id="layer-unsaid" autocomplete="off" checked>`}},
		{"/articles/" + id + "?only=e1", 200, []string{`<span class="mark party" data-of="3">Ana Kovač</span>`, `href="#card-3" autofocus>`, `class="card event depth0 chosen"`, `href="/articles/` + in + `#e1" aria-current="true"`, "Mark all"}},
		{"/articles/" + id + "?only=e2", 200, []string{`<span class="tag not">denied</span>`, "Ana Kovač → assault"}},
		{"/articles/" + id + "?only=gone", 404, []string{"claims no &#34;gone&#34;"}},
		{"/articles/nobody", 404, []string{"no article"}},
		{"/article", 404, nil},
		{"/article?id=" + url.QueryEscape("https://post.example/?a=1&b=a") + "&statement=e1", 301, []string{"/articles/" + in + "#e1"}},
		{"/actor?id=x%3Aana-kovac", 301, []string{"/actors/x:ana-kovac"}},
		{"/actor", 404, nil},
		{"/nothing", 404, []string{"no such page"}},
		{"/style.css", 200, []string{"prefers-color-scheme"}},
	} {
		status, body, header := webtest.Get(t, s, c.target)
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
	r := webtest.Record(t, "a", "2016-05-12")
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
		_, body, _ := webtest.Get(t, s, target)
		if !strings.Contains(body, c.want) || strings.Contains(body, tag) != c.tag {
			t.Errorf("%s: want %q, and the tag %v, in\n%s", target, c.want, c.tag, body)
		}
	}
	if _, body, _ := webtest.Get(t, s, "/articles/a"); !strings.Contains(body, `Statements <span class="n">1</span>`) || !strings.Contains(body, `and 1 not said`) || !strings.Contains(body, `class="card statement depth1 unsaid"`) || !strings.Contains(body, tag) {
		t.Errorf("the article does not tell what it leaves out:\n%s", body)
	}
}

func TestListsGoOnFromPageToPage(t *testing.T) {
	s := served(t, 26) // 52 statements
	_, first, _ := webtest.Get(t, s, "/statements?act=&q=")
	next := regexp.MustCompile(`rel="next" href="([^"]*)"`).FindStringSubmatch(first)
	if !strings.Contains(first, "52 found") || next == nil || strings.Contains(first, `rel="prev"`) {
		t.Fatalf("first page:\n%s", first)
	}
	_, second, _ := webtest.Get(t, s, html.UnescapeString(next[1]))
	if !strings.Contains(second, "52 found") || strings.Contains(second, `rel="next"`) || !strings.Contains(second, `rel="prev" href="/statements?act=&amp;q="`) || strings.Count(second, `<article class="statement">`) != 2 {
		t.Errorf("second page:\n%s", second)
	}
	if status, _, _ := webtest.Get(t, s, "/statements?after=nobody%23s1"); status != 400 {
		t.Errorf("behind a row that is not there: status %d", status)
	}
}

// A page's style and script come from the program itself.
func TestStyleAndScript(t *testing.T) {
	s := served(t, 0)
	for path, c := range map[string][2]string{"/style.css": {"text/css", "color-scheme"}, "/site.js": {"text/javascript", "addEventListener"}} {
		status, body, header := webtest.Get(t, s, path)
		if status != 200 || !strings.HasPrefix(header.Get("Content-Type"), c[0]) || !strings.Contains(body, c[1]) {
			t.Errorf("%s: status %d, %s, no %s", path, status, header.Get("Content-Type"), c[1])
		}
	}
}

// A browser keeps the style sheet and the script as long as they are the same: by
// the address that pages have for them, and no longer than some minutes by another.
func TestFilesAreKeptByWhatTheyHold(t *testing.T) {
	s := served(t, 1)
	_, page, _ := webtest.Get(t, s, "/")
	for _, name := range []string{"style.css", "site.js"} {
		address := regexp.MustCompile(`"(/` + name + `\?v=[0-9a-f]{16})"`).FindStringSubmatch(page)
		if address == nil {
			t.Fatalf("no address of %s in %s", name, page)
		}
		for target, want := range map[string]string{address[1]: "max-age=31536000, immutable", "/" + name: "max-age=300", "/" + name + "?v=0": "max-age=300"} {
			if status, body, header := webtest.Get(t, s, target); status != 200 || header.Get("Cache-Control") != want || len(body) < 100 {
				t.Errorf("%s: status %d, %q", target, status, header.Get("Cache-Control"))
			}
		}
	}
}
