package intake

import (
	"path/filepath"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/queue"
	"onrecord/internal/queue/nats"
)

// What is left to others is told of as it stands: waiting, and then what became
// of it, by whoever read it.
func TestThroughQueue(t *testing.T) {
	d, store := desk(t)
	q, err := nats.Open(t.Context(), "file:"+filepath.Join(t.TempDir(), "q"), func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	d.Through(q)
	ctx := t.Context()
	go d.Run(ctx)
	asked, err := d.Take("ana", Source{Name: "two", From: "jsonl", Body: []byte(`{"id": "a", "title": "Road", "text": "The road is open, Ana Kovač said."}` + "\n" + `{"id": 7}` + "\n" + `{"id": "b", "text": "The mill is closed."}` + "\n" + `{"id": "c", "text": "The pier is closed."}`)})
	if err != nil {
		t.Fatal(err)
	}
	job := func(until func(Job) bool) (j Job) {
		t.Helper()
		for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			if j, err = d.Job(asked.ID); err != nil {
				t.Fatal(err)
			}
			if until(j) {
				return j
			}
			if time.Now().After(end) {
				t.Fatalf("the job stands so: %+v", j)
			}
		}
	}
	j := job(func(j Job) bool { return j.Waiting == 3 })
	if !j.Ended.IsZero() || j.Refuse != 1 || j.Read() != 4 || j.Lines[0].Outcome != Waiting || j.Lines[0].Title != "Road" {
		t.Errorf("while it waits: %+v", j)
	}
	held := map[onrecord.ArticleID]queue.Held{}
	for len(held) < 3 {
		got, err := q.Take(ctx, 3, time.Second)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range got {
			held[h.Job().Article.ID] = h
		}
	}
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	record, _, err := reader.Record(ctx, held["a"].Job().Article)
	if err == nil {
		_, err = store.PutRecord(ctx, record)
	}
	if err == nil {
		err = held["a"].Done(ctx)
	}
	if err == nil {
		err = held["b"].Bury(ctx, "it is about nothing")
	}
	if err != nil {
		t.Fatal(err)
	}
	j = job(func(j Job) bool { return j.Waiting == 1 })
	if l := j.Lines[0]; l.Outcome != Stored || l.Statements != 1 || l.Title != "Road" {
		t.Errorf("what was read: %+v", l)
	}
	if l := j.Lines[2]; l.Outcome != Refused || l.Why != "it is about nothing" {
		t.Errorf("what was given up: %+v", l)
	}
	// Somebody else has stored another text of it.
	if err := held["c"].Done(ctx); err != nil {
		t.Fatal(err)
	}
	j = job(func(j Job) bool { return !j.Ended.IsZero() })
	if j.Lines[3].Outcome != Known || j.Stored != 1 || j.Known != 1 || j.Refuse != 2 || j.Waiting != 0 || j.Failed != "" {
		t.Errorf("at the end: %+v", j)
	}
}
