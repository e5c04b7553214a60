package ask_test

import (
	"fmt"
	"reflect"
	"testing"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
)

func named(who, outlet, wording string, voice onrecord.Voice, count int) onrecord.Naming {
	return onrecord.Naming{Who: onrecord.Who{Actor: onrecord.ActorID("x:" + who), Name: who}, Outlet: outlet, Wording: wording, Voice: voice, Count: count, Cite: onrecord.Cite{Outlet: outlet, Text: wording}}
}

// The matrix of an actor has the outlets that word it most, and a cell for each
// where its voices stand apart; those come first whom most outlets word.
func TestNamedOf(t *testing.T) {
	all := []onrecord.Naming{
		named("bo", "Mail", "Bo", onrecord.OwnVoice, 50),
		named("ana", "Mail", "minister", onrecord.OwnVoice, 2), named("ana", "Post", "minister", onrecord.QuotedVoice, 4), named("ana", "Post", "minister", onrecord.InsertedVoice, 1),
		named("ana", "", "boss", onrecord.OwnVoice, 9),
	}
	got := ask.NamedOf(all)
	if len(got) != 2 || got[0].Name != "ana" || got[1].Name != "bo" {
		t.Fatalf("%+v", got)
	}
	ana := got[0]
	if len(ana.Outlets) != 3 || ana.Outlets[1] != "Post" || ana.Outlets[2] != "Mail" || ana.Outlets[0] == "" {
		t.Errorf("outlets %q", ana.Outlets)
	}
	if len(ana.Wordings) != 2 || ana.Wordings[0].Wording != "boss" || ana.Wordings[1].Wording != "minister" || ana.Left != 0 {
		t.Fatalf("wordings %+v", ana.Wordings)
	}
	cells := ana.Wordings[1].Cells
	if !cells[0].Empty() || cells[1].Empty() || cells[1].Own != nil || cells[1].Quoted.Count != 4 || cells[1].Inserted.Count != 1 || cells[2].Own.Count != 2 {
		t.Errorf("cells %+v", cells)
	}
	var many []onrecord.Naming
	for n := range 20 {
		many = append(many, named("cy", fmt.Sprint("Outlet ", n), fmt.Sprint("word ", n), onrecord.OwnVoice, 20-n))
	}
	if one := ask.NamedOf(many)[0]; len(one.Outlets) != 10 || len(one.Wordings) != 15 || one.Left != 5 || one.Wordings[0].Wording != "word 0" {
		t.Errorf("of many: %d outlets, %d wordings, %d left", len(one.Outlets), len(one.Wordings), one.Left)
	}
}

// In a file each cell is a row with a count for each voice.
func TestNamedRows(t *testing.T) {
	got := ask.NamedRows([]onrecord.Naming{named("ana", "Post", "minister", onrecord.QuotedVoice, 4), named("ana", "Mail", "minister", onrecord.OwnVoice, 2), named("ana", "Post", "minister", onrecord.InsertedVoice, 1), named("ana", "Post", "minister", onrecord.OwnVoice, 3)})
	who := onrecord.Who{Actor: "x:ana", Name: "ana"}
	want := []export.NamedRow{
		{Who: who, Outlet: "Post", Wording: "minister", Own: 3, Quoted: 4, Inserted: 1, Cite: onrecord.Cite{Outlet: "Post", Text: "minister"}},
		{Who: who, Outlet: "Mail", Wording: "minister", Own: 2, Cite: onrecord.Cite{Outlet: "Mail", Text: "minister"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
}

// In a file a stance has its counts and the newest words.
func TestStanceRows(t *testing.T) {
	newest := onrecord.Position{Who: onrecord.Who{Name: "Ana"}, Concept: "toll", Value: "agree", When: "2016-05", Cite: onrecord.Cite{Text: "yes"}}
	before := newest
	before.Value, before.When = "disagree", "2015"
	got := ask.StanceRows(ask.StancesOf([]onrecord.Position{newest, before}))
	if want := []export.StanceRow{{Who: newest.Who, Concept: "toll", Agree: 1, Disagree: 1, When: "2016-05", Value: "agree", Cite: newest.Cite}}; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
}
