package postgres

import (
	"errors"
	"net"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Where nobody answers whoever asks what the server is doing, all that have waited
// for too long are given up, and say why. Others are left alone.
func TestLinesAreGivenUp(t *testing.T) {
	config, err := pgx.ParseConfig("postgres://u@127.0.0.1:1/none")
	if err != nil {
		t.Fatal(err)
	}
	const silence = 50 * time.Millisecond
	config.ConnectTimeout = silence
	all := &lines{silence: silence, config: config, open: map[*line]bool{}}
	stuck, idle := joined(t, all), joined(t, all)
	read := make(chan error)
	go func() {
		_, err := stuck.Read(make([]byte, 1))
		read <- err
	}()
	for !stuck.waiting.Load() {
		time.Sleep(time.Millisecond)
	}
	all.look(t.Context())
	select {
	case err := <-read:
		t.Fatalf("given up at once: %v", err)
	case <-time.After(2 * silence):
	}
	all.look(t.Context())
	if err := <-read; !lost(err) || err.Error() != "the server has not answered for 50ms, and is not at work on what it was asked" {
		t.Errorf("%v", err)
	}
	if idle.silent.Load() {
		t.Error("a connection that nobody waits for was given up")
	}
	if err := errors.Join(stuck.Close(), idle.Close()); err != nil || len(all.open) != 0 {
		t.Errorf("%d are watched still, %v", len(all.open), err)
	}
}

func joined(t *testing.T, all *lines) *line {
	t.Helper()
	near, far := net.Pipe()
	t.Cleanup(func() { far.Close() })
	l, err := all.join(t.Context(), nil, near)
	if err != nil {
		t.Fatal(err)
	}
	return l.(*line)
}
