package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/ling"
)

// line is a line of a page, or several that a hard wrap parted, with the
// measures that tell what it is for.
type line struct {
	ling.Span                // white space at both ends left out
	text      string         // the span's characters
	kind      ling.BlockKind // "" while undecided
	rule      *rule          // the rule that decided it, nil if shape did
	gap       bool           // an empty line stands before it
	words     int
	lower     int  // words that begin with a small letter, or with none
	ends      bool // it ends as a sentence does
	asks      bool // it ends with a question mark
}

// isSpace is white space, the no-break kinds included.
func isSpace(r rune) bool { return unicode.IsSpace(r) }

// maxLines bounds the lines, and so the blocks, of one page. What follows is one
// block: a text of so many lines is a list or a trap.
const maxLines = 100_000

// splitLines makes a line of each line that holds more than white space.
func splitLines(text string) []line {
	var out []line
	gap := true
	for at := 0; at < len(text); {
		if len(out) == maxLines {
			rest := strings.TrimRightFunc(text, isSpace)
			if at += len(text[at:]) - len(strings.TrimLeftFunc(text[at:], isSpace)); at < len(rest) {
				out = append(out, measure(text, ling.Span{Start: at, End: len(rest)}, gap))
			}
			break
		}
		end := strings.IndexByte(text[at:], '\n')
		next := len(text)
		if end >= 0 {
			next = at + end + 1
		}
		body := strings.TrimRightFunc(text[at:next], isSpace)
		start := at + len(body) - len(strings.TrimLeftFunc(body, isSpace))
		if end = at + len(body); start < end {
			out = append(out, measure(text, ling.Span{Start: start, End: end}, gap))
			gap = false
		} else {
			gap = true
		}
		at = next
	}
	return out
}

// measure counts what the line's shape is told by.
func measure(text string, span ling.Span, gap bool) line {
	l := line{Span: span, text: span.In(text), gap: gap}
	inWord, letter := false, false
	for _, r := range l.text {
		switch {
		case isSpace(r):
			inWord = false
		case !inWord:
			inWord, letter = true, false
			l.words++
			fallthrough
		default:
			if letter || !unicode.IsLetter(r) {
				break
			}
			letter = true
			if !unicode.IsUpper(r) && !unicode.IsTitle(r) {
				l.lower++
			}
		}
	}
	l.ends, l.asks = ending(l.text)
	return l
}

// ending reports how a line ends, closing quotes and brackets looked through.
func ending(s string) (ends, asks bool) {
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		switch r {
		case '.', '!', '…', ':', ';':
			return true, false
		case '?':
			return true, true
		case '"', '”', '’', '\'', '»', ')', ']', ' ', '\u00a0', '*':
			s = s[:len(s)-size]
		case '“':
			s = s[:len(s)-size]
		default:
			return false, false
		}
	}
	return false, false
}

// share is the part of the words that begin with a small letter.
func (l *line) share() float64 {
	if l.words == 0 {
		return 0
	}
	return float64(l.lower) / float64(l.words)
}

// Shapes of running words. Titles and menu entries of English pages are either
// short, or capitalised word by word, or have no stop; sentences are none of
// these. A third of small letters is what a sentence that lists names still has.
const (
	strongWords = 12
	proseShare  = 0.3
)

// prose reports whether the line may be running words at all.
func (l *line) prose() bool {
	return l.ends && l.words >= 3 && l.share() >= proseShare
}

// strong reports whether the line is running words beyond doubt of shape.
func (l *line) strong() bool { return l.prose() && l.words >= strongWords }

// paragraphs splits text into paragraphs: lines, or where the text is wrapped
// hard, lines up to an empty one.
func paragraphs(text string) []line {
	lines := splitLines(text)
	if !wrapped(lines) {
		return lines
	}
	var out []line
	for i := 0; i < len(lines); {
		last := i
		for last+1 < len(lines) && !lines[last+1].gap {
			last++
		}
		out = append(out, measure(text, ling.Span{Start: lines[i].Start, End: lines[last].End}, lines[i].gap))
		i = last + 1
	}
	return out
}

// wrapped reports whether lines were broken at a column, as mail and old
// agency wires have it: most lines that another follows at once stop in the
// middle of a sentence, near one width, and the next goes on in small letters.
func wrapped(lines []line) bool {
	const (
		fewest   = 6  // followed lines, below which there is no telling
		narrow   = 45 // characters; shorter lines are lists
		wide     = 110
		goesOn   = 0.35 // of the next lines begin with a small letter
		unfinish = 0.6
	)
	followed, open, small := 0, 0, 0
	for i := 0; i+1 < len(lines); i++ {
		if lines[i+1].gap {
			continue
		}
		followed++
		if n := utf8.RuneCountInString(lines[i].text); n < narrow || n > wide || lines[i].ends {
			continue
		}
		open++
		if r, _ := utf8.DecodeRuneInString(lines[i+1].text); unicode.IsLower(r) {
			small++
		}
	}
	return followed >= fewest && float64(open) >= unfinish*float64(followed) && float64(small) >= goesOn*float64(open)
}
