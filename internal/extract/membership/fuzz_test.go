package membership

import (
	"bytes"
	"math/rand"
	"testing"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling"
)

// check reports a finding that does not stand in the text.
func check(t *testing.T, text string, found []onrecord.Membership) {
	t.Helper()
	for i := range found {
		m := &found[i]
		if m.Member.Empty() || m.Group.Empty() || m.Words.Empty() || m.FoundBy == "" || m.ID == "" || m.Status == "" || m.As == "" {
			t.Fatalf("a membership that lacks a part: %+v", m)
		}
		for p := range m.Parts() {
			for _, sp := range *p.Spans {
				if sp.Start < 0 || sp.End > len(text) || sp.Start >= sp.End {
					t.Fatalf("%s %v of a text of %d bytes", p.Role, sp, len(text))
				}
			}
		}
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
var words = [...]string{
	"alliance", "coalition", "member", "to", "the", "talks", "Norland", "Tara", "including", "and", "rebels", "joined", "left", "part", "of",
	"offshoot", "ally", "signed", "will", "not", "on", "Monday", ",", "a", "supports", "it", "with", "led", "that", "said",
}

var relations = [...]string{
	"nsubj", "obj", "obl", "nmod", "compound", "acl", "acl:relcl", "advcl", "xcomp", "ccomp", "conj", "cc", "case", "mark", "det", "amod", "punct", "appos", "nsubj:pass", "aux",
}

// Trees that no parser would give neither stop nor confuse it.
func TestWildTrees(t *testing.T) {
	r := newReading(t)
	for seed := range int64(400) {
		rng := rand.New(rand.NewSource(seed))
		var text bytes.Buffer
		for range 5 + rng.Intn(40) {
			text.WriteString(words[rng.Intn(len(words))] + " ")
		}
		doc, err := r.annotator.Annotate(t.Context(), text.String())
		if err != nil {
			t.Fatal(err)
		}
		for i := range doc.Tokens {
			doc.Tokens[i].Deprel = relations[rng.Intn(len(relations))]
			doc.Tokens[i].Head = rng.Intn(len(doc.Tokens)+1) - 1
			if doc.Tokens[i].Head < 0 {
				doc.Tokens[i].Head = ling.Root
			}
		}
		view, art := clause.Look(doc), &onrecord.Article{Text: doc.Text}
		found := &onrecord.Found{}
		for _, e := range doc.Times {
			found.Times = append(found.Times, onrecord.Time{TimeExpr: e})
		}
		check(t, doc.Text, r.x.Extract(view, art, found))
	}
}
