package kb

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with a file, or writes it with -update.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; read the difference, then -update\n%s", path, difference(string(want), got))
	}
}

// difference lists the lines that only one of two texts has.
func difference(want, got string) string {
	var b strings.Builder
	for _, side := range []struct{ mark, text, other string }{{"-", want, got}, {"+", got, want}} {
		has := map[string]bool{}
		for line := range strings.SplitSeq(side.other, "\n") {
			has[line] = true
		}
		for line := range strings.SplitSeq(side.text, "\n") {
			if !has[line] {
				fmt.Fprintf(&b, "%s %s\n", side.mark, line)
			}
		}
	}
	return b.String()
}

// told writes all that a builder says of an entry.
func told(e *Entry) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %q %s %s %s born %d died %d %q prominence %d\n", e.ID, e.Name, e.Type, e.Country, e.CAMEO, e.Born, e.Died, e.Gender, e.Prominence)
	for _, n := range slices.Sorted(maps.Keys(e.names)) {
		fmt.Fprintf(&b, "    %d %s\n", e.names[n], n)
	}
	for _, t := range e.terms {
		to := ""
		if t.to != nil {
			to = " to " + t.to.Name
		}
		fmt.Fprintf(&b, "    %s of %s%s, %q, %v..%v as of %v", t.office, t.scope.Name, to, t.title, t.start, t.end, t.asOf)
		if t.acting {
			b.WriteString(", acting")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestTables builds from small tables of invented persons, which have every
// oddity that the real ones have. The golden file holds what they add to our
// own files, what they change in them, and what was reported.
func TestTables(t *testing.T) {
	own, err := gather(Sources{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	own.order()
	before := map[string]bool{}
	for _, e := range own.entries {
		before[told(e)] = true
	}
	var report bytes.Buffer
	b, err := gather(Sources{Tables: "testdata/tables"}, &report)
	if err != nil {
		t.Fatal(err)
	}
	b.order()
	var out strings.Builder
	for _, e := range b.entries {
		if s := told(e); !before[s] {
			out.WriteString(s)
		}
	}
	out.WriteString("\n")
	for line := range strings.Lines(report.String()) {
		ours := strings.HasPrefix(line, "new: ") || strings.Contains(line, "persons.txt")
		if !ours || strings.Contains(line, "Leader") {
			out.WriteString(line)
		}
	}
	golden(t, "testdata/tables/build.golden", out.String())
}

// TestReport: what was dropped, how many actors and how many terms.
func TestReport(t *testing.T) {
	var report bytes.Buffer
	b, err := NewBuilder(&report)
	if err != nil {
		t.Fatal(err)
	}
	b.Add("", "Ana Kovač", "person")
	b.drop("no reason", "%s", "nobody")
	b.fault("list.csv", 3, os.ErrInvalid)
	b.Report(&report)
	want := `dropped: no reason: nobody
list.csv:3: invalid argument
total:      1 fault in list.csv
total:      1 no reason
actors:      1 person
terms: 0
`
	if report.String() != want || b.Faults() != 1 {
		t.Errorf("%d faults, got\n%s\nwant\n%s", b.Faults(), report.String(), want)
	}
}

// TestBuildTellsErrors: a faulty table stops the build and says where.
func TestBuildTellsErrors(t *testing.T) {
	dir := t.TempDir()
	if _, err := BuildPack(Sources{Tables: dir}, nil); err == nil || !strings.Contains(err.Error(), "persons.csv") {
		t.Errorf("no tables: %v", err)
	}
}
