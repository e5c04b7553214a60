package timex

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"onrecord/ling"
)

// hardCase is a line of testdata/hard.txt: a day, and a text in which all
// expressions are marked with their values.
type hardCase struct {
	line      int
	published ling.Date
	text      string
	want      []string
}

func hardCases(t *testing.T) []hardCase { return readCases(t, "testdata/hard.txt") }

func readCases(t *testing.T, path string) (cases []hardCase) {
	t.Helper()
	in, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	lines := bufio.NewScanner(in)
	for n := 1; lines.Scan(); n++ {
		day, example, ok := strings.Cut(lines.Text(), "\t")
		if strings.HasPrefix(day, "#") || day == "" {
			continue
		}
		if !ok {
			t.Fatalf(path+":%d: want a day, a tab and a text", n)
		}
		c := hardCase{line: n}
		if day != "-" {
			if c.published, err = ling.ParseDate(day); err != nil {
				t.Fatalf("%s:%d: %v", path, n, err)
			}
		}
		text, marks := unmark(example)
		c.text = text
		for _, m := range marks {
			c.want = append(c.want, edges(text, m.Span)+"|"+m.value)
		}
		cases = append(cases, c)
	}
	return cases
}

// fault is what a tagger finds in place of what is marked, "" where all is right.
func (c *hardCase) fault(tagger *Tagger) string {
	doc := read(tagger, c.text, c.published)
	var got []string
	for _, e := range doc.Times {
		got = append(got, edges(c.text, e.Span)+"|"+strings.Join(append([]string{e.Value}, e.Alternatives...), "|"))
	}
	if slices.Equal(got, c.want) {
		return ""
	}
	return "found " + show(doc)
}

// TestHardCases reads testdata/hard.txt: all that is marked is found with its
// value, and nothing else is.
func TestHardCases(t *testing.T) {
	tagger, cases := newTagger(t), hardCases(t)
	for _, c := range cases {
		if fault := c.fault(tagger); fault != "" {
			t.Errorf("hard.txt:%d: on %v: %s: %s", c.line, c.published, c.text, fault)
		}
	}
	if len(cases) < 120 {
		t.Errorf("%d cases, want 120 at least", len(cases))
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
