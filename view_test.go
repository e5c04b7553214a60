package onrecord_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// Views of statements have names where all are known, and the days that the
// expression, the article or the value itself gives.
func TestViewsOfStatements(t *testing.T) {
	day, first, last := ling.NewDate(2016, 5, 12), ling.NewDate(2016, 6, 1), ling.NewDate(2016, 6, 30)
	said := func(value string, time int, basis string) onrecord.SaidOn {
		return onrecord.SaidOn{Value: value, Time: time, Basis: basis}
	}
	r := onrecord.Record{
		Article: onrecord.Article{Text: "Ana and Bo said no via Cy.", Published: onrecord.Published{Value: "2016-06", Earliest: first, Latest: last}},
		Found: onrecord.Found{
			Actors: []onrecord.Actor{{ID: "Q1", Name: "Ana Kovač"}, {ID: "Q2", Name: "Bo Lind"}, {ID: "Q3"}},
			Times:  []onrecord.Time{{TimeExpr: ling.TimeExpr{Earliest: day, Latest: day}}},
			Statements: []onrecord.Statement{
				{Source: party(0, 10, "Q1", "Q2"), Cue: part(11, 15), Content: part(16, 18), Via: []onrecord.Party{party(23, 25)}, SaidOn: said("x", 0, "explicit")},
				{Source: party(0, 3, "Q1", "Q3"), Content: part(16, 18), SaidOn: said("2016-06", -1, "document")},
				{Content: part(16, 18), SaidOn: said("2016-05-12", -1, "explicit")},
				{Content: part(16, 18), SaidOn: said("", -1, "")},
			},
		},
	}
	views := r.Views()
	if v := views[0]; v.Speaker != "Ana Kovač, Bo Lind" || v.SourceText != "Ana and Bo" || v.CueText != "said" || v.ContentText != "no" || !slices.Equal(v.ViaText, []string{"Cy"}) || v.First != day || v.Last != day {
		t.Errorf("%+v", v)
	}
	if v := views[1]; v.Speaker != "Ana" || v.First != first || v.Last != last {
		t.Errorf("%+v", v)
	}
	if v := views[2]; v.Speaker != "" || v.First != day || v.Last != day {
		t.Errorf("%+v", v)
	}
	if v := views[3]; !v.First.IsZero() || !v.Last.IsZero() {
		t.Errorf("%+v", v)
	}
	if a, ok := r.Actor("Q2"); !ok || a.Name != "Bo Lind" {
		t.Errorf("%+v, %v", a, ok)
	}
	for _, id := range []onrecord.ActorID{"", "Q9"} {
		if _, ok := r.Actor(id); ok {
			t.Errorf("there is an actor %q", id)
		}
	}
}

func TestDepths(t *testing.T) {
	said := func(id, parent onrecord.ClaimID) onrecord.Statement {
		return onrecord.Statement{Claim: onrecord.Claim{ID: id}, Parent: parent}
	}
	f := onrecord.Found{Statements: []onrecord.Statement{said("a", ""), said("b", "a"), said("c", "b"), said("d", "e"), said("e", "d")}}
	if got := f.Depths(); !slices.Equal(got[:3], []int{0, 1, 2}) || got[3] > 5 || got[4] > 5 {
		t.Errorf("%v", got)
	}
}

func TestWithin(t *testing.T) {
	mention := func(start, end int, id onrecord.ActorID) onrecord.Mention {
		return onrecord.Mention{Span: ling.Span{Start: start, End: end}, Actor: id}
	}
	f := onrecord.Found{Mentions: []onrecord.Mention{mention(0, 3, "Q1"), mention(4, 6, "Q2"), mention(7, 9, ""), mention(9, 12, "Q2"), mention(11, 20, "Q3")}}
	for _, c := range []struct {
		spans []ling.Span
		want  []onrecord.ActorID
	}{
		{spans(0, 12), []onrecord.ActorID{"Q1", "Q2"}},
		{spans(4, 20), []onrecord.ActorID{"Q2", "Q3"}},
		{append(spans(4, 6), spans(0, 3)...), []onrecord.ActorID{"Q2", "Q1"}},
		{spans(1, 3), nil},
		{nil, nil},
	} {
		if got := f.Within(c.spans); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.spans, got, c.want)
		}
	}
}

// An article is dated by its one day, by its last change, or not at all.
func TestDays(t *testing.T) {
	day, later := ling.NewDate(2016, 5, 12), ling.NewDate(2016, 5, 13)
	if got := (onrecord.Published{Earliest: day, Latest: day}).Day(); got != day {
		t.Errorf("%v", got)
	}
	if got := (onrecord.Published{Earliest: day, Latest: later}).Day(); !got.IsZero() {
		t.Errorf("between two days: %v", got)
	}
	if got := (onrecord.Published{Value: "2016-05-12T10:00:00Z"}).Date(); got != "2016-05-12" {
		t.Errorf("%v", got)
	}
	if got := (&onrecord.Article{Modified: "2016-05-13", Published: onrecord.Published{Latest: day}}).Dated(); got != later {
		t.Errorf("%v", got)
	}
	if got := (&onrecord.Article{Published: onrecord.Published{Latest: day}}).Dated(); got != day {
		t.Errorf("%v", got)
	}
}

// What is the same to a reader has one fingerprint, whatever lay around it.
func TestFingerprints(t *testing.T) {
	a := onrecord.Article{ID: "a", Text: "words", Path: "here", Version: 1}
	b := a
	b.Path, b.Version, b.Published = "there", 2, onrecord.Published{Value: "2016", Basis: onrecord.BasisText, Confidence: 0.3}
	if a.Fingerprint() != b.Fingerprint() || a.TextHash() != b.TextHash() || len(a.TextHash()) != 64 {
		t.Error("one article, two fingerprints")
	}
	b.Text = "other words"
	if a.Fingerprint() == b.Fingerprint() || a.TextHash() == b.TextHash() {
		t.Error("two articles, one fingerprint")
	}
	r, s := claimed(), claimed()
	s.By, s.Path = "v2", "there"
	if r.Fingerprint() != s.Fingerprint() {
		t.Error("one record, two fingerprints")
	}
	s.Events[0].Status = onrecord.EventDenied
	if r.Fingerprint() == s.Fingerprint() {
		t.Error("two records, one fingerprint")
	}
}

func TestErrors(t *testing.T) {
	cause := errors.New("broken")
	for want, e := range map[string]*onrecord.Error{
		"broken": {Err: cause}, "a.txt: broken": {Path: "a.txt", Err: cause}, "a.txt:3: broken": {Path: "a.txt", Line: 3, Err: cause},
	} {
		if e.Error() != want || !errors.Is(e, cause) {
			t.Errorf("%q, want %q", e.Error(), want)
		}
	}
	r := onrecord.Record{Article: onrecord.Article{Diagnostics: []ling.Diagnostic{{Rule: "page"}}}, Found: onrecord.Found{Diagnostics: []ling.Diagnostic{{Rule: "text"}}}}
	if got := r.Diagnostics(); !reflect.DeepEqual(got, []ling.Diagnostic{{Rule: "page"}, {Rule: "text"}}) {
		t.Errorf("%+v", got)
	}
}
