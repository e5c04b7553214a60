// Package segment cuts a text into paragraphs, and the words of a paragraph
// into sentences.
//
// Paragraphs are the blocks of the article where there are any, of which only
// blank lines make several; without blocks blank lines part them, and so does
// every line end that is not the wrap of a hard-wrapped text. Sentences never
// cross a paragraph.
package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/ling"
)

// Paragraph is a stretch of text that no sentence leaves.
type Paragraph struct {
	ling.Span
	Block int // index of the block it stands in, -1 without blocks
}

// Paragraphs cuts doc.Text. Blocks that are not annotated yield none.
func Paragraphs(doc *ling.Document) []Paragraph {
	if len(doc.Blocks) == 0 {
		wrap := wrapWidth(doc.Text)
		goesOn := func(line ling.Span, next int) bool { return wrap > 0 && wrapped(doc.Text, line, next, wrap) }
		return cutLines(nil, doc.Text, ling.Span{End: len(doc.Text)}, -1, goesOn)
	}
	always := func(ling.Span, int) bool { return true }
	var out []Paragraph
	for i, b := range doc.Blocks {
		if b.Kind.Annotated() && b.Start >= 0 && b.End <= len(doc.Text) && !b.Empty() {
			out = cutLines(out, doc.Text, b.Span, i, always)
		}
	}
	return out
}

// cutLines appends the paragraphs of the stretch s; goesOn tells whether one
// goes on in the line that begins at byte next.
func cutLines(out []Paragraph, text string, s ling.Span, block int, goesOn func(line ling.Span, next int) bool) []Paragraph {
	open := ling.Span{Start: -1}
	flush := func() {
		if open.Start >= 0 {
			out = append(out, Paragraph{open, block})
		}
		open.Start = -1
	}
	for at := s.Start; at < s.End; {
		line, next := lineAt(text[:s.End], at)
		body := trim(text, line)
		if body.Empty() {
			flush()
		} else {
			if open.Start < 0 {
				open.Start = body.Start
			}
			open.End = body.End
			if !goesOn(body, next) {
				flush()
			}
		}
		at = next
	}
	flush()
	return out
}

// lineAt is the line that begins at byte at, without its end, and where the
// next one begins. U+2028, U+2029 and form feeds end lines as well.
func lineAt(text string, at int) (line ling.Span, next int) {
	rest := text[at:]
	i := strings.IndexAny(rest, "\n\r\f\v\u2028\u2029")
	if i < 0 {
		return ling.Span{Start: at, End: len(text)}, len(text)
	}
	_, size := utf8.DecodeRuneInString(rest[i:])
	next = at + i + size
	if rest[i] == '\r' && next < len(text) && text[next] == '\n' {
		next++
	}
	return ling.Span{Start: at, End: at + i}, next
}

func trim(text string, s ling.Span) ling.Span {
	body := s.In(text)
	left := strings.TrimLeftFunc(body, unicode.IsSpace)
	s.Start += len(body) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}

// Hard-wrapped text is made for screens and mails of 60 to 100 columns; a
// width outside these bounds is the length of some paragraph, not a wrap.
const (
	minWrap = 40
	maxWrap = 110
)

// wrapWidth is the column at which the text was wrapped, 0 if line ends mean
// paragraphs. A text counts as wrapped when its longest line is of wrap width
// and most of its line ends stand where the next word would not have fitted.
func wrapWidth(text string) int {
	longest := 0
	for at := 0; at < len(text); {
		line, next := lineAt(text, at)
		if n := utf8.RuneCountInString(trim(text, line).In(text)); n > longest {
			if longest = n; longest > maxWrap {
				return 0
			}
		}
		at = next
	}
	if longest < minWrap {
		return 0
	}
	inner, full := 0, 0
	for at := 0; at < len(text); {
		line, next := lineAt(text, at)
		body := trim(text, line)
		after, _ := lineAt(text, next)
		if !body.Empty() && !trim(text, after).Empty() {
			inner++
			if wrapped(text, body, next, longest) {
				full++
			}
		}
		at = next
	}
	// Two thirds: the last line of each paragraph is short, and where blank
	// lines are missing those are line ends too.
	if inner < 2 || 3*full < 2*inner {
		return 0
	}
	return longest
}

// wrapped reports whether the line end after body is only a wrap: the next
// line is not blank, and its first word would not have fitted into the width.
func wrapped(text string, body ling.Span, next, width int) bool {
	if next >= len(text) {
		return false
	}
	line, _ := lineAt(text, next)
	after := trim(text, line)
	if after.Empty() {
		return false
	}
	word := after.In(text)
	if i := strings.IndexFunc(word, unicode.IsSpace); i >= 0 {
		word = word[:i]
	}
	// Some editors wrap at different columns of a text; a tenth is their play.
	return utf8.RuneCountInString(body.In(text))+1+utf8.RuneCountInString(word) > width-width/10
}
