// Package web serves a store: its pages (package site) and who may see them
// (package auth). All ways in stand in one table, routes.go.
//
// The server is for the one whose machine this is: it binds to loopback and
// answers to loopback names only, so that no page on the web can have a
// browser read the store (DNS rebinding).
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/web/auth"
	"onrecord/internal/web/site"
)

// Server answers requests.
type Server struct {
	site *site.Site
	gate auth.Gate
	log  *slog.Logger
}

// New makes a server of the pages of a store for those whom gate lets in; log
// hears of failed requests.
func New(pages *site.Site, gate auth.Gate, log *slog.Logger) *Server {
	return &Server{site: pages, gate: gate, log: log}
}

// Handler is all routes, and what holds for every request.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range routes(s.site) {
		mux.Handle(r.method+" "+r.path, s.answer(s.allowed(r.role, r.page)))
	}
	return guard(http.NewCrossOriginProtection().Handler(mux))
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
		if status == http.StatusInternalServerError {
			s.log.ErrorContext(r.Context(), "request failed", "url", r.URL.String(), "error", err)
			message = "Something went wrong here; the server's log says what."
		}
		if err := s.site.Failed(w, status, message); err != nil {
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
