package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"onrecord"
	"onrecord/internal/article"
	"onrecord/internal/export"
	"onrecord/internal/ingest"
)

// explainCmd shows how one place of an article was read.
type explainCmd struct {
	storeFlag
	kbFlag
	From    string `enum:",jsonl,html,text" default:"" placeholder:"FORMAT" help:"What the file is: jsonl, html or text. Without it that is found out."`
	Article string `arg:"" help:"A file, or the id of a stored article, or enough of its beginning."`
	Offset  int    `arg:"" help:"The place, in characters (Unicode code points) from the beginning of the article's text."`
}

// Help is shown by explain --help.
func (explainCmd) Help() string {
	return `Shows how one place of an article was read: its block and sentence, the tokens with
their tree, what each layer says there, and which rule or model made each fact.
The offsets are those of the record.

Examples:
  onrecord explain article.html 412            a place of a file
  onrecord explain sha256:3a4305 412           of a stored article, by the beginning of its id
  onrecord explain --store syria.db tass-17 80`
}

// Run explains.
func (c *explainCmd) Run(ctx context.Context, env *environment) error {
	art, err := c.article(ctx, env)
	if err != nil {
		return err
	}
	r, err := c.reader(env)
	if err != nil {
		return err
	}
	record, doc, err := r.Record(ctx, art)
	if err != nil {
		return err
	}
	x := export.Explanation{Record: &record, Doc: doc, Offset: c.Offset}
	return written(x.Write(env.Stdout, export.Style{Width: env.Terminal.Width, Color: env.Terminal.Color}))
}

// article reads the file of that name, else the stored article of that id.
func (c *explainCmd) article(ctx context.Context, env *environment) (onrecord.Article, error) {
	if _, err := os.Stat(c.Article); err == nil || c.Article == "-" {
		return c.file(ctx, env)
	}
	store, err := c.open(ctx, false)
	if err != nil {
		return onrecord.Article{}, fmt.Errorf("%s is no file, and %w", c.Article, err)
	}
	defer store.Close() // nothing was written
	art, err := storedArticle(ctx, store, c.Article)
	if onrecord.KindOf(err) == onrecord.NotFound && err != nil {
		return art, onrecord.Errorf(onrecord.NotFound, "%s is no file, and no article of %s has that id", c.Article, c.name())
	}
	return art, err
}

func (c *explainCmd) file(ctx context.Context, env *environment) (onrecord.Article, error) {
	var found []onrecord.Article
	for raw, err := range ingest.Read(ctx, ingest.Options{From: c.From, Stdin: env.Stdin}, c.Article) {
		if err != nil {
			return onrecord.Article{}, err
		}
		art, err := article.Read(ctx, raw)
		if err != nil {
			return onrecord.Article{}, err
		}
		if found = append(found, art); len(found) > 1 {
			return onrecord.Article{}, &onrecord.Error{Kind: onrecord.Invalid, Path: c.Article,
				Err: errors.New("holds several articles; add them to a store and name one by its id")}
		}
	}
	if len(found) == 0 {
		return onrecord.Article{}, &onrecord.Error{Kind: onrecord.Invalid, Path: c.Article, Err: errors.New("holds no article")}
	}
	return found[0], nil
}

// storedArticle is the article of that id, or the only one whose id begins so.
func storedArticle(ctx context.Context, store onrecord.Store, id string) (onrecord.Article, error) {
	r, err := store.Record(ctx, onrecord.ArticleID(id))
	if onrecord.KindOf(err) != onrecord.NotFound || err == nil {
		return r.Article, err
	}
	ids, e := store.IDs(ctx, id, 2)
	switch {
	case e != nil:
		return onrecord.Article{}, e
	case len(ids) > 1:
		return onrecord.Article{}, onrecord.Errorf(onrecord.Invalid, "several articles have an id that begins with %q", id)
	case len(ids) == 0:
		return onrecord.Article{}, err
	}
	r, err = store.Record(ctx, ids[0])
	return r.Article, err
}
