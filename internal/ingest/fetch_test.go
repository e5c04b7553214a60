package ingest

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// site is a test server with a page, faults and redirects.
func site(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("<!doctype html><p>page</p>"))
	})
	mux.HandleFunc("/lines", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/x-ndjson; charset=utf-8")
		_, _ = w.Write([]byte(`{"id":"1","text":"t"}`))
	})
	mux.HandleFunc("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/page", http.StatusFound) })
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusFound)
	})
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) {
		for range MaxArticle>>16 + 1 {
			if _, err := w.Write([]byte(strings.Repeat("a", 1<<16))); err != nil {
				return
			}
		}
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestFetch(t *testing.T) {
	s := site(t)
	inside := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(inside.Close)
	typed := Options{Typed: true}
	for _, c := range []struct{ name, path, want string }{
		{"page", "/page", "text/html <!doctype html><p>page</p>"},
		{"redirect", "/moved", "text/html <!doctype html><p>page</p>"},
		{"JSON Lines", "/lines", "1 = t"},
		{"gone", "/gone", "! URL: fetch: the server answered 410 Gone"},
		{"round", "/round", "! URL: fetch: redirected more than 10 times"},
		{"large", "/large", "! URL: larger than the 16 MiB that an article may have"},
		{"to a file", "/away?to=file:///etc/passwd", `! URL: fetch: redirected to a "file" address`},
		{"into the network", "/away?to=" + inside.URL, "! URL: fetch: dial tcp " + inside.Listener.Addr().String() + ": 127.0.0.1 is not a public address"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := strings.ReplaceAll(strings.Join(read(t, typed, s.URL+c.path), "\n"), s.URL+c.path, "URL")
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	t.Run("not typed", func(t *testing.T) {
		got := read(t, Options{}, s.URL+"/page")
		if len(got) != 1 || !strings.Contains(got[0], "127.0.0.1 is not a public address") {
			t.Errorf("got %q", got)
		}
	})
	t.Run("slow", func(t *testing.T) {
		got := read(t, Options{Typed: true, Timeout: 50 * time.Millisecond}, s.URL+"/slow")
		if len(got) != 1 || !strings.HasSuffix(got[0], "context deadline exceeded") {
			t.Errorf("got %q", got)
		}
	})
}

func TestFetchTellsWhereAndWhen(t *testing.T) {
	s := site(t)
	now := time.Date(2016, 2, 27, 1, 2, 3, 0, time.FixedZone("", 3600))
	for raw, err := range Read(t.Context(), Options{Typed: true, Now: func() time.Time { return now }}, s.URL+"/moved") {
		if err != nil {
			t.Fatal(err)
		}
		if raw.URL != s.URL+"/page" || raw.Path != "" || raw.Collected != now.UTC() || raw.Header.Get("Content-Type") == "" {
			t.Errorf("got %+v", raw)
		}
	}
}

func TestRefusedURLs(t *testing.T) {
	for in, want := range map[string]string{
		"http://":              "no host in the URL",
		"http://[::1":          "missing ']' in host",
		"http://127.0.0.1:1/x": "127.0.0.1 is not a public address",
	} {
		got := read(t, Options{}, in)
		if len(got) != 1 || !strings.Contains(got[0], want) || !strings.HasPrefix(got[0], "! "+in+": ") {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func TestPublic(t *testing.T) {
	for addr, want := range map[string]bool{
		"8.8.8.8": true, "2a00:1450::1": true,
		"127.0.0.1": false, "10.1.2.3": false, "192.168.0.1": false, "172.16.0.1": false, "169.254.169.254": false,
		"0.0.0.0": false, "100.64.0.1": false, "255.255.255.255": false, "224.0.0.1": false,
		"::1": false, "fe80::1%eth0": false, "fd00::1": false, "::ffff:127.0.0.1": false, "64:ff9b::7f00:1": false, "::": false,
	} {
		if got := public(netip.MustParseAddr(addr)); got != want {
			t.Errorf("%s: public = %v, want %v", addr, got, want)
		}
	}
}
