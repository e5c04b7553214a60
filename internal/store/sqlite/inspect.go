package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/internal/world"
	"onrecord/query"
)

// Inspect implements onrecord.Keeper.
func (s *Store) Inspect(ctx context.Context, done func()) iter.Seq2[onrecord.Fault, error] {
	return func(yield func(onrecord.Fault, error) bool) {
		tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			yield(onrecord.Fault{}, s.wrap("begin", err))
			return
		}
		defer tx.Rollback() // nothing was written
		in := &inspector{ctx: ctx, tx: tx, store: s, wordings: map[wordingKey]int{}, report: func(f onrecord.Fault) error {
			if !yield(f, nil) {
				return errEnough
			}
			return nil
		}}
		if err := in.all(done); err != nil && !errors.Is(err, errEnough) {
			yield(onrecord.Fault{}, s.wrap("inspect", err))
		}
	}
}

// inspector looks for what is wrong with a store at one moment.
type inspector struct {
	ctx      context.Context
	tx       *sql.Tx
	store    *Store
	decided  *decided
	wordings map[wordingKey]int
	report   func(onrecord.Fault) error
}

type wordingKey struct {
	actor         int64
	words, outlet string
}

func (in *inspector) fault(id onrecord.ArticleID, lost bool, format string, args ...any) error {
	return in.report(onrecord.Fault{Article: id, Lost: lost, What: fmt.Sprintf(format, args...)})
}

func (in *inspector) all(done func()) (err error) {
	if in.decided, err = in.store.decided(in.ctx, in.tx); err != nil {
		return err
	}
	if err := in.file(); err != nil {
		return err
	}
	nums, err := numbers(in.ctx, in.tx, "SELECT num FROM article ORDER BY num")
	if err != nil {
		return err
	}
	for _, num := range nums {
		if err := in.article(num); err != nil {
			return err
		}
		done()
	}
	if err := in.strays(); err != nil {
		return err
	}
	if err := in.totals(); err != nil {
		return err
	}
	return in.world()
}

