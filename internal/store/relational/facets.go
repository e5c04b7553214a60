package relational

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/query"
)

// FacetCounts implements onrecord.ClaimLists.
func (s *Store) FacetCounts(ctx context.Context, of query.List, f onrecord.Filter, by ...onrecord.Facet) ([][]onrecord.FacetCount, error) {
	counts, err := remember(ctx, s, countOf(of, f, by, f.Limit, f.Among), func() ([][]onrecord.FacetCount, error) { return s.facetCounts(ctx, of, f, by) })
	out := make([][]onrecord.FacetCount, len(counts))
	for i, values := range counts { // the caller's own
		out[i] = slices.Clone(values)
	}
	return out, err
}

func (s *Store) facetCounts(ctx context.Context, of query.List, f onrecord.Filter, by []onrecord.Facet) ([][]onrecord.FacetCount, error) {
	out := make([][]onrecord.FacetCount, len(by))
	var values map[onrecord.Facet]counted
	for i, facet := range by {
		if !slices.Contains(onrecord.Facets(of), facet) {
			return nil, onrecord.Errorf(onrecord.Invalid, "%s are not counted by %q", of, facet)
		}
		var err error
		switch {
		case facet == "speaker":
			out[i], err = s.speakers(ctx, f)
		case values == nil:
			values, err = s.allValues(ctx, of, f, slices.Contains(by, onrecord.ByYear))
		}
		if err != nil {
			return nil, s.Wrap(fmt.Sprintf("count %s by %s", of, facet), err)
		}
		if facet != "speaker" {
			out[i] = facetsOf(of, facet, values[facet])
		}
		if f.Limit > 0 && len(out[i]) > f.Limit {
			out[i] = out[i][:f.Limit]
		}
	}
	return out, nil
}

// facetsOf are the values of a facet that can be asked for. What nobody has judged
// is what lists ask for by themselves.
func facetsOf(of query.List, facet onrecord.Facet, counts counted) []onrecord.FacetCount {
	values := counts.by
	field, _ := of.Field(string(facet))
	out := []onrecord.FacetCount{}
	if field.Default != "" && values[""] > 0 {
		values[field.Default] += values[""]
	}
	for v, n := range values { // sorted below
		if v != "" && n > 0 {
			out = append(out, onrecord.FacetCount{Value: v, Name: v, Rows: n, Among: counts.among})
		}
	}
	onrecord.SortFacets(out)
	return out
}

// counted is how many rows have each value of a facet.
type counted struct {
	by    map[string]int
	among int // of how many rows; 0 for all
}

// allValues are how many rows have each value, of all facets that are not names;
// of years only if they are wanted.
func (s *Store) allValues(ctx context.Context, of query.List, f onrecord.Filter, years bool) (map[onrecord.Facet]counted, error) {
	var probe func(query string, args ...any) bool
	if f.Among > 0 {
		probe = s.probe(ctx)
	}
	w, err := s.whereBy(ctx, of, f.Q, probe)
	if err != nil {
		return nil, err
	}
	out := map[onrecord.Facet]counted{}
	for _, f := range onrecord.Facets(of) {
		out[f] = counted{by: map[string]int{}}
	}
	switch of {
	case query.Articles:
		// By outlets articles are not gone over in the order of an index: what is asked of their days is.
		from := "article a" + w.String()
		if f.Among > 0 && query.Print(f.Q) != query.Print(query.Articles.Shown(nil)) {
			from = "(SELECT a.outlet, a.first, a.last FROM " + from + fmt.Sprintf(" ORDER BY a.last DESC LIMIT %d) a", f.Among)
			for facet, c := range out { // each by itself
				out[facet] = counted{c.by, f.Among}
			}
		}
		return out, s.columnValues(ctx, out, from, w.args, map[onrecord.Facet]string{"outlet": "(a.outlet || '')", onrecord.ByYear: yearOf("a")}, "count(*)")
	case query.Agreements: // a row is an agreement, of which one status has all that is asked
		columns := map[onrecord.Facet]string{onrecord.ByYear: yearOf("s")}
		for _, f := range onrecord.Facets(of) {
			if f != onrecord.ByYear {
				columns[f] = `k."` + string(f) + `"`
			}
		}
		if f.Among > 0 {
			w.add("s.claim IN (SELECT DISTINCT s.claim FROM agreement_status s"+w.String()+fmt.Sprintf(" ORDER BY s.claim DESC LIMIT %d)", f.Among), slices.Clone(w.args)...)
			for facet, c := range out { // each by itself
				out[facet] = counted{c.by, f.Among}
			}
		}
		return out, s.columnValues(ctx, out, "agreement_status s JOIN facet k ON k.num = s.facet"+w.String(), w.args, columns, "count(DISTINCT s.claim)")
	}
	if years {
		from, args, among := countedFrom(of, w, f, true)
		of := counted{out[onrecord.ByYear].by, among}
		if err := s.byYear(ctx, "SELECT year, sum(n) FROM "+from+" WHERE year > 0 GROUP BY year", args, of.by); err != nil {
			return nil, err
		}
		out[onrecord.ByYear] = of
	}
	from, args, among := countedFrom(of, w, f, false)
	for facet, c := range out { // each by itself
		if facet != onrecord.ByYear {
			out[facet] = counted{c.by, among}
		}
	}
	return out, s.ofFacets(ctx, of, "SELECT facet, sum(n) AS n FROM "+from+" GROUP BY facet", args, out)
}

