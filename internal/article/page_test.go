package article

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/ingest"
	"onrecord/ling"
)

// three paragraphs that any page may have.
var three = [...]string{
	"The envoy said on Wednesday that talks had opened in Lakeside and that both of the delegations were there.",
	"“We have a long way to go,” she told reporters, adding that nobody had left the room on the first day.",
	"Marenia denied that it had asked for a pause, and said that it would wait for as long as it had to.",
}

func paragraphsHTML(open, end string) string {
	return open + strings.Join(three[:], end+open) + end
}

// TestPageShapes reads one article out of pages that are built in different ways.
func TestPageShapes(t *testing.T) {
	head := "<html lang=en><head><title>Talks open in Lakeside | The Post</title></head><body>"
	menu := "<ul class=menu><li><a href=/a>Home</a></li><li><a href=/b>World</a></li></ul>"
	foot := "<div class=footer>© 2019 The Post. All rights reserved</div></body></html>"
	related := "<div class=related><h3>Related</h3><ul><li><a href=/1>Ten dishes that diplomats miss</a></li><li><a href=/2>Why the border will not close</a></li></ul></div>"
	h1 := "<h1>Talks open in Lakeside</h1>"
	for name, body := range map[string]string{
		"paragraphs":         "<article>" + h1 + paragraphsHTML("<p>", "</p>") + "</article>",
		"divisions":          "<div id=story>" + h1 + paragraphsHTML("<div>", "</div>") + "</div>",
		"line breaks":        "<div id=story>" + h1 + strings.Join(three[:], "<br><br>\n") + "</div>",
		"table layout":       "<table><tr><td>" + menu + "</td><td>" + h1 + paragraphsHTML("<p>", "</p>") + "</td></tr></table>",
		"badly named":        "<div class=sidebar-comment>" + h1 + paragraphsHTML("<p>", "</p>") + "</div>",
		"links and spans":    "<article>" + h1 + "<p><span>The envoy</span> <a href=/x>said</a> on Wednesday" + strings.TrimPrefix(three[0], "The envoy said on Wednesday") + "</p>" + paragraphsHTML("<p>", "</p>")[len("<p>"+three[0]+"</p>"):] + "</article>",
		"related in between": "<article>" + h1 + "<p>" + three[0] + "</p>" + related + "<p>" + three[1] + "</p><p>" + three[2] + "</p></article>",
		"promo in between":   "<article>" + h1 + "<p>" + three[0] + "</p><p><a href=/3>READ MORE: Who is who at the talks</a></p><p>" + three[1] + "</p><p>" + three[2] + "</p></article>",
		"comments below":     "<article>" + h1 + paragraphsHTML("<p>", "</p>") + "</article><div id=comments><h3>14 comments</h3><p>Nobody who lives here believes either of the two sides any more, as you know.</p></div>",
		"made by script":     "<div id=root></div><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Talks open in Lakeside\",\"articleBody\":\"" + strings.Join(three[:], `\n\n`) + "\"}</script>",
		"no closing tags":    "<main>" + h1 + "<p>" + strings.Join(three[:], "<p>"),
	} {
		t.Run(name, func(t *testing.T) {
			art := pageOf(t, head+menu+body+foot, nil)
			if art.Title != "Talks open in Lakeside" || art.Outlet != "The Post" || art.Lang != "en" {
				t.Errorf("title %q, outlet %q, language %q", art.Title, art.Outlet, art.Lang)
			}
			want := "Talks open in Lakeside\n\n" + strings.Join(three[:], "\n\n") + "\n"
			if art.Text != want {
				t.Errorf("got\n%s\nwant\n%s", art.Text, want)
			}
			if art.Blocks[0].Kind != ling.BlockTitle || art.Blocks[1].Kind != ling.BlockBody {
				t.Errorf("blocks %v", art.Blocks)
			}
		})
	}
}

func pageOf(t *testing.T, page string, header http.Header) onrecord.Article {
	t.Helper()
	art, err := Read(t.Context(), ingest.Raw{Name: "p.html", MediaType: ingest.HTML, Body: []byte(page), Header: header})
	if err != nil {
		t.Fatal(err)
	}
	checkBlocks(t, art)
	return art
}

