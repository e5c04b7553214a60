package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/internal/store/relational"
)

// What schemas before 9 kept: every part of a record in tables of its own, as
// decisions had it, and beside it the actors as they were found.

// oldArticleColumns are what a list shows of an article, in the order of oldArticle.fields.
const oldArticleColumns = `a.id, a.version, a.path, a.url, a.outlet, a.title, a.authors, a.lang,
	a.published, a.earliest, a.latest, a.basis, a.confidence, a.published_spans, a.modified, a.collected`

// oldArticle is a row as scanned; article makes an Article of it.
type oldArticle struct {
	onrecord.Article
	authors []string
}

func (r *oldArticle) fields() []any {
	p := &r.Published
	return []any{
		&r.ID, &r.Version, &r.Path, &r.URL, &r.Outlet, &r.Title, relational.JSON(&r.authors), &r.Lang,
		&p.Value, day{&p.Earliest}, day{&p.Latest}, &p.Basis, &p.Confidence, relational.Reading(func(b []byte) (err error) { p.Spans, err = record.ReadSpans(b); return err }), &r.Modified, moment{&r.Collected},
	}
}

func (r *oldArticle) article() onrecord.Article {
	a := r.Article
	if len(r.authors) > 0 {
		a.Authors = r.authors
	}
	return a
}

// oldStatementColumns are a statement, in the order of oldStatement.fields.
const oldStatementColumns = `s.id, s.parent, s.found_by, s.trail, s.kind, s.status, s.speaker, s.source_text, s.cue_text, s.cue_lemma,
	s.content_text, s.via_text, s.mode, s.act, s.negated, s.certainty,
	s.said_value, s.said_time, s.said_basis, s.said_first, s.said_last, s.parts`

// oldStatement is a row as scanned; view makes a StatementView of it.
type oldStatement struct {
	onrecord.StatementView
	via   []string
	trail []string
}

func (r *oldStatement) fields() []any {
	return []any{
		&r.ID, &r.Parent, &r.FoundBy, relational.JSON(&r.trail), &r.Kind, &r.Status, &r.Speaker, &r.SourceText, &r.CueText, &r.CueLemma,
		&r.ContentText, relational.JSON(&r.via), &r.Mode, &r.Act, &r.Negated, &r.Certainty,
		&r.SaidOn.Value, &r.SaidOn.Time, &r.SaidOn.Basis, day{&r.First}, day{&r.Last}, relational.Reading(func(b []byte) error { return record.ReadParts(b, &r.Statement) }),
	}
}

func (r *oldStatement) view() onrecord.StatementView {
	v := r.StatementView
	if len(r.via) > 0 {
		v.ViaText = r.via
	}
	if len(r.trail) > 0 {
		v.Trail = r.trail
	}
	return v
}

func oldRecord(ctx context.Context, tx *sql.Tx, id onrecord.ArticleID) (onrecord.Record, error) {
	var head oldArticle
	var num int64
	var r onrecord.Record
	err := tx.QueryRowContext(ctx, "SELECT "+oldArticleColumns+", a.num, a.text, a.blocks, a.doubts, a.found_by FROM old_article a WHERE a.id = ?", string(id)).
		Scan(append(head.fields(), &num, &head.Text, relational.Reading(func(b []byte) (err error) { head.Blocks, err = record.ReadBlocks(b); return err }),
			relational.Reading(func(b []byte) error { return record.ReadDoubts(b, &r) }), &r.By)...)
	if err != nil {
		return r, err
	}
	doubts := r.Article.Diagnostics
	r.Article = head.article()
	r.Article.Diagnostics = doubts
	if r.Actors, err = oldActors(ctx, tx, num); err != nil {
		return r, fmt.Errorf("actors: %w", err)
	}
	if r.Mentions, err = oldMentions(ctx, tx, num); err != nil {
		return r, fmt.Errorf("mentions: %w", err)
	}
	if r.Times, err = oldTimes(ctx, tx, num); err != nil {
		return r, fmt.Errorf("times: %w", err)
	}
	if r.Statements, err = oldStatements(ctx, tx, num); err != nil {
		return r, fmt.Errorf("statements: %w", err)
	}
	if r.Events, err = oldBodies(ctx, tx, "old_event", num, record.ReadEvent); err != nil {
		return r, fmt.Errorf("events: %w", err)
	}
	if r.Agreements, err = oldBodies(ctx, tx, "old_agreement", num, record.ReadAgreement); err != nil {
		return r, fmt.Errorf("agreements: %w", err)
	}
	if r.Memberships, err = oldBodies(ctx, tx, "old_membership", num, record.ReadMembership); err != nil {
		return r, fmt.Errorf("memberships: %w", err)
	}
	return r, nil
}

func oldActors(ctx context.Context, q *sql.Tx, article int64) (out []onrecord.Actor, err error) {
	err = relational.Each(ctx, q, "SELECT id, name, type, role, codes FROM old_actor WHERE article = ? ORDER BY place", func(rows *sql.Rows) error {
		var a onrecord.Actor
		err := rows.Scan(&a.ID, &a.Name, &a.Type, &a.Role, relational.JSON(&a.Codes))
		if len(a.Codes) == 0 {
			a.Codes = nil
		}
		out = append(out, a)
		return err
	}, article)
	return out, err
}

