package statement

import (
	"os"
	"strings"
	"testing"
)

// Every line of testdata/sentences.txt is read part by part; in one that begins
// with "~" nothing is found.
func TestSentences(t *testing.T) {
	r := newReading(t)
	in, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(string(in), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		bare, nothing := strings.CutPrefix(line, "~ ")
		m, err := parseMarked(bare)
		if err != nil {
			t.Fatal(err)
		}
		found := r.read(t, m.text)
		if nothing && len(found) > 0 {
			t.Errorf("line %d: finds %q in %s", n+1, inText(m.text, found[0].Cue.Spans), m.text)
		}
		for _, k := range m.numbers() {
			if fault := judge(m.text, m.parts[k], at(found, m.parts[k]["cue"])); fault != "" {
				t.Errorf("line %d: %s: %s", n+1, fault, m.text)
			}
		}
	}
}
