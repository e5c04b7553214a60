package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
)

// helpCmd shows the help of a command. run makes "--help" of it, so that there
// is one way to ask for help, and two to say so.
type helpCmd struct {
	Command []string `arg:"" optional:"" help:"The command, as in: help read, help decide merge."`
}

// Run is never reached.
func (helpCmd) Run() error { return nil }

// versionCmd prints the version.
type versionCmd struct{}

// Run prints it.
func (versionCmd) Run(_ context.Context, env *environment) error {
	if _, err := fmt.Fprintln(env.Stdout, "onrecord "+env.Version); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

// without is a term of a query that is turned round, and no flag: -outlet:TASS.
var without = regexp.MustCompile(`^-[a-z]{2,}:|^-["“(]`)

// unflagged puts terms of a query that begin with a hyphen behind all flags,
// where none of them is taken for one.
func unflagged(args []string) []string {
	end := slices.Index(args, "--")
	if end < 0 {
		end = len(args)
	}
	var before, terms []string
	for _, a := range args[:end] {
		if without.MatchString(a) {
			terms = append(terms, a)
		} else {
			before = append(before, a)
		}
	}
	if len(terms) == 0 {
		return args
	}
	if end < len(args) {
		terms = append(terms, args[end+1:]...)
	}
	return append(append(before, "--"), terms...)
}

// worded is what the words of a command line ask for: help of what follows
// "help", and help where nothing is asked.
func worded(args []string) []string {
	if len(args) == 0 {
		return []string{"--help"}
	}
	if args[0] != "help" {
		return unflagged(args)
	}
	return append(append([]string{}, args[1:]...), "--help")
}
