package sqlite_test

import (
	"slices"
	"testing"
)

func TestStateIsKeptByRoomAndKey(t *testing.T) {
	path := t.TempDir() + "/s.db"
	s := open(t, path)
	ctx := t.Context()
	for _, put := range []struct{ room, key, value string }{{"a", "2", "x"}, {"a", "1", "y"}, {"b", "1", "z"}, {"a", "2", "new"}} {
		if err := s.PutState(ctx, put.room, put.key, []byte(put.value)); err != nil {
			t.Fatal(err)
		}
	}
	is := func(room, key, want string) {
		t.Helper()
		if got, err := s.State(ctx, room, key); err != nil || string(got) != want || want == "" && got != nil {
			t.Errorf("%s/%s: %q, %v, want %q", room, key, got, err, want)
		}
	}
	is("a", "2", "new")
	is("b", "1", "z")
	is("b", "2", "")
	if keys, err := s.StateKeys(ctx, "a"); err != nil || !slices.Equal(keys, []string{"1", "2"}) {
		t.Errorf("keys %q, %v", keys, err)
	}
	if err := s.PutState(ctx, "a", "1", nil); err != nil {
		t.Fatal(err)
	}
	is("a", "1", "")
	if err := s.ClearState(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	is("a", "2", "")
	is("b", "1", "z")
}
