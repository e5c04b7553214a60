package auth

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"onrecord/internal/account"
)

func TestTheOwnerMayEverything(t *testing.T) {
	u, ok, err := Owner("ana").Who(httptest.NewRequest(http.MethodGet, "/", nil))
	if want := (Visitor{User: account.User{Name: "ana", Role: account.Admin}}); u != want || !ok || err != nil {
		t.Errorf("%v, %v, %v", u, ok, err)
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
