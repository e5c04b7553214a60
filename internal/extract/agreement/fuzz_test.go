package agreement

import (
	"bytes"
	"math/rand"
	"testing"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling"
)

// check reports a finding that does not stand in the text.
func check(t *testing.T, text string, found []onrecord.Agreement) {
	t.Helper()
	for i := range found {
		a := &found[i]
		if a.Words.Empty() || a.FoundBy == "" || a.ID == "" || a.Type == "" {
			t.Fatalf("an agreement without words, rule, id or type: %+v", a)
		}
		for p := range a.Parts() {
			for _, sp := range *p.Spans {
				if sp.Start < 0 || sp.End > len(text) || sp.Start >= sp.End {
					t.Fatalf("%s %v of a text of %d bytes", p.Role, sp, len(text))
				}
			}
		}
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
var words = [...]string{
	"truce", "ceasefire", "agreed", "to", "the", "talks", "peace", "deal", "between", "and", "rebels", "violated", "broke", "down", "of",
	"exchange", "prisoners", "signed", "will", "not", "on", "Monday", ",", "a", "round", "it", "despite", "end", "that", "said",
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
