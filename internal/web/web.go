// Package web shows a store in the browser: articles, statements, a timeline,
// what comes of many articles, who is who, and an article with the words of its
// claims marked. Pages are made on the server and take nothing from elsewhere;
// what little script there is improves them, and none of them needs it.
//
// The server is for the one whose machine this is: it binds to loopback and
// answers to loopback names only, so that no page on the web can have a
// browser read the store (DNS rebinding).
package web

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"onrecord"
)

//go:embed assets
var assets embed.FS

// Server shows a store.
type Server struct {
	store onrecord.Store
	world World
	log   *slog.Logger
	pages map[string]*template.Template
}

// New makes a server of a store and of what comes of its articles; log hears of
// failed requests.
func New(store onrecord.Store, world World, log *slog.Logger) (*Server, error) {
	s := &Server{store: store, world: world, log: log, pages: map[string]*template.Template{}}
	for _, name := range []string{"statements", "timeline", "claims", "world", "actors", "articles", "article", "failed"} {
		t, err := template.New("").Funcs(functions).ParseFS(assets, "assets/frame.html", "assets/parts.html", "assets/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", name, err)
		}
		s.pages[name] = t
	}
	return s, nil
}

// Handler is the site: its routes, and what holds for every request.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", http.RedirectHandler("/statements", http.StatusFound))
	mux.Handle("GET /statements", s.handler(s.statements))
	mux.Handle("GET /timeline", s.handler(s.timeline))
	mux.Handle("GET /events", s.handler(s.events()))
	mux.Handle("GET /assertions", s.handler(s.assertions()))
	mux.Handle("GET /memberships", s.handler(s.memberships()))
	for _, l := range worldLists() {
		mux.Handle("GET "+l.path, s.handler(s.worldOf(l)))
	}
	mux.Handle("GET /actors", s.handler(s.actors))
	mux.Handle("GET /actor", s.handler(s.actor))
	mux.Handle("GET /articles", s.handler(s.articles))
	mux.Handle("GET /article", s.handler(s.article))
	mux.Handle("GET /style.css", s.handler(asset("style.css", "text/css; charset=utf-8")))
	mux.Handle("GET /site.js", s.handler(asset("site.js", "text/javascript; charset=utf-8")))
	mux.Handle("GET /", s.handler(func(http.ResponseWriter, *http.Request) error {
		return onrecord.Errorf(onrecord.NotFound, "there is no such page")
	}))
	return guard(http.NewCrossOriginProtection().Handler(mux))
}

// guard sets what every answer bears and turns away foreign host names.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if !loopbackName(r.Host) {
			http.Error(w, "this server answers to localhost only", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// loopbackName reports whether a Host header names the machine itself.
func loopbackName(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}

// handler answers with a page for an error that f returns.
func (s *Server) handler(f func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := f(w, r)
		if err == nil || r.Context().Err() != nil {
			return
		}
		status, message := statusOf(err), err.Error()
		if status == http.StatusInternalServerError {
			s.log.ErrorContext(r.Context(), "request failed", "url", r.URL.String(), "error", err)
			message = "Something went wrong here; the server's log says what."
		}
		if err := s.render(w, status, "failed", failedPage{frame: frame{Title: http.StatusText(status)}, Message: message}); err != nil {
			s.log.ErrorContext(r.Context(), "error page failed", "error", err)
		}
	})
}

// statusOf is the one place where an error becomes an HTTP status.
func statusOf(err error) int {
	switch onrecord.KindOf(err) {
	case onrecord.Invalid:
		return http.StatusBadRequest
	case onrecord.NotFound:
		return http.StatusNotFound
	case onrecord.Conflict:
		return http.StatusConflict
	case onrecord.Transient:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// render writes a whole page or none.
func (s *Server) render(w http.ResponseWriter, status int, name string, page any) error {
	var b bytes.Buffer
	if err := s.pages[name].ExecuteTemplate(&b, "frame.html", page); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // a reader who has gone is no fault
	return nil
}

// asset answers with a file of the program.
func asset(name, mediaType string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, _ *http.Request) error {
		b, err := assets.ReadFile("assets/" + name)
		if err != nil {
			return err
		}
		w.Header().Set("Content-Type", mediaType)
		w.Header().Set("Cache-Control", "max-age=300")
		_, _ = w.Write(b) // a reader who has gone is no fault
		return nil
	}
}

// Serve answers on l until ctx ends, then lets the requests under way end.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		ended <- server.Shutdown(patience)
	})
	err := server.Serve(l)
	if !stop() && errors.Is(err, http.ErrServerClosed) {
		return <-ended
	}
	return err
}
