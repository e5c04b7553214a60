package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/world/reference"
)

// importsCmd takes in what another program, or another store, wrote.
type importsCmd struct {
	Records   importRecordsCmd   `cmd:"" help:"Records, as \"export --format records\" and \"read --format jsonl\" write them."`
	Decisions importCmd          `cmd:"" help:"Decisions, as \"decide list --format jsonl\" writes them."`
	DNA       importDNACmd       `cmd:"" name:"dna" help:"Documents and coded statements of Discourse Network Analyzer."`
	Pax       importReferenceCmd `cmd:"" help:"Rows of PA-X, the Peace Agreements Database, to lay beside agreements."`
	Ethprio   importReferenceCmd `cmd:"" help:"Rows of the ETH/PRIO ceasefire data, to lay beside agreements."`
}

// Help is shown by import --help.
func (importsCmd) Help() string {
	return `Takes in what another store or another program wrote. Rows of PA-X and of the ETH/PRIO
ceasefire data are laid beside the agreements of the store: "onrecord agreements" shows which
row is linked to which agreement, and where the two agree or conflict. Nothing of the record is
made of them. A day that the calendar does not have is reported with file and line, never guessed.

Examples:
  onrecord export --format records > records.jsonl        from one store
  onrecord import records records.jsonl --store other.db  into another
  onrecord decide list --format jsonl > decisions.jsonl
  onrecord import decisions decisions.jsonl --store other.db
  onrecord import dna debate.dna
  onrecord import pax pax_data.csv
  onrecord agreements --columns name,references
  onrecord decide row agreements a2f0c91d33b7a41e8 --reference pax:1411`
}

// importing calls read with an opened file, or standard input for "-", and with
// the store that takes what it holds.
func (f *storeFlag) importing(ctx context.Context, env *environment, file string, read func(io.Reader, onrecord.Store) error) (err error) {
	in, err := opened(file, env.Stdin)
	if err != nil {
		return err
	}
	defer in.Close()
	store, err := f.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return read(in, store)
}

// opened is a file, or standard input for "-".
func opened(path string, stdin io.Reader) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(stdin), nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, &onrecord.Error{Kind: onrecord.Invalid, Path: path, Err: cause(err)}
	}
	return f, nil
}

type importRecordsCmd struct {
	storeFlag
	File string `arg:"" help:"The file, or - for standard input."`
}

// importedBy is what a store notes of who read an imported record: nobody here,
// so that a re-run reads it.
const importedBy = "imported"

// longestRecord bounds a line: an article of 16 MiB with all that is found in it.
const longestRecord = 512 << 20

// Run stores each record as it is.
func (c *importRecordsCmd) Run(ctx context.Context, env *environment) error {
	return c.importing(ctx, env, c.File, func(in io.Reader, store onrecord.Store) error { return c.put(ctx, env, in, store) })
}

func (c *importRecordsCmd) put(ctx context.Context, env *environment, in io.Reader, store onrecord.Store) error {
	bad := badInputs{env: env}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestRecord)
	changed, known := 0, 0
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		r, err := export.ReadRecord(lines.Bytes(), importedBy)
		if err != nil {
			bad.report(&onrecord.Error{Kind: onrecord.Invalid, Path: c.File, Line: n, Err: err})
			continue
		}
		did, err := store.PutRecord(ctx, r)
		if err != nil {
			return err
		}
		if did {
			changed++
		} else {
			known++
		}
	}
	if err := lines.Err(); err != nil {
		return &onrecord.Error{Kind: onrecord.Invalid, Path: c.File, Err: err}
	}
	if err := settle(ctx, store); err != nil {
		return err
	}
	if err := env.told("%s imported, %d known already", export.Plural(changed, "record"), known); err != nil {
		return err
	}
	return bad.end(ctx)
}

type importReferenceCmd struct {
	storeFlag
	form reference.Form
	File string `arg:"" help:"The list as CSV, with the columns of its codebook; - for standard input."`
}

// Run stores the rows.
func (c *importReferenceCmd) Run(ctx context.Context, env *environment) error {
	return c.importing(ctx, env, c.File, func(in io.Reader, store onrecord.Store) error { return c.put(ctx, env, in, store) })
}

func (c *importReferenceCmd) put(ctx context.Context, env *environment, in io.Reader, store onrecord.Store) error {
	rows, faults := reference.Read(c.form, c.File, in)
	bad := badInputs{env: env}
	for _, fault := range faults {
		bad.report(fault)
	}
	changed, err := store.PutReferences(ctx, rows)
	if err != nil {
		return err
	}
	if err := env.told("%s of %s imported, %d known already", export.Plural(changed, "row"), c.form, len(rows)-changed); err != nil {
		return err
	}
	return bad.end(ctx)
}
