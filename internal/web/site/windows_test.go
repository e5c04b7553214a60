package site_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/web"
	"onrecord/internal/web/webtest"
	"onrecord/internal/world"
)

// overYears is a world in which Ana took sides in 2015, Bo in 2015 and 2017.
type overYears struct{ webtest.World }

func (overYears) Rows(_ context.Context, kind world.Kind, _ world.Filter) iter.Seq2[world.Row, error] {
	return func(yield func(world.Row, error) bool) {
		if kind != world.Positions {
			return
		}
		for i, p := range []onrecord.Position{
			{Who: onrecord.Who{Actor: "x:bo", Name: "Bo"}, Concept: "Dam", Value: "disagree", When: "2017-03-01"},
			{Who: onrecord.Who{Actor: "x:bo", Name: "Bo"}, Concept: "Dam", Value: "agree", When: "2015-02-01"},
			{Who: onrecord.Who{Actor: "x:ana", Name: "Ana"}, Concept: "Dam", Value: "agree", When: "2015-01-10"},
		} {
			body, err := json.Marshal(p)
			if !yield(world.Row{ID: fmt.Sprint(i), Last: p.When, Body: body}, err) {
				return
			}
		}
	}
}

// serverOver is a server over rows of many articles.
func serverOver(t *testing.T, rows world.Lists) *web.Server {
	t.Helper()
	pages, programs := webtest.PartsOver(t, webtest.Filled(t, 1), rows, slog.DiscardHandler)
	return web.New(pages, programs, "ana", slog.New(slog.DiscardHandler))
}

// A row of networks over time is stepped through, each window with an address of
// its own, or seen side by side; who is in none of a window is faint at the place
// that they have in the others.
func TestNetworkOverTime(t *testing.T) {
	s := serverOver(t, overYears{})
	for target, want := range map[string][]string{
		"/network?window=365":               {"2 windows with a position", "10 January 2015 – 9 January 2016", "2 edges", `rel="next" href="/network?at=2017-01-09&amp;window=365"`, "the first", "side by side"},
		"/network?window=365&at=2017-03-01": {"9 January 2017 – 8 January 2018", "1 edge", `rel="prev" href="/network?at=2015-01-10&amp;window=365"`, "the last", `<g class="node absent" data-node="x:ana">`, `<td class="number">-1</td>`, "a broken one weighs less"},
		"/network?window=365&show=side":     {`id="network-1-title"`, `id="network-2-title"`, "one after the other", `<td class="number">-1</td>`, "a broken one weighs less", `<td class="number">–</td>`},
		"/network?window=365&step=7":        {"a week"},
		"/network?window=45":                {`<option value="45" selected>45 days</option>`},
		"/network?window=365&q=&isolates=":  {`<input type="hidden" name="window" value="365">`},
	} {
		status, body, _ := webtest.Get(t, s, target)
		if status != http.StatusOK {
			t.Errorf("%s: status %d", target, status)
		}
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: no %q in\n%s", target, w, body)
			}
		}
	}
	place := regexp.MustCompile(`data-node="x:bo"><title>[^<]*</title><circle cx="([^"]*)" cy="([^"]*)"`)
	_, first, _ := webtest.Get(t, s, "/network?window=365")
	_, last, _ := webtest.Get(t, s, "/network?window=365&at=2017-03-01")
	if a, b := place.FindStringSubmatch(first), place.FindStringSubmatch(last); a == nil || b == nil || a[1] != b[1] || a[2] != b[2] {
		t.Errorf("Bo stands at %v and then at %v", a, b)
	}
	for _, target := range []string{"/network?window=many", "/network?window=0", "/network?window=30&step=99999"} {
		if status, body, _ := webtest.Get(t, s, target); status != http.StatusBadRequest || !strings.Contains(body, "is no number of days") {
			t.Errorf("%s: status %d", target, status)
		}
	}
}
