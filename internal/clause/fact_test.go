package clause_test

import (
	"fmt"
	"testing"

	"onrecord/internal/clause"
)

// judgeFact is what is wrong with the marks of an example of rule, "" for nothing.
func judgeFact(p *clause.Predicates, rule string, marks []mark) string {
	for _, m := range marks {
		if m.is == "" {
			continue
		}
		at := tokenAt(p, m.at)
		if at < 0 {
			return fmt.Sprintf("no word at %q", m.word)
		}
		f := p.Fact(at)
		if f.Reality.String() != m.is || f.Rule != rule && rule != "occurring/occurring" {
			return fmt.Sprintf("%q is %s by %q", m.word, f.Reality, f.Rule)
		}
	}
	return ""
}

// Every rule about outcomes makes of the deeds that its yes examples mark what
// they say, and has no say in its no examples.
func TestFacts(t *testing.T) {
	r := newReading(t)
	for _, rule := range readRuleFile(t, "facts.rules") {
		name := rule.Kind + "/" + rule.Name
		t.Run(name, func(t *testing.T) {
			for _, e := range rule.Yes {
				text, marks := unmark(e.Text)
				if fault := judgeFact(r.read(t, text), name, marks); fault != "" {
					t.Errorf("%s:%d: %s: %s", rule.File, e.Line, fault, text)
				}
			}
			for _, e := range rule.No {
				p := r.read(t, e.Text)
				for i := range p.Tokens {
					if f := p.Fact(i); f.Rule == name {
						t.Errorf("%s:%d: %q is %s by it: %s", rule.File, e.Line, p.Tokens[i].Form, f.Reality, e.Text)
					}
				}
			}
		})
	}
}

// What a sentence says of a deed, where no single rule of facts.rules decides.
func TestFactOfSentences(t *testing.T) {
	r := newReading(t)
	for _, c := range []struct {
		line string
		want clause.Assurance
	}{
		{"The army [[shelled|happened]] the town.", clause.Sure},
		{"The premier said he would [[visit|planned]] the town.", clause.Sure},
		{"The premier said he would [[visit|hypothetical]] the town if the king left.", clause.Sure},
		{"The [[talks|planned]] are set to open on Friday.", clause.Sure},
		{"The [[talks|planned]] are expected to begin on Friday.", clause.Sure},
		{"The army will [[shell|planned]] the town.", clause.Sure},
		{"The army did not [[shell|denied]] the town.", clause.Sure},
		{"If the army [[shells|hypothetical]] the town, the talks will end.", clause.Sure},
		{"The envoy denied that the army had [[shelled|denied]] the town.", clause.Sure},
		{"They urged the army to [[leave|hypothetical]] the town.", clause.Sure},
		{"The army allegedly [[shelled|happened]] the town.", clause.Unsure},
		{"They will sign the map when they [[meet|planned]] on Friday.", clause.Sure},
		{"They signed the map when they [[met|happened]] on Friday.", clause.Sure},
		{"A [[raid|planned]] will be carried out on Friday.", clause.Sure},
	} {
		text, marks := unmark(c.line)
		p := r.read(t, text)
		f := p.Fact(tokenAt(p, marks[0].at))
		if f.Reality.String() != marks[0].is || f.Assurance != c.want {
			t.Errorf("%s: %s, assurance %d, by %q", text, f.Reality, f.Assurance, f.Rule)
		}
	}
}
