package onrecord_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/query"
)

// The query language stands above the vocabulary, and names its values again:
// the two are one list.
func TestQueryKnowsTheVocabulary(t *testing.T) {
	for _, c := range []struct {
		list          query.List
		field, values string
	}{
		{query.Statements, "mode", fmt.Sprint(onrecord.Modes)},
		{query.Statements, "act", fmt.Sprint(onrecord.Acts)},
		{query.Statements, "certainty", fmt.Sprint(onrecord.Certainties)},
		{query.Statements, "kind", fmt.Sprint(onrecord.StatementKinds)},
		{query.Statements, "status", fmt.Sprint(onrecord.StatementStatuses)},
		{query.Events, "type", fmt.Sprint(onrecord.EventTypes)},
		{query.Events, "status", fmt.Sprint(onrecord.EventStatuses)},
		{query.Events, "certainty", fmt.Sprint(onrecord.Certainties)},
		{query.Agreements, "type", fmt.Sprint(onrecord.AgreementTypes)},
		{query.Agreements, "status", fmt.Sprint(onrecord.AgreementStatuses)},
		{query.Agreements, "told", fmt.Sprint(onrecord.Tolds)},
		{query.Memberships, "as", fmt.Sprint(onrecord.Capacities)},
		{query.Memberships, "status", fmt.Sprint(onrecord.MembershipStatuses)},
	} {
		f, _ := c.list.Field(c.field)
		known := slices.DeleteFunc(slices.Clone(f.Values), func(v string) bool { return v == query.Anything })
		if got := strings.Trim(fmt.Sprint(known), "[]"); got != strings.Trim(c.values, "[]") {
			t.Errorf("%s: the query language knows %s, the vocabulary %s", c.field, got, c.values)
		}
	}
}

// Said is what lists ask for by default.
func TestSaid(t *testing.T) {
	for _, c := range []struct {
		s    onrecord.Statement
		want string // why not, "" if it was said
	}{
		{onrecord.Statement{}, ""}, // nobody has judged it
		{onrecord.Statement{Kind: onrecord.KindSpeech, Status: onrecord.StatusMade}, ""},
		{onrecord.Statement{Kind: onrecord.KindAttitude, Status: onrecord.StatusMade}, "attitude"},
		{onrecord.Statement{Kind: onrecord.KindSource}, "shown"},
		{onrecord.Statement{Kind: onrecord.KindSpeech, Status: onrecord.StatusHypothetical}, "hypothetical"},
		{onrecord.Statement{Status: onrecord.StatusNotMade}, "not said"},
		{onrecord.Statement{Negated: true}, "not said"},
		{onrecord.Statement{Status: onrecord.StatusPlanned}, "planned"},
		{onrecord.Statement{Status: onrecord.StatusAsked, Negated: true}, "negated, asked for"},
		{onrecord.Statement{Kind: onrecord.KindAttitude, Status: onrecord.StatusNotMade, Negated: true}, "attitude, negated"},
		{onrecord.Statement{Kind: onrecord.KindSource, Status: onrecord.StatusHypothetical}, "shown, hypothetical"},
	} {
		if got := strings.Join(c.s.Unsaid(), ", "); got != c.want || c.s.Said() != (c.want == "") {
			t.Errorf("%+v: said %v, %q", c.s, c.s.Said(), got)
		}
	}
}
