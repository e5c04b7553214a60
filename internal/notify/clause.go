package notify

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/ask"
	"onrecord/query"
)

// fired are the clauses of a query that a fact of it meets, each with the words
// that meet it. What must not be there has no words, and is left out.
func (w *Watcher) fired(ctx context.Context, of query.List, q query.Q, f *fact) ([]alert.Clause, error) {
	switch q := q.(type) {
	case nil, query.Not:
		return nil, nil
	case query.And:
		return w.firedIn(ctx, of, q, f, false)
	case query.Or:
		return w.firedIn(ctx, of, q, f, true) // one of them holds, and only the list knows which
	}
	return []alert.Clause{{Clause: query.Print(q), Words: f.meeting(q)}}, nil
}

func (w *Watcher) firedIn(ctx context.Context, of query.List, parts []query.Q, f *fact, asked bool) (out []alert.Clause, err error) {
	for _, part := range parts {
		holds := true
		if asked {
			if holds, err = w.holds(ctx, of, part, f); err != nil {
				return nil, err
			}
		}
		if !holds {
			continue
		}
		more, err := w.fired(ctx, of, part, f)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// holds reports whether a fact is one of those that a part of its query asks for.
func (w *Watcher) holds(ctx context.Context, of query.List, part query.Q, f *fact) (bool, error) {
	narrow := query.All(part, query.Term{Field: "article", Value: string(f.Article)})
	rows := w.claims(ctx, of, onrecord.Filter{Q: narrow})
	if alert.OfMany(of) {
		world, err := w.world(ctx)
		if err != nil {
			return false, err
		}
		rows = many(ctx, world, ask.Question{List: of, Q: narrow})
	}
	for other, err := range rows {
		if err != nil {
			return false, err
		}
		if other.ID == f.ID && other.marks[0] == f.marks[0] {
			return true, nil
		}
	}
	return false, nil
}

// meeting are the words of a fact that meet a clause.
func (f *fact) meeting(q query.Q) string {
	if t, ok := q.(query.Term); ok {
		if words := f.in[t.Field]; words != "" {
			return words
		}
		if found := wordsIn(f.Words, t.Value, false); found != "" {
			return found
		}
		return f.Words
	}
	asked, prefix := "", false
	switch q := q.(type) {
	case query.Word:
		asked = string(q)
	case query.Phrase:
		asked = string(q)
	case query.Prefix:
		asked, prefix = string(q), true
	}
	for _, text := range []string{f.Words, f.in["speaker"], f.Head, f.Title, f.in["text"]} {
		for _, form := range append([]string{asked}, query.Spellings(asked)...) {
			if found := wordsIn(text, form, prefix); found != "" {
				return found
			}
		}
	}
	return f.Words
}

// token is a word of a text, as the index of words has it.
type token struct {
	start, end int
	form       string
}

// tokens are the words of a text: runs of letters and digits, without case and
// marks above letters.
func tokens(text string) (out []token) {
	start := -1
	for i, r := range text + " " {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			out = append(out, token{start, i, fold(text[start:i])})
			start = -1
		}
	}
	return out
}

func fold(w string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(w))
}

// wordsIn are the words of a text that are those of form, the last of which may
// go on if it is a prefix; a prefix is given with the whole word.
func wordsIn(text, form string, prefix bool) string {
	asked, has := tokens(form), tokens(text)
	if len(asked) == 0 {
		return ""
	}
	for i := range has[:max(0, len(has)-len(asked)+1)] {
		if matches(has[i:i+len(asked)], asked, prefix) {
			found := text[has[i].start:has[i+len(asked)-1].end]
			if utf8.ValidString(found) {
				return found
			}
		}
	}
	return ""
}

func matches(has, asked []token, prefix bool) bool {
	for i := range asked {
		last := i == len(asked)-1
		if has[i].form != asked[i].form && !(prefix && last && strings.HasPrefix(has[i].form, asked[i].form)) {
			return false
		}
	}
	return true
}
