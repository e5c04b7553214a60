package event

import (
	"math/rand"
	"testing"

	"onrecord"
	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// Whatever the text, and whatever tree stands over it, every part of an event lies
// in the text, in order, and every event has a trigger, a type and a status.
func FuzzExtract(f *testing.F) {
	for _, text := range []string{
		"Rebels attacked Lima on Monday, killing at least 12 soldiers and wounding thirty-one.",
		"The army denied that it had shelled the port, and Norway refused to send observers.",
		"Troops storm palace", "Norway, Sweden sign deal", "police arrest nine", "", "killed killed killed", "of of of the the",
		"If the talks, which the army and the rebels held in Oslo on Monday, fail, the truce will end.",
	} {
		f.Add(text, int64(1))
	}
	a, err := annotate.New()
	if err != nil {
		f.Fatal(err)
	}
	x, err := New()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, seed int64) {
		doc, err := a.Annotate(t.Context(), text)
		if err != nil {
			t.Skip()
		}
		art := &onrecord.Article{Text: doc.Text}
		check(t, doc, x.Extract(clause.Look(doc), art, &onrecord.Found{}))
		shake(doc, rand.New(rand.NewSource(seed)))
		check(t, doc, x.Extract(clause.Look(doc), art, &onrecord.Found{}))
	})
}

// shake hangs tokens anywhere in their sentences, by any relation.
func shake(doc *ling.Document, r *rand.Rand) {
	rels := []string{"nsubj", "obj", "obl", "nmod", "conj", "xcomp", "ccomp", "advcl", "acl", "amod", "compound", "case", "nsubj:pass", "aux:pass", "acl:relcl", "root"}
	tags := []ud.UPOS{ud.NOUN, ud.VERB, ud.PROPN, ud.ADJ, ud.ADP, ud.PRON, ud.NUM}
	for _, s := range doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			switch r.Intn(4) {
			case 0:
				doc.Tokens[i].Head = s.First + r.Intn(s.Last-s.First)
			case 1:
				doc.Tokens[i].Deprel = rels[r.Intn(len(rels))]
			case 2:
				doc.Tokens[i].UPOS = tags[r.Intn(len(tags))]
			}
		}
	}
}

func check(t *testing.T, doc *ling.Document, events []onrecord.Event) {
	t.Helper()
	seen := map[onrecord.ClaimID]bool{}
	for i := range events {
		e := &events[i]
		if e.Trigger.Empty() || e.Plover.Event == "" || e.Status == "" || e.CAMEO == "" || seen[e.ID] {
			t.Errorf("event %+v", e)
		}
		seen[e.ID] = true
		for p := range e.Parts() {
			last := 0
			for _, s := range *p.Spans {
				if s.Start < last || s.End <= s.Start || s.End > len(doc.Text) {
					t.Errorf("%s stands at %v", p.Role, *p.Spans)
				}
				last = s.End
			}
		}
		if e.When.Time >= len(doc.Times) {
			t.Errorf("time %d", e.When.Time)
		}
	}
}
