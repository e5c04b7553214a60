package dates

import (
	_ "embed"
	"iter"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"onrecord/internal/article/match"
)

//go:embed words.txt
var wordTable string

// theWords are those of date lines, read once; the file is part of the program and tested.
var theWords = sync.OnceValue(func() *vocabulary { return readWords(wordTable) })

type vocabulary struct {
	said   *match.Set      // what a line says, in the order of the constants
	update *regexp.Regexp  // the expression of that name
	only   *regexp.Regexp  // and this
	beside map[string]bool // all words that may stand beside a date, in small letters
}

// What a line may say of its date.
const (
	sayLabel   = iota // it is that of publication
	sayUpdate         // it is that of a change
	sayEvent          // it is none of the page's
	sayOnly           // a label, and nothing behind it
	sayChanged        // a label of a change, and nothing behind it
	sayPosted         // the line begins as sentences do that are there for the day of publication
)

// says reports whether a text says one of them.
func (v *vocabulary) says(what int, s string) bool {
	may := v.said.May(s)
	return may.Has(what) && v.said.Matches(what, s)
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
	anywhere := func(kind string) string { return `(?i)(?:^|[^\pL])` + some(kind) + `(?:$|[^\pL])` }
	last := func(kind string) string {
		return `(?i)(?:^|[^\pL])` + some(kind) + `(?:\s+` + some("beside") + `)?\s*:?\s*$`
	}
	exprs := [...]string{
		sayLabel: anywhere("label"), sayUpdate: anywhere("update"), sayEvent: anywhere("event"),
		sayOnly: last("label"), sayChanged: last("update"), sayPosted: `(?i)^` + some("posted") + `[^\pL]`,
	}
	v.update, v.only = regexp.MustCompile(exprs[sayUpdate]), regexp.MustCompile(exprs[sayOnly])
	var err error
	if v.said, err = match.New(exprs[:]); err != nil {
		panic(err) // the embedded file does not load: the tests of dates say why
	}
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
	return theWords().says(sayOnly, before), theWords().says(sayChanged, before)
}

// Posted reads a sentence that is there for the day of publication, as blogs have
// it below their entries: "This entry was posted on May 3, 2016 and is filed under …".
func Posted(s string) (Date, bool) {
	const most = 200 // bytes
	if !theWords().says(sayPosted, s) {
		return Date{}, false
	}
	d, ok := Find(strings.ToValidUTF8(s[:min(len(s), most)], ""))
	return d, ok && d.Year > 0 && d.Day > 0
}

// Label reports whether a line is a label of a date and nothing else.
func Label(s string) bool {
	at := theWords().only.FindStringIndex(s)
	return at != nil && at[0] == 0
}
