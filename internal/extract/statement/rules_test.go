package statement

import (
	"testing"

	"onrecord/internal/rules"
)

// Every rule catches its yes examples part by part, and finds nothing by its
// own name in its no examples. A todo example that passes alarms.
func TestRuleExamples(t *testing.T) {
	r := newReading(t)
	for _, c := range r.x.lex.rules {
		t.Run(c.Kind+"/"+c.Name, func(t *testing.T) {
			for _, e := range c.Yes {
				if fault := r.example(t, e); fault != "" {
					t.Errorf("%s:%d: yes: %s\n%s", c.File, e.Line, fault, e.Text)
				}
			}
			for _, e := range c.No {
				for _, s := range r.read(t, e.Text) {
					if s.FoundBy == finder+c.Kind+" "+c.Name {
						t.Errorf("%s:%d: no: finds %q in\n%s", c.File, e.Line, words(e.Text, s.Cue.Spans), e.Text)
					}
				}
			}
			for _, e := range c.Todo {
				if r.example(t, e) == "" {
					t.Errorf("%s:%d: todo passes now; make it a yes:\n%s", c.File, e.Line, e.Text)
				}
			}
		})
	}
}

// example is what is wrong with a marked example, "" for nothing.
func (r reading) example(t *testing.T, e rules.Example) string {
	t.Helper()
	m, err := parseMarked(e.Text)
	if err != nil {
		t.Fatal(err)
	}
	found := r.read(t, m.text)
	for _, n := range m.numbers() {
		if fault := judge(m.text, m.parts[n], at(found, m.parts[n]["cue"])); fault != "" {
			return fault
		}
	}
	return ""
}
