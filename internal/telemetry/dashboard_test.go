package telemetry

import (
	"encoding/json"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestDashboard holds what the dashboard and the manual speak of against what
// there is: a metric that was renamed leaves a panel empty, and nobody is told.
func TestDashboard(t *testing.T) {
	tel := New("1.2.3")
	tel.Took("read", time.Now())
	route := func(*http.Request) string { return "/" }
	get(t, tel.Requests(route, http.HandlerFunc(Alive)), "/")
	_, metrics := get(t, tel.Handler(false), "/metrics")
	// Those that commands add stand where they add them.
	for _, file := range []string{"../../cmd/onrecord/telemetry.go", "../../cmd/onrecord/queue.go"} {
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		metrics += string(code)
	}
	board, err := os.ReadFile("../../packaging/grafana.json")
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(board) {
		t.Error("the dashboard is no JSON")
	}
	named := regexp.MustCompile(`\b(onrecord|process|go)_[a-z_]+[a-z]`)
	names := named.FindAllString(string(board), -1)
	if len(names) < 13 {
		t.Fatalf("%d metrics in the dashboard", len(names))
	}
	for _, name := range names {
		if !strings.Contains(metrics, name) && !strings.Contains(metrics, strings.TrimSuffix(name, "_bucket")) {
			t.Errorf("the dashboard asks for %s, which there is not", name)
		}
	}
}
