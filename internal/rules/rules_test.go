package rules_test

import (
	"os"
	"strings"
	"testing"

	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/internal/rules"
)

// sample is the language of testdata/sample.rules.
var sample = rules.Language{
	Kinds: []string{"deed", "other"}, Places: []string{"spot"}, Flags: []string{"lit"}, Tests: []string{"short"},
	Gives: map[string][]string{"type": nil, "mode": {"a b"}},
}

// spot is a user that knows one word and one flag.
type spot struct{ p *clause.Predicates }

func (s spot) Place(string, int) []int {
	for i := range s.p.Tokens {
		if s.p.Tokens[i].Form == "bread" {
			return []int{i}
		}
	}
	return nil
}

func (s spot) Flag(name string, _ int) bool { return name == "lit" }

func (s spot) Test(_ string, at int) bool { return len(s.p.Tokens[at].Form) < 4 }

func compileSample(t testing.TB) *rules.Set {
	t.Helper()
	in, err := os.Open("testdata/sample.rules")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	found, err := rules.Read("sample.rules", in)
	if err != nil {
		t.Fatal(err)
	}
	set, err := rules.Compile(sample, found)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// first are the first matches of every kind at every token.
func first(set *rules.Set, p *clause.Predicates) []rules.Match {
	var out []rules.Match
	for i := range p.Tokens {
		for _, kind := range sample.Kinds {
			if m, ok := set.On(p).First(kind, i, spot{p}); ok {
				out = append(out, m)
			}
		}
	}
	return out
}

func TestSample(t *testing.T) {
	set := compileSample(t)
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	g, err := clause.NewGrammar()
	if err != nil {
		t.Fatal(err)
	}
	read := func(text string) *clause.Predicates {
		doc, err := a.Annotate(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		return g.Predicates(clause.Look(doc))
	}
	for _, q := range set.Patterns() {
		t.Run(q.Name(), func(t *testing.T) {
			for _, e := range q.Yes {
				m, err := rules.Unmark(e.Text)
				if err != nil {
					t.Fatal(err)
				}
				p := read(m.Text)
				if fault := m.Fault(q.Name(), p, first(set, p)); fault != "" {
					t.Errorf("line %d: %s: %s", e.Line, fault, m.Text)
				}
			}
			for _, e := range q.No {
				for _, m := range first(set, read(e.Text)) {
					if m.Name() == q.Name() {
						t.Errorf("line %d: a match: %s", e.Line, e.Text)
					}
				}
			}
		})
	}
	if n := len(set.Patterns()); n < 12 {
		t.Errorf("%d patterns", n)
	}
	p := read("Rebels burned the ship.")
	if all := set.On(p).All("deed", 1, nil); len(all) != 2 || all[0].Gives("type") != "ship" || all[1].Gives("type") != "other" || all[0].Gives("mode") != "" {
		t.Errorf("All gives %v", all)
	}
	p = read("Rebels shelled the port.")
	if m, ok := set.On(p).First("deed", 1, nil); !ok || m.Gives("mode") != "a b" || m.Arg("target") != 3 || m.Arg("day") != -1 {
		t.Errorf("First gives %v", m)
	}
	if _, ok := set.On(read("He asked for bread.")).First("other", 1, nil); ok {
		t.Error("a place and a flag hold without a user")
	}
}

// The marks of an example are held to the match.
func TestFault(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"[[Rebels|target]] [[shelled|trigger]] the port.", `target is "port"`},
		{"Rebels [[shelled|day]] the port.", "day is not there"},
		{"Rebels shelled [[the port|trigger]].", `trigger is "shelled"`},
		{"[[Rebels|source]] [[left|trigger]] the port.", "no match"},
	} {
		m, err := rules.Unmark(c.line)
		if err != nil {
			t.Fatal(err)
		}
		a, err := annotate.New()
		if err != nil {
			t.Fatal(err)
		}
		doc, err := a.Annotate(t.Context(), m.Text)
		if err != nil {
			t.Fatal(err)
		}
		g, err := clause.NewGrammar()
		if err != nil {
			t.Fatal(err)
		}
		p := g.Predicates(clause.Look(doc))
		if got := m.Fault("deed/strike", p, first(compileSample(t), p)); got != c.want {
			t.Errorf("%s: %q, want %q", c.line, got, c.want)
		}
	}
	for _, line := range []string{"[[a", "[[a|b"} {
		if _, err := rules.Unmark(line); err == nil {
			t.Errorf("%q passes", line)
		}
	}
}

