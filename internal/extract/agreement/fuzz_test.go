package agreement

import (
	"testing"

	"onrecord"
	"onrecord/internal/extract/extracttest"
)

// check reports a finding that does not stand in the text.
func check(t *testing.T, text string, found []onrecord.Agreement) {
	t.Helper()
	for i := range found {
		a := &found[i]
		if a.Words.Empty() || a.FoundBy == "" || a.ID == "" || a.Type == "" {
			t.Fatalf("an agreement without words, rule, id or type: %+v", a)
		}
		extracttest.Stands(t, text, a)
		for _, h := range a.History {
			if h.Words.Empty() {
				t.Fatalf("a status without words: %+v", h)
			}
		}
	}
}

// Any text gives agreements that stand in it, and the same ones twice.
func FuzzExtract(f *testing.F) {
	f.Add("The rebels declared a ten-day truce. It took effect on Monday.")
	f.Add("A \"reduction of violence\" is due to start (at midnight), and the two armies agreed to exchange prisoners.")
	f.Add("the truce of the truce of the round of talks on the truce the")
	r := newReading(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			t.Skip()
		}
		view, art, found := r.article(t, text)
		got := r.x.Extract(view, art, found)
		check(t, text, got)
		if again := r.x.Extract(view, art, found); len(again) != len(got) {
			t.Fatalf("%d agreements, then %d", len(got), len(again))
		}
	})
}

// words are those that rules ask for, and a few that they do not.
var words = []string{
	"truce", "ceasefire", "agreed", "to", "the", "talks", "peace", "deal", "between", "and", "rebels", "violated", "broke", "down", "of",
	"exchange", "prisoners", "signed", "will", "not", "on", "Monday", ",", "a", "round", "it", "despite", "end", "that", "said",
}

// Trees that no parser would give neither stop nor confuse it.
func TestWildTrees(t *testing.T) {
	r := newReading(t)
	r.Wild(t, 400, words, func(p extracttest.Page) {
		check(t, p.Art.Text, r.x.Extract(p.View, p.Art, p.Found))
	})
}
