package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// core cuts a chunk that neither begins nor ends with a mark.
func (c *cutter) core(s, e int) {
	if s >= e {
		return
	}
	body := c.text[s:e]
	if plain(body) {
		c.word(s, e)
		return
	}
	if c.isWhole(body) || address(body) {
		c.emit(s, e)
		return
	}
	start := s
	for at := s; at < e; {
		n := c.inner(s, start, at, e)
		if n == 0 {
			_, size := utf8.DecodeRuneInString(c.text[at:e])
			at += size
			continue
		}
		if n < 0 { // a cut without a mark of its own
			c.word(start, at)
			start = at
			_, size := utf8.DecodeRuneInString(c.text[at:e])
			at += size
			continue
		}
		c.word(start, at)
		c.emit(at, at+n)
		at += n
		start = at
	}
	c.word(start, e)
}

// plain reports whether s is only ASCII letters.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if b := s[i] | 0x20; b < 'a' || b > 'z' {
			return false
		}
	}
	return true
}

// address reports whether s is an address of the net or of mail.
func address(s string) bool {
	if strings.Contains(s, "://") || strings.HasPrefix(s, "www.") || strings.HasPrefix(s, "mailto:") {
		return true
	}
	at := strings.IndexByte(s, '@')
	return at > 0 && strings.IndexByte(s[at:], '.') > 0 && !strings.ContainsAny(s, `"<>()`)
}

// inner is the length of the mark at byte at inside the chunk [s, e), 0 if the
// word that began at start goes on there, -1 if a new word begins there
// without a mark.
func (c *cutter) inner(s, start, at, e int) int {
	b := c.text[at]
	switch {
	case at == start && (letter(b) || digit(b)), at == s:
		return 0
	case letter(b):
		return c.unit(start, at, e)
	case digit(b) && c.text[at-1] == '$':
		return -1 // "US$" and its number
	case digit(b):
		return 0
	}
	return c.innerMark(s, start, at, e)
}

// alwaysApart are the marks that stand apart wherever they stand in a chunk.
const alwaysApart = "—…“”\"()[]{};«»|=<>°•£€¥–%"

// innerMark is inner for a byte that is neither a letter nor a digit.
func (c *cutter) innerMark(s, start, at, e int) int {
	body := c.text[at:e]
	r, size := utf8.DecodeRuneInString(body)
	switch r {
	case '.':
		if n := run(body, "."); n > 1 {
			return n
		}
		return c.gluedStop(s, at, e)
	case '-':
		if n := run(body, "-"); n > 1 {
			return n
		}
		return c.hyphen(s, at, e)
	case '!', '?':
		return run(body, "!?")
	case ',', ':':
		return c.numberMark(s, at, e)
	case '/':
		return c.slash(s, at, e)
	case '$':
		if at-start <= 2 && upper(c.text[start:at]) {
			return 0
		}
		return 1
	}
	if strings.ContainsRune(alwaysApart, r) {
		return size
	}
	return 0
}

// numberMark is 0 at a comma or colon within a number ("1,500", "2:43"), else 1.
func (c *cutter) numberMark(s, at, e int) int {
	before, _ := utf8.DecodeLastRuneInString(c.text[s:at])
	after, _ := utf8.DecodeRuneInString(c.text[at+1 : e])
	switch {
	case !unicode.IsDigit(before):
	case c.text[at] == ',' && run(c.text[at+1:e], "0123456789") == 3, c.text[at] == ':' && unicode.IsDigit(after):
		return 0
	}
	return 1
}

func letter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// gluedStop is 1 at a full stop that ends a sentence without a space after it
// ("talks.The"), 0 inside numbers, initials and addresses.
func (c *cutter) gluedStop(s, at, e int) int {
	left, right := c.text[max(s, at-longest):at], c.text[at+1:e]
	r, size := utf8.DecodeRuneInString(right)
	second, _ := utf8.DecodeRuneInString(right[size:])
	if len(left) < 2 || !unicode.IsUpper(r) || !unicode.IsLower(second) || strings.ContainsAny(left, ".@") {
		return 0
	}
	if last, _ := utf8.DecodeLastRuneInString(left); !unicode.IsLower(last) {
		return 0
	}
	if _, abbr := c.lookup(c.abbreviations, left); abbr {
		return 0
	}
	return 1
}

// slash is 1 where a slash parts words, 0 in fractions, dates and short forms.
func (c *cutter) slash(s, at, e int) int {
	before, after := c.text[at-1], byte(0)
	if at+1 < e {
		after = c.text[at+1]
	}
	if digit(before) && digit(after) {
		return 0
	}
	if e-s == 3 && at == s+1 {
		return 0 // "n/a", "I/O"
	}
	return 1
}

// hyphen is 1 where a hyphen parts two words, 0 where it belongs to one.
func (c *cutter) hyphen(s, at, e int) int {
	left := c.text[s:at]
	if i := strings.LastIndexAny(left, "-/"); i >= 0 {
		if numeric(c.text[s:e]) {
			return 0
		}
		left = left[i+1:]
		if c.text[s+i] == '-' {
			// Only the first part of a compound is a prefix.
			if _, prefix := c.hyphens[left]; !prefix {
				return 1
			}
		}
	}
	if _, prefix := c.lookup(c.hyphens, left); prefix {
		return 0
	}
	if numeric(c.text[s:e]) && telephone(c.text[s:e]) {
		return 0
	}
	return 1
}

// numeric reports whether s is digits and hyphens, and no longer than numbers are.
func numeric(s string) bool {
	if len(s) > longest {
		return false
	}
	for i := 0; i < len(s); i++ {
		if !digit(s[i]) && s[i] != '-' {
			return false
		}
	}
	return true
}

// telephone reports whether digits with hyphens are one number ("944-3737",
// "11-20-2000"), not a range ("2012-2015").
func telephone(s string) bool {
	parts := strings.Count(s, "-") + 1
	first := strings.IndexByte(s, '-')
	return parts > 2 || (first == 1 || first == 3) && len(s)-first-1 == 4
}

// unit is -1 where a unit begins right after a number: "5pm", "35mm".
func (c *cutter) unit(s, at, e int) int {
	if at == s || !digit(c.text[at-1]) {
		return 0
	}
	if !digit(c.text[s]) {
		return 0
	}
	for i := s; i < at; i++ {
		if b := c.text[i]; !digit(b) && b != '.' && b != ',' && b != ':' {
			return 0
		}
	}
	if _, ok := c.lookup(c.units, c.text[at:e]); ok {
		return -1
	}
	return 0
}

// word emits a word without marks, its clitics apart.
func (c *cutter) word(s, e int) {
	if s >= e {
		return
	}
	body := c.text[s:e]
	if cut, ok := c.lookup(c.contractions, body); ok {
		c.emit(s, s+cut)
		c.emit(s+cut, e)
		c.join(2)
		return
	}
	cut := clitic(body)
	if cut == 0 || c.isWhole(body) {
		c.emit(s, e)
		return
	}
	c.emit(s, s+cut)
	c.emit(s+cut, e)
	c.join(2)
}

// clitic is where the clitic of a word begins, 0 if it has none.
func clitic(body string) int {
	i, size := strings.IndexByte(body, '\''), 1
	if j := strings.Index(body, "’"); j >= 0 {
		i, size = j, len("’")
	}
	if i < 1 {
		return 0
	}
	switch strings.ToLower(body[i+size:]) {
	case "s", "m", "re", "ve", "ll", "d":
		return i
	case "t":
		if n := body[i-1] | 0x20; n == 'n' && i > 1 {
			return i - 1
		}
	}
	return 0
}
