package ledger_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/world"
	"onrecord/internal/world/incident"
	"onrecord/internal/world/ledger"
	"onrecord/internal/world/worldtest"
	"onrecord/ling"
)

// newReader reads articles, for all tests: its models take half a second.
var newReader = sync.OnceValues(func() (*process.Reader, error) { return process.New("test") })

// dated are articles, each a day and a text, all our own.
func dated(t *testing.T, lines ...string) []onrecord.Article {
	t.Helper()
	var out []onrecord.Article
	for i, line := range lines {
		day, text, _ := strings.Cut(line, " ")
		out = append(out, onrecord.Article{
			ID: onrecord.ArticleID(fmt.Sprintf("%02d", i)), Outlet: "Outlet", Text: text, Published: given(t, day),
		})
	}
	return out
}

// told is a row in a line: its type and its history.
func told(g onrecord.LedgerAgreement) string {
	parts := make([]string, len(g.History))
	for i, s := range g.History {
		parts[i] = strings.TrimSpace(fmt.Sprintf("%s %s %s", s.When.Value, s.Status, s.AccordingTo.Name))
	}
	return string(g.Type) + ": " + strings.Join(parts, "; ")
}

func check(t *testing.T, arts []onrecord.Article, want ...string) []onrecord.LedgerAgreement {
	t.Helper()
	rows := lay(t, arts...)
	slices.SortStableFunc(rows, func(a, b onrecord.LedgerAgreement) int { return strings.Compare(string(a.Type), string(b.Type)) })
	var got []string
	for _, g := range rows {
		got = append(got, told(g))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
	return rows
}

// TestRows has articles make the rows that stand under them in testdata/rows.txt.
func TestRows(t *testing.T) {
	b, err := os.ReadFile("testdata/rows.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(b), "\n-- ")[1:] {
		title, rest, _ := strings.Cut(block, "\n")
		t.Run(title, func(t *testing.T) {
			var articles, want []string
			for line := range strings.Lines(rest) {
				line = strings.TrimSpace(line)
				if row, found := strings.CutPrefix(line, "= "); found {
					want = append(want, row)
				} else if line != "" {
					articles = append(articles, line)
				}
			}
			if len(articles) == 0 || len(want) == 0 {
				t.Fatal("no articles, or no rows of them")
			}
			check(t, dated(t, articles...), want...)
		})
	}
}

// TestManyNames has one truce be one row though each article calls it something else.
func TestManyNames(t *testing.T) {
	arts := dated(t,
		"2015-03-02 The government of Chad and the rebels agreed to a ceasefire in the north.",
		"2015-03-04 The cease-fire agreement between the government of Chad and the rebels took effect on Wednesday.",
		"2015-03-09 The rebels violated the truce in Chad, according to the army.",
		"2015-04-20 Chad extended the March truce.",
	)
	rows := check(t, arts, "ceasefire: 2015-03-02 agreed; 2015-03-04 in force; 2015-03-09 violated the army; 2015-04-20 extended")
	if len(rows) == 1 && len(rows[0].Names) < 3 {
		t.Errorf("is called %v", rows[0].Names)
	}
	slices.Reverse(arts)
	if again := lay(t, arts...); len(again) != len(rows) || again[0].ID != rows[0].ID || told(again[0]) != told(rows[0]) {
		t.Errorf("another order gives %v", again)
	}
}

// TestEffect keeps the day of effect apart from that of signing, and tells for
// any day what was so.
func TestEffect(t *testing.T) {
	rows := check(t, dated(t,
		"2015-03-02 Chad and the rebels signed a ceasefire on Monday which is to take effect on March 10.",
		"2015-04-20 The rebels broke the ceasefire in Chad.",
	), "ceasefire: 2015-03-02 signed; 2015-03-10 in force; 2015-04-20 violated")
	for day, want := range map[string]onrecord.AgreementStatus{
		"2015-03-05": onrecord.Signed, "2015-03-10": onrecord.InForce, "2015-04-01": onrecord.InForce, "2015-05-01": onrecord.Violated,
	} {
		at, ok := ledger.AsOf(rows[0], day)
		if !ok || at.Latest[len(at.Latest)-1].Status != want {
			t.Errorf("as of %s: got %v, want %s", day, at.Latest, want)
		}
	}
	if _, ok := ledger.AsOf(rows[0], "2015-03-01"); ok {
		t.Error("something was so before anything was told")
	}
}

// TestContested keeps what two say of one time side by side.
func TestContested(t *testing.T) {
	rows := lay(t, dated(t,
		"2015-03-02 Chad and the rebels agreed to a ceasefire.",
		"2015-03-09 The army said that the ceasefire in Chad was holding. The rebels said that the ceasefire had collapsed.",
	)...)
	if len(rows) != 1 || !rows[0].Contested || len(rows[0].Latest) != 3 {
		t.Errorf("got %+v, want one contested row with three asserters", rows)
	}
}

// TestIncidents has what is held against a truce stand with it: by whom, and by
// whom it is denied, in other articles too.
func TestIncidents(t *testing.T) {
	rows := lay(t, dated(t,
		"2015-03-02 Chad and the Coastal Front signed a ceasefire.",
		"2015-03-09 The Coastal Front accused the army of Chad of shelling the port of Lune on Sunday in violation of the ceasefire.",
		"2015-03-10 The army of Chad denied shelling the port of Lune on Sunday.",
		"2015-03-11 Gunmen killed four people in the capital of Chad.",
	)...)
	if len(rows) != 1 || len(rows[0].Incidents) != 1 {
		t.Fatalf("got %+v, want one row with one incident", rows)
	}
	in := rows[0].Incidents[0]
	if in.Incident == "" || len(in.AllegedBy) != 1 || in.AllegedBy[0].Name != "Coastal Front" {
		t.Errorf("got %+v, alleged by the Coastal Front", in)
	}
	if len(in.DeniedBy) != 1 || in.DeniedBy[0].Name != "Chad" {
		t.Errorf("got %+v, denied by the army of Chad", in)
	}
}

// TestHomelessIncidents has what is held against a truce that names no theatre
// go with it.
func TestHomelessIncidents(t *testing.T) {
	rows := lay(t, dated(t, "2015-03-09 Gunmen shelled a convoy in violation of the ceasefire.")...)
	if len(rows) != 1 || len(rows[0].Incidents) != 1 || rows[0].Incidents[0].Incident == "" {
		t.Errorf("got %+v, want one row with one incident", rows)
	}
}

// TestAnyOrder has the same rows come of the same articles whatever way they
// came, those that find their theatre by others too.
func TestAnyOrder(t *testing.T) {
	reader, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	var records []*onrecord.Record
	for _, art := range dated(t,
		"2015-03-02 The United States and Russia brokered a truce that takes effect on March 10.",
		"2015-03-10 A ceasefire took effect in Chad on Tuesday.",
		"2015-03-12 The rebels violated the truce in Chad, according to the army.",
		"2015-04-28 Chad and the rebels announced a seven-day truce in Abéché.",
		"2015-05-02 Armenia and Azerbaijan agreed to a ceasefire.",
		"2015-05-05 Armenia broke the ceasefire, Azerbaijan said.",
		"2015-05-06 Azerbaijan accused Armenia of shelling a village in violation of the ceasefire.",
		"2015-05-07 Armenia denied shelling a village.",
	) {
		rec, _, err := reader.Record(t.Context(), art)
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, &rec)
	}
	worldtest.Check(t, records, incident.Type{}, ledger.Breaches{}, ledger.Homes{}, ledger.Strays{}, ledger.Strays{Again: true}, ledger.Type{})
}

