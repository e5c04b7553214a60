package ingest

import (
	"strings"
	"testing"
	"time"
)

func rss(items string) string {
	return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<channel><title>Pier &amp; Post</title><link>http://p.example/</link>` + items + `</channel></rss>`
}

// words15 are enough words for a news flash.
const words15 = "The quay reopened on Tuesday at noon, the harbour master said in a short statement to crews."

func TestFeeds(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"content": {rss(`<item><title>One &amp;amp; two</title><link>/1</link><pubDate>Tue, 16 Mar 2021 18:25:00 +0100</pubDate><dc:creator>Ana Kovač</dc:creator>` +
			`<description>Short.</description><content:encoded><![CDATA[<p>` + words15 + `</p>]]></content:encoded></item>`),
			[]string{"x!/1 <http://p.example/1> {|One & two|Pier & Post|Ana Kovač|2021-03-16T18:25:00+01:00||} text/html <p>" + words15 + "</p>"}},
		"summary": {rss(`<item><title>A</title><link>http://p.example/2</link><description>` + words15 + `</description></item>`),
			[]string{"x!/1 <http://p.example/2> {|A|Pier & Post||||} partial text/html " + words15}},
		"whole description": {rss(`<item><title>A</title><guid>http://p.example/3</guid><description>` + strings.Repeat(words15+" ", 12) + `</description></item>`),
			[]string{"x!/1 <http://p.example/3> {|A|Pier & Post||||} text/html " + strings.TrimSpace(strings.Repeat(words15+" ", 12))}},
		"cut off": {rss(`<item><title>A</title><link>http://p.example/4</link><content:encoded>` + words15 + ` [&#8230;]</content:encoded></item>`),
			[]string{"x!/1 <http://p.example/4> {|A|Pier & Post||||} partial text/html " + words15 + " […]"}},
		"no link": {rss(`<item><title>A</title><guid>g7</guid><description>` + words15 + `</description></item><item><title>B</title></item>`),
			[]string{"x!/1 {g7|A|Pier & Post||||} partial text/html " + words15, "! x!/2: an item with neither text nor link"}},
		"atom": {`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://p.example/"><title>P</title><entry><title>A</title><link href="5"/><published>2021-03-16T18:25:00+01:00</published>` +
			`<updated>2021-03-17T08:00:00Z</updated><author><name>Ana Kovač</name></author><content type="html">` + words15 + `</content></entry></feed>`,
			[]string{"x!/1 <http://p.example/5> {|A|P|Ana Kovač|2021-03-16T18:25:00+01:00|2021-03-17T08:00:00Z|} text/html " + words15}},
		"rdf": {`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>P</title><link>http://p.example/</link></channel>` +
			`<item><title>A</title><link>http://p.example/6</link><dc:date>2021-03-16T18:25:00+01:00</dc:date><description>` + words15 + `</description></item></rdf:RDF>`,
			[]string{"x!/1 <http://p.example/6> {|A|P||2021-03-16T18:25:00+01:00||} partial text/html " + words15}},
		"json": {`{"version": "https://jsonfeed.org/version/1.1", "title": "P", "items": [{"id": "1", "url": "http://p.example/7", "title": "A", "content_html": "<p>` + words15 + `</p>", "date_published": "2021-03-16T18:25:00+01:00"}]}`,
			[]string{"x!/1 <http://p.example/7> {|A|P||2021-03-16T18:25:00+01:00||} text/html <p>" + words15 + "</p>"}},
		"windows-1251": {"<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss><channel><title>\xcf\xe8\xf0\xf1</title><item><title>\xcf\xe8\xf0\xf1</title><guid>1</guid><description>" + strings.Repeat("\xef\xe8\xf0\xf1 ", 20) + "</description></item></channel></rss>",
			[]string{"x!/1 {1|Пирс|Пирс||||} partial text/html " + strings.TrimSpace(strings.Repeat("пирс ", 20))}},
		"doctype": {`<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>` + rss(`<item><title>&c;&nbsp;A</title><guid>1</guid><description>` + words15 + `</description></item>`)[21:],
			nil},
		"broken": {`<?xml version="1.0"?><rss><channel><title>x`, []string{"! x: a broken feed: "}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(tree(t, map[string]string{"x": c.in}))
			got := told(t, Options{}, "x")
			switch {
			case c.want == nil: // whatever it is, it is small and of one line
				if len(got) != 1 || len(got[0]) > 1000 {
					t.Errorf("%d, %.200q", len(got), got)
				}
			case strings.HasSuffix(c.want[0], ": "):
				if len(got) != 1 || !strings.HasPrefix(got[0], c.want[0]) {
					t.Errorf("%q", got)
				}
			default:
				compare(t, got, c.want...)
			}
		})
	}
}

// TestVersionsOfAnItem: two items of one page are one article, or two texts of it.
func TestVersionsOfAnItem(t *testing.T) {
	item := func(id, title, at, text string) string {
		return `<item><title>` + title + `</title><link>http://p.example/1</link><guid isPermaLink="false">` + id + `</guid><pubDate>` + at + `</pubDate><content:encoded>` + text + `</content:encoded></item>`
	}
	first, second := "Tue, 16 Mar 2021 07:00:00 +0300", "Tue, 16 Mar 2021 09:00:00 +0300"
	t.Chdir(tree(t, map[string]string{
		"same":  rss(item("b", "UPDATE: A", second, words15) + item("a", "A", first, words15)),
		"other": rss(item("b", "UPDATE: A", second, words15+" More.") + item("a", "A", first, words15)),
	}))
	compare(t, told(t, Options{}, "same"), "same!/2 <http://p.example/1> {|A|Pier & Post||2021-03-16T07:00:00+03:00|2021-03-16T09:00:00+03:00|} text/html "+words15)
	compare(t, told(t, Options{}, "other"), "other!/2 <http://p.example/1> {|A|Pier & Post||2021-03-16T07:00:00+03:00||} text/html "+words15,
		"other!/1 <http://p.example/1> {|UPDATE: A|Pier & Post||2021-03-16T09:00:00+03:00||} text/html "+words15+" More.")
}

