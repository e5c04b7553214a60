// Package line holds what page and scrape share: the measures of a line's shape,
// the rules that tell furniture by its words, titles with the outlet's name on
// them, and bylines.
package line

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/internal/article/match"
	"onrecord/ling"
)

// Line is a line of a page, or several that a hard wrap parted, with the
// measures that tell what it is for.
type Line struct {
	ling.Span                // white space at both ends left out
	Text      string         // the span's characters
	Kind      ling.BlockKind // "" while undecided
	Rule      *Rule          // the rule that decided it, nil if shape did
	Gap       bool           // an empty line stands before it
	Words     int
	Lower     int  // words that begin with a small letter, or with none
	Ends      bool // it ends as a sentence does
	Asks      bool // it ends with a question mark

	file *ruled     // whose expressions may holds
	may  match.Bits // which of them may tell the line
}

// IsSpace is white space, the no-break kinds included.
func IsSpace(r rune) bool { return unicode.IsSpace(r) }

// maxLines bounds the lines, and so the blocks, of one page. What follows is one
// block: a text of so many lines is a list or a trap.
const maxLines = 100_000

// Split makes a line of each line that holds more than white space.
func Split(text string) []Line {
	var out []Line
	gap := true
	for at := 0; at < len(text); {
		if len(out) == maxLines {
			rest := strings.TrimRightFunc(text, IsSpace)
			if at += len(text[at:]) - len(strings.TrimLeftFunc(text[at:], IsSpace)); at < len(rest) {
				out = append(out, Measure(text, ling.Span{Start: at, End: len(rest)}, gap))
			}
			break
		}
		end := strings.IndexByte(text[at:], '\n')
		next := len(text)
		if end >= 0 {
			next = at + end + 1
		}
		body := strings.TrimRightFunc(text[at:next], IsSpace)
		start := at + len(body) - len(strings.TrimLeftFunc(body, IsSpace))
		if end = at + len(body); start < end {
			out = append(out, Measure(text, ling.Span{Start: start, End: end}, gap))
			gap = false
		} else {
			gap = true
		}
		at = next
	}
	return out
}

// Measure counts what the line's shape is told by.
func Measure(text string, span ling.Span, gap bool) Line {
	l := Line{Span: span, Text: span.In(text), Gap: gap}
	inWord, letter := false, false
	dense := 0 // letters of scripts that part no words: two of them make one
	for _, r := range l.Text {
		if r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
			dense++
		}
		switch {
		case IsSpace(r):
			inWord = false
		case !inWord:
			inWord, letter = true, false
			l.Words++
			fallthrough
		default:
			if letter || !unicode.IsLetter(r) {
				break
			}
			letter = true
			if !unicode.IsUpper(r) && !unicode.IsTitle(r) {
				l.Lower++
			}
		}
	}
	l.Words, l.Lower = l.Words+dense/2, l.Lower+dense/2
	l.Ends, l.Asks = Ending(l.Text)
	return l
}

// Ending reports how a line ends, closing quotes and brackets looked through.
func Ending(s string) (ends, asks bool) {
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		switch r {
		case '.', '!', '…', ':', ';', '。', '！', '．', '।', '۔':
			return true, false
		case '?', '？', '؟':
			return true, true
		case '"', '”', '’', '\'', '»', '」', '』', '）', ')', ']', ' ', '\u00a0', '*':
			s = s[:len(s)-size]
		case '“':
			s = s[:len(s)-size]
		default:
			if !unicode.Is(unicode.Cf, r) { // marks of direction and the like are no letters
				return false, false
			}
			s = s[:len(s)-size]
		}
	}
	return false, false
}

// Share is the part of the words that begin with a small letter.
func (l *Line) Share() float64 {
	if l.Words == 0 {
		return 0
	}
	return float64(l.Lower) / float64(l.Words)
}

// Shapes of running words. Titles and menu entries of English pages are either
// short, or capitalised word by word, or have no stop; sentences are none of
// these. A third of small letters is what a sentence that lists names still has.
const (
	strongWords = 12
	proseShare  = 0.3
)

// Prose reports whether the line may be running words at all.
func (l *Line) Prose() bool {
	return l.Ends && l.Words >= 3 && l.Share() >= proseShare
}

// Strong reports whether the line is running words beyond doubt of shape.
func (l *Line) Strong() bool { return l.Prose() && l.Words >= strongWords }

// Paragraphs splits text into paragraphs: lines, or where the text is wrapped
// hard, lines up to an empty one.
func Paragraphs(text string) []Line {
	lines := Split(text)
	if !wrapped(lines) {
		return lines
	}
	var out []Line
	for i := 0; i < len(lines); {
		last := i
		for last+1 < len(lines) && !lines[last+1].Gap {
			last++
		}
		out = append(out, Measure(text, ling.Span{Start: lines[i].Start, End: lines[last].End}, lines[i].Gap))
		i = last + 1
	}
	return out
}

// wrapped reports whether lines were broken at a column, as mail and old
// agency wires have it: most lines that another follows at once stop in the
// middle of a sentence, near one width, and the next goes on in small letters.
func wrapped(lines []Line) bool {
	const (
		fewest   = 6    // followed lines, below which there is no telling
		narrow   = 24   // characters; shorter lines are lists
		near     = 0.6  // of the widest line
		goesOn   = 0.35 // of the next lines begin with a small letter
		unfinish = 0.6
	)
	widest := 0
	for i := range lines {
		widest = max(widest, utf8.RuneCountInString(lines[i].Text))
	}
	followed, open, small := 0, 0, 0
	for i := 0; i+1 < len(lines); i++ {
		if lines[i+1].Gap {
			continue
		}
		followed++
		if n := utf8.RuneCountInString(lines[i].Text); n < narrow || float64(n) < near*float64(widest) || lines[i].Ends {
			continue
		}
		open++
		if r, _ := utf8.DecodeRuneInString(lines[i+1].Text); unicode.IsLower(r) {
			small++
		}
	}
	return followed >= fewest && float64(open) >= unfinish*float64(followed) && float64(small) >= goesOn*float64(open)
}

// Join makes every run of white space one space.
func Join(s string) string { return strings.Join(strings.Fields(s), " ") }

// MostRuled bounds the lines that rules and the search for the title look at.
// No article has so many; a hostile page of a million lines stays linear.
const MostRuled = 4000
