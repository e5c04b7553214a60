package extracttest

import (
	"strings"
	"testing"

	"onrecord"
	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/internal/extract/statement"
	"onrecord/ling"
)

// Reading is an annotator and the extractor of statements, made once for all tests of
// a package.
type Reading struct {
	Annotator  *annotate.Annotator
	statements *statement.Extractor
}

// New makes a Reading.
func New(t testing.TB) Reading {
	t.Helper()
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	s, err := statement.New()
	if err != nil {
		t.Fatal(err)
	}
	return Reading{a, s}
}

// Page is a text as an extractor gets it that runs behind the one of statements.
type Page struct {
	View  *clause.View
	Art   *onrecord.Article
	Found *onrecord.Found // its times and statements
}

// Text reads a text of a day, of no day where day is the zero one.
func (r Reading) Text(t testing.TB, text string, day ling.Date) Page {
	t.Helper()
	return r.Source(t, annotate.Source{Text: text, Published: day})
}

// Source reads a text with all that its page says of it.
func (r Reading) Source(t testing.TB, src annotate.Source) Page {
	t.Helper()
	doc, err := r.Annotator.AnnotateArticle(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	p := Look(doc)
	if !src.Published.IsZero() {
		p.Art.Published = onrecord.Published{Earliest: src.Published, Latest: src.Published}
	}
	p.Found.Statements = r.statements.Extract(p.View, p.Art)
	return p
}

// Look is the page of an annotated text, with its times and no statements.
func Look(doc *ling.Document) Page {
	p := Page{clause.Look(doc), &onrecord.Article{Text: doc.Text}, &onrecord.Found{}}
	for _, e := range doc.Times {
		p.Found.Times = append(p.Found.Times, onrecord.Time{TimeExpr: e})
	}
	return p
}

// Words are the words of spans of a text.
func Words(text string, spans []ling.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, s.In(text))
	}
	return strings.Join(out, " ")
}
