// Package rules is the language that rules are written in: the file format that
// every rule file shares (package words reads it).
package rules

import (
	"io"

	"onrecord/internal/words"
)

// Rule is one rule of a file.
type Rule = words.Rule

// Field is one "key: value" line of a rule.
type Field = words.Field

// Example is a sentence that a rule must catch, or leave alone.
type Example = words.Example

// Read reads a rule file. It reports every fault it finds, each with file and line.
func Read(file string, in io.Reader) ([]Rule, error) { return words.Read(file, in) }
