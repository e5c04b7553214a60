package site_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/notify"
	"onrecord/internal/watch"
	"onrecord/internal/web/site"
	"onrecord/internal/web/webtest"
	"onrecord/internal/world"
	"onrecord/ling"
)

// has reports what of some words a page has not.
func has(t *testing.T, page, body string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(body, w) {
			t.Errorf("%s: no %q in\n%s", page, w, body)
		}
	}
}

// inOrder reports what of some words a page has not, each behind those before.
func inOrder(t *testing.T, page, body string, words ...string) {
	t.Helper()
	rest := body
	for _, w := range words {
		_, after, found := strings.Cut(rest, w)
		if !found {
			t.Errorf("%s: no %q, or not in order, in\n%s", page, w, body)
			return
		}
		rest = after
	}
}

// The page of an actor has what they say and who speaks of them, those in the
// same disputes and agreements, and for an editor who may be the same.
func TestActorPageTellsWhatTheySay(t *testing.T) {
	store := webtest.Filled(t, 2)
	other := webtest.Record(t, "other", "2016-05-20")
	other.Actors = append(other.Actors, onrecord.Actor{ID: "x:b-kovac", Name: "Bo Kovač", Type: onrecord.Person}, onrecord.Actor{ID: "x:marenia", Name: "Marenia", Type: onrecord.Country})
	other.Statements[1].Source.Actors = []onrecord.ActorID{"x:marenia"}
	other.Statements[1].Addressee = onrecord.Party{Actors: []onrecord.ActorID{"x:ana-kovac"}, Spans: other.Statements[0].Source.Spans}
	other.Mentions = []onrecord.Mention{{ID: "m1", Span: other.Statements[0].Source.Spans[0], Actor: "x:b-kovac"}}
	if _, err := store.PutRecord(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	s := serverOf(t, store, slog.DiscardHandler)
	webtest.Post(t, s, "/decisions", "kind", "merge", "subject", "x:an-kovac", "object", "x:ana-kovac")
	_, body, _ := webtest.Get(t, s, "/actors/x:ana-kovac")
	has(t, "/actors/x:ana-kovac", body, `<a href="/articles/other#outer">that Marenia had said “no” to it</a>`, `<option value="x:b-kovac">Bo Kovač</option>`, "x:an-kovac was joined to them by ana",
		`<a href="/actors/x:bo-lind">Bo &lt;Lind&gt;</a>`)
	_, body, _ = webtest.Get(t, s, "/actors")
	has(t, "/actors", body, ">3 found<", `tabindex="0">Bo Kovač (person): 0 statements; 1 article. Read at: http://localhost:8017/actors/x:b-kovac`)
}

// The page of health has the store's size, and both it and the first page what
// is watched.
func TestHealthTellsWhatIsWatched(t *testing.T) {
	store := webtest.Filled(t, 1)
	if err := watch.Add(t.Context(), store, "https://post.example/feed", time.Hour, time.Date(2016, 5, 12, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	s := serverOf(t, store, slog.DiscardHandler)
	for _, page := range []string{"/", "/health"} {
		_, body, _ := webtest.Get(t, s, page)
		has(t, page, body, "https://post.example/feed")
	}
	_, body, _ := webtest.Get(t, s, "/health")
	has(t, "/health", body, "KiB</td>")
}

// The page of an agreement has a lane for each who says how it stands, and what
// is held against it; that of a dispute what it is about.
func TestPagesOfRowsShowWhatTheyComeOf(t *testing.T) {
	s := served(t, 1)
	_, body, _ := webtest.Get(t, s, "/agreements/r0")
	has(t, "/agreements/r0", body, "Held against it", `class="mark diamond"`)
	_, body, _ = webtest.Get(t, s, "/disputes/r0")
	has(t, "/disputes/r0", body, `href="/agreements/r3"`, `href="/incidents/r4"`, `aria-labelledby="sides-title"`, "&lt;i&gt;Post&lt;/i&gt;, 12 May 2016")
	_, body, _ = webtest.Get(t, s, "/naming")
	has(t, "/naming", body, `<a href="/naming/matrix">Matrix</a>`)
	_, body, _ = webtest.Get(t, s, "/statements")
	has(t, "/statements", body, `class="speaker" href="/statements?speaker=x%3Aana-kovac"`, `<input name="since" value="" placeholder="2015-11"`, `<input name="via" value="">`)
	if _, body, _ := webtest.Get(t, s, "/disputes/r1"); strings.Contains(body, `href="/agreements/gone"`) {
		t.Error("a dispute leads to a row that is hidden")
	}
}

// A list keeps what was chosen of it, and is in the order that is asked for.
func TestListsKeepTheirOrder(t *testing.T) {
	s := served(t, 3)
	rows := func(target string) (first, last int) {
		t.Helper()
		_, body, _ := webtest.Get(t, s, target)
		has(t, target, body, `<input type="hidden" name="view" value="table">`, `<input type="hidden" name="sort" value="`)
		return strings.Index(body, `>Ana Kovač<`), strings.Index(body, `>Marenia<`)
	}
	if ana, marenia := rows("/statements?view=table&sort=speaker&column=speaker"); ana < 0 || marenia < ana {
		t.Errorf("by speaker: Ana at %d, Marenia at %d", ana, marenia)
	}
	if ana, marenia := rows("/statements?view=table&sort=-speaker&column=speaker"); marenia < 0 || ana < marenia {
		t.Errorf("the other way: Ana at %d, Marenia at %d", ana, marenia)
	}
	_, chosen, _ := webtest.Get(t, s, "/statements?view=table&act=deny&column=speaker")
	inOrder(t, "/statements", chosen, "<summary>Columns</summary>", `<input type="hidden" name="act" value="deny"><input type="hidden" name="view" value="table">`, `name="column" value="speaker" checked`)
	// What a facet is asked for leaves its other values to choose.
	_, body, _ := webtest.Get(t, s, "/statements?act=deny")
	has(t, "/statements?act=deny", body, `href="/statements?act=say"`)
}

// A card leads to why it is there and to its words alone, and has to whom it
// was said; an address that is none of the web is not one to click.
func TestCards(t *testing.T) {
	store := webtest.Filled(t, 0)
	r := webtest.Record(t, "a", "2016-05-12")
	r.Statements[0].Addressee = onrecord.Party{Spans: r.Statements[1].Source.Spans}
	r.Mentions = []onrecord.Mention{{ID: "m1", Span: r.Statements[0].Source.Spans[0], Type: ling.PER, Actor: "x:ana-kovac"}}
	r.Times = []onrecord.Time{{ID: "t1", TimeExpr: ling.TimeExpr{Span: r.Statements[1].Cue.Spans[0], Type: ling.DATE, Value: "2016-05-10"}}}
	for id, address := range map[onrecord.ArticleID]string{"a": "https://post.example/1", "b": "javascript:alert(1)"} {
		r.ID, r.URL = id, address
		if _, err := store.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	s := serverOf(t, store, slog.DiscardHandler)
	_, body, _ := webtest.Get(t, s, "/articles/a")
	has(t, "/articles/a", body, `href="/articles/a/claims/outer"`, `href="?only=outer"`, "to “Marenia”", "https://post.example/1", `title="Ana Kovač, x:ana-kovac"`, `title="DATE 2016-05-10"`)
	if _, body, _ := webtest.Get(t, s, "/articles/b"); strings.Contains(body, "javascript:") {
		t.Error("an address that runs a script is shown")
	}
}

// Each decision says what it is about, and leads there.
func TestDecisionsLeadToWhatTheyAreAbout(t *testing.T) {
	s := served(t, 1)
	const article = "https://post.example/?a=1&b=a"
	at := strings.ReplaceAll("/articles/"+url.PathEscape(article), "&", "&amp;")
	for _, c := range []struct {
		fields []string
		want   string
	}{
		{[]string{"kind", "merge", "subject", "x:an-kovac", "object", "x:ana-kovac"}, `<a href="/actors/x:ana-kovac">x:an-kovac is the same as`},
		{[]string{"kind", "hide", "article", article, "on", "statement", "of", "outer"}, `<a href="` + at + `/claims/outer">statement outer is not shown</a>`},
		{[]string{"kind", "confirm", "on", "incidents", "of", "r1", "article", article}, `<a href="/incidents/r1">incidents r1 is right</a>`},
		{[]string{"kind", "link", "subject", "x:ana-kovac", "object", "x:ivo-marin", "name", "Ivo Marin", "article", article}, `<a href="` + at + `">who was taken for x:ana-kovac is Ivo Marin (x:ivo-marin)</a>`},
	} {
		if status, body, _ := webtest.Post(t, s, "/decisions", c.fields...); status != 303 {
			t.Errorf("%v: status %d: %s", c.fields, status, body)
			continue
		}
		_, body, _ := webtest.Get(t, s, "/decisions")
		has(t, strings.Join(c.fields, " "), body, c.want)
	}
}

// turned is a world in which an agreement was broken and made again, and an
// actor changed their mind.
type turned struct{ webtest.World }

func (l turned) RowsOf(ctx context.Context, kind world.Kind, ids []string) (map[string]world.Row, error) {
	return webtest.OneByOne(ctx, l.Row, kind, ids)
}

func (turned) Row(_ context.Context, kind world.Kind, id string) (world.Row, error) {
	var row any
	switch article := func(id, outlet, of string) onrecord.StoryArticle {
		return onrecord.StoryArticle{ID: onrecord.ArticleID(id), Outlet: outlet, CopyOf: onrecord.ArticleID(of)}
	}; kind {
	case world.Threads:
		row = onrecord.Thread{ID: "r", Title: "The mill", Stories: []string{"late", "undated", "early"}, Articles: []onrecord.StoryArticle{article("a", "Dolna Post", ""), article("b", "The Mail", ""), article("c", "The Mail", "a")}}
	case world.Stories:
		day := map[string]string{"late": "2016-05-20", "early": "2016-05-01"}[id]
		row = onrecord.Story{ID: id, Title: "what was told " + id, First: day, Last: day}
	}
	if row != nil {
		body, err := json.Marshal(row)
		return world.Row{ID: id, Body: body}, err
	}
	told := func(s onrecord.AgreementStatus, day, by string) onrecord.LedgerStatus {
		return onrecord.LedgerStatus{Status: s, When: onrecord.Period{Value: day, Earliest: day, Latest: day}, AccordingTo: onrecord.Who{Name: by}, Cite: onrecord.Cite{Outlet: "Dolna Post"}}
	}
	body, err := json.Marshal(onrecord.LedgerAgreement{ID: "r", Name: "the mill truce", History: []onrecord.LedgerStatus{
		told(onrecord.Proposed, "2016-05-01", "Ana"), told(onrecord.Violated, "2016-05-12", ""), told(onrecord.Signed, "2016-05-03", "Ana"),
	}})
	return world.Row{ID: "r", Body: body}, err
}

func (turned) Rows(_ context.Context, kind world.Kind, _ world.Filter) iter.Seq2[world.Row, error] {
	return func(yield func(world.Row, error) bool) {
		for i, value := range []string{"agree", "disagree"} {
			if kind != world.Positions {
				return
			}
			body, err := json.Marshal(onrecord.Position{ID: value, Who: onrecord.Who{Actor: "x:ana", Name: "Ana"}, Concept: "the mill", Value: value, When: fmt.Sprintf("2016-05-0%d", i+1), Cite: onrecord.Cite{Article: "a", Text: value}})
			if !yield(world.Row{ID: value, Last: fmt.Sprint(9 - i), Body: body}, err) {
				return
			}
		}
	}
}

// Who says how an agreement stands has a lane of their own, with signs for what
// holds and what does not; who changed their mind stands on the first page.
func TestWhatTurned(t *testing.T) {
	store, r := webtest.Filled(t, 0), webtest.Record(t, "a", "2016-05-20")
	r.Published.Earliest, r.Published.Latest = ling.NewDate(2016, 5, 20), ling.NewDate(2016, 5, 20)
	if _, err := store.PutRecord(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	many := func(context.Context) (*ask.World, error) { return ask.Of(turned{}), nil }
	pages, err := site.New(site.Parts{Store: store, World: many, Watch: notify.New(store, many)})
	if err != nil {
		t.Fatal(err)
	}
	shown := func(page site.Page, target string) string {
		t.Helper()
		r := httptest.NewRequest(http.MethodGet, target, nil)
		r.SetPathValue("id", "r")
		w := httptest.NewRecorder()
		if err := page(w, r); err != nil {
			t.Fatal(err)
		}
		return w.Body.String()
	}
	body := shown(pages.Agreement, "/agreements/r")
	has(t, "/agreements/r", body, `aria-labelledby="status-title"`, ">Ana</text>", ">Dolna Post, in its own words</text>", `class="mark ring"`, "it stands: agreed, signed", `class="mark cross"`, `class="mark tick"`)
	body = shown(pages.Thread, "/threads/r")
	has(t, "/threads/r", body, `aria-labelledby="stories-title"`, ">what was told early</text>")
	inOrder(t, "/threads/r", body, `id="story-1"`, "what was told early", `id="story-2"`, "what was told late", `id="story-3"`, "what was told undated")
	inOrder(t, "/threads/r", body, `<td>The Mail</td>`, `<td>Dolna Post</td>`)
	has(t, "/positions/over-time", shown(pages.OverTime, "/positions/over-time"), ">Ana</text>", `class="mark tick"`, `class="mark cross"`)
	has(t, "/", shown(pages.Home, "/"), "Ana on the mill", `<a href="/articles/a">disagree</a>`)
}

// Whom nobody names comes last among the voices of a story, however much it is.
func TestVoicesOfNobodyComeLast(t *testing.T) {
	store := webtest.Filled(t, 0)
	r := webtest.Record(t, "https://post.example/?a=1&b=a", "2016-05-12")
	r.Statements[1].Source, r.Statements[1].Parent = onrecord.Party{}, ""
	more := r.Statements[1]
	more.ID, more.Content = "another", r.Statements[0].Content
	r.Statements = append(r.Statements, more)
	if _, err := store.PutRecord(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	_, body, _ := webtest.Get(t, serverOf(t, store, slog.DiscardHandler), "/stories/r0")
	_, voices, _ := strings.Cut(body, "Who says what")
	voices, _, _ = strings.Cut(voices, "Disputed in") // where somebody unnamed stands, too
	inOrder(t, "/stories/r0", voices, "Ana Kovač", "obody named")
}

// A timeline gathers so many lines and no more, says so, and counts them as the
// first of more.
func TestATimelineEndsSomewhere(t *testing.T) {
	store := webtest.Filled(t, 0)
	r := webtest.Record(t, "https://post.example/?a=1&b=a", "2016-05-12")
	r.Events, r.Agreements, r.Memberships = nil, nil, nil
	one := r.Statements[0]
	put := func(n int) string {
		r.Statements = nil
		for i := range n {
			one.ID = onrecord.ClaimID(fmt.Sprintf("s%d", i))
			r.Statements = append(r.Statements, one)
		}
		if _, err := store.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		_, body, _ := webtest.Get(t, serverOf(t, store, slog.DiscardHandler), "/timeline")
		return body
	}
	has(t, "500 lines", put(500), "1–50 of 500<")
	has(t, "501 lines", put(501), "1–50 of the first 500<", "Only the first 500 in time are gathered")
}
