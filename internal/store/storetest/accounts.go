package storetest

import (
	"reflect"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/account"
)

// RunAccounts is what every account.Accounts must do. open opens an empty store.
func RunAccounts(t *testing.T, open func(t *testing.T) account.Accounts) {
	for _, c := range []struct {
		name string
		test func(*testing.T, account.Accounts)
	}{
		{"keeps users", keepsUsers},
		{"keeps sessions until they end", keepsSessions},
		{"keeps tokens with their users", keepsTokens},
		{"keeps a log", keepsLog},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// noon is a time as stores keep it.
var noon = time.Date(2016, 5, 12, 12, 0, 0, 123456000, time.UTC)

func fails(t *testing.T, doing string, err error, want onrecord.Kind) {
	t.Helper()
	if err == nil || onrecord.KindOf(err) != want {
		t.Errorf("%s: %v", doing, err)
	}
}

func keepsUsers(t *testing.T, s account.Accounts) {
	ctx := t.Context()
	ana := account.User{Name: "ana", Role: account.Editor, Hash: "h", Changed: noon}
	ben := account.User{Name: "ben", Role: account.Reader, Changed: noon}
	for _, u := range []account.User{ben, ana} {
		if err := s.PutUser(ctx, u); err != nil {
			t.Fatal(err)
		}
	}
	ana.Role, ana.Changed = account.Admin, noon.Add(time.Hour)
	if err := s.PutUser(ctx, ana); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Users(ctx); err != nil || !reflect.DeepEqual(got, []account.User{ana, ben}) {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := s.User(ctx, "ana"); err != nil || got != ana {
		t.Errorf("%+v, %v", got, err)
	}
	fails(t, "a name with a line's end", s.PutUser(ctx, account.User{Name: "a\nb", Role: account.Reader}), onrecord.Invalid)
	fails(t, "a role that is none", s.PutUser(ctx, account.User{Name: "eve", Role: "boss"}), onrecord.Invalid)
	if err := s.RemoveUser(ctx, "ben"); err != nil {
		t.Error(err)
	}
	_, err := s.User(ctx, "ben")
	fails(t, "a user who is gone", err, onrecord.NotFound)
	fails(t, "remove one who is gone", s.RemoveUser(ctx, "ben"), onrecord.NotFound)
}

func keepsSessions(t *testing.T, s account.Accounts) {
	ctx := t.Context()
	keep := func(token, data string, until time.Time) {
		t.Helper()
		if err := s.CommitCtx(ctx, token, []byte(data), until); err != nil {
			t.Fatal(err)
		}
	}
	soon := time.Now().Add(time.Hour)
	keep("a", "1", soon)
	keep("b", "2", soon)
	keep("a", "3", soon)
	keep("old", "4", time.Now().Add(-time.Second))
	if err := s.DeleteCtx(ctx, "b"); err != nil {
		t.Error(err)
	}
	if err := s.DeleteCtx(ctx, "nobody's"); err != nil {
		t.Error(err)
	}
	for token, want := range map[string]string{"a": "3", "b": "", "old": "", "nobody's": ""} {
		got, found, err := s.FindCtx(ctx, token)
		if string(got) != want || found != (want != "") || err != nil {
			t.Errorf("session %s: %q, %v, %v", token, got, found, err)
		}
	}
}

func keepsTokens(t *testing.T, s account.Accounts) {
	ctx := t.Context()
	for _, name := range []string{"ana", "ben"} {
		if err := s.PutUser(ctx, account.User{Name: name, Role: account.Editor, Changed: noon}); err != nil {
			t.Fatal(err)
		}
	}
	all := []account.Token{
		{ID: "b", Hash: "h1", User: "ana", Role: account.Reader, Note: "notebook", Made: noon, Until: noon.Add(time.Hour)},
		{ID: "a", Hash: "h2", User: "ana", Role: account.Editor, Made: noon.Add(time.Minute)},
		{ID: "c", Hash: "h3", User: "ben", Role: account.Editor, Made: noon.Add(time.Hour)},
	}
	for _, token := range all {
		if err := s.PutToken(ctx, token); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.Tokens(ctx); err != nil || !reflect.DeepEqual(got, all) {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := s.TokenOf(ctx, "h2"); err != nil || got != all[1] {
		t.Errorf("%+v, %v", got, err)
	}
	if err := s.PutToken(ctx, account.Token{ID: "d", Hash: "h4", User: "nobody", Role: account.Reader, Made: noon}); err == nil {
		t.Error("a token of nobody is kept")
	}
	if err := s.RemoveToken(ctx, "a"); err != nil {
		t.Error(err)
	}
	fails(t, "remove a token twice", s.RemoveToken(ctx, "a"), onrecord.NotFound)
	if err := s.RemoveUser(ctx, "ben"); err != nil {
		t.Error(err)
	}
	for _, hash := range []string{"h2", "h3"} {
		_, err := s.TokenOf(ctx, hash)
		fails(t, "a token that is gone", err, onrecord.NotFound)
	}
	// Another role or password leaves a user's tokens.
	if err := s.PutUser(ctx, account.User{Name: "ana", Role: account.Reader, Changed: noon.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.TokenOf(ctx, "h1"); err != nil {
		t.Error(err)
	}
}

func keepsLog(t *testing.T, s account.Accounts) {
	ctx := t.Context()
	acts := []account.Act{
		{At: noon, What: account.LoginFailed, On: "ana", Address: "192.0.2.1"},
		{At: noon, User: "ana", What: account.LoggedIn, Address: "192.0.2.1"},
		{At: noon.Add(-time.Hour), User: "ana", What: account.Decided, On: "7"}, // a clock set back
	}
	for _, a := range acts {
		if err := s.Note(ctx, a); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.Acts(ctx, 2); err != nil || !reflect.DeepEqual(got, []account.Act{acts[2], acts[1]}) {
		t.Errorf("%+v, %v", got, err)
	}
}
