package web

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/web/auth"
	"onrecord/internal/web/webtest"
	"onrecord/internal/world"
	"onrecord/ling"
)

// hostile are words that mean something to a browser, a terminal, a spreadsheet
// or a reader of feeds, and to nobody here: tags and handlers, addresses that are
// scripts, style, entities, controls that turn the writing round, escape sequences.
const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><a href="javascript:alert(1)">x</a></style></textarea></title>` +
	`<style>*{display:none}</style><base href=//evil.example>{{.}}]]>&lt;` + "\u202eevil\u2066\x1b[31m\x1b]8;;http://evil.example\x07\u009b2J\r\nevent: evil\n\ndata: evil\n"

// hostileRecord is an article that has hostile words in every field, and every
// part of its claims made of them.
func hostileRecord(t *testing.T, id onrecord.ArticleID, words string) onrecord.Record {
	t.Helper()
	r := webtest.Record(t, id, "2016-05-12")
	webtest.Fill(&r, words)
	r.Published.Value, r.Lang = "2016-05-12", "en"
	// Each word of the text is followed by hostile ones, which all spans take in.
	var text strings.Builder
	moved := make([]int, len(r.Text)+1)
	for i := range len(r.Text) {
		moved[i] = text.Len()
		text.WriteByte(r.Text[i])
		if i+1 < len(r.Text) && r.Text[i+1] == ' ' {
			text.WriteString(strings.NewReplacer("\n", " ", "\r", " ").Replace(words))
		}
	}
	moved[len(r.Text)] = text.Len()
	move(reflect.ValueOf(&r).Elem(), moved)
	r.Text = text.String()
	return r
}

// move leads every span within v to where its characters went.
func move(v reflect.Value, moved []int) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			move(v.Elem(), moved)
		}
	case reflect.Slice:
		for i := range v.Len() {
			move(v.Index(i), moved)
		}
	case reflect.Struct:
		if span, ok := reflect.TypeAssert[ling.Span](v); ok {
			v.Set(reflect.ValueOf(ling.Span{Start: moved[span.Start], End: moved[span.End]}))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				move(v.Field(i), moved)
			}
		}
	}
}

// hostileServer serves a store of hostile articles beside a world of hostile rows.
func hostileServer(t *testing.T, words string) (*Server, *sqlite.Store) {
	t.Helper()
	store := filled(t, 0)
	for i := range 60 {
		if _, err := store.PutRecord(t.Context(), hostileRecord(t, onrecord.ArticleID(fmt.Sprintf("https://post.example/%d?<script>", i)), words)); err != nil {
			t.Fatal(err)
		}
	}
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	s := serving(t, store, webtest.World{Words: words}, reader)
	s.log = slog.New(slog.NewTextHandler(t.Output(), nil))
	return s, store
}

// hostileRows are what there is to look at beside such a store.
type hostileRows struct{ *sqlite.Store }

func (hostileRows) Rows(ctx context.Context, kind world.Kind, f world.Filter) iter.Seq2[world.Row, error] {
	return webtest.World{}.Rows(ctx, kind, f)
}

// plainText reports what of a text is more than text to whoever shows it: a
// control that turns the writing round, or a terminal's escape.
func plainText(s string) error {
	for _, r := range s {
		if unicode.Is(unicode.Bidi_Control, r) || unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' {
			return fmt.Errorf("it has %U", r)
		}
	}
	return nil
}

// pageIsText reports what of a page is more than the site put there.
func pageIsText(body string) error {
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		return err
	}
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			if err := plainText(n.Data); err != nil {
				return fmt.Errorf("%w in %.80q", err, n.Data)
			}
		}
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "style", "img", "iframe", "object", "embed", "base", "foreignObject", "use", "image", "animate":
			return fmt.Errorf("it has a <%s>", n.Data)
		case "script":
			if n.FirstChild != nil || len(n.Attr) == 0 || !strings.HasPrefix(n.Attr[0].Val, "/site.js") {
				return fmt.Errorf("it has a script: %v", n.Attr)
			}
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
				return fmt.Errorf("<%s> has %s", n.Data, a.Key)
			}
			if a.Key == "href" || a.Key == "src" || strings.HasSuffix(a.Key, "action") {
				if scheme, _, ok := strings.Cut(a.Val, ":"); ok && !strings.ContainsAny(scheme, "/?#") && scheme != "http" && scheme != "https" && a.Val != "data:," {
					return fmt.Errorf("<%s> leads to %.60q", n.Data, a.Val)
				}
			}
		}
	}
	return nil
}

// fileIsText reports what is wrong with an answer that is no page.
func fileIsText(mediaType string, body []byte) error {
	mediaType, _, _ = strings.Cut(mediaType, ";")
	switch mediaType {
	case "application/json", "application/vnd.citationstyles.csl+json", "application/problem+json":
		var v any
		return json.Unmarshal(body, &v)
	case "application/x-ndjson":
		for line := range bytes.Lines(body) {
			var v any
			if err := json.Unmarshal(line, &v); err != nil {
				return err
			}
		}
	case "application/atom+xml", "application/xml":
		for d := xml.NewDecoder(bytes.NewReader(body)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			if text, ok := token.(xml.CharData); ok {
				if err := plainText(string(text)); err != nil {
					return err
				}
			}
		}
	case "text/csv":
		_, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
		return err
	case "text/css", "text/javascript":
		if bytes.Contains(body, []byte("alert(1)")) {
			return fmt.Errorf("it has an article's words")
		}
	}
	return nil
}

