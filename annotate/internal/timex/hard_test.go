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
