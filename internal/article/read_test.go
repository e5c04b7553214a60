package article

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"onrecord"
	"onrecord/internal/ingest"
	"onrecord/ling"
)

// scrapeOf reads a text as a scrape.
func scrapeOf(t *testing.T, text string) onrecord.Article {
	t.Helper()
	art, err := Read(t.Context(), ingest.Raw{Name: "page.txt", Path: "page.txt", MediaType: ingest.Plain, Body: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	return art
}

// checkBlocks holds blocks to what Article.Blocks says: in order, apart, within the
// text, of a known kind, and over every character that is not white space.
func checkBlocks(t *testing.T, art onrecord.Article) {
	t.Helper()
	at := 0
	for _, b := range art.Blocks {
		if b.Start < at || b.End <= b.Start || b.End > len(art.Text) {
			t.Fatalf("block %v after %d in a text of %d", b, at, len(art.Text))
		}
		if gap := art.Text[at:b.Start]; strings.TrimFunc(gap, unicode.IsSpace) != "" {
			t.Fatalf("%q is in no block", gap)
		}
		switch b.Kind {
		case ling.BlockTitle, ling.BlockStandfirst, ling.BlockByline, ling.BlockDateline, ling.BlockHeading, ling.BlockBody, ling.BlockCaption, ling.BlockFurniture:
		default:
			t.Fatalf("block kind %q", b.Kind)
		}
		at = b.End
	}
	if gap := art.Text[at:]; strings.TrimFunc(gap, unicode.IsSpace) != "" {
		t.Fatalf("%q is in no block", gap)
	}
	for _, s := range art.Published.Spans {
		if s.Start < 0 || s.End > len(art.Text) || s.Empty() {
			t.Fatalf("date span %v", s)
		}
	}
}

func FuzzScrape(f *testing.F) {
	f.Add("Home\n\nTalks begin in Geneva\n\nFeb. 3, 2016\n\nTalks began on Wednesday, the office of the envoy said in a statement.\n\nTags:\nSyria")
	f.Add("Photo by: AA\nThe envoy holds a meeting with the parties in the town of Lakeside.\n\x0b\u00a0.\u2028x")
	f.Fuzz(func(t *testing.T, text string) {
		art, err := Read(context.Background(), ingest.Raw{Name: "f", MediaType: ingest.Plain, Body: []byte(text)})
		if err != nil {
			if _, ok := errors.AsType[*onrecord.Error](err); !ok {
				t.Fatalf("no onrecord.Error: %v", err)
			}
			return
		}
		checkBlocks(t, art)
	})
}

func FuzzPage(f *testing.F) {
	f.Add("<html><h1>Talks begin</h1><p>Talks began on <b>Wednesday</b>, the office of the envoy said in a statement that it sent to all of the many reporters who had come for it.</p>")
	f.Add(`<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2016-02-03"}]}</script><table><p>a<br><br>b`)
	f.Fuzz(func(t *testing.T, page string) {
		art, err := Read(context.Background(), ingest.Raw{Name: "f", MediaType: ingest.HTML, Body: []byte(page)})
		if err == nil {
			checkBlocks(t, art)
		}
	})
}

func FuzzGiven(f *testing.F) {
	f.Add("Title\n\nBody.", "Title", "2016-02")
	f.Fuzz(func(t *testing.T, text, title, published string) {
		art, err := Read(context.Background(), ingest.Raw{Name: "f", Line: 1, Given: &ingest.Given{ID: "1", Text: text, Title: title, Published: published}})
		if err != nil {
			t.Fatal(err)
		}
		if art.Text != text || art.ID != "1" {
			t.Fatal("text or id changed")
		}
		checkBlocks(t, art)
	})
}

// TestSeeds reads the five real scrapes, where they are.
func TestSeeds(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "seeds")
	for _, c := range []struct {
		file, title, published string
		not                    []string // in no prose
		caption                []string
	}{
		{"000_90be085a9dae3c16.txt", "Russia signals willingness to cooperate with West on DAESH", "",
			[]string{"Photo by: AA", "TRTWorld and agencies", "holds a meeting"}, []string{"Photo by: AA", "Russian President"}},
		{"001_ed3b50a90a3882e0.txt", "US, Russia to work together against Daesh", "2015-08-06",
			[]string{"Creating new perspectives", "August 6, 2015"}, nil},
		{"002_064e299d1ab2197b.txt", "Russia or Daesh? Seems Like Washington Made Its Choice", "",
			[]string{"GMT", "Listen", "A view of", "AFP", "39437", "Mi-25", "Tags", "counterterrorism, Daesh", "Comment via"}, []string{"A view of"}},
		{"003_13daece483d30832.txt", "Lavrov: U.S. Didn't Ask Us To Coordinate With Assad Over IS", "",
			[]string{"Accessibility", "Breaking", "(left)", "-- Joanna", "About This Blog", "Under The Black Flag", "Latest Posts"}, []string{"Syrian Foreign Minister Walid Muallem (left)"}},
		{"004_c3f9bbc9b9d1c23b.txt", "Lavrov expects close work with US on Syria terror", "2017-02-13",
			[]string{"Follow us", "[Xinhua]", "BRICS Post", "Leave", "email", "CAPTCHA"}, []string{"Lavrov said that all efforts"}},
	} {
		t.Run(c.file, func(t *testing.T) {
			body, err := os.ReadFile(filepath.Join(dir, c.file))
			if err != nil {
				t.Skip(err)
			}
			art := scrapeOf(t, string(body))
			checkBlocks(t, art)
			if art.Title != c.title {
				t.Errorf("title %q", art.Title)
			}
			if art.Published.Value != c.published {
				t.Errorf("published %+v", art.Published)
			}
			if art.Lang != "en" || art.Text != string(body) {
				t.Errorf("language %q, or the text was changed", art.Lang)
			}
			prose := proseOf(&art)
			for _, s := range c.not {
				if strings.Contains(prose, s) {
					t.Errorf("%q stands in the prose", s)
				}
			}
			captions := ""
			for _, b := range art.Blocks {
				if b.Kind == ling.BlockCaption {
					captions += b.In(art.Text) + "\n"
				}
			}
			for _, s := range c.caption {
				if !strings.Contains(captions, s) {
					t.Errorf("%q is no caption", s)
				}
			}
		})
	}
}

func TestReadIdentity(t *testing.T) {
	art := scrapeOf(t, "Talks go on.")
	if len(art.ID) != len("sha256:")+64 || !strings.HasPrefix(string(art.ID), "sha256:") {
		t.Errorf("id %q", art.ID)
	}
	if again := scrapeOf(t, "Talks go on."); again.ID != art.ID {
		t.Errorf("id %q, then %q", art.ID, again.ID)
	}
	if other := scrapeOf(t, "Talks go on!"); other.ID == art.ID {
		t.Error("two texts have one id")
	}
}

func TestReadRefuses(t *testing.T) {
	page := func(s string) ingest.Raw {
		return ingest.Raw{Name: "p.html", Path: "p.html", MediaType: ingest.HTML, Body: []byte(s)}
	}
	for _, c := range []struct {
		name string
		raw  ingest.Raw
		want string
	}{
		{"bad byte", ingest.Raw{Name: "a.txt", MediaType: ingest.Plain, Body: []byte("one\ntwo \xff\n")}, "a.txt:2: byte 0xff is not UTF-8"},
		{"no article", page("<html><title>Log in</title><form><p>Please enter your name and your password to go on.</p></form></html>"), `p.html: no article: a login page ("Log in")`},
		{"empty page", page("<html><head></head><body></body></html>"), "p.html: a page with no article on it"},
	} {
		_, err := Read(t.Context(), c.raw)
		if err == nil || err.Error() != c.want || onrecord.KindOf(err) != onrecord.Invalid {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}

func TestReadGiven(t *testing.T) {
	text := "Talks open\n\nGENEVA — Talks opened on Monday, the envoy said.\n\nThey go on.\n"
	read := func(g ingest.Given) onrecord.Article {
		g.ID, g.Text = "a1", text
		art, err := Read(t.Context(), ingest.Raw{Name: "a.jsonl", Path: "a.jsonl", Line: 3, Given: &g})
		if err != nil {
			t.Fatal(err)
		}
		checkBlocks(t, art)
		return art
	}
	art := read(ingest.Given{Title: "Talks open", Published: "2016-02", Outlet: "The Lakeside Post", Lang: "en-GB"})
	if len(art.Blocks) != 3 || art.Blocks[0].Kind != ling.BlockTitle || art.Blocks[1].Kind != ling.BlockBody || art.Text != text || art.Lang != "en" {
		t.Errorf("got %+v", art)
	}
	want := onrecord.Published{Value: "2016-02", Earliest: ling.Date{Year: 2016, Month: 2, Day: 1}, Latest: ling.Date{Year: 2016, Month: 2, Day: 29}, Basis: onrecord.BasisGiven, Confidence: 1}
	if got := art.Published; got.Value != want.Value || got.Earliest != want.Earliest || got.Latest != want.Latest || got.Basis != want.Basis || got.Confidence != 1 {
		t.Errorf("published %+v", got)
	}
	if art = read(ingest.Given{Title: "Another title"}); art.Blocks[0].Kind != ling.BlockBody || art.Title != "Another title" {
		t.Errorf("a title that is not in the text: %+v", art.Blocks[0])
	}
	if art = read(ingest.Given{Published: "last week"}); art.Published.Value != "" || len(art.Diagnostics) != 1 {
		t.Errorf("unreadable date: %+v %v", art.Published, art.Diagnostics)
	}
}

func TestDateAfterCollectedIsDropped(t *testing.T) {
	body := "<html><head><meta property=article:published_time content=2031-01-01></head><body><h1>Talks open</h1><p>" + strings.Repeat("Talks opened on Monday, the envoy said in the town hall. ", 5) + "</p></body></html>"
	raw := ingest.Raw{Name: "u", URL: "https://news.example/a", MediaType: ingest.HTML, Body: []byte(body), Collected: time.Date(2016, 2, 3, 0, 0, 0, 0, time.UTC)}
	art, err := Read(t.Context(), raw)
	if err != nil {
		t.Fatal(err)
	}
	if art.Published.Value != "" || len(art.Diagnostics) != 1 || art.ID != "https://news.example/a" {
		t.Errorf("got %+v", art)
	}
}

func BenchmarkScrape(b *testing.B) {
	page := "Home\nNews\nTalks open in Geneva\nFebruary 3, 2016\n" + strings.Repeat("The envoy said on Wednesday that the talks had opened in Geneva and that all parties were there.\n\n", 40) + "Tags:\nSyria\nShare on Facebook\n"
	raw := ingest.Raw{Name: "b", MediaType: ingest.Plain, Body: []byte(page)}
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(b.Context(), raw); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPage(b *testing.B) {
	page := "<html><head><title>Talks open in Geneva</title></head><body><h1>Talks open in Geneva</h1><article>" +
		strings.Repeat("<p>The envoy said on Wednesday that the talks had opened in Geneva and that all parties were there.</p><p>Nobody else spoke.</p>", 20) + "</article></body></html>"
	raw := ingest.Raw{Name: "b", MediaType: ingest.HTML, Body: []byte(page)}
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(b.Context(), raw); err != nil {
			b.Fatal(err)
		}
	}
}
