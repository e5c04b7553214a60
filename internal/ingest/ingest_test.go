package ingest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"onrecord"
)

// read collects a stream as lines: "name:line mediatype body" or the error.
func read(t *testing.T, o Options, inputs ...string) []string {
	t.Helper()
	var out []string
	for raw, err := range Read(t.Context(), o, inputs...) {
		switch {
		case err != nil:
			if onrecord.KindOf(err) != onrecord.Invalid {
				t.Errorf("%v: kind %v, want Invalid", err, onrecord.KindOf(err))
			}
			out = append(out, "! "+err.Error())
		case raw.Given != nil:
			out = append(out, raw.Given.ID+" = "+raw.Given.Text)
		default:
			out = append(out, raw.MediaType+" "+string(raw.Body))
		}
	}
	return out
}

func compare(t *testing.T, got []string, want ...string) {
	t.Helper()
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

// tree writes files into a fresh directory; a name's content is the value.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReadDirectory(t *testing.T) {
	dir := tree(t, map[string]string{
		"b.txt": "second", "a/z.html": "<!doctype html><p>first</p>", ".hidden": "no", ".git/c.txt": "no", "work.ipynb": `{"cells":[]}`, "c.jsonl": `{"id":"1","text":"third"}`,
	})
	t.Chdir(dir)
	if err := os.Symlink("nowhere", "d.txt"); err != nil {
		t.Fatal(err)
	}
	compare(t, read(t, Options{}, "."),
		"text/html <!doctype html><p>first</p>", "text/plain second", "1 = third", "! d.txt: no such file or directory")
	compare(t, read(t, Options{}, ".hidden"), "text/plain no")
}

func TestReadGoesOnAfterBadFiles(t *testing.T) {
	dir := tree(t, map[string]string{
		"1.txt": "", "2.txt": " \n\n", "3.bin": "\x7fELF\x00\x01", "4.txt": "fine", "5.pdf": "%PDF-1.7", "6.txt": "late\x00" + strings.Repeat("a", 600),
	})
	t.Chdir(dir)
	compare(t, read(t, Options{}, "1.txt", "2.txt", "3.bin", "missing.txt", "4.txt", "5.pdf", "6.txt"),
		"! 1.txt: empty", "! 2.txt: empty", "! 3.bin: a binary file, neither page nor text",
		"! missing.txt: no such file or directory", "text/plain fine", "! 5.pdf: a broken PDF file: not a PDF file: invalid header",
		"! 6.txt: a binary file, neither page nor text")
}

func TestReadUnreadableFile(t *testing.T) {
	if os.Geteuid() == 0 {
		// Root reads everything; a directory loop of links does what a mode cannot.
		dir := tree(t, map[string]string{"a.txt": "fine"})
		t.Chdir(dir)
		if err := os.Symlink("b.txt", "b.txt"); err != nil {
			t.Fatal(err)
		}
		compare(t, read(t, Options{}, "."), "text/plain fine", "! b.txt: too many levels of symbolic links")
		return
	}
	dir := tree(t, map[string]string{"a.txt": "secret", "b.txt": "fine"})
	t.Chdir(dir)
	if err := os.Chmod("a.txt", 0); err != nil {
		t.Fatal(err)
	}
	compare(t, read(t, Options{}, "."), "! a.txt: permission denied", "text/plain fine")
}

func TestReadSizes(t *testing.T) {
	dir := tree(t, map[string]string{"big.txt": strings.Repeat("a", MaxArticle+1), "fits.txt": strings.Repeat("a", MaxArticle)})
	t.Chdir(dir)
	got := read(t, Options{}, "big.txt", "fits.txt")
	if want := "! big.txt: larger than the 16 MiB that an article may have"; got[0] != want {
		t.Errorf("got %q, want %q", got[0], want)
	}
	if len(got) != 2 || len(got[1]) != len("text/plain ")+MaxArticle {
		t.Error("an article of just 16 MiB was not read")
	}
}

func TestReadStdin(t *testing.T) {
	compare(t, read(t, Options{Stdin: strings.NewReader("hello")}, "-"), "text/plain hello")
	compare(t, read(t, Options{Stdin: strings.NewReader(`{"id":"a","text":"b"}`), From: "jsonl"}, "-"), "a = b")
	compare(t, read(t, Options{}, "-"), "! -: no standard input")
}

func TestReadStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	in := strings.Repeat(`{"id":"a","text":"b"}`+"\n", 3)
	n := 0
	for _, err := range Read(ctx, Options{Stdin: strings.NewReader(in), From: "jsonl"}, "-", "never.txt") {
		if n++; n == 1 {
			cancel()
		} else if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want context.Canceled", err)
		}
	}
	if n != 2 {
		t.Errorf("%d items after the end, want 2", n)
	}
}