// file looks whether the file itself is whole, by a connection of its own: an
// index of words remembers its structure in a connection, and is not looked up
// again for this (SQLite 3.51), so that one that another has changed since would
// pass for damaged.
func (in *inspector) file() error {
	db, err := openDB(in.store.readDSN, connect("PRAGMA query_only=ON"))
	if err != nil {
		return err
	}
	defer db.Close()
	for _, pragma := range []string{"PRAGMA quick_check(20)", "PRAGMA foreign_key_check"} {
		err := each(in.ctx, db, pragma, func(rows *sql.Rows) error {
			columns, err := rows.Columns()
			if err != nil {
				return err
			}
			values, to := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				to[i] = &values[i]
			}
			if err := rows.Scan(to...); err != nil {
				return err
			}
			if said := fmt.Sprint(values...); said != "ok" {
				return in.fault("", true, "the file is damaged: %s", said)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// article looks at one article: that its document can be read and has the text
// it is stored under, that every span lies in the text and every id is
// somebody's, and that the rows by which it is found are those it should have.
func (in *inspector) article(num int64) error {
	var r onrecord.Record
	if _, err := scanHead(in.tx.QueryRowContext(in.ctx, "SELECT "+headColumns+" FROM article a WHERE a.num = ?", num), &r); err != nil {
		return in.fault(r.ID, true, "%v", err)
	}
	if err := in.store.body(in.ctx, in.tx, num, &r); err != nil {
		return in.fault(r.ID, true, "%v", err)
	}
	var hash []byte
	if err := in.tx.QueryRowContext(in.ctx, "SELECT text_hash FROM article WHERE num = ?", num).Scan(&hash); err != nil {
		return err
	}
	if r.TextHash() != hex.EncodeToString(hash) {
		return in.fault(r.ID, true, "its text is another than was stored")
	}
	if err := r.Check(); err != nil {
		return in.fault(r.ID, true, "%v", err)
	}
	local := in.decided.Here(r)
	var acts int64
	if err := in.tx.QueryRowContext(in.ctx, "SELECT ifnull((SELECT acts FROM said WHERE article = ?), 0)", num).Scan(&acts); err != nil {
		return err
	}
	if acts != saidActs(query.Statements, record.Claims(query.Statements, &local)) {
		if err := in.fault(r.ID, false, "what its statements do is not noted as it should be"); err != nil {
			return err
		}
	}
	for _, list := range record.Lists() {
		if err := in.claims(num, list, &local); err != nil {
			return err
		}
	}
	return in.actors(num, &local)
}

// row is a row of a claim, as inspect compares them.
type row struct {
	place, first, last int
	facets             [len(facetColumns)]string
}

// claims looks whether an article's claims have the rows they should have.
func (in *inspector) claims(num int64, list record.List, r *onrecord.Record) error {
	var want, got []row
	parts := map[string]bool{}
	for _, c := range record.Claims(list.Of, r) {
		statuses := c.Statuses
		if list.Of != query.Agreements {
			statuses = []record.Status{{First: c.First, Last: c.Last, Facets: c.Facets}}
		}
		for _, s := range statuses {
			w := row{place: c.Place, first: firstDay(s.First), last: lastDay(s.Last)}
			for i, f := range facetColumns {
				w.facets[i] = s.Facets[f]
			}
			want = append(want, w)
		}
		for _, p := range c.Parts {
			if p.Actor != "" {
				parts[fmt.Sprint(p.Actor, p.Role, c.Place)] = true
			}
		}
	}
	from, to := claimNum(num, 0), claimNum(num+1, 0)-1
	rows := "SELECT s.num AS num, s.first, s.last, s.facet FROM " + table(list.Of) + " s WHERE s.num BETWEEN ? AND ? ORDER BY s.num"
	if list.Of == query.Agreements {
		rows = "SELECT s.claim AS num, s.first, s.last, s.facet FROM agreement_status s WHERE s.claim BETWEEN ? AND ? ORDER BY s.claim, s.place"
	}
	err := each(in.ctx, in.tx, `SELECT s.num, s.first, s.last, f.outlet, f.kind, f.status, f.mode, f.act, f.certainty, f.type, f.cameo, f.background, f.told, f."as"
		FROM (`+rows+") s LEFT JOIN facet f ON f.num = s.facet", func(rows *sql.Rows) error {
		var g row
		var claim int64
		to := []any{&claim, &g.first, &g.last}
		for i := range g.facets {
			to = append(to, &g.facets[i])
		}
		err := rows.Scan(to...)
		g.place = int(claim & (1<<placeBits - 1))
		got = append(got, g)
		return err
	}, from, to)
	if err != nil {
		return err
	}
	if !slices.Equal(got, want) {
		if err := in.fault(r.ID, false, "the rows of its %s are not those it should have", list.Of); err != nil {
			return err
		}
	}
	var indexed int
	if err := in.tx.QueryRowContext(in.ctx, "SELECT count(*) FROM "+words(list.Of)+"_docsize WHERE id BETWEEN ? AND ?", from, to).Scan(&indexed); err != nil {
		return err
	}
	if n := len(record.Claims(list.Of, r)); indexed != n {
		if err := in.fault(r.ID, false, "the words of %d of its %d %s are indexed", indexed, n, list.Of); err != nil {
			return err
		}
	}
	return in.parts(num, list, r.ID, parts)
}

// parts looks whether those who take part in an article's claims are noted, and nobody else.
func (in *inspector) parts(num int64, list record.List, id onrecord.ArticleID, want map[string]bool) error {
	got := map[string]bool{}
	from, to := claimNum(num, 0), claimNum(num+1, 0)-1
	err := each(in.ctx, in.tx, `SELECT a.id, p.role, p.claim FROM `+table(list.Of)+` c CROSS JOIN actor_in i CROSS JOIN json_each(?) r CROSS JOIN part p CROSS JOIN actor a
		WHERE c.num BETWEEN ? AND ? AND i.article = ? AND p.actor = i.actor AND p.role = r.value AND p.first = c.first AND p.claim = c.num AND a.num = p.actor`, func(rows *sql.Rows) error {
		var actor onrecord.ActorID
		var role record.Role
		var claim int64
		err := rows.Scan(&actor, &role, &claim)
		got[fmt.Sprint(actor, role, claim&(1<<placeBits-1))] = true
		return err
	}, text(list.Roles), from, to, num)
	if err != nil || reflect.DeepEqual(got, want) {
		return err
	}
	return in.fault(id, false, "who takes part in its %s is not noted as it should be", list.Of)
}

// actors looks whether those who are in an article are noted, and how they are called.
func (in *inspector) actors(num int64, r *onrecord.Record) error {
	want, got := map[string]bool{}, map[string]bool{}
	for _, p := range record.Present(r) {
		want[fmt.Sprint(p.Actor, " ", lastDay(r.Published.Latest), " ", p.Mentions, " ", p.Role)] = true
	}
	nums := map[onrecord.ActorID]int64{}
	err := each(in.ctx, in.tx, "SELECT a.id, a.num, i.last, i.mentions, ifnull(w.word, '') FROM actor_in i JOIN actor a ON a.num = i.actor LEFT JOIN word w ON w.num = i.role WHERE i.article = ?", func(rows *sql.Rows) error {
		var actor onrecord.ActorID
		var number int64
		var last, mentions int
		var role string
		err := rows.Scan(&actor, &number, &last, &mentions, &role)
		nums[actor] = number
		got[fmt.Sprint(actor, " ", last, " ", mentions, " ", role)] = true
		return err
	}, num)
	if err != nil {
		return err
	}
	for _, w := range record.Wordings(r) {
		in.wordings[wordingKey{nums[w.Actor], w.Words, r.Outlet}] += w.Count
	}
	if !reflect.DeepEqual(got, want) {
		return in.fault(r.ID, false, "who is in it is not noted as it should be")
	}
	return nil
}

// strays looks for rows of articles that are not there.
func (in *inspector) strays() error {
	for what, q := range map[string]string{ // in any order
		"statements":  "SELECT count(*) FROM statement s WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.num >> 20)",
		"events":      "SELECT count(*) FROM event s WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.num >> 20)",
		"agreements":  "SELECT count(*) FROM agreement s WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.num >> 20)",
		"memberships": "SELECT count(*) FROM membership s WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.num >> 20)",
		"parts":       "SELECT count(*) FROM part s WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.claim >> 20)",
		"words":       "SELECT count(*) FROM article_words_docsize s WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.id)",
		"facts given": "SELECT count(*) FROM world_given s WHERE s.source > 0 AND NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.source)",
		"words of rows": `SELECT (SELECT count(*) FROM world_row r WHERE NOT EXISTS (SELECT 1 FROM world_words_docsize d WHERE d.id = r.num)) +
			(SELECT count(*) FROM world_words_docsize d WHERE NOT EXISTS (SELECT 1 FROM world_row r WHERE r.num = d.id))`,
		"values of rows": `SELECT (SELECT count(*) FROM world_row r CROSS JOIN json_each(numbers_in(r.has)) n WHERE NOT EXISTS (SELECT 1 FROM world_has h WHERE h.value = n.value AND h.row = r.num)) +
			(SELECT count(*) FROM world_has h WHERE NOT EXISTS (SELECT 1 FROM world_row r WHERE r.num = h.row))`,
		"keys of rows": "SELECT count(*) FROM world_row r WHERE NOT EXISTS (SELECT 1 FROM world_key k WHERE k.num = r.key)",
		"facts":        "SELECT count(*) FROM world_fact s WHERE s.source > 0 AND NOT EXISTS (SELECT 1 FROM article a WHERE a.num = s.source)",
	} {
		var n int
		if err := in.tx.QueryRowContext(in.ctx, q).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			if err := in.fault("", false, "%d %s are of nothing that is there", n, what); err != nil {
				return err
			}
		}
	}
	return nil
}

// totals looks whether what is counted by adding and subtracting is what there is.
func (in *inspector) totals() error {
	for what, q := range map[string]string{ // in any order
		"values of claims": `SELECT count(*) FROM facet f LEFT JOIN (SELECT facet, count(*) AS n FROM
			(SELECT facet FROM statement UNION ALL SELECT facet FROM event UNION ALL SELECT facet FROM membership UNION ALL SELECT facet FROM agreement_status) GROUP BY facet) c
			ON c.facet = f.num WHERE f.n <> ifnull(c.n, 0)`,
		"months of events": `SELECT count(*) FROM event_month m LEFT JOIN (SELECT facet, CASE WHEN first / 100 = last / 100 THEN first / 100
			WHEN first / 10000 = last / 10000 THEN first / 10000 * 100 ELSE 0 END AS month, count(*) AS n FROM event GROUP BY 1, 2) c
			ON c.facet = m.facet AND c.month = m.month WHERE m.n <> ifnull(c.n, 0)`,
		"names of events": `WITH c AS (` + tallies("WHERE") + " UNION ALL " + tallyOfMonths("") + `) SELECT
			(SELECT count(*) FROM event_tally t LEFT JOIN c ON c.role = t.role AND c.word = t.name AND c.actor = t.actor WHERE t.n <> ifnull(c.n, 0)) +
			(SELECT count(*) FROM c WHERE NOT EXISTS (SELECT 1 FROM event_tally t WHERE c.role = t.role AND c.word = t.name AND c.actor = t.actor))`,
		"actors' articles and mentions": `SELECT count(*) FROM actor a LEFT JOIN (SELECT actor, count(*) AS articles, sum(mentions) AS mentions FROM actor_in GROUP BY actor) c ON c.actor = a.num
			WHERE a.shown AND a.id NOT IN (SELECT value FROM json_each(?1)) AND (a.articles <> ifnull(c.articles, 0) OR a.mentions <> ifnull(c.mentions, 0))`,
		"actors that stand apart": `SELECT count(*) FROM actor_apart c WHERE (c.articles, c.mentions) <> (SELECT count(*), ifnull(sum(mentions), 0) FROM actor_in i WHERE i.actor = c.actor)
			OR c.statements <> (SELECT count(*) FROM part p WHERE p.actor = c.actor AND p.role = 1 AND ` + said + `)
			OR c.about <> (SELECT count(*) FROM part p WHERE p.actor = c.actor AND p.role = 2 AND ` + said + `)`,
		"actors' statements": `SELECT count(*) FROM actor a LEFT JOIN (SELECT p.actor, count(*) AS n FROM part p JOIN facet f ON f.num = p.facet
			WHERE p.role = 1 AND f.kind IN ('', 'speech') AND f.status IN ('', 'made') GROUP BY p.actor) c ON c.actor = a.num
			WHERE a.shown AND a.id NOT IN (SELECT value FROM json_each(?1)) AND a.statements <> ifnull(c.n, 0)`,
	} {
		var args []any
		if strings.Contains(q, "?1") {
			args = []any{text(in.joined())}
		}
		var n int
		if err := in.tx.QueryRowContext(in.ctx, q, args...).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			if err := in.fault("", false, "%d counts of %s are wrong", n, what); err != nil {
				return err
			}
		}
	}
	wrong := 0
	err := each(in.ctx, in.tx, "SELECT actor, words, outlet, n FROM wording", func(rows *sql.Rows) error {
		var k wordingKey
		var n int
		err := rows.Scan(&k.actor, &k.words, &k.outlet, &n)
		if in.wordings[k] != n {
			wrong++
		}
		delete(in.wordings, k)
		return err
	})
	if wrong += len(in.wordings); err == nil && wrong > 0 {
		err = in.fault("", false, "%d counts of wordings are wrong", wrong)
	}
	return err
}

// joined are those who stand for others: their counts are of all of them.
func (in *inspector) joined() []onrecord.ActorID {
	out := []onrecord.ActorID{}
	for id := range in.decided.names { // to be looked into
		if len(in.decided.Group(id)) > 1 {
			out = append(out, id)
		}
	}
	return out
}

// world looks whether the words that rows of the world tier cite stand where
// they are said to.
func (in *inspector) world() error {
	return each(in.ctx, in.tx, "SELECT "+rowColumns+", (SELECT kind FROM world_kind WHERE num = r.kind) FROM world_row r ORDER BY r.num", func(rows *sql.Rows) error {
		var kind string
		var row world.Row
		if err := in.store.scanRow(rows, &row, &kind); err != nil {
			return in.fault("", false, "a row of the %s: %v", kind, err)
		}
		id := row.ID
		var tree any
		if err := json.Unmarshal(row.Body, &tree); err != nil {
			return in.fault("", false, "%s %s: %v", kind, id, err)
		}
		for _, c := range cites(tree, nil) {
			said, err := in.said(c)
			if err == nil && said != c.Text && kind == string(world.Inconsistencies) {
				said, err = in.saidBefore(c, said)
			}
			if err != nil {
				return err
			} else if said != c.Text {
				if err := in.fault(c.Article, false, "%s %s cites %q at %d to %d, where %q stands", kind, id, c.Text, c.Start, c.End, said); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// cites are all cites within a JSON value, whatever it is of.
func cites(v any, out []onrecord.Cite) []onrecord.Cite {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			out = cites(e, out)
		}
	case map[string]any:
		article, ok := v["article"].(string)
		start, isCite := v["start"].(float64)
		end, _ := v["end"].(float64)
		text, hasText := v["text"].(string)
		if ok && isCite && hasText && article != "" {
			return append(out, onrecord.Cite{Article: onrecord.ArticleID(article), Start: int(start), End: int(end), Text: text})
		}
		for _, e := range v { // in any order
			out = cites(e, out)
		}
	}
	return out
}

// said is what stands where a cite says it does.
func (in *inspector) said(c onrecord.Cite) (string, error) {
	nums, err := numbers(in.ctx, in.tx, "SELECT num FROM article WHERE id = ?", string(c.Article))
	if err != nil || len(nums) == 0 {
		return "", err
	}
	e, err := in.store.entry(in.ctx, in.tx, nums[0])
	if errors.Is(err, errDamaged) { // which is told of already
		return c.Text, nil
	}
	if err != nil {
		return "", err
	}
	return standsAt(e.found.Text, c), nil
}

// saidBefore is what an earlier text of the article has there, if that is what is
// cited: what changed between the versions of a page is told with the words of both.
func (in *inspector) saidBefore(c onrecord.Cite, said string) (string, error) {
	nums, err := numbers(in.ctx, in.tx, "SELECT num FROM article WHERE id = ?", string(c.Article))
	if err != nil || len(nums) == 0 {
		return said, err
	}
	past, err := in.store.pastOf(in.ctx, in.tx, nums[0], c.Article)
	for i := range past {
		if before := standsAt(past[i].Text, c); before == c.Text {
			return before, nil
		}
	}
	return said, err
}

// standsAt is what stands in a text where a cite says, "" for no such place.
func standsAt(text string, c onrecord.Cite) string {
	chars := []rune(text)
	if c.Start < 0 || c.Start > c.End || c.End > len(chars) {
		return ""
	}
	return string(chars[c.Start:c.End])
}
