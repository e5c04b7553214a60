// Package query is the search language of command line, page and API:
//
//	ceasefire "freeze zone" truce* speaker:Lavrov (act:deny OR act:reject) -outlet:TASS since:2015-11
//
// What is asked for is a Q: a Word or a Phrase that must stand there in any
// spelling of it, a Prefix that a word must begin with, a Term that bounds a Field, and And, Or and Not of these. Terms side by side must
// all hold; OR, in capitals, lets either do, and binds less; a hyphen before a
// term, or NOT, turns it round; parentheses group. Within quotation marks a
// backslash takes the next character as it is. Days are ISO 8601; a month or a
// year stands for its first day in since and for its last in until.
//
// Parse gives every Q one form, so that Parse after Print is the identity.
// What is asked is a List: it has its own fields. What a field means is said in
// one place, the list's table of Fields.
package query

import (
	"slices"
	"strings"
	"unicode"
)

// Q is what is asked for; nil asks for everything.
type Q interface {
	// print writes q; within says what it stands in, for parentheses.
	print(b *strings.Builder, within precedence)
}

type (
	// And holds where all of its parts do.
	And []Q
	// Or holds where any of its parts does.
	Or []Q
	// Not holds where Q does not.
	Not struct{ Q Q }
	// Word is one word that must stand there.
	Word string
	// Phrase is several words that must stand there side by side, single spaces between them.
	Phrase string
	// Prefix is what a word that stands there must begin with.
	Prefix string
	// Term asks of the field of that name. Value is as the field's check returns it.
	Term struct{ Field, Value string }
)

// All is the And of qs, in the one form that Parse gives it: no And within, no
// part twice, no And of one. nil parts ask for nothing.
func All(qs ...Q) Q { return one(qs, func(qs []Q) Q { return And(qs) }) }

// Any is All for Or.
func Any(qs ...Q) Q { return one(qs, func(qs []Q) Q { return Or(qs) }) }

// Except is the Not of q.
func Except(q Q) Q {
	if n, ok := q.(Not); ok {
		return n.Q
	}
	return Not{q}
}

// one joins qs by a connective: the parts of a part that has the same one are
// its own, each once.
func one(qs []Q, join func([]Q) Q) Q {
	var flat []Q
	var seen []string
	add := func(q Q) {
		if s := Print(q); !slices.Contains(seen, s) {
			seen, flat = append(seen, s), append(flat, q)
		}
	}
	_, and := join(nil).(And)
	for _, q := range qs {
		switch q := q.(type) {
		case nil:
		case And:
			if !and {
				add(q)
				continue
			}
			for _, part := range q {
				add(part)
			}
		case Or:
			if and {
				add(q)
				continue
			}
			for _, part := range q {
				add(part)
			}
		default:
			add(q)
		}
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return join(flat)
}

// Terms calls f with every term of q.
func Terms(q Q, f func(Term)) {
	switch q := q.(type) {
	case And:
		for _, part := range q {
			Terms(part, f)
		}
	case Or:
		for _, part := range q {
			Terms(part, f)
		}
	case Not:
		Terms(q.Q, f)
	case Term:
		f(q)
	}
}

// precedence is how closely a connective binds.
type precedence int

const (
	byOr precedence = iota
	byAnd
	byNot
)

// Print is the query that reads as q.
func Print(q Q) string {
	if q == nil {
		return ""
	}
	var b strings.Builder
	q.print(&b, byOr)
	return b.String()
}

func (q And) print(b *strings.Builder, within precedence) { list(b, q, " ", byAnd, within) }

func (q Or) print(b *strings.Builder, within precedence) { list(b, q, " OR ", byOr, within) }

// list prints parts, in parentheses where what they stand in binds closer.
func list(b *strings.Builder, parts []Q, between string, by, within precedence) {
	if within > by {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	for i, part := range parts {
		if i > 0 {
			b.WriteString(between)
		}
		part.print(b, by+1)
	}
}

func (q Not) print(b *strings.Builder, _ precedence) {
	b.WriteByte('-')
	q.Q.print(b, byNot)
}

func (q Word) print(b *strings.Builder, _ precedence) {
	v := string(q)
	// A colon would part a field from its value.
	if connective(v) || strings.HasPrefix(v, "-") || strings.HasSuffix(v, "*") || strings.Contains(v, ":") || !plain(v) {
		v = quote(v)
	}
	b.WriteString(v)
}

func (q Prefix) print(b *strings.Builder, _ precedence) { b.WriteString(string(q) + "*") }

func (q Phrase) print(b *strings.Builder, _ precedence) { b.WriteString(quote(string(q))) }

func (q Term) print(b *strings.Builder, _ precedence) {
	v := q.Value
	if !plain(v) {
		v = quote(v)
	}
	b.WriteString(q.Field + ":" + v)
}

// connective reports whether a bare word joins others.
func connective(v string) bool { return v == "OR" || v == "AND" || v == "NOT" }

// plain reports whether v reads as one word without quotation marks.
func plain(v string) bool {
	return v != "" && !strings.ContainsFunc(v, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"\\“”()", r) })
}

func quote(v string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(v) + `"`
}
