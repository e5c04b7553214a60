package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"onrecord"
	"onrecord/annotate"
	"onrecord/conllu"
	"onrecord/internal/ingest"
	"onrecord/ling"
)

// annotateCmd writes the annotation of one text, without reading an article in it.
type annotateCmd struct {
	From   string `enum:"text,conllu" default:"text" help:"What FILE is: ${enum}. Of CoNLL-U the words are kept and all else is ours."`
	Format string `enum:"conllu,json" default:"conllu" help:"What to write: ${enum}."`
	File   string `arg:"" default:"-" help:"The file to annotate, - for standard input."`
}

// Help is shown by annotate --help.
func (annotateCmd) Help() string {
	return `Writes the tokens of a text with lemmas, tags, trees (Universal Dependencies) and names.

Examples:
  onrecord annotate article.txt                             CoNLL-U
  onrecord annotate --format json article.txt               offsets in characters
  onrecord annotate --from conllu treebank.conllu > ours    its words, our annotation
  echo "She said so." | onrecord annotate -`
}

// Run annotates.
func (c *annotateCmd) Run(ctx context.Context, env *environment) error {
	in, err := c.open(env)
	if err != nil {
		return err
	}
	defer in.Close()
	a, err := annotate.New()
	if err != nil {
		return onrecord.Errorf(onrecord.Internal, "load the models: %w", err)
	}
	if c.From == "text" {
		return c.text(ctx, a, in, env.Stdout)
	}
	return c.conllu(ctx, a, in, env.Stdout)
}

func (c *annotateCmd) open(env *environment) (io.ReadCloser, error) {
	if c.File == "-" {
		return io.NopCloser(env.Stdin), nil
	}
	f, err := os.Open(c.File)
	if err != nil {
		return nil, c.bad(0, cause(err))
	}
	return f, nil
}

// bad is a fault of the input, with its place.
func (c *annotateCmd) bad(line int, err error) error {
	return &onrecord.Error{Kind: onrecord.Invalid, Path: c.File, Line: line, Err: err}
}

func (c *annotateCmd) text(ctx context.Context, a *annotate.Annotator, in io.Reader, out io.Writer) error {
	raw, err := io.ReadAll(io.LimitReader(in, ingest.MaxArticle+1))
	if err != nil {
		return c.bad(0, fmt.Errorf("read: %w", cause(err)))
	}
	if len(raw) > ingest.MaxArticle {
		return c.bad(0, fmt.Errorf("larger than the %d MiB that an article may have", ingest.MaxArticle>>20))
	}
	text := strings.TrimPrefix(strings.ToValidUTF8(string(raw), "\uFFFD"), "\uFEFF")
	doc, err := a.Annotate(ctx, strings.ReplaceAll(text, "\r\n", "\n"))
	if err != nil {
		return err
	}
	return c.write(out, doc)
}

// conllu annotates document by document, so that a treebank's documents do not
// bear on each other; JSON is one document whatever the file holds.
func (c *annotateCmd) conllu(ctx context.Context, a *annotate.Annotator, in io.Reader, out io.Writer) error {
	r := conllu.NewReader(in)
	r.WordsOnly = true
	next := r.Next
	if c.Format == "json" {
		next = r.All
	}
	for {
		doc, err := next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if syntax, ok := errors.AsType[*conllu.SyntaxError](err); ok {
			return c.bad(syntax.Line, errors.New(syntax.Msg))
		}
		if err != nil {
			return c.bad(0, fmt.Errorf("read: %w", cause(err)))
		}
		if err := a.AnnotateTokens(ctx, doc); err != nil {
			return err
		}
		if err := c.write(out, doc); err != nil || c.Format == "json" {
			return err
		}
	}
}

func (c *annotateCmd) write(out io.Writer, doc *ling.Document) error {
	var err error
	if c.Format == "json" {
		err = json.NewEncoder(out).Encode(annotationOf(doc))
	} else {
		err = conllu.Write(out, doc)
	}
	if err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

// annotation is the JSON form of an annotated text; offsets are code points.
type annotation struct {
	Text      string           `json:"text"`
	Sentences []annotationSent `json:"sentences"`
}

type annotationSent struct {
	Start  int               `json:"start"`
	End    int               `json:"end"`
	Tokens []annotationToken `json:"tokens"`
}

type annotationToken struct {
	ID     int    `json:"id"` // from 1 in its sentence
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Form   string `json:"form"`
	Lemma  string `json:"lemma"`
	UPOS   string `json:"upos"`
	XPOS   string `json:"xpos"`
	Feats  string `json:"feats"`
	Head   *int   `json:"head"` // 0 for the root, null without a tree
	Deprel string `json:"deprel"`
	Misc   string `json:"misc"`
}

func annotationOf(doc *ling.Document) annotation {
	out := annotation{Text: doc.Text, Sentences: []annotationSent{}}
	offsets, names := ling.NewOffsets(doc.Text), conllu.Entities(doc)
	for _, s := range doc.Sentences {
		sent := annotationSent{Tokens: make([]annotationToken, 0, s.Last-s.First)}
		sent.Start, sent.End = offsets.CodePoints(s.Span)
		for i := s.First; i < s.Last; i++ {
			t := &doc.Tokens[i]
			word := annotationToken{
				ID: i - s.First + 1, Form: t.Form, Lemma: t.Lemma, UPOS: t.UPOS.String(), XPOS: t.XPOS,
				Feats: t.Feats, Deprel: t.Deprel, Misc: conllu.Misc(t.Misc, names[i], !t.SpaceAfter),
			}
			word.Start, word.End = offsets.CodePoints(t.Span)
			if t.Head != ling.NoHead {
				head := 0
				if t.Head != ling.Root {
					head = t.Head - s.First + 1
				}
				word.Head = &head
			}
			sent.Tokens = append(sent.Tokens, word)
		}
		out.Sentences = append(out.Sentences, sent)
	}
	return out
}
