package page

import (
	"slices"
	"strings"
	"testing"

	"onrecord/ling"
)

// TestVote holds that the trees ask for no measure that there is not, and that
// the vote takes what the extractors chose and leaves it where it is furniture.
func TestVote(t *testing.T) {
	if n := theVote().Measures(); n > allMeasures || n < allMeasures/2 {
		t.Errorf("%d measures asked for, of %d", n, allMeasures)
	}
	note := "Pia Holm is a freelance writer. She has written for many papers about boats and holds a degree in law."
	for name, body := range map[string]string{
		"an author's note": "<article>" + h1 + asHTML(report) + asHTML(report[:3]) + `<div class="author-box-wide"><p>` + note + "</p></div></article>",
		"an offer":         "<article>" + h1 + asHTML(report) + asHTML(report[:3]) + `<div class="cta-banner"><p>Sign up for our newsletter and get the harbour in your inbox.</p></div></article>`,
	} {
		got := bodies(read(t, "", body), ling.BlockBody)
		if !slices.Contains(got, report[5]) || slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, "Pia Holm") || strings.HasPrefix(s, "Sign up") }) {
			t.Errorf("%s: %d paragraphs:\n%s", name, len(got), strings.Join(got, "\n"))
		}
	}
}

// TestBar holds how sure the vote must be.
func TestBar(t *testing.T) {
	var x measures
	if x.bar() <= 0 {
		t.Error("what no extractor chose is taken at even odds")
	}
	x[itsFill] = 1
	short := x.bar()
	x[itsWords], x[itsEnd] = 30, 1
	if long := x.bar(); short >= 0 || long >= short {
		t.Errorf("chosen words are left above %v, sentences above %v", short, long)
	}
}

// TestMeasures holds what is asked of paragraphs before the vote.
func TestMeasures(t *testing.T) {
	page := `<main class="story-body">` + h1 + asHTML(report[:2]) + `<h2>Fares</h2>` + asHTML(report[2:4]) +
		`<ul class="related-links"><li><a href="/a">The quay and 12 boats</a></li></ul>` + asHTML(report[4:]) + `</main><footer><p>Subscribe to our newsletter.</p><p>` + report[0] + "</p></footer>"
	all := paragraphsOf(tree(t, page))
	taken := make([]bool, len(all))
	for i := 1; i < 6; i++ {
		taken[i] = true
	}
	x := measure(all, taken, boxesOf(all, namer{}), nil, 0.75)
	at := map[string]*measures{}
	for i := range all {
		if p := wordOf(all[i].Text); at[p] == nil {
			at[p] = &x[i]
		}
	}
	last := &x[len(x)-1]
	for name, c := range map[string]struct {
		got, want float32
	}{
		"words":                    {at["Fares"][itsWords], 1},
		"links":                    {at["The"][itsLinks], 1},
		"no links":                 {at["ORSK"][itsLinks], 0},
		"a sentence ends":          {at["ORSK"][itsEnd], 1},
		"heading":                  {at["Fares"][itsKind], 1},
		"tag of a paragraph":       {at["ORSK"][itsTag], 9},
		"tag of an entry":          {at["The"][itsTag], 4},
		"chosen":                   {at["ORSK"][itsFirst], 1},
		"not chosen":               {at["The"][itsFirst], 0},
		"not asked":                {at["ORSK"][itsSecond], -1},
		"filled":                   {at["A"][itsFill], 1},
		"furniture by rule":        {at["Subscribe"][itsRule], 1},
		"stands twice":             {at["ORSK"][itsTimes], 2},
		"the second time":          {last[itsOrder], 1},
		"in a footer":              {last[itsFrame], 4},
		"named as text":            {at["ORSK"][itsTextName], 1},
		"named as others":          {at["The"][itsSideName], 1},
		"since the title":          {at["ORSK"][sinceTitle], 0},
		"since the heading":        {at["“We"][sinceHeading], 0},
		"the heading was chosen":   {at["“We"][headingChosen], 1},
		"none chosen before":       {at["Ferry"][sinceChosen], 99},
		"the next is chosen":       {at["Ferry"][untilChosen], 0},
		"none chosen after":        {last[untilChosen], 99},
		"two are between":          {last[sinceChosen], 4},
		"the one before":           {at["“We"][prevWords], 1},
		"the one after is no link": {at["Fares"][nextLinks], 0},
		"an offer":                 {at["Subscribe"][itsCues], 1},
		"none before the first":    {at["Ferry"][prevWords], -1},
		"beside an offer":          {last[prevCue], 1},
		"before an offer":          {at["The"+" ministry"][nextCue], 1},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
	if d := digits("12 ab"); d != 0.4 {
		t.Errorf("digits %v", d)
	}
	if at["ORSK"][boxChosen] <= last[boxChosen] || at["ORSK"][wordsBefore] >= last[wordsBefore] || at["ORSK"][laidChosen] < 0.5 {
		t.Error("what holds a paragraph, and where it stands, is not told")
	}
}

// wordOf is a text's first word; two where the first is common.
func wordOf(s string) string {
	w := strings.Fields(s)
	if w[0] == "The" && w[1] == "ministry" {
		return "The ministry"
	}
	return w[0]
}

// TestParagraphs holds what the trees are grown from.
func TestParagraphs(t *testing.T) {
	got, err := Paragraphs("<html><body>" + h1 + asHTML(report) + "<figcaption>The quay.</figcaption></body></html>")
	if err != nil || len(got) != len(report)+2 {
		t.Fatalf("%v, %d paragraphs", err, len(got))
	}
	if last := got[len(got)-1]; !last.Caption || got[1].Caption || got[1].Text != report[0] || len(got[1].Measures) != allMeasures {
		t.Errorf("%+v", last)
	}
	if until := got[0].Measures[untilChosen]; until > 1 || got[1].Measures[untilChosen] != 0 {
		t.Errorf("the next chosen paragraph is %v below the title", until)
	}
}

// TestWraps holds which elements, skipped as a rule, may hold a whole page.
func TestWraps(t *testing.T) {
	long := asHTML(report)
	for src, want := range map[string]bool{
		"<form>" + h1 + long + "</form>":                                 true,
		"<aside>" + long + "</aside>":                                    true,
		"<nav>" + h1 + long + "</nav>":                                   false,
		"<aside>" + asHTML(report[:4]) + "</aside>" + asHTML(report[3:]): false,
	} {
		doc := tree(t, src)
		prune(doc, namer{})
		kept := false
		for _, p := range paragraphsOf(doc) {
			kept = kept || p.Text == report[0]
		}
		if kept != want {
			t.Errorf("%.20s…: kept %v, want %v", src, kept, want)
		}
	}
}
