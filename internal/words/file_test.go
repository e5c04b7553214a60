package words

import (
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	got, err := Read("cues.rules", strings.NewReader(`# speech
verb say
  forms: say says
  frame: that
  frame: quote
  yes: He said no.
  no: A say.
`))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Name != "say" || got[0].Kind != "verb" || len(got[0].All("frame")) != 2 || got[0].Get("forms") != "say says" {
		t.Fatalf("got %+v", got)
	}
	if got[0].Where() != "cues.rules:2" {
		t.Errorf("Where = %q", got[0].Where())
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"no yes", "verb a\n  no: x\n", "f:1: verb a has no yes example"},
		{"no no", "verb a\n  yes: x\n", "f:1: verb a has no no example"},
		{"twice", "verb a\n  yes: x\n  no: y\nverb a\n  yes: x\n  no: y\n", "f:4: verb a stands already at line 1"},
		{"field first", "  yes: x\n", `f:1: field "yes" before the first rule`},
		{"no name", "verb\n", "f:1: want a kind and a name"},
		{"no key", "verb a\n  yes\n", "f:2: want \"key: value\""},
	} {
		if _, err := Read("f", strings.NewReader(c.in)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("verb a\n  yes: x\n  no: y\n")
	f.Fuzz(func(t *testing.T, in string) {
		found, _ := Read("f", strings.NewReader(in))
		for _, r := range found {
			if r.Kind == "" || r.Name == "" || r.Line < 1 {
				t.Errorf("rule without kind, name or line: %+v", r)
			}
		}
	})
}
