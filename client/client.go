// Package client asks a server of records, "onrecord serve", what its pages
// show.
//
//	c := client.New("https://record.example.org", os.Getenv("ONRECORD_TOKEN"))
//	for d, err := range client.List[onrecord.Dispute](ctx, c, "disputes", client.Question{Q: "actor:Q159"}) {
//		…
//	}
//
// Lists are those of the API ("statements", "events", "agreements" …, and views of
// them as "statements/facets", "positions/matrix", "naming/matrix", "places"), and
// their rows come as any type that their JSON fits: the types of package onrecord
// for what comes of many articles, the caller's own for the rest. An order, a day
// as of which agreements were known and the like are among the Fields of a
// Question: "sort", "as-of".
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"onrecord"
)

// Client asks a server. It is safe for concurrent use.
type Client struct {
	base, token string
	http        *http.Client
}

// New makes a client of the server at an address, with a token of "onrecord token
// add"; a server on this machine needs none.
func New(address, token string) *Client {
	return &Client{base: strings.TrimSuffix(address, "/") + "/api/v1", token: token, http: &http.Client{Timeout: time.Minute}}
}

// Question is what a list is asked.
type Question struct {
	Q      string            // words, "phrases", field:value
	Fields map[string]string // fields by name, beside those of Q
	All    bool              // also what the list leaves out by itself
	Limit  int               // 0 for all
}

func (q Question) values() url.Values {
	v := url.Values{"format": {"ndjson"}}
	for name, value := range q.Fields {
		v.Set(name, value)
	}
	if q.Q != "" {
		v.Set("q", q.Q)
	}
	if q.All {
		v.Set("all", "true")
	}
	if q.Limit > 0 {
		v.Set("limit", strconv.Itoa(q.Limit))
	}
	return v
}

