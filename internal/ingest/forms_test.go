package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// page is a page of our own that the packs of these tests hold.
const page = "<!doctype html><title>Pier</title><p>The pier is open, the harbour master said.</p>"

// pack packs what there is no package to pack for.
var pack = map[string]func(string) string{
	"gzip": func(s string) string {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, _ = io.WriteString(w, s)
		_ = w.Close()
		return b.String()
	},
	"zstd": func(s string) string {
		w, _ := zstd.NewWriter(nil)
		return string(w.EncodeAll([]byte(s), nil))
	},
	"xz": func(s string) string {
		var b bytes.Buffer
		w, _ := xz.NewWriter(&b)
		_, _ = io.WriteString(w, s)
		_ = w.Close()
		return b.String()
	},
	// bzip2 of "The pier is open.\n"; the standard library cannot write it.
	"bzip2": func(string) string {
		b, _ := base64.StdEncoding.DecodeString("QlpoOTFBWSZTWRG8M5QAAALTgAAQQAEEAAJh2AAgACIZJo08hA0DQKff3jSK8GDei7kinChICN4ZygA=")
		return string(b)
	},
}

type file struct{ name, body string }

func zipOf(files ...file) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		out, _ := w.Create(f.name)
		_, _ = io.WriteString(out, f.body)
	}
	_ = w.Close()
	return b.String()
}

func tarOf(files ...file) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		_ = w.WriteHeader(&tar.Header{Name: f.name, Size: int64(len(f.body)), Mode: 0o644, Typeflag: tar.TypeReg})
		_, _ = io.WriteString(w, f.body)
	}
	_ = w.Close()
	return b.String()
}

// told is one line for each page: its place, address, what is stated, and its bytes.
func told(t *testing.T, o Options, inputs ...string) []string {
	t.Helper()
	var out []string
	for raw, err := range Read(t.Context(), o, inputs...) {
		if err != nil {
			out = append(out, "! "+err.Error())
			continue
		}
		line := raw.Path
		if raw.Line > 0 {
			line += fmt.Sprintf(":%d", raw.Line)
		}
		if raw.URL != "" {
			line += " <" + raw.URL + ">"
		}
		if g := raw.Given; g != nil {
			line += fmt.Sprintf(" {%s|%s|%s|%s|%s|%s|%s}", g.ID, g.Title, g.Outlet, strings.Join(g.Authors, "+"), g.Published, g.Modified, g.Text)
		}
		if h := raw.Hint; h != nil {
			line += fmt.Sprintf(" (%s|%s|%s)", h.Title, h.Outlet, h.Published)
		}
		if raw.Partial != "" {
			line += " partial"
		}
		if raw.Body != nil {
			line += " " + raw.MediaType + " " + string(raw.Body)
		}
		out = append(out, strings.TrimSpace(line))
	}
	return out
}

func TestPackedFiles(t *testing.T) {
	t.Chdir(tree(t, map[string]string{
		"a.html.gz": pack["gzip"](page), "b.zst": pack["zstd"](page), "c.xz": pack["xz"](page), "d.bz2": pack["bzip2"](""),
		"e.tar.gz":   pack["gzip"](tarOf(file{"in/a.html", page}, file{"in/.b", page}, file{"c.txt", "Words stand here."})),
		"f.zip":      zipOf(file{"../../etc/x.html", page}, file{"__MACOSX/._a", "x"}, file{"d/", ""}, file{"n\nl.txt", "Words stand here."}, file{"e.bin", "\x00\x01"}),
		"g.zip":      zipOf(file{"in.zip", zipOf(file{"a.txt", "Words stand here."})}),
		"h.jsonl.gz": pack["gzip"](`{"id":"1","text":"t"}` + "\n{}"),
	}))
	compare(t, told(t, Options{}, "."),
		"a.html.gz text/html "+page, "b.zst text/html "+page, "c.xz text/html "+page, "d.bz2 text/plain The pier is open.",
		"e.tar.gz!/in/a.html text/html "+page, "e.tar.gz!/c.txt text/plain Words stand here.",
		"f.zip!/etc/x.html text/html "+page, "f.zip!/n\nl.txt text/plain Words stand here.", "! f.zip!/e.bin: a binary file, neither page nor text",
		"g.zip!/in.zip!/a.txt text/plain Words stand here.",
		"h.jsonl.gz:1 {1||||||t}", `! h.jsonl.gz:2: no "id"`)
}

