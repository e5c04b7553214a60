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
	f.Add("leAst soldier wound 8n0!", int64(23)) // a bound of a number that begins the text
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

// shake makes another tree: every token but the first hangs on one before it, by any
// relation, and the first is the root.
func shake(doc *ling.Document, r *rand.Rand) {
	rels := []string{"nsubj", "obj", "obl", "nmod", "conj", "xcomp", "ccomp", "advcl", "acl", "amod", "compound", "case", "nsubj:pass", "aux:pass", "acl:relcl"}
	tags := []ud.UPOS{ud.NOUN, ud.VERB, ud.PROPN, ud.ADJ, ud.ADP, ud.PRON, ud.NUM}
	for _, s := range doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			doc.Tokens[i].Head, doc.Tokens[i].Deprel = ling.Root, "root"
			if i > s.First {
				doc.Tokens[i].Head, doc.Tokens[i].Deprel = s.First+r.Intn(i-s.First), rels[r.Intn(len(rels))]
			}
			if r.Intn(3) == 0 {
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
