package site_test

import (
	"encoding/csv"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"onrecord/internal/web/webtest"
)

// Lists as tables have the columns that are chosen, and orders by their heads.
func TestTables(t *testing.T) {
	s := served(t, 3)
	for _, c := range []struct {
		target    string
		has, not_ []string
	}{
		{"/statements?view=table", []string{`<th scope="col"><a href="/statements?sort=said_on&amp;view=table">Said on</a>`, `<td class="c-content"`, `href="/statements?format=csv"`}, []string{`<td class="c-venue"`}},
		{"/statements?view=table&sort=speaker", []string{`aria-sort="ascending"><a href="/statements?sort=-speaker&amp;view=table">Speaker ↑`}, nil},
		{"/statements?view=table&sort=-speaker", []string{`aria-sort="descending"><a href="/statements?sort=speaker&amp;view=table">Speaker ↓`}, nil},
		{"/statements?view=table&column=venue&column=id", []string{`<td class="c-venue"`, `<td class="c-id"`, `name="column" value="id" checked`}, []string{`<td class="c-content"`}},
		{"/events?view=table", []string{`<td class="c-words"`}, nil},
		{"/assertions?view=table", []string{`<td class="c-history"`}, nil},
		{"/memberships?view=table&column=text", []string{`<td class="c-text"`}, nil},
		{"/articles?view=table", []string{`<td class="c-title"`}, nil},
	} {
		status, body, _ := webtest.Get(t, s, c.target)
		if status != 200 {
			t.Errorf("%s: status %d", c.target, status)
		}
		for _, want := range c.has {
			if !strings.Contains(body, want) {
				t.Errorf("%s: no %s in\n%s", c.target, want, body)
			}
		}
		for _, not := range c.not_ {
			if strings.Contains(body, not) {
				t.Errorf("%s: %s", c.target, not)
			}
		}
	}
	if status, body, _ := webtest.Get(t, s, "/statements?view=table&column=nothing"); status != 400 || !strings.Contains(body, "there is no column") {
		t.Errorf("a column that is not there: status %d", status)
	}
}

var facetLink = regexp.MustCompile(`<li><a href="([^"]*)">[^<]*</a> <span class="number">([0-9]+)</span></li>`)

// Each count beside a list is that of the list it leads to.
func TestCountsLeadToWhatTheyCount(t *testing.T) {
	s := served(t, 3)
	for _, target := range []string{"/statements?counts=1", "/statements?counts=1&act=deny", "/events?counts=1", "/assertions?counts=1&all=1", "/memberships?counts=1", "/articles?counts=1"} {
		_, body, _ := webtest.Get(t, s, target)
		links := facetLink.FindAllStringSubmatch(body, -1)
		if len(links) == 0 {
			t.Errorf("%s: no counts in\n%s", target, body)
		}
		for _, l := range links {
			to := html.UnescapeString(l[1])
			if _, there, _ := webtest.Get(t, s, to); !strings.Contains(there, ">"+l[2]+" found<") {
				t.Errorf("%s: %s of %s, and there is no such number there", target, l[2], to)
			}
		}
	}
}

// Where nothing is found, the page says what were found without each thing asked.
func TestNothingFoundSaysWhatWouldBe(t *testing.T) {
	s := served(t, 3)
	_, body, _ := webtest.Get(t, s, "/statements?q="+url.QueryEscape("act:deny xylophone")+"&speaker=nobody")
	if !strings.Contains(body, "Nothing found.") || strings.Contains(body, "There would be") {
		t.Errorf("nothing to be found without one alone:\n%s", body)
	}
	_, body, _ = webtest.Get(t, s, "/statements?q="+url.QueryEscape("act:deny")+"&speaker=kovac")
	if !strings.Contains(body, `<a href="/statements?speaker=kovac">3</a> without <q>act:deny</q>`) || !strings.Contains(body, `<a href="/statements?q=act%3Adeny">3</a> without <q>speaker kovac</q>`) {
		t.Errorf("what were found without each:\n%s", body)
	}
}

// A list is taken away whole, with what is asked of it.
func TestListsAreTakenAway(t *testing.T) {
	s := served(t, 60) // more than a page
	status, body, header := webtest.Get(t, s, "/statements?act=deny&format=csv&after=nobody")
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if status != 200 || err != nil || len(rows) != 61 || header.Get("Content-Disposition") != `attachment; filename="statements.csv"` {
		t.Errorf("status %d, %d rows, %v, %v", status, len(rows), err, header)
	}
	for _, target := range []string{"/statements?format=jsonl", "/events?format=xlsx", "/assertions?format=parquet", "/memberships?format=csv&q=nothing", "/articles?format=ris", "/articles?format=bibtex", "/articles?format=csl"} {
		if status, body, header := webtest.Get(t, s, target); status != 200 || body == "" || strings.HasPrefix(header.Get("Content-Type"), "text/html") {
			t.Errorf("%s: status %d, %d bytes, %s", target, status, len(body), header.Get("Content-Type"))
		}
	}
	if status, _, _ := webtest.Get(t, s, "/events?format=ris"); status != 400 {
		t.Errorf("events as RIS: status %d", status)
	}
}

// What is cited can be found again: the words, who is behind them, and where they stand.
func TestCitations(t *testing.T) {
	_, body, _ := webtest.Get(t, served(t, 1), "/statements")
	want := `“that Marenia had said “no” to it” (Ana Kovač). In: “Talks &lt;b&gt;resume&lt;/b&gt;”, &lt;i&gt;Post&lt;/i&gt;, 10 May 2016. Read at: http://localhost:8017/articles/https:%2F%2Fpost.example%2F%3Fa=1&amp;b=a#outer`
	if !strings.Contains(body, want) {
		t.Errorf("no %s in\n%s", want, body)
	}
}
