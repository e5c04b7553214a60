package weights

import "strings"

// Stem takes case, possessive, number and tense from a word, so that "attacked",
// "attacks" and "attack's" are one. It is the first step of Porter's algorithm
// (Program 14(3), 1980): what goes further makes one of "general" and "generate",
// and names suffer from it.
func Stem(word string) string {
	w := strings.ToLower(strings.ReplaceAll(word, "’", "'"))
	if i := strings.IndexByte(w, '\''); i > 0 {
		if rest := w[i+1:]; rest == "s" || rest == "" {
			w = w[:i]
		} else {
			w = strings.ReplaceAll(w, "'", "")
		}
	}
	w = singular(w)
	for _, end := range [...]string{"ingly", "edly", "ing", "ed"} {
		if s, ok := strings.CutSuffix(w, end); ok && len(s) > 2 && vowels(s) {
			return tidy(s)
		}
	}
	return tidy(w)
}

func singular(w string) string {
	switch {
	case len(w) < 4 || !strings.HasSuffix(w, "s"):
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
	default:
		return w[:len(w)-1]
	}
	return w
}

// tidy undoes what an ending did to the stem: "stopp" is "stop", and "invade" and
// "invad" are one, "carry" and "carri".
func tidy(s string) string {
	n := len(s)
	switch {
	case n > 3 && s[n-1] == s[n-2] && strings.IndexByte("bdgmnprt", s[n-1]) >= 0:
		return s[:n-1]
	case n > 3 && s[n-1] == 'e':
		return s[:n-1]
	case n > 3 && s[n-1] == 'i':
		return s[:n-1] + "y"
	}
	return s
}

func vowels(s string) bool { return strings.ContainsAny(s, "aeiouyáéíóúäöü") }
