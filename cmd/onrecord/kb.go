package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"onrecord/internal/kb"
)

// kbCmd is the knowledge base: who is known to the world.
type kbCmd struct {
	Build kbBuildCmd `cmd:"" help:"Build the program's own pack of actors from tables."`
}

// kbBuildCmd builds the pack that is part of the program.
type kbBuildCmd struct {
	Tables string `arg:"" help:"The directory of the tables (persons.csv, offices.csv, …)."`
	Out    string `default:"internal/kb/actors.pack" placeholder:"FILE" help:"Where to write the pack."`
	Report string `placeholder:"FILE" help:"Where to write what was dropped and why, else on standard error."`
}

// Run builds the pack. The same tables give the same bytes.
func (c *kbBuildCmd) Run(_ context.Context, env *environment) error {
	var report io.Writer = env.Stderr
	if c.Report != "" {
		f, err := os.Create(c.Report)
		if err != nil {
			return err
		}
		defer f.Close()
		report = f
	}
	pack, err := kb.BuildBuiltin(c.Tables, report)
	if err != nil {
		return fmt.Errorf("build the pack of actors: %w", err)
	}
	return os.WriteFile(c.Out, pack, 0o644)
}
