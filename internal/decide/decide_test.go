package decide

import (
	"context"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/store/storetest"
	"onrecord/internal/world"
)

// The world knows one person.
func known(id onrecord.ActorID) (onrecord.Actor, bool) {
	return onrecord.Actor{ID: "Q1", Name: "Known to All", Type: onrecord.Person}, id == "Q1"
}

func TestDecisionsAreFilledIn(t *testing.T) {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	r := storetest.Corpus()[0]
	if _, err := store.PutRecord(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	actor, statement := r.Actors[0], string(r.Statements[0].ID)
	m := New(store, known, rowsOf(store), nil)
	m.now = func() time.Time { return time.Date(2016, 5, 12, 12, 0, 0, 5, time.UTC) }
	for _, c := range []struct {
		name  string
		d     onrecord.Decision
		want  string // of the decision, or of the error
		waits string
	}{
		{"the store knows who it is", onrecord.Decision{Kind: onrecord.Merge, Subject: "x:other", Object: onrecord.Actor{ID: actor.ID}}, actor.Name + " " + string(actor.Type), "no actor x:other"},
		{"the world knows who it is", onrecord.Decision{Kind: onrecord.Merge, Subject: actor.ID, Object: onrecord.Actor{ID: "Q1"}}, "Known to All person", ""},
		{"a name says who it is, and is of the type of the other", onrecord.Decision{Kind: onrecord.Link, Article: r.ID, Subject: actor.ID, Object: onrecord.Actor{ID: "x:new", Name: "New One"}}, "New One " + string(actor.Type), ""},
		{"nobody knows", onrecord.Decision{Kind: onrecord.Merge, Subject: actor.ID, Object: onrecord.Actor{ID: "x:nobody"}}, "nobody knows x:nobody", ""},
		{"no id", onrecord.Decision{Kind: onrecord.Hide, Subject: "Ana"}, `"Ana" is no actor's id`, ""},
		{"what was never merged", onrecord.Decision{Kind: onrecord.Split, Subject: actor.ID, Object: onrecord.Actor{ID: "x:gone"}}, "x:gone are not merged", ""},
		{"to be taken back", onrecord.Decision{Kind: onrecord.Merge, Subject: actor.ID, Object: onrecord.Actor{ID: "x:gone", Name: "Gone"}}, "Gone", ""},
		{"whom a merge is taken back with need not be known", onrecord.Decision{Kind: onrecord.Split, Subject: actor.ID, Object: onrecord.Actor{ID: "x:gone"}}, "x:gone", ""},
		{"an article is waited for to be confirmed", onrecord.Decision{Kind: onrecord.Confirmation, On: onrecord.OnArticle, Article: "none"}, "article", `no article "none"`},
		{"an article is waited for", onrecord.Decision{Kind: onrecord.Link, Article: "none", Subject: actor.ID, Object: onrecord.Actor{ID: "Q1"}}, "Known to All", `no article "none"`},
		{"a claim is of its type", onrecord.Decision{Kind: onrecord.Hide, Article: r.ID, Of: statement}, "statement", ""},
		{"a claim that is none", onrecord.Decision{Kind: onrecord.Hide, Article: r.ID, Of: "s0"}, `has no claim "s0"`, ""},
		{"what cannot be", onrecord.Decision{Kind: onrecord.Correction, Article: r.ID, Of: statement, Field: "colour", Value: "red"}, "colour", ""},
	} {
		c.d.By = "ana"
		made, err := m.Decide(t.Context(), c.d)
		got := strings.TrimSpace(strings.Join([]string{string(made.On), made.Object.Name, string(made.Object.Type)}, " "))
		if err != nil {
			got = err.Error()
		} else if made.ID == 0 || !made.At.Equal(time.Date(2016, 5, 12, 12, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: decision %d at %v", c.name, made.ID, made.At)
		}
		if !strings.Contains(got, c.want) || strings.Join(made.Waits, "; ") != c.waits {
			t.Errorf("%s: %q waiting for %q, want %q and %q", c.name, got, made.Waits, c.want, c.waits)
		}
	}
}

// rowsOf are the rows of a store.
func rowsOf(store *sqlite.Store) Rows {
	return func(context.Context) (world.Lists, error) { return store, nil }
}

// thereAre are rows of some ids in the list of disputes.
type thereAre []string

func (ids thereAre) Rows(_ context.Context, of world.Kind, _ world.Filter) iter.Seq2[world.Row, error] {
	return func(yield func(world.Row, error) bool) {
		for _, id := range ids {
			if of == world.Disputes && !yield(world.Row{ID: id}, nil) {
				return
			}
		}
	}
}

func (ids thereAre) Row(_ context.Context, of world.Kind, id string) (world.Row, error) {
	if of == world.Disputes && slices.Contains(ids, id) {
		return world.Row{ID: id}, nil
	}
	return world.Row{}, onrecord.Errorf(onrecord.NotFound, "no %s %s", of, id)
}

func (thereAre) Heads(context.Context, world.Kind, world.Filter, ...string) iter.Seq2[world.Row, error] {
	return nil
}
func (thereAre) CountRows(context.Context, world.Kind, world.Filter) (int, error) { return 0, nil }

func (thereAre) RowsOf(context.Context, world.Kind, []string) (map[string]world.Row, error) {
	return nil, nil
}

func (thereAre) Having(context.Context, world.Kind, string, []string) (map[string]string, error) {
	return nil, nil
}

// A decision about what is not there is refused with what was looked for and
// what is near it, and nothing is stored; of what was decided before, more can
// be decided though it is shown no more.
func TestWhatIsNotThereIsNotDecided(t *testing.T) {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	r := storetest.Corpus()[0]
	if _, err := store.PutRecord(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	rows := thereAre{"d18cdd303f6a43bcf", "d710deb5ef77bad6d"}
	statement := string(r.Statements[0].ID)
	decided := func(d onrecord.Decision) error {
		d.By = "ana"
		_, err := New(store, known, func(context.Context) (world.Lists, error) { return rows, nil }, nil).Decide(t.Context(), d)
		return err
	}
	for _, c := range []struct {
		on          onrecord.Target
		article     onrecord.ArticleID
		of, refused string
	}{
		{"disputes", "", "d18cdd303f6a43bcf", ""},
		{"disputes", "", "d18cdd303f6a43bce", `there is no row "d18cdd303f6a43bce" in disputes; there is d18cdd303f6a43bcf`},
		{"disputes", "", "d71", `there is no row "d71" in disputes; there is d710deb5ef77bad6d`},
		{"disputes", "", "nothing-like-it", `there is no row "nothing-like-it" in disputes`},
		{"incidents", "", "d18cdd303f6a43bcf", `there is no row "d18cdd303f6a43bcf" in incidents; disputes have it`},
		{onrecord.OnStatement, r.ID, statement, ""},
		{onrecord.OnStatement, r.ID, statement + "x", `has no claim "` + statement + `x"; there is ` + statement},
		{onrecord.OnEvent, r.ID, statement, `has no event "` + statement + `": it is of type statement`},
		{onrecord.OnStatement, "none", "s1", ""}, // its article may come
	} {
		err := decided(onrecord.Decision{Kind: onrecord.Hide, On: c.on, Article: c.article, Of: c.of})
		switch {
		case c.refused == "" && err != nil:
			t.Errorf("%s %s: %v", c.on, c.of, err)
		case c.refused != "" && (onrecord.KindOf(err) != onrecord.NotFound || !strings.HasSuffix(err.Error(), c.refused)):
			t.Errorf("%s %s: %v, want %s", c.on, c.of, err, c.refused)
		}
	}
	if all, err := store.Decisions(t.Context()); err != nil || len(all) != 3 {
		t.Errorf("%d decisions are stored, want 3: %v", len(all), err)
	}
	rows = nil
	if err := decided(onrecord.Decision{Kind: onrecord.Confirmation, On: "disputes", Of: "d18cdd303f6a43bcf"}); err != nil {
		t.Errorf("a hidden row cannot be decided of: %v", err)
	}
	if err := decided(onrecord.Decision{Kind: onrecord.Merge, On: "incidents", Of: "i1", Value: "i2"}); onrecord.KindOf(err) != onrecord.NotFound {
		t.Errorf("what is not there is merged: %v", err)
	}
}
