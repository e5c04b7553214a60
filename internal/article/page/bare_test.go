package page

import (
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// TestBare holds that a page of a few words is read whole where it holds nothing
// else, and that it says how little it is.
func TestBare(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"a sentence":   {"<div><div>The quay of Orsk is shut.</div></div>", []string{"The quay of Orsk is shut."}},
		"no stop":      {"<ol><li><p>The quay of Orsk is shut until the</p></li></ol>", []string{"The quay of Orsk is shut until the"}},
		"headings":     {"<h2>Berth one</h2><img src=a.png><h2>Berth two</h2>", []string{"Berth one", "Berth two"}},
		"no real link": {`<p>Berth one</p><p><a name="two">Berth two</a></p>`, []string{"Berth one", "Berth two"}},
		"a word":       {"Berth", []string{"Berth"}},
	} {
		art, err := tryRead("", c.body)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := bodies(art, ling.BlockBody, ling.BlockHeading); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if len(art.Diagnostics) != 1 || art.Diagnostics[0].Rule != "text-short" {
			t.Errorf("%s: %v", name, art.Diagnostics)
		}
	}
}

// TestBareRefused holds that what a server says, and what a script or a form is
// to fill, is no article.
func TestBareRefused(t *testing.T) {
	for name, src := range map[string]string{
		"empty":       "<html><body></body></html>",
		"nginx":       "<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr><center>nginx</center></body></html>",
		"no title":    "<html><body><h1>Bad Request</h1><p>Invalid host.</p></body></html>",
		"apache":      "<html><body><h1>It works!</h1></body></html>",
		"database":    "<html><head><title>Database Error</title></head><body><h1>Error establishing a database connection</h1></body></html>",
		"script":      "<html><head><title>Orsk</title></head><body><div id=root>The quay</div><script src=a.js></script></body></html>",
		"link":        "<html><body><p>The quay has moved <a href=/b>here</a>.</p></body></html>",
		"form":        "<html><body><p>Your name, please.</p><form><input></form></body></html>",
		"button":      "<html><body><p>Your name, please.</p><button>Go</button></body></html>",
		"frame":       "<html><body><p>The quay.</p><iframe src=/b></iframe></body></html>",
		"refresh":     `<html><head><meta http-equiv=Refresh content="9"></head><body><p>The quay.</p></body></html>`,
		"login":       "<html><body><p>Please sign in.</p></body></html>",
		"javascript":  "<html><body><p>You need to enable JavaScript to run this app.</p></body></html>",
		"no HTML":     "<\x00p\x00>\x00q\x00u\x00a\x00y\x00 \x00a\x00",
		"the title":   "<html><head><title>Orsk</title></head><body><p>Orsk</p></body></html>",
		"many a word": "<html><body>" + strings.Repeat("<p>quay</p>", mostBare+1) + "</body></html>",
	} {
		var art onrecord.Article
		if err := Read(&art, src); err == nil {
			t.Errorf("%s: read as %q", name, art.Text)
		}
	}
}

// TestRunsOn holds that lines with no stop at their end make an article where they
// run on, and menus of links do not.
func TestRunsOn(t *testing.T) {
	lines := strings.Repeat("+ A new berth for boats that come in at low water<br>\n", 8)
	art := read(t, "", h1+"<div>"+lines+`</div><p><a href="/">The harbour</a></p>`)
	if got := bodies(art, ling.BlockBody); len(got) != 1 || strings.Count(got[0], "+") != 8 {
		t.Errorf("got %q", got)
	}
	if art, err := tryRead("", `<p><a href="/b">`+lines+"</a></p>"); err == nil {
		t.Errorf("a link is read as %q", art.Text)
	}
}
