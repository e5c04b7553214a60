package dispute_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/world"
	"onrecord/internal/world/worldtest"
)

// TestAcross reads a table of articles laid side by side, with the kind of the
// dispute that they have and the sides it has, or none.
func TestAcross(t *testing.T) {
	text, err := os.ReadFile("testdata/across.txt")
	if err != nil {
		t.Fatal(err)
	}
	reader := newReader(t)
	for n, block := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		lines := strings.Split(block, "\n")
		lines = slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, "#") })
		want, texts := lines[0], map[onrecord.ArticleID]string{}
		var records []*onrecord.Record
		for i, line := range lines[1:] {
			part := strings.SplitN(line, "|", 3)
			if len(part) != 3 {
				t.Fatalf("line %q is no article", line)
			}
			art := onrecord.Article{ID: onrecord.ArticleID(fmt.Sprintf("%d-%d", n, i)), Outlet: part[0], Text: part[2], Published: given(t, part[1])}
			rec, _, err := reader.Record(t.Context(), art)
			if err != nil {
				t.Fatal(err)
			}
			texts[art.ID] = art.Text
			records = append(records, &rec)
		}
		if got := across(t, records, texts); got != want {
			t.Errorf("%s\n got %s\nwant %s", strings.Join(lines[1:], "\n"), got, want)
		}
	}
}

// across are the disputes of some articles, a line each, the lines in order.
func across(t *testing.T, records []*onrecord.Record, texts map[onrecord.ArticleID]string) string {
	t.Helper()
	store := worldtest.New(process.WorldTypes()...)
	for _, r := range records {
		if err := store.Put(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Settle(); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range store.Rows(world.Disputes) {
		var d onrecord.Dispute
		if err := json.Unmarshal(row.Body, &d); err != nil {
			t.Fatal(err)
		}
		for _, s := range d.Sides {
			for _, c := range s.Cites {
				if got := string([]rune(texts[c.Article])[c.Start:c.End]); got != c.Text || got == "" {
					t.Errorf("cite %q stands where %q does", c.Text, got)
				}
			}
		}
		out = append(out, told(d))
	}
	if len(out) == 0 {
		return "none"
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}
