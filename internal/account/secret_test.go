package account_test

import (
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/account"
)

func TestAPasswordIsKnownByItsHashOnly(t *testing.T) {
	const password = "correct horse battery staple"
	hash, err := account.HashPassword(password)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(hash, "horse") || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hash %s", hash)
	}
	for _, c := range []struct {
		password, hash string
		want           bool
	}{
		{password, hash, true}, {password + " ", hash, false}, {"", hash, false}, {strings.Repeat("a", 1025), hash, false},
		{password, "", false}, {"", "", false},
	} {
		if got, err := account.Matches(c.password, c.hash); got != c.want || err != nil {
			t.Errorf("%.40q against %.12q: %v, %v", c.password, c.hash, got, err)
		}
	}
	if _, err := account.Matches(password, "plain"); err == nil {
		t.Error("a hash that is none is no error")
	}
}

func TestBadPasswordsAreRefused(t *testing.T) {
	for _, password := range []string{"", "fourteen chars", strings.Repeat("é", 14), strings.Repeat("a", 1025)} {
		if _, err := account.HashPassword(password); onrecord.KindOf(err) != onrecord.Invalid {
			t.Errorf("%.40q: %v", password, err)
		}
	}
}

func TestATokenMayNoMoreThanItsUser(t *testing.T) {
	made := time.Date(2016, 5, 12, 10, 0, 0, 0, time.UTC)
	u := account.User{Name: "ana", Role: account.Editor}
	token, secret, err := account.NewToken(u, account.Reader, "notebook", made, made.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if token.Hash != account.HashToken(secret) || !strings.HasPrefix(secret, "onrecord_") || len(secret) < 30 || strings.Contains(secret, token.ID) {
		t.Errorf("token %+v of %s", token, secret)
	}
	if _, other, _ := account.NewToken(u, account.Reader, "", made, time.Time{}); other == secret {
		t.Error("two tokens are one")
	}
	for at, want := range map[time.Time]bool{made: true, made.Add(time.Hour): false} {
		if got := token.Valid(at); got != want {
			t.Errorf("valid at %v: %v", at, got)
		}
	}
	for _, role := range []account.Role{account.Admin, "guest"} {
		if _, _, err := account.NewToken(u, role, "", made, time.Time{}); onrecord.KindOf(err) != onrecord.Invalid {
			t.Errorf("a token as %s: %v", role, err)
		}
	}
}

func TestNamesOfUsers(t *testing.T) {
	for name, want := range map[string]bool{
		"ana": true, "ana.kovač@post.example": true, "7": true, "": false, " ana": false, "a b": false, "-ana": false, "a/b": false, "a\nb": false,
		strings.Repeat("a", 64): true, strings.Repeat("a", 65): false,
	} {
		u := account.User{Name: name, Role: account.Reader}
		if got := u.Check() == nil; got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
	if u := (account.User{Name: "ana", Role: "boss"}); u.Check() == nil {
		t.Error("a boss is no role")
	}
}

// What is kept of a token is found again by every later version.
func TestATokensHashStaysWhatItIs(t *testing.T) {
	if got := account.HashToken("onrecord_x"); got != "73588d4f98f93d6726e62e7e6c2faede48e154c74ad23fc3aa4220894d58e68e" {
		t.Errorf("the hash is %s", got)
	}
}
