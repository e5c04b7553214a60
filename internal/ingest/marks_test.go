package ingest

import (
	"context"
	"strings"
	"testing"
)

// TestMarksComeInTheOrderOfPages goes through marks as results do.
func TestMarksComeInTheOrderOfPages(t *testing.T) {
	var m Marks
	n := 0
	for raw := range m.Of(Read(context.Background(), Options{Stdin: strings.NewReader("words")}, "-", "missing.txt")) {
		if got := m.Next(); got != raw.Mark {
			t.Errorf("%+v, want %+v", got, raw.Mark)
		}
		n++
	}
	if n != 2 || len(m.queue) != 0 {
		t.Errorf("%d pages, %d marks left", n, len(m.queue))
	}
}
