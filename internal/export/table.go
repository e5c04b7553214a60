package export

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/rivo/uniseg"
)

// tableSheet writes aligned columns. Widths are fixed beforehand, so that the
// first row shows before the last is read.
type tableSheet[T any] struct {
	w       *bufio.Writer
	columns []column[T]
	width   int // of the terminal: only there is anything cut short; 0 elsewhere
	rest    int // cells for the columns without a width
}

// gap parts columns; least is what a column without a width keeps on a narrow
// terminal, and readable what it needs for a column that is never cut short:
// the fewest cells of a line that typographers take for comfortable.
const (
	gap      = "  "
	least    = 20
	readable = 45
)

// newTable is a table for people. Where the columns find no room beside each
// other, or one that must show in full, rows are stacked: what is short in a
// line, and what must show in full in lines of its own below.
func newTable[T any](w *bufio.Writer, width int, columns []column[T]) sheet[T] {
	s := &tableSheet[T]{w: w, columns: people(columns), width: width}
	full, narrow := false, false
	if width > 0 {
		left, open := width, 0
		for i, c := range s.columns {
			if left -= c.width; i > 0 {
				left -= len(gap)
			}
			if c.width == 0 {
				open++
			}
			full = full || c.full
		}
		s.rest = max(least, left/max(1, open))
		narrow = left < open*least
	}
	if narrow || full && s.rest < readable {
		return &stackedSheet[T]{w: w, columns: s.columns, width: width}
	}
	names := make([]string, len(s.columns))
	for i, c := range s.columns {
		names[i] = strings.ReplaceAll(c.name, "_", " ")
	}
	s.line(names)
	return s
}

// row writes a row; a column that is shown in full goes on below its place.
func (s *tableSheet[T]) row(r T) error {
	cells, more := make([]string, len(s.columns)), make([][]string, len(s.columns))
	lines := 1
	for i, c := range s.columns {
		cells[i] = plain(c.forPeople(r))
		if c.full && s.width > 0 {
			more[i] = wrap(cells[i], s.rest)
			cells[i], more[i] = more[i][0], more[i][1:]
			lines = max(lines, 1+len(more[i]))
		}
	}
	s.line(cells)
	for n := range lines - 1 {
		for i := range cells {
			if cells[i] = ""; n < len(more[i]) {
				cells[i] = more[i][n]
			}
		}
		s.line(cells)
	}
	return nil
}

// line writes one line; errors of the writer stick, and Flush returns them.
func (s *tableSheet[T]) line(cells []string) {
	var b strings.Builder
	for i, cell := range cells {
		width := s.columns[i].width
		if width == 0 {
			width = s.rest
		}
		if i > 0 {
			b.WriteString(gap)
		}
		if s.width > 0 {
			cell = cut(cell, width)
		}
		b.WriteString(pad(cell, width))
	}
	fmt.Fprintln(s.w, strings.TrimRight(b.String(), " "))
}

func (s *tableSheet[T]) end() error { return nil }

// stackedSheet writes a row as a line of what is short, and below it, indented,
// what must show in full: for terminals too narrow for columns.
type stackedSheet[T any] struct {
	w       *bufio.Writer
	columns []column[T]
	width   int
}

func (s *stackedSheet[T]) row(r T) error {
	var short, long []string
	for _, c := range s.columns {
		cell := c.alone(r)
		switch {
		case cell == "":
		case c.parts != nil:
			for _, part := range c.parts(r) {
				long = append(long, wrap(plain(part), max(least, s.width-len(gap)))...)
			}
		case c.full:
			long = append(long, wrap(cell, max(least, s.width-len(gap)))...)
		default:
			short = append(short, cell)
		}
	}
	for _, line := range joined(short, " · ", s.width) {
		fmt.Fprintln(s.w, line)
	}
	for _, line := range long {
		fmt.Fprintln(s.w, gap+line)
	}
	return nil
}

func (s *stackedSheet[T]) end() error { return nil }

// joined are parts in as few lines as they need; a line breaks between parts,
// and within one only where it is longer than a line.
func joined(parts []string, between string, width int) []string {
	var lines []string
	line := ""
	for _, part := range parts {
		switch {
		case line == "":
			line = part
		case uniseg.StringWidth(line+between+part) <= width:
			line += between + part
		default:
			lines, line = append(lines, wrap(line, width)...), part
		}
	}
	return append(lines, wrap(line, width)...)
}
