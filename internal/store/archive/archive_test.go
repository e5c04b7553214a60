package archive_test

import (
	"reflect"
	"testing"

	"onrecord/internal/store/archive"
)

// What is made up is a record like any other, and the same each time.
func TestRecordsAreWhole(t *testing.T) {
	size := 0
	for i := range 100 {
		r := archive.Record(i)
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(r, archive.Record(i)) {
			t.Errorf("article %d is another each time", i)
		}
		if len(r.Statements) != 20 || len(r.Actors) < 5 {
			t.Errorf("article %d: %d statements of %d actors", i, len(r.Statements), len(r.Actors))
		}
		size += len(r.Text)
	}
	if mean := size / 100; mean < 3500 || mean > 6000 {
		t.Errorf("articles have %d bytes", mean)
	}
}
