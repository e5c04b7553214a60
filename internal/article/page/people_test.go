package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"onrecord/internal/article/match"
)

// TestPeople holds which names a text that names authors holds.
func TestPeople(t *testing.T) {
	for in, want := range map[string]string{
		"Ana Moor":                            "Ana Moor",
		"By Ana Moor and Jon Reed":            "Ana Moor; Jon Reed",
		"Von Ana Moor und Jon Reed":           "Ana Moor; Jon Reed",
		"Von: Ana MOOR, Jon REED":             "Ana MOOR; Jon REED",
		"Written by: Ana Moor":                "Ana Moor",
		"Ana Moor, Jon Reed, and Eva Sol":     "Ana Moor; Jon Reed; Eva Sol",
		"Ana Moor & Jon Reed":                 "Ana Moor; Jon Reed",
		"Ana Moor; Jon Reed":                  "Ana Moor; Jon Reed",
		"Ana Moor et Jon Reed":                "Ana Moor; Jon Reed",
		"Moor, Ana":                           "Ana Moor",
		"Ana Moor, Lakeside":                  "Ana Moor",
		"Ana Moor, PhD":                       "Ana Moor",
		"Ana Moor, CFP®":                      "Ana Moor",
		"Ana Moor, Senior Writer":             "Ana Moor",
		"Ana Moor Senior Writer":              "Ana Moor",
		"Ana Moor, Middle East correspondent": "Ana Moor",
		"Ana Moor, Redakteurin":               "Ana Moor",
		"Ana Moor in Lakeside":                "Ana Moor",
		"Ana Moor | Orsk Days":                "Ana Moor",
		"Ana Moor (Orsk)":                     "Ana Moor",
		"Ana (Lene) Moor":                     "Ana (Lene) Moor",
		"ANA MOOR":                            "Ana Moor",
		"Ludwig van der Moor":                 "Ludwig van der Moor",
		"Jean d'Orsk":                         "Jean d'Orsk",
		"Michael E Porter":                    "Michael E Porter",
		"Di Moor":                             "Di Moor",
		"Orsk Days":                           "",
		"Ana Moor, Orsk Days":                 "Ana Moor",
		"Staff":                               "",
		"Reuters":                             "",
		"Deutsche Redaktion":                  "",
		"By":                                  "",
		"Read more":                           "",
		"Edit topics":                         "",
		"themen bearbeiten":                   "",
		"desk@n.example":                      "",
		"n.example.com":                       "",
		"Moor 4711":                           "",
		"A name that is much too long to be one of a person who writes for a living": "",
		"김철수": "김철수",
	} {
		outlet := "Orsk Days"
		got := strings.Join(people(in, outlet), "; ")
		if in == "Edit topics" {
			want = got // two words in capitals are a name for all that their shape tells
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestLikely holds which names are believed that their place alone tells.
func TestLikely(t *testing.T) {
	for in, want := range map[string]bool{
		"Anna Moor": true, "J. Moor": true, "P.J. Moor": true, "PJ Moor": true, "Željko Moor": true,
		"Graphic Design": false, "Anna": false, "Anna Moor and the Four Islands of Orsk": false, "Latest News": false,
	} {
		if got := theNaming().likely(in); got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
}

// TestBylines holds where on a page the authors are found.
func TestBylines(t *testing.T) {
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	outlet := `<meta property="og:site_name" content="Ana Moor">`
	for name, c := range map[string]struct{ head, under, below, want string }{
		"glued":              {"", `<p class="byline">By<a href="/x">Anna Moor</a><span>Editor</span></p>`, "", "Anna Moor"},
		"two elements":       {"", `<p><a rel="author" href="/a">Anna Moor</a><a rel="author" href="/b">Jon Reed</a></p>`, "", "Anna Moor; Jon Reed"},
		"address":            {"", `<p><a href="/authors/ana-moor">Ana Moor</a></p>`, "", "Ana Moor"},
		"slug":               {"", `<p><a href="/authors/wessel-moor">Wessel Moor</a></p>`, "", "Wessel Moor"},
		"wrong slug":         {"", `<p><a href="/authors/all">Wessel Moor</a></p>`, "", ""},
		"other's page":       {"", `<p><a href="/authors/archive">Old Quay</a></p>`, "", ""},
		"office":             {"", `<p><span class="author-name">Anna Moor</span> <span class="author-name">Gardener</span></p>`, "", "Anna Moor"},
		"office marked":      {"", `<p><a rel="author" href="/a">Anna Moor</a> <a rel="author" href="/b">Gardener</a></p>`, "", "Anna Moor"},
		"own line":           {"", `<p>Anna Moor</p><p>May 2, 2019</p>`, "", "Anna Moor"},
		"name, office":       {"", `<p>Wessel Moor | Senior Writer | May 2, 2019</p>`, "", "Wessel Moor"},
		"section":            {"", `<p>Old Quay</p><p>May 2, 2019</p>`, "", ""},
		"with date":          {"", `<p>Anna Moor | May 2, 2019</p>`, "", "Anna Moor"},
		"label apart":        {"", `<div>Written by:</div><div>Wessel Moor</div>`, "", "Wessel Moor"},
		"class":              {"", `<p class="article-author">Wessel Moor</p>`, "", "Wessel Moor"},
		"foot":               {"", "", `<p>By Wessel Moor</p>`, "Wessel Moor"},
		"card":               {"", "", `<div class="related-card"><h4><a href="/x">How the quay was closed</a></h4><span class="author-name">Anna Moor</span></div>`, "Anna Moor"},
		"cards":              {"", "", strings.Repeat(`<div class="related-card"><h4><a href="/x">How the quay was closed</a></h4><span class="author-name">Anna Moor</span></div>`, 2) + `<div class="related-card"><h4><a href="/x">Lamps of the islands</a></h4><span class="author-name">Jon Reed</span></div>`, ""},
		"own page":           {outlet + ld(`{"@type":"NewsArticle","author":{"@type":"Person","name":"Ana Moor"}}`), "", "", "Ana Moor"},
		"own, by meta":       {strings.ReplaceAll(outlet, "Ana", "Anna") + `<meta name="author" content="Anna Moor">`, "", "", "Anna Moor"},
		"pen name":           {ld(`{"@type":"NewsArticle","author":{"@type":"Person","name":"quaymaster"}}`), "", "", "quaymaster"},
		"no pen name":        {ld(`{"@type":"NewsArticle","author":{"@type":"Person","name":"admin"}}`), "", "", ""},
		"organization":       {ld(`{"@type":"NewsArticle","author":[{"@type":"Organization","name":"Orsk Harbour"},{"@type":"Organization","name":"Anna Moor"}]}`), "", "", "Anna Moor"},
		"reference":          {ld(`{"@graph":[{"@type":"Article","author":[{"@id":"#a"}]},{"@id":"#a","@type":"Person","name":"Ana Moor"}]}`), "", "", "Ana Moor"},
		"card's label":       {`<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Wessel Moor">`, "", "", "Wessel Moor"},
		"another label":      {`<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Wessel Moor">`, "", "", ""},
		"script":             {`<script>var page = {"contentAuthors":["Wessel Moor","Ada Reed"]};</script>`, "", "", "Wessel Moor; Ada Reed"},
		"several in scripts": {`<script>[{"author":"Wessel Moor"},{'author': 'Ada Reed'}]</script>`, "", "", ""},
		"one word in script": {`<script>{"author":"wmoor"}</script>`, "", "", ""},
		"parts":              {"", `<div class="article-byline"><div class="origins"><span>Anna Lena Moor</span> <span>Wessel Jan Reed</span> <span>Ada Holm</span></div></div>`, "", "Anna Lena Moor; Wessel Jan Reed; Ada Holm"},
		"parts and more":     {"", `<div class="article-byline"><div><span>Wessel Lena Moor</span> <span>Harbour Quay Desk</span> over seas</div></div>`, "", ""},
		"lines of a list":    {"", `<div class="byline">Anna Moor</div><div class="byline">Peter Reed</div><div class="byline">Harbour correspondent</div>`, "", "Anna Moor; Peter Reed"},
		"box":                {"", "", `<h3>Wessel Moor</h3><p>Wessel Moor is the head of the harbour board.</p>`, "Wessel Moor"},
		"boxes":              {"", "", `<h3>Wessel Moor</h3><p>Wessel Moor is the head of the harbour board.</p><h3>Ada Quay</h3><p>Ada Quay is his deputy.</p>`, ""},
		"described":          {"", `<div><p>Wessel Moor</p><div class="author-description">Harbour Pilot, Grade Two</div></div>`, "", "Wessel Moor"},
		"reviewed":           {"", `<p>By Anna Moor</p><p>Reviewed by <a rel="author" href="/b">Jon Reed</a></p>`, "", "Anna Moor"},
		"only reviewed":      {"", `<p>Reviewed by Jon Reed</p>`, "", "Jon Reed"},
		"with the day":       {"", `<p>Wessel Moor | 3 May 2016</p>`, "", "Wessel Moor"},
		"place with the day": {"", `<p>Lakeside | 3 May 2016</p>`, "", ""},
		"handle":             {"", `<p>by quaymaster</p><time datetime="2016-05-03">3 May 2016</time>`, "", "quaymaster"},
		"handle, no day":     {"", `<p>by quaymaster</p>`, "", ""},
		"handle's page":      {"", `<p>from <a href="/profile/quay_master">quay_master</a></p>`, "", "quay_master"},
		"imprint":            {`<meta name="author" content="orskdays.example, Orsk, Veldania">`, "", "", ""},
		"host":               {`<link rel="canonical" href="https://www.orskwerft.example/a"><meta name="author" content="Orskwerft">`, "", "", ""},
		"outlet with a word": {`<meta property="og:site_name" content="Moor for Days"><meta name="author" content="Moor for Days">`, "", "", ""},
		"below the text":     {"", "", `<p class="byline">By Anna Moor</p>`, "Anna Moor"},
		"only pictured":      {"", `<p>Photo by Jon Reed</p>`, "", ""},
		"no kind of article": {ld(`{"@type":"WebPage","headline":"Ferry","datePublished":"2019-05-02","author":{"@type":"Person","name":"Wessel Moor"}}`), "", "", "Wessel Moor"},
		"only a page":        {ld(`{"@type":"WebPage","headline":"Ferry","author":{"@type":"Person","name":"Wessel Moor"}}`), "", "", ""},
		"several properties": {`<meta property="dc:creator og:article_author" content="Wessel Moor">`, "", "", "Wessel Moor"},
		"own, in a byline":   {strings.ReplaceAll(outlet, "Ana", "Anna"), `<p>Posted by Anna Moor</p>`, "", "Anna Moor"},
		"outlet in a byline": {`<meta property="og:site_name" content="Orsk Days">`, `<p>Posted by Orsk Days</p>`, "", ""},
		"unknown in a class": {"", `<p>Orsk</p>`, `<div class="post-author-line"><span>Wenno Moor</span> <i>3 May 2016</i></div>`, "Wenno Moor"},
		"unknown, several":   {"", "", `<div class="post-writer">Wenno Moor, Adda Quist and Orlo Brenn</div>`, "Wenno Moor; Adda Quist; Orlo Brenn"},
		"parts below":        {"", "", `<div class="article-byline"><div><span>Anna Lena Moor</span> <span>Wessel Jan Reed</span></div></div>`, "Anna Lena Moor; Wessel Jan Reed"},
		"named by class":     {"", `<p><span class="box-author__name">Wessel Moor</span></p>`, "", "Wessel Moor"},
		"outlet in head":     {outlet + `<meta name="author" content="Ana Moor">`, `<p class="byline">By Jon Reed</p>`, "", "Jon Reed"},
	} {
		t.Run(name, func(t *testing.T) {
			got := read(t, c.head, "<article>"+h1+c.under+asHTML(report)+c.below+"</article>").Authors
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("%q, want %q", s, c.want)
			}
		})
	}
}

// TestPeopleTable holds that each row of the table is used: a list without it
// reads one of these texts wrongly.
func TestPeopleTable(t *testing.T) {
	reads := func(n *naming) string {
		var out []string
		for _, s := range []string{"Written by Ana", "von Ana Moor", "Ana e Jon", "Ana for Days", "Ana Moor senior writer", "Ana du Moor", "Old Press"} {
			s = n.end.ReplaceAllString(n.led(s), "")
			for _, p := range n.between.Split(s, -1) {
				out = append(out, n.bare(p), map[bool]string{true: "+", false: "-"}[n.person(n.bare(p))])
			}
		}
		for _, set := range []*match.Set{n.marked, n.byline, n.aside} {
			out = append(out, fmt.Sprint(set.Any("post-author-name bio")))
		}
		out = append(out, fmt.Sprint(n.other.MatchString("Photos by"), n.other.MatchString("Edited by"), n.tells["is"]))
		if n.authorPage("/authors/ana") {
			out = append(out, "page")
		}
		return strings.Join(out, " ")
	}
	whole := reads(readNaming(peopleTable))
	for _, kind := range []string{"lead", "of", "joins", "ends", "role", "other", "pictured", "tells", "particle", "nobody", "marked", "byline", "aside", "path"} {
		var rows []string
		for row := range strings.Lines(peopleTable) {
			if !strings.HasPrefix(row, kind+":") {
				rows = append(rows, row)
			} else if len(rows) == 0 || !slices.Contains(rows, kind+": zzz\n") {
				rows = append(rows, kind+": zzz\n")
			}
		}
		if reads(readNaming(strings.Join(rows, ""))) == whole {
			t.Errorf("%s: nothing changes without its words", kind)
		}
	}
}

// TestInside holds that lines beside the article are left out, in their order.
func TestInside(t *testing.T) {
	lines := showLines(tree(t, "<nav><p>a</p></nav><header><p>b</p></header><p>c</p><article><header><p>d</p></header><footer><p>e</p></footer></article><header><h1>f</h1></header><aside><p>g</p></aside><footer><p>h</p></footer>"))
	var got []string
	for _, l := range inside(lines) {
		got = append(got, l.text)
	}
	if strings.Join(got, "") != "cdef" || len(lines) != 8 {
		t.Errorf("%q of %d lines", got, len(lines))
	}
}

// TestByline holds that the text by which the authors are named is kept whole, and
// the section by which the page names it.
func TestByline(t *testing.T) {
	for name, c := range map[string]struct{ head, under, byline, section string }{
		"role":         {"", `<p class="byline">By Anna Moor, harbour correspondent</p>`, "By Anna Moor, harbour correspondent", ""},
		"without day":  {"", `<p class="byline">By Anna Moor | 3 May 2016</p>`, "By Anna Moor", ""},
		"team":         {`<meta name="author" content="The Harbour Team"><meta property="article:section" content="Islands">`, "", "The Harbour Team", "Islands"},
		"agency":       {"", `<p class="byline">By Northern News Agency</p>`, "By Northern News Agency", ""},
		"JSON":         {`<script type="application/ld+json">{"@type":"NewsArticle","articleSection":["Harbour","Islands"],"author":[{"@type":"Person","name":"Anna Moor"},{"@type":"Organization","name":"Coast Wire"}]}</script>`, "", "Anna Moor, Coast Wire", "Harbour"},
		"both":         {`<meta name="author" content="Anna Moor">`, `<p>Anna Moor in Lakeside</p>`, "Anna Moor in Lakeside", ""},
		"no sentence":  {`<meta name="author" content="Anna Moor">`, `<p>Anna Moor has lived on the islands for as long as she can think.</p>`, "Anna Moor", ""},
		"an address":   {`<meta name="author" content="https://n.example/moor"><meta property="article:section" content="https://n.example/islands">`, "", "", ""},
		"nothing said": {"", "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			art := read(t, c.head, "<article><h1>Ferry to sail again from Orsk</h1>"+c.under+asHTML(report)+"</article>")
			if art.Byline != c.byline || art.Section != c.section {
				t.Errorf("%q in %q, want %q in %q", art.Byline, art.Section, c.byline, c.section)
			}
		})
	}
}
