package eval

import "testing"

// TestAnchorScore holds the share of events found at their time to what it was.
func TestAnchorScore(t *testing.T) {
	if testing.Short() {
		t.Skip("reads corpora")
	}
	docs := corpus[TimeDoc](t, "meantime-dev.docs.jsonl")
	links := corpus[EventTime](t, "meantime-dev.anchors.jsonl")
	s := ScoreAnchors(docs, annotatedDocs(t, docs), links)
	t.Log(s)
	if testing.Verbose() {
		for _, e := range s.Errors {
			t.Log(e)
		}
	}
	if s.Accuracy() < 0.91 {
		t.Errorf("%s: below .91", s)
	}
}
