package annotate_test

import (
	"bufio"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"onrecord/annotate"
	"onrecord/ling"
)

var markedTime = regexp.MustCompile(`\[\[([^|\]]*)\|([^\]]*)\]\]`)

// TestTimesWithTags reads the hard cases of the layer of times as an article
// is read: with tags and trees, which the layer's own tests do without. A model
// errs now and then, so that a few may differ.
func TestTimesWithTags(t *testing.T) {
	in, err := os.Open("internal/timex/testdata/hard.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	const few = 4
	wrong := 0
	lines := bufio.NewScanner(in)
	for n := 1; lines.Scan(); n++ {
		day, example, ok := strings.Cut(lines.Text(), "\t")
		if strings.HasPrefix(day, "#") || !ok {
			continue
		}
		var published ling.Date
		if day != "-" {
			if published, err = ling.ParseDate(day); err != nil {
				t.Fatal(err)
			}
		}
		var want, got []string
		for _, m := range markedTime.FindAllStringSubmatch(example, -1) {
			want = append(want, m[2])
		}
		text := markedTime.ReplaceAllString(example, "$1")
		doc, err := a.AnnotateArticle(t.Context(), annotate.Source{Text: text, Published: published})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range doc.Times {
			got = append(got, strings.Join(append([]string{e.Value}, e.Alternatives...), "|"))
		}
		if !slices.Equal(got, want) {
			wrong++
			t.Logf("hard.txt:%d: %s: got %q", n, example, got)
		}
	}
	if wrong > few {
		t.Errorf("%d cases wrong, %d let pass", wrong, few)
	}
}
