package relational

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/internal/world"
	"onrecord/query"
)

// prepared is a record on its way into the store, with what is looked at twice:
// once to know what numbers a batch needs, and once to make its rows.
type prepared struct {
	r       *onrecord.Record
	local   onrecord.Record // as decided for the article
	present []record.Presence
	actors  []onrecord.Actor // of present
	claims  [][]record.Claim // of each of the lists
	// asWritten says that the row of the article has been written as local has it.
	asWritten bool

	// What the first text of an article has besides.
	by    *decided // by which it was prepared
	body  []byte
	facts []givenLater // without the number of the article
}

// prepare prepares a record, which is as found.
func (d *decided) prepare(r *onrecord.Record) *prepared {
	p := &prepared{r: r, local: d.Here(*r)}
	p.present = record.Present(&p.local)
	known := p.local.ActorsByID()
	for _, here := range p.present {
		a := known[here.Actor]
		a.ID = here.Actor
		p.actors = append(p.actors, a)
	}
	for _, list := range record.Lists() {
		p.claims = append(p.claims, record.Claims(list.Of, &p.local))
	}
	return p
}

// first prepares the first text of an article, with what it gives to every type.
func (s *Store) first(d *decided, r *onrecord.Record) (*prepared, error) {
	r.Version = 1
	p := d.prepare(r)
	p.asWritten, p.by, p.body = p.as(), d, s.codec.Encode(r)
	obeyed := d.Obeyed(*r)
	all, err := world.FactsOf(s.types, &obeyed)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.ID, err)
	}
	for i, t := range s.types {
		p.facts = append(p.facts, givenLater{kind: t.Kind(), facts: ofTheArticle(all[i])})
	}
	return p, nil
}

// firsts prepares what seems to be new of some records, while others write: what is
// found to be otherwise in the transaction is prepared anew there.
func (s *Store) firsts(ctx context.Context, rs []onrecord.Record) (map[onrecord.ArticleID]*prepared, error) {
	d, err := s.decided(ctx, s.read)
	if err != nil {
		return nil, err
	}
	ids := make([]onrecord.ArticleID, len(rs))
	for i := range rs {
		ids[i] = rs[i].ID
	}
	known := map[onrecord.ArticleID]bool{}
	err = Each(ctx, s.read, "SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?))", func(rows *sql.Rows) error {
		var id onrecord.ArticleID
		err := rows.Scan(&id)
		known[id] = true
		return err
	}, text(ids))
	out := map[onrecord.ArticleID]*prepared{}
	for i := range rs {
		if r := &rs[i]; err == nil && !known[r.ID] {
			known[r.ID] = true // the first of several
			out[r.ID], err = s.first(d, r)
		}
	}
	return out, err
}

// as reports whether the row of the article as found is that as decided.
func (p *prepared) as() bool {
	a, b := &p.local.Article, &p.r.Article
	return a.Published.Earliest == b.Published.Earliest && a.Published.Latest == b.Published.Latest && a.Outlet == b.Outlet && a.Title == b.Title
}

// What numbers are remembered by.
func wordKey(w string) string             { return "word\x00" + w }
func actorKey(id onrecord.ActorID) string { return "actor\x00" + string(id) }
func facetKey(values []string) string     { return "facet\x00" + strings.Join(values, "\x00") }

// begin looks up what is stored under the ids of a batch, puts the rows of the
// articles that are new, and numbers what they speak of that is not numbered yet:
// all of a sort at once.
func (s *Store) begin(ctx context.Context, tx *sql.Tx, d *decided, b *batch, rs []onrecord.Record, ready map[onrecord.ArticleID]*prepared) (map[onrecord.ArticleID]*prepared, error) {
	ids := make([]onrecord.ArticleID, len(rs))
	for i := range rs {
		ids[i] = rs[i].ID
	}
	var err error
	if b.standing, err = standingUnder(ctx, tx, ids...); err != nil {
		return nil, err
	}
	out := map[onrecord.ArticleID]*prepared{}
	var fresh []*prepared
	for i := range rs {
		r := &rs[i]
		if _, stands := b.standing[r.ID]; stands || out[r.ID] != nil {
			continue
		}
		p := ready[r.ID]
		if p == nil || p.by != d || p.r != r {
			if p, err = s.first(d, r); err != nil {
				return nil, err
			}
		}
		out[r.ID] = p
		fresh = append(fresh, p)
	}
	if len(fresh) == 0 {
		return out, nil
	}
	if err := s.putFresh(ctx, tx, b, fresh); err != nil {
		return nil, err
	}
	x := &indexer{ctx: ctx, tx: tx, store: s, decided: d, batch: b}
	return out, x.numberAll(fresh)
}

// putFresh puts the rows of articles that nothing is stored under yet.
func (s *Store) putFresh(ctx context.Context, tx *sql.Tx, b *batch, fresh []*prepared) error {
	rows := &Rows{Table: "article", Columns: articleColumns}
	for _, p := range fresh {
		rows.Rows = append(rows.Rows, articleRow(p.r))
	}
	nums, err := s.engine.PutNew(ctx, tx, rows)
	if err != nil {
		return fmt.Errorf("put rows of articles: %w", err)
	}
	b.fresh = map[onrecord.ArticleID]int64{}
	for i, p := range fresh {
		b.fresh[p.r.ID] = nums[i]
		b.rows.put("body", "article, record", nums[i], p.body)
		b.rows.put("arrival", "article", nums[i])
	}
	return nil
}

