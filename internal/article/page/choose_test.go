package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestChoose holds which paragraphs the first extractor takes for the article's.
func TestChoose(t *testing.T) {
	menu := `<ul class="menu"><li><a href="/a">Harbour and boats</a></li><li><a href="/b">The old quay of Orsk</a></li></ul>`
	chunk := func(i int) string { return `<div class="chunk"><div>` + asHTML(report[i:i+1]) + `</div></div>` }
	stacked := ""
	for i := range report {
		stacked += chunk(i)
	}
	for name, c := range map[string]struct {
		body  string
		takes int // of the report
		other string
	}{
		"beside a menu":                 {menu + `<div id="story">` + asHTML(report) + `</div>`, len(report), "The old quay of Orsk"},
		"beside a menu within":          {`<div id="story">` + asHTML(report) + menu + `</div>`, len(report), "The old quay of Orsk"},
		"in stacked chunks":             {`<div id="page">` + stacked + `</div><div>` + menu + `</div>`, len(report), "The old quay of Orsk"},
		"in a quotation":                {`<div id="story"><blockquote>` + asHTML(report[:3]) + `</blockquote>` + asHTML(report[3:]) + `</div>`, len(report), ""},
		"the rest in a box beside":      {`<div><div class="one">` + asHTML(report[:4]) + `</div><div class="two">` + asHTML(report[4:]) + `</div></div>`, len(report), ""},
		"above a table":                 {`<div><p>` + report[0] + `</p><table><tr><td>` + strings.Join(report[1:], `</td></tr><tr><td>`) + `</td></tr></table></div>`, len(report), ""},
		"in list entries":               {`<div><ul><li>` + strings.Join(report, "</li><li>") + `</li></ul></div>`, len(report), ""},
		"in cells":                      {`<table><tr><td>` + asHTML(report[:3]) + `</td></tr><tr><td>` + asHTML(report[3:]) + `</td></tr></table>`, len(report), ""},
		"though the page is named so":   {`<div class="sidebar-left comments-open" id="wrap">` + asHTML(report) + `</div>`, len(report), ""},
		"the first stands in front":     {`<div><p>` + report[0] + `</p><div class="body">` + asHTML(report[1:]) + `</div></div>`, len(report), ""},
		"not a letter's box":            {`<div id="story">` + asHTML(report[:3]) + `<div class="newsletter-promo"><p>Give us your address and we bring you the choice of our editors, every morning, for nothing.</p></div>` + asHTML(report[3:]) + `</div>`, len(report), "Give us your address and we bring you the choice of our editors, every morning, for nothing."},
		"not what stands in the footer": {`<div id="story">` + asHTML(report) + `</div><footer><p>Orsk Days is printed by Lakeside Media, Quay 4, on paper from our own forests.</p></footer>`, len(report), "Orsk Days is printed by Lakeside Media, Quay 4, on paper from our own forests."},
	} {
		all := paragraphsOf(tree(t, "<html><body>"+h1+c.body+"</body></html>"))
		taken := map[string]bool{}
		held := boxesOf(all, namer{})
		for i, is := range held.choose(all) {
			taken[all[i].Text] = is
		}
		n := 0
		for _, p := range report {
			if taken[p] {
				n++
			}
		}
		if n != c.takes || taken[c.other] {
			t.Errorf("%s: %d of %d paragraphs, %q: %v", name, n, c.takes, c.other, taken[c.other])
		}
		if held.article == nil || held.core == nil || held.best <= 0 {
			t.Errorf("%s: no element holds the article", name)
		}
	}
}

// TestChooseNothing holds that a page without running words has no article.
func TestChooseNothing(t *testing.T) {
	all := paragraphsOf(tree(t, "<ul><li>Boats</li><li>Quays</li></ul>"))
	held := boxesOf(all, namer{})
	for i, is := range held.choose(all) {
		if is {
			t.Errorf("%q taken", all[i].Text)
		}
	}
	if held.article != nil {
		t.Errorf("%s holds the article", held.article.Data)
	}
}