func TestNamesWithNewlinesAreOneLine(t *testing.T) {
	t.Chdir(tree(t, map[string]string{"a\nb.txt": "", "c.zip": zipOf(file{"d\ne", ""}, file{"f\x1b[31m", "\x00"})}))
	for _, line := range told(t, Options{}, ".") {
		if strings.ContainsAny(line, "\n\x1b") {
			t.Errorf("%q", line)
		}
	}
	compare(t, told(t, Options{}, "a\nb.txt"), `! a\u000ab.txt: empty`)
}

func TestBrokenPacks(t *testing.T) {
	z, page := zipOf(file{"a.txt", "Words."}), strings.Repeat(page, 400)
	gz := pack["gzip"](page)
	locked := strings.Replace(strings.Replace(z, "PK\x03\x04\x14\x00\x08", "PK\x03\x04\x14\x00\x09", 1), "PK\x01\x02\x14\x00\x14\x00\x08", "PK\x01\x02\x14\x00\x14\x00\x09", 1)
	many := []byte(zipOf())
	copy(many[len(many)-12:], "\xff\xff\xff\xff")
	for name, c := range map[string]struct{ in, want string }{
		"cut gzip":  {gz[:len(gz)-9], "! x: cut off before its end"},
		"cut zip":   {z[:len(z)-9], "! x: unpack zip: zip: not a valid zip file"},
		"cut tar":   {tarOf(file{"a", strings.Repeat("w ", 2000)})[:1000], "! x!/a: read: cut off before its end\n! x: cut off before its end"},
		"bad gzip":  {"\x1f\x8b\x08\x00broken", "! x: "},
		"cut zstd":  {pack["zstd"](page)[:9], "! x: "},
		"cut xz":    {pack["xz"](page)[:20], "! x: "},
		"bad bzip2": {"BZh9x", "! x: "},
		"password":  {locked, "! x!/a.txt: under a password"},
		"bad sum":   {strings.Replace(gz, gz[len(gz)-8:], "\x00\x00\x00\x00\x00\x00\x00\x00", 1), "! x: "},
	} {
		t.Chdir(tree(t, map[string]string{"x": c.in}))
		got := strings.Join(told(t, Options{}, "x"), "\n")
		if !strings.HasPrefix(got, c.want) || strings.Contains(got, "text/") {
			t.Errorf("%s: %s", name, got)
		}
	}
	if n := entries(bytes.NewReader(many), int64(len(many))); n != 0xffff {
		t.Errorf("%d entries", n)
	}
}

func TestJSONForms(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"array":      {"\ufeff[ {\"id\":\"1\",\"text\":\"a\",\"url\":\"http://a.example/\"},\n{\"id\":\"2\"},{\"id\":\"1\",\"text\":\"b\"}]", []string{"x!/1 <http://a.example/> {1||||||a}", `! x!/2: no "text"`, `! x!/3: id "1" stands already before it`}},
		"empty":      {"[]", nil},
		"object":     {"{\n\"id\": \"1\",\n\"text\": \"a\"\n}\n{\"id\":\"2\",\"text\":\"b\"}", []string{"x!/1 {1||||||a}", "x!/2 {2||||||b}"}},
		"lines":      {"{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":\"2\",\"text\":\"b\"}\n", []string{"x:1 {1||||||a}", "x:2 {2||||||b}"}},
		"cut array":  {`[{"id":"1","text":"a"},{"id"`, []string{"x!/1 {1||||||a}", "! x: cut off before its end"}},
		"bad member": {`[{"id":"1","text":"a"},7]`, []string{"x!/1 {1||||||a}", "! x!/2: broken JSON: not an object"}},
		"fields":     {`[{"id":"1","text":"a","title":"T","outlet":"O","authors":["A","B"],"published":"2016","modified":"2017"}]`, []string{"x!/1 {1|T|O|A+B|2016|2017|a}"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(tree(t, map[string]string{"x": c.in}))
			compare(t, told(t, Options{}, "x"), c.want...)
		})
	}
}

