// Package process is the way of one article, from its page to its record:
//
//	ingest → article → annotate → extract → resolve
//
// Command line, server and any later worker come this way. Reader.Record is
// the way itself; Run walks many pages along it, in parallel, in order.
package process

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/annotate"
	"onrecord/internal/article"
	"onrecord/internal/clause"
	"onrecord/internal/extract"
	"onrecord/internal/extract/agreement"
	"onrecord/internal/extract/event"
	"onrecord/internal/extract/membership"
	"onrecord/internal/extract/statement"
	"onrecord/internal/kb"
	"onrecord/internal/resolve"
	"onrecord/ling"
)

// Reader reads articles into records. Its models are loaded once; it is safe
// for concurrent use.
type Reader struct {
	by        string
	annotator *annotate.Annotator
	claims    *extract.Extractors
	actors    *resolve.Resolver
	versions  ling.Versions
}

// Option sets how a Reader reads.
type Option func(*settings)

type settings struct{ actors *kb.Base }

// WithActors makes the reader know the actors of base, not the built-in ones.
func WithActors(base *kb.Base) Option { return func(s *settings) { s.actors = base } }

// New loads the models and rules. by is the program's version, which the
// records bear.
func New(by string, options ...Option) (*Reader, error) {
	var o settings
	for _, set := range options {
		set(&o)
	}
	annotator := beside(func() (*annotate.Annotator, error) { return annotate.New() }) // half of what loading costs
	s, err := statement.New()
	if err != nil {
		return nil, fmt.Errorf("load the statement rules: %w", err)
	}
	if o.actors == nil {
		if o.actors, err = kb.Builtin(); err != nil {
			return nil, fmt.Errorf("open the knowledge base: %w", err)
		}
	}
	r, err := resolve.New(o.actors)
	if err != nil {
		return nil, fmt.Errorf("load the actors: %w", err)
	}
	agreements, err := agreement.New()
	if err != nil {
		return nil, fmt.Errorf("load the agreement rules: %w", err)
	}
	events, err := event.New()
	if err != nil {
		return nil, fmt.Errorf("load the event rules: %w", err)
	}
	memberships, err := membership.New()
	if err != nil {
		return nil, fmt.Errorf("load the membership rules: %w", err)
	}
	a, err := annotator()
	if err != nil {
		return nil, fmt.Errorf("load the annotator: %w", err)
	}
	versions := ling.Versions{"statement": statement.Version(), "event": event.Version(), "agreement": agreement.Version(), "membership": membership.Version(), "resolve": resolve.Version(), "clause": clause.Version()}
	return &Reader{by: by, annotator: a, claims: &extract.Extractors{Statements: s, Events: events, Agreements: agreements, Memberships: memberships}, actors: r, versions: versions}, nil
}

// beside begins to load something and gives what waits for it.
func beside[T any](load func() (T, error)) func() (T, error) {
	var out T
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		out, err = load()
	}()
	return func() (T, error) {
		<-done
		return out, err
	}
}

// By is the version that the records bear.
func (r *Reader) By() string { return r.by }

// Record finds what an article holds. The document that it was found in comes
// with it, for those who want to know why. An error is the context's, or a
// fault of ours: a finding that does not stand in the text.
func (r *Reader) Record(ctx context.Context, art onrecord.Article) (onrecord.Record, *ling.Document, error) {
	src := annotate.Source{Text: art.Text, Blocks: art.Blocks, Published: art.Published.Day(), Lang: art.Lang}
	if doubt := foreign(&art); doubt != nil {
		return r.unread(ctx, art, src, doubt)
	}
	doc, err := r.annotator.AnnotateArticle(ctx, src)
	if err != nil {
		return onrecord.Record{}, nil, err
	}
	article.InferDate(&art, r.annotator.DateEvidence(doc))
	found := onrecord.Found{By: r.by, Times: times(doc), Diagnostics: doc.Diagnostics}
	view := clause.Look(doc)
	r.claims.All(view, &art, &found)
	found.Diagnostics = slices.Concat(found.Diagnostics, statement.LeftOut(view))
	r.actors.Local(view, &art, &found)
	r.stamp(&found)
	record := onrecord.Record{Article: art, Found: found}
	if err := record.Check(); err != nil {
		return onrecord.Record{}, nil, fmt.Errorf("read %w", err)
	}
	return record, doc, nil
}

// unread is the record of an article whose text nothing here can read: what the
// page says of it, and the doubt.
func (r *Reader) unread(ctx context.Context, art onrecord.Article, src annotate.Source, doubt []ling.Diagnostic) (onrecord.Record, *ling.Document, error) {
	doc, err := r.annotator.Cut(ctx, src)
	if err != nil {
		return onrecord.Record{}, nil, err
	}
	record := onrecord.Record{Article: art, Found: onrecord.Found{By: r.by, Diagnostics: doubt}}
	if err := record.Check(); err != nil {
		return onrecord.Record{}, nil, fmt.Errorf("read %w", err)
	}
	return record, doc, nil
}

// foreign is a doubt about an article in a language that nothing here reads. The
// models know English alone: of other texts they make names of common words and
// claims that nobody made.
func foreign(art *onrecord.Article) []ling.Diagnostic {
	if lang, _, _ := strings.Cut(strings.ToLower(art.Lang), "-"); lang == "" || lang == "en" {
		return nil
	}
	return []ling.Diagnostic{{
		Rule:    "other-language",
		Message: fmt.Sprintf("the text is in another language (%s) than English, which is all that is read: nobody and nothing was looked for in it", art.Lang),
	}}
}

// stamp gives what found each thing, and what shaped it after, its version.
func (r *Reader) stamp(found *onrecord.Found) {
	for i := range found.Mentions {
		m := &found.Mentions[i]
		m.FoundBy = r.versions.FoundBy(m.FoundBy)
	}
	for claim := range found.Claims() {
		head := claim.Head()
		head.FoundBy = r.versions.FoundBy(head.FoundBy)
		for i, rule := range head.Trail {
			head.Trail[i] = r.versions.FoundBy(rule)
		}
	}
}

// times gives every time expression an id that is derived from the text and
// its place, so that a link to it lasts as long as they do.
func times(doc *ling.Document) []onrecord.Time {
	if len(doc.Times) == 0 {
		return nil
	}
	text := sha256.Sum256([]byte(doc.Text))
	out := make([]onrecord.Time, len(doc.Times))
	for i, t := range doc.Times {
		sum := sha256.Sum256(fmt.Appendf(text[:len(text):len(text)], "time %d %d %d", t.Start, t.End, i))
		out[i] = onrecord.Time{ID: "t" + hex.EncodeToString(sum[:6]), TimeExpr: t}
	}
	return out
}
