package dates

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed months.txt
var monthTable string

// months gives the number of a month by its name in small letters.
var months = sync.OnceValue(func() map[string]int { return readMonths(monthTable) })

func readMonths(table string) map[string]int {
	number := map[string]int{}
	month := 0
	for row := range strings.Lines(table) {
		if strings.HasPrefix(row, "#") || strings.TrimSpace(row) == "" {
			continue
		}
		month++
		for _, name := range strings.Fields(row) {
			number[name] = month
		}
	}
	return number
}

// monthWords takes what may be the name of a month; monthOf knows whether it is.
const monthWords = `(\pL{3,12})\.?`

// monthName is the same without the group.
const monthName = `\pL{3,12}\.?`

// monthOf is the number of the month that a group of a match names, 0 where it
// names none. The word must be whole: "mar" of "marathon" is no month.
func monthOf(s string, m []int, group int) int {
	start, end := m[2*group], m[2*group+1]
	after, _ := utf8.DecodeRuneInString(s[end:])
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	if unicode.IsLetter(after) || unicode.IsLetter(before) {
		return 0
	}
	return months()[strings.ToLower(s[start:end])]
}
