package extracttest

import (
	"os"
	"strings"
	"testing"

	"onrecord"
)

// Stands fails the test where a claim has no id or rule, an id of another's, or a part
// that does not stand in the text, in order.
func Stands(t testing.TB, text string, claims ...onrecord.AnyClaim) {
	t.Helper()
	for _, fault := range Faults(text, claims...) {
		t.Error(fault)
	}
}

// Faults are what Stands fails for.
func Faults(text string, claims ...onrecord.AnyClaim) []string {
	var out []string
	seen := map[onrecord.ClaimID]bool{}
	for _, c := range claims {
		h := c.Head()
		if h.ID == "" || h.FoundBy == "" || seen[h.ID] {
			out = append(out, "a claim without rule or id of its own: "+string(h.ID)+" by "+h.FoundBy)
		}
		seen[h.ID] = true
		for p := range c.Parts() {
			last := 0
			for _, s := range *p.Spans {
				if s.Start < last || s.End <= s.Start || s.End > len(text) {
					out = append(out, string(p.Role)+" of "+string(h.ID)+" does not stand in the text")
				}
				last = s.End
			}
		}
	}
	return out
}

// Golden compares what a test found with a file, line by line; with update it writes
// the file first.
func Golden(t testing.TB, file, got string, update bool) {
	t.Helper()
	if update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n, line := firstOther(got, string(want)); n > 0 {
		t.Errorf("%s:%d (-update writes it) got\n%s", file, n, line)
	}
}

// firstOther is the number and words of the first line of a that b has not, 0 for none.
func firstOther(a, b string) (int, string) {
	have, want := strings.Split(a, "\n"), strings.Split(b, "\n")
	for n, line := range have {
		if n >= len(want) || line != want[n] {
			return n + 1, line
		}
	}
	if len(want) > len(have) {
		return len(have), "an end before: " + want[len(have)]
	}
	return 0, ""
}
