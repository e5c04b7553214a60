package notify

import (
	"path/filepath"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/decide"
	"onrecord/internal/store/storetest"
	"onrecord/query"
)

// A stream hears of what another program decides, of what it asks alone, once and
// no later than a second after; whoever goes, or dies, is told of nothing.
func TestDecisionsOfOtherProgramsAreHeard(t *testing.T) {
	path, at := filepath.Join(t.TempDir(), "s.db"), &clock{time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)}
	s, server := opened(t, path, At(at.now))
	other, program := opened(t, path, At(at.now))
	put(t, s, storetest.Corpus()...)
	listen := func(q string) (*Listener, func()) {
		asked, err := query.Statements.Parse(q)
		if err != nil {
			t.Fatal(err)
		}
		return server.Listen(query.Statements, asked)
	}
	hear := func() {
		t.Helper()
		at.at = at.at.Add(time.Second)
		if err := server.Hear(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	kept := func(room string) int {
		t.Helper()
		keys, err := s.StateKeys(t.Context(), room)
		if err != nil {
			t.Fatal(err)
		}
		return len(keys)
	}
	maker := decide.New(other, func(onrecord.ActorID) (onrecord.Actor, bool) { return onrecord.Actor{}, false }, nil, program.Decided)
	undo := func(undone bool) {
		t.Helper()
		if err := maker.Undo(t.Context(), 1, undone); err != nil {
			t.Fatal(err)
		}
	}
	asks, end := listen("speaker:kovac fired")
	same, endSame := listen("speaker:kovac fired")
	deaf, endDeaf := listen("act:threaten")
	hear()
	if _, err := maker.Decide(t.Context(), onrecord.Decision{Kind: onrecord.Correction, On: onrecord.OnStatement, Article: "early", Of: "s2", Field: "speaker",
		Object: onrecord.Actor{ID: "x:ana-kovac", Name: "Ana Kovač"}, By: "ben"}); err != nil {
		t.Fatal(err)
	}
	if len(asks.C) != 0 || kept(hearing) != 1 {
		t.Fatalf("%d facts were heard before a second was over, %d wait", len(asks.C), kept(hearing))
	}
	hear()
	for _, l := range []*Listener{asks, same} {
		if len(l.C) != 1 {
			t.Fatalf("%d facts were heard", len(l.C))
		}
		if f := <-l.C; f.ID != "s2" || f.Decided == nil || f.Decided.String() != "corrected: speaker Ana Kovač, by ben" {
			t.Errorf("heard %+v", f)
		}
	}
	hear()
	if len(asks.C)+len(deaf.C) != 0 || kept(hearing) != 0 {
		t.Errorf("%d were heard again, and %d of what was not asked; %d wait", len(asks.C), len(deaf.C), kept(hearing))
	}
	undo(true)
	if hear(); len(asks.C) != 0 {
		t.Errorf("%d facts of what is no more", len(asks.C))
	}
	at.at = at.at.Add(sayAgain) // the server lives
	hear()
	at.at = at.at.Add(silence - sayAgain)
	if undo(false); kept(hearing) != 1 {
		t.Errorf("%d wait for a server that said what it asks", kept(hearing))
	}
	undo(true)
	at.at = at.at.Add(silence) // and does not any more
	if undo(false); kept(asking)+kept(hearing) != 0 || len(asks.C) != 0 {
		t.Errorf("%d servers and %d decisions are kept of one that died, %d facts were heard", kept(asking), kept(hearing), len(asks.C))
	}
	if hear(); kept(asking) != 1 {
		t.Error("it does not say what it asks when it lives again")
	}
	end()
	endSame()
	endDeaf()
	if err := server.Hear(t.Context()); err != nil || kept(asking) != 0 {
		t.Errorf("nobody listens, and %d servers are kept, %v", kept(asking), err)
	}
}
