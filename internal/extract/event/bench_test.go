package event

import (
	"testing"

	"onrecord"
	"onrecord/internal/clause"
)

// BenchmarkExtract reads an article of the goldens' sentences again and again.
func BenchmarkExtract(b *testing.B) {
	r := newReading(b)
	text := goldenText(b)
	doc, err := r.a.Annotate(b.Context(), text)
	if err != nil {
		b.Fatal(err)
	}
	art := &onrecord.Article{Text: text}
	view := clause.Look(doc)
	var found onrecord.Found
	found.Statements = r.s.Extract(view, art)
	b.ReportAllocs()
	for b.Loop() {
		r.x.Extract(view, art, &found)
	}
	b.ReportMetric(float64(len(doc.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