// yearOf is the one year that a row of first and last days is of, 0 if it may be of two.
func yearOf(row string) string {
	return fmt.Sprintf("CASE WHEN %s.first / 10000 = %s.last / 10000 THEN %s.first / 10000 ELSE 0 END", row, row, row)
}

// columnValues counts rows by each of some columns.
func (s *Store) columnValues(ctx context.Context, out map[onrecord.Facet]counted, from string, args []any, columns map[onrecord.Facet]string, count string) error {
	for facet, column := range columns { // each is counted apart
		err := Each(ctx, s.read, "SELECT "+column+" AS value, "+count+" FROM "+from+" GROUP BY value", func(rows *sql.Rows) error {
			var value string
			var n int
			err := rows.Scan(&value, &n)
			if facet != onrecord.ByYear || value != "0" {
				out[facet].by[value] = n
			}
			return err
		}, args...)
		if err != nil {
			return err
		}
	}
	return nil
}

// countedFrom is a table of how many claims are of a facet and, if they are wanted,
// a year. Where nothing but facets and days is asked for it is of counts that are
// kept; else claims are gone over, among of them where no more are wanted.
func countedFrom(of query.List, w *where, f onrecord.Filter, years bool) (from string, args []any, among int) {
	if from, args := keptFrom(of, w, f.Q, years); from != "" {
		return from, args, 0
	}
	const each = "(SELECT s.facet, %s AS year, 1 AS n FROM %s) s"
	walks, _ := w.walks(f.Q)
	switch {
	case len(walks) > 0 && f.Among > 0:
		from, args = newestOn(w.paths(f.Q), f.Among)
	case len(walks) > 0:
		from, args = once(walks, w.paths(f.Q), 0)
	case f.Among > 0:
		from, args = "(SELECT s.num, s.first, s.last, s.facet FROM "+table(of)+" s"+w.String()+fmt.Sprintf(" ORDER BY s.num DESC LIMIT %d) s", f.Among), w.args
	default:
		from, args = table(of)+" s"+w.String(), w.args
		if onlyTerms(of, f.Q, ofDaysAndFacets) {
			from = table(of) + " s" + w.engine.By(table(of)+"_first") + w.String()
		}
	}
	return fmt.Sprintf(each, yearOf("s"), from), args, f.Among
}

// keptFrom is such a table of counts that are kept; "" where there are none of what
// is asked.
func keptFrom(of query.List, w *where, q query.Q, years bool) (string, []any) {
	bare := onlyTerms(of, q, ofFacets)
	actor, role, rest := w.oneActor(q)
	switch {
	case bare && !years:
		listed := &where{args: append(slices.Clone(w.args), string(of)), conditions: append(slices.Clone(w.conditions), "s.list = ?")}
		return "(SELECT s.facet, 0 AS year, s.n FROM (SELECT num AS facet, list, n FROM facet) s" + listed.String() + ") s", listed.args
	case bare && of == query.Statements:
		return "(SELECT s.facet, s.year, s.n FROM statement_year s" + w.String() + ") s", w.args
	case bare && of == query.Events:
		return "(SELECT s.facet, s.month / 100 AS year, s.n FROM event_month s" + w.String() + ") s", w.args
	case actor != "" && !years && keptOf[role] != "" && onlyTerms(of, query.All(rest...), ofFacets):
		parts := w.parts(actor, rest)
		return "(SELECT s.facet, 0 AS year, s.n FROM " + countsOf(role) + parts.String() + ") s", parts.args
	}
	return w.between(q)
}

// byYear adds to years what a query gives of them.
func (s *Store) byYear(ctx context.Context, query string, args []any, years map[string]int) error {
	return Each(ctx, s.read, query, func(rows *sql.Rows) error {
		var year, n int
		err := rows.Scan(&year, &n)
		years[strconv.Itoa(year)] += n
		return err
	}, args...)
}

