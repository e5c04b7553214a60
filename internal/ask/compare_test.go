package ask_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/world"
)

// says are statements of articles: the article, who says it, and what.
type says [][3]string

func (s says) Statements(_ context.Context, f onrecord.Filter) iter.Seq2[onrecord.Row, error] {
	return func(yield func(onrecord.Row, error) bool) {
		for i, one := range s {
			if !strings.Contains(fmt.Sprint(f.Q), one[0]) {
				continue
			}
			v := onrecord.StatementView{Speaker: one[1], ContentText: one[2]}
			v.ID = onrecord.ClaimID(fmt.Sprintf("s%d", i))
			if !yield(onrecord.Row{Article: onrecord.Article{ID: onrecord.ArticleID(one[0])}, Statement: v}, nil) {
				return
			}
		}
	}
}

// shape is a comparison's rows: who or what, and how many words each outlet has.
func shape(rows []ask.Compared) string {
	var out []string
	for _, r := range rows {
		line := r.Who.Name + ":" + r.What
		for _, c := range r.Cells {
			line += fmt.Sprint(" ", len(c))
		}
		out = append(out, line)
	}
	return strings.Join(out, " | ")
}

// Outlets stand side by side: what the same person says in nearly the same words
// is one, what another says in them is not, and an outlet that is not chosen
// counts for nothing.
func TestCompare(t *testing.T) {
	story := onrecord.Story{Articles: []onrecord.StoryArticle{{ID: "post1", Outlet: "Post"}, {ID: "mail1", Outlet: "Mail"}, {ID: "none1"}, {ID: "star1", Outlet: "Star"}}}
	if got := ask.OutletsOf(story); !slices.Equal(got, []string{"Post", "Mail", "no outlet known", "Star"}) {
		t.Errorf("outlets %q", got)
	}
	l := &lists{t: t, rows: map[world.Kind][]world.Row{}, asked: map[world.Kind]world.Filter{}}
	cite := func(article string) onrecord.Cite {
		return onrecord.Cite{Article: onrecord.ArticleID(article), Text: "shots at " + article}
	}
	l.add(world.Incidents, "i1", "2016", onrecord.Incident{ID: "i1", Cites: []onrecord.Cite{cite("star1"), cite("post1"), cite("mail1")}})
	l.add(world.Incidents, "i2", "2016", onrecord.Incident{ID: "i2", Cites: []onrecord.Cite{cite("star1")}})
	l.add(world.Agreements, "a1", "2016", onrecord.LedgerAgreement{ID: "a1", Name: "the truce", Cites: []onrecord.Cite{cite("mail1")}, History: []onrecord.LedgerStatus{{Cite: cite("mail1")}}})
	store := says{
		{"post1", "Kovač", "that the harbour would be opened in March"},
		{"mail1", "Novak", "that the harbour would be opened in March"},
		{"mail1", "Kovač", "the harbour will be opened before the end of March"},
		{"post1", "Kovač", "that she was against the fees"},
		{"mail1", "Kovač", "that this was a lie"},
		{"star1", "Kovač", "that the harbour would be opened in March"},
		{"post1", "", "nobody knows"},
	}
	c, err := ask.Of(l).Compare(t.Context(), store, story, []string{"Post", "Mail"})
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string][2]string{
		"statements": {shape(c.Statements), "Kovač:that the harbour would be opened in March 1 1 | Novak:that the harbour would be opened in March 0 1 | Kovač:that she was against the fees 1 0 | Kovač:that this was a lie 0 1 | :nobody knows 1 0"},
		"incidents":  {shape(c.Incidents), ":shots at star1 1 1"},
		"agreements": {shape(c.Agreements), ":the truce 0 2"},
		"people":     {shape(c.People), "Kovač:Kovač 2 2 | Novak:Novak 0 1"},
	} {
		if got[0] != got[1] {
			t.Errorf("%s: %s\nwant %s", name, got[0], got[1])
		}
	}
	if c, err := ask.Of(l).Compare(t.Context(), store, story, []string{"Gazette"}); err != nil || len(c.Statements)+len(c.Incidents)+len(c.People) > 0 {
		t.Errorf("an outlet that does not report it has %+v, %v", c, err)
	}
}
