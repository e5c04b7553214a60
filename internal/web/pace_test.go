//go:build unix

package web

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/ask"
	"onrecord/internal/notify"
	"onrecord/internal/store/archive"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/web/api"
	"onrecord/internal/web/site"
	"onrecord/internal/world"
	"onrecord/query"
)

// To measure how long every page and every answer to programs takes over a store,
// asked by one reader, the second time and after:
//
//	ONRECORD_BENCH_STORE=/tmp/archive.db go test ./internal/web -run TestPace -v -timeout 1h
//
// ONRECORD_BENCH_ONLY is a pattern of the addresses that are asked. What takes
// longer than paceAim for one in twenty is marked.
const (
	paceTurns = 6
	paceAim   = 100 * time.Millisecond
	paceWaits = 5 * time.Second
)

func TestPace(t *testing.T) {
	store := benched(t)
	s := paced(t, store)
	only := regexp.MustCompile(os.Getenv("ONRECORD_BENCH_ONLY"))
	slow := 0
	for _, target := range targets(t, store, s) {
		if !only.MatchString(target) {
			continue
		}
		m := measure(t.Context(), s, target)
		mark := " "
		if at(m.took, 95) > paceAim {
			mark, slow = "*", slow+1
		}
		t.Logf("%s %-80.80s %d %4d KB  first %8.1f  p50 %8.1f  p95 %8.1f  cpu %8.1f ms", mark, target, m.status, m.bytes>>10, millis(m.first), millis(at(m.took, 50)), millis(at(m.took, 95)), millis(at(m.cpu, 50)))
	}
	t.Logf("%d addresses take longer than %v for one in twenty", slow, paceAim)
}

// pace is how long an address took, each time after the first.
type pace struct {
	status, bytes int
	first         time.Duration
	took, cpu     []time.Duration // sorted
}

// measure asks for an address by turns, and gives up on one that takes too long.
// A machine that others use shows in the time it took, and hardly in the time of
// its processors.
func measure(ctx context.Context, s *Server, target string) (m pace) {
	for range paceTurns + 1 {
		within, cancel := context.WithTimeout(ctx, paceWaits)
		r := httptest.NewRequestWithContext(within, http.MethodGet, target, nil)
		r.Host = "localhost:8017"
		w := httptest.NewRecorder()
		begin, worked := time.Now(), cpuTime()
		s.Handler().ServeHTTP(w, r)
		took, cpu := time.Since(begin), cpuTime()-worked
		m.status, m.bytes = w.Code, w.Body.Len()
		late := within.Err() != nil
		cancel()
		if m.first == 0 && !late {
			m.first = took
			continue
		}
		m.took, m.cpu = append(m.took, took), append(m.cpu, cpu)
		if late {
			m.first = took
			break
		}
	}
	slices.Sort(m.took)
	slices.Sort(m.cpu)
	return m
}

// cpuTime is how long processors worked for this process.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// To have many readers ask at once, as long as ONRECORD_BENCH_FOR says:
//
//	ONRECORD_BENCH_STORE=/tmp/archive.db ONRECORD_BENCH_READERS=200 ONRECORD_BENCH_FOR=60s go test ./internal/web -run TestManyReaders -v -timeout 1h
func TestManyReaders(t *testing.T) {
	readers, long := benchReaders(t)
	store := benched(t)
	s := paced(t, store, Holding(store))
	tell(t, crowd(t, s, asking(t, store, s, ""), readers, long))
}

