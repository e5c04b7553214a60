package dates

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed months.txt
var monthTable string

// months gives the number of a month by its name in small letters; names are
// all of them, the longest first, as an expression takes alternatives.
var months, names = readMonths(monthTable)

func readMonths(table string) (number map[string]int, names []string) {
	number = map[string]int{}
	month := 0
	for row := range strings.Lines(table) {
		if strings.HasPrefix(row, "#") || strings.TrimSpace(row) == "" {
			continue
		}
		month++
		for _, name := range strings.Fields(row) {
			number[name] = month
			names = append(names, regexp.QuoteMeta(name))
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return number, names
}

// monthWords takes the name of a month, in any language of the table.
var monthWords = `(` + strings.Join(names, "|") + `)\.?`

// monthOf is the number of the month that a group of a match names; 0 where the
// name is only the beginning of another word ("mar" of "marathon").
func monthOf(s string, m []int, group int) int {
	end := m[2*group+1]
	if r, _ := utf8.DecodeRuneInString(s[end:]); unicode.IsLetter(r) {
		return 0
	}
	return months[strings.ToLower(s[m[2*group]:end])]
}
