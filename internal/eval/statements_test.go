package eval

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord"
	"onrecord/annotate"
	"onrecord/internal/clause"
	"onrecord/internal/extract/statement"
)

var updateStatements = flag.Bool("statements.update", false, "write testdata/statements.golden")

// minF1 are the scores that PolNeAR's dev part must not fall under, whatever
// the golden file is rewritten to: those of the day this was written, less a tenth.
var minF1 = map[string]float64{"all": 68.6, "direct": 91.1, "speech": 75.6}

// TestStatementScore scores statements on PolNeAR's dev part, as
// score/statements.py does, and holds them to the golden file and the floors.
func TestStatementScore(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 84 articles")
	}
	name := filepath.Join("..", "..", "..", "shared", "data", "polnear", "polnear-dev.jsonl")
	in, err := os.Open(name)
	if err != nil {
		t.Skip("the corpus is not here")
	}
	defer in.Close()
	docs, err := ReadJSONLines[AttributedDoc](name, in)
	if err != nil {
		t.Fatal(err)
	}
	a, err := annotate.New()
	if err != nil {
		t.Fatal(err)
	}
	x, err := statement.New()
	if err != nil {
		t.Fatal(err)
	}
	var score AttributionScore
	for _, d := range docs {
		doc, err := a.Annotate(t.Context(), d.Text)
		if err != nil {
			t.Fatal(err)
		}
		score.Add(d, Outermost(d.Text, x.Extract(clause.Look(doc), &onrecord.Article{Text: d.Text})))
	}
	t.Logf("PolNeAR dev\n%s", score.String())
	for row, least := range minF1 {
		if f := score.F1(row); f < least {
			t.Errorf("%s: F1 %.1f, want at least %.1f", row, f, least)
		}
	}
	if p, r := score.ratios("all"); p < r {
		t.Errorf("precision %.3f under recall %.3f", p, r)
	}
	golden := filepath.Join("testdata", "statements.golden")
	if *updateStatements {
		if err := os.WriteFile(golden, []byte(score.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, err := os.ReadFile(golden); err != nil || string(want) != score.String() {
		t.Errorf("differs from %s; -statements.update writes it: %s", golden, want)
	}
}

// A right statement, one with a wrong source, and one within another, by hand.
func TestAttributionScore(t *testing.T) {
	text := "Ana said “it is over,” and Bo wept. Cy said it was cold."
	span := func(s string) [][2]int {
		i := strings.Index(text, s)
		if i < 0 {
			t.Fatalf("no %q", s)
		}
		a := len([]rune(text[:i]))
		return [][2]int{{a, a + len([]rune(s))}}
	}
	yes := true
	gold := AttributedDoc{Text: text, Attributions: []Attribution{
		{Source: span("Ana"), Cue: span("said “")[:1], Content: span("“it is over,”"), Speech: &yes},
		{Source: span("Cy"), Cue: [][2]int{{39, 43}}, Content: span("it was cold"), Speech: &yes},
	}}
	var score AttributionScore
	score.Add(gold, []Attribution{
		{Source: span("Ana"), Cue: span("said “"), Content: span("“it is over,”")},
		{Source: span("Bo"), Cue: [][2]int{{39, 43}}, Content: span("it was cold")},
	})
	for row, want := range map[string]float64{"all": 50, "direct": 100, "indirect": 0, "speech": 50} {
		if got := score.F1(row); got != want {
			t.Errorf("%s: F1 %.1f, want %.1f\n%s", row, got, want, score.String())
		}
	}
}
