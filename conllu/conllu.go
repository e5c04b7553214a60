// Package conllu reads and writes CoNLL-U, the file format of Universal
// Dependencies (https://universaldependencies.org/format.html).
//
// A file becomes ling.Documents: words, multi-word tokens, empty nodes,
// comments and SpaceAfter are kept as given, and the text is put together from
// the forms. The enhanced graph (column 9) of words is not kept.
package conllu

import "fmt"

// SyntaxError says at which line an input is not CoNLL-U, and why.
type SyntaxError struct {
	Line int // from 1
	Msg  string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Msg) }

// The columns of a line, from 0.
const (
	colID = iota
	colForm
	colLemma
	colUPOS
	colXPOS
	colFeats
	colHead
	colDeprel
	colDeps
	colMisc
	columns
)
