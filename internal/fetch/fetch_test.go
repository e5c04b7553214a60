package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// clock is a clock that only sleeping moves.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

// rig is a client on a clock of its own, that may go to loopback.
func rig(o Options) (*Client, *clock) {
	k := &clock{now: time.Date(2021, 3, 16, 12, 0, 0, 0, time.UTC)}
	o.Now, o.Sleep = k.Now, k.Sleep
	if o.Allow == nil {
		o.Allow = []string{"127.0.0.1"}
	}
	return New(o), k
}

// site is a server on loopback that counts what it is asked for.
func site(t *testing.T, pages map[string]http.HandlerFunc) (string, *[]string) {
	t.Helper()
	var mu sync.Mutex
	asked := &[]string{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		*asked = append(*asked, r.URL.Path)
		mu.Unlock()
		if page := pages[r.URL.Path]; page != nil {
			page(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL, asked
}

func says(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text) }
}

func sends(status int, to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, status) }
}

func TestGet(t *testing.T) {
	at, asked := site(t, map[string]http.HandlerFunc{
		"/page":  says("words"),
		"/moved": sends(http.StatusMovedPermanently, "/page"),
		"/found": sends(http.StatusFound, "/moved"),
		"/round": sends(http.StatusFound, "/round"),
		"/file":  sends(http.StatusFound, "file:///etc/passwd"),
		"/void": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "http://")
			w.WriteHeader(http.StatusFound)
		},
		"/gone":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) },
		"/large": says(strings.Repeat("a", 1<<20+1)),
		"/pack": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			_, _ = io.WriteString(w, "x")
		},
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = z.Write(make([]byte, 8<<20))
			_ = z.Close()
		},
		"/heads": func(w http.ResponseWriter, _ *http.Request) {
			for i := range 2000 {
				w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("a", 1000))
			}
		},
	})
	c, k := rig(Options{Max: 1 << 20})
	for _, e := range []struct{ path, want string }{
		{"/page", "words"},
		{"/moved", "words"},
		{"/found", "words"},
		{"/round", "redirected more than 10 times"},
		{"/file", `redirected to a "file" address`},
		{"/void", "no host in the URL"},
		{"/gone", "the server answered 410 Gone"},
		{"/large", "larger than what is fetched at once: 1 MiB"},
		{"/bomb", "larger than what is fetched at once: 1 MiB"},
		{"/pack", `the server packed the page as "br", which was not asked for`},
		{"/heads", "server response headers exceeded"},
	} {
		p, err := c.Get(t.Context(), Request{URL: at + e.path})
		got := string(p.Body)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, e.want) {
			t.Errorf("%s: %q, want %q", e.path, got, e.want)
		}
	}
	if (*asked)[0] != "/robots.txt" || strings.Count(strings.Join(*asked, " "), "robots") != 1 {
		t.Errorf("asked %q", *asked)
	}
	for _, d := range k.slept {
		if d != time.Second {
			t.Errorf("a pause of %s, want a second", d)
		}
	}
	if len(k.slept) != len(*asked)-1 {
		t.Errorf("%d pauses between %d requests", len(k.slept), len(*asked))
	}
}

func TestGetTellsWhereAPageMovedForGood(t *testing.T) {
	at, _ := site(t, map[string]http.HandlerFunc{
		"/page": says("x"), "/a": sends(http.StatusPermanentRedirect, "/b"), "/b": sends(http.StatusMovedPermanently, "/page"),
		"/c": sends(http.StatusFound, "/a"),
	})
	c, _ := rig(Options{Delay: -1})
	for path, want := range map[string]string{"/page": "", "/a": at + "/page", "/c": ""} {
		p, err := c.Get(t.Context(), Request{URL: at + path})
		if err != nil || p.Permanent != want || p.URL != at+"/page" || p.Collected.Year() != 2021 {
			t.Errorf("%s: %+v, %v", path, p, err)
		}
	}
}

