package line

import (
	"strings"
	"testing"

	"onrecord/internal/rules"
	"onrecord/ling"
)

// TestRules runs the examples of the rule file: each rule tells its own yes
// lines and leaves its no lines alone.
func TestRules(t *testing.T) {
	read, err := rules.Read("furniture.rules", strings.NewReader(furnitureRules))
	if err != nil {
		t.Fatal(err)
	}
	for i := range read {
		in := &read[i]
		r, err := newRule(in)
		if err != nil {
			t.Errorf("%s: %v", in.Where(), err)
			continue
		}
		tells := func(s string) bool {
			l := Measure(s, ling.Span{End: len(s)}, true)
			return r.Matches(&l)
		}
		for _, e := range in.Yes {
			if !tells(e.Text) {
				t.Errorf("furniture.rules:%d: %s does not tell %q", e.Line, r.Name, e.Text)
			}
		}
		for _, e := range in.No {
			if tells(e.Text) {
				t.Errorf("furniture.rules:%d: %s tells %q", e.Line, r.Name, e.Text)
			}
		}
		for _, e := range in.Todo {
			if tells(e.Text) {
				t.Errorf("furniture.rules:%d: %s tells its todo %q: make it a yes", e.Line, r.Name, e.Text)
			}
		}
	}
}
