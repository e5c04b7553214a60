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
)

// lists are words that tell the end of a sentence at an abbreviation.
type lists struct{ starters, inner map[string]bool }

func readLists() lists { return lists{words(startersTxt), words(innerTxt)} }

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

// title reports whether token i is an abbreviated title before a name, which
// never ends a sentence: "Rep. John Mica". A word that begins sentences is no name.
func (s *Splitter) title(tokens []ling.Token, i int) bool {
	return s.lists.inner[tokens[i].Form] && i+1 < len(tokens) && !s.lists.starters[tokens[i+1].Form]
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
