package query

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Error is a fault of a query, and where it is.
type Error struct {
	Column int // from 1, in code points
	Err    error
}

// Error names column and cause.
func (e *Error) Error() string { return fmt.Sprintf("column %d: %v", e.Column, e.Err) }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// Bounds of what a query may be: far above what anybody types, far below what
// a database takes (SQLite: 1,000 levels of an expression).
const (
	maxTerms = 200
	maxDepth = 50
)

var errMissing = errors.New("a term is missing here")

// Parse reads a query of a list. Its errors are *Error.
func (l List) Parse(s string) (Q, error) {
	p := parser{scanner: scanner{rest: s}, list: l}
	if p.next(); p.err == nil && p.is(end) {
		return nil, nil
	}
	q := p.or()
	if p.err == nil && p.is(closing) {
		p.fail(p.column, errors.New("a parenthesis closes that was not opened"))
	}
	if p.err != nil {
		return nil, p.err
	}
	return q, nil
}

// parser reads what the scanner gives, one token ahead; after an error it
// meets nothing but the end.
type parser struct {
	scanner
	token
	list         List
	terms, depth int
	err          *Error
}

func (p *parser) fail(column int, err error) {
	if p.err == nil {
		p.err = &Error{column, err}
	}
	p.token = token{kind: end}
}

func (p *parser) next() {
	var err error
	if p.token, err = p.scan(); err != nil {
		p.fail(p.column, err)
	}
}

func (p *parser) is(k kind) bool { return p.kind == k }

// operator reports whether the next token is that word, bare.
func (p *parser) operator(name string) bool {
	return p.kind == bare && p.field == "" && p.value == name
}

func (p *parser) or() Q {
	parts := []Q{p.and()}
	for p.operator("OR") {
		p.next()
		parts = append(parts, p.and())
	}
	return Any(parts...)
}

// and takes terms as long as there are any; there must be one.
func (p *parser) and() Q {
	var parts []Q
	for !p.is(end) && !p.is(closing) && !p.operator("OR") {
		if p.operator("AND") && len(parts) > 0 {
			p.next()
		}
		parts = append(parts, p.unary())
	}
	if len(parts) == 0 {
		p.fail(p.column, errMissing)
	}
	return All(parts...)
}

func (p *parser) unary() Q {
	if p.depth++; p.depth > maxDepth {
		p.fail(p.column, fmt.Errorf("more than %d terms within each other", maxDepth))
		return nil
	}
	defer func() { p.depth-- }()
	switch {
	case p.is(minus) || p.operator("NOT"):
		p.next()
		if q := p.unary(); q != nil {
			return Except(q)
		}
		return nil
	case p.is(opening):
		p.next()
		q := p.or()
		if p.err == nil && !p.is(closing) {
			p.fail(p.column, errors.New("a parenthesis is not closed"))
			return nil
		}
		p.next()
		return q
	}
	return p.term()
}

// term takes a word, a phrase, or a field and its value.
func (p *parser) term() Q {
	t := p.token
	if t.kind == end || t.kind == closing {
		p.fail(t.column, errMissing)
		return nil
	}
	if p.terms++; p.terms > maxTerms {
		p.fail(t.column, fmt.Errorf("more than %d terms", maxTerms))
		return nil
	}
	q, err := p.q(t)
	if err != nil {
		p.fail(t.column, err)
		return nil
	}
	p.next()
	return q
}

// q is what a token that is no sign asks for.
func (p *parser) q(t token) (Q, error) {
	if t.field != "" {
		return p.list.NewTerm(t.field, t.value)
	}
	if start, ok := strings.CutSuffix(t.value, "*"); ok && t.kind == bare {
		return prefix(start)
	}
	v, err := words(t.value)
	if err != nil {
		return nil, err
	}
	if strings.Contains(v, " ") {
		return Phrase(v), nil
	}
	return Word(v), nil
}

// leastPrefix is how many letters and digits an open word must begin with: with
// fewer it would ask for a good part of all words.
const leastPrefix = 3

// prefix is a word whose end is left open. It is one word, so that its end is.
func prefix(start string) (Q, error) {
	if strings.ContainsFunc(start, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		return nil, fmt.Errorf("%s*: only letters and digits may stand before the asterisk", start)
	}
	if utf8.RuneCountInString(start) < leastPrefix {
		return nil, fmt.Errorf("%s*: at least %d letters must stand before the asterisk", start, leastPrefix)
	}
	return Prefix(start), nil
}
