package ask_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/world"
	"onrecord/internal/world/position"
	"onrecord/query"
)

// lists are rows of a world as they stand, whatever is asked of them but where
// to begin and how many.
type lists struct {
	t     *testing.T
	rows  map[world.Kind][]world.Row
	fault error
	asked map[world.Kind]world.Filter
}

func (l *lists) Rows(_ context.Context, kind world.Kind, f world.Filter) iter.Seq2[world.Row, error] {
	l.asked[kind] = f
	return func(yield func(world.Row, error) bool) {
		behind, n := f.After == (world.Place{}), 0
		for _, r := range l.rows[kind] {
			if behind && (f.Limit == 0 || n < f.Limit) {
				if n++; !yield(r, nil) {
					return
				}
			}
			behind = behind || r.Place() == f.After
		}
		if l.fault != nil {
			yield(world.Row{}, l.fault)
		}
	}
}

func (l *lists) Heads(ctx context.Context, kind world.Kind, f world.Filter, fields ...string) iter.Seq2[world.Row, error] {
	return func(yield func(world.Row, error) bool) {
		for r, err := range l.Rows(ctx, kind, f) {
			head := world.Row{ID: r.ID, First: r.First, Last: r.Last}
			for _, h := range r.Has {
				if slices.Contains(fields, h.Field) {
					head.Has = append(head.Has, h)
				}
			}
			if !yield(head, err) {
				return
			}
		}
	}
}

func (l *lists) CountRows(_ context.Context, kind world.Kind, f world.Filter) (int, error) {
	l.asked[kind] = f
	return len(l.rows[kind]), l.fault
}

func (l *lists) Row(_ context.Context, kind world.Kind, id string) (world.Row, error) {
	for _, r := range l.rows[kind] {
		if r.ID == id {
			return r, nil
		}
	}
	return world.Row{}, &onrecord.Error{Kind: onrecord.NotFound, Err: fmt.Errorf("no row %s", id)}
}

func (l *lists) RowsOf(_ context.Context, kind world.Kind, ids []string) (map[string]world.Row, error) {
	out := map[string]world.Row{}
	for _, r := range l.rows[kind] {
		if slices.Contains(ids, r.ID) {
			out[r.ID] = r
		}
	}
	return out, l.fault
}

func (l *lists) Having(_ context.Context, kind world.Kind, field string, values []string) (map[string]string, error) {
	out := map[string]string{}
	for _, v := range values {
		for _, r := range l.rows[kind] {
			for _, h := range r.Has {
				if h.Field == field && h.Value == v {
					out[v] = r.ID
				}
			}
		}
	}
	return out, l.fault
}

func (l *lists) add(kind world.Kind, id, last string, v any, has ...world.Has) {
	b, err := json.Marshal(v)
	if err != nil {
		l.t.Fatal(err)
	}
	l.rows[kind] = append(l.rows[kind], world.Row{ID: id, First: last, Last: last, Has: has, Body: b})
}

// kept are reference lists and decisions.
type kept struct {
	rows      []onrecord.Reference
	decisions onrecord.Decisions
}

func (k kept) References(_ context.Context, first, last string) iter.Seq2[onrecord.Reference, error] {
	return func(yield func(onrecord.Reference, error) bool) {
		for _, r := range k.rows {
			if (first == "" || r.Day >= first && r.Day <= last) && !yield(r, nil) {
				return
			}
		}
	}
}

func (k kept) Reference(_ context.Context, list, id string) (onrecord.Reference, error) {
	for _, r := range k.rows {
		if r.List == list && r.ID == id {
			return r, nil
		}
	}
	return onrecord.Reference{}, &onrecord.Error{Kind: onrecord.NotFound, Err: errors.New("no such row")}
}

func (k kept) PutReferences(context.Context, []onrecord.Reference) (int, error) { return 0, nil }

func (k kept) Decisions(context.Context) (onrecord.Decisions, error) { return k.decisions, nil }

// kovac takes a position on a concept.
func kovac(id, when, value string) onrecord.Position {
	return onrecord.Position{ID: id, Who: onrecord.Who{Actor: "x:ana-kovac", Name: "Ana Kovač"}, Concept: "the harbour stays open", Value: value, When: when, Cite: onrecord.Cite{Article: "a1", Text: id}}
}

