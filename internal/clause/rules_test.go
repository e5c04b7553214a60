package clause_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/internal/words"
)

// reading is an annotator and the grammar, made once for all tests.
type reading struct {
	a *annotate.Annotator
	g *clause.Grammar
}

func newReading(t testing.TB) reading {
	t.Helper()
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	g, err := clause.NewGrammar()
	if err != nil {
		t.Fatal(err)
	}
	return reading{a, g}
}

func (r reading) read(t testing.TB, text string) *clause.Predicates {
	t.Helper()
	doc, err := r.a.Annotate(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	return r.g.Predicates(clause.Look(doc))
}

// mark is words of an example and what they are.
type mark struct {
	word string
	is   string
	at   int // byte of the last word's beginning
}

// unmark takes the marks out of a sentence.
func unmark(line string) (string, []mark) {
	var out strings.Builder
	var marks []mark
	for line != "" {
		before, rest, found := strings.Cut(line, "[[")
		out.WriteString(before)
		if !found {
			break
		}
		inside, after, _ := strings.Cut(rest, "]]")
		word, is, _ := strings.Cut(inside, "|")
		marks = append(marks, mark{word, is, out.Len() + strings.LastIndex(word, " ") + 1})
		out.WriteString(word)
		line = after
	}
	return out.String(), marks
}

// tokenAt is the token that begins at byte at.
func tokenAt(p *clause.Predicates, at int) int {
	for i := range p.Tokens {
		if p.Tokens[i].Start == at {
			return i
		}
	}
	return -1
}

// judge is what is wrong with the marks of an example of rule, "" for nothing.
func judge(p *clause.Predicates, rule string, marks []mark) string {
	subject := -2
	for _, m := range marks {
		at := tokenAt(p, m.at)
		if at < 0 {
			return fmt.Sprintf("no word at %q", m.word)
		}
		if m.is == "subject" {
			subject = at
		}
	}
	for _, m := range marks {
		at := tokenAt(p, m.at)
		switch m.is {
		case "subject":
		case "predicate":
			if got := p.Read(at).Subject; got < 0 || !p.Subtree(got).Has(subject) {
				return fmt.Sprintf("subject of %q is %q", m.word, p.Token(got).Form)
			}
		default:
			kind := clause.ParseShade(m.is)
			if m.is == "plain" {
				if len(p.Read(at).Shades) > 0 {
					return fmt.Sprintf("%q has the shades %v", m.word, p.Read(at).Shades)
				}
				continue
			}
			if kind == clause.NoShade {
				return fmt.Sprintf("no such mark: %q", m.is)
			}
			if !shadedBy(p, at, kind, rule) {
				return fmt.Sprintf("%q has the shades %v", m.word, p.Read(at).Shades)
			}
		}
	}
	return ""
}

func shadedBy(p *clause.Predicates, at int, kind clause.ShadeKind, rule string) bool {
	for _, s := range p.Read(at).Shades {
		if s.Kind == kind && (s.Rule == rule || strings.HasPrefix(rule, "doing/")) {
			return true
		}
	}
	return false
}

// Every rule gives the shades and subjects that its yes examples mark, and
// touches nothing in its no examples.
func TestRuleExamples(t *testing.T) {
	r := newReading(t)
	for _, rule := range readRules(t) {
		name := rule.Kind + "/" + rule.Name
		t.Run(name, func(t *testing.T) {
			for _, e := range rule.Yes {
				text, marks := unmark(e.Text)
				if len(marks) == 0 {
					t.Errorf("%s:%d: nothing is marked", rule.File, e.Line)
				}
				if fault := judge(r.read(t, text), name, marks); fault != "" {
					t.Errorf("%s:%d: %s: %s", rule.File, e.Line, fault, text)
				}
			}
			for _, e := range rule.No {
				p := r.read(t, e.Text)
				for i := range p.Tokens {
					for _, s := range p.Read(i).Shades {
						if s.Rule == name {
							t.Errorf("%s:%d: shades %q: %s", rule.File, e.Line, p.Tokens[i].Form, e.Text)
						}
					}
				}
			}
		})
	}
}

func readRules(t *testing.T) []words.Rule {
	t.Helper()
	var out []words.Rule
	for _, name := range []string{"shades.rules", "governors.rules"} {
		out = append(out, readRuleFile(t, name)...)
	}
	return out
}

func readRuleFile(t *testing.T, name string) []words.Rule {
	t.Helper()
	in, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	rules, err := words.Read(name, in)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}
