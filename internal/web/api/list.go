package api

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/query"
)

// Page is a part of a list.
type Page[R any] struct {
	Rows  []R    `json:"rows"`
	Count int    `json:"count" doc:"How many rows the question asks for in all."`
	Next  string `json:"next,omitempty" doc:"What after is for the rows behind these; absent where there are none."`
}

// NDJSON is the media type of a list with a row a line.
const NDJSON = "application/x-ndjson"

// listInput is a question as an address has it.
type listInput struct {
	Q      string `query:"q" doc:"Words that must stand there, \"phrases\", -without, this OR that, and field:value."`
	All    bool   `query:"all" doc:"Also what the list leaves out by itself: what was not said or did not happen."`
	After  string `query:"after" doc:"Only rows behind these: the next of a page before."`
	Limit  int    `query:"limit" minimum:"0" maximum:"1000" doc:"At most so many rows; of JSON 50 where nothing is said, of NDJSON all."`
	Format string `query:"format" enum:"json,ndjson" doc:"The form; where nothing is said, what Accept asks for, else JSON."`

	values url.Values
	lines  bool
	tag    string // of what the asker has
}

// Resolve reads what is asked of the list's own fields.
func (in *listInput) Resolve(ctx huma.Context) []error {
	u := ctx.URL()
	in.values = u.Query()
	in.lines = in.Format == "ndjson" || in.Format == "" && strings.Contains(ctx.Header("Accept"), NDJSON)
	in.tag = ctx.Header("If-None-Match")
	if in.Limit == 0 && !in.lines {
		in.Limit = 50
	}
	return nil
}

// source is where the rows of a list come from.
type source[R any] struct {
	// rows are those that a question asks for behind a place in the list, at most
	// limit of them, 0 for all.
	rows  func(ctx context.Context, q query.Q, after string, limit int) iter.Seq2[placed[R], error]
	count func(ctx context.Context, q query.Q) (int, error)
}

// placed is a row and what after is for those behind it.
type placed[R any] struct {
	row   R
	place string
}

// list is the operation that answers with a list.
func list[R any](a *API, of query.List, summary string, from source[R]) Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "list-"+strings.Trim(at.Path, "/"), summary)
		for _, f := range of.Fields() {
			op.Parameters = append(op.Parameters, parameter(f))
		}
		op.Responses = answers[Page[R]](to, "The rows.")
		op.Responses["200"].Content[NDJSON] = &huma.MediaType{Schema: to.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[R](), true, "")}
		register(a, to, at, op, func(ctx context.Context, in *listInput) (*huma.StreamResponse, error) {
			if err := known(op.Parameters, in.values); err != nil {
				return nil, err
			}
			q, err := ask.Read(of, in.Q, in.values.Get, in.All)
			if err != nil {
				return nil, onrecord.Errorf(onrecord.Invalid, "%w", err)
			}
			if in.lines {
				return lines(a, from.rows(ctx, q, in.After, in.Limit)), nil
			}
			return from.page(ctx, q, in)
		})
	}
}

// known is the error for a parameter that the operation has not: a slip in the
// name of a field must not answer with everything.
func known(parameters []*huma.Param, values url.Values) error {
	for name := range values {
		if !slices.Contains([]string{"q", "all", "after", "limit", "format"}, name) && !slices.ContainsFunc(parameters, func(p *huma.Param) bool { return p.Name == name }) {
			return onrecord.Errorf(onrecord.Invalid, "there is no parameter %q", name)
		}
	}
	return nil
}

// answers are those of an operation that answers with an R, or tells that the asker has it.
func answers[R any](to huma.API, what string) map[string]*huma.Response {
	return map[string]*huma.Response{
		"200": {Description: what, Content: map[string]*huma.MediaType{"application/json": {Schema: to.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[R](), true, "")}}},
		"304": {Description: "It is what the asker has."},
	}
}

// parameter is a field of the query language as the document has it.
func parameter(f query.Field) *huma.Param {
	schema := &huma.Schema{Type: huma.TypeString}
	for _, v := range f.Values {
		schema.Enum = append(schema.Enum, v)
	}
	if f.Default != "" {
		schema.Default = f.Default
	}
	return &huma.Param{Name: f.Name, In: "query", Description: strings.ToUpper(f.Help[:1]) + f.Help[1:] + ".", Schema: schema}
}

