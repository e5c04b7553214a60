package storetest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/ling"
)

// WorldStore is a store of the world tier.
type WorldStore interface {
	onrecord.Store
	world.Store
}

// WorldOpener is as Opener, for a store that is given types.
type WorldOpener func(t *testing.T, name string, types ...world.Type) WorldStore

// RunWorld runs the suite of world.Store.
func RunWorld(t *testing.T, open WorldOpener) {
	for _, c := range []struct {
		name string
		test func(*testing.T, WorldOpener)
	}{
		{"any order of arrival gives the same rows", anyOrder},
		{"what comes late, goes or comes again gives the same rows", lateAndGone},
		{"the same again dirties nothing", dirtiesNothing},
		{"decision and undo are the identity", decisionsOnRows},
		{"decisions join and part rows", joinsRows},
		{"decisions join and part rows in any order of arrival", joinsInAnyOrder},
		{"rows are joined with others", badJoins},
		{"two who write at once write one after the other", twoWriters},
		{"a changed type is made anew", typeChanges},
		{"lists rows newest first, by page", listsRows},
		{"filters rows", filtersRows},
		{"looks rows up by what they have", lookedUp},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open) })
	}
}

// speaking is a Keyed type: for each actor what they said, as an incident.
type speaking struct{ version string }

func (speaking) Kind() world.Kind  { return world.Incidents }
func (s speaking) Version() string { return s.version }

// said is the body of its facts and rows.
type said struct{ Name, Words, Outlet string }

func (s speaking) Facts(r *onrecord.Record) (out []world.Fact, err error) {
	for i, v := range r.Views() {
		for _, id := range v.Source.Actors {
			body, err := json.Marshal(said{v.Speaker, v.ContentText + s.version, r.Outlet})
			if err != nil {
				return nil, err
			}
			out = append(out, world.Fact{Key: string(id), Article: r.ID, Day: v.First.String(), Place: i, Body: body})
		}
	}
	return out, nil
}

func (speaking) Rows(key string, facts []world.Fact) ([]world.Row, error) {
	row := world.Row{ID: key, First: facts[0].Day, Last: facts[len(facts)-1].Day}
	for _, f := range facts {
		var s said
		if err := json.Unmarshal(f.Body, &s); err != nil {
			return nil, err
		}
		row.Words += s.Words + "\n"
		row.Has = append(row.Has, world.Has{Field: "actor", Value: key, Name: s.Name}, world.Has{Field: "article", Value: string(f.Article)}, world.Has{Field: "outlet", Value: s.Outlet})
	}
	row.Body = fmt.Appendf(nil, "%q", row.Words)
	return []world.Row{row}, nil
}

// runs is a Swept type: articles of days of which each is the next day's, or
// the next but one's, are a story.
type runs struct{}

func (runs) Kind() world.Kind { return world.Stories }
func (runs) Version() string  { return "1" }
func (runs) Window() int      { return 2 }

func (runs) Facts(r *onrecord.Record) ([]world.Fact, error) {
	day := r.Published.Day().String()
	return []world.Fact{{Key: day, Article: r.ID, Day: day, Body: fmt.Appendf(nil, "%q", r.Title)}}, nil
}

// run is the state: the story that is open.
type run struct {
	First, Last string
	Articles    []string
	Past        int // facts that its windows had
}

func (r run) row() world.Row {
	body := fmt.Appendf(nil, "%q", fmt.Sprint(r.Articles, r.Past))
	row := world.Row{ID: r.Articles[0], First: r.First, Last: r.Last, Words: strings.Join(r.Articles, " "), Body: body}
	for _, a := range r.Articles {
		row.Has = append(row.Has, world.Has{Field: "article", Value: a})
	}
	return row
}

func (runs) Sweep(d world.Day) (end world.End, err error) {
	var open run
	if len(d.Before) > 0 {
		if err := json.Unmarshal(d.Before, &open); err != nil {
			return end, err
		}
	}
	if open.Last != "" && (d.Key == "" || days(open.Last, d.Key) > 2) {
		end.Closed = append(end.Closed, open.row())
		open = run{}
	}
	if open.First == "" {
		open.First = d.Key
	}
	open.Last = d.Key
	open.Past += len(d.Past)
	for _, f := range d.Facts {
		open.Articles = append(open.Articles, string(f.Article))
	}
	if d.Key == "" {
		end.Closed = append(end.Closed, open.row())
		return end, nil
	}
	end.Open = []world.Row{open.row()}
	end.State, err = json.Marshal(open)
	return end, err
}