// What a stranger wrote is text on every page, in every feed, file and answer of
// the API, by the table of routes.
func TestHostileWordsAreText(t *testing.T) {
	if testing.Short() {
		t.Skip("it looks at hundreds of pages")
	}
	s, store := hostileServer(t, hostile)
	pages, files := 0, 0
	look := func(target string) {
		status, body, header := get(t, s, target)
		switch mediaType := header.Get("Content-Type"); {
		case status >= 500:
			t.Errorf("%s: status %d: %.300s", target, status, body)
		case strings.HasPrefix(mediaType, "text/html"):
			pages++
			if err := pageIsText(body); err != nil {
				t.Errorf("%s: %v", target, err)
			}
		default:
			files++
			if err := fileIsText(mediaType, []byte(body)); err != nil {
				t.Errorf("%s, %s: %v", target, mediaType, err)
			}
		}
	}
	for path, all := range addresses(t, s, hostileRows{store}) {
		for _, target := range all[:min(len(all), 12)] {
			look(target)
			look(target + sep(target) + "q=" + "%22%3E%3Cscript%3E")
			if !strings.Contains(path, "{") {
				for _, form := range []string{"csv", "jsonl", "xlsx", "parquet", "bibtex", "ris", "csl", "gexf", "graphml"} {
					look(target + sep(target) + "format=" + form)
				}
			}
		}
	}
	for _, r := range routes(s.site, s.api, &auth.Door{}) {
		if r.call == nil || r.method != http.MethodGet || r.path == "/facts" {
			continue
		}
		for _, path := range filledIn(t, hostileRows{store}, r.path)[:1] {
			look("/api/v1" + path)
			look("/api/v1" + path + "?format=ndjson")
			look("/api/v1" + path + "?q=%22%3E%3Cscript%3E")
		}
	}
	if pages < 100 || files < 100 {
		t.Errorf("only %d pages and %d files were looked at", pages, files)
	}
}

func sep(target string) string {
	if strings.Contains(target, "?") {
		return "&"
	}
	return "?"
}

// wire is how many bytes of an answer go over the wire to a browser.
func wire(t testing.TB, s *Server, target string) (status, weight int, mediaType string) {
	t.Helper()
	return weighed(t, s, target, "gzip, deflate, br, zstd")
}

// weighed is the same for a browser that can read so many ways of making it small.
func weighed(t testing.TB, s *Server, target, ways string) (status, weight int, mediaType string) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, target, nil)
	r.Host = "localhost"
	r.Header.Set("Accept-Encoding", ways)
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w.Code, w.Body.Len(), w.Header().Get("Content-Type")
}

// most is what a page may weigh over the wire, with the style sheet and the script
// that the first one brings along.
const most = 150_000

// No page and no feed is heavy where every field is: a megabyte of words in a title
// is cut where it is shown.
func TestHeavyWordsAreCut(t *testing.T) {
	if testing.Short() {
		t.Skip("it looks at hundreds of pages")
	}
	noise := make([]byte, 700_000)
	rand.NewChaCha8([32]byte{1}).Read(noise) // which no compression makes small
	words := base64.StdEncoding.EncodeToString(noise)
	store := filled(t, 0)
	for i := range 2 {
		r := webtest.Record(t, onrecord.ArticleID(fmt.Sprintf("https://post.example/%d", i)), "2016-05-12")
		r.Title, r.Outlet, r.Authors = words, words[:100_000], []string{words[:100_000]}
		if _, err := store.PutRecord(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	s := serving(t, store, webtest.World{Words: words[:40_000], Few: 3}, reader)
	looked := 0
	for _, all := range addresses(t, s, hostileRows{store}) {
		for _, target := range all[:min(len(all), 3)] {
			status, weight, mediaType := wire(t, s, target)
			if looked++; status >= 500 || weight > most {
				t.Errorf("%s, %s: status %d, %d bytes", target, mediaType, status, weight)
			}
		}
	}
	if looked < 60 {
		t.Errorf("only %d pages were looked at", looked)
	}
}

// longArticle has 20,000 words, a claim in eight of them.
func longArticle(t testing.TB, reader *process.Reader) onrecord.Record {
	t.Helper()
	var text strings.Builder
	for i := range 420 {
		text.WriteString("Ana Kovač, the mayor of Dolna, said the road number " + strconv.Itoa(i) + " to the mill was open again. “Nobody will be cut off this winter,” she said. Ivo Marin denied that the mill was shut, and the council agreed to pay for the bridge.\n\n")
	}
	r, _, err := reader.Record(t.Context(), onrecord.Article{ID: "long", Text: text.String(), Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Every page over the examples, and over an article of 20,000 words, is light.
func TestPagesAreLight(t *testing.T) {
	if testing.Short() {
		t.Skip("it looks at hundreds of pages")
	}
	s, store := whole(t)
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.PutRecord(t.Context(), longArticle(t, reader)); err != nil {
		t.Fatal(err)
	}
	if err := world.Settle(t.Context(), store, process.WorldTypes()); err != nil {
		t.Fatal(err)
	}
	_, style, _ := wire(t, s, "/style.css")
	_, script, _ := wire(t, s, "/site.js")
	for _, ways := range []string{"gzip", "gzip, deflate, br"} {
		_, weight, _ := weighed(t, s, "/articles/long", ways)
		if t.Logf("%7d an article of 20,000 words by %s, style %d, script %d beside", weight, ways, style, script); weight+style+script > most {
			t.Errorf("an article of 20,000 words by %s: %d bytes", ways, weight+style+script)
		}
	}
	for path, all := range addresses(t, s, store) {
		heaviest, where := 0, ""
		for _, target := range all {
			_, weight, mediaType := wire(t, s, target)
			if strings.HasPrefix(mediaType, "text/html") {
				weight += style + script
			}
			if weight > heaviest {
				heaviest, where = weight, target
			}
		}
		if t.Logf("%7d %s", heaviest, path); heaviest > most {
			t.Errorf("%s: %d bytes", where, heaviest)
		}
	}
}