// ofFacets adds what claims of facets have as values: a query gives facets and how
// many claims are of them.
func (s *Store) ofFacets(ctx context.Context, of query.List, query string, args []any, out map[onrecord.Facet]counted) error {
	add := make([]map[string]int, len(facetColumns))
	for i, c := range facetColumns {
		add[i] = out[onrecord.Facet(c)].by
	}
	type ofFacet struct{ num, hash, n int64 }
	var all []ofFacet
	err := Each(ctx, s.read, "SELECT c.facet, f.hash, c.n FROM ("+query+") c "+s.engine.Nested()+" facet f ON f.num = c.facet", func(rows *sql.Rows) error {
		var c ofFacet
		err := rows.Scan(&c.num, &c.hash, &c.n)
		all = append(all, c)
		return err
	}, args...)
	if err != nil {
		return err
	}
	for _, c := range all {
		values, err := s.facets.of(ctx, s.read, of, c.num, c.hash)
		if err != nil {
			return err
		}
		for i, value := range values {
			if add[i] != nil {
				add[i][value] += int(c.n)
			}
		}
	}
	return nil
}

// facets are the values of facets, which stay as they are: a number that means
// another facet now has another hash. Some thousand times as many claims have them.
type facets struct {
	mu sync.Mutex
	by map[int64]facetValues
}

type facetValues struct {
	hash   int64
	values []string // of facetColumns
}

// of are the values of a facet of a list.
func (f *facets) of(ctx context.Context, q querier, of query.List, num, hash int64) ([]string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if known, ok := f.by[num]; ok && known.hash == hash {
		return known.values, nil
	}
	if f.by == nil {
		f.by = map[int64]facetValues{}
	}
	err := Each(ctx, q, `SELECT num, hash, "`+strings.Join(facetColumns[:], `", "`)+`" FROM facet WHERE list = ?`, func(rows *sql.Rows) error {
		v := facetValues{values: make([]string, len(facetColumns))}
		var num int64
		into := []any{&num, &v.hash}
		for i := range v.values {
			into = append(into, &v.values[i])
		}
		err := rows.Scan(into...)
		f.by[num] = v
		return err
	}, string(of))
	if known, ok := f.by[num]; ok && err == nil && known.hash == hash {
		return known.values, nil
	}
	if err == nil { // the rows are being made anew
		err = onrecord.Errorf(onrecord.Transient, "what is counted changes as it is counted")
	}
	return nil, err
}

// mostSpeakers is how many speakers are counted where nobody says how many.
const mostSpeakers = 20

// speakers are those who say most of what f asks for. Who they may be is found
// first, and what each says is then counted as a list of it is.
func (s *Store) speakers(ctx context.Context, f onrecord.Filter) ([]onrecord.FacetCount, error) {
	limit := f.Limit
	if limit <= 0 {
		limit = mostSpeakers
	}
	candidates, err := s.mostSaid(ctx, f, limit)
	if err != nil {
		return nil, err
	}
	out := []onrecord.FacetCount{}
	for _, c := range candidates {
		if c.Rows == 0 {
			if c.Rows, err = s.saidBy(ctx, f.Q, c.Value); err != nil {
				return nil, err
			}
		}
		out = append(out, c)
	}
	onrecord.SortFacets(out)
	return out, nil
}

// mostSaid are those who may be who say most; of whom there is no count, it is to be
// made.
func (s *Store) mostSaid(ctx context.Context, f onrecord.Filter, limit int) ([]onrecord.FacetCount, error) {
	if onlyTerms(query.Statements, f.Q, ofFacets) { // actors are counted by facets
		if f.Among == 0 || asShown(f.Q) {
			return s.ofMostSaid(ctx, f.Q, limit)
		}
	}
	return s.labelled(ctx, f, limit)
}

// saidBy counts what somebody says of what q asks for. Where q asks for more than
// days and what there are few of, a part of who is known is looked for by each of
// the statements: these are fewer than all that they ever said.
func (s *Store) saidBy(ctx context.Context, q query.Q, speaker string) (n int, err error) {
	if onrecord.IsActorID(speaker) && !onlyTerms(query.Statements, q, ofDaysAndFacets) {
		w, err := s.where(ctx, query.Statements, q)
		if err != nil {
			return 0, err
		}
		w.add("EXISTS (SELECT 1 FROM part p WHERE p.actor IN (SELECT x.num FROM actor x WHERE x.id IN (SELECT value FROM json_each(?)))"+
			fmt.Sprintf(" AND p.role = %d AND p.first = s.first AND p.claim = s.num)", record.By), text(w.decided.Group(onrecord.ActorID(speaker))))
		err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM statement s"+w.String(), w.args...).Scan(&n)
		return n, err
	}
	return s.CountStatements(ctx, onrecord.Filter{Q: query.All(q, query.Term{Field: "speaker", Value: speaker})})
}

