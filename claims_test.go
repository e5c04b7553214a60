package onrecord_test

import (
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

func spans(start, end int) []ling.Span { return []ling.Span{{Start: start, End: end}} }

func part(start, end int) onrecord.Part { return onrecord.Part{Spans: spans(start, end)} }

func party(start, end int, actors ...onrecord.ActorID) onrecord.Party {
	return onrecord.Party{Spans: spans(start, end), Actors: actors}
}

// claimed is a record with one claim of each type, of which every part is filled.
func claimed() onrecord.Record {
	list := func(p ...onrecord.Party) []onrecord.Party { return p }
	return onrecord.Record{
		Article: onrecord.Article{ID: "a", Text: strings.Repeat("0123456789", 6)},
		Found: onrecord.Found{
			Actors: []onrecord.Actor{{ID: "Q1", Name: "One"}, {ID: "Q2", Name: "Two"}},
			Times:  []onrecord.Time{{ID: "t1", TimeExpr: ling.TimeExpr{Span: ling.Span{Start: 50, End: 55}}}},
			Statements: []onrecord.Statement{{
				Claim: onrecord.Claim{ID: "s1"}, Source: party(0, 1, "Q1"), Cue: part(1, 2), Content: part(2, 3), Inserted: spans(3, 4),
				Addressee: party(4, 5, "Q2"), Via: list(party(5, 6, "Q1"), party(6, 7, "Q2")), Venue: part(7, 8), Condition: spans(8, 9),
			}},
			Events: []onrecord.Event{{
				Claim: onrecord.Claim{ID: "e1"}, Source: list(party(10, 11, "Q1"), party(11, 12, "Q2")), Target: list(party(12, 13, "Q2")),
				Trigger: part(13, 14), Where: party(14, 15, "Q1"), ReportedBy: "s1",
				Counts: []onrecord.Count{{What: "killed", Min: new(2), Spans: spans(15, 16)}},
			}},
			Agreements: []onrecord.Agreement{{
				Claim: onrecord.Claim{ID: "a1"}, Words: part(20, 21), Sides: list(party(21, 22, "Q1")), Brokers: list(party(22, 23, "Q2")),
				Place: party(23, 24, "Q1"), Monitors: list(party(24, 25, "Q2")), Scope: part(25, 26),
				History: []onrecord.StatusAssertion{{By: list(party(26, 27, "Q1")), Words: part(27, 28), AccordingTo: "s1"}},
			}},
			Memberships: []onrecord.Membership{{
				Claim: onrecord.Claim{ID: "b1"}, Group: party(30, 31, "Q1"), Member: party(31, 32, "Q2"), Words: part(32, 33), AccordingTo: "s1",
			}},
		},
	}
}

// The parts of every type of claim, in order; those that name somebody are marked.
func TestPartsOfClaims(t *testing.T) {
	r := claimed()
	want := map[onrecord.ClaimType]string{
		onrecord.StatementClaim:  "source* cue content inserted addressee* via* via* venue condition",
		onrecord.EventClaim:      "source* source* target* trigger where* counts",
		onrecord.AgreementClaim:  "spans parties* brokers* place* monitors* scope by* history",
		onrecord.MembershipClaim: "group* member* words",
	}
	for c := range r.Claims() {
		var got, naming []string
		last := -1
		for p := range c.Parts() {
			role := string(p.Role)
			if p.Actors != nil {
				role += "*"
			}
			got = append(got, role)
			if at := (*p.Spans)[0].Start; at <= last {
				t.Errorf("%s: %s is no part of its own, or out of order", c.ClaimType(), role)
			} else {
				last = at
			}
		}
		for p := range onrecord.Parties(c) {
			naming = append(naming, string(p.Role)+"*")
		}
		if strings.Join(got, " ") != want[c.ClaimType()] {
			t.Errorf("%s: parts %s, want %s", c.ClaimType(), got, want[c.ClaimType()])
		}
		if parties := slices.DeleteFunc(got, func(s string) bool { return !strings.HasSuffix(s, "*") }); !slices.Equal(naming, parties) {
			t.Errorf("%s: parties %s, want %s", c.ClaimType(), naming, parties)
		}
		delete(want, c.ClaimType())
	}
	if len(want) > 0 {
		t.Errorf("no claim of %v", want)
	}
}

// Who stops a walk is not called again.
func TestWalksStop(t *testing.T) {
	r := claimed()
	for c := range r.Claims() {
		all := 0
		for range c.Parts() {
			all++
		}
		for stop := 1; stop <= all; stop++ {
			n := 0
			for range c.Parts() {
				if n++; n == stop {
					break
				}
			}
		}
	}
	n := 0
	for range r.Claims() {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d claims", n)
	}
}

func TestCheckOfClaims(t *testing.T) {
	if r := claimed(); r.Check() != nil {
		t.Fatal(r.Check())
	}
	for _, c := range []struct {
		name   string
		change func(*onrecord.Record)
		want   string
	}{
		{"a source beyond the text", func(r *onrecord.Record) { r.Events[0].Source[1] = party(0, 99) }, "event 0: source: span [0, 99)"},
		{"a trigger nowhere", func(r *onrecord.Record) { r.Events[0].Trigger = onrecord.Part{} }, "event 0: no trigger"},
		{"a count nowhere", func(r *onrecord.Record) { r.Events[0].Counts[0].Spans = nil }, "event 0: no counts"},
		{"a side nowhere", func(r *onrecord.Record) { r.Agreements[0].Sides[0].Spans = nil }, "agreement 0: no parties"},
		{"a status nowhere", func(r *onrecord.Record) { r.Agreements[0].History[0].Words = onrecord.Part{} }, "agreement 0: no history"},
		{"a member nowhere", func(r *onrecord.Record) { r.Memberships[0].Member = onrecord.Party{} }, "membership 0: no member"},
		{"an unknown broker", func(r *onrecord.Record) { r.Agreements[0].Brokers[0].Actors = []onrecord.ActorID{"Q9"} }, `agreement 0: no actor "Q9"`},
		{"told by nothing", func(r *onrecord.Record) { r.Events[0].ReportedBy = "s9" }, `event 0: no reported by "s9"`},
		{"told by itself", func(r *onrecord.Record) { r.Events[0].ReportedBy = "e1" }, `event 0: no reported by "e1"`},
		{"a status told by nothing", func(r *onrecord.Record) { r.Agreements[0].History[0].AccordingTo = "e1" }, `agreement 0: no according to "e1"`},
		{"a member by nobody's word", func(r *onrecord.Record) { r.Memberships[0].AccordingTo = "s9" }, `membership 0: no according to "s9"`},
		{"a day that is nowhere", func(r *onrecord.Record) { r.Events[0].When.Time = 1 }, "event 0: no time 1"},
		{"an effect from nowhere", func(r *onrecord.Record) { r.Agreements[0].History[0].From.Time = 3 }, "agreement 0: no time 3"},
		{"an effect until nowhere", func(r *onrecord.Record) { r.Agreements[0].History[0].Until.Time = 4 }, "agreement 0: no time 4"},
		{"as of nowhere", func(r *onrecord.Record) { r.Memberships[0].AsOf.Time = 2 }, "membership 0: no time 2"},
		{"one id twice", func(r *onrecord.Record) { r.Memberships[0].ID = "e1" }, `membership 0: id "e1"`},
	} {
		r := claimed()
		c.change(&r)
		if err := r.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q in it", c.name, err, c.want)
		}
	}
}

