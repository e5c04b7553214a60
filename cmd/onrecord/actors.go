package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/kb"
)

// actorsCmd lists the actors of a store, or shows one.
type actorsCmd struct {
	storeFlag
	kbFlag
	Unknown bool   `help:"Only names that are linked to nobody known, nor stand in your own lists (--kb), most frequent first, with words that have them."`
	Type    string `enum:",person,organization,country,group,place" default:"" placeholder:"TYPE" help:"person, organization, country, group or place."`
	Limit   int    `placeholder:"N" help:"At most so many."`
	Format  string `enum:"table,jsonl,json,csv,markdown" default:"table" placeholder:"FORMAT" help:"${enum}."`
	Actor   string `arg:"" optional:"" help:"An actor's id, to show it in full, or a part of a name."`
}

// Help is shown by actors --help.
func (actorsCmd) Help() string {
	return `Lists the actors of a store, those who say most first; or one of them: how each outlet
calls it, its roles over time, how much is said by and about it.

An actor with a Wikidata id (Q58217) is known. One with an id of x: and a name is only
suggested: two articles gave an equal name. "onrecord decide" corrects it.

Examples:
  onrecord actors                     all of them
  onrecord actors --type group        armed groups, parties, movements
  onrecord actors Lavrov              those of that name
  onrecord actors Q58217              one in full
  onrecord actors --unknown           the names most worth linking
  onrecord actors --unknown --kb onrecord.kb
                                      without what your own lists know`
}

// Run lists or shows.
func (c *actorsCmd) Run(ctx context.Context, env *environment) error {
	if c.Limit < 0 {
		return usageError{errors.New("--limit: must not be negative")}
	}
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer store.Close() // nothing was written
	format := export.Format(c.Format)
	if onrecord.IsActorID(c.Actor) {
		d, err := store.Actor(ctx, onrecord.ActorID(c.Actor))
		if err != nil {
			return err
		}
		return written(export.NewActorPage(d).Write(env.Stdout, format))
	}
	if c.Unknown {
		base, err := c.known()
		if err != nil {
			return err
		}
		rows := unlisted(base, c.Limit, store.Actors(ctx, onrecord.ActorFilter{Name: c.Actor, Type: onrecord.ActorType(c.Type), Unknown: true}))
		_, err = export.WriteUnknown(env.Stdout, export.Layout{Format: format, Width: env.Terminal.Width}, examples(ctx, store, rows))
		return written(err)
	}
	rows := store.Actors(ctx, onrecord.ActorFilter{Name: c.Actor, Type: onrecord.ActorType(c.Type), Limit: c.Limit})
	_, err = export.WriteActors(env.Stdout, export.Layout{Format: format, Width: env.Terminal.Width}, rows)
	return written(err)
}

// unlisted are the first actors that have neither id nor name in a list of one's
// own: articles that were read before the list was made have names by which
// it knows somebody.
func unlisted(base *kb.Base, limit int, rows iter.Seq2[onrecord.ActorView, error]) iter.Seq2[onrecord.ActorView, error] {
	own := map[onrecord.ActorID]bool{}
	for r := range kb.Ref(base.Len()) {
		if id := base.ID(r); strings.HasPrefix(string(id), "x:") {
			own[id] = true
		}
	}
	return func(yield func(onrecord.ActorView, error) bool) {
		n := 0
		for a, err := range rows {
			named := func(n kb.Name) bool { return own[base.ID(n.Ref)] }
			if err == nil && (own[a.ID] || slices.ContainsFunc(base.Names(nil, a.Name), named)) {
				continue
			}
			if !yield(a, err) {
				return
			}
			if n++; n == limit {
				return
			}
		}
	}
}

// examples gives each actor words that mention it.
func examples(ctx context.Context, store onrecord.Store, rows iter.Seq2[onrecord.ActorView, error]) iter.Seq2[export.Example, error] {
	return func(yield func(export.Example, error) bool) {
		for a, err := range rows {
			e := export.Example{ActorView: a}
			if err == nil {
				e.Words, err = example(ctx, store, a.ID)
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// around is how many bytes of an example stand before and after the name.
const around = 60

// example is the words around one mention of an actor.
func example(ctx context.Context, store onrecord.Store, id onrecord.ActorID) (string, error) {
	d, err := store.Actor(ctx, id)
	if err != nil || len(d.Wordings) == 0 {
		return "", err
	}
	w := d.Wordings[0]
	r, err := store.Record(ctx, w.Article)
	if err != nil {
		return "", fmt.Errorf("an article of %s: %w", id, err)
	}
	at := min(w.At, len(r.Text))
	before, after := r.Text[max(0, at-around):at], r.Text[at:min(len(r.Text), at+len(w.Words)+around)]
	// Whole words, on one line.
	if _, rest, ok := strings.Cut(before, " "); ok && at > around {
		before = rest
	}
	if i := strings.LastIndexByte(after, ' '); i > len(w.Words) {
		after = after[:i]
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(before+after, "")), " "), nil
}
