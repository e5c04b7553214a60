package segment

import (
	_ "embed"
	"strings"

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
