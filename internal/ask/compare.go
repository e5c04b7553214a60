package ask

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"

	"onrecord"
	"onrecord/query"
)

// Comparison is what outlets tell of one story, side by side: what one has and
// another leaves out.
type Comparison struct {
	Outlets    []string   `json:"outlets" doc:"In the order they were asked for."`
	Statements []Compared `json:"statements"`
	Incidents  []Compared `json:"incidents"`
	Agreements []Compared `json:"agreements"`
	People     []Compared `json:"people" doc:"Who is heard."`
}

// Compared is one thing with the words that each outlet has of it, in the order
// of the outlets; none where it leaves it out.
type Compared struct {
	ID    string            `json:"id" doc:"Of the row it is; empty for a statement or somebody."`
	Who   onrecord.Who      `json:"who"`
	What  string            `json:"what" doc:"Words of the first that has it."`
	Cells [][]onrecord.Cite `json:"cells" doc:"Where it stands, for each outlet; empty where it leaves it out."`
}

// Having is how many outlets have it.
func (c Compared) Having() (n int) {
	for _, cell := range c.Cells {
		if len(cell) > 0 {
			n++
		}
	}
	return n
}

// Saying are the statements of a store.
type Saying interface {
	Statements(ctx context.Context, f onrecord.Filter) iter.Seq2[onrecord.Row, error]
}

// unnamed stands for an outlet that is not known.
const unnamed = "no outlet known"

