package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"onrecord/internal/store/relational"
	"onrecord/query"
)

// Matching implements relational.Indexes.
func (engine) Matching(index string, columns []string, q query.Q, arg func(any) string) string {
	return "SELECT rowid FROM " + index + " WHERE " + index + " MATCH " + arg(match(columns, q))
}

// PutWords implements relational.Indexes.
func (engine) PutWords(ctx context.Context, tx *sql.Tx, words []relational.Words) error {
	for _, w := range words {
		query, args := "DELETE FROM "+w.Index+" WHERE rowid = ?", []any{w.Row}
		if !w.Gone {
			query = "INSERT INTO " + w.Index + " (rowid, " + strings.Join(w.Columns, ", ") + ") VALUES (?" + strings.Repeat(",?", len(w.Words)) + ")"
			for _, column := range w.Words {
				args = append(args, column)
			}
		}
		if _, err := tx.ExecContext(ctx, query, args...); err != nil {
			return err
		}
	}
	return nil
}

// EmptyWords implements relational.Indexes.
func (engine) EmptyWords(ctx context.Context, tx *sql.Tx, index string) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO "+index+" ("+index+") VALUES ('delete-all')")
	return err
}

// Row implements relational.Indexes.
func (engine) Row() string { return "rowid" }

// Indexed implements relational.Indexes.
func (engine) Indexed(index string) string { return index + "_docsize" }

// match is an FTS5 expression that asks for all phrases in the named columns,
// in any if none is named (https://sqlite.org/fts5.html#full_text_query_syntax).
func match(columns []string, q query.Q) string {
	var all []string
	for _, part := range relational.Flat(q) {
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
	if len(columns) == 0 {
		return expression
	}
	return "{" + strings.Join(columns, " ") + "} : (" + expression + ")"
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
