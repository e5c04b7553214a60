package dispute_test

import (
	"slices"
	"testing"

	"onrecord"
	"onrecord/internal/world/dispute"
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

func TestVersion(t *testing.T) {
	if dispute.Version() == "" {
		t.Error("no version")
	}
}
