package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"onrecord"
)

// Has implements onrecord.Store.
func (s *Store) Has(ctx context.Context, a onrecord.Article, by string) (bool, error) {
	var found bool
	err := s.read.QueryRowContext(ctx,
		`SELECT EXISTS (SELECT 1 FROM article WHERE id = ?1 AND fingerprint = ?2 AND found_by = ?3
			UNION SELECT 1 FROM superseded s JOIN article a ON a.num = s.article WHERE a.id = ?1 AND s.fingerprint = ?2 AND s.found_by = ?3)`,
		string(a.ID), a.Fingerprint(), by).Scan(&found)
	return found, s.wrap("look for article "+string(a.ID), err)
}

// PutRecord implements onrecord.Store.
func (s *Store) PutRecord(ctx context.Context, r onrecord.Record) (changed bool, err error) {
	if err := r.Check(); err != nil {
		return false, &onrecord.Error{Kind: onrecord.Internal, Path: s.path, Err: err}
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return false, s.wrap("begin", err)
	}
	defer tx.Rollback() // of no effect once committed
	changed, err = s.put(ctx, tx, &r)
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return false, s.wrap("put article "+string(r.ID), err)
	}
	return changed, nil
}

// put stores r in tx.
func (s *Store) put(ctx context.Context, tx *sql.Tx, r *onrecord.Record) (changed bool, err error) {
	var old standing
	err = tx.QueryRowContext(ctx, "SELECT num, version, text_hash, record, fingerprint, found_by, modified, latest FROM article WHERE id = ?", string(r.ID)).
		Scan(&old.num, &old.version, &old.hash, &old.record, &old.given, &old.by, &old.Modified, day{&old.Published.Latest})
	isNew := errors.Is(err, sql.ErrNoRows)
	if err != nil && !isNew {
		return false, err
	}
	fingerprint := r.Fingerprint()
	if !isNew && old.record == fingerprint {
		if old.by == r.By {
			return false, nil
		}
		_, err = tx.ExecContext(ctx, "UPDATE article SET found_by = ? WHERE num = ?", r.By, old.num)
		return false, err
	}
	if !isNew {
		stands, err := old.stands(ctx, tx, r)
		if err != nil {
			return false, fmt.Errorf("tell the newer of two: %w", err)
		}
		if stands {
			return false, old.supersedes(ctx, tx, r.Article.Fingerprint(), r.By)
		}
		if err := old.supersededBy(ctx, tx, r); err != nil {
			return false, err
		}
	}
	version := old.version
	if isNew || old.hash != r.TextHash() {
		version++
	}
	if !isNew {
		if err := clear(ctx, tx, old.num, version > old.version); err != nil {
			return false, err
		}
	}
	num, err := putArticle(ctx, tx, r, version, fingerprint)
	if err != nil {
		return false, err
	}
	all, err := decisions(ctx, tx)
	if err != nil {
		return false, fmt.Errorf("read the decisions: %w", err)
	}
	r.Version = int(version)
	return true, s.putDecided(ctx, tx, num, r, all)
}

// clear removes what was found in an article, and keeps its text if another comes.
func clear(ctx context.Context, tx *sql.Tx, num int64, keepText bool) error {
	if keepText {
		_, err := tx.ExecContext(ctx, `INSERT INTO past_text (article, version, title, text, text_hash)
			SELECT num, version, title, text, text_hash FROM article WHERE num = ?`, num)
		if err != nil {
			return fmt.Errorf("keep the old text: %w", err)
		}
	}
	for _, table := range []string{"actor", "mention", "time_expr", "statement", "event", "agreement", "membership"} {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE article = ?", num); err != nil {
			return fmt.Errorf("clear %s: %w", table, err)
		}
	}
	return nil
}

