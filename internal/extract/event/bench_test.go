package event

import (
	"testing"

	"onrecord/ling"
)

// BenchmarkExtract reads an article of the goldens' sentences again and again.
func BenchmarkExtract(b *testing.B) {
	r := newReading(b)
	p := r.Text(b, goldenText(b), ling.Date{})
	b.ReportAllocs()
	for b.Loop() {
		r.x.Extract(p.View, p.Art, p.Found)
	}
	b.ReportMetric(float64(len(p.View.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
