package export

import (
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

// Steers reports whether a character does more than stand there: a control, but
// for line ends and tabs, or what turns the writing round beyond the words that it
// stands in. Marks that tell where a word that is written from the right belongs
// do not: they reach no further than their neighbours.
func Steers(r rune) bool {
	switch {
	case r == '\n', r == '\t', r == '\r':
		return false
	case '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
		return true
	}
	return unicode.IsControl(r)
}

// Still is s without what steers others.
func Still(s string) string {
	return strings.Map(func(r rune) rune {
		if Steers(r) {
			return -1
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
