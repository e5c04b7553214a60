// Package reference reads lists that others keep of agreements and lays their
// rows beside those of the ledger.
//
// The nouns: a form is the columns of a published list; a row of it becomes an
// onrecord.Reference; a Point is one thing that both a reference and an
// agreement tell of, and whether they agree. What only one of them tells is no
// disagreement: articles leave out more than they deny.
//
// Nothing is corrected. A day that the calendar does not have is reported with
// its file and line, and the row has none.
package reference

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"onrecord"
)

// Form is a published list, by the name that commands have for it.
type Form string

// The forms. PA-X is the Peace Agreements Database of the University of
// Edinburgh (codebook of version 8): a row an agreement. ETHPRIO is the Civil
// Conflict Ceasefire Dataset of ETH Zurich and PRIO: a row a party of a ceasefire.
const (
	PAX     Form = "pax"
	ETHPRIO Form = "ethprio"
)

// Forms are all of them.
var Forms = [...]Form{PAX, ETHPRIO}

// columns are the columns of a form that must be there, by their codebook's
// names; reading goes by name, so that versions with more are read too.
func (f Form) columns() []string {
	if f == PAX {
		return []string{"AgtId", "Agt", "Dat"}
	}
	return []string{"cf_id", "actor_name", "cf_dec_yr", "cf_dec_month", "cf_dec_day"}
}

// maxRows bounds what is read of one file: fifty times the largest of the lists.
const maxRows = 200_000

// Read reads a list: CSV with commas, semicolons or tabs. Every fault names
// path and line, and costs at most what its row cannot tell.
func Read(f Form, path string, in io.Reader) (rows []onrecord.Reference, faults []error) {
	r := &reader{form: f, path: path, known: map[string]int{}}
	if err := r.open(in); err != nil {
		return nil, []error{r.at(1, err)}
	}
	for n := 0; ; n++ {
		cells, err := r.file.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		line, _ := r.file.FieldPos(0)
		if err == nil && n == maxRows {
			err = fmt.Errorf("more than %d rows", maxRows)
		}
		if err != nil {
			r.fault(line, err)
			if n == maxRows || !errors.Is(err, csv.ErrFieldCount) && !isParse(err) {
				break
			}
			continue
		}
		r.row(cells, line)
	}
	return r.rows, r.faults
}

func isParse(err error) bool {
	var parse *csv.ParseError
	return errors.As(err, &parse)
}

type reader struct {
	form   Form
	path   string
	file   *csv.Reader
	column map[string]int // by its name in small letters
	cells  []string       // of the row that is read
	line   int
	rows   []onrecord.Reference
	known  map[string]int // by id, its place among rows
	faults []error
}

// open reads the names of the columns.
func (r *reader) open(in io.Reader) error {
	buffered := bufio.NewReader(in)
	start, err := buffered.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if mark := []byte("\ufeff"); bytes.HasPrefix(start, mark) {
		if _, err := buffered.Discard(len(mark)); err != nil {
			return err
		}
		start = start[len(mark):]
	}
	r.file = csv.NewReader(buffered)
	r.file.Comma, r.file.LazyQuotes = comma(start), true
	names, err := r.file.Read()
	if errors.Is(err, io.EOF) {
		return errors.New("nothing stands in it")
	}
	if err != nil {
		return err
	}
	r.column = map[string]int{}
	for i, name := range names {
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			if _, twice := r.column[name]; !twice {
				r.column[name] = i
			}
		}
	}
	for _, name := range r.form.columns() {
		if _, ok := r.column[strings.ToLower(name)]; !ok {
			return fmt.Errorf("there is no column %s: is this a %s list?", name, r.form)
		}
	}
	return nil
}

// comma is what parts the cells of the first line: whatever is there most often.
func comma(start []byte) rune {
	first, _, _ := bytes.Cut(start, []byte("\n"))
	best := ','
	for _, c := range []rune{';', '\t'} {
		if bytes.Count(first, []byte(string(c))) > bytes.Count(first, []byte(string(best))) {
			best = c
		}
	}
	return best
}

func (r *reader) at(line int, err error) error {
	return &onrecord.Error{Kind: onrecord.Invalid, Path: r.path, Line: line, Err: err}
}

func (r *reader) fault(line int, err error) { r.faults = append(r.faults, r.at(line, err)) }

// cell is what stands in the column of that name, "" if there is none.
func (r *reader) cell(name string) string {
	i, ok := r.column[strings.ToLower(name)]
	if !ok || i >= len(r.cells) {
		return ""
	}
	return strings.Join(strings.Fields(r.cells[i]), " ")
}

func (r *reader) row(cells []string, line int) {
	r.cells, r.line = cells, line
	read := r.pax
	if r.form == ETHPRIO {
		read = r.ceasefire
	}
	row := read()
	if row.ID == "" {
		r.fault(line, fmt.Errorf("no %s", r.form.columns()[0]))
		return
	}
	row.List, row.File, row.Line = string(r.form), r.path, line
	at, known := r.known[row.ID]
	switch {
	case !known:
		r.known[row.ID] = len(r.rows)
		r.rows = append(r.rows, row)
	case r.form == ETHPRIO: // another party of it
		r.rows[at].Parties = once(append(r.rows[at].Parties, row.Parties...))
	default:
		r.fault(line, fmt.Errorf("%s %s stands in line %d too", r.form.columns()[0], row.ID, r.rows[at].Line))
	}
}

// once is names without those that come again or are empty.
func once(names []string) []string {
	out := []string{}
	for _, n := range names {
		if n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
