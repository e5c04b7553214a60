// Command onrecord reads news articles into a record of who said what, to
// whom, when and through whom, with every fact on the characters it was read from.
//
// One file holds one subcommand. This one holds what they share: the way in,
// the streams, and the one place where an error becomes an exit status.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"reflect"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"onrecord"
	"onrecord/internal/world/reference"
	"onrecord/query"
)

// Exit statuses.
const (
	exitOK       = 0 // all was done
	exitFailed   = 1 // the program could not do its work
	exitUsage    = 2 // wrong use
	exitBadInput = 3 // some or all inputs were bad
)

// commands are the subcommands, in the order of --help. Those tagged whole look
// at the others.
type commands struct {
	Read            readCmd            `cmd:"" help:"Read articles and show who said what."`
	Add             addCmd             `cmd:"" help:"Read articles into a store."`
	Fetch           fetchCmd           `cmd:"" help:"Fetch pages, feeds and sitemaps into a store."`
	Watch           watchCmd           `cmd:"" help:"Watch feeds, sitemaps and pages for new articles."`
	Work            workCmd            `cmd:"" help:"Read what waits in a queue, beside any number of others."`
	Queue           queueCmd           `cmd:"" help:"Look after a queue: what waits, and what nobody could read."`
	Articles        articlesCmd        `cmd:"" help:"List the articles of a store."`
	Statements      statementsCmd      `cmd:"" help:"List the statements of a store."`
	Timeline        timelineCmd        `cmd:"" help:"Show what was said, what happened and what was agreed, day by day."`
	Events          eventsCmd          `cmd:"" help:"List what happened: who did what to whom."`
	Assertions      assertionsCmd      `cmd:"" help:"List what single articles tell of agreements."`
	Memberships     membershipsCmd     `cmd:"" help:"List who belongs to whom."`
	Stories         storiesCmd         `cmd:"" help:"List stories: articles on one happening."`
	Threads         threadsCmd         `cmd:"" help:"List threads: affairs over months and years."`
	Incidents       incidentsCmd       `cmd:"" help:"List what happened, once each, with the figures side by side."`
	Agreements      agreementsCmd      `cmd:"" help:"List agreements, and what became of each by whose word."`
	Disputes        disputesCmd        `cmd:"" help:"List what is disputed, with both sides' words."`
	Positions       positionsCmd       `cmd:"" help:"List where actors stand, and where that changed."`
	Naming          namingCmd          `cmd:"" help:"List how each outlet words an actor."`
	Inconsistencies inconsistenciesCmd `cmd:"" help:"List what does not go together within an article."`
	Network         networkCmd         `cmd:"" help:"Draw positions as a network: who agrees with what, and with whom."`
	Brief           briefCmd           `cmd:"" help:"Write a dossier on a question, every line quoting and citing."`
	Export          exportCmd          `cmd:"" help:"Write records, statements, events or articles in the forms of other tools."`
	Import          importsCmd         `cmd:"" help:"Take in records, decisions and reference lists."`
	Serve           serveCmd           `cmd:"" help:"Show a store in the browser."`
	Alert           alertCmd           `cmd:"" help:"Be told what is new: saved queries, by page, feed, webhook and mail."`
	MCP             mcpCmd             `cmd:"" name:"mcp" help:"Answer an assistant, by the Model Context Protocol."`
	Explain         explainCmd         `cmd:"" help:"Show how one place of an article was read."`
	Annotate        annotateCmd        `cmd:"" help:"Write tokens, tags, trees and names of a text."`

	Actors actorsCmd `cmd:"" help:"List the actors of a store, or show one."`
	Decide decideCmd `cmd:"" help:"Correct who is who: merge, split, link, rename, hide."`
	KB     kbCmd     `cmd:"" name:"kb" help:"The knowledge base of actors."`

	User  userCmd  `cmd:"" help:"Say who may use a store that others can reach."`
	Token tokenCmd `cmd:"" help:"Give programs a way in."`
	Log   logCmd   `cmd:"" help:"Show who did what: logins, users, tokens, corrections on the pages."`

	Info     infoCmd     `cmd:"" help:"Tell what a store holds."`
	Versions versionsCmd `cmd:"" help:"Show the texts seen under an article's id, and what became of its claims."`
	Rerun    rerunCmd    `cmd:"" help:"Read stored articles again, from their texts."`
	Diff     diffCmd     `cmd:"" help:"List what a re-run changed, or what differs between two stores."`
	Doctor   doctorCmd   `cmd:"" help:"Look whether all that onrecord needs is in order."`
	Check    checkCmd    `cmd:"" help:"Look whether a store is whole, and repair it."`
	Reindex  reindexCmd  `cmd:"" help:"Make all indexes and counts of a store anew."`
	Backup   backupCmd   `cmd:"" help:"Copy a store while it is at work."`
	Restore  restoreCmd  `cmd:"" help:"Put a backup in the place of a store."`
	Remove   removeCmd   `cmd:"" help:"Take articles out of a store."`

	Config     configCmd     `cmd:"" whole:"" help:"Show the settings that are in force, and where each comes from."`
	Completion completionCmd `cmd:"" whole:"" help:"Write completion for bash, zsh or fish."`
	Man        manCmd        `cmd:"" whole:"" help:"Write manual pages."`
	HelpOf     helpCmd       `cmd:"" whole:"" name:"help" help:"Show how a command is used."`
	VersionOf  versionCmd    `cmd:"" name:"version" help:"Print the version."`

	Out     outputFlags      `embed:""`
	Version kong.VersionFlag `help:"Print the version and exit."`
}