func TestJSONLines(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"fields", `{"id":"1","text":"t","title":7,"ID":"no","Text":3,"other":[{}]}`, "1 = t"},
		{"text as it is", `{"id":"1","text":"\u0000 a\r\n\ufeff\u00a0\ud83d\ude00 b "}`, "1 = \x00 a\r\n\ufeff\u00a0😀 b "},
		{"blank lines", "\n{\"id\":\"1\",\"text\":\"\"}\r\n\n", "1 = "},
		{"byte order mark", "\ufeff{\"id\":\"1\",\"text\":\"t\"}", "1 = t"},
		{"truncated", `{"id":"1","text":"t`, "! -:1: broken JSON: unexpected end of JSON input"},
		{"others go on", "[1]\n{\"id\":\"1\",\"text\":\"t\"}\n{}", "! -:1: broken JSON: not an object\n1 = t\n! -:3: no \"id\""},
		{"null", `null`, "! -:1: broken JSON: not an object"},
		{"two values", `{"id":"1","text":"t"} {}`, "! -:1: broken JSON: invalid character '{' after top-level value"},
		{"number id", `{"id":1,"text":"t"}`, "! -:1: \"id\" is not a string"},
		{"null id", `{"id":null,"text":"t"}`, "! -:1: \"id\" is not a string"},
		{"empty id", `{"id":"","text":"t"}`, "! -:1: \"id\" is empty"},
		{"no text", `{"id":"1"}`, "! -:1: no \"text\""},
		{"list text", `{"id":"1","text":["t"]}`, "! -:1: \"text\" is not a string"},
		{"seen id", "{\"id\":\"1\",\"text\":\"t\"}\n{\"id\":\"1\",\"text\":\"u\"}", "1 = t\n! -:2: id \"1\" stands already on a line above"},
		{"bad line's id", "{\"id\":\"1\"}\n{\"id\":\"1\",\"text\":\"u\"}", "! -:1: no \"text\"\n1 = u"},
		{"lone high", `{"id":"1","text":"a\ud800b"}`, `! -:1: "text" holds \ud800, half of a surrogate pair`},
		{"lone low", `{"id":"1","text":"\uDC00"}`, `! -:1: "text" holds \uDC00, half of a surrogate pair`},
		{"two highs", `{"id":"1","text":"\ud83d\ud83d\ude00"}`, `! -:1: "text" holds \ud83d, half of a surrogate pair`},
		{"escaped backslash", `{"id":"1","text":"\\ud800"}`, `1 = \ud800`},
		{"replacement character", `{"id":"1","text":"\ufffd"}`, "1 = \ufffd"},
		{"not UTF-8", "{\"id\":\"1\",\"text\":\"a\xe9\"}", "! -:1: byte 20 is not UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read(t, Options{Stdin: strings.NewReader(c.in), From: "jsonl"}, "-")
			compare(t, got, c.want)
		})
	}
}

func TestJSONLinesAuthors(t *testing.T) {
	for in, want := range map[string]string{
		`["A","B"]`: "A|B", `"A"`: "A", `[1,"B",null]`: "B", `{"a":1}`: "", `null`: "", `""`: "",
	} {
		if got := strings.Join(authors([]byte(in)), "|"); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

// endless is a line of n bytes that is made as it is read.
type endless struct{ n int }

func (e *endless) Read(p []byte) (int, error) {
	if e.n == 0 {
		return 0, io.EOF
	}
	n := min(len(p), e.n)
	for i := range p[:n] {
		p[i] = 'a'
	}
	e.n -= n
	return n, nil
}

func TestOneLineOf50MBIsNotKept(t *testing.T) {
	in := io.MultiReader(&endless{50 << 20}, strings.NewReader("\n{\"id\":\"1\",\"text\":\"t\"}\n"), &endless{50 << 20})
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	got := read(t, Options{Stdin: in, From: "jsonl"}, "-")
	runtime.GC()
	runtime.ReadMemStats(&after)
	compare(t, got, "! -:1: a line longer than 32 MiB", "1 = t", "! -:3: a line longer than 32 MiB")
	// Slices grow by a quarter at most once they are large: the sum of all
	// growth steps up to 32 MiB is below 6 times that, twice.
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 12*MaxLine {
		t.Errorf("%d MiB allocated", grown>>20)
	}
	compare(t, read(t, Options{Stdin: &endless{50 << 20}}, "-"), "! -: larger than the 16 MiB that an article may have")
}

func FuzzJSONLines(f *testing.F) {
	f.Add([]byte(`{"id":"1","text":"\ud83d\ude00"}`))
	f.Add([]byte("{\"id\":\"1\",\"text\":\"t\"}\n{"))
	f.Add([]byte(`{"id":"1","text":"\\\u`))
	f.Fuzz(func(t *testing.T, in []byte) {
		n := bytes.Count(in, []byte("\n")) + 1
		for raw, err := range Read(t.Context(), Options{Stdin: bytes.NewReader(in), From: "jsonl"}, "-") {
			line := raw.Line
			if e, ok := errors.AsType[*onrecord.Error](err); ok {
				line = e.Line
			} else if raw.Given == nil || raw.Given.ID == "" {
				t.Fatalf("neither error nor article: %+v", raw)
			}
			if line < 1 || line > n {
				t.Fatalf("line %d of %d", line, n)
			}
		}
	})
}

func BenchmarkJSONLines(b *testing.B) {
	line := []byte(`{"id":"1","text":"` + strings.Repeat("He said that it was over. ", 160) + `"}`)
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := parseGiven(line, nil); err != nil {
			b.Fatal(err)
		}
	}
}
