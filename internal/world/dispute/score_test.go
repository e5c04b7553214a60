package dispute_test

import (
	"context"
	"crypto/md5"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/world"
	"onrecord/internal/world/dispute"
	"onrecord/internal/world/worldtest"
	"onrecord/ling"
)

// item is an item of a set of disputes: with who claims and who denies in it.
type item struct {
	ID, Text, Published string
	Outlets             []string
	Dispute             bool
	Type                string
	Claims, Denies      []string
}

// counted are an item's disputes against what a person found in it.
type counted struct{ right, wrong, missed, both, named int }

func (c counted) precision() float64 { return ratio(c.right, c.right+c.wrong) }
func (c counted) recall() float64    { return ratio(c.right, c.right+c.missed) }

func ratio(a, b int) float64 { return float64(a) / float64(max(b, 1)) }

// TestScoreItems counts as docs/world.md says: an item is found disputed if any
// dispute has a cite in it; its sides are named if one dispute's sides hold a
// name of all who claim and of all who deny. It is split in halves by the hash
// of the id, of which one was never looked at.
func TestScoreItems(t *testing.T) {
	items := worldtest.Lines[item](t, "../../../../shared/data/world/disputes-wce.dev.jsonl")
	reader := newReader(t)
	kind := dispute.Type{}
	var half [2]counted
	for _, it := range items {
		art := onrecord.Article{ID: onrecord.ArticleID(it.ID), Text: it.Text, Published: given(t, it.Published)}
		rows := disputes(t, kind, reader, art)
		c := &half[hash(it.ID)%2]
		count(t, c, it, rows)
	}
	for i, c := range half {
		t.Logf("half %d: P %.3f R %.3f (%d/%d/%d); both sides named %d of %d = %.3f", i, c.precision(), c.recall(), c.right, c.wrong, c.missed, c.named, c.both, ratio(c.named, c.both))
		if c.precision() < .95 || c.recall() < .95 || ratio(c.named, c.both) < .85 {
			t.Errorf("half %d has fallen", i)
		}
	}
}

func count(t *testing.T, c *counted, it item, rows []onrecord.Dispute) {
	t.Helper()
	switch {
	case it.Dispute && len(rows) > 0:
		c.right++
	case it.Dispute:
		c.missed++
		show(t, "missed", it, rows)
	case len(rows) > 0:
		c.wrong++
		show(t, "wrong", it, rows)
	}
	if it.Dispute && len(it.Claims) > 0 && len(it.Denies) > 0 {
		c.both++
		if slices.ContainsFunc(rows, func(d onrecord.Dispute) bool { return named(d, it) }) {
			c.named++
		} else if len(rows) > 0 {
			show(t, "unnamed", it, rows)
		}
	}
}

// show prints an item of the half that may be looked at.
func show(t *testing.T, what string, it item, rows []onrecord.Dispute) {
	t.Helper()
	if hash(it.ID)%2 != 0 || !testing.Verbose() {
		return
	}
	t.Logf("%s %s: %s\n   wanted %v against %v", what, it.ID, it.Text, it.Claims, it.Denies)
	for _, d := range rows {
		for _, s := range d.Sides {
			t.Logf("   %s %s: %v %s", d.Kind, d.FoundBy, s.Who, s.Stance)
		}
	}
}

// named reports whether the sides of a dispute are those that a person named.
func named(d onrecord.Dispute, it item) bool {
	if len(d.Sides) < 2 {
		return false
	}
	return holds(d.Sides[0], it.Denies) && holds(d.Sides[1], it.Claims) || holds(d.Sides[0], it.Claims) && holds(d.Sides[1], it.Denies)
}

func holds(s onrecord.Side, names []string) bool {
	for _, n := range names {
		if !slices.ContainsFunc(s.Who, func(w onrecord.Who) bool { return alike(w.Name, n) }) {
			return false
		}
	}
	return true
}

// alike is the comparison of the scorers beside the sets: the one name within
// the other, or one last word.
func alike(a, b string) bool {
	a, b = bare(a), bare(b)
	if a == "" || b == "" {
		return false
	}
	x, y := strings.Fields(a), strings.Fields(b)
	return strings.Contains(a, b) || strings.Contains(b, a) || x[len(x)-1] == y[len(y)-1]
}

func bare(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	for _, article := range []string{"the ", "a ", "an "} {
		s = strings.TrimPrefix(s, article)
	}
	return s
}

func hash(s string) uint32 {
	sum := md5.Sum([]byte(s))
	return uint32(sum[len(sum)-1])
}

func newReader(t *testing.T) *process.Reader {
	t.Helper()
	r, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// disputes are what some articles make, in the order of their keys.
func disputes(t *testing.T, kind dispute.Type, reader *process.Reader, arts ...onrecord.Article) []onrecord.Dispute {
	t.Helper()
	keys := map[string][]world.Fact{}
	for _, art := range arts {
		rec, _, err := reader.Record(context.Background(), art)
		if err != nil {
			t.Fatal(err)
		}
		facts, err := kind.Facts(&rec)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range facts {
			keys[f.Key] = append(keys[f.Key], f)
		}
	}
	return rowsOf(t, kind, keys)
}

func rowsOf(t *testing.T, kind dispute.Type, keys map[string][]world.Fact) []onrecord.Dispute {
	t.Helper()
	names := make([]string, 0, len(keys))
	for k := range keys {
		names = append(names, k)
	}
	slices.Sort(names)
	var out []onrecord.Dispute
	for _, k := range names {
		slices.SortStableFunc(keys[k], world.Fact.Compare)
		rows, err := kind.Rows(k, keys[k])
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			var d onrecord.Dispute
			if err := json.Unmarshal(r.Body, &d); err != nil {
				t.Fatal(err)
			}
			out = append(out, d)
		}
	}
	return out
}

// given is a day of publication that the set gives.
func given(t *testing.T, day string) onrecord.Published {
	t.Helper()
	d, err := ling.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	return onrecord.Published{Value: day, Earliest: d, Latest: d, Basis: onrecord.BasisGiven, Confidence: 1}
}
