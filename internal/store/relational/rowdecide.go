package relational

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"

	"onrecord"
	"onrecord/internal/world"
)

// Rows that decisions join or part are laid aside: what they are made of goes
// to the one key of their kind's Decided, and what comes of obeying there are
// rows again. So the rows of a kind stay a function of what is stored and of
// what is decided, and a decision that is taken back leaves nothing behind.

// rowDecisions are the decisions about rows of a kind.
type rowDecisions struct {
	list     []onrecord.Decision
	ids      map[string]bool // of rows that they name
	articles map[onrecord.ArticleID]bool
}

// rowDecisions are the decisions about the rows of a type, nil if there are none
// and nothing is left of any.
func (s *Store) rowDecisions(ctx context.Context, tx *sql.Tx, t world.Type) (*rowDecisions, error) {
	if _, ok := t.(world.Decidable); !ok {
		return nil, nil
	}
	d, err := s.decided(ctx, tx)
	if err != nil {
		return nil, err
	}
	out := &rowDecisions{list: d.Rows(onrecord.Target(t.Kind())), ids: map[string]bool{}, articles: map[onrecord.ArticleID]bool{}}
	if len(out.list) == 0 {
		num, err := findKey(ctx, tx, t.Kind().Decided(), "")
		if num == 0 {
			return nil, err
		}
	}
	for _, d := range out.list {
		out.ids[d.Of] = true
		if d.Kind == onrecord.Merge {
			out.ids[d.Value] = true
		}
		if d.Kind == onrecord.Link {
			out.articles[d.Article] = true
		}
	}
	return out, nil
}

func (k *keyRows) decidable() (d world.Decidable, ok bool) {
	t, err := k.store.typeOf(k.kind)
	if err != nil {
		return nil, false
	}
	d, ok = t.(world.Decidable)
	return d, ok
}

// aside are the rows that no decision is about; those of others are laid aside,
// in place of what the source laid aside before.
func (k *keyRows) aside(rows []world.Row, source int64) (rest []world.Row, err error) {
	if k.decisions == nil || k.of == k.kind.Decided() {
		return rows, nil
	}
	d, _ := k.decidable()
	var facts []world.Fact
	for _, r := range rows {
		about, err := k.decisions.about(d, r)
		if err != nil {
			return nil, err
		}
		if !about {
			rest = append(rest, r)
			continue
		}
		for _, f := range r.Facts {
			f.Body = asideBody(r.ID, f)
			f.Key = ""
			facts = append(facts, f)
		}
	}
	return rest, k.store.replaceFacts(k.ctx, k.tx, k.kind.Decided(), -source, facts)
}

// about reports whether a decision is about a row.
func (ds *rowDecisions) about(d world.Decidable, r world.Row) (bool, error) {
	for _, f := range r.Facts {
		id, err := d.Member(f)
		if err != nil {
			return false, err
		}
		if ds.ids[id] || ds.articles[f.Article] {
			return true, nil
		}
	}
	return false, nil
}

// asideBody is the body of a fact with the row that it is of and its own key.
func asideBody(row string, f world.Fact) []byte {
	b := append(binary.AppendUvarint(nil, uint64(len(row))), row...)
	b = append(binary.AppendUvarint(b, uint64(len(f.Key))), f.Key...)
	return append(b, f.Body...)
}

// member is a fact of a row that was laid aside.
type member struct {
	world.Fact
	id   string
	part string // the row that it is of, by the id that this had
}

func readMember(d world.Decidable, f world.Fact) (m member, err error) {
	r := reader{b: f.Body}
	m.Fact, m.part = f, string(r.take(r.uvarint()))
	m.Key = string(r.take(r.uvarint()))
	if r.err != nil {
		return m, fmt.Errorf("a row laid aside: %w", r.err)
	}
	m.Body = r.b
	m.id, err = d.Member(m.Fact)
	return m, err
}

