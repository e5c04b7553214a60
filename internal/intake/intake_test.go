package intake

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/ingest"
	"onrecord/internal/process"
	"onrecord/internal/store/sqlite"
)

// desk is a desk over a store, with a web that has one page.
func desk(t *testing.T) (*Desk, *sqlite.Store) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	read := sync.OnceValues(func() (*process.Reader, error) { return process.New("test") })
	return NewDesk(store, read, web{}), store
}

type web struct{}

func (web) Get(_ context.Context, address string) (ingest.Raw, io.ReadCloser, error) {
	if !strings.HasSuffix(address, "/mill") {
		return ingest.Raw{}, nil, onrecord.Errorf(onrecord.NotFound, "404")
	}
	return ingest.Raw{URL: address}, io.NopCloser(strings.NewReader("<html><title>The mill</title><article><h1>The mill</h1>" + strings.Repeat("<p>Ana Kovač said the mill would open in spring, and the council agreed to pay for the road that leads there.</p>", 5) + "</article></html>")), nil
}

const sample = "The road\n\nAna Kovač, the mayor of Dolna, said on Monday that the road to the mill was open again. “Nobody will be cut off this winter,” she said."

// What is brought is stored once, and told of: what it holds, and why it is no
// article where it is none.
func TestRead(t *testing.T) {
	d, store := desk(t)
	read := func(s Source) (out []Line) {
		t.Helper()
		if err := d.Read(t.Context(), s, func(l Line) { out = append(out, l) }); err != nil {
			t.Fatal(err)
		}
		return out
	}
	pasted := Source{Body: []byte(sample), Said: ingest.Given{Outlet: "Dolna Post", Published: "2016-05-12"}}
	first := read(pasted)
	if len(first) != 1 || first[0].Outcome != Stored || first[0].Statements == 0 || first[0].Article == "" {
		t.Fatalf("pasted: %+v", first)
	}
	r, err := store.Record(t.Context(), first[0].Article)
	if err != nil || r.Outlet != "Dolna Post" || r.Published.Value != "2016-05-12" {
		t.Errorf("stored as %q of %q: %v", r.Outlet, r.Published.Value, err)
	}
	if again := read(pasted); len(again) != 1 || again[0].Outcome != Known {
		t.Errorf("pasted again: %+v", again)
	}
	given := read(Source{Said: ingest.Given{ID: "mine", Text: sample}})
	if len(given) != 1 || given[0].Article != "mine" || given[0].Outcome != Stored {
		t.Errorf("given: %+v", given)
	}
	file := read(Source{Name: "two.jsonl", Body: []byte(`{"id":"a","text":"Ana Kovač said no."}` + "\n" + `{"id":"b"}` + "\n")})
	if len(file) != 2 || file[0].Article != "a" || file[1].Outcome != Refused || !strings.Contains(file[1].Why, "text") {
		t.Errorf("file: %+v", file)
	}
	if picture := read(Source{Name: "a.png", Body: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")}); len(picture) != 1 || picture[0].Outcome != Refused || picture[0].Why == "" {
		t.Errorf("picture: %+v", picture)
	}
	page := read(Source{Address: "https://post.example/mill"})
	if len(page) != 1 || page[0].Article != "https://post.example/mill" || page[0].Statements == 0 {
		t.Errorf("page: %+v", page)
	}
	if gone := read(Source{Address: "https://post.example/gone"}); len(gone) != 1 || gone[0].Outcome != Refused || !strings.Contains(gone[0].Why, "404") {
		t.Errorf("gone: %+v", gone)
	}
}

// No source is a file of the machine, whatever it is called, nor nothing.
func TestRefusesWhatIsNoSource(t *testing.T) {
	d, _ := desk(t)
	for _, s := range []Source{{}, {Body: []byte(" \n")}, {Address: "/etc/hostname"}, {Address: "file:///etc/hostname"}, {Address: "etc"}, {Address: "http://"}, {Address: "-"}} {
		if _, err := d.Take("ana", s); onrecord.KindOf(err) != onrecord.Invalid {
			t.Errorf("%+v: %v", s, err)
		}
		if err := d.Read(t.Context(), s, func(Line) {}); onrecord.KindOf(err) != onrecord.Invalid {
			t.Errorf("%+v: read with %v", s, err)
		}
	}
	d.get = nil
	if _, err := d.Take("ana", Source{Address: "https://post.example/mill"}); onrecord.KindOf(err) != onrecord.Invalid {
		t.Errorf("an address without a web: %v", err)
	}
}

// Jobs are done one after the other; how far they are can be asked at any time.
func TestJobs(t *testing.T) {
	d, _ := desk(t)
	for range waiting {
		if _, err := d.Take("ana", Source{Body: []byte(sample)}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Take("ana", Source{Body: []byte(sample)}); onrecord.KindOf(err) != onrecord.Limited {
		t.Errorf("one too many: %v", err)
	}
	if j, err := d.Job(1); err != nil || !j.Began.IsZero() || j.By != "ana" || j.Name != "pasted text" {
		t.Errorf("waiting: %+v, %v", j, err)
	}
	if _, err := d.Job(99); onrecord.KindOf(err) != onrecord.NotFound {
		t.Errorf("no job: %v", err)
	}
	ctx, end := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { d.Run(ctx) })
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		if j, err := d.Job(waiting); err == nil && !j.Ended.IsZero() {
			break
		}
	}
	end()
	running.Wait()
	jobs := d.Jobs()
	if len(jobs) != waiting || jobs[0].ID != waiting || jobs[0].Known != 1 || jobs[waiting-1].Stored != 1 || jobs[0].Lines != nil {
		t.Errorf("jobs: %+v", jobs)
	}
	if j, err := d.Job(1); err != nil || len(j.Lines) != 1 || j.Left() != 0 || j.Failed != "" || j.Ended.IsZero() {
		t.Errorf("the first job: %+v, %v", j, err)
	}
}
