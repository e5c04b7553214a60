package record_test

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/store/record"
	"onrecord/internal/store/storetest"
	"onrecord/ling"
)

var update = flag.Bool("update", false, "write the rows of the corpus")

// What lists find claims and actors by, of records that between them use every field.
func TestRowsOfTheCorpus(t *testing.T) {
	var b strings.Builder
	for _, l := range record.Lists() {
		fmt.Fprintln(&b, l.Of, l.Words, l.Free, l.Named, l.Roles)
	}
	for _, r := range storetest.Corpus() {
		fmt.Fprintln(&b, "\n"+string(r.ID))
		for _, l := range record.Lists() {
			for _, c := range record.Claims(l.Of, &r) {
				if len(c.Words) != len(l.Words) {
					t.Errorf("%s of %s: %d words for %d columns", l.Of, r.ID, len(c.Words), len(l.Words))
				}
				fmt.Fprintf(&b, "%s %d: %s to %s, label %q, facets %v\n  words %q\n  parts %v\n", l.Of, c.Place, c.First, c.Last, c.Label, c.Facets, c.Words, c.Parts)
				for _, s := range c.Statuses {
					fmt.Fprintf(&b, "  status %s to %s %v\n", s.First, s.Last, s.Facets)
				}
			}
		}
		fmt.Fprintf(&b, "present %+v\nwordings %+v\n", record.Present(&r), record.Wordings(&r))
	}
	const golden = "testdata/rows.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	got, lines := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(lines)) {
		if i >= len(got) || i >= len(lines) || got[i] != lines[i] {
			t.Fatalf("line %d of %s is another (-update writes it):\n%s", i+1, golden, strings.Join(got[min(i, len(got)):min(i+1, len(got))], ""))
		}
	}
}

// Whoever says and is spoken of in several statements is counted once for each.
func TestPresentCounts(t *testing.T) {
	r := storetest.Corpus()[0]
	r.Statements[0].Kind, r.Statements[0].Status, r.Statements[0].Negated = onrecord.KindSpeech, onrecord.StatusMade, false
	r.Statements[0].Source.Actors = []onrecord.ActorID{"x:ana-kovac", "x:marenia", "x:ana-kovac"}
	got := map[onrecord.ActorID]record.Presence{}
	for _, p := range record.Present(&r) {
		got[p.Actor] = p
	}
	if a, m := got["x:ana-kovac"], got["x:marenia"]; a.Said != 1 || m.Said != 2 || m.About != 1 || a.Mentions != 2 || a.Role != "Foreign Minister" {
		t.Errorf("%+v", got)
	}
}

// An id that can be made of a mention's place is not written.
func TestIDsOfMentionsAreNotWritten(t *testing.T) {
	c := codec(t)
	size := func(id string) int {
		r := storetest.Corpus()[0]
		r.Mentions = nil
		for i := range 40 {
			m := onrecord.Mention{ID: fmt.Sprintf(id, i, i+1), Span: ling.Span{Start: i, End: i + 1}, Type: ling.PER}
			r.Mentions = append(r.Mentions, m)
		}
		b := c.Encode(&r)
		var got onrecord.Record
		if err := c.Decode(b, &got); err != nil || !reflect.DeepEqual(got.Mentions, r.Mentions) {
			t.Fatalf("%v, %+v", err, got.Mentions)
		}
		return len(b)
	}
	if made, other := size("m%d-%d-PER"), size("mention %d to %d"); made >= other {
		t.Errorf("%d bytes, with other ids %d", made, other)
	}
}

// What schemas before 9 kept in columns.
func TestReadsOldColumns(t *testing.T) {
	spans, err := record.ReadSpans([]byte("[[3,5],[7,9]]"))
	if want := []ling.Span{{Start: 3, End: 5}, {Start: 7, End: 9}}; err != nil || !reflect.DeepEqual(spans, want) {
		t.Errorf("spans %v, %v", spans, err)
	}
	for _, parts := range []string{
		`{"source":{"spans":[[1,2]],"actor":"Q1"},"via":[{"spans":[[3,4]],"actors":["Q2","Q3"]}],"cue":[[5,6]]}`, // schema 2
		`{"source":[{"spans":[[1,2]],"actors":["Q1"]}],"via":[{"spans":[[3,4]],"actors":["Q2","Q3"]}],"cue":[{"spans":[[5,6]]}]}`,
	} {
		var s onrecord.Statement
		if err := record.ReadParts([]byte(parts), &s); err != nil {
			t.Fatal(err)
		}
		if len(s.Source.Actors) != 1 || s.Source.Actors[0] != "Q1" || len(s.Via) != 1 || len(s.Via[0].Actors) != 2 || len(s.Cue.Spans) != 1 || s.Cue.Spans[0].Start != 5 {
			t.Errorf("%s: %+v", parts, s)
		}
	}
	blocks, err := record.ReadBlocks([]byte(`[{"start":0,"end":4,"kind":"body"}]`))
	if want := []ling.Block{{Span: ling.Span{End: 4}, Kind: ling.BlockBody}}; err != nil || !reflect.DeepEqual(blocks, want) {
		t.Errorf("blocks %v, %v", blocks, err)
	}
	var r onrecord.Record
	if err := record.ReadDoubts([]byte(`{"page":[{"rule":"p","message":"of the page"}],"text":[{"rule":"t","message":"of the text","spans":[[1,2]]}]}`), &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Article.Diagnostics) != 1 || r.Article.Diagnostics[0].Rule != "p" || len(r.Found.Diagnostics) != 1 || len(r.Found.Diagnostics[0].Spans) != 1 {
		t.Errorf("doubts %+v, %+v", r.Article.Diagnostics, r.Found.Diagnostics)
	}
	if e, err := record.ReadEvent([]byte(`{"id":"e1","lemma":"fire","cameo":"194"}`)); err != nil || e.Lemma != "fire" || e.CAMEO != "194" {
		t.Errorf("event %+v, %v", e, err)
	}
	if a, err := record.ReadAgreement([]byte(`{"id":"a1","name":"the truce","history":[{"status":"signed"}]}`)); err != nil || a.Name != "the truce" || len(a.History) != 1 {
		t.Errorf("agreement %+v, %v", a, err)
	}
	if m, err := record.ReadMembership([]byte(`{"id":"b1","as":"member"}`)); err != nil || m.As != "member" {
		t.Errorf("membership %+v, %v", m, err)
	}
	for what, err := range map[string]error{
		"spans": second(record.ReadSpans([]byte("{"))), "parts": record.ReadParts([]byte("["), new(onrecord.Statement)), "blocks": second(record.ReadBlocks([]byte("3"))),
		"doubts": record.ReadDoubts([]byte("3"), new(onrecord.Record)), "event": second(record.ReadEvent([]byte("3"))),
	} {
		if err == nil {
			t.Errorf("broken %s were read", what)
		}
	}
}

func second[T any](_ T, err error) error { return err }
