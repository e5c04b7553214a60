package export

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"onrecord"
)

// Format is a form that a list is written in.
type Format string

// The formats of lists.
const (
	Table    Format = "table"    // aligned, for people
	JSONL    Format = "jsonl"    // an object a line
	JSON     Format = "json"     // one list of objects
	CSV      Format = "csv"      // RFC 4180, with a header
	Markdown Format = "markdown" // a table of GitHub's
)

// Layout is how a list is laid out.
type Layout struct {
	Format Format
	// Width is that of the terminal, 0 for no bound; only tables regard it.
	Width int
	// Columns are those of tables, CSV and Markdown, by name and in order; nil
	// for those that the format has by itself.
	Columns []string
}

// StatementColumns are the names of the columns that a list of statements can have.
func StatementColumns() []string { return names(statementColumns) }

// ArticleColumns are those of articles.
func ArticleColumns() []string { return names(articleColumns) }

func names[T any](columns []column[T]) []string {
	var out []string
	for _, c := range columns {
		out = append(out, c.name)
	}
	return out
}

// chosen are the columns of those names; unknown ones are an error.
func chosen[T any](columns []column[T], wanted []string) ([]column[T], error) {
	if wanted == nil {
		return columns, nil
	}
	var out []column[T]
	for _, name := range wanted {
		at := slices.IndexFunc(columns, func(c column[T]) bool { return c.name == name })
		if at < 0 {
			return nil, onrecord.Errorf(onrecord.Invalid, "there is no column %q; there are %s", name, strings.Join(names(columns), ", "))
		}
		c := columns[at]
		c.wide = false // asked for
		out = append(out, c)
	}
	return out, nil
}

// WriteStatements writes a list of statements and returns how many.
func WriteStatements(w io.Writer, l Layout, rows iter.Seq2[onrecord.Row, error]) (int, error) {
	return write(w, l, statementColumns, NewStatementRow, rows)
}

// WriteArticles is WriteStatements for articles.
func WriteArticles(w io.Writer, l Layout, rows iter.Seq2[onrecord.Article, error]) (int, error) {
	return write(w, l, articleColumns, NewArticleRow, rows)
}

// column is a column of the tables.
type column[T any] struct {
	name  string
	value func(T) string
	shown func(T) string // what people see, where it is not the value
	width int            // in a table on a terminal, for most values; 0 for what is left
	wide  bool           // left out of tables for people
	full  bool           // never cut short: on a narrow terminal it has lines of its own
	// unit is what a number in it counts, where no name of a column tells: "article".
	unit string
	// parts are what a full column has beside each other, a line each.
	parts func(T) []string
}

// numbered is a column of numbers of things.
func numbered[T any](name, unit string, width int, number func(T) int) column[T] {
	return column[T]{name: name, unit: unit, width: width, wide: width == 0, value: func(r T) string { return strconv.Itoa(number(r)) }}
}

// alone is the column's cell where it stands without the name of its column.
func (c column[T]) alone(r T) string {
	cell := plain(c.forPeople(r))
	if n, err := strconv.Atoi(cell); err == nil && c.unit != "" {
		return Plural(n, c.unit)
	}
	return cell
}

// forPeople is the column's cell in a table for people.
func (c column[T]) forPeople(r T) string {
	if c.shown != nil {
		return c.shown(r)
	}
	return c.value(r)
}

var statementColumns = append([]column[StatementRow]{
	{name: "said_on", value: func(r StatementRow) string { return r.SaidOn.Value }, shown: func(r StatementRow) string { return DayForPeople(r.SaidOn.Value) }, width: 17},
	{name: "speaker", value: func(r StatementRow) string { return r.Speaker }, width: 24},
	{name: "actor", value: func(r StatementRow) string { return string(r.Actor) }, wide: true},
	{name: "source", value: func(r StatementRow) string { return r.Source }, wide: true},
	{name: "cue", value: func(r StatementRow) string { return r.Cue }, width: 12},
	{name: "act", value: func(r StatementRow) string { return r.Act }, width: 9},
	{name: "mode", value: func(r StatementRow) string { return r.Mode }, wide: true},
	{name: "negated", value: func(r StatementRow) string { return fmt.Sprint(r.Negated) }, wide: true},
	{name: "certainty", value: func(r StatementRow) string { return r.Certainty }, wide: true},
	{name: "kind", value: func(r StatementRow) string { return r.Kind }, wide: true},
	{name: "status", value: func(r StatementRow) string { return r.Status }, wide: true},
	{name: "content", value: func(r StatementRow) string { return r.Content }, shown: StatementRow.marked, full: true},
	{name: "addressee", value: func(r StatementRow) string { return r.addressee }, wide: true},
	{name: "venue", value: func(r StatementRow) string { return r.venue }, wide: true},
	{name: "condition", value: func(r StatementRow) string { return r.condition }, wide: true},
	{name: "via", value: func(r StatementRow) string { return strings.Join(r.Via, " < ") }, wide: true},
}, standing[StatementRow]()...)

