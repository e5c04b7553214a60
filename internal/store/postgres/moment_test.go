package postgres_test

import (
	"database/sql"
	"testing"

	"onrecord/internal/store/postgres"
	"onrecord/internal/store/postgrestest"
	"onrecord/internal/store/storetest"
)

// What a server does besides, for other stores and in other databases, does not
// move the moment of a store.
func TestMomentIsOfOneStore(t *testing.T) {
	t.Parallel()
	s, other := open(t, pg.Schema(t)), open(t, pg.Schema(t))
	if _, err := s.PutRecords(t.Context(), storetest.Corpus()...); err != nil {
		t.Fatal(err)
	}
	before := momentOf(t, s)
	if _, err := other.PutRecords(t.Context(), storetest.Corpus()...); err != nil {
		t.Fatal(err)
	}
	postgrestest.Execute(t, pg.Address("template1"), "CREATE TEMPORARY TABLE one AS SELECT 1")
	// Who writes and has nothing to write changes nothing, either.
	if _, err := s.PutRecords(t.Context(), storetest.Corpus()...); err != nil {
		t.Fatal(err)
	}
	if after := momentOf(t, s); after != before {
		t.Errorf("%s, and then %s", before, after)
	}
}

// While somebody writes the moment is another than before, and once that is seen
// another again: what was read between is not taken for what is there now.
func TestMomentOfWhatIsNotSeenYet(t *testing.T) {
	t.Parallel()
	address := pg.Schema(t)
	s := open(t, address)
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	begin := func() *sql.Tx {
		t.Helper()
		tx, err := db.BeginTx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.ExecContext(t.Context(), "INSERT INTO state VALUES ('test', pg_current_xact_id()::text, ''); SELECT written('decided'::regclass::oid::bigint)"); err != nil {
			t.Fatal(err)
		}
		return tx
	}
	seen := map[string]string{}
	look := func(when string) {
		t.Helper()
		m := momentOf(t, s)
		if was, had := seen[m]; had {
			t.Errorf("%s the moment is that of %s: %s", when, was, m)
		}
		seen[m] = when
	}
	look("before")
	first, second := begin(), begin()
	look("while two write")
	if err := second.Commit(); err != nil {
		t.Fatal(err)
	}
	look("when the second has written")
	third := begin()
	look("while a third writes")
	for _, tx := range []*sql.Tx{first, third} {
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		look("when another has written")
	}
}

func momentOf(t *testing.T, s *postgres.Store) string {
	t.Helper()
	m, err := s.Moment(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return m
}
