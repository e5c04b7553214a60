package site_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"onrecord/internal/web/webtest"

	"onrecord"
)

// A decision by a form holds, leads back to where the reader was, and can be taken back.
func TestDecideByAForm(t *testing.T) {
	s := served(t, 1)
	const article = "https://post.example/?a=1&b=a"
	page := "/articles/" + url.PathEscape(article)
	webtest.Post(t, s, "/saved", "list", "statements", "q", "speaker:marin", "all", "1")
	status, body, to := webtest.Post(t, s, "/decisions", "kind", "correct", "on", "statement", "article", article, "of", "outer", "field", "speaker",
		"object", "x:ivo-marin", "name", "Ivo Marin", "note", "the text says so", "back", page+"#outer")
	if status != http.StatusSeeOther || to != page+"#outer" {
		t.Fatalf("status %d to %q: %s", status, to, body)
	}
	if _, body, _ := webtest.Get(t, s, page); !strings.Contains(body, "Ivo Marin") {
		t.Errorf("the speaker is not corrected:\n%s", body)
	}
	if _, body, _ := webtest.Get(t, s, "/saved"); !strings.Contains(body, "corrected: speaker Ivo Marin, by ") {
		t.Errorf("who asked to be told of the speaker was not:\n%s", body)
	}
	if status, _, to := webtest.Post(t, s, "/decisions/1", "undone", "1", "back", "//evil.example/"); status != http.StatusSeeOther || to != "/" {
		t.Errorf("undone with status %d, and led to %q", status, to)
	}
	if _, body, _ := webtest.Get(t, s, page); strings.Contains(body, "Ivo Marin") {
		t.Errorf("the correction still holds:\n%s", body)
	}
	for target, want := range map[string]int{"/decisions/x": http.StatusNotFound, "/decisions/99": http.StatusNotFound, "/decisions": http.StatusBadRequest} {
		if status, _, _ := webtest.Post(t, s, target, "kind", "nonsense", "undone", "1"); status != want {
			t.Errorf("%s: status %d, want %d", target, status, want)
		}
	}
}

// Why a claim is said to be claimed stands on a page of its own, with the rule
// that found it; who may decides there, and sees what was decided.
func TestWhy(t *testing.T) {
	store := webtest.Filled(t, 0)
	r := webtest.Record(t, "a", "2016-05-12")
	r.Statements[0].FoundBy, r.Statements[0].Trail = "statement/verb-say@1", []string{"statement/nobody-knows@1"}
	r.Mentions = []onrecord.Mention{{ID: "m1", Span: r.Statements[0].Source.Spans[0], Type: "PER", Actor: "x:ana-kovac", FoundBy: "names@1", Why: "its <b>full</b> name"}}
	if _, err := store.PutRecord(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	s := serverOf(t, store, slog.DiscardHandler)
	status, body, _ := webtest.Get(t, s, "/articles/a/claims/outer")
	for _, want := range []string{"Statement: Ana Kovač", "statement/verbs.rules:", `<span class="tag">fits</span>`, "a step of the program, without a rule", "its &lt;b&gt;full&lt;/b&gt; name", "Set the speaker", `value="confirm"`, `<td>content</td>`} {
		if status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("status %d, no %q in\n%s", status, want, body)
		}
	}
	for claim, want := range map[string]string{"e1": "Set the day", "a1": "Hide it", "b1": "Membership: "} {
		if _, body, _ := webtest.Get(t, s, "/articles/a/claims/"+claim); !strings.Contains(body, want) || strings.Contains(body, "Set the speaker") {
			t.Errorf("%s: no %q in\n%s", claim, want, body)
		}
	}
	for _, missing := range []string{"/articles/a/claims/gone", "/articles/b/claims/outer", "/articles/a/claims/gone/tree", "/articles/b/versions"} {
		if status, _, _ := webtest.Get(t, s, missing); status != http.StatusNotFound {
			t.Errorf("%s: status %d", missing, status)
		}
	}
	webtest.Post(t, s, "/decisions", "kind", "hide", "article", "a", "on", "statement", "of", "outer", "note", "<i>no</i>")
	if _, body, _ := webtest.Get(t, s, "/articles/a"); strings.Contains(body, `href="#outer"`) {
		t.Error("a hidden statement is shown")
	}
	if _, body, _ := webtest.Get(t, s, "/articles/a/claims/outer"); !strings.Contains(body, "A decision hides it") || !strings.Contains(body, "&lt;i&gt;no") {
		t.Errorf("what hides it cannot be taken back:\n%s", body)
	}
	webtest.Post(t, s, "/decisions", "kind", "rename", "subject", "x:ana-kovac", "name", "Ana K.")
	for target, want := range map[string]string{
		"/decisions": "2 of 2", "/decisions?kind=hide": "1 of 2", "/decisions?q=called": "1 of 2", "/decisions?by=ana": "2 of 2",
		"/decisions?by=ivo": "None of 2", "/decisions?state=undone": "None of 2", "/decisions?state=in+force&from=99": "2 of 2",
	} {
		if _, body, _ := webtest.Get(t, s, target); !strings.Contains(body, want) {
			t.Errorf("%s: no %q in\n%s", target, want, body)
		}
	}
}