// ofMostSaid are those who say most, by counts that are kept. Of those who are
// one by a decision no count is kept: what one says, another may say with them.
func (s *Store) ofMostSaid(ctx context.Context, q query.Q, limit int) ([]onrecord.FacetCount, error) {
	w, err := s.where(ctx, query.Statements, q)
	if err != nil {
		return nil, err
	}
	var out []onrecord.FacetCount
	if asShown(q) { // what actors are counted by themselves
		for a, err := range s.Actors(ctx, onrecord.ActorFilter{Limit: limit}) {
			if err != nil {
				return nil, err
			}
			if a.Statements > 0 {
				out = append(out, onrecord.FacetCount{Value: string(a.ID), Name: a.Name, Rows: a.Statements})
			}
		}
		return out, nil
	}
	w.add("s.n > 0")
	err = Each(ctx, s.read, "SELECT a.id, a.name, c.n FROM (SELECT s.actor, sum(s.n) AS n FROM said_by s"+w.String()+
		fmt.Sprintf(" GROUP BY s.actor ORDER BY n DESC LIMIT %d) c JOIN actor a ON a.num = c.actor", 2*limit), func(rows *sql.Rows) error {
		var c onrecord.FacetCount
		err := rows.Scan(&c.Value, &c.Name, &c.Rows)
		if group := w.decided.Group(onrecord.ActorID(c.Value)); len(group) > 1 {
			c.Value, c.Rows = string(w.decided.Of(onrecord.ActorID(c.Value))), 0
		}
		if known, ok := w.decided.Known(onrecord.ActorID(c.Value)); ok && known.Name != "" {
			c.Name = known.Name
		}
		if !slices.ContainsFunc(out, func(o onrecord.FacetCount) bool { return o.Value == c.Value }) {
			out = append(out, c)
		}
		return err
	}, w.args...)
	return out, err
}

// asShown reports whether q asks of statements no more than every list of them does.
func asShown(q query.Q) bool {
	kind, status := query.Term{Field: "kind", Value: string(onrecord.KindSpeech)}, query.Term{Field: "status", Value: string(onrecord.StatusMade)}
	asked := Flat(q)
	return len(asked) == 2 && slices.Contains(asked, query.Q(kind)) && slices.Contains(asked, query.Q(status))
}

// labelled are those whom most of what f asks for names as its speaker. Who bears
// the name is seen by one of the statements. Where only some statements are gone
// over, what these say is counted by the name.
func (s *Store) labelled(ctx context.Context, f onrecord.Filter, limit int) ([]onrecord.FacetCount, error) {
	w, err := s.where(ctx, query.Statements, f.Q)
	if err != nil {
		return nil, err
	}
	from, args := "statement s"+w.String(), w.args
	if f.Among > 0 {
		if from, args = newestOn(w.paths(f.Q), f.Among); from == "" {
			from, args = "(SELECT s.num FROM statement s"+w.String()+fmt.Sprintf(" ORDER BY s.num DESC LIMIT %d) s", f.Among), w.args
		}
		from = "(SELECT l.num, l.label FROM " + from + " " + s.engine.Nested() + " statement l ON l.num = s.num) s"
	}
	type label struct{ example, n int64 }
	var labels []label
	err = Each(ctx, s.read, "SELECT min(t.num), count(*) AS n FROM (SELECT s.num, s.label FROM "+from+fmt.Sprintf(") t WHERE t.label <> 0 GROUP BY t.label ORDER BY n DESC, t.label LIMIT %d", limit), func(rows *sql.Rows) error {
		var l label
		err := rows.Scan(&l.example, &l.n)
		labels = append(labels, l)
		return err
	}, args...)
	if err != nil {
		return nil, err
	}
	var out []onrecord.FacetCount
	for _, l := range labels {
		e, err := s.entry(ctx, s.read, l.example>>placeBits)
		if err != nil {
			return nil, err
		}
		said := e.views[l.example&(1<<placeBits-1)]
		c := onrecord.FacetCount{Value: said.Speaker, Name: said.Speaker, Among: f.Among}
		if id := said.Source.Actor(); id != "" {
			c.Value = string(w.decided.Of(id))
		} else if _, err := query.Statements.NewTerm("speaker", c.Value); err != nil {
			continue // nobody can ask for them
		}
		at := slices.IndexFunc(out, func(o onrecord.FacetCount) bool { return o.Value == c.Value })
		if at < 0 {
			at, out = len(out), append(out, c)
		}
		if f.Among > 0 {
			out[at].Rows += int(l.n)
		}
	}
	return out, nil
}
