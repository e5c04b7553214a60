package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/export"
)

// rows are two statements with words that mean something to every format.
func rows(t *testing.T) iter.Seq2[onrecord.Row, error] {
	t.Helper()
	hostile := onrecord.Row{
		Article: onrecord.Article{ID: "a", Title: "=HYPERLINK(\"x\")", Outlet: "Post | Times"},
		Statement: onrecord.StatementView{
			Statement: onrecord.Statement{Claim: onrecord.Claim{ID: "s1"}, Mode: onrecord.Direct, Act: onrecord.Say, SaidOn: onrecord.SaidOn{Value: "2016-05-12"}},
			Speaker:   "@Ana *Kovač*", CueText: "said", ContentText: "one, \"two\"\n<b>three</b> \x1b[31m| four 日本語", ViaText: []string{"A", "B"},
		},
	}
	return func(yield func(onrecord.Row, error) bool) { _ = yield(hostile, nil) && yield(onrecord.Row{}, nil) }
}

func statements(t *testing.T, f export.Format, width int) string {
	t.Helper()
	var out bytes.Buffer
	n, err := export.WriteStatements(&out, export.Layout{Format: f, Width: width}, rows(t))
	if err != nil || n != 2 {
		t.Fatalf("%s: %d rows, %v", f, n, err)
	}
	return out.String()
}

func TestJSONHasARowForEveryRow(t *testing.T) {
	var list []export.StatementRow
	if err := json.Unmarshal([]byte(statements(t, export.JSON, 0)), &list); err != nil || len(list) != 2 {
		t.Fatalf("%d rows, %v", len(list), err)
	}
	lines := strings.Split(strings.TrimSuffix(statements(t, export.JSONL, 0), "\n"), "\n")
	if len(lines) != 2 || strings.Contains(lines[1], "null") {
		t.Errorf("%q", lines)
	}
	if !strings.Contains(list[0].Content, "<b>three</b> \x1b[31m") {
		t.Errorf("content %q is not as it stands", list[0].Content)
	}
}

func TestCSVIsQuotedAndNoFormula(t *testing.T) {
	cells, err := csv.NewReader(strings.NewReader(statements(t, export.CSV, 0))).ReadAll()
	if err != nil || len(cells) != 3 {
		t.Fatalf("%d records, %v", len(cells), err)
	}
	row := map[string]string{}
	for i, name := range cells[0] {
		row[name] = cells[1][i]
	}
	for name, want := range map[string]string{
		"speaker": "'@Ana *Kovač*", "title": "'=HYPERLINK(\"x\")", "via": "A < B", "said_on": "2016-05-12",
		"content": "one, \"two\"\n<b>three</b> [31m| four 日本語",
	} {
		if row[name] != want {
			t.Errorf("%s is %q, want %q", name, row[name], want)
		}
	}
}

