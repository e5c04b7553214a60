package process_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"onrecord/internal/process"
	"onrecord/internal/store/archive"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/world"
)

// What comes while a store is kept settled is laid side by side without anybody
// asking for it, until the end.
func TestKeepsAStoreSettled(t *testing.T) {
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true, sqlite.WithWorld(process.WorldTypes()...))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		process.KeepSettled(ctx, s, time.Millisecond, func(err error) { t.Error(err) })
	}()
	for n := range 2 {
		if _, err := s.PutRecord(t.Context(), archive.Record(n)); err != nil {
			t.Fatal(err)
		}
		for rows := 0; rows <= n; time.Sleep(time.Millisecond) {
			if rows, err = s.CountRows(t.Context(), world.Stories, world.Filter{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	end()
	<-ended
}

// failing is a store that cannot be settled.
type failing struct{ world.Store }

func (failing) Renew(context.Context, int) (int, error) { return 0, errors.New("no") }

func TestTriesAgainToSettle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, end := context.WithTimeout(t.Context(), 3500*time.Millisecond)
		defer end()
		failed := 0
		process.KeepSettled(ctx, failing{}, time.Second, func(error) { failed++ })
		if failed != 4 {
			t.Errorf("failed %d times, want at once and after each of three seconds", failed)
		}
	})
}
