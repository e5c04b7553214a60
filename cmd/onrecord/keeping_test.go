package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/schollz/progressbar/v3"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/queue"
	"onrecord/internal/store/sqlite"
	"onrecord/internal/telemetry"
)

// Who watches a process that keeps articles sees how long each step took and what
// became of them; where nobody does, nothing is told.
func TestKeepingIsSeen(t *testing.T) {
	(&keeping{}).took("read", time.Now())
	(&keeping{}).became("stored")
	k := &keeping{seen: telemetry.New("test")}
	k.took("read", time.Now().Add(-time.Second))
	k.became("stored")
	k.became("stored")
	w := httptest.NewRecorder()
	k.seen.Handler(false).ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	for _, want := range []string{`onrecord_articles_total{outcome="stored"} 2`, `onrecord_step_seconds_count{step="read"} 1`} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("no %s in\n%s", want, w.Body)
		}
	}
}

// shut is a queue that says what became of it.
type shut struct {
	queue.Queue
	fault error
	times int
}

func (s *shut) Close() error { s.times++; return s.fault }

// What keeps articles closes its queue and its store, and tells what went wrong.
func TestKeepingCloses(t *testing.T) {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	q := &shut{fault: errors.New("no way to the queue")}
	if err := (&keeping{store: store, queue: q}).close(); !errors.Is(err, q.fault) || q.times != 1 {
		t.Errorf("closed %d times, %v", q.times, err)
	}
	if _, err := store.CountArticles(t.Context(), onrecord.Filter{}); err == nil {
		t.Error("the store is open")
	}
	if err := (&keeping{}).close(); err != nil {
		t.Error(err)
	}
}

// What became of articles is told in words.
func TestWhatWasAddedIsTold(t *testing.T) {
	for want, a := range map[string]added{
		"1 article stored with 3 statements, 2 known already":                                     {stored: 1, statements: 3, known: 1, unchanged: 1},
		"2 articles queued, 1 waiting already":                                                    {queued: true, stored: 2, unchanged: 1},
		"3 articles read: 1 stored new or otherwise than before with 1 statement, 2 as they were": {again: true, stored: 1, statements: 1, unchanged: 2},
	} {
		if a.String() != want || a.did() != map[bool]string{true: "queued", false: "stored"}[a.queued] {
			t.Errorf("%q, %s", a, a.did())
		}
	}
}

// Of those whom a name may mean the best known come first.
func TestByProminence(t *testing.T) {
	base, err := kb.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var refs []kb.Ref
	for _, id := range []onrecord.ActorID{"Q58217", "Q159", "Q30"} { // a minister of Russia, Russia, the United States
		if ref, ok := base.Find(id); ok {
			refs = append(refs, ref)
		}
	}
	known := func(a, b kb.Ref) int { return cmp.Compare(base.Actor(b).Prominence, base.Actor(a).Prominence) }
	slices.SortFunc(refs, func(a, b kb.Ref) int { return known(b, a) })
	if len(refs) != 3 || slices.IsSortedFunc(refs, known) {
		t.Fatalf("%d of them, known alike", len(refs))
	}
	if byProminence(base, refs); !slices.IsSortedFunc(refs, known) {
		t.Errorf("%s comes first", base.Actor(refs[0]).Name)
	}
}

// A bar counts the bytes of what it is told the size of, else articles, and says
// how far it is; where there is none nothing is drawn.
func TestProgress(t *testing.T) {
	var drawn strings.Builder
	bar := func() *progress {
		return &progress{began: time.Now().Add(-10 * time.Second), bar: progressbar.NewOptions(-1, progressbar.OptionSetWriter(&drawn), progressbar.OptionSetSpinnerChangeInterval(0))}
	}
	bytes, articles := bar(), bar()
	bytes.total(0, true)
	bytes.total(9, false)
	bytes.total(100, true)
	bytes.read(50)
	bytes.add()
	if s := bytes.bar.State(); s.CurrentNum != 50 || s.Max != 100 || !strings.Contains(drawn.String(), "1 article, 0 a second, 10s left") {
		t.Errorf("%+v\n%s", s, drawn.String())
	}
	if bytes.read(50); bytes.bar.State().CurrentNum != 99 {
		t.Errorf("what was read is done: %+v", bytes.bar.State())
	}
	drawn.Reset()
	articles.totalArticles(4)
	articles.read(7) // of which nothing is known
	articles.pass()
	articles.add()
	if s := articles.bar.State(); s.CurrentNum != 2 || s.Max != 4 || !strings.Contains(drawn.String(), "1 article, 0 a second, 10s left") {
		t.Errorf("%+v\n%s", s, drawn.String())
	}
	drawn.Reset()
	if articles.clear(); strings.TrimSpace(drawn.String()) != "" || drawn.Len() == 0 {
		t.Errorf("cleared by %q", drawn.String())
	}
	none := &progress{}
	none.total(9, true)
	none.totalArticles(9)
	none.read(1)
	none.add()
	none.clear()
	if none.bytes || none.articles != 0 {
		t.Errorf("%d articles are counted that nobody sees", none.articles)
	}
}

// An output that others close stays open, and what one statement is coded as is
// told from all else.
func TestSmallThings(t *testing.T) {
	var out strings.Builder
	w := unclosed{&out}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
	if _, err := io.WriteString(w, "still"); err != nil || out.String() != "still" {
		t.Errorf("%q, %v", out.String(), err)
	}
	one := onrecord.Decision{Article: "a", Of: "s1", Field: "peace", Value: "agree"}
	for _, other := range []onrecord.Decision{{Article: "b", Of: "s1", Field: "peace", Value: "agree"}, {Article: "a", Of: "s2", Field: "peace", Value: "agree"}, {Article: "a", Of: "s1", Field: "war", Value: "agree"}, {Article: "a", Of: "s1", Field: "peace", Value: "disagree"}} {
		if codes(&one) == codes(&other) {
			t.Errorf("%+v is as %+v", one, other)
		}
	}
	if _, ok := known("Q0"); ok {
		t.Error("somebody is known whom nobody knows")
	}
	if a, ok := known("Q159"); !ok || a.Name != "Russia" {
		t.Errorf("Q159 is %+v, %v", a, ok)
	}
	if !unread(fmt.Errorf("write: %w", syscall.EPIPE)) || unread(&onrecord.Error{Err: syscall.EPIPE}) || unread(io.EOF) {
		t.Error("an output whose reader has gone is told from a store that has, and from all else")
	}
	env := &environment{Stderr: &out}
	env.note("https://post.example/", "is gone")
	if !strings.HasSuffix(out.String(), "onrecord: https://post.example/: is gone\n") {
		t.Errorf("noted %q", out.String())
	}
	if err := nothing(context.Background(), true); err != nil {
		t.Error(err)
	}
}
