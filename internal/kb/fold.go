package kb

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold is a name as names are compared: lower case, without accents, one kind
// of apostrophe and hyphen, stops left out, white space run together.
func Fold(s string) string {
	if plain(s) {
		return s
	}
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			s = norm.NFKD.String(s)
			break
		}
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, c := range s {
		switch {
		case c == '.' || c >= utf8.RuneSelf && unicode.Is(unicode.Mn, c):
			continue
		case unicode.IsSpace(c):
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			b.WriteByte(byte(c))
			continue
		}
		b.WriteString(special(unicode.ToLower(c)))
	}
	return b.String()
}

// plain reports whether s is folded already, as most words of a text are.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '\'' ||
			c == ' ' && i > 0 && s[i-1] != ' ' && i < len(s)-1) {
			return false
		}
	}
	return true
}

// special writes letters that no decomposition takes apart in plain letters.
func special(c rune) string {
	switch c {
	case '’', '‘', '`', 'ʼ', 'ʿ', 'ʾ':
		return "'"
	case '‐', '‑', '–', '—':
		return "-"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'ı':
		return "i"
	case 'ə':
		return "a"
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	}
	return string(c)
}

// Slug is a name as it stands in an id: folded, letters and digits, joined by
// hyphens ("Ana Kovač" is ana-kovac).
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, c := range Fold(name) {
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(c)
		case c == '\'':
		default:
			gap = true
		}
	}
	return b.String()
}

// key is what a name is looked up by: folded, but for acronyms, whose capitals
// tell them from words ("US" and "us", "WHO" and "who").
func key(name string) string {
	if acronym(name) {
		return "^" + strings.ReplaceAll(name, ".", "")
	}
	return Fold(name)
}

// acronym reports whether a name is one word of capitals: "IAEA", "U.S.", "ISIS-K".
func acronym(name string) bool {
	capitals := 0
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case 'A' <= c && c <= 'Z':
			capitals++
		case '0' <= c && c <= '9' || c == '.' || c == '-' || c == '/':
		default:
			return false
		}
	}
	return capitals > 0 && capitals+strings.Count(name, ".") <= 8 && (capitals > 1 || len(name) > 1)
}
