package api_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"onrecord"

	"onrecord/internal/account"
	"onrecord/internal/web"
	"onrecord/internal/web/api"
	"onrecord/internal/web/webtest"
)

func TestProgramsAskWhatPagesShow(t *testing.T) {
	s := served(t, 3)
	for _, c := range []struct {
		target string
		status int
		want   []string
	}{
		{"/statements", 200, []string{`"count":6`, `"speaker":"Ana Kovač"`, `"content":"that Marenia had said “no” to it"`}},
		{"/statements?speaker=kovac&limit=2", 200, []string{`"count":3`, `"next":"https://post.example/?a=1&b=b#outer"`}},
		{"/statements?speaker=kovac&limit=2&after=https%3A%2F%2Fpost.example%2F%3Fa=1%26b=b%23outer", 200, []string{`"count":3}`}},
		{"/statements?q=act:deny", 200, []string{`"count":3`}},
		{"/statements?q=nothing", 200, []string{`{"rows":[],"count":0}`}},
		{"/statements?act=lie", 400, []string{"is none of say, deny"}},
		{"/statements?speakr=kovac", 400, []string{`there is no parameter \"speakr\"`}},
		{"/statements?after=-1", 400, []string{`\"-1\" is no row of a list of statements`}},
		{"/statements?limit=1001", 422, []string{"expected number <= 1000"}},
		{"/events?status=denied&limit=1", 200, []string{`"count":3`, `"next":"https://post.example/?a=1&b=a#e2"`}},
		{"/assertions", 200, []string{`"count":3`}},
		{"/memberships", 200, []string{`"count":3`}},
		{"/articles", 200, []string{`"title":"Talks <b>resume</b>"`}},
		{"/articles/https:%2F%2Fpost.example%2F%3Fa=1&b=a", 200, []string{`"statements":[{`, `"text":"Talks <b>resume</b>\nMenu`}},
		{"/articles/nobody", 404, []string{`no article \"nobody\"`}},
		{"/actors/x:ana-kovac", 200, []string{`"name":"Ana Kovač"`, `"wordings":[`}},
		{"/actors/Q1", 404, nil},
		{"/disputes?limit=2", 200, []string{`"count":60`, `"next":"r1"`, `"kind":"denial"`}},
		{"/disputes?limit=2&after=r1", 200, []string{`"id":"r2"`}},
		{"/stories/r5", 200, []string{`"id":"r5"`}},
		{"/nothing", 404, []string{"there is nothing at /api/v1/nothing"}},
		{"/openapi.json", 200, []string{`"openapi":"3.1.0"`, `"/statements"`}},
	} {
		w := webtest.Call(t, s, c.target, http.Header{})
		if w.Code != c.status {
			t.Errorf("%s: status %d, want %d", c.target, w.Code, c.status)
		}
		for _, want := range c.want {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s: no %s in\n%.2000s", c.target, want, w.Body)
			}
		}
		if !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s: no JSON:\n%.200s", c.target, w.Body)
		}
		if kind := w.Header().Get("Content-Type"); c.status >= 400 != (kind == "application/problem+json") {
			t.Errorf("%s: of type %s", c.target, kind)
		}
	}
}

// A list as lines is whole, and its rows are those of the pages together.
func TestLinesAndPagesHaveTheSameRows(t *testing.T) {
	s := served(t, 26)
	for _, path := range []string{"/statements", "/events?all=1", "/disputes", "/articles"} {
		w := webtest.Call(t, s, path, http.Header{"Accept": {api.NDJSON}})
		lines := strings.Split(strings.TrimSuffix(w.Body.String(), "\n"), "\n")
		var rows []string
		for next := ""; ; {
			target := path + map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "limit=25&after=" + url.QueryEscape(next)
			var page struct {
				Rows  []json.RawMessage
				Count int
				Next  string
			}
			if err := json.Unmarshal(webtest.Call(t, s, target, http.Header{}).Body.Bytes(), &page); err != nil {
				t.Fatal(err)
			}
			for _, r := range page.Rows {
				rows = append(rows, string(r))
			}
			if page.Count != len(lines) {
				t.Errorf("%s: %d rows in all, %d lines", path, page.Count, len(lines))
			}
			if next = page.Next; next == "" {
				break
			}
		}
		if strings.Join(rows, "\n") != strings.Join(lines, "\n") || len(rows) < 26 {
			t.Errorf("%s: %d rows on pages, %d lines, or others", path, len(rows), len(lines))
		}
	}
}