func some(t *testing.T) *lists {
	l := &lists{t: t, rows: map[world.Kind][]world.Row{}, asked: map[world.Kind]world.Filter{}}
	for i := range 120 {
		id := fmt.Sprintf("s%d", i)
		l.add(world.Stories, id, "2016-05-12", onrecord.Story{ID: id, Title: "story"})
	}
	l.add(world.Threads, "t1", "2016-05-12", onrecord.Thread{ID: "t1"}, world.Has{Field: "story", Value: "s0"}, world.Has{Field: "story", Value: "s119"})
	l.add(world.Positions, "p2", "2016-06-01", kovac("p2", "2016-06-01", "disagree"))
	l.add(world.Positions, "p1", "2016-05-01", kovac("p1", "2016-05-01", "agree"))
	l.add(world.Positions, "p0", "", kovac("p0", "", "agree"))
	status := func(s onrecord.AgreementStatus, day string) onrecord.LedgerStatus {
		return onrecord.LedgerStatus{Status: s, When: onrecord.Period{Value: day, Earliest: day, Latest: day}, Cite: onrecord.Cite{Article: "a2", Outlet: "Post", Text: string(s)}}
	}
	for _, id := range []string{"l1", "l2"} {
		l.add(world.Agreements, id, "2016-05-20", onrecord.LedgerAgreement{ID: id, Name: "truce", Type: onrecord.Ceasefire, Place: onrecord.Who{Name: "Marenia"},
			History: []onrecord.LedgerStatus{status(onrecord.Signed, "2016-05-10"), status(onrecord.Violated, "2016-05-20")}})
	}
	return l
}

func ids[T any](t *testing.T, rows iter.Seq2[T, error], id func(T) string) string {
	t.Helper()
	var out []string
	for r, err := range rows {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, id(r))
	}
	return strings.Join(out, " ")
}

