package site_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"onrecord/internal/watch"
	"onrecord/internal/web/webtest"
)

// A watch is begun and ended from the page, as by a program: it is listed with
// how it stands and why a page was no article, and the log tells who did it.
func TestWatchesOnThePage(t *testing.T) {
	store := webtest.Filled(t, 0)
	s := working(t, store)
	const feed = "https://post.example/feed.xml?a=1&b=2"
	if status, body, _ := webtest.Post(t, s, "/watches", "address", "file:///etc/hostname", "every", "1h"); status != http.StatusBadRequest || !strings.Contains(body, "is no web address") {
		t.Errorf("a file: status %d", status)
	}
	if status, _, to := webtest.Post(t, s, "/watches", "address", feed, "every", "6h"); status != http.StatusSeeOther || to != "/intake#watched" {
		t.Fatalf("status %d to %q", status, to)
	}
	shows := func(want ...string) {
		t.Helper()
		_, body, _ := webtest.Get(t, s, "/intake")
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("no %q in\n%s", w, body)
			}
		}
	}
	shows("https://post.example/feed.xml?a=1&amp;b=2</td>", ">every six hours</td>", "not looked at yet", "nothing yet", `action="/watches/https:%2F%2Fpost.example%2Ffeed.xml%3Fa=1&amp;b=2/remove"`)

	all, err := watch.List(t.Context(), store)
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	w := all[0]
	w.Came = &watch.Came{At: time.Now(), Read: 1, Refused: 1, Why: []watch.Refusal{{Link: "https://post.example/picture", Why: "<b>no</b> words"}}}
	kept, err := json.Marshal(w)
	if err == nil {
		err = store.PutState(t.Context(), "watch", feed, kept)
	}
	if err != nil {
		t.Fatal(err)
	}
	shows("1 article, 1 page that is none", "https://post.example/picture: &lt;b&gt;no&lt;/b&gt; words", "why no article")
	if body := webtest.Call(t, s, "/watches", nil).Body.String(); !strings.Contains(body, `"every":"6h0m0s"`) || !strings.Contains(body, `"refused":1`) || !strings.Contains(body, `"link":"https://post.example/picture"`) {
		t.Errorf("for programs: %s", body)
	}

	const escaped = "/watches/https:%2F%2Fpost.example%2Ffeed.xml%3Fa=1&b=2"
	if status, _, _ := webtest.Post(t, s, escaped+"/look"); status != http.StatusSeeOther {
		t.Errorf("looked at: status %d", status)
	}
	if status, _, _ := webtest.Post(t, s, escaped+"/remove"); status != http.StatusSeeOther {
		t.Errorf("ended: status %d", status)
	}
	shows("Nothing is watched.")
	if status, _, _ := webtest.Post(t, s, escaped+"/remove"); status != http.StatusNotFound {
		t.Errorf("ended twice: status %d", status)
	}
	for _, c := range [][3]string{
		{http.MethodPost, "/watches", `{"address":"https://post.example/two.xml","every":"often"}`},
		{http.MethodPost, "/watches", `{"address":"https://post.example/two.xml","every":"1s"}`},
	} {
		if w := webtest.Send(t, s, c[0], c[1], c[2]); w.Code != http.StatusBadRequest {
			t.Errorf("%v: status %d: %s", c, w.Code, w.Body)
		}
	}
	for _, c := range [][3]string{
		{http.MethodPost, "/watches", `{"address":"https://post.example/two.xml"}`},
		{http.MethodPost, "/watches/https:%2F%2Fpost.example%2Ftwo.xml/look", ""},
		{http.MethodDelete, "/watches/https:%2F%2Fpost.example%2Ftwo.xml", ""},
	} {
		if w := webtest.Send(t, s, c[0], c[1], c[2]); w.Code != http.StatusNoContent {
			t.Errorf("%v: status %d: %s", c, w.Code, w.Body)
		}
	}
	acts, err := store.Acts(t.Context(), 20)
	if err != nil {
		t.Fatal(err)
	}
	var did []string
	for _, a := range acts {
		did = append(did, string(a.What)+" "+a.On)
	}
	told := strings.Join(did, "\n")
	for _, want := range []string{"began to watch " + feed, "asked for a look at " + feed, "ended the watch of " + feed, "began to watch https://post.example/two.xml", "ended the watch of https://post.example/two.xml"} {
		if !strings.Contains(told, want) {
			t.Errorf("the log tells no %q:\n%s", want, told)
		}
	}
}