func TestProgramsAskAgainByTag(t *testing.T) {
	s := served(t, 1)
	for _, path := range []string{"/statements", "/actors/x:ana-kovac"} {
		tag := webtest.Call(t, s, path, http.Header{}).Header().Get("ETag")
		if tag == "" {
			t.Errorf("%s: no tag", path)
		}
		for header, want := range map[string]int{tag: 304, `"other"`: 200, `"a", W/` + tag: 304, "*": 304, "": 200} {
			w := webtest.Call(t, s, path, http.Header{"If-None-Match": {header}})
			if w.Code != want || (want == 304) != (w.Body.Len() == 0) {
				t.Errorf("%s with %s: status %d, %d bytes", path, header, w.Code, w.Body.Len())
			}
		}
	}
}

// A program corrects a speaker, sees it in the list, and takes it back; the log
// tells of both.
func TestProgramsDecide(t *testing.T) {
	store := webtest.Filled(t, 1)
	s := serverOf(t, store, slog.DiscardHandler)
	const article = `"article":"https://post.example/?a=1&b=a"`
	w := webtest.Send(t, s, "POST", "/decisions", `{"kind":"correct",`+article+`,"of":"outer","field":"speaker","object":{"id":"x:bo-lind","name":"Bo Lind"},"note":"the caption"}`)
	if w.Code != 201 || !strings.Contains(w.Body.String(), `"on":"statement"`) || !strings.Contains(w.Body.String(), `"by":"ana"`) {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	if got := webtest.Call(t, s, "/statements?speaker=x:bo-lind", http.Header{}).Body.String(); !strings.Contains(got, `"count":1`) {
		t.Errorf("the correction does not hold: %s", got)
	}
	for body, want := range map[string]int{
		`{"kind":"hide",` + article + `,"of":"gone"}`:  404,
		`{"kind":"merge","subject":"Ana","object":{}}`: 400,
		`{"kind":"lie"}`: 422,
		`{"kind":"hide","subject":"x:ana-kovac","by":"me"}`: 422, // who decides is who asks
		`{`: 400,
	} {
		if w := webtest.Send(t, s, "POST", "/decisions", body); w.Code != want {
			t.Errorf("%s: status %d, want %d: %s", body, w.Code, want, w.Body)
		}
	}
	for _, undone := range []string{"true", "false", "true"} {
		if w := webtest.Send(t, s, "PATCH", "/decisions/1", `{"undone":`+undone+`}`); w.Code != 204 {
			t.Errorf("undone %s: status %d: %s", undone, w.Code, w.Body)
		}
	}
	if w := webtest.Send(t, s, "PATCH", "/decisions/9", `{"undone":true}`); w.Code != 404 {
		t.Errorf("a decision that is none: status %d", w.Code)
	}
	if got := webtest.Call(t, s, "/statements?speaker=x:bo-lind", http.Header{}).Body.String(); !strings.Contains(got, `"count":0`) {
		t.Errorf("it still holds: %s", got)
	}
	if got := webtest.Call(t, s, "/decisions", http.Header{}).Body.String(); !strings.Contains(got, `"undone":true`) || !strings.Contains(got, `"count":1`) {
		t.Errorf("the decisions: %s", got)
	}
	acts, err := store.Acts(t.Context(), 9)
	if err != nil || len(acts) != 4 || acts[3].What != account.Decided || acts[3].On != "decision 1" || acts[3].User != "ana" || acts[1].What != account.Redid {
		t.Errorf("the log: %+v, %v", acts, err)
	}
}

// served is a server over a store of n articles.
func served(t testing.TB, n int) *web.Server {
	t.Helper()
	return serverOf(t, webtest.Filled(t, n), slog.DiscardHandler)
}

// serverOf is a server of a store, for its owner.
func serverOf(t testing.TB, store onrecord.Store, log slog.Handler) *web.Server {
	t.Helper()
	pages, programs := webtest.Parts(t, store, log)
	return web.New(pages, programs, "ana", slog.New(log))
}