func TestTables(t *testing.T) {
	o := Options{Columns: map[string]string{"text": "Story", "published": "When"}}
	csv := "No,Story,Headline,When,URL,Byline\n1,\"Words, and\nmore.\",Pier,2016-02-01,http://a.example/1,Ana Kovač\n2,,x,,,\n3,Late\n"
	for name, c := range map[string]struct {
		file, in string
		o        Options
		want     []string
	}{
		"named":     {"x.csv", csv, o, []string{"x.csv:2 <http://a.example/1> {|Pier||Ana Kovač|2016-02-01||Words, and\nmore.}", "! x.csv:4: no text in its column", "x.csv:5 {||||||Late}"}},
		"unnamed":   {"x.csv", csv, Options{}, []string{"! x.csv: no column of texts: --column text=NAME says which; the columns are No, Story, Headline, When, URL, Byline"}},
		"misnamed":  {"x.csv", csv, Options{Columns: map[string]string{"text": "Body"}}, []string{`! x.csv: no column "Body"; the columns are No, Story, Headline, When, URL, Byline`}},
		"usual":     {"x.tsv", "\ufeffid\tText\ttext\na\tWords.\tno\na\tSame id.\tno\n", Options{}, []string{"x.tsv:2 {a||||||Words.}", `! x.tsv:3: id "a" stands already in a row above`}},
		"semicolon": {"x.csv", "id;text\n1;Words, and more\n", Options{}, []string{"x.csv:2 {1||||||Words, and more}"}},
		"German":    {"x.csv", "Titel;Text;Datum;Quelle;Autoren\nPier;Words.;02.05.2016;Pier Post;Ana Kovač\n", Options{}, []string{"x.csv:2 {|Pier|Pier Post|Ana Kovač|02.05.2016||Words.}"}},
		"charset":   {"x.csv", "id,text\n1,caf\xe9\n", Options{Charset: "windows-1252"}, []string{"x.csv:2 {1||||||café}"}},
		"no UTF-8":  {"x.csv", "id,text\n1,caf\xe9\n2,tea\n", Options{}, []string{"! x.csv:2: not UTF-8; --charset says which encoding it is", "x.csv:3 {2||||||tea}"}},
		"forced":    {"x", "id,text\n1,tea\n", Options{From: "csv"}, []string{"x:2 {1||||||tea}"}},
		"UTF-16":    {"x.csv", "i\x00d\x00,\x00t\x00e\x00x\x00t\x00\n\x001\x00,\x00t\x00e\x00a\x00\n\x00", Options{}, []string{"x.csv:2 {1||||||tea}"}},
		"empty":     {"x.csv", "", Options{}, []string{"! x.csv: read the names of the columns: EOF"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(tree(t, map[string]string{c.file: c.in}))
			compare(t, told(t, c.o, c.file), c.want...)
		})
	}
	t.Chdir(tree(t, map[string]string{"x.csv": "id,text\n1,\"" + strings.Repeat("a", MaxLine+1<<20)}))
	compare(t, told(t, Options{}, "x.csv"), "! x.csv: a row longer than 32 MiB")
}

func TestSidecarsStateWhatPagesDoNot(t *testing.T) {
	t.Chdir(tree(t, map[string]string{
		"a.html": page, "a.html.onrecord.json": `{"id":"a1","url":"http://a.example/","outlet":"Pier Post","authors":"Ana Kovač","published":"2016-02-01","other":7}`,
		"b.html": page, "b.html.onrecord.json": "{", "c.html": page,
	}))
	compare(t, told(t, Options{}, "."), "a.html {a1||Pier Post|Ana Kovač|2016-02-01||} text/html "+page,
		"! b.html: its .onrecord.json: broken JSON: unexpected end of JSON input", "c.html text/html "+page)
	compare(t, told(t, Options{URL: "http://b.example/"}, "c.html"), "c.html <http://b.example/> text/html "+page)
}

// What is said of all pages outweighs what they and what stands beside them say; of the rest nothing is lost.
func TestReadSaid(t *testing.T) {
	t.Chdir(tree(t, map[string]string{
		"a.html": page, "a.html.onrecord.json": `{"id":"a1","outlet":"Pier Post","published":"2016-02-01"}`,
		"b.jsonl": `{"id":"b1","text":"The quay is open.","outlet":"Pier Post","title":"Quay"}`, "c.html": page,
	}))
	said := Options{Said: Given{Outlet: "The Mail", Published: "2016-03"}}
	compare(t, told(t, said, "a.html", "b.jsonl", "c.html"), "a.html {a1||The Mail||2016-03||} text/html "+page,
		"b.jsonl:1 {b1|Quay|The Mail||2016-03||The quay is open.}", "c.html {||The Mail||2016-03||} text/html "+page)
	compare(t, told(t, Options{URL: "http://b.example/", Stdin: strings.NewReader(page)}, "-"), "<http://b.example/> text/html "+page)
}

