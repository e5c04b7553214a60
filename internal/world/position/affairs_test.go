package position_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/world/position"
)

// short are the concepts of the shipped codebooks in a word.
var short = map[string]string{
	"Powers should cooperate against the Islamic State": "coop", "Foreign air strikes in Syria are right": "strikes", "Assad must go": "assad",
	"Climate change is real and caused by people": "real", "Emissions should be regulated by law": "limits", "Climate laws do not hurt the economy": "econ",
}

// TestAffairs codes statements on the affairs of the shipped codebooks, and on
// others of which they have nothing to say. One of them may be missed.
func TestAffairs(t *testing.T) {
	books, err := position.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("testdata/affairs.txt")
	if err != nil {
		t.Fatal(err)
	}
	missed := 0
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		want, said, ok := strings.Cut(line, "|")
		if !ok {
			continue
		}
		r, _, err := reader.Record(t.Context(), onrecord.Article{ID: "a", Text: said})
		if err != nil {
			t.Fatal(err)
		}
		list, err := position.Code(&r, books)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range list {
			mark := map[string]string{position.Agree: "+", position.Disagree: "-"}[p.Value]
			if c := short[p.Concept] + mark; !slices.Contains(got, c) {
				got = append(got, c)
			}
		}
		switch line := strings.Join(got, " "); {
		case line == "" && want != "none":
			t.Logf("nothing, want %s: %s", want, said)
			missed++
		case line != want && line != "":
			t.Errorf("coded %q, want %q: %s", line, want, said)
		}
	}
	if missed > 1 {
		t.Errorf("%d are missed", missed)
	}
}
