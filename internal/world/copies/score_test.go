package copies

import (
	"testing"

	"onrecord"
	"onrecord/internal/world/worldtest"
)

// TestScore holds what copies-fnc.dev was found to be: precision and recall over
// pairs that are clearly copies or clearly none.
func TestScore(t *testing.T) {
	texts := map[string]string{}
	for _, a := range worldtest.Lines[struct{ ID, Text string }](t, "../../../../shared/data/world/stories-fnc.dev.jsonl") {
		texts[a.ID] = a.Text
	}
	var found, right, gold float64
	for _, x := range worldtest.Lines[struct {
		A, B string
		Copy *bool
	}](t, "../../../../shared/data/world/copies-fnc.dev.jsonl") {
		if x.Copy == nil {
			continue
		}
		is := Copy(Take(&onrecord.Article{Text: texts[x.A]}), Take(&onrecord.Article{Text: texts[x.B]}))
		if is {
			found++
		}
		if *x.Copy {
			gold++
			if is {
				right++
			}
		}
	}
	t.Logf("P %.3f R %.3f (%v found, %v gold)", right/found, right/gold, found, gold)
	if right/found < 0.98 || right/gold < 0.98 {
		t.Errorf("P %.3f R %.3f, want .98 and .98", right/found, right/gold)
	}
}
