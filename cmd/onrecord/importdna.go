package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"
	"unicode/utf8"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/internal/ingest"
	"onrecord/internal/world/passage"
)

type importDNACmd struct {
	storeFlag
	kbFlag
	By   string `placeholder:"WHO" help:"Who coded; the coder of each statement unless told."`
	File string `arg:"" help:"A database of Discourse Network Analyzer 3.0 (.dna)."`
}

// Help is shown by import dna --help.
func (importDNACmd) Help() string {
	return `Reads the documents of a database of Discourse Network Analyzer 3.0 as articles, and makes
its coded statements decisions: who agrees with which concept. A coded statement is that of the
article in whose words it stands and whose speaker it names; one that no statement of the
article can be is told.

Example:
  onrecord import dna debate.dna
  onrecord positions --format csv`
}

// Run reads the documents, then lays their codings on them.
func (c *importDNACmd) Run(ctx context.Context, env *environment) (err error) {
	list, err := export.ReadDNA(ctx, c.File)
	if err != nil {
		return err
	}
	k, err := newKeeping(ctx, env, c.storeFlag, c.kbFlag)
	if err != nil {
		return err
	}
	if err := k.run(ctx, c.pages(list.Documents), func(context.Context, bool) error { return nil }); err != nil {
		return err
	}
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	coding, err := newCoding(ctx, store, c.By)
	if err != nil {
		return err
	}
	for _, d := range list.Documents {
		if err := coding.document(ctx, &d, list.Statements); err != nil {
			return err
		}
	}
	if err := settle(ctx, store); err != nil {
		return err
	}
	for _, s := range coding.homeless {
		if !env.Quiet {
			fmt.Fprintf(env.Stderr, "onrecord: %s: no statement of document %d is the coded statement %d of %q\n", c.File, s.Document, s.ID, s.Person+s.Organization)
		}
	}
	return env.told("%s coded, %d known already, %d without a statement here", export.Plural(coding.made, "statement"), coding.known, len(coding.homeless))
}

// pages are the documents as articles.
func (c *importDNACmd) pages(documents []export.DNADocument) iter.Seq2[ingest.Raw, error] {
	return func(yield func(ingest.Raw, error) bool) {
		for _, d := range documents {
			given := &ingest.Given{ID: string(dnaArticle(&d)), Text: d.Text, Outlet: d.Source, Title: d.Title, Published: d.Day}
			if d.Author != "" {
				given.Authors = []string{d.Author}
			}
			if !yield(ingest.Raw{Name: fmt.Sprintf("%s, document %d", c.File, d.ID), Path: c.File, MediaType: ingest.JSONL, Given: given}, nil) {
				return
			}
		}
	}
}

// dnaArticle is the id of a document's article: the one that an export of ours
// noted, else the hash of its text.
func dnaArticle(d *export.DNADocument) onrecord.ArticleID {
	if id, rest, ok := strings.Cut(d.Notes, "\n"); ok && strings.Contains(rest, "published: ") {
		return onrecord.ArticleID(id)
	}
	sum := sha256.Sum256([]byte(d.Text))
	return onrecord.ArticleID("sha256:" + hex.EncodeToString(sum[:]))
}

// coding lays coded statements on those of a store.
type coding struct {
	store       onrecord.Store
	by          string
	decided     map[string]bool // what a decision says, in one string
	made, known int
	homeless    []export.DNAStatement
}

func newCoding(ctx context.Context, store onrecord.Store, by string) (*coding, error) {
	all, err := store.Decisions(ctx)
	if err != nil {
		return nil, err
	}
	c := &coding{store: store, by: by, decided: map[string]bool{}}
	for _, d := range all {
		if d.Kind == onrecord.Code && !d.Undone {
			c.decided[codes(&d)] = true
		}
	}
	return c, nil
}

func codes(d *onrecord.Decision) string {
	return fmt.Sprintf("%s\x00%s\x00%s\x00%s", d.Article, d.Of, d.Field, d.Value)
}

// document lays on the article of a document what was coded in it.
func (c *coding) document(ctx context.Context, d *export.DNADocument, statements []export.DNAStatement) error {
	r, err := c.store.Record(ctx, dnaArticle(d))
	if onrecord.KindOf(err) == onrecord.NotFound || err == nil && r.Text != d.Text {
		return nil // it was bad, which is told, or another text is newer
	}
	if err != nil {
		return err
	}
	for _, s := range statements {
		if s.Document != d.ID {
			continue
		}
		of := home(&r, &s)
		if of == "" {
			c.homeless = append(c.homeless, s)
			continue
		}
		if err := c.decide(ctx, r.ID, of, &s); err != nil {
			return err
		}
	}
	return nil
}

func (c *coding) decide(ctx context.Context, article onrecord.ArticleID, of onrecord.ClaimID, s *export.DNAStatement) error {
	d := onrecord.Decision{Kind: onrecord.Code, On: onrecord.OnStatement, Article: article, Of: string(of), Field: s.Concept, Value: "disagree",
		By: c.by, At: time.Now().UTC().Truncate(time.Second), Note: "Discourse Network Analyzer"}
	if d.By == "" {
		d.By = s.Coder
	}
	if s.Agrees {
		d.Value = "agree"
	}
	if c.decided[codes(&d)] {
		c.known++
		return nil
	}
	c.decided[codes(&d)] = true
	c.made++
	_, err := c.store.Decide(ctx, d)
	return err
}

// home is the statement of a record that a coded one is: by somebody of its
// name, the one that has most of its words, at least half of the shorter.
func home(r *onrecord.Record, s *export.DNAStatement) onrecord.ClaimID {
	var best onrecord.ClaimID
	most := 0
	for _, v := range r.Views() {
		hull, ok := passage.Statement(&v.Statement)
		if !ok || !speaks(&v, s) {
			continue
		}
		start := utf8.RuneCountInString(r.Text[:hull.Start])
		end := start + utf8.RuneCountInString(r.Text[hull.Start:hull.End])
		common := min(end, s.End) - max(start, s.Start)
		if common > most && 2*common >= min(end-start, s.End-s.Start) {
			best, most = v.ID, common
		}
	}
	return best
}

// speaks reports whether a statement is by whom a coded one names. Who speaks
// for an organization or a country is not named as it, so that an organization
// is not asked for.
func speaks(v *onrecord.StatementView, s *export.DNAStatement) bool {
	if s.Person == "" {
		return true
	}
	name := passage.Spaced(s.Person)
	for _, said := range []string{v.Speaker, v.SourceText} {
		if words := passage.Spaced(said); strings.TrimSpace(words) != "" && (strings.Contains(words, name) || strings.Contains(name, words)) {
			return true
		}
	}
	return false
}
