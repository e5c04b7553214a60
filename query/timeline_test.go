package query_test

import (
	"testing"

	"onrecord/query"
)

// What is asked of a timeline is asked of each of its lists in its own fields;
// a list that cannot have it has no part in it.
func TestPart(t *testing.T) {
	const never = "never"
	for _, c := range []struct{ in, statements, events, agreements string }{
		{"", "", "", ""},
		{"truce* since:2016", "truce* since:2016-01-01", "truce* since:2016-01-01", "truce* since:2016-01-01"},
		{"actor:Q159", "speaker:Q159 OR about:Q159", "actor:Q159", "actor:Q159"},
		{"speaker:Lavrov", "speaker:Lavrov", never, never},
		{"-via:tass truce", "-via:tass truce", "truce", "truce"},
		{"type:assault", never, "type:ASSAULT", never},
		{"type:ceasefire place:Syria", never, never, `type:ceasefire place:Syria`},
		{"status:violated", never, never, "status:violated"},
		{"status:denied OR act:deny", "act:deny", "status:denied", never},
		{"speaker:Lavrov OR -via:tass", "speaker:Lavrov OR -via:tass", "", ""},
		{"-(speaker:Lavrov OR -via:tass)", "-(speaker:Lavrov OR -via:tass)", never, never},
		{"-(act:deny OR truce)", "-(act:deny OR truce)", "-truce", "-truce"},
		{"mode:direct", "mode:direct", "mode:direct", never},
		{"certainty:possible", "certainty:possible", "certainty:possible", never},
	} {
		q, err := query.Timeline.Parse(c.in)
		if err != nil {
			t.Fatalf("%s: %v", c.in, err)
		}
		for list, want := range map[query.List]string{query.Statements: c.statements, query.Events: c.events, query.Agreements: c.agreements} {
			part, no := list.Part(q)
			got := query.Print(part)
			if no {
				got = never
			}
			if got != want {
				t.Errorf("%s of %s: %s, want %s", c.in, list, got, want)
			}
			if again, err := list.Parse(query.Print(part)); !no && (err != nil || query.Print(again) != got) {
				t.Errorf("%s of %s: %s is read as %v, %v", c.in, list, got, again, err)
			}
		}
	}
	if _, err := query.Timeline.Parse("act:dance"); err == nil {
		t.Error("a timeline takes an act that is none")
	}
}
