package site_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/web"
	"onrecord/internal/web/webtest"
	"onrecord/query"
)

// many is a store with so many statements that not all are gone over for a page.
type many struct {
	*sqlite.Store
	n     int
	among []int // that were asked for
}

func (m *many) CountStatements(context.Context, onrecord.Filter) (int, error) { return m.n, nil }

func (m *many) FacetCounts(_ context.Context, _ query.List, f onrecord.Filter, by ...onrecord.Facet) ([][]onrecord.FacetCount, error) {
	m.among = append(m.among, f.Among)
	out := make([][]onrecord.FacetCount, len(by))
	for i := range out {
		out[i] = []onrecord.FacetCount{{Value: "deny", Name: "deny", Rows: 12, Among: f.Among}}
	}
	return out, nil
}

// A page of many rows says in how many of them it has counted, and leads to where
// all are; a page of few counts all.
func TestAPageSaysInHowManyRowsItHasCounted(t *testing.T) {
	const part, all = "in 5,000 of them", "counts=1"
	for n, want := range map[int]int{5000: 0, 5001: 5000} {
		store := &many{Store: webtest.Filled(t, 1), n: n}
		pages, programs := webtest.Parts(t, store, slog.DiscardHandler)
		s := web.New(pages, programs, "ana", slog.New(slog.DiscardHandler))
		_, body, _ := webtest.Get(t, s, "/statements?q=said")
		if strings.Contains(body, part) != (want > 0) || strings.Contains(body, all) != (want > 0) || store.among[0] != want {
			t.Errorf("of %d rows %v were to be gone over:\n%s", n, store.among, body)
		}
		store.among = nil
		if _, body, _ = webtest.Get(t, s, "/statements?q=said&counts=1"); strings.Contains(body, part) || store.among[0] != 0 {
			t.Errorf("all were to be counted, and not %v", store.among)
		}
	}
}
