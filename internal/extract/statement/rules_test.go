package statement

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/rules"
	"onrecord/ling"
)

// Every rule catches its yes examples part by part, and leaves its no examples
// alone. What that means depends on its kind:
//   - a class of cues finds every marked statement, and nothing in its no examples;
//   - a rule that shapes statements stands in the trail of one that is marked, or
//     of one that was dropped, and in no trail of its no examples;
//   - a list of words changes what is found in its yes examples when it is
//     emptied, and nothing in its no examples, which hold one of its words.
//
// A todo example that passes alarms.
func TestRuleExamples(t *testing.T) {
	r := newReading(t)
	for _, c := range r.x.lex.rules {
		t.Run(c.Kind+"/"+c.Name, func(t *testing.T) {
			for _, e := range c.Yes {
				if fault := r.catches(t, c, e); fault != "" {
					t.Errorf("%s:%d: yes: %s\n%s", c.File, e.Line, fault, e.Text)
				}
			}
			for _, e := range c.No {
				if fault := r.leaves(t, c, e); fault != "" {
					t.Errorf("%s:%d: no: %s\n%s", c.File, e.Line, fault, e.Text)
				}
			}
			for _, e := range c.Todo {
				if r.catches(t, c, e) == "" {
					t.Errorf("%s:%d: todo passes now; make it a yes:\n%s", c.File, e.Line, e.Text)
				}
			}
		})
	}
}

// catches is what is wrong with a yes example, "" for nothing.
func (r reading) catches(t *testing.T, c rules.Rule, e rules.Example) string {
	t.Helper()
	m, err := parseMarked(e.Text)
	if err != nil {
		t.Fatal(err)
	}
	d := r.draft(t, m.text)
	found := d.statements(&onrecord.Article{Text: m.text})
	if c.Kind == "drop" || c.Name == "orphaned" || c.Name == "echo" {
		if !fired(d, c.Name) {
			return "does not take it back"
		}
		for _, n := range m.numbers() {
			if s := at(found, m.parts[n]["cue"]); s != nil {
				return "finds " + inText(m.text, s.Cue.Spans)
			}
		}
		return ""
	}
	for _, n := range m.numbers() {
		if fault := judge(m.text, m.parts[n], at(found, m.parts[n]["cue"])); fault != "" {
			return fault
		}
	}
	switch {
	case shaping(c.Kind) && !fired(d, c.Name):
		return "the rule does not fire"
	case c.Kind == "list" && reflect.DeepEqual(found, r.without(c.Name).read(t, m.text)):
		return "nothing changes when the list is emptied"
	}
	return ""
}

// leaves is what is wrong with a no example, "" for nothing.
func (r reading) leaves(t *testing.T, c rules.Rule, e rules.Example) string {
	t.Helper()
	d := r.draft(t, e.Text)
	found := d.statements(&onrecord.Article{Text: e.Text})
	switch {
	case shaping(c.Kind) && fired(d, c.Name):
		return "the rule fires"
	case c.Kind == "list" && !slices.ContainsFunc(d.Tokens, func(tok ling.Token) bool {
		return r.x.lex.lists[c.Name][strings.ToLower(tok.Form)] || r.x.lex.lists[c.Name][strings.ToLower(tok.Lemma)]
	}):
		return "no word of the list stands in it"
	case c.Kind == "list" && !reflect.DeepEqual(found, r.without(c.Name).read(t, e.Text)):
		return "the list is at work"
	}
	for _, s := range found {
		if s.FoundBy == foundHere+c.Kind+" "+c.Name {
			return "finds " + inText(e.Text, s.Cue.Spans)
		}
	}
	return ""
}

// shaping reports whether rules of a kind shape what others find.
func shaping(kind string) bool {
	return slices.Contains([]string{"bound", "source", "content", "edge", "drop", "claim", "tangle", "correction"}, kind)
}

// fired reports whether a rule stands in the trail of a candidate, kept or dropped.
func fired(d *recorder, rule string) bool {
	for _, list := range [][]*candidate{d.found, d.dropped} {
		for _, c := range list {
			if slices.Contains(c.trail, foundHere+rule) {
				return true
			}
		}
	}
	return false
}

// draft is what is found in text before it leaves the package.
func (r reading) draft(t testing.TB, text string) *recorder {
	t.Helper()
	doc, err := r.a.Annotate(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	c := newCorrections(clause.Look(doc), r.x.lex)
	c.read()
	return &recorder{c.cues, c.draft}
}

// without is r with a list emptied.
func (r reading) without(list string) reading {
	lex := *r.x.lex
	lex.lists = maps.Clone(lex.lists)
	lex.lists[list] = nil
	return reading{r.a, &Extractor{lex: &lex}}
}
