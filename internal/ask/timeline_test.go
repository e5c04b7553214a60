package ask_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/ling"
	"onrecord/query"
)

// told is a store whose lists are these, whatever is asked of them; it notes
// what was asked.
type told struct {
	statements []onrecord.Row
	events     []onrecord.EventRow
	agreements []onrecord.AgreementRow
	fault      error
	asked      map[query.List]onrecord.Filter
}

func each[T any](s *told, l query.List, f onrecord.Filter, rows []T) iter.Seq2[T, error] {
	s.asked[l] = f
	return func(yield func(T, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
		var none T
		if s.fault != nil {
			yield(none, s.fault)
		}
	}
}

func (s *told) Statements(_ context.Context, f onrecord.Filter) iter.Seq2[onrecord.Row, error] {
	return each(s, query.Statements, f, s.statements)
}

func (s *told) Events(_ context.Context, f onrecord.Filter) iter.Seq2[onrecord.EventRow, error] {
	return each(s, query.Events, f, s.events)
}

func (s *told) Agreements(_ context.Context, f onrecord.Filter) iter.Seq2[onrecord.AgreementRow, error] {
	return each(s, query.Agreements, f, s.agreements)
}

func may(day int) ling.Date { return ling.NewDate(2016, 5, day) }

func store() *told {
	said := func(id string, first, last ling.Date) onrecord.Row {
		return onrecord.Row{Statement: onrecord.StatementView{Statement: onrecord.Statement{Claim: onrecord.Claim{ID: onrecord.ClaimID(id)}}, First: first, Last: last}}
	}
	done := func(id string, day ling.Date) onrecord.EventRow {
		return onrecord.EventRow{Event: onrecord.EventView{Event: onrecord.Event{Claim: onrecord.Claim{ID: onrecord.ClaimID(id)}, Status: onrecord.EventHappened}, First: day, Last: day}}
	}
	truce := onrecord.AgreementRow{Agreement: onrecord.AgreementView{Agreement: onrecord.Agreement{Claim: onrecord.Claim{ID: "a"}, Name: "truce", History: []onrecord.StatusAssertion{
		{Status: onrecord.Violated, Told: "own voice"}, {Status: onrecord.Signed, Told: "act"}, {Status: onrecord.Holding, Told: "said"}}},
		Statuses: []onrecord.StatusView{{First: may(20), Last: may(20)}, {First: may(2), Last: may(2)}, {}}}}
	return &told{asked: map[query.List]onrecord.Filter{},
		statements: []onrecord.Row{said("s-month", may(1), may(31)), said("s5", may(5), may(5)), said("s-undated", ling.Date{}, ling.Date{})},
		events:     []onrecord.EventRow{done("e1", may(1)), done("e5", may(5))}, agreements: []onrecord.AgreementRow{truce}}
}

func timeline(t *testing.T, s *told, what ask.Times) string {
	t.Helper()
	var out []string
	for m, err := range ask.Timeline(t.Context(), s, what) {
		if err != nil {
			t.Fatal(err)
		}
		id := string(m.ID)
		if m.Kind == onrecord.MomentStatus {
			id += "-" + m.Act
		}
		out = append(out, id)
	}
	return strings.Join(out, " ")
}

// Statements, events and statuses stand in one order of days, undated last.
func TestTimeline(t *testing.T) {
	parsed := func(s string) query.Q {
		q, err := query.Timeline.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	for _, c := range []struct {
		what ask.Times
		want string
	}{
		{ask.Times{}, "e1 s-month a-signed s5 e5 a-violated s-undated a-holding"},
		{ask.Times{Limit: 3}, "e1 s-month a-signed"},
		{ask.Times{Limit: 99}, "e1 s-month a-signed s5 e5 a-violated s-undated a-holding"},
		{ask.Times{Only: []onrecord.MomentKind{onrecord.MomentEvent}}, "e1 e5"},
		{ask.Times{Only: []onrecord.MomentKind{onrecord.MomentStatus, onrecord.MomentStatement}}, "s-month a-signed s5 a-violated s-undated a-holding"},
		{ask.Times{Q: parsed("speaker:kovac")}, "s-month s5 s-undated"},
		{ask.Times{Q: parsed("status:violated")}, "a-violated"},
		{ask.Times{Q: parsed("status:violated OR status:signed")}, "a-signed a-violated"},
		{ask.Times{Q: parsed("-status:violated party:marenia")}, "a-signed a-holding"},
		{ask.Times{Q: parsed("told:act")}, "a-signed"},
		{ask.Times{Q: parsed("truce since:2016-05-03 until:2016-05-30 party:kovac")}, "a-violated"},
		{ask.Times{Q: parsed("-party:kovac broker:x told:said")}, "a-holding"},
	} {
		if got := timeline(t, store(), c.what); got != c.want {
			t.Errorf("%+v: %s, want %s", c.what, got, c.want)
		}
	}
}

// The newest stands first where it is asked for: what the store lists so, and
// the statuses of agreements.
func TestTimelineNewestFirst(t *testing.T) {
	s := store()
	slices.Reverse(s.events)
	s.statements = s.statements[1:]
	if got, want := timeline(t, s, ask.Times{Newest: true}), "a-violated s5 e5 a-signed e1 s-undated a-holding"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if s.asked[query.Statements].Sort != onrecord.ByDayDown || s.asked[query.Events].Sort != onrecord.ByDayDown {
		t.Errorf("asked %+v", s.asked)
	}
}

// Each list is asked in its own fields, with its own defaults unless all is asked for.
func TestTimelineAsks(t *testing.T) {
	q, err := query.Timeline.Parse("truce -via:tass")
	if err != nil {
		t.Fatal(err)
	}
	for all, want := range map[bool]string{
		false: "statements: truce -via:tass kind:speech status:made, 7; events: truce status:happened background:no, 7; assertions: truce background:no, 100",
		true:  "statements: truce -via:tass, 7; events: truce, 7; assertions: truce, 100",
	} {
		s := store()
		timeline(t, s, ask.Times{Q: q, All: all, Limit: 7})
		got := fmt.Sprintf("statements: %s, %d; events: %s, %d; assertions: %s, %d",
			query.Print(s.asked[query.Statements].Q), s.asked[query.Statements].Limit, query.Print(s.asked[query.Events].Q), s.asked[query.Events].Limit,
			query.Print(s.asked[query.Agreements].Q), s.asked[query.Agreements].Limit)
		if got != want {
			t.Errorf("asked %s\nwant %s", got, want)
		}
	}
}

func TestTimelineFails(t *testing.T) {
	for _, only := range [][]onrecord.MomentKind{nil, {onrecord.MomentStatement}, {onrecord.MomentEvent}, {onrecord.MomentStatus}} {
		s := store()
		s.fault = errors.New("the disk is gone")
		var fault error
		for _, err := range ask.Timeline(t.Context(), s, ask.Times{Only: only}) {
			fault = errors.Join(fault, err)
		}
		if !errors.Is(fault, s.fault) {
			t.Errorf("%v: %v", only, fault)
		}
	}
}

// endless has agreements for as long as anybody takes them, one a day.
type endless struct {
	*told
	taken int
}

func (s *endless) Agreements(_ context.Context, f onrecord.Filter) iter.Seq2[onrecord.AgreementRow, error] {
	return func(yield func(onrecord.AgreementRow, error) bool) {
		for range f.Limit {
			day := ling.NewDate(2016, 5, s.taken)
			s.taken++
			if !yield(onrecord.AgreementRow{Agreement: onrecord.AgreementView{Agreement: onrecord.Agreement{History: []onrecord.StatusAssertion{{Status: onrecord.Signed}}},
				Statuses: []onrecord.StatusView{{First: day, Last: day}}}}, nil) {
				return
			}
		}
	}
}

// Of the agreements of an archive no more are read than the lines that are shown need.
func TestTimelineReadsAsFarAsItIsShown(t *testing.T) {
	s := &endless{told: store()}
	lines := 0
	for _, err := range ask.Timeline(t.Context(), s, ask.Times{Only: []onrecord.MomentKind{onrecord.MomentStatus}}) {
		if err != nil {
			t.Fatal(err)
		}
		if lines++; lines == 120 {
			break
		}
	}
	if s.taken > 122 {
		t.Errorf("%d agreements read for 120 lines", s.taken)
	}
}
