package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"time"

	"onrecord"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/world"
)

// layer is a part of the way, and the processor time that it took.
type layer struct {
	name string
	took time.Duration
}

// module is the path this module is known by.
var module = reflect.TypeFor[onrecord.Article]().PkgPath()

// layerOf says which layer a function belongs to, by its package. The function
// nearest to where the time was spent decides: what a layer has others do for
// it, the runtime its memory and words their look-ups, counts as its own. Packages
// of the program are named as in its module.
var layerOf = []struct{ in, layer string }{
	{"internal/ingest", "ingest"},
	{"internal/article", "article"},
	{"annotate/internal/segment", "annotate: sentences"},
	{"annotate/internal/tokenize", "annotate: words"},
	{"annotate/internal/nn", "annotate: network products"},
	{"annotate/internal/encode", "annotate: network input"},
	{"annotate/internal/parse", "annotate: tags and trees"},
	{"annotate/internal/lemma", "annotate: lemmas"},
	{"annotate/internal/names", "annotate: names"},
	{"annotate/internal/timex", "annotate: times"},
	{"annotate/internal/quote", "annotate: quotations"},
	{"annotate/internal/coref", "annotate: coreference"},
	{"annotate", "annotate: the rest"},
	{"internal/extract/statement", "extract: statements"},
	{"internal/extract/event", "extract: events"},
	{"internal/extract", "extract: the rest"},
	{"internal/clause", "extract: clauses"},
	{"internal/resolve", "resolve"},
	{"internal/kb", "resolve: look-ups"},
	{"internal/store", "store"},
	{"github.com/ncruces/go-sqlite3", "store: SQLite"},
	{"internal/world", "world"},
	{"internal/process", "the rest"},
}

// point is how far the corpus was read and stored, and what the articles since
// the point before took.
type point struct {
	articles int
	words    int // since the point before
	cpu      time.Duration
	bytes    int64 // of the store
}

// points is how many there are on a curve.
const points = 20

// layersOf reads the corpus into a store on one core, with a profile of it.
func layersOf(ctx context.Context, c corpus, dir string) (_ []layer, _ []point, err error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	types := process.WorldTypes()
	store, err := sqlite.Open(ctx, filepath.Join(dir, "layers.db"), true, sqlite.WithWorld(types...))
	if err != nil {
		return nil, nil, fmt.Errorf("open a store: %w", err)
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	reader, err := process.New("bench")
	if err != nil {
		return nil, nil, fmt.Errorf("load what reads: %w", err)
	}
	profile := filepath.Join(dir, "cpu.prof")
	f, err := os.Create(profile)
	if err != nil {
		return nil, nil, fmt.Errorf("make a profile: %w", err)
	}
	defer f.Close()
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, nil, fmt.Errorf("make a profile: %w", err)
	}
	curve, err := along(ctx, reader, store, c)
	if err == nil {
		err = world.Settle(ctx, store, types)
	}
	pprof.StopCPUProfile()
	if err != nil {
		return nil, nil, fmt.Errorf("read the corpus: %w", err)
	}
	layers, err := sorted(ctx, profile)
	return layers, curve, err
}

// along reads and stores the corpus as add does, and notes how it goes.
func along(ctx context.Context, reader *process.Reader, store *sqlite.Store, c corpus) (curve []point, err error) {
	const together = 32 // as add has it
	var records []onrecord.Record
	at, begin := point{}, used()
	n := 0
	for result := range reader.Run(ctx, ingest.Read(ctx, ingest.Options{From: "jsonl"}, c.path), process.Options{Workers: 1}) {
		if result.Err != nil {
			return nil, result.Err
		}
		n++
		at.words += len(strings.Fields(result.Article.Text))
		records = append(records, result.Record)
		last := n%max(1, c.articles/points) == 0
		if len(records) < together && !last && n < c.articles {
			continue
		}
		if _, err := store.PutRecords(ctx, records...); err != nil {
			return nil, err
		}
		records = nil
		if last {
			at.articles, at.cpu = n, used()-begin
			if at.bytes, err = sizeOf(store.Path()); err != nil {
				return nil, err
			}
			curve = append(curve, at)
			at, begin = point{}, used()
		}
	}
	return curve, ctx.Err()
}

// sorted is a profile's time by layer, the most first.
func sorted(ctx context.Context, profile string) ([]layer, error) {
	out, err := exec.CommandContext(ctx, "go", "tool", "pprof", "-traces", profile).Output()
	if err != nil {
		return nil, fmt.Errorf("read the profile: %w", err)
	}
	took := map[string]time.Duration{}
	for _, trace := range traces(out) {
		took[trace.layer()] += trace.took
	}
	var layers []layer
	for name, d := range took {
		layers = append(layers, layer{name, d})
	}
	slices.SortFunc(layers, func(a, b layer) int { return cmp.Or(cmp.Compare(b.took, a.took), cmp.Compare(a.name, b.name)) })
	return layers, nil
}

// trace is a stack of functions, the innermost first, and the time spent there.
type trace struct {
	took  time.Duration
	stack []string
}

// traces reads what "pprof -traces" writes: stacks with lines between them, the
// time before the first function of each.
func traces(written []byte) (out []trace) {
	lines := bufio.NewScanner(bytes.NewReader(written))
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		switch {
		case len(fields) == 0 || strings.HasPrefix(fields[0], "---"):
			continue
		case len(fields) >= 2:
			if took, err := time.ParseDuration(fields[0]); err == nil {
				out = append(out, trace{took: took, stack: fields[1:2]})
				continue
			}
		}
		if len(out) > 0 {
			out[len(out)-1].stack = append(out[len(out)-1].stack, fields[0])
		}
	}
	return out
}

// layer is the layer that the time belongs to.
func (t trace) layer() string {
	for _, function := range t.stack {
		function = strings.TrimPrefix(function, module+"/")
		for _, l := range layerOf {
			if strings.HasPrefix(function, l.in) {
				return l.layer
			}
		}
	}
	return "memory and scheduling"
}
