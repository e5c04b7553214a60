package match

import (
	"regexp/syntax"
	"slices"
	"strings"
)

// The beginning and the end of a text are letters of their own to the automaton,
// written as two bytes that no expression holds: an expression that begins with
// ^ and a word needs that word behind the beginning, and is seldom run.
const (
	textBegins = '\x02'
	textEnds   = '\x03'
)

// mostStrings bounds the strings that a part of an expression is written out as.
const mostStrings = 400

// spelling is what is known of the texts that an expression matches, in small
// letters, as Russ Cox has it in "Regular expression matching with a trigram
// index" (2012): all of them where they are few, else how they begin and end and
// what stands in them.
type spelling struct {
	exact []string // all texts that it matches; nil where they are too many
	plain bool     // and every text that holds one of these is matched
	heads []string // one of these begins each; "" where that is not known
	tails []string // one of these ends each
	needs []string // one of these stands in each; nil where there are none
}

// anything is the spelling of what may be any text.
func anything() spelling { return spelling{heads: []string{""}, tails: []string{""}} }

// written is the spelling of a few strings.
func written(plain bool, list ...string) spelling {
	return spelling{exact: list, plain: plain, heads: list, tails: list, needs: telling(list)}
}

// spell finds the spelling of an expression.
func spell(re *syntax.Regexp) spelling {
	switch re.Op {
	case syntax.OpLiteral:
		w := string(re.Rune)
		return written(re.Flags&syntax.FoldCase != 0 || strings.ToLower(w) == strings.ToUpper(w), strings.ToLower(w))
	case syntax.OpCharClass:
		return spellRunes(re.Rune)
	case syntax.OpEmptyMatch:
		return written(true, "")
	case syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return written(false, "")
	case syntax.OpBeginText:
		return written(true, string(textBegins))
	case syntax.OpEndText:
		return written(true, string(textEnds))
	case syntax.OpCapture:
		return spell(re.Sub[0])
	case syntax.OpQuest:
		return either(written(true, ""), spell(re.Sub[0]))
	case syntax.OpPlus:
		return repeated(spell(re.Sub[0]))
	case syntax.OpRepeat:
		if re.Min > 0 {
			return repeated(spell(re.Sub[0]))
		}
	case syntax.OpAlternate:
		out := spell(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			out = either(out, spell(sub))
		}
		return out
	case syntax.OpConcat:
		out := spell(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			out = out.then(spell(sub))
		}
		return out
	}
	return anything()
}

// spellRunes is the spelling of a class of few letters. It is plain where each
// letter stands in it in both cases.
func spellRunes(ranges []rune) spelling {
	const most = 10 // the digits, or five letters in both cases
	in := map[rune]bool{}
	var list []string
	plain := true
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if in[r] = true; len(in) > most {
				return anything()
			}
			list = append(list, strings.ToLower(string(r)))
		}
	}
	for r := range in {
		lower, upper := []rune(strings.ToLower(string(r)))[0], []rune(strings.ToUpper(string(r)))[0]
		plain = plain && in[lower] && in[upper]
	}
	slices.Sort(list)
	return written(plain, slices.Compact(list)...)
}

// repeated is the spelling of what stands there once or more.
func repeated(s spelling) spelling {
	return spelling{heads: s.heads, tails: s.tails, needs: s.needs}
}

// either is the spelling of what is one or the other.
func either(a, b spelling) spelling {
	out := spelling{heads: few(union(a.heads, b.heads)), tails: few(union(a.tails, b.tails)), plain: a.plain && b.plain}
	if a.exact != nil && b.exact != nil && len(a.exact)+len(b.exact) <= mostStrings {
		return written(out.plain, union(a.exact, b.exact)...)
	}
	if a.needs != nil && b.needs != nil {
		out.needs = union(a.needs, b.needs)
	}
	return out
}

// then is the spelling of one behind the other.
func (a spelling) then(b spelling) spelling {
	if all := joined(a.exact, b.exact); all != nil {
		return written(a.plain && b.plain, all...)
	}
	out := spelling{heads: a.heads, tails: b.tails, needs: a.needs}
	if heads := joined(a.exact, b.heads); heads != nil {
		out.heads = heads
	}
	if tails := joined(a.tails, b.exact); tails != nil {
		out.tails = tails
	}
	for _, other := range [...][]string{telling(joined(a.tails, b.heads)), b.needs} {
		if other != nil && (out.needs == nil || rarer(other, out.needs)) {
			out.needs = other
		}
	}
	return out
}

// joined are all strings of one list with all of another behind them; nil where
// they are too many.
func joined(heads, tails []string) []string {
	if heads == nil || tails == nil || len(heads)*len(tails) > mostStrings {
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

func union(a, b []string) []string {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}

// few is a list that is short enough to be joined with others, else what says nothing.
func few(list []string) []string {
	if len(list) > mostStrings {
		return []string{""}
	}
	return list
}

// telling is a list of words if each of them tells something.
func telling(list []string) []string {
	if len(list) == 0 || slices.ContainsFunc(list, func(w string) bool { return weight(w) < shortest }) {
		return nil
	}
	return list
}

// shortest is the weight from which on a word tells anything.
const shortest = 2

// weight is how much a word tells: its length in bytes, and more for a place at
// one end of the text.
func weight(w string) int {
	const atEnd = 3 // letters
	n := len(w)
	core := strings.TrimSuffix(strings.TrimPrefix(w, string(textBegins)), string(textEnds))
	if core == "" { // every text begins and ends
		return 0
	}
	if n == 1 && strings.Contains(rareSigns, w) {
		return shortest
	}
	return n + (atEnd-1)*(n-len(core))
}

// rareSigns are those that running words hold so seldom that one alone tells something.
const rareSigns = "#$%&*+/<=>@[]^_{|}~\\"

// rarer reports whether words are to be met less often than others: the one of
// them that tells least tells more.
func rarer(a, b []string) bool {
	least := func(list []string) int {
		n := weight(list[0])
		for _, w := range list {
			n = min(n, weight(w))
		}
		return n
	}
	return least(a) > least(b)
}
