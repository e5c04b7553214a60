package ledger

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/world"
)

// war are facts of one key as a long war gives them: a truce every few days, of
// which several articles tell what became.
func war(t testing.TB, n int, every time.Duration) []world.Fact {
	t.Helper()
	places := []string{"Ostrel", "Karst", "Belsay", "Tarn", "Corrin", "Hollin"}
	becomes := []onrecord.AgreementStatus{onrecord.Agreed, onrecord.InForce, onrecord.Violated, onrecord.Holding, onrecord.Extended, onrecord.Ended}
	day := time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)
	var out []world.Fact
	for i := range n {
		day = day.Add(every)
		on := day.Format(time.DateOnly)
		told := told{
			Claim: "g1", Name: "the truce", Type: onrecord.Ceasefire, Keys: []string{"nn|deal"},
			Statuses: []status{{LedgerStatus: onrecord.LedgerStatus{Status: becomes[i%len(becomes)], When: onrecord.Period{Value: on, Earliest: on, Latest: on}}}},
		}
		if i%len(becomes) == 0 {
			told.Name, told.New, told.Term = "a truce", true, fmt.Sprintf("P%dD", 3+i%11)
		}
		if i%2 == 0 {
			told.Local = places[i/len(becomes)%len(places):][:1]
		}
		body, err := json.Marshal(told)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, world.Fact{Key: "nn|deal", Article: onrecord.ArticleID(fmt.Sprintf("a%06d", i)), Day: on, Body: body})
	}
	return out
}

func BenchmarkRows(b *testing.B) {
	for _, n := range []int{1000, 2000, 4000, 8000, 16000} {
		for _, every := range []time.Duration{24 * time.Hour, time.Hour} {
			facts := war(b, n, every)
			b.Run(fmt.Sprintf("%d a told every %s", n, every), func(b *testing.B) {
				for b.Loop() {
					if _, err := (Type{}).Rows("nn|deal", facts); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
