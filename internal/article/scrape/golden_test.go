package scrape

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden holds scrapes of our own to what was read and found right.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %d files", err, len(files))
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got := show(read(t, string(text)))
		golden := strings.TrimSuffix(file, ".txt") + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
		}
	}
}

// read reads a scrape, and holds that every line is in one block, in order.
func read(t *testing.T, text string) *onrecord.Article {
	t.Helper()
	art := &onrecord.Article{Text: text}
	Read(art)
	end := 0
	for _, b := range art.Blocks {
		if b.Start < end || b.End > len(text) || b.Start >= b.End || b.Kind == "" {
			t.Fatalf("block %v after %d", b, end)
		}
		if rest := strings.TrimSpace(text[end:b.Start]); rest != "" {
			t.Fatalf("no block has %q", rest)
		}
		end = b.End
	}
	if rest := strings.TrimSpace(text[end:]); rest != "" {
		t.Fatalf("no block has %q", rest)
	}
	return art
}

// show writes an article as a golden file has it.
func show(art *onrecord.Article) string {
	var b strings.Builder
	put := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%-10s %s\n", key, value)
		}
	}
	put("title", art.Title)
	put("outlet", art.Outlet)
	put("authors", strings.Join(art.Authors, "; "))
	if p := art.Published; p.Basis != "" {
		put("published", fmt.Sprintf("%s [%s %s] %s %.2f %s", p.Value, p.Earliest, p.Latest, p.Basis, p.Confidence, where(art, p.Spans)))
	}
	put("modified", art.Modified)
	for _, d := range art.Diagnostics {
		put("doubt", d.Rule+": "+d.Message)
	}
	b.WriteByte('\n')
	for _, block := range art.Blocks {
		put(string(block.Kind), line.Join(block.In(art.Text)))
	}
	return b.String()
}

// where are the words that spans point at.
func where(art *onrecord.Article, spans []ling.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, fmt.Sprintf("%q", s.In(art.Text)))
	}
	return strings.Join(out, ", ")
}
