package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"

	"onrecord/internal/world/weights"
)

// rarest is in how many paragraphs a stem must stand to be in the table: of fewer
// the count is chance, and they are half of all stems.
const rarest = 12

// rarities counts in how many paragraphs of free text each stem stands.
func rarities(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("weights", flag.ContinueOnError)
	data := flags.String("data", "../shared/data", "folder of corpora; text/*.txt.gz is read, a paragraph a line")
	dst := flags.String("out", "internal/world/weights/english.weights", "file to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	logger := log.New(out, "", log.LstdFlags)
	files, err := filepath.Glob(filepath.Join(*data, "text", "*.txt.gz"))
	if err != nil {
		return err
	}
	slices.Sort(files)
	counts, paragraphs := map[string]int{}, 0
	for _, name := range files {
		n, err := countStems(ctx, name, counts)
		if err != nil {
			return fmt.Errorf("counting %s: %w", name, err)
		}
		paragraphs += n
		logger.Printf("weights: %s: %d paragraphs, %d stems so far", filepath.Base(name), n, len(counts))
	}
	if paragraphs == 0 {
		return fmt.Errorf("no text in %s", filepath.Join(*data, "text"))
	}
	return os.WriteFile(*dst, weights.Make(paragraphs, counts, rarest).Bytes(), 0o644)
}

// countStems adds to counts how many paragraphs of a file have each stem, and
// tells how many paragraphs there are.
func countStems(ctx context.Context, name string, counts map[string]int) (int, error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	text, err := gzip.NewReader(f)
	if err != nil {
		return 0, err
	}
	lines := bufio.NewScanner(text)
	lines.Buffer(nil, 1<<24)
	n := 0
	for ; lines.Scan() && ctx.Err() == nil; n++ {
		seen := map[string]bool{}
		for _, t := range weights.Tokens(lines.Text()) {
			if !t.Number && !seen[t.Stem] {
				seen[t.Stem] = true
				counts[t.Stem]++
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return n, err
	}
	return n, lines.Err()
}