// TestLongWar bounds what the key of a long war costs: five thousand tolds.
func TestLongWar(t *testing.T) {
	if testing.Short() {
		t.Skip("counts time")
	}
	reader, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	var facts []world.Fact
	texts := []string{"Chad and the rebels agreed to a new ceasefire.", "The rebels violated the truce in Chad.", "Chad and the rebels announced a seven-day truce in Abéché.", "The ceasefire in Chad was holding, the army said."}
	for i, text := range texts {
		rec, _, err := reader.Record(t.Context(), dated(t, "2000-01-02 "+text)[0])
		if err != nil {
			t.Fatal(err)
		}
		one, err := ledger.Type{}.Facts(&rec)
		if err != nil || len(one) != 1 {
			t.Fatal(text, len(one), err)
		}
		for n := range 1250 {
			f := one[0]
			f.Article, f.Day = onrecord.ArticleID(fmt.Sprintf("%04d%d", n, i)), ling.NewDate(2000, 1, 1).AddDays(n*4+i).String()
			facts = append(facts, f)
		}
	}
	slices.SortFunc(facts, world.Fact.Compare)
	start := time.Now()
	rows, err := ledger.Type{}.Rows(facts[0].Key, facts)
	if took := time.Since(start); err != nil || took > 3*time.Second {
		t.Errorf("%d rows of %d tolds took %s, %v", len(rows), len(facts), took, err)
	} else {
		t.Logf("%d rows of %d tolds took %s", len(rows), len(facts), took)
	}
}
