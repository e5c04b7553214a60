package telemetry

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// Numbers that take long are read once in a while, beside whoever looks, who sees
// how old they are; one that cannot be read leaves the last.
func TestFigures(t *testing.T) {
	seen := New("test")
	asked, answer := make(chan struct{}), make(chan float64)
	read := func(ctx context.Context) ([]float64, error) {
		asked <- struct{}{}
		select {
		case v := <-answer:
			if v < 0 {
				return nil, errors.New("away")
			}
			return []float64{v}, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	now := time.Unix(1000, 0)
	f := newFigures(t.Context(), time.Minute, read, Number{"test_age_seconds", "Age."}, []Number{{"test_rows", "Rows."}})
	seen.registry.MustRegister(f)
	f.now = func() time.Time { return now }
	look := func() string {
		w := httptest.NewRecorder()
		seen.Handler(false).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
		return w.Body.String()
	}
	told := make(chan string)
	go func() { told <- look() }()
	<-asked
	answer <- 7
	if got := <-told; !strings.Contains(got, "\ntest_rows 7\n") || !strings.Contains(got, "\ntest_age_seconds 0\n") {
		t.Errorf("at first:\n%s", got)
	}
	now = now.Add(59 * time.Second)
	if got := look(); !strings.Contains(got, "\ntest_rows 7\n") || !strings.Contains(got, "\ntest_age_seconds 59\n") {
		t.Errorf("before its time:\n%s", got)
	}
	now = now.Add(time.Second)
	for range 2 { // nobody waits for what is being read, and it is read once
		if got := look(); !strings.Contains(got, "\ntest_rows 7\n") || !strings.Contains(got, "\ntest_age_seconds 60\n") {
			t.Errorf("while it is read:\n%s", got)
		}
	}
	<-asked
	answer <- -1
	var got string
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if got = look(); !strings.Contains(got, "\ntest_rows 7\n") {
			t.Fatalf("after it could not be read:\n%s", got)
		}
		select {
		case <-asked: // again
			answer <- 9
		default:
		}
		if got = look(); strings.Contains(got, "\ntest_rows 9\n") && strings.Contains(got, "\ntest_age_seconds 0\n") {
			return
		}
	}
	t.Errorf("never read again:\n%s", got)
}
