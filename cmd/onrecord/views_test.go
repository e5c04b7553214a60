package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
)

// views are all lists of a store, with filters that select some of each.
var views = []struct {
	list    string
	filters [][]string
}{
	{"articles", [][]string{{"--outlet", "wire"}, {"--since", "2016-02"}, {"truce*"}, {"--act", "deny"}}},
	{"statements", [][]string{{"--speaker", "Malinov"}, {"--all"}, {"--act", "deny", "--until", "2016"}, {"--sort", "newest", "ceasefire OR truce*"}, {"-outlet:wire", "-via:tass"}}},
	{"timeline", [][]string{{"--about", "truce"}, {"--since", "2016-02-20", "--until", "2016-03"}, {"--only", "status"}, {"--sort", "newest", "--all"}}},
	{"events", [][]string{{"--type", "agree"}, {"--all", "--since", "2016"}, {"--place", "Syria"}}},
	{"assertions", [][]string{{"--type", "ceasefire"}, {"--status", "violated"}}},
	{"memberships", [][]string{{"--member", "Lindqvist"}}},
	{"stories", [][]string{{"--actor", "Russia"}, {"--since", "2016"}}},
	{"threads", [][]string{{"--until", "2016"}}},
	{"incidents", [][]string{{"--type", "agree"}, {"--all"}}},
	{"agreements", [][]string{{"truce"}, {"--party", "FARC"}, {"--as-of", "2016-02-25"}}},
	{"disputes", [][]string{{"--kind", "denial"}, {"-outlet:wire"}}},
	{"positions", [][]string{{"--value", "disagree"}}},
	{"naming", [][]string{{"--voice", "own"}, {"--outlet", "wire", "--since", "2016-02"}}},
	{"inconsistencies", nil},
}

// viewed is a store of the examples, and what runs the program on it.
type viewed struct {
	t    *testing.T
	path string
}

func view(t *testing.T) viewed {
	v := viewed{t, filepath.Join(t.TempDir(), "s.db")}
	b, err := storedExamples()
	if err == nil {
		err = os.WriteFile(v.path, b, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// storedExamples is a store of the examples, which many tests begin with and
// one reads: a store that is closed is its file.
var storedExamples = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "examples")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	store := filepath.Join(dir, "s.db")
	var errs bytes.Buffer
	if code := run(context.Background(), []string{"add", "-q", "--store", store, "../../examples"}, strings.NewReader(""), io.Discard, &errs); code != exitOK {
		return nil, fmt.Errorf("add the examples: exit %d: %s", code, &errs)
	}
	return os.ReadFile(store)
})

// run is what a command puts out.
func (v viewed) run(args ...string) []byte {
	v.t.Helper()
	out, _ := v.both(args...)
	return out
}

// both is what a command puts out, and what it tells beside it.
func (v viewed) both(args ...string) ([]byte, string) {
	v.t.Helper()
	var out, errs bytes.Buffer
	args = append(slices.Clone(args), "--store", v.path)
	if code := run(v.t.Context(), args, strings.NewReader(""), &out, &errs); code != exitOK {
		v.t.Fatalf("onrecord %s: exit %d: %s", strings.Join(args, " "), code, errs.String())
	}
	return out.Bytes(), errs.String()
}

// rows are a list's rows as JSON objects.
func (v viewed) rows(args ...string) (out []map[string]any) {
	v.t.Helper()
	for line := range bytes.Lines(v.run(append(args, "--format", "jsonl")...)) {
		out = append(out, object(v.t, line))
	}
	return out
}

func object(t *testing.T, b []byte) map[string]any {
	t.Helper()
	var row map[string]any
	if err := json.Unmarshal(b, &row); err != nil {
		t.Fatalf("%v: %s", err, b)
	}
	return row
}

