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

// dated is a line of testdata/dated.txt.
type dated struct {
	line int
	day  ling.Date
	text string
	want []string // "words|value"
	todo bool     // not read yet
}

var datedMark = regexp.MustCompile(`\[\[([^|\]]*)\|([^\]]*)\]\]`)

func readDated(t *testing.T) (all []dated) {
	t.Helper()
	in, err := os.Open("testdata/dated.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	lines := bufio.NewScanner(in)
	for n := 1; lines.Scan(); n++ {
		day, text, ok := strings.Cut(lines.Text(), "\t")
		if !ok {
			continue
		}
		d := dated{line: n, text: datedMark.ReplaceAllString(text, "$1")}
		day, d.todo = strings.CutPrefix(day, "todo ")
		if day != "-" {
			if d.day, err = ling.ParseDate(day); err != nil {
				t.Fatalf("dated.txt:%d: %v", n, err)
			}
		}
		for _, m := range datedMark.FindAllStringSubmatch(text, -1) {
			d.want = append(d.want, m[1]+"|"+m[2])
		}
		all = append(all, d)
	}
	return all
}

// trimmed leaves out punctuation at an expression's edges.
func trimmed(words string) string { return strings.Trim(words, " .,'’()") }

// TestDatedPhrases reads our own phrases with all layers, tags included, for
// the tense of a verb decides where a bare weekday lies.
func TestDatedPhrases(t *testing.T) {
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range readDated(t) {
		doc, err := a.AnnotateArticle(t.Context(), annotate.Source{Text: c.text, Published: c.day})
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, e := range doc.Times {
			got = append(got, trimmed(e.In(c.text))+"|"+e.Value)
		}
		for _, w := range c.want {
			words, value, _ := strings.Cut(w, "|")
			want = append(want, trimmed(words)+"|"+value)
		}
		switch right := slices.Equal(got, want); {
		case right && c.todo:
			t.Errorf("dated.txt:%d: is read now, take the todo away: %s", c.line, c.text)
		case !right && !c.todo:
			t.Errorf("dated.txt:%d: on %v: %s\n\tgot  %q\n\twant %q", c.line, c.day, c.text, got, want)
		}
	}
}