// TestPageEncodings reads the letters of pages in the encodings they declare,
// and of those that declare a wrong one.
func TestPageEncodings(t *testing.T) {
	page := func(meta, word string) string {
		return "<html><head>" + meta + "<title>Talks</title></head><body><article><p>" + word + " said so. " + strings.Join(three[:], "</p><p>") + "</p></article></body></html>"
	}
	for _, c := range []struct{ name, page, header, want string }{
		{"UTF-8", page("<meta charset=utf-8>", "Kovač"), "", "Kovač said"},
		{"UTF-8 called latin", page("<meta charset=iso-8859-1>", "Kovač"), "", "Kovač said"},
		{"windows-1252 called UTF-8", strings.NewReplacer("“", "\x93", "”", "\x94").Replace(page("<meta charset=utf-8>", "Ren\xe9")), "", "René said"},
		{"windows-1251 in the header", strings.NewReplacer("“", "\x93", "”", "\x94").Replace(page("", "\xcb\xe0\xe2\xf0\xee\xe2")), "text/html; charset=windows-1251", "Лавров said"},
		{"UTF-8 with a broken byte", page("<meta charset=utf-8>", "Kovač\xff"), "", "Kovač\ufffd said"},
	} {
		t.Run(c.name, func(t *testing.T) {
			art := pageOf(t, c.page, http.Header{"Content-Type": {c.header}})
			if !strings.Contains(art.Text, c.want) {
				t.Errorf("no %q in %q", c.want, art.Text)
			}
		})
	}
}

// TestPageDates reads the day of publication from what pages state.
func TestPageDates(t *testing.T) {
	for _, c := range []struct{ name, head, body, url, want string }{
		{"linked data", `<script type="application/ld+json">[{"@type":["NewsArticle"],"datePublished":"2016-02-26T23:30:00-05:00","dateModified":"2016-02-28"}]</script>`, "", "", "2016-02-26T23:30:00-05:00 metadata 0.95, modified 2016-02-28"},
		{"meta", `<meta property="article:published_time" content="2016-02-26T10:00:00+0000">`, "", "", "2016-02-26T10:00:00Z metadata 0.95"},
		{"written out", `<meta name="pubdate" content="Fri, 26 Feb 2016 10:00:00 GMT">`, "", "", "2016-02-26 metadata 0.95"},
		{"itemprop", "", `<span itemprop="datePublished" content="2016-02-26">yesterday</span>`, "", "2016-02-26 metadata 0.95"},
		{"time element", "", `<time datetime="2016-02-26T10:00">26 Feb</time>`, "", "2016-02-26 metadata 0.90"},
		{"only an update", "", `<time class="updated" datetime="2016-02-28">28 Feb</time>`, "", "2016-02-28 metadata 0.60, modified 2016-02-28"},
		{"address", "", "", "https://n.example/world/2016/02/26/talks", "2016-02-26 url 0.90"},
		{"month in address", "", "", "https://n.example/2016/02/talks", "2016-02 url 0.90"},
		{"line on the page", "", `<div class="post-date">Posted on 26 February 2016 by Nora Feld</div>`, "", "2016-02-26 page 0.95"},
		{"two that differ", `<meta property="article:published_time" content="2016-02-26">`, "", "https://n.example/2014/02/26/talks", "2016-02-26 metadata 0.75, doubt date-conflict"},
		{"zones do not differ", `<meta property="article:published_time" content="2016-02-26">`, "", "https://n.example/2016/02/27/talks", "2016-02-26 metadata 0.95"},
		{"copyright is none", `<meta name="date" content="2016">`, `<p class="date">© 2016 The Post</p>`, "", ""},
		{"nonsense is none", `<meta property="article:published_time" content="{{date}}">`, "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := "<html><head><title>Talks</title>" + c.head + "</head><body><h1>Talks open in Lakeside</h1>" + c.body + "<article>" + paragraphsHTML("<p>", "</p>") + "</article></body></html>"
			raw := ingest.Raw{Name: "p", URL: c.url, MediaType: ingest.HTML, Body: []byte(page)}
			art, err := Read(t.Context(), raw)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if p := art.Published; p.Basis != "" {
				got = strings.TrimSpace(strings.Join(strings.Fields(strings.SplitN(show(&art), "published", 2)[1])[:1], "")) + " " + string(p.Basis) + " " + confidence(p.Confidence)
			}
			if art.Modified != "" {
				got += ", modified " + art.Modified
			}
			for _, d := range art.Diagnostics {
				got += ", doubt " + d.Rule
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func confidence(c float64) string { return strconv.FormatFloat(c, 'f', 2, 64) }
