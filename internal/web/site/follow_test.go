package site_test

import (
	"log/slog"
	"net/http"
	"onrecord/internal/web"
	"onrecord/internal/web/webtest"
	"strings"
	"testing"
)

// A reader follows a thread from its page, finds it on the first page, and leaves it.
func TestAThreadIsFollowed(t *testing.T) {
	pages, programs := webtest.Examples(t)
	s := web.New(pages, programs, "ana", slog.New(slog.DiscardHandler))
	var list struct{ Rows []struct{ ID, Title string } }
	webtest.First(t, s, "/threads", &list)
	path := "/threads/" + list.Rows[0].ID
	if _, body, _ := webtest.Get(t, s, path); !strings.Contains(body, `value="follow">Follow this thread</button>`) {
		t.Fatalf("no way to follow it: %s", body)
	}
	if status, _, to := webtest.Post(t, s, path+"/follow", "do", "follow"); status != http.StatusSeeOther || to != path {
		t.Fatalf("follow: status %d, to %s", status, to)
	}
	_, home, _ := webtest.Get(t, s, "/")
	if !strings.Contains(home, `<h2><a href="`+path+`">`) || !strings.Contains(home, "Nothing new since you last saw it.") {
		t.Errorf("the first page does not show it: %s", home)
	}
	if _, body, _ := webtest.Get(t, s, path); !strings.Contains(body, `value="leave">Follow no more</button>`) || strings.Contains(body, `value="follow"`) {
		t.Error("its page does not say that it is followed")
	}
	for do, want := range map[string]int{"seen": http.StatusSeeOther, "dance": http.StatusBadRequest} {
		if status, _, _ := webtest.Post(t, s, path+"/follow", "do", do, "back", "/"); status != want {
			t.Errorf("%s: status %d", do, status)
		}
	}
	if status, _, _ := webtest.Post(t, s, path+"/follow", "do", "leave"); status != http.StatusSeeOther {
		t.Errorf("leave: status %d", status)
	}
	if _, home, _ := webtest.Get(t, s, "/"); strings.Contains(home, "Nothing new since") || !strings.Contains(home, "that you follow shows here") {
		t.Error("it is followed still")
	}
	if status, _, _ := webtest.Post(t, s, "/threads/nobody/follow", "do", "follow"); status != http.StatusNotFound {
		t.Errorf("what is not there is followed: status %d", status)
	}
}