// To have programs ask at once while articles are added, one each tenth of a second,
// which changes the store (it should be a copy):
//
//	ONRECORD_BENCH_STORE=/tmp/copy.db ONRECORD_BENCH_READERS=1000 ONRECORD_BENCH_FOR=60s go test ./internal/web -run TestReadersWhileArticlesAreAdded -v -timeout 1h
//
// Where no store is named some readers ask one of forty articles, for a second:
// nobody is refused, and who asks when all is added sees it all.
func TestReadersWhileArticlesAreAdded(t *testing.T) {
	readers, long, path := 30, time.Second, filepath.Join(t.TempDir(), "s.db")
	if os.Getenv("ONRECORD_BENCH_STORE") != "" {
		readers, long = benchReaders(t)
		path = os.Getenv("ONRECORD_BENCH_STORE")
	}
	store, err := sqlite.Open(t.Context(), path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	first, err := store.CountArticles(t.Context(), onrecord.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for ; first < 40; first++ {
		put(t, store, first)
	}
	s := paced(t, store, Holding(store))
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	adding, added := make(chan int, 1), 0
	go func() {
		n := 0
		for ; ctx.Err() == nil; n++ {
			put(t, store, first+n)
			time.Sleep(100 * time.Millisecond)
		}
		adding <- n
	}()
	answers := crowd(t, s, asking(t, store, s, "^"+api.Prefix), readers, long)
	stop()
	added = <-adding
	tell(t, answers)
	t.Logf("%d articles were added", added)
	if failed := len(answers) - answers.of(http.StatusOK); failed > 0 {
		t.Errorf("%d of %d answers failed", failed, len(answers))
	}
	time.Sleep(1100 * time.Millisecond) // an answer may be a second old
	_, body, _ := get(t, s, api.Prefix+"/articles?all=true&limit=1")
	if want := fmt.Sprintf(`"count":%d`, first+added); !strings.Contains(body, want) {
		t.Errorf("the articles that were added are not seen, %s:\n%s", want, body)
	}
}

// put puts the article of a number.
func put(t *testing.T, store *sqlite.Store, n int) {
	t.Helper()
	if _, err := store.PutRecord(context.WithoutCancel(t.Context()), archive.Record(n)); err != nil {
		t.Error(err)
	}
}

// benchReaders are how many readers ask, and how long.
func benchReaders(t *testing.T) (readers int, long time.Duration) {
	t.Helper()
	readers, err := strconv.Atoi(os.Getenv("ONRECORD_BENCH_READERS"))
	if err != nil {
		t.Skip("ONRECORD_BENCH_READERS says how many")
	}
	if long, err = time.ParseDuration(os.Getenv("ONRECORD_BENCH_FOR")); err != nil {
		t.Fatal(err)
	}
	return readers, long
}

// asking are the addresses that are asked: those of a pattern, and of that of
// ONRECORD_BENCH_ONLY.
func asking(t *testing.T, store *sqlite.Store, s *Server, of string) []string {
	t.Helper()
	compare := func(target string) bool { return strings.HasSuffix(target, "/compare") } // which must be asked of a story
	these, only := regexp.MustCompile(of), regexp.MustCompile(os.Getenv("ONRECORD_BENCH_ONLY"))
	return slices.DeleteFunc(targets(t, store, s), func(target string) bool {
		return !only.MatchString(target) || !these.MatchString(target) || compare(target)
	})
}

// answered is an answer as a reader had it.
type answered struct {
	target    string
	status    int // 0 for none
	took, age time.Duration
}

type answers []answered

func (a answers) of(status int) (n int) {
	for _, one := range a {
		if one.status == status {
			n++
		}
	}
	return n
}

func (a answers) oldest() (age time.Duration) {
	for _, one := range a {
		age = max(age, one.age)
	}
	return age
}

// crowd has many readers ask one address after the other, each at once when it has
// its answer.
func crowd(t *testing.T, s *Server, asked []string, readers int, long time.Duration) answers {
	t.Helper()
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: readers, DisableCompression: true}}
	end := time.Now().Add(long)
	got := make([]answers, readers)
	var wait sync.WaitGroup
	for i := range readers {
		wait.Go(func() {
			for n := i; time.Now().Before(end); n++ {
				got[i] = append(got[i], read(client, server.URL, asked[n%len(asked)]))
			}
		})
	}
	wait.Wait()
	return slices.Concat(got...)
}