var articleColumns = []column[ArticleRow]{
	{name: "published", value: func(r ArticleRow) string { return r.Published.Value }, shown: func(r ArticleRow) string { return DayForPeople(r.Published.Value) }, width: 17},
	{name: "basis", value: func(r ArticleRow) string { return r.Published.Basis }, width: 8},
	{name: "outlet", value: func(r ArticleRow) string { return r.Outlet }, width: 20},
	{name: "title", value: func(r ArticleRow) string { return r.Title }},
	{name: "authors", value: func(r ArticleRow) string { return strings.Join(r.Authors, "; ") }, wide: true},
	{name: "lang", value: func(r ArticleRow) string { return r.Lang }, wide: true},
	{name: "version", value: func(r ArticleRow) string { return fmt.Sprint(r.Version) }, wide: true},
	{name: "id", value: func(r ArticleRow) string { return string(r.ID) }, width: 28},
	{name: "url", value: func(r ArticleRow) string { return r.URL }, wide: true},
	{name: "path", value: func(r ArticleRow) string { return r.Path }, wide: true},
}

// StatementRow is a statement in a list. Its spans stand in its article's record.
type StatementRow struct {
	Stands
	SaidOn    DayRow           `json:"said_on"`
	Speaker   string           `json:"speaker"`
	Actor     onrecord.ActorID `json:"actor"`
	Source    string           `json:"source"`
	Cue       string           `json:"cue"`
	Lemma     string           `json:"lemma"`
	Content   string           `json:"content"`
	Mode      string           `json:"mode"`
	Act       string           `json:"act"`
	Kind      string           `json:"kind"`
	Status    string           `json:"status"`
	Negated   bool             `json:"negated"`
	Certainty string           `json:"certainty"`
	Via       []string         `json:"via"`
	Parent    onrecord.ClaimID `json:"parent"`
	FoundBy   string           `json:"found_by"`

	addressee, venue, condition string

	unsaid []string // what keeps it from being something that was said
}

// marked is the content as people see it: nobody takes for said what was not.
func (r StatementRow) marked() string {
	if len(r.unsaid) == 0 {
		return r.Content
	}
	return "[" + strings.Join(r.unsaid, ", ") + "] " + r.Content
}

// DayRow is a day in a list, with the days it may have been.
type DayRow struct {
	Value    string `json:"value"`
	Earliest string `json:"earliest"`
	Latest   string `json:"latest"`
	Basis    string `json:"basis"`
}

// ArticleRow is an article in a list.
type ArticleRow struct {
	ID        onrecord.ArticleID `json:"id"`
	Path      string             `json:"path"`
	URL       string             `json:"url"`
	Outlet    string             `json:"outlet"`
	Title     string             `json:"title"`
	Authors   []string           `json:"authors"`
	Lang      string             `json:"lang"`
	Published DayRow             `json:"published"`
	Version   int                `json:"version"`
}

// NewStatementRow is r as it leaves the program.
func NewStatementRow(r onrecord.Row) StatementRow {
	a, s := r.Article, r.Statement
	return StatementRow{
		Stands:  standsOf(s.ID, &a),
		SaidOn:  DayRow{s.SaidOn.Value, s.First.String(), s.Last.String(), s.SaidOn.Basis},
		Speaker: s.Speaker, Actor: s.Source.Actor(), Source: s.SourceText, Cue: s.CueText, Lemma: s.CueLemma,
		Content: s.ContentText, Mode: string(s.Mode), Act: string(s.Act), Kind: string(s.Kind), Status: string(s.Status), Negated: s.Negated, Certainty: string(s.Certainty),
		Via: list(s.ViaText), Parent: s.Parent, FoundBy: s.FoundBy, unsaid: s.Unsaid(), addressee: s.AddresseeText, venue: s.VenueText, condition: s.ConditionText,
	}
}

// NewArticleRow is a as it leaves the program.
func NewArticleRow(a onrecord.Article) ArticleRow {
	p := a.Published
	return ArticleRow{
		ID: a.ID, Path: a.Path, URL: a.URL, Outlet: a.Outlet, Title: a.Title, Authors: list(a.Authors), Lang: a.Lang,
		Published: DayRow{p.Value, p.Earliest.String(), p.Latest.String(), string(p.Basis)}, Version: a.Version,
	}
}

// sheet is a list on its way out: row by row, so that a list of any length
// needs no memory, and end once.
type sheet[T any] interface {
	row(T) error
	end() error
}

