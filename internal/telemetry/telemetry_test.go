package telemetry

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
)

func get(t *testing.T, h http.Handler, path string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(body)
}

func TestMetrics(t *testing.T) {
	tel := New("1.2.3")
	tel.Articles(Stored, 3)
	tel.Took("put", time.Now().Add(-time.Second))
	tel.Gauges(func(context.Context) ([]float64, error) { return []float64{41, 2}, nil },
		Number{"onrecord_store_articles", "Articles in the store."}, Number{"onrecord_store_bytes", "What it takes."})
	tel.Gauges(func(context.Context) ([]float64, error) { return nil, errors.New("gone") }, Number{"onrecord_queue_waiting", "Articles that wait."})
	site := tel.Requests(func(*http.Request) string { return "/articles/{id}" }, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusEarlyHints)
		w.WriteHeader(http.StatusNotFound)
	}))
	get(t, site, "/articles/an-article-nobody-should-see-here")
	status, all := get(t, tel.Handler(false), "/metrics")
	if status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	for _, want := range []string{
		`onrecord_articles_total{outcome="stored"} 3`,
		`onrecord_articles_total{outcome="bad"} 0`,
		`onrecord_step_seconds_count{step="put"} 1`,
		`onrecord_store_articles 41`,
		`onrecord_store_bytes 2`,
		`onrecord_build_info{version="1.2.3"} 1`,
		`onrecord_http_request_seconds_count{method="GET",route="/articles/{id}",status="404"} 1`,
		`onrecord_http_requests_in_flight 0`,
		`go_goroutines `, `process_open_fds `,
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not among the metrics", want)
		}
	}
	for _, never := range []string{"nobody-should-see", "onrecord_queue_waiting"} {
		if strings.Contains(all, never) {
			t.Errorf("%q is among the metrics", never)
		}
	}
}

func TestReady(t *testing.T) {
	tel := New("1.2.3")
	var broken error
	tel.Needs("the store", func(context.Context) error { return broken })
	h := tel.Handler(false)
	for _, c := range []struct {
		name, path string
		broken     error
		status     int
		body       string
	}{
		{"all answers", "/readyz", nil, http.StatusOK, "ready"},
		{"something does not", "/readyz", errors.New("postgres://ana:secret@db"), http.StatusServiceUnavailable, "the store does not answer"},
		{"it lives all the same", "/healthz", errors.New("down"), http.StatusOK, "ok"},
		{"profiles are not shown unasked", "/debug/pprof/", nil, http.StatusNotFound, "404 page not found"},
	} {
		t.Run(c.name, func(t *testing.T) {
			broken = c.broken
			if status, body := get(t, h, c.path); status != c.status || strings.TrimSpace(body) != c.body {
				t.Errorf("%d %q, want %d %q", status, body, c.status, c.body)
			}
		})
	}
	if status, body := get(t, tel.Handler(true), "/debug/pprof/"); status != http.StatusOK || !strings.Contains(body, "goroutine") {
		t.Errorf("profiles that were asked for: %d %.80q", status, body)
	}
}

func TestTraces(t *testing.T) {
	spans := tracetest.NewInMemoryExporter()
	p := traces(trace.NewSimpleSpanProcessor(spans), "1.2.3")
	tel := New("1.2.3", WithTraces(p))
	site := tel.Requests(func(*http.Request) string { return "/statements" }, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, span := tel.Tracer().Start(r.Context(), "list")
		span.End()
	}))
	get(t, site, "/statements?q=secret")
	got := spans.GetSpans()
	if len(got) != 2 || got[0].Name != "list" || got[1].Name != "GET /statements" || got[0].Parent.SpanID() != got[1].SpanContext.SpanID() {
		t.Errorf("spans %+v", got)
	}
	if service := got[0].Resource.String(); !strings.Contains(service, "service.name=onrecord") || !strings.Contains(service, "service.version=1.2.3") {
		t.Errorf("they are of %s", service)
	}
}