// Remove implements onrecord.Store.
func (s *Store) Remove(ctx context.Context, ids ...onrecord.ArticleID) (n int, err error) {
	err = s.change(ctx, "remove articles", func(tx *sql.Tx) error {
		n = 0
		for _, id := range ids {
			nums, err := numbers(ctx, tx, "SELECT num FROM article WHERE id = ?", string(id))
			if err != nil {
				return err
			}
			for _, num := range nums {
				if err := remove(ctx, tx, num); err != nil {
					return fmt.Errorf("article %s: %w", id, err)
				}
			}
			n += len(nums)
		}
		return nil
	})
	return n, err
}

// remove takes one article away.
func remove(ctx context.Context, tx *sql.Tx, num int64) error {
	if err := clear(ctx, tx, num, false); err != nil {
		return err
	}
	if err := forget(ctx, tx, num); err != nil {
		return fmt.Errorf("forget its facts: %w", err)
	}
	for _, table := range []string{"past_text", "superseded", "as_found", "world_stale"} {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE article = ?", num); err != nil {
			return fmt.Errorf("clear %s: %w", table, err)
		}
	}
	_, err := tx.ExecContext(ctx, "DELETE FROM article WHERE num = ?", num)
	return err
}

func putArticle(ctx context.Context, tx *sql.Tx, r *onrecord.Record, version int64, fingerprint string) (num int64, err error) {
	p := r.Published
	err = tx.QueryRowContext(ctx, `INSERT INTO article (id, version, path, url, outlet, title, authors, lang,
			published, earliest, latest, basis, confidence, published_spans, modified, collected,
			text, text_hash, blocks, doubts, found_by, fingerprint, record)
		VALUES (?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?)
		ON CONFLICT (id) DO UPDATE SET (version, path, url, outlet, title, authors, lang,
			published, earliest, latest, basis, confidence, published_spans, modified, collected,
			text, text_hash, blocks, doubts, found_by, fingerprint, record)
		= (excluded.version, excluded.path, excluded.url, excluded.outlet, excluded.title, excluded.authors, excluded.lang,
			excluded.published, excluded.earliest, excluded.latest, excluded.basis, excluded.confidence, excluded.published_spans, excluded.modified, excluded.collected,
			excluded.text, excluded.text_hash, excluded.blocks, excluded.doubts, excluded.found_by, excluded.fingerprint, excluded.record)
		RETURNING num`,
		string(r.ID), version, r.Path, r.URL, r.Outlet, r.Title, text(orEmpty(r.Authors)), r.Lang,
		p.Value, p.Earliest.String(), p.Latest.String(), string(p.Basis), p.Confidence, text(toSpans(p.Spans)), r.Modified, stamp(r.Collected),
		r.Text, r.TextHash(), text(toBlocks(r.Blocks)), text(doubts{toDoubts(r.Article.Diagnostics), toDoubts(r.Found.Diagnostics)}),
		r.By, r.Article.Fingerprint(), fingerprint,
	).Scan(&num)
	return num, err
}

// putFound stores what was found in an article.
func putFound(ctx context.Context, tx *sql.Tx, num int64, r *onrecord.Record) error {
	p := finds{ctx: ctx, tx: tx, article: num, r: r}
	p.actors()
	p.mentions()
	p.times()
	p.statements()
	view := onrecord.NewViewer(r)
	p.events(view)
	p.agreements(view)
	p.memberships(view)
	return p.err
}

// finds stores what was found in one article; after an error it does nothing more.
type finds struct {
	ctx     context.Context
	tx      *sql.Tx
	article int64
	r       *onrecord.Record
	err     error
}

// prepare readies a statement that runs for many rows; close it when done.
func (p *finds) prepare(query string) *sql.Stmt {
	if p.err != nil {
		return nil
	}
	var stmt *sql.Stmt
	stmt, p.err = p.tx.PrepareContext(p.ctx, query)
	return stmt
}

