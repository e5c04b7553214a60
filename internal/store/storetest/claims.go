package storetest

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/query"
)

// of is the filter of a query of a list that is known to be right.
func of(list query.List, s string) onrecord.Filter {
	q, err := list.Parse(s)
	if err != nil {
		panic("storetest: " + err.Error())
	}
	return onrecord.Filter{Q: q}
}

// listed is what a list of claims holds, as article/claim.
func listed(t *testing.T, s onrecord.Store, list query.List, f onrecord.Filter) string {
	t.Helper()
	var keys []string
	switch list {
	case query.Events:
		keys = all(t, s.Events(t.Context(), f), func(r onrecord.EventRow) string { return string(r.Article.ID) + "/" + string(r.Event.ID) })
	case query.Agreements:
		keys = all(t, s.Agreements(t.Context(), f), func(r onrecord.AgreementRow) string { return string(r.Article.ID) + "/" + string(r.Agreement.ID) })
	case query.Memberships:
		keys = all(t, s.Memberships(t.Context(), f), func(r onrecord.MembershipRow) string { return string(r.Article.ID) + "/" + string(r.Membership.ID) })
	}
	return strings.Join(keys, " ")
}

// counted is how many rows a list of claims has by its count.
func counted(t *testing.T, s onrecord.Store, list query.List, f onrecord.Filter) int {
	t.Helper()
	count := s.CountEvents
	switch list {
	case query.Agreements:
		count = s.CountAgreements
	case query.Memberships:
		count = s.CountMemberships
	}
	n, err := count(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// What a list shows is what the record's own view of the claim shows.
func listsClaims(t *testing.T, open Opener) {
	s := open(t, "claims")
	put(t, s, Corpus()...)
	early := Corpus()[0]
	view := onrecord.NewViewer(&early)
	for r, err := range s.Events(t.Context(), of(query.Events, "article:early")) {
		n := slices.IndexFunc(early.Events, func(e onrecord.Event) bool { return e.ID == r.Event.ID })
		want := view.Event(&early.Events[n])
		if err != nil || !reflect.DeepEqual(r.Event, want) {
			t.Errorf("event %+v, %v\nwant %+v", r.Event, err, want)
		}
		if r.Event.ID == "e1" && !reflect.DeepEqual(r.Actors, early.Actors) {
			t.Errorf("actors %+v", r.Actors)
		}
		if r.Article.Outlet != early.Outlet || r.Article.Text != "" {
			t.Errorf("article %+v", r.Article)
		}
	}
	for r, err := range s.Agreements(t.Context(), of(query.Agreements, "article:early")) {
		if want := view.Agreement(&early.Agreements[0]); err != nil || !reflect.DeepEqual(r.Agreement, want) {
			t.Errorf("agreement %+v, %v\nwant %+v", r.Agreement, err, want)
		}
	}
	for r, err := range s.Memberships(t.Context(), onrecord.Filter{}) {
		if want := view.Membership(&early.Memberships[0]); err != nil || !reflect.DeepEqual(r.Membership, want) {
			t.Errorf("membership %+v, %v\nwant %+v", r.Membership, err, want)
		}
	}
	if view.Event(&early.Events[0]).Words == "" || view.Agreement(&early.Agreements[0]).Statuses[1].Says != "Ana Kovač" {
		t.Error("views are empty")
	}
	for sort, want := range map[onrecord.Sort]string{
		onrecord.ByDay:      "early/e3 early/e1 early/e2 late/e1",
		onrecord.ByDayDown:  "late/e1 early/e2 early/e1 early/e3",
		onrecord.ByOutlet:   "late/e1 early/e3 early/e1 early/e2",
		onrecord.ByPublDown: "late/e1 early/e3 early/e1 early/e2",
	} {
		if got := listed(t, s, query.Events, onrecord.Filter{Sort: sort}); got != want {
			t.Errorf("events by %q: %s, want %s", sort, got, want)
		}
	}
	if got := listed(t, s, query.Events, onrecord.Filter{Limit: 2, Offset: 1}); got != "early/e1 early/e2" {
		t.Errorf("a page of events: %s", got)
	}
}

// Counts equal rows, whatever is asked.
func filtersClaims(t *testing.T, open Opener) {
	s := open(t, "claims")
	put(t, s, Corpus()...)
	for _, c := range []struct {
		list query.List
		q    string
		want string
	}{
		{query.Events, "", "early/e3 early/e1 early/e2 late/e1"},
		{query.Events, "type:coerce", "early/e2 late/e1"},
		{query.Events, "type:coerce mode:RES", "early/e2"},
		{query.Events, "cameo:19", "early/e1"},
		{query.Events, `mode:%`, ""},
		{query.Events, "status:denied", "early/e1"},
		{query.Events, "background:yes", "early/e3"},
		{query.Events, "certainty:likely", "early/e1"},
		{query.Events, "source:marenia", "early/e1 early/e2"},
		{query.Events, "source:x:marenia", "early/e1 early/e2"},
		{query.Events, "target:kovac", "early/e1"},
		{query.Events, "target:x:ana-kovac", "early/e1"},
		{query.Events, "target:harbour", "early/e1 late/e1"},
		{query.Events, "actor:x:ana-kovac", "early/e3 early/e1 early/e2"},
		{query.Events, `actor:"ana kovač"`, "early/e3 early/e1 early/e2"},
		{query.Events, "place:x:marenia", "early/e1"},
		{query.Events, "place:harbour", "early/e2"},
		{query.Events, "since:2016-05-11", "early/e2 late/e1"},
		{query.Events, "until:2016-05-10", "early/e3 early/e1"},
		{query.Events, "outlet:100%", "late/e1"},
		{query.Events, "blockade", "late/e1"},
		{query.Events, "blockade OR type:consult", "early/e3 late/e1"},
		{query.Events, "-type:coerce -background:yes", "early/e1"},
		{query.Agreements, "", "late/a1 early/a1"}, // by the first day told of them,
		{query.Agreements, "type:ceasefire", "early/a1"},
		{query.Agreements, "status:signed", "early/a1"},
		{query.Agreements, "status:signed told:said", ""}, // of one status
		{query.Agreements, "status:ended told:said", "early/a1"},
		{query.Agreements, "status:signed until:2016-05-10", "early/a1"},
		{query.Agreements, "status:ended since:2016", ""},
		{query.Agreements, "background:yes", "late/a1"},
		{query.Agreements, "party:marenia", "early/a1"},
		{query.Agreements, "party:x:ana-kovac", ""},
		{query.Agreements, "broker:x:ana-kovac", "early/a1"},
		{query.Agreements, "actor:x:ana-kovac", "early/a1"},
		{query.Agreements, "broker:marenia", ""},
		{query.Agreements, "place:x:marenia", "early/a1"},
		{query.Agreements, "truce", "early/a1"},
		{query.Agreements, "outlet:news", "late/a1"},
		{query.Memberships, "", "early/b1"},
		{query.Memberships, "group:marenia", "early/b1"},
		{query.Memberships, "group:x:ana-kovac", ""},
		{query.Memberships, "member:x:ana-kovac as:sponsor status:not-invited", "early/b1"},
		{query.Memberships, "member:marenia", ""},
		{query.Memberships, "actor:x:marenia", "early/b1"},
		{query.Memberships, "since:2016-05-12 until:2016-05-12", "early/b1"},
		{query.Memberships, "since:2016-05-13", ""},
		{query.Memberships, "spoke", "early/b1"},
	} {
		f := of(c.list, c.q)
		got := listed(t, s, c.list, f)
		if got != c.want {
			t.Errorf("%s %s: %s, want %s", c.list, c.q, got, c.want)
		}
		if n := counted(t, s, c.list, f); n != len(strings.Fields(got)) {
			t.Errorf("%s %s: counted %d, listed %s", c.list, c.q, n, got)
		}
	}
	// What a decision says holds for them, and what is no longer found is gone.
	merged := decide(t, s, onrecord.Decision{Kind: onrecord.Merge, Subject: "x:ana-kovac", Object: onrecord.Actor{ID: "Q7", Name: "Anna"}, By: "bo", At: time.Now()})
	if got := listed(t, s, query.Events, of(query.Events, "actor:Q7")); got != "early/e3 early/e1 early/e2" {
		t.Errorf("events after a merge: %s", got)
	}
	if err := s.Undo(t.Context(), merged.ID, true); err != nil {
		t.Fatal(err)
	}
	if got := listed(t, s, query.Agreements, of(query.Agreements, "broker:Q7")); got != "" {
		t.Errorf("agreements after it was undone: %s", got)
	}
	if got := stored(t, s, "early"); !reflect.DeepEqual(got.Agreements, Corpus()[0].Agreements) || !reflect.DeepEqual(got.Events, Corpus()[0].Events) {
		t.Errorf("after it was undone: %+v", got.Agreements)
	}
	bare := Corpus()[0]
	bare.Events, bare.Agreements, bare.Memberships = nil, nil, nil
	put(t, s, bare)
	for list, want := range map[query.List]string{query.Events: "late/e1", query.Agreements: "late/a1", query.Memberships: ""} {
		if got := listed(t, s, list, onrecord.Filter{}); got != want {
			t.Errorf("%s once found no more: %s", list, got)
		}
	}
	if got := listed(t, s, query.Events, of(query.Events, "fired")); got != "" {
		t.Errorf("words found no more: %s", got)
	}
}

// A denied, planned or long known event is in no count, whatever is asked for.
func countsEvents(t *testing.T, open Opener) {
	s := open(t, "claims")
	put(t, s, Corpus()...)
	for per, want := range map[onrecord.EventKey]string{
		onrecord.PerDay:    "2016-05-12=1 =1", // one is known to the month
		onrecord.PerMonth:  "2016-05=1 2016-06=1",
		onrecord.PerYear:   "2016=2",
		onrecord.PerType:   "COERCE=2",
		onrecord.PerOutlet: "100% News=1 The Lakeside Post=1",
		onrecord.PerSource: "Ana Kovač=1 Marenia=1 =1",
		onrecord.PerTarget: "the harbour=1 =1",
		onrecord.PerPlace:  "the harbour=1 =1",
	} {
		if got := eventCounts(t, s, onrecord.Filter{}, per); got != want {
			t.Errorf("per %s: %s, want %s", per, got, want)
		}
	}
	for _, q := range []string{"status:any", "background:any status:any", "status:denied OR status:happened"} {
		if got := eventCounts(t, s, of(query.Events, q), onrecord.PerType); got != "COERCE=2" {
			t.Errorf("%s: %s", q, got)
		}
	}
	if got := eventCounts(t, s, of(query.Events, "status:denied"), onrecord.PerDay); got != "" {
		t.Errorf("denied events are counted: %s", got)
	}
	if got := eventCounts(t, s, of(query.Events, "since:2016-06"), onrecord.PerMonth); got != "2016-06=1" {
		t.Errorf("since June: %s", got)
	}
	if _, err := s.EventCounts(t.Context(), onrecord.Filter{}, "weekday"); onrecord.KindOf(err) != onrecord.Invalid {
		t.Errorf("by weekday: %v", err)
	}
}

func eventCounts(t *testing.T, s onrecord.Store, f onrecord.Filter, per onrecord.EventKey) string {
	t.Helper()
	counts, err := s.EventCounts(t.Context(), f, per)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range counts {
		out = append(out, fmt.Sprintf("%s=%d", c.Value, c.Events))
	}
	return strings.Join(out, " ")
}
