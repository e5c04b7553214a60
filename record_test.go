package onrecord_test

import (
	"testing"

	"onrecord"
	"onrecord/ling"
)

// A span's statements are those whose content holds all of it, innermost first.
func TestSaying(t *testing.T) {
	statement := func(id onrecord.ClaimID, spans ...ling.Span) onrecord.Statement {
		return onrecord.Statement{Claim: onrecord.Claim{ID: id}, Content: onrecord.Part{Spans: spans}}
	}
	found := onrecord.Found{Statements: []onrecord.Statement{
		statement("outer", ling.Span{Start: 0, End: 10}, ling.Span{Start: 20, End: 40}),
		statement("inner", ling.Span{Start: 25, End: 35}),
		statement("other", ling.Span{Start: 50, End: 60}),
	}}
	for _, c := range []struct {
		span ling.Span
		want string
	}{
		{ling.Span{Start: 26, End: 30}, "inner outer "},
		{ling.Span{Start: 2, End: 10}, "outer "},
		{ling.Span{Start: 8, End: 22}, ""},
		{ling.Span{Start: 33, End: 36}, "outer "},
		{ling.Span{Start: 70, End: 71}, ""},
	} {
		got := ""
		for _, s := range found.Saying(c.span) {
			got += string(s.ID) + " "
		}
		if got != c.want {
			t.Errorf("%v is said in %q, want %q", c.span, got, c.want)
		}
	}
}
