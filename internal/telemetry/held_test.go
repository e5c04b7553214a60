package telemetry

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// Two who would tell the same number are refused: which is meant nobody would know.
func TestNumbersAreToldOnce(t *testing.T) {
	read := func(context.Context) ([]float64, error) { return []float64{1}, nil }
	rows, age := Number{"test_rows", "Rows."}, Number{"test_age_seconds", "Age."}
	for what, twice := range map[string]func(*Telemetry){
		"asked for": func(seen *Telemetry) { seen.Gauges(read, rows); seen.Gauges(read, rows) },
		"read beside": func(seen *Telemetry) {
			seen.Figures(t.Context(), time.Minute, read, age, rows)
			seen.Gauges(read, rows)
		},
		"how old they be": func(seen *Telemetry) { seen.Figures(t.Context(), time.Minute, read, age, rows); seen.Gauges(read, age) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: told twice", what)
				}
			}()
			twice(New("test"))
		}()
	}
}

// What an answer is written through lets streams pass on what they have.
func TestAnswersFlush(t *testing.T) {
	seen := New("test")
	w := httptest.NewRecorder()
	seen.Requests(func(*http.Request) string { return "/" }, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
	})).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
	if !w.Flushed {
		t.Error("nothing was passed on")
	}
}

// Traces go where OpenTelemetry's own variable says.
func TestExport(t *testing.T) {
	came := make(chan string, 10)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { came <- r.URL.Path }))
	defer server.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", server.URL)
	traces, err := Export(t.Context(), "1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	_, span := New("test", WithTraces(traces)).Tracer().Start(t.Context(), "read")
	span.End()
	if err := traces.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	select {
	case path := <-came:
		if path != "/v1/traces" {
			t.Errorf("sent to %s", path)
		}
	default:
		t.Error("nothing was sent")
	}
}
