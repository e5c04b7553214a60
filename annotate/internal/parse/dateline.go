package parse

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"onrecord/ling"
)

// What stands in an agency's dateline is no part of the sentence behind it:
// "LYON, June 2 (NNA) - The two delegations met." Read with it, the parser hangs
// the sentence on the day. So the two are read apart, and their trees joined: the
// dateline hangs on the sentence's root by the relation of what has no other, as
// nothing in the sentence is said of it.
const relDateline = "dep"

// apart parts the datelines from sentences; it gives back the sentences that it
// was given where none has any.
func (r *run) apart(tokens []ling.Token, sents []ling.Sentence) []ling.Sentence {
	r.parted = r.parted[:0]
	whole := 0 // sentences that are in parted
	for i, s := range sents {
		if at := behindDateline(tokens, s.First, s.Last); at > s.First {
			r.parted = append(r.parted, sents[whole:i]...)
			r.parted = append(r.parted, ling.Sentence{First: s.First, Last: at}, ling.Sentence{First: at, Last: s.Last})
			whole = i + 1
		}
	}
	if whole == 0 {
		return sents
	}
	r.parted = append(r.parted, sents[whole:]...)
	return r.parted
}

// join hangs the datelines that apart parted on their sentences.
func join(tokens []ling.Token, sents []ling.Sentence) {
	for _, s := range sents {
		root := -1
		for t := s.Last - 1; t >= s.First; t-- {
			switch {
			case tokens[t].Head != ling.Root:
			case root < 0:
				root = t
			default:
				tokens[t].Head, tokens[t].Deprel = root, relDateline
			}
		}
	}
}

// behindDateline is where a sentence begins behind its dateline, first where it
// has none: names before a dash where an agency in brackets ends them, a place in
// capitals begins them or a month stands among them; or the time of day of an entry
// in a log.
func behindDateline(tokens []ling.Token, first, last int) int {
	const longest, shortest = 14, 4 // words of a dateline, and of what follows it
	if last-first <= shortest {
		return first
	}
	if isClock(tokens[first].Form) && capital(tokens[first+1].Form) {
		return first + 1
	}
	leads := shouted(tokens[first].Form) // a place, or what follows is a day
	for k := first; k < min(last-shortest, first+longest); k++ {
		switch form := tokens[k].Form; form {
		case "-", "--", "–", "—":
			if k > first && (leads || tokens[k-1].Form == ")") {
				return k + 1
			}
		case ",", ".", "(", ")", "/":
		default:
			if !capital(form) && !unicode.IsDigit(rune(form[0])) {
				return first
			}
			leads = leads || isMonth(form)
		}
	}
	return first
}

// shouted reports whether a word is of capitals alone, and long enough for a place.
func shouted(form string) bool {
	small := func(r rune) bool { return !unicode.IsUpper(r) && !unicode.IsPunct(r) }
	return len(form) > 3 && !strings.ContainsFunc(form, small) && capital(form)
}

// isMonth reports whether a word is a month's name, or the beginning of one.
func isMonth(form string) bool {
	form = strings.TrimSuffix(form, ".")
	for m := time.January; m <= time.December; m++ {
		if len(form) > 2 && strings.HasPrefix(m.String(), form) {
			return true
		}
	}
	return false
}

// isClock reports whether a word is a time of day: "14:20".
func isClock(form string) bool {
	return len(form) > 3 && strings.Contains(form, ":") && strings.Trim(form, "0123456789:") == ""
}

func capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}
