package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/annotate/internal/linear"
	"onrecord/ling"
)

// class is the coarse kind of a word as far as sentence ends go.
type class uint64

const (
	none class = iota
	stop       // .
	mark       // ? ! ?!
	dots       // ... …
	colon
	semicolon
	comma
	openQuote
	closeQuote
	straightQuote
	openBracket
	closeBracket
	dash
	otherMark
	abbreviation // ends with its own stop
	initial      // one capital letter and a stop
	number
	capitals
	capital // one letter
	capitalised
	small
	address // of the net or of mail, a file's name
	figures // a date, a telephone number
	otherWord
)

func classOf(form string) class {
	r, size := utf8.DecodeRuneInString(form)
	last := form[len(form)-1]
	switch {
	case unicode.IsLetter(r):
		return wordClass(form, r, size, last)
	case unicode.IsDigit(r):
		if strings.ContainsAny(form, "/-") || strings.Count(form, ".") > 1 {
			return figures
		}
		return number
	}
	switch r {
	case '.':
		if size == len(form) {
			return stop
		}
		if last == '?' || last == '!' {
			return mark
		}
		return dots
	case '…':
		return dots
	case '?', '!':
		return mark
	case ':':
		return colon
	case ';':
		return semicolon
	case ',':
		return comma
	case '“', '‘', '«', '„', '`':
		return openQuote
	case '”', '’', '»':
		return closeQuote
	case '"', '\'':
		return straightQuote
	case '(', '[', '{':
		return openBracket
	case ')', ']', '}':
		return closeBracket
	case '-', '—', '–':
		return dash
	}
	return otherMark
}

func wordClass(form string, r rune, size int, last byte) class {
	switch {
	case last != '.' && strings.ContainsAny(form[1:], "@./"):
		return address
	case last == '.' && size+1 == len(form):
		return initial
	case last == '.':
		return abbreviation
	case !unicode.IsUpper(r):
		return small
	case size == len(form):
		return capital
	}
	if second, _ := utf8.DecodeRuneInString(form[size:]); unicode.IsUpper(second) {
		return capitals
	}
	return capitalised
}

// word is what the features need of a token.
type word struct {
	class class
	lower uint64 // hash of the lower-cased form
	space bool   // white space follows
}

// Gaps walks over the words of one paragraph and gives the features of the
// gaps between them. It is used by one goroutine at a time.
type Gaps struct {
	words []word
	stops uint64 // 1 if the paragraph has a full stop before its last two words
	// Of the sentence at work.
	start    int
	quotes   uint64 // straight quotation marks seen, odd or even
	curly    int    // curly ones open
	brackets int    // brackets open
	features []uint64
}

// Reset takes the words of a paragraph.
func (g *Gaps) Reset(tokens []ling.Token) {
	g.words = g.words[:0]
	g.stops = 0
	for i := range tokens {
		t := &tokens[i]
		w := word{class: classOf(t.Form), lower: linear.HashLower(t.Form), space: t.SpaceAfter}
		if w.class == stop && i < len(tokens)-2 {
			g.stops = 1
		}
		g.words = append(g.words, w)
	}
	g.Begin(0)
}

// Begin says that a sentence begins at word i.
func (g *Gaps) Begin(i int) {
	g.start, g.quotes, g.curly, g.brackets = i, 0, 0, 0
}

func (g *Gaps) at(i int) word {
	if i < 0 || i >= len(g.words) {
		return word{space: true}
	}
	return g.words[i]
}

// Candidate moves on to word i and reports whether a sentence may end after
// it. Words must come in order. Nothing ends between two small words, nor
// before a comma.
func (g *Gaps) Candidate(i int) bool {
	w, next := g.at(i), g.at(i+1)
	switch w.class {
	case straightQuote:
		g.quotes ^= 1
	case openQuote:
		g.curly++
	case closeQuote:
		g.curly = max(0, g.curly-1)
	case openBracket:
		g.brackets++
	case closeBracket:
		g.brackets = max(0, g.brackets-1)
	}
	switch {
	case next.class == comma || next.class == stop || next.class == mark:
		return w.class == dots || w.class == closeBracket
	case w.class == comma:
		return false
	case w.class == small && (next.class == small || next.class == closeBracket):
		return false
	case w.class >= initial && w.class != address && next.class == number:
		return false // "Article 4.6", "First Corinthians 9:25"
	}
	return w.space || next.class == capitalised || next.class == openQuote
}

// Features are the features of the gap after word i. The slice is reused.
func (g *Gaps) Features(i int) []uint64 {
	prev, cur, next, after := g.at(i-1), g.at(i), g.at(i+1), g.at(i+2)
	// The word that carries the stop where marks of quotation or brackets close after it.
	j := i
	for j > g.start && (g.at(j).class == closeQuote || g.at(j).class == straightQuote || g.at(j).class == closeBracket) {
		j--
	}
	end, beforeEnd := g.at(j), g.at(j-1)
	pair := uint64(cur.class)<<8 | uint64(next.class)
	if cur.space {
		pair |= 1 << 16
	}
	f := g.features[:0]
	add := func(t, a, b uint64) { f = append(f, linear.Mix(t, a, b)) }
	add(1, uint64(cur.class), 0)
	add(2, pair, 0)
	add(3, cur.lower, uint64(next.class))
	add(4, next.lower, uint64(cur.class))
	add(5, prev.lower, cur.lower)
	add(6, uint64(prev.class)<<8|uint64(after.class), pair)
	add(7, next.lower, after.lower)
	add(8, cur.lower, next.lower)
	add(9, prev.lower, pair)
	add(10, g.quotes|uint64(min(g.curly, 1))<<1|uint64(min(g.brackets, 1))<<2, pair)
	add(11, bucket(i+1-g.start), pair)
	add(12, bucket(len(g.words)-i-1), pair)
	add(13, g.at(g.start).lower, pair)
	add(14, g.stops, pair)
	add(15, uint64(end.class)<<8|uint64(beforeEnd.class), pair)
	add(16, end.lower, pair)
	add(17, uint64(next.class)<<8|uint64(after.class), pair|1<<17)
	add(18, uint64(g.at(g.start).class), pair)
	add(19, uint64(prev.class)<<16|uint64(g.at(i-2).class)<<8, pair)
	add(20, after.lower, pair)
	wide := uint64(g.at(i-2).class)<<24 | uint64(prev.class)<<16 | uint64(after.class)<<8 | uint64(g.at(i+3).class)
	add(21, wide, pair)
	add(22, uint64(after.class)<<8|uint64(g.at(i+3).class), next.lower)
	add(23, uint64(prev.class)<<8|uint64(g.at(i-2).class), cur.lower)
	g.features = f
	return f
}

// bucket coarsens a count of words.
func bucket(n int) uint64 {
	switch {
	case n <= 5:
		return uint64(n)
	case n <= 8:
		return 6
	case n <= 15:
		return 7
	case n <= 30:
		return 8
	case n <= 60:
		return 9
	}
	return 10
}
