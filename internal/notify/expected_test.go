package notify

import (
	"context"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/ask"
	"onrecord/internal/decide"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/store/storetest"
	"onrecord/query"
)

func nobody(onrecord.ActorID) (onrecord.Actor, bool) { return onrecord.Actor{}, false }

// kill runs something that dies where it calls runtime.Goexit: nothing behind
// that runs, as nothing does in a program that is killed there.
func kill(do func()) {
	died := make(chan struct{})
	go func() {
		defer close(died)
		do()
	}()
	<-died
}

// A program that dies between a decision and its alerts loses none of them:
// whoever looks next fires them, once. One that dies before it decides leaves
// nothing to fire, and while it lives nobody is ahead of it.
func TestAProgramThatDiesAfterADecisionLosesNoAlert(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s, w := opened(t, path)
	put(t, s, storetest.Corpus()...)
	q := saved(t, w, query.Statements, "speaker:kovac fired")
	correct := onrecord.Decision{Kind: onrecord.Correction, On: onrecord.OnStatement, Article: "early", Of: "s2", Field: "speaker", Object: onrecord.Actor{ID: "x:ana-kovac", Name: "Ana Kovač"}, By: "ana"}
	dying := func(after bool) decide.Tell {
		return func(ctx context.Context, about onrecord.Decision, do func() (onrecord.Decision, error)) error {
			return w.Decided(ctx, about, func() (onrecord.Decision, error) {
				if after {
					if _, err := do(); err != nil {
						t.Error(err)
					}
				}
				runtime.Goexit()
				return onrecord.Decision{}, nil
			})
		}
	}
	dies := func(after bool) {
		kill(func() { _, _ = decide.New(s, nobody, nil, dying(after)).Decide(t.Context(), correct) })
	}
	dies(false)
	later := New(s, w.world, At(func() time.Time { return time.Now().Add(2 * orphaned) }))
	if n := look(t, later); n != 0 {
		t.Errorf("of a decision that was never made %d alerts fire", n)
	}
	dies(true)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, w = opened(t, path)
	if n := look(t, w); n != 0 {
		t.Errorf("beside who decided it %d alerts fire", n)
	}
	fired := func() []alert.Alert {
		t.Helper()
		got, err := s.Fired(t.Context(), q.ID, 9)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := fired(); len(got) != 0 {
		t.Fatalf("fired already: %+v", got)
	}
	later = New(s, w.world, At(func() time.Time { return time.Now().Add(2 * orphaned) }))
	look(t, later)
	got := fired()
	if len(got) != 1 || got[0].Fact.ID != "s2" || got[0].Decided == nil || got[0].Decided.String() != "corrected: speaker Ana Kovač, by ana" || len(got[0].Fired) != 2 || !got[0].Fired[0].Corrected {
		t.Fatalf("fired: %+v", got)
	}
	look(t, later)
	if again := fired(); len(again) != 1 {
		t.Errorf("and again: %+v", again)
	}
	if keys, err := s.StateKeys(t.Context(), decisions); err != nil || len(keys) != 0 {
		t.Errorf("left: %v, %v", keys, err)
	}
}

// What is decided of an actor in all articles fires for what it makes a query's
// own: a name that is given, two who are one, and what is taken back.
func TestADecisionOfAnActorFires(t *testing.T) {
	dora := onrecord.Actor{ID: "x:dora-lind", Name: "Dora Lind"}
	for _, c := range []struct {
		name, q string
		decide  onrecord.Decision
		fired   int
	}{
		{"a name", "speaker:lind", onrecord.Decision{Kind: onrecord.Rename, Subject: "x:ana-kovac", Object: onrecord.Actor{Name: "Dora Lind"}}, 1},
		{"two are one", "speaker:x:dora-lind", onrecord.Decision{Kind: onrecord.Merge, Subject: "x:ana-kovac", Object: dora}, 1},
		{"not who it is", "-speaker:kovac harbour", onrecord.Decision{Kind: onrecord.Hide, Subject: "x:ana-kovac"}, 0},
		{"what was one before", "harbour", onrecord.Decision{Kind: onrecord.Rename, Subject: "x:ana-kovac", Object: onrecord.Actor{Name: "Dora Lind"}}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, w := opened(t, filepath.Join(t.TempDir(), "s.db"))
			put(t, s, storetest.Corpus()[0])
			q := saved(t, w, query.Statements, c.q)
			c.decide.By = "ana"
			maker := decide.New(s, nobody, nil, w.Decided)
			made, err := maker.Decide(t.Context(), c.decide)
			if err != nil {
				t.Fatal(err)
			}
			got, err := s.Fired(t.Context(), q.ID, 9)
			if err != nil || len(got) != c.fired {
				t.Fatalf("fired %+v, %v", got, err)
			}
			if c.fired > 0 && (got[0].Fact.ID != "s1" || got[0].Decided == nil || !got[0].Fired[0].Corrected) {
				t.Errorf("%+v", got[0])
			}
			if err := maker.Undo(t.Context(), made.ID, true); err != nil {
				t.Fatal(err)
			}
			if keys, err := s.StateKeys(t.Context(), decisions); err != nil || len(keys) != 0 {
				t.Errorf("left: %v, %v", keys, err)
			}
		})
	}
}

