package client_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"onrecord"
	"onrecord/client"
)

// server answers each request as its method and address say, once each in order.
func server(t *testing.T, answers map[string][]string) (*client.Client, *[]string) {
	t.Helper()
	var asked []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		key := r.Method + " " + r.URL.RequestURI()
		asked = append(asked, strings.TrimSpace(key+" "+r.Header.Get("Authorization")+" "+string(body)))
		left := answers[key]
		if len(left) == 0 {
			w.WriteHeader(http.StatusNotFound)
			_, _ = io.WriteString(w, `{"status":404,"detail":"no article"}`)
			return
		}
		if len(left) > 1 {
			answers[key] = left[1:]
		}
		if status, problem, ok := strings.Cut(left[0], " "); ok && len(status) == 3 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(map[string]int{"429": 429, "401": 401, "422": 422, "500": 500}[status])
			_, _ = io.WriteString(w, problem)
			return
		}
		_, _ = io.WriteString(w, left[0])
	}))
	t.Cleanup(s.Close)
	return client.New(s.URL+"/", "onrecord_x"), &asked
}

func TestListsComeRowByRow(t *testing.T) {
	c, asked := server(t, map[string][]string{
		"GET /api/v1/disputes?all=true&format=ndjson&kind=denial&limit=2&q=truce": {`429 {"detail":"too many"}`, `{"id":"d1"}` + "\n" + `{"id":"d2"}` + "\n"},
		"GET /api/v1/events?format=ndjson":                                        {`{"id":"e1"}` + "\n" + `{"id":`},
		"GET /api/v1/stories?format=ndjson":                                       {`422 {"detail":"validation failed","errors":[{"message":"too large","location":"query.limit"}]}`},
		"GET /api/v1/threads?format=ndjson":                                       {`401 {"detail":"no token"}`},
		"GET /api/v1/naming?format=ndjson":                                        {`500 not json`},
	})
	list := func(name string, q client.Question) (ids string, err error) {
		for d, e := range client.List[onrecord.Dispute](t.Context(), c, name, q) {
			if e != nil {
				return ids, e
			}
			ids += d.ID
		}
		return ids, nil
	}
	if got, err := list("disputes", client.Question{Q: "truce", Fields: map[string]string{"kind": "denial"}, All: true, Limit: 2}); got != "d1d2" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if n := len(*asked); n != 2 || !strings.HasSuffix((*asked)[0], "Bearer onrecord_x") {
		t.Errorf("asked %q", *asked)
	}
	for name, want := range map[string]struct {
		kind    onrecord.Kind
		message string
	}{
		"events": {onrecord.Internal, "list events: unexpected EOF"}, "stories": {onrecord.Invalid, "validation failed; query.limit: too large"},
		"threads": {onrecord.Unauthenticated, "no token"}, "naming": {onrecord.Internal, "500 Internal Server Error"}, "nothing": {onrecord.NotFound, "no article"},
	} {
		if _, err := list(name, client.Question{}); onrecord.KindOf(err) != want.kind || !strings.Contains(err.Error(), want.message) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOneThingByItsID(t *testing.T) {
	c, _ := server(t, map[string][]string{"GET /api/v1/articles/https:%2F%2Fa.example%2F%3Fb=c": {`{"id":"https://a.example/?b=c"}`}})
	type article struct{ ID string }
	if got, err := client.Get[article](t.Context(), c, "articles", "https://a.example/?b=c"); got.ID != "https://a.example/?b=c" || err != nil {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := client.Get[article](t.Context(), c, "articles", "none"); onrecord.KindOf(err) != onrecord.NotFound {
		t.Error(err)
	}
}

func TestDecisions(t *testing.T) {
	c, asked := server(t, map[string][]string{"POST /api/v1/decisions": {`{"id":7,"kind":"hide"}`}, "PATCH /api/v1/decisions/7": {`{}`}})
	id, err := c.Decide(t.Context(), client.Decision{Kind: onrecord.Hide, Subject: "x:ana-kovac"})
	if id != 7 || err != nil {
		t.Errorf("%d, %v", id, err)
	}
	if err := c.Undo(t.Context(), id, true); err != nil {
		t.Error(err)
	}
	for i, want := range []string{`{"kind":"hide","subject":"x:ana-kovac"}`, `{"undone":true}`} {
		if !strings.HasSuffix((*asked)[i], want) || !json.Valid([]byte(want)) {
			t.Errorf("sent %q, want %s", (*asked)[i], want)
		}
	}
	if err := c.Undo(t.Context(), 8, true); onrecord.KindOf(err) != onrecord.NotFound {
		t.Error(err)
	}
}

// A client that nobody waits for stops asking.
func TestAnEndedContextStopsIt(t *testing.T) {
	c, _ := server(t, map[string][]string{"GET /api/v1/events?format=ndjson": {`429 {"detail":"too many"}`}})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range client.List[struct{}](ctx, c, "events", client.Question{}) {
		if err == nil {
			t.Error("a row")
		}
	}
}

func TestCompare(t *testing.T) {
	c, _ := server(t, map[string][]string{"GET /api/v1/compare?outlet=Post&outlet=Wire&story=s1": {`{"outlets":["Post","Wire"]}`, `{"outlets":`}})
	type comparison struct{ Outlets []string }
	got, err := client.Compare[comparison](t.Context(), c, "s1", "Post", "Wire")
	if err != nil || strings.Join(got.Outlets, " ") != "Post Wire" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := client.Compare[comparison](t.Context(), c, "s1", "Post", "Wire"); err == nil {
		t.Error("half an answer is one")
	}
	if _, err := client.Compare[comparison](t.Context(), c, "s2"); onrecord.KindOf(err) != onrecord.NotFound {
		t.Errorf("no story: %v", err)
	}
}