// A story says which thread it belongs to, on whatever page it stands.
func TestStoriesKnowTheirThreads(t *testing.T) {
	w := ask.Of(some(t))
	threads := map[string]string{}
	for s, err := range ask.All[onrecord.Story](t.Context(), w, ask.Question{List: query.Stories}) {
		if err != nil {
			t.Fatal(err)
		}
		threads[s.ID] = s.Thread
	}
	if len(threads) != 120 || threads["s0"] != "t1" || threads["s119"] != "t1" || threads["s5"] != "" {
		t.Errorf("%d stories, %v", len(threads), threads)
	}
	n := 0
	for range w.Bodies(t.Context(), ask.Question{List: query.Stories}) {
		if n++; n == 3 {
			break
		}
	}
	if n, err := w.Count(t.Context(), ask.Question{List: query.Stories}); n != 120 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

// Whatever words a story has, its thread stands in its place; a story without one
// is told to be damaged.
func TestAThreadHasItsPlace(t *testing.T) {
	l := some(t)
	want := onrecord.Story{ID: "s0", Title: `said "thread":"" and <b>`, Thread: "t1"}
	stored := want
	stored.Thread = ""
	var err error
	if l.rows[world.Stories][0].Body, err = json.Marshal(stored); err != nil {
		t.Fatal(err)
	}
	if got, err := ask.Row[onrecord.Story](t.Context(), ask.Of(l), query.Stories, "s0"); err != nil || got.Title != want.Title || got.Thread != want.Thread {
		t.Errorf("%+v, %v", got, err)
	}
	l.rows[world.Stories][0].Body = []byte(`{"id":"s0"}`)
	if _, err := ask.Row[onrecord.Story](t.Context(), ask.Of(l), query.Stories, "s0"); err == nil || !strings.Contains(err.Error(), "s0 has no place") {
		t.Errorf("a story without a place: %v", err)
	}
}

// Several rows come at once and by their ids, as much of each as is asked for;
// what is not there is left out, and what cannot be read is told.
func TestSeveralRows(t *testing.T) {
	type named struct{ Title string }
	l := some(t)
	got, err := ask.Several[named](t.Context(), ask.Of(l), query.Stories, []string{"s2", "x", "s117"})
	if want := (map[string]named{"s2": {"story"}, "s117": {"story"}}); err != nil || !maps.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	l.rows[world.Stories][2].Body = []byte("{")
	if _, err := ask.Several[named](t.Context(), ask.Of(l), query.Stories, []string{"s2"}); err == nil || !strings.Contains(err.Error(), "stories s2") {
		t.Errorf("a damaged row: %v", err)
	}
	l.fault = errors.New("no disk")
	if _, err := ask.Several[named](t.Context(), ask.Of(l), query.Stories, nil); !errors.Is(err, l.fault) {
		t.Errorf("a fault: %v", err)
	}
}

// A page begins behind a row, and an unknown one is not found.
func TestPages(t *testing.T) {
	l := some(t)
	w := ask.Of(l)
	q := ask.Question{List: query.Positions, After: "p2", Limit: 1, Q: query.Word("harbour")}
	if got := ids(t, w.Rows(t.Context(), q), func(r world.Row) string { return r.ID }); got != "p1" || l.asked[world.Positions].Q != query.Word("harbour") {
		t.Errorf("%s, asked %+v", got, l.asked[world.Positions])
	}
	q.After = "nothing"
	for _, err := range w.Rows(t.Context(), q) {
		if onrecord.KindOf(err) != onrecord.NotFound || !strings.Contains(err.Error(), "begin after nothing") {
			t.Error(err)
		}
	}
	p, err := ask.Row[onrecord.Position](t.Context(), w, query.Positions, "p1")
	if err != nil || p.Value != "agree" {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := ask.Row[onrecord.Position](t.Context(), w, query.Positions, "p9"); onrecord.KindOf(err) != onrecord.NotFound {
		t.Error(err)
	}
}

func TestFaultsAreTold(t *testing.T) {
	l := some(t)
	l.fault = errors.New("the disk is gone")
	w := ask.Of(l)
	_, counted := w.Count(t.Context(), ask.Question{List: query.Disputes})
	_, drawn := w.Network(t.Context(), ask.Question{List: query.Positions}, position.Options{Mode: position.TwoMode, Qualifier: position.Ignore})
	faults := []error{counted, drawn}
	for _, err := range w.Bodies(t.Context(), ask.Question{List: query.Stories}) {
		faults = append(faults, err)
	}
	for _, err := range w.Shifts(t.Context(), ask.Question{List: query.Positions}) {
		faults = append(faults, err)
	}
	for _, err := range faults {
		if !errors.Is(err, l.fault) {
			t.Errorf("%v", err)
		}
	}
	if len(faults) < 4 {
		t.Errorf("only %d faults", len(faults))
	}
}

// Positions are laid in order of time for shifts and networks; undated ones shift nothing.
func TestShiftsAndNetworks(t *testing.T) {
	w := ask.Of(some(t))
	q := ask.Question{List: query.Positions}
	shifts := ids(t, w.Shifts(t.Context(), q), func(s onrecord.Shift) string { return s.From.ID + "-" + s.To.ID })
	if shifts != "p1-p2" {
		t.Errorf("shifts %s", shifts)
	}
	rows, err := w.Network(t.Context(), q, position.Options{Mode: position.TwoMode, Qualifier: position.Ignore})
	if err != nil || len(rows) < 3 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

// What was known by a day leaves out what came later, and who had nothing yet.
func TestAgreementsAsOf(t *testing.T) {
	w := ask.Of(some(t))
	for day, want := range map[string]string{"2016-05-01": "", "2016-05-10": "l1:1 l2:1", "2016-06-01": "l1:2 l2:2"} {
		got := ids(t, w.AgreementsAsOf(t.Context(), ask.Question{List: query.Ledger}, day), func(raw json.RawMessage) string {
			var a onrecord.LedgerAgreement
			if err := json.Unmarshal(raw, &a); err != nil {
				t.Fatal(err)
			}
			return fmt.Sprintf("%s:%d", a.ID, len(a.History))
		})
		if got != want {
			t.Errorf("as of %s: %s, want %s", day, got, want)
		}
	}
	n := 0
	for range w.AgreementsAsOf(t.Context(), ask.Question{List: query.Ledger, Limit: 1}, "2016-06-01") {
		n++
	}
	if n != 1 {
		t.Errorf("%d of at most 1", n)
	}
}

// A row of a reference list is linked by a decision, else suggested, and never
// suggested to one where it is linked to another.
func TestReferencesBesideAgreements(t *testing.T) {
	pact := onrecord.Reference{List: "pax", ID: "7", Name: "Pact", Type: "Cea", Day: "2016-05-10", Place: "Marenia"}
	other := onrecord.Reference{List: "pax", ID: "8", Name: "Other", Type: "Cea", Day: "2016-05-11", Place: "Marenia"}
	link := func(key string) onrecord.Decision {
		return onrecord.Decision{Kind: onrecord.Link, On: "agreements", Of: "l1", Value: key}
	}
	for _, c := range []struct {
		kept kept
		want string
	}{
		{kept{}, "l1: l2:"},
		{kept{rows: []onrecord.Reference{pact, other}}, "l1:7 suggested l2:7 suggested"},
		{kept{rows: []onrecord.Reference{pact, other}, decisions: onrecord.Decisions{link("pax:7")}}, "l1:7 decided l2:"},
		{kept{rows: []onrecord.Reference{pact, other}, decisions: onrecord.Decisions{link("pax:8")}}, "l1:8 decided l2:7 suggested"},
		{kept{rows: []onrecord.Reference{pact}, decisions: onrecord.Decisions{link("pax:9")}}, "l1: l2:7 suggested"}, // the list is yet to come
	} {
		w := ask.Of(some(t)).Beside(c.kept)
		got := ids(t, ask.All[onrecord.LedgerAgreement](t.Context(), w, ask.Question{List: query.Ledger}), func(a onrecord.LedgerAgreement) string {
			var linked []string
			for _, r := range a.References {
				linked = append(linked, r.ID+" "+string(r.Link))
			}
			return a.ID + ":" + strings.Join(linked, ",")
		})
		if got != c.want {
			t.Errorf("%+v: %s, want %s", c.kept.decisions, got, c.want)
		}
		a, err := ask.Row[onrecord.LedgerAgreement](t.Context(), w, query.Ledger, "l2")
		if err != nil || (len(a.References) > 0) != strings.HasSuffix(c.want, "suggested") {
			t.Errorf("%+v, %v", a.References, err)
		}
	}
}

// archive is a store with records beside its lists.
type archive struct{ *told }

func (archive) Articles(_ context.Context, f onrecord.Filter) iter.Seq2[onrecord.Article, error] {
	return func(yield func(onrecord.Article, error) bool) {
		query.Terms(f.Q, func(t query.Term) {
			if id := onrecord.ArticleID(t.Value); id != "a9" {
				yield(onrecord.Article{ID: id, Title: "about " + string(id)}, nil)
			}
		})
	}
}

func (a archive) CountStatements(_ context.Context, f onrecord.Filter) (int, error) {
	if f.Limit != 0 {
		return 0, errors.New("a count is bounded by nothing")
	}
	return len(a.statements), a.fault
}

func (a archive) CountEvents(context.Context, onrecord.Filter) (int, error) {
	return len(a.events), a.fault
}

func TestCountTimeline(t *testing.T) {
	s := archive{store()}
	if n, err := ask.CountTimeline(t.Context(), s, ask.Times{Limit: 2}); n != 8 || err != nil {
		t.Errorf("%d lines, %v", n, err)
	}
	if n, err := ask.CountTimeline(t.Context(), s, ask.Times{Only: []onrecord.MomentKind{onrecord.MomentStatus}}); n != 3 || err != nil {
		t.Errorf("%d statuses, %v", n, err)
	}
	s.fault = errors.New("the disk is gone")
	for _, only := range onrecord.MomentKinds {
		if _, err := ask.CountTimeline(t.Context(), s, ask.Times{Only: []onrecord.MomentKind{only}}); !errors.Is(err, s.fault) {
			t.Errorf("%s: %v", only, err)
		}
	}
}

// A brief has the newest rows of every list in order of time, how many there
// are in all, and the articles that it quotes, each once, without their texts.
func TestBrief(t *testing.T) {
	s := archive{store()}
	for i := range s.statements {
		s.statements[i].Article.ID = "a1"
	}
	for i := range s.events {
		s.events[i].Article.ID = "a3"
	}
	b, err := ask.Of(some(t)).Brief(t.Context(), s, query.Word("harbour"), ask.Most{Rows: 100})
	if err != nil {
		t.Fatal(err)
	}
	var told, stands, sources []string
	for _, m := range b.Timeline {
		told = append(told, string(m.ID))
	}
	for _, p := range b.Positions {
		stands = append(stands, p.ID)
	}
	for _, a := range b.Sources {
		sources = append(sources, string(a.ID)+a.Text)
	}
	got := strings.Join([]string{strings.Join(told, " "), strings.Join(stands, " "), strings.Join(sources, " "), b.Query}, "|")
	if want := "e1 s-month s5 e5 s-undated|p1 p2 p0|a3 a1 a2|harbour"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if len(b.Agreements) != 2 || len(b.Stories) != 100 || b.Of[query.Stories] != 120 || b.Of[query.Timeline] != 5 || b.Of[query.Positions] != 3 {
		t.Errorf("%d agreements, %d stories, of %v", len(b.Agreements), len(b.Stories), b.Of)
	}
	if b.Left != 0 {
		t.Errorf("%d rows are left out", b.Left)
	}
	s.statements[0].Article.ID = "a9"
	if b, err = ask.Of(some(t)).Brief(t.Context(), s, nil, ask.Most{Rows: 100}); err != nil || b.Left != 1 || len(b.Timeline) != 4 {
		t.Errorf("of an article that is gone: %d rows, %d left out, %v", len(b.Timeline), b.Left, err)
	}
	q, err := query.Everything.Parse("concept:Toll")
	if err != nil {
		t.Fatal(err)
	}
	if b, err = ask.Of(some(t)).Brief(t.Context(), s, q, ask.Most{Rows: 100}); err != nil || len(b.Timeline)+len(b.Stories)+len(b.Disputes) != 0 || len(b.Positions) == 0 {
		t.Errorf("of a concept: %+v, %v", b, err)
	}
}
