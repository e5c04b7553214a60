package ingest

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// record is one record of a WARC file; length is stated where it is not the true one.
func record(kind, address, content string, length int) string {
	if length < 0 {
		length = len(content)
	}
	contentType := "application/http; msgtype=response"
	if kind == "warcinfo" {
		contentType = "application/warc-fields"
	}
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2021-03-16T12:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"+
		"Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, address, contentType, length, content)
}

func answer(head, body string) string {
	return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + "\r\n" + body
}

func response(n int) string {
	return record("response", fmt.Sprintf("http://p.example/%d", n), answer("", page), -1)
}

func got(n int) string { return fmt.Sprintf("x!/%d <http://p.example/%d> text/html %s", n, n, page) }

func TestWARC(t *testing.T) {
	gz := pack["gzip"]
	plain := record("response", "http://p.example/2", answer("", page), -1)
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"plain":         {response(1) + response(2), []string{got(1), got(2)}},
		"packed":        {gz(response(1)) + gz(response(2)), []string{got(1), got(2)}},
		"packed as one": {gz(response(1) + response(2) + response(3)), []string{got(1), got(2), got(3)}},
		"zstd":          {pack["zstd"](response(1) + response(2)), []string{got(1), got(2)}},
		"no articles": {record("warcinfo", "", "software: x\r\n", -1) + record("request", "http://p.example/", "GET / HTTP/1.1\r\n\r\n", -1) +
			record("revisit", "http://p.example/", "HTTP/1.1 200 OK\r\n\r\n", -1) + record("metadata", "http://p.example/", "a: b", -1) +
			record("response", "http://p.example/", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"+page, -1) +
			record("response", "http://p.example/", "HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n", -1) +
			record("response", "http://p.example/a.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG", -1) +
			record("response", "http://p.example/robots.txt", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *", -1) +
			record("response", "http://p.example/", answer("", ""), -1), nil},
		"feed within": {record("response", "http://p.example/f", "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n"+rss(`<item><title>A</title><link>/9</link><description>`+words15+`</description></item>`), -1),
			[]string{"x!/1!/1 <http://p.example/9> {|A|Pier & Post||||} partial text/html " + words15}},
		"chunked":              {record("response", "http://p.example/1", answer("Transfer-Encoding: chunked\r\n", fmt.Sprintf("%04x ;x=y\r\n%s\r\n%x\r\n%s\r\n0000\r\n\r\n", 20, page[:20], len(page)-20, page[20:])), -1), []string{got(1)}},
		"chunked in name only": {record("response", "http://p.example/1", answer("Transfer-Encoding: chunked\r\n", page), -1), []string{got(1)}},
		"gzip body":            {record("response", "http://p.example/1", answer("Content-Encoding: gzip\r\n", gz(page)), -1), []string{got(1)}},
		"gzip in name only":    {record("response", "http://p.example/1", answer("Content-Encoding: gzip\r\n", page), -1), []string{got(1)}},
		"unknown encoding":     {record("response", "http://p.example/1", answer("Content-Encoding: aes128gcm\r\n", page), -1) + response(2), []string{`! x!/1: a body in an encoding "aes128gcm" that is not known`, got(2)}},
		"resource":             {strings.Replace(strings.Replace(record("resource", "http://p.example/1", page, -1), "application/http; msgtype=response", "text/html", 1), "\r\n\r\n", "\r\n\r\n", 1), []string{got(1)}},

		"length too small":         {record("response", "http://p.example/1", answer("", page), 90) + response(2), []string{"! x!/1: a record with a length that is too small: its page goes on behind it", got(2)}},
		"length too large":         {record("response", "http://p.example/1", answer("", page), 400) + plain + response(3), []string{"! x!/1: a record with a length that is too large: it holds the next one", got(2), got(3)}},
		"packed, length too large": {gz(record("response", "http://p.example/1", answer("", page), 4000)) + gz(plain), []string{got(1) + "\r\n\r\n", got(2)}},
		"packed, length too small": {gz(record("response", "http://p.example/1", answer("", page), 90)) + gz(plain), []string{"! x!/1: a record with a length that is too small: its page goes on behind it", got(2)}},
		"length that is none":      {record("response", "http://p.example/1", answer("", page), -1)[:20] + strings.Replace(response(1)[20:], "Content-Length: ", "Content-Length: -", 1) + response(2), nil},
		"cut":                      {response(1) + response(2)[:300], []string{got(1), "! x!/2: cut off before its end"}},
		"packed, cut":              {gz(response(1)) + gz(response(2))[:200], []string{got(1), "! x!/2: cut off before its end"}},
		"rubbish between":          {response(1) + strings.Repeat("rubbish W\x1f", 100) + response(2), []string{"! x!/1: a record with a length that is too small: its page goes on behind it", got(2)}},
		"head without end":         {"WARC/1.0\r\n" + strings.Repeat("a", 40<<10) + response(2), []string{"! x!/1: a record with more than 32 KiB before its content", got(2)}},
		"packed rubbish":           {gz(response(1)) + "\x1f\x8brubbish" + gz(response(3)), []string{got(1), "! x!/2: 9 bytes that are no record", got(3)}},
		"no HTTP":                  {record("response", "http://p.example/1", "rubbish\r\n\r\n"+page, -1) + response(2), nil},
		"packed record broken":     {gz(response(1)) + "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + strings.Repeat("\xff", 60) + gz(response(3)), []string{got(1), "! x!/2: unpack gzip: flate: corrupt input before offset 1", got(3)}},
		"only a mark":              {"WARC/", []string{"! x!/1: cut off before its end"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(tree(t, map[string]string{"x": c.in}))
			lines := told(t, Options{}, "x")
			if name == "length that is none" || name == "no HTTP" {
				if len(lines) != 2 || !strings.HasPrefix(lines[0], "! x!/1: ") || lines[1] != got(2) {
					t.Errorf("%q", lines)
				}
				return
			}
			for i := range c.want {
				c.want[i] = strings.TrimSpace(c.want[i])
			}
			compare(t, lines, c.want...)
		})
	}
}

// TestWARCDoubts holds that what is wrong with a record is said of its page, which
// is read all the same.
func TestWARCDoubts(t *testing.T) {
	gz := pack["gzip"]
	for name, c := range map[string]struct{ in, want string }{
		"nothing wrong": {response(1), ""},
		"wrong date":    {strings.Replace(response(1), "2021-03-16T12:00:00Z", "16 March", 1), `parsing time "16 March"`},
		"wrong digest":  {strings.Replace(response(1), "WARC-Date", "WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\nWARC-Date", 1), "digest"},
		"length":        {gz(record("response", "http://p.example/1", answer("", page), 4000)), "a length that is too large"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(tree(t, map[string]string{"x": c.in}))
			read := 0
			for raw, err := range Read(t.Context(), Options{}, "x") {
				if err != nil {
					t.Fatal(err)
				}
				read++
				said := ""
				for _, d := range raw.Doubts {
					said += d.Rule + ": " + d.Message + "\n"
				}
				if (said != "") != (c.want != "") || !strings.Contains(said, c.want) || said != "" && !strings.HasPrefix(said, "archive-record: ") {
					t.Errorf("doubts %q, want %q", said, c.want)
				}
			}
			if read != 1 {
				t.Errorf("%d pages", read)
			}
		})
	}
}

// TestWARCGoesOnWhereItWas reads from each place that was told, of a plain file
// and of a packed one.
func TestWARCGoesOnWhereItWas(t *testing.T) {
	gz := pack["gzip"]
	var all [2]string
	for n := 1; n <= 4; n++ {
		all[0] += response(n) + record("request", "http://p.example/", "GET / HTTP/1.1\r\n\r\n", -1)
		all[1] += gz(response(n)) + gz(record("request", "http://p.example/", "GET / HTTP/1.1\r\n\r\n", -1))
	}
	for _, content := range all {
		t.Chdir(tree(t, map[string]string{"x": content}))
		var marks []Mark
		var want []string
		for raw, err := range Read(t.Context(), Options{}, "x") {
			if err != nil {
				t.Fatal(err)
			}
			marks, want = append(marks, raw.Mark), append(want, raw.Path+raw.URL)
		}
		if len(marks) != 4 {
			t.Fatalf("%d pages", len(marks))
		}
		for i, mark := range marks {
			var rest []string
			for raw, err := range Read(t.Context(), Options{Resume: func(string) Mark { return mark }}, "x") {
				if err != nil {
					t.Fatal(err)
				}
				rest = append(rest, raw.Path+raw.URL)
			}
			compare(t, rest, want[i:]...)
		}
	}
}

func TestBodiesAreUndone(t *testing.T) {
	squeeze := func(w io.WriteCloser, b *bytes.Buffer) string {
		_, _ = io.WriteString(w, page)
		_ = w.Close()
		return b.String()
	}
	var b1, b2, b3 bytes.Buffer
	fl, _ := flate.NewWriter(&b2, 9)
	for coding, body := range map[string]string{
		"": page, "identity": page, "gzip": pack["gzip"](page), "x-gzip": pack["gzip"](page), "zstd": pack["zstd"](page),
		"deflate": squeeze(zlib.NewWriter(&b1), &b1), " Deflate ": squeeze(fl, &b2), "br": squeeze(brotli.NewWriter(&b3), &b3),
		"gzip, zstd": pack["zstd"](pack["gzip"](page)),
	} {
		h := http.Header{"Content-Encoding": {coding}}
		in, err := decodeBody(h, strings.NewReader(body))
		if err != nil {
			t.Errorf("%s: %v", coding, err)
			continue
		}
		if out, err := io.ReadAll(in); err != nil || string(out) != page || h.Get("Content-Encoding") != "" {
			t.Errorf("%s: %q, %v", coding, out, err)
		}
	}
	for coding, body := range map[string]string{"gzip": "\x1f\x8b\x08no", "br": "\xff\xff\xff", "deflate": "\x78\x9cno"} {
		in, err := decodeBody(http.Header{"Content-Encoding": {coding}}, strings.NewReader(body))
		if err == nil {
			_, err = io.ReadAll(in)
		}
		if err == nil {
			t.Errorf("%s: rubbish was unpacked", coding)
		}
	}
	for in, want := range map[string]string{"5\r\nab": "unexpected EOF", "5\r\nabcde\r\nzz\r\n": "a chunk without its length", "2\r\nab" + strings.Repeat("0", 5000): "a chunk without its length"} {
		r, err := decodeBody(http.Header{"Transfer-Encoding": {"chunked"}}, strings.NewReader(in))
		if err == nil {
			_, err = io.ReadAll(r)
		}
		if err == nil || err.Error() != want {
			t.Errorf("%.20q: %v", in, err)
		}
	}
}
