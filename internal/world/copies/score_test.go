package copies

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"onrecord"
)

func readSet[T any](t *testing.T, name string) []T {
	t.Helper()
	f, err := os.Open("../../../../shared/data/world/" + name)
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	var out []T
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var x T
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestScore holds what copies-fnc.dev was found to be: precision and recall over
// pairs that are clearly copies or clearly none.
func TestScore(t *testing.T) {
	texts := map[string]string{}
	for _, a := range readSet[struct{ ID, Text string }](t, "stories-fnc.dev.jsonl") {
		texts[a.ID] = a.Text
	}
	var found, right, gold float64
	for _, x := range readSet[struct {
		A, B string
		Copy *bool
	}](t, "copies-fnc.dev.jsonl") {
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
