package dispute_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/dispute"
	"onrecord/internal/world/worldtest"
)

func articles(t *testing.T, texts ...string) []onrecord.Article {
	t.Helper()
	var out []onrecord.Article
	for i, text := range texts {
		out = append(out, onrecord.Article{
			ID: onrecord.ArticleID(string(rune('a' + i))), Outlet: "Outlet " + string(rune('A'+i)), Text: text, Published: given(t, "2015-03-0"+string(rune('1'+i))),
		})
	}
	return out
}

// TestOneDispute has what several articles tell of one dispute be one row, with
// the words of each; and the same row whatever order they came in.
func TestOneDispute(t *testing.T) {
	reader, kind := newReader(t), dispute.Type{}
	arts := articles(t,
		"France said that Belgium had shelled the trawler Marie off Ostend.",
		"Belgium denied that it had shelled the trawler Marie off Ostend.",
		"Belgium denied the French claim that it shelled a trawler off Ostend.",
	)
	got := disputes(t, kind, reader, arts...)
	if len(got) != 1 {
		t.Fatalf("got %d disputes, want one: %v", len(got), got)
	}
	d := got[0]
	if line := told(d); line != "denial: Belgium denies, French and France asserts" && line != "denial: Belgium denies, France asserts" && line != "denial: Belgium denies, French asserts" {
		t.Errorf("got %s", line)
	}
	if cited := articlesOf(d); len(cited) != 3 {
		t.Errorf("cites %v, want all three articles", cited)
	}
	if d.First != "2015-03-02" || d.Last != "2015-03-03" {
		t.Errorf("lasts from %s to %s, want from the first denial to the last", d.First, d.Last)
	}
	slices.Reverse(arts)
	if again := disputes(t, kind, reader, arts...); len(again) != 1 || again[0].ID != d.ID || told(again[0]) != told(d) {
		t.Errorf("the other order gives %v, want %v", again, d)
	}
}

// TestTwoDisputes has two matters between the same two stay two.
func TestTwoDisputes(t *testing.T) {
	got := disputes(t, dispute.Type{}, newReader(t), articles(t,
		"Belgium denied French claims that it had shelled the trawler Marie off Ostend.",
		"Belgium denied French claims that its banks had hidden stolen money.",
	)...)
	if len(got) != 2 || got[0].ID == got[1].ID {
		t.Errorf("got %v, want two disputes", got)
	}
}

func articlesOf(d onrecord.Dispute) []onrecord.ArticleID {
	var out []onrecord.ArticleID
	for _, s := range d.Sides {
		for _, c := range s.Cites {
			if !slices.Contains(out, c.Article) {
				out = append(out, c.Article)
			}
		}
	}
	return out
}

// TestStatus has asserters who say of one agreement and time what does not go
// together be a dispute on its status; others are none.
func TestStatus(t *testing.T) {
	status := func(s onrecord.AgreementStatus, day, who string) onrecord.LedgerStatus {
		return onrecord.LedgerStatus{
			Status: s, When: onrecord.Period{Value: day, Earliest: day, Latest: day}, AccordingTo: onrecord.Who{Name: who},
			Cite: onrecord.Cite{Article: "a", Outlet: "Outlet", Published: day, Text: string(s)},
		}
	}
	facts := func(g onrecord.LedgerAgreement) []world.Fact {
		body, err := json.Marshal(g)
		if err != nil {
			t.Fatal(err)
		}
		facts, err := dispute.Type{}.RowFacts(world.Agreements, world.Row{ID: g.ID, Body: body})
		if err != nil {
			t.Fatal(err)
		}
		return facts
	}
	g := onrecord.LedgerAgreement{ID: "a1", Name: "truce of Orsk", Contested: true, Latest: []onrecord.LedgerStatus{
		status(onrecord.Signed, "2015-01-02", "Peru"), status(onrecord.Holding, "2015-06-01", ""), status(onrecord.Violated, "2015-06-09", "Chile"),
	}}
	got := rowsOf(t, dispute.Type{}, map[string][]world.Fact{"of|a1": facts(g)})
	if len(got) != 1 || told(got[0]) != "status: Outlet holding, Chile violated" || got[0].Matter.Agreement != "a1" || got[0].First != "2015-06-01" || got[0].Last != "2015-06-09" {
		t.Errorf("got %+v", got)
	}
	g.Contested = false
	if more := facts(g); len(more) != 0 {
		t.Errorf("what nobody contests gives %v", more)
	}
}

// TestAnyOrder has the same rows come of the same articles whatever way they came.
func TestAnyOrder(t *testing.T) {
	reader := newReader(t)
	var records []*onrecord.Record
	for _, art := range articles(t,
		"France said that Belgium had shelled the trawler Marie off Ostend.",
		"Belgium denied that it had shelled the trawler Marie off Ostend.",
		"Belgium denied the French claim that it shelled a trawler off Ostend.",
		"Peru and Chile accused each other of moving the border stones.",
	) {
		rec, _, err := reader.Record(t.Context(), art)
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, &rec)
	}
	worldtest.Check(t, records, dispute.Type{})
}

func TestVersion(t *testing.T) {
	if dispute.Version() == "" {
		t.Error("no version")
	}
}

// TestToldFalse has outlets of which the one says that what the other tells is
// false be a dispute of theirs, with the words of both.
func TestToldFalse(t *testing.T) {
	texts := []string{
		"A dragon has been seen in the lake of Orsk, swallowing a ferry. Fishermen watched it dive beneath the pier. The ferry was never found by divers.",
		"The dragon of Orsk is a hoax. A sculptor made it of tyres and towed it across the lake behind a ferry. He has said sorry to the fishermen of the pier.",
		"The harvest of plums in Orlan fills every basket. The mayor has bought them all. The grocer has sold none.",
	}
	kind := dispute.Type{}
	keys := map[string][]world.Fact{}
	for _, art := range articles(t, texts...) {
		facts, err := kind.Facts(&onrecord.Record{Article: art})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range facts {
			keys[f.Key] = append(keys[f.Key], f)
		}
	}
	got := rowsOf(t, kind, keys)
	if len(got) != 1 {
		t.Fatalf("got %d disputes, want one: %+v", len(got), got)
	}
	d := got[0]
	if line := told(d); line != "denial: Outlet B denies, Outlet A asserts" {
		t.Errorf("got %s", line)
	}
	if d.Sides[0].Cites[0].Text != "The dragon of Orsk is a hoax." || !strings.HasPrefix(d.Sides[1].Cites[0].Text, "A dragon has been seen") || d.Matter.Text != d.Sides[1].Cites[0].Text {
		t.Errorf("quotes %+v of %q", d.Sides, d.Matter.Text)
	}
	if d.First != "2015-03-01" || d.Last != "2015-03-02" || !strings.HasPrefix(d.FoundBy, "telling/said-false@") || d.ID == "" {
		t.Errorf("lasts from %q to %q, found by %s, is %q", d.First, d.Last, d.FoundBy, d.ID)
	}
}
