package timex

import (
	"unicode/utf8"

	"onrecord/ling"
)

// lexeme is what patterns match: a run of letters, a number, a punctuation
// mark. Tokens are cut into lexemes, so that the layer reads "27-year-old" and
// "Nov. 15-16" alike however a tokenizer or a treebank cuts them.
type lexeme struct {
	start, end int32 // bytes of the text
	tok        int32 // index of the token
	word       int32 // index in the lexicon, 0 for none
	class      class
	num        float64
	digits     int8 // how many digits were written, 0 for words
	glued      bool // no space before
	capital    bool
	letters    bool
	opaque     bool // part of an address, a model number: never a time
}

// scratch is the working memory of one document, reused.
type scratch struct {
	doc     *ling.Document
	lex     []lexeme
	numbers bool // the sentence holds a number in words
	memo    []memo
	caps    [maxSlots]capture
	marks   [2 * maxSpans]int32
	times   []found
	sent    int
	follows int // the last sentence that tells of what followed, -1 for none
}

// lexSentence cuts tokens [first, last) into s.lex, replacing what was there.
func (t *Tagger) lexSentence(s *scratch, first, last int) {
	s.lex, s.numbers = s.lex[:0], false
	text, end := s.doc.Text, 0
	for i := first; i < last; i++ {
		tok := &s.doc.Tokens[i]
		from, to := max(tok.Start, end), tok.End
		if from < 0 || to > len(text) || from >= to {
			continue // a part of a multi-word token that shares its span
		}
		t.lexToken(s, text, int32(i), from, to, from == end && i > first)
		// A number or abbreviation may have taken more of the text than its token.
		if end = to; len(s.lex) > 0 {
			end = max(end, int(s.lex[len(s.lex)-1].end))
		}
	}
	if s.numbers {
		s.lex = t.mergeNumbers(s.lex)
	}
}

// longestToken is the length in bytes beyond which a token is no word and holds
// no time: "twenty-seven-and-a-half-year-old" has half of it.
const longestToken = 64

// lexToken appends the lexemes of text[from:to].
func (t *Tagger) lexToken(s *scratch, text string, tok int32, from, to int, glued bool) {
	if to-from > longestToken {
		s.lex = append(s.lex, lexeme{start: int32(from), end: int32(to), tok: tok, opaque: true, glued: glued})
		return
	}
	firstOf := len(s.lex)
	for at := from; at < to; {
		b := text[at]
		switch {
		case b == ' ' || b == '\t' || b == '\n' || b == '\r':
			at++
			glued = false
			continue
		case isDigit(b):
			at = t.lexNumber(s, text, tok, at, to, glued)
		case isLetter(b):
			at = t.lexWord(s, text, tok, at, to, glued)
		default:
			at = t.lexMark(s, text, tok, at, to, glued)
			if b == '@' || b == ':' && at+1 < to && text[at] == '/' && text[at+1] == '/' {
				opaque(s.lex[firstOf:])
				s.lex = append(s.lex, lexeme{start: int32(at), end: int32(to), tok: tok, opaque: true, glued: true})
				return
			}
		}
		glued = true
	}
}

// opaque takes an address's lexemes out of the play.
func opaque(lex []lexeme) {
	for i := range lex {
		lex[i].class, lex[i].word, lex[i].opaque = 0, 0, true
	}
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// isLetter counts every byte of a multi-byte character as a letter; quotation
// marks and dashes among them are told apart by lexMark.
func isLetter(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0xC3 && b != 0xE2
}

func isWordByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= utf8.RuneSelf && b != 0xE2
}

// lexWord appends a run of letters, hashing it on the way.
func (t *Tagger) lexWord(s *scratch, text string, tok int32, at, to int, glued bool) int {
	h, end := fnvOffset, at
	for end < to && isWordByte(text[end]) {
		h = (h ^ uint32(lower(text[end]))) * fnvPrime
		end++
	}
	capital := text[at] >= 'A' && text[at] <= 'Z'
	x := lexeme{start: int32(at), end: int32(end), tok: tok, glued: glued, letters: true, capital: capital}
	if end == at+1 {
		if stop := dotted(text, at); stop > 0 {
			return t.lexDotted(s, text, tok, at, stop, glued)
		}
	}
	if x.word = t.lexicon.find(h, text[at:end]); x.word != 0 {
		w := &t.lexicon.words[x.word]
		x.class = w.classes
		if !capital {
			x.class &^= w.capital
		}
		if w.dot && end < len(text) && text[end] == '.' && x.class != 0 {
			end++
			x.end = int32(end)
		}
		s.numbers = s.numbers || x.class&t.numberWords != 0
	} else if capital {
		x.class = classCap
	}
	s.lex = append(s.lex, x)
	return end
}

// dotted is the end of an abbreviation of single letters ("p.m.", "B.C.E.")
// that begins at byte at, 0 if there is none.
func dotted(text string, at int) int {
	const most = 12 // letters, more than any abbreviation has
	end, letters := at, 0
	for letters < most && end+1 < len(text) && isLetter(text[end]) && text[end] < utf8.RuneSelf && text[end+1] == '.' {
		end += 2
		letters++
	}
	if letters == 1 && end < len(text) && isLetter(text[end]) && text[end] < utf8.RuneSelf &&
		(end+1 == len(text) || !isWordByte(text[end+1])) {
		return end + 1 // "p.m" without its last stop
	}
	if letters < 2 {
		return 0
	}
	return end
}

// lexDotted appends an abbreviation, looked up without its stops.
func (t *Tagger) lexDotted(s *scratch, text string, tok int32, at, end int, glued bool) int {
	var bare [8]byte
	n := 0
	for i := at; i < end && n < len(bare); i++ {
		if text[i] != '.' {
			bare[n] = lower(text[i])
			n++
		}
	}
	x := lexeme{start: int32(at), end: int32(end), tok: tok, glued: glued, letters: true}
	x.capital = text[at] >= 'A' && text[at] <= 'Z'
	x.word = t.abbreviations[string(bare[:n])]
	if x.word != 0 {
		w := &t.lexicon.words[x.word]
		x.class = w.classes
		if !x.capital {
			x.class &^= w.capital
		}
	}
	s.lex = append(s.lex, x)
	return end
}

// lexMark appends one punctuation mark. Typographic dashes and apostrophes are
// read as the plain ones.
func (t *Tagger) lexMark(s *scratch, text string, tok int32, at, to int, glued bool) int {
	r, size := utf8.DecodeRuneInString(text[at:to])
	x := lexeme{start: int32(at), end: int32(at + size), tok: tok, glued: glued}
	switch r {
	case '‐', '‑', '‒', '–', '—', '−':
		r = '-'
	case '‘', '’', '`':
		r = '\''
	case '“', '”', '„', '«', '»':
		r = '"'
	case '\u00a0', '\u202f', '\u2009':
		return at + size
	}
	if r < utf8.RuneSelf {
		x.word = t.marks[r]
	}
	s.lex = append(s.lex, x)
	return at + size
}
