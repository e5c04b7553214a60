package event

import (
	"fmt"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/extract/extracttest"
	"onrecord/internal/rules"
	"onrecord/ling"
)

// reading reads texts up to their statements, and their events.
type reading struct {
	extracttest.Reading
	x *Extractor
}

func newReading(t testing.TB) reading {
	t.Helper()
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return reading{extracttest.New(t), x}
}

// page is an article of one text, read up to its events.
type page struct {
	*reader
	found  onrecord.Found
	events []onrecord.Event
}

func (r reading) read(t testing.TB, text, published string) page {
	t.Helper()
	var day ling.Date
	if published != "" {
		var err error
		if day, err = ling.ParseDate(published); err != nil {
			t.Fatal(err)
		}
	}
	p := r.Text(t, text, day)
	events := r.x.Extract(p.View, p.Art, p.Found)
	return page{newReader(r.x.know, r.x.know.headlines(p.View), p.Art, p.Found), *p.Found, events}
}

// Every pattern holds at the trigger of its yes examples, with the parties that they
// mark, and nowhere in its no examples; every topic silences its yes and not its no;
// every class of words has the word of its yes and not that of its no; and roles
// serve a pattern in their yes and none in their no.
func TestRuleExamples(t *testing.T) {
	r := newReading(t)
	for _, rule := range r.x.know.rules {
		t.Run(rule.Kind+"/"+rule.Name, func(t *testing.T) {
			for _, e := range rule.Yes {
				if fault := r.catches(t, rule, e.Text); fault != "" {
					t.Errorf("%s:%d: yes: %s\n%s", rule.File, e.Line, fault, e.Text)
				}
			}
			for _, e := range rule.No {
				if fault := r.leaves(t, rule, e.Text); fault != "" {
					t.Errorf("%s:%d: no: %s\n%s", rule.File, e.Line, fault, e.Text)
				}
			}
			for _, e := range rule.Todo {
				if r.catches(t, rule, e.Text) == "" {
					t.Errorf("%s:%d: todo passes now; make it a yes:\n%s", rule.File, e.Line, e.Text)
				}
			}
		})
	}
}

// catches is what is wrong with a yes example, "" for nothing.
func (r reading) catches(t *testing.T, rule rules.Rule, line string) string {
	t.Helper()
	switch rule.Kind {
	case "words":
		if !r.x.know.words[rule.Name][line] {
			return "no word of the class"
		}
		return ""
	case "topic":
		return r.silences(t, rule.Name, line)
	}
	m, err := rules.Unmark(line)
	if err != nil {
		t.Fatal(err)
	}
	p := r.read(t, m.Text, "")
	if rule.Kind == "roles" {
		if len(p.matches("event")) == 0 {
			return "no match"
		}
		return ""
	}
	return m.Fault(rule.Kind+"/"+rule.Name, p.Predicates, p.matches(rule.Kind))
}

// matches are the first patterns of that kind at every token.
func (p page) matches(kind string) []rules.Match {
	var out []rules.Match
	for i := range p.Tokens {
		if m, ok := p.rules.First(kind, i, p.reader); ok {
			for n := range m.Args {
				m.Args[n].At = p.owner(m.Args[n].At)
			}
			out = append(out, m)
		}
	}
	return out
}

// silences is what is wrong with a sentence that only its topic keeps from telling
// of an event.
func (r reading) silences(t *testing.T, topic, text string) string {
	p := r.read(t, text, "")
	for _, s := range p.Sentences {
		if found := p.offTopic(s.First, s.Last); found != nil && found.Name == topic {
			if len(p.sentence(s.First, s.Last)) == 0 {
				return "nothing would be found anyway"
			}
			return ""
		}
	}
	return "it is not about the topic"
}

// leaves is what is wrong with a no example, "" for nothing.
func (r reading) leaves(t *testing.T, rule rules.Rule, text string) string {
	t.Helper()
	if rule.Kind == "words" {
		if r.x.know.words[rule.Name][text] {
			return "a word of the class"
		}
		return ""
	}
	p := r.read(t, text, "")
	switch rule.Kind {
	case "topic":
		if len(p.events) == 0 {
			return "nothing is found"
		}
		return ""
	case "roles":
		if len(p.matches("event")) > 0 {
			return "a match"
		}
		return ""
	}
	for _, m := range p.matches(rule.Kind) {
		if m.Name() == rule.Kind+"/"+rule.Name {
			return fmt.Sprintf("a match at %q", p.Token(m.Trigger.From()).Form)
		}
	}
	return ""
}

// brief is what an event says, on one line.
func brief(text string, e *onrecord.Event) string {
	var out []string
	side := func(list []onrecord.Party) string {
		var names []string
		for _, p := range list {
			names = append(names, extracttest.Words(text, p.Spans))
		}
		return strings.Join(names, " + ")
	}
	out = append(out, string(e.Plover.Event)+"/"+e.Plover.Mode, e.CAMEO, string(e.Status), "["+side(e.Source)+"]", extracttest.Words(text, e.Trigger.Spans), "["+side(e.Target)+"]")
	return strings.Join(out, " ")
}
