package inconsistency

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"onrecord/internal/expr"
	"onrecord/internal/world/copies"
	"onrecord/ling"
)

const (
	numberWords = `\d{1,3}(?:,\d{3})+|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty`
	fateWords   = `killed|dead|injured|wounded|arrested|detained|missing|hurt`
)

var (
	small = strings.Split("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty", " ")

	// A number and what became of so many, who they were perhaps between: "12 people
	// were killed", "twelve dead". The words before may bound the number.
	counted = expr.MustCompile(`(?i)((?:[a-z]+ ){0,3})\b(` + numberWords + `)((?: [a-z]+)? (?:people|persons))?(?: (?:were|are|was|have been|had been))? (` + fateWords + `)\b`)

	// bounded is a number that its text does not give as it is, or as one of several.
	bounded = expr.MustCompile(`(?i)\b(at least|more than|less than|fewer than|over|under|up to|about|around|nearly|almost|some|as many as|another|other|further|of whom|of them|including|only|first|earlier|previously|initially|originally|roughly|approximately|between|and|or|from|to)\s*(?:the )?$`)

	// revised is a sentence that says how a number changed, or whose it is.
	revised = expr.MustCompile(`(?i)\b(earlier|previous|previously|initial|initially|originally|revised|rose|risen|climbed|raised|updated|lowered|toll|according|said|says|say|told|reported|claimed|claims|put the|estimated?|last (?:year|month|week)|in (?:19|20)\d\d|yesterday|meanwhile|elsewhere|separate(?:ly)?|another|also|later|since)\b`)
)

// count is a number of people to whom something happened, as an outlet gives it.
type count struct {
	fate  string
	value int
	span  ling.Span
}

// figures are numbers of one fate that the headline of a text (its first line) and
// the first of its other sentences to tell of that fate give in two ways, both in
// the outlet's own voice and as they are.
func figures(text string) []finding {
	line, rest, broken := strings.Cut(text, "\n")
	if !broken {
		return nil
	}
	head := counts(line, 0)
	body := counts(rest, len(line)+1)
	quoted := copies.Quoted(text)
	var out []finding
	for _, h := range head {
		i := slices.IndexFunc(body, func(b count) bool { return b.fate == h.fate })
		if i < 0 || several(head, h.fate) || several(body, h.fate) || body[i].value == h.value {
			continue
		}
		if b := body[i]; !quoted(h.span.Start, h.span.End) && !quoted(b.span.Start, b.span.End) {
			out = append(out, finding{Figure, fmt.Sprintf("%d %s, and %d", h.value, h.fate, b.value), []ling.Span{h.span, b.span}})
		}
	}
	return out
}

// several says whether a text tells of a fate more than once with other numbers:
// then it tells of several happenings, or of parts of one.
func several(list []count, fate string) bool {
	first := -1
	for _, c := range list {
		if c.fate == fate {
			if first >= 0 && c.value != first {
				return true
			}
			first = c.value
		}
	}
	return false
}

// fates that are one by two words.
var fates = map[string]string{"dead": "killed", "wounded": "injured", "hurt": "injured", "detained": "arrested"}

// counts are those of a part of a text that begins at from in it.
func counts(part string, from int) []count {
	var out []count
	for _, m := range counted.FindAllStringSubmatchIndex(part, -1) {
		before := part[m[2]:m[3]]
		if bounded.MatchString(before) || revised.MatchString(sentence(part, m[4], m[1])) {
			continue
		}
		fate := strings.ToLower(part[m[8]:m[9]])
		if same := fates[fate]; same != "" {
			fate = same
		}
		out = append(out, count{fate, number(part[m[4]:m[5]]), ling.Span{Start: from + m[4], End: from + m[1]}})
	}
	return out
}

// sentence is the one that a place stands in, by its stops.
func sentence(text string, start, end int) string {
	first := strings.LastIndexAny(text[:start], ".!?\n") + 1
	if n := strings.IndexAny(text[end:], ".!?\n"); n >= 0 {
		return text[first : end+n]
	}
	return text[first:]
}

func number(word string) int {
	if i := slices.Index(small, strings.ToLower(word)); i >= 0 {
		return i
	}
	n, err := strconv.Atoi(strings.ReplaceAll(word, ",", ""))
	if err != nil {
		return -1 // beyond what is counted
	}
	return n
}
