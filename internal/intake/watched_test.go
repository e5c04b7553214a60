package intake

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/internal/fetch"
	"onrecord/internal/watch"
)

// feedServer serves a feed of an article and of a page that is none.
func feedServer(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	mux.HandleFunc("/feed.xml", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Dolna Post</title><item><title>The mill</title><link>%[1]s/mill</link></item><item><title>A picture</title><link>%[1]s/picture</link></item></channel></rss>`, s.URL)
	})
	mux.HandleFunc("/mill", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<html><title>The mill</title><article><h1>The mill</h1>"+strings.Repeat("<p>Ana Kovač said the mill would open in spring, and the council agreed to pay for the road that leads there.</p>", 5)+"</article></html>")
	})
	mux.HandleFunc("/picture", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		fmt.Fprint(w, "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
	})
	return s.URL
}

// looking is a desk that looks at what is watched while the test runs.
func looking(t *testing.T) *Desk {
	t.Helper()
	d, store := desk(t)
	client := fetch.New(fetch.Options{Version: "test", Allow: []string{"127.0.0.1"}, Delay: -1})
	t.Cleanup(func() { client.Close() })
	d.Watch(&watch.Runner{Store: store, Client: client, Workers: 1, Now: time.Now})
	ctx, end := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { d.KeepLooking(ctx, func(err error) { t.Error(err) }) })
	t.Cleanup(func() { end(); running.Wait() })
	return d
}

// lookedAt waits until an address was looked at after a time.
func lookedAt(t *testing.T, d *Desk, address string, after time.Time) watch.Watch {
	t.Helper()
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(10 * time.Millisecond) {
		all, err := watch.List(t.Context(), d.Watches())
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range all {
			if w.Address == address && w.Checked.After(after) {
				return w
			}
		}
	}
	t.Fatalf("%s is never looked at", address)
	return watch.Watch{}
}

// What is watched is looked at as soon as it is named and when it is asked for;
// what came of it, and why a page was no article, stands beside it and in a job.
// Once it is ended nobody looks any more.
func TestLooksAtWhatIsWatched(t *testing.T) {
	d, address := looking(t), feedServer(t)+"/feed.xml"
	if err := d.Watches().Add(t.Context(), address, time.Hour); err != nil {
		t.Fatal(err)
	}
	w := lookedAt(t, d, address, time.Time{})
	if w.Read != 1 || w.Fault != "" || w.Came == nil || w.Came.Read != 1 || w.Came.Refused != 1 || len(w.Came.Why) != 1 || !strings.HasSuffix(w.Came.Why[0].Link, "/picture") || w.Came.Why[0].Why == "" {
		t.Errorf("it is kept as %+v, with %+v", w, w.Came)
	}
	if left := time.Until(w.Next); left < 50*time.Minute || left > time.Hour {
		t.Errorf("it is due in %s", left)
	}
	jobs := d.Jobs()
	if len(jobs) != 1 || jobs[0].By != ByWatch || jobs[0].Name != address || jobs[0].Stored != 1 || jobs[0].Refuse != 1 || jobs[0].Ended.IsZero() {
		t.Errorf("jobs: %+v", jobs)
	}
	if err := d.Watches().Look(t.Context(), address); err != nil {
		t.Fatal(err)
	}
	again := lookedAt(t, d, address, w.Checked)
	if again.Read != 1 || again.Came == nil || again.Came.Read > 1 {
		t.Errorf("looked at again: %+v", again)
	}
	if err := watch.Remove(t.Context(), d.Watches(), address); err != nil {
		t.Fatal(err)
	}
	if err := d.Watches().Look(t.Context(), address); err == nil {
		t.Error("what is not watched is looked at")
	}
}