// obey are the rows that come of those laid aside, as the decisions have them.
func (k *keyRows) obey(d world.Decidable, facts []world.Fact) (rows []world.Row, err error) {
	var all members
	for _, f := range facts {
		m, err := readMember(d, f)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(all, func(o member) bool { return o.id == m.id }) {
			all = append(all, m)
		}
	}
	for i, decision := range k.decisions.list {
		all.obey(decision, fmt.Sprint("\x00", i))
	}
	seen := map[string]bool{}
	for _, m := range all {
		if seen[m.part] {
			continue
		}
		seen[m.part] = true
		row, err := d.Compose(all.of(m.part))
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// members are what rows laid aside are made of, in canonical order.
type members []member

// obey joins or parts by one decision; another is a name that no part has.
func (ms members) obey(d onrecord.Decision, another string) {
	home, ok := ms.partOf(d.Of)
	if !ok {
		return
	}
	switch d.Kind {
	case onrecord.Merge:
		if other, ok := ms.partOf(d.Value); ok {
			ms.move(home, func(m member) bool { return m.part == other })
		}
	case onrecord.Link:
		ms.move(home, func(m member) bool { return m.Article == d.Article })
	case onrecord.Split:
		ms.move(another, func(m member) bool { return m.part == home && m.Article == d.Article })
	}
}

func (ms members) partOf(id string) (part string, ok bool) {
	for _, m := range ms {
		if m.id == id {
			return m.part, true
		}
	}
	return "", false
}

func (ms members) move(to string, which func(member) bool) {
	for i := range ms {
		if which(ms[i]) {
			ms[i].part = to
		}
	}
}

func (ms members) of(part string) (out []world.Fact) {
	for _, m := range ms {
		if m.part == part {
			out = append(out, m.Fact)
		}
	}
	return out
}

// obeyRows has the rows made anew that a decision about rows is about, before
// and after: those that it names, those of the article that it names (all rows
// have their articles), and all that were laid aside.
func obeyRows(ctx context.Context, tx *sql.Tx, d *onrecord.Decision) error {
	kind := world.Kind(d.On)
	for _, id := range []string{d.Of, d.Value} {
		err := markRows(ctx, tx, kind, "SELECT num FROM world_row WHERE hash = ? AND id = ?", hashed(string(kind), id), id)
		if err == nil {
			err = markHaving(ctx, tx, kind, world.Has{Field: memberField, Value: id})
		}
		if err != nil {
			return err
		}
	}
	if err := markHaving(ctx, tx, kind, world.Has{Field: "article", Value: string(d.Article)}); err != nil {
		return err
	}
	decided, err := findKey(ctx, tx, kind.Decided(), "")
	if err != nil {
		return err
	}
	for _, query := range []string{
		"UPDATE world_key SET dirty = TRUE WHERE num = ?",
		"UPDATE world_key SET dirty = TRUE WHERE num IN (SELECT -source FROM world_fact WHERE key = ?)",
	} {
		if _, err := tx.ExecContext(ctx, query, decided); err != nil {
			return err
		}
	}
	// What is open stands at the last day.
	_, err = tx.ExecContext(ctx, "UPDATE world_key SET dirty = TRUE WHERE num = (SELECT num FROM world_key WHERE swept AND kind = "+kindNum+" ORDER BY key DESC LIMIT 1)", string(kind))
	return err
}

// markHaving makes the keys dirty whose rows have a value.
func markHaving(ctx context.Context, tx *sql.Tx, kind world.Kind, h world.Has) error {
	if h.Value == "" {
		return nil
	}
	return markRows(ctx, tx, kind, "SELECT h.row FROM world_value v JOIN world_has h ON h.value = v.num WHERE v.hash = ? AND v.field = ? AND v.value = ?",
		hashed(h.Field, h.Value), h.Field, h.Value)
}

// markRows makes the keys dirty of the rows whose numbers a query gives.
func markRows(ctx context.Context, tx *sql.Tx, kind world.Kind, query string, args ...any) error {
	_, err := tx.ExecContext(ctx, "UPDATE world_key SET dirty = TRUE WHERE num IN (SELECT key FROM world_row WHERE num IN ("+query+") AND kind = "+kindNum+")", append(args, string(kind))...)
	return err
}
