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

// WriteEventFile writes events in a form. A form that cannot say that
// something did not happen, or is long known, gets only what happened as news.
func WriteEventFile(w io.Writer, form EventFile, rows iter.Seq2[onrecord.EventRow, error]) (done Written, err error) {
	out := bufio.NewWriter(w)
	file := newEventFile(form, out)
	if err := file.begin(); err != nil {
		return done, err
	}
	for r, err := range rows {
		if err != nil {
			return done, err
		}
		if err := writeEvent(file, &r, &done); err != nil {
			return done, err
		}
	}
	if err := file.end(); err != nil {
		return done, err
	}
	return done, out.Flush()
}

func writeEvent(file eventFile, r *onrecord.EventRow, done *Written) error {
	if !file.means(r) {
		done.Unmeant++
		return nil
	}
	if !file.dates(r) {
		done.Undated++
		return nil
	}
	done.Rows++
	if !file.everybody() && crowded(&r.Event) {
		done.Crowded++
	}
	return file.write(r)
}

// eventFile is a file of events on its way out.
type eventFile interface {
	begin() error
	means(*onrecord.EventRow) bool // whether it has a place for such an event
	dates(*onrecord.EventRow) bool // whether it can say when that was
	everybody() bool               // whether it holds any number of actors
	write(*onrecord.EventRow) error
	end() error
}

func newEventFile(form EventFile, w io.Writer) eventFile {
	switch form {
	case Phoenix:
		return &tabbed{w: w, cells: phoenixCells}
	case GDELT:
		return &tabbed{w: w, cells: gdeltCells}
	case ACLED:
		return &acledFile{csv.NewWriter(w)}
	}
	return &ploverFile{w}
}

// tabbed is a file of cells with tabs between them and no header, as Phoenix
// and GDELT publish theirs.
type tabbed struct {
	w     io.Writer
	cells func(*onrecord.EventRow) []string
}

func (*tabbed) begin() error                    { return nil }
func (*tabbed) means(r *onrecord.EventRow) bool { return r.Event.Counted() }
func (*tabbed) dates(r *onrecord.EventRow) bool { return dated(r) }
func (*tabbed) everybody() bool                 { return false }
func (*tabbed) end() error                      { return nil }

func (f *tabbed) write(r *onrecord.EventRow) error {
	cells := f.cells(r)
	for i, c := range cells {
		cells[i] = plain(c) // neither tab nor line break
	}
	_, err := io.WriteString(f.w, strings.Join(cells, "\t")+"\n")
	return err
}
