package api_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"onrecord/internal/notify"
	"onrecord/internal/web/webtest"
)

// What pages draw is answered in rows: the options choose which, and a value
// that is none is told of.
func TestViewsAnswerInRows(t *testing.T) {
	store := webtest.Filled(t, 2)
	if _, err := store.PutRecord(t.Context(), webtest.Record(t, "copy", "2016-06-20")); err != nil {
		t.Fatal(err)
	}
	s := serverOf(t, store, slog.DiscardHandler)
	for _, c := range []struct {
		target string
		status int
		want   string
	}{
		{"/timeline?limit=1", 200, `{"rows":[{"kind":"statement","when":{"value":"2016-05-10"`},
		{"/timeline?limit=1&order=newest&only=statement", 200, `{"rows":[{"kind":"statement","when":{"value":"2016-06-20"`},
		{"/timeline?only=status", 200, `"count":3`},
		{"/timeline?only=status&limit=1&after=2", 200, `{"rows":[{"kind":"status"`},
		{"/timeline?only=status&after=3", 200, `{"rows":[],"count":3}`},
		{"/timeline?only=lie", 400, `only: \"lie\" is none of [statement event status]`},
		{"/timeline?after=x", 400, `after: \"x\" is no place in a list`},
		{"/positions/shifts", 200, `{"rows":[],"count":0}`},
		{"/network", 200, `"count":3`},
		{"/network?mode=one-mode&isolates=true", 200, `"id":"x:ana-kovac","name":"<b>Ana</b>","type":"actor"`},
		{"/network?mode=concept-mode&isolates=true", 200, `"type":"concept"`},
		{"/network?mode=x", 400, `none of [two-mode`},
		{"/network?window=x", 400, "is no number of days"},
		{"/network?window=-1", 400, "-1 days"},
		{"/network?window=30", 200, `{"rows":[],"count":0}`}, // of positions without a day
		{"/actors", 200, `"id":"x:ana-kovac","name":"Ana Kovač","type":"person"`},
		{"/actors?type=country", 200, `{"rows":[],"count":0}`},
		{"/actors?type=x", 400, "none of [person"},
		{"/brief?q=Ana&limit=2", 200, `"query":"Ana","timeline":[{`},
		{"/brief?q=Ana", 200, `"agreements":60`},
		{"/brief?q=Ana", 200, `"sources":[{"id":"`},
		{"/brief?q=Ana&each=1", 200, `"stories":[{"id":"r0","title":"<script>x</script>","first":"2016-05-12","last":"2016-05-13","thread":"","articles":[{"id":"copy",`},
		{"/brief?q=Ana&each=0", 422, "each"},
		{"/brief?q=nobodysaidthis", 200, `"timeline":[],`},
		{"/brief?q=act:deny", 200, `"positions":[]`},
		{"/brief?q=Ana", 200, `"left_out":0`},
		{"/brief?q=nonsense:1", 400, "there is no field"},
	} {
		w := webtest.Call(t, s, c.target, http.Header{})
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%s: status %d, no %s in %.600s", c.target, w.Code, c.want, w.Body)
		}
	}
}

// A program saves a query, hears what fires for it, and takes it away; the
// secret of its webhook is told once.
func TestProgramsSaveQueries(t *testing.T) {
	store := webtest.Filled(t, 1)
	s := serverOf(t, store, slog.DiscardHandler)
	var saved struct{ ID, Secret, Q, Name any }
	w := webtest.Send(t, s, http.MethodPost, "/saved", `{"list":"statements","q":"act:deny","webhook":"https://hook.example/"}`)
	if err := json.Unmarshal(w.Body.Bytes(), &saved); err != nil || w.Code != http.StatusCreated || saved.ID != 1.0 || saved.Name != "statements act:deny" || !strings.HasPrefix(saved.Secret.(string), "whsec_") {
		t.Fatalf("status %d: %s, %v", w.Code, w.Body, err)
	}
	if got := webtest.Call(t, s, "/saved", http.Header{}).Body.String(); !strings.Contains(got, `"q":"act:deny"`) || !strings.Contains(got, `"user":"ana"`) || strings.Contains(got, "whsec_") {
		t.Errorf("saved queries: %s", got)
	}
	for body, want := range map[string]int{`{"list":"gossip"}`: 400, `{"list":"statements","q":"act:lie"}`: 400, `{"q":"no"}`: 422} {
		if w := webtest.Send(t, s, http.MethodPost, "/saved", body); w.Code != want {
			t.Errorf("%s: status %d, want %d: %s", body, w.Code, want, w.Body)
		}
	}
	if _, err := store.PutRecord(t.Context(), webtest.Record(t, "new", "2016-05-12")); err != nil {
		t.Fatal(err)
	}
	if n, err := notify.New(store, nil).Look(t.Context()); n != 1 || err != nil {
		t.Fatalf("%d alerts, %v", n, err)
	}
	if got := webtest.Call(t, s, "/saved/1/alerts", http.Header{}).Body.String(); !strings.Contains(got, `"fired":[{"clause":"act:deny","words":"had said"}]`) || !strings.Contains(got, `"count":1`) {
		t.Errorf("alerts: %s", got)
	}
	for _, want := range []int{http.StatusNoContent, http.StatusNotFound} {
		if w := webtest.Send(t, s, http.MethodDelete, "/saved/1", ""); w.Code != want {
			t.Errorf("removed: status %d, want %d", w.Code, want)
		}
	}
	if acts, err := store.Acts(t.Context(), 9); err != nil || len(acts) != 2 || acts[0].On != "saved query 1" {
		t.Errorf("the log: %+v, %v", acts, err)
	}
}
