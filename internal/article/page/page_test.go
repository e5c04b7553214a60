package page

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"onrecord"
	"onrecord/ling"
)

// report is six paragraphs of our own, of which tests build pages.
var report = []string{
	"ORSK — The harbour board of Orsk said on Monday that the ferry would sail again in May, after a winter in which the quay had been closed for repairs.",
	"Its chairwoman, Ana Kovač, told reporters that the work had cost less than was planned, and that the money left would go to the lighthouse.",
	"“We have waited for a long time, and so have the islands,” she said in the old customs house, where the papers were signed.",
	"Fishermen welcomed the news, though some of them warned that the new berth was too narrow for boats that come in at low water.",
	"A spokesman for the islands, Pavel Dresh, said that the timetable had not been agreed, and that talks about it would open in April.",
	"The ministry denied that fares would rise before the summer, and said that a decision would be made when the accounts were closed.",
}

// asHTML writes paragraphs as HTML.
func asHTML(list []string) string { return "<p>" + strings.Join(list, "</p>\n<p>") + "</p>" }

// read reads a page whose body is given.
func read(t *testing.T, head, body string) onrecord.Article {
	t.Helper()
	art, err := tryRead(head, body)
	if err != nil {
		t.Fatal(err)
	}
	return art
}

func tryRead(head, body string) (onrecord.Article, error) {
	var art onrecord.Article
	err := Read(&art, "<html><head><title>Ferry to sail again from Orsk</title>"+head+"</head><body>"+body+"</body></html>")
	return art, err
}

// bodies are the texts of an article's blocks of some kinds.
func bodies(art onrecord.Article, kinds ...ling.BlockKind) []string {
	var out []string
	for _, b := range art.Blocks {
		if slices.Contains(kinds, b.Kind) {
			out = append(out, b.In(art.Text))
		}
	}
	return out
}

const h1 = "<h1>Ferry to sail again from Orsk</h1>"

// TestWhole holds that all paragraphs come, in order, and nothing else, however
// a page is laid out.
func TestWhole(t *testing.T) {
	long := "Readers may write at length about the ferry, the weather and the board, and one of them did, with commas, for as long as the screen would let him."
	for name, body := range map[string]string{
		"plain":          "<article>" + h1 + asHTML(report) + "</article>",
		"dialog":         `<div role="dialog"><p>` + long + `</p></div><main aria-hidden="true">` + h1 + asHTML(report) + "</main>",
		"dialog element": `<dialog><p>` + long + `</p></dialog><main>` + h1 + asHTML(report) + "</main>",
		"consent":        `<div id="onetrust-consent-sdk">` + strings.Repeat("<p>"+long+"</p>", 12) + `</div><main>` + h1 + asHTML(report) + "</main>",
		"hidden":         `<main style="display:none">` + h1 + asHTML(report) + "</main>",
		"not shown":      "<article>" + h1 + asHTML(report[:3]) + `<div style="display: none"><p>` + long + `</p></div><p hidden>` + long + "</p>" + asHTML(report[3:]) + "</article>",
		"folded":         "<article>" + h1 + asHTML(report[:1]) + `<div style="visibility:hidden">` + asHTML(report[1:4]) + `</div><div hidden>` + asHTML(report[4:]) + "</div></article>",
		"form":           `<form action="/search">` + h1 + asHTML(report) + "</form>",
		"aside open":     `<aside class="banner"><main>` + h1 + asHTML(report) + "</main>",
		"components":     `<div class="cmp-container"><div class="cmp-text">` + h1 + asHTML(report) + "</div></div>" + `<p><a href="/">The harbour of Orsk</a></p>`,
		"comments":       "<article>" + h1 + asHTML(report) + `</article><section class="comments-area">` + strings.Repeat("<p>"+long+"</p>", 20) + "</section>",
		"letter":         "<article>" + h1 + asHTML(report[:3]) + `<div class="newsletter-box"><p>Get the harbour in your inbox, every morning at six.</p></div>` + asHTML(report[3:]) + "</article>",
		"cards": "<article>" + h1 + asHTML(report) + "</article>" + strings.Repeat(
			`<article><h3><a href="/x">How the quay was closed</a></h3><p>A sentence on another story, which is of no concern here.</p></article>`, 12),
		"chunks": `<article>` + h1 + `<div class="chunk"><div class="inner"><p>` + strings.Join(report, `</p></div></div><div class="ad"></div><div class="chunk"><div class="inner"><p>`) + "</p></div></div></article>",
		"breaks": "<article>" + h1 + "<div>" + strings.Join(report, "<br><br>") + "</div></article>",
		"link":   "<article>" + h1 + asHTML(report[:2]) + `<p><a href="/l">` + report[2] + "</a></p>" + asHTML(report[3:]) + "</article>",
		"marks":  "<article>" + h1 + "<p>\u200f" + strings.Join(report, "\u200e</p><p>\u200f") + "\u200e</p></article>",
	} {
		t.Run(name, func(t *testing.T) {
			got := bodies(read(t, "", body), ling.BlockBody)
			for i := range got {
				got[i] = strings.Trim(got[i], "\u200e\u200f")
			}
			if !slices.Equal(got, report) {
				t.Errorf("got %d paragraphs:\n%s", len(got), strings.Join(got, "\n"))
			}
		})
	}
}

