package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"onrecord/internal/store/relational"
	"onrecord/query"
)

// names is the index whose words are parts of names, any letters of them.
const names = "actor_names"

// inPieces is the index whose rows are cut into pieces.
const inPieces = "article_words"

// Matching implements relational.Indexes.
func (engine) Matching(index string, columns []string, q query.Q, arg func(any) string) string {
	if index == names {
		part := whole(q)
		return "SELECT num FROM actor_names WHERE grams @> CAST(" + arg(array(grams(part))) + ` AS text[]) AND name LIKE ` + arg(pattern(part)) + ` ESCAPE '\'`
	}
	if len(columns) == 0 {
		columns = columnsOf[index]
	}
	var each []string
	for _, part := range relational.Flat(q) {
		each = append(each, standing(columns, asked(part), arg))
	}
	// The words of one piece are not those of another.
	if index == inPieces {
		return "SELECT num FROM " + index + " WHERE " + strings.Join(each, " INTERSECT SELECT num FROM "+index+" WHERE ")
	}
	return "SELECT num FROM " + index + " WHERE " + strings.Join(each, " AND ")
}

// columnsOf are the columns of indexes in which words are looked up wherever they stand.
var columnsOf = map[string][]string{
	"article_words": {"title", "text"}, "world_words": {"words"}, "world_names": {"name"},
	"statement_words": {"speaker", "source_text", "content_text", "about", "via"}, "event_words": {"sources", "targets", "location", "words"},
	"agreement_words":  {"name", "parties", "brokers", "monitors", "location", "shown"},
	"membership_words": {"band", "member", "words"},
}

// standing asks for rows in one of whose columns words stand.
func standing(columns []string, asked string, arg func(any) string) string {
	if asked == "" { // nothing is asked for by what has no letters
		return "FALSE"
	}
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c + " @@ CAST(" + arg(asked) + " AS tsquery)"
	}
	return "(" + strings.Join(out, " OR ") + ")"
}

// asked is a tsquery for a word or a phrase in any of its spellings, or for how
// words begin; "" if it has no words.
func asked(q query.Q) string {
	spell := func(w string) string {
		var out []string
		for _, s := range append([]string{w}, query.Spellings(w)...) {
			if p := phrase(tokens(s), ""); p != "" {
				out = append(out, p)
			}
		}
		return strings.Join(out, " | ")
	}
	switch q := q.(type) {
	case query.Word:
		return spell(string(q))
	case query.Phrase:
		return spell(string(q))
	case query.Prefix:
		return phrase(tokens(string(q)), ":*")
	}
	return ""
}

// phrase is a tsquery for tokens that stand one behind the other; the last has a mark.
func phrase(tokens []string, mark string) string {
	if len(tokens) == 0 {
		return ""
	}
	out := make([]string, len(tokens))
	for i, t := range tokens {
		out[i] = "'" + t + "'"
	}
	return "(" + strings.Join(out, " <-> ") + mark + ")"
}

// whole is the one phrase of q.
func whole(q query.Q) string {
	if p, ok := q.(query.Phrase); ok {
		return folded(string(p))
	}
	return ""
}

// pattern is a LIKE pattern for what holds part.
func pattern(part string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(part) + "%"
}

// PutWords implements relational.Indexes: rows of one index and the same columns
// that follow each other are written together.
func (e engine) PutWords(ctx context.Context, tx *sql.Tx, words []relational.Words) error {
	for words = byIndex(words); len(words) > 0; {
		n := 1
		for n < len(words) && words[n].Index == words[0].Index && words[n].Gone == words[0].Gone {
			n++
		}
		if err := putAlike(ctx, tx, words[:n]); err != nil {
			return fmt.Errorf("%s: %w", words[0].Index, err)
		}
		words = words[n:]
	}
	return nil
}

// putAlike writes rows of one index, or takes them away.
func putAlike(ctx context.Context, tx *sql.Tx, words []relational.Words) error {
	index := words[0].Index
	switch {
	case words[0].Gone:
		nums := make([]int64, len(words))
		for i, w := range words {
			nums[i] = w.Row
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM "+index+" WHERE num = ANY (CAST(? AS bigint[]))", nums)
		return err
	case index == names:
		return putNames(ctx, tx, words)
	}
	rows := rowsOf(words)
	// The columns of each row stand together in an argument of their own.
	columns := slices.Clone(words[0].Columns)
	take, args := []string{"CAST(? AS bigint[])"}, []any{rows.nums}
	if index == inPieces {
		columns = append([]string{"piece"}, columns...)
		take, args = append(take, "CAST(? AS bigint[])"), append(args, rows.pieces)
	}
	for i := range words[0].Columns {
		take, args = append(take, "CAST(CAST(? AS text[]) AS tsvector[])"), append(args, rows.vectors[i])
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO "+index+" (num, "+strings.Join(columns, ", ")+") SELECT * FROM unnest("+strings.Join(take, ", ")+")", args...)
	return err
}

// putNames puts rows of the index of names.
func putNames(ctx context.Context, tx *sql.Tx, words []relational.Words) error {
	nums, all, parts := make([]int64, len(words)), make([]string, len(words)), make([]string, len(words))
	for i, w := range words {
		name := strings.ReplaceAll(folded(w.Words[0]), between, " ")
		nums[i], all[i], parts[i] = w.Row, name, strings.Join(grams(name), between)
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO actor_names (num, name, grams) SELECT num, name, string_to_array(grams, '"+between+"') FROM unnest(CAST(? AS bigint[]), CAST(? AS text[]), CAST(? AS text[])) AS v (num, name, grams)", nums, all, parts)
	return err
}

// between stands between two parts of a name, and in none.
const between = "\x1f"

// indexRows are rows of an index, by column.
type indexRows struct {
	nums, pieces []int64
	vectors      [][]string
}

func rowsOf(words []relational.Words) indexRows {
	out := indexRows{vectors: make([][]string, len(words[0].Columns))}
	for _, w := range words {
		pieces := make([][]string, len(w.Words)) // of each column
		most := 1
		for i, text := range w.Words {
			pieces[i] = vectors(tokens(text), w.Index == inPieces)
			most = max(most, len(pieces[i]))
		}
		for p := range most {
			out.nums, out.pieces = append(out.nums, w.Row), append(out.pieces, int64(p))
			for i := range pieces {
				vector := ""
				if p < len(pieces[i]) {
					vector = pieces[i][p]
				}
				out.vectors[i] = append(out.vectors[i], vector)
			}
		}
	}
	return out
}

// EmptyWords implements relational.Indexes.
func (engine) EmptyWords(ctx context.Context, tx *sql.Tx, index string) error {
	_, err := tx.ExecContext(ctx, "DELETE FROM "+index)
	return err
}

// Row implements relational.Indexes.
func (engine) Row() string { return "num" }

// Indexed implements relational.Indexes.
func (engine) Indexed(index string) string {
	if index == inPieces {
		return "(SELECT num AS id FROM article_words WHERE piece = 0)"
	}
	return "(SELECT num AS id FROM " + index + ")"
}
