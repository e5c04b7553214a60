package postgres_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/store/postgres"
	"onrecord/internal/store/postgrestest"
	"onrecord/internal/store/storetest"
	"onrecord/internal/store/wiretest"
)

// over is the address of a schema by way of a network, of a store that asks a
// server that has said nothing for so long.
func over(t *testing.T, w *wiretest.Wire, schema, silence string) string {
	t.Helper()
	u, err := url.Parse(schema)
	if err != nil {
		t.Fatal(err)
	}
	values := u.Query()
	values.Del("host")
	values.Set("sslmode", "disable")
	values.Set("silence", silence)
	u.Host, u.RawQuery = w.Address(), values.Encode()
	return u.String()
}

// noted is an article of an id.
func noted(id string) onrecord.Record {
	r := storetest.Corpus()[1]
	r.ID = onrecord.ArticleID(id)
	return r
}

// A network that swallows what is sent, and ends no connection, is noticed: who
// waits hears of it, goes on once it is mended, and nothing is lost. A server that
// works for long is not taken for one.
func TestSwallowedIsNoticed(t *testing.T) {
	t.Parallel()
	schema := pg.Schema(t)
	w := wiretest.New(t, "unix", pg.Socket())
	s := open(t, over(t, w, schema, "300ms"))
	put := func(id string) error {
		_, err := s.PutRecord(t.Context(), noted(id))
		return err
	}
	if err := put("before"); err != nil {
		t.Fatal(err)
	}
	w.Swallow()
	began := time.Now()
	err := put("lost")
	if onrecord.KindOf(err) != onrecord.Transient {
		t.Fatalf("swallowed, and %v", err)
	}
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("noticed after %v", took)
	}
	if _, err := s.Record(t.Context(), "before"); onrecord.KindOf(err) != onrecord.Transient {
		t.Errorf("read: %v", err)
	}
	w.Mend()
	if err := put("after"); err != nil {
		t.Errorf("mended, and %v", err)
	}

	// Connections that were forgotten while others are made: nobody hears of it.
	w.Swallow()
	w.Mend()
	if err := put("again"); err != nil {
		t.Errorf("a connection was swallowed, and %v", err)
	}

	// Somebody else puts for longer than the server may say nothing.
	locked := make(chan struct{})
	go func() {
		defer close(locked)
		postgrestest.Execute(t, schema, "SELECT pg_advisory_lock('decided'::regclass::oid::bigint << 16), pg_sleep(1.5)")
	}()
	time.Sleep(200 * time.Millisecond)
	if err := put("late"); err != nil {
		t.Errorf("while somebody else put: %v", err)
	}
	<-locked
	for _, id := range []onrecord.ArticleID{"before", "after", "again", "late"} {
		if _, err := s.Record(t.Context(), id); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
	faultless(t, s)
}

// How long a server may say nothing stands in the address.
func TestSilenceIsRead(t *testing.T) {
	for _, silence := range []string{"soon", "1ms", "-3s"} {
		s, err := postgres.Open(t.Context(), "postgres://u@127.0.0.1:1/none?silence="+silence, true)
		if err == nil {
			s.Close()
		}
		if err == nil || !strings.Contains(err.Error(), "silence="+silence) {
			t.Errorf("%s: %v", silence, err)
		}
	}
}
