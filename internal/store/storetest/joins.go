package storetest

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/query"
)

// daily rows are the articles of a day: as stories swept over days, and as
// incidents of months. Decisions join and part them.
type daily struct{ kind world.Kind }

type (
	dailyStories   struct{ daily }
	dailyIncidents struct{ daily }
)

func (d daily) Kind() world.Kind { return d.kind }
func (daily) Version() string    { return "1" }
func (daily) Member(f world.Fact) (string, error) {
	return "of " + string(f.Article), nil
}

func (d daily) Facts(r *onrecord.Record) ([]world.Fact, error) {
	day := r.Published.Day().String()
	key := day
	if d.kind == world.Incidents {
		key = fmt.Sprintf("%.7s", day)
	}
	return []world.Fact{{Key: key, Article: r.ID, Day: day, Body: fmt.Appendf(nil, "%q", r.Title)}}, nil
}

func (d daily) Compose(facts []world.Fact) (row world.Row, err error) {
	row.ID, err = d.Member(facts[0])
	row.First, row.Last, row.Facts = facts[0].Day, facts[len(facts)-1].Day, facts
	for _, f := range facts {
		row.Words += string(f.Article) + " " + f.Key + "\n"
		row.Has = append(row.Has, world.Has{Field: "article", Value: string(f.Article)})
	}
	row.Body = fmt.Appendf(nil, "%q", row.Words)
	return row, err
}

func (d dailyIncidents) Rows(_ string, facts []world.Fact) (rows []world.Row, err error) {
	for len(facts) > 0 && err == nil {
		n := 1
		for n < len(facts) && facts[n].Day == facts[0].Day {
			n++
		}
		var row world.Row
		row, err = d.Compose(facts[:n])
		rows, facts = append(rows, row), facts[n:]
	}
	return rows, err
}

func (dailyStories) Window() int { return 1 }

// Sweep ends the story of the day before, and leaves that of the day open.
func (d dailyStories) Sweep(day world.Day) (end world.End, err error) {
	before := day.Past
	for len(before) > 0 && (before[0].Key != before[len(before)-1].Key || before[0].Key == "") {
		before = before[1:]
	}
	for _, facts := range [][]world.Fact{before, day.Facts} {
		if len(facts) == 0 || err != nil {
			continue
		}
		var row world.Row
		if row, err = d.Compose(facts); facts[0].Key != day.Key || day.Key == "" {
			end.Closed = append(end.Closed, row)
		} else {
			end.Open, end.State = []world.Row{row}, []byte(row.Words)
		}
	}
	return end, err
}

func joinTypes() []world.Type {
	return []world.Type{dailyStories{daily{world.Stories}}, years{}, dailyIncidents{daily{world.Incidents}}}
}

// joined is all that the types have made, a line a row: its kind and articles.
func joinedWorld(t *testing.T, s WorldStore) (out []string) {
	t.Helper()
	settled(t, s, joinTypes()...)
	for _, of := range joinTypes() {
		rows := rowsOf(t, s, of.Kind(), world.Filter{})
		if n, err := s.CountRows(t.Context(), of.Kind(), world.Filter{}); err != nil || n != len(rows) {
			t.Errorf("%d %s counted, %v; there are %d", n, of.Kind(), err, len(rows))
		}
		for _, r := range rows {
			out = append(out, fmt.Sprint(of.Kind(), " ", r.ID, " ", r.First, " ", r.Last, " ", r.Words))
		}
	}
	return out
}

// articlesOf are the articles of the row of a kind that has one of them.
func articlesOf(t *testing.T, s WorldStore, kind world.Kind, article string) string {
	t.Helper()
	settled(t, s, joinTypes()...)
	rows := rowsOf(t, s, kind, world.Filter{Q: query.Term{Field: "article", Value: article}})
	if len(rows) != 1 {
		t.Fatalf("%s is in %d %s", article, len(rows), kind)
	}
	var ids []string
	for _, h := range rows[0].Has {
		ids = append(ids, h.Value)
	}
	return strings.Join(ids, " ")
}

func joinDecision(kind onrecord.DecisionKind, on world.Kind, of, other, article string) onrecord.Decision {
	return onrecord.Decision{Kind: kind, On: onrecord.Target(on), Of: "of " + of, Value: other, Article: onrecord.ArticleID(article), By: "ana", At: time.Unix(1, 0), Note: "why"}
}

