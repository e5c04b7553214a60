package article

import (
	"strings"
	"testing"
	"unicode/utf16"

	"onrecord"
	"onrecord/internal/ingest"
)

// hostileText are paragraphs of our own that each hostile page holds.
var hostileText = []string{
	"ORSK — The harbour board of Orsk said on Monday that the ferry would sail again in May, after a winter of repairs.",
	"Its chairwoman told reporters that the work had cost less than was planned, and that the money would go to the lighthouse.",
	"Fishermen welcomed the news, though some of them warned that the new berth was too narrow for boats at low water.",
}

func hostilePage(head, body string) string {
	return "<html><head>" + head + "</head><body>" + body + "<p>" + strings.Join(hostileText, "</p><p>") + "</p></body></html>"
}

// hostile reads a page that may be refused; what is read must have sound blocks.
func hostile(t *testing.T, page string) (onrecord.Article, error) {
	t.Helper()
	art, err := Read(t.Context(), ingest.Raw{Name: "h.html", MediaType: ingest.HTML, Body: []byte(page)})
	if err != nil {
		if s := err.Error(); strings.Contains(s, "\n") || len(s) > 300 {
			t.Errorf("a fault of %d bytes: %.300s", len(s), s)
		}
		return art, err
	}
	checkBlocks(t, art)
	return art, nil
}

// holdsAll reports whether an article has all the words of the paragraphs.
func holdsAll(art onrecord.Article) bool {
	for _, p := range hostileText {
		if !strings.Contains(art.Text, p) {
			return false
		}
	}
	return true
}

// TestHostilePage holds that pages made to break a reader cost one article at
// most, and that no words that stand on the page are hidden by marks.
func TestHostilePage(t *testing.T) {
	t.Run("ten thousand nested tags", func(t *testing.T) {
		for _, tag := range []string{"div", "b", "table><tr><td", "ul><li", "svg", "form", "aside"} {
			if art, err := hostile(t, hostilePage("", strings.Repeat("<"+tag+">", 10_000))); err == nil && len(art.Blocks) == 0 {
				t.Errorf("%s: an article without blocks", tag)
			}
		}
	})
	t.Run("a title of 1 MB", func(t *testing.T) {
		long := strings.Repeat("Ferry ", 1<<20/6)
		for name, head := range map[string]string{
			"title": "<title>" + long + "</title>", "meta": `<meta property="og:title" content="` + long + `">`,
			"linked data": `<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + long + `","author":"` + long + `"}</script>`,
		} {
			art, err := hostile(t, hostilePage(head, ""))
			if err != nil || !holdsAll(art) {
				t.Errorf("%s: %v, %d blocks", name, err, len(art.Blocks))
			}
		}
	})
	t.Run("UTF-16 without a mark", func(t *testing.T) {
		for _, big := range []bool{false, true} {
			var b []byte
			for _, u := range utf16.Encode([]rune(hostilePage("<title>Ferry</title>", ""))) {
				if big {
					b = append(b, byte(u>>8), byte(u))
				} else {
					b = append(b, byte(u), byte(u>>8))
				}
			}
			art, err := hostile(t, string(b))
			if err == nil && !holdsAll(art) {
				t.Errorf("big %v: read as %.80q", big, art.Text)
			}
		}
	})
	t.Run("marks without width", func(t *testing.T) {
		for _, mark := range []string{"\u200b", "\u200d", "\u202e", "\u2066", "\u2069", "\ufeff", "\u00ad"} {
			words := strings.ReplaceAll(hostileText[1], "reporters", "re"+mark+"porters"+mark)
			art, err := hostile(t, hostilePage("", "<p>"+mark+words+mark+"</p>"))
			if err != nil || !holdsAll(art) || !strings.Contains(strings.ReplaceAll(art.Text, mark, ""), "told reporters") {
				t.Errorf("%q: %v, %.200q", mark, err, art.Text)
			}
		}
	})
	t.Run("scripts in every field", func(t *testing.T) {
		script := `<script>alert(1)</script>`
		quoted := "&lt;script&gt;alert(1)&lt;/script&gt;"
		head := "<title>Ferry" + quoted + `</title><meta name="author" content="Ana Moor` + quoted + `"><meta property="og:site_name" content="Orsk` + quoted + `"><meta name="description" content="` + quoted + `">` +
			`<link rel="canonical" href="javascript:alert(1)"><meta property="article:published_time" content="` + quoted + `"><html lang="` + quoted + `">` +
			`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry<script>alert(1)<\/script>","author":{"name":"Ana Moor<script>"},"datePublished":"<script>"}</script>`
		art, err := hostile(t, hostilePage(head, "<h1>Ferry"+script+"</h1><p class=byline>By Ana Moor"+script+"</p>"))
		if err != nil || !holdsAll(art) {
			t.Fatalf("%v, %.200q", err, art.Text)
		}
		for name, field := range map[string]string{"title": art.Title, "authors": strings.Join(art.Authors, ";"), "outlet": art.Outlet, "lang": art.Lang, "url": art.URL, "published": art.Published.Value, "text": art.Text} {
			if strings.Contains(field, "<script") || strings.HasPrefix(field, "javascript") || name != "title" && name != "outlet" && strings.Contains(field, "alert") {
				t.Errorf("%s: %q", name, field)
			}
		}
	})
}
