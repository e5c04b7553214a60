package article

import (
	"regexp"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// Words that stand on date lines beside the date: clock times, zones,
// weekdays, labels. What is left without them is the line's own matter.
var (
	clockTime  = regexp.MustCompile(`(?i)\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?`)
	zoneWord   = regexp.MustCompile(`\b(?:GMT|UTC|MSK|CET|CEST|EET|EEST|EST|EDT|ET|PST|PDT|BST|IST|AST|AEST|ICT|Z|Beijing Time|Moscow time|local time)\b(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?`)
	dayWord    = regexp.MustCompile(`(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?`)
	stateWord  = regexp.MustCompile(`(?i)\b(?:first\s+)?(?:published|posted|created|issued|released|publish(?:ed)? (?:date|time|on|at)|date|on|at|added|online|print|time|by)\b\s*:?`)
	stateLabel = regexp.MustCompile(`(?i)^(?:first )?(?:published|posted|created|issued|released|date)(?: on| at)?\s*:?$`)
	updateWord = regexp.MustCompile(`(?i)\b(?:last[\s-]+)?(?:updated|modified|edited|revised|changed|update|upd)\b\s*(?:on|at)?\s*:?`)
	eventWord  = regexp.MustCompile(`(?i)\b(?:born|died|deadline|until|since|copyright|event|next|today|taken|shows?)\b|©`)
)

// dated is what a line says of the article's date.
type dated struct {
	date     pageDate
	labelled bool // "Published", "Posted on"
	modified bool // the date is that of a change
	clock    bool // a time of day stands beside it
	rest     int  // words that have nothing to do with a date
}

// readDateLine reads a line that is there for its date. ok is false for lines
// that merely hold one.
func readDateLine(s string) (found dated, ok bool) {
	const (
		longLine = 160 // bytes; nobody dates a page in more
		// A section name, an agency and an editor may stand beside the date.
		fewWords = 4
	)
	if len(s) > longLine || eventWord.MatchString(s) {
		return dated{}, false
	}
	// On a line with both, "Updated …" follows the date of publication.
	first := s
	if at := updateWord.FindStringIndex(s); at != nil && at[0] > 0 {
		if _, ok := findDate(s[:at[0]]); ok {
			first = s[:at[0]]
		}
	}
	if found.date, ok = findDate(first); !ok {
		return dated{}, false
	}
	found.modified = len(first) == len(s) && updateWord.MatchString(s)
	rest := first[:found.date.Start] + " " + first[found.date.End:]
	found.clock = clockTime.MatchString(rest)
	found.labelled = stateWord.MatchString(rest)
	for _, known := range []*regexp.Regexp{clockTime, zoneWord, dayWord, updateWord, stateWord} {
		rest = known.ReplaceAllString(rest, " ")
	}
	found.rest = len(strings.FieldsFunc(rest, func(r rune) bool {
		return !(r == '\'' || r == '’' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0xC0)
	}))
	l := measure(s, ling.Span{End: len(s)}, false)
	separated := strings.ContainsAny(s, "|/•·–—") || found.clock || found.labelled
	switch {
	case found.rest == 0:
		return found, true
	case l.prose() && found.rest > 1:
		return found, false
	case separated:
		return found, found.rest <= 2*fewWords
	default:
		// "Lakeside, 26 February 2016": place and date; with small words it is
		// a sentence or a headline ("Talks set for 26 February").
		return found, found.rest <= fewWords && l.lower == 0 && found.date.year > 0
	}
}

// cityDash is a place that stands alone above the text: "GENEVA —".
var cityDash = regexp.MustCompile(`^\p{Lu}{3,}[\p{Lu} ,./'’-]{0,40}\s*(?:\((?:Reuters|AP|AFP|Xinhua|TASS|AA)\)\s*)?(?:—|–|--|-)$`)

// capitals are a word or three in capitals; right above the text they are a place.
var capitals = regexp.MustCompile(`^\p{Lu}{2,}[,/]?(?: \p{Lu}{2,}[,/]?){0,2}$`)

// inlineDate is the date of an agency's dateline that begins a paragraph:
// "MOSCOW, Feb. 26 (Xinhua) --", "GENEVA, February 26. /TASS/.".
var inlineDate = regexp.MustCompile(`^[\p{Lu}][\p{L} .,/'’-]{2,60}?[.,]\s+(` + `(?i:` + monthWords + `\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\s+` + monthWords + `(?:,?\s+\d{4})?))\s*[.,:]?\s*(?:\([^)]{2,40}\)|/[^/]{2,20}/|—|–|--)`)

// datelineDate reads an agency's dateline.
func datelineDate(s string) (pageDate, bool) {
	m := inlineDate.FindStringSubmatchIndex(s[:min(len(s), 160)])
	if m == nil {
		return pageDate{}, false
	}
	d, ok := findDate(s[m[2]:m[3]])
	d.Start, d.End = d.Start+m[2], d.End+m[2]
	return d, ok
}

// settle makes a publication date of a date on the page, spans in the text.
func settle(d pageDate, at int, confidence float64) onrecord.Published {
	p := d.published()
	p.Basis, p.Confidence = onrecord.BasisPage, confidence
	p.Spans = []ling.Span{{Start: at + d.Start, End: at + d.End}}
	return p
}