func joinsRows(t *testing.T, open WorldOpener) {
	for _, kind := range []world.Kind{world.Stories, world.Incidents} {
		s := open(t, "joins "+string(kind), joinTypes()...)
		put(t, s, archive()...)
		before := joinedWorld(t, s)
		for _, c := range []struct {
			name    string
			d       []onrecord.Decision
			article string
			want    string
		}{
			{"merge", []onrecord.Decision{joinDecision(onrecord.Merge, kind, "n00", "of n04", "")}, "n04", "n00 n04"},
			{"merge by one that is not the first", []onrecord.Decision{joinDecision(onrecord.Merge, kind, "n02", "of n04", "")}, "n04", "n01 n02 n04"},
			{"merge with what is open", []onrecord.Decision{joinDecision(onrecord.Merge, kind, "n00", "of n08", "")}, "n00", "n00 n08"},
			{"merge thrice", []onrecord.Decision{
				joinDecision(onrecord.Merge, kind, "n00", "of n04", ""), joinDecision(onrecord.Merge, kind, "n05", "of n06", ""), joinDecision(onrecord.Merge, kind, "n06", "of n00", ""),
			}, "n05", "n00 n04 n05 n06"},
			{"split", []onrecord.Decision{joinDecision(onrecord.Split, kind, "n01", "", "n02")}, "n02", "n02"},
			{"split off the first", []onrecord.Decision{joinDecision(onrecord.Split, kind, "n01", "", "n01")}, "n02", "n02"},
			{"link", []onrecord.Decision{joinDecision(onrecord.Link, kind, "n00", "", "n02")}, "n02", "n00 n02"},
			{"link from the open one", []onrecord.Decision{joinDecision(onrecord.Link, kind, "n00", "", "n08")}, "n08", "n00 n08"},
			{"merge and split", []onrecord.Decision{joinDecision(onrecord.Merge, kind, "n00", "of n01", ""), joinDecision(onrecord.Split, kind, "n00", "", "n02")}, "n01", "n00 n01"},
			{"merge taken back by a split", []onrecord.Decision{joinDecision(onrecord.Merge, kind, "n00", "of n04", ""), joinDecision(onrecord.Split, kind, "n04", "of n00", "")}, "n00", "n00"},
			{"what is not there", []onrecord.Decision{joinDecision(onrecord.Merge, kind, "n00", "of nobody", "")}, "n00", "n00"},
		} {
			var made []int64
			for _, d := range c.d {
				made = append(made, decide(t, s, d).ID)
			}
			if got := articlesOf(t, s, kind, c.article); got != c.want {
				t.Errorf("%s of %s: %s is with %q, want %q", c.name, kind, c.article, got, c.want)
			}
			decided := joinedWorld(t, s)
			if err := s.Reindex(t.Context(), func() {}); err != nil {
				t.Fatal(err)
			}
			if got := joinedWorld(t, s); !reflect.DeepEqual(got, decided) {
				t.Errorf("%s of %s, made anew:\n%q\nwant\n%q", c.name, kind, got, decided)
			}
			for _, again := range []bool{true, false, true} {
				for _, id := range made {
					if err := s.Undo(t.Context(), id, again); err != nil {
						t.Fatal(err)
					}
				}
				want := before
				if !again {
					want = decided
				}
				if got := joinedWorld(t, s); !reflect.DeepEqual(got, want) {
					t.Errorf("%s of %s, undone: %v\n%q\nwant\n%q", c.name, kind, again, got, want)
				}
			}
			faultlessWorld(t, s, c.name)
		}
	}
}

// joinsInAnyOrder makes decisions before, between and after the articles, of
// which one that comes late begins a row anew.
func joinsInAnyOrder(t *testing.T, open WorldOpener) {
	decisions := []onrecord.Decision{
		joinDecision(onrecord.Merge, world.Stories, "n00", "of n04", ""), joinDecision(onrecord.Split, world.Stories, "n01", "", "n02"),
		joinDecision(onrecord.Link, world.Stories, "n05", "", "n08"), joinDecision(onrecord.Merge, world.Incidents, "n08", "of n06", ""),
	}
	records := archive()
	late := records[0]
	late.ID = "late" // which stands before n00
	records = append(records, late)
	var want []string
	random := rand.New(rand.NewPCG(3, 4))
	for round := range 6 {
		s := open(t, fmt.Sprint("joins round ", round), joinTypes()...)
		random.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
		at := len(records) * round / 5
		for i, r := range records {
			if i == at {
				decideAll(t, s, decisions)
			}
			put(t, s, r)
			if random.IntN(2) == 0 {
				settled(t, s, joinTypes()...)
			}
		}
		if at == len(records) {
			decideAll(t, s, decisions)
		}
		got := joinedWorld(t, s)
		if round == 0 {
			want = got
			if got := articlesOf(t, s, world.Stories, "n04"); got != "late n00 n04" {
				t.Errorf("n04 is with %q", got)
			}
		} else if !reflect.DeepEqual(got, want) {
			t.Errorf("round %d\n%q\nwant\n%q", round, got, want)
		}
	}
}

func decideAll(t *testing.T, s WorldStore, all []onrecord.Decision) {
	t.Helper()
	for _, d := range all {
		decide(t, s, d)
	}
}

func faultlessWorld(t *testing.T, s WorldStore, after string) {
	t.Helper()
	faultless(t, s, after)
	if keys, err := s.Dirty(t.Context(), world.Incidents.Decided(), 10); err != nil || len(keys) > 0 {
		t.Errorf("after %s dirty: %v, %v", after, keys, err)
	}
}

// badJoins are decisions that make no sense.
func badJoins(t *testing.T, open WorldOpener) {
	s := open(t, "a", joinTypes()...)
	for _, d := range []onrecord.Decision{
		joinDecision(onrecord.Merge, world.Stories, "n00", "of n00", ""), joinDecision(onrecord.Merge, world.Stories, "n00", "", ""),
		joinDecision(onrecord.Split, world.Stories, "n00", "", ""), joinDecision(onrecord.Split, world.Stories, "n00", "of n01", "n02"),
		joinDecision(onrecord.Link, world.Stories, "n00", "", ""), joinDecision(onrecord.Merge, world.Naming, "n00", "of n01", ""),
	} {
		if _, err := s.Decide(t.Context(), d); onrecord.KindOf(err) != onrecord.Invalid {
			t.Errorf("%+v: %v", d, err)
		}
	}
	if all, err := s.Decisions(t.Context()); err != nil || slices.ContainsFunc(all, func(onrecord.Decision) bool { return true }) {
		t.Errorf("kept %v, %v", all, err)
	}
}