// insert runs a prepared statement for one row, which what names in an error.
func (p *finds) insert(stmt *sql.Stmt, what, id string, args ...any) {
	if p.err != nil {
		return
	}
	if _, err := stmt.ExecContext(p.ctx, args...); err != nil {
		p.err = fmt.Errorf("%s %s: %w", what, id, err)
	}
}

// done closes a prepared statement.
func (p *finds) done(stmt *sql.Stmt) {
	if stmt != nil {
		p.err = errors.Join(p.err, stmt.Close())
	}
}

func (p *finds) actors() {
	stmt := p.prepare("INSERT INTO actor VALUES (?,?,?,?,?,?,?)")
	defer p.done(stmt)
	for i, a := range p.r.Actors {
		codes := a.Codes
		if codes == nil {
			codes = map[string]string{}
		}
		p.insert(stmt, "actor", string(a.ID), p.article, i, string(a.ID), a.Name, string(a.Type), a.Role, text(codes))
	}
}

func (p *finds) mentions() {
	stmt := p.prepare("INSERT INTO mention VALUES (?,?,?,?,?,?,?,?,?)")
	defer p.done(stmt)
	for i, m := range p.r.Mentions {
		p.insert(stmt, "mention", m.ID, p.article, i, m.ID, m.Start, m.End, string(m.Type), string(m.Actor), m.FoundBy, m.Why)
	}
}

func (p *finds) times() {
	stmt := p.prepare("INSERT INTO time_expr VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
	defer p.done(stmt)
	for i, t := range p.r.Times {
		p.insert(stmt, "time", t.ID, p.article, i, t.ID, t.Start, t.End, t.First, t.Last, string(t.Type), t.Value, t.Mod, t.Grain,
			t.Earliest.String(), t.Latest.String(), text(orEmpty(t.Alternatives)), t.FoundBy)
	}
}

func (p *finds) statements() {
	stmt := p.prepare(`INSERT INTO statement (article, article_id, place, id, parent, found_by, trail, kind, status, actor, speaker,
			source_text, cue_text, cue_lemma, content_text, via_text, about, mode, act, negated, certainty,
			said_value, said_time, said_basis, said_first, said_last, parts)
		VALUES (?,?,?,?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?,?,?,?, ?,?,?,?,?,?)`)
	defer p.done(stmt)
	about := p.prepare("INSERT INTO statement_about SELECT ?, num FROM statement WHERE article = ? AND place = ?")
	defer p.done(about)
	by := p.prepare("INSERT INTO statement_by SELECT ?, ?, num FROM statement WHERE article = ? AND place = ?")
	defer p.done(by)
	actors := p.r.ActorsByID()
	for i, v := range p.r.Views() {
		whom := p.r.Within(v.Content.Spans)
		names := ""
		for _, id := range whom {
			names += actors[id].Name + "\n"
		}
		p.insert(stmt, "statement", string(v.ID), p.article, string(p.r.ID), i, string(v.ID), string(v.Parent), v.FoundBy, text(orEmpty(v.Trail)), string(v.Kind), string(v.Status), string(v.Source.Actor()), v.Speaker,
			v.SourceText, v.CueText, v.CueLemma, v.ContentText, text(orEmpty(v.ViaText)), names, string(v.Mode), string(v.Act), v.Negated, string(v.Certainty),
			v.SaidOn.Value, v.SaidOn.Time, v.SaidOn.Basis, v.First.String(), v.Last.String(), text(toParts(&v.Statement)))
		for _, id := range once(v.Source.Actors) {
			p.insert(by, "source of statement", string(v.ID), string(id), v.Said(), p.article, i)
		}
		for _, id := range whom {
			p.insert(about, "actor in statement", string(v.ID), string(id), p.article, i)
		}
	}
}

// orEmpty is list, and an empty list for nil: columns of JSON hold no null.
func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// once is ids without those that come again.
func once(ids []onrecord.ActorID) []onrecord.ActorID {
	var out []onrecord.ActorID
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
