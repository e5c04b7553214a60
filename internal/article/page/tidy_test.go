package page

import (
	"slices"
	"strings"
	"testing"

	"onrecord/ling"
)

// tidied are the paragraphs of a fragment of HTML after tidy, with their kinds
// where these are not the body's.
func tidied(t *testing.T, src string, meta *metadata) []string {
	t.Helper()
	var out []string
	for _, p := range tidy(paragraphsOf(tree(t, src)), meta) {
		if p.Kind != ling.BlockBody {
			p.Text = string(p.Kind) + " " + p.Text
		}
		out = append(out, p.Text)
	}
	return out
}

// TestTidy holds what is left out of what an extractor chose, and what stays.
func TestTidy(t *testing.T) {
	all := asHTML(report)
	for name, c := range map[string]struct {
		src        string
		without    string // what is left out
		with       string // what is kept, with its kind
		meta       metadata
		paragraphs int
	}{
		"title again":             {src: "<h2>Ferry</h2>" + all, without: "heading Ferry", with: "title Ferry", meta: metadata{title: "Ferry"}, paragraphs: 7},
		"a standfirst elsewhere":  {src: all, with: "standfirst Boats may call.", meta: metadata{standfirst: "Boats may call."}, paragraphs: 7},
		"a standfirst in place":   {src: "<p>Boats may call.</p>" + all, with: "standfirst Boats may call.", meta: metadata{standfirst: "Boats may call."}, paragraphs: 7},
		"a caption twice":         {src: "<figcaption>The quay in February.</figcaption><p>The quay in February.</p>" + all, without: "The quay in February.", with: "caption The quay in February.", paragraphs: 7},
		"a list of links":         {src: all + `<ul><li><a href="/a">The quay and the lighthouse</a></li></ul>`, without: "The quay and the lighthouse", paragraphs: 6},
		"a sentence that is one":  {src: all + `<p><a href="/a">The lighthouse of Orsk is to be painted white again.</a></p>`, with: "The lighthouse of Orsk is to be painted white again.", paragraphs: 7},
		"title with entities":     {src: "<h2>Ferry &amp;amp; quay&amp;#8217;s end</h2>" + all, without: "heading Ferry &amp; quay&#8217;s end", with: "title Ferry & quay’s end", meta: metadata{title: "Ferry & quay’s end"}, paragraphs: 7},
		"a day as a heading":      {src: "<h2>Monday, May 2, 2016</h2>" + all, without: "heading Monday, May 2, 2016", paragraphs: 6},
		"a place with a day":      {src: "<p>PORT ORSK, May 2</p>" + all, without: "PORT ORSK, May 2", paragraphs: 6},
		"a heading with a day":    {src: "<h2>Orsk after May 2</h2>" + all, with: "heading Orsk after May 2", paragraphs: 7},
		"a byline above":          {src: "<p>BY ANA MOOR AND JON REED</p>" + all, without: "BY ANA MOOR AND JON REED", meta: metadata{authors: []string{"Ana Moor", "Jon Reed"}}, paragraphs: 6},
		"a byline in a heading":   {src: "<h2>Ana Moor, the pilot</h2>" + all, with: "heading Ana Moor, the pilot", meta: metadata{authors: []string{"Ana Moor"}}, paragraphs: 7},
		"a byline below":          {src: all + "<p>Ana Moor, Orsk</p>", with: "Ana Moor, Orsk", meta: metadata{authors: []string{"Ana Moor"}}, paragraphs: 7},
		"a date above":            {src: "<p>2 May 2016</p>" + all, without: "2 May 2016", paragraphs: 6},
		"a date among the words":  {src: all + "<p>2 May 2016</p>", with: "2 May 2016", paragraphs: 7},
		"a rule of the tail":      {src: all + "<p>Subscribe to our newsletter</p>", without: "Subscribe to our newsletter", paragraphs: 6},
		"the same above the body": {src: "<p>Pia Holm is a freelance journalist based in Orsk.</p>" + all, with: "Pia Holm is a freelance journalist based in Orsk.", paragraphs: 7},
		"a credit":                {src: all + "<p>Photo by: Ana Moor of the board</p>", with: "caption Photo by: Ana Moor of the board", paragraphs: 7},
		"the rest":                {src: all + "<p>Leave a Reply</p><p>It is all lies, and they know it very well.</p>", without: "It is all lies, and they know it very well.", paragraphs: 6},
	} {
		got := tidied(t, c.src, &c.meta)
		if len(got) != c.paragraphs || c.with != "" && !slices.Contains(got, c.with) || slices.Contains(got, c.without) {
			t.Errorf("%s: %d paragraphs, want %d:\n%s", name, len(got), c.paragraphs, strings.Join(got, "\n"))
		}
	}
}