func TestGetAsksConditionally(t *testing.T) {
	at, _ := site(t, map[string]http.HandlerFunc{
		"/feed": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") == `"1"` || r.Header.Get("If-Modified-Since") == "then" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = io.WriteString(w, r.Header.Get("User-Agent"))
		},
		"/liar": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) },
	})
	c, _ := rig(Options{Version: "7", Delay: -1})
	for _, r := range []Request{{ETag: `"1"`}, {LastModified: "then"}} {
		r.URL = at + "/feed"
		if p, err := c.Get(t.Context(), r); err != nil || !p.NotModified || p.Body != nil {
			t.Errorf("%+v: %+v, %v", r, p, err)
		}
	}
	if p, err := c.Get(t.Context(), Request{URL: at + "/feed", ETag: `"0"`}); err != nil || p.NotModified || !strings.HasPrefix(string(p.Body), "onrecord/7 ") {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := c.Get(t.Context(), Request{URL: at + "/liar"}); err == nil {
		t.Error("304 to a question without condition was taken for a page")
	}
}

func TestBusyServers(t *testing.T) {
	tries := map[string]int{}
	busy := func(status int, after string, until int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if tries[r.URL.Path]++; tries[r.URL.Path] < until {
				w.Header().Set("Retry-After", after)
				w.WriteHeader(status)
				return
			}
			_, _ = io.WriteString(w, "at last")
		}
	}
	at, _ := site(t, map[string]http.HandlerFunc{
		"/busy":  busy(http.StatusTooManyRequests, "20", 2),
		"/ill":   busy(http.StatusBadGateway, "", 3),
		"/dead":  busy(http.StatusInternalServerError, "", 9),
		"/later": busy(http.StatusServiceUnavailable, "7200", 2),
		"/no":    busy(http.StatusForbidden, "", 2),
	})
	for _, e := range []struct {
		path, want string
		tries      int
		slept      time.Duration
	}{
		{"/busy", "at last", 2, 20 * time.Second},
		{"/ill", "at last", 3, 10 * time.Second},
		{"/dead", "the server answered 500 Internal Server Error", 3, 10 * time.Second},
		{"/later", "the server answered 503 Service Unavailable and asks to wait for 2h0m0s", 1, 0},
		{"/no", "the server answered 403 Forbidden", 1, 0},
	} {
		c, k := rig(Options{Delay: -1})
		p, err := c.Get(t.Context(), Request{URL: at + e.path, Typed: true})
		got := string(p.Body)
		if err != nil {
			got = err.Error()
		}
		var slept time.Duration
		for _, d := range k.slept {
			slept += d
		}
		if got != e.want || tries[e.path] != e.tries || slept != e.slept {
			t.Errorf("%s: %q after %d tries and %s, want %+v", e.path, got, tries[e.path], slept, e)
		}
	}
	// Who asked for hours is not asked again by the same client.
	c, _ := rig(Options{Delay: -1})
	tries["/later"] = 0
	for range 2 {
		if _, err := c.Get(t.Context(), Request{URL: at + "/later", Typed: true}); err == nil {
			t.Error("no error")
		}
	}
	if tries["/later"] != 1 {
		t.Errorf("asked %d times", tries["/later"])
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2021, 3, 16, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "0": 0, "-5": 0, "soon": 0, " 90 ": 90 * time.Second, "99999999999": 7 * 24 * time.Hour, "999999999": 7 * 24 * time.Hour,
		"Tue, 16 Mar 2021 12:01:00 GMT": time.Minute, "Tue, 16 Mar 2021 11:00:00 GMT": 0, "Tue, 16 Mar 2031 11:00:00 GMT": 7 * 24 * time.Hour,
	} {
		if got := retryAfter(value, now); got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
}

// TestSlowServers plays servers that send a byte now and then, or nothing.
func TestSlowServers(t *testing.T) {
	drip := func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = io.WriteString(w, "a")
			w.(http.Flusher).Flush()
			time.Sleep(5 * time.Millisecond)
		}
	}
	mute := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	at, _ := site(t, map[string]http.HandlerFunc{"/drip": drip, "/mute": mute})
	c, _ := rig(Options{Timeout: 100 * time.Millisecond, Delay: -1})
	for _, path := range []string{"/drip", "/mute"} {
		if _, err := c.Get(t.Context(), Request{URL: at + path}); err == nil || err.Error() != "took longer than 100ms" {
			t.Errorf("%s: %v", path, err)
		}
	}
	slow, _ := site(t, map[string]http.HandlerFunc{"/robots.txt": mute, "/page": says("x")})
	if _, err := c.Get(t.Context(), Request{URL: slow + "/page"}); err == nil || err.Error() != "its robots.txt cannot be had: took longer than 100ms" {
		t.Errorf("robots: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Get(ctx, Request{URL: at + "/drip"}); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that ended: %v", err)
	}
}

