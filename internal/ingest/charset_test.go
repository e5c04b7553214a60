package ingest

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

func TestDecode(t *testing.T) {
	russian := "\xcf\xe0\xf0\xee\xec \xec\xe5\xe6\xe4\xf3 \xef\xee\xf0\xf2\xe0\xec\xe8 \xf1\xed\xee\xe2\xe0 \xf5\xee\xe4\xe8\xf2 \xef\xee \xed\xee\xf7\xe0\xec, \xf1\xea\xe0\xe7\xe0\xeb \xec\xe8\xed\xe8\xf1\xf2\xf0."
	cyrillic := "Паром между портами снова ходит по ночам, сказал министр."
	html := func(s string) Raw { return Raw{MediaType: HTML, Body: []byte(s)} }
	text := func(s string) Raw { return Raw{MediaType: Plain, Body: []byte(s)} }
	headed := func(r Raw, charset string) Raw {
		r.Header = http.Header{"Content-Type": {"text/html; charset=" + charset}}
		return r
	}
	flagged := func(r Raw, charset string) Raw {
		r.Charset = charset
		return r
	}
	late := "<meta charset=windows-1251>"
	for name, c := range map[string]struct {
		raw        Raw
		want, rule string
	}{
		"UTF-8":                       {headed(html("<meta charset=latin1>café"), "windows-1251"), "<meta charset=latin1>café", ""},
		"mark":                        {text("\ufeffcafé"), "café", ""},
		"meta":                        {html("<meta charset='windows-1251'>" + russian), "<meta charset='windows-1251'>" + cyrillic, ""},
		"meta after a kilobyte":       {html(strings.Repeat(" ", 3000) + late + russian), strings.Repeat(" ", 3000) + late + cyrillic, ""},
		"header":                      {headed(html(russian), "windows-1251"), cyrillic, ""},
		"flag":                        {flagged(headed(html(russian), "latin1"), "cp1251"), cyrillic, ""},
		"flag UTF-8":                  {flagged(text("a\xff"), "utf-8"), "a\ufffd", ""},
		"says UTF-8, is windows-1252": {headed(html("<p>It\x92s a caf\xe9, \x93open\x94 at noon"), "utf-8"), "<p>It’s a café, “open” at noon", "charset"},
		"says windows-1251, is not":   {headed(html("<p>Le caf\xe9 est ouvert \xe0 No\xebl, \xe9tait-il dit \xe0 l'\xe9cole; l'\xe9t\xe9 \xe0 la plage"), "windows-1251"), "<p>Le café est ouvert à Noël, était-il dit à l'école; l'été à la plage", "charset"},
		"nothing said, Russian":       {html(russian + " " + russian), cyrillic + " " + cyrillic, "charset"},
		"nothing said, text":          {text("The caf\xe9 is open, she said, and \x93nobody\x94 will close it before the spring."), "The café is open, she said, and “nobody” will close it before the spring.", "charset"},
		"a few bad bytes":             {html("<p>“é” “ö” “ü” “ä” \xff"), "<p>“é” “ö” “ü” “ä” \ufffd", "charset"},
		"mojibake":                    {html("<p>Itâ€™s a cafÃ© on the quay"), "<p>Itâ€™s a cafÃ© on the quay", "mojibake"},
		"letters that look like it":   {html("<p>Ã, Â and â are letters; É© too"), "<p>Ã, Â and â are letters; É© too", ""},
	} {
		d, err := Decode(c.raw)
		rule := ""
		if len(d.Doubts) > 0 {
			rule = d.Doubts[0].Rule
		}
		if err != nil || d.Text != c.want || rule != c.rule {
			t.Errorf("%s: %q %+v %v", name, d.Text, d.Doubts, err)
		}
	}
	_, err := Decode(text("one\ntwo \xff\xfe\n"))
	if e, ok := errors.AsType[*ByteError](err); !ok || e.Line != 2 || err.Error() != "byte 0xff is not UTF-8" {
		t.Errorf("%v", err)
	}
	if _, err := Decode(flagged(text("x"), "x-none")); err == nil {
		t.Error("an encoding that nobody knows was known")
	}
	if !KnownCharset("latin1") || KnownCharset("x-none") {
		t.Error("KnownCharset")
	}
}

