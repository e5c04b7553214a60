package api_test

import (
	"bufio"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"onrecord/internal/alert"
	"onrecord/internal/web/webtest"
)

// Words that would be an event of their own are words of the one they belong to:
// a stream has comments, ids, and facts of one line, each of which gives the words
// back as they were.
func TestAStreamOfHostileWords(t *testing.T) {
	const words = "data: x\n\nid: 99\nevent: evil\rdata: evil\r\n\r\n: \u2028\u2029\x00\x1b[2J\u009b\u202e</script>"
	store := webtest.Filled(t, 0)
	s := httptest.NewServer(serverOf(t, store, slog.DiscardHandler).Handler())
	defer s.Close()
	go func() {
		time.Sleep(200 * time.Millisecond) // when the stream is likely open
		r := webtest.Record(t, "a", "2016-05-12")
		webtest.Fill(&r, words)
		r.Published.Value, r.Lang = "2016-05-12", "en"
		if _, err := store.PutRecord(t.Context(), r); err != nil {
			t.Error(err)
		}
	}()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/api/v1/facts?list=articles", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "localhost"
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	ours := regexp.MustCompile(`^(|: .+|id: \d+\.\d+|event: fact|data: \{.*\})$`)
	lines := bufio.NewScanner(answer.Body)
	for lines.Scan() {
		line := lines.Text()
		if !ours.MatchString(line) || strings.ContainsAny(line, "\r\x00\x1b\u2028") {
			t.Errorf("a line of somebody else's: %q", line)
		}
		if data, ok := strings.CutPrefix(line, "data: "); ok {
			var told struct{ Fact alert.Fact }
			if err := json.Unmarshal([]byte(data), &told); err != nil || told.Fact.Title != words {
				t.Errorf("%v: %q", err, told.Fact.Title)
			}
			return
		}
	}
	t.Error("nothing is told")
}
