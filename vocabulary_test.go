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
		want bool
	}{
		{onrecord.Statement{}, true}, // nobody has judged it
		{onrecord.Statement{Kind: onrecord.KindSpeech, Status: onrecord.StatusMade}, true},
		{onrecord.Statement{Kind: onrecord.KindAttitude, Status: onrecord.StatusMade}, false},
		{onrecord.Statement{Kind: onrecord.KindSource}, false},
		{onrecord.Statement{Kind: onrecord.KindSpeech, Status: onrecord.StatusHypothetical}, false},
		{onrecord.Statement{Status: onrecord.StatusNotMade}, false},
		{onrecord.Statement{Negated: true}, false},
	} {
		if got := c.s.Said(); got != c.want {
			t.Errorf("%+v: said %v", c.s, got)
		}
	}
}
