package nats

import (
	"testing"

	"onrecord/internal/queue"
	"onrecord/internal/queue/queuetest"
	"onrecord/internal/store/record"
)

// FuzzJob reads what anybody may have put into a queue: it is a job that can be
// written and read again, or an error.
func FuzzJob(f *testing.F) {
	codec, err := record.NewCodec()
	if err != nil {
		f.Fatal(err)
	}
	q := &Queue{codec: codec}
	for _, j := range []queue.Job{{Article: queuetest.Article("a", "The harbour is open.")}, {Article: queuetest.Article("b", ""), Again: true}} {
		body, err := q.body(&j)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
		f.Add(body[:len(body)/2])
	}
	f.Add([]byte(`{"form":1,"id":"a","article":{}}` + "\n"))
	f.Add([]byte("no article"))
	f.Fuzz(func(t *testing.T, body []byte) {
		j, err := q.job(body)
		if err != nil {
			return
		}
		again, err := q.body(j)
		if err != nil {
			t.Fatal(err)
		}
		k, err := q.job(again)
		if err != nil || k.ID() != j.ID() {
			t.Errorf("%v: written and read again it is %+v, was %+v", err, k, j)
		}
	})
}
