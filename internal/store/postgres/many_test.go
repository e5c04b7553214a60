package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/store/archive"
	"onrecord/internal/store/postgres"
	"onrecord/internal/store/postgrestest"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/store/storetest"
	"onrecord/internal/world"
)

// renamed is a decision about somebody who is in many articles of the archive.
func renamed() onrecord.Decision {
	return onrecord.Decision{Kind: onrecord.Rename, Subject: archive.Record(1).Statements[0].Source.Actors[0], Object: onrecord.Actor{Name: "Another Name"}, By: "ana", At: time.Unix(1, 0)}
}

// Several processes that put the same and other articles, make rows of the world
// tier and decide at once leave what one process leaves in a SQLite file that does
// one after the other.
func TestManyWritersAreAsOne(t *testing.T) {
	types, n := process.WorldTypes(), 24
	one, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true, sqlite.WithWorld(types...))
	if err != nil {
		t.Fatal(err)
	}
	defer one.Close()
	records := storetest.Corpus()
	for i := range n {
		records = append(records, archive.Record(i))
	}
	if _, err := one.PutRecords(t.Context(), records...); err != nil {
		t.Fatal(err)
	}
	if _, err := one.Decide(t.Context(), renamed()); err != nil {
		t.Fatal(err)
	}
	address := pg.Schema(t)
	var all sync.WaitGroup
	for w := range 4 {
		s := open(t, address, postgres.WithWorld(types...))
		all.Go(func() {
			for i := range records {
				r := records[(i*7+w*5)%len(records)] // each in an order of its own, all of them twice
				if (i+w)%2 == 0 {
					if _, err := s.PutRecord(t.Context(), r); err != nil {
						t.Errorf("put: %v", err)
					}
				} else if _, err := s.PutRecords(t.Context(), r, records[i]); err != nil {
					t.Errorf("put: %v", err)
				}
				if i%8 == w {
					if err := world.Settle(t.Context(), s, types); err != nil {
						t.Errorf("settle: %v", err)
					}
				}
			}
			if w == 1 {
				if _, err := s.Decide(t.Context(), renamed()); err != nil {
					t.Errorf("decide: %v", err)
				}
			}
			if err := world.Settle(t.Context(), s, types); err != nil {
				t.Errorf("settle: %v", err)
			}
		})
	}
	all.Wait()
	s := open(t, address, postgres.WithWorld(types...))
	for _, s := range []storetest.WorldStore{s, one} {
		if err := world.Settle(t.Context(), s, types); err != nil {
			t.Fatal(err)
		}
	}
	faultless(t, s)
	storetest.Same(t, "many writers", s, one, types)
}

func faultless(t *testing.T, s *postgres.Store) {
	t.Helper()
	for f, err := range s.Inspect(t.Context(), func() {}) {
		t.Errorf("%+v, %v", f, err)
	}
}

