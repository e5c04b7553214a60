package line

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	byWords   = regexp.MustCompile(`(?i)^(?:--|—|–)?\s*(?:(?:posted |written |reported |story |text |reporting )?by|author|from)?\s*:?\s+|^(?:--|—|–)\s*`)
	afterName = regexp.MustCompile(`(?i),?\s+(?:in|for|of)\s+.*$|,?\s+(?:(?:foreign|diplomatic|political|world|defence|defense|security|chief|senior|staff|affairs|middle|east|europe|north|america|asia|africa)\s+){0,3}(?:editor|correspondent|reporter|columnist|writer)\b.*$|\s*[|/]\s.*$|,\s*(?:\w+ )*(?:correspondent|reporter|editor|staff|news|press|times|post|agency).*$`)
	between   = regexp.MustCompile(`\s*(?:,|&|;|\band\b)\s*`)
)

// newsroom is in the names of outlets and desks, which are no authors.
var newsroom = regexp.MustCompile(`(?i)\b(?:press|news|agency|agencies|wire|post|times|staff|desk|media|service|tv|radio|online|editors?|correspondents?)\b`)

// ByNames reads the names of a byline, "By " and place left out.
func ByNames(s string) []string {
	s = byWords.ReplaceAllString(strings.TrimSpace(s), "")
	s = afterName.ReplaceAllString(s, "")
	var out []string
	for _, n := range between.Split(s, -1) {
		n = strings.Trim(Join(n), " .,()*|")
		if n = Unshout(n); Names(n) && !newsroom.MatchString(n) && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// nameLine is a list of people's names and nothing else.
var nameLine = regexp.MustCompile(`^\p{Lu}\p{Ll}[\p{L}'’-]*(?: \p{Lu}\.| (?:al|bin|de|van|von|el|der|da|di|la)[ -])?(?: \p{Lu}[\p{L}'’.-]+){1,3}(?:(?:, | and | & | / )\p{Lu}[\p{L}'’-]*(?: \p{Lu}\.)?(?: \p{Lu}[\p{L}'’.-]+){1,3})*$`)

// Names reports whether a text is a list of names and nothing else.
func Names(s string) bool { return len(s) <= 120 && nameLine.MatchString(s) }

// Speech reports whether a line opens or closes a quotation, which short lines
// of an article do and labels of a page do not.
func Speech(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("“\"«", first) || strings.ContainsRune("”\"»", last) && strings.ContainsAny(s, "“\"«")
}

// Unshout makes "ABBY GOODNOW" "Abby Goodnow".
func Unshout(s string) string {
	if s != strings.ToUpper(s) || s == strings.ToLower(s) || !strings.Contains(s, " ") {
		return s
	}
	list := strings.Fields(s)
	for i, w := range list {
		if !strings.HasSuffix(w, ".") {
			list[i] = capitalised(w)
		}
	}
	return strings.Join(list, " ")
}

// capitalised is a word with capitals at its parts' beginnings alone.
func capitalised(w string) string {
	start := true
	return strings.Map(func(r rune) rune {
		out := unicode.ToLower(r)
		if start {
			out = unicode.ToUpper(r)
		}
		start = !unicode.IsLetter(r)
		return out
	}, w)
}
