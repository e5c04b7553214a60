package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/query"
)

// placeBits is how many bits of a claim's number are its place.
const placeBits = 20

// claimNum is the number of the claim at a place of an article.
func claimNum(article int64, place int) int64 { return article<<placeBits | int64(place) }

// indexer makes the rows by which lists and look-ups find one article and what
// is claimed in it. All it writes can be made of the record again.
type indexer struct {
	ctx     context.Context
	tx      *sql.Tx
	store   *Store
	decided *decided
	num     int64
	// aged are actors of whom this was the newest article, by number; one of
	// them may have another now.
	aged []int64
}

func (x *indexer) exec(query string, args ...any) error {
	_, err := x.tx.ExecContext(x.ctx, query, args...)
	return err
}

// add makes the rows of a record, which is as found.
func (x *indexer) add(r *onrecord.Record) error {
	local := x.decided.Here(*r)
	nums, err := x.actors(&local)
	if err != nil {
		return fmt.Errorf("actors: %w", err)
	}
	var words later
	words.put("article_words", x.num, "title, text", local.Title, r.Text)
	if err := x.exec("UPDATE article SET (first, last, outlet, title) = (?,?,?,?) WHERE num = ?",
		firstDay(local.Published.Earliest), lastDay(local.Published.Latest), local.Outlet, local.Title, x.num); err != nil {
		return err
	}
	for _, list := range record.Lists() {
		if err := x.claims(list, record.Claims(list.Of, &local), nums, &words); err != nil {
			return fmt.Errorf("%s: %w", list.Of, err)
		}
	}
	if err := x.wordings(&local, nums, 1); err != nil {
		return fmt.Errorf("wordings: %w", err)
	}
	if err := x.count(&local, 1); err != nil {
		return fmt.Errorf("count actors: %w", err)
	}
	if err := x.newest(); err != nil {
		return err
	}
	return words.write(x.ctx, x.tx)
}

// remove takes the rows of the stored record away. The caller calls newest
// once it has put others, or none.
func (x *indexer) remove() error {
	e, err := x.store.entry(x.ctx, x.tx, x.num)
	switch {
	case errors.Is(err, errDamaged): // the counts have what nobody knows any more, until they are made anew
	case err != nil:
		return err
	default:
		if err := x.uncount(&e.found); err != nil {
			return err
		}
	}
	aged, err := numbers(x.ctx, x.tx, "SELECT num FROM actor WHERE newest = ?", x.num)
	if err != nil {
		return err
	}
	x.aged = append(x.aged, aged...)
	for _, list := range record.Lists() {
		if err := x.dropClaims(list); err != nil {
			return fmt.Errorf("clear %s: %w", list.Of, err)
		}
	}
	for _, query := range []string{"DELETE FROM article_words WHERE rowid = ?", "DELETE FROM actor_in WHERE article = ?"} {
		if err := x.exec(query, x.num); err != nil {
			return err
		}
	}
	return nil
}

// uncount takes away what the stored record added to counts.
func (x *indexer) uncount(r *onrecord.Record) error {
	local := x.decided.Here(*r)
	if err := x.count(&local, -1); err != nil {
		return fmt.Errorf("count actors: %w", err)
	}
	nums, err := x.numbersOf(&local)
	if err != nil {
		return err
	}
	if err := x.wordings(&local, nums, -1); err != nil {
		return fmt.Errorf("wordings: %w", err)
	}
	return nil
}

// actors notes who is in the article, and returns their numbers.
func (x *indexer) actors(r *onrecord.Record) (map[onrecord.ActorID]int64, error) {
	nums := map[onrecord.ActorID]int64{}
	known := r.ActorsByID()
	for _, p := range record.Present(r) {
		a := known[p.Actor]
		a.ID = p.Actor
		num, err := x.actor(a)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Actor, err)
		}
		nums[p.Actor] = num
		role, err := x.word(p.Role)
		if err == nil {
			err = x.exec("INSERT INTO actor_in (article, actor, last, mentions, role) VALUES (?,?,?,?,?)", x.num, num, lastDay(r.Published.Latest), p.Mentions, role)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Actor, err)
		}
	}
	return nums, nil
}