func utf16le(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

func utf16be(s string) string {
	le := []byte(utf16le(s))
	for i := 0; i+1 < len(le); i += 2 {
		le[i], le[i+1] = le[i+1], le[i]
	}
	return string(le)
}

func TestUTF16(t *testing.T) {
	russian := "Паром между портами снова ходит по ночам, сказал министр."
	for name, in := range map[string]string{
		"marked": "\xff\xfe" + utf16le(russian), "marked big": "\xfe\xff" + utf16be(russian), "bare": utf16le(russian), "bare big": utf16be(russian),
	} {
		t.Chdir(tree(t, map[string]string{"x": in}))
		t.Run(name, func(t *testing.T) { compare(t, told(t, Options{}, "x"), "x text/plain "+russian) })
	}
	t.Chdir(tree(t, map[string]string{"x": utf16le(page), "y": utf16le(`{"id":"1","text":"t"}`), "z": "a\x00b\x00\x01\x00c\x00d\x00e\x00f\x00g\x00h\x00i\x00"}))
	compare(t, told(t, Options{}, "."), "x text/html "+page, "y:1 {1||||||t}", "! z: a binary file, neither page nor text")
}

func TestSniff(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"page", "  <!DOCTYPE html><html>", HTML},
		{"page after a mark", "\ufeff\n<html lang=en>", HTML},
		{"XHTML", "<?xml version=\"1.0\"?>\n<!-- x --><!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">", HTML},
		{"text", "Minister speaks\n\nHe said.", Plain},
		{"text with a tag later", "Use <html> with care", Plain},
		{"text in brackets", "[Picture] Minister speaks", Plain},
		{"text in braces", "{Picture: a \"quay\"}", Plain},
		{"latin text", "caf\xe9 is open", Plain},
		{"UTF-16", "\xff\xfeH\x00i\x00", "utf16"},
		{"RSS", "<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", "feed"},
		{"bare RSS", "<rss version=\"2.0\">", "feed"},
		{"RSS with entities", "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [<!ENTITY a \"b>\">\n]><rss>", "feed"},
		{"Atom", "<?xml version=\"1.0\"?><feed xmlns=\"x\">", "feed"},
		{"RDF", "<?xml version=\"1.0\"?><rdf:RDF>", "feed"},
		{"JSON Feed", `{"version": "https://jsonfeed.org/version/1.1"}`, "feed"},
		{"JSON Feed, escaped", `{"version": "https:\/\/jsonfeed.org\/version\/1.1"}`, "feed"},
		{"sitemap", "<?xml version=\"1.0\"?><urlset>", "sitemap"},
		{"sitemap index", "<?xml version=\"1.0\"?><sitemapindex>", "sitemap"},
		{"WARC", "WARC/1.0\r\nWARC-Type: warcinfo\r\n", "warc"},
		{"zipped WARC", pack["gzip"]("WARC/1.1\r\n"), "warc"},
		{"zipped text", pack["gzip"]("hello"), "gzip"},
		{"zip", zipOf(), "zip"},
		{"tar", tarOf(file{"a", "b"}), "tar"},
		{"PDF", "%PDF-1.7", "pdf"},
		{"mail", "From: a\r\nTo: b\r\n folded\r\nDate: c\r\n\r\n", "mail"},
		{"mailbox", "From a@b Tue Mar 16 18:25:00 2021\nFrom: a", "mbox"},
		{"JSON Lines", "{\"id\":\"1\"}\n{", "jsonl"},
		{"JSON", "{\n\"id\":\"1\"}", "json"},
		{"JSON array", "[{\"id\":\"1\"}]", "json"},
		{"ELF", "\x7fELF\x00", "! a binary file, neither page nor text"},
		{"other XML", "<?xml version=\"1.0\"?><svg>", "! an XML document <svg>: neither page nor feed"},
		{"declaration alone", "<?xml version=\"1.0\"?>", "! an XML document"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := sniff([]byte(c.in), Raw{}, "")
			got := f.name
			if err != nil {
				got = "! " + err.Error()
			}
			if got != c.want && !(c.name == "declaration alone" && (strings.HasPrefix(got, c.want) || got == Plain)) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	for contentType, want := range map[string]string{"application/x-ndjson; charset=utf-8": "jsonl", "text/csv": "csv", "text/tab-separated-values": "tsv", "text/html": Plain} {
		if f, _ := sniff([]byte("a,b"), Raw{Header: http.Header{"Content-Type": {contentType}}}, ""); f.name != want {
			t.Errorf("%s: %s", contentType, f.name)
		}
	}
	for name, want := range map[string]string{"a.JSONL": "jsonl", "a.ndjson.gz": "jsonl", "a.csv.zst": "csv", "a.tab": "tsv", "a.txt": Plain} {
		if f, _ := sniff([]byte("a,b"), Raw{Name: name}, ""); f.name != want {
			t.Errorf("%s: %s", name, f.name)
		}
	}
}
