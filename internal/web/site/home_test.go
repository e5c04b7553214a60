package site_test

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"onrecord/internal/web"
	"onrecord/internal/web/webtest"
)

// TestHealthNamesListsAlone has rows counted by their lists, and what these are made
// of on the way counted together, by no name of the program's own.
func TestHealthNamesListsAlone(t *testing.T) {
	pages, programs := webtest.Examples(t)
	s := web.New(pages, programs, "", slog.New(slog.DiscardHandler))
	_, body, _ := webtest.Get(t, s, "/health")
	has(t, "/health", body, ">Disputes</td>", ">Agreements</td>", "made of on the way")
	for _, inner := range []string{"Breaches", "Homes", "Strays"} {
		if strings.Contains(body, ">"+inner) {
			t.Errorf("/health names %s", inner)
		}
	}
}

// The first page says what is new, the page of health how the store stands, and
// the page of an actor who they are; each leads on.
func TestHomeHealthAndActors(t *testing.T) {
	s := served(t, 3)
	for target, want := range map[string][]string{
		"/":                   {`<a href="/articles">3 articles</a>`, `<a href="/statements">6 statements</a>`, `<a href="/disputes/r0">`, `<a href="/threads/r0">`, "onrecord watch add"},
		"/health":             {`Every row is of today`, `<th scope="row">Statements</th><td class="number">6</td>`, "Published"},
		"/actors":             {`<a href="/actors/x:ana-kovac">`, `href="/actors?format=csv"`},
		"/actors/x:ana-kovac": {"3 statements by Ana Kovač", `<a href="/agreements/r0">`, `name="kind" value="rename"`, `name="kind" value="hide"`, "Names, by outlet"},
	} {
		status, body, _ := webtest.Get(t, s, target)
		if status != http.StatusOK {
			t.Errorf("%s: status %d", target, status)
		}
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: no %s in\n%s", target, w, body)
			}
		}
	}
	if status, body, header := webtest.Get(t, s, "/actors?format=csv&name=ana"); status != http.StatusOK || !strings.Contains(body, "Ana Kovač") || strings.Contains(body, "Marenia") || header.Get("Content-Disposition") == "" {
		t.Errorf("actors taken away: status %d\n%s", status, body)
	}
	if status, body, _ := webtest.Get(t, served(t, 0), "/"); status != http.StatusOK || !strings.Contains(body, "There is nothing here yet") {
		t.Errorf("an empty store: status %d\n%s", status, body)
	}
}
