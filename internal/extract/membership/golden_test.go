package membership

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"onrecord/internal/extract/extracttest"
)

// Every capacity and status, each in a sentence or two; and what looks like one.
func TestMemberships(t *testing.T) {
	data, err := os.ReadFile("testdata/memberships.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := newReading(t)
	for n, line := range strings.Split(string(data), "\n") {
		want, text, ok := strings.Cut(line, ": ")
		if !ok || line[0] == '#' {
			continue
		}
		view, art, found := r.article(t, text)
		var got []string
		for _, m := range r.x.Extract(view, art, found) {
			got = append(got, fmt.Sprintf("%s; %s; %s; %s", m.As, m.Status, extracttest.Words(text, m.Member.Spans), extracttest.Words(text, m.Group.Spans)))
		}
		if len(got) == 0 {
			got = []string{"none"}
		}
		if !strings.Contains("|"+strings.Join(got, "|")+"|", "|"+want+"|") {
			t.Errorf("testdata/memberships.txt:%d: %q, want %q: %s", n+1, got, want, text)
		}
	}
}
