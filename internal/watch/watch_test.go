package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/fetch"
	"onrecord/internal/ingest"
)

// memory is a Store that forgets with the test.
type memory struct {
	mu    sync.Mutex
	rooms map[string]map[string][]byte
	fails error
}

func (m *memory) State(_ context.Context, room, key string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.rooms[room][key], m.fails
}

func (m *memory) StateKeys(_ context.Context, room string) (keys []string, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for key := range m.rooms[room] {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys, m.fails
}

func (m *memory) PutState(_ context.Context, room, key string, value []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.rooms == nil {
		m.rooms = map[string]map[string][]byte{}
	}
	if m.rooms[room] == nil {
		m.rooms[room] = map[string][]byte{}
	}
	if value == nil {
		delete(m.rooms[room], key)
	} else {
		m.rooms[room][key] = value
	}
	return m.fails
}

func (m *memory) ClearState(_ context.Context, room string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.rooms, room)
	return m.fails
}

var start = time.Date(2021, 3, 16, 12, 0, 0, 0, time.UTC)

// rig is a runner with a site on loopback whose pages the test changes.
type rig struct {
	*Runner
	t     *testing.T
	at    string
	now   time.Time
	pages map[string]string
	asked []string
}

func newRig(t *testing.T) *rig {
	g := &rig{t: t, now: start, pages: map[string]string{}}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.asked = append(g.asked, strings.TrimSpace(r.URL.Path+" "+r.Header.Get("If-None-Match")))
		page, ok := g.pages[r.URL.Path]
		to, moved := strings.CutPrefix(page, "moved to ")
		switch {
		case moved:
			http.Redirect(w, r, to, http.StatusMovedPermanently)
		case page == "busy":
			w.Header().Set("Retry-After", "86400")
			w.WriteHeader(http.StatusServiceUnavailable)
		case !ok:
			http.NotFound(w, r)
		default:
			tag := fmt.Sprintf(`"%d"`, len(page))
			w.Header().Set("ETag", tag)
			if r.Header.Get("If-None-Match") == tag {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = io.WriteString(w, page)
		}
	}))
	t.Cleanup(s.Close)
	g.at = s.URL
	now := func() time.Time { return g.now }
	client := fetch.New(fetch.Options{Delay: -1, Allow: []string{"127.0.0.1"}, Now: now, Sleep: func(context.Context, time.Duration) error { return nil }})
	g.Runner = &Runner{Store: &memory{}, Client: client, Workers: 2, Now: now}
	return g
}

// run runs what is due, dealing with each page as deal says, and tells the pages.
func (g *rig) run(all bool, deal func(name string) error) []string {
	g.t.Helper()
	due, err := g.Due(g.t.Context(), all)
	if err != nil {
		g.t.Fatal(err)
	}
	g.asked = nil
	var out []string
	for raw, err := range g.Run(g.t.Context(), due) {
		name := strings.TrimPrefix(raw.URL, g.at)
		if err != nil {
			name = "! " + strings.ReplaceAll(err.Error(), g.at, "")
		}
		out = append(out, name)
		if err == nil && deal != nil {
			err = deal(name)
		}
		if err := g.Done(g.t.Context(), raw.Mark, err); err != nil {
			g.t.Fatal(err)
		}
	}
	if err := g.Finish(g.t.Context()); err != nil {
		g.t.Fatal(err)
	}
	return out
}

func (g *rig) add(path string) {
	g.t.Helper()
	if err := Add(g.t.Context(), g.Store, g.at+path, time.Hour, g.now); err != nil {
		g.t.Fatal(err)
	}
}

