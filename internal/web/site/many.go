package site

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"sync"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/web/picture"
	"onrecord/internal/world"
	"onrecord/query"
)

// together does what a page asks of a store side by side, and waits for all of it. One
// that panics is an error of the page, as it were by itself.
func together(parts ...func() error) error {
	faults := make([]error, len(parts))
	var all sync.WaitGroup
	for i, part := range parts {
		all.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					faults[i] = fmt.Errorf("make a part of a page: %v", p)
				}
			}()
			faults[i] = part()
		})
	}
	all.Wait()
	return errors.Join(faults...)
}

// figure is a picture with what its signs mean. The table beside it has the rows.
type figure struct {
	Picture template.HTML
	Keys    []key
	Note    string
	Wide    bool // it keeps its shape, and is moved about where it has no room
}

// key is what a sign means.
type key struct {
	Sign  template.HTML
	Words string
}

// figureOf is a picture of lanes with the keys of its shapes.
func figureOf(l picture.Lanes, meaning ...meant) figure {
	f := figure{Picture: l.Draw()}
	for _, m := range meaning {
		if l.Has(m.shape) {
			f.Keys = append(f.Keys, key{picture.Sign(m.shape), m.words})
		}
	}
	if n := l.Undated(); n > 0 {
		f.Note = export.Plural(n, "row") + " without a day: in the table alone."
	}
	return f
}

// meant is what a shape means in a picture.
type meant struct {
	shape picture.Shape
	words string
}

// row is a row that has a page of its own: what is asked for, and the world that it is of.
func row[T any](s *Site, r *http.Request, of query.List) (T, *ask.World, error) {
	w, err := s.world(r.Context())
	if err != nil {
		var none T
		return none, nil, fmt.Errorf("bring %s up to date: %w", of, err)
	}
	out, err := ask.Row[T](r.Context(), w, of, r.PathValue("id"))
	return out, w, err
}

// most is how many rows of another list a page of one row shows.
const most = 50

// having are the rows of a list that have a value in one of its fields.
func having[T any](ctx context.Context, w *ask.World, of query.List, field string, values ...string) ([]T, error) {
	q, err := anyOf(of, field, values)
	if err != nil || len(values) == 0 {
		return nil, err
	}
	var out []T
	for v, err := range ask.All[T](ctx, w, ask.Question{List: of, Q: q, Limit: most}) {
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// anyOf asks for any of some values of a field.
func anyOf(of query.List, field string, values []string) (query.Q, error) {
	var any []query.Q
	for _, v := range values {
		t, err := of.NewTerm(field, v)
		if err != nil {
			return nil, err
		}
		any = append(any, t)
	}
	return query.Any(any...), nil
}

// verdict is what an editor can decide of a row: the fields of forms that the
// decisions page takes.
type verdict struct {
	May   bool
	On    onrecord.Target
	Of    string
	Back  string
	Joins bool
	// Rows are others that it may be one with, Articles those that may leave it.
	Rows     []choice
	Articles []choice
}

// Word is what people call such a row.
func (v verdict) Word() string {
	return map[onrecord.Target]string{"stories": "story", "threads": "thread", "agreements": "agreement", "disputes": "dispute", "incidents": "incident"}[v.On]
}

// choice is what a form offers.
type choice struct{ Value, Words string }

// verdictOn is what who asks can decide of a row.
func verdictOn(f frame, r *http.Request, of query.List, id string, rows, articles []choice) verdict {
	on := onrecord.Target(of)
	if of == query.Ledger {
		on = "agreements"
	}
	return verdict{May: f.MayEdit(), On: on, Of: id, Back: r.URL.RequestURI(), Joins: on.Joins(), Rows: rows, Articles: articles}
}

// others are choices of a list's rows without one of them.
func others[T any](ctx context.Context, w *ask.World, q ask.Question, not string, named func(T) (id, words string)) ([]choice, error) {
	var out []choice
	q.Limit = most
	for v, err := range ask.All[T](ctx, w, q) {
		if err != nil {
			return nil, err
		}
		if id, words := named(v); id != not {
			out = append(out, choice{id, words})
		}
	}
	return out, nil
}

// fromArticles are the articles of cites, each once.
func fromArticles(cites ...onrecord.Cite) []choice {
	var out []choice
	seen := map[onrecord.ArticleID]bool{}
	for _, c := range cites {
		if seen[c.Article] {
			continue
		}
		seen[c.Article] = true
		out = append(out, choice{string(c.Article), outletAndDay(c)})
	}
	return out
}

// outletAndDay is where words stand, for people.
func outletAndDay(c onrecord.Cite) string {
	outlet := or(c.Outlet, "no outlet known")
	if day := export.DayForPeople(c.Published); day != "" {
		return outlet + ", " + day
	}
	return outlet
}

// Captioned reports whether something is to be said of the picture.
func (f figure) Captioned() bool { return len(f.Keys) > 0 || f.Note != "" }

// rows are those that come of many articles, for decisions about them.
func (s *Site) rows(ctx context.Context) (world.Lists, error) {
	w, err := s.world(ctx)
	if err != nil {
		return nil, err
	}
	return w.Lists(), nil
}