// Complaint: "the export is not what I had filtered". Each form of a list has
// the rows that the list has, under every filter, and the same cells.
func TestAnExportEqualsItsFilter(t *testing.T) {
	t.Parallel()
	v := view(t)
	some := 0
	for _, l := range views {
		for _, filter := range append([][]string{nil}, l.filters...) {
			some += v.sameInEveryForm(append([]string{l.list}, filter...))
		}
	}
	if some < 500 {
		t.Errorf("only %d rows were compared", some)
	}
	for _, d := range [][]string{
		{"decide", "hide", "Q794"}, {"decide", "merge", "x:igor-malinov", "Q159"}, {"decide", "rename", "Q30", "The States"},
		{"decide", "row", "disputes", v.rows("disputes")[0]["id"].(string), "--hide"},
		{"decide", "row", "naming", v.rows("naming")[0]["id"].(string), "--hide"},
		{"decide", "article", v.rows("articles")[0]["id"].(string), "--date", "2014-01-02"},
	} {
		before := len(v.rows("disputes")) + len(v.rows("naming"))
		v.run(append(d, "--by", "me")...)
		if after := len(v.rows("disputes")) + len(v.rows("naming")); d[1] == "row" && after != before-1 {
			t.Errorf("%v: %d rows of %d are left", d, after, before)
		}
	}
	for _, l := range views {
		v.sameInEveryForm([]string{l.list})
	}
	if names := string(v.run("statements", "--format", "csv", "--columns", "speaker")); strings.Contains(names, "Igor Malinov") {
		t.Error("who was merged stands in a list by his old name")
	}
}

// sameInEveryForm compares a list's forms, and returns how many rows it has.
func (v viewed) sameInEveryForm(args []string) int {
	t := v.t
	t.Helper()
	rows := v.rows(args...)
	what := strings.Join(args, " ")
	if !slices.Contains(args, "--as-of") {
		if n, err := strconv.Atoi(strings.TrimSpace(string(v.run(append(args, "--count")...)))); err != nil || n != len(rows) {
			t.Errorf("%s: %d rows, counted %d, %v", what, len(rows), n, err)
		}
	}
	var array []map[string]any
	if err := json.Unmarshal(v.run(append(args, "--format", "json")...), &array); err != nil || len(array) != len(rows) {
		t.Errorf("%s: %d rows as json, %v; want %d", what, len(array), err, len(rows))
	}
	cells, err := csv.NewReader(bytes.NewReader(v.run(append(args, "--format", "csv")...))).ReadAll()
	if err != nil || len(cells) != len(rows)+1 {
		t.Fatalf("%s: %d lines of csv, %v; want %d", what, len(cells), err, len(rows)+1)
	}
	for i, row := range rows {
		for j, name := range cells[0] {
			if value, ok := row[name].(string); ok && cells[i+1][j] != formula(value) {
				t.Errorf("%s: row %d, %s: csv has %q, jsonl %q", what, i, name, cells[i+1][j], value)
			}
		}
	}
	v.sameCells(what+" as xlsx", sheet(t, v.run(append(args, "--format", "xlsx")...)), cells)
	v.sameCells(what+" as parquet", columns(t, v.run(append(args, "--format", "parquet")...)), cells)
	if lines := bytes.Count(v.run(append(args, "--format", "markdown")...), []byte("\n| ")); args[0] != "timeline" && lines != len(rows) && lines != len(rows)+1 {
		t.Errorf("%s: %d lines of markdown, want a head and %d", what, lines, len(rows))
	}
	return len(rows)
}

