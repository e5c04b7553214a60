package dates

import (
	_ "embed"
	"iter"
	"regexp"
	"strings"
	"unicode"
)

//go:embed words.txt
var wordTable string

// words are those of date lines, read once; the file is part of the program and tested.
var words = readWords(wordTable)

type vocabulary struct {
	label, update, event *regexp.Regexp
	only                 *regexp.Regexp  // a label and nothing else
	changed              *regexp.Regexp  // a label of a change and nothing else
	posted               *regexp.Regexp  // the beginning of a sentence that is there for the date
	beside               map[string]bool // all words that may stand beside a date, in small letters
}

func readWords(table string) *vocabulary {
	of := map[string][]string{}
	v := &vocabulary{beside: map[string]bool{}}
	for row := range strings.Lines(table) {
		kind, list, ok := strings.Cut(row, ":")
		if !ok || strings.HasPrefix(row, "#") {
			continue
		}
		for _, phrase := range strings.Fields(list) {
			phrase = strings.ReplaceAll(phrase, "_", " ")
			of[kind] = append(of[kind], strings.ReplaceAll(regexp.QuoteMeta(phrase), " ", `[\s-]+`))
			for w := range wordsOf(phrase) {
				v.beside[w] = v.beside[w] || kind != "event" && kind != "posted"
			}
		}
	}
	some := func(kind string) string { return `(?:` + strings.Join(of[kind], "|") + `)` }
	anywhere := func(kind string) *regexp.Regexp {
		return regexp.MustCompile(`(?i)(?:^|[^\pL])` + some(kind) + `(?:$|[^\pL])`)
	}
	v.label, v.update, v.event = anywhere("label"), anywhere("update"), anywhere("event")
	v.only = regexp.MustCompile(`(?i)(?:^|[^\pL])` + some("label") + `(?:\s+` + some("beside") + `)?\s*:?\s*$`)
	v.changed = regexp.MustCompile(`(?i)(?:^|[^\pL])` + some("update") + `(?:\s+` + some("beside") + `)?\s*:?\s*$`)
	v.posted = regexp.MustCompile(`(?i)^` + some("posted") + `[^\pL]`)
	return v
}

// wordsOf are the words of a text, numbers among them.
func wordsOf(s string) iter.Seq[string] {
	return strings.FieldsFuncSeq(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
}

// Lead reports what the words right before a date say of it: that it is that of
// publication, or of a change.
func Lead(before string) (published, changed bool) {
	const most = 60 // bytes; what is further away belongs to something else
	before = strings.ToValidUTF8(before[max(0, len(before)-most):], "")
	return words.only.MatchString(before), words.changed.MatchString(before)
}

// Posted reads a sentence that is there for the day of publication, as blogs have
// it below their entries: "This entry was posted on May 3, 2016 and is filed under …".
func Posted(s string) (Date, bool) {
	const most = 200 // bytes
	if !words.posted.MatchString(s) {
		return Date{}, false
	}
	d, ok := Find(strings.ToValidUTF8(s[:min(len(s), most)], ""))
	return d, ok && d.Year > 0 && d.Day > 0
}

// Label reports whether a line is a label of a date and nothing else.
func Label(s string) bool {
	at := words.only.FindStringIndex(s)
	return at != nil && at[0] == 0
}
