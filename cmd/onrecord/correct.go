package main

import (
	"context"
	"errors"

	"onrecord"
)

// The decisions about claims, articles and what comes of many articles.

type claimCmd struct {
	maker
	Confirm bool               `xor:"what" help:"It is right."`
	Hide    bool               `xor:"what" help:"It is not shown."`
	Speaker onrecord.ActorID   `xor:"what" placeholder:"ACTOR" help:"Of a statement: who said it, an actor's id."`
	Name    string             `placeholder:"NAME" help:"The speaker's name, if nobody knows it."`
	Act     string             `xor:"what" placeholder:"ACT" help:"Of a statement: what was done by saying it."`
	Date    *string            `xor:"what" placeholder:"DAY" help:"Of a statement or an event: the day, month or year; an empty one for unknown."`
	Article onrecord.ArticleID `arg:"" help:"The article's id."`
	Claim   string             `arg:"" help:"The claim's id, as lists have it in jsonl and csv."`
}

// Help is shown by decide claim --help.
func (claimCmd) Help() string {
	return `Confirms, hides or corrects what was found in an article.

Examples:
  onrecord decide claim article-17 s2f0c91d33b7a41e8 --confirm
  onrecord decide claim article-17 s2f0c91d33b7a41e8 --speaker Q58217 --note "see the second paragraph"
  onrecord decide claim article-17 e91d33b7a41e80f3c --date 2016-02`
}

// Run decides.
func (c *claimCmd) Run(ctx context.Context, env *environment) error {
	d := onrecord.Decision{Article: c.Article, Of: c.Claim}
	switch {
	case c.Confirm:
		d.Kind = onrecord.Confirmation
	case c.Hide:
		d.Kind = onrecord.Hide
	case c.Speaker != "":
		d.Kind, d.Field, d.Object.ID = onrecord.Correction, "speaker", c.Speaker
	case c.Act != "":
		d.Kind, d.Field, d.Value = onrecord.Correction, "act", c.Act
	case c.Date != nil:
		d.Kind, d.Field, d.Value = onrecord.Correction, "date", *c.Date
	default:
		return usageError{errors.New("say what is decided: --confirm, --hide, --speaker, --act or --date")}
	}
	d.Object.Name = c.Name
	return c.decide(ctx, env, d)
}

type codeCmd struct {
	maker
	Article onrecord.ArticleID `arg:"" help:"The article's id."`
	Claim   string             `arg:"" name:"statement" help:"The statement's id, as lists have it in jsonl and csv."`
	Concept string             `arg:"" help:"The concept, as the codebook calls it."`
	Value   string             `arg:"" enum:"agree,disagree,none" help:"${enum}."`
}

// Help is shown by decide code --help.
func (codeCmd) Help() string {
	return `Codes a statement: by it its source agrees with a concept of the codebook, disagrees,
or takes no stand, whatever the codebook's rules find. The last of one concept holds.

Examples:
  onrecord decide code article-17 s2f0c91d33b7a41e8 "a ceasefire" agree
  onrecord decide code article-17 s2f0c91d33b7a41e8 "a ceasefire" none --note "irony"`
}

// Run codes.
func (c *codeCmd) Run(ctx context.Context, env *environment) error {
	return c.decide(ctx, env, onrecord.Decision{
		Kind: onrecord.Code, Article: c.Article, Of: c.Claim, Field: c.Concept, Value: c.Value,
	})
}

type articleCmd struct {
	maker
	Confirm bool               `xor:"what" help:"What is known of it is right."`
	Outlet  string             `xor:"what" placeholder:"NAME" help:"Who published it."`
	Title   string             `xor:"what" placeholder:"TITLE" help:"Its title."`
	Date    *string            `xor:"what" placeholder:"DAY" help:"When it was published: a day, month or year; an empty one for unknown."`
	Article onrecord.ArticleID `arg:"" help:"The article's id."`
}

// Help is shown by decide article --help.
func (articleCmd) Help() string {
	return `Confirms or corrects what is known of an article.

Examples:
  onrecord decide article article-17 --date 2016-02-27
  onrecord decide article article-17 --outlet "Northern Wire"`
}

// Run decides.
func (c *articleCmd) Run(ctx context.Context, env *environment) error {
	d := onrecord.Decision{On: onrecord.OnArticle, Article: c.Article, Kind: onrecord.Correction}
	switch {
	case c.Confirm:
		d.Kind = onrecord.Confirmation
	case c.Outlet != "":
		d.Field, d.Value = "outlet", c.Outlet
	case c.Title != "":
		d.Field, d.Value = "title", c.Title
	case c.Date != nil:
		d.Field, d.Value = "date", *c.Date
	default:
		return usageError{errors.New("say what is decided: --confirm, --outlet, --title or --date")}
	}
	return c.decide(ctx, env, d)
}

type rowCmd struct {
	maker
	Confirm   bool               `xor:"what" help:"It is right."`
	Hide      bool               `xor:"what" help:"It is not shown."`
	Merge     string             `xor:"what" placeholder:"ROW" help:"Of stories, incidents and agreements: it and that row are one."`
	Part      string             `xor:"what" placeholder:"ROW" help:"It and that row are not one after all: takes back a merge."`
	Split     onrecord.ArticleID `xor:"what" placeholder:"ARTICLE" help:"What that article tells is no part of it, but a row of its own."`
	Link      onrecord.ArticleID `xor:"what" placeholder:"ARTICLE" help:"What that article tells is part of it."`
	Reference string             `xor:"what" placeholder:"LIST:ID" help:"Of an agreement: it is that row of a reference list, as pax:1411."`
	Kind      string             `arg:"" enum:"stories,threads,incidents,agreements,disputes,positions,naming,inconsistencies" help:"The list that it stands in: ${enum}."`
	ID        string             `arg:"" help:"Its id, as the list has it."`
}

// Help is shown by decide row --help.
func (rowCmd) Help() string {
	return `Confirms or hides what comes of many articles, and joins or parts stories, incidents
and agreements. A row is meant by what it had first when it was decided: the decision
holds though other articles come before it.

Examples:
  onrecord decide row stories story-5ba462c894669a6b --merge story-a6f799ff99c392e9
  onrecord decide row stories story-5ba462c894669a6b --split article-17
  onrecord decide row incidents i45b33bb153f38ea5 --link article-17 --note "the same raid"
  onrecord decide row disputes d91d33b7a41e80f3c --hide --note "they speak of two strikes"
  onrecord decide row agreements a2f0c91d33b7a41e8 --confirm
  onrecord decide row agreements a2f0c91d33b7a41e8 --reference pax:1411`
}

// Run decides.
func (c *rowCmd) Run(ctx context.Context, env *environment) error {
	d := onrecord.Decision{On: onrecord.Target(c.Kind), Of: c.ID}
	switch {
	case c.Confirm:
		d.Kind = onrecord.Confirmation
	case c.Hide:
		d.Kind = onrecord.Hide
	case c.Reference != "":
		d.Kind, d.Value = onrecord.Link, c.Reference
	case c.Merge != "":
		d.Kind, d.Value = onrecord.Merge, c.Merge
	case c.Part != "":
		d.Kind, d.Value = onrecord.Split, c.Part
	case c.Split != "":
		d.Kind, d.Article = onrecord.Split, c.Split
	case c.Link != "":
		d.Kind, d.Article = onrecord.Link, c.Link
	default:
		return usageError{errors.New("say what is decided: --confirm, --hide, --merge, --part, --split, --link or --reference")}
	}
	return c.decide(ctx, env, d)
}
