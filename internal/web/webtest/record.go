// Package webtest has what the tests of the pages and of the API share: an
// article, a store and a World whose words mean something to a browser, what a
// server is made of over them, and ways to ask it.
package webtest

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/store/sqlite"
	"onrecord/ling"
)

// Record is an article with one statement within another's words and hostile
// words in every place.
func Record(t testing.TB, id onrecord.ArticleID, published string) onrecord.Record {
	t.Helper()
	const text = "Talks <b>resume</b>\nMenu\nAna Kovač said that Marenia had said “no” to it.\nMore & more"
	at := func(words string) ling.Span {
		i := strings.Index(text, words)
		if i < 0 {
			t.Fatalf("%q is not in the text", words)
		}
		return ling.Span{Start: i, End: i + len(words)}
	}
	party := func(actor onrecord.ActorID, words string) onrecord.Party {
		p := onrecord.Party{Spans: []ling.Span{at(words)}}
		if actor != "" {
			p.Actors = []onrecord.ActorID{actor}
		}
		return p
	}
	part := func(words string) onrecord.Part { return onrecord.Part{Spans: []ling.Span{at(words)}} }
	r := onrecord.Record{
		Article: onrecord.Article{
			ID: id, URL: "javascript:alert(1)", Outlet: "<i>Post</i>", Title: "Talks <b>resume</b>", Text: text, Lang: "en",
			Published: onrecord.Published{Value: published},
			Blocks: []ling.Block{
				{Span: at("Talks <b>resume</b>"), Kind: ling.BlockTitle}, {Span: at("Menu"), Kind: ling.BlockFurniture},
				{Span: at("Ana Kovač said that Marenia had said “no” to it."), Kind: ling.BlockBody}, {Span: at("More & more"), Kind: ling.BlockFurniture},
			},
		},
		Found: onrecord.Found{
			Actors: []onrecord.Actor{{ID: "x:ana-kovac", Name: "Ana Kovač", Type: onrecord.Person}},
			Statements: []onrecord.Statement{
				{Claim: onrecord.Claim{ID: "outer"}, Source: party("x:ana-kovac", "Ana Kovač"), Cue: part("said that"), CueLemma: "say",
					Content: part("that Marenia had said “no” to it"), Mode: onrecord.Mixed, Act: onrecord.Say, SaidOn: onrecord.SaidOn{Value: published, Time: -1}},
				{Claim: onrecord.Claim{ID: "inner"}, Source: party("", "Marenia"), Cue: part("had said"), CueLemma: "say", Parent: "outer",
					Content: part("“no” to it"), Via: []onrecord.Party{party("x:ana-kovac", "Ana Kovač")}, Mode: onrecord.Mixed, Act: onrecord.Deny, SaidOn: onrecord.SaidOn{Time: -1}},
			},
			Events: []onrecord.Event{
				{Claim: onrecord.Claim{ID: "e1"}, Source: []onrecord.Party{party("x:ana-kovac", "Ana Kovač")}, Target: []onrecord.Party{party("", "Marenia")}, Trigger: part("had said"),
					Plover: onrecord.Plover{Event: onrecord.CONSULT, Mode: "visit"}, When: onrecord.Unset(), Status: onrecord.EventHappened,
					Counts: []onrecord.Count{{What: "killed", Min: new(2), Spans: part("no").Spans}}},
				{Claim: onrecord.Claim{ID: "e2"}, Source: []onrecord.Party{party("x:ana-kovac", "Ana Kovač")}, Trigger: part("no"),
					Plover: onrecord.Plover{Event: onrecord.ASSAULT}, When: onrecord.Unset(), Status: onrecord.EventDenied},
			},
			Agreements: []onrecord.Agreement{{Claim: onrecord.Claim{ID: "a1"}, Name: "it", Words: part("it"), Type: onrecord.Ceasefire,
				History: []onrecord.StatusAssertion{{Status: onrecord.Signed, When: onrecord.When{Value: "2016-05-10", Time: -1}, From: onrecord.Unset(), Until: onrecord.Unset(),
					Told: onrecord.ToldAct, Words: part("to")}}}},
			Memberships: []onrecord.Membership{{Claim: onrecord.Claim{ID: "b1"}, Group: party("", "Marenia"), Member: party("x:ana-kovac", "Ana Kovač"),
				As: onrecord.AsMember, Status: onrecord.Belongs, AsOf: onrecord.Unset(), Words: part("had said")}},
		},
	}
	r.Statements[0].Cue.Spans[0].End -= len(" that")
	return r
}

// Filled is a store of n articles.
func Filled(t testing.TB, n int) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "s.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	for i := range n {
		published := "2016-05-" + string(rune('1'+i%3)) + string(rune('0'+i%10))
		if _, err := store.PutRecord(context.Background(), Record(t, onrecord.ArticleID("https://post.example/?a=1&b="+string(rune('a'+i))), published)); err != nil {
			t.Fatal(err)
		}
	}
	return store
}
