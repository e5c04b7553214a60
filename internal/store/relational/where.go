package relational

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/query"
)

// where is conditions that must all hold, and their arguments in the order in
// which the conditions name them. A query calls the claims that are asked s, and
// articles a.
type where struct {
	of      query.List
	list    record.List // of claims
	decided *decided
	engine  Engine
	num     string // the column of s that has the claim's number
	// probe reports whether a query gives many rows, nil where that does not matter.
	probe      func(query string, args ...any) bool
	many       int // that are rather walked in order than put in order
	conditions []string
	args       []any
}

func (w *where) add(condition string, args ...any) {
	w.conditions = append(w.conditions, condition)
	w.args = append(w.args, args...)
}

// String is the WHERE clause, "" without conditions.
func (w *where) String() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conditions, " AND ")
}

// where is what q asks of articles, or of the claims of a list.
func (s *Store) where(ctx context.Context, of query.List, q query.Q) (*where, error) {
	return s.whereBy(ctx, of, q, nil)
}

// whereBy is where, with a probe of how many rows have what is asked for.
func (s *Store) whereBy(ctx context.Context, of query.List, q query.Q, probe func(query string, args ...any) bool) (*where, error) {
	d, err := s.decided(ctx, s.read)
	if err != nil {
		return nil, err
	}
	w := &where{of: of, decided: d, engine: s.engine, num: "s.num", many: s.mostHaving, probe: probe}
	write := (*where).ofClaim
	claims := of
	switch of {
	case query.Articles:
		claims, write = query.Statements, (*where).ofArticle
	case query.Agreements:
		w.num = "s.claim"
	}
	for _, l := range record.Lists() {
		if l.Of == claims {
			w.list = l
		}
	}
	for _, part := range conjuncts(q) {
		w.conditions = append(w.conditions, write(w, part))
	}
	return w, nil
}

// of writes what q asks, and appends its arguments.
type of func(*where, query.Q) string

// conjuncts are what must hold all at once. Words become one And, for which
// the index is asked once; so does what is asked of statements, because of
// articles one statement must have all of it.
func conjuncts(q query.Q) []query.Q {
	and, ok := q.(query.And)
	if !ok {
		if q == nil {
			return nil
		}
		return []query.Q{q}
	}
	var words, statements, out []query.Q
	for _, part := range and {
		switch {
		case isWords(part):
			words = append(words, part)
		case query.OnlyOfStatements(part):
			statements = append(statements, part)
		default:
			out = append(out, part)
		}
	}
	for _, group := range [][]query.Q{words, statements} {
		if len(group) > 0 {
			out = append(out, query.All(group...))
		}
	}
	return out
}

// isWords reports whether q asks for nothing but words that stand together.
func isWords(q query.Q) bool {
	switch q := q.(type) {
	case query.Word, query.Phrase, query.Prefix:
		return true
	case query.And:
		for _, part := range q {
			if !isWords(part) {
				return false
			}
		}
		return true
	}
	return false
}

// join writes parts with a connective between them, in parentheses.
func (w *where) join(parts []query.Q, connective string, of of) string {
	out := make([]string, len(parts))
	for i, part := range parts {
		out[i] = of(w, part)
	}
	return "(" + strings.Join(out, connective) + ")"
}

func (w *where) arg(a any) string {
	w.args = append(w.args, a)
	return "?"
}

func (w *where) ofClaim(q query.Q) string {
	if isWords(q) {
		return w.standing(w.list.Free, q)
	}
	switch q := q.(type) {
	case query.And:
		return w.join(q, " AND ", (*where).ofClaim)
	case query.Or:
		if w.onlyIDs(q) {
			return w.inArticles(q)
		}
		return w.join(q, " OR ", (*where).ofClaim)
	case query.Not:
		return "NOT " + w.ofClaim(q.Q)
	case query.Term:
		return w.term(q, "s")
	}
	return "TRUE"
}

func (w *where) ofArticle(q query.Q) string {
	switch {
	case isWords(q):
		return "a.num IN (" + w.engine.Matching("article_words", nil, q, w.arg) + ")"
	case query.OnlyOfStatements(q):
		return w.ofStatements(q)
	}
	switch q := q.(type) {
	case query.And:
		return w.join(conjuncts(q), " AND ", (*where).ofArticle)
	case query.Or:
		return w.join(q, " OR ", (*where).ofArticle)
	case query.Not:
		return "NOT " + w.ofArticle(q.Q)
	case query.Term:
		return w.term(q, "a")
	}
	return "TRUE"
}

// ofStatements asks of an article that one of its statements has all of q. Where
// somebody is asked for, whose statements are few among all, these are looked
// up; else those of each article.
func (w *where) ofStatements(q query.Q) string {
	if walked := w.ofFrequent(q); walked != "" {
		return walked
	}
	named := false
	query.Terms(q, func(t query.Term) { named = named || len(w.list.Named[t.Field].Roles) > 0 })
	if named {
		return fmt.Sprintf("a.num IN (SELECT s.num >> %d FROM statement s WHERE %s)", placeBits, w.ofClaim(q))
	}
	return fmt.Sprintf("EXISTS (SELECT 1 FROM statement s WHERE s.num BETWEEN a.num << %d AND ((a.num + 1) << %d) - 1 AND %s)", placeBits, placeBits, w.ofClaim(q))
}

