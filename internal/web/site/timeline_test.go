package site_test

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/web"
	"onrecord/internal/web/webtest"
)

// A timeline is of so many articles at most, and says so; what they tell is shown
// a part at a time.
func TestATimelineIsOfSoManyArticles(t *testing.T) {
	const most = 120
	store := webtest.Filled(t, 0)
	var records []onrecord.Record
	for i := range most + 1 {
		records = append(records, webtest.Record(t, onrecord.ArticleID(fmt.Sprintf("a%03d", i)), fmt.Sprintf("2016-%02d-%02d", 1+i/25, 1+i%25)))
	}
	put := func(some []onrecord.Record) {
		t.Helper()
		if _, err := store.PutRecords(t.Context(), some...); err != nil {
			t.Fatal(err)
		}
	}
	pages, programs := webtest.Parts(t, store, slog.DiscardHandler)
	s := web.New(pages, programs, "ana", slog.New(slog.DiscardHandler))
	put(records[:most])
	const cut = "in time are gathered"
	if _, body, _ := webtest.Get(t, s, "/timeline?q=act:say"); strings.Contains(body, cut) {
		t.Error("a timeline of all that there is is said to be cut")
	}
	put(records[most:])
	status, body, _ := webtest.Get(t, s, "/timeline?q=act:say")
	if status != 200 || !strings.Contains(body, cut) || strings.Contains(body, "a120") {
		t.Errorf("status %d: a timeline of more articles is not cut, or does not say so", status)
	}
}
