package storetest

import (
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/ling"
)

// twoWriters lets two who have opened one store put, decide, take back and make
// rows anew at once: all of it is done, and what comes of it is what comes of it
// when one does it all.
func twoWriters(t *testing.T, open WorldOpener) {
	records := archive()
	s := [2]WorldStore{open(t, "both", worldTypes()...), open(t, "both", worldTypes()...)}
	var both sync.WaitGroup
	for who := range s {
		both.Go(func() {
			for i := range records {
				if i%2 != who {
					continue
				}
				if _, err := s[who].PutRecord(t.Context(), records[i]); err != nil {
					t.Errorf("writer %d: put: %v", who, err)
				}
				d := decision(onrecord.Rename, "x:ana-kovac", onrecord.Actor{Name: fmt.Sprintf("Ana %d", i)})
				d, err := s[who].Decide(t.Context(), d)
				if err == nil {
					err = s[who].Undo(t.Context(), d.ID, true)
				}
				if err == nil {
					err = world.Settle(t.Context(), s[who], worldTypes())
				}
				if err != nil {
					t.Errorf("writer %d: %v", who, err)
				}
			}
		})
	}
	both.Wait()
	faultless(t, s[0], "two writers")
	want := atOnce(t, open, "one", records)
	for _, w := range s {
		sameWorld(t, "two writers", worldOf(t, w), want)
	}
	if all, err := s[1].Decisions(t.Context()); err != nil || len(all) != len(records) {
		t.Errorf("%d decisions, %v; want %d", len(all), err, len(records))
	}
}

// clockSetBack makes decisions by a clock that was set back between them: that
// which was made later holds, whatever its clock said.
func clockSetBack(t *testing.T, open Opener) {
	s := open(t, "a")
	put(t, s, Corpus()...)
	first := decision(onrecord.Rename, "x:ana-kovac", onrecord.Actor{Name: "Ana the First"})
	second := decision(onrecord.Rename, "x:ana-kovac", onrecord.Actor{Name: "Ana the Second"})
	second.At = first.At.Add(-24 * time.Hour)
	decide(t, s, first)
	last := decide(t, s, second)
	if a, err := s.Actor(t.Context(), "x:ana-kovac"); err != nil || a.Name != "Ana the Second" {
		t.Errorf("called %q, %v", a.Name, err)
	}
	all, err := s.Decisions(t.Context())
	if err != nil || len(all) != 2 || !reflect.DeepEqual(all[1], last) {
		t.Errorf("decisions %+v, %v", all, err)
	}
	r := Corpus()[0]
	r.Collected = time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC) // fetched before all others, by that clock
	r.By = "v2"
	put(t, s, r)
	faultless(t, s, "a clock set back")
	if got := stored(t, s, "early"); !got.Collected.Equal(r.Collected) && got.By != "v2" {
		t.Errorf("read again by the clock that was set back: %v by %s", got.Collected, got.By)
	}
}

// putTogether puts several records at once: as one by one, and all or none.
func putTogether(t *testing.T, open Opener) {
	one, all := open(t, "one"), open(t, "all")
	corpus := Corpus()
	put(t, one, corpus...)
	put(t, all, corpus[1])
	again := corpus[0]
	again.Text += " More."
	changed, err := all.PutRecords(t.Context(), corpus[0], corpus[1], again, corpus[0], corpus[2])
	if want := []bool{true, false, true, false, true}; err != nil || !reflect.DeepEqual(changed, want) {
		t.Errorf("changed %v, %v; want %v", changed, err, want)
	}
	if _, err := all.Remove(t.Context(), "early"); err != nil {
		t.Fatal(err)
	}
	bad := corpus[3]
	bad.Mentions = []onrecord.Mention{{ID: "m", Span: ling.Span{Start: 3, End: 1 << 20}}}
	if _, err := all.PutRecords(t.Context(), corpus[0], bad); err == nil {
		t.Error("a record that is broken was stored")
	}
	if ids, err := all.IDs(t.Context(), "early", 10); err != nil || len(ids) > 0 {
		t.Errorf("with one that is broken others were stored: %v, %v", ids, err)
	}
	if changed, err := all.PutRecords(t.Context(), corpus[0], corpus[3]); err != nil || !changed[0] || !changed[1] {
		t.Errorf("changed %v, %v", changed, err)
	}
	if changed, err := all.PutRecords(t.Context()); err != nil || len(changed) > 0 {
		t.Errorf("of none changed %v, %v", changed, err)
	}
	if got, want := everything(t, all), everything(t, one); !reflect.DeepEqual(got, want) {
		t.Errorf("put together\n%q\nwant\n%q", got, want)
	}
	faultless(t, all, "putting several at once")
}
