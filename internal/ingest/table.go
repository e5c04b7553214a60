package ingest

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

//go:embed columns.txt
var columnTable string

// field is what a column can be, with the names that columns have where nobody
// names them.
type field struct {
	name  string
	known []string
}

// fields are read once; the file is part of the program and tested.
var fields = sync.OnceValue(func() []field {
	var out []field
	for row := range strings.Lines(columnTable) {
		if name, known, ok := strings.Cut(row, ":"); ok && !strings.HasPrefix(row, "#") {
			out = append(out, field{name, strings.Fields(known)})
		}
	}
	return out
})

// Fields are the names that Options.Columns takes.
func Fields() []string {
	var out []string
	for _, f := range fields() {
		out = append(out, f.name)
	}
	return out
}

func openCSV(o *opening) (Container, error) {
	comma := ','
	// Where the comma is the decimal point, spreadsheets write semicolons.
	head, _ := o.in.Peek(sniffed)
	line, _, _ := strings.Cut(string(head), "\n")
	if strings.Count(line, ";") > strings.Count(line, ",") {
		comma = ';'
	}
	return openTable(o, comma)
}

func openTSV(o *opening) (Container, error) { return openTable(o, '\t') }

// table yields the rows of a table as articles.
type table struct {
	in   *csv.Reader
	left *allowance
	at   map[string]int // field to column
	seen seen
}

// openTable reads the head of a table, whose first row names the columns.
func openTable(o *opening, comma rune) (Container, error) {
	c := &table{left: &allowance{in: o.in}, seen: seen{}}
	in := io.Reader(c.left)
	if name := o.opts.Charset; name != "" {
		e, _ := charset.Lookup(name)
		if e == nil {
			return nil, fmt.Errorf("no encoding is named %q", name)
		}
		in = e.NewDecoder().Reader(in)
	}
	c.in = csv.NewReader(in)
	c.in.Comma, c.in.FieldsPerRecord, c.in.LazyQuotes, c.in.ReuseRecord = comma, -1, true, true
	c.left.renew()
	head, err := c.in.Read()
	if err != nil {
		return nil, fmt.Errorf("read the names of the columns: %w", tableError(err))
	}
	if c.at, err = columns(head, o.opts.Columns); err != nil {
		return nil, err
	}
	return c, nil
}

// columns finds the column of each field.
func columns(head []string, named map[string]string) (map[string]int, error) {
	at := map[string]int{}
	place := map[string]int{}
	for i := len(head) - 1; i >= 0; i-- { // of two columns of one name the first counts
		place[columnName(head[i])] = i
	}
	for _, f := range fields() {
		known := f.known
		if name, ok := named[f.name]; ok {
			if _, there := place[columnName(name)]; !there {
				return nil, fmt.Errorf("no column %q; the columns are %s", name, printable(clip(strings.Join(head, ", "))))
			}
			known = []string{name}
		}
		for _, name := range known {
			if i, there := place[columnName(name)]; there {
				at[f.name] = i
				break
			}
		}
	}
	if _, ok := at["text"]; !ok {
		return nil, fmt.Errorf("no column of texts: --column text=NAME says which; the columns are %s", printable(clip(strings.Join(head, ", "))))
	}
	return at, nil
}

func columnName(s string) string {
	return strings.ToLower(strings.TrimSpace(strings.TrimPrefix(s, string(bom))))
}

func (c *table) Next() (Member, error) {
	c.left.renew()
	row, err := c.in.Read()
	if errors.Is(err, io.EOF) {
		return Member{}, io.EOF
	}
	if err != nil {
		return Member{}, tableError(err)
	}
	line, _ := c.in.FieldPos(0)
	m := Member{Line: line}
	g := &Given{
		ID: c.cell(row, "id"), Text: c.cell(row, "text"), URL: c.cell(row, "url"), Outlet: c.cell(row, "outlet"), Title: c.cell(row, "title"),
		Published: c.cell(row, "published"), Modified: c.cell(row, "modified"), Lang: c.cell(row, "lang"),
	}
	if a := c.cell(row, "authors"); a != "" {
		g.Authors = []string{a}
	}
	m.Given, m.URL, m.Err = g, g.URL, c.check(g)
	return m, nil
}

// cell is what a row has in the column of a field.
func (c *table) cell(row []string, field string) string {
	i, ok := c.at[field]
	if !ok || i >= len(row) {
		return ""
	}
	return strings.Clone(row[i]) // the row's memory is used again
}

func (c *table) check(g *Given) error {
	switch {
	case strings.TrimSpace(g.Text) == "":
		return errors.New("no text in its column")
	case len(g.Text) > MaxArticle:
		return fmt.Errorf("larger than the %d MiB that an article may have", MaxArticle>>20)
	case !utf8.ValidString(g.Text + g.Title + g.Outlet + g.ID + g.URL + strings.Join(g.Authors, "")):
		return errors.New("not UTF-8; --charset says which encoding it is")
	case g.ID != "":
		return c.seen.add(g.ID, "in a row above")
	}
	return nil
}

// tableError words an error of the CSV reader, which names lines itself.
func tableError(err error) error {
	if errors.Is(err, errLong) {
		return fmt.Errorf("a row longer than %d MiB", MaxLine>>20)
	}
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		return fmt.Errorf("line %d: %w", e.Line, e.Err)
	}
	return err
}