// formula is a cell of CSV, which no spreadsheet is to take for a formula.
func formula(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func (v viewed) sameCells(what string, got, want [][]string) {
	v.t.Helper()
	if len(want) == 1 && len(got) == 0 { // no rows: a file may have no columns to tell
		return
	}
	if len(got) != len(want) {
		v.t.Errorf("%s: %d lines, want %d", what, len(got), len(want))
		return
	}
	for i := range want {
		for j, cell := range want[i] {
			have := ""
			if j < len(got[i]) {
				have = got[i][j]
			}
			if formula(have) != cell && have != cell {
				v.t.Errorf("%s: line %d, %s: %q, want %q", what, i, want[0][j], have, cell)
			}
		}
	}
}

// sheet is what stands in a workbook's sheet.
func sheet(t *testing.T, b []byte) [][]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// columns is what stands in a Parquet file, the names of its columns first.
func columns(t *testing.T, b []byte) [][]string {
	t.Helper()
	f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var head []string
	for _, c := range f.Root().Columns() {
		head = append(head, c.Name())
	}
	out := [][]string{head}
	for _, group := range f.RowGroups() {
		rows := group.Rows()
		buffer := make([]parquet.Row, 64)
		for {
			n, err := rows.ReadRows(buffer)
			for _, row := range buffer[:n] {
				line := make([]string, len(head))
				for _, value := range row {
					line[value.Column()] = value.String()
				}
				out = append(out, line)
			}
			if err != nil {
				if !errors.Is(err, io.EOF) {
					t.Fatal(err)
				}
				break
			}
		}
		rows.Close()
	}
	return out
}

// Complaint: "the counts do not add up". Every list of many articles is newest
// first, its pages laid one behind another are the list, and what it counts is
// what it shows.
func TestCountsAddUp(t *testing.T) {
	t.Parallel()
	v := view(t)
	for _, list := range []string{"stories", "threads", "incidents", "agreements", "disputes", "positions", "naming", "inconsistencies"} {
		all := ids(v.rows(list))
		if list != "inconsistencies" && len(all) == 0 {
			t.Errorf("%s: no rows", list)
		}
		var paged []string
		args := []string{list, "--limit", "3"}
		for {
			page := ids(v.rows(args...))
			paged = append(paged, page...)
			if len(page) < 3 {
				break
			}
			args = []string{list, "--limit", "3", "--after", page[2]}
		}
		if !slices.Equal(paged, all) {
			t.Errorf("%s: pages have %q\nthe list %q", list, paged, all)
		}
		newestFirst(t, list, v.rows(list))
	}
	for _, per := range []string{"month", "type", "outlet", "source", "place"} {
		sum := 0
		for _, row := range v.rows("events", "--per", per) {
			sum += int(row["events"].(float64))
		}
		if want := len(v.rows("events")); sum < want || per != "source" && per != "place" && sum != want {
			t.Errorf("events per %s are %d, the list has %d", per, sum, want)
		}
	}
	for _, row := range v.rows("stories") {
		counts := row["counts"].(map[string]any)
		articles, texts, sources := counts["articles"].(float64), counts["texts"].(float64), counts["sources"].(float64)
		if int(articles) != len(row["articles"].([]any)) || texts > articles || sources > texts {
			t.Errorf("story %v: %v of %d articles", row["id"], counts, len(row["articles"].([]any)))
		}
	}
}

func ids(rows []map[string]any) []string {
	var out []string
	for _, r := range rows {
		out = append(out, r["id"].(string))
	}
	return out
}

// newestFirst checks the order of a list by the last of its days; those without come last.
func newestFirst(t *testing.T, list string, rows []map[string]any) {
	t.Helper()
	before := "9999"
	for _, r := range rows {
		day, ok := r["last"].(string)
		if p, is := r["when"].(map[string]any); !ok && is {
			day, ok = p["latest"].(string), true
		}
		if s, is := r["when"].(string); !ok && is {
			day, ok = s, true
		}
		if !ok {
			return // its rows show no day of their own
		}
		if day > before {
			t.Errorf("%s: %s stands behind %s", list, day, before)
		}
		before = day
	}
}

// What other programs read has the statements, events and articles that the
// lists have under the same filters, one for one.
func TestFormsOfOtherToolsEqualTheLists(t *testing.T) {
	t.Parallel()
	v := view(t)
	for _, filter := range [][]string{nil, {"--outlet", "wire"}, {"--since", "2016-02"}} {
		export := func(form string) []byte {
			return v.run(append([]string{"export", "-q", "--format", form}, filter...)...)
		}
		list := func(name string) []map[string]any { return v.rows(append([]string{name}, filter...)...) }
		v.sameIDs("webannotation", annotated(t, export("webannotation")), keys(list("statements"), "article", "id"))
		v.sameIDs("timelinejs", slides(t, export("timelinejs")), dated(list("statements")))
		v.sameIDs("timeline as timelinejs", slides(t, v.run(append([]string{"timeline", "-q", "--format", "timelinejs", "--only", "statement,event"}, filter...)...)),
			daysKnown(v.rows(append([]string{"timeline", "--only", "statement,event"}, filter...)...)))
		v.sameIDs("csl", listed(t, export("csl")), ids(list("articles")))
		v.sameIDs("records", ids(lines(t, export("records"))), ids(list("articles")))
		for form, mark := range map[string]string{"bibtex": "@misc{", "ris": "TY  - ", "conllu": "# newdoc id = "} {
			if n := bytes.Count(export(form), []byte(mark)); n != len(list("articles")) {
				t.Errorf("%v as %s: %d articles, want %d", filter, form, n, len(list("articles")))
			}
		}
		v.sameIDs("followthemoney", money(lines(t, export("followthemoney"))), keys(list("articles"), "title"))
		for _, form := range []string{"plover", "phoenix", "gdelt"} {
			v.eventsAddUp(form, filter, len(list("events")))
		}
	}
	nodes := 0
	for _, row := range v.rows("network") {
		if row["kind"] == "node" {
			nodes++
		}
	}
	for form, mark := range map[string]string{"gexf": "<node ", "graphml": "<node "} {
		if n := bytes.Count(v.run("network", "--format", form), []byte(mark)); n != nodes || n == 0 {
			t.Errorf("%s: %d nodes, want %d", form, n, nodes)
		}
	}
}

// eventsAddUp checks that what a file of events has and what is told to be left
// out of it are the events of the list.
func (v viewed) eventsAddUp(form string, filter []string, want int) {
	v.t.Helper()
	file, told := v.both(append([]string{"export", "--format", form}, filter...)...)
	counts := map[string]int{}
	for _, m := range regexp.MustCompile(`(\d+) (events? written|left out)`).FindAllStringSubmatch(told, -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			v.t.Fatal(err)
		}
		counts[m[2]] += n
	}
	if n := bytes.Count(file, []byte("\n")); n != (counts["events written"]+counts["event written"]) || n == 0 || n+counts["left out"] != want {
		v.t.Errorf("%v as %s: %d lines, %q, the list has %d", filter, form, n, told, want)
	}
}

