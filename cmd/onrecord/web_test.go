package main

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestWebScripts runs scripts beside a site of their own: the command "site DIR"
// serves a directory on loopback and sets SITE; what was asked for stands, a
// line each, in the file "asked" once "asked" was run.
func TestWebScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   "testdata/web",
		Setup: switched,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": exits,
			"site":   serveDir,
			"asked":  asked,
		},
	})
}

// visits are what a site was asked for.
type visits struct {
	mu    sync.Mutex
	lines []string
}

var sites sync.Map // of scripts, by their directory

func serveDir(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	v := &visits{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v.mu.Lock()
		v.lines = append(v.lines, fmt.Sprintf("%s %s", r.URL.RequestURI(), r.Header.Get("If-None-Match")))
		v.mu.Unlock()
		body, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(r.URL.Path)))
		switch {
		case strings.HasPrefix(r.URL.Path, "/to/"):
			http.Redirect(w, r, "http://"+strings.TrimPrefix(r.URL.Path, "/to/")+"/", http.StatusFound)
		case r.URL.Path == "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case err != nil:
			http.NotFound(w, r)
		default:
			tag := fmt.Sprintf(`"%d"`, len(body))
			w.Header().Set("ETag", tag)
			if r.Header.Get("If-None-Match") == tag {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			host := "http://" + r.Host
			_, _ = w.Write([]byte(strings.ReplaceAll(string(body), "SITE", host)))
		}
	}))
	ts.Defer(s.Close)
	sites.Store(ts.Getenv("WORK"), v)
	ts.Setenv("SITE", s.URL)
	host, _, err := net.SplitHostPort(s.Listener.Addr().String())
	ts.Check(err)
	ts.Setenv("HOST", host)
}

func asked(ts *testscript.TestScript, _ bool, _ []string) {
	found, _ := sites.Load(ts.Getenv("WORK"))
	v, ok := found.(*visits)
	if !ok {
		ts.Fatalf("no site was started")
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	ts.Check(os.WriteFile(ts.MkAbs("asked"), []byte(strings.Join(v.lines, "\n")+"\n"), 0o666))
	v.lines = nil
}
