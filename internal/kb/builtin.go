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

// BuildBuiltin makes the built-in pack from the tables in dir and our own
// files, and writes what it dropped, and why, to report.
func BuildBuiltin(dir string, report io.Writer) ([]byte, error) {
	b, err := NewBuilder(report)
	if err != nil {
		return nil, err
	}
	if err := b.Own(); err != nil {
		return nil, err
	}
	b.ownIndex()
	if err := b.Tables(dir); err != nil {
		return nil, err
	}
	if err := b.OwnTerms(); err != nil {
		return nil, err
	}
	if err := b.Leaders(dir); err != nil {
		return nil, err
	}
	b.Settle()
	pack, err := b.Build()
	if err == nil && report != nil {
		b.Report(report)
	}
	return pack, err
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