// TestBrokenServers plays servers that break off and lie about lengths.
func TestBrokenServers(t *testing.T) {
	raw := func(answer string) string {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		go func() {
			for {
				conn, err := l.Accept()
				if err != nil {
					return
				}
				_, _ = conn.Read(make([]byte, 4096))
				_, _ = io.WriteString(conn, answer)
				conn.Close()
			}
		}()
		return "http://" + l.Addr().String()
	}
	for answer, want := range map[string]string{
		"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort":     "unexpected EOF",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz": "unexpected EOF",
		"SSH-2.0-OpenSSH\r\n": "malformed HTTP",
		"":                    "EOF",
	} {
		c, _ := rig(Options{Delay: -1})
		if _, err := c.Get(t.Context(), Request{URL: raw(answer), Typed: true}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", answer, err, want)
		}
	}
}

func TestRobots(t *testing.T) {
	rules := "User-agent: *\nDisallow: /\n\nUser-agent: onrecord\nDisallow: /private\nCrawl-delay: 7\n"
	at, asked := site(t, map[string]http.HandlerFunc{
		"/robots.txt": says(rules), "/open": says("x"), "/private/a": says("x"), "/into": sends(http.StatusFound, "/private/a"),
	})
	c, k := rig(Options{})
	for path, want := range map[string]error{"/open": nil, "/private/a": ErrRobots, "/into": ErrRobots} {
		if _, err := c.Get(t.Context(), Request{URL: at + path}); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", path, err, want)
		}
	}
	if got := strings.Join(*asked, " "); strings.Contains(got, "private") {
		t.Errorf("asked %s", got)
	}
	if k.slept[len(k.slept)-1] != 7*time.Second {
		t.Errorf("paused %s, its robots.txt asks for 7s", k.slept)
	}
	if p, err := c.Get(t.Context(), Request{URL: at + "/private/a", Typed: true}); err != nil || string(p.Body) != "x" {
		t.Errorf("typed: %v", err)
	}
	k.now = k.now.Add(25 * time.Hour)
	before := len(*asked)
	_, _ = c.Get(t.Context(), Request{URL: at + "/open"})
	if got := (*asked)[before:]; len(got) != 2 || got[0] != "/robots.txt" {
		t.Errorf("after a day asked %q", got)
	}
}

func TestOddRobots(t *testing.T) {
	endless := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "User-agent: *\nDisallow: /no\n")
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, strings.Repeat("# "+strings.Repeat("x", 1000)+"\n", 100)); err != nil {
				return
			}
		}
	}
	fails := func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }
	for _, e := range []struct {
		name         string
		robots       http.HandlerFunc
		free, denied string
	}{
		{"none", nil, "/no /yes", ""},
		{"a gigabyte", endless, "/yes", "/no"},
		{"moved", sends(http.StatusFound, "/elsewhere"), "/yes", "/no"},
		{"round", sends(http.StatusFound, "/robots.txt"), "/no /yes", ""},
		{"a page", says("<!doctype html><title>404</title>"), "/no /yes", ""},
		{"binary", says("\x00\x01\xff\xfe"), "/no /yes", ""},
		{"broken", fails, "", "/no /yes"},
		{"inside", sends(http.StatusFound, "http://[::1]:1/"), "", "/no /yes"},
		{"a mark first", says("\ufeffUser-agent: *\nDisallow: /no"), "/yes", "/no"},
	} {
		at, _ := site(t, map[string]http.HandlerFunc{
			"/robots.txt": e.robots, "/elsewhere": says("User-agent: *\nDisallow: /no"), "/no": says("x"), "/yes": says("x"),
		})
		c, _ := rig(Options{Delay: -1})
		for _, path := range strings.Fields(e.free) {
			if _, err := c.Get(t.Context(), Request{URL: at + path}); err != nil {
				t.Errorf("%s: %s: %v", e.name, path, err)
			}
		}
		for _, path := range strings.Fields(e.denied) {
			if _, err := c.Get(t.Context(), Request{URL: at + path}); err == nil {
				t.Errorf("%s: %s was fetched", e.name, path)
			}
		}
	}
}