// read is an answer that was read to its end.
func read(client *http.Client, server, target string) (a answered) {
	begin := time.Now()
	a.target = target
	defer func() { a.took = time.Since(begin) }()
	r, err := http.NewRequest(http.MethodGet, server+target, nil)
	if err != nil {
		return a
	}
	r.Header.Set("Accept-Encoding", "gzip")
	answer, err := client.Do(r)
	if err != nil {
		return a
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return a
	}
	a.status = answer.StatusCode
	if seconds, err := strconv.Atoi(answer.Header.Get("Age")); err == nil {
		a.age = time.Duration(seconds) * time.Second
	}
	return a
}

// tell tells how long answers took, and which were none.
func tell(t *testing.T, all answers) {
	t.Helper()
	took, by, old := make([]time.Duration, len(all)), map[int]int{}, 0
	for i, one := range all {
		took[i] = one.took
		by[one.status]++
		if one.age > 0 {
			old++
		}
		if one.status != http.StatusOK && by[one.status] <= 5 {
			t.Logf("%d for %s", one.status, one.target)
		}
	}
	slices.Sort(took)
	handles, _ := os.ReadDir("/proc/self/fd")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d answers, by status %v; p50 %v  p95 %v  p99 %v  most %v; %d older than a second, the oldest %v; %d MB in use, %d from the system, %d handles", len(all), by,
		at(took, 50).Round(time.Millisecond), at(took, 95).Round(time.Millisecond), at(took, 99).Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond), old, all.oldest(), m.HeapInuse>>20, m.Sys>>20, len(handles))
}

