package export_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	_ "github.com/ncruces/go-sqlite3/driver"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/ling"
)

// saidAt is a position of words of a text, by their place in code points.
func saidAt(t *testing.T, text, words, name string, id onrecord.ActorID, value string) onrecord.Position {
	t.Helper()
	before, _, ok := strings.Cut(text, words)
	if !ok {
		t.Fatalf("%q does not stand there", words)
	}
	start := len([]rune(before))
	return onrecord.Position{Who: onrecord.Who{Actor: id, Name: name}, Concept: "The harbour stays open", Value: value,
		Cite: onrecord.Cite{Article: "a", Start: start, End: start + len([]rune(words)), Text: words}}
}

// dnaStatements are what the program shows of a database: it joins these tables
// so, and takes the words of a statement from its document by UTF-16 units.
const dnaStatements = `SELECT d.Title, d.Text, d.Author, d.Source, d.Notes, datetime(d.Date, 'unixepoch'), s.Start, s.Stop, person.Value, organization.Value, concept.Value, b.Value
	FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId JOIN STATEMENTTYPES t ON t.ID = s.StatementTypeId
	JOIN DATABOOLEAN b ON b.StatementId = s.ID AND b.VariableId = (SELECT ID FROM VARIABLES WHERE Variable = 'agreement' AND StatementTypeId = t.ID)
	JOIN (SELECT x.StatementId, e.Value FROM DATASHORTTEXT x JOIN ENTITIES e ON e.ID = x.Entity JOIN VARIABLES v ON v.ID = x.VariableId AND v.ID = e.VariableId AND v.Variable = 'person') person ON person.StatementId = s.ID
	JOIN (SELECT x.StatementId, e.Value FROM DATASHORTTEXT x JOIN ENTITIES e ON e.ID = x.Entity JOIN VARIABLES v ON v.ID = x.VariableId AND v.ID = e.VariableId AND v.Variable = 'organization') organization ON organization.StatementId = s.ID
	JOIN (SELECT x.StatementId, e.Value FROM DATASHORTTEXT x JOIN ENTITIES e ON e.ID = x.Entity JOIN VARIABLES v ON v.ID = x.VariableId AND v.ID = e.VariableId AND v.Variable = 'concept') concept ON concept.StatementId = s.ID
	ORDER BY s.ID`