// word is the number of some words, which are noted if no row had them; 0 for "".
func (x *indexer) word(w string) (num int64, err error) {
	if w == "" {
		return 0, nil
	}
	err = x.tx.QueryRowContext(x.ctx, "SELECT num FROM word WHERE hash = ? AND word = ?", hashed(w), w).Scan(&num)
	if errors.Is(err, sql.ErrNoRows) {
		err = x.tx.QueryRowContext(x.ctx, "INSERT INTO word (word, hash) VALUES (?,?) RETURNING num", w, hashed(w)).Scan(&num)
	}
	return num, err
}

// actor is the number of an actor, who is noted if nobody had them.
func (x *indexer) actor(a onrecord.Actor) (num int64, err error) {
	err = x.tx.QueryRowContext(x.ctx, "SELECT num FROM actor WHERE id = ?", string(a.ID)).Scan(&num)
	if !errors.Is(err, sql.ErrNoRows) {
		return num, err
	}
	err = x.tx.QueryRowContext(x.ctx, "INSERT INTO actor (id, name, type, role, codes, shown) VALUES (?,?,?,?,?,?) RETURNING num",
		string(a.ID), a.Name, string(a.Type), a.Role, text(codes(a)), x.decided.Of(a.ID) == a.ID).Scan(&num)
	if err == nil {
		err = x.exec("INSERT INTO actor_names (rowid, name) VALUES (?,?)", num, a.Name)
	}
	return num, err
}

func codes(a onrecord.Actor) map[string]string {
	if a.Codes == nil {
		return map[string]string{}
	}
	return a.Codes
}

// numbersOf are the numbers of those who are in an article.
func (x *indexer) numbersOf(r *onrecord.Record) (map[onrecord.ActorID]int64, error) {
	nums := map[onrecord.ActorID]int64{}
	for _, p := range record.Present(r) {
		var num int64
		if err := x.tx.QueryRowContext(x.ctx, "SELECT num FROM actor WHERE id = ?", string(p.Actor)).Scan(&num); err != nil {
			return nil, fmt.Errorf("actor %s: %w", p.Actor, err)
		}
		nums[p.Actor] = num
	}
	return nums, nil
}

// claims makes the rows of a list.
func (x *indexer) claims(list record.List, claims []record.Claim, nums map[onrecord.ActorID]int64, into *later) error {
	counts := facetCounts{known: map[string]int64{}, n: map[int64]int{}, months: map[[2]int64]int{}, years: map[[2]int64]int{}, said: map[[2]int64]int{}, counted: map[int64]bool{}}
	for _, c := range claims {
		num := claimNum(x.num, c.Place)
		facet, err := x.claim(list.Of, num, c, &counts)
		if err != nil {
			return err
		}
		into.put(words(list.Of), num, strings.Join(list.Words, ", "), mapped(c.Words, func(w string) any { return w })...)
		if list.Of == query.Events {
			if err := x.tally(num, c, nums); err != nil {
				return fmt.Errorf("count its names: %w", err)
			}
		}
		if list.Of == query.Statements {
			for actor := range sayers(c) { // each is counted apart
				counts.said[[2]int64{nums[actor], facet}]++
			}
		}
		for n, p := range c.Parts {
			if err := x.part(list.Of, num, facet, c, n, p, nums[p.Actor]); err != nil {
				return fmt.Errorf("part of %s: %w", p.Actor, err)
			}
		}
	}
	if acts := saidActs(list.Of, claims); acts != 0 {
		if err := x.exec("INSERT INTO said (article, acts) VALUES (?,?)", x.num, acts); err != nil {
			return err
		}
	}
	return x.countFacets(&counts)
}

// sayers are those who say a statement.
func sayers(c record.Claim) map[onrecord.ActorID]bool {
	out := map[onrecord.ActorID]bool{}
	for _, p := range c.Parts {
		if p.Role == record.By && p.Actor != "" {
			out[p.Actor] = true
		}
	}
	return out
}

// saidActs are the acts of the statements of an article that lists show by
// themselves, a bit each.
func saidActs(of query.List, claims []record.Claim) (acts int64) {
	for _, c := range claims {
		if f := c.Facets; of == query.Statements && shownBy(f, "kind") && shownBy(f, "status") {
			acts |= actBit(f["act"])
		}
	}
	return acts
}

