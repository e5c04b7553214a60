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
	for field, values := range map[string]string{
		"mode": fmt.Sprint(onrecord.Modes), "act": fmt.Sprint(onrecord.Acts), "certainty": fmt.Sprint(onrecord.Certainties),
		"kind": fmt.Sprint(onrecord.StatementKinds), "status": fmt.Sprint(onrecord.StatementStatuses),
	} {
		f, _ := query.FieldOf(field)
		known := slices.DeleteFunc(slices.Clone(f.Values), func(v string) bool { return v == query.Anything })
		if got := strings.Trim(fmt.Sprint(known), "[]"); got != strings.Trim(values, "[]") {
			t.Errorf("%s: the query language knows %s, the vocabulary %s", field, got, values)
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
