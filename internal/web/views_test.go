package web

import (
	"context"
	"iter"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/alert"
	"onrecord/internal/process"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/web/auth"
	"onrecord/internal/web/webtest"
	"onrecord/internal/world"
)

// whole is a server over the examples with what people add to them: decisions, one
// of them taken back, a saved query, articles taken in and what was none, an
// article in two versions, figures that do not agree.
func whole(t testing.TB) (*Server, *sqlite.Store) {
	t.Helper()
	store, reader := webtest.ExampleStore(t)
	s := serving(t, store, store, reader)
	ids, err := store.IDs(t.Context(), "", 1)
	if err != nil || len(ids) == 0 {
		t.Fatal(ids, err)
	}
	webtest.Bring(t, s, map[string]string{"text": webtest.ToTakeIn + inconsistent, "outlet": "Dolna Post", "published": "2016-05-12", "url": "https://post.example/mill"}, nil)
	webtest.Done(t, s, "/intake/1")
	webtest.Bring(t, s, map[string]string{"text": webtest.ToTakeIn + inconsistent + "\n\nIvo Marin denied that the mill was shut.", "outlet": "Dolna Post", "published": "2016-05-13", "url": "https://post.example/mill"}, nil)
	webtest.Done(t, s, "/intake/2")
	webtest.Bring(t, s, nil, map[string]string{"picture.png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"})
	webtest.Done(t, s, "/intake/3")
	for _, form := range [][]string{
		{"/decisions", "kind", "correct", "on", "statement", "article", string(ids[0]), "of", firstClaim(t, store, string(ids[0])), "field", "speaker", "object", "x:ivo-marin", "name", "Ivo Marin", "note", "the text says so"},
		{"/decisions", "kind", "confirm", "on", "statement", "article", string(ids[0]), "of", firstClaim(t, store, string(ids[0]))},
		{"/decisions/2", "undone", "1"},
		{"/saved", "name", "The truce", "list", "statements", "q", "truce", "mail", "desk@post.example"},
	} {
		if status, body, _ := post(t, s, form[0], form[1:]...); status != http.StatusSeeOther {
			t.Fatalf("%q: status %d: %s", form, status, body)
		}
	}
	if err := world.Settle(t.Context(), store, process.WorldTypes()); err != nil {
		t.Fatal(err)
	}
	return s, store
}

// scrapes adds the five scraped articles that stand beside the project's tree, where
// they do: pages of the wild, beside our own examples.
func scrapes(t testing.TB, store *sqlite.Store) {
	t.Helper()
	const beside = "../../../shared/seeds"
	if _, err := os.Stat(beside); err != nil {
		t.Log("without the scrapes: ", err)
		return
	}
	webtest.Read(t, store, beside)
}

const inconsistent = "\n\nThe flood killed 12 people in Dolna on Monday, the council said. The flood in Dolna on Monday killed 19 people, Ivo Marin said."

// firstClaim is a statement of an article, "" where it has none.
func firstClaim(t testing.TB, store shelf, id string) string {
	t.Helper()
	r, err := store.Record(t.Context(), onrecord.ArticleID(id))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Statements) == 0 {
		return ""
	}
	return string(r.Statements[0].ID)
}

// serving is a server of a store with all that it has: what takes articles in,
// and a door that nobody needs to come through.
func serving(t testing.TB, store *sqlite.Store, rows world.Lists, reader *process.Reader, options ...Option) *Server {
	t.Helper()
	pages, programs := webtest.Whole(t, store, rows, func() (*process.Reader, error) { return reader, nil })
	return New(pages, programs, "ana", slog.New(slog.DiscardHandler), options...)
}

// atDoor is the same server for those who log in, with a user who may edit.
func atDoor(t testing.TB, store *sqlite.Store, reader *process.Reader) *Server {
	t.Helper()
	hash, err := account.HashPassword(password)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.PutUser(t.Context(), account.User{Name: "ana", Role: account.Editor, Hash: hash, Changed: time.Now().Add(-time.Hour)}); err != nil {
		t.Fatal(err)
	}
	return serving(t, store, store, reader, Behind(auth.NewDoor(store, false, nil)))
}

