package query

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// term is a word or phrase, or the value of a field.
type term struct{ field, value string }

type scanner struct{ rest string }

// next is the next term; ok is false at the end.
func (s *scanner) next() (t term, ok bool, err error) {
	s.rest = strings.TrimLeftFunc(s.rest, unicode.IsSpace)
	if s.rest == "" {
		return term{}, false, nil
	}
	if !s.atQuote() {
		if t.field = s.field(); t.field != "" && !s.atQuote() {
			t.value = s.bare()
			if t.value == "" {
				return t, false, fmt.Errorf("%s: has no value", t.field)
			}
			return t, true, nil
		}
	}
	if s.atQuote() {
		t.value, err = s.quoted()
		if err == nil && t.value == "" {
			err = errors.New("nothing stands between the quotation marks")
		}
		return t, true, err
	}
	t.value = s.bare()
	return t, true, nil
}

// field takes "name:" from the front; "" if the next term has no field. A
// number before a colon is a word ("16:30").
func (s *scanner) field() string {
	n := strings.IndexFunc(s.rest, func(r rune) bool { return r < 'a' || r > 'z' })
	if n <= 0 || s.rest[n] != ':' {
		return ""
	}
	name := s.rest[:n]
	s.rest = s.rest[n+1:]
	return name
}

// bare takes what stands before the next white space or quotation mark.
func (s *scanner) bare() string {
	n := strings.IndexFunc(s.rest, func(r rune) bool { return unicode.IsSpace(r) || isQuote(r) })
	if n < 0 {
		n = len(s.rest)
	}
	word := s.rest[:n]
	s.rest = s.rest[n:]
	return word
}

func (s *scanner) atQuote() bool {
	r, _ := utf8.DecodeRuneInString(s.rest)
	return isQuote(r)
}

// isQuote: curly marks come with what is pasted from an article.
func isQuote(r rune) bool { return r == '"' || r == '“' || r == '”' }

// quoted takes a phrase and the marks around it.
func (s *scanner) quoted() (string, error) {
	open, size := utf8.DecodeRuneInString(s.rest)
	var b strings.Builder
	for i := size; i < len(s.rest); {
		r, size := utf8.DecodeRuneInString(s.rest[i:])
		switch {
		case r == '\\' && i+1 < len(s.rest):
			_, next := utf8.DecodeRuneInString(s.rest[i+1:])
			b.WriteString(s.rest[i+1 : i+1+next])
			size += next
		case r == '"' && open == '"', r == '”' && open != '"':
			s.rest = s.rest[i+size:]
			return b.String(), nil
		default:
			b.WriteString(s.rest[i : i+size])
		}
		i += size
	}
	return "", errors.New("a quotation mark is not closed")
}
