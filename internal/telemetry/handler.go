package telemetry

import (
	"context"
	"fmt"
	"net/http"
	"net/http/pprof"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Handler answers who watches the process:
//
//	/metrics        numbers, in the text format of Prometheus
//	/healthz        200 while the process answers at all
//	/readyz         200 if all that it needs answers, else 503 and what does not
//	/debug/pprof/   profiles, if asked for: they show what is in memory
func (t *Telemetry) Handler(profiles bool) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(t.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError}))
	mux.HandleFunc("GET /healthz", Alive)
	mux.HandleFunc("GET /readyz", t.Ready)
	if profiles {
		mux.HandleFunc("GET /debug/pprof/", pprof.Index)
		mux.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
		mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
		mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
		mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	}
	return mux
}

// Alive says that the process answers.
func Alive(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprintln(w, "ok")
}

// Ready says whether all that the process needs answers. What is wrong is named
// and no more: whoever may ask need not learn where a database lives.
func (t *Telemetry) Ready(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	ctx, end := context.WithTimeout(r.Context(), askedWithin)
	defer end()
	for _, c := range t.checks {
		if err := c.ask(ctx); err != nil {
			http.Error(w, c.name+" does not answer", http.StatusServiceUnavailable)
			return
		}
	}
	fmt.Fprintln(w, "ready")
}
