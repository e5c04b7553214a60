package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"onrecord"
	"onrecord/internal/decide"
	"onrecord/internal/export"
	"onrecord/internal/kb"
	"onrecord/internal/world"
)

// decideCmd corrects who is who.
type decideCmd struct {
	Merge   mergeCmd   `cmd:"" help:"One actor is the same as another."`
	Split   splitCmd   `cmd:"" help:"One actor is not another after all: takes back a merge."`
	Link    linkCmd    `cmd:"" help:"In one article, one actor is another."`
	Rename  renameCmd  `cmd:"" help:"An actor is called so."`
	Hide    hideCmd    `cmd:"" help:"Say nothing of an actor: its mentions mean nobody."`
	Claim   claimCmd   `cmd:"" help:"Confirm, hide or correct what was found in an article."`
	Code    codeCmd    `cmd:"" help:"By a statement its source agrees with a concept, or disagrees."`
	Article articleCmd `cmd:"" help:"Confirm or correct what is known of an article."`
	Row     rowCmd     `cmd:"" help:"Confirm, hide, join or part what comes of many articles."`
	List    decidedCmd `cmd:"" help:"List the decisions."`
	Undo    undoCmd    `cmd:"" help:"Take a decision back."`
	Redo    redoCmd    `cmd:"" help:"Put a decision that was taken back in force again."`
	Import  importCmd  `cmd:"" help:"Make the decisions of a file that \"decide list --format jsonl\" wrote."`
}

// Help is shown by decide --help.
func (decideCmd) Help() string {
	return `Corrects who is who. A decision is stored with who made it and when, holds for what is
stored and for every later run, and can be taken back.

Examples:
  onrecord decide merge x:bortnikov-899a352d Q4094192     they are one
  onrecord decide split x:bortnikov-899a352d Q4094192     they are not
  onrecord decide link article-17 Q58217 x:another-lavrov --name "Another Lavrov"
  onrecord decide rename x:northern-league "Northern League"
  onrecord decide hide x:summit
  onrecord decide list --format jsonl > decisions.jsonl   to give to others
  onrecord decide import decisions.jsonl
  onrecord decide undo 3`
}

// maker is who decides, and why.
type maker struct {
	storeFlag
	By   string `env:"ONRECORD_USER,USER" default:"somebody" placeholder:"WHO" help:"Who decides (environment: ONRECORD_USER, USER)."`
	Note string `placeholder:"TEXT" help:"Why."`
}

// decide stores a decision.
func (m *maker) decide(ctx context.Context, env *environment, d onrecord.Decision) (err error) {
	store, err := m.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	d.By, d.Note = m.By, m.Note
	made, err := decider(store).Decide(ctx, d)
	if onrecord.KindOf(err) == onrecord.Invalid {
		return usageError{err}
	}
	if err != nil {
		return err
	}
	if d = made.Decision; d.On != onrecord.OnActor {
		if err := settle(ctx, store); err != nil {
			return err
		}
	}
	what := strings.Join([]string{string(d.On), string(d.Article), d.Of, d.Field, d.Value, d.Object.Name}, " ")
	if d.On == onrecord.OnActor {
		what = string(d.Subject) + " " + d.Object.Name
	}
	if err := env.told("decision %d: %s %s", d.ID, d.Kind, strings.Join(strings.Fields(what), " ")); err != nil {
		return err
	}
	for _, what := range made.Waits {
		fmt.Fprintf(env.Stderr, "onrecord: %s has %s yet; the decision waits for it\n", m.Store, what)
	}
	return nil
}

// decider decides about a store, and fires the alerts of saved queries, if it
// keeps any; "alert run" and "serve" deliver them.
func decider(store onrecord.Store) *decide.Maker {
	var tell decide.Tell
	if w, err := watcherOf(store); err == nil {
		tell = w.Decided
	}
	return decide.New(store, known, rowsOf(store), tell)
}

// rowsOf are the rows of a store that come of many articles, as its claims have them now.
func rowsOf(store onrecord.Store) decide.Rows {
	return func(ctx context.Context) (world.Lists, error) {
		rows, ok := store.(world.Store)
		if !ok {
			return nil, onrecord.Errorf(onrecord.Invalid, "this store has no rows that come of many articles")
		}
		return rows, settle(ctx, store)
	}
}

// known is an actor as the program's own knowledge base has it.
func known(id onrecord.ActorID) (onrecord.Actor, bool) {
	base, err := kb.Builtin()
	if err != nil {
		return onrecord.Actor{}, false // it is part of the program, and its tests open it
	}
	ref, ok := base.Find(id)
	if !ok {
		return onrecord.Actor{}, false
	}
	return base.Actor(ref).Actor, true
}

type mergeCmd struct {
	maker
	Name    string           `placeholder:"NAME" help:"The name of the other, if nobody knows it."`
	Subject onrecord.ActorID `arg:"" name:"actor" help:"Who is the same"`
	Object  onrecord.ActorID `arg:"" name:"as" help:"as this one (ids: Q58217, x:ana-kovac)."`
}

