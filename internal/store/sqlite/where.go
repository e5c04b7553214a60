package sqlite

import (
	"fmt"
	"strings"

	"onrecord"
	"onrecord/query"
)

// where is conditions that must all hold, and their arguments in the order in
// which the conditions name them.
type where struct {
	*claims
	conditions []string
	args       []any
}

// claims is where the claims of one type stand, and what is asked of them where.
// A query calls the rows that are asked s.
type claims struct {
	list        query.List
	num         string // the column of s that has the claim's number
	first, last string // columns of its days
	words       string // the index of words
	free        string // its columns that free words are looked up in
	// named are the fields that ask for somebody, by name.
	named map[string]somebody
}

// somebody is where a field that asks for somebody looks.
type somebody struct {
	words  string // the columns that have names and words
	actors string // a condition on a claim's number; ? is the actor's id
}

// The types of claims. Who takes part is found by id in a table of its own.
func statementClaims() *claims {
	return &claims{list: query.Statements, num: "s.num", first: "s.said_first", last: "s.said_last",
		words: "statement_words", free: "speaker source_text content_text", named: map[string]somebody{
			"speaker": {"speaker source_text", "IN (SELECT statement FROM statement_by WHERE actor = ?)"},
			"about":   {"content_text about", "IN (SELECT statement FROM statement_about WHERE actor = ?)"},
		}}
}

func eventClaims() *claims {
	in := func(roles string) string {
		return "IN (SELECT claim FROM event_actor WHERE actor = ? AND role IN (" + roles + "))"
	}
	return &claims{list: query.Events, num: "s.num", first: "s.first", last: "s.last",
		words: "event_words", free: "sources targets location words", named: map[string]somebody{
			"actor":  {"sources targets", in("'source', 'target'")},
			"source": {"sources", in("'source'")},
			"target": {"targets", in("'target'")},
			"place":  {"location", in("'where'")},
		}}
}

func agreementClaims() *claims {
	in := func(roles string) string {
		return "IN (SELECT claim FROM agreement_actor WHERE actor = ? AND role IN (" + roles + "))"
	}
	return &claims{list: query.Agreements, num: "s.claim", first: "s.first", last: "s.last",
		words: "agreement_words", free: "name parties brokers monitors location shown", named: map[string]somebody{
			"actor":  {"parties brokers monitors", in("'parties', 'brokers', 'monitors', 'by'")},
			"party":  {"parties", in("'parties'")},
			"broker": {"brokers", in("'brokers'")},
			"place":  {"location", in("'place'")},
		}}
}

func membershipClaims() *claims {
	in := func(roles string) string {
		return "IN (SELECT claim FROM membership_actor WHERE actor = ? AND role IN (" + roles + "))"
	}
	return &claims{list: query.Memberships, num: "s.num", first: "s.first", last: "s.last",
		words: "membership_words", free: "band member words", named: map[string]somebody{
			"actor":  {"band member", in("'group', 'member'")},
			"group":  {"band", in("'group'")},
			"member": {"member", in("'member'")},
		}}
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

// articlesWhere is what q asks of articles, which the query calls a.
func articlesWhere(q query.Q) *where { return newWhere(statementClaims(), q, (*where).ofArticle) }

// claimsWhere is what q asks of claims, which the query calls s.
func claimsWhere(c *claims, q query.Q) *where { return newWhere(c, q, (*where).ofClaim) }

// of writes what q asks, and appends its arguments.
type of func(*where, query.Q) string

func newWhere(c *claims, q query.Q, of of) *where {
	w := &where{claims: c}
	for _, part := range conjuncts(q) {
		w.conditions = append(w.conditions, of(w, part))
	}
	return w
}

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
		return w.standing(w.free, q)
	}
	switch q := q.(type) {
	case query.And:
		return w.join(q, " AND ", (*where).ofClaim)
	case query.Or:
		return w.join(q, " OR ", (*where).ofClaim)
	case query.Not:
		return "NOT " + w.ofClaim(q.Q)
	case query.Term:
		return w.term(q, w.first, w.last, func(condition string) string {
			return "s.article IN (SELECT a.num FROM article a WHERE " + condition + ")"
		})
	}
	return "1"
}

