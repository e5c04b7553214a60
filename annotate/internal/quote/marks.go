package quote

import (
	"unicode"
	"unicode/utf8"

	"onrecord/ling"
)

// family is a set of marks that pair with each other by habit. A mark of one
// family may still close another's where nothing better does: real pages open
// with “ and close with ".
type family uint8

const (
	straight   family = iota // " and its full-width form
	curly                    // “ ” „ ‟
	apostrophe               // '' and ``, ‘‘ and ’’: two single marks for a double one
	guillemet                // « »
	single                   // ' ‘ ’ ‚ ` ‹ ›
	families
)

// shape is what a mark can be by its glyph and its neighbours.
type shape uint8

const (
	opens  shape = 1 << iota // can begin a quotation
	closes                   // can end one
	either = opens | closes
)

// mark is one quotation mark of a paragraph.
type mark struct {
	ling.Span
	family family
	shape  shape
	low    bool // „, whose partner may be “
	weak   bool // a closing single mark that may be the apostrophe of a plural
	next   int  // index of the next mark of the family in the paragraph, or len(marks)
}

// glyph is the family of r and the shape its form alone allows; ok is false
// where r is no quotation mark.
func glyph(r rune) (f family, s shape, ok bool) {
	switch r {
	case '"', '＂':
		return straight, either, true
	case '“', '‟', '„':
		return curly, opens, true
	case '”':
		return curly, closes, true
	case '«':
		return guillemet, opens, true
	case '»':
		return guillemet, closes, true
	case '\'':
		return single, either, true
	case '‘', '‚', '‹', '`':
		return single, opens, true
	case '’', '›':
		return single, closes, true
	}
	return 0, 0, false
}

// scan lists the marks of the paragraph p of text in order.
func scan(text string, p ling.Span, into []mark) []mark {
	into = into[:0]
	opened := false // the mark just before, without space between, opened
	for i := p.Start; i < p.End; {
		r, size := utf8.DecodeRuneInString(text[i:p.End])
		f, s, ok := glyph(r)
		if !ok {
			i += size
			opened = false
			continue
		}
		m := mark{Span: ling.Span{Start: i, End: i + size}, family: f, shape: s, low: r == '„'}
		if f == single && r != '‚' && r != '‹' && r != '›' {
			m = doubled(text, p, m, r, opened)
		}
		i = m.End
		if opened = judge(text, p, &m, opened); m.shape == 0 {
			continue
		}
		into = append(into, m)
	}
	link(into)
	return into
}

// doubled joins two equal single marks into one of the apostrophe family. Of
// three in a row the outer two belong together: ”' opens as ” and ', and
// closes as ' and ”.
func doubled(text string, p ling.Span, m mark, r rune, opened bool) mark {
	run, end := 1, m.End
	for run < 4 {
		n, size := utf8.DecodeRuneInString(text[end:p.End])
		if n != r || size == 0 {
			break
		}
		run, end = run+1, end+size
	}
	if run == 1 || run > 3 {
		return m
	}
	if run == 3 && !opensHere(text, p, m.Start, opened) {
		return m
	}
	_, size := utf8.DecodeRuneInString(text[m.End:p.End])
	m.End += size
	m.family = apostrophe
	return m
}

// link fills next.
func link(marks []mark) {
	var last [families]int
	for f := range last {
		last[f] = len(marks)
	}
	for i := len(marks) - 1; i >= 0; i-- {
		marks[i].next = last[marks[i].family]
		last[marks[i].family] = i
	}
}

// place is what stands on both sides of a mark.
type place struct {
	before, after  rune
	atStart, atEnd bool // of the paragraph
	left           bool // a quotation can begin after what stands before the mark
	right          bool // a quotation can have ended before what stands after the mark
}

func placeOf(text string, p ling.Span, m ling.Span, opened bool) place {
	before, _ := utf8.DecodeLastRuneInString(text[p.Start:m.Start])
	after, _ := utf8.DecodeRuneInString(text[m.End:p.End])
	at := place{before: before, after: after, atStart: m.Start == p.Start, atEnd: m.End == p.End}
	at.left = at.atStart || opened || openContext(before)
	at.right = at.atEnd || closeContext(after)
	return at
}

