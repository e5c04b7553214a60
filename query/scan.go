package query

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is what a token is.
type kind int

const (
	end     kind = iota
	bare         // a word, or a field and its value, without quotation marks
	quoted       // the same between quotation marks
	opening      // (
	closing      // )
	minus        // - before a term
)

// token is a piece of a query.
type token struct {
	kind         kind
	field, value string
	column       int // where it begins
}

type scanner struct {
	rest string
	at   int // code points taken
}

// take takes n bytes from the front.
func (s *scanner) take(n int) string {
	taken := s.rest[:n]
	s.at += utf8.RuneCountInString(taken)
	s.rest = s.rest[n:]
	return taken
}

// scan is the next token.
func (s *scanner) scan() (t token, err error) {
	s.take(len(s.rest) - len(strings.TrimLeftFunc(s.rest, unicode.IsSpace)))
	t.column = s.at + 1
	if s.rest == "" {
		return t, nil
	}
	switch s.rest[0] {
	case '(':
		t.kind = opening
	case ')':
		t.kind = closing
	case '-':
		t.kind = minus
	default:
		return s.term(t)
	}
	s.take(1)
	if t.kind == minus && (s.rest == "" || s.rest[0] != '-' && strings.TrimLeftFunc(s.rest, unicode.IsSpace) != s.rest) {
		err = errors.New("nothing follows the hyphen")
	}
	return t, err
}

// term is a word, a phrase, or a field with a value.
func (s *scanner) term(t token) (token, error) {
	var err error
	if !s.atQuote() {
		t.field = s.name()
	}
	if s.atQuote() {
		t.kind = quoted
		if t.value, err = s.quoted(); err == nil && t.value == "" {
			err = errors.New("nothing stands between the quotation marks")
		}
		return t, err
	}
	t.kind = bare
	if t.value = s.bare(); t.value == "" {
		err = fmt.Errorf("%s: has no value", t.field)
	}
	return t, err
}

// name takes "name:" from the front; "" if the next term has no field. A
// number before a colon is a word ("16:30").
func (s *scanner) name() string {
	n := strings.IndexFunc(s.rest, func(r rune) bool { return r < 'a' || r > 'z' })
	if n <= 0 || s.rest[n] != ':' {
		return ""
	}
	return strings.TrimSuffix(s.take(n+1), ":")
}

// bare takes what stands before the next white space, quotation mark or parenthesis.
func (s *scanner) bare() string {
	n := strings.IndexFunc(s.rest, func(r rune) bool { return unicode.IsSpace(r) || isQuote(r) || r == '(' || r == ')' })
	if n < 0 {
		n = len(s.rest)
	}
	return s.take(n)
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
			s.take(i + size)
			return b.String(), nil
		default:
			b.WriteString(s.rest[i : i+size])
		}
		i += size
	}
	return "", errors.New("a quotation mark is not closed")
}