func (v viewed) sameIDs(form string, got, want []string) {
	v.t.Helper()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		v.t.Errorf("%s has %d: %q\nthe list %d: %q", form, len(got), got, len(want), want)
	}
}

func lines(t *testing.T, b []byte) (out []map[string]any) {
	t.Helper()
	for line := range bytes.Lines(b) {
		out = append(out, object(t, line))
	}
	return out
}

// keys are the values of fields of rows, a number sign between.
func keys(rows []map[string]any, fields ...string) (out []string) {
	for _, r := range rows {
		var parts []string
		for _, f := range fields {
			parts = append(parts, fmt.Sprint(r[f]))
		}
		out = append(out, strings.Join(parts, "#"))
	}
	return out
}

// annotated are the statements that a page of annotations is about.
func annotated(t *testing.T, b []byte) (out []string) {
	t.Helper()
	for _, item := range object(t, b)["items"].([]any) {
		id := strings.TrimPrefix(item.(map[string]any)["id"].(string), "urn:onrecord:statement:")
		at := strings.LastIndex(id, ":")
		article, err := url.PathUnescape(id[:at])
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, article+"#"+id[at+1:])
	}
	return out
}

// slides are the statements that a timeline shows.
func slides(t *testing.T, b []byte) (out []string) {
	t.Helper()
	for _, event := range object(t, b)["events"].([]any) {
		out = append(out, event.(map[string]any)["unique_id"].(string))
	}
	return out
}

// dated are the statements of which a day is known: a timeline has no others.
func dated(rows []map[string]any) (out []string) {
	for _, r := range rows {
		if r["said_on"].(map[string]any)["earliest"] != "" {
			out = append(out, fmt.Sprintf("%v#%v", r["article"], r["id"]))
		}
	}
	return out
}

// daysKnown are the lines of a timeline of which a day is known.
func daysKnown(rows []map[string]any) (out []string) {
	for _, r := range rows {
		if when := r["when"].(map[string]any); when["earliest"] != "" || when["latest"] != "" {
			out = append(out, fmt.Sprintf("%v#%v", r["article"], r["id"]))
		}
	}
	return out
}

func listed(t *testing.T, b []byte) []string {
	t.Helper()
	var items []map[string]any
	if err := json.Unmarshal(b, &items); err != nil {
		t.Fatal(err)
	}
	return ids(items)
}

// money are the titles of the articles among entities.
func money(entities []map[string]any) (out []string) {
	for _, e := range entities {
		if e["schema"] == "Article" {
			out = append(out, fmt.Sprint(e["properties"].(map[string]any)["title"].([]any)...))
		}
	}
	return out
}
