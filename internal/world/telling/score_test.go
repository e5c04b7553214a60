package telling

import (
	"crypto/md5"
	"slices"
	"testing"

	"onrecord"
	"onrecord/internal/world/passage"
	"onrecord/internal/world/worldtest"
)

// headline is a headline of a set of rumours, with the articles that agree with
// it, disagree, or discuss it.
type headline struct {
	ID, Cluster, Headline    string
	Agree, Disagree, Discuss []string
}

type body struct{ ID, Cluster, Text string }

func tellingOf(t *testing.T, id, text string) *Telling {
	t.Helper()
	out, err := Read(passage.Lay(&onrecord.Record{Article: onrecord.Article{ID: onrecord.ArticleID(id), Text: text}}))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// opposed are what opposes what, by ids, of all tellings.
func opposed(t *testing.T, all map[string]*Telling) map[[2]string]bool {
	t.Helper()
	ids := make([]string, 0, len(all))
	for id := range all {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	by := map[string][]string{}
	for _, id := range ids {
		for _, k := range all[id].Keys {
			by[k] = append(by[k], id)
		}
	}
	out := map[[2]string]bool{}
	for k, of := range by {
		var ts []*Telling
		for _, id := range of {
			ts = append(ts, all[id])
		}
		for _, o := range Oppose(k, ts) {
			for _, i := range o.Refuting {
				for _, j := range o.Asserting {
					out[[2]string{of[i], of[j]}], out[[2]string{of[j], of[i]}] = true, true
				}
			}
		}
	}
	return out
}

// counted are the pairs of a headline and an article that were found to oppose
// each other, against those that a person says disagree.
type counted struct{ right, wrong, missed int }

func (c *counted) add(disagree, found bool) {
	switch {
	case disagree && found:
		c.right++
	case disagree:
		c.missed++
	case found:
		c.wrong++
	}
}

func (c counted) precision() float64 {
	return float64(c.right) / float64(max(1, c.right+c.wrong))
}

func (c counted) recall() float64 {
	return float64(c.right) / float64(max(1, c.right+c.missed))
}

// part is the half of the set that a story is in by its hash, and for a half of
// the second one 2: of that no text was looked at.
func part(cluster string) int {
	sum := md5.Sum([]byte(cluster))
	if sum[15]%2 == 1 && sum[14]%2 == 1 {
		return 2
	}
	return int(sum[15] % 2)
}

// TestScore holds how many pairs of a headline and an article that disagree are
// found to oppose each other, among all pairs of the set.
func TestScore(t *testing.T) {
	all := map[string]*Telling{}
	for _, b := range worldtest.Lines[body](t, "../../../../shared/data/world/stories-fnc.dev.jsonl") {
		all[b.ID] = tellingOf(t, b.ID, b.Text)
	}
	heads := worldtest.Lines[headline](t, "../../../../shared/data/world/disputes-fnc.dev.jsonl")
	for _, h := range heads {
		all[h.ID] = tellingOf(t, h.ID, h.Headline)
	}
	found := opposed(t, all)
	var parts [3]counted
	var whole counted
	for _, h := range heads {
		for i, list := range [][]string{h.Agree, h.Discuss, h.Disagree} {
			for _, a := range list {
				is := found[[2]string{h.ID, a}]
				parts[part(h.Cluster)].add(i == 2, is)
				whole.add(i == 2, is)
			}
		}
	}
	for i, c := range parts {
		t.Logf("part %d: P %.3f R %.3f (%d/%d/%d)", i, c.precision(), c.recall(), c.right, c.wrong, c.missed)
	}
	t.Logf("all: P %.3f R %.3f (%d/%d/%d)", whole.precision(), whole.recall(), whole.right, whole.wrong, whole.missed)
	if whole.precision() < .80 || whole.recall() < .53 {
		t.Error("it has fallen")
	}
}
