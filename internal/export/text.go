package export

import (
	"bufio"
	"fmt"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// clean is s without what could steer a terminal: control and format
// characters (line ends, escape sequences, bidirectional overrides) become spaces.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200d' {
			return ' '
		}
		return r
	}, s)
}

// plain is s clean and on one line, with single spaces.
func plain(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// cut shortens a plain string to a number of terminal cells; an ellipsis marks
// what is missing.
func cut(s string, cells int) string {
	if cells <= 0 || uniseg.StringWidth(s) <= cells {
		return s
	}
	var b strings.Builder
	used := 0
	for g := uniseg.NewGraphemes(s); g.Next() && used+g.Width() < cells; used += g.Width() {
		b.WriteString(g.Str())
	}
	return strings.TrimRight(b.String(), " ") + "…"
}

// pad fills a plain string with spaces to a number of cells.
func pad(s string, cells int) string {
	return s + strings.Repeat(" ", max(0, cells-uniseg.StringWidth(s)))
}

// wrap breaks a plain string into lines of at most so many cells, at spaces;
// a word that is longer stands alone. 0 does not break.
func wrap(s string, cells int) []string {
	if cells <= 0 {
		return []string{s}
	}
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(s) {
		w := uniseg.StringWidth(word)
		if used > 0 && used+1+w > cells {
			lines = append(lines, line)
			line, used = "", 0
		}
		if used > 0 {
			line += " "
			used++
		}
		line += word
		used += w
	}
	return append(lines, line)
}

// tableSheet writes aligned columns. Widths are fixed beforehand, so that the
// first row shows before the last is read.
type tableSheet[T any] struct {
	w       *bufio.Writer
	columns []column[T]
	bounded bool // by a terminal's width: only then is anything cut short
	rest    int  // cells for the columns without a width
}

// gap parts columns; least is what a column without a width keeps on a narrow terminal.
const (
	gap   = "  "
	least = 20
)

func newTable[T any](w *bufio.Writer, width int, columns []column[T]) (*tableSheet[T], error) {
	s := &tableSheet[T]{w: w, columns: people(columns), bounded: width > 0}
	if s.bounded {
		left, open := width, 0
		for i, c := range s.columns {
			if left -= c.width; i > 0 {
				left -= len(gap)
			}
			if c.width == 0 {
				open++
			}
		}
		s.rest = max(least, left/max(1, open))
	}
	names := make([]string, len(s.columns))
	for i, c := range s.columns {
		names[i] = strings.ReplaceAll(c.name, "_", " ")
	}
	return s, s.line(names)
}

func (s *tableSheet[T]) row(r T) error {
	cells := make([]string, len(s.columns))
	for i, c := range s.columns {
		cells[i] = plain(c.value(r))
	}
	return s.line(cells)
}

func (s *tableSheet[T]) line(cells []string) error {
	var b strings.Builder
	for i, cell := range cells {
		width := s.columns[i].width
		if width == 0 {
			width = s.rest
		}
		if i > 0 {
			b.WriteString(gap)
		}
		if s.bounded {
			cell = cut(cell, width)
		}
		b.WriteString(pad(cell, width))
	}
	_, err := fmt.Fprintln(s.w, strings.TrimRight(b.String(), " "))
	return err
}

func (s *tableSheet[T]) end() error { return nil }
