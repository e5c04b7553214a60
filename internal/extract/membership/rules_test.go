package membership

import (
	"testing"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/extract/extracttest"
	"onrecord/internal/rules"
	"onrecord/ling"
)

// reading reads texts as the tests need them.
type reading struct {
	extracttest.Reading
	x *Extractor
}

func newReading(t testing.TB) reading {
	t.Helper()
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return reading{extracttest.New(t), x}
}

// day is the day of every article of the tests.
var day = ling.NewDate(2016, 5, 12)

// article annotates a text and finds its statements.
func (r reading) article(t testing.TB, text string) (*clause.View, *onrecord.Article, *onrecord.Found) {
	t.Helper()
	p := r.Text(t, text, day)
	return p.View, p.Art, p.Found
}

// matches are all matches of a kind in a text.
func (r reading) matches(t testing.TB, kind, text string) (*clause.Predicates, []rules.Match) {
	t.Helper()
	view, art, found := r.article(t, text)
	p := r.x.grammar.Predicates(view)
	in := &reader{Predicates: p, rules: r.x.set.On(p), book: r.x.book, art: art, in: found}
	var out []rules.Match
	for i := range in.Tokens {
		out = append(out, in.rules.All(kind, i, in)...)
	}
	return in.Predicates, out
}

// Every rule holds where its yes examples say, and nowhere in its no examples.
func TestExamples(t *testing.T) {
	r := newReading(t)
	for _, q := range r.x.set.Patterns() {
		t.Run(q.Name(), func(t *testing.T) {
			for _, e := range q.Yes {
				m, err := rules.Unmark(e.Text)
				if err != nil || len(m.Marks) == 0 {
					t.Fatalf("line %d: %d marks, %v", e.Line, len(m.Marks), err)
				}
				p, found := r.matches(t, q.Kind, m.Text)
				if fault := m.Fault(q.Name(), p, found); fault != "" {
					t.Errorf("%s:%d: %s: %s", q.File, e.Line, fault, m.Text)
				}
			}
			for _, e := range q.No {
				_, found := r.matches(t, q.Kind, e.Text)
				for _, m := range found {
					if m.Name() == q.Name() {
						t.Errorf("%s:%d: holds: %s", q.File, e.Line, e.Text)
					}
				}
			}
		})
	}
}

// The version is that of the rules: one name for what one program reads by.
func TestVersion(t *testing.T) {
	if v := Version(); len(v) < 6 || v != Version() {
		t.Errorf("version %q", v)
	}
}
