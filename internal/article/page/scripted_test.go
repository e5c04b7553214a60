package page

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// TestTextOfScripts holds that the text which a page's scripts alone hold is read
// where the page shows none, and said, and that no other article's is.
func TestTextOfScripts(t *testing.T) {
	const title = "Ferry to sail again from Orsk"
	asJSON := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	type o = map[string]any
	nodes := make([]any, len(report))
	for i, p := range report {
		head, tail, _ := strings.Cut(p, " ")
		nodes[i] = o{"type": "p", "children": []any{o{"type": "text", "data": head + " "}, o{"type": "a", "children": []any{o{"data": tail}}}}}
	}
	whole, split := strings.Join(report, "\n\n"), []any{}
	for _, p := range report {
		split = append(split, p[:len(p)-6], p[len(p)-6:])
	}
	html := asHTML(report)
	for name, c := range map[string]struct {
		script string
		read   bool
	}{
		"of its own type":       {`<script id="__NEXT_DATA__" type="application/json">` + asJSON(o{"props": o{"page": o{"headline": title, "body": html}}}) + `</script>`, true},
		"behind a name":         {`<script>window.__STATE__ = ` + asJSON(o{"a1": o{"title": title, "body": whole}}) + `;</script>`, true},
		"as a tree":             {`<script>window.__APOLLO_STATE__=` + asJSON(o{"a": o{"headline": title, "body": o{"json": nodes}}}) + `</script>`, true},
		"in parts of lines":     {`<script>window.data=` + asJSON(o{"hl": title, "story": split}) + `</script>`, true},
		"of another article":    {`<script>window.data=` + asJSON(o{"a": o{"title": "Lamps of the islands are lit", "body": whole}}) + `</script>`, false},
		"far below the title":   {`<script>window.data=` + asJSON(o{"title": title, "a": o{"b": o{"c": o{"d": o{"e": o{"body": whole}}}}}}) + `</script>`, false},
		"of a script that acts": {`<script>render({"title":"` + title + `"},` + asJSON(o{"title": title, "body": whole}) + `)</script>`, false},
		"in broken JSON":        {`<script>window.data={"title":"` + title + `","body":` + asJSON(whole) + `,</script>`, false},
	} {
		t.Run(name, func(t *testing.T) {
			var art onrecord.Article
			err := Read(&art, "<html><head><title>"+title+"</title>"+c.script+`</head><body><div id="root"></div><a href="/">Orsk Days</a></body></html>`)
			if !c.read {
				if err == nil {
					t.Errorf("read: %.100q", art.Text)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := bodies(art, ling.BlockBody); !slices.Equal(got, report) {
				t.Errorf("%d paragraphs:\n%s", len(got), strings.Join(got, "\n"))
			}
			if !slices.ContainsFunc(art.Diagnostics, func(d ling.Diagnostic) bool { return d.Rule == "text-from-scripts" }) {
				t.Errorf("not said: %v", art.Diagnostics)
			}
		})
	}
	art := read(t, `<script>window.data=`+asJSON(o{"title": title, "body": strings.Repeat("Nobody said that the ferry of the islands had sailed at all. ", 40)})+`</script>`, "<article>"+h1+asHTML(report)+asHTML(report)+asHTML(report)+"</article>")
	if strings.Contains(art.Text, "Nobody said") {
		t.Error("a page that shows its article is read from its scripts")
	}
}