// web is a Getter that has its pages at hand.
type web map[string]string

func (w web) Get(_ context.Context, address string) (Raw, io.ReadCloser, error) {
	body, ok := w[address]
	if !ok {
		return Raw{}, nil, errors.New("no such page")
	}
	return Raw{URL: address, Header: http.Header{}}, io.NopCloser(strings.NewReader(body)), nil
}

func TestAddresses(t *testing.T) {
	w := web{"http://a.example/p": page, "http://a.example/l": `{"id":"1","text":"t"}`}
	compare(t, told(t, Options{Get: w}, "http://a.example/p", "HTTP://", "http://[::1", "http://a.example/none", "http://a.example/l"),
		"<http://a.example/p> text/html "+page, "! HTTP://: no host in the URL", "! http://[::1: missing ']' in host",
		"! http://a.example/none: no such page", ":1 {1||||||t}")
	compare(t, told(t, Options{}, "http://a.example/p"), "! http://a.example/p: no address may be fetched here")
}

func TestMergeKeepsTheOrderOfEachStream(t *testing.T) {
	o := Options{Get: web{"http://a.example/1": "one is here", "http://a.example/2": "two is here", "http://b.example/1": "three is here"}}
	a, b := Read(t.Context(), o, "http://a.example/1", "http://a.example/2", "http://a.example/3"), Read(t.Context(), o, "http://b.example/1")
	for _, n := range []int{0, 1, 2, 9} {
		var of [2][]string
		for raw, err := range Merge(n, a, b) {
			name := raw.Name
			if err != nil {
				name += "!"
			}
			if strings.HasPrefix(name, "http://a") {
				of[0] = append(of[0], name)
			} else {
				of[1] = append(of[1], name)
			}
		}
		if got := fmt.Sprint(of); got != "[[http://a.example/1 http://a.example/2 http://a.example/3!] [http://b.example/1]]" {
			t.Errorf("%d at once: %s", n, got)
		}
	}
	for range Merge(2, a, b) {
		break // must not hang
	}
	for range Merge(1) {
		t.Error("a page of nothing")
	}
}

func TestSize(t *testing.T) {
	t.Chdir(tree(t, map[string]string{"a": "12345", "d/b": "123", "d/e/c": "1"}))
	socket, err := net.Listen("unix", "socket") // what is no file has no size
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = socket.Close() }()
	for _, c := range []struct {
		in    []string
		n     int64
		known bool
	}{{[]string{"a", "d"}, 9, true}, {[]string{"none"}, 0, true}, {[]string{"a", "-"}, 0, false}, {[]string{"http://a.example/"}, 0, false}, {[]string{"socket"}, 0, false}} {
		if n, known := Size(c.in...); n != c.n || known != c.known {
			t.Errorf("%q: %d, %v", c.in, n, known)
		}
	}
	var read int64
	_ = told(t, Options{Progress: func(n int64) { read += n }}, "a", "d")
	if read != 9 {
		t.Errorf("%d bytes told", read)
	}
}

func TestForcedForms(t *testing.T) {
	for _, name := range Forms() {
		want := map[string]string{"html": HTML, "text": Plain}[name]
		if want == "" {
			want = name
		}
		if got := forced(name).name; got != want {
			t.Errorf("%s: %s", name, got)
		}
		f, err := sniff([]byte("\x1f\x8b\x08\x00"), Raw{}, name)
		if err != nil || f.name != "gzip" {
			t.Errorf("--from %s hides that a file is packed: %v", name, f.name)
		}
	}
	if got := Fields(); !slices.Contains(got, "text") || len(got) != len(fields()) {
		t.Error(got)
	}
	if form := forced("other"); form.name != Plain {
		t.Error(form.name)
	}
}

// TestNothingIsLeftBehind: a zip that came through a pipe was in a file for a while.
func TestNothingIsLeftBehind(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	compare(t, told(t, Options{Stdin: strings.NewReader(zipOf(file{"a.txt", "Words stand here."}))}, "-"), "text/plain Words stand here.")
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("left %v, %v", left, err)
	}
}
