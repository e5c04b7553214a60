package export_test

import (
	"bytes"
	"encoding/json"
	"iter"
	"testing"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/query"
)

func bodies(t *testing.T, rows ...any) iter.Seq2[json.RawMessage, error] {
	t.Helper()
	var out []json.RawMessage
	for _, r := range rows {
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, b)
	}
	return listOf(out...)
}

// Where columns find no room, rows are stacked; numbers then say what they
// count, and what stands beside each other has a line each.
func TestStackedRows(t *testing.T) {
	cite := func(outlet, words string) []onrecord.Cite { return []onrecord.Cite{{Outlet: outlet, Text: words}} }
	for _, c := range []struct {
		of   query.List
		row  any
		want string
	}{
		{query.Stories, onrecord.Story{Title: "Harbour struck", First: "2016-05-12", Last: "2016-05-12", Counts: onrecord.Counts{Articles: 3, Texts: 2, Sources: 1}},
			"12 May 2016 · 3 articles · 1 source\n  Harbour struck\n"},
		{query.Disputes, onrecord.Dispute{Kind: onrecord.DisputeDenial, First: "2016-05-12", Sides: []onrecord.Side{
			{Who: []onrecord.Who{{Name: "Marenia"}}, Stance: "denies", Cites: cite("Post", "no jets")}, {Stance: "asserts", Cites: cite("Mail", "jets")}}},
			"12 May 2016 · denial\n  Marenia denies: “no jets” (Post)\n  nobody named asserts: “jets” (Mail)\n"},
		{query.Ledger, onrecord.LedgerAgreement{Name: "truce", Type: onrecord.Ceasefire, Contested: true, Latest: []onrecord.LedgerStatus{
			{Status: onrecord.Holding, AccordingTo: onrecord.Who{Name: "Marenia"}}, {Status: onrecord.Violated, When: onrecord.Period{Value: "2016-05"}, AccordingTo: onrecord.Who{Name: "Alvoria"}}}},
			"truce · ceasefire\n  [contested] holding (Marenia)\n  violated, May 2016 (Alvoria)\n"},
		{query.Namings, onrecord.Naming{Who: onrecord.Who{Name: "The group"}, Wording: "Daesh", Voice: onrecord.OwnVoice, Outlet: "Post", Count: 2, Articles: 1, First: "2016-05-12"},
			"The group · Post · own · 2 times · 1 article · 12 May 2016\n  Daesh\n"},
	} {
		var out bytes.Buffer
		if n, err := export.WriteWorld(&out, export.Layout{Format: export.Table, Width: 60}, c.of, bodies(t, c.row)); n != 1 || err != nil || out.String() != c.want {
			t.Errorf("%s: %d, %v\n%s\nwant\n%s", c.of, n, err, out.String(), c.want)
		}
	}
	for n, want := range map[int]string{0: "0 stories", 1: "1 story", 2: "2 stories"} {
		if got := export.Plural(n, "story"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := export.Plural(2, "day"); got != "2 days" {
		t.Error(got)
	}
}

// A reference says how it is linked, and where it and the record agree or conflict.
func TestReferencesInWords(t *testing.T) {
	a := onrecord.LedgerAgreement{Name: "truce", References: []onrecord.LedgerReference{
		{List: "pax", ID: "7", Link: onrecord.LinkDecided, Points: []onrecord.ReferencePoint{
			{What: "day", There: "2016-05-10", Here: "2016-05-11"}, {What: "party", There: "Marenia", Here: "Marenia", Agrees: true}}},
		{List: "ethprio", ID: "8", Link: onrecord.LinkSuggested}}}
	var out bytes.Buffer
	if _, err := export.WriteWorld(&out, export.Layout{Format: export.CSV, Columns: []string{"references"}}, query.Ledger, bodies(t, a)); err != nil {
		t.Fatal(err)
	}
	if want := "references\n\"pax:7, linked, agrees on party Marenia, conflicts on day 2016-05-10, here 2016-05-11; ethprio:8, suggested\"\n"; out.String() != want {
		t.Errorf("%s\nwant %s", out.String(), want)
	}
}
