package match

import (
	"regexp/syntax"
	"strings"
)

// mostExact bounds the strings that an expression is written out as.
const mostExact = 400

// exact are, in small letters, all strings that an expression matches, where it
// matches a few strings wherever they stand, whatever their case; nil where it
// does not. To find one of them is to match it.
func exact(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if w := string(re.Rune); re.Flags&syntax.FoldCase != 0 || strings.ToLower(w) == strings.ToUpper(w) {
			return []string{strings.ToLower(w)}
		}
	case syntax.OpEmptyMatch:
		return []string{""}
	case syntax.OpCapture:
		return exact(re.Sub[0])
	case syntax.OpQuest:
		if of := exact(re.Sub[0]); of != nil {
			return append([]string{""}, of...)
		}
	case syntax.OpCharClass:
		return exactRunes(re.Rune)
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			of := exact(sub)
			if of == nil || len(out)+len(of) > mostExact {
				return nil
			}
			out = append(out, of...)
		}
		return out
	case syntax.OpConcat:
		out := []string{""}
		for _, sub := range re.Sub {
			if out = joined(out, exact(sub)); out == nil {
				return nil
			}
		}
		return out
	}
	return nil
}

// exactRunes are the letters of a class of a few; letters stand there in both
// cases where the expression asks for none.
func exactRunes(ranges []rune) []string {
	const most = 16
	in := map[rune]bool{}
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if in[r] = true; len(in) > most {
				return nil
			}
		}
	}
	var out []string
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			lower, upper := []rune(strings.ToLower(string(r)))[0], []rune(strings.ToUpper(string(r)))[0]
			if !in[lower] || !in[upper] {
				return nil
			}
			if r == lower {
				out = append(out, string(r))
			}
		}
	}
	return out
}

// joined are all strings of one list with all of another behind them.
func joined(heads, tails []string) []string {
	if tails == nil || len(heads)*len(tails) > mostExact {
		return nil
	}
	var out []string
	for _, h := range heads {
		for _, t := range tails {
			out = append(out, h+t)
		}
	}
	return out
}
