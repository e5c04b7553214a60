package dates

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

// clockTime and zoneWord are times of day and their zones.
var (
	clockTime = later(`(?i)\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b\d{1,2}\s*Uhr\b`)
	zoneWord  = later(`\b(?:GMT|UTC|MSK|CET|CEST|EET|EEST|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|BST|IST|AST|AEST|AEDT|NZST|NZDT|HKT|SGT|JST|KST|WIB|TRT|ICT|Z|Beijing Time|Moscow time|local time)\b(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?`)
)

// Dated is what a line says of the article's date.
type Dated struct {
	Date     Date
	Labelled bool // "Published", "Posted on"
	Modified bool // the date is that of a change
	Clock    bool // a time of day stands beside it
	Rest     int  // words that have nothing to do with a date
}

// ReadLine reads a line that is there for its date. ok is false for lines
// that merely hold one.
func ReadLine(s string) (found Dated, ok bool) {
	const longLine = 160 // bytes; nobody dates a page in more
	if len(s) > longLine || !strings.ContainsAny(s, "0123456789") || strings.Contains(s, "©") || theWords().says(sayEvent, s) {
		return Dated{}, false
	}
	first := untilUpdate(s)
	if found.Date, ok = Find(first); !ok {
		return Dated{}, false
	}
	found.Modified = len(first) == len(s) && theWords().says(sayUpdate, s)
	rest := first[:found.Date.Start] + " " + first[found.Date.End:]
	found.Clock = clockTime().MatchString(rest)
	found.Labelled = theWords().says(sayLabel, rest)
	small := 0
	found.Rest, small = otherWords(rest)
	return found, found.alone(s, small)
}

// untilUpdate is the part of a line that tells of the publication: on a line
// with both dates, "Updated …" follows it.
func untilUpdate(s string) string {
	if !theWords().says(sayUpdate, s) {
		return s
	}
	at := theWords().update.FindStringIndex(s)
	if at[0] == 0 {
		return s
	}
	if _, ok := Find(s[:at[0]]); !ok {
		return s
	}
	return s[:at[0]]
}

// otherWords counts the words that have nothing to do with a date, and those of
// them that begin with a small letter.
func otherWords(s string) (n, small int) {
	for w := range wordsOf(zoneWord().ReplaceAllString(clockTime().ReplaceAllString(s, " "), " ")) {
		if theWords().beside[strings.ToLower(w)] {
			continue
		}
		n++
		if first, _ := utf8.DecodeRuneInString(w); unicode.IsLower(first) {
			small++
		}
	}
	return n, small
}

// alone reports whether the line is there for its date: "Lakeside, 26 February
// 2016" is, a sentence or a headline ("Talks set for 26 February") is not.
func (d *Dated) alone(s string, small int) bool {
	const fewWords = 4 // a section name, an agency and an editor may stand beside the date
	l := line.Measure(s, ling.Span{End: len(s)}, false)
	switch {
	case d.Rest == 0:
		return true
	case l.Prose() && d.Rest > 1:
		return false
	case strings.ContainsAny(s, "|/•·・–—") || d.Clock || d.Labelled:
		return d.Rest <= 2*fewWords
	}
	return d.Rest <= fewWords && small == 0 && d.Date.Year > 0
}

// CityDash is a place that stands alone above the text: "GENEVA —".
var CityDash = regexp.MustCompile(`^\p{Lu}{3,}[\p{Lu} ,./'’-]{0,40}\s*(?:\((?:Reuters|AP|AFP|Xinhua|TASS|AA)\)\s*)?(?:—|–|--|-)$`)

// Capitals are a word or three in capitals; right above the text they are a place.
var Capitals = regexp.MustCompile(`^\p{Lu}{2,}[,/]?(?: \p{Lu}{2,}[,/]?){0,2}$`)

// inlineDate is the date of an agency's dateline that begins a paragraph:
// "MOSCOW, Feb. 26 (Xinhua) --", "GENEVA, February 26. /TASS/.", "Orsk (12.11.2021)."
var inlineDate = later(`^[\p{Lu}][\p{L} .,/'’-]{2,60}?(?:[.,]\s+(` + namedDay + `)\s*[.,:]?\s*(?:\([^)]{2,40}\)|/[^/]{2,20}/|—|–|--|-\s)|[.,]?\s*[(\[](` + namedDay + `|` + numberedDay + `)[)\]]\s*[.:–—-]|[.,]\s+(` + numberedDay + `)\s*(?:—|–|--|-|:|\.))`)

const (
	namedDay    = `(?:(?i:` + monthName + `\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\.?\s+` + monthName + `(?:,?\s+\d{4})?))`
	numberedDay = `(?:\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}|\d{4}-\d{2}-\d{2})`
)

// Dateline reads an agency's dateline.
func Dateline(s string) (Date, bool) {
	m := inlineDate().FindStringSubmatchIndex(s[:min(len(s), 160)])
	if m == nil {
		return Date{}, false
	}
	start, end := m[2], m[3]
	for group := 2; start < 0; group++ {
		start, end = m[2*group], m[2*group+1]
	}
	d, ok := Find(s[start:end])
	d.Start, d.End = d.Start+start, d.End+start
	return d, ok
}

// OnPage makes a publication date of a date on the page, spans in the text.
func OnPage(d Date, at int, confidence float64) onrecord.Published {
	p := d.Published()
	p.Basis, p.Confidence = onrecord.BasisPage, confidence
	p.Spans = []ling.Span{{Start: at + d.Start, End: at + d.End}}
	return p
}

// Only reports whether a line holds a date and what goes with it, or the names
// of people, and no running words.
func Only(s string) bool {
	_, ok := ReadLine(s)
	return ok || line.Names(s)
}
