package passage

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"onrecord/ling"
)

//go:embed empty.txt
var emptyWords string

// empty are the words that say nothing of what a passage is about.
var empty = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(emptyWords) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			out[w] = true
		}
	}
	return out
})

// Spaced writes a text as its words in lower case, one space before and after
// each, so that expressions over whole words can be asked of it. Apostrophes
// within a word and the mark of a percentage stay; so does a stop between digits.
func Spaced(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte(' ')
	for _, w := range Tokens(s) {
		b.WriteString(w)
		b.WriteByte(' ')
	}
	return b.String()
}

// Tokens are the words of a text, in lower case.
func Tokens(s string) []string {
	var out []string
	runes := []rune(s)
	for i := 0; i < len(runes); {
		if !wordy(runes[i]) {
			i++
			continue
		}
		end := i + 1
		for end < len(runes) && (wordy(runes[end]) || inside(runes, end)) {
			end++
		}
		word := strings.ToLower(string(runes[i:end]))
		out, i = append(out, strings.ReplaceAll(word, "’", "'")), end
	}
	return out
}

func wordy(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' || unicode.Is(unicode.Mn, r)
}

// inside reports whether the mark at i stands inside a word: an apostrophe or
// a stop between letters ("U.S."), a stop or a comma between digits.
func inside(runes []rune, i int) bool {
	if i+1 >= len(runes) || !wordy(runes[i+1]) {
		return false
	}
	digits := unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1])
	switch runes[i] {
	case '\'', '’':
		return true
	case '.', ',':
		return digits || runes[i] == '.' && unicode.IsUpper(runes[i-1]) && unicode.IsUpper(runes[i+1])
	}
	return false
}

// Stems are the words of a text that tell what it is about, each once, cut to
// what their forms have in common, in the order they first stand in.
func Stems(s string) []string {
	var out []string
	for _, w := range Tokens(s) {
		if empty()[w] || len(w) < 2 {
			continue
		}
		if stem := Stem(w); !slices.Contains(out, stem) {
			out = append(out, stem)
		}
	}
	return out
}

// endings are cut from a word, longest first, while as many letters stay. They
// are fewer than Porter's: "strikes" and "striking" shall be one, "general" and
// "generation" two.
var endings = []struct {
	end  string
	keep int
}{
	{"ations", 4}, {"ation", 4}, {"ments", 4}, {"ment", 4}, {"ingly", 4}, {"ings", 3}, {"ing", 3}, {"ions", 4}, {"ion", 4},
	{"edly", 4}, {"ers", 4}, {"ies", 3}, {"ied", 3}, {"ed", 3}, {"er", 4}, {"es", 3}, {"ly", 4}, {"s", 3}, {"e", 3}, {"y", 3},
}

// Stem is what the forms of a word have in common: "denied" and "denies" are "den".
func Stem(w string) string {
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "'")
	if strings.HasSuffix(w, "ss") || strings.ContainsAny(w, "0123456789") {
		return w
	}
	for _, e := range endings {
		if cut, ok := strings.CutSuffix(w, e.end); ok && len(cut) >= e.keep {
			w = cut
			break
		}
	}
	if n := len(w); n > 4 && w[n-1] == w[n-2] && !strings.ContainsRune("lsz", rune(w[n-1])) {
		w = w[:n-1] // "planned" and "plan"
	}
	return w
}

// Shared are how many of a stand in b too.
func Shared(a, b []string) int {
	n := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			n++
		}
	}
	return n
}

// Sentences are where the sentences of a text stand. A stop ends one where a
// space and something other than a small letter follow, and where it belongs to
// no initial or title; the end of a line does too. It is a rougher cut than the
// annotator's, of which a record keeps nothing; it is enough to say what stands
// near to what.
func Sentences(text string) []ling.Span {
	var out []ling.Span
	start := 0
	end := func(at int) {
		s := ling.Span{Start: start, End: at}
		for s.Start < s.End && text[s.Start] <= ' ' {
			s.Start++
		}
		for s.End > s.Start && text[s.End-1] <= ' ' {
			s.End--
		}
		if s.End > s.Start {
			out = append(out, s)
		}
		start = at
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n':
			end(i + 1)
		case '.', '!', '?':
			if at := pastQuotes(text, i+1); opens(text, at) && !abbreviated(text, i) {
				end(at)
				i = at - 1
			}
		}
	}
	end(len(text))
	return out
}

// pastQuotes is the place behind the closing marks that stand at a place.
func pastQuotes(text string, at int) int {
	for {
		switch {
		case at < len(text) && strings.IndexByte("\"')]", text[at]) >= 0:
			at++
		case strings.HasPrefix(text[at:], "”") || strings.HasPrefix(text[at:], "’"):
			at += len("”")
		default:
			return at
		}
	}
}

// opens reports whether a sentence can begin behind a place.
func opens(text string, at int) bool {
	rest := strings.TrimLeft(text[at:], " \t\u00a0")
	if rest == "" || len(rest) == len(text[at:]) {
		return rest == ""
	}
	for _, r := range rest {
		return !unicode.IsLower(r)
	}
	return true
}

// abbreviated reports whether the stop at i belongs to an initial or a title.
func abbreviated(text string, i int) bool {
	if text[i] != '.' {
		return false
	}
	word := text[strings.LastIndexAny(text[:i], " \t\n.(\"")+1 : i]
	if len(word) == 1 && unicode.IsUpper(rune(word[0])) {
		return true
	}
	return slices.Contains(titles, word)
}

// titles stand before names and end with a stop, as do months that are cut short.
var titles = []string{"Mr", "Mrs", "Ms", "Dr", "Gen", "Lt", "Col", "Maj", "Capt", "Sgt", "Sen", "Rep", "Gov", "Prof", "Rev", "St", "No", "vs", "Adm", "Brig", "Cmdr", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"}
