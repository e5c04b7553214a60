package site_test

import (
	"context"
	"html"
	"iter"
	"regexp"
	"strings"
	"testing"

	"onrecord/internal/web/webtest"
	"onrecord/internal/world"
	"onrecord/query"
)

// picky are rows of many articles, none of which has what is called so.
type picky struct{ webtest.World }

func (p picky) none(f world.Filter) bool {
	return regexp.MustCompile("nobody|nowhere|xylophone").MatchString(query.Print(f.Q))
}

// Rows is as world.Lists says.
func (p picky) Rows(ctx context.Context, kind world.Kind, f world.Filter) iter.Seq2[world.Row, error] {
	if p.none(f) {
		return func(func(world.Row, error) bool) {}
	}
	return p.World.Rows(ctx, kind, f)
}

// Heads is as world.Lists says.
func (p picky) Heads(ctx context.Context, kind world.Kind, f world.Filter, fields ...string) iter.Seq2[world.Row, error] {
	return webtest.HeadsOf(p.Rows(ctx, kind, f), fields)
}

// CountRows is as world.Lists says.
func (p picky) CountRows(ctx context.Context, kind world.Kind, f world.Filter) (int, error) {
	if p.none(f) {
		return 0, nil
	}
	return p.World.CountRows(ctx, kind, f)
}

// Each view that finds nothing says, as lists do, what were found without each
// thing asked, and the way there leads to it.
func TestViewsThatFindNothingSayWhatWouldBe(t *testing.T) {
	s := serverOver(t, picky{})
	link := regexp.MustCompile(`<li><a href="([^"]+)">([0-9,]+)</a> without <q>([^<]+)</q>`)
	for path, want := range map[string]string{ // what is to be left out
		"/network?q=outlet:nowhere":                       "outlet:nowhere",
		"/network?actor=nobody":                           "actor nobody",
		"/network?mode=one-mode":                          "mode one-mode",
		"/network?window=30":                              "window 30",
		"/places?place=nowhere":                           "place nowhere",
		"/positions/matrix?actor=nobody":                  "actor nobody",
		"/positions/over-time?q=actor:nobody":             "actor:nobody",
		"/naming/matrix?outlet=nowhere":                   "outlet nowhere",
		"/brief?q=ana+xylophone":                          "xylophone",
		"/timeline?speaker=kovac&until=1900":              "until 1900",
		"/actors?name=kova%C4%8D&type=country":            "type country",
		"/actors?q=type:country":                          "type:country",
		"/actors?name=nobody":                             "name nobody",
		"/network?q=outlet:nowhere&actor=nobody":          "",
		"/brief?q=xylophone":                              "",
		"/naming/matrix?outlet=nowhere&actor=nobody":      "",
		"/actors?name=nobody&type=country":                "",
		"/timeline?speaker=nobody&until=1900&outlet=none": "",
	} {
		status, body, _ := webtest.Get(t, s, path)
		found := link.FindAllStringSubmatch(body, -1)
		if status != 200 || !strings.Contains(body, "Nothing found") || want == "" && len(found) > 0 {
			t.Errorf("%s: status %d, %v", path, status, found)
			continue
		}
		there := false
		for _, l := range found {
			there = there || html.UnescapeString(l[3]) == want
			to := html.UnescapeString(l[1])
			if status, body, _ := webtest.Get(t, s, to); status != 200 || strings.Contains(body, "Nothing found") || strings.Contains(body, "Ask for words") {
				t.Errorf("%s: %s has status %d, or nothing of %s", path, to, status, l[2])
			}
		}
		if !there && want != "" {
			t.Errorf("%s: not what would be without %q: %v", path, want, found)
		}
	}
}
