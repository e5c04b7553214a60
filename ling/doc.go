// Package ling holds the text tier of onrecord: plain types for an annotated
// text. A Document is its text, a flat list of Tokens, Sentences as ranges of
// them, and layers above: Mentions (names and other words that point to
// something; who is meant is not known here), TimeExprs, Quotations.
//
// All offsets are bytes into Document.Text, half open. Code points appear only
// at the program's borders, and Offsets is the one place that converts.
// Token indices are indices into Document.Tokens.
package ling
