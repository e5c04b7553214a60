package statement

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files")

// TestSpeakers reads testdata/speakers.txt, sentences with every kind of speaker.
// What is not right of them stands in testdata/speakers.golden: any difference
// fails, and -update writes the file anew, to be read before it is committed.
// Whatever the golden file says, no fewer speakers may be right than today, and
// of those given at most three in a hundred may be wrong.
func TestSpeakers(t *testing.T) {
	r := newReading(t)
	in, err := os.Open("testdata/speakers.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var out strings.Builder
	kind, right, wrong, unknown, spans, statements := "", 0, 0, 0, 0, 0
	for lines := bufio.NewScanner(in); lines.Scan(); {
		line := lines.Text()
		if name, ok := strings.CutPrefix(line, "# "); ok {
			kind = name
			continue
		}
		if line == "" {
			continue
		}
		bare, empty := strings.CutPrefix(line, "~ ")
		m, err := parseMarked(bare)
		if err != nil {
			t.Fatal(err)
		}
		found := r.read(t, m.text)
		if empty && len(found) > 0 {
			wrong++
			fmt.Fprintf(&out, "%s: finds %q in: %s\n", kind, inText(m.text, found[0].Cue.Spans), m.text)
		}
		for _, n := range m.numbers() {
			statements++
			want, got := m.parts[n], at(found, m.parts[n]["cue"])
			switch {
			case got == nil:
				unknown++
			case len(want["source"]) == 0 && len(got.Source.Spans) == 0 || overlap(want["source"], got.Source.Spans) > 0:
				right++
			case len(got.Source.Spans) == 0:
				unknown++
			default:
				wrong++
			}
			fault := judge(m.text, want, got)
			if fault == "" {
				spans++
				continue
			}
			fmt.Fprintf(&out, "%s: %s: %s\n", kind, fault, strings.ReplaceAll(m.text, "\n\n", " ¶ "))
		}
	}
	fmt.Fprintf(&out, "%d statements: speaker right %d, wrong %d, unknown %d; every part right %d\n", statements, right, wrong, unknown, spans)
	t.Logf("%d statements: speaker right %d, wrong %d, unknown %d; every part right %d", statements, right, wrong, unknown, spans)
	if wrong*100 > 3*statements {
		t.Errorf("%d of %d speakers are wrong", wrong, statements)
	}
	if *update {
		if err := os.WriteFile("testdata/speakers.golden", []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	golden, err := os.ReadFile("testdata/speakers.golden")
	if err != nil {
		t.Fatal(err)
	}
	if string(golden) != out.String() {
		t.Errorf("speakers differ from testdata/speakers.golden; run with -update and read the diff:\n%s", out.String())
	}
	if right < minSpeakers || spans < minWhole {
		t.Errorf("speakers right %d, want %d; every part right %d, want %d", right, minSpeakers, spans, minWhole)
	}
}

// The fewest of the 182 statements whose speaker, and whose every part, must be right.
const (
	minSpeakers = 180
	minWhole    = 171
)
