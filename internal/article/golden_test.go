package article

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/article/line"
	"onrecord/internal/ingest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden holds the examples to what was read and found right.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("../../examples/*.*")
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %d files", err, len(files))
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
		if filepath.Ext(file) != ".md" {
			t.Run(name, func(t *testing.T) { checkGolden(t, file, filepath.Join("testdata", "examples", name+".golden")) })
		}
	}
}

func checkGolden(t *testing.T, file, golden string) {
	got := ""
	for raw, err := range ingest.Read(t.Context(), ingest.Options{}, file) {
		if err != nil {
			t.Fatal(err)
		}
		art, err := Read(t.Context(), raw)
		if err != nil {
			t.Fatal(err)
		}
		checkBlocks(t, art)
		got += show(&art)
	}
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
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
	put("url", art.URL)
	put("outlet", art.Outlet)
	put("authors", strings.Join(art.Authors, "; "))
	put("lang", art.Lang)
	if p := art.Published; p.Basis != "" {
		put("published", fmt.Sprintf("%s [%s %s] %s %.2f", p.Value, p.Earliest, p.Latest, p.Basis, p.Confidence))
	}
	put("modified", art.Modified)
	for _, d := range art.Diagnostics {
		put("doubt", d.Rule+": "+d.Message)
	}
	b.WriteByte('\n')
	for _, block := range art.Blocks {
		text := line.Join(block.In(art.Text))
		if r := []rune(text); len(r) > 90 {
			text = string(r[:60]) + " … " + string(r[len(r)-25:])
		}
		put(string(block.Kind), text)
	}
	return b.String()
}