func TestLinksAreFollowedWhereThatIsAllowed(t *testing.T) {
	sub := "http://p.example/sub.xml"
	pages := web{
		"http://p.example/1":      page,
		sub:                       `<urlset><url><loc>http://p.example/1</loc></url><url><loc>http://p.example/1</loc></url><url><loc>http://p.example/gone</loc></url></urlset>`,
		"http://p.example/in.xml": `<sitemapindex><sitemap><loc>http://p.example/in.xml</loc></sitemap></sitemapindex>`,
	}
	for i, next := range []string{"b", "c", "d", "e", "f"} {
		pages["http://p.example/"+string(rune('a'+i))] = `<sitemapindex><sitemap><loc>http://p.example/` + next + `</loc></sitemap></sitemapindex>`
	}
	t.Chdir(tree(t, map[string]string{
		"feed":  rss(`<item><title>A</title><link>/1</link><pubDate>Tue, 16 Mar 2021 18:25:00 +0100</pubDate><description>Short.</description></item><item><link>javascript:alert(1)</link><title>B</title></item>`),
		"map":   `<?xml version="1.0"?><sitemapindex><sitemap><loc><![CDATA[ ` + sub + ` ]]></loc></sitemap></sitemapindex>`,
		"news":  `<?xml version="1.0"?><urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://p.example/1</loc><news:news><news:publication><news:name>P</news:name></news:publication><news:publication_date>2021-03-16</news:publication_date><news:title>A</news:title></news:news></url></urlset>`,
		"round": `<sitemapindex><sitemap><loc>http://p.example/in.xml</loc></sitemap></sitemapindex>`,
		"deep":  `<sitemapindex><sitemap><loc>http://p.example/a</loc></sitemap></sitemapindex>`,
	}))
	o := Options{Follow: pages}
	compare(t, told(t, o, "feed"), "<http://p.example/1> (A|Pier & Post|2021-03-16T18:25:00+01:00) text/html "+page, "! javascript:alert(1): a link to no web address")
	compare(t, told(t, o, "map"), "<http://p.example/1> (||) text/html "+page, "! http://p.example/gone: no such page")
	compare(t, told(t, o, "news"), "<http://p.example/1> (A|P|2021-03-16T00:00:00Z) text/html "+page)
	compare(t, told(t, o, "round"))
	compare(t, told(t, o, "deep"), "! http://p.example/d: links that lead to links without end: not followed")

	o.Skip = func(link string, hint *Given) bool { return hint.Title == "A" && link == "http://p.example/1" }
	compare(t, told(t, o, "news"))
	var notes []string
	compare(t, told(t, Options{Note: func(name, message string) { notes = append(notes, name+": "+message) }}, "news", "map"))
	compare(t, notes, "news: a sitemap of 1 linked page: not fetched; --follow fetches it", "map: a sitemap of 1 linked page: not fetched; --follow fetches it")
}

func TestBrokenSitemaps(t *testing.T) {
	for in, want := range map[string]string{
		"<?xml version=\"1.0\"?><urlset></urlset>":                                   "! x: a sitemap without links",
		"<urlset><url><loc>relative</loc></url></urlset>":                            "! x: a sitemap without links",
		"<urlset><url><loc>http://a.example/</loc>":                                  "! x: a broken sitemap: XML syntax error on line 1: unexpected EOF",
		"<?xml version=\"1.0\" encoding=\"x-none\"?><urlset><url><loc>:</loc></url>": "! x: a broken sitemap: XML syntax error on line 1: unexpected EOF",
	} {
		t.Chdir(tree(t, map[string]string{"x": in}))
		compare(t, told(t, Options{}, "x"), want)
	}
}

func TestFeedTime(t *testing.T) {
	for in, want := range map[string]string{
		"2021-03-16T18:25:00+01:00":             "2021-03-16T18:25:00+01:00",
		"Tue, 16 Mar 2021 18:25:00 +0100":       "2021-03-16T18:25:00+01:00",
		"Tue, 17 May 2016 23:15:00 PDT":         "2016-05-17T23:15:00-07:00",
		"Tue,  17 May 2016 23:15 EST":           "2016-05-17T23:15:00-05:00",
		"16 Mar 21 18:25 GMT":                   "2021-03-16T18:25:00Z",
		"Tuesday, 16 March 2021 18:25:00 CET":   "2021-03-16T18:25:00+01:00",
		"Tue, 16 Mar 2021 18:25:00 GMT+02:00":   "2021-03-16T18:25:00+02:00",
		"Tue, 16 Mar 2021 18:25:00 -0400 (EDT)": "2021-03-16T18:25:00-04:00",
		"March 16, 2021 6:25 PM":                "2021-03-16T18:25:00Z",
		"2021-03-16 18:25:00":                   "2021-03-16T18:25:00Z",
		"2021-03-16":                            "2021-03-16T00:00:00Z",
		"2021-03-16T18:25:00.123Z":              "2021-03-16T18:25:00.123Z",
		"Tue, 16 Mar 2021 18:25:00 XYZ":         "",
		"yesterday":                             "",
		"":                                      "",
		"9999-12-31T00:00:00Z":                  "",
		"0001-01-01T00:00:00Z":                  "",
		"Thu, 32 Mar 2021 18:25:00 +0100":       "",
	} {
		got := ""
		if at, ok := feedTime(in); ok {
			got = at.Format(time.RFC3339Nano)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
