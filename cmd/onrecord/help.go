package main

import (
	"context"
	"fmt"
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

// worded is what the words of a command line ask for: help of what follows
// "help", and help where nothing is asked.
func worded(args []string) []string {
	if len(args) == 0 {
		return []string{"--help"}
	}
	if args[0] != "help" {
		return args
	}
	return append(append([]string{}, args[1:]...), "--help")
}
