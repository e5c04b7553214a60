package decide

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/store/storetest"
)

// The world knows one person.
func world(id onrecord.ActorID) (onrecord.Actor, bool) {
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
	m := New(store, world)
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