func days(from, to string) int {
	a, _ := time.Parse(time.DateOnly, from)
	b, _ := time.Parse(time.DateOnly, to)
	return int(b.Sub(a).Hours() / 24)
}

// years is a Keyed type upon the stories: those of one year.
type years struct{}

func (years) Kind() world.Kind                             { return world.Threads }
func (years) Version() string                              { return "1" }
func (years) Upon() []world.Kind                           { return []world.Kind{world.Stories} }
func (years) Facts(*onrecord.Record) ([]world.Fact, error) { return nil, nil }
func (years) RowFacts(_ world.Kind, row world.Row) ([]world.Fact, error) {
	return []world.Fact{{Key: fmt.Sprintf("%.4s", row.First), Article: onrecord.ArticleID(row.ID), Day: row.First, Body: row.Body}}, nil
}

func (years) Rows(key string, facts []world.Fact) ([]world.Row, error) {
	row := world.Row{ID: "year " + key, First: facts[0].Day, Last: facts[len(facts)-1].Day}
	for _, f := range facts {
		row.Words += string(f.Article) + string(f.Body) + "\n"
	}
	row.Body = fmt.Appendf(nil, "%q", row.Words)
	return []world.Row{row}, nil
}

// Types are small types of the world tier: one keyed, one swept, one upon rows.
func Types() []world.Type { return worldTypes() }

func worldTypes() []world.Type { return []world.Type{speaking{"1"}, runs{}, years{}} }

// archive are articles of days that begin, join and part runs.
func archive() []onrecord.Record {
	var out []onrecord.Record
	for i, day := range []string{"2016-05-01", "2016-05-02", "2016-05-02", "2016-05-04", "2016-05-09", "2016-05-10", "2016-12-31", "2017-01-02", "2017-03-01", ""} {
		r := Corpus()[0]
		r.ID = onrecord.ArticleID(fmt.Sprintf("n%02d", i))
		r.Published = onrecord.Published{}
		if day != "" {
			d, err := ling.ParseDate(day)
			if err != nil {
				panic(err)
			}
			r.Published = onrecord.Published{Value: day, Earliest: d, Latest: d, Basis: onrecord.BasisGiven, Confidence: 1}
		}
		out = append(out, r)
	}
	return out
}

func settled(t *testing.T, s WorldStore, types ...world.Type) {
	t.Helper()
	if err := world.Settle(t.Context(), s, types); err != nil {
		t.Fatal(err)
	}
}

// rowsOf are the rows that a list has, each as it is read by itself, which is the
// same with what it has.
func rowsOf(t *testing.T, s world.Lists, kind world.Kind, f world.Filter) (out []world.Row) {
	t.Helper()
	for r, err := range s.Rows(t.Context(), kind, f) {
		if err != nil {
			t.Fatal(err)
		}
		whole, err := s.Row(t.Context(), kind, r.ID)
		if r.Has = whole.Has; err != nil || !reflect.DeepEqual(r, whole) {
			t.Fatalf("listed %+v\nis %+v, %v", r, whole, err)
		}
		out = append(out, r)
	}
	sameHeads(t, s, kind, f, out)
	return out
}

// sameHeads checks that rows are listed without what they are as they are with it,
// and have of some fields what they have of them in all.
func sameHeads(t *testing.T, s world.Lists, kind world.Kind, f world.Filter, rows []world.Row) {
	t.Helper()
	var fields []string
	for _, r := range rows {
		for i, h := range r.Has { // every other one
			if i%2 == 0 && !slices.Contains(fields, h.Field) {
				fields = append(fields, h.Field)
			}
		}
	}
	n := 0
	for head, err := range s.Heads(t.Context(), kind, f, fields...) {
		if err != nil || n == len(rows) {
			t.Fatalf("%d heads of %d %s, %v", n+1, len(rows), kind, err)
		}
		want := world.Row{ID: rows[n].ID, First: rows[n].First, Last: rows[n].Last}
		for _, h := range rows[n].Has {
			if slices.Contains(fields, h.Field) {
				want.Has = append(want.Has, h)
			}
		}
		if n++; !reflect.DeepEqual(head, want) {
			t.Fatalf("the head of %s is %+v\nwant %+v", kind, head, want)
		}
	}
	if n != len(rows) {
		t.Fatalf("%d heads of %d %s", n, len(rows), kind)
	}
}