// Run merges.
func (c *mergeCmd) Run(ctx context.Context, env *environment) error {
	return c.decide(ctx, env, onrecord.Decision{Kind: onrecord.Merge, Subject: c.Subject, Object: onrecord.Actor{ID: c.Object, Name: c.Name}})
}

type splitCmd struct {
	maker
	Subject onrecord.ActorID `arg:"" name:"actor" help:"Who is not"`
	Object  onrecord.ActorID `arg:"" name:"from" help:"this one."`
}

// Run splits.
func (c *splitCmd) Run(ctx context.Context, env *environment) error {
	return c.decide(ctx, env, onrecord.Decision{Kind: onrecord.Split, Subject: c.Subject, Object: onrecord.Actor{ID: c.Object}})
}

type linkCmd struct {
	maker
	Name    string             `placeholder:"NAME" help:"The name of the right one, if nobody knows it."`
	Article onrecord.ArticleID `arg:"" help:"The article's id."`
	Subject onrecord.ActorID   `arg:"" name:"actor" help:"Who was taken for"`
	Object  onrecord.ActorID   `arg:"" name:"is" help:"whom it is."`
}

// Run links.
func (c *linkCmd) Run(ctx context.Context, env *environment) error {
	return c.decide(ctx, env, onrecord.Decision{Kind: onrecord.Link, Subject: c.Subject, Object: onrecord.Actor{ID: c.Object, Name: c.Name}, Article: c.Article})
}

type renameCmd struct {
	maker
	Subject onrecord.ActorID `arg:"" name:"actor" help:"Whose name it is (an id)."`
	Name    string           `arg:"" help:"The name."`
}

// Run renames.
func (c *renameCmd) Run(ctx context.Context, env *environment) error {
	return c.decide(ctx, env, onrecord.Decision{Kind: onrecord.Rename, Subject: c.Subject, Object: onrecord.Actor{Name: c.Name}})
}

type hideCmd struct {
	maker
	Subject onrecord.ActorID `arg:"" name:"actor" help:"Of whom nothing is said (an id)."`
}

// Run hides.
func (c *hideCmd) Run(ctx context.Context, env *environment) error {
	return c.decide(ctx, env, onrecord.Decision{Kind: onrecord.Hide, Subject: c.Subject})
}

type decidedCmd struct {
	storeFlag
	Format string `enum:"table,jsonl,json,csv,markdown" default:"table" placeholder:"FORMAT" help:"${enum}."`
}

// Run lists the decisions.
func (c *decidedCmd) Run(ctx context.Context, env *environment) error {
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close() // nothing was written
	all, err := store.Decisions(ctx)
	if err != nil {
		return err
	}
	_, err = export.WriteDecisions(env.Stdout, export.Layout{Format: export.Format(c.Format), Width: env.Terminal.Width}, each(all))
	return written(err)
}

// each gives a list's items.
func each(all onrecord.Decisions) iter.Seq2[onrecord.Decision, error] {
	return func(yield func(onrecord.Decision, error) bool) {
		for _, d := range all {
			if !yield(d, nil) {
				return
			}
		}
	}
}

type undoCmd struct {
	storeFlag
	ID int64 `arg:"" help:"The decision's number, as \"decide list\" has it."`
}

// Run takes back.
func (c *undoCmd) Run(ctx context.Context) error { return undo(ctx, &c.storeFlag, c.ID, true) }

type redoCmd struct {
	storeFlag
	ID int64 `arg:"" help:"The decision's number, as \"decide list\" has it."`
}

// Run puts in force again.
func (c *redoCmd) Run(ctx context.Context) error { return undo(ctx, &c.storeFlag, c.ID, false) }

func undo(ctx context.Context, f *storeFlag, id int64, undone bool) (err error) {
	store, err := f.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return decider(store).Undo(ctx, id, undone)
}

type importCmd struct {
	storeFlag
	File string `arg:"" help:"The file, or - for standard input."`
}

// Run makes the decisions of a file. One that is stored already, by the same
// person at the same time, is passed over.
func (c *importCmd) Run(ctx context.Context, env *environment) (err error) {
	var text []byte
	if c.File == "-" {
		text, err = io.ReadAll(env.Stdin)
	} else {
		text, err = os.ReadFile(c.File)
	}
	if err != nil {
		return &onrecord.Error{Kind: onrecord.Invalid, Path: c.File, Err: cause(err)}
	}
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	there, err := store.Decisions(ctx)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	same := func(d onrecord.Decision) string {
		return fmt.Sprint(d.Kind, d.Subject, d.Object.ID, d.Object.Name, d.Article, d.On, d.Of, d.Field, d.Value, d.By, d.At.Unix())
	}
	for _, d := range there {
		known[same(d)] = true
	}
	read, faults := export.ReadDecisions(c.File, text)
	bad := badInputs{env: env}
	for _, fault := range faults {
		bad.report(fault)
	}
	made := 0
	for _, d := range read {
		if known[same(d)] {
			continue
		}
		if _, err := decider(store).Store(ctx, d); err != nil {
			return err
		}
		made++
	}
	if _, err := fmt.Fprintf(env.Stdout, "%s made, %d known already\n", export.Plural(made, "decision"), len(read)-made); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return bad.end(ctx)
}
