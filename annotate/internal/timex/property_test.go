package timex

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"onrecord/ling"
)

// timex3 is the shape of a TIMEX3 value (TimeML 1.2.1, ISO 8601 with X for what
// is open).
var timex3 = regexp.MustCompile(`^(` +
	`(BC)?[\dX]{4}(-[\dX]{2}(-[\dX]{2})?)?(T(\d\d:\d\d(Z|[+-]\d\d)?|MO|MI|AF|EV|NI|DT))?` + // days, months, years, times
	`|(BC)?[\dX]{4}-(W[\dX]{2}(-WE|-[1-7](T(\d\d:\d\d(Z|[+-]\d\d)?|MO|MI|AF|EV|NI|DT))?)?|Q[1-4]|H[12]|SP|SU|FA|WI)` +
	`|(BC)?\d{2,3}` + // centuries, decades
	`|FY\d{4}|FYXXXX` +
	`|P[\dX.]+(D|W|WE|M|Q|S|Y|DE|CE)|PT[\dX.]+[HMS]` +
	`|PAST_REF|PRESENT_REF|FUTURE_REF)$`)

func check(t *testing.T, doc *ling.Document) {
	t.Helper()
	end := 0
	for _, e := range doc.Times {
		switch {
		case e.Start < 0 || e.End > len(doc.Text) || e.Empty():
			t.Errorf("%q: span %v lies outside", doc.Text, e.Span)
		case e.First < 0 || e.Last > len(doc.Tokens) || e.First >= e.Last:
			t.Errorf("%q: tokens [%d, %d)", doc.Text, e.First, e.Last)
		case e.Start < end:
			t.Errorf("%q: %v overlaps the one before", doc.Text, e.Span)
		case !timex3.MatchString(e.Value):
			t.Errorf("%q: %q is no TIMEX3 value for %q (%s)", doc.Text, e.Value, e.In(doc.Text), e.FoundBy)
		case e.Earliest.IsZero() != e.Latest.IsZero():
			t.Errorf("%q: %s: half an interval: %v to %v", doc.Text, e.Value, e.Earliest, e.Latest)
		case !e.Earliest.IsZero() && (!e.Earliest.Valid() || !e.Latest.Valid()):
			t.Errorf("%q: %s: no days: %v to %v", doc.Text, e.Value, e.Earliest, e.Latest)
		case e.Earliest.Compare(e.Latest) > 0:
			t.Errorf("%q: %s: %v is after %v", doc.Text, e.Value, e.Earliest, e.Latest)
		case utf8.ValidString(doc.Text) && !utf8.ValidString(e.In(doc.Text)):
			t.Errorf("%q: %v cuts a character", doc.Text, e.Span)
		}
		for _, v := range e.Alternatives {
			if !timex3.MatchString(v) {
				t.Errorf("%q: %q is no TIMEX3 value", doc.Text, v)
			}
		}
		end = e.End
	}
}

func FuzzAnnotate(f *testing.F) {
	tagger, err := New()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(newsish, 2015, 11, 19)
	f.Add("Feb. 29-30, 1900 at 25:61 UTC, 0 BC; the 0th century, '00s; 99999999999 years ago, next 12/12/0000", 1, 1, 1)
	f.Add("last year the next decade a century ago in 1 BC two years later 3000 BC 1000 years later", 9999, 12, 31)
	f.Add("“’82–’83” 10:42 GMT +317 October 2019 the night of the 31st of February 2-3-4 2015-13-32T99:99", 0, 0, 0)
	f.Fuzz(func(t *testing.T, text string, year, month, day int) {
		date := ling.Date{Year: year % 10000, Month: month, Day: day}
		doc := read(tagger, text, date)
		check(t, doc)
		again := read(tagger, text, date)
		if !reflect.DeepEqual(doc.Times, again.Times) || !reflect.DeepEqual(doc.Diagnostics, again.Diagnostics) {
			t.Errorf("%q: two readings differ", text)
		}
	})
}

// clockText holds every kind of expression that a careless reader would count
// from the machine's clock.
const clockText = `Today he spoke; yesterday he wrote. On Friday, on May 3, in June, last week, two years ago, this morning,
at 5 p.m., next month, in the spring, in '82, in the sixties, at Christmas, now, by the end of the year, on the 23rd, this weekend.`

// TestClock reads under other clocks: a bubble of synctest begins in the year
// 2000, and sleeping in it turns its clock.
func TestClock(t *testing.T) {
	tagger := newTagger(t)
	for _, day := range []ling.Date{{}, ruleDay} {
		want := read(tagger, clockText, day).Times
		if len(want) < 15 {
			t.Fatalf("found only %d expressions", len(want))
		}
		synctest.Test(t, func(t *testing.T) {
			for _, year := range []int{2000, 2038} {
				time.Sleep(time.Until(time.Date(year, 1, 19, 3, 14, 8, 0, time.UTC)))
				if got := time.Now().Year(); got != year {
					t.Fatalf("the clock says %d, want %d", got, year)
				}
				fresh := newTagger(t)
				if got := read(fresh, clockText, day).Times; !reflect.DeepEqual(got, want) {
					t.Errorf("day %v: in %d found %v, want %v", day, year, got, want)
				}
			}
		})
	}
}

// TestNoClock looks for calls that read the machine's clock or its zone.
func TestNoClock(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil || len(names) == 0 {
		t.Fatal("no source files", err)
	}
	fset := token.NewFileSet()
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == "time" {
				switch sel.Sel.Name {
				case "Now", "Since", "Until", "Local", "LoadLocation", "Tick", "After":
					t.Errorf("%s: time.%s reads the clock", fset.Position(sel.Pos()), sel.Sel.Name)
				}
			}
			return true
		})
	}
}
