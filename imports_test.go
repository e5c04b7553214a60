package onrecord_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"onrecord"
)

// module is the path this module is known by.
var module = reflect.TypeFor[onrecord.Article]().PkgPath()

// layers is the import graph as ARCHITECTURE.md draws it: a package may import
// packages of any layer above its own, and none of its own or below.
// "x/*" stands for every package directly in x.
var layers = [][]string{
	{"ling/ud", "internal/expr"},
	{"ling"},
	{"query"},
	{"", "conllu", "internal/words"},
	{"client"},
	{"internal/clause"},
	{"internal/refer"},
	{"internal/rules"},
	{"annotate/internal/nn", "annotate/internal/linear", "annotate/train/f32"},
	{"annotate/internal/encode"},
	{"internal/kb", "annotate/internal/*"},
	{"annotate", "internal/account", "internal/alert", "internal/ingest", "internal/fetch", "internal/queue", "internal/telemetry", "internal/world"},
	{"internal/world/asked", "internal/world/copies", "internal/world/passage", "internal/world/weights"},
	{"internal/world/telling"},
	{"internal/world/*"},
	{"internal/article/match", "internal/article/trees"},
	{"internal/article/line", "internal/article/cue"},
	{"internal/article/dates"},
	{"internal/article/page", "internal/article/scrape", "internal/article/recurring"},
	{"annotate/train", "internal/article", "internal/extract/*", "internal/resolve", "internal/store/record"},
	{"internal/store/relational"},
	{"internal/store/sqlite"},
	{"annotate/train/*", "internal/store/*", "internal/queue/*", "internal/export", "internal/watch", "internal/extract", "internal/extract/extracttest"},
	{"internal/process", "internal/ask", "internal/decide"},
	{"read", "internal/intake", "internal/notify", "internal/web/auth", "internal/web/picture", "internal/work"},
	{"internal/web/*"},
	{"internal/web/webtest"},
	{"internal/web", "internal/mcp", "internal/eval", "train"},
	{"cmd/onrecord", "script/*"},
}

// layer is the index of the layer that pkg stands in, -1 if the design has no
// room for it. An exact name wins over a pattern.
func layer(pkg string) int {
	star := -1
	for i, line := range layers {
		for _, room := range line {
			if room == pkg {
				return i
			}
			if dir, ok := strings.CutSuffix(room, "/*"); ok && path.Dir(pkg) == dir {
				star = i
			}
		}
	}
	return star
}

type source struct {
	doc     bool
	imports map[string]string // path of an import of ours -> a file that has it
}

// packages reads every package of the module, tests left out.
func packages(t *testing.T) map[string]*source {
	t.Helper()
	found := map[string]*source{}
	fset := token.NewFileSet()
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(fset, name, nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(filepath.Dir(name))
		if pkg == "." {
			pkg = ""
		}
		p := found[pkg]
		if p == nil {
			p = &source{imports: map[string]string{}}
			found[pkg] = p
		}
		p.doc = p.doc || file.Doc != nil
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if imported == module {
				p.imports[""] = name
			} else if ours, ok := strings.CutPrefix(imported, module+"/"); ok {
				p.imports[ours] = name
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestImportsRunOneWay(t *testing.T) {
	for pkg, src := range packages(t) {
		from := layer(pkg)
		if from < 0 {
			t.Errorf("package %q has no room in the design; see ARCHITECTURE.md", pkg)
			continue
		}
		for imported, file := range src.imports {
			if to := layer(imported); to >= from {
				t.Errorf("%s: %q (layer %d) imports %q (layer %d)", file, pkg, from, imported, to)
			}
		}
	}
}

// TestArchitectureDrawsTheGraph holds the drawing in ARCHITECTURE.md to layers.
func TestArchitectureDrawsTheGraph(t *testing.T) {
	page, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "## The import graph")
	_, rest, _ = strings.Cut(rest, "```\n")
	drawn, _, _ := strings.Cut(rest, "\n```")
	var lines []string
	for _, line := range layers {
		rooms := slices.Clone(line)
		if i := slices.Index(rooms, ""); i >= 0 {
			rooms[i] = "onrecord" // by its name: the path is another once it has a home
		}
		lines = append(lines, strings.Join(rooms, "   "))
	}
	if want := strings.Join(lines, "\n"); drawn != want {
		t.Errorf("ARCHITECTURE.md draws\n%s\nthe test holds the code to\n%s", drawn, want)
	}
}

func TestEveryPackageHasAComment(t *testing.T) {
	for pkg, src := range packages(t) {
		if !src.doc {
			t.Errorf("package %q has no comment", pkg)
		}
	}
}