// A server that fails while articles are put loses none that was said to be
// stored, and who puts goes on when it is back.
func TestServerThatFailsLosesNothing(t *testing.T) {
	server := postgrestest.Start(t)
	address := server.Address("public")
	s := open(t, address)
	var mu sync.Mutex
	var stored []onrecord.ArticleID
	var all sync.WaitGroup
	ctx, stop := context.WithCancel(t.Context())
	for w := range 3 {
		all.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				r := storetest.Corpus()[1]
				r.ID = onrecord.ArticleID(fmt.Sprintf("w%d-%04d", w, i))
				_, err := s.PutRecord(ctx, r)
				if ctx.Err() != nil {
					return
				}
				if err != nil {
					t.Errorf("put: %v", err)
					return
				}
				mu.Lock()
				stored = append(stored, r.ID)
				mu.Unlock()
			}
		})
	}
	more := func(than int) {
		deadline := time.Now().Add(time.Minute)
		for {
			mu.Lock()
			n := len(stored)
			mu.Unlock()
			if n > than || t.Failed() {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("%d stored, and no more", n)
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
	for range 2 {
		mu.Lock()
		n := len(stored)
		mu.Unlock()
		more(n + 10)
		server.Stop()
		time.Sleep(100 * time.Millisecond)
		if err := server.Go(); err != nil {
			t.Fatal(err)
		}
	}
	more(len(stored) + 10)
	stop()
	all.Wait()
	for _, id := range stored {
		if _, err := s.Record(t.Context(), id); err != nil {
			t.Errorf("%s was said to be stored: %v", id, err)
		}
	}
	faultless(t, s)
}

// Months have parts of their own, which change nothing of what is found.
func TestMonthsAreParted(t *testing.T) {
	address := pg.Schema(t)
	s := open(t, address)
	types := []world.Type(nil)
	plain := open(t, pg.Schema(t))
	put := func(records ...onrecord.Record) {
		t.Helper()
		for _, s := range []*postgres.Store{s, plain} {
			if _, err := s.PutRecords(t.Context(), records...); err != nil {
				t.Fatal(err)
			}
		}
	}
	var before, after []onrecord.Record
	for i := range 30 {
		r := archive.Record(i)
		if i%2 == 0 {
			before = append(before, r)
		} else {
			after = append(after, r)
		}
	}
	put(before...)
	first, second := archive.Record(2).Published.Earliest, archive.Record(4).Published.Earliest
	for _, d := range []struct{ year, month int }{{first.Year, first.Month}, {second.Year, second.Month}, {second.Year, second.Month}} {
		if err := s.MakeMonth(t.Context(), d.year, time.Month(d.month)); err != nil {
			t.Fatal(err)
		}
	}
	put(after...)
	put(storetest.Corpus()...)
	again := archive.Record(2) // of a month that has a part, with another text
	again.Text += " More."
	put(again)
	storetest.Same(t, "parting months", s, plain, types)
	faultless(t, s)
	for _, table := range []string{"body", "article_words", "statement_words", "event_words"} {
		name := fmt.Sprintf("%s_%d_%02d", table, first.Year, first.Month)
		postgrestest.Execute(t, address, "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM "+name+") THEN RAISE 'nothing is in "+name+"'; END IF; END $$")
	}
}

// What is no store of ours is refused, and so is one of a newer program.
func TestOpenRefusesWhatIsNoStore(t *testing.T) {
	newer, foreign := pg.Schema(t), pg.Schema(t)
	open(t, newer).Close()
	postgrestest.Execute(t, newer, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)")
	postgrestest.Execute(t, foreign, "CREATE TABLE other (n int)")
	for _, c := range []struct {
		address, want string
		create        bool
		kind          onrecord.Kind
	}{
		{newer, "newer", true, onrecord.Internal},
		{foreign, "not an onrecord store", true, onrecord.Internal},
		{pg.Schema(t), "no store", false, onrecord.NotFound},
		{"postgres://u:secret@127.0.0.1:1/none?connect_timeout=2", "", true, onrecord.Transient},
		{"postgres://u:secret@[", "address", true, onrecord.Internal},
	} {
		s, err := postgres.Open(t.Context(), c.address, c.create)
		if err == nil {
			s.Close()
			t.Errorf("%s was opened", c.address)
			continue
		}
		if !strings.Contains(err.Error(), c.want) || onrecord.KindOf(err) != c.kind || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v, of kind %v", c.address, err, onrecord.KindOf(err))
		}
	}
	if _, err := postgres.Open(t.Context(), newer, false); !errors.As(err, new(*onrecord.Error)) {
		t.Errorf("%v", err)
	}
}

// Of several that open a new store at once one makes its tables.
func TestOpenedByManyAtOnce(t *testing.T) {
	address := pg.Schema(t)
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			s, err := postgres.Open(t.Context(), address, true, postgres.WithWorld(storetest.Types()...))
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if _, err := s.PutRecords(t.Context(), storetest.Corpus()...); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n, err := open(t, address).CountArticles(t.Context(), onrecord.Filter{}); err != nil || n != len(storetest.Corpus()) {
		t.Errorf("%d articles, %v", n, err)
	}
}