// TestLeaning holds what names and tags say for an element and against it.
func TestLeaning(t *testing.T) {
	text, side, both := box{part: partText}, box{part: partSide}, box{part: partText | partSide}
	if text.leaning() <= 0 || side.leaning() >= 0 || both.leaning() != 0 {
		t.Errorf("text %v, beside it %v, both %v", text.leaning(), side.leaning(), both.leaning())
	}
	of := func(src string) float32 { return leaning(tree(t, src).LastChild.LastChild.FirstChild) }
	if of("<div>a</div>") <= of("<pre>a</pre>") || of("<pre>a</pre>") <= of("<p>a</p>") || of("<p>a</p>") <= of("<ul><li>a</ul>") || of("<ul><li>a</ul>") <= of("<h2>a</h2>") {
		t.Error("tags lean otherwise")
	}
}

// TestElements holds that the elements of a page are counted up to a number.
func TestElements(t *testing.T) {
	doc := tree(t, "<div><p>a<b>b</b></p><p>c</p></div>") // and html, head, body, the document
	if n := elements(doc, 100); n != 8 {
		t.Errorf("%d elements", n)
	}
	if n := elements(doc, 4); n != 4 {
		t.Errorf("%d elements, 4 at most", n)
	}
}

// TestGathered holds which element around the one with the best score holds the
// article: one around several that are near it, or one that did better itself.
func TestGathered(t *testing.T) {
	whole := tree(t, `<section><div>a</div><div>b</div><div>c</div><div>d</div></section>`).LastChild.LastChild.FirstChild
	first := whole.FirstChild
	for name, c := range map[string]struct {
		around float32   // score of the element around them
		near   []float32 // scores of the three beside the best
		want   bool
	}{
		"several near it":       {1, []float32{8, 8, 8}, true},
		"too few near it":       {1, []float32{8, 8, 1}, false},
		"one that did better":   {12, []float32{1, 1, 1}, true},
		"one that did not much": {4, []float32{1, 1, 1}, false},
	} {
		b := &boxes{of: map[*html.Node]*box{whole: {score: c.around, scored: true}, first: {score: 10, scored: true}}}
		at := first.NextSibling
		for _, score := range c.near {
			b.of[at] = &box{score: score, scored: true}
			at = at.NextSibling
		}
		for p := whole.Parent; p != nil; p = p.Parent {
			b.of[p] = &box{}
		}
		want := first
		if c.want {
			want = whole
		}
		if got := b.gathered(first, 10); got != want {
			t.Errorf("%s: %s", name, got.Data)
		}
	}
}

// TestCovering holds that the article's element is one that holds most of the
// page's running words, those beside it left out.
func TestCovering(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"half of the words": {`<section><div id="one">` + asHTML(report[:3]) + `</div><div id="two">` + asHTML(report[3:]) + `</div></section>`, "section"},
		"most of the words": {`<section><div id="one">` + asHTML(report) + `</div><div id="two">` + asHTML(report[:1]) + `</div></section>`, "div"},
		"the rest beside":   {`<section><div id="one">` + asHTML(report[:4]) + `</div><div class="related">` + asHTML(report[4:]) + `</div></section>`, "div"},
	} {
		doc := tree(t, c.body)
		all := paragraphsOf(doc)
		b := boxesOf(all, namer{})
		if got := b.covering(doc.LastChild.LastChild.FirstChild.FirstChild, all); got.Data != c.want {
			t.Errorf("%s: %s, want %s", name, got.Data, c.want)
		}
	}
	if (&boxes{}).covering(nil, nil) != nil || (&boxes{}).gathered(nil, 0) != nil {
		t.Error("nothing is in something")
	}
}

// TestAside holds which places are named as no running text.
func TestAside(t *testing.T) {
	for body, want := range map[string]bool{
		`<div><p>` + report[0] + `</p></div>`:                                                    false,
		`<div class="related"><p>` + report[0] + `</p></div>` + asHTML(report):                   true,
		`<div class="related article-body"><p>` + report[0] + `</p></div>` + asHTML(report):      false,
		`<footer><p>` + report[0] + `</p></footer>` + asHTML(report):                             true,
		`<div class="related"><p>` + report[0] + `</p>` + asHTML(report) + `</div><p>Boats.</p>`: false,
	} {
		all := paragraphsOf(tree(t, body))
		if got := boxesOf(all, namer{}).aside(all[0].at); got != want {
			t.Errorf("%.40s: %v", body, got)
		}
	}
}