func newCommands() commands {
	var c commands
	for l, of := range map[*list]query.List{
		&c.Articles.list: query.Articles, &c.Statements.list: query.Statements,
		&c.Events.list: query.Events, &c.Assertions.list: query.Agreements, &c.Memberships.list: query.Memberships,
		&c.Stories.list: query.Stories, &c.Threads.list: query.Threads, &c.Incidents.list: query.Incidents, &c.Agreements.list: query.Ledger,
		&c.Disputes.list: query.Disputes, &c.Positions.list: query.Positions, &c.Naming.list: query.Namings, &c.Inconsistencies.list: query.Inconsistencies,
	} {
		l.filters = newFilters(of)
	}
	c.Export.filters = newFilters(exportLists()...)
	c.Timeline.filters = newFilters(query.Timeline)
	c.Brief.filters = newFilters(query.Everything)
	c.Network.filters = newFilters(query.Positions)
	c.Import.Pax.form, c.Import.Ethprio.form = reference.PAX, reference.ETHPRIO
	return c
}

// environment is what a subcommand knows of the world outside.
type environment struct {
	Stdin    io.Reader
	Stdout   io.Writer
	Stderr   io.Writer
	Getenv   func(string) string
	Terminal terminal // that Stdout goes to
	Quiet    bool     // no progress and no counts
	Version  string
	room     []byte // see makeRoom
}

// headroom is how many bytes may be thrown away between two collections of garbage,
// beside as many as are in use.
const headroom = 96 << 20

// makeRoom has garbage collected more seldom by a program that reads articles.
// What it keeps is small beside what it throws away, and the collector comes
// whenever that is as much as is kept. Memory that nobody writes to is none of the
// machine's and counts as kept, so that the collector comes a third as often, and
// the program grows by no more than this however much it keeps. Who has set a limit
// or a pace of their own (GOMEMLIMIT, GOGC) has it.
func (env *environment) makeRoom() {
	if env.room == nil && env.Getenv("GOMEMLIMIT") == "" && env.Getenv("GOGC") == "" {
		env.room = make([]byte, headroom)
	}
}

