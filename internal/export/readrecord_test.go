package export_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"onrecord/internal/export"
	"onrecord/internal/store/storetest"
)

// A record that was written and read again is written the same, whatever it
// holds, and its spans say the same words.
func TestReadRecord(t *testing.T) {
	for _, r := range storetest.Corpus() {
		var first, second bytes.Buffer
		if err := export.WriteRecord(&first, r); err != nil {
			t.Fatal(err)
		}
		again, err := export.ReadRecord(first.Bytes(), "imported")
		if err != nil {
			t.Fatalf("%s: %v", r.ID, err)
		}
		if err := export.WriteRecord(&second, again); err != nil {
			t.Fatal(err)
		}
		if first.String() != second.String() || again.By != "imported" {
			t.Errorf("%s, read by %q\n%s%s", r.ID, again.By, first.String(), second.String())
		}
	}
}

// What is no record of the contract says why.
func TestReadRecordRefuses(t *testing.T) {
	record := func(change string) string {
		fields := map[string]any{"schema": 1, "id": "a", "text": "déjà vu"}
		if err := json.Unmarshal([]byte("{"+change+"}"), &fields); err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if _, err := export.ReadRecord([]byte(record(`"blocks":[{"start":0,"end":7,"kind":"body"}]`)), ""); err != nil {
		t.Error(err)
	}
	for change, want := range map[string]string{
		`"schema":2`: `"schema" is 2`, `"id":""`: `no "id"`, `"text":""`: `no "text"`,
		`"blocks":[{"start":0,"end":8,"kind":"body"}]`:                 "[0, 8) is no range",
		`"blocks":[{"start":-1,"end":3,"kind":"body"}]`:                "[-1, 3) is no range",
		`"blocks":[{"start":4,"end":3,"kind":"body"}]`:                 "[4, 3) is no range",
		`"published":{"earliest":"2016-04-31"}`:                        "2016-04-31",
		`"collected":"noon"`:                                           "noon",
		`"statements":[{"id":"s","said_on":{"time":"t9"}}]`:            `no time "t9"`,
		`"mentions":[{"id":"m","start":0,"end":4},{"id":"m","end":1}]`: "used before",
		`"authors":"nobody"`:                                           "broken JSON",
	} {
		if _, err := export.ReadRecord([]byte(record(change)), ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", change, err, want)
		}
	}
}

// Whatever is read is a record that can be written, and is then read the same.
func FuzzReadRecord(f *testing.F) {
	for _, r := range storetest.Corpus() {
		var b bytes.Buffer
		if err := export.WriteRecord(&b, r); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		r, err := export.ReadRecord(line, "x")
		if err != nil {
			return
		}
		var first, second bytes.Buffer
		if err := export.WriteRecord(&first, r); err != nil {
			t.Fatal(err)
		}
		again, err := export.ReadRecord(first.Bytes(), "x")
		if err != nil {
			t.Fatalf("%v\n%s", err, first.Bytes())
		}
		if err := export.WriteRecord(&second, again); err != nil || first.String() != second.String() {
			t.Fatalf("%v\n%s%s", err, first.String(), second.String())
		}
	})
}
