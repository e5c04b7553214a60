// Package tokenize cuts text into words as Universal Dependencies' English
// treebanks have them: clitics apart ("do", "n't"), in multi-word tokens with
// the surface word's own range; hyphened compounds cut at the hyphen except
// after prefixes; abbreviations with their stop. Every character that is not
// white space lies in exactly one surface token.
//
// What belongs together stands in the lists under data/; the code is only the
// order in which marks are peeled off.
package tokenize

import (
	"unicode"
	"unicode/utf8"

	"onrecord/ling"
)

// Tokenizer cuts text into words. It is safe for concurrent use.
type Tokenizer struct{ lists *lists }

// New returns a tokenizer with the embedded lists.
func New() *Tokenizer { return &Tokenizer{embedded()} }

// Append adds the words of the stretch s of doc.Text to doc.Tokens, and its
// multi-word tokens to doc.MultiWords.
func (t *Tokenizer) Append(doc *ling.Document, s ling.Span) {
	c := cutter{lists: t.lists, doc: doc, text: doc.Text}
	for at := s.Start; at < s.End; {
		size, space := spaceAt(doc.Text, at)
		if space {
			at += size
			continue
		}
		start := at
		for at < s.End {
			size, space = spaceAt(doc.Text, at)
			if space {
				break
			}
			at += size
		}
		at = min(at, s.End)
		c.next, c.last = at, at == s.End
		c.chunk(start, at)
		if n := len(doc.Tokens); n > 0 {
			doc.Tokens[n-1].SpaceAfter = true
		}
	}
}

// spaceAt reports whether the character at byte at is white space. Zero-width
// marks without letters of their own (U+200B, U+2060, U+FEFF) part words too.
func spaceAt(text string, at int) (size int, space bool) {
	if b := text[at]; b < utf8.RuneSelf {
		return 1, b == ' ' || b >= '\t' && b <= '\r' || b >= 0x1c && b <= 0x1f
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	return size, unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\ufeff'
}

// cutter holds the state of one stretch.
type cutter struct {
	*lists
	doc  *ling.Document
	text string
	next int  // where the chunk at work ends
	last bool // the chunk is the stretch's last
	// single is set between an opening single quotation mark and its closing
	// one: "s'" is a genitive outside of it.
	single bool
}

// emit appends a word.
func (c *cutter) emit(start, end int) {
	if start >= end {
		return
	}
	c.doc.Tokens = append(c.doc.Tokens, ling.Token{
		Span: ling.Span{Start: start, End: end}, Form: c.text[start:end], Head: ling.NoHead,
	})
}

// join makes the last n words one multi-word token.
func (c *cutter) join(n int) {
	last := len(c.doc.Tokens)
	s := ling.Span{Start: c.doc.Tokens[last-n].Start, End: c.doc.Tokens[last-1].End}
	c.doc.MultiWords = append(c.doc.MultiWords, ling.MultiWord{
		Span: s, First: last - n, Last: last, Form: s.In(c.text),
	})
}

// longestRun is the longest stretch without a space, in bytes, in which words
// are looked for. Addresses with their queries come near it; what is longer is
// a picture in base64, a dump or an attack, and stays one word, since each word
// costs the layers above as much as a word of prose.
const longestRun = 2048

// chunk cuts the stretch [s, e) between two spaces: marks before, marks after,
// and what is between them.
func (c *cutter) chunk(s, e int) {
	if e-s > longestRun {
		c.emit(s, e)
		return
	}
	for s < e {
		if c.isWhole(c.text[s:e]) {
			c.emit(s, e)
			return
		}
		n := c.leading(s, e)
		if n == 0 {
			break
		}
		c.emit(s, s+n)
		s += n
	}
	var marks [16]int // where trailing marks begin, last first
	n, end := 0, e
	for s < end && n < len(marks) && !c.isWhole(c.text[s:end]) {
		k := c.trailing(s, end)
		if k == 0 {
			break
		}
		end -= k
		marks[n] = end
		n++
	}
	c.core(s, end)
	for n > 0 {
		n--
		to := e
		if n > 0 {
			to = marks[n-1]
		}
		c.mark(marks[n], to, s < end)
	}
}

// mark emits a trailing mark, after a word or not, and joins a genitive
// apostrophe to its word.
func (c *cutter) mark(s, e int, afterWord bool) {
	c.emit(s, e)
	if !apostrophe(c.text[s:e]) {
		return
	}
	n := len(c.doc.Tokens)
	if afterWord && !c.single && n > 1 && c.doc.Tokens[n-2].End == s && endsInS(c.doc.Tokens[n-2].Form) && e == c.next && !c.last {
		c.join(2)
		return
	}
	c.single = false
}

func apostrophe(s string) bool { return s == "'" || s == "’" }

func endsInS(s string) bool {
	return len(s) > 1 && (s[len(s)-1] == 's' || s[len(s)-1] == 'S' || s[len(s)-1] == 'z')
}
