package expr

import (
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hints are those of an expression; none where there are no
// such strings, or where they are too many or too short to put anything aside.
func hints(expr string) []string {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil
	}
	found := needed(re)
	if len(found) > mostHints || shortest(found) < shortHint {
		return nil
	}
	return found
}

const (
	mostHints = 400 // as long as to try the expression takes about as many looks
	shortHint = 2   // bytes that every other text holds
)

// needed are strings of which every match has one.
func needed(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return literal(re)
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for i, sub := range re.Sub {
			for _, n := range [][]string{needed(sub), starts(re.Sub[i:])} {
				if better(n, best) {
					best = n
				}
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			n := needed(sub)
			if len(n) == 0 {
				return nil
			}
			all = append(all, n...)
		}
		return all
	}
	return nil
}

// literal is a string of an expression, in small letters where capitals do not
// count; none where it has a letter beyond ASCII, whose other forms are many.
func literal(re *syntax.Regexp) []string {
	for _, r := range re.Rune {
		if r >= utf8.RuneSelf && unicode.IsLetter(r) {
			return nil
		}
	}
	text := string(re.Rune)
	if re.Flags&syntax.FoldCase != 0 {
		text = strings.ToLower(text)
	}
	return []string{text}
}

// starts are strings of which every match of some expressions, one behind the
// other, begins with one. The parser takes out what words of a list have in
// common, "f" of "fake" and "fiction": it is put before the rest again.
func starts(subs []*syntax.Regexp) []string {
	if len(subs) == 0 {
		return nil
	}
	switch re := subs[0]; re.Op {
	case syntax.OpLiteral:
		out := literal(re)
		if out == nil {
			return nil
		}
		word := out[0]
		if rest := starts(subs[1:]); len(rest) > 0 {
			out = out[:0]
			for _, r := range rest {
				out = append(out, word+r)
			}
		}
		return out
	case syntax.OpConcat:
		return starts(re.Sub)
	case syntax.OpCapture:
		return starts(re.Sub[:1])
	case syntax.OpAlternate:
		var all []string
		for i := range re.Sub {
			n := starts(re.Sub[i : i+1])
			if len(n) == 0 {
				return nil
			}
			all = append(all, n...)
		}
		return all
	}
	return nil
}

// better reports whether strings put more texts aside than others.
func better(a, b []string) bool {
	x, y := shortest(a), shortest(b)
	return x > y || x == y && len(a) < len(b)
}

// shortest is how long the shortest of some strings is, 0 for none.
func shortest(list []string) int {
	if len(list) == 0 {
		return 0
	}
	n := len(list[0])
	for _, s := range list {
		n = min(n, len(s))
	}
	return n
}
