// Package expr holds regular expressions that put most texts aside before they
// are tried.
//
// An expression of many words is slow to try, and most texts hold none of them.
// Its hints are strings of which every text that it holds of has one, as Cox
// derives them to search code by an index ("Regular Expression Matching with a
// Trigram Index", 2012). One pass over a text, far cheaper than the expression,
// says whether any of them stands there; where none does, nor does a match.
package expr

import (
	"fmt"
	"regexp"
)

// Expr is a regular expression in the syntax of the package regexp. Its methods
// answer what those of regexp.Regexp do, and offsets are in bytes.
type Expr struct {
	re    *regexp.Regexp
	sieve *sieve // nil where nothing can be told beforehand
}

// Compile reads an expression.
func Compile(text string) (*Expr, error) {
	re, err := regexp.Compile(text)
	if err != nil {
		return nil, fmt.Errorf("expression %q: %w", text, err)
	}
	return &Expr{re: re, sieve: newSieve(hints(text))}, nil
}

// MustCompile is Compile for expressions that stand in the program: it panics
// where one is none.
func MustCompile(text string) *Expr {
	e, err := Compile(text)
	if err != nil {
		panic(err)
	}
	return e
}

// MatchString reports whether a text holds a match.
func (e *Expr) MatchString(text string) bool {
	return e.sieve.may(text) && e.re.MatchString(text)
}

// FindStringIndex is where the first match begins and ends, nil for none.
func (e *Expr) FindStringIndex(text string) []int {
	if !e.sieve.may(text) {
		return nil
	}
	return e.re.FindStringIndex(text)
}

// FindStringSubmatchIndex is where the first match and its groups stand.
func (e *Expr) FindStringSubmatchIndex(text string) []int {
	if !e.sieve.may(text) {
		return nil
	}
	return e.re.FindStringSubmatchIndex(text)
}

// FindAllStringIndex is where matches stand, at most n of them unless n < 0.
func (e *Expr) FindAllStringIndex(text string, n int) [][]int {
	if !e.sieve.may(text) {
		return nil
	}
	return e.re.FindAllStringIndex(text, n)
}

// FindAllStringSubmatchIndex is where matches and their groups stand, at most n
// of them unless n < 0.
func (e *Expr) FindAllStringSubmatchIndex(text string, n int) [][]int {
	if !e.sieve.may(text) {
		return nil
	}
	return e.re.FindAllStringSubmatchIndex(text, n)
}

// FindAllStringSubmatch is the words of matches and of their groups, at most n of
// them unless n < 0.
func (e *Expr) FindAllStringSubmatch(text string, n int) [][]string {
	if !e.sieve.may(text) {
		return nil
	}
	return e.re.FindAllStringSubmatch(text, n)
}

// String is the expression as it was written.
func (e *Expr) String() string { return e.re.String() }
