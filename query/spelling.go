package query

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed spelling.txt
var spellingFile string

// spellings are the words of spelling.txt, each with the others of its line.
var spellings = readSpellings(spellingFile)

func readSpellings(file string) map[string][]string {
	known := map[string][]string{}
	for line := range strings.Lines(file) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		forms := strings.Split(strings.TrimSpace(line), " | ")
		for _, form := range forms {
			known[form] = slices.DeleteFunc(slices.Clone(forms), func(f string) bool { return f == form })
		}
	}
	return known
}

// endings are pairs of endings that are one word spelled in two ways.
var endings = [...][2]string{
	{"isation", "ization"}, {"isations", "izations"}, {"ise", "ize"}, {"ised", "ized"}, {"ises", "izes"}, {"ising", "izing"},
	{"yse", "yze"}, {"ysed", "yzed"},
}

// Spellings are the other ways in which a word, or several, may stand in a
// text: "cease-fire" for "ceasefire", "mobilization" for "mobilisation". A way
// that nobody writes finds nothing and does no harm.
func Spellings(w string) []string {
	lower := strings.ToLower(w)
	out := slices.Clone(spellings[lower])
	if len(out) == 0 && strings.Contains(lower, "-") {
		out = append(out, strings.ReplaceAll(lower, "-", ""))
	}
	for _, pair := range endings {
		for i, ending := range pair {
			if stem, ok := strings.CutSuffix(lower, ending); ok && len(stem) > 2 {
				out = append(out, stem+pair[1-i])
			}
		}
	}
	return out
}
