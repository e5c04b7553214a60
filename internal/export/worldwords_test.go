package export_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/query"
)

// csvOf are chosen cells of one row of a list of the world tier.
func csvOf(t *testing.T, of query.List, row any, columns ...string) string {
	t.Helper()
	var out bytes.Buffer
	if _, err := export.WriteWorld(&out, export.Layout{Format: export.CSV, Columns: columns}, of, bodies(t, row)); err != nil {
		t.Fatal(err)
	}
	_, cells, _ := strings.Cut(strings.TrimSuffix(out.String(), "\n"), "\n")
	return cells
}

// Cells say what a row has: spans of days, names and outlets each once, numbers
// side by side with who gives each, and each status with whose word it is.
func TestWorldCells(t *testing.T) {
	n := func(i int) *int { return &i }
	many := strings.Repeat("a", 64)
	for _, c := range []struct {
		of     query.List
		row    any
		column string
		want   string
	}{
		{query.Stories, onrecord.Story{First: "2016-05-12", Last: "2016-05-14"}, "days", "2016-05-12/2016-05-14"},
		{query.Stories, onrecord.Story{First: "2016-05-12", Last: "2016-05-12"}, "days", "2016-05-12"},
		{query.Stories, onrecord.Story{Actors: []onrecord.StoryActor{{Who: onrecord.Who{Name: "Marenia"}}, {Who: onrecord.Who{Name: "Alvoria"}}}}, "actors", `"Marenia, Alvoria"`},
		{query.Stories, onrecord.Story{Articles: []onrecord.StoryArticle{{Outlet: "Post"}, {}, {Outlet: "Mail"}, {Outlet: "Post"}}}, "outlets", "Post; Mail"},
		{query.Incidents, onrecord.Incident{Figures: []onrecord.Figure{
			{What: "killed", Min: n(129), Cites: []onrecord.Cite{{Outlet: "Post"}, {Outlet: "Post"}}}, {What: "killed", Min: n(130), Max: n(130), Cites: []onrecord.Cite{{Article: onrecord.ArticleID("sha256:" + many)}}}}},
			"figures", "129 or more killed (Post); 130 killed (sha256:aaaaaaaa…)"},
		{query.Ledger, onrecord.LedgerAgreement{History: []onrecord.LedgerStatus{{Status: onrecord.Violated, When: onrecord.Period{Value: "2016-05-11"}, AccordingTo: onrecord.Who{Name: "Marenia"}}, {Status: onrecord.Holding, Cite: onrecord.Cite{Outlet: "Post"}}}},
			"history", `"violated, 11 May 2016 (Marenia); holding (Post)"`},
	} {
		if got := csvOf(t, c.of, c.row, c.column); got != c.want {
			t.Errorf("%s of %s: %s, want %s", c.column, c.of, got, c.want)
		}
	}
}

// Entries of a page or a dossier say what a row is and rest on its words.
func TestEntriesOfRows(t *testing.T) {
	cite := onrecord.Cite{Article: "a", Outlet: "Post", Text: "the group"}
	for _, c := range []struct{ got, want export.Entry }{
		{export.ThreadEntry(onrecord.Thread{Title: "The harbour", First: "2016-05", Last: "2016-06", Stories: []string{"s"}, Counts: onrecord.Counts{Articles: 2, Texts: 2, Sources: 1}, Actors: []onrecord.StoryActor{{Who: onrecord.Who{Name: "Marenia"}}}}),
			export.Entry{Days: "May 2016 – June 2016", Head: "The harbour", Notes: []string{"1 story", "2 articles, 2 distinct texts, 1 independent source", "Marenia"}}},
		{export.NamingEntry(onrecord.Naming{Who: onrecord.Who{Name: "League"}, Wording: "the group", Voice: onrecord.OwnVoice, Count: 2, Articles: 1, First: "2016-05-12", Cite: cite}),
			export.Entry{Days: "12 May 2016", Head: "the group", Tags: []string{"own"}, Notes: []string{"League", "no outlet known", "2 times in 1 article"}, Lines: []export.Line{{Lead: "first:", Quote: "the group", Cite: cite}}}},
		{export.InconsistencyEntry(onrecord.Inconsistency{Kind: "figures", Message: "12 and 14", Cites: []onrecord.Cite{cite}}),
			export.Entry{Head: "12 and 14", Tags: []string{"figures"}, Lines: []export.Line{{Lead: "Post", Quote: "the group", Cite: cite}}}},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%+v\nwant %+v", c.got, c.want)
		}
	}
}

// What became of claims is told in signs, each with its words, and in a sum.
func TestChangesInWords(t *testing.T) {
	changes := []onrecord.Change{
		{Type: onrecord.StatementClaim, Is: "Ana Kovač [say] open"}, {Type: onrecord.StatementClaim, Is: "police [say] 17\nkilled"}, {Type: onrecord.StatementClaim, Was: "Marenia [deny] shots"},
		{Type: onrecord.EventClaim, Was: "police [say] 12", Is: "police [say] 17"},
	}
	var out bytes.Buffer
	for _, c := range changes {
		if err := export.WriteChange(&out, "> ", c); err != nil {
			t.Fatal(err)
		}
	}
	if want := "> + statement: Ana Kovač [say] open\n> + statement: police [say] 17 killed\n> − statement: Marenia [deny] shots\n> ~ event: police [say] 12\n>   now: police [say] 17\n"; out.String() != want {
		t.Errorf("%s\nwant %s", out.String(), want)
	}
	if got, want := export.CountChanges(changes), "+2 −1 statements, ~1 events"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := export.CountChanges(nil); got != "no change" {
		t.Error(got)
	}
	if got := export.Plain("a\x1b[31m\nb"); strings.ContainsAny(got, "\x1b\n") || !strings.HasPrefix(got, "a") || !strings.HasSuffix(got, "b") {
		t.Errorf("%q steers a terminal", got)
	}
}

// Columns that can be chosen are those that a table has, and changes of
// positions are a table too.
func TestNamesOfColumns(t *testing.T) {
	for name, has := range map[string][]string{"speaker": nil, "title": export.WorldColumns(query.Stories), "weight": export.NetworkColumns(), "concept": export.ShiftColumns()} {
		found := strings.Contains(" "+strings.Join(has, " ")+" ", " "+name+" ")
		if found != (name != "speaker") {
			t.Errorf("%s among %q: %v", name, has, found)
		}
	}
	var out bytes.Buffer
	shift := onrecord.Shift{Who: onrecord.Who{Name: "Marenia"}, Concept: "open harbour", From: onrecord.Position{Value: "agree"}, To: onrecord.Position{Value: "disagree"}}
	if n, err := export.WriteShifts(&out, export.Layout{Format: export.JSONL}, listOf(shift)); n != 1 || err != nil || !strings.Contains(out.String(), `"open harbour"`) {
		t.Errorf("%d, %v: %s", n, err, out.String())
	}
	for f, binary := range map[export.Format]bool{export.XLSX: true, export.Parquet: true, export.CSV: false} {
		if f.Binary() != binary {
			t.Errorf("%s: binary %v", f, !binary)
		}
	}
}
