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

// articlesWhere is what q asks of articles, which the query calls a.
func articlesWhere(q query.Q) *where { return newWhere(q, (*where).ofArticle) }

// statementsWhere is what q asks of statements, which the query calls s.
func statementsWhere(q query.Q) *where { return newWhere(q, (*where).ofStatement) }

// of writes what q asks, and appends its arguments.
type of func(*where, query.Q) string

func newWhere(q query.Q, of of) *where {
	w := &where{}
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
	case query.Word, query.Phrase:
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

func (w *where) ofStatement(q query.Q) string {
	if isWords(q) {
		return w.words("speaker source_text content_text", q)
	}
	switch q := q.(type) {
	case query.And:
		return w.join(q, " AND ", (*where).ofStatement)
	case query.Or:
		return w.join(q, " OR ", (*where).ofStatement)
	case query.Not:
		return "NOT " + w.ofStatement(q.Q)
	case query.Term:
		return w.term(q, "s.said_first", "s.said_last", func(condition string) string {
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
		return "EXISTS (SELECT 1 FROM statement s WHERE s.article = a.num AND " + w.ofStatement(q) + ")"
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
	f, _ := query.FieldOf(t.Field)
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
		return w.named(t)
	}
	column := "s." + f.Name
	switch t.Value {
	case query.Anything:
		return "1"
	case f.Default: // of those nobody has judged, too
		return column + " IN (" + w.arg(t.Value) + ", '')"
	}
	return column + " = " + w.arg(t.Value)
}

// actorIndex and wordColumns are where the actors and the words stand that a
// field of names asks for.
var (
	actorIndex  = map[string]string{"speaker": "statement_by", "about": "statement_about"}
	wordColumns = map[string]string{"speaker": "speaker source_text", "about": "content_text about"}
)

func (w *where) named(t query.Term) string {
	if onrecord.IsActorID(t.Value) {
		return "s.num IN (SELECT statement FROM " + actorIndex[t.Field] + " WHERE actor = " + w.arg(t.Value) + ")"
	}
	return w.words(wordColumns[t.Field], query.Phrase(t.Value))
}

func (w *where) words(columns string, q query.Q) string {
	return "s.num IN (SELECT rowid FROM statement_words WHERE statement_words MATCH " + w.arg(match(columns, q)) + ")"
}

// pattern is a LIKE pattern for what holds part.
func pattern(part string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(part) + "%"
}

// match is an FTS5 expression that asks for all phrases in the named columns,
// in any if none is named (https://sqlite.org/fts5.html#full_text_query_syntax).
func match(columns string, q query.Q) string {
	var quoted []string
	add := func(p string) { quoted = append(quoted, `"`+strings.ReplaceAll(p, `"`, `""`)+`"`) }
	for _, part := range flat(q) {
		switch part := part.(type) {
		case query.Word:
			add(string(part))
		case query.Phrase:
			add(string(part))
		}
	}
	all := strings.Join(quoted, " AND ")
	if columns == "" {
		return all
	}
	return "{" + columns + "} : (" + all + ")"
}

func flat(q query.Q) []query.Q {
	if and, ok := q.(query.And); ok {
		return and
	}
	return []query.Q{q}
}
