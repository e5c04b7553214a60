package kb

import (
	_ "embed"
	"fmt"
	"io"
	"maps"
	"slices"
)

//go:embed actors.pack
var builtin string

// Builtin opens the pack that is part of the program.
func Builtin() (*Base, error) { return Open(builtin) }

// Sources are what a pack is built from, beside our own files.
type Sources struct {
	Tables   string   // the directory of the free tables, "" for none
	Petrarch []string // PETRARCH .actors dictionaries
	Wikidata []string // Wikidata JSON dumps
	GeoNames []string // GeoNames tables
}

// BuildPack makes a pack from our own files and sources, and writes what it
// dropped, and why, to report. The same sources give the same bytes.
func BuildPack(from Sources, report io.Writer) ([]byte, error) {
	b, err := gather(from, report)
	if err != nil {
		return nil, err
	}
	pack, err := b.Build()
	if err == nil && report != nil {
		b.Report(report)
	}
	return pack, err
}

// gather reads our own files and the sources, and settles what they say. Terms
// of our own come after the sources, for they win; leaders after those, for
// they only fill what is left open.
func gather(from Sources, report io.Writer) (*Builder, error) {
	b, err := NewBuilder(report)
	if err != nil {
		return nil, err
	}
	if err := b.own(); err != nil {
		return nil, err
	}
	b.ownIndex()
	if from.Tables != "" {
		if err := b.Tables(from.Tables); err != nil {
			return nil, err
		}
	}
	for _, kind := range []struct {
		paths []string
		read  func(string) error
	}{{from.Wikidata, b.Wikidata}, {from.Petrarch, b.Petrarch}, {from.GeoNames, b.GeoNames}} {
		for _, path := range kind.paths {
			if err := kind.read(path); err != nil {
				return nil, err
			}
		}
	}
	if err := b.ownTerms(); err != nil {
		return nil, err
	}
	if from.Tables != "" {
		if err := b.leaders(from.Tables); err != nil {
			return nil, err
		}
	}
	if err := b.ownPersons(); err != nil {
		return nil, err
	}
	if err := b.newsmakers(); err != nil {
		return nil, err
	}
	b.spellings()
	b.settle()
	return b, nil
}

// Report writes how much of what was dropped or made ambiguous.
func (b *Builder) Report(w io.Writer) {
	for _, why := range slices.Sorted(maps.Keys(b.dropped)) {
		_, _ = fmt.Fprintf(w, "total: %6d %s\n", b.dropped[why], why)
	}
	counts := map[string]int{}
	terms := 0
	for _, e := range b.entries {
		counts[string(e.Type)]++
		terms += len(e.terms)
	}
	for _, typ := range slices.Sorted(maps.Keys(counts)) {
		_, _ = fmt.Fprintf(w, "actors: %6d %s\n", counts[typ], typ)
	}
	_, _ = fmt.Fprintf(w, "terms: %d\n", terms)
}
