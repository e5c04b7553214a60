package article

import (
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/ingest"
	"onrecord/ling"
)

// TestFragment holds that what a feed's item holds is read whole, and that what
// the feed states of it outweighs what its text says.
func TestFragment(t *testing.T) {
	body := "<p>The ferry of Orsk sails again on Monday, the board said after its meeting.</p><p>It was closed for repairs in the winter.</p>"
	art, err := Read(t.Context(), ingest.Raw{
		Name: "feed", MediaType: ingest.HTML, Body: []byte("<h1>Ferry</h1>" + body), Fragment: true, Partial: "the feed has its beginning",
		Given: &ingest.Given{
			ID: "a1", URL: "https://n.example/a", Title: " The  ferry ", Outlet: "Orsk Days", Authors: []string{"Ana Moor", "Jon Reed"},
			Lang: "en-GB", Published: "2016-05-02", Modified: "2016-05-03",
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	checkBlocks(t, art)
	if art.ID != "a1" || art.URL != "https://n.example/a" || art.Title != "The ferry" || art.Outlet != "Orsk Days" || art.Lang != "en" || art.Modified != "2016-05-03" {
		t.Errorf("stated: %+v", art)
	}
	if !slices.Equal(art.Authors, []string{"Ana Moor", "Jon Reed"}) || art.Published.Value != "2016-05-02" || art.Published.Basis != onrecord.BasisGiven {
		t.Errorf("authors %q, published %+v", art.Authors, art.Published)
	}
	if !strings.Contains(art.Text, "on Monday, the board said") || !strings.Contains(art.Text, "repairs in the winter.") {
		t.Errorf("text %q", art.Text)
	}
	if !slices.ContainsFunc(art.Diagnostics, func(d ling.Diagnostic) bool { return d.Rule == "text-partial" }) {
		t.Errorf("that it is a beginning is not said: %v", art.Diagnostics)
	}
	if _, err := Read(t.Context(), ingest.Raw{Name: "feed", MediaType: ingest.HTML, Body: []byte("<p></p>"), Fragment: true}); err == nil {
		t.Error("an empty fragment is an article")
	}
}

// TestHint holds that what another page says of this one counts where the page
// itself says nothing, and there only.
func TestHint(t *testing.T) {
	hint := &ingest.Given{URL: "https://n.example/a", Title: "From the feed", Outlet: "Orsk Days", Authors: []string{"Ana Moor"}, Published: "2016-05-02"}
	text := "The ferry of Orsk sails again on Monday, the board of the harbour said after its long meeting.\nIt was closed for repairs in the winter, and the islands waited for it for months on end.\n"
	read := func(text string) onrecord.Article {
		art, err := Read(t.Context(), ingest.Raw{Name: "a.txt", MediaType: ingest.Plain, Body: []byte(text), Hint: hint})
		if err != nil {
			t.Fatal(err)
		}
		return art
	}
	art := read(text)
	if art.URL != hint.URL || art.ID != onrecord.ArticleID(hint.URL) || art.Title != hint.Title || art.Outlet != hint.Outlet || !slices.Equal(art.Authors, hint.Authors) || art.Published.Value != hint.Published {
		t.Errorf("hinted: %+v", art)
	}
	art = read("Ferry of Orsk sails again\nBy Jon Reed\nMay 7, 2016\n" + text)
	if art.Title != "Ferry of Orsk sails again" || !slices.Equal(art.Authors, []string{"Jon Reed"}) || art.Published.Value != "2016-05-07" {
		t.Errorf("the page's own: %q %q %+v", art.Title, art.Authors, art.Published)
	}
}

// TestGivenDays holds which dates that are given are days, and that the time of one
// is kept.
func TestGivenDays(t *testing.T) {
	for given, want := range map[string]string{
		"2016-05-02": "2016-05-02", "2016-05": "2016-05", "2016": "2016", "2016-05-02T21:10:00+02:00": "2016-05-02T21:10:00+02:00", "Mon, 02 May 2016 21:10:00 +0200": "2016-05-02T21:10:00+02:00",
		"02.05.2016": "2016-05-02", "2 May 2016": "2016-05-02", "25/12/2016": "2016-12-25", "05/02/2016": "", "soon": "", "": "",
	} {
		art, err := Read(t.Context(), ingest.Raw{Name: "a.jsonl", MediaType: ingest.JSONL, Given: &ingest.Given{ID: "a", Text: "The ferry of Orsk sails again.", Published: given}})
		if err != nil {
			t.Fatal(err)
		}
		said := slices.ContainsFunc(art.Diagnostics, func(d ling.Diagnostic) bool { return d.Rule == "date-unreadable" })
		if p := art.Published; p.Value != want || said != (want == "" && given != "") || want != "" && (p.Basis != onrecord.BasisGiven || p.Earliest.IsZero()) {
			t.Errorf("%q: %+v, said to be none: %v; want %q", given, p, said, want)
		}
	}
}