// Every fault of a rule is told with file and line.
func TestCompileRefuses(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"kind", "event a", `f:1: no such kind of rule: "event"`},
		{"no trigger", "deed a", "f:1: no trigger"},
		{"field", "deed a\n when: x", "f:1: line 2: when: no such field"},
		{"trigger", "deed a\n trigger: verb", "want a part of speech and words"},
		{"part of speech", "deed a\n trigger: thing x", `no such part of speech: "thing"`},
		{"word", "deed a\n trigger: verb _", `no word in "_"`},
		{"class of a trigger", "deed a\n trigger: verb CITY", "no class CITY above this line"},
		{"class of a test", "deed a\n trigger: verb go\n where: object[CITY]", "no class CITY above this line"},
		{"class in small letters", "words city\n words: x", "stands in capitals"},
		{"empty class", "words CITY\n words: ,", "no words"},
		{"known class", "words KNOWN\n words: x", "the class KNOWN is there already"},
		{"argument", "deed a\n trigger: verb go\n arg: who", `want "name = path"`},
		{"argument twice", "deed a\n trigger: verb go\n arg: who = subject\n may: who = object", "there is a who already"},
		{"argument like a role", "deed a\n trigger: verb go\n arg: object = subject", "there is a object already"},
		{"place", "deed a\n trigger: verb go\n where: speaker", "no role, argument, place or fact is called \"speaker\""},
		{"path", "deed a\n trigger: verb go\n where: ", "an empty path"},
		{"step", "deed a\n trigger: verb go\n where: object+", `"+" is no step`},
		{"up", "deed a\n trigger: verb go\n where: object<x", `"<x" is no step`},
		{"role of a step", "deed a\n trigger: verb go\n where: object.speaker", "no such role"},
		{"bracket", "deed a\n trigger: verb go\n where: object[x", "[ without ]"},
		{"brackets", "deed a\n trigger: verb go\n where: object[]", "empty brackets"},
		{"test", "deed a\n trigger: verb go\n where: object[a/]", "an empty test"},
		{"escape", "deed a\n trigger: verb go\n where: object[\\]", "an empty test"},
		{"fact", "deed a\n trigger: verb go\n where: object[:blue]", `no such fact: "blue"`},
		{"path of an argument", "deed a\n trigger: verb go\n arg: who = speaker", "is called \"speaker\""},
		{"gives", "deed a\n trigger: verb go\n gives: type", "want key=value"},
		{"gives what", "deed a\n trigger: verb go\n gives: colour=red", `nothing is called "colour"`},
		{"roles", "deed a\n trigger: verb go\n use: walk", `no roles "walk" above this line`},
		{"line of roles", "roles walk\n may: who\n yes: x\n no: y\ndeed a\n trigger: verb go\n use: walk", `roles walk: want "name = path"`},
		{"gives value", "deed a\n trigger: verb go\n gives: mode=red", `mode is never "red"`},
	} {
		found, err := rules.Read("f", strings.NewReader(c.in+"\n yes: x\n no: y\n"))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		lang := sample
		lang.Classes = map[string]map[string]bool{"KNOWN": {"x": true}}
		if _, err := rules.Compile(lang, found); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}

// Whatever is compiled can be tried anywhere.
func FuzzCompile(f *testing.F) {
	text, err := os.ReadFile("testdata/sample.rules")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Add("deed a\n trigger: any *\n where: object.next<>*[!a/:past] | not +of\n yes: x\n no: y\n")
	a, err := annotate.New()
	if err != nil {
		f.Fatal(err)
	}
	g, err := clause.NewGrammar()
	if err != nil {
		f.Fatal(err)
	}
	doc, err := a.Annotate(f.Context(), "The king, who met rebels in Geneva on Monday, did not burn the bread.")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, in string) {
		found, err := rules.Read("f", strings.NewReader(in))
		if err != nil {
			return
		}
		set, err := rules.Compile(sample, found)
		if err != nil {
			return
		}
		p := g.Predicates(clause.Look(doc))
		for _, m := range first(set, p) {
			if m.Trigger.From() < 0 || m.Trigger.To() > len(p.Tokens) {
				t.Errorf("a match at %v", m.Trigger)
			}
			for _, arg := range m.Args {
				if arg.At < 0 || arg.At >= len(p.Tokens) {
					t.Errorf("an argument at %d", arg.At)
				}
			}
		}
	})
}

func TestVersion(t *testing.T) {
	if v := rules.Version(); len(v) != 8 || v == clause.Version() {
		t.Errorf("version %q", v)
	}
}
