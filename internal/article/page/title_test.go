package page

import (
	"slices"
	"testing"

	"onrecord"
)

// TestChosen holds which of a page's titles is the article's, and what of it is
// the outlet's name.
func TestChosen(t *testing.T) {
	ld := func(s string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + s + `"}</script>`
	}
	og := func(s string) string { return `<meta property="og:title" content="` + s + `">` }
	site := `<meta property="og:site_name" content="Orsk Days">`
	for name, c := range map[string]struct{ head, above, url, want, outlet string }{
		"h1 that agrees":       {"<title>Ferry to sail from Orsk in May | Orsk Days</title>", "<h1>The ferry is to sail from Orsk again</h1>", "", "The ferry is to sail from Orsk again", "Orsk Days"},
		"h1 of a section":      {"<title>Ferry to sail from Orsk in May</title>", "<h1>Harbour News</h1>", "", "Ferry to sail from Orsk in May", ""},
		"lone h1":              {"<title>Boats and timetables</title>", "<h1>The ferry is to sail from Orsk again</h1>", "", "The ferry is to sail from Orsk again", ""},
		"headline beats it":    {ld("Boats and timetables") + "<title>Boats</title>", "<h1>The ferry is to sail from Orsk again</h1>", "", "Boats and timetables", ""},
		"h2 word for word":     {og("Boats and timetables") + "<title>Boats</title>", "<h2>Boats and timetables</h2><h1>The ferry is to sail from Orsk again</h1>", "", "Boats and timetables", ""},
		"text as headline":     {ld("The harbour board of Orsk said on Monday that the ferry would sail again in May, after a winter in which the quay had been closed for repairs, and that the money left would go to the lighthouse, which is old and needs a new lamp."), "<h1>The ferry is to sail from Orsk again</h1>", "", "The ferry is to sail from Orsk again", ""},
		"long outlet":          {"<title>Orsk timetables — Ferries of the Islands | Boats &amp; Piers of the Northern Coast</title>", "<h1>Orsk timetables</h1>", "", "Orsk timetables", ""},
		"colon from the head":  {og("Ferry of Orsk: Sailing again in May"), "<h1><span>Ferry of Orsk</span> <span>Sailing again in May</span></h1>", "", "Ferry of Orsk: Sailing again in May", ""},
		"heading above it":     {og("The ferry is to sail from Orsk again") + "<title>The ferry is to sail from Orsk again | Orsk Days</title>" + site, "<h1>Harbour The ferry is to sail from Orsk again</h1>", "", "The ferry is to sail from Orsk again", "Orsk Days"},
		"quoted":               {og("&quot;The ferry is to sail again&quot;"), "<h1>The ferry is to sail again</h1>", "", "The ferry is to sail again", ""},
		"outlet in front":      {og("Orsk Days: Boats and timetables") + site, "", "", "Boats and timetables", "Orsk Days"},
		"outlet behind a dash": {og("Boats and timetables – Orsk Days") + site, "", "", "Boats and timetables", "Orsk Days"},
		"section":              {og("Boats and timetables – Harbour – Orsk Days") + site, "", "", "Boats and timetables", "Orsk Days"},
		"no section":           {og("Boats and timetables – Harbour | Orsk Days") + site, "", "", "Boats and timetables – Harbour", "Orsk Days"},
		"quotation at its end": {og("Board: « Boats sail again » - Orsk Days") + site, "", "", "Board: « Boats sail again »", "Orsk Days"},
		"quotation in it":      {"<title>The board said « No more boats »</title>", "", "", "The board said « No more boats »", ""},
		"small letters":        {og("Boats and timetables - orsk days") + site, "", "", "Boats and timetables", "Orsk Days"},
		"outlet begins it":     {og("Orsk Days are numbered: Boats and timetables") + site, "", "", "Orsk Days are numbered: Boats and timetables", "Orsk Days"},
		"words above it":       {og("Ferry to sail from Orsk again") + "<title>Harbour board: Ferry to sail from Orsk again</title>", "<h1>Harbour board: Ferry to sail from Orsk again</h1>", "", "Ferry to sail from Orsk again", ""},
		"few words below them": {og("Ferry sails") + "<title>Harbour board: Ferry sails</title>", "<h1>Harbour board: Ferry sails</h1>", "", "Harbour board: Ferry sails", ""},
		"a site's address":     {"<title>Boats and timetables | Orskwerft.example</title>", "", "", "Boats and timetables", "Orskwerft.example"},
		"host":                 {og("Boats and timetables — OrskDays"), "", "https://www.orskdays.co.uk/a/b", "Boats and timetables", "OrskDays"},
		"host with its end":    {og("Boats | orskdays.co.uk"), "", "https://www.orskdays.co.uk/a/b", "Boats", "orskdays.co.uk"},
		"other host":           {og("Boats and timetables — Lakeside"), "", "https://www.orskdays.co.uk/a/b", "Boats and timetables — Lakeside", ""},
		"arrow":                {"<title>Boats and timetables of Orsk ‹ Orsk Harbour News</title>", "", "", "Boats and timetables of Orsk", "Orsk Harbour News"},
		"trailing mark":        {og("Boats and timetables ⋆ Orsk Days") + site, "", "", "Boats and timetables", "Orsk Days"},
		"website":              {`<script type="application/ld+json">{"@type":"WebSite","name":"Orsk"}</script>` + og("Boats and timetables - Orsk"), "", "", "Boats and timetables", "Orsk"},
	} {
		var art onrecord.Article
		art.URL = c.url
		if err := Read(&art, "<html><head>"+c.head+"</head><body><article>"+c.above+asHTML(report)+"</article></body></html>"); err != nil {
			t.Fatal(err)
		}
		if art.Title != c.want || art.Outlet != c.outlet {
			t.Errorf("%s: title %q, outlet %q; want %q, %q", name, art.Title, art.Outlet, c.want, c.outlet)
		}
	}
}

func TestHostNames(t *testing.T) {
	for in, want := range map[string][]string{
		"https://www.orsk-days.co.uk/a": {"orskdayscouk", "orskdays"},
		"https://orsk.example":          {"orskexample", "orsk"},
		"file:///a.html":                nil,
		"https://127.0.0.1/":            nil,
	} {
		if got := hostNames(in); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