// Every position is a statement of its words in a database that the program of
// Discourse Network Analyzer reads; those of undated articles are left out.
func TestDNA(t *testing.T) {
	text := "🙂 Ana Kovač said the harbour stays open. Marenia wants it closed."
	r := onrecord.Record{Article: onrecord.Article{ID: "a", Title: strings.Repeat("long ", 60), Outlet: "Lakeside Agency", Authors: []string{"Lena Marsh"}, URL: "https://lakeside.example/a", Text: text,
		Published: onrecord.Published{Value: "2016-05", Earliest: ling.NewDate(2016, 5, 1), Latest: ling.NewDate(2016, 5, 31)}},
		Found: onrecord.Found{Actors: []onrecord.Actor{{ID: "x:ana-kovac", Name: "Ana Kovač", Type: onrecord.Person}, {ID: "x:marenia", Name: "Marenia", Type: "country"}}}}
	undated := onrecord.Record{Article: onrecord.Article{ID: "b", Text: text}}
	var out bytes.Buffer
	db, err := export.NewDNA(&out)
	if err != nil {
		t.Fatal(err)
	}
	positions := []onrecord.Position{
		saidAt(t, text, "Ana Kovač said the harbour stays open", "Ana Kovač", "x:ana-kovac", "agree"),
		saidAt(t, text, "Marenia wants it closed", "Marenia", "x:marenia", "disagree"),
	}
	for i := range positions {
		if err := db.Write(&r, &positions[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Write(&undated, &positions[0]); err != nil {
		t.Fatal(err)
	}
	if n, left, err := db.Close(); n != 2 || left != 1 || err != nil {
		t.Errorf("%d written, %d left out, %v", n, left, err)
	}
	path := filepath.Join(t.TempDir(), "positions.dna")
	if err := os.WriteFile(path, out.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	checkDNA(t, path, text)
}

func checkDNA(t *testing.T, path, text string) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	one := func(query string) (s string) {
		if err := db.QueryRow(query).Scan(&s); err != nil {
			t.Errorf("%s: %v", query, err)
		}
		return s
	}
	if got := one("PRAGMA integrity_check"); got != "ok" {
		t.Error(got)
	}
	if got := one("SELECT count(*) FROM pragma_foreign_key_check"); got != "0" {
		t.Errorf("%s keys of nothing", got)
	}
	for query, want := range map[string]string{
		"SELECT Value FROM SETTINGS WHERE Property = 'version'":                                                            "3.0.11",
		"SELECT length(Password) FROM CODERS WHERE ID = 1 AND Name = 'Admin'":                                              "64", // 48 bytes
		"SELECT group_concat(DataType) FROM (SELECT DataType FROM VARIABLES ORDER BY ID)":                                  "short text,short text,short text,boolean",
		"SELECT count(*) FROM ATTRIBUTEVALUES":                                                                             "15", // three attributes of five entities
		"SELECT AttributeValue FROM ATTRIBUTEVALUES WHERE AttributeValue LIKE 'x:ana%'":                                    "x:ana-kovac",
		"SELECT length(Title) FROM DOCUMENTS":                                                                              "190",
		"SELECT count(*) FROM DOCUMENTS":                                                                                   "1",
		"SELECT count(*) FROM ENTITIES e JOIN VARIABLES v ON v.ID = e.VariableId WHERE v.Variable = 'concept'":             "1",
		"SELECT group_concat(Value) FROM (SELECT Value FROM ENTITIES WHERE VariableId = 1 AND Value <> '' ORDER BY Value)": "Ana Kovač",
	} {
		if got := one(query); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	rows, err := db.Query(dnaStatements)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var got []string
	for rows.Next() {
		var title, body, author, source, notes, date, person, organization, concept string
		var start, stop, agreement int
		if err := rows.Scan(&title, &body, &author, &source, &notes, &date, &start, &stop, &person, &organization, &concept, &agreement); err != nil {
			t.Fatal(err)
		}
		if body != text || author != "Lena Marsh" || source != "Lakeside Agency" || date != "2016-05-01 00:00:00" || !strings.Contains(notes, "published: 2016-05\n") && !strings.HasSuffix(notes, "published: 2016-05") {
			t.Errorf("document %q, %q, %q, %q", author, source, date, notes)
		}
		got = append(got, strings.Join([]string{javaSubstring(body, start, stop), person, organization, concept, map[int]string{1: "agree", 0: "disagree"}[agreement]}, "|"))
	}
	want := []string{"Ana Kovač said the harbour stays open|Ana Kovač||The harbour stays open|agree", "Marenia wants it closed||Marenia|The harbour stays open|disagree"}
	if !slices.Equal(got, want) || rows.Err() != nil {
		t.Errorf("got %q, %v\nwant %q", got, rows.Err(), want)
	}
}

// javaSubstring is String.substring, which counts UTF-16 units.
func javaSubstring(s string, start, stop int) string {
	return string(utf16.Decode(utf16.Encode([]rune(s))[start:stop]))
}

// What was written is read again: documents with their days, and statements at
// their places in code points, with who stands where.
func TestReadDNA(t *testing.T) {
	text := "🙂 Ana Kovač said the harbour stays open. Marenia wants it closed."
	r := onrecord.Record{Article: onrecord.Article{ID: "a", Title: "Harbour", Outlet: "Lakeside Agency", Authors: []string{"Lena Marsh"}, Section: "World", Text: text,
		Published: onrecord.Published{Value: "2016-05-12", Earliest: ling.NewDate(2016, 5, 12), Latest: ling.NewDate(2016, 5, 12)}},
		Found: onrecord.Found{Actors: []onrecord.Actor{{ID: "x:ana-kovac", Name: "Ana Kovač", Type: onrecord.Person}, {ID: "x:marenia", Name: "Marenia", Type: "country"}}}}
	var out bytes.Buffer
	db, err := export.NewDNA(&out)
	if err != nil {
		t.Fatal(err)
	}
	said := saidAt(t, text, "Ana Kovač said the harbour stays open", "Ana Kovač", "x:ana-kovac", "agree")
	wants := saidAt(t, text, "Marenia wants it closed.", "Marenia", "x:marenia", "disagree")
	for _, p := range []onrecord.Position{said, wants} {
		if err := db.Write(&r, &p); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := db.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a b.dna")
	if err := os.WriteFile(path, out.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	got, err := export.ReadDNA(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	want := export.DNAList{
		Documents: []export.DNADocument{{ID: 1, Title: "Harbour", Text: text, Author: "Lena Marsh", Source: "Lakeside Agency", Section: "World", Notes: "a\nHarbour\npublished: 2016-05-12", Day: "2016-05-12"}},
		Statements: []export.DNAStatement{
			{ID: 1, Document: 1, Start: said.Cite.Start, End: said.Cite.End, Coder: "Admin", Person: "Ana Kovač", Concept: "The harbour stays open", Agrees: true},
			{ID: 2, Document: 1, Start: wants.Cite.Start, End: wants.Cite.End, Coder: "Admin", Organization: "Marenia", Concept: "The harbour stays open"},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if err := os.WriteFile(path, []byte("no database"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := export.ReadDNA(t.Context(), path); onrecord.KindOf(err) != onrecord.Invalid || !strings.Contains(err.Error(), "no database of Discourse Network Analyzer") {
		t.Errorf("another file: %v", err)
	}
}