// TestOneRequestAtATime asks a host from many sides at once.
func TestOneRequestAtATime(t *testing.T) {
	var mu sync.Mutex
	now, most := 0, 0
	at, _ := site(t, map[string]http.HandlerFunc{"/p": func(http.ResponseWriter, *http.Request) {
		mu.Lock()
		now++
		most = max(most, now)
		mu.Unlock()
		time.Sleep(2 * time.Millisecond)
		mu.Lock()
		now--
		mu.Unlock()
	}})
	c, _ := rig(Options{})
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() { _, _ = c.Get(t.Context(), Request{URL: at + "/p"}) })
	}
	all.Wait()
	if most != 1 {
		t.Errorf("%d requests at once", most)
	}
}

func TestKeeperKeepsWhatCame(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = io.WriteString(z, "words")
	_ = z.Close()
	at, _ := site(t, map[string]http.HandlerFunc{"/p": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(packed.Bytes())
	}})
	var kept bytes.Buffer
	c, _ := rig(Options{Delay: -1, Keep: NewKeeper(&kept)})
	for range 2 {
		if p, err := c.Get(t.Context(), Request{URL: at + "/p"}); err != nil || string(p.Body) != "words" {
			t.Fatalf("%q, %v", p.Body, err)
		}
	}
	in, err := gzip.NewReader(&kept)
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"WARC/1.1\r\n", "WARC-Target-URI: " + at + "/p", "WARC-Date: 2021-03-16T12:00:00Z", "Content-Encoding: gzip", packed.String()} {
		if strings.Count(string(all), want) != 2 {
			t.Errorf("%q stands there %d times, want 2", want, strings.Count(string(all), want))
		}
	}
	c, _ = rig(Options{Delay: -1, Keep: NewKeeper(full{})})
	if _, err := c.Get(t.Context(), Request{URL: at + "/p"}); err == nil || !strings.Contains(err.Error(), "keep: no room") {
		t.Errorf("a full disk: %v", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

// names is a name server on loopback that answers from a list, one after another.
func names(t *testing.T, answers ...[4]byte) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		buf := make([]byte, 512)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) == 0 {
				continue
			}
			m.Response, m.Authoritative, m.Additionals = true, true, nil
			if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}, Body: &dnsmessage.AResource{A: answers[0]},
				}}
				if len(answers) > 1 {
					answers = answers[1:]
				}
			}
			if out, err := m.Pack(); err == nil {
				_, _ = conn.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// TestRebinding asks a name server that says one thing first and another then:
// what is dialled counts, not what was said before.
func TestRebinding(t *testing.T) {
	at, asked := site(t, map[string]http.HandlerFunc{"/p": says("inside")})
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(at, "http://"))
	c, _ := rig(Options{Allow: []string{"nobody"}, Delay: -1, Timeout: 2 * time.Second, Resolver: names(t, [4]byte{198, 51, 100, 7}, [4]byte{127, 0, 0, 1})})
	for range 3 {
		if _, err := c.Get(t.Context(), Request{URL: "http://liar.example:" + port + "/p"}); err == nil || !strings.Contains(err.Error(), "not a public address") {
			t.Errorf("got %v", err)
		}
	}
	if len(*asked) != 0 {
		t.Errorf("asked for %q", *asked)
	}
	// The same name, allowed, goes there.
	c, _ = rig(Options{Allow: []string{"LIAR.example"}, Delay: -1, Resolver: names(t, [4]byte{127, 0, 0, 1})})
	if p, err := c.Get(t.Context(), Request{URL: "http://liar.example:" + port + "/p"}); err != nil || string(p.Body) != "inside" {
		t.Errorf("%q, %v", p.Body, err)
	}
}
