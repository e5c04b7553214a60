// Package web serves a store: its pages (package site) and who may see them
// (package auth). All ways in stand in one table, routes.go.
//
// Without a door the server is for the one whose machine this is: it answers to
// loopback names only, so that no page on the web can have a browser read the
// store (DNS rebinding). With a door it is for users, by the names it is given.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"onrecord/internal/account"
	"onrecord/internal/web/api"
	"onrecord/internal/web/auth"
	"onrecord/internal/web/held"
	"onrecord/internal/web/site"
)

// Server answers requests.
type Server struct {
	site   *site.Site
	api    *api.API
	gate   auth.Gate
	door   site.Door // nil where nobody logs in
	named  func(host string) bool
	https  bool
	pace   *auth.Pace // of each user; nil for none
	see    Watcher    // nil where nobody watches
	needs  []func(context.Context) error
	record held.Record // nil where no answers are held
	log    *slog.Logger

	made    sync.Once
	handler http.Handler
}

// Option is something about a server that is not as it is by itself.
type Option func(*Server)

// Behind puts a server behind a door: who comes through is asked for name and
// password. It answers to the hosts that are named, or to any where none is.
func Behind(door *auth.Door, hosts ...string) Option {
	return func(s *Server) {
		s.gate, s.door = door, door
		s.pace = auth.NewPace(time.Second/50, 200) // a page and what is on it are some five requests
		s.named = func(host string) bool {
			return len(hosts) == 0 || slices.ContainsFunc(hosts, func(h string) bool { return strings.EqualFold(h, host) })
		}
	}
}

// OverHTTPS says that browsers reach the server by HTTPS, and are to stay there.
func OverHTTPS() Option { return func(s *Server) { s.https = true } }

// Watcher sees every request that next answers; route tells by which way in one
// comes, as "/articles/{id}", "" if by none.
type Watcher func(route func(*http.Request) string, next http.Handler) http.Handler

// Watched has somebody see the server's requests.
func Watched(see Watcher) Option { return func(s *Server) { s.see = see } }

// heldBytes is how much is held of answers: of such as a page is, some thousands.
const heldBytes = 64 << 20

// Holding has answers made once for as long as the record is the same.
func Holding(record held.Record) Option { return func(s *Server) { s.record = record } }

// Needs says without what the server is not ready. Whoever asks hears no more than
// that it is not.
func Needs(answers func(context.Context) error) Option {
	return func(s *Server) { s.needs = append(s.needs, answers) }
}

// New makes a server of a store for its owner, who answers to that name in
// decisions; log hears of failed requests.
func New(pages *site.Site, programs *api.API, owner string, log *slog.Logger, options ...Option) *Server {
	s := &Server{site: pages, api: programs, gate: auth.Owner(owner), named: loopbackName, log: log}
	for _, set := range options {
		set(s)
	}
	return s
}

// Handler is all routes, and what holds for every request. It is made once: the
// API's document takes some milliseconds.
func (s *Server) Handler() http.Handler {
	s.made.Do(func() { s.handler = s.makeHandler() })
	return s.handler
}

func (s *Server) makeHandler() http.Handler {
	pages, programs := http.NewServeMux(), http.NewServeMux()
	operations := s.api.On(programs)
	ways := routes(s.site, s.api, s.door)
	s.site.Lead(menuOf(ways))
	for _, r := range ways {
		if r.page != nil {
			pages.Handle(r.method+" "+r.path, s.answer(allowed(r.role, r.page)))
		}
		if r.call != nil {
			r.call(operations, api.Place{Method: r.method, Path: r.path, Role: r.role})
		}
	}
	all := http.NewServeMux()
	all.Handle("/", pages)
	all.Handle(api.Prefix+"/", programs)
	once := held.New(held.Parts{Record: s.record, Bytes: heldBytes, Turn: newTurns().take, Asked: holding, Refused: s.failed})
	door := http.NewServeMux() // those who look whether it is well need no account, and no turn
	door.Handle("/", http.NewCrossOriginProtection().Handler(s.gate.Wrap(s.knowing(once.Wrap(gzhttp.GzipHandler(all))))))
	door.HandleFunc("GET /healthz", alive)
	door.HandleFunc("GET /readyz", s.ready)
	answers := s.guard(door)
	if s.see == nil {
		return answers
	}
	return s.see(func(r *http.Request) string { return wayIn(r, pages, programs) }, answers)
}

// wayIn is the path of the way in by which a request comes, as the table of
// routes has it.
func wayIn(r *http.Request, muxes ...*http.ServeMux) string {
	for _, mux := range muxes {
		_, pattern := mux.Handler(r)
		if path := pattern[strings.Index(pattern, " ")+1:]; len(path) > 1 { // "/" stands for what is nowhere
			return path
		}
	}
	return ""
}

// knowing has whoever answers know who asks.
func (s *Server) knowing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r, err := s.known(r)
		if err != nil {
			s.failed(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// failed answers a request that nothing could answer.
func (s *Server) failed(w http.ResponseWriter, r *http.Request, err error) {
	if strings.HasPrefix(r.URL.Path, api.Prefix+"/") {
		s.api.Failed(w, r, err)
		return
	}
	s.answer(func(http.ResponseWriter, *http.Request) error { return err }).ServeHTTP(w, r)
}

// known is a request with who asks it, if they do not ask too often.
func (s *Server) known(r *http.Request) (*http.Request, error) {
	who, known, err := s.gate.Who(r)
	switch {
	case err != nil:
		return r, fmt.Errorf("find who asks: %w", err)
	case !known:
		return r, nil
	case s.pace == nil:
	default:
		if rest := s.pace.Rest(who.Name, time.Now()); rest > 0 {
			return r, auth.TooOften("too many requests", rest)
		}
	}
	return r.WithContext(auth.With(r.Context(), who)), nil
}

// allowed lets only those see a page who may.
func allowed(role account.Role, page site.Page) site.Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		if err := auth.May(r.Context(), role); err != nil {
			return err
		}
		return page(w, r)
	}
}

// answer answers with a page for an error that another returns.
func (s *Server) answer(page site.Page) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := page(w, r)
		if err == nil || r.Context().Err() != nil {
			return
		}
		status, message := api.Status(err), err.Error()
		switch {
		case status == http.StatusUnauthorized && s.door != nil && r.Header.Get("Authorization") == "":
			site.LoginFirst(w, r)
			return
		case status == http.StatusUnauthorized:
			w.Header().Set("WWW-Authenticate", "Bearer")
		case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable:
			w.Header().Set("Retry-After", auth.RetryAfter(err))
		}
		if status == http.StatusInternalServerError {
			s.log.ErrorContext(r.Context(), "request failed", "url", r.URL.String(), "error", err)
			message = "Something went wrong here; the server's log says what."
		}
		if err := s.site.Failed(w, r, status, message); err != nil {
			s.log.ErrorContext(r.Context(), "error page failed", "error", err)
		}
	})
}

// guard sets what every answer bears and turns away foreign host names.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if s.https {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if !s.named(hostOf(r.Host)) {
			http.Error(w, "this server does not answer to that name", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// hostOf is the name in a Host header.
func hostOf(header string) string {
	if name, _, err := net.SplitHostPort(header); err == nil {
		header = name
	}
	return strings.Trim(header, "[]")
}

// loopbackName reports whether a host is the machine itself.
func loopbackName(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
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
	server.RegisterOnShutdown(s.api.End)
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
