package clause_test

import (
	"strings"
	"testing"

	"onrecord/annotate"
	"onrecord/internal/clause"
)

// Joined nouns come apart, each with its own words.
func TestJoined(t *testing.T) {
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, head, want string }{
		{"Egypt, Jordan and the kingdom of Norland signed it.", "Egypt", "Egypt|Jordan|the kingdom of Norland"},
		{"They met the king of Jordan, who came by car.", "king", "the king of Jordan"},
		{"It agreed with Egypt, Jordan, and Norland to share it.", "Egypt", "Egypt|Jordan|Norland"},
		{"They met the mayor.", "mayor", "the mayor"},
	} {
		doc, err := a.Annotate(t.Context(), c.text)
		if err != nil {
			t.Fatal(err)
		}
		v := clause.Look(doc)
		for i := range doc.Tokens {
			if doc.Tokens[i].Form != c.head {
				continue
			}
			var got []string
			for _, k := range v.Joined(i) {
				for _, s := range v.Spans(v.Alone(k)) {
					got = append(got, s.In(c.text))
				}
			}
			if strings.Join(got, "|") != c.want {
				t.Errorf("%s: %q, want %q", c.text, got, c.want)
			}
		}
	}
}
