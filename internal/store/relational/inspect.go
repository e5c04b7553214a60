package relational

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/internal/world"
	"onrecord/query"
)

// Inspect implements onrecord.Keeper.
func (s *Store) Inspect(ctx context.Context, done func()) iter.Seq2[onrecord.Fault, error] {
	return func(yield func(onrecord.Fault, error) bool) {
		tx, err := s.look(ctx)
		if err != nil {
			yield(onrecord.Fault{}, s.Wrap("begin", err))
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
			yield(onrecord.Fault{}, s.Wrap("inspect", err))
		}
	}
}

// inspector looks for what is wrong with a store at one moment.
type inspector struct {
	ctx      context.Context
	tx       *sql.Tx
	store    *Store
	decided  *decided
	types    []world.Type // whose facts are made
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
	if in.types, err = in.settled(); err != nil {
		return err
	}
	if err := in.store.engine.Whole(in.ctx, func(lost bool, what string) error { return in.fault("", lost, "%s", what) }); err != nil {
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
	if err := in.hashes(); err != nil {
		return err
	}
	return in.world()
}

// Lasting are the tables that cannot be made anew.
var Lasting = []string{"article", "body", "past", "superseded"}

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
	if err := in.tx.QueryRowContext(in.ctx, "SELECT coalesce((SELECT acts FROM said WHERE article = ?), 0)", num).Scan(&acts); err != nil {
		return err
	}
	if acts != saidActs(query.Statements, record.Claims(query.Statements, &local)) {
		if err := in.fault(r.ID, false, "what its statements do is not noted as it should be"); err != nil {
			return err
		}
	}
	if err := in.listed(num, &local); err != nil {
		return err
	}
	for _, list := range record.Lists() {
		if err := in.claims(num, list, &local); err != nil {
			return err
		}
	}
	if err := in.actors(num, &local); err != nil {
		return err
	}
	return in.facts(num, &r)
}

// listed looks whether an article stands in the list of articles, and in the
// index of their words, as its record has it.
func (in *inspector) listed(num int64, r *onrecord.Record) error {
	var agrees bool
	err := in.tx.QueryRowContext(in.ctx, "SELECT (first, last, outlet, title) = (?,?,?,?) AND EXISTS (SELECT 1 FROM "+in.store.engine.Indexed("article_words")+" w WHERE w.id = article.num) FROM article WHERE num = ?",
		firstDay(r.Published.Earliest), lastDay(r.Published.Latest), r.Outlet, r.Title, num).Scan(&agrees)
	if err != nil || agrees {
		return err
	}
	return in.fault(r.ID, false, "it is not listed as it should be")
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
	rows := "SELECT s.num AS num, 0 AS place, s.first, s.last, s.facet FROM " + table(list.Of) + " s WHERE s.num BETWEEN ? AND ?"
	if list.Of == query.Agreements {
		rows = "SELECT s.claim AS num, s.place AS place, s.first, s.last, s.facet FROM agreement_status s WHERE s.claim BETWEEN ? AND ?"
	}
	err := Each(in.ctx, in.tx, `SELECT s.num, s.first, s.last, f.outlet, f.kind, f.status, f.mode, f.act, f.certainty, f.type, f.cameo, f.background, f.told, f."as"
		FROM (`+rows+") s LEFT JOIN facet f ON f.num = s.facet ORDER BY s.num, s.place", func(rows *sql.Rows) error {
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
	if err := in.tx.QueryRowContext(in.ctx, "SELECT count(*) FROM "+in.store.engine.Indexed(words(list.Of))+" w WHERE w.id BETWEEN ? AND ?", from, to).Scan(&indexed); err != nil {
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
	err := Each(in.ctx, in.tx, `SELECT a.id, p.role, p.claim FROM `+table(list.Of)+` c CROSS JOIN actor_in i CROSS JOIN `+integers+` r CROSS JOIN part p CROSS JOIN actor a
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
	err := Each(in.ctx, in.tx, "SELECT a.id, a.num, i.last, i.mentions, coalesce(w.word, '') FROM actor_in i JOIN actor a ON a.num = i.actor LEFT JOIN word w ON w.num = i.role WHERE i.article = ?", func(rows *sql.Rows) error {
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
