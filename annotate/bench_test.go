package annotate_test

import (
	"context"
	"strings"
	"testing"

	"onrecord/annotate"
)

// article is prose of our own, about as long as a news article.
var article = strings.Repeat("Foreign Minister Ilya Dobrov said on Thursday that his country was ready for talks with Marenia "+
	"if the border reopened. “We will come to the table,” he told reporters in Geneva. “But not under fire.”\n\n"+
	"Marenia denied that its forces had fired on the border post, saying the ceasefire agreed on May 3 was holding. "+
	"A senior official said the minister hadn't been invited.\n\n", 8)

func BenchmarkAnnotate(b *testing.B) {
	for _, c := range []struct {
		name    string
		without []annotate.Layer
	}{
		{"all", nil},
		{"tokens", []annotate.Layer{annotate.Tags, annotate.Lemmas, annotate.Trees, annotate.Names, annotate.Times, annotate.Quotes, annotate.Coref}},
		{"tags-trees", []annotate.Layer{annotate.Lemmas, annotate.Names, annotate.Times, annotate.Quotes, annotate.Coref}},
		{"no-trees", []annotate.Layer{annotate.Trees}},
	} {
		b.Run(c.name, func(b *testing.B) {
			a, err := annotate.New(annotate.Without(c.without...))
			if err != nil {
				b.Fatal(err)
			}
			doc, err := a.Annotate(context.Background(), article)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := a.Annotate(context.Background(), article); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(doc.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := annotate.New(); err != nil {
			b.Fatal(err)
		}
	}
}
