package incident_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"onrecord"
)

// TestScoreChains reports B3 over the mentions of eventcoref-ecb.dev that an
// event's trigger touches, with the chains of the set against our incidents.
func TestScoreChains(t *testing.T) {
	if testing.Short() {
		t.Skip("reads two hundred articles")
	}
	type mention struct {
		Start, End int
		Chain      string
	}
	f, err := os.Open("../../../../shared/data/world/eventcoref-ecb.dev.jsonl")
	if err != nil {
		t.Skip("the set is not here")
	}
	defer f.Close()
	var arts []onrecord.Article
	gold := map[string][]mention{}
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 1<<24)
	for scan.Scan() {
		var x struct {
			ID, Text string
			Events   []mention
		}
		if err := json.Unmarshal(scan.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		arts = append(arts, onrecord.Article{ID: onrecord.ArticleID(x.ID), Text: x.Text})
		gold[x.ID] = x.Events
	}
	chain, cluster := map[string]string{}, map[string]string{}
	rows, triggers := lay(t, arts)
	for _, i := range rows {
		for _, c := range i.Cites {
			for n, m := range gold[string(c.Article)] {
				at := triggers[string(c.Article)+" "+string(c.Event)]
				if m.Start < at.End && at.Start < m.End {
					id := string(c.Article) + " " + string(rune(n))
					if _, done := chain[id]; !done {
						chain[id], cluster[id] = m.Chain, i.ID
					}
				}
			}
		}
	}
	p, r := b3(chain, cluster)
	t.Logf("B3 P %.3f R %.3f F %.3f on %d mentions found", p, r, 2*p*r/(p+r), len(chain))
	if p < .85 || r < .55 {
		t.Errorf("P %.3f R %.3f, want .85 and .55", p, r)
	}
}

// b3 is the precision and the recall of clusters against chains.
func b3(chain, cluster map[string]string) (p, r float64) {
	for a := range chain {
		var both, chained, clustered float64
		for b := range chain {
			c, k := chain[a] == chain[b], cluster[a] == cluster[b]
			if c {
				chained++
			}
			if k {
				clustered++
			}
			if c && k {
				both++
			}
		}
		p, r = p+both/clustered, r+both/chained
	}
	return p / float64(len(chain)), r / float64(len(chain))
}
