package agreement

import (
	"os"
	"strings"
	"testing"

	"onrecord"
)

// Every status in the ways in which news words it: active, passive, by a noun,
// of "it" in a later sentence; and what looks like one and tells none.
func TestStatuses(t *testing.T) {
	data, err := os.ReadFile("testdata/statuses.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := newReading(t)
	for n, line := range strings.Split(string(data), "\n") {
		line, gap := strings.CutPrefix(line, "? ")
		head, text, ok := strings.Cut(line, ": ")
		typ, want, told := strings.Cut(head, "; ")
		if !ok || !told || line[0] == '#' {
			continue
		}
		view, art, found := r.article(t, text)
		got := history(r.x.Extract(view, art, found), onrecord.AgreementType(typ))
		switch {
		case gap && got == want:
			t.Errorf("testdata/statuses.txt:%d: no gap any more: %s", n+1, text)
		case !gap && got != want:
			t.Errorf("testdata/statuses.txt:%d: %q, want %q: %s", n+1, got, want, text)
		}
	}
}

// history is the statuses of the agreements of a type, "none" for none; where
// something became of an agreement of another type, that type comes with it.
func history(found []onrecord.Agreement, typ onrecord.AgreementType) string {
	var out []string
	for _, a := range found {
		for _, h := range a.History {
			if a.Type != typ {
				out = append(out, string(a.Type))
			}
			out = append(out, string(h.Status))
		}
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, " ")
}