// What comes of many articles is compared again after a decision, though no
// article came.
func TestADecisionHasRowsOfManyCompared(t *testing.T) {
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	put(t, s, storetest.Corpus()[0])
	rows := &affair{}
	w := New(s, func(context.Context) (*ask.World, error) { return ask.Of(rows), nil })
	q := saved(t, w, query.Disputes, "")
	rows.disputes = []onrecord.Dispute{{ID: "d1", Kind: onrecord.DisputeDenial, Sides: []onrecord.Side{{Cites: []onrecord.Cite{inAffair}}, {Cites: []onrecord.Cite{inAffair}}}}}
	if n := look(t, w); n != 0 {
		t.Fatalf("without an arrival and a decision %d alerts fire", n)
	}
	maker := decide.New(s, nobody, nil, w.Decided)
	if _, err := maker.Decide(t.Context(), onrecord.Decision{Kind: onrecord.Rename, Subject: "x:ana-kovac", Object: onrecord.Actor{Name: "Dora Lind"}, By: "ana"}); err != nil {
		t.Fatal(err)
	}
	look(t, w)
	if got, err := s.Fired(t.Context(), q.ID, 9); err != nil || len(got) == 0 {
		t.Errorf("fired %+v, %v", got, err)
	}
	if n := look(t, w); n != 0 {
		t.Errorf("and again %d", n)
	}
}

// A listener hears of what a decision makes its question's own while it is open.
func TestListenersHearOfDecisions(t *testing.T) {
	s, w := opened(t, filepath.Join(t.TempDir(), "s.db"))
	put(t, s, storetest.Corpus()...)
	asked, err := query.Statements.Parse("speaker:kovac fired")
	if err != nil {
		t.Fatal(err)
	}
	l, end := w.Listen(query.Statements, asked)
	maker := decide.New(s, nobody, nil, w.Decided)
	made, err := maker.Decide(t.Context(), onrecord.Decision{Kind: onrecord.Correction, On: onrecord.OnStatement, Article: "early", Of: "s2", Field: "speaker", Object: onrecord.Actor{ID: "x:ana-kovac", Name: "Ana Kovač"}, By: "ana"})
	if err != nil {
		t.Fatal(err)
	}
	select {
	case f := <-l.C:
		why, err := w.Why(t.Context(), query.Statements, asked, &f)
		if err != nil || f.ID != "s2" || f.Decided == nil || f.Decided.Decision != made.ID || len(why) != 2 || !why[0].Corrected {
			t.Errorf("%+v, %+v, %v", f.Fact, why, err)
		}
	default:
		t.Error("it hears nothing")
	}
	end()
	if err := maker.Undo(t.Context(), made.ID, true); err != nil {
		t.Fatal(err)
	}
	if err := maker.Undo(t.Context(), made.ID, false); err != nil {
		t.Fatal(err)
	}
	if len(l.C) != 0 || len(w.listening()) != 0 {
		t.Error("once it is closed it hears on")
	}
}
