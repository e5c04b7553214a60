package ingest

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
)

// zeros gzips n zero bytes, as it is read.
func zeros(n int64) io.Reader {
	r, w := io.Pipe()
	go func() {
		z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
		_, err := io.CopyN(z, nothingness{}, n)
		if err == nil {
			err = z.Close()
		}
		w.CloseWithError(err)
	}()
	return r
}

type nothingness struct{}

func (nothingness) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// nested packs a zip into a zip, and that into one, so many deep.
func nested(deep int) string {
	s := zipOf(file{"a.txt", "Words stand here."})
	for range deep {
		s = zipOf(file{"a.zip", s})
	}
	return s
}

// TestHostile reads what was made to fill a machine or to stop a run. Each costs
// one clear line, and neither time nor memory.
func TestHostile(t *testing.T) {
	gz := pack["gzip"]
	bomb := gz(strings.Repeat("a", 64<<20))
	long := func(n int) io.Reader { return &endless{n} }
	rows := strings.Repeat("<url><loc>http://a.example/</loc>", 10) // never closed
	for name, c := range map[string]struct {
		in   io.Reader
		want string
	}{
		"2 GB of zeros":         {zeros(2 << 30), "! -: a binary file, neither page nor text"},
		"packed text":           {strings.NewReader(bomb), "! -: read: unpacks to more than 500 times its size: not read on"},
		"packed twice":          {strings.NewReader(gz(bomb)), "! -: read: unpacks to more than 500 times its size: not read on"},
		"packed JSON Lines":     {strings.NewReader(gz(`{"id":"1"}` + strings.Repeat("\n", 64<<20))), `! -:1: no "text"` + "\n! -: line 16777207: read: unpacks to more than 500 times its size: not read on"},
		"zip a thousand deep":   {strings.NewReader(nested(1000)), "! -!/a.zip!/a.zip!/a.zip: a zip or tar within 3 others: not looked into"},
		"gzip a hundred deep":   {strings.NewReader(deepGzip(100)), "! -: packed in packs more than 8 deep: not looked into"},
		"a line of 100 MB":      {long(100 << 20), "! -: larger than the 16 MiB that an article may have"},
		"a JSON of 100 MB":      {io.MultiReader(strings.NewReader(`[{"id":"1","text":"`), long(100<<20)), "! -: member 1: larger than 32 MiB"},
		"a feed of 100 MB":      {io.MultiReader(strings.NewReader(`<rss><channel><title>`), long(100<<20)), "! -: larger than the 64 MiB that a feed may have"},
		"a sitemap of 100 MB":   {io.MultiReader(strings.NewReader(`<urlset><url><loc>`), long(100<<20)), "! -: larger than the 64 MiB that a sitemap may have"},
		"a mail of 100 MB":      {io.MultiReader(strings.NewReader(letter), long(100<<20)), "! -: larger than the 64 MiB that a mail may have"},
		"a PDF of 100 MB":       {io.MultiReader(strings.NewReader("%PDF-1.4\n"), long(100<<20)), "! -: larger than the 64 MiB that a PDF file may have"},
		"a WARC head of 100 MB": {io.MultiReader(strings.NewReader("WARC/1.0\r\n"), long(100<<20)), "! -!/1: a record with more than 32 KiB before its content"},
		"a record of 1 TB":      {strings.NewReader(record("response", "http://a.example/", "x", 1<<40)), "! -!/1: cut off before its end"},
		"sitemaps never closed": {strings.NewReader("<urlset>" + rows), "! -: a broken sitemap: XML syntax error on line 1: unexpected EOF"},
		"NUL":                   {strings.NewReader("words \x00 words"), "! -: a binary file, neither page nor text"},
		"elements in a feed":    {strings.NewReader("<rss><channel>" + strings.Repeat("<item>", 20000)), "! -: "},
		"elements in a sitemap": {strings.NewReader("<urlset><url>" + strings.Repeat("<a>", 20000)), "! -: "},
		"parts of a mail":       {strings.NewReader(letter + strings.Repeat("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", 3000)), "! -: "},
		"lists in JSON":         {strings.NewReader(`[{"id":` + strings.Repeat("[", 1<<20)), "! -: "},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			began := time.Now()
			got := strings.Join(told(t, Options{Stdin: c.in}, "-"), "\n")
			runtime.ReadMemStats(&after)
			if !strings.HasPrefix(got, c.want) || strings.HasSuffix(c.want, ": ") == (got == c.want) || strings.Count(got, "\n") != strings.Count(c.want, "\n") {
				t.Errorf("got %.300s\nwant %s", got, c.want)
			}
			// A crowded machine and the race detector cost ten times what it takes.
			if took := time.Since(began); took > 60*time.Second {
				t.Errorf("took %s", took)
			}
			// A buffer that grows to 64 MiB by doubling and by quarters allocates six times that.
			if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 600 {
				t.Errorf("%d MiB allocated", grown)
			}
		})
	}
}

func deepGzip(deep int) string {
	s := "Words."
	for range deep {
		s = pack["gzip"](s)
	}
	return s
}

