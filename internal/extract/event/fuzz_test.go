package event

import (
	"math/rand"
	"testing"

	"onrecord"
	"onrecord/internal/extract/extracttest"
	"onrecord/ling"
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
	r := newReading(f)
	f.Fuzz(func(t *testing.T, text string, seed int64) {
		doc, err := r.Annotator.Annotate(t.Context(), text)
		if err != nil {
			t.Skip()
		}
		p := extracttest.Look(doc)
		check(t, doc, r.x.Extract(p.View, p.Art, p.Found))
		extracttest.Shake(doc, rand.New(rand.NewSource(seed)))
		p = extracttest.Look(doc)
		check(t, doc, r.x.Extract(p.View, p.Art, p.Found))
	})
}

func check(t *testing.T, doc *ling.Document, events []onrecord.Event) {
	t.Helper()
	for i := range events {
		e := &events[i]
		if e.Trigger.Empty() || e.Plover.Event == "" || e.Status == "" || e.CAMEO == "" {
			t.Errorf("event %+v", e)
		}
		if e.When.Time >= len(doc.Times) {
			t.Errorf("time %d", e.When.Time)
		}
	}
	claims := make([]onrecord.AnyClaim, len(events))
	for i := range events {
		claims[i] = &events[i]
	}
	extracttest.Stands(t, doc.Text, claims...)
}
