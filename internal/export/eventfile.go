package export

import (
	"bufio"
	"encoding/csv"
	"io"
	"iter"
	"strings"

	"onrecord"
)

// EventFile is a form in which political scientists keep events; plover.go,
// phoenix.go, gdelt.go and acled.go hold one each.
type EventFile string

// The forms.
const (
	PLOVER  EventFile = "plover"
	Phoenix EventFile = "phoenix"
	GDELT   EventFile = "gdelt"
	ACLED   EventFile = "acled"
)

// Written is what became of the rows that were to be written.
type Written struct {
	Rows    int // that were written
	Undated int // left out: no day is known of event or article
	Unmeant int // left out: the form has no place for such a thing
	Crowded int // of those written, with more actors than the form has columns for
}

// eventFile is a form on its way out.
type eventFile struct {
	header    []string                      // of a file that has one
	means     func(*onrecord.EventRow) bool // whether it has a place for such an event
	dates     func(*onrecord.EventRow) bool // whether it can say when that was
	everybody bool                          // whether it holds any number of actors
	write     func(*onrecord.EventRow) error
}

// newEventFile is a form that is written to w.
func newEventFile(form EventFile, w io.Writer) eventFile {
	counted := func(r *onrecord.EventRow) bool { return r.Event.Counted() }
	switch form {
	case Phoenix:
		return eventFile{means: counted, dates: dated, write: tabbed(w, phoenixCells)}
	case GDELT:
		return eventFile{means: counted, dates: dated, write: tabbed(w, gdeltCells)}
	case ACLED:
		return eventFile{header: ACLEDColumns[:], means: acledMeans, dates: datedOrBounded, write: comma(w, acledCells)}
	}
	return eventFile{means: ploverMeans, dates: datedOrBounded, everybody: true, write: ploverLines(w)}
}

// WriteEventFile writes events in a form. A form that cannot say that
// something did not happen, or is long known, gets only what happened as news.
func WriteEventFile(w io.Writer, form EventFile, rows iter.Seq2[onrecord.EventRow, error]) (done Written, err error) {
	out := bufio.NewWriter(w)
	file := newEventFile(form, out)
	if file.header != nil {
		if err := writeComma(out, file.header); err != nil {
			return done, err
		}
	}
	for r, err := range rows {
		if err != nil {
			return done, err
		}
		if err := file.event(&r, &done); err != nil {
			return done, err
		}
	}
	return done, out.Flush()
}

// event writes one event, or counts why not.
func (f *eventFile) event(r *onrecord.EventRow, done *Written) error {
	switch {
	case !f.means(r):
		done.Unmeant++
		return nil
	case !f.dates(r):
		done.Undated++
		return nil
	}
	done.Rows++
	if !f.everybody && crowded(&r.Event) {
		done.Crowded++
	}
	return f.write(r)
}

// tabbed writes cells with tabs between them, as Phoenix and GDELT publish theirs.
func tabbed(w io.Writer, cells func(*onrecord.EventRow) []string) func(*onrecord.EventRow) error {
	return func(r *onrecord.EventRow) error {
		row := cells(r)
		for i, c := range row {
			row[i] = plain(c) // neither tab nor line break
		}
		_, err := io.WriteString(w, strings.Join(row, "\t")+"\n")
		return err
	}
}

// comma writes cells as a row of CSV in which nothing is a formula.
func comma(w io.Writer, cells func(*onrecord.EventRow) []string) func(*onrecord.EventRow) error {
	return func(r *onrecord.EventRow) error {
		row := cells(r)
		for i, c := range row {
			row[i] = harmless(plain(c))
		}
		return writeComma(w, row)
	}
}

// writeComma writes a row of CSV (RFC 4180).
func writeComma(w io.Writer, row []string) error {
	c := csv.NewWriter(w)
	if err := c.Write(row); err != nil {
		return err
	}
	c.Flush()
	return c.Error()
}
