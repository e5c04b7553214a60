package record_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/store/archive"
	"onrecord/internal/store/record"
	"onrecord/internal/store/storetest"
)

func codec(t testing.TB) *record.Codec {
	t.Helper()
	c, err := record.NewCodec()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// What is read is what was written, and it is small.
func TestReadsWhatItWrote(t *testing.T) {
	c := codec(t)
	records := storetest.Corpus()
	for i := range 20 {
		records = append(records, archive.Record(i))
	}
	for _, want := range records {
		b := c.Encode(&want)
		got := onrecord.Record{Article: onrecord.Article{ID: want.ID, Version: want.Version}}
		got.By = want.By
		if err := record.ReadHead(record.Head(&want.Article), &got.Article); err != nil {
			t.Fatal(err)
		}
		if err := c.Decode(b, &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: %v\ngot  %+v\nwant %+v", want.ID, err, got, want)
		}
		if len(want.Text) > 1000 && len(b) > 2*len(want.Text) {
			t.Errorf("%s: a text of %d bytes makes %d", want.ID, len(want.Text), len(b))
		}
	}
}

// A document that is cut or changed anywhere is an error and nothing worse.
func TestRefusesDamage(t *testing.T) {
	c := codec(t)
	r := archive.Record(1)
	b := c.Encode(&r)
	for i := 0; i < len(b); i += 7 {
		var got onrecord.Record
		if err := c.Decode(b[:i], &got); err == nil {
			t.Errorf("cut at %d of %d it was read", i, len(b))
		}
		damaged := bytes.Clone(b)
		damaged[i] ^= 0x55
		if err := c.Decode(damaged, &got); err == nil && !reflect.DeepEqual(got.Found, r.Found) {
			t.Errorf("changed at %d it was read", i)
		}
	}
}

func TestPacks(t *testing.T) {
	c := codec(t)
	for _, want := range []string{"", "{}", "\x03abc", `{"words":"` + strings.Repeat("the harbour was closed ", 20) + `"}`} {
		small := c.Pack([]byte(want))
		if got, err := c.Unpack(small); err != nil || string(got) != want {
			t.Errorf("%q: %q, %v", want, got, err)
		}
		if len(want) > 200 && len(small) > len(want)/2 {
			t.Errorf("%d bytes are packed in %d", len(want), len(small))
		}
	}
	for _, b := range []string{"", "{}", "\x03{}"} {
		if got, err := c.Unpack([]byte(b)); err == nil {
			t.Errorf("%q was unpacked: %q", b, got)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	c := codec(b)
	r := archive.Record(1)
	doc := c.Encode(&r)
	b.ReportAllocs()
	for b.Loop() {
		var got onrecord.Record
		if err := c.Decode(doc, &got); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzDecode: whatever a document holds, it is read or refused.
func FuzzDecode(f *testing.F) {
	c := codec(f)
	for _, r := range storetest.Corpus() {
		f.Add(c.Encode(&r))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var r onrecord.Record
		if err := c.Decode(b, &r); err == nil {
			var again onrecord.Record
			if err := c.Decode(c.Encode(&r), &again); err != nil || !reflect.DeepEqual(again.Found, r.Found) {
				t.Errorf("%v\n%+v\n%+v", err, r.Found, again.Found)
			}
		}
	})
}
