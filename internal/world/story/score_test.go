package story

import (
	"testing"

	"onrecord"
	"onrecord/internal/world/worldtest"
	"onrecord/ling"
)

// set reads articles by happening.
func set(t *testing.T, name string) (records []*onrecord.Record, gold map[onrecord.ArticleID]string) {
	t.Helper()
	gold = map[onrecord.ArticleID]string{}
	for _, x := range worldtest.Lines[struct{ ID, Cluster, Text, Published string }](t, "../../../../shared/data/world/"+name+".dev.jsonl") {
		gold[onrecord.ArticleID(x.ID)] = x.Cluster
		if x.Text != "" { // what has none is not read
			r := &onrecord.Record{Article: onrecord.Article{ID: onrecord.ArticleID(x.ID), Text: x.Text}}
			if d, err := ling.ParseDate(x.Published); err == nil {
				r.Published = onrecord.Published{Value: x.Published, Earliest: d, Latest: d}
			}
			records = append(records, r)
		}
	}
	return records, gold
}

// bCubed is the F of clusters against gold (Bagga and Baldwin, COLING 1998);
// whatever is in no cluster is one of its own.
func bCubed(gold map[onrecord.ArticleID]string, found map[onrecord.ArticleID]string) (p, r, f float64) {
	both, g, c := map[string]float64{}, map[string]float64{}, map[string]float64{}
	of := func(id onrecord.ArticleID) string {
		if k := found[id]; k != "" {
			return k
		}
		return "alone " + string(id)
	}
	for id, k := range gold {
		g[k]++
		c[of(id)]++
		both[k+"\x00"+of(id)]++
	}
	for id, k := range gold {
		p += both[k+"\x00"+of(id)] / c[of(id)]
		r += both[k+"\x00"+of(id)] / g[k]
	}
	n := float64(len(gold))
	p, r = p/n, r/n
	return p, r, 2 * p * r / (p + r)
}

// TestScore holds the stories of three sets, found with one setting, to what they
// were found to be.
func TestScore(t *testing.T) {
	for _, x := range []struct {
		name string
		want float64
	}{{"stories-wce", 0.925}, {"stories-ecb", 0.90}, {"stories-fnc", 0.955}} {
		t.Run(x.name, func(t *testing.T) {
			records, gold := set(t, x.name)
			found := map[onrecord.ArticleID]string{}
			_, stories := worldtest.Laid[onrecord.Story](t, Type{}.Kind(), records, Type{})
			for _, story := range stories {
				for _, a := range story.Articles {
					found[a.ID] = story.ID
				}
			}
			if len(found) != len(records) {
				t.Errorf("%d of %d articles are in stories", len(found), len(records))
			}
			p, r, f := bCubed(gold, found)
			t.Logf("B3 P %.3f R %.3f F %.3f", p, r, f)
			if f < x.want {
				t.Errorf("F %.3f, want %.3f", f, x.want)
			}
		})
	}
}
