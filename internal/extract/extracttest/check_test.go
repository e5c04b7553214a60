package extracttest

import (
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// member is a membership whose parts stand at a and b.
func member(id string, a, b ling.Span) *onrecord.Membership {
	m := &onrecord.Membership{Claim: onrecord.Claim{ID: onrecord.ClaimID(id), FoundBy: "rule"}}
	m.Member.Spans, m.Group.Spans = []ling.Span{a}, []ling.Span{b}
	return m
}

func TestFaults(t *testing.T) {
	good := member("m1", ling.Span{Start: 0, End: 3}, ling.Span{Start: 4, End: 8})
	if faults := Faults("Oslo met", good); len(faults) > 0 {
		t.Errorf("%q", faults)
	}
	Stands(t, "Oslo met", good)
	for name, claims := range map[string][]onrecord.AnyClaim{
		"twice": {good, good}, "nameless": {member("", ling.Span{End: 1}, ling.Span{End: 1})},
		"outside": {member("m", ling.Span{End: 1}, ling.Span{Start: 4, End: 9})}, "empty": {member("m", ling.Span{End: 1}, ling.Span{Start: 4, End: 4})},
	} {
		if len(Faults("Oslo met", claims...)) != 1 {
			t.Errorf("%s: %q", name, Faults("Oslo met", claims...))
		}
	}
}

func TestGolden(t *testing.T) {
	file := filepath.Join(t.TempDir(), "golden")
	Golden(t, file, "a\nb\n", true)
	Golden(t, file, "a\nb\n", false)
	if data, err := os.ReadFile(file); err != nil || string(data) != "a\nb\n" {
		t.Errorf("%q, %v", data, err)
	}
	for _, c := range []struct {
		a, b, line string
		n          int
	}{{"a\nb", "a\nb", "", 0}, {"a\nc", "a\nb", "c", 2}, {"a\nb", "a", "b", 2}, {"a", "a\nb", "an end before: b", 1}} {
		if n, line := firstOther(c.a, c.b); n != c.n || line != c.line {
			t.Errorf("%q %q: %d %q", c.a, c.b, n, line)
		}
	}
}

// A page has the day, times and statements of its text; a text without a day has none.
func TestText(t *testing.T) {
	r := New(t)
	day := ling.NewDate(2016, 5, 12)
	p := r.Text(t, "The envoy said on Monday that the port was shut.", day)
	if len(p.Found.Statements) != 1 || len(p.Found.Times) != 1 || p.Art.Published.Day() != day || p.Art.Text != p.View.Text {
		t.Errorf("%+v", p.Found)
	}
	if got := Words(p.Art.Text, p.Found.Statements[0].Source.Spans); got != "The envoy" {
		t.Errorf("source %q", got)
	}
	if p := r.Text(t, "The port was shut.", ling.Date{}); !p.Art.Published.Day().IsZero() {
		t.Errorf("day %v", p.Art.Published)
	}
}

// Wild pages differ, and are the same in every run; a shaken tree is one.
func TestWild(t *testing.T) {
	r := New(t)
	var texts, trees []string
	for range 2 {
		var text, tree strings.Builder
		r.Wild(t, 3, []string{"truce", "the", "of", "broke", "rebels"}, func(p Page) {
			text.WriteString(p.Art.Text + "\n")
			for i := range p.View.Tokens {
				tree.WriteString(p.View.Token(i).Deprel + " ")
			}
		})
		texts, trees = append(texts, text.String()), append(trees, tree.String())
	}
	lines := strings.Split(texts[0], "\n")
	if texts[0] != texts[1] || trees[0] != trees[1] || len(lines) != 4 || lines[0] == lines[1] {
		t.Errorf("%q", texts)
	}
	doc, err := r.Annotator.Annotate(t.Context(), "Rebels attacked the port. The army left.")
	if err != nil {
		t.Fatal(err)
	}
	Shake(doc, rand.New(rand.NewSource(1)))
	for _, s := range doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			if h := doc.Tokens[i].Head; (h == ling.Root) != (i == s.First) || h >= i {
				t.Errorf("token %d hangs on %d", i, h)
			}
		}
	}
}