// Texts of one id are compared, and what became of their claims.
func TestVersions(t *testing.T) {
	store := webtest.Filled(t, 0)
	r := webtest.Record(t, "a", "2016-05-12")
	if _, err := store.PutRecord(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	s := serverOf(t, store, slog.DiscardHandler)
	if _, body, _ := webtest.Get(t, s, "/articles/a/versions"); !strings.Contains(body, "has seen one text") {
		t.Errorf("one version:\n%s", body)
	}
	r.Text = strings.Replace(r.Text, "More & more", "More & less", 1)
	r.Statements, r.Published.Value = r.Statements[:1], "2016-05-13"
	r.Collected = time.Date(2016, 5, 14, 9, 0, 0, 0, time.UTC)
	if _, err := store.PutRecord(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	_, body, _ := webtest.Get(t, s, "/articles/a/versions")
	for _, want := range []string{"<del>More &amp; more</del>", "<ins>More &amp; less</ins>", "3 paragraphs in both", "is gone", "from version 1 to 2", "14 May 2016 09:00 UTC"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
	if _, body, _ := webtest.Get(t, s, "/articles/a/versions?was=2&is=1"); !strings.Contains(body, "<ins>More &amp; more</ins>") || !strings.Contains(body, "came") {
		t.Errorf("the other way round:\n%s", body)
	}
	if _, body, _ := webtest.Get(t, s, "/articles/a"); !strings.Contains(body, `href="/articles/a/versions">version 2`) {
		t.Errorf("nothing leads to the versions:\n%s", body)
	}
}

// More decisions than a page has room for go on from page to page.
func TestDecisionsGoOn(t *testing.T) {
	store := webtest.Filled(t, 1)
	for i := range perPage + 5 {
		d := onrecord.Decision{Kind: onrecord.Rename, On: onrecord.OnActor, Subject: "x:ana-kovac", Object: onrecord.Actor{Name: fmt.Sprint("Ana ", i)}, By: "ana", At: time.Date(2016, 5, 12, 12, 0, i, 0, time.UTC)}
		if _, err := store.Decide(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	s := serverOf(t, store, slog.DiscardHandler)
	_, first, _ := webtest.Get(t, s, "/decisions?by=ana")
	_, second, _ := webtest.Get(t, s, "/decisions?by=ana&from=50")
	if !strings.Contains(first, `href="/decisions?by=ana&amp;from=50"`) || !strings.Contains(first, "Ana 54") || strings.Contains(first, "Ana 4<") {
		t.Errorf("the first page:\n%.5000s", first)
	}
	if !strings.Contains(second, `href="/decisions?by=ana"`) || !strings.Contains(second, "Ana 4") || strings.Contains(second, "Ana 54") {
		t.Errorf("the second page:\n%.5000s", second)
	}
}
