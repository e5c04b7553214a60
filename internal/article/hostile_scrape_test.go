package article

import (
	"strings"
	"testing"

	"onrecord/internal/ingest"
	"onrecord/ling"
)

// TestHostileScrape holds that what is hidden in a copied page's lines hides none
// of them, and is kept.
func TestHostileScrape(t *testing.T) {
	scrape := func(mark string) string {
		var b strings.Builder
		for _, l := range append([]string{"Home", "Islands", "Ferry to sail again from Orsk", "By Ana Moor"}, hostileText...) {
			b.WriteString(mark + strings.Replace(l, " ", " "+mark, 1) + mark + "\n\n")
		}
		return b.String()
	}
	kindsOf := func(text string) []ling.BlockKind {
		art, err := Read(t.Context(), ingest.Raw{Name: "h.txt", MediaType: ingest.Plain, Body: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		checkBlocks(t, art)
		if art.Text != text {
			t.Fatalf("%.80q was made of %.80q", art.Text, text)
		}
		var out []ling.BlockKind
		for _, b := range art.Blocks {
			out = append(out, b.Kind)
		}
		return out
	}
	plain := kindsOf(scrape(""))
	for _, mark := range []string{"\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\u2069", "\u00ad"} {
		got := kindsOf(scrape(mark))
		if len(got) != len(plain) {
			t.Errorf("%q: %d lines, want %d", mark, len(got), len(plain))
			continue
		}
		for i := len(plain) - len(hostileText); i < len(plain); i++ {
			if got[i] != ling.BlockBody {
				t.Errorf("%q: line %d is %s", mark, i, got[i])
			}
		}
	}
	if long := kindsOf(scrape("") + strings.Repeat("The ferry sails in May, the board said. ", 1<<15) + "\n"); long[len(long)-1] != ling.BlockBody {
		t.Errorf("a line of a megabyte is %s", long[len(long)-1])
	}
}
