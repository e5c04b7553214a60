package timex

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/ling"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden reads whole articles of our own, the first line of which is their
// day, and holds every expression to what was read and found right.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/articles/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %d files", err, len(files))
	}
	tagger := newTagger(t)
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		first, text, _ := strings.Cut(string(body), "\n")
		var day ling.Date
		if first != "-" {
			if day, err = ling.ParseDate(first); err != nil {
				t.Fatal(err)
			}
		}
		doc := read(tagger, text, day)
		check(t, doc)
		var b strings.Builder
		for _, e := range doc.Times {
			fmt.Fprintf(&b, "%-28s %-8s %-18s %-5s %-8s %s..%s %s\n", e.In(text), e.Type, e.Value, e.Mod, e.Grain, e.Earliest, e.Latest, strings.Join(e.Alternatives, " "))
		}
		for _, d := range doc.Diagnostics {
			fmt.Fprintf(&b, "%s: %s\n", d.Rule, d.Message)
		}
		golden := strings.TrimSuffix(file, ".txt") + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if b.String() != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", file, b.String(), want)
		}
	}
}