// judge narrows the mark's shape by what stands beside it, to 0 where it is no
// quotation mark at all, and reports whether it can only open.
func judge(text string, p ling.Span, m *mark, opened bool) bool {
	at := placeOf(text, p, m.Span, opened)
	switch {
	case m.family == single:
		m.shape, m.weak = at.single(m.shape, text[m.End:p.End])
	case m.family == straight && inch(text, p, m.Start):
		m.shape = 0
	case m.family == curly || m.family == guillemet:
		m.shape = at.forgive(m.shape)
	case m.shape != opens: // all but ``
		m.shape = at.symmetric(m.shape)
	}
	return m.shape == opens || m.shape == either && at.left && !at.right
}

// forgive is the shape of a mark whose glyph says it. A wrong glyph in a clear
// place may be either.
func (at place) forgive(s shape) shape {
	if s == closes && at.left && !at.right || s == opens && !at.left && at.right {
		return either
	}
	return s
}

// symmetric is the shape of a mark that looks the same at both ends.
func (at place) symmetric(s shape) shape {
	switch {
	case at.left && !at.right || at.atStart:
		return opens
	case !at.left && at.right || at.atEnd:
		return closes
	case dash(at.before) && at.right: // “I thought —” he said
		return closes
	}
	return s
}

// single tells a single quotation mark from an apostrophe, whose shape is 0.
// weak is a mark that closes or makes a plural's genitive: "the ministers'".
// rest is the text after the mark.
func (at place) single(s shape, rest string) (is shape, weak bool) {
	switch {
	case word(at.before) && word(at.after) && !at.atStart:
		return 0, false
	case at.left && begin(at.after):
		if s == closes || elision(rest) { // ’tis, '90s
			return 0, false
		}
		return opens, false
	case s&closes != 0 && !at.left:
		return closes, (at.before == 's' || at.before == 'S') && (at.after == ' ' || at.after == '\u00a0')
	}
	return 0, false
}

// begin reports whether a quotation in single marks may begin with r.
func begin(r rune) bool {
	return word(r) || r == '[' || r == '(' || r == '…' || r == '$'
}

// opensHere reports whether a mark at byte at would open by what stands left of it.
func opensHere(text string, p ling.Span, at int, opened bool) bool {
	before, _ := utf8.DecodeLastRuneInString(text[p.Start:at])
	return at == p.Start || opened || openContext(before)
}

// openContext reports whether a quotation can begin after r.
func openContext(r rune) bool {
	return unicode.IsSpace(r) || dash(r) || r == '(' || r == '[' || r == '{' || r == '/' || r == '='
}

// closeContext reports whether a quotation can have ended before r.
func closeContext(r rune) bool {
	switch r {
	case ',', '.', ';', ':', '!', '?', ')', ']', '}', '/', '…':
		return true
	}
	return unicode.IsSpace(r) || dash(r)
}

func dash(r rune) bool { return r == '-' || r == '–' || r == '—' || r == '―' }

func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// inch reports whether a straight mark at byte at measures: 6'2".
func inch(text string, p ling.Span, at int) bool {
	i := at
	for i > p.Start && text[i-1] >= '0' && text[i-1] <= '9' {
		i--
	}
	if i == at || i == p.Start {
		return false
	}
	return text[i-1] == '\'' && i-1 > p.Start && text[i-2] >= '0' && text[i-2] <= '9'
}

// elisions are words that begin with an apostrophe, as dictionaries of English
// list them; a decade ('90s) is the other case.
var elisions = [...]string{"tis", "twas", "til", "till", "em", "cause", "bout", "round", "n", "cos"}

// elision reports whether the word that rest begins with is one written with a
// leading apostrophe.
func elision(rest string) bool {
	if len(rest) >= 3 && rest[0] >= '0' && rest[0] <= '9' && rest[1] >= '0' && rest[1] <= '9' && rest[2] == 's' {
		return true
	}
	n := 0
	for n < len(rest) && n < 8 && (rest[n]|0x20 >= 'a' && rest[n]|0x20 <= 'z') {
		n++
	}
	for _, e := range elisions {
		if rest[:n] == e {
			return true
		}
	}
	return false
}
