package membership

import (
	"testing"

	"onrecord"
	"onrecord/internal/extract/extracttest"
)

// check reports a finding that does not stand in the text.
func check(t *testing.T, text string, found []onrecord.Membership) {
	t.Helper()
	for i := range found {
		m := &found[i]
		if m.Member.Empty() || m.Group.Empty() || m.Words.Empty() || m.FoundBy == "" || m.ID == "" || m.Status == "" || m.As == "" {
			t.Fatalf("a membership that lacks a part: %+v", m)
		}
		extracttest.Stands(t, text, m)
	}
}

// Any text gives memberships that stand in it, and the same ones twice.
func FuzzExtract(f *testing.F) {
	f.Add("The coalition, including Norland, Tara and (it says) the Nara Front, met.")
	f.Add("Norland's ally, a member of the \"alliance\" of allies, was expelled from the alliance on Monday.")
	f.Add("the coalition of the coalition of members of the alliance including the")
	r := newReading(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			t.Skip()
		}
		view, art, found := r.article(t, text)
		got := r.x.Extract(view, art, found)
		check(t, text, got)
		if again := r.x.Extract(view, art, found); len(again) != len(got) {
			t.Fatalf("%d memberships, then %d", len(got), len(again))
		}
	})
}

// words are those that rules ask for, and a few that they do not.
var words = []string{
	"alliance", "coalition", "member", "to", "the", "talks", "Norland", "Tara", "including", "and", "rebels", "joined", "left", "part", "of",
	"offshoot", "ally", "signed", "will", "not", "on", "Monday", ",", "a", "supports", "it", "with", "led", "that", "said",
}

// Trees that no parser would give neither stop nor confuse it.
func TestWildTrees(t *testing.T) {
	r := newReading(t)
	r.Wild(t, 400, words, func(p extracttest.Page) {
		check(t, p.Art.Text, r.x.Extract(p.View, p.Art, p.Found))
	})
}