// page is a part of the list as JSON.
func (s source[R]) page(ctx context.Context, q query.Q, in *listInput) (*huma.StreamResponse, error) {
	p := Page[R]{Rows: []R{}}
	var err error
	if p.Count, err = s.count(ctx, q); err != nil {
		return nil, err
	}
	last := ""
	for r, err := range s.rows(ctx, q, in.After, in.Limit+1) {
		if err != nil {
			return nil, err
		}
		if len(p.Rows) == in.Limit {
			p.Next = last
			break
		}
		p.Rows, last = append(p.Rows, r.row), r.place
	}
	return whole(p, in.tag)
}

// whole answers with an object, or tells that it is the one of a tag.
func whole(v any, tag string) (*huma.StreamResponse, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("write an answer: %w", err)
	}
	sum := sha256.Sum256(b.Bytes())
	is := `"` + hex.EncodeToString(sum[:12]) + `"`
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		ctx.SetHeader("ETag", is)
		ctx.SetHeader("Cache-Control", "private, no-cache") // asked for again each time, by its tag
		if matches(tag, is) {
			ctx.SetStatus(http.StatusNotModified)
			return
		}
		ctx.SetHeader("Content-Type", "application/json")
		_, _ = ctx.BodyWriter().Write(b.Bytes()) // an asker who has gone is no fault
	}}, nil
}

// matches reports whether If-None-Match names a tag (RFC 9110, 13.1.2).
func matches(header, tag string) bool {
	for candidate := range strings.SplitSeq(header, ",") {
		if candidate = strings.TrimPrefix(strings.TrimSpace(candidate), "W/"); candidate == tag || candidate == "*" {
			return true
		}
	}
	return false
}

// lines answers with a row a line, as they come. After the first there is no
// other way to tell of a fault than to break off.
func lines[R any](a *API, rows iter.Seq2[placed[R], error]) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		ctx.SetHeader("Content-Type", NDJSON)
		w := bufio.NewWriterSize(ctx.BodyWriter(), 32<<10)
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		for r, err := range rows {
			if err == nil {
				err = e.Encode(r.row)
			}
			if ctx.Context().Err() != nil {
				return // the asker has gone
			}
			if err != nil {
				a.log.ErrorContext(ctx.Context(), "a list for a program broke off", "error", err)
				panic(http.ErrAbortHandler)
			}
		}
		_ = w.Flush() // an asker who has gone is no fault
	}}
}

// claims is a list of the store.
func claims[In, R any](rows func(context.Context, onrecord.Filter) iter.Seq2[In, error], count func(context.Context, onrecord.Filter) (int, error), convert func(In) R) source[R] {
	return source[R]{
		rows: func(ctx context.Context, q query.Q, after string, limit int) iter.Seq2[placed[R], error] {
			return func(yield func(placed[R], error) bool) {
				from, err := strconv.Atoi(cmp.Or(after, "0"))
				if err != nil || from < 0 {
					yield(placed[R]{}, onrecord.Errorf(onrecord.Invalid, "after: %q is no place in a list", after))
					return
				}
				for r, err := range rows(ctx, onrecord.Filter{Q: q, Limit: limit, Offset: from}) {
					from++
					if !yield(placed[R]{convert(r), strconv.Itoa(from)}, err) || err != nil {
						return
					}
				}
			}
		},
		count: func(ctx context.Context, q query.Q) (int, error) { return count(ctx, onrecord.Filter{Q: q}) },
	}
}

// world is a list of what comes of many articles.
func world[R any](a *API, of query.List) source[R] {
	return source[R]{
		rows: func(ctx context.Context, q query.Q, after string, limit int) iter.Seq2[placed[R], error] {
			return func(yield func(placed[R], error) bool) {
				w, err := a.world(ctx)
				if err != nil {
					yield(placed[R]{}, err)
					return
				}
				for row, err := range w.Rows(ctx, ask.Question{List: of, Q: q, After: after, Limit: limit}) {
					p := placed[R]{place: row.ID}
					if err == nil {
						err = json.Unmarshal(row.Body, &p.row)
					}
					if !yield(p, err) || err != nil {
						return
					}
				}
			}
		},
		count: func(ctx context.Context, q query.Q) (int, error) {
			w, err := a.world(ctx)
			if err != nil {
				return 0, err
			}
			return w.Count(ctx, ask.Question{List: of, Q: q})
		},
	}
}
