package main

import (
	"context"
	"flag"
	"fmt"
	"hash/crc32"
	"os"
	"strings"

	"onrecord/internal/article/trees"
)

// lesson is what a forest of votes is grown from, and how: pages whose text is known.
type lesson struct {
	dir, to, half string
	known         []knownPage
	grown         trees.Options
}

// newLesson reads the flags of a command that grows a forest, and what is known of
// the pages.
func newLesson(name, to string, args []string) (*lesson, error) {
	l := &lesson{grown: trees.Options{Shrink: 1}}
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.StringVar(&l.dir, "pages", "", "folder of pages")
	gold := fs.String("gold", "", "JSON lines: file, title, body, standfirst")
	fs.StringVar(&l.to, "out", to, "file to write")
	fs.StringVar(&l.half, "half", "", "learn from half the pages only, A or B; the other may be asked")
	fs.IntVar(&l.grown.Trees, "trees", 100, "how many trees")
	fs.IntVar(&l.grown.Depth, "depth", 4, "how deep each")
	rate := fs.Float64("rate", 0.1, "how much of each tree counts")
	least := fs.Float64("least", 10, "least weight of a leaf")
	share := fs.Float64("share", 0, "part of the measures that each tree may ask for, 0 for all")
	if err := fs.Parse(args); err != nil {
		return nil, err
	}
	l.grown.Rate, l.grown.Least, l.grown.Share = float32(*rate), float32(*least), float32(*share)
	var err error
	l.known, err = readKnown(*gold)
	return l, err
}

// each goes through the pages, and tells of each whether it is learnt from.
func (l *lesson) each(ctx context.Context, do func(k *knownPage, learns bool) error) error {
	for i := range l.known {
		if err := ctx.Err(); err != nil {
			return err
		}
		k := &l.known[i]
		if err := do(k, l.half == "" || l.half == halfOf(k.File)); err != nil {
			return fmt.Errorf("%s: %w", k.File, err)
		}
	}
	return nil
}

// halfOf parts the pages at random, the same way each time.
func halfOf(file string) string {
	if crc32.ChecksumIEEE([]byte(file))&1 == 1 {
		return "B"
	}
	return "A"
}

func (l *lesson) write(f *trees.Forest) error {
	var text strings.Builder
	if err := f.Write(&text); err != nil {
		return err
	}
	return os.WriteFile(l.to, []byte(text.String()), 0o644)
}
