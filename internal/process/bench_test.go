package process_test

import (
	"strings"
	"testing"

	"onrecord/internal/article"
	"onrecord/internal/ingest"
)

// BenchmarkHostile reads texts that were made to cost time, in two sizes: where
// the nanoseconds a byte grow with the text some step costs its square.
func BenchmarkHostile(b *testing.B) {
	r := newReader(b)
	for _, unit := range []struct{ name, text string }{
		{"dashes", "A-"},
		{"letters", "a "},
		{"nations", "Russian "},
		{"persons", "Ana Smith said he left. "},
		{"titles", "Minister Ana Smith spoke. The minister left. "},
		{"months", "Monday, May and Ana Smith "},
		{"marks", "“I "},
		{"open quotations", "“I left.\n\n"},
		{"agencies", "according to Ana Holm, "},
		{"wrapped", "the envoy said on wednesday that the talks had opened in geneva and\n"},
	} {
		for _, size := range []int{1 << 16, 1 << 18} {
			text := strings.Repeat(unit.text, size/len(unit.text))
			b.Run(unit.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					art, err := article.Read(b.Context(), ingest.Raw{Name: "h", MediaType: ingest.JSONL, Given: &ingest.Given{ID: "h", Text: text}})
					if err != nil {
						b.Fatal(err)
					}
					if _, _, err := r.Record(b.Context(), art); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(text)), "ns/byte")
			})
		}
	}
}
