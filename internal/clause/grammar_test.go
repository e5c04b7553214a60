package clause

import (
	"strings"
	"testing"

	"onrecord/internal/words"
)

// A rule that says nothing that can be used is refused, with the reason.
func TestGrammarRefuses(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"kind", "verb a\n words: x", "no such kind"},
		{"no words", "shade a\n at: mark\n makes: negated", "no words"},
		{"shade", "shade a\n at: mark\n makes: blue\n words: x", "no such shade"},
		{"nothing", "shade a\n at: mark\n words: x", "it makes nothing"},
		{"place", "shade a\n at: home\n makes: negated\n words: x", "no such place"},
		{"twice", "shade a\n at: mark\n makes: negated\n words: x, x", "stands already in shade/a"},
		{"leads", "governor a\n makes: negated\n words: x", "no leads"},
		{"idle governor", "governor a\n leads: to\n words: x", "makes and controls nothing"},
		{"voice", "governor a\n leads: to\n makes: negated\n voice: loud\n words: x", "no such voice"},
		{"with", "governor a\n leads: to\n makes: negated\n with: luck\n words: x", "no such thing"},
		{"governed twice", "governor a\n leads: to\n makes: negated\n words: x, x", "stands already in governor/a"},
	} {
		found, err := words.Read("f", strings.NewReader(c.in+"\n yes: x\n no: y\n"))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		g := newGrammar()
		if err := g.add(found[0]); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}
