// Package telemetry lets others watch a running process: numbers in the text
// format of Prometheus, traces by OpenTelemetry, whether it lives and is ready,
// and, where asked for, profiles.
//
// Nothing is global: a process makes one Telemetry and gives it to what it
// watches. Names of metrics begin with onrecord_, are in base units (seconds,
// bytes) and have few labels, none of which holds a word of an article, an
// address that somebody asked for, or a user's name.
package telemetry

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// Outcomes of an article.
const (
	Stored = "stored" // it is in the store now, or changed there
	Known  = "known"  // it was there already
	Bad    = "bad"    // it could not be read, and was reported
)

// Telemetry is what others see of a process. It is safe for concurrent use.
type Telemetry struct {
	registry *prometheus.Registry
	articles *prometheus.CounterVec
	steps    *prometheus.HistogramVec
	requests *prometheus.HistogramVec
	inFlight prometheus.Gauge
	traces   trace.TracerProvider
	checks   []check
}

// check is something without which a process is not ready.
type check struct {
	name string
	ask  func(context.Context) error
}

// Option is something about a Telemetry that is not as it is by itself.
type Option func(*Telemetry)

// WithTraces sends spans to p; without it none are made.
func WithTraces(p trace.TracerProvider) Option { return func(t *Telemetry) { t.traces = p } }

// New makes the telemetry of a process of that version.
func New(version string, options ...Option) *Telemetry {
	t := &Telemetry{
		registry: prometheus.NewRegistry(),
		articles: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "onrecord_articles_total", Help: "Articles that were handled, by what came of each: stored, known, bad.",
		}, []string{"outcome"}),
		steps: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "onrecord_step_seconds", Help: "How long a step of the work took: read (an article into its record), put (records into the store), settle (rows of many articles).",
			Buckets: prometheus.ExponentialBuckets(.001, 2.5, 12),
		}, []string{"step"}),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "onrecord_http_request_seconds", Help: "How long an answer took, by the way in and its status.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"route", "method", "status"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{Name: "onrecord_http_requests_in_flight", Help: "Requests that are being answered."}),
		traces:   noop.NewTracerProvider(),
	}
	for _, set := range options {
		set(t)
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "onrecord_build_info", Help: "1, with the version of the program.", ConstLabels: prometheus.Labels{"version": version},
	})
	build.Set(1)
	t.registry.MustRegister(t.articles, t.steps, t.requests, t.inFlight, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, outcome := range []string{Stored, Known, Bad} {
		t.articles.WithLabelValues(outcome) // so that a rate over it is 0 and not unknown
	}
	return t
}

// Articles counts articles by what came of them.
func (t *Telemetry) Articles(outcome string, n int) {
	t.articles.WithLabelValues(outcome).Add(float64(n))
}

// Took notes that a step of the work began then and ends now.
func (t *Telemetry) Took(step string, began time.Time) {
	t.steps.WithLabelValues(step).Observe(time.Since(began).Seconds())
}

// Tracer makes the spans of the process's own work.
func (t *Telemetry) Tracer() trace.Tracer { return t.traces.Tracer("onrecord") }

// Number is a number that is read when somebody looks.
type Number struct{ Name, Help string }

// Gauges has numbers read together whenever somebody looks; what cannot be read
// in time is left out of what they see.
func (t *Telemetry) Gauges(read func(context.Context) ([]float64, error), numbers ...Number) {
	a := &asked{read: read}
	for _, n := range numbers {
		a.descs = append(a.descs, prometheus.NewDesc(n.Name, n.Help, nil, nil))
	}
	t.registry.MustRegister(a)
}

// Needs says what the process needs to be ready.
func (t *Telemetry) Needs(name string, ask func(context.Context) error) {
	t.checks = append(t.checks, check{name, ask})
}

// asked is a collector that asks for its numbers when they are collected.
type asked struct {
	descs []*prometheus.Desc
	read  func(context.Context) ([]float64, error) // one for each
}

// Describe implements prometheus.Collector.
func (a *asked) Describe(to chan<- *prometheus.Desc) {
	for _, d := range a.descs {
		to <- d
	}
}

// askedWithin is how long whoever looks waits for numbers, or for what the
// process needs: less than Prometheus waits for all of them.
const askedWithin = 2 * time.Second

// Collect implements prometheus.Collector.
func (a *asked) Collect(to chan<- prometheus.Metric) {
	ctx, end := context.WithTimeout(context.Background(), askedWithin)
	defer end()
	values, err := a.read(ctx)
	if err != nil {
		return
	}
	for i, d := range a.descs {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, values[i])
	}
}

// Requests watches the requests that next answers. route tells by which way in
// one comes: a pattern, never the address itself, of which there are any number.
func (t *Telemetry) Requests(route func(*http.Request) string, next http.Handler) http.Handler {
	counted := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t.inFlight.Inc()
		defer t.inFlight.Dec()
		began, seen := time.Now(), &answer{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			t.requests.WithLabelValues(route(r), r.Method, strconv.Itoa(seen.status)).Observe(time.Since(began).Seconds())
		}()
		next.ServeHTTP(seen, r)
	})
	return otelhttp.NewHandler(counted, "request", otelhttp.WithTracerProvider(t.traces),
		otelhttp.WithSpanNameFormatter(func(_ string, r *http.Request) string { return r.Method + " " + route(r) }))
}

// answer remembers the status of an answer.
type answer struct {
	http.ResponseWriter
	status int
	begun  bool
}

// WriteHeader implements http.ResponseWriter.
func (a *answer) WriteHeader(status int) {
	if !a.begun && status >= http.StatusOK {
		a.status, a.begun = status, true
	}
	a.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach what is underneath: streams flush.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
