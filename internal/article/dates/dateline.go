package dates

import (
	"regexp"
	"strings"

	"onrecord"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

// Words that stand on date lines beside the date: clock times, zones,
// weekdays, labels. What is left without them is the line's own matter.
var (
	clockTime  = regexp.MustCompile(`(?i)\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?`)
	zoneWord   = regexp.MustCompile(`\b(?:GMT|UTC|MSK|CET|CEST|EET|EEST|EST|EDT|ET|PST|PDT|BST|IST|AST|AEST|ICT|Z|Beijing Time|Moscow time|local time)\b(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?`)
	dayWord    = regexp.MustCompile(`(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?`)
	stateWord  = regexp.MustCompile(`(?i)\b(?:first\s+)?(?:published|posted|created|issued|released|publish(?:ed)? (?:date|time|on|at)|date|on|at|added|online|print|time|by|veröffentlicht|erstellt|datum|stand|publié|publicado|fecha|pubblicato|gepubliceerd|geplaatst|opublikowano|dodano|tarihi|yayınlanma)\b\s*:?`)
	Label      = regexp.MustCompile(`(?i)^(?:first )?(?:published|posted|created|issued|released|date|veröffentlicht|publié le|publicado|pubblicato|gepubliceerd|opublikowano|yayınlanma|опубликовано)(?: on| at)?\s*:?$`)
	updateWord = regexp.MustCompile(`(?i)\b(?:last[\s-]+)?(?:updated|modified|edited|revised|changed|update|upd|aktualisiert|geändert|mis à jour|actualizado|aggiornato|bijgewerkt|aktualizacja|güncelleme)\b\s*(?:on|at)?\s*:?`)
	smallWord  = regexp.MustCompile(`(?i)(?:^|[\s:,])(?:am|um|vom|den|uhr|le|à|el|il|alle|op|om|de|del|dnia|godz|в)(?:$|[\s.:,])`) // "on" and "at" of other languages
	eventWord  = regexp.MustCompile(`(?i)\b(?:born|died|deadline|until|since|copyright|event|next|today|taken|shows?)\b|©`)
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
	if len(s) > longLine || eventWord.MatchString(s) {
		return Dated{}, false
	}
	first := untilUpdate(s)
	if found.Date, ok = Find(first); !ok {
		return Dated{}, false
	}
	found.Modified = len(first) == len(s) && updateWord.MatchString(s)
	rest := first[:found.Date.Start] + " " + first[found.Date.End:]
	found.Clock = clockTime.MatchString(rest)
	found.Labelled = stateWord.MatchString(rest)
	found.Rest = otherWords(rest)
	return found, found.alone(s)
}

// untilUpdate is the part of a line that tells of the publication: on a line
// with both dates, "Updated …" follows it.
func untilUpdate(s string) string {
	at := updateWord.FindStringIndex(s)
	if at == nil || at[0] == 0 {
		return s
	}
	if _, ok := Find(s[:at[0]]); !ok {
		return s
	}
	return s[:at[0]]
}

// otherWords counts the words that have nothing to do with a date.
func otherWords(s string) int {
	for _, known := range []*regexp.Regexp{clockTime, zoneWord, dayWord, updateWord, stateWord, smallWord} {
		s = known.ReplaceAllString(s, " ")
	}
	return len(strings.FieldsFunc(s, func(r rune) bool {
		return !(r == '\'' || r == '’' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0xC0)
	}))
}

// alone reports whether the line is there for its date: "Lakeside, 26 February
// 2016" is, a sentence or a headline ("Talks set for 26 February") is not.
func (d *Dated) alone(s string) bool {
	const fewWords = 4 // a section name, an agency and an editor may stand beside the date
	l := line.Measure(s, ling.Span{End: len(s)}, false)
	switch {
	case d.Rest == 0:
		return true
	case l.Prose() && d.Rest > 1:
		return false
	case strings.ContainsAny(s, "|/•·–—") || d.Clock || d.Labelled:
		return d.Rest <= 2*fewWords
	}
	return d.Rest <= fewWords && l.Lower == 0 && d.Date.Year > 0
}

// CityDash is a place that stands alone above the text: "GENEVA —".
var CityDash = regexp.MustCompile(`^\p{Lu}{3,}[\p{Lu} ,./'’-]{0,40}\s*(?:\((?:Reuters|AP|AFP|Xinhua|TASS|AA)\)\s*)?(?:—|–|--|-)$`)

// Capitals are a word or three in capitals; right above the text they are a place.
var Capitals = regexp.MustCompile(`^\p{Lu}{2,}[,/]?(?: \p{Lu}{2,}[,/]?){0,2}$`)

// inlineDate is the date of an agency's dateline that begins a paragraph:
// "MOSCOW, Feb. 26 (Xinhua) --", "GENEVA, February 26. /TASS/.".
var inlineDate = regexp.MustCompile(`^[\p{Lu}][\p{L} .,/'’-]{2,60}?[.,]\s+(` + `(?i:` + monthWords + `\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\s+` + monthWords + `(?:,?\s+\d{4})?))\s*[.,:]?\s*(?:\([^)]{2,40}\)|/[^/]{2,20}/|—|–|--)`)

// Dateline reads an agency's dateline.
func Dateline(s string) (Date, bool) {
	m := inlineDate.FindStringSubmatchIndex(s[:min(len(s), 160)])
	if m == nil {
		return Date{}, false
	}
	d, ok := Find(s[m[2]:m[3]])
	d.Start, d.End = d.Start+m[2], d.End+m[2]
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
