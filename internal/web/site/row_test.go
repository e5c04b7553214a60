package site_test

import (
	"net/http"
	"strings"
	"testing"

	"onrecord/internal/web/webtest"
)

// A row that rests on one piece of words has an address that stays: it is shown
// there with its words, what cites it, and what is like it, as to programs.
func TestRowsOfOnePlace(t *testing.T) {
	s := served(t, 1)
	for path, want := range map[string][]string{
		"/positions/r1":       {`href="/positions?actor=x%3Aana-kovac&amp;concept=%3Cscript%3Ex%3C%2Fscript%3E"`, "Why it is read so", "/claims/outer"},
		"/naming/r1":          {`href="/naming/matrix?actor=x%3Aana-kovac"`},
		"/inconsistencies/r1": {"The article", `href="/inconsistencies?article=https`},
	} {
		status, body, _ := webtest.Get(t, s, path)
		for _, w := range append(want, "Read at: http://localhost:8017"+path, `href="/articles/https:%2F%2Fpost.example%2F%3Fa=1&amp;b=a`) {
			if status != http.StatusOK || !strings.Contains(body, w) {
				t.Errorf("%s: status %d, no %q in\n%s", path, status, w, body)
			}
		}
		if strings.Contains(body, "<script>") {
			t.Errorf("%s: words became tags", path)
		}
		list := strings.TrimSuffix(path, "/r1")
		if _, body, _ := webtest.Get(t, s, list); !strings.Contains(body, `<h2><a href="`+path+`">`) || !strings.Contains(body, "Read at: http://localhost:8017"+path+"<") {
			t.Errorf("%s leads to no row, or cites the list: %s", list, body)
		}
		if w := webtest.Call(t, s, path, nil); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"article":"https://post.example/?a=1`) {
			t.Errorf("%s for programs: status %d, %s", path, w.Code, w.Body)
		}
		if status, _, _ := webtest.Get(t, s, list+"/nobody"); status != http.StatusNotFound {
			t.Errorf("%s: what is not there has status %d", list, status)
		}
	}
}

// A dossier has what there is on a question, list by list, each row with its
// page; it is taken away as a file, and says what it does not show.
func TestDossier(t *testing.T) {
	s := served(t, 2)
	for target, want := range map[string]struct {
		status int
		words  []string
	}{
		"/brief":                       {200, []string{"Ask for words", `name="speaker"`, `name="concept"`}},
		"/brief?q=Marenia":             {200, []string{"What was said and done", "What is disputed", `href="/disputes/r1"`, `href="/positions/r1"`, `and 30 more: <a href="/disputes?q=Marenia">`, "Sources", "format=markdown", "onrecord brief &#39;Marenia&#39;", "Read at: http://localhost:8017/brief?q=Marenia"}},
		"/brief?speaker=kovac":         {200, []string{"What was said and done", "Where they stand"}},
		"/brief?q=nonsense:1":          {400, []string{`role="alert"`}},
		"/brief?q=Marenia&format=exe":  {400, []string{"markdown, html"}},
		"/brief?q=Marenia&format=html": {200, []string{"<title>On record: Marenia</title>"}},
	} {
		status, body, header := webtest.Get(t, s, target)
		for _, w := range want.words {
			if status != want.status || !strings.Contains(body, w) {
				t.Errorf("%s: status %d, no %q in\n%.9000s", target, status, w, body)
			}
		}
		if strings.Contains(body, "<script>") {
			t.Errorf("%s: words became tags", target)
		}
		if strings.HasSuffix(target, "format=html") && header.Get("Content-Disposition") != `attachment; filename="brief.html"` {
			t.Errorf("it is shown: %v", header)
		}
	}
	if _, body, _ := webtest.Get(t, s, "/brief?speaker=kovac"); strings.Contains(body, "What happened, figures") {
		t.Error("incidents have a speaker")
	}
}

// Views that are no lists are cited and taken away as these are, cell by cell.
func TestMatricesAreTakenAway(t *testing.T) {
	s := served(t, 1)
	for view, want := range map[string]string{
		"/positions/matrix":    "name,actor,concept,agree,disagree,when,value,quote,outlet,article,statement\n<b>Ana</b>,x:ana-kovac,<script>x</script>,60,0,,agree,",
		"/positions/over-time": "<b>Ana</b>,x:ana-kovac,<script>x</script>,60,0,,agree,",
		"/naming/matrix":       "name,actor,wording,outlet,own,quoted,inserted,article,quote\n<b>Ana</b>,x:ana-kovac,<script>x</script>,<i>Post</i>,180,0,0,",
	} {
		status, body, header := webtest.Get(t, s, view+"?format=csv&actor=Ana")
		if status != http.StatusOK || !strings.Contains(strings.ReplaceAll(strings.TrimPrefix(body, "\uFEFF"), "\r\n", "\n"), want) || !strings.Contains(header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: status %d, %q", view, status, body)
		}
		if status, _, _ := webtest.Get(t, s, view+"?format=exe"); status != http.StatusBadRequest {
			t.Errorf("%s in no form: status %d", view, status)
		}
		if _, body, _ := webtest.Get(t, s, view+"?actor=Ana"); !strings.Contains(body, `href="`+view+`?actor=Ana&amp;format=csv"`) || !strings.Contains(body, "Read at: http://localhost:8017"+view+"?actor=Ana") {
			t.Errorf("%s is not cited or taken away:\n%s", view, body)
		}
	}
}