func main() {
	// A closed pipe is a write error, so that a store is closed as it should be.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The second signal kills: the first was heard and is being obeyed.
	context.AfterFunc(ctx, stop)
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run is the program: it parses args, runs the subcommand and returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	onto := terminalOf(stdout, os.Getenv)
	stdout, stderr = stilled(stdout, onto.Is), stilled(stderr, terminalOf(stderr, os.Getenv).Is)
	env := &environment{
		Stdin: &awaited{ctx: ctx, in: stdin}, Stdout: stdout, Stderr: stderr,
		Getenv: os.Getenv, Terminal: onto, Version: buildVersion(),
	}
	help := stdout
	if len(args) == 0 { // wrong use, of which it is told
		help = stderr
	}
	file, err := readSettings(os.Getenv)
	if err != nil {
		fmt.Fprintf(stderr, "onrecord: %v\n", err)
		return status(err)
	}
	args = worded(args)
	all := newCommands()
	cli := &all.Out
	asked := any(&all)
	if len(file.lines) == 0 { // whose names are checked against all commands
		asked, cli = only(&all, args[0])
	}
	left := -1
	parser, err := kong.New(asked,
		kong.Name("onrecord"),
		kong.Description("Reads news articles into a record of who said what, to whom, when and through whom."),
		kong.Vars{"version": "onrecord " + env.Version, "exports": exportNames()},
		kong.Writers(help, stderr),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		// --help and --version end here; kong goes on to parse what is left.
		kong.Exit(func(status int) { left = status }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(env),
		kong.Bind(file),
		kong.Resolvers(file),
	)
	if err != nil {
		fmt.Fprintf(stderr, "onrecord: %v\n", err)
		return exitFailed
	}
	command, err := parser.Parse(args)
	if left >= 0 {
		if help == stderr {
			return exitUsage // nothing was asked: that was shown for help
		}
		return left
	}
	if e, ok := errors.AsType[*fs.PathError](err); ok && e.Op == "write" { // help, by kong
		err = fmt.Errorf("standard output: %w", err)
	} else if err != nil {
		err = usageError{fmt.Errorf("%w; try \"%s --help\"", err, usedCommand(err))}
	} else {
		err = do(command, cli, env)
	}
	if err != nil && !errors.Is(err, errReported) && !errors.Is(err, errFailed) && !unread(err) {
		fmt.Fprintf(stderr, "onrecord: %v\n", err)
	}
	return status(err)
}

// only is what kong has to know of the commands, and where their common flags
// stand: the command of that name alone, if there is one that needs not know of
// the others. To look at all of them takes longer than most take to run.
func only(all *commands, name string) (cli any, out *outputFlags) {
	of := reflect.ValueOf(all).Elem()
	var fields []reflect.StructField
	var values []reflect.Value
	found := false
	for i := range of.NumField() {
		f := of.Type().Field(i)
		_, command := f.Tag.Lookup("cmd")
		_, whole := f.Tag.Lookup("whole")
		called := f.Tag.Get("name") == name || f.Tag.Get("name") == "" && strings.EqualFold(f.Name, name)
		if command && (!called || whole) {
			continue
		}
		found = found || command
		fields, values = append(fields, f), append(values, of.Field(i))
	}
	if !found {
		return all, &all.Out
	}
	one := reflect.New(reflect.StructOf(fields))
	for i, v := range values {
		one.Elem().Field(i).Set(v)
	}
	out, _ = one.Elem().FieldByName("Out").Addr().Interface().(*outputFlags)
	return one.Interface(), out
}

// do runs a command, its output where it is to go.
func do(command *kong.Context, out *outputFlags, env *environment) error {
	end, err := out.into(env)
	if err != nil {
		return err
	}
	return end(command.Run())
}

// unread reports whether an output's reader has gone: it has seen what it
// wanted ("| head"), and needs no message.
func unread(err error) bool {
	_, ours := errors.AsType[*onrecord.Error](err)
	return !ours && errors.Is(err, syscall.EPIPE)
}

// usedCommand is the command that was used wrongly, as far as it was named.
func usedCommand(err error) string {
	e, ok := errors.AsType[*kong.ParseError](err)
	if !ok || e.Context.Selected() == nil {
		return "onrecord"
	}
	return e.Context.Selected().FullPath()
}

// usageError is wrong use of the command line.
type usageError struct{ error }

// status is the exit status that an error means.
func status(err error) int {
	if err == nil {
		return exitOK
	}
	if _, ok := errors.AsType[usageError](err); ok {
		return exitUsage
	}
	switch onrecord.KindOf(err) {
	case onrecord.Invalid, onrecord.NotFound:
		return exitBadInput
	default:
		return exitFailed
	}
}