func TestManyBrokenRecordsAreNoArchive(t *testing.T) {
	var b strings.Builder
	for range maxBroken + 100 {
		b.WriteString("WARC/1.0\r\nContent-Length: x\r\n\r\n")
	}
	got := told(t, Options{Stdin: strings.NewReader(b.String())}, "-")
	if len(got) != maxBroken+1 || got[maxBroken] != "! -: 1000 records in a row could not be read: not read on" {
		t.Errorf("%d lines, the last %q", len(got), got[len(got)-1])
	}
}

// fuzz reads bytes as an input and checks what holds for every one: a page has
// bytes or text, an error one line, and there is an end.
func fuzz(t *testing.T, o Options, in []byte) {
	o.Stdin = bytes.NewReader(in)
	n := 0
	for raw, err := range Read(t.Context(), o, "-") {
		if n++; n > 100+len(in) {
			t.Fatal("more members than bytes")
		}
		switch {
		case err != nil:
			if strings.ContainsAny(err.Error(), "\n\r\x00") || len(err.Error()) > 2000 {
				t.Fatalf("an error that is no line: %q", err)
			}
		case len(raw.Body) == 0 && (raw.Given == nil || raw.Given.Text == "" && raw.Given.ID == ""):
			t.Fatalf("neither bytes nor text: %+v", raw)
		case strings.ContainsAny(raw.Name, "\n\r\x00"):
			t.Fatalf("a name that is no line: %q", raw.Name)
		default:
			_, _ = Decode(raw)
		}
	}
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(rss(`<item><title>A</title><link>/1</link><pubDate>Tue, 16 Mar 2021 18:25:00 PDT</pubDate><description>` + words15 + `</description></item>`)))
	f.Add([]byte(`{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_html": "x"}]}`))
	f.Add([]byte(`<feed><entry xml:base="::"><link href="5"/></entry></feed>`))
	f.Fuzz(func(t *testing.T, in []byte) { fuzz(t, Options{From: "feed"}, in) })
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><urlset><url><loc>http://p.example/1</loc></url></urlset>`))
	f.Fuzz(func(t *testing.T, in []byte) { fuzz(t, Options{From: "sitemap"}, in) })
}

func FuzzWARC(f *testing.F) {
	f.Add([]byte(response(1) + response(2)))
	f.Add([]byte(pack["gzip"](response(1)) + pack["gzip"](response(2))))
	f.Add([]byte(record("response", "http://p.example/1", answer("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", "3\r\nabc\r\n0\r\n\r\n"), 90)))
	f.Fuzz(func(t *testing.T, in []byte) {
		if f, ok := packed(in); !ok || f.name != "warc" {
			in = append([]byte("WARC/"), in...)
		}
		fuzz(t, Options{}, in)
	})
}

func FuzzMail(f *testing.F) {
	f.Add([]byte(letter + "Content-Type: text/html\r\n\r\n<p>" + words15))
	f.Add([]byte(letter + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--"))
	f.Fuzz(func(t *testing.T, in []byte) { fuzz(t, Options{From: "mail"}, in) })
}

func FuzzPack(f *testing.F) {
	for _, name := range []string{"gzip", "zstd", "xz", "bzip2"} {
		f.Add([]byte(pack[name](page)))
	}
	f.Add([]byte(zipOf(file{"a.txt", "Words."})))
	f.Add([]byte(tarOf(file{"a.txt", "Words."})))
	f.Add([]byte(docx(file{docxText, "<w:p><w:t>x</w:t></w:p>"})))
	f.Fuzz(func(t *testing.T, in []byte) { fuzz(t, Options{}, in) })
}

func FuzzTable(f *testing.F) {
	f.Add([]byte("id,text\n1,\"a\nb\"\n"))
	f.Add(bytes.Repeat([]byte{0x81}, 90)) // a head without a byte that begins a character
	f.Fuzz(func(t *testing.T, in []byte) { fuzz(t, Options{From: "csv"}, in) })
}

func FuzzPDF(f *testing.F) {
	f.Add([]byte(pdfOf(line(50, 700, strings.Repeat("The quay reopened. ", 10)))))
	f.Fuzz(func(t *testing.T, in []byte) { fuzz(t, Options{From: "pdf"}, in) })
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("<meta charset=windows-1251>\xcf\xe0"), "", true)
	f.Fuzz(func(t *testing.T, in []byte, charset string, html bool) {
		raw := Raw{Body: in, Charset: charset, MediaType: Plain}
		if html {
			raw.MediaType = HTML
		}
		d, err := Decode(raw)
		if err == nil && strings.ToValidUTF8(d.Text, "") != d.Text {
			t.Fatalf("%q is no text", d.Text)
		}
	})
}

func BenchmarkWARC(b *testing.B) {
	body := strings.Repeat("<p>The quay reopened on Tuesday, the harbour master said.</p>\n", 600)
	var file bytes.Buffer
	for n := range 200 {
		fmt.Fprint(&file, record("response", fmt.Sprintf("http://p.example/%d", n), answer("", "<!doctype html>"+body), -1))
	}
	b.SetBytes(int64(file.Len()))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range Read(b.Context(), Options{Stdin: bytes.NewReader(file.Bytes())}, "-") {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
