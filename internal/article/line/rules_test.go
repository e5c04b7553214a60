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
		alone := []Rule{r}
		if err := share(alone); err != nil {
			t.Errorf("%s: %v", in.Where(), err)
			continue
		}
		r = alone[0]
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

// rulesOf reads rules for a test.
func rulesOf(t *testing.T, text string) []Rule {
	t.Helper()
	rs, err := parseRules("test.rules", text)
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

// TestFind holds what finding a rule goes by: the file's order, the place, the
// number of words, the length of the line.
func TestFind(t *testing.T) {
	rs := rulesOf(t, `
line share-bar
  match: (?i)^share this\b
  place: head tail
  yes: Share this
  no: sharing

line button
  match: (?i)^share\b
  max: 3
  yes: Share
  no: sharing

rest comments
  match: (?i)^\d+ comments
  as: furniture
  yes: 3 comments
  no: comments
`)
	for _, c := range []struct{ text, place, want string }{
		{"Share this", "head", "share-bar"},
		{"Share this", "body", "button"},
		{"Share this with all of them", "body", ""},
		{"Share", "tail", "button"},
		{"3 Comments", "tail", "comments"},
		{"The ferry sails", "tail", ""},
		{"3 comments " + strings.Repeat("on it ", Longest/6), "tail", ""},
	} {
		l, got := Measure(c.text, ling.Span{End: len(c.text)}, true), ""
		if r := Find(rs, &l, c.place); r != nil {
			got = r.Name
		}
		if got != c.want {
			t.Errorf("%q at %s: rule %q, want %q", c.text, c.place, got, c.want)
		}
	}
	if rs[0].Opens != "" || rs[2].Opens != "rest" {
		t.Errorf("opens %q and %q", rs[0].Opens, rs[2].Opens)
	}
}

// TestShared holds that a set of expressions tells what each of them alone tells,
// whichever line was asked before.
func TestShared(t *testing.T) {
	rs := rulesOf(t, "line one\n  match: ^abc\n  match: xyz$\n  yes: abc\n  no: b\n\nline two\n  match: q+\n  yes: q\n  no: b\n")
	l := Measure("some xyz", ling.Span{End: 8}, true)
	if rs[0].file == nil || rs[0].file != rs[1].file {
		t.Fatal("the rules of a file share no set")
	}
	if !rs[0].Matches(&l) || rs[1].Matches(&l) {
		t.Error("the set tells another rule than the expressions do")
	}
	other := rulesOf(t, "line three\n  match: some\n  yes: some\n  no: b\n")
	if !other[0].Matches(&l) || !rs[0].Matches(&l) {
		t.Error("a line that another file's rules looked at is not told")
	}
}

// TestRuleFaults holds that a rule file with a fault says where and what.
func TestRuleFaults(t *testing.T) {
	for text, want := range map[string]string{
		"word share\n  match: x\n  yes: x\n  no: y\n":                 "want line, list or rest",
		"line share\n  match: x(\n  yes: x\n  no: y\n":                "line 2",
		"line share\n  match: x\n  max: few\n  yes: x\n  no: y\n":     "line 3",
		"line share\n  match: x\n  unless: rain\n  yes: x\n  no: y\n": "only date is known",
		"line share\n  match: x\n  colour: red\n  yes: x\n  no: y\n":  "no such field",
	} {
		if _, err := parseRules("test.rules", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one with %q", text, err, want)
		}
	}
}
