package page

import (
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// TestStandfirst holds that a description is the standfirst where it stands on
// the page in a paragraph of its own, and stands there once.
func TestStandfirst(t *testing.T) {
	first := "The board of the harbour has done with its repairs, and boats may call."
	meta := `<meta name="description" content="` + first + `">`
	for name, body := range map[string]string{
		"within":  "<article>" + h1 + "<p>" + first + "</p>" + asHTML(report) + "</article>",
		"outside": "<h2>" + first + "</h2><article>" + h1 + asHTML(report) + "</article>",
	} {
		art := read(t, meta, body)
		if got := bodies(art, ling.BlockStandfirst); !slices.Equal(got, []string{first}) {
			t.Errorf("%s: %q", name, got)
		}
		if strings.Count(art.Text, first) != 1 {
			t.Errorf("%s: it stands there %d times", name, strings.Count(art.Text, first))
		}
	}
	art := read(t, `<meta name="description" content="Words that stand nowhere on the page at all.">`, "<article>"+h1+asHTML(report)+"</article>")
	if got := bodies(art, ling.BlockStandfirst); got != nil {
		t.Errorf("a description that is not on the page: %q", got)
	}
}

// TestModified holds where the day of a change is taken from.
func TestModified(t *testing.T) {
	for name, c := range map[string]struct{ head, under, want string }{
		"linked data": {`<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2016-02-28"}</script>`, "", "2016-02-28"},
		"meta":        {`<meta property="article:modified_time" content="2016-02-28T10:00:00Z">`, "", "2016-02-28"},
		"page":        {"", `<p class="updated">February 28, 2016</p>`, "2016-02-28"},
		"none":        {"", `<p class="posted">February 28, 2016</p>`, ""},
	} {
		if got := read(t, c.head, "<article>"+h1+c.under+asHTML(report)+"</article>").Modified; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestClasses holds what names say of an element's text.
func TestClasses(t *testing.T) {
	for class, want := range map[string][2]bool{"post-date": {true, false}, "todays-date": {true, true}, "copyright": {false, true}, "lead": {false, false}} {
		if got := [2]bool{dateClass(class), clockClass(class)}; got != want {
			t.Errorf("%s: date, clock %v, want %v", class, got, want)
		}
	}
	if got := urlPath("https://n.example/a/b?c"); got != "/a/b" {
		t.Errorf("path %q", got)
	}
	if urlPath(":") != "" {
		t.Error("a path of what is no address")
	}
}

// TestTeaser holds what is the card of another article.
func TestTeaser(t *testing.T) {
	card := `<article id="x"><h3><a href="/x">How the quay was closed</a></h3><p>A sentence.</p></article>`
	for src, want := range map[string]bool{
		card:                                   true,
		strings.Replace(card, "h3>", "h1>", 2): false,
		strings.Replace(card, "A sentence.", strings.Repeat("word ", 80), 1): false,
		`<article id="x"><p><a href="/x">A link</a></p></article>`:           false,
		`<article id="x"><a href="/x"><h3>Quay closed</h3></a></article>`:    true,
	} {
		doc := tree(t, src+asHTML(report))
		prune(doc, namer{})
		if got := !strings.Contains(inner(doc), firstWords(src)); got != want {
			t.Errorf("%s: cut %v, want %v", src[:min(len(src), 60)], got, want)
		}
	}
}

// firstWords are those of the first text of a page.
func firstWords(src string) string {
	for _, s := range strings.FieldsFunc(src, func(r rune) bool { return r == '<' || r == '>' }) {
		if strings.HasPrefix(s, "How") || strings.HasPrefix(s, "A link") || strings.HasPrefix(s, "Quay") {
			return s
		}
	}
	return "?"
}

// TestWalk holds what paragraphs a tree has.
func TestWalk(t *testing.T) {
	texts := func(src string) string {
		var out []string
		for _, p := range paragraphsOf(tree(t, src)) {
			out = append(out, string(p.Kind)+" "+p.Text)
		}
		return strings.Join(out, " / ")
	}
	for src, want := range map[string]string{
		"a<br>b":      "body a b",
		"a<br> <br>b": "body a / body b",
		"a<br>x<br>b": "body a x b",
		"a<script>x</script><nav>y</nav><style>z</style>": "body a",
		"<h2>a</h2>b":                                             "heading a / body b",
		`<div class="wp-caption-text">a</div>b`:                   "caption a / body b",
		`<span class="caption">a</span>`:                          "body a",
		"<figcaption>a<p>b</p></figcaption>":                      "caption a / caption b",
		"<table><tr><td>a</td><td>b</td></tr></table>":            "body a\tb",
		"<table><tr><td><p>a</p></td><td>b</td></tr></table>":     "body a / body b",
		"<table><tr><td><b><br></b>a</td><td>b</td></tr></table>": "body a / body b",
		"<table><tr><td>a</td></tr></table>":                      "body a",
	} {
		if got := texts(src); got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
	ps := paragraphsOf(tree(t, `<div class="c"><p class="p">a</p><p class="q">b <a href="/b">link</a> <a name="c">c</a> <a href="JavaScript:go()">d</a></p></div>`))
	if ps[0].laid != "p.p<div.c<body.<" || ps[1].laid == ps[0].laid || ps[1].links != len("link") {
		t.Errorf("laid out %q, %q; %d bytes of links", ps[0].laid, ps[1].laid, ps[1].links)
	}
}

func TestTitles(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"Ferry to sail", "Ferry to sail | Orsk Days", true}, {"Orsk Days: Ferry", "Ferry", true}, {"Ferry", "Lighthouse", false}} {
		if got := sameTitle(c.a, c.b); got != c.want {
			t.Errorf("%q, %q: %v", c.a, c.b, got)
		}
	}
	for _, c := range [][3]string{{"Quay shut | Orsk Days", "Orsk Days", "Quay shut"}, {"Orsk Days – Quay shut", "Orsk Days", "Quay shut"}, {"Quay shut", "Orsk Days", "Quay shut"}, {"Orsk Days", "Orsk Days", "Orsk Days"}, {"Quay shut", "", "Quay shut"}} {
		if got := trimOutlet(c[0], c[1]); got != c[2] {
			t.Errorf("%q without %q: %q", c[0], c[1], got)
		}
	}
	if got := short(strings.Repeat("ä", 61)); got != strings.Repeat("ä", 60)+"…" || short("a") != "a" {
		t.Errorf("cut to %q", got)
	}
	h := &head{byID: map[string]map[string]any{}}
	if got := h.name([]any{map[string]any{"name": "Orsk Days"}, "Other"}); got != "Orsk Days" {
		t.Errorf("name %q", got)
	}
	// Of two articles in the metadata the one with the page's title counts.
	art := read(t, `<script type="application/ld+json">[{"@type":"Article","headline":"Lighthouse","author":"Jon Reed"},{"@type":"Article","headline":"Ferry to sail again from Orsk","author":"Ana Moor"}]</script>`, "<article>"+h1+asHTML(report)+"</article>")
	if !slices.Equal(art.Authors, []string{"Ana Moor"}) {
		t.Errorf("authors %q", art.Authors)
	}
}

// FuzzRead holds that no page panics and that blocks lie within the text.
func FuzzRead(f *testing.F) {
	f.Add(h1 + asHTML(report))
	f.Add(`<script type="application/ld+json">{"@type":"Article","author":[[["x"]]],"@graph":[{}]}</script>` + strings.Repeat("<div>", 600))
	f.Add(`<table><tr><td>a<td>b</table><time datetime=9999-12-31>`)
	f.Fuzz(func(t *testing.T, body string) {
		art, err := tryRead("", body)
		if err != nil {
			return
		}
		for _, b := range art.Blocks {
			if b.Start < 0 || b.End > len(art.Text) || b.Start >= b.End {
				t.Fatalf("block %v of %d bytes", b, len(art.Text))
			}
		}
	})
}

// TestFragment holds that HTML which is all article is kept whole, but for what
// rules tell, and where its title comes from.
func TestFragment(t *testing.T) {
	for name, c := range map[string]struct{ src, title, want string }{
		"given":   {asHTML(report), "Ferry", "Ferry"},
		"heading": {h1 + asHTML(report), "", "Ferry to sail again from Orsk"},
		"none":    {asHTML(report), "", ""},
	} {
		var art onrecord.Article
		if err := Fragment(&art, c.src+"<p>Advertisement</p>", c.title); err != nil {
			t.Fatal(err)
		}
		if got := bodies(art, ling.BlockBody); art.Title != c.want || !slices.Equal(got, report) {
			t.Errorf("%s: title %q, %d paragraphs", name, art.Title, len(got))
		}
		if got := bodies(art, ling.BlockTitle); len(got) > 1 || len(got) == 1 != (c.want != "") {
			t.Errorf("%s: titles %q", name, got)
		}
	}
	for _, src := range []string{"", "<p>Advertisement</p>", h1} {
		if err := Fragment(&onrecord.Article{}, src, ""); err == nil && src != h1 {
			t.Errorf("%q is an article", src)
		}
	}
}

func TestKeyOf(t *testing.T) {
	for in, want := range map[string]string{"": "", "A b-C 1.": "abc1", "Über uns": "überuns", "naïve ÉTÉ 2": "naïveété2", "„Ab“": "ab", "…": ""} {
		if got := keyOf(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
