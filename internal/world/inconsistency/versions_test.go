package inconsistency

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// version is a text of a page, with a statement for each of its quotations:
// what stands behind 'Name said "'.
func version(n int, text string) onrecord.Record {
	r := onrecord.Record{Article: onrecord.Article{ID: "page", Outlet: "Orsk Bell", Version: n, Text: text, Published: onrecord.Published{Value: fmt.Sprintf("2015-03-0%d", n)}}}
	if d, err := ling.ParseDate(r.Published.Value); err == nil {
		r.Published.Earliest, r.Published.Latest = d, d
	}
	const said = ` said "`
	for at := 0; ; {
		i := strings.Index(text[at:], said)
		if i < 0 {
			return r
		}
		cue := at + i
		who := strings.LastIndexAny(text[:cue], "\n ") + 1
		end := cue + len(said) + strings.Index(text[cue+len(said):], `"`)
		r.Statements = append(r.Statements, onrecord.Statement{
			Claim: onrecord.Claim{ID: onrecord.ClaimID(fmt.Sprintf("s%d", cue))}, Mode: onrecord.Direct,
			Source:  onrecord.Party{Spans: []ling.Span{{Start: who, End: cue}}},
			Content: onrecord.Part{Spans: []ling.Span{{Start: cue + len(said), End: end}}},
		})
		at = end
	}
}

// changed are the facts of versions, a line each.
func changed(t *testing.T, versions ...onrecord.Record) string {
	t.Helper()
	last := len(versions) - 1
	facts, err := Type{}.PastFacts(versions[:last], &versions[last])
	if err != nil {
		t.Fatal(err)
	}
	rows, err := Type{}.Rows("page", facts)
	if err != nil {
		t.Fatal(err)
	}
	ids, out := map[string]bool{}, ""
	for i, row := range rows {
		var x onrecord.Inconsistency
		if err := json.Unmarshal(row.Body, &x); err != nil {
			t.Fatal(err)
		}
		if x.Kind != Versions || x.Article != "page" || facts[i].Key != "page" || facts[i].Place != behindOwn+i || ids[row.ID] {
			t.Errorf("row %+v of fact %+v", x, facts[i])
		}
		ids[row.ID] = true
		out += fmt.Sprintf("%s %s: %s | %s\n", row.First, x.Message, x.Cites[0].Text, x.Cites[1].Text)
	}
	return out
}

func TestVersions(t *testing.T) {
	for _, c := range []struct {
		name     string
		versions []onrecord.Record
		want     string
	}{
		{"numbers", []onrecord.Record{version(1, "Twelve people were killed in Orsk."), version(2, "14 people were killed in Orsk."), version(3, "15 people were killed in Orsk.")},
			"2015-03-02 \"Twelve people were killed\" in version 1, and \"14 people were killed\" in version 2: 14 people were killed | Twelve people were killed\n" +
				"2015-03-03 \"14 people were killed\" in version 2, and \"15 people were killed\" in version 3: 15 people were killed | 14 people were killed\n"},
		{"there and back", []onrecord.Record{version(1, "12 people were killed."), version(2, "14 people were killed."), version(3, "12 people were killed."), version(4, "14 people were killed.")},
			"2015-03-02 \"12 people were killed\" in version 1, and \"14 people were killed\" in version 2: 14 people were killed | 12 people were killed\n" +
				"2015-03-03 \"14 people were killed\" in version 2, and \"12 people were killed\" in version 3: 12 people were killed | 14 people were killed\n" +
				"2015-03-04 \"12 people were killed\" in version 3, and \"14 people were killed\" in version 4: 14 people were killed | 12 people were killed\n"},
		{"bounded", []onrecord.Record{version(1, "At least 12 people were killed."), version(2, "14 people were killed.")}, ""},
		{"the same", []onrecord.Record{version(1, "12 people were killed."), version(2, "Twelve people were killed, said the board.")}, ""},
		{"several", []onrecord.Record{version(1, "12 people were killed. Here 3 people were killed."), version(2, "14 people were killed.")}, ""},
		{"quote", []onrecord.Record{version(1, `Belova said "we shall never sell the old bell of Orsk".`), version(2, `Belova said "we shall gladly sell the old bell of Orsk".`)},
			"2015-03-02 other words in version 2 than in version 1: we shall gladly sell the old bell of Orsk | we shall never sell the old bell of Orsk\n"},
		{"quote moved", []onrecord.Record{version(1, `Belova said "we shall never sell the old bell of Orsk".`), version(2, `It rained. Belova said "We shall never sell the old bell of Orsk".`)}, ""},
		{"quote cut", []onrecord.Record{version(1, `Belova said "we shall never sell the old bell of Orsk".`), version(2, `Belova said "we shall never sell the old bell".`)}, ""},
		{"quote goes on", []onrecord.Record{version(1, `Belova said "we shall never sell the old bell".`), version(2, `Belova said "we shall never sell the old bell of Orsk".`)}, ""},
		{"another speaker", []onrecord.Record{version(1, `Belova said "we shall never sell the old bell of Orsk".`), version(2, `Dorin said "we shall gladly sell the old bell of Orsk".`)}, ""},
		{"another quote", []onrecord.Record{version(1, `Belova said "we shall never sell the old bell of Orsk".`), version(2, `Belova said "rain has come down on all the roofs".`)}, ""},
		{"short", []onrecord.Record{version(1, `Belova said "never sell the bell".`), version(2, `Belova said "gladly sell the bell".`)}, ""},
	} {
		if got := changed(t, c.versions...); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", c.name, got, c.want)
		}
	}
}

// TestQuotes leaves aside what is told in other words, and what was not said.
func TestQuotes(t *testing.T) {
	r := version(1, `Belova said "we shall never sell the old bell of Orsk".`)
	if got := quotes(&r); len(got) != 1 || got[0].cite.Statement == "" || got[0].cite.Text != "we shall never sell the old bell of Orsk" || got[0].who[0].Name != "Belova" {
		t.Errorf("quotes %+v", got)
	}
	r.Statements[0].Negated = true
	negated := quotes(&r)
	r.Statements[0].Negated, r.Statements[0].Mode = false, onrecord.Indirect
	if indirect := quotes(&r); len(negated)+len(indirect) != 0 {
		t.Errorf("quotes %+v, %+v", negated, indirect)
	}
}

func TestDayOf(t *testing.T) {
	r := version(2, "It rains.")
	if got := dayOf(&r); got != "2015-03-02" {
		t.Errorf("its day is %q", got)
	}
	if got := dayOf(&onrecord.Record{}); got != "" {
		t.Errorf("an unknown day is %q", got)
	}
}