// benched is the store that is measured.
func benched(t *testing.T) *sqlite.Store {
	t.Helper()
	path := os.Getenv("ONRECORD_BENCH_STORE")
	if path == "" {
		t.Skip("ONRECORD_BENCH_STORE names the store to measure")
	}
	begin := time.Now()
	store, err := sqlite.Open(t.Context(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	t.Logf("opened in %v", time.Since(begin))
	return store
}

// paced is a server of a store.
func paced(t *testing.T, store *sqlite.Store, options ...Option) *Server {
	t.Helper()
	many := func(context.Context) (*ask.World, error) { return ask.Of(store).Beside(store), nil }
	var acts account.Log = store
	watch := notify.New(store, many)
	known := func(onrecord.ActorID) (onrecord.Actor, bool) { return onrecord.Actor{}, false }
	pages, err := site.New(site.Parts{Store: store, World: many, Known: known, Acts: acts, Watch: watch})
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	return New(pages, api.New(api.Parts{Store: store, World: many, Known: known, Acts: acts, Log: log, Version: "test", Watch: watch}), "ana", log, options...)
}

// at is what so many of a hundred are no longer than.
func at(sorted []time.Duration, percent int) time.Duration {
	return sorted[min(len(sorted)-1, len(sorted)*percent/100)]
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// benchLists are the lists that have pages and feeds of their own.
var benchLists = []query.List{query.Articles, query.Statements, query.Events, query.Memberships, query.Stories, query.Threads, query.Incidents, query.Disputes, query.Positions, query.Inconsistencies}

// asked are things to ask of a list by the fields it has: none is asked what it
// has no field for.
func asked(who onrecord.ActorID, word, outlet string) []string {
	return []string{"", word, "speaker:" + string(who), "speaker:" + string(who) + " act:deny", "about:" + string(who), "actor:" + string(who), "source:" + string(who),
		"act:deny", "type:ASSAULT", "status:signed", "since:2015-01-01 until:2015-01-31", "since:2012", "until:2013-06", "outlet:" + strings.Fields(outlet)[0], "-act:deny " + word}
}

// targets are the addresses that are asked: of every route that answers to GET,
// lists with questions, single rows with the id of one that is there.
func targets(t *testing.T, store *sqlite.Store, s *Server) (out []string) {
	t.Helper()
	ctx := t.Context()
	ids, named := benchIDs(ctx, t, store)
	lists := map[string]query.List{"/timeline": query.Timeline, "/positions/shifts": query.Positions, "/network": query.Positions, "/positions/over-time": query.Positions}
	for _, l := range benchLists {
		lists["/"+string(l)] = l
	}
	lists["/assertions"], lists["/agreements"], lists["/naming"] = query.Agreements, query.Ledger, query.Namings
	for _, r := range routes(s.site, s.api, nil) {
		if r.method != http.MethodGet || r.path == "/facts" || r.path == "/" || strings.HasPrefix(r.path, "/intake") {
			continue
		}
		path := strings.TrimSuffix(r.path, "{$}")
		if strings.Contains(path, "{") {
			for _, filled := range fillPath(path, ids) {
				out = append(out, both(r, filled)...)
			}
			continue
		}
		of, isList := lists[path]
		if !isList {
			out = append(out, both(r, path)...)
			continue
		}
		for _, q := range named {
			if _, err := of.Parse(q); err != nil {
				continue
			}
			if q == "" {
				out = append(out, both(r, path)...)
				continue
			}
			out = append(out, both(r, path+"?q="+url.QueryEscape(q))...)
		}
		if r.page != nil && strings.Contains("/statements /events /assertions /memberships /articles", path) {
			for _, more := range []string{"view=table", "all=1", "sort=outlet", "sort=-day", "sort=-published"} {
				out = append(out, path+"?"+more)
			}
		}
	}
	for _, l := range benchLists {
		out = append(out, "/feeds/"+string(l)+".atom", "/feeds/"+string(l)+".atom?q="+url.QueryEscape(named[1]))
	}
	return out
}

// both are a route's page and its answer to programs.
func both(r route, path string) (out []string) {
	if r.page != nil {
		out = append(out, path)
	}
	if r.call != nil {
		out = append(out, api.Prefix+path)
	}
	return out
}

// fillPath is a path with ids for its names.
func fillPath(path string, ids map[string][]string) (out []string) {
	head := strings.Split(path, "/")[1]
	for _, id := range ids[head] {
		article, claim, _ := strings.Cut(id, "#")
		filled := strings.ReplaceAll(path, "{id}", url.PathEscape(article))
		filled = strings.ReplaceAll(filled, "{claim}", url.PathEscape(claim))
		out = append(out, filled)
	}
	return out
}

// benchIDs are ids of rows by the head of their addresses, and questions.
func benchIDs(ctx context.Context, t *testing.T, store *sqlite.Store) (ids map[string][]string, questions []string) {
	t.Helper()
	ids = map[string][]string{}
	var who onrecord.ActorID
	for a, err := range store.Actors(ctx, onrecord.ActorFilter{Limit: 400}) {
		if err != nil {
			t.Fatal(err)
		}
		if who == "" {
			who = a.ID
			ids["actors"] = []string{string(a.ID)}
		} else if len(ids["actors"]) == 1 && a.Statements < 400 {
			ids["actors"] = append(ids["actors"], string(a.ID))
		}
	}
	word, outlet := "", ""
	for r, err := range store.Statements(ctx, onrecord.Filter{Q: query.Statements.Shown(nil), Limit: 1}) {
		if err != nil {
			t.Fatal(err)
		}
		ids["articles"] = []string{string(r.Article.ID) + "#" + string(r.Statement.ID)}
		outlet = r.Article.Outlet
		words := strings.Fields(r.Statement.ContentText)
		word = strings.Trim(words[len(words)/2], `.,;:!?"'`)
	}
	for head, kind := range map[string]world.Kind{"stories": world.Stories, "threads": world.Threads, "incidents": world.Incidents, "agreements": world.Agreements, "disputes": world.Disputes} {
		for row, err := range store.Rows(ctx, kind, world.Filter{Limit: 1}) {
			if err != nil {
				t.Fatal(err)
			}
			ids[head] = []string{row.ID}
		}
	}
	return ids, asked(who, word, outlet)
}
