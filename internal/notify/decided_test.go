package notify

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/decide"
	"onrecord/internal/store/storetest"
	"onrecord/query"
)

// A decision that makes a claim one of a saved query's fires once, and says by
// what; what was one before, when it came or when the query was saved, does not.
func TestADecisionFiresForWhatItMakesOneOfAQuerys(t *testing.T) {
	s, w := opened(t, filepath.Join(t.TempDir(), "s.db"))
	put(t, s, storetest.Corpus()...)
	maker := decide.New(s, func(onrecord.ActorID) (onrecord.Actor, bool) { return onrecord.Actor{}, false }, nil, w.Decided)
	kovac := onrecord.Actor{ID: "x:ana-kovac", Name: "Ana Kovač"}
	for _, c := range []struct {
		name   string
		of     query.List
		q      string
		decide onrecord.Decision
		fired  []alert.Clause // nil for nothing
		why    string
	}{
		{"a speaker", query.Statements, "speaker:kovac fired", onrecord.Decision{Kind: onrecord.Correction, On: onrecord.OnStatement, Of: "s2", Field: "speaker", Object: kovac},
			[]alert.Clause{{Clause: "speaker:kovac", Words: "Marenia", Corrected: true}, {Clause: "fired", Words: "fired"}}, "corrected: speaker Ana Kovač, by ana"},
		{"an act", query.Statements, "act:threaten", onrecord.Decision{Kind: onrecord.Correction, On: onrecord.OnStatement, Of: "s2", Field: "act", Value: "threaten"},
			[]alert.Clause{{Clause: "act:threaten", Words: "denied", Corrected: true}}, "corrected: act threaten, by ana"},
		{"a day", query.Statements, "since:2019", onrecord.Decision{Kind: onrecord.Correction, On: onrecord.OnStatement, Of: "s2", Field: "date", Value: "2019-03-01"},
			[]alert.Clause{{Clause: "since:2019-01-01", Words: "2019-03-01", Corrected: true}}, "corrected: date 2019-03-01, by ana"},
		{"what must not be", query.Statements, "-act:deny speaker:marenia", onrecord.Decision{Kind: onrecord.Correction, On: onrecord.OnStatement, Of: "s2", Field: "act", Value: "say"},
			[]alert.Clause{{Clause: "speaker:marenia", Words: "Marenia"}}, "corrected: act say, by ana"},
		{"a day of an event", query.Events, "since:2019", onrecord.Decision{Kind: onrecord.Correction, On: onrecord.OnEvent, Of: "e2", Field: "date", Value: "2019-03-01"},
			[]alert.Clause{{Clause: "since:2019-01-01", Words: "2019-03-01", Corrected: true}}, "corrected: date 2019-03-01, by ana"},
		{"a day of a line", query.Timeline, "since:2019", onrecord.Decision{Kind: onrecord.Correction, On: onrecord.OnEvent, Of: "e2", Field: "date", Value: "2019-03-01"},
			[]alert.Clause{{Clause: "since:2019-01-01", Words: "2019-03-01", Corrected: true}}, "corrected: date 2019-03-01, by ana"},
		{"who is meant there", query.Events, "target:dora", onrecord.Decision{Kind: onrecord.Link, Subject: kovac.ID, Object: onrecord.Actor{ID: "x:dora-lind", Name: "Dora Lind"}},
			[]alert.Clause{{Clause: "target:dora", Words: "the harbour, Dora Lind", Corrected: true}}, "linked: Dora Lind, by ana"},
		{"the outlet", query.Articles, "outlet:hillside", onrecord.Decision{Kind: onrecord.Correction, On: onrecord.OnArticle, Field: "outlet", Value: "The Hillside Post"},
			[]alert.Clause{{Clause: "outlet:hillside", Words: "The Hillside Post", Corrected: true}}, "corrected: outlet The Hillside Post, by ana"},
		{"what was one before", query.Statements, "fired", onrecord.Decision{Kind: onrecord.Correction, On: onrecord.OnStatement, Of: "s2", Field: "speaker", Object: kovac}, nil, ""},
		{"what is confirmed", query.Statements, "speaker:marenia", onrecord.Decision{Kind: onrecord.Confirmation, On: onrecord.OnStatement, Of: "s2"}, nil, ""},
		{"what is one no more", query.Statements, "speaker:marenia", onrecord.Decision{Kind: onrecord.Correction, On: onrecord.OnStatement, Of: "s2", Field: "speaker", Object: kovac}, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := saved(t, w, c.of, c.q)
			c.decide.Article, c.decide.By = "early", "ana"
			made, err := maker.Decide(t.Context(), c.decide)
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := maker.Undo(t.Context(), made.ID, true); err != nil {
					t.Fatal(err)
				}
			}()
			got, err := s.Fired(t.Context(), q.ID, 9)
			if err != nil {
				t.Fatal(err)
			}
			if c.fired == nil {
				if len(got) != 0 {
					t.Errorf("fired for what was one before: %+v", got)
				}
				return
			}
			if len(got) != 1 || !reflect.DeepEqual(got[0].Fired, c.fired) || got[0].Decided == nil || got[0].Decided.String() != c.why || got[0].Decided.Decision != made.ID {
				t.Fatalf("fired %+v", got)
			}
			for _, undone := range []bool{true, false} { // away, and there again
				if err := maker.Undo(t.Context(), made.ID, undone); err != nil {
					t.Fatal(err)
				}
			}
			look(t, w)
			if got, err := s.Fired(t.Context(), q.ID, 9); err != nil || len(got) != 1 {
				t.Errorf("and again: %+v, %v", got, err)
			}
		})
	}
}

// A decision that is refused, or about what is not there, tells nobody anything.
func TestADecisionThatIsNotMadeFiresNothing(t *testing.T) {
	s, w := opened(t, filepath.Join(t.TempDir(), "s.db"))
	q := saved(t, w, query.Statements, "")
	maker := decide.New(s, nil, nil, w.Decided)
	if err := maker.Undo(t.Context(), 7, true); onrecord.KindOf(err) != onrecord.NotFound {
		t.Errorf("undo of none: %v", err)
	}
	if got, err := s.Fired(t.Context(), q.ID, 9); err != nil || len(got) != 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if got := (&alert.Decided{Kind: "correct", Field: "act", Value: "say", By: "ben", Undone: true}).String(); !strings.HasPrefix(got, "no more corrected: act say") {
		t.Errorf("of one taken back: %s", got)
	}
}
