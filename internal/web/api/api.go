// Package api answers programs under /api/v1: what the pages show, by the same
// questions in the same order, as the objects that "onrecord … --format jsonl"
// writes. It writes its own OpenAPI 3.1 document from the types that it answers
// with, and faults as RFC 9457 problems.
//
// A list comes a page at a time as JSON, or whole as NDJSON, a row a line.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/ask"
	"onrecord/internal/decide"
	"onrecord/internal/extract"
	"onrecord/internal/intake"
	"onrecord/internal/notify"
	"onrecord/internal/web/auth"
)

// Prefix is where the API begins.
const Prefix = "/api/v1"

// World gives what comes of many articles as it stands now.
type World func(context.Context) (*ask.World, error)

// API answers programs.
type API struct {
	store onrecord.Store
	world World
	known decide.Known
	acts  Log
	desk  *intake.Desk
	log   *slog.Logger
	by    string
	watch *notify.Watcher
	rules func() (extract.Rulebook, error) // read once, where one is asked about
	ended chan struct{}                    // closed when streams are to end
}

// Log hears what users did.
type Log interface {
	Note(ctx context.Context, a account.Act) error
}

// Parts are what an API is made of.
type Parts struct {
	Store   onrecord.Store
	World   World
	Known   decide.Known // who actors are that the world knows
	Acts    Log
	Desk    *intake.Desk // that takes articles in; nil for none
	Log     *slog.Logger // of failed requests
	Version string       // of the program
	Watch   *notify.Watcher
}

// New makes an API.
func New(p Parts) *API {
	return &API{store: p.Store, world: p.World, known: p.Known, acts: p.Acts, desk: p.Desk, log: p.Log, by: p.Version, watch: p.Watch, rules: sync.OnceValues(extract.NewRulebook), ended: make(chan struct{})}
}

// End ends streams, which would otherwise go on for as long as their askers do.
// It is called once.
func (a *API) End() { close(a.ended) }

// note has the log know what a user did.
func (a *API) note(ctx context.Context, what account.Deed, on string) error {
	who, _ := auth.From(ctx)
	return a.acts.Note(ctx, account.Act{At: time.Now().UTC(), User: who.Name, What: what, On: on, Address: who.Address})
}

// Place is where an operation is found, and who may ask for it.
type Place struct {
	Method, Path string // behind Prefix
	Role         account.Role
}

// Operation puts something that a program can ask for at a place.
type Operation func(to huma.API, at Place)

// On makes what operations are put on, over a mux. Its document is served as
// /api/v1/openapi.json and .yaml.
func (a *API) On(mux *http.ServeMux) huma.API {
	config := huma.DefaultConfig("onrecord", a.by)
	config.Info.Description = "The record of who said what, what happened and what was agreed: every fact on the characters it was read from."
	config.Servers = []*huma.Server{{URL: Prefix}}
	config.DocsPath = ""     // its renderer comes from elsewhere, and nothing here does
	config.CreateHooks = nil // no "$schema" in answers: they are the contract's objects
	config.SchemasPath = ""
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: `Made by "onrecord token add". A server on loopback asks for none.`}}
	config.Security = []map[string][]string{{"token": {}}, {}}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		a.Failed(w, r, onrecord.Errorf(onrecord.NotFound, "there is nothing at %s; %s/openapi.json says what there is", r.URL.Path, Prefix))
	})
	return humago.NewWithPrefix(mux, Prefix, config)
}

// operation is what is said of an operation in the document.
func operation(at Place, id, summary string) huma.Operation {
	return huma.Operation{
		OperationID: id, Summary: summary, Method: at.Method, Path: at.Path,
		Errors: []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusTooManyRequests},
	}
}

// register puts an operation on to, for those who may.
func register[In, Out any](a *API, to huma.API, at Place, op huma.Operation, answer func(context.Context, *In) (*Out, error)) {
	huma.Register(to, op, func(ctx context.Context, in *In) (*Out, error) {
		if err := auth.May(ctx, at.Role); err != nil {
			return nil, a.problem(ctx, err)
		}
		out, err := answer(ctx, in)
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		return out, nil
	})
}

// problem is an error as the API tells it. Of our own faults only the log hears.
func (a *API) problem(ctx context.Context, err error) huma.StatusError {
	if already, ok := errors.AsType[huma.StatusError](err); ok {
		return already
	}
	status := Status(err)
	if status == http.StatusInternalServerError {
		a.log.ErrorContext(ctx, "request of a program failed", "error", err)
		return huma.NewError(status, "Something went wrong here; the server's log says what.")
	}
	return huma.NewError(status, err.Error())
}

// Failed answers a request of a program that nothing could answer.
func (a *API) Failed(w http.ResponseWriter, r *http.Request, err error) {
	problem := a.problem(r.Context(), err)
	w.Header().Set("Content-Type", "application/problem+json")
	if status := problem.GetStatus(); status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", auth.RetryAfter(err))
	}
	w.WriteHeader(problem.GetStatus())
	_ = json.NewEncoder(w).Encode(problem) // an asker who has gone is no fault
}

// Status is the one place where an error becomes an HTTP status.
func Status(err error) int {
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
	case onrecord.Limited:
		return http.StatusTooManyRequests
	case onrecord.Transient:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}
