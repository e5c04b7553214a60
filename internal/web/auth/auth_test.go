package auth

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"onrecord"
	"onrecord/internal/account"
)

func TestTheOwnerMayEverything(t *testing.T) {
	u, ok, err := Owner("ana").Who(httptest.NewRequest(http.MethodGet, "/", nil))
	if want := (Visitor{User: account.User{Name: "ana", Role: account.Admin}}); u != want || !ok || err != nil {
		t.Errorf("%v, %v, %v", u, ok, err)
	}
	w := httptest.NewRecorder()
	Owner("ana").Wrap(http.NotFoundHandler()).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("what is behind the gate is not reached: status %d", w.Code)
	}
}

func TestAContextCarriesWhoAsks(t *testing.T) {
	if u, ok := From(t.Context()); ok {
		t.Errorf("nobody asks, and yet %v", u)
	}
	want := Visitor{account.User{Name: "ana", Role: account.Reader}, true, "192.0.2.1"}
	if u, ok := From(With(t.Context(), want)); u != want || !ok {
		t.Errorf("%v, %v", u, ok)
	}
}

func TestWhoMayAndWhoMayNot(t *testing.T) {
	asks := func(name string, role account.Role) context.Context {
		return With(t.Context(), Visitor{User: account.User{Name: name, Role: role}})
	}
	for _, c := range []struct {
		name      string
		err       error
		forbidden onrecord.Kind // onrecord.Internal for allowed
	}{
		{"anybody what is for everybody", May(t.Context(), ""), onrecord.Internal},
		{"nobody known what is for readers", May(t.Context(), account.Reader), onrecord.Unauthenticated},
		{"a reader what is for editors", May(asks("ana", account.Reader), account.Editor), onrecord.Forbidden},
		{"an editor what is for readers", May(asks("ana", account.Editor), account.Reader), onrecord.Internal},
		{"what is one's own", MayChange(asks("ana", account.Reader), "it", "ana"), onrecord.Internal},
		{"what is another's", MayChange(asks("ana", account.Editor), "it", "ben"), onrecord.Forbidden},
		{"an admin what is another's", MayChange(asks("ana", account.Admin), "it", "ben"), onrecord.Internal},
	} {
		if allowed := c.err == nil; allowed != (c.forbidden == onrecord.Internal) || !allowed && onrecord.KindOf(c.err) != c.forbidden {
			t.Errorf("%s: %v", c.name, c.err)
		}
	}
}

func TestAnOwnerNeedsNothing(t *testing.T) {
	reached := false
	Owner("ana").Wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true })).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
	if !reached {
		t.Error("the owner does not come through")
	}
}
