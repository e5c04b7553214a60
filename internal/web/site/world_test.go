package site_test

import (
	"net/http"
	"strings"
	"testing"

	"onrecord/internal/web/webtest"
)

const perPage = 50 // as the pages have it

// Every list of the world tier has a page: fifty rows of it, then the rest;
// each quotation leads to its words, and what a stranger wrote is text.
func TestWorldPages(t *testing.T) {
	s := served(t, 1)
	for _, path := range []string{"/stories", "/threads", "/disputes", "/agreements", "/incidents", "/positions", "/naming", "/inconsistencies"} {
		status, body, _ := webtest.Get(t, s, path)
		if status != http.StatusOK || strings.Count(body, `<article class="entry"`) != perPage || !strings.Contains(body, "60 found") {
			t.Errorf("%s: status %d, %d rows", path, status, strings.Count(body, `<article class="entry"`))
		}
		if strings.Contains(body, "<script>") || strings.Contains(body, "<i>Post") || strings.Contains(body, "<b>Ana") {
			t.Errorf("%s: words became tags", path)
		}
		if path != "/threads" && !strings.Contains(body, `href="/articles/https:%2F%2Fpost.example%2F%3Fa=1&amp;b=a`) {
			t.Errorf("%s: nothing leads to its words", path)
		}
		if !strings.Contains(body, `rel="next" href="`+path+`?after=r49"`) || !strings.Contains(body, "<code class=\"command\" title=\"the same on the command line\">onrecord "+strings.TrimPrefix(path, "/")+"</code>") {
			t.Errorf("%s: no next page, or no command", path)
		}
		if _, body, _ := webtest.Get(t, s, path+"?after=r49"); strings.Count(body, `<article class="entry"`) != webtest.RowsOfMany-perPage || strings.Contains(body, `rel="next"`) {
			t.Errorf("%s: the second page has %d rows", path, strings.Count(body, `<article class="entry"`))
		}
		if status, body, _ := webtest.Get(t, s, path+"?q=nonsense:1"); status != http.StatusBadRequest || !strings.Contains(body, "no field") {
			t.Errorf("%s: a wrong question has status %d", path, status)
		}
	}
	if _, body, _ := webtest.Get(t, s, "/disputes?actor=O'Hara&q=truce"); !strings.Contains(body, "onrecord disputes &#39;truce&#39; --actor &#39;O&#39;\\&#39;&#39;Hara&#39;") {
		t.Errorf("the command is wrong: %s", body)
	}
	if _, body, _ := webtest.Get(t, s, "/disputes"); !strings.Contains(body, `<div class="sides">`) || !strings.Contains(body, "nobody named asserts") {
		t.Error("a dispute does not show both sides")
	}
}

func TestActorPages(t *testing.T) {
	s := served(t, 2)
	if status, body, _ := webtest.Get(t, s, "/actors?name=kovac"); status != http.StatusOK || !strings.Contains(body, `<a href="/actors/x:ana-kovac">Ana Kovač</a>`) {
		t.Errorf("status %d: %s", status, body)
	}
	if _, body, _ := webtest.Get(t, s, "/actors?type=country"); strings.Contains(body, "Ana Kovač") {
		t.Error("a person is listed among countries")
	}
	status, body, _ := webtest.Get(t, s, "/actors/x:ana-kovac")
	if status != http.StatusOK || !strings.Contains(body, "2 statements by") || !strings.Contains(body, `href="/disputes?actor=x%3Aana-kovac"`) {
		t.Errorf("status %d: %s", status, body)
	}
	if status, _, _ := webtest.Get(t, s, "/actors/Q1"); status != http.StatusNotFound {
		t.Errorf("nobody has status %d", status)
	}
}