func (g *rig) one() Watch {
	g.t.Helper()
	list, err := List(g.t.Context(), g.Store)
	if err != nil || len(list) != 1 {
		g.t.Fatalf("%d watches, %v", len(list), err)
	}
	return list[0]
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func feed(items ...string) string {
	return `<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Pier Post</title><link>/</link>` + strings.Join(items, "") + `</channel></rss>`
}

func item(path, title, text string) string {
	content := ""
	if text != "" {
		content = "<content:encoded>" + text + strings.Repeat(" words", 20) + "</content:encoded>"
	}
	return "<item><title>" + title + "</title><link>" + path + "</link>" + content + "</item>"
}

func TestAFeedIsReadOnceAndThenWhatIsNew(t *testing.T) {
	g := newRig(t)
	g.add("/feed")
	g.pages["/feed"] = feed(item(g.at+"/1", "One", "whole"), item(g.at+"/2", "Two", ""))
	g.pages["/2"] = "The second page has words of its own."
	same(t, "first", g.run(false, nil), "/1", "/2")
	if w := g.one(); w.Read != 2 || w.Checked != start || w.Next != start.Add(time.Hour) || w.Failures != 0 {
		t.Errorf("%+v", w)
	}
	same(t, "not due", g.run(false, nil))
	same(t, "nothing asked", g.asked)

	g.now = g.now.Add(time.Hour)
	same(t, "unchanged", g.run(false, nil))
	same(t, "asked on condition", g.asked, fmt.Sprintf(`/feed "%d"`, len(g.pages["/feed"])))

	g.pages["/feed"] = feed(item(g.at+"/3", "Three", "new"), item(g.at+"/1", "One", "whole and more"), item(g.at+"/2", "Two, changed", ""))
	same(t, "changed", g.run(true, nil), "/3", "/1", "/2")
	g.pages["/feed"] += " "
	same(t, "only the list changed", g.run(true, nil))
	if w := g.one(); w.Read != 5 {
		t.Errorf("%d articles read", w.Read)
	}
}

func TestABrokenOffRunMissesNothing(t *testing.T) {
	g := newRig(t)
	g.add("/feed")
	g.pages["/feed"] = feed(item(g.at+"/1", "One", "a"), item(g.at+"/2", "Two", "b"), item(g.at+"/3", "Three", "c"))
	due, err := g.Due(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	for raw, err := range g.Run(t.Context(), due) {
		if err != nil || g.Done(t.Context(), raw.Mark, nil) != nil {
			t.Fatal(err)
		}
		break
	}
	// No Finish: the process was killed. Another one goes on.
	g.Runner = &Runner{Store: g.Store, Client: g.Client, Workers: 1, Now: g.Now}
	same(t, "the rest", g.run(false, nil), "/2", "/3")

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range g.Run(ctx, due) {
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
}

func TestWhatCannotBeReadIsTriedAgainForAWhile(t *testing.T) {
	g := newRig(t)
	g.add("/feed")
	g.pages["/feed"] = feed(item(g.at+"/1", "One", "a"), item(g.at+"/gone", "Two", ""))
	bad := func(string) error { return errors.New("no article") }
	for run := 1; run <= maxFailures; run++ {
		g.pages["/feed"] += " "
		if got := g.run(true, bad); len(got) != 2 {
			t.Errorf("run %d: %q", run, got)
		}
	}
	g.pages["/feed"] += " "
	same(t, "given up", g.run(true, bad))
	g.pages["/feed"] = feed(item(g.at+"/1", "One, mended", "a"))
	same(t, "changed", g.run(true, nil), "/1")
	if hash, n := parseLink("abc!3"); hash != "abc" || n != 3 {
		t.Error(hash, n)
	}
}

func TestAWatchThatFailsIsLookedAtLess(t *testing.T) {
	g := newRig(t)
	g.add("/feed")
	for i, want := range []time.Duration{2, 4, 8} {
		same(t, "failing", g.run(true, nil), "! /feed: fetch: the server answered 404 Not Found")
		if w := g.one(); w.Failures != i+1 || w.Next.Sub(g.now) != want*time.Hour || w.Fault != "the server answered 404 Not Found" {
			t.Errorf("%+v", w)
		}
	}
	g.pages["/feed"] = feed(item(g.at+"/1", "One", "a"))
	same(t, "mended", g.run(true, nil), "/1")
	if w := g.one(); w.Failures != 0 || w.Fault != "" || w.Next.Sub(g.now) != time.Hour {
		t.Errorf("%+v", w)
	}
	g.pages["/feed"] = "busy"
	g.run(true, nil)
	if w := g.one(); w.Next.Sub(g.now) != 24*time.Hour {
		t.Errorf("asked to wait a day, waits %s", w.Next.Sub(g.now))
	}
	w := Watch{Every: time.Hour}
	for range 100 {
		w.checked(start, errors.New("x"), 0)
	}
	if w.Next.Sub(start) != longest {
		t.Errorf("after a hundred failures waits %s", w.Next.Sub(start))
	}
}

// A clock that is set back an hour holds nothing up: what was looked at by it in
// what is yet to come is due now, and from then on as often as is asked for.
func TestAClockThatIsSetBack(t *testing.T) {
	g := newRig(t)
	g.pages["/feed"] = feed(item(g.at+"/1", "One", "a"))
	g.add("/feed")
	same(t, "at first", g.run(false, nil), "/1")
	g.now = g.now.Add(-time.Hour)
	due, err := g.Due(t.Context(), false)
	if err != nil || len(due) != 1 {
		t.Fatalf("set back: due are %v, %v", due, err)
	}
	w := due[0]
	w.checked(g.now, nil, 0) // by who was started since: this one's client lives by another clock
	if err := put(t.Context(), g.Store, w); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		later time.Duration
		due   int
	}{{30 * time.Minute, 0}, {30 * time.Minute, 1}} {
		g.now = g.now.Add(step.later)
		if due, err := g.Due(t.Context(), false); err != nil || len(due) != step.due {
			t.Errorf("at %v: due are %v, %v", g.now, due, err)
		}
	}
}

func TestPagesAndSitemapsAndMoves(t *testing.T) {
	g := newRig(t)
	g.add("/page")
	g.pages["/page"] = "A page with words."
	same(t, "page", g.run(true, nil), "/page")
	g.pages["/page"] = "A page with other words."
	same(t, "changed", g.run(true, nil), "/page")
	same(t, "same", g.run(true, nil))

	g.pages["/new"], g.pages["/page"] = g.pages["/page"], "moved to /new"
	same(t, "moved", g.run(true, nil), "/new")
	if w := g.one(); w.At != g.at+"/new" {
		t.Errorf("%+v", w)
	}
	g.run(true, nil)
	same(t, "asked where it is now", g.asked, fmt.Sprintf(`/new "%d"`, len(g.pages["/new"])))

	if err := Remove(t.Context(), g.Store, g.at+"/page"); err != nil {
		t.Fatal(err)
	}
	g.add("/map")
	g.pages["/map"] = "<urlset><url><loc>" + g.at + "/new</loc><lastmod>2021</lastmod></url></urlset>"
	same(t, "sitemap", g.run(true, nil), "/new")
	g.pages["/map"] += " "
	same(t, "sitemap again", g.run(true, nil))
	g.pages["/map"] = strings.Replace(g.pages["/map"], "2021", "2022", 1) + "  "
	same(t, "page of a sitemap changed", g.run(true, nil), "/new")
}

func TestAddListRemove(t *testing.T) {
	s := &memory{}
	ctx := t.Context()
	for address, want := range map[string]string{"ftp://a.example/": "is no web address", "feed.xml": "is no web address", "http://": "is no web address", "http://[": "is no web address"} {
		if err := Add(ctx, s, address, time.Hour, start); err == nil || !strings.Contains(err.Error(), want) || onrecord.KindOf(err) != onrecord.Invalid {
			t.Errorf("%s: %v", address, err)
		}
	}
	if err := Add(ctx, s, "http://a.example/", time.Second, start); err == nil {
		t.Error("every second was taken")
	}
	for _, address := range []string{"http://b.example/", "http://a.example/", "http://b.example/"} {
		if err := Add(ctx, s, address, 2*time.Hour, start); err != nil {
			t.Fatal(err)
		}
	}
	list, err := List(ctx, s)
	if err != nil || len(list) != 2 || list[0].Address != "http://a.example/" || list[1].Every != 2*time.Hour || list[1].Added != start {
		t.Errorf("%+v, %v", list, err)
	}
	_ = s.PutState(ctx, links+"http://a.example/", "x", []byte("y"))
	if err := Remove(ctx, s, "http://a.example/"); err != nil || len(s.rooms[links+"http://a.example/"]) != 0 {
		t.Errorf("%v, what it knew is left", err)
	}
	if err := Remove(ctx, s, "http://a.example/"); onrecord.KindOf(err) != onrecord.NotFound {
		t.Error(err)
	}
	_ = s.PutState(ctx, watches, "http://c.example/", []byte("{"))
	if _, err := List(ctx, s); err == nil {
		t.Error("what is kept was read though it is broken")
	}
}

func TestFinishMindsWhatHappenedMeanwhile(t *testing.T) {
	g := newRig(t)
	g.add("/feed")
	g.pages["/feed"] = feed(item(g.at+"/1", "One", "a"))
	due, _ := g.Due(t.Context(), true)
	for raw := range g.Run(t.Context(), due) {
		_ = g.Done(t.Context(), raw.Mark, nil)
	}
	if err := Remove(t.Context(), g.Store, g.at+"/feed"); err != nil {
		t.Fatal(err)
	}
	if err := g.Finish(t.Context()); err != nil {
		t.Error(err)
	}
	if list, _ := List(t.Context(), g.Store); len(list) != 0 {
		t.Errorf("a watch that was removed came back: %+v", list)
	}
	if err := g.Done(t.Context(), ingest.Mark{Input: "x"}, nil); err != nil {
		t.Error(err)
	}
}

func TestAStoreThatFailsStopsTheRun(t *testing.T) {
	g := newRig(t)
	g.add("/feed")
	g.pages["/feed"] = feed(item(g.at+"/1", "One", "a"), item(g.at+"/2", "Two", ""))
	g.pages["/2"] = "The second page has words of its own."
	due, err := g.Due(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("the disk is full")
	g.Store.(*memory).fails = full
	told := false
	for _, err := range g.Run(t.Context(), due) {
		told = told || errors.Is(err, full)
	}
	if !told {
		t.Error("nobody heard that the store fails")
	}
	if err := g.Done(t.Context(), ingest.Mark{Input: "x", Link: "y"}, full); !errors.Is(err, full) {
		t.Error(err)
	}
	if err := g.Finish(t.Context()); !errors.Is(err, full) {
		t.Error(err)
	}
	if _, err := g.Due(t.Context(), true); !errors.Is(err, full) {
		t.Error(err)
	}
}

// Of those that stay, one leaves alone what another has begun to look at, until
// its lease is over; what was taken away or hurried meanwhile is nobody's.
func TestLease(t *testing.T) {
	g := newRig(t)
	g.pages["/feed"] = "<html><title>x</title><p>Ana said no.</p></html>"
	g.add("/feed")
	g.Lease = Lease
	other := &Runner{Store: g.Store, Client: g.Client, Workers: 1, Now: g.Now, Lease: Lease}
	seen, err := other.Due(t.Context(), false) // before the first begins
	if err != nil || len(seen) != 1 {
		t.Fatal(seen, err)
	}
	due, err := g.Due(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	looks := func(r *Runner, due []Watch) int {
		t.Helper()
		before := len(g.asked)
		for raw, err := range r.Run(t.Context(), due) {
			if err != nil {
				t.Errorf("%s: %v", raw.Name, err)
			}
		}
		return len(g.asked) - before
	}
	if n := looks(g.Runner, due); n == 0 {
		t.Fatal("the first does not look")
	}
	if n := looks(other, seen); n != 0 {
		t.Errorf("the other asks %d times", n)
	}
	if due, err := other.Due(t.Context(), false); err != nil || len(due) != 0 {
		t.Errorf("it is due for the other: %v, %v", due, err)
	}
	g.now = g.now.Add(Lease) // the first was killed
	if due, err := other.Due(t.Context(), false); err != nil || len(due) != 1 || looks(other, due) == 0 {
		t.Errorf("after the lease: %v, %v", due, err)
	}
	if err := Hurry(t.Context(), g.Store, g.at+"/feed"); err != nil {
		t.Fatal(err)
	}
	if due, err := other.Due(t.Context(), false); err != nil || len(due) != 1 {
		t.Errorf("hurried, it is not due: %v", err)
	}
	if err := Remove(t.Context(), g.Store, g.at+"/feed"); err != nil {
		t.Fatal(err)
	}
	if n := looks(other, seen); n != 0 {
		t.Error("what was taken away is looked at")
	}
	if err := Hurry(t.Context(), g.Store, g.at+"/feed"); onrecord.KindOf(err) != onrecord.NotFound {
		t.Errorf("what was taken away is hurried: %v", err)
	}
}