func (w *where) ofArticle(q query.Q) string {
	switch {
	case isWords(q):
		return "a.num IN (SELECT rowid FROM article_words WHERE article_words MATCH " + w.arg(match("", q)) + ")"
	case query.OnlyOfStatements(q):
		// All of it of one statement.
		return "EXISTS (SELECT 1 FROM statement s WHERE s.article = a.num AND " + w.ofClaim(q) + ")"
	}
	switch q := q.(type) {
	case query.And:
		return w.join(conjuncts(q), " AND ", (*where).ofArticle)
	case query.Or:
		return w.join(q, " OR ", (*where).ofArticle)
	case query.Not:
		return "NOT " + w.ofArticle(q.Q)
	case query.Term:
		return w.term(q, "a.earliest", "a.latest", func(condition string) string { return condition })
	}
	return "1"
}

// term writes one term. first and last are the columns of the days it bounds,
// and ofArticle makes a condition on the article of it.
func (w *where) term(t query.Term, first, last string, ofArticle func(string) string) string {
	f, _ := w.list.Field(t.Field)
	switch f.Match {
	case query.ByFirst:
		return fmt.Sprintf("(%s <> '' AND %s >= %s)", last, last, w.arg(t.Value))
	case query.ByLast:
		return fmt.Sprintf("(%s <> '' AND %s <= %s)", first, first, w.arg(t.Value))
	case query.ByPart:
		return ofArticle("a." + f.Name + ` LIKE ` + w.arg(pattern(t.Value)) + ` ESCAPE '\'`)
	case query.ByID:
		return ofArticle("a.id = " + w.arg(t.Value))
	case query.ByName:
		return w.somebody(t)
	}
	column := `s."` + f.Name + `"`
	if f.Match == query.ByStart {
		return column + " LIKE " + w.arg(escape(t.Value)+"%") + ` ESCAPE '\'`
	}
	switch t.Value {
	case query.Anything:
		return "1"
	case f.Default: // of those nobody has judged, too
		return column + " IN (" + w.arg(t.Value) + ", '')"
	}
	return column + " = " + w.arg(t.Value)
}

// somebody asks for whom a term names: by id, or by words of a name.
func (w *where) somebody(t query.Term) string {
	look := w.named[t.Field]
	if onrecord.IsActorID(t.Value) {
		w.arg(t.Value)
		return w.num + " " + look.actors
	}
	return w.standing(look.words, query.Phrase(t.Value))
}

// standing asks for claims in whose columns words stand.
func (w *where) standing(columns string, q query.Q) string {
	return w.num + " IN (SELECT rowid FROM " + w.words + " WHERE " + w.words + " MATCH " + w.arg(match(columns, q)) + ")"
}

// pattern is a LIKE pattern for what holds part.
func pattern(part string) string { return "%" + escape(part) + "%" }

// escape takes their meaning from the signs of a LIKE pattern.
func escape(part string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(part)
}

// match is an FTS5 expression that asks for all phrases in the named columns,
// in any if none is named (https://sqlite.org/fts5.html#full_text_query_syntax).
func match(columns string, q query.Q) string {
	var all []string
	for _, part := range flat(q) {
		switch part := part.(type) {
		case query.Word:
			all = append(all, spelled(string(part)))
		case query.Phrase:
			all = append(all, spelled(string(part)))
		case query.Prefix:
			all = append(all, phrase(string(part))+"*")
		}
	}
	expression := strings.Join(all, " AND ")
	if columns == "" {
		return expression
	}
	return "{" + columns + "} : (" + expression + ")"
}

// spelled asks for a word or a phrase in any of its spellings.
func spelled(w string) string {
	others := query.Spellings(w)
	if len(others) == 0 {
		return phrase(w)
	}
	out := phrase(w)
	for _, o := range others {
		out += " OR " + phrase(o)
	}
	return "(" + out + ")"
}

// phrase is a string of FTS5; what its tokens are it finds itself.
func phrase(w string) string { return `"` + strings.ReplaceAll(w, `"`, `""`) + `"` }

func flat(q query.Q) []query.Q {
	if and, ok := q.(query.And); ok {
		return and
	}
	return []query.Q{q}
}
