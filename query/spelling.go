package query

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"
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
	{"yse", "yze"}, {"ysed", "yzed"}, {"elled", "eled"}, {"elling", "eling"}, {"ogue", "og"}, {"ogues", "ogs"},
}

// prefixes are what outlets join to a word with a hyphen or without one:
// "counter-terrorism", "counterterrorism".
var prefixes = [...]string{"anti", "co", "counter", "cyber", "de", "inter", "mid", "multi", "non", "over", "para", "post", "pre", "pro", "re", "semi", "sub", "super", "trans", "ultra", "under"}

// leastStem is how many letters a word has at least behind a prefix.
const leastStem = 4

// Spellings are the other ways in which a word, or several, may stand in a
// text: "cease-fire" for "ceasefire", "mobilization" for "mobilisation". A way
// that nobody writes finds nothing and does no harm.
func Spellings(w string) []string {
	lower := strings.ToLower(w)
	out := slices.Clone(spellings[lower])
	if len(out) == 0 && strings.Contains(lower, "-") {
		out = append(out, strings.ReplaceAll(lower, "-", ""))
	}
	if parted := hyphened(lower); parted != "" {
		out = append(out, parted)
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

// hyphened is a word with a hyphen behind its prefix, the longest that it may
// have, "" if it has none.
func hyphened(w string) string {
	prefix, rest := "", ""
	for _, p := range prefixes {
		if stem, ok := strings.CutPrefix(w, p); ok && len(p) > len(prefix) {
			prefix, rest = p, stem
		}
	}
	if prefix == "" || strings.Contains(w, "-") || utf8.RuneCountInString(rest) < leastStem {
		return ""
	}
	return prefix + "-" + rest
}
