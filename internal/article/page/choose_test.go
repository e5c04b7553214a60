package page

import (
	"strings"
	"testing"
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