// addresses are those of the pages of every route that answers with one, by its
// path. A route that has none fails the test: whoever adds a route says here
// where it is seen.
func addresses(t testing.TB, s *Server, store shelf) map[string][]string {
	t.Helper()
	asked := map[string][]string{ // what a page shows otherwise than by itself
		"/{$}":                  {""},
		"/statements":           {"", "?view=table", "?q=nothingness&speaker=nobody", "?q=act:lie", "?all=1", "?q=truce"},
		"/events":               {"", "?view=table", "?all=1"},
		"/assertions":           {"", "?view=table"},
		"/memberships":          {"", "?view=table"},
		"/articles":             {"", "?view=table"},
		"/timeline":             {"", "?all=1", "?q=nothingness"},
		"/stories":              {"", "?q=nothingness"},
		"/threads":              {""},
		"/disputes":             {""},
		"/agreements":           {"", "?as-of=2015-06-01"},
		"/incidents":            {""},
		"/positions":            {""},
		"/naming":               {""},
		"/positions/over-time":  {""},
		"/positions/shifts":     {""},
		"/positions/matrix":     {""},
		"/naming/matrix":        {""},
		"/network":              {"", "?q=nothingness", "?window=182", "?window=182&show=side"},
		"/brief":                {"", "?q=truce"},
		"/compare":              {""},
		"/places":               {""},
		"/inconsistencies":      {""},
		"/actors":               {"", "?name=zzz"},
		"/actor":                {"?id=x:ivo-marin"},
		"/article":              {"?id=https://post.example/mill"},
		"/decisions":            {""},
		"/saved":                {""},
		"/saved/{id}/feed.atom": {""},
		"/feeds/{feed}":         {""},
		"/health":               {""},
		"/intake":               {""},
		"/style.css":            {""},
		"/site.js":              {""},
		"/login":                {"", "?to=/articles"},
		"/":                     {"nothing-here"},

		"/articles/{id}":                     {"", "?all=1"},
		"/articles/{id}/claims/{claim}":      {""},
		"/articles/{id}/claims/{claim}/tree": {""},
		"/articles/{id}/versions":            {"", "?was=1&is=2"},
		"/actors/{id}":                       {""},
		"/stories/{id}":                      {""},
		"/threads/{id}":                      {""},
		"/incidents/{id}":                    {""},
		"/agreements/{id}":                   {""},
		"/disputes/{id}":                     {""},
		"/positions/{id}":                    {""},
		"/naming/{id}":                       {""},
		"/inconsistencies/{id}":              {""},
		"/intake/{job}":                      {""},
	}
	out := map[string][]string{}
	for _, r := range routes(s.site, s.api, &auth.Door{}) {
		if r.page == nil || r.method != http.MethodGet {
			continue
		}
		suffixes, ok := asked[r.path]
		if !ok {
			t.Fatalf("%s has a page, and no address where a test sees it", r.path)
		}
		for _, path := range filledIn(t, store, strings.TrimSuffix(r.path, "{$}")) {
			for _, suffix := range suffixes {
				out[r.path] = append(out[r.path], path+suffix)
			}
		}
		// No article of the examples goes against itself: package site's
		// TestRowsOfOnePlace sees such a row.
		if len(out[r.path]) == 0 && r.path != "/inconsistencies/{id}" {
			t.Fatalf("nothing in the store is seen at %s", r.path)
		}
	}
	return out
}

// shelf is what a store is looked through for.
type shelf interface {
	Record(ctx context.Context, id onrecord.ArticleID) (onrecord.Record, error)
	IDs(ctx context.Context, after string, limit int) ([]onrecord.ArticleID, error)
	Actors(ctx context.Context, f onrecord.ActorFilter) iter.Seq2[onrecord.ActorView, error]
	Rows(ctx context.Context, kind world.Kind, f world.Filter) iter.Seq2[world.Row, error]
}

// filledIn is a route's path with what the store has in the place of its names.
func filledIn(t testing.TB, store shelf, path string) (paths []string) {
	t.Helper()
	before, rest, named := strings.Cut(path, "{")
	if !named {
		return []string{path}
	}
	_, after, _ := strings.Cut(rest, "}")
	for _, id := range ids(t, store, strings.Trim(before, "/")) {
		at := after
		if strings.Contains(after, "{claim}") {
			claim := firstClaim(t, store, id)
			if claim == "" {
				continue
			}
			at = strings.Replace(after, "{claim}", claim, 1)
		}
		paths = append(paths, before+url.PathEscape(id)+at)
	}
	return paths
}

// ids are those of the rows of a kind that the store has.
func ids(t testing.TB, store shelf, of string) (out []string) {
	t.Helper()
	each := func(id string, err error) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, id)
	}
	switch of {
	case "feeds":
		for _, of := range alert.Lists() {
			out = append(out, alert.NameOf(of)+".atom")
		}
	case "saved":
		out = []string{"1"}
	case "intake":
		out = []string{"1", "3"}
	case "actors":
		for a, err := range store.Actors(t.Context(), onrecord.ActorFilter{}) {
			each(string(a.ID), err)
		}
	case "articles":
		articles, err := store.IDs(t.Context(), "", 1000)
		for _, id := range articles {
			each(string(id), err)
		}
	default:
		for row, err := range store.Rows(t.Context(), world.Kind(of), world.Filter{}) {
			each(row.ID, err)
		}
	}
	return out
}
