package read_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord"
	"onrecord/read"
)

const text = "The harbour talks end\n\nAna Kovač said the harbour would reopen."

func Example() {
	r, err := read.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	record, err := r.Text(context.Background(), read.Article{Text: "Ana Kovač said the harbour would reopen.", Published: "2016-05-12"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range record.Views() {
		fmt.Printf("%s %s: %s (%s)\n", s.Speaker, s.CueText, s.ContentText, s.SaidOn.Value)
	}
	// Output: Ana Kovač said: the harbour would reopen (2016-05-12)
}

func reader(t *testing.T) *read.Reader {
	t.Helper()
	r, err := read.New(read.Workers(2))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func speakers(r *onrecord.Record) (out []string) {
	for _, s := range r.Views() {
		out = append(out, s.Speaker)
	}
	return out
}

func TestTextAndPage(t *testing.T) {
	r := reader(t)
	got, err := r.Text(t.Context(), read.Article{ID: "a", Text: text, Outlet: "The Post", Title: "The harbour talks end"})
	if err != nil || got.ID != "a" || got.Outlet != "The Post" || strings.Join(speakers(&got), " ") != "Ana Kovač" {
		t.Errorf("%+v, %v", got.Article, err)
	}
	page := "<html><head><title>The harbour talks end</title></head><body><article><h1>The harbour talks end</h1><p>Ana Kovač said the harbour would reopen. She spoke to reporters after a long day of talks with the port workers.</p></article></body></html>"
	got, err = r.Page(t.Context(), "https://post.example/1", strings.NewReader(page))
	if err != nil || got.URL != "https://post.example/1" || strings.Join(speakers(&got), " ") != "Ana Kovač" {
		t.Errorf("%+v, %v", got.Article, err)
	}
	if !strings.Contains(got.By, "onrecord") {
		t.Errorf("a record does not tell what read it: %q", got.By)
	}
	for name, f := range map[string]func() (onrecord.Record, error){
		"no text": func() (onrecord.Record, error) { return r.Text(t.Context(), read.Article{}) },
		"no page": func() (onrecord.Record, error) { return r.Page(t.Context(), "", strings.NewReader("")) },
	} {
		if _, err := f(); onrecord.KindOf(err) != onrecord.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A bad input is told by file and line, and the others are read.
func TestFilesAndStreams(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"1.txt": text, "2.jsonl": "{\"id\":\"b\",\"text\":\"Bo Lind denied it.\"}\n{\"id\":\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := reader(t)
	var got []string
	for record, err := range r.Files(t.Context(), dir) {
		if err != nil {
			e := strings.ReplaceAll(err.Error(), dir, "")
			got = append(got, e[:min(len(e), 10)])
			continue
		}
		got = append(got, strings.Join(speakers(&record), " "))
	}
	if strings.Join(got, "; ") != "Ana Kovač; Bo Lind; /2.jsonl:2" {
		t.Errorf("%q", got)
	}
	n := 0
	for record, err := range r.Stream(t.Context(), "two", strings.NewReader(`{"id":"a","text":"Ana Kovač said the harbour would reopen."}`+"\n"+`{"id":"b","text":"Bo Lind said the harbour stayed closed."}`)) {
		var b bytes.Buffer
		if err == nil {
			err = read.Write(&b, record)
		}
		if err != nil || !strings.Contains(b.String(), `"statements":[{`) {
			t.Errorf("%v: %s", err, &b)
		}
		n++
	}
	if n != 2 {
		t.Errorf("%d records", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Text(ctx, read.Article{Text: text}); err == nil {
		t.Error("an ended context stops nothing")
	}
}