// unnumbered is what is to be numbered of a table, each once, by what it is
// remembered by.
type unnumbered struct {
	keys []string
	rows [][]any
	seen map[string]bool
}

func (u *unnumbered) want(nums *numbering, key string, row func() []any) {
	if u.seen[key] || nums.get(key) != 0 {
		return
	}
	if u.seen == nil {
		u.seen = map[string]bool{}
	}
	u.seen[key] = true
	u.keys, u.rows = append(u.keys, key), append(u.rows, row())
}

// numberAll numbers the actors, words and facets of articles.
func (x *indexer) numberAll(all []*prepared) error {
	var actors, words, facets unnumbered
	nums := x.batch.nums
	word := func(w string) {
		if w != "" {
			words.want(nums, wordKey(w), func() []any { return []any{w, hashed(w)} })
		}
	}
	facet := func(of query.List, f record.Facets) {
		values := valuesOfFacet(of, f)
		facets.want(nums, facetKey(values), func() []any { return append(facetRow(values), int64(0)) })
	}
	for _, p := range all {
		for i, here := range p.present {
			actors.want(nums, actorKey(here.Actor), func() []any { return x.newActor(p.actors[i]) })
			word(here.Role)
		}
		for i, list := range record.Lists() {
			for c := range p.claims[i] {
				wanted(list.Of, &p.claims[i][c], word, facet)
			}
		}
	}
	if err := x.numberActors(&actors); err != nil {
		return fmt.Errorf("number actors: %w", err)
	}
	if err := x.numberRest("word", "word, hash", &words, "SELECT num, word FROM word WHERE hash IN "+integers, 1, func(scan func(...any) error) (num int64, key string, err error) {
		var w string
		err = scan(&num, &w)
		return num, wordKey(w), err
	}); err != nil {
		return fmt.Errorf("number words: %w", err)
	}
	if err := x.numberRest("facet", facetRowColumns+", n", &facets, `SELECT num, `+strings.TrimSuffix(facetRowColumns, ", hash")+" FROM facet WHERE hash IN "+integers, len(facetColumns)+1, scanFacet); err != nil {
		return fmt.Errorf("number values: %w", err)
	}
	return nil
}

func scanFacet(scan func(...any) error) (num int64, key string, err error) {
	values := make([]string, len(facetColumns)+1)
	to := []any{&num}
	for i := range values {
		to = append(to, &values[i])
	}
	err = scan(to...)
	return num, facetKey(values), err
}

// wanted tells of the words and facets that a claim's rows have.
func wanted(of query.List, c *record.Claim, word func(string), facet func(query.List, record.Facets)) {
	switch of {
	case query.Agreements:
		for _, s := range c.Statuses {
			facet(of, s.Facets)
		}
	default:
		if c.Facets != nil {
			facet(of, c.Facets)
		}
	}
	if of == query.Statements {
		word(c.Label)
	}
	if of == query.Events {
		for _, p := range c.Parts {
			word(p.Name)
		}
	}
}

// numberActors looks actors up, and notes those whom nobody had.
func (x *indexer) numberActors(u *unnumbered) error {
	if len(u.keys) == 0 {
		return nil
	}
	ids := make([]string, len(u.rows))
	for i, row := range u.rows {
		ids[i] = row[0].(string)
	}
	had := map[string]int64{}
	err := Each(x.ctx, x.tx, "SELECT num, id FROM actor WHERE id IN (SELECT value FROM json_each(?))", func(rows *sql.Rows) error {
		var num int64
		var id string
		err := rows.Scan(&num, &id)
		had[actorKey(onrecord.ActorID(id))] = num
		return err
	}, text(ids))
	if err != nil {
		return err
	}
	made, err := x.numberNew("actor", "id, name, type, role, codes, shown", u, had)
	for _, at := range slices.Sorted(maps.Keys(made)) {
		x.batch.words.put("actor_names", made[at], []string{"name"}, u.rows[at][1].(string))
	}
	return err
}

// numberRest looks rows up by the hash that stands at a place of theirs, and notes
// those that there were not.
func (x *indexer) numberRest(table, columns string, u *unnumbered, query string, hash int, key func(scan func(...any) error) (int64, string, error)) error {
	if len(u.keys) == 0 {
		return nil
	}
	hashes := make([]int64, len(u.rows))
	for i, row := range u.rows {
		hashes[i] = row[hash].(int64)
	}
	had := map[string]int64{}
	err := Each(x.ctx, x.tx, query, func(rows *sql.Rows) error {
		num, k, err := key(rows.Scan)
		had[k] = num
		return err
	}, text(hashes))
	if err != nil {
		return err
	}
	_, err = x.numberNew(table, columns, u, had)
	return err
}

// numberNew puts what has no number yet, and remembers all. made are the numbers
// of what was put, by their places among what was wanted.
func (x *indexer) numberNew(table, columns string, u *unnumbered, had map[string]int64) (made map[int]int64, err error) {
	rows := &Rows{Table: table, Columns: strings.Split(columns, ", ")}
	var places []int
	for i, key := range u.keys {
		if num := had[key]; num != 0 {
			x.batch.nums.put(key, num)
			continue
		}
		rows.Rows, places = append(rows.Rows, u.rows[i]), append(places, i)
	}
	if len(places) == 0 {
		return nil, nil
	}
	nums, err := x.store.engine.PutNew(x.ctx, x.tx, rows)
	if err != nil {
		return nil, err
	}
	made = map[int]int64{}
	for i, at := range places {
		x.batch.nums.put(u.keys[at], nums[i])
		made[at] = nums[i]
	}
	return made, nil
}
