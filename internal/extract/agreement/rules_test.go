package agreement

import (
	"strings"
	"testing"

	"onrecord"
	"onrecord/annotate"
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

// of is article for a text with blocks.
func (r reading) of(t testing.TB, src annotate.Source) (*clause.View, *onrecord.Article, *onrecord.Found) {
	t.Helper()
	p := r.Source(t, src)
	return p.View, p.Art, p.Found
}

// reader is what finds the agreements of a text, with all found.
func (r reading) reader(t testing.TB, text string) *reader {
	t.Helper()
	view, art, found := r.article(t, text)
	out := newReader(r.x, view, art, found)
	out.findNamings()
	return out
}

// matches are the first matches of a kind at every token; for parts, all of them.
func (r *reader) matches(kind string) []rules.Match {
	var out []rules.Match
	for i := range r.Tokens {
		switch {
		case kind == kindPart || kind == kindOwn:
			out = append(out, r.rules.All(kind, i, r)...)
		case kind == kindWhole:
			if m, ok := r.rules.First(kind, i, wholeSite{r}); ok {
				out = append(out, m)
			}
		default:
			if m, ok := r.rules.First(kind, i, r); ok {
				out = append(out, m)
			}
		}
	}
	return out
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
				if fault := r.fault(t, q, &m); fault != "" {
					t.Errorf("%s:%d: %s: %s", q.File, e.Line, fault, m.Text)
				}
			}
			for _, e := range q.No {
				if r.reader(t, e.Text).holdsIn(q) {
					t.Errorf("%s:%d: holds: %s", q.File, e.Line, e.Text)
				}
			}
		})
	}
}

// fault is what keeps rule q from holding in an example as it is marked.
func (r reading) fault(t testing.TB, q *rules.Pattern, m *rules.Marked) string {
	in := r.reader(t, m.Text)
	if m.Marks[0].Name != "naming" {
		return m.Fault(q.Name(), in.Predicates, in.matches(q.Kind))
	}
	for _, n := range in.named {
		if n.rule == foundHere+q.Name() && m.Marks[0].Contains(in.Token(n.at).Span) {
			return ""
		}
	}
	return "names nothing"
}

// holdsIn reports whether rule q holds anywhere.
func (r *reader) holdsIn(q *rules.Pattern) bool {
	switch q.Kind {
	case kindNaming, kindInstrument, kindPledge, kindDeed:
		for _, n := range r.named {
			if n.rule == foundHere+q.Name() {
				return true
			}
		}
		return false
	}
	for _, m := range r.matches(q.Kind) {
		if m.Name() == q.Name() {
			return true
		}
	}
	return false
}

// Every status and type of the contract is given by a rule.
func TestRulesGiveAll(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	var given strings.Builder
	for _, q := range x.set.Patterns() {
		given.WriteString(";" + q.Gives(givesStatus) + ";" + q.Gives(givesType) + ";" + q.Gives(givesHow) + ";")
	}
	for _, s := range onrecord.AgreementStatuses {
		if !strings.Contains(given.String(), ";"+string(s)+";") {
			t.Errorf("no rule gives the status %q", s)
		}
	}
	for _, s := range onrecord.AgreementTypes {
		if !strings.Contains(given.String(), ";"+string(s)+";") {
			t.Errorf("no rule gives the type %q", s)
		}
	}
}

// The version is that of the rules: one name for what one program reads by.
func TestVersion(t *testing.T) {
	if v := Version(); len(v) < 6 || v != Version() {
		t.Errorf("version %q", v)
	}
}
