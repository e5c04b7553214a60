// Package match asks many regular expressions about a text at the price of one
// pass over it. Nearly all expressions that tell furniture by its words need some
// word to be there; a *Set* knows those words, looks for all of them at once with
// one automaton, and runs only the expressions whose words were found.
package match

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
)

// Most is how many expressions a set may have.
const Most = 256

// Bits says of each expression of a set whether it may match.
type Bits [Most / 64]uint64

// Has reports whether expression i may match.
func (b *Bits) Has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }

func (b *Bits) add(o *Bits) {
	for i := range b {
		b[i] |= o[i]
	}
}

// Set is a list of expressions.
type Set struct {
	exprs  []func() *regexp.Regexp // compiled when they are first run, as most never are
	always Bits                    // expressions that need no word
	exact  Bits                    // those that match where a word of theirs stands
	words  *automaton
}

// New makes a set of expressions. Their order is that of Bits.
func New(exprs []string) (*Set, error) {
	if len(exprs) > Most {
		return nil, fmt.Errorf("%d expressions, %d at most", len(exprs), Most)
	}
	s := &Set{}
	needed := map[string]Bits{}
	for i, e := range exprs {
		tree, err := syntax.Parse(e, syntax.Perl)
		if err != nil {
			return nil, err
		}
		s.exprs = append(s.exprs, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(e) }))
		var bit Bits
		bit[i/64] = 1 << (i % 64)
		of := spell(tree)
		needs := of.needs
		switch {
		case of.exact != nil && of.plain && !slices.Contains(of.exact, ""):
			needs = of.exact
			s.exact.add(&bit)
		case needs == nil:
			s.always.add(&bit)
		}
		for _, w := range needs {
			of := needed[w]
			of.add(&bit)
			needed[w] = of
		}
	}
	s.words = newAutomaton(needed)
	return s, nil
}

// May is which expressions may match a text: the words that they need are there.
func (s *Set) May(text string) Bits {
	found := s.always
	s.words.find(text, &found)
	return found
}

// Matches reports whether expression i matches a text of which May says that it
// may.
func (s *Set) Matches(i int, text string) bool {
	return s.exact.Has(i) || s.exprs[i]().MatchString(text)
}

// Any reports whether any expression matches a text.
func (s *Set) Any(text string) bool {
	may := s.May(text)
	if may == (Bits{}) {
		return false
	}
	for i := range s.exprs {
		if may.Has(i) && s.Matches(i, text) {
			return true
		}
	}
	return false
}
