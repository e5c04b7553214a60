package onrecord_test

import (
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

func TestCheckNamesWhatIsWrong(t *testing.T) {
	part := func(start, end int) onrecord.Part {
		return onrecord.Part{Spans: []ling.Span{{Start: start, End: end}}}
	}
	party := func(start, end int, actors ...onrecord.ActorID) onrecord.Party {
		return onrecord.Party{Spans: []ling.Span{{Start: start, End: end}}, Actors: actors}
	}
	said := func(change func(*onrecord.Statement)) onrecord.Record {
		s := onrecord.Statement{Claim: onrecord.Claim{ID: "s1"}, Source: party(0, 3), Cue: part(4, 8), Content: part(9, 15), SaidOn: onrecord.SaidOn{Time: -1}}
		change(&s)
		return onrecord.Record{
			Article: onrecord.Article{ID: "a", Text: "Ana said no €."},
			Found:   onrecord.Found{Statements: []onrecord.Statement{s}},
		}
	}
	unordered := said(func(*onrecord.Statement) {})
	unordered.Mentions = []onrecord.Mention{{ID: "m1", Span: ling.Span{Start: 4, End: 8}}, {ID: "m2", Span: ling.Span{Start: 0, End: 3}}}
	for _, c := range []struct {
		name   string
		record onrecord.Record
		want   string // "" for a record in order
	}{
		{"in order", said(func(*onrecord.Statement) {}), ""},
		{"beyond the text", said(func(s *onrecord.Statement) { s.Source = party(0, 99) }), "span [0, 99)"},
		{"empty span", said(func(s *onrecord.Statement) { s.Cue = part(4, 4) }), "span [4, 4)"},
		{"half a character", said(func(s *onrecord.Statement) { s.Content = part(9, 14) }), "cuts a character"},
		{"no content", said(func(s *onrecord.Statement) { s.Content = onrecord.Part{} }), "no content"},
		{"unknown actor", said(func(s *onrecord.Statement) { s.Source = party(0, 3, "Q1") }), `no actor "Q1"`},
		{"unknown hop", said(func(s *onrecord.Statement) { s.Via = []onrecord.Party{party(0, 3), party(0, 3, "Q2")} }), `no actor "Q2"`},
		{"unknown parent", said(func(s *onrecord.Statement) { s.Parent = "s9" }), `no parent "s9"`},
		{"its own parent", said(func(s *onrecord.Statement) { s.Parent = "s1" }), `no parent "s1"`},
		{"unknown time", said(func(s *onrecord.Statement) { s.SaidOn.Time = 0 }), "no time 0"},
		{"mentions out of order", unordered, "begins before"},
		{"a mention of nobody known", func() onrecord.Record {
			r := said(func(*onrecord.Statement) {})
			r.Mentions = []onrecord.Mention{{ID: "m1", Span: ling.Span{Start: 0, End: 3}, Actor: "Q9"}}
			return r
		}(), `mention 0: no actor "Q9"`},
		{"a mention beyond the text", func() onrecord.Record {
			r := said(func(*onrecord.Statement) {})
			r.Mentions = []onrecord.Mention{{ID: "m1", Span: ling.Span{Start: 0, End: 300}}}
			return r
		}(), "mention 0: span [0, 300)"},
		{"no id", said(func(s *onrecord.Statement) { s.ID = "" }), "empty or used before"},
		{"not UTF-8", onrecord.Record{Article: onrecord.Article{Text: "\xff"}}, "not UTF-8"},
	} {
		err := c.record.Check()
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: error %v, want %q in it", c.name, err, c.want)
		}
	}
}