func TestMarkdownCellsAreText(t *testing.T) {
	want := `| said on | speaker | cue | act | content | outlet |
| --- | --- | --- | --- | --- | --- |
| 12 May 2016 | \@Ana \*Kovač\* | said | say | one, "two" &lt;b\>three&lt;/b\> \[31m\| four 日本語 | Post \| Times |
|  |  |  |  |  |  |
`
	if got := statements(t, export.Markdown, 0); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTable(t *testing.T) {
	for _, c := range []struct {
		width int
		want  string
	}{
		// In a pipe columns are aligned and nothing is cut short.
		{0, `said on            speaker                   cue           act        content  outlet
12 May 2016        @Ana *Kovač*              said          say        one, "two" <b>three</b> [31m| four 日本語  Post | Times
`},
		// A character of Chinese or Japanese takes two cells; the content goes on below.
		{133, `said on            speaker                   cue           act        content                                        outlet
12 May 2016        @Ana *Kovač*              said          say        one, "two" <b>three</b> [31m| four 日本語      Post | Times
`},
		{132, `12 May 2016 · @Ana *Kovač* · said · say · Post | Times
  one, "two" <b>three</b> [31m| four 日本語
`},
		{40, `12 May 2016 · @Ana *Kovač* · said · say
Post | Times
  one, "two" <b>three</b> [31m| four
  日本語
`},
	} {
		got := statements(t, export.Table, c.width)
		if !strings.HasPrefix(got, c.want) || strings.Contains(got, "\x1b") {
			t.Errorf("on %d cells\ngot\n%s\nwant\n%s", c.width, got, c.want)
		}
	}
}

// A list shows of every statement what keeps it from being something that was
// said: nobody is to read an agreement where there was none.
func TestEveryListForPeopleShowsWhatWasNotSaid(t *testing.T) {
	agreed := onrecord.Statement{Negated: true, Status: onrecord.StatusNotMade, Act: onrecord.Agree}
	row := onrecord.Row{Statement: onrecord.StatementView{Statement: agreed, Speaker: "Two capitals", CueText: "agreed", ContentText: "on a map"}}
	list := func(yield func(onrecord.Row, error) bool) { yield(row, nil) }
	for _, f := range []export.Format{export.Table, export.Markdown} {
		for name, write := range map[string]func(io.Writer, export.Layout, iter.Seq2[onrecord.Row, error]) (int, error){
			"statements": export.WriteStatements,
			"timeline": func(w io.Writer, l export.Layout, rows iter.Seq2[onrecord.Row, error]) (int, error) {
				return export.WriteTimeline(w, l, func(yield func(onrecord.Moment, error) bool) { yield(row.Moment(), nil) })
			},
		} {
			for _, width := range []int{0, 80, 200} {
				var out bytes.Buffer
				if _, err := write(&out, export.Layout{Format: f, Width: width}, list); err != nil {
					t.Fatal(err)
				}
				if got := strings.ReplaceAll(out.String(), `\`, ""); !strings.Contains(got, "[not said] on a map") {
					t.Errorf("%s as %s on %d cells:\n%s", name, f, width, got)
				}
			}
		}
	}
}

func TestEmptyLists(t *testing.T) {
	none := func(func(onrecord.Article, error) bool) {}
	for f, want := range map[export.Format]string{export.JSON: "[]\n", export.JSONL: ""} {
		var out bytes.Buffer
		if n, err := export.WriteArticles(&out, export.Layout{Format: f}, none); n != 0 || err != nil || out.String() != want {
			t.Errorf("%s: %d, %v, %q", f, n, err, &out)
		}
	}
}

func TestAFailedListSaysSo(t *testing.T) {
	broken := errors.New("the store has gone")
	failing := func(yield func(onrecord.Article, error) bool) {
		_ = yield(onrecord.Article{ID: "a"}, nil) && yield(onrecord.Article{}, broken)
	}
	for _, f := range []export.Format{export.Table, export.JSON, export.JSONL, export.CSV, export.Markdown} {
		var out bytes.Buffer
		if n, err := export.WriteArticles(&out, export.Layout{Format: f}, failing); n != 1 || !errors.Is(err, broken) {
			t.Errorf("%s: %d rows, %v", f, n, err)
		}
	}
}

func TestPeople(t *testing.T) {
	r := full()
	r.Title = "It is over"
	var plain, color bytes.Buffer
	if err := export.WritePeople(&plain, &r, export.Style{Width: 38}, false); err != nil {
		t.Fatal(err)
	}
	if err := export.WritePeople(&color, &r, export.Style{Color: true}, false); err != nil {
		t.Fatal(err)
	}
	want := `It is over
R. Eporter · 12 May, year unknown, by
the page · a

  Ana said
    say · indirect · 12 May 2016
    it was over
    via Ana

Events
  and 1 did not happen, or told as
  long known: --all

Agreements
  and 1 only told as long known: --all

Memberships
  Ana → not invited → Ana
    as sponsor · 12 May 2016 ·
    according to Ana

  ! m [r]

`
	if plain.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &plain, want)
	}
	// What was not said is counted, and shown when it is asked for.
	r.Statements[0].Status = onrecord.StatusHypothetical
	for all, want := range map[bool]string{false: "\n  and 1 not said, but planned", true: "\n    [hypothetical] it was over\n"} {
		var out bytes.Buffer
		if err := export.WritePeople(&out, &r, export.Style{}, all); err != nil || !strings.Contains(out.String(), want) || strings.Contains(out.String(), "Ana said") != all {
			t.Errorf("all %v: %v\n%s", all, err, &out)
		}
	}
	if !strings.Contains(color.String(), "\x1b[1;36mAna\x1b[0m \x1b[32msaid\x1b[0m") {
		t.Errorf("in colour %q", &color)
	}
}

func BenchmarkWriteRecord(b *testing.B) {
	r := full()
	b.ReportAllocs()
	for b.Loop() {
		if err := export.WriteRecord(&bytes.Buffer{}, r); err != nil {
			b.Fatal(err)
		}
	}
}

func TestChosenColumns(t *testing.T) {
	var out bytes.Buffer
	if _, err := export.WriteStatements(&out, export.Layout{Format: export.CSV, Columns: []string{"via", "speaker"}}, rows(t)); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "via,speaker\nA < B,'@Ana *Kovač*\n,\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	out.Reset()
	if _, err := export.WriteStatements(&out, export.Layout{Format: export.Table, Columns: []string{"title", "content"}}, rows(t)); err != nil || !strings.HasPrefix(out.String(), "title  content\n=HYPERLINK") {
		t.Errorf("%v\n%s", err, &out)
	}
	_, err := export.WriteArticles(&out, export.Layout{Format: export.Table, Columns: []string{"colour"}}, func(func(onrecord.Article, error) bool) {})
	if err == nil || !strings.Contains(err.Error(), `no column "colour"; there are published, basis`) {
		t.Error(err)
	}
}