func oldMentions(ctx context.Context, q *sql.Tx, article int64) (out []onrecord.Mention, err error) {
	err = relational.Each(ctx, q, `SELECT id, start, "end", type, actor, found_by, why FROM old_mention WHERE article = ? ORDER BY place`, func(rows *sql.Rows) error {
		var m onrecord.Mention
		err := rows.Scan(&m.ID, &m.Start, &m.End, &m.Type, &m.Actor, &m.FoundBy, &m.Why)
		out = append(out, m)
		return err
	}, article)
	return out, err
}

func oldTimes(ctx context.Context, q *sql.Tx, article int64) (out []onrecord.Time, err error) {
	err = relational.Each(ctx, q, `SELECT id, start, "end", first_token, last_token, type, value, mod, grain, earliest, latest, alternatives, found_by
		FROM old_time_expr WHERE article = ? ORDER BY place`, func(rows *sql.Rows) error {
		var t onrecord.Time
		err := rows.Scan(&t.ID, &t.Start, &t.End, &t.First, &t.Last, &t.Type, &t.Value, &t.Mod, &t.Grain,
			day{&t.Earliest}, day{&t.Latest}, relational.JSON(&t.Alternatives), &t.FoundBy)
		if len(t.Alternatives) == 0 {
			t.Alternatives = nil
		}
		out = append(out, t)
		return err
	}, article)
	return out, err
}

func oldStatements(ctx context.Context, q *sql.Tx, article int64) (out []onrecord.Statement, err error) {
	err = relational.Each(ctx, q, "SELECT "+oldStatementColumns+" FROM old_statement s WHERE s.article = ? ORDER BY s.place", func(rows *sql.Rows) error {
		var s oldStatement
		err := rows.Scan(s.fields()...)
		out = append(out, s.view().Statement)
		return err
	}, article)
	return out, err
}

// undecided gives a stored record the actors that were found in it.
func undecided(ctx context.Context, tx *sql.Tx, num int64, r *onrecord.Record) error {
	var raw asFound
	err := tx.QueryRowContext(ctx, "SELECT actors FROM old_as_found WHERE article = ?", num).Scan(relational.JSON(&raw))
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return raw.into(&r.Found)
}

// asFound are the actors of an article before decisions: the list, who each
// mention means, and for each claim whom each of its parties names.
type asFound struct {
	Actors   []record.Actor     `json:"actors"`
	Mentions []onrecord.ActorID `json:"mentions"`
	// Parties are the actors of each party of each claim, in the order in which
	// an article walks over its claims and these over their parties.
	Parties [][][]onrecord.ActorID `json:"parties"`
	// Statements is how schema 2 wrote them: one actor or "" for source,
	// addressee, venue and each hop.
	Statements [][]onrecord.ActorID `json:"statements,omitempty"`
}

// into puts the actors back where they were found.
func (a asFound) into(f *onrecord.Found) error {
	misfit := errors.New("what was found does not fit what is stored")
	a.parties()
	if len(a.Mentions) != len(f.Mentions) || len(a.Parties) != f.CountClaims() {
		return misfit
	}
	f.Actors = nil
	for _, actor := range a.Actors {
		f.Actors = append(f.Actors, actor.Actor())
	}
	for i := range f.Mentions {
		f.Mentions[i].Actor = a.Mentions[i]
	}
	all := a.Parties
	for c := range f.Claims() {
		ids := all[0]
		all = all[1:]
		for p := range onrecord.Parties(c) {
			if len(ids) == 0 {
				return misfit
			}
			*p.Actors = nil
			if len(ids[0]) > 0 {
				*p.Actors = ids[0]
			}
			ids = ids[1:]
		}
		if len(ids) > 0 {
			return misfit
		}
	}
	return nil
}

// parties are read from what schema 2 wrote, where it did. Its venue, the
// third, never had an actor.
func (a *asFound) parties() {
	for _, statement := range a.Statements {
		of := [][]onrecord.ActorID{}
		for i, id := range statement {
			switch {
			case i == 2:
			case id == "":
				of = append(of, nil)
			default:
				of = append(of, []onrecord.ActorID{id})
			}
		}
		a.Parties = append(a.Parties, of)
	}
}

// oldBodies reads the claims of a table that stand in an article.
func oldBodies[C any](ctx context.Context, q *sql.Tx, table string, article int64, read func([]byte) (C, error)) (out []C, err error) {
	err = relational.Each(ctx, q, "SELECT body FROM "+table+" WHERE article = ? ORDER BY place", func(rows *sql.Rows) error {
		var c C
		err := rows.Scan(relational.Reading(func(b []byte) (err error) { c, err = read(b); return err }))
		out = append(out, c)
		return err
	}, article)
	return out, err
}