// List yields the rows of a list, as they come. An error is the last.
func List[T any](ctx context.Context, c *Client, list string, q Question) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		answer, err := c.do(ctx, http.MethodGet, "/"+list+"?"+q.values().Encode(), nil)
		if err != nil {
			yield(none, fmt.Errorf("list %s: %w", list, err))
			return
		}
		defer answer.Body.Close()
		rows := json.NewDecoder(answer.Body)
		for {
			var row T
			err := rows.Decode(&row)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(none, fmt.Errorf("list %s: %w", list, err))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// Get is one thing of a list: an article with all that it claims, an actor, a
// row of many articles. An id that is not there is a NotFound error.
func Get[T any](ctx context.Context, c *Client, list, id string) (T, error) {
	var out T
	answer, err := c.do(ctx, http.MethodGet, "/"+list+"/"+url.PathEscape(id), nil)
	if err != nil {
		return out, fmt.Errorf("%s %s: %w", list, id, err)
	}
	defer answer.Body.Close()
	if err := json.NewDecoder(answer.Body).Decode(&out); err != nil {
		return out, fmt.Errorf("%s %s: %w", list, id, err)
	}
	return out, nil
}

// Compare is a story in two to five outlets, in the first five where none is
// named: what one has and another leaves out.
func Compare[T any](ctx context.Context, c *Client, story string, outlets ...string) (T, error) {
	var out T
	answer, err := c.do(ctx, http.MethodGet, "/compare?"+url.Values{"story": {story}, "outlet": outlets}.Encode(), nil)
	if err != nil {
		return out, fmt.Errorf("compare %s: %w", story, err)
	}
	defer answer.Body.Close()
	if err := json.NewDecoder(answer.Body).Decode(&out); err != nil {
		return out, fmt.Errorf("compare %s: %w", story, err)
	}
	return out, nil
}

// Decision is a correction, as the API takes it.
type Decision struct {
	Kind    onrecord.DecisionKind `json:"kind"`
	Subject onrecord.ActorID      `json:"subject,omitempty"`
	Object  Object                `json:"object,omitzero"`
	Article onrecord.ArticleID    `json:"article,omitempty"`
	On      onrecord.Target       `json:"on,omitempty"`
	Of      string                `json:"of,omitempty"`
	Field   string                `json:"field,omitempty"`
	Value   string                `json:"value,omitempty"`
	Note    string                `json:"note,omitempty"`
}

// Object is the actor that a decision puts in the place of another.
type Object struct {
	ID   onrecord.ActorID `json:"id,omitempty"`
	Name string           `json:"name,omitempty"`
}

// Decide makes a decision and returns its number. The token's user makes it.
func (c *Client) Decide(ctx context.Context, d Decision) (id int64, err error) {
	answer, err := c.do(ctx, http.MethodPost, "/decisions", d)
	if err != nil {
		return 0, fmt.Errorf("decide: %w", err)
	}
	defer answer.Body.Close()
	var made struct{ ID int64 }
	if err := json.NewDecoder(answer.Body).Decode(&made); err != nil {
		return 0, fmt.Errorf("decide: %w", err)
	}
	return made.ID, nil
}

// Undo takes a decision back, or puts one that was taken back in force again if
// undone is false.
func (c *Client) Undo(ctx context.Context, id int64, undone bool) error {
	answer, err := c.do(ctx, http.MethodPatch, "/decisions/"+strconv.FormatInt(id, 10), map[string]bool{"undone": undone})
	if err != nil {
		return fmt.Errorf("undo decision %d: %w", id, err)
	}
	return answer.Body.Close()
}

// A server that is asked too often, or is busy, is asked again when it says so,
// this many times.
const mostTries = 4

// do asks the server. What it answers is a success, and the caller's to close.
func (c *Client) do(ctx context.Context, method, target string, body any) (*http.Response, error) {
	var sent []byte
	if body != nil {
		var err error
		if sent, err = json.Marshal(body); err != nil {
			return nil, err
		}
	}
	for try := 1; ; try++ {
		r, err := http.NewRequestWithContext(ctx, method, c.base+target, bytes.NewReader(sent))
		if err != nil {
			return nil, err
		}
		r.Header.Set("Content-Type", "application/json")
		if c.token != "" {
			r.Header.Set("Authorization", "Bearer "+c.token)
		}
		answer, err := c.http.Do(r)
		if err != nil {
			return nil, err
		}
		if answer.StatusCode < http.StatusMultipleChoices {
			return answer, nil
		}
		fault := problem(answer)
		answer.Body.Close()
		busy := answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode == http.StatusServiceUnavailable
		if !busy || try == mostTries {
			return nil, fault
		}
		seconds, err := strconv.Atoi(answer.Header.Get("Retry-After"))
		if err != nil || seconds < 0 {
			seconds = try
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Duration(min(seconds, 60)) * time.Second):
		}
	}
}

// kinds are what statuses mean.
var kinds = map[int]onrecord.Kind{
	http.StatusBadRequest: onrecord.Invalid, http.StatusUnprocessableEntity: onrecord.Invalid, http.StatusUnauthorized: onrecord.Unauthenticated,
	http.StatusForbidden: onrecord.Forbidden, http.StatusNotFound: onrecord.NotFound, http.StatusConflict: onrecord.Conflict,
	http.StatusTooManyRequests: onrecord.Limited, http.StatusServiceUnavailable: onrecord.Transient,
}

// problem is what a server says is wrong (RFC 9457).
func problem(answer *http.Response) error {
	var p struct {
		Detail string
		Errors []struct{ Message, Location string }
	}
	if err := json.NewDecoder(io.LimitReader(answer.Body, 1<<20)).Decode(&p); err != nil || p.Detail == "" {
		p.Detail = answer.Status
	}
	for _, e := range p.Errors {
		p.Detail += "; " + e.Location + ": " + e.Message
	}
	return onrecord.Errorf(kinds[answer.StatusCode], "%s", p.Detail)
}
