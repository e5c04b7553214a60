package site

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/notify"
)

// latch is a door that one password opens.
type latch struct{ in bool }

func (l *latch) Enter(_ *http.Request, name, password string) error {
	switch password {
	case "open":
		l.in = true
		return nil
	case "often":
		return onrecord.Errorf(onrecord.Limited, "too often")
	case "broken":
		return onrecord.Errorf(onrecord.Internal, "no door")
	}
	return onrecord.Errorf(onrecord.Unauthenticated, "%s and this password do not go together", name)
}

func (l *latch) Leave(*http.Request) error { l.in = false; return nil }

// Who wants to see a page is asked for a password, and led there by the right
// one; what is wrong is told beside what was filled in, and never the password.
func TestLogin(t *testing.T) {
	world := func(context.Context) (*ask.World, error) { return nil, nil }
	s, err := New(Parts{Store: struct{ onrecord.Store }{}, World: world, Watch: notify.New(nil, nil)})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	LoginFirst(w, httptest.NewRequest(http.MethodGet, "/articles?q=truce", nil))
	if at := w.Header().Get("Location"); w.Code != http.StatusSeeOther || at != "/login?to=%2Farticles%3Fq%3Dtruce" {
		t.Errorf("status %d to %q", w.Code, at)
	}
	w = httptest.NewRecorder()
	if err := s.Login(w, httptest.NewRequest(http.MethodGet, "/login?to=%2Farticles%3Fq%3Dtruce", nil)); err != nil || !strings.Contains(w.Body.String(), `name="to" value="/articles?q=truce"`) {
		t.Errorf("%v: %s", err, w.Body)
	}
	door := &latch{}
	for _, c := range []struct {
		password, to string
		status       int
		led          string
		fails        bool
	}{
		{"shut", "/actors", 401, "", false},
		{"often", "/actors", 429, "", false},
		{"broken", "/actors", 0, "", true},
		{"open", "/actors?name=a", 303, "/actors?name=a", false},
		{"open", "https://evil.example/", 303, "/", false},
		{"open", `/\evil.example/`, 303, "/", false},
	} {
		r := httptest.NewRequest(http.MethodPost, "/login", strings.NewReader(url.Values{"name": {"<b>ana"}, "password": {c.password}, "to": {c.to}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		if err := s.Enter(door)(w, r); (err != nil) != c.fails {
			t.Errorf("%s: %v", c.password, err)
			continue
		}
		if !c.fails && (w.Code != c.status || w.Header().Get("Location") != c.led) {
			t.Errorf("%s: status %d to %q", c.password, w.Code, w.Header().Get("Location"))
		}
		if body := w.Body.String(); w.Code == 401 && (!strings.Contains(body, `value="&lt;b&gt;ana"`) || !strings.Contains(body, `value="/actors"`) || strings.Contains(body, "shut")) {
			t.Errorf("%s:\n%s", c.password, body)
		}
	}
	w = httptest.NewRecorder()
	if err := s.Leave(door)(w, httptest.NewRequest(http.MethodPost, "/logout", nil)); err != nil || door.in || w.Header().Get("Location") != "/login" {
		t.Errorf("left: %v, in %v, to %q", err, door.in, w.Header().Get("Location"))
	}
}

// A site without what its pages need is none: it says so before anybody asks for one.
func TestASiteNeedsItsParts(t *testing.T) {
	store, watch := struct{ onrecord.Store }{}, notify.New(nil, nil)
	world := func(context.Context) (*ask.World, error) { return nil, nil }
	for _, p := range []Parts{{World: world, Watch: watch}, {Store: store, Watch: watch}, {Store: store, World: world}} {
		if s, err := New(p); err == nil || s != nil || !strings.Contains(err.Error(), "a watcher") {
			t.Errorf("%+v: %v", p, err)
		}
	}
}