// worldOf is all that the types of a settled store have made.
func worldOf(t *testing.T, s WorldStore) map[world.Kind][]world.Row {
	t.Helper()
	settled(t, s, worldTypes()...)
	out := map[world.Kind][]world.Row{}
	for _, of := range worldTypes() {
		out[of.Kind()] = rowsOf(t, s, of.Kind(), world.Filter{})
	}
	return out
}

func sameWorld(t *testing.T, after string, got, want map[world.Kind][]world.Row) {
	t.Helper()
	for _, of := range worldTypes() {
		if g, w := got[of.Kind()], want[of.Kind()]; !reflect.DeepEqual(g, w) {
			t.Errorf("%s: %s\ngot  %+v\nwant %+v", after, of.Kind(), g, w)
		}
	}
}

// atOnce is what a store makes of records that it is given all at once.
func atOnce(t *testing.T, open WorldOpener, name string, records []onrecord.Record) map[world.Kind][]world.Row {
	t.Helper()
	s := open(t, name, worldTypes()...)
	put(t, s, records...)
	return worldOf(t, s)
}

func anyOrder(t *testing.T, open WorldOpener) {
	records := archive()
	want := atOnce(t, open, "at once", records)
	for kind, n := range map[world.Kind]int{world.Incidents: 2, world.Stories: 5, world.Threads: 3} {
		if len(want[kind]) != n {
			t.Errorf("%d %s, want %d: %+v", len(want[kind]), kind, n, want[kind])
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 6 {
		random.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
		s := open(t, fmt.Sprint("round", round), worldTypes()...)
		for _, r := range records {
			put(t, s, r)
			if random.IntN(2) == 0 {
				settled(t, s, worldTypes()...)
			}
		}
		sameWorld(t, fmt.Sprint("round ", round), worldOf(t, s), want)
	}
}

func lateAndGone(t *testing.T, open WorldOpener) {
	records := archive()
	want := atOnce(t, open, "at once", records)
	s := open(t, "one by one", worldTypes()...)
	put(t, s, records...)
	for _, i := range []int{0, 2, 3, 7, 9} { // the first, one of a day, between two, the last of a run, undated
		r := records[i]
		without := slices.Delete(slices.Clone(records), i, i+1)
		if n, err := s.Remove(t.Context(), r.ID, "nothing"); err != nil || n != 1 {
			t.Fatalf("removed %d, %v", n, err)
		}
		sameWorld(t, "without "+string(r.ID), worldOf(t, s), atOnce(t, open, "without"+string(r.ID), without))
		put(t, s, r)
		sameWorld(t, "again with "+string(r.ID), worldOf(t, s), want)
	}
	other := records[3]
	other.Statements = slices.Clone(other.Statements)
	other.Statements[0].Source.Actors = []onrecord.ActorID{"x:marenia"}
	other.By = "v2"
	put(t, s, other)
	changed := slices.Clone(records)
	changed[3] = other
	sameWorld(t, "another reading", worldOf(t, s), atOnce(t, open, "another reading", changed))
	for _, r := range records {
		if _, err := s.Remove(t.Context(), r.ID); err != nil {
			t.Fatal(err)
		}
	}
	sameWorld(t, "all gone", worldOf(t, s), map[world.Kind][]world.Row{})
}

func dirty(t *testing.T, s world.Store) (out []string) {
	t.Helper()
	for _, of := range worldTypes() {
		keys, err := s.Dirty(t.Context(), of.Kind(), 1000)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range keys {
			out = append(out, string(of.Kind())+" "+key)
		}
	}
	return out
}

func dirtiesNothing(t *testing.T, open WorldOpener) {
	s := open(t, "a", worldTypes()...)
	records := archive()
	put(t, s, records...)
	settled(t, s, worldTypes()...)
	for _, r := range records {
		r.By, r.Path = "v9", "elsewhere"
		put(t, s, r)
		r.URL += "#other"
		put(t, s, r) // other, but not for the types
	}
	if got := dirty(t, s); len(got) != 0 {
		t.Errorf("dirty: %v", got)
	}
	last := records[8]
	last.Title = "Another"
	put(t, s, last)
	if got, want := dirty(t, s), []string{"stories 2017-03-01"}; !reflect.DeepEqual(got, want) {
		t.Errorf("dirty: %v, want %v", got, want)
	}
}

func decisionsOnRows(t *testing.T, open WorldOpener) {
	s := open(t, "a", worldTypes()...)
	put(t, s, archive()...)
	before := worldOf(t, s)
	d := decide(t, s, decision(onrecord.Merge, "x:marenia", onrecord.Actor{ID: "Q1", Name: "Republic of Marenia", Type: onrecord.Country}))
	after := worldOf(t, s)
	if ids := []string{after[world.Incidents][0].ID, after[world.Incidents][1].ID}; !slices.Contains(ids, "Q1") || slices.Contains(ids, "x:marenia") {
		t.Errorf("after a merge there are %v", ids)
	}
	if err := s.Undo(t.Context(), d.ID, true); err != nil {
		t.Fatal(err)
	}
	sameWorld(t, "undone", worldOf(t, s), before)
	if err := s.Undo(t.Context(), d.ID, false); err != nil {
		t.Fatal(err)
	}
	sameWorld(t, "in force again", worldOf(t, s), after)
	id := after[world.Stories][0].ID
	hide := decide(t, s, onrecord.Decision{Kind: onrecord.Hide, On: "stories", Of: id, By: "ana", At: time.Unix(1, 0)})
	hidden := worldOf(t, s)
	if got, want := hidden[world.Stories], after[world.Stories][1:]; !reflect.DeepEqual(got, want) {
		t.Errorf("a story is hidden: %+v\nwant %+v", got, want)
	}
	if n, err := s.CountRows(t.Context(), world.Stories, world.Filter{}); err != nil || n != len(hidden[world.Stories]) {
		t.Errorf("counted %d, %v", n, err)
	}
	if err := s.Undo(t.Context(), hide.ID, true); err != nil {
		t.Fatal(err)
	}
	sameWorld(t, "shown again", worldOf(t, s), after)
}

func typeChanges(t *testing.T, open WorldOpener) {
	records := archive()
	s := open(t, "a")
	put(t, s, records...) // which no type has seen
	s.Close()
	s = open(t, "a", worldTypes()...)
	sameWorld(t, "types that came later", worldOf(t, s), atOnce(t, open, "at once", records))
	s.Close()

	s = open(t, "a") // as a program that knows none of them
	again := records[0]
	again.Statements, again.By = again.Statements[1:], "v2"
	again.Statements[0].Parent = ""
	again.Events, again.Agreements, again.Memberships = nil, nil, nil
	records[0] = again
	put(t, s, again)
	s.Close()

	changed := []world.Type{speaking{"2"}, runs{}, years{}}
	s = open(t, "a", changed...)
	settled(t, s, changed...)
	fresh := open(t, "fresh", changed...)
	put(t, fresh, records...)
	settled(t, fresh, changed...)
	for _, of := range changed {
		got, want := rowsOf(t, s, of.Kind(), world.Filter{}), rowsOf(t, fresh, of.Kind(), world.Filter{})
		if !reflect.DeepEqual(got, want) || len(got) == 0 {
			t.Errorf("%s\ngot  %+v\nwant %+v", of.Kind(), got, want)
		}
	}
}

func listsRows(t *testing.T, open WorldOpener) {
	s := open(t, "a", worldTypes()...)
	put(t, s, archive()...)
	settled(t, s, worldTypes()...)
	all := rowsOf(t, s, world.Stories, world.Filter{})
	var ids []string
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	if got := strings.Join(ids, " "); got != "n08 n06 n04 n00 n09" {
		t.Errorf("listed %s", got)
	}
	var paged []world.Row
	for f := (world.Filter{Limit: 2}); ; f.After = paged[len(paged)-1].Place() {
		page := rowsOf(t, s, world.Stories, f)
		if len(page) == 0 {
			break
		}
		paged = append(paged, page...)
	}
	if !reflect.DeepEqual(paged, all) {
		t.Errorf("by page %+v\nwant %+v", paged, all)
	}
	one, err := s.Row(t.Context(), world.Stories, "n04")
	if err != nil || !reflect.DeepEqual(one, all[2]) {
		t.Errorf("one row %+v, %v", one, err)
	}
	if _, err := s.Row(t.Context(), world.Stories, "x"); onrecord.KindOf(err) != onrecord.NotFound {
		t.Errorf("an unknown row: %v", err)
	}
	severalRows(t, s, all)
}

// severalRows reads rows by their ids at once, one of them twice and some that are
// not there.
func severalRows(t *testing.T, s WorldStore, all []world.Row) {
	t.Helper()
	first, last := all[0], all[len(all)-1]
	got, err := s.RowsOf(t.Context(), world.Stories, []string{last.ID, "x", first.ID, "", last.ID})
	first.Has, last.Has = nil, nil
	if want := (map[string]world.Row{first.ID: first, last.ID: last}); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("several rows %+v, %v\nwant %+v", got, err, want)
	}
	for kind, ids := range map[world.Kind][]string{world.Stories: nil, world.Threads: {first.ID}} {
		if got, err := s.RowsOf(t.Context(), kind, ids); err != nil || len(got) > 0 {
			t.Errorf("%s of %q: %+v, %v", kind, ids, got, err)
		}
	}
}

// lookedUp are rows that have one of some values.
func lookedUp(t *testing.T, open WorldOpener) {
	s := open(t, "a", worldTypes()...)
	put(t, s, archive()...)
	settled(t, s, worldTypes()...)
	for _, c := range []struct {
		kind   world.Kind
		field  string
		values []string
		want   map[string]string
	}{
		{world.Stories, "article", []string{"n01", "n05", "nobody"}, map[string]string{"n01": "n00", "n05": "n04"}},
		{world.Incidents, "article", []string{"n01"}, map[string]string{"n01": "x:ana-kovac"}}, // of two the first in the list
		{world.Threads, "article", []string{"n01"}, map[string]string{}},
		{world.Stories, "outlet", []string{"n01"}, map[string]string{}},
		{world.Stories, "article", nil, map[string]string{}},
	} {
		if got, err := s.Having(t.Context(), c.kind, c.field, c.values); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s that have %s %v: %v, %v; want %v", c.kind, c.field, c.values, got, err, c.want)
		}
	}
	hide := onrecord.Decision{Kind: onrecord.Hide, On: "stories", Of: "n00", By: "ana", At: time.Unix(1, 0)}
	decide(t, s, hide)
	if got, err := s.Having(t.Context(), world.Stories, "article", []string{"n01"}); err != nil || len(got) > 0 {
		t.Errorf("hidden, but had: %v, %v", got, err)
	}
}