// TestRefused holds what is no article, and the reason that is given.
func TestRefused(t *testing.T) {
	for name, c := range map[string]struct{ head, body, want string }{
		"consent":   {"", "<h1>Before you continue</h1><p>We and our 90 partners store and access information on your device, such as cookies, to measure what is read and to show advertisements that suit it.</p><p>You may refuse, or change your mind later, in the settings that stand at the foot of each page.</p>", "a consent page"},
		"challenge": {"", "<h1>Just a moment</h1><p>The harbour's pages need to know that you are no machine, and so please verify you are a human before you go on to what you wanted to read, which takes a few seconds and no more than that.</p>", "a challenge page"},
		"error":     {"", "<h1>Page not found</h1><p>The page you were looking for does not exist. It may have been moved when the harbour's new pages were made, or never have been there at all, so please go back to where you came from.</p>", "an error page"},
		"redirect":  {`<meta http-equiv="refresh" content="0;URL='https://n.example/a'">`, "<p>The page that you asked for has moved to another address, and you will be led there soon if your browser lets us do so, or else you have to follow the link below by hand.</p>", "a redirect to https://n.example/a"},
		"index":     {"", "<h1>News</h1>" + strings.Repeat(`<div><h2><a href="/x">The harbour and its ferry in a hard winter</a></h2><p>A sentence says what the story is about, and then the next one comes.</p></div>`, 9), "an index"},
		"few words": {"", "<h1>Orsk</h1><p>Please log in.</p>", "no article"},
	} {
		_, err := tryRead(c.head, c.body)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	// The same words within a whole report refuse nothing.
	whole := asHTML(report) + "<p>The page you were looking for does not exist, a sign on the quay said.</p>"
	if _, err := tryRead("", "<article>"+h1+whole+"</article>"); err != nil {
		t.Errorf("a report is refused: %v", err)
	}
}

// TestSaid holds that what is not whole is said.
func TestSaid(t *testing.T) {
	rule := func(art onrecord.Article) string {
		var out []string
		for _, d := range art.Diagnostics {
			out = append(out, d.Rule)
		}
		return strings.Join(out, " ")
	}
	ld := `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry to sail again from Orsk","articleBody":"` + strings.ReplaceAll(strings.Join(report, `\n`), `"`, `\"`) + `"}</script>`
	art := read(t, ld, "<article>"+h1+asHTML(report[:1])+"</article>")
	if got := bodies(art, ling.BlockBody); rule(art) != "text-from-metadata" || !slices.Equal(got, report) {
		t.Errorf("a stub: %s, %d paragraphs", rule(art), len(got))
	}
	art = read(t, "", "<article>"+h1+asHTML(report)+"<p>Subscribe now to continue with this report.</p></article>")
	if got := bodies(art, ling.BlockBody); rule(art) != "paywall" || !slices.Equal(got, report) {
		t.Errorf("a paywall: %s, %d paragraphs", rule(art), len(got))
	}
	sold := `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>`
	if art = read(t, sold, "<article>"+h1+asHTML(report[:2])+"</article>"); rule(art) != "paywall" {
		t.Errorf("sold text: %q", rule(art))
	}
	card := `<div class="related-card"><p>A sentence on the old lighthouse, which the islands want to keep, and another one on what it costs.</p></div>`
	if art = read(t, "", "<article>"+h1+asHTML(report[:2])+strings.Repeat(card, 3)+asHTML(report[2:])+"</article>"); rule(art) != "text-partial" {
		t.Errorf("cards within the text: %q", rule(art))
	}
	for _, body := range []string{asHTML(report[:2]) + card + asHTML(report[2:]), asHTML(report) + strings.Repeat(card, 6)} {
		if art = read(t, "", "<article>"+h1+body+"</article>"); rule(art) != "" {
			t.Errorf("one card within the text, or cards below it: %q", rule(art))
		}
	}
	if art = read(t, "", "<article>"+h1+asHTML(report)+"</article>"); rule(art) != "" {
		t.Errorf("a whole page: %q", rule(art))
	}
}

// TestPreformatted holds that empty lines part the paragraphs of text that is
// laid out by its own lines.
func TestPreformatted(t *testing.T) {
	got := bodies(read(t, "", "<pre>"+strings.ReplaceAll(strings.Join(report, "\n \n"), ", ", ",\n")+"</pre>"), ling.BlockBody)
	if !slices.Equal(got, report) {
		t.Errorf("%d paragraphs:\n%s", len(got), strings.Join(got, "\n"))
	}
}

// TestBlocks holds what else than running words is told apart.
func TestBlocks(t *testing.T) {
	body := "<article>" + h1 + asHTML(report[:2]) +
		`<figure><img><figcaption>The quay of Orsk in February.</figcaption></figure><span>The quay of Orsk in February.</span><div class="media-caption">The lighthouse.</div>` +
		"<h2>What comes next</h2>" + asHTML(report[2:4]) +
		"<table><tr><th>Route</th><th>Fare</th></tr><tr><td>Orsk to the islands</td><td>9,108</td></tr></table>" + asHTML(report[4:]) + "</article>"
	art := read(t, "", body)
	if got := bodies(art, ling.BlockCaption); !slices.Contains(got, "The quay of Orsk in February.") {
		t.Errorf("captions %q", got)
	}
	if got := bodies(art, ling.BlockHeading); !slices.Equal(got, []string{"What comes next"}) {
		t.Errorf("headings %q", got)
	}
	if got := bodies(art, ling.BlockTitle); !slices.Equal(got, []string{"Ferry to sail again from Orsk"}) {
		t.Errorf("title %q", got)
	}
	if got := bodies(art, ling.BlockBody); !slices.Contains(got, "Orsk to the islands\t9,108") || slices.Contains(got, "The quay of Orsk in February.") {
		t.Errorf("body %q", got)
	}
}

// TestMetadata holds what heads and bylines say.
func TestMetadata(t *testing.T) {
	whole := "<article>" + h1 + "%s" + asHTML(report) + "</article>"
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	for name, c := range map[string]struct{ head, line, want string }{
		"list":       {ld(`{"@type":"NewsArticle","author":[{"name":"Ana Moor"},{"name":"Jon Reed"}]}`), "", "Ana Moor; Jon Reed"},
		"nested":     {ld(`{"@type":"NewsArticle","author":{"name":{"name":"Ana Moor"}}}`), "", "Ana Moor"},
		"reference":  {ld(`{"@graph":[{"@type":"Article","author":{"@id":"#a"}},{"@id":"#a","@type":"Person","name":"Ana Moor"}]}`), "", "Ana Moor"},
		"joined":     {ld(`{"@type":"NewsArticle","author":{"name":"Ana Moor and Jon Reed"}}`), "", "Ana Moor; Jon Reed"},
		"comma":      {ld("{\"@type\":\"NewsArticle\",\n\"author\":\"Ana Moor\",}"), "", "Ana Moor"},
		"break":      {ld("{\"@type\":\"NewsArticle\",\"description\":\"a\nb\",\"author\":\"Ana Moor\"}"), "", "Ana Moor"},
		"quotation":  {ld(`{"@type":"NewsArticle","description":"a "b" c","author":"Ana Moor"}`), "", "Ana Moor"},
		"wrapped":    {ld("// <![CDATA[\n{\"@type\":\"NewsArticle\",\"author\":\"Ana Moor\"}\n// ]]>"), "", "Ana Moor"},
		"comment":    {ld("/* x */{\"@type\":\"NewsArticle\",/* y */\"author\":\"Ana Moor\"};"), "", "Ana Moor"},
		"nobody":     {ld(`{"@type":"NewsArticle","author":[{"name":"Staff"},{"name":"desk@n.example"},{"name":"4711"},{"name":"Reuters"}]}`), "", ""},
		"outlet":     {`<meta property="og:site_name" content="Orsk Days"><meta name="author" content="Orsk Days">`, "", ""},
		"meta":       {`<meta name="author" content="By Ana Moor">`, "", "Ana Moor"},
		"byline":     {"", `<p class="byline">BY ANA MOOR AND JON REED</p>`, "Ana Moor; Jon Reed"},
		"rel":        {"", `<p>Words: <a rel="author" href="/m">Ana Moor</a></p>`, "Ana Moor"},
		"no class":   {"", `<p>By Ana Moor, harbour correspondent</p>`, "Ana Moor"},
		"two spaces": {"", "<p class=\"byline\">By\u00a0Ana Moor</p>", "Ana Moor"},
	} {
		if got := strings.Join(read(t, c.head, strings.Replace(whole, "%s", c.line, 1)).Authors, "; "); got != c.want {
			t.Errorf("%s: authors %q, want %q", name, got, c.want)
		}
	}
	art := read(t, `<meta property="og:title" content="Ferry&amp;#8217;s return | Orsk Days"><meta property="og:site_name" content="Orsk Days"><link rel="canonical" href="https://n.example/a#x"><meta property="og:locale" content="en_GB">`, "<article>"+asHTML(report)+"</article>")
	if art.Title != "Ferry’s return" || art.Outlet != "Orsk Days" || art.URL != "https://n.example/a" || art.Lang != "en_GB" {
		t.Errorf("%q %q %q %q", art.Title, art.Outlet, art.URL, art.Lang)
	}
	art = read(t, ld(`{"@type":"NewsArticle","headline":"<div>Fares of the ferry</div><!-- x -->"}`), "<article>"+asHTML(report)+"</article>")
	if art.Title != "Fares of the ferry" {
		t.Errorf("title with markup: %q", art.Title)
	}
}

// TestDays holds how the day of publication is told.
func TestDays(t *testing.T) {
	meta := func(s string) string { return `<meta property="article:published_time" content="` + s + `">` }
	for name, c := range map[string]struct{ head, above, under, path, want string }{
		"time kept":     {meta("2016-05-12T23:40:00-05:00"), "", "", "", "2016-05-12T23:40:00-05:00"},
		"midnight":      {meta("2016-05-18T06:15:00Z"), "", `<p class="posted">May 17, 2016</p>`, "", "2016-05-17"},
		"noon":          {meta("2016-05-18T15:15:00Z"), "", `<p class="posted">May 17, 2016</p>`, "", "2016-05-18T15:15:00Z"},
		"address":       {meta("2016-05-17T22:15:00Z"), "", "", "/2016/05/18/a", "2016-05-18"},
		"clock":         {"", `<div class="todays-date">Wednesday, January 14, 2026</div>`, `<p class="posted">June 21, 2022</p>`, "", "2022-06-21"},
		"above":         {"", `<h2 class="date-header">June 21, 2022</h2>`, "", "", "2022-06-21"},
		"time element":  {"", "", `<time class="posted" datetime="2022-06-21">a while ago</time>`, "", "2022-06-21"},
		"card":          {"", `<div class="most-read"><span class="date">January 9, 2026</span></div>`, "<p>Published: 23 January 2024</p>", "", "2024-01-23"},
		"day and month": {"", "", `<span class="date">08/10/2019</span> <span class="updated">Updated 21/10/2019</span>`, "", "2019-10-08"},
		"month first":   {"", "", `<span class="date">08/10/2019</span> <span class="updated">Updated 08/21/2019</span>`, "", "2019-08-10"},
		"month in path": {"", "", "<p>October 8, 2019</p>", "/2019/10/a.html", "2019-10-08"},
		"behind JSON":   {`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry","datePublished":"2021-03-03"} } }</script>`, "", "", "", "2021-03-03"},
		"joined name":   {`<meta name="published-date" content="2021-03-03">`, "", "", "", "2021-03-03"},
		"vague name":    {`<meta name="Date" content="2021-3-8T10:00:00+01:00">`, "", `<aside class="meta"><div class="row--posted"><p><time datetime="2021-03-03">3.3.2021</time></p></div></aside>`, "", "2021-03-03"},
		"clear name":    {meta("2021-03-08"), "", `<aside class="meta"><div class="row--posted"><p><time datetime="2021-03-03">3.3.2021</time></p></div></aside>`, "", "2021-03-08"},
		"heading's end": {"", "", `<h2>The harbour board<br><small>03.03.2021 • Harbour, Ferries</small></h2>`, "", "2021-03-03"},
		"heading":       {"", "", `<h2>Boats sail on 3 March 2021 again</h2>`, "", ""},
		"cut short":     {"", "", `<p class="datum">3. Mär. 2021</p>`, "", "2021-03-03"},
		"plain":         {"", "", "<p>Published December 1, 2015</p>", "", "2015-12-01"},
		"title of time": {"", "", `<abbr class="published" title="2019-06-27T10:21:40Z">a while ago</abbr>`, "", "2019-06-27T10:21:40Z"},
		"German":        {"", "", `<p class="datum">3. März 2021</p>`, "", "2021-03-03"},
		"property":      {"", "", `<span property="schema:dateCreated" content="2022-01-28T12:45:46+00:00"></span>`, "", "2022-01-28T12:45:46Z"},
		"bare text":     {"", "", `<div class="tags">2 May 2019<br>Harbour</div>`, "", "2019-05-02"},
		"office beside": {"", "", "<p>Ana Moor | Harbour editor | May 2, 2019</p>", "", "2019-05-02"},
		"label apart":   {"", "", "<div>Published:</div><div>May 2, 2019</div><div>Updated:</div><div>May 9, 2019</div>", "", "2019-05-02"},
		"right above":   {"", `<p>Site map, 1 January 2026</p>`, "", "/2019/05/a", "2019-05"},
		"words of time": {"", "", `<time datetime="2019-05-09T10:00:00Z">Posted 2 May 2019</time>`, "", "2019-05-02"},
		"two times":     {"", "", `<p>Updated <time datetime="2019-05-09T10:00:00Z">9 May</time> Published <time datetime="2019-05-02T10:00:00Z">2 May</time></p>`, "", "2019-05-02T10:00:00Z"},
		"headline":      {"", "", "<h2>Board puts off the talks of 3 May 2019</h2>", "/2019/05/a", "2019-05"},
		"dateline":      {"", "", "<p>Orsk (2.5.2019). The harbour board met in the old customs house and heard at length from all who had come, some of them from the far islands, about the quay.</p>", "", "2019-05-02"},
		"soft hyphens":  {"", "", "<p>2. Ja\u00adnu\u00adar 2019</p>", "", "2019-01-02"},
		"weekday":       {"", "", `<p class="fecha">jueves 2 mayo 2019</p>`, "", "2019-05-02"},
		"paper's day":   {meta("2019-05-03") + `<html lang="de">`, "", `<p class="stand">Stand: 02.05.2019 18:00 Uhr</p>`, "", "2019-05-02"},
		"Europe":        {`<meta property="og:locale" content="de_DE">` + meta("2016-05-18T06:15:00Z"), "", `<p class="posted">17.05.2016</p>`, "", "2016-05-18T06:15:00Z"},
		"taken card":    {"", "", `</article><div class="related-card"><h4><a href="/x">How the quay was closed</a></h4><time class="published" datetime="2019-05-02">May 2</time></div><article>`, "", "2019-05-02"},
		"taken cards":   {"", "", `</article>` + strings.Repeat(`<div class="related-card"><h4><a href="/x">How the quay was closed</a></h4><time class="published" datetime="2019-05-02">May 2</time></div>`, 2) + `<div class="related-card"><h4><a href="/y">Lamps of the islands</a></h4><time class="published" datetime="2019-05-09">May 9</time></div><article>`, "", ""},
		"built now":     {`<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-01-05T10:00:00Z","dateModified":"2026-01-05T10:00:00Z"}</script>`, "", `<p>Published <time pubdate datetime="2019-05-02">May 2, 2019</time></p>`, "", "2019-05-02"},
		"at the foot":   {"", "", `</article><p>This entry was posted on Thursday, May 2nd, 2019 at 10:00 am and is filed under Harbour. You can follow any responses to this entry through the feed, or leave one of your own.</p><article>`, "", "2019-05-02"},
		"in a script":   {`<script>window.page = {"publishedAt":"2019-05-02T10:00:00Z","id":7}</script>`, "", "", "", "2019-05-02T10:00:00Z"},
		"in many":       {`<script>window.page = [{"publishedAt":"2019-05-02T10:00:00Z"},{"publishedAt":"2019-05-09T10:00:00Z"}]</script>`, "", "", "", ""},
		"picture":       {`<meta property="og:image" content="https://n.example/files/2019/05/02/quay.jpg">`, "", "", "", "2019-05-02"},
		"a change only": {"", "", `<p>Updated: May 2, 2019</p>`, "", "2019-05-02"},
		"web page":      {`<script type="application/ld+json">{"@type":"WebPage","datePublished":"2020-03-04"}</script>`, "", "", "", "2020-03-04"},
	} {
		var art onrecord.Article
		if c.path != "" {
			art.URL = "https://n.example" + c.path
		}
		if err := Read(&art, "<html><head>"+c.head+"</head><body>"+c.above+"<article>"+h1+c.under+asHTML(report)+"</article></body></html>"); err != nil {
			t.Fatal(err)
		}
		if got := art.Published.Value; got != c.want {
			t.Errorf("%s: %q (%s), want %q", name, got, art.Published.Basis, c.want)
		}
	}
}

// TestSureness holds how sure a day is: what is inferred is .7 at most, and what
// another day beside the title speaks against is below .8.
func TestSureness(t *testing.T) {
	meta := `<meta property="article:published_time" content="2016-05-12T12:00:00Z">`
	for name, c := range map[string]struct {
		head, above, under string
		least, most        float64
	}{
		"stated":          {meta, "", "", 0.9, 1},
		"stated twice":    {meta, "", `<p class="date">May 12, 2016</p>`, 0.9, 1},
		"changed since":   {meta, "", `<p class="date">Updated May 19, 2019</p>`, 0.6, 0.79},
		"another":         {meta, "", `<p class="date">May 19, 2019</p>`, 0.6, 0.79},
		"label":           {"", "", `<p>Published May 12, 2016</p>`, 0.9, 1},
		"class":           {"", "", `<p class="date">May 12, 2016</p>`, 0.9, 1},
		"neither":         {"", "", `<p>May 12, 2016</p>`, 0.6, 0.79},
		"above":           {"", "<p>May 12, 2016</p>", "", 0.6, 0.7},
		"article's head":  {"", "", `<header><p class="date">May 12, 2016</p></header>`, 0.9, 1},
		"change":          {"", "", `<p>Updated May 12, 2016</p>`, 0.6, 0.7},
		"the page's head": {"", "<header><p>May 12, 2016</p></header>", "", 0.6, 0.7},
	} {
		p := read(t, c.head, c.above+"<article>"+h1+c.under+asHTML(report)+"</article>").Published
		if len(p.Value) < 10 || p.Confidence < c.least || p.Confidence > c.most {
			t.Errorf("%s: %q at %v, want %v to %v", name, p.Value, p.Confidence, c.least, c.most)
		}
	}
}

// TestFindAgain holds how what an extractor chose is found among the page's
// paragraphs, and what is laid out like it.
func TestFindAgain(t *testing.T) {
	all := paragraphsOf(tree(t, `<div class="t">`+asHTML(report)+"</div>"))
	taken := findAgain(all, all[1:4])
	if want := []bool{false, true, true, true, false, false}; !slices.Equal(taken, want) {
		t.Errorf("found again: %v", taken)
	}
	if fill(all, taken); slices.Contains(taken, false) {
		t.Errorf("laid out alike: %v", taken)
	}
	joined := paragraphsOf(tree(t, "<p>"+report[0]+" "+report[1]+"</p>"))
	if taken := findAgain(all, joined); !taken[0] || !taken[1] || taken[2] {
		t.Errorf("two that the extractor joined: %v", taken)
	}
	parts := paragraphsOf(tree(t, asHTML([]string{report[0][2:], report[1] + " 12", report[2][:90], report[3] + report[4] + report[5]})))
	if taken := findAgain(all[:4], parts); !taken[0] || !taken[1] || taken[2] || !taken[3] {
		t.Errorf("parts, and what holds them: %v", taken)
	}
	twice := append(slices.Clone(all[:1]), all[0])
	if taken := findAgain(twice, all[:1]); !taken[0] || taken[1] {
		t.Errorf("one that stands twice: %v", taken)
	}
}

func tree(t *testing.T, src string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestSecondExtractor holds that the second finds a page's article too.
func TestSecondExtractor(t *testing.T) {
	if got := distil(tree(t, "<article>"+h1+asHTML(report)+"</article>")); words(got) < 100 {
		t.Errorf("%d words", words(got))
	}
	got := look(tree(t, "<article>"+h1+asHTML(report)+"</article>"), namer{})
	if len(got.all) != len(report)+1 || len(got.measures) != len(got.all) || got.words < 100 || got.chosen < 100 {
		t.Errorf("%d paragraphs of %d words", len(got.all), got.words)
	}
}

// TestScripts holds that words are counted in scripts that part none.
func TestScripts(t *testing.T) {
	for in, want := range map[string]int{"": 0, "two words": 2, "港湾日报": 2, "a\u00a0b": 2} {
		if got := wordsIn(in); got != want {
			t.Errorf("%q: %d words, want %d", in, got, want)
		}
	}
}

// TestMidPage holds that a credit among the paragraphs ends no article, and that
// texts of two elements are not glued.
func TestMidPage(t *testing.T) {
	art := read(t, "", "<article>"+h1+asHTML(report[:2])+"<p>Reporting by Ana Moor in Orsk</p>"+asHTML(report[2:])+"</article>")
	if got := bodies(art, ling.BlockBody); !slices.Equal(got, report) {
		t.Errorf("%d paragraphs", len(got))
	}
	got := paragraphsOf(tree(t, `<p><a>Sarah Pike</a><span>Political</span> ed<i>itor</i></p>`))
	if len(got) != 1 || got[0].Text != "Sarah Pike Political editor" {
		t.Errorf("%q", got[0].Text)
	}
}