// OutletsOf are the outlets that report a story, each once.
func OutletsOf(s onrecord.Story) []string {
	var out []string
	for _, a := range s.Articles {
		if name := cmp.Or(a.Outlet, unnamed); !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// Compare lays what some outlets tell of a story side by side. Statements are
// one where the same person says mostly the same words; what is one incident or
// one agreement, the lists of these know.
func (w *World) Compare(ctx context.Context, store Saying, s onrecord.Story, outlets []string) (*Comparison, error) {
	none := []Compared{}
	c := &comparing{Comparison: Comparison{Outlets: outlets, Statements: none, Incidents: none, Agreements: none, People: none}, at: map[onrecord.ArticleID]int{}}
	var ids []string
	for _, a := range s.Articles {
		if i := slices.Index(outlets, cmp.Or(a.Outlet, unnamed)); i >= 0 {
			c.at[a.ID] = i
			ids = append(ids, string(a.ID))
		}
	}
	if len(ids) == 0 {
		return &c.Comparison, nil
	}
	if err := c.statements(ctx, store, ids); err != nil {
		return nil, fmt.Errorf("compare statements: %w", err)
	}
	for i, err := range All[onrecord.Incident](ctx, w, Question{List: query.Incidents, Q: articles(query.Incidents, ids)}) {
		if err != nil {
			return nil, err
		}
		c.row(&c.Incidents, i.ID, onrecord.Who{}, first(i.Cites), i.Cites)
	}
	for a, err := range All[onrecord.LedgerAgreement](ctx, w, Question{List: query.Ledger, Q: articles(query.Ledger, ids)}) {
		if err != nil {
			return nil, err
		}
		cites := slices.Clone(a.Cites)
		for _, h := range a.History {
			cites = append(cites, h.Cite)
		}
		c.row(&c.Agreements, a.ID, onrecord.Who{}, a.Name, cites)
	}
	for _, rows := range [][]Compared{c.Statements, c.Incidents, c.Agreements} {
		slices.SortStableFunc(rows, func(a, b Compared) int { return b.Having() - a.Having() })
	}
	return &c.Comparison, nil
}

// mostCompared is how many outlets stand side by side.
const mostCompared = 5

// ComparedOutlets are those of a story's outlets that are asked for; the first of
// all where none is. Two to five can be compared.
func ComparedOutlets(s onrecord.Story, asked []string) ([]string, error) {
	all := OutletsOf(s)
	if len(asked) == 0 {
		asked = all[:min(mostCompared, len(all))]
	}
	asked = slices.DeleteFunc(slices.Clone(asked), func(o string) bool { return !slices.Contains(all, o) })
	if len(all) < 2 {
		return asked, onrecord.Errorf(onrecord.Invalid, "one outlet alone reports it: there is nothing to compare it with")
	}
	if len(asked) < 2 || len(asked) > mostCompared {
		return asked, onrecord.Errorf(onrecord.Invalid, "two to five of its outlets can be compared, not %d", len(asked))
	}
	return asked, nil
}

// cells are none for each outlet.
func (c *comparing) cells() [][]onrecord.Cite {
	out := make([][]onrecord.Cite, len(c.Outlets))
	for i := range out {
		out[i] = []onrecord.Cite{}
	}
	return out
}

// comparing is a comparison being made.
type comparing struct {
	Comparison
	at map[onrecord.ArticleID]int // the outlet of each article
}

// articles asks for what stands in any of some articles.
func articles(of query.List, ids []string) query.Q {
	var any []query.Q
	for _, id := range ids {
		if t, err := of.NewTerm("article", id); err == nil { // an id is no fault of the asker
			any = append(any, t)
		}
	}
	return query.Any(any...)
}

// first are the first words of cites.
func first(cites []onrecord.Cite) string {
	if len(cites) == 0 {
		return ""
	}
	return cites[0].Text
}

// row has a row with those of its cites that stand in the articles.
func (c *comparing) row(to *[]Compared, id string, who onrecord.Who, what string, cites []onrecord.Cite) {
	one := Compared{ID: id, Who: who, What: what, Cells: c.cells()}
	for _, cite := range cites {
		if i, ok := c.at[cite.Article]; ok {
			one.Cells[i] = append(one.Cells[i], cite)
		}
	}
	if one.Having() > 0 {
		*to = append(*to, one)
	}
}

// statements puts those together that are one, in the order of their days.
func (c *comparing) statements(ctx context.Context, store Saying, ids []string) error {
	var words []map[string]bool // of each row
	for row, err := range store.Statements(ctx, onrecord.Filter{Q: query.Statements.Shown(articles(query.Statements, ids)), Sort: onrecord.ByDay}) {
		if err != nil {
			return err
		}
		v := &row.Statement
		cite := onrecord.Cite{Article: row.Article.ID, Outlet: row.Article.Outlet, Published: row.Article.Published.Date(), Statement: v.ID, Text: v.ContentText}
		who := onrecord.Who{Actor: v.Source.Actor(), Name: v.Speaker}
		said := telling(v.ContentText)
		i := slices.IndexFunc(c.Statements, func(o Compared) bool { return same(o.Who, who) })
		for ; i >= 0 && i < len(c.Statements); i++ {
			if same(c.Statements[i].Who, who) && alike(words[i], said) {
				break
			}
		}
		if i < 0 || i == len(c.Statements) {
			i = len(c.Statements)
			c.Statements = append(c.Statements, Compared{Who: who, What: v.ContentText, Cells: c.cells()})
			words = append(words, said)
		}
		at := c.at[row.Article.ID]
		c.Statements[i].Cells[at] = append(c.Statements[i].Cells[at], cite)
		c.mention(who, at, cite)
	}
	return nil
}

// mention counts somebody among those who speak in an outlet.
func (c *comparing) mention(who onrecord.Who, outlet int, cite onrecord.Cite) {
	if who.Name == "" {
		return
	}
	i := slices.IndexFunc(c.People, func(o Compared) bool { return same(o.Who, who) })
	if i < 0 {
		i = len(c.People)
		c.People = append(c.People, Compared{Who: who, What: who.Name, Cells: c.cells()})
	}
	c.People[i].Cells[outlet] = append(c.People[i].Cells[outlet], cite)
}

// same reports whether two are one: one actor, or one name where none is known.
func same(a, b onrecord.Who) bool {
	return cmp.Or(string(a.Actor), a.Name) == cmp.Or(string(b.Actor), b.Name)
}

// tellingLetters is how long a word is that says what is said; shorter ones, as
// "that" and "with", are in any sentence.
const tellingLetters = 5

// telling are the words that say what is said, and numbers.
func telling(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len([]rune(w)) >= tellingLetters || unicode.IsDigit(rune(w[0])) {
			out[w] = true
		}
	}
	return out
}

// alike reports whether of two sets of words the smaller is mostly in the other,
// and by more than one word where it has more.
func alike(a, b map[string]bool) bool {
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	least := min(len(a), len(b))
	return both >= min(2, least) && 2*both > least
}