func write[In, T any](w io.Writer, l Layout, columns []column[T], convert func(In) T, rows iter.Seq2[In, error]) (n int, err error) {
	if columns, err = chosen(columns, l.Columns); err != nil {
		return 0, err
	}
	out := bufio.NewWriter(w)
	s, err := newSheet(out, l, columns)
	if err != nil {
		return 0, err
	}
	for r, err := range rows {
		if err != nil {
			return n, err
		}
		if err := s.row(convert(r)); err != nil {
			return n, err
		}
		n++
	}
	if err := s.end(); err != nil {
		return n, err
	}
	return n, out.Flush()
}

func newSheet[T any](w *bufio.Writer, l Layout, columns []column[T]) (sheet[T], error) {
	switch l.Format {
	case JSONL:
		return &jsonLines[T]{w}, nil
	case JSON:
		return &jsonList[T]{w: w}, nil
	case CSV:
		return newCSV(w, columns)
	case Markdown:
		return newMarkdown(w, columns)
	case XLSX:
		return newWorkbook(w, columns)
	case Parquet:
		return newParquet(w, columns), nil
	case Table:
		return newTable(w, l.Width, columns), nil
	}
	return nil, fmt.Errorf("no format %q", l.Format)
}

type jsonLines[T any] struct{ w io.Writer }

func (s *jsonLines[T]) row(r T) error { return encode(s.w, r) }
func (s *jsonLines[T]) end() error    { return nil }

type jsonList[T any] struct {
	w    io.Writer
	some bool
}

func (s *jsonList[T]) row(r T) error {
	lead := ",\n"
	if !s.some {
		lead, s.some = "[\n", true
	}
	if _, err := io.WriteString(s.w, lead); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := encode(&b, r); err != nil {
		return err
	}
	_, err := s.w.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	return err
}

func (s *jsonList[T]) end() error {
	tail := "\n]\n"
	if !s.some {
		tail = "[]\n"
	}
	_, err := io.WriteString(s.w, tail)
	return err
}

type csvSheet[T any] struct {
	w       *csv.Writer
	columns []column[T]
}

func newCSV[T any](w io.Writer, columns []column[T]) (*csvSheet[T], error) {
	s := &csvSheet[T]{csv.NewWriter(w), columns}
	header := make([]string, len(columns))
	for i, c := range columns {
		header[i] = c.name
	}
	return s, s.w.Write(header)
}

func (s *csvSheet[T]) row(r T) error {
	cells := make([]string, len(s.columns))
	for i, c := range s.columns {
		cells[i] = harmless(c.value(r))
	}
	return s.w.Write(cells)
}

func (s *csvSheet[T]) end() error {
	s.w.Flush()
	return s.w.Error()
}

// harmless keeps a spreadsheet from taking words of a stranger's page for a
// formula: an apostrophe goes before the characters that begin one
// (OWASP, "CSV Injection"). A number is one, whatever its sign. It keeps a terminal
// that a file is shown on from taking them for commands, too.
func harmless(cell string) string {
	cell = Still(cell)
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell
	}
	if cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

type markdownSheet[T any] struct {
	w       io.Writer
	columns []column[T]
}

func newMarkdown[T any](w io.Writer, columns []column[T]) (*markdownSheet[T], error) {
	s := &markdownSheet[T]{w, people(columns)}
	head, rule := "|", "|"
	for _, c := range s.columns {
		head += " " + strings.ReplaceAll(c.name, "_", " ") + " |"
		rule += " --- |"
	}
	_, err := fmt.Fprintf(w, "%s\n%s\n", head, rule)
	return s, err
}

func (s *markdownSheet[T]) row(r T) error {
	line := "|"
	for _, c := range s.columns {
		line += " " + escapeMarkdown(c.forPeople(r)) + " |"
	}
	_, err := fmt.Fprintln(s.w, line)
	return err
}

func (s *markdownSheet[T]) end() error { return nil }

// people are the columns that a reader has use for.
func people[T any](columns []column[T]) []column[T] {
	var out []column[T]
	for _, c := range columns {
		if !c.wide {
			out = append(out, c)
		}
	}
	return out
}

// escapeMarkdown makes s plain text in a table's cell: every punctuation mark
// that could mean something is escaped (CommonMark 2.4).
func escapeMarkdown(s string) string { return escaped(s, "\\`*_{}[]()#+-!|>~@:") }

// escaped has a backslash before each of some marks. "<" and "&" are written as
// entities, because some renderers take raw HTML before escapes.
func escaped(s, marks string) string {
	var b strings.Builder
	for _, r := range plain(s) {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '&':
			b.WriteString("&amp;")
		case strings.ContainsRune(marks, r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
