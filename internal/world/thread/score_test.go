package thread_test

import (
	"testing"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/world/story"
	"onrecord/internal/world/thread"
	"onrecord/internal/world/worldtest"
	"onrecord/ling"
)

// TestScore holds the threads of a set of items on affairs over years, read the
// whole way, to what they were found to be (B-cubed F; Bagga and Baldwin, COLING 1998).
func TestScore(t *testing.T) {
	items := worldtest.Lines[struct{ ID, Thread, Published, Text string }](t, "../../../../shared/data/world/threads-wce.dev.jsonl")
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	var records []*onrecord.Record
	gold := map[onrecord.ArticleID]string{}
	for _, x := range items {
		day, err := ling.ParseDate(x.Published)
		if err != nil {
			t.Fatal(err)
		}
		r, _, err := reader.Record(t.Context(), onrecord.Article{ID: onrecord.ArticleID(x.ID), Text: x.Text,
			Published: onrecord.Published{Value: x.Published, Earliest: day, Latest: day, Basis: onrecord.BasisGiven, Confidence: 1}})
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, &r)
		gold[r.ID] = x.Thread
	}
	found := map[onrecord.ArticleID]string{}
	for id := range gold {
		found[id] = string(id) // in no thread, it is one of its own
	}
	_, threads := worldtest.Laid[onrecord.Thread](t, thread.Type{}.Kind(), records, story.New(), thread.Type{})
	for _, x := range threads {
		for _, a := range x.Articles {
			found[a.ID] = x.ID
		}
	}
	p, r := 0.0, 0.0
	for a := range gold {
		both, together, meant := 0.0, 0.0, 0.0
		for b := range gold {
			same, laid := gold[a] == gold[b], found[a] == found[b]
			if same {
				meant++
			}
			if laid {
				together++
			}
			if same && laid {
				both++
			}
		}
		p, r = p+both/together/float64(len(gold)), r+both/meant/float64(len(gold))
	}
	if f := 2 * p * r / (p + r); f < .82 {
		t.Errorf("P %.3f R %.3f F %.3f, want .82", p, r, f)
	} else {
		t.Logf("P %.3f R %.3f F %.3f", p, r, f)
	}
}
