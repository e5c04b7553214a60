package ling

import (
	"strings"
	"unicode/utf8"
)

// Span is a half-open range [Start, End) of bytes of a text.
type Span struct{ Start, End int }

// Len is the number of bytes covered.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies wholly within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// In returns the span's characters; the span must lie within text.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Join is what spans say: their characters, joined by one space. They must lie
// within text.
func Join(text string, spans []Span) string {
	if len(spans) == 1 {
		return spans[0].In(text)
	}
	var b strings.Builder
	for i, s := range spans {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s.In(text))
	}
	return b.String()
}

// Offsets converts byte offsets of one text to Unicode code points and back.
// It is the only place where the two meet. The zero value serves an empty text.
type Offsets struct {
	text  string
	ascii bool
	// marks[i] is the number of code points before byte i*stride.
	marks []int
}

// stride is how many bytes one index entry covers: a lookup scans at most this
// many bytes, and the index costs 8/64 of the text.
const stride = 64

// NewOffsets indexes text. Invalid bytes count as one code point each, as in Go.
func NewOffsets(text string) *Offsets {
	o := &Offsets{text: text, ascii: true}
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			o.ascii = false
			break
		}
	}
	if o.ascii {
		return o
	}
	o.marks = make([]int, 0, len(text)/stride+1)
	n, next := 0, 0
	for i := range text {
		for next <= i {
			// A mark that falls inside a character belongs to the character before.
			before := n
			if next < i {
				before = n - 1
			}
			o.marks = append(o.marks, before)
			next += stride
		}
		n++
	}
	for next <= len(text) {
		before := n
		if next < len(text) {
			before = n - 1
		}
		o.marks = append(o.marks, before)
		next += stride
	}
	return o
}

// CodePoint is the number of code points before byte offset b. An offset
// inside a character counts as the character's start; one beyond the text as its end.
func (o *Offsets) CodePoint(b int) int {
	if b > len(o.text) {
		b = len(o.text)
	}
	if b < 0 {
		b = 0
	}
	if o.ascii {
		return b
	}
	at := o.start(b / stride * stride)
	n := o.marks[b/stride]
	for at < b {
		_, size := utf8.DecodeRuneInString(o.text[at:])
		if at+size > b {
			break
		}
		at += size
		n++
	}
	return n
}

// Byte is the byte offset of code point c; one beyond the text is its end.
func (o *Offsets) Byte(c int) int {
	if c < 0 {
		c = 0
	}
	if o.ascii {
		return min(c, len(o.text))
	}
	lo, hi := 0, len(o.marks)
	for lo < hi {
		mid := (lo + hi) / 2
		if o.marks[mid] <= c {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return 0
	}
	at, n := o.start((lo-1)*stride), o.marks[lo-1]
	for n < c && at < len(o.text) {
		_, size := utf8.DecodeRuneInString(o.text[at:])
		at += size
		n++
	}
	return at
}

// start is the first byte of the character that byte b lies in.
func (o *Offsets) start(b int) int {
	for back := b; back > 0 && back > b-utf8.UTFMax && back < len(o.text); back-- {
		if utf8.RuneStart(o.text[back]) {
			_, size := utf8.DecodeRuneInString(o.text[back:])
			if back+size > b {
				return back
			}
			return b
		}
	}
	return b
}

// CodePoints converts a span of bytes to a span of code points.
func (o *Offsets) CodePoints(s Span) (start, end int) {
	return o.CodePoint(s.Start), o.CodePoint(s.End)
}
