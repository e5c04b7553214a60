package ledger

import (
	"slices"
	"strings"
	"testing"

	"onrecord/internal/words"
	"onrecord/internal/world/passage"
)

// TestTheatreRules runs the examples of the file: a yes is in its list, a no is not.
func TestTheatreRules(t *testing.T) {
	read, err := words.Read("theatre.rules", strings.NewReader(theatreText))
	if err != nil {
		t.Fatal(err)
	}
	for i := range read {
		r := &read[i]
		list := append(strings.Fields(strings.Join(r.All("codes"), " ")), passage.Stems(strings.Join(r.All("words"), " "))...)
		in := func(w string) bool {
			return slices.Contains(list, w) || slices.ContainsFunc(passage.Stems(w), func(s string) bool { return slices.Contains(list, s) })
		}
		for _, e := range r.Yes {
			if !in(e.Text) {
				t.Errorf("%s: %s lacks %q", r.Where(), r.Name, e.Text)
			}
		}
		for _, e := range r.No {
			if in(e.Text) {
				t.Errorf("%s: %s holds %q", r.Where(), r.Name, e.Text)
			}
		}
		if len(r.Yes) == 0 || len(r.No) == 0 {
			t.Errorf("%s: no yes or no no", r.Where())
		}
	}
}