func filtersRows(t *testing.T, open WorldOpener) {
	s := open(t, "a", worldTypes()...)
	put(t, s, archive()...)
	settled(t, s, worldTypes()...)
	for _, c := range []struct {
		kind world.Kind
		q    string
		want string
	}{
		{world.Stories, "", "n08 n06 n04 n00 n09"},
		{world.Stories, "since:2016-05-10", "n08 n06 n04"},
		{world.Stories, "until:2016-05-09", "n04 n00"},
		{world.Stories, "since:2016-05-03 until:2016-05-03", "n00"}, // lies between its days
		{world.Stories, "article:n07", "n06"},
		{world.Stories, "n01 n03", "n00"},
		{world.Stories, "n01 OR n05", "n04 n00"},
		{world.Stories, "article:n07 OR article:n01 OR article:x", "n06 n00"},
		{world.Stories, "article:n07 OR n05 OR article:n01", "n06 n04 n00"},
		{world.Stories, "(article:n07 OR article:n01) -(article:n01 OR article:x)", "n06"},
		{world.Stories, "-n01 since:2016", "n08 n06 n04"},
		{world.Stories, "n01 -article:n02", ""},
		{world.Incidents, "actor:x:marenia", "x:marenia"},
		{world.Incidents, "actor:kovac", "x:ana-kovac"},
		{world.Incidents, "actor:x:marenia OR actor:x:nobody OR actor:kovac", "x:ana-kovac x:marenia"},
		{world.Incidents, "actor:x:marenia OR actor:x:nobody OR article:x", "x:marenia"},
		{world.Incidents, "actor:\"ana kovač\" harbour", "x:ana-kovac"},
		{world.Incidents, "actor:kovac forces", ""},
		{world.Incidents, "forces OR harbour", "x:ana-kovac x:marenia"},
		{world.Incidents, "outlet:lakeside article:n03", "x:ana-kovac x:marenia"},
		{world.Incidents, "outlet:seaside", ""},
		{world.Incidents, "mode:aerial status:happened", ""},
	} {
		q, err := c.kind.List().Parse(c.q)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, r := range rowsOf(t, s, c.kind, world.Filter{Q: q}) {
			ids = append(ids, r.ID)
		}
		if c.kind == world.Incidents {
			slices.Sort(ids)
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.kind, c.q, got, c.want)
		}
		if n, err := s.CountRows(t.Context(), c.kind, world.Filter{Q: q, Limit: 1, After: world.Place{Last: "2016"}}); err != nil || n != len(ids) {
			t.Errorf("%s %s: counted %d, %v; listed %d", c.kind, c.q, n, err, len(ids))
		}
	}
}
