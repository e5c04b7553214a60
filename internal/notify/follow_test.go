package notify

import (
	"context"
	"encoding/json"
	"iter"
	"path/filepath"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/world"
)

// affair is a world of one thread, of one story, with disputes, an agreement and
// positions of its article.
type affair struct {
	thread    string // its id, "" for none
	disputes  []onrecord.Dispute
	agreement onrecord.LedgerAgreement
	positions []onrecord.Position // the newest first
}

var inAffair = onrecord.Cite{Article: "a1", Outlet: "Post", Text: "the bridge stands"}

func (a *affair) Rows(_ context.Context, of world.Kind, _ world.Filter) iter.Seq2[world.Row, error] {
	return func(yield func(world.Row, error) bool) {
		var all []any
		switch of {
		case world.Threads:
			if a.thread != "" {
				all = append(all, onrecord.Thread{ID: a.thread, Title: "The bridge", Stories: []string{"s1"}, Articles: []onrecord.StoryArticle{{ID: "a1"}}})
			}
		case world.Disputes:
			for _, d := range a.disputes {
				all = append(all, d)
			}
		case world.Agreements:
			all = append(all, a.agreement)
		case world.Positions:
			for _, p := range a.positions {
				all = append(all, p)
			}
		}
		for _, v := range all {
			raw, err := json.Marshal(v)
			if !yield(world.Row{Body: raw}, err) {
				return
			}
		}
	}
}

func (a *affair) Heads(context.Context, world.Kind, world.Filter, ...string) iter.Seq2[world.Row, error] {
	return nil
}
func (a *affair) CountRows(context.Context, world.Kind, world.Filter) (int, error) { return 0, nil }

func (a *affair) Row(context.Context, world.Kind, string) (world.Row, error) {
	return world.Row{}, onrecord.Errorf(onrecord.NotFound, "none")
}

func (a *affair) RowsOf(context.Context, world.Kind, []string) (map[string]world.Row, error) {
	return nil, nil
}

func (a *affair) Having(context.Context, world.Kind, string, []string) (map[string]string, error) {
	return nil, nil
}

func (a *affair) disputed(id, words string) {
	other := inAffair
	other.Text = words
	a.disputes = append(a.disputes, onrecord.Dispute{ID: id, Kind: onrecord.DisputeDenial, Matter: onrecord.Matter{Text: words}, Sides: []onrecord.Side{{Stance: "asserts", Cites: []onrecord.Cite{inAffair}}, {Stance: "denies", Cites: []onrecord.Cite{other}}}})
}

func (a *affair) position(value, words string) {
	cite := inAffair
	cite.Text = words
	a.positions = append([]onrecord.Position{{Who: onrecord.Who{Name: "Ana"}, Concept: "the toll", Value: value, When: "2016-05-1" + string(rune('0'+len(a.positions))), Cite: cite}}, a.positions...)
}

// Who follows a thread is told what came to it since they last saw it: disputes,
// statuses and shifts, and nothing that stood there; each user for themselves,
// and also when the thread's id has changed.
func TestFollowingAThread(t *testing.T) {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	a := &affair{thread: "t1"}
	a.disputed("d1", "it fell")
	a.position("agree", "we want it")
	w := New(store, func(context.Context) (*ask.World, error) { return ask.Of(a), nil })
	news := func(user string) string {
		t.Helper()
		all, err := w.Following(t.Context(), user)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, f := range all {
			if f.Thread == nil {
				out = append(out, "gone: "+f.Query.Name)
				continue
			}
			out = append(out, f.Thread.ID+":")
			for _, n := range f.New {
				out = append(out, n.List+" "+n.Head)
			}
		}
		return strings.Join(out, "|")
	}
	thread := func() onrecord.Thread {
		return onrecord.Thread{ID: a.thread, Title: "The bridge", Stories: []string{"s1"}, Articles: []onrecord.StoryArticle{{ID: "a1"}}}
	}
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ok(w.Follow(t.Context(), "ana", thread()))
	ok(w.Follow(t.Context(), "ana", thread())) // again: nothing changes
	if got := news("ana"); got != "t1:" {
		t.Errorf("what stood there is new: %s", got)
	}
	a.thread = "t2" // it has grown
	a.disputed("d2", "it burned")
	a.agreement = onrecord.LedgerAgreement{ID: "p1", Name: "bridge pact", History: []onrecord.LedgerStatus{{Status: onrecord.Signed, Cite: inAffair}}}
	a.position("disagree", "we want it no more")
	const all = "t2:|disputes it burned|agreements bridge pact: signed|positions Ana on the toll: agreed, now disagrees"
	if got := news("ana"); got != all {
		t.Errorf("new:  %s\nwant: %s", got, all)
	}
	if got := news("bo"); got != "" {
		t.Errorf("bo follows nothing: %s", got)
	}
	ok(w.Follow(t.Context(), "bo", thread()))
	ok(w.SeenAll(t.Context(), "ana", thread()))
	a.disputed("d3", "it was sold")
	if got := news("ana"); got != "t2:|disputes it was sold" || news("bo") != got {
		t.Errorf("after it was seen: %s; %s", got, news("bo"))
	}
	ok(w.Leave(t.Context(), "ana", thread()))
	if got := news("ana"); got != "" || news("bo") == "" {
		t.Errorf("left: %s; %s", got, news("bo"))
	}
	if err := w.Leave(t.Context(), "ana", thread()); onrecord.KindOf(err) != onrecord.NotFound {
		t.Errorf("left twice: %v", err)
	}
	a.thread = ""
	if got := news("bo"); got != "gone: The bridge" {
		t.Errorf("of what is gone: %s", got)
	}
}