// A decision holds for the parties of every claim, and leaves what was found alone.
func TestDecisionsHoldForEveryClaim(t *testing.T) {
	r, before := claimed(), claimed()
	merge := onrecord.Decisions{{Kind: onrecord.Merge, Subject: "Q1", Object: onrecord.Actor{ID: "Q2", Name: "Two"}}}
	out, changed := merge.Apply("a", r.Found)
	if !changed {
		t.Fatal("nothing changed")
	}
	for c := range out.Claims() {
		for p := range onrecord.Parties(c) {
			if !slices.Equal(*p.Actors, []onrecord.ActorID{"Q2"}) {
				t.Errorf("%s: %s is %v", c.ClaimType(), p.Role, *p.Actors)
			}
		}
	}
	if r.Fingerprint() != before.Fingerprint() {
		t.Error("what was found changed")
	}
}

// Counted is what lists and counts ask for by default.
func TestCounted(t *testing.T) {
	for _, c := range []struct {
		e    onrecord.Event
		want string // why not, "" if it counts
	}{
		{onrecord.Event{Status: onrecord.EventHappened}, ""},
		{onrecord.Event{Status: onrecord.EventHappened, Background: true}, "background"},
		{onrecord.Event{Status: onrecord.EventPlanned}, "planned"},
		{onrecord.Event{Status: onrecord.EventHypothetical}, "hypothetical"},
		{onrecord.Event{Status: onrecord.EventDenied, Background: true}, "denied, background"},
		{onrecord.Event{Status: onrecord.EventFailed}, "failed"},
	} {
		if got := strings.Join(c.e.Uncounted(), ", "); got != c.want || c.e.Counted() != (c.want == "") {
			t.Errorf("%+v: counted %v, %q", c.e, c.e.Counted(), got)
		}
	}
}
