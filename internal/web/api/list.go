package api

import (
	"bufio"
	"bytes"
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
	Q      string `query:"q" example:"ceasefire" doc:"Words that must stand there, \"phrases\", -without, this OR that, and field:value."`
	All    bool   `query:"all" doc:"Also what the list leaves out by itself: what was not said or did not happen."`
	After  string `query:"after" doc:"Only rows behind these: the next of a page before."`
	Limit  int    `query:"limit" minimum:"0" maximum:"1000" example:"2" doc:"At most so many rows; of JSON 50 where nothing is said, of NDJSON all."`
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

// list is the operation that answers with a list.
func list[R any](a *API, of query.List, summary string, from ask.Source[R]) Operation {
	return listOf(a, of, summary, nil, func(url.Values) (ask.Source[R], error) { return from, nil })
}

// listOf is list where what is asked for beside the query says which rows there are.
func listOf[R any](a *API, of query.List, summary string, more []*huma.Param, from func(url.Values) (ask.Source[R], error)) Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "list-"+strings.ReplaceAll(strings.Trim(at.Path, "/"), "/", "-"), summary)
		for _, f := range of.Fields() {
			op.Parameters = append(op.Parameters, parameter(f))
		}
		op.Parameters = append(op.Parameters, more...)
		op.Responses = rowsOf[R](to)
		register(a, to, at, op, func(ctx context.Context, in *listInput) (*huma.StreamResponse, error) {
			if err := known(op.Parameters, in.values); err != nil {
				return nil, err
			}
			q, err := ask.Read(of, in.Q, in.values.Get, in.All)
			if err != nil {
				return nil, onrecord.Errorf(onrecord.Invalid, "%w", err)
			}
			source, err := from(in.values)
			if err != nil {
				return nil, err
			}
			return answerRows(ctx, a, q, in, source)
		})
	}
}

// rowsOf are the answers of an operation that answers with Rs.
func rowsOf[R any](to huma.API) map[string]*huma.Response {
	all := answers[Page[R]](to, "The rows.")
	all["200"].Content[NDJSON] = &huma.MediaType{Schema: to.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[R](), true, "")}
	return all
}

// answerRows answers with a page of rows, or with all of them by the line.
func answerRows[R any](ctx context.Context, a *API, q query.Q, in *listInput, from ask.Source[R]) (*huma.StreamResponse, error) {
	if in.lines {
		return lines(a, from.Rows(ctx, q, in.After, in.Limit)), nil
	}
	return page(ctx, q, in, from)
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
	return &huma.Param{Name: f.Name, In: "query", Description: strings.ToUpper(f.Help[:1]) + f.Help[1:] + ".", Schema: schema, Example: example(f)}
}

// example is a value that a field may have; nil for an id, which only a list tells.
func example(f query.Field) any {
	switch f.Match {
	case query.ByName:
		return "Russia"
	case query.ByPart:
		return "Wire"
	case query.ByFirst:
		return "2015"
	case query.ByLast:
		return "2016-02"
	case query.ByStart:
		return "1"
	case query.ByValue:
		return f.Values[0]
	}
	return nil
}

// page answers with a part of a list as JSON.
func page[R any](ctx context.Context, q query.Q, in *listInput, from ask.Source[R]) (*huma.StreamResponse, error) {
	rows, next, err := from.Page(ctx, q, in.After, in.Limit)
	if err != nil {
		return nil, err
	}
	n, err := from.Count(ctx, q)
	if err != nil {
		return nil, err
	}
	return whole(Page[R]{rows, n, next}, in.tag)
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
func lines[R any](a *API, rows iter.Seq2[ask.Placed[R], error]) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		ctx.SetHeader("Content-Type", NDJSON)
		w := bufio.NewWriterSize(ctx.BodyWriter(), 32<<10)
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		for r, err := range rows {
			if err == nil {
				err = e.Encode(r.Row)
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