// shownBy reports whether a statement's value of a field is one that lists show
// by themselves.
func shownBy(f record.Facets, field string) bool {
	of, _ := query.Statements.Field(field)
	return f[field] == "" || f[field] == of.Default
}

// actBit is the bit of an act, 0 where it is none that is known.
func actBit(act string) int64 {
	at := slices.Index(onrecord.Acts[:], onrecord.Act(act))
	if at < 0 {
		return 0
	}
	return 1 << at
}

// facetCounts are the claims of an article by facet, its events by month and its
// statements by year and by who says them.
type facetCounts struct {
	known  map[string]int64 // by all values
	n      map[int64]int
	months map[[2]int64]int // facet, month
	years  map[[2]int64]int // facet, year
	said   map[[2]int64]int // actor, facet
	// counted are the facets of events that counts of them are of.
	counted map[int64]bool
}

// countFacets adds what is counted.
func (x *indexer) countFacets(c *facetCounts) error {
	for _, facet := range slices.Sorted(maps.Keys(c.n)) {
		if err := x.exec("UPDATE facet SET n = n + ? WHERE num = ?", c.n[facet], facet); err != nil {
			return err
		}
	}
	if err := x.tallyMonths(c); err != nil {
		return err
	}
	for by, n := range c.said { // each is counted apart
		if err := x.exec("INSERT INTO said_by (actor, facet, n) VALUES (?,?,?) ON CONFLICT DO UPDATE SET n = n + excluded.n", by[0], by[1], n); err != nil {
			return err
		}
	}
	for y, n := range c.years { // each is counted apart
		if err := x.exec("INSERT INTO statement_year (facet, year, n) VALUES (?,?,?) ON CONFLICT DO UPDATE SET n = n + excluded.n", y[0], y[1], n); err != nil {
			return err
		}
	}
	for m, n := range c.months { // each is counted apart
		if err := x.exec("INSERT INTO event_month (facet, month, n) VALUES (?,?,?) ON CONFLICT DO UPDATE SET n = n + excluded.n", m[0], m[1], n); err != nil {
			return err
		}
	}
	return nil
}

// monthOf is the month of a time, as event_month has it.
func monthOf(first, last int) int64 {
	switch {
	case first/100 == last/100:
		return int64(first / 100)
	case first/10000 == last/10000:
		return int64(first / 10000 * 100)
	}
	return 0
}

// words is the name of the index of a list's words.
func words(of query.List) string { return table(of) + "_words" }

// table is the name of the table of a list's claims.
func table(of query.List) string { return strings.TrimSuffix(string(of), "s") }

// claim makes the row of one claim, and returns the number of its facet, 0 for
// an agreement, whose statuses have each its own.
func (x *indexer) claim(of query.List, num int64, c record.Claim, counts *facetCounts) (facet int64, err error) {
	if c.Facets != nil && of != query.Agreements {
		if facet, err = x.facet(of, c.Facets, counts); err != nil {
			return 0, err
		}
	}
	first, last := firstDay(c.First), lastDay(c.Last)
	switch of {
	case query.Agreements:
		if err := x.exec("INSERT INTO agreement (num, first) VALUES (?,?)", num, first); err != nil {
			return 0, err
		}
		for i, s := range c.Statuses {
			f, err := x.facet(of, s.Facets, counts)
			if err != nil {
				return 0, err
			}
			if err := x.exec("INSERT INTO agreement_status (claim, place, first, last, facet) VALUES (?,?,?,?,?)", num, i, firstDay(s.First), lastDay(s.Last), f); err != nil {
				return 0, err
			}
		}
		return 0, nil
	case query.Statements:
		label, err := x.word(c.Label)
		if err != nil {
			return 0, err
		}
		counts.years[[2]int64{facet, monthOf(first, last) / 100}]++
		return facet, x.exec("INSERT INTO statement (num, first, last, facet, label) VALUES (?,?,?,?,?)", num, first, last, facet, label)
	case query.Events:
		counts.months[[2]int64{facet, monthOf(first, last)}]++
		counts.counted[facet] = isCounted(c.Facets)
	}
	return facet, x.exec("INSERT INTO "+table(of)+" (num, first, last, facet) VALUES (?,?,?,?)", num, first, last, facet)
}

