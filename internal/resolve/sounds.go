package resolve

import (
	"slices"
	"strings"

	"onrecord/internal/kb"
)

// sounds reports whether a name can be this actor's: the surname sounds like
// one of its names' words, and the given name, if there is one, does not differ.
func (r *linker) sounds(ref kb.Ref, name string) bool {
	for _, n := range r.candidates(name, kb.Sounds) {
		if n == ref {
			return true
		}
	}
	have := strings.Fields(kb.Sound(r.kb.Actor(ref).Name))
	want := strings.Fields(kb.Sound(name))
	if len(have) == 0 || len(want) == 0 {
		return false
	}
	last := want[len(want)-1]
	if !slices.ContainsFunc(have, func(h string) bool { return alike(h, last) }) {
		return false
	}
	return len(want) == 1 || alike(have[0], want[0]) || have[0][:1] == want[0][:1] || slices.Contains(have, want[0])
}

// alike reports whether two words by sound are the same but for one letter in
// a long word: spellings of one name that no equation covers.
func alike(a, b string) bool {
	return a == b || len(a) > 4 && len(b) > 4 && distance(a, b) <= 1
}

// distance is the Levenshtein distance of two short words.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diag := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			diag, row[j] = row[j], min(row[j]+1, row[j-1]+1, diag+cost)
		}
	}
	return row[len(b)]
}
