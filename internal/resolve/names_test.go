package resolve

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"onrecord"
	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/internal/kb"
	"onrecord/ling"
)

// bare annotates everything but names, which a test marks.
var bare = sync.OnceValues(func() (*annotate.Annotator, error) {
	return annotate.New(annotate.Without(annotate.Names, annotate.Coref))
})

// named is the document of a line of text with "[[Ana Kern|PER]]" for a name, and
// its statements: "[[she|source]]" begins one, "[[it was late|content]]" is what
// the source before it, or the first behind it, says.
func named(t *testing.T, line string, day ling.Date) (*ling.Document, []onrecord.Statement) {
	t.Helper()
	a, err := bare()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var names []ling.Mention
	var said []ling.Span
	var statements []onrecord.Statement
	var open []int
	for line != "" {
		switch {
		case strings.HasPrefix(line, "[["):
			open, line = append(open, b.Len()), line[2:]
		case line[0] == '|' && len(open) > 0:
			typ, rest, _ := strings.Cut(line[1:], "]]")
			span := ling.Span{Start: open[len(open)-1], End: b.Len()}
			open, line = open[:len(open)-1], rest
			switch typ {
			case "source":
				s := onrecord.Statement{Source: onrecord.Party{Spans: []ling.Span{span}}}
				s.Content.Spans, said = said, nil
				statements = append(statements, s)
			case "content":
				if n := len(statements); n > 0 && statements[n-1].Content.Spans == nil {
					statements[n-1].Content.Spans = []ling.Span{span}
				} else {
					said = append(said, span)
				}
			default:
				names = append(names, ling.Mention{Span: span, Type: ling.MentionType(typ), Entity: -1})
			}
		default:
			b.WriteByte(line[0])
			line = line[1:]
		}
	}
	doc, err := a.AnnotateArticle(context.Background(), annotate.Source{Text: b.String(), Published: day})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range names {
		m.First, m.Last = doc.TokensIn(m.Span)
		m.Head = m.Last - 1
		doc.Mentions = append(doc.Mentions, m)
	}
	return doc, statements
}

// TestNames holds what becomes of the names that a name layer has found: some
// are cut, some have another type, some are none, and some it has missed.
func TestNames(t *testing.T) {
	base, err := kb.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	r := reader(t, english(t))
	for _, c := range []struct{ text, want string }{
		{"[[Zahava Gal|PER]]-Ner left.", "PER Zahava Gal-Ner"},
		{"[[Zahava Gal|PER]]-based Ner left.", "PER Zahava Gal"},
		{"[[Ana Stokes|PER]] left. [[Stokes|ORG]] was late.", "PER Ana Stokes, PER Stokes"},
		{"[[Ana al-Stokes|PER]] left. [[Stokes|GPE]] was late.", "PER Ana al-Stokes, PER Stokes"},
		{"[[Ida Holm|PER]], [[M.S.|GPE]], left.", "PER Ida Holm"},
		{"The salt trader, [[Norvik|GPE]], said no.", "PER Norvik"},
		{"The salt town, [[Norvik|GPE]], was shut.", "GPE Norvik"},
		{"On [[Monday Ada Obi|PER]] left.", "PER Ada Obi"},
		{"The Minister of Roads and [[Ports Samir Haddad|PER]] left.", "PER Samir Haddad"},
		{"The charity Save Our Rivers left.", "ORG Save Our Rivers"},
		{"The newspaper “Zora” was shut.", "ORG Zora"},
		{"Northline, a unit of [[Calder Bank|ORG]], left.", "ORG Northline, ORG Calder Bank"},
		{"The Harbour Board left.", "ORG Harbour Board"},
		{"HARBOUR BOARD LEFT THE HALL", ""},
		{"TROY, [[Ohio|GPE]] (AP) -- It was late.", "GPE TROY, GPE Ohio, ORG AP"},
		{"[[Sergey|PER]] Lavrov left.", "PER Sergey Lavrov"},
		{"The acting chief of Northline, Dr [[Alan Meyer|PER]], left.", "ORG Northline, PER Alan Meyer"},
		{"A spokesman for Northline left.", "ORG Northline"},
		{"[[Ann|PER]] \"Babs\" [[Lee|PER]] left.", "PER Ann \"Babs\" Lee"},
		{"The port firm, Harwell, left.", "ORG Harwell"},
		{"The port firm, [[Harwell|PER]], left.", "ORG Harwell"},
		{"He is the chairman of Mrs. [[Clore|PER]]'s team.", "PER Clore"},
		{"The chief of Staff [[Ida Holm|PER]] left.", "PER Ida Holm"},
		{"[[Ana Paris|PER]] left. [[Paris|GPE]] was late.", "PER Ana Paris, GPE Paris"},
		{"[[Ana Hamas|PER]] left. [[Hamas|ORG]] was late.", "PER Ana Hamas, ORG Hamas"},
		{"[[Ana Stokes|PER]] left. Stokes was late.", "PER Ana Stokes, PER Stokes"},
		{"Secretary of [[State|ORG]] Ida Holm left.", ""},
		{"Secretary of [[State Ida Holm|PER]] left.", "PER Ida Holm"},
		{"[[State|ORG]] Secretary Ida Holm left.", ""},
		{"[[Australian Tim Weekes|PER]] left.", "NORP Australian, PER Tim Weekes"},
		{"[[Democrat Ana Holm|PER]] left.", "PER Ana Holm"},
		{"[[Valdoria|ORG]] was shut. Valdorian troops left.", "GPE Valdoria, NORP Valdorian"},
		{"[[Hamas|ORG]] was shut. Hamasian troops left.", "ORG Hamas"},
		{"[[Ida Trask|PER]] left. Traskian troops left. [[Trask|LOC]] was late.", "PER Ida Trask, PER Trask"},
		{"[[The Ministry|ORG]] was shut. [[The Ministry of Fish|ORG]] was not.", "ORG The Ministry of Fish"},
		{"[[But|PER]] it was late. [[US|GPE]] troops left.", "GPE US"},
		{"[[Supreme Commander Gen.|ORG]] Bo Lind left.", ""},
		{"[[Minister] Ana Holm|PER]] left.", "PER Ana Holm"},
	} {
		doc, _ := named(t, c.text, ling.Date{})
		p := newPage(r.words, clause.Look(doc), &onrecord.Article{Text: doc.Text})
		w := &world{marks: &marks{page: p, made: map[place]*mark{}}, kb: base, byRef: map[kb.Ref]*entity{}}
		(&gatherer{w}).gather(nil)
		(&cast{linker: &linker{&offices{world: w}}}).surnames()
		var got []string
		for _, m := range w.list {
			got = append(got, fmt.Sprintf("%s %s", m.Type, doc.Text[m.Start:m.End]))
		}
		if got := strings.Join(got, ", "); got != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}
