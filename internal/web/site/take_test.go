package site_test

import (
	"encoding/csv"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"onrecord/internal/web"
	"onrecord/internal/web/webtest"
)

// Every list of many rows is taken away whole in each form, by the same filter as
// it is shown; no other form is known, and a page of it says where to take it.
func TestEveryListIsTakenAway(t *testing.T) {
	s := served(t, 3)
	for path, rows := range map[string]int{
		"/stories": webtest.RowsOfMany, "/threads": webtest.RowsOfMany, "/disputes": webtest.RowsOfMany, "/agreements": webtest.RowsOfMany, "/incidents": webtest.RowsOfMany,
		"/positions": webtest.RowsOfMany, "/naming": webtest.RowsOfMany, "/inconsistencies": webtest.RowsOfMany, "/timeline": 12, "/actors": 1,
		"/timeline?only=nothing&q=nosuchword": 0, "/positions/shifts": 0, "/network": 3, "/decisions": 0,
	} {
		path, asked, _ := strings.Cut(path, "?")
		target := path + "?" + asked + "&format="
		for form, begins := range map[string]string{"xlsx": "PK\x03\x04", "parquet": "PAR1"} {
			status, body, header := webtest.Get(t, s, target+form)
			if status != http.StatusOK || !strings.HasPrefix(body, begins) || !strings.HasSuffix(header.Get("Content-Disposition"), "."+form+`"`) {
				t.Errorf("%s%s: status %d, %.80q, %v", target, form, status, body, header)
			}
		}
		_, body, _ := webtest.Get(t, s, target+"csv")
		if all, err := csv.NewReader(strings.NewReader(body)).ReadAll(); err != nil || len(all) != rows+1 {
			t.Errorf("%scsv: %d lines, want %d and a head: %v", target, len(all), rows, err)
		}
		_, body, _ = webtest.Get(t, s, target+"jsonl")
		n := 0
		for line := range strings.Lines(body) {
			if n++; !json.Valid([]byte(line)) {
				t.Errorf("%sjsonl: no object: %s", target, line)
			}
		}
		if n != rows {
			t.Errorf("%sjsonl: %d rows, want %d", target, n, rows)
		}
		if status, _, _ := webtest.Get(t, s, target+"exe"); status != http.StatusBadRequest {
			t.Errorf("%sexe: status %d", target, status)
		}
		if _, body, _ := webtest.Get(t, s, path); rows > 0 && !strings.Contains(body, "format=parquet") {
			t.Errorf("%s does not say how it is taken away", path)
		}
	}
	if _, body, _ := webtest.Get(t, s, "/agreements?as-of=2016-02&format=csv"); strings.Count(body, "\n") != 1 {
		t.Errorf("agreements of which nothing was known are taken away: %s", body)
	}
}

// Each row of every list has a citation: the quote, who tells it, the outlet and
// where its words stand; a story is cited by its page.
func TestEveryRowIsCited(t *testing.T) {
	s := served(t, 1)
	const quoted = "“&lt;script&gt;alert(1)&lt;/script&gt;”"
	const words = "&lt;i&gt;Post&lt;/i&gt;, http://localhost:8017/articles/https:%2F%2Fpost.example%2F%3Fa=1&amp;b=a#outer"
	for path, want := range map[string]string{
		"/disputes": quoted + " (&lt;b&gt;Ana&lt;/b&gt; denies), " + words, "/agreements": quoted + " (violated", "/incidents": quoted + " (12 or more killed), " + words,
		"/positions": quoted + ", " + words, "/naming": quoted + " (first:), " + words, "/inconsistencies": quoted + ", " + words,
		"/stories":     "2 articles, 1 distinct text, 1 independent source. Read at: http://localhost:8017/stories/r0",
		"/threads":     "Read at: http://localhost:8017/threads/r0",
		"/disputes/r1": quoted + " (&lt;b&gt;Ana&lt;/b&gt; denies), " + words, "/agreements/r1": "Read at: http://localhost:8017/agreements/r1", "/incidents/r1": quoted,
		"/stories/r1": "Read at: http://localhost:8017/stories/r1", "/threads/r1": "Read at: http://localhost:8017/threads/r1",
		"/timeline": "“that Marenia had said “no” to it” (Ana Kovač). In: “Talks &lt;b&gt;resume&lt;/b&gt;”, &lt;i&gt;Post&lt;/i&gt;, 10 May 2016. Read at: http://localhost:8017/articles/",
	} {
		_, body, _ := webtest.Get(t, s, path)
		if !citedIn(body, want) {
			_, from, _ := strings.Cut(body, `class="citation"`)
			t.Errorf("%s: no citation with %q but %.400s", path, want, from)
		}
	}
}

// citedIn reports whether one of the citations of a page has some words.
func citedIn(page, words string) bool {
	for _, part := range strings.Split(page, `<p class="citation" tabindex="0">`)[1:] {
		if citation, _, _ := strings.Cut(part, "</p>"); strings.Contains(citation, words) {
			return true
		}
	}
	return false
}

// Statements are taken away as quotations of their articles, and every citation
// of a page names the program.
func TestStatementsAsReferences(t *testing.T) {
	pages, programs := webtest.PartsOver(t, webtest.Filled(t, 2), webtest.World{}, slog.DiscardHandler, "test")
	s := web.New(pages, programs, "ana", slog.New(slog.DiscardHandler))
	for form, want := range map[string]string{"bibtex": "@misc{onrecord1,", "ris": "N1  - “", "csl": `"note":"“`} {
		status, body, header := webtest.Get(t, s, "/statements?format="+form)
		if status != http.StatusOK || !strings.Contains(body, want) || !strings.Contains(body, "Read at: http://localhost:8017/articles/") || !strings.Contains(header.Get("Content-Disposition"), "statements.") {
			t.Errorf("%s: status %d, %.500s", form, status, body)
		}
	}
	if status, _, _ := webtest.Get(t, s, "/events?format=ris"); status != http.StatusBadRequest {
		t.Errorf("events as references: status %d", status)
	}
	for _, page := range []string{"/statements", "/timeline", "/positions", "/agreements"} {
		if _, body, _ := webtest.Get(t, s, page); !strings.Contains(body, "(onrecord test") {
			t.Errorf("%s: its citations name no program", page)
		}
	}
}
