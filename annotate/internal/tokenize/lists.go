package tokenize

import (
	"bufio"
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

var (
	//go:embed data/abbreviations.txt
	abbreviationsTxt string
	//go:embed data/hyphens.txt
	hyphensTxt string
	//go:embed data/contractions.txt
	contractionsTxt string
	//go:embed data/whole.txt
	wholeTxt string
	//go:embed data/units.txt
	unitsTxt string
)

// lists are the word lists, keyed by lower-cased word with plain apostrophes.
type lists struct {
	abbreviations map[string]int // always or beforeNumber
	hyphens       map[string]int
	contractions  map[string]int // where the second part begins
	whole         map[string]int
	units         map[string]int
}

const (
	always = iota
	beforeNumber
)

// embedded reads the lists once; they never change afterwards.
var embedded = sync.OnceValue(func() *lists {
	l := &lists{
		abbreviations: map[string]int{}, hyphens: map[string]int{}, contractions: map[string]int{},
		whole: map[string]int{}, units: map[string]int{},
	}
	lines(abbreviationsTxt, func(line string) {
		if word, ok := strings.CutSuffix(line, "+n"); ok {
			l.abbreviations[word] = beforeNumber
		} else {
			l.abbreviations[line] = always
		}
	})
	lines(hyphensTxt, func(line string) { l.hyphens[line] = 0 })
	lines(contractionsTxt, func(line string) {
		if f := strings.Fields(line); len(f) == 3 {
			l.contractions[f[0]] = len(f[1])
		}
	})
	lines(wholeTxt, func(line string) { l.whole[line] = 0 })
	lines(unitsTxt, func(line string) { l.units[line] = 0 })
	return l
})

// lines calls f for every line that is neither blank nor a comment.
func lines(text string, f func(string)) {
	for in := bufio.NewScanner(strings.NewReader(text)); in.Scan(); {
		if line := strings.TrimSpace(in.Text()); line != "" && line[0] != '#' {
			f(line)
		}
	}
}

// longest is the length of the longest word worth looking up.
const longest = 24

// lookup finds a word without regard to case or the kind of apostrophe. It
// does not allocate.
func (l *lists) lookup(in map[string]int, word string) (int, bool) {
	if len(word) > longest {
		return 0, false
	}
	var buf [longest]byte
	n := 0
	for i := 0; i < len(word); {
		r, size := utf8.DecodeRuneInString(word[i:])
		switch {
		case r == '’':
			buf[n] = '\''
			n++
		case r < utf8.RuneSelf:
			b := byte(r)
			if b >= 'A' && b <= 'Z' {
				b |= 0x20
			}
			buf[n] = b
			n++
		default:
			n += copy(buf[n:], word[i:i+size])
		}
		i += size
	}
	v, ok := in[string(buf[:n])]
	return v, ok
}

func (l *lists) isWhole(word string) bool {
	_, ok := l.lookup(l.whole, word)
	return ok
}