// facetColumns are the fields that facets have values of.
var facetColumns = [...]string{"outlet", "kind", "status", "mode", "act", "certainty", "type", "cameo", "background", "told", "as"}

// facet is the number of the values of a claim, which are noted if no claim had
// them; the claim is counted.
func (x *indexer) facet(of query.List, f record.Facets, counts *facetCounts) (num int64, err error) {
	values, args := []string{string(of)}, []any{}
	for _, c := range facetColumns {
		values = append(values, f[c])
	}
	key := strings.Join(values, "\x00")
	if num, ok := counts.known[key]; ok {
		counts.n[num]++
		return num, nil
	}
	for _, v := range values {
		args = append(args, v)
	}
	args = append(args, hashed(values...))
	err = x.tx.QueryRowContext(x.ctx, `SELECT num FROM facet WHERE (list, outlet, kind, status, mode, act, certainty, type, cameo, background, told, "as", hash) = (?,?,?,?,?,?,?,?,?,?,?,?,?)`, args...).Scan(&num)
	if errors.Is(err, sql.ErrNoRows) {
		err = x.tx.QueryRowContext(x.ctx, `INSERT INTO facet (list, outlet, kind, status, mode, act, certainty, type, cameo, background, told, "as", hash, n)
			VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,0) RETURNING num`, args...).Scan(&num)
	}
	counts.known[key] = num
	counts.n[num]++
	return num, err
}

// part notes somebody's part in a claim.
func (x *indexer) part(of query.List, num, facet int64, c record.Claim, n int, p record.Part, actor int64) error {
	if p.Actor != "" {
		err := x.exec("INSERT OR IGNORE INTO part (actor, role, first, claim, last, facet) VALUES (?,?,?,?,?,?)", actor, int(p.Role), firstDay(c.First), num, lastDay(c.Last), facet)
		if err != nil {
			return err
		}
	}
	if of == query.Events && p.Name != "" {
		name, err := x.word(p.Name)
		if err != nil {
			return err
		}
		return x.exec("INSERT INTO event_name (claim, role, n, actor, name) VALUES (?,?,?,?,?)", num, int(p.Role), n, actor, name)
	}
	return nil
}

// dropClaims takes the rows of a list away.
func (x *indexer) dropClaims(list record.List) error {
	from, to := claimNum(x.num, 0), claimNum(x.num+1, 0)-1
	if list.Of == query.Events {
		if err := x.untally(from, to); err != nil {
			return fmt.Errorf("take its names from their counts: %w", err)
		}
	}
	claims := table(list.Of)
	counted, where := claims, "num"
	if list.Of == query.Agreements {
		counted, where = "agreement_status", "claim"
	}
	for _, do := range []struct {
		query string
		args  []any
	}{
		{`UPDATE said_by SET n = said_by.n - c.n FROM (SELECT p.actor, p.facet, count(*) AS n FROM statement s CROSS JOIN actor_in i
			JOIN part p ON p.actor = i.actor AND p.role = 1 AND p.first = s.first AND p.claim = s.num WHERE ? = 'statements' AND s.num BETWEEN ? AND ? AND i.article = ? GROUP BY 1, 2) c
			WHERE said_by.actor = c.actor AND said_by.facet = c.facet`, []any{string(list.Of), from, to, x.num}},
		{`DELETE FROM part WHERE (actor, role, first, claim) IN (SELECT i.actor, r.value, c.first, c.num
			FROM ` + claims + ` c CROSS JOIN json_each(?) r CROSS JOIN actor_in i WHERE c.num BETWEEN ? AND ? AND i.article = ?)`,
			[]any{text(list.Roles), from, to, x.num}},
		{`UPDATE event_month SET n = event_month.n - c.n FROM (SELECT facet, CASE WHEN first / 100 = last / 100 THEN first / 100
			WHEN first / 10000 = last / 10000 THEN first / 10000 * 100 ELSE 0 END AS month, count(*) AS n FROM event WHERE ? = 'events' AND num BETWEEN ? AND ? GROUP BY 1, 2) c
			WHERE event_month.facet = c.facet AND event_month.month = c.month`, []any{string(list.Of), from, to}},
		{`UPDATE statement_year SET n = statement_year.n - c.n FROM (` + tallyOfYears("? = 'statements' AND num BETWEEN ? AND ?") + `) c
			WHERE statement_year.facet = c.facet AND statement_year.year = c.year`, []any{string(list.Of), from, to}},
		{"UPDATE facet SET n = facet.n - c.n FROM (SELECT facet, count(*) AS n FROM " + counted + " WHERE " + where + " BETWEEN ? AND ? GROUP BY facet) c WHERE facet.num = c.facet", []any{from, to}},
		{"DELETE FROM " + counted + " WHERE " + where + " BETWEEN ? AND ?", []any{from, to}},
		{"DELETE FROM " + words(list.Of) + " WHERE rowid BETWEEN ? AND ?", []any{from, to}},
	} {
		if err := x.exec(do.query, do.args...); err != nil {
			return err
		}
	}
	switch list.Of {
	case query.Agreements:
		return x.exec("DELETE FROM agreement WHERE num BETWEEN ? AND ?", from, to)
	case query.Events:
		return x.exec("DELETE FROM event_name WHERE claim BETWEEN ? AND ?", from, to)
	case query.Statements:
		return x.exec("DELETE FROM said WHERE article = ?", x.num)
	}
	return nil
}

