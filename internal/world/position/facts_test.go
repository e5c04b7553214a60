package position

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// coalition is an article in which a minister says what their country's position is.
func coalition(source string, actors ...onrecord.Actor) *onrecord.Record {
	text := source + " said it was ready to cooperate with the coalition in Syria against terrorism."
	at := func(words string) []ling.Span {
		i := strings.Index(text, words)
		return []ling.Span{{Start: i, End: i + len(words)}}
	}
	s := onrecord.Statement{
		Claim: onrecord.Claim{ID: "s"}, Act: onrecord.Say, CueLemma: "say",
		Source: onrecord.Party{Spans: at(source)}, Cue: onrecord.Part{Spans: at("said")},
		Content: onrecord.Part{Spans: at("it was ready to cooperate with the coalition in Syria against terrorism")},
	}
	if len(actors) > 0 {
		s.Source.Actors = []onrecord.ActorID{actors[0].ID}
	}
	return &onrecord.Record{
		Article: onrecord.Article{ID: "a", Outlet: "Orsk Bell", Text: text, Published: onrecord.Published{Value: "2015-03-02"}},
		Found:   onrecord.Found{Actors: actors, Statements: []onrecord.Statement{s}},
	}
}

// TestFacts has a position be one of whoever speaks and of the country that they
// speak for, a row each.
func TestFacts(t *testing.T) {
	kind := Type{}
	if kind.Kind() != world.Positions || kind.Version() == "" {
		t.Errorf("is %q, version %q", kind.Kind(), kind.Version())
	}
	minister := onrecord.Actor{ID: "Q1", Name: "Anna Belova", Type: onrecord.Person, Role: "Minister of Foreign Affairs of Norway", Codes: map[string]string{"iso3": "NOR"}}
	norway := onrecord.Actor{ID: "Q20", Name: "Norway", Type: onrecord.Country, Codes: map[string]string{"iso3": "NOR"}}
	facts, err := kind.Facts(coalition("Anna Belova", minister, norway))
	if err != nil || len(facts) != 2 || facts[0].Key != "a" || facts[0].Day != "2015-03-02" || facts[1].Place != 1 {
		t.Fatalf("facts %+v, %v", facts, err)
	}
	rows, err := kind.Rows("a", facts)
	if err != nil || len(rows) != 2 || rows[0].ID == rows[1].ID {
		t.Fatalf("rows %+v, %v", rows, err)
	}
	var names []string
	for _, r := range rows {
		var p onrecord.Position
		if err := json.Unmarshal(r.Body, &p); err != nil {
			t.Fatal(err)
		}
		names = append(names, p.Name)
		if p.ID != r.ID || p.Value != Agree || r.First != "2015-03-02" || r.Last != r.First || !strings.Contains(r.Words, "ready to cooperate") {
			t.Errorf("row %+v of %+v", r, p)
		}
		if want := (world.Has{Field: "actor", Value: string(p.Actor), Name: p.Name}); !slices.Contains(r.Has, want) || !slices.Contains(r.Has, world.Has{Field: "outlet", Value: "Orsk Bell"}) {
			t.Errorf("has %v", r.Has)
		}
	}
	if !slices.Equal(names, []string{"Anna Belova", "Norway"}) {
		t.Errorf("positions of %v", names)
	}
	if _, err := kind.Rows("a", []world.Fact{{Body: []byte("{")}}); err == nil {
		t.Error("a broken fact makes a row")
	}
	if abroad, err := kind.Facts(coalition("Anna Belova", minister)); err != nil || len(abroad) != 1 {
		t.Errorf("of a country that the article does not name: %v, %v", abroad, err)
	}
}

// TestPassesOn leaves aside who passes on what others say.
func TestPassesOn(t *testing.T) {
	for _, r := range []*onrecord.Record{
		coalition("The Orsk news agency", onrecord.Actor{ID: "x:agency", Name: "Orsk news agency"}),
		coalition("Bell", onrecord.Actor{ID: "x:bell", Name: "Bell", Codes: map[string]string{"cameo": "NORMED"}}),
	} {
		if facts, err := (Type{}).Facts(r); err != nil || len(facts) != 0 {
			t.Errorf("%s takes %d positions, %v", r.Text, len(facts), err)
		}
	}
}

// TestOnce leaves out what the same words give again, and nothing else.
func TestOnce(t *testing.T) {
	pos := func(who, value string, start, end int) onrecord.Position {
		return onrecord.Position{Who: onrecord.Who{Name: who}, Concept: "X", Value: value, Cite: onrecord.Cite{Start: start, End: end}}
	}
	list := []onrecord.Position{pos("Ana", Agree, 0, 9), pos("Ana", Agree, 5, 12), pos("Ana", Agree, 9, 12), pos("Ana", Disagree, 0, 9), pos("Bo", Agree, 0, 9)}
	if got := once(list); len(got) != 4 || got[1].Cite.Start != 9 {
		t.Errorf("left are %+v", got)
	}
}

// TestNear ends a negation's reach with its clause, and with six words.
func TestNear(t *testing.T) {
	for before, want := range map[string]string{
		"it will not ": "it will not ", "it will not go, it will ": " it will ", "never: it will ": " it will ",
		"it never went to any of the places where it might ": "ent to any of the places where it might ",
	} {
		if got := near(before); got != want {
			t.Errorf("near %q is %q", before, got)
		}
	}
}

// TestCountry names a country only where the article does.
func TestCountry(t *testing.T) {
	p := passage.Lay(&onrecord.Record{Found: onrecord.Found{Actors: []onrecord.Actor{{ID: "Q20", Name: "Norway", Type: onrecord.Country, Codes: map[string]string{"iso3": "NOR"}}}}})
	if got := country(p, "NOR"); len(got) != 1 || got[0].Actor != "Q20" {
		t.Errorf("the country is %v", got)
	}
	if len(country(p, ""))+len(country(p, "SWE")) != 0 {
		t.Error("a country is named that the article does not have")
	}
}
