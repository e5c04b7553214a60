package timex

import (
	"strings"
	"testing"
)

// newsish is prose of our own with about as many dates as news has.
const newsish = `The foreign minister of Valdoria said on Thursday that her country was ready for talks
with Marenia if the border reopened. Officials had met in Geneva on May 3, when a ceasefire was agreed that has
largely held since, although both sides have accused each other of small violations along the river. The two
governments broke off relations in 2009 after a dispute over water rights, and trade between them fell by a third in
the following year. Observers from a regional body counted some 1,200 shots fired last week, most of them from rifles
and none of them across the main road. A spokesman for the ministry told reporters that the minister would travel to
the capital next month and that no decision had been taken on who would go with her.

`

func BenchmarkAnnotate(b *testing.B) {
	tagger := newTagger(b)
	doc := tokens(strings.Repeat(newsish, 20), ruleDay)
	b.ReportAllocs()
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		doc.Times, doc.Diagnostics = nil, nil
		tagger.Annotate(doc)
	}
	b.ReportMetric(float64(len(doc.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