// ofFrequent asks so of each article in turn, where those are asked for whom many
// name: a page is soon full, and all that they ever said is not gone over. "" if
// they are not.
func (w *where) ofFrequent(q query.Q) string {
	if w.probe == nil {
		return ""
	}
	of := *w
	of.of = query.Statements
	walks, rest := of.walks(q)
	ids := make([]string, len(walks))
	for i, one := range walks {
		ids[i] = string(one.actor)
	}
	const named = "SELECT 1 FROM actor_in i WHERE i.actor IN (SELECT x.num FROM actor x WHERE x.id IN (SELECT value FROM json_each(?)))"
	if len(walks) == 0 || !w.probe(named, text(ids)) {
		return ""
	}
	asked := "EXISTS (" + named + " AND i.article = a.num)" + fmt.Sprintf(" AND EXISTS (SELECT 1 FROM statement s WHERE s.num BETWEEN a.num << %d AND ((a.num + 1) << %d) - 1", placeBits, placeBits)
	w.arg(text(ids))
	asked += " AND " + w.having(walks)
	for _, part := range rest {
		of.args = nil
		asked += " AND " + of.ofPart(part)
		w.args = append(w.args, of.args...)
	}
	return asked + ")"
}

// onlyIDs reports whether all of some parts name an article.
func (w *where) onlyIDs(parts []query.Q) bool {
	return !slices.ContainsFunc(parts, func(part query.Q) bool {
		t, ok := part.(query.Term)
		f, known := w.of.Field(t.Field)
		return !ok || !known || f.Match != query.ByID
	})
}

// inArticles asks for the claims of articles that terms name: those of each stand
// together, and no others are looked at.
func (w *where) inArticles(terms []query.Q) string {
	ids := make([]string, len(terms))
	for i, t := range terms {
		ids[i] = t.(query.Term).Value
	}
	return fmt.Sprintf("%s IN (SELECT t.num FROM article a CROSS JOIN %s t WHERE a.id IN (SELECT value FROM json_each(%s)) AND t.num BETWEEN a.num << %d AND ((a.num + 1) << %d) - 1)",
		w.num, table(w.list.Of), w.arg(text(ids)), placeBits, placeBits)
}

// term writes one term of articles, a, or of claims, s.
func (w *where) term(t query.Term, asked string) string {
	list := w.of
	if w.of == query.Articles {
		list = query.Statements // which has all fields of articles
	}
	f, _ := list.Field(t.Field)
	switch f.Match {
	case query.ByFirst:
		return fmt.Sprintf("%s.last >= %s", asked, w.arg(dayNumber(t.Value)))
	case query.ByLast:
		return fmt.Sprintf("%s.first <= %s", asked, w.arg(dayNumber(t.Value)))
	case query.ByID:
		if asked == "a" {
			return "a.id = " + w.arg(t.Value)
		}
		return w.inArticles([]query.Q{t})
	case query.ByName:
		return w.somebody(t)
	case query.ByPart:
		if asked == "a" {
			return "a." + f.Name + ` LIKE ` + w.arg(pattern(t.Value)) + ` ESCAPE '\'`
		}
		return w.faceted(f.Name, ` LIKE ? ESCAPE '\'`, pattern(t.Value))
	case query.ByStart:
		return w.faceted(f.Name, ` LIKE ? ESCAPE '\'`, escape(t.Value)+"%")
	}
	switch t.Value {
	case query.Anything:
		return "TRUE"
	case f.Default: // of those nobody has judged, too
		return w.faceted(f.Name, " IN (?, '')", t.Value)
	}
	return w.faceted(f.Name, " = ?", t.Value)
}

// faceted asks for claims with a value of a field that has few.
func (w *where) faceted(field, condition string, value string) string {
	return w.engine.Among("s.facet", `SELECT f.num FROM facet f WHERE f.list = `+w.arg(string(w.list.Of))+` AND f."`+field+`"`+w.keep(condition, value))
}

// keep is a condition whose argument it keeps.
func (w *where) keep(condition string, value any) string {
	w.arg(value)
	return condition
}

// somebody asks for whom a term names: by id, or by words of a name. Whoever is
// one with them by a decision is found by either's.
func (w *where) somebody(t query.Term) string {
	look := w.list.Named[t.Field]
	id := onrecord.ActorID(t.Value)
	if onrecord.IsActorID(t.Value) {
		return w.taking(look.Roles, w.decided.Group(id))
	}
	stands := w.standing(look.Words, query.Phrase(t.Value))
	if ids := w.decided.named(t.Value); len(ids) > 0 {
		return "(" + stands + " OR " + w.taking(look.Roles, ids) + ")"
	}
	return stands
}

// taking asks for claims in which one of ids takes part.
func (w *where) taking(roles []record.Role, ids []onrecord.ActorID) string {
	return w.num + " IN (SELECT p.claim FROM part p WHERE p.actor IN (SELECT x.num FROM actor x WHERE x.id IN (SELECT value FROM json_each(" + w.arg(text(ids)) +
		"))) AND p.role IN (SELECT CAST(value AS BIGINT) FROM json_each(" + w.arg(text(roles)) + ")))"
}

// standing asks for claims in whose columns words stand.
func (w *where) standing(columns []string, q query.Q) string {
	return w.num + " IN (" + w.engine.Matching(words(w.list.Of), columns, q, w.arg) + ")"
}

// pattern is a LIKE pattern for what holds part.
func pattern(part string) string { return "%" + escape(part) + "%" }

// escape takes their meaning from the signs of a LIKE pattern.
func escape(part string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(part)
}

// Flat are the parts of q that must all hold.
func Flat(q query.Q) []query.Q {
	if and, ok := q.(query.And); ok {
		return and
	}
	return []query.Q{q}
}
