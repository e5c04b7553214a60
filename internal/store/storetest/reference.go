package storetest

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"onrecord"
)

// Rows of reference lists are kept by list and id, found by their days, and
// linked to agreements by decisions.
func keepsReferences(t *testing.T, open Opener) {
	s := open(t, "a")
	row := func(id, day string) onrecord.Reference {
		return onrecord.Reference{List: "pax", ID: id, Name: "the " + id, Day: day, Parties: []string{"Marenia"}, File: "f.csv", Line: 2}
	}
	all := []onrecord.Reference{row("1", "2016-05-11"), row("2", "2016-05"), row("3", ""), row("4", "2016"), row("5", "2016-06-01")}
	stored := func(rows ...onrecord.Reference) int {
		t.Helper()
		n, err := s.PutReferences(t.Context(), rows)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := stored(all...); n != len(all) {
		t.Errorf("%d rows changed, want %d", n, len(all))
	}
	again := row("3", "2015-01-01")
	if n := stored(all[0], again); n != 1 {
		t.Errorf("%d rows changed, want 1", n)
	}
	for days, want := range map[string]string{
		"/": "1 2 3 4 5", "2016-05-11/2016-05-12": "1 2 4", "2016-05-12/2016-05-12": "2 4", "2016-04-30/2016-05-01": "2 4", "2015-01-01/2015-12-31": "3", "2017-01-01/2017-01-01": "",
	} {
		first, last, _ := strings.Cut(days, "/")
		var got []string
		for r, err := range s.References(t.Context(), first, last) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, r.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", days, got, want)
		}
	}
	if got, err := s.Reference(t.Context(), "pax", "3"); err != nil || !reflect.DeepEqual(got, again) {
		t.Errorf("got %+v, %v; want %+v", got, err, again)
	}
	if _, err := s.Reference(t.Context(), "ethprio", "3"); onrecord.KindOf(err) != onrecord.NotFound {
		t.Errorf("a row of another list: %v", err)
	}
	linksReferences(t, s)
}

func linksReferences(t *testing.T, s onrecord.Store) {
	d := onrecord.Decision{Kind: onrecord.Link, On: "agreements", Of: "a1", Value: "pax:3", By: "me", At: time.Date(2016, 5, 12, 10, 0, 0, 0, time.UTC)}
	made, err := s.Decide(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	linked := func() string {
		t.Helper()
		all, err := s.Decisions(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		v := all.Verdicts()
		if v.Referring("pax:3") != (len(v.Referred("a1")) > 0) || v.Referring("pax:4") {
			t.Errorf("%v, %v", v.Referring("pax:3"), v.Referring("pax:4"))
		}
		return strings.Join(v.Referred("a1"), " ")
	}
	if got := linked(); got != "pax:3" {
		t.Errorf("linked to %q", got)
	}
	if err := s.Undo(t.Context(), made.ID, true); err != nil {
		t.Fatal(err)
	}
	if got := linked(); got != "" {
		t.Errorf("linked to %q after the decision was taken back", got)
	}
	for _, d.Value = range []string{"", "pax", ":3", "pax:"} {
		if _, err := s.Decide(t.Context(), d); onrecord.KindOf(err) != onrecord.Invalid {
			t.Errorf("linked to %q: %v", d.Value, err)
		}
	}
	d.Value, d.On = "pax:3", "stories"
	if _, err := s.Decide(t.Context(), d); onrecord.KindOf(err) != onrecord.Invalid {
		t.Errorf("a story linked: %v", err)
	}
}
