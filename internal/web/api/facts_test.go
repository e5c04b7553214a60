package api_test

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/store/storetest"
	"onrecord/internal/web/webtest"
)

// told are the events of a stream that a server sends: n facts, and the id by
// which the asker goes on.
func told(t *testing.T, address, last string, n int) (facts []string, id string) {
	t.Helper()
	ctx, end := context.WithTimeout(t.Context(), time.Minute) // of a stream that says nothing
	defer end()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Last-Event-ID", last)
	r.Host = "localhost"
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if kind := answer.Header.Get("Content-Type"); kind != "text/event-stream" || answer.StatusCode != 200 {
		b, _ := io.ReadAll(answer.Body)
		t.Fatalf("status %d, %s: %s", answer.StatusCode, kind, b)
	}
	for lines := bufio.NewScanner(answer.Body); len(facts) < n && lines.Scan(); {
		if v, ok := strings.CutPrefix(lines.Text(), "id: "); ok {
			id = v
		}
		if v, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			facts = append(facts, v)
		}
	}
	return facts, id
}

// New facts are told while they come, each with its clauses, and whoever comes
// again is told what is behind what they had; a server that ends does not wait.
func TestFactsComeAsTheyArrive(t *testing.T) {
	store := webtest.Filled(t, 1)
	server := serverOf(t, store, slog.DiscardHandler)
	s := httptest.NewServer(server.Handler())
	defer s.Close()
	target := s.URL + "/api/v1/facts?list=statements&all=true&q=" + url.QueryEscape("speaker:kovac OR forces")
	put := func(r onrecord.Record) {
		if _, err := store.PutRecord(t.Context(), r); err != nil {
			t.Error(err)
		}
	}
	early := storetest.Corpus()[0]
	go func() {
		time.Sleep(200 * time.Millisecond) // when the stream is likely open; before, it is told nothing and the test ends late
		put(early)
		put(webtest.Record(t, "second", "2016-05-12"))
	}()
	facts, id := told(t, target, "", 3)
	if len(facts) != 3 || id != "3.1" {
		t.Fatalf("%d facts, until %s: %s", len(facts), id, facts)
	}
	all := strings.Join(facts, "\n")
	for _, want := range []string{`"words":"the harbour was closed"`, `"clause":"forces","words":"forces"`, `"clause":"speaker:kovac"`, `"article":"second"`} {
		if !strings.Contains(all, want) {
			t.Errorf("no %s in\n%s", want, all)
		}
	}
	// From the first of an article: the rest of it, and what came after.
	if again, _ := told(t, target, "2.1", 2); len(again) != 2 || again[0] != facts[1] || again[1] != facts[2] {
		t.Errorf("behind 2.1: %s", again)
	}
	early.By = "another version" // says nothing new
	put(early)
	put(webtest.Record(t, "third", "2016-05-12"))
	if again, next := told(t, target, id, 1); len(again) != 1 || !strings.Contains(again[0], `"article":"third"`) || next != "4.1" {
		t.Errorf("behind %s: %s, %s", id, again, next)
	}
	for _, wrong := range []string{"list=disputes", "q=act:lie", "list=gossip"} {
		if w := webtest.Call(t, server, "/facts?"+wrong, http.Header{}); w.Code < 400 || w.Code > 499 {
			t.Errorf("%s: status %d", wrong, w.Code)
		}
	}
	if w := webtest.Call(t, server, "/facts", http.Header{"Last-Event-Id": {"x"}}); w.Code != 400 {
		t.Errorf("an id that is none: status %d", w.Code)
	}
}

func TestAStreamEndsWithItsServer(t *testing.T) {
	s := serverOf(t, webtest.Filled(t, 1), slog.DiscardHandler)
	l := loopback(t)
	ctx, end := context.WithCancel(t.Context())
	defer end()
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	answer, err := http.Get("http://" + l.Addr().String() + "/api/v1/facts")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	begun := time.Now()
	end()
	if err := <-ended; err != nil || time.Since(begun) > 3*time.Second {
		t.Errorf("after %s: %v", time.Since(begun), err)
	}
}

func loopback(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// A fact that a decision makes a question's own is told while the stream is open,
// with the decision.
func TestDecisionsAreTold(t *testing.T) {
	store := webtest.Filled(t, 0)
	if _, err := store.PutRecord(t.Context(), storetest.Corpus()[0]); err != nil {
		t.Fatal(err)
	}
	server := serverOf(t, store, slog.DiscardHandler)
	s := httptest.NewServer(server.Handler())
	defer s.Close()
	go func() {
		time.Sleep(300 * time.Millisecond) // when the stream is likely open; the decision is made again and again all the same
		for undone := "false"; t.Context().Err() == nil; time.Sleep(300 * time.Millisecond) {
			if undone == "false" {
				webtest.Send(t, server, http.MethodPost, "/decisions", `{"kind":"correct","on":"statement","article":"early","of":"s2","field":"speaker","object":{"id":"x:ana-kovac","name":"Ana Kovač"}}`)
			}
			undone = map[string]string{"false": "true", "true": "false"}[undone]
			webtest.Send(t, server, http.MethodPatch, "/decisions/1", `{"undone":`+undone+`}`)
		}
	}()
	facts, _ := told(t, s.URL+"/api/v1/facts?list=statements&q="+url.QueryEscape("speaker:kovac fired"), "", 1)
	if len(facts) != 1 || !strings.Contains(facts[0], `"decided":{"decision":1,"kind":"correct"`) || !strings.Contains(facts[0], `"corrected":true`) {
		t.Errorf("told: %s", facts)
	}
}
