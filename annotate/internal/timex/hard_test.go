package timex

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"onrecord/ling"
)

// TestHardCases reads testdata/hard.txt: all that is marked is found with its
// value, and nothing else is.
func TestHardCases(t *testing.T) {
	in, err := os.Open("testdata/hard.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	tagger := newTagger(t)
	lines, cases := bufio.NewScanner(in), 0
	for n := 1; lines.Scan(); n++ {
		day, example, ok := strings.Cut(lines.Text(), "\t")
		if strings.HasPrefix(day, "#") || day == "" {
			continue
		}
		if !ok {
			t.Fatalf("hard.txt:%d: want a day, a tab and a text", n)
		}
		cases++
		var published ling.Date
		if day != "-" {
			if published, err = ling.ParseDate(day); err != nil {
				t.Fatalf("hard.txt:%d: %v", n, err)
			}
		}
		text, marks := unmark(example)
		doc := read(tagger, text, published)
		var got, want []string
		for _, m := range marks {
			want = append(want, edges(text, m.Span)+"|"+m.value)
		}
		for _, e := range doc.Times {
			got = append(got, edges(text, e.Span)+"|"+strings.Join(append([]string{e.Value}, e.Alternatives...), "|"))
		}
		if !slices.Equal(got, want) {
			t.Errorf("hard.txt:%d: on %s: %s\n\tfound %s", n, day, example, show(doc))
		}
	}
	if cases < 120 {
		t.Errorf("%d cases, want 120 at least", cases)
	}
}

func TestDiagnostics(t *testing.T) {
	tagger := newTagger(t)
	for _, c := range []struct{ name, text, rule, words string }{
		{"weekday", "It was signed on Monday, November 9, 2014.", "weekday-conflict", "Monday, November 9, 2014"},
		{"weekday without a year", "They met on Friday, Nov. 14.", "weekday-conflict", "Friday, Nov. 14"},
		{"weekday that fits", "They met on Saturday, Nov. 14.", "", ""},
		{"no such day", "It was signed on June 31, 2014.", "impossible-date", "June 31, 2014"},
		{"no leap year", "It was signed on February 29, 2014.", "impossible-date", "February 29, 2014"},
		{"leap year", "It was signed on February 29, 2012.", "", ""},
		{"told as past", "The town was taken on December 3, 2015.", "later-than-article", "December 3, 2015"},
		{"told as to come", "The town will vote on December 3, 2015.", "", ""},
		{"order", "Talks were held in Geneva on Nov. 14. The envoy, speaking after the meeting, praised them in remarks on Oct. 16.", "date-order", "Oct. 16"},
		{"in order", "Talks were held in Geneva on Nov. 14. The envoy, speaking after the meeting, praised them in remarks on Nov. 16.", "", ""},
		{"another matter", "Talks were held in Geneva on Nov. 14. The envoy was named on Oct. 16.", "", ""},
	} {
		doc := read(tagger, c.text, ruleDay)
		var got, words string
		for _, d := range doc.Diagnostics {
			got, words = got+d.Rule, words+d.Spans[0].In(c.text)
		}
		if got != c.rule || edges(words, ling.Span{End: len(words)}) != c.words {
			t.Errorf("%s: %s: got %q on %q, want %q on %q", c.name, c.text, got, words, c.rule, c.words)
		}
	}
}
