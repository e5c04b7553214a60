package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// run is the length of the run of characters of set at the start of s.
func run(s, set string) int {
	for i, r := range s {
		if !strings.ContainsRune(set, r) {
			return i
		}
	}
	return len(s)
}

// leading is the length of the mark that begins the chunk [s, e), 0 if a word does.
func (c *cutter) leading(s, e int) int {
	body := c.text[s:e]
	r, size := utf8.DecodeRuneInString(body)
	rest, _ := utf8.DecodeRuneInString(body[size:])
	switch r {
	case '.':
		if n := run(body, "."); n > 1 {
			return n
		}
		if unicode.IsDigit(rest) || unicode.IsLetter(rest) {
			return 0 // ".22", ".doc"
		}
		return 1
	case '!', '?':
		return run(body, "!?.")
	case '-', '*', '=', '_', '~', '—', '–', '<', '>', '|', '^', '$':
		return c.repeated(body, r, size)
	case '\'', '’', '‘', '`':
		return c.leadingQuote(body, r, size)
	case '@', '#', '+':
		if r == '+' && unicode.IsDigit(rest) || r != '+' && unicode.IsLetter(rest) {
			return 0 // a user's name, a topic, "+44"
		}
		return size
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == utf8.RuneError {
		return 0
	}
	return size
}

// leadingQuote is leading for a chunk that begins with a single quotation mark
// or an apostrophe.
func (c *cutter) leadingQuote(body string, r rune, size int) int {
	if n := c.repeated(body, r, size); n == 2*size {
		return n
	}
	if strings.HasPrefix(body, "‘’") {
		return len("‘’")
	}
	if r != '‘' && c.clipped(body[size:]) {
		return 0
	}
	c.single = true
	return size
}

// repeated is the length of the mark that begins body with r, which is size
// bytes long. Rules and dashes are as long as they are; quotation marks and
// angle brackets are single or double.
func (c *cutter) repeated(body string, r rune, size int) int {
	switch r {
	case '<', '>', '\'', '’', '‘', '`':
		if n := run(body[:min(len(body), 3*size)], string(r)); n == 2*size {
			return n
		}
		return size
	}
	return run(body, string(r))
}

// clipped reports whether an apostrophe before rest stands for left-out
// characters: '90s, '04, 's alone.
func (c *cutter) clipped(rest string) bool {
	if len(rest) >= 2 && digit(rest[0]) && digit(rest[1]) {
		return len(rest) == 2 || !digit(rest[2])
	}
	switch rest {
	case "s", "S", "m", "re", "ve", "ll", "d", "t":
		return true
	}
	return false
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// trailing is the length of the mark that ends the chunk [s, e), 0 if a word does.
func (c *cutter) trailing(s, e int) int {
	body := c.text[s:e]
	r, size := utf8.DecodeLastRuneInString(body)
	switch r {
	case '.', '!', '?':
		return c.stops(body, e)
	case '-', '*', '=', '_', '~', '—', '–', '>', '<', '|', '^':
		n := len(body) - len(strings.TrimRight(body, string(r)))
		if r == '>' && n != 2 {
			return size
		}
		return n
	case '$':
		if n := len(body) - size; n > 0 && n <= 2 && upper(body[:n]) {
			return 0 // "US$"
		}
		return size
	case '\'', '’', '`':
		if n := len(body) - len(strings.TrimRight(body, string(r))); n == 2 {
			return 2 * size
		}
		return size
	case '+', '#':
		if len(body) > size && size == 1 {
			return 0 // "C++", "50+"
		}
		return size
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == utf8.RuneError {
		return 0
	}
	return size
}

// stops is the length of the stops that end body: a run of dots, a run with
// exclamation and question marks, or a single full stop that is no part of an
// abbreviation. The body ends at byte e.
func (c *cutter) stops(body string, e int) int {
	word := strings.TrimRight(body, ".!?")
	n := len(body) - len(word)
	if body[len(word)] != '.' || n == 1 {
		if n == 1 && body[len(word)] == '.' && c.abbreviation(word, e) {
			return 0
		}
		return n
	}
	if word != "" && body[len(word)+1] != '.' && c.abbreviation(word, e) {
		return n - 1
	}
	return n
}

// abbreviation reports whether the full stop after word belongs to it; the
// stop ends at byte e.
func (c *cutter) abbreviation(word string, e int) bool {
	if i := strings.LastIndexAny(word, "-/(\"'"); i >= 0 {
		word = word[i+1:] // "Lt.-Col.", "(e.g."
	}
	if i := strings.LastIndex(word, "–"); i >= 0 {
		word = word[i+len("–"):]
	}
	if word == "" {
		return false
	}
	kind, ok := c.lookup(c.abbreviations, word)
	if ok && (kind != beforeNumber || c.numberFollows(e)) {
		return true
	}
	if !initials(word) {
		return false
	}
	// A single letter is an initial when more of a name follows it.
	r, size := utf8.DecodeRuneInString(word)
	return size < len(word) || unicode.IsUpper(r) && r != 'I' && (e < c.next || !c.last)
}

// initials reports whether word is letters with stops between them: "U.S", "a.m".
func initials(word string) bool {
	letter := true
	for i, r := range word {
		if letter != unicode.IsLetter(r) || !letter && r != '.' {
			return false
		}
		if letter = !letter; i > 14 {
			return false
		}
	}
	return !letter
}

// numberFollows reports whether the next word after byte e begins with a digit.
func (c *cutter) numberFollows(e int) bool {
	for e < len(c.text) {
		size, space := spaceAt(c.text, e)
		if !space {
			return digit(c.text[e])
		}
		e += size
	}
	return false
}

func upper(s string) bool {
	for _, r := range s {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}
