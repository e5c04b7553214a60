package segment

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/ling"
)

var (
	//go:embed data/starters.txt
	startersTxt string
	//go:embed data/inner.txt
	innerTxt string
	//go:embed data/openers.txt
	openersTxt string
	//go:embed data/firms.txt
	firmsTxt string
	//go:embed data/callings.txt
	callingsTxt string
)

// lists are words that tell the end of a sentence at an abbreviation.
type lists struct{ starters, inner, openers, firms, callings map[string]bool }

func readLists() lists {
	return lists{starters: words(startersTxt), inner: words(innerTxt), openers: words(openersTxt), firms: words(firmsTxt), callings: words(callingsTxt)}
}

func words(text string) map[string]bool {
	found := map[string]bool{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			found[line] = true
		}
	}
	return found
}

// starter reports whether an abbreviation is followed by a word that begins
// sentences.
func (s *Splitter) starter(cur, next *ling.Token, c class) bool {
	return c == abbreviation && cur.SpaceAfter && s.lists.starters[next.Form] && !s.lists.inner[cur.Form]
}

// opens reports whether the abbreviation at token i is followed by a noun that
// opens a sentence: "in the U.S. Police said", but not the headline "U.S. Police
// Shut Road".
func (s *Splitter) opens(tokens []ling.Token, i int, c class) bool {
	return c == abbreviation && tokens[i].SpaceAfter && i+2 < len(tokens) &&
		s.lists.openers[tokens[i+1].Form] && !s.lists.inner[tokens[i].Form] && wordBegins(tokens[i+2].Form, unicode.IsLower)
}

// subject reports whether the end of a firm's name at token i is followed by a
// person's name and a verb, which are another sentence: "for Calder Corp. Dana
// Holt said". A firm that begins the sentence is in apposition instead.
func (s *Splitter) subject(tokens []ling.Token, i, start int) bool {
	if !s.lists.firms[tokens[i].Form] || !tokens[i].SpaceAfter || i+3 >= len(tokens) || s.lists.callings[tokens[i+1].Form] {
		return false
	}
	if !wordBegins(tokens[i+1].Form, unicode.IsUpper) || !wordBegins(tokens[i+2].Form, unicode.IsUpper) {
		return false
	}
	verb := tokens[i+3].Form
	if verb != "said" && verb != "says" && !(strings.HasSuffix(verb, "ed") && wordBegins(verb, unicode.IsLower)) {
		return false
	}
	for _, t := range tokens[start:i] {
		if wordBegins(t.Form, unicode.IsLower) {
			return true // a clause stands before the firm
		}
	}
	return false
}

// zoned reports whether the "a.m." at token i is followed by the name of a
// place and "time": "9 a.m. North Korean time".
func zoned(tokens []ling.Token, i int) bool {
	const most = 3 // words of a place's name
	if f := tokens[i].Form; f != "a.m." && f != "p.m." {
		return false
	}
	for k := i + 1; k < len(tokens) && k <= i+most+1; k++ {
		switch {
		case tokens[k].Form == "time":
			return k > i+1
		case !wordBegins(tokens[k].Form, unicode.IsUpper):
			return false
		}
	}
	return false
}

func wordBegins(form string, is func(rune) bool) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return is(r)
}

// title reports whether token i is an abbreviated title before a name, which
// never ends a sentence: "Rep. John Mica". A word that begins sentences is no name.
func (s *Splitter) title(tokens []ling.Token, i int) bool {
	return s.lists.inner[tokens[i].Form] && i+1 < len(tokens) && !s.lists.starters[tokens[i+1].Form]
}

// quoteFollows reports whether a quotation that ended its sentence at token i
// is followed by one of a sentence of its own: 'It was late.' 'We left,' she said.
func quoteFollows(tokens []ling.Token, i int) bool {
	if i == 0 || i+2 >= len(tokens) || !quotationMark(tokens[i].Form) || !tokens[i].SpaceAfter || tokens[i-1].SpaceAfter {
		return false
	}
	switch tokens[i-1].Form {
	case ".", "!", "?":
		return quotationMark(tokens[i+1].Form) && !tokens[i+1].SpaceAfter && wordBegins(tokens[i+2].Form, unicode.IsUpper)
	}
	return false
}

// quoteEnds reports whether the closing mark at token i, behind a stop, ends its
// sentence, for a word with a capital follows: 'They “back the plan.” U.S. troops
// left.' Where the stop is an abbreviation's it must be a phrase that is quoted:
// '“not above 1.5 °C.” Islands had asked', but 'the “U.S.” Army'.
func (s *Splitter) quoteEnds(tokens []ling.Token, i, start int) bool {
	const phrase = 3 // words
	if i <= start || i+1 >= len(tokens) || !quotationMark(tokens[i].Form) || !tokens[i].SpaceAfter || tokens[i-1].SpaceAfter || !wordBegins(tokens[i+1].Form, unicode.IsUpper) {
		return false
	}
	last := tokens[i-1].Form
	if last == "." {
		return true
	}
	if last[len(last)-1] != '.' || s.lists.inner[last] || !wordBegins(last, unicode.IsLetter) {
		return false
	}
	for k := i - 1; k >= start; k-- {
		if quotationMark(tokens[k].Form) {
			return i-k > phrase
		}
	}
	return true // it opened in a sentence before
}

func quotationMark(form string) bool {
	switch form {
	case "“", "”", "\"", "'", "''", "``", "‘", "’", "«", "»":
		return true
	}
	return false
}

// quoteBegins reports whether a full stop is followed by a quotation of a
// sentence of its own: he said. “But …”.
func quoteBegins(tokens []ling.Token, i int) bool {
	if tokens[i].Form != "." || !tokens[i].SpaceAfter || i+2 >= len(tokens) || tokens[i+1].SpaceAfter {
		return false
	}
	switch tokens[i+1].Form {
	case "“", "\"", "''", "``", "‘", "«":
		r, _ := utf8.DecodeRuneInString(tokens[i+2].Form)
		return unicode.IsUpper(r)
	}
	return false
}
