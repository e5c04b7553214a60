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
	"time"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/web/auth"
	"onrecord/internal/web/site"
)

// Server answers requests.
type Server struct {
	site  *site.Site
	gate  auth.Gate
	door  site.Door // nil where nobody logs in
	named func(host string) bool
	https bool
	pace  *auth.Pace // of each user; nil for none
	log   *slog.Logger
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

// New makes a server of the pages of a store for its owner, who answers to that
// name in decisions; log hears of failed requests.
func New(pages *site.Site, owner string, log *slog.Logger, options ...Option) *Server {
	s := &Server{site: pages, gate: auth.Owner(owner), named: loopbackName, log: log}
	for _, set := range options {
		set(s)
	}
	return s
}

// Handler is all routes, and what holds for every request.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range routes(s.site, s.door) {
		mux.Handle(r.method+" "+r.path, s.answer(s.allowed(r.role, r.page)))
	}
	return s.guard(http.NewCrossOriginProtection().Handler(s.gate.Wrap(mux)))
}

// errNobody is what a request gets that comes from nobody known.
var errNobody = onrecord.Errorf(onrecord.Unauthenticated, "this is for users only")

// allowed lets only those see a page who may.
func (s *Server) allowed(role account.Role, page site.Page) site.Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		who, known, err := s.gate.Who(r)
		switch {
		case err != nil:
			return fmt.Errorf("find who asks: %w", err)
		case known:
			r = r.WithContext(auth.With(r.Context(), who))
		case role != "":
			return errNobody
		}
		if !who.Role.May(role) {
			return onrecord.Errorf(onrecord.Forbidden, "this needs the role %s, and %s is %s", role, who.Name, who.Role)
		}
		if known && s.pace != nil && !s.pace.Allow(who.Name, time.Now()) {
			return onrecord.Errorf(onrecord.Limited, "too many requests; wait some seconds")
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
		status, message := statusOf(err), err.Error()
		switch {
		case status == http.StatusUnauthorized && s.door != nil && r.Header.Get("Authorization") == "":
			site.LoginFirst(w, r)
			return
		case status == http.StatusUnauthorized:
			w.Header().Set("WWW-Authenticate", "Bearer")
		case status == http.StatusTooManyRequests:
			w.Header().Set("Retry-After", "15")
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

// statusOf is the one place where an error becomes an HTTP status.
func statusOf(err error) int {
	switch onrecord.KindOf(err) {
	case onrecord.Invalid:
		return http.StatusBadRequest
	case onrecord.Unauthenticated:
		return http.StatusUnauthorized
	case onrecord.Forbidden:
		return http.StatusForbidden
	case onrecord.Limited:
		return http.StatusTooManyRequests
	case onrecord.NotFound:
		return http.StatusNotFound
	case onrecord.Conflict:
		return http.StatusConflict
	case onrecord.Transient:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// guard sets what every answer bears and turns away foreign host names.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
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
