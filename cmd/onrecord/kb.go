package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"onrecord/internal/export"
	"onrecord/internal/kb"
	"onrecord/internal/process"
)

// kbFlag names a pack of actors to use in the place of the program's own.
type kbFlag struct {
	KB string `name:"kb" env:"ONRECORD_KB" placeholder:"FILE" help:"A pack of actors made by \"onrecord kb\" (environment: ONRECORD_KB). Without it the program's own."`
}

// reader makes a reader of articles that knows the flag's actors.
func (f *kbFlag) reader(env *environment) (*process.Reader, error) {
	env.makeRoom()
	if f.KB == "" {
		return process.New(env.Version)
	}
	base, sum, err := openPack(f.KB)
	if err != nil {
		return nil, usageError{fmt.Errorf("--kb: %w", err)}
	}
	// What was read with other actors is read again with these.
	by := env.Version + "+kb." + hex.EncodeToString(sum[:4])
	return process.New(by, process.WithActors(base))
}

// openPack opens a pack of actors; sum is the hash of it.
func openPack(path string) (base *kb.Base, sum [sha256.Size]byte, err error) {
	pack, err := os.ReadFile(path)
	if err != nil {
		return nil, sum, fmt.Errorf("open the pack of actors: %s: %w", path, cause(err))
	}
	if base, err = kb.Open(string(pack)); err != nil {
		return nil, sum, fmt.Errorf("%s: %w", path, err)
	}
	return base, sha256.Sum256(pack), nil
}

// kbCmd is the knowledge base: who is known to the world.
type kbCmd struct {
	Find  kbFindCmd  `cmd:"" help:"Find whom a name may mean."`
	Show  kbShowCmd  `cmd:"" help:"Show what is known of an actor."`
	List  kbListCmd  `cmd:"" help:"List the actors that are known."`
	Add   kbAddCmd   `cmd:"" help:"Add a list of your own to the actors."`
	Build kbBuildCmd `cmd:"" help:"Build a pack of actors from tables, dictionaries and dumps."`
}

// kbAddCmd adds lists to a pack.
type kbAddCmd struct {
	Out   string   `default:"onrecord.kb" env:"ONRECORD_KB" placeholder:"FILE" help:"The pack to extend; a new one has all actors of the program's own (${default}; environment: ONRECORD_KB)."`
	Lists []string `arg:"" name:"list" help:"CSV or TSV with a header, or FollowTheMoney entities, one JSON object a line."`
}

// Help is shown by kb add --help.
func (kbAddCmd) Help() string {
	return `Adds a list of your own to the actors that the program knows, and writes them as a
pack for --kb. A name that your list gives to one actor is ambiguous for others from
then on. Rows that cannot be read are reported with file and line and passed over.

A CSV list, with commas, semicolons or tabs, has a header with the columns name and type
(person, organization, country, group, place), and where known id, country (ISO 3166
alpha-3), cameo, aliases (split by | or ;), role, start, end. An id is Wikidata's (Q58217),
or one of your own, as a number or an address: P-001 is shown as x:P-001.

Examples:
  onrecord kb add ministers.csv                       to onrecord.kb
  onrecord add --kb onrecord.kb news/                 read with it
  onrecord kb add --out syria.kb opensanctions.json
  onrecord read --kb syria.kb article.html`
}

// Run adds the lists.
func (c *kbAddCmd) Run(_ context.Context, env *environment) error {
	base, _, err := openPack(c.Out)
	if errors.Is(err, fs.ErrNotExist) {
		base, err = kb.Builtin()
	}
	if err != nil {
		return err
	}
	b, err := kb.Extend(base, env.Stderr)
	if err != nil {
		return err
	}
	for _, list := range c.Lists {
		if err := b.List(list); err != nil {
			return err
		}
	}
	pack, err := b.BuildAdded()
	if err != nil {
		return err
	}
	if err := writeFile(c.Out, pack); err != nil {
		return fmt.Errorf("write the pack of actors: %w", err)
	}
	made, err := kb.Open(string(pack))
	if err != nil {
		return err
	}
	if _, err = fmt.Fprintf(env.Stdout, "%s: %s, %d of them new\n", c.Out, export.Plural(made.Len(), "actor"), made.Len()-base.Len()); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	if b.Faults() > 0 {
		return errReported
	}
	return nil
}

// kbBuildCmd builds a pack from its sources.
type kbBuildCmd struct {
	Tables   string   `arg:"" optional:"" help:"The directory of the free tables (persons.csv, offices.csv, …)."`
	Petrarch []string `placeholder:"FILE" help:"A PETRARCH .actors dictionary."`
	Wikidata []string `placeholder:"FILE" help:"A Wikidata JSON dump, plain, gzip or bzip2."`
	GeoNames []string `name:"geonames" placeholder:"FILE" help:"A GeoNames table (allCountries.txt, cities500.txt, …)."`
	Out      string   `default:"onrecord.kb" placeholder:"FILE" help:"Where to write the pack (${default})."`
	Report   string   `placeholder:"FILE" help:"Where to write what was dropped and why, else on standard error."`
}

// Help is shown by kb build --help.
func (kbBuildCmd) Help() string {
	return `Builds a pack of actors from sources and from the facts that are part of the program,
which win where they differ. The same sources give the same bytes. What was dropped is
reported, with the reason.

Examples:
  onrecord kb build --wikidata latest-all.json.bz2 --out wikidata.kb
  onrecord kb build --petrarch Phoenix.Countries.actors.txt --geonames cities500.txt
  onrecord kb build tables --out internal/kb/actors.pack     the program's own`
}

// Run builds the pack.
func (c *kbBuildCmd) Run(_ context.Context, env *environment) (err error) {
	report := env.Stderr
	if c.Report != "" {
		f, err := os.Create(c.Report)
		if err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		report = f
	}
	pack, err := kb.BuildPack(kb.Sources{Tables: c.Tables, Petrarch: c.Petrarch, Wikidata: c.Wikidata, GeoNames: c.GeoNames}, report)
	if err != nil {
		return fmt.Errorf("build the pack of actors: %w", err)
	}
	if err := writeFile(c.Out, pack); err != nil {
		return fmt.Errorf("write the pack of actors: %w", err)
	}
	return nil
}

// writeFile writes a file as a whole: what stood there stays until the new one is done.
func writeFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".onrecord-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