// wordings adds how the article names its actors, or takes it away.
func (x *indexer) wordings(r *onrecord.Record, nums map[onrecord.ActorID]int64, sign int) error {
	for _, w := range record.Wordings(r) {
		if sign > 0 {
			err := x.exec(`INSERT INTO wording (actor, words, outlet, n, article, at) VALUES (?,?,?,?,?,?)
				ON CONFLICT DO UPDATE SET n = n + excluded.n,
					(article, at) = (SELECT num, CASE num WHEN wording.article THEN wording.at ELSE excluded.at END FROM article WHERE num IN (wording.article, excluded.article) ORDER BY id LIMIT 1)`,
				nums[w.Actor], w.Words, r.Outlet, w.Count, x.num, w.At)
			if err != nil {
				return err
			}
			continue
		}
		var left, article int64
		err := x.tx.QueryRowContext(x.ctx, "UPDATE wording SET n = n - ? WHERE actor = ? AND words = ? AND outlet = ? RETURNING n, article", w.Count, nums[w.Actor], w.Words, r.Outlet).Scan(&left, &article)
		if errors.Is(err, sql.ErrNoRows) {
			continue // nothing to take away
		}
		if err == nil && left <= 0 {
			err = x.exec("DELETE FROM wording WHERE actor = ? AND words = ? AND outlet = ?", nums[w.Actor], w.Words, r.Outlet)
		} else if err == nil && article == x.num {
			err = x.otherExample(nums[w.Actor], w, r.Outlet)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// otherExample finds the first article beside this one that has a wording.
func (x *indexer) otherExample(actor int64, w record.Wording, outlet string) error {
	articles, err := numbers(x.ctx, x.tx, `SELECT a.num FROM actor_in i JOIN article a ON a.num = i.article
		WHERE i.actor = ? AND a.outlet = ? AND a.num <> ? ORDER BY a.id`, actor, outlet, x.num)
	if err != nil {
		return err
	}
	for _, num := range articles {
		e, err := x.store.entry(x.ctx, x.tx, num)
		if err != nil {
			return err
		}
		local := x.decided.Here(e.found)
		for _, other := range record.Wordings(&local) {
			if other.Actor == w.Actor && other.Words == w.Words {
				return x.exec("UPDATE wording SET article = ?, at = ? WHERE actor = ? AND words = ? AND outlet = ?", num, other.At, actor, w.Words, outlet)
			}
		}
	}
	return fmt.Errorf("no article names %s %q", w.Actor, w.Words)
}

// count adds what the article says of actors, as all decisions have them, to
// what is known of them, or takes it away.
func (x *indexer) count(local *onrecord.Record, sign int) error {
	for _, p := range record.Present(local) {
		if err := x.countApart(p, sign); err != nil {
			return err
		}
	}
	r := *local
	r.Found, _ = x.decided.Global(local.Found)
	known := r.ActorsByID()
	for _, p := range record.Present(&r) {
		a := known[p.Actor]
		a.ID = p.Actor
		num, err := x.actor(a)
		if err != nil {
			return err
		}
		if err := x.exec("UPDATE actor SET articles = articles + ?, mentions = mentions + ?, statements = statements + ?, about = about + ? WHERE num = ?",
			sign, sign*p.Mentions, sign*p.Said, sign*p.About, num); err != nil {
			return err
		}
		if sign > 0 {
			if err := x.newer(num, a, &r); err != nil {
				return err
			}
		}
	}
	return nil
}

// newer makes an actor as this article has them, if none is newer.
func (x *indexer) newer(num int64, a onrecord.Actor, r *onrecord.Record) error {
	var newest sql.NullInt64
	var last sql.NullInt64
	var id sql.NullString
	err := x.tx.QueryRowContext(x.ctx, "SELECT a.newest, n.last, n.id FROM actor a LEFT JOIN article n ON n.num = a.newest WHERE a.num = ?", num).Scan(&newest, &last, &id)
	if err != nil || a.Name == "" {
		return err
	}
	day := int64(lastDay(r.Published.Latest))
	if newest.Valid && newest.Int64 != x.num && (last.Int64 > day || last.Int64 == day && id.String < string(r.ID)) {
		return nil
	}
	return x.describe(num, a, x.num)
}

// describe writes what an actor is, and by which article.
func (x *indexer) describe(num int64, a onrecord.Actor, newest int64) error {
	var had string
	if err := x.tx.QueryRowContext(x.ctx, "SELECT name FROM actor WHERE num = ?", num).Scan(&had); err != nil {
		return err
	}
	if had != a.Name {
		if err := x.exec("DELETE FROM actor_names WHERE rowid = ?", num); err != nil {
			return err
		}
		if err := x.exec("INSERT INTO actor_names (rowid, name) VALUES (?,?)", num, a.Name); err != nil {
			return err
		}
	}
	return x.exec("UPDATE actor SET name = ?, type = ?, role = ?, codes = ?, newest = ? WHERE num = ?", a.Name, string(a.Type), a.Role, text(codes(a)), newest, num)
}

// newest looks again for the newest article of those whose it was.
func (x *indexer) newest() error {
	aged := x.aged
	x.aged = nil
	for _, num := range aged {
		var id onrecord.ActorID
		if err := x.tx.QueryRowContext(x.ctx, "SELECT id FROM actor WHERE num = ?", num).Scan(&id); err != nil {
			return err
		}
		if err := x.renewActor(num, id); err != nil {
			return fmt.Errorf("the newest of %s: %w", id, err)
		}
	}
	return nil
}

// renewActor writes what the newest article that has an actor, or one whom they
// stand for, knows of them.
func (x *indexer) renewActor(num int64, id onrecord.ActorID) error {
	group := x.decided.Group(id)
	if !slices.Contains(group, id) {
		group = []onrecord.ActorID{id}
	}
	var article int64
	err := x.tx.QueryRowContext(x.ctx, `SELECT a.num FROM json_each(?) g JOIN actor m ON m.id = g.value
		JOIN article a ON a.num = (SELECT i.article FROM actor_in i JOIN article b ON b.num = i.article WHERE i.actor = m.num ORDER BY i.last DESC, b.id LIMIT 1)
		ORDER BY a.last DESC, a.id LIMIT 1`, text(group)).Scan(&article)
	if errors.Is(err, sql.ErrNoRows) {
		return x.exec("UPDATE actor SET newest = NULL WHERE num = ?", num)
	}
	if err != nil {
		return err
	}
	e, err := x.store.entry(x.ctx, x.tx, article)
	if err != nil {
		return err
	}
	a, ok := e.shown.Actor(id)
	if !ok { // one who is shown no more
		if a, ok = e.found.Found.Actor(id); !ok {
			return x.exec("UPDATE actor SET newest = ? WHERE num = ?", article, num)
		}
	}
	return x.describe(num, a, article)
}
