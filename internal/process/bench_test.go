package process_test

import (
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/article"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
)

// BenchmarkClaims reads the examples with and without what finds events,
// agreements and memberships, in one run: what they cost in words a second.
func BenchmarkClaims(b *testing.B) {
	all := newReader(b)
	articles := examples(b)
	words := 0
	for _, a := range articles {
		words += len(strings.Fields(a.Text))
	}
	for _, c := range []struct {
		name   string
		reader *process.Reader
	}{{"all", all}, {"statements alone", process.StatementsAlone(all)}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				for _, a := range articles {
					if _, _, err := c.reader.Record(b.Context(), a); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}

// examples are the articles of examples/.
func examples(b *testing.B) []onrecord.Article {
	b.Helper()
	var out []onrecord.Article
	for raw, err := range ingest.Read(b.Context(), ingest.Options{}, "../../examples") {
		if err != nil {
			b.Fatal(err)
		}
		a, err := article.Read(b.Context(), raw)
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

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
		{"strikes", "Jets bombed Paris and Rome, "},
		{"deeds", "Russia attacked Syria and met Iran. "},
		{"truces", "The ceasefire in Syria was violated. "},
		{"members", "Chad, Mali, Niger and "},
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
