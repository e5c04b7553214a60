package telemetry

import (
	"context"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// figures are numbers that take long to read: whoever looks sees those that were
// read last, and how old they are.
type figures struct {
	descs []*prometheus.Desc
	age   *prometheus.Desc
	read  func(context.Context) ([]float64, error) // one for each
	every time.Duration
	ctx   context.Context // of the process
	now   func() time.Time

	mu      sync.Mutex
	values  []float64
	at      time.Time
	reading chan struct{} // closed when it ends; nil while nobody reads
}

// readWithin is how long reading such numbers may take: a count over hundreds of
// millions of rows takes minutes.
const readWithin = 10 * time.Minute

// Figures has numbers that take long read beside whoever looks, no more often than
// every so long, and not at all while nobody looks. age tells how old they are.
// Reading ends with ctx.
func (t *Telemetry) Figures(ctx context.Context, every time.Duration, read func(context.Context) ([]float64, error), age Number, numbers ...Number) {
	t.registry.MustRegister(newFigures(ctx, every, read, age, numbers))
}

func newFigures(ctx context.Context, every time.Duration, read func(context.Context) ([]float64, error), age Number, numbers []Number) *figures {
	f := &figures{read: read, every: every, ctx: ctx, now: time.Now, age: prometheus.NewDesc(age.Name, age.Help, nil, nil)}
	for _, n := range numbers {
		f.descs = append(f.descs, prometheus.NewDesc(n.Name, n.Help, nil, nil))
	}
	return f
}

// Describe implements prometheus.Collector.
func (f *figures) Describe(to chan<- *prometheus.Desc) {
	for _, d := range append(f.descs, f.age) {
		to <- d
	}
}

// Collect implements prometheus.Collector.
func (f *figures) Collect(to chan<- prometheus.Metric) {
	values, at := f.known()
	if values == nil {
		return
	}
	for i, d := range f.descs {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, values[i])
	}
	to <- prometheus.MustNewConstMetric(f.age, prometheus.GaugeValue, max(0, f.now().Sub(at).Seconds()))
}

// known are the numbers that were read last. Those that are too old are read
// anew for who looks next; only the first are waited for.
func (f *figures) known() ([]float64, time.Time) {
	f.mu.Lock()
	if f.reading == nil && (f.values == nil || f.now().Sub(f.at) >= f.every) {
		f.reading = make(chan struct{})
		go f.renew(f.reading)
	}
	first, reading := f.values == nil, f.reading
	f.mu.Unlock()
	if first {
		select {
		case <-reading:
		case <-time.After(askedWithin):
		case <-f.ctx.Done():
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.values, f.at
}

// renew reads the numbers. What cannot be read leaves those that are known.
func (f *figures) renew(done chan struct{}) {
	defer close(done)
	ctx, end := context.WithTimeout(f.ctx, readWithin)
	defer end()
	values, err := f.read(ctx)
	f.mu.Lock()
	defer f.mu.Unlock()
	if err == nil {
		f.values, f.at = values, f.now()
	}
	f.reading = nil
}
