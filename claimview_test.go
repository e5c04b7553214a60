package onrecord_test

import (
	"reflect"
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// told is a record whose claims have names, days and speakers to be filled in.
func told() onrecord.Record {
	const text = "Ana said Marenia and the rebels fired on the port on Monday. They broke the truce."
	at := func(words string) []ling.Span {
		i := strings.Index(text, words)
		return []ling.Span{{Start: i, End: i + len(words)}}
	}
	who := func(words string, ids ...onrecord.ActorID) onrecord.Party {
		return onrecord.Party{Spans: at(words), Actors: ids}
	}
	day := ling.NewDate(2016, 5, 9)
	return onrecord.Record{
		Article: onrecord.Article{ID: "a", Text: text},
		Found: onrecord.Found{
			Actors: []onrecord.Actor{{ID: "Q1", Name: "Ana Kovač"}, {ID: "Q2", Name: "Republic of Marenia"}, {ID: "Q3"}},
			Times:  []onrecord.Time{{ID: "t1", TimeExpr: ling.TimeExpr{Span: at("Monday")[0], Earliest: day, Latest: day}}},
			Statements: []onrecord.Statement{
				{Claim: onrecord.Claim{ID: "s1"}, Source: who("Ana", "Q1"), Content: onrecord.Part{Spans: at("Marenia")}},
				{Claim: onrecord.Claim{ID: "s2"}, Content: onrecord.Part{Spans: at("port")}},
			},
			Events: []onrecord.Event{{
				Claim: onrecord.Claim{ID: "e1"}, Source: []onrecord.Party{who("Marenia", "Q2"), who("the rebels")}, Target: []onrecord.Party{who("the port", "Q3")},
				Trigger: onrecord.Part{Spans: at("fired")}, When: onrecord.When{Value: "2016-W19", Time: 0}, Where: who("the port"), ReportedBy: "s1",
			}},
			Agreements: []onrecord.Agreement{{
				Claim: onrecord.Claim{ID: "a1"}, Name: "the truce", Words: onrecord.Part{Spans: at("the truce")}, Sides: []onrecord.Party{who("Marenia", "Q2", "Q1")},
				Brokers: []onrecord.Party{who("Ana", "Q1")}, Monitors: []onrecord.Party{who("the rebels")}, Place: who("the port"), Scope: onrecord.Part{Spans: at("port")},
				History: []onrecord.StatusAssertion{
					{By: []onrecord.Party{who("They")}, When: onrecord.When{Value: "2016-05", Time: -1}, AccordingTo: "s2", Words: onrecord.Part{Spans: at("broke")}},
					{When: onrecord.When{Value: "XXXX-05-01", Time: -1}, Words: onrecord.Part{Spans: at("broke")}, AccordingTo: "s1"},
				},
			}},
			Memberships: []onrecord.Membership{{
				Claim: onrecord.Claim{ID: "b1"}, Group: who("the rebels"), Member: who("Marenia", "Q2"), AsOf: onrecord.Unset(), Words: onrecord.Part{Spans: at("and")},
			}},
		},
	}
}

func TestViewsOfClaims(t *testing.T) {
	r := told()
	view := onrecord.NewViewer(&r)
	monday := ling.NewDate(2016, 5, 9)
	e := view.Event(&r.Events[0])
	if want := (onrecord.EventView{
		Event: r.Events[0], Sources: []string{"Republic of Marenia", "the rebels"}, Targets: []string{"the port"}, TriggerText: "fired", Place: "the port",
		Words: "Ana said Marenia and the rebels fired on the port on Monday.", Reporter: "Ana Kovač", First: monday, Last: monday,
	}); !reflect.DeepEqual(e, want) {
		t.Errorf("event %+v\nwant %+v", e, want)
	}
	a := view.Agreement(&r.Agreements[0])
	if want := (onrecord.AgreementView{
		Agreement: r.Agreements[0], SideNames: []string{"Republic of Marenia, Ana Kovač"}, BrokerNames: []string{"Ana Kovač"}, MonitorNames: []string{"the rebels"},
		PlaceName: "the port", ScopeText: "port", Statuses: []onrecord.StatusView{
			{ByNames: []string{"They"}, Says: "somebody", Text: "broke", First: ling.NewDate(2016, 5, 1), Last: ling.NewDate(2016, 5, 31)},
			{Says: "Ana Kovač", SaysID: "Q1", Text: "broke"},
		},
	}); !reflect.DeepEqual(a, want) {
		t.Errorf("agreement %+v\nwant %+v", a, want)
	}
	m := view.Membership(&r.Memberships[0])
	if want := (onrecord.MembershipView{Membership: r.Memberships[0], GroupName: "the rebels", MemberName: "Republic of Marenia", Text: "and"}); !reflect.DeepEqual(m, want) {
		t.Errorf("membership %+v\nwant %+v", m, want)
	}
	if n := r.CountClaims(); n != 5 {
		t.Errorf("%d claims, want 5", n)
	}
}

// Parts that stand in another paragraph, or far away, are not among the words
// that tell an event.
func TestWordsOfEvents(t *testing.T) {
	long := strings.Repeat("x ", 300)
	for text, want := range map[string]string{
		"Nothing. Ana  went\nto Marenia. Then Bo":                     "Ana went to Marenia.",
		"Ana.\n\nShe went. Marenia":                                   "She went. Marenia",
		"Ana " + long + "went. Marenia left.\n\nX":                    "went. Marenia",
		"Mr. Ana of the U.S. Army went to Marenia, he said. “No.” Bo": "Mr. Ana of the U.S. Army went to Marenia, he said.",
		"“Go!” Ana went, not to Marenia? Bo did.":                     "Ana went, not to Marenia?",
		"Ana went to Marenia":                                         "Ana went to Marenia",
		"It was May 5. Ana went to Marenia in the year 5. So it was.": "Ana went to Marenia in the year 5.",
	} {
		at := func(words string) []ling.Span {
			i := strings.Index(text, words)
			return []ling.Span{{Start: i, End: i + len(words)}}
		}
		r := onrecord.Record{Article: onrecord.Article{Text: text}}
		e := onrecord.Event{Trigger: onrecord.Part{Spans: at("went")}, Source: []onrecord.Party{{Spans: at("Ana")}}, Target: []onrecord.Party{{Spans: at("Marenia")}}}
		if got := onrecord.NewViewer(&r).Event(&e).Words; got != want {
			t.Errorf("%.20q: %q, want %q", text, got, want)
		}
	}
	const page = "News\nAna went home\nMarenia"
	r := onrecord.Record{Article: onrecord.Article{Text: page, Blocks: []ling.Block{{Span: ling.Span{Start: 0, End: 4}}, {Span: ling.Span{Start: 5, End: 18}}, {Span: ling.Span{Start: 19, End: 26}}}}}
	e := onrecord.Event{Trigger: part(9, 13), Target: []onrecord.Party{party(19, 26)}}
	if got := onrecord.NewViewer(&r).Event(&e).Words; got != "Ana went home" {
		t.Errorf("beyond its block: %q", got)
	}
	r = onrecord.Record{}
	if got := onrecord.NewViewer(&r).Event(&onrecord.Event{}).Words; got != "" {
		t.Errorf("an event without a trigger is told by %q", got)
	}
}

// What lists show by default is the same for claims of every type.
func TestShown(t *testing.T) {
	for _, c := range []struct {
		claim onrecord.AnyClaim
		want  bool
	}{
		{&onrecord.Statement{}, true},
		{&onrecord.Statement{Negated: true}, false},
		{&onrecord.Event{Status: onrecord.EventHappened}, true},
		{&onrecord.Event{Status: onrecord.EventDenied}, false},
		{&onrecord.Agreement{}, true},
		{&onrecord.Agreement{Background: true}, false},
		{&onrecord.Membership{}, true},
	} {
		if got := onrecord.Shown(c.claim); got != c.want {
			t.Errorf("%s %+v: shown %v", c.claim.ClaimType(), c.claim, got)
		}
	}
}

func TestEmptyParts(t *testing.T) {
	if !(onrecord.Part{}).Empty() || part(0, 1).Empty() || !(onrecord.Party{}).Empty() || party(0, 1).Empty() {
		t.Error("what stands somewhere is empty, or the other way round")
	}
	if w := onrecord.Unset(); w.Time != -1 || w.Value != "" {
		t.Errorf("%+v", w)
	}
	r := claimed()
	var walked int
	for range r.Statements[0].Parties() {
		walked++
	}
	if walked != 4 {
		t.Errorf("%d parties", walked)
	}
}
