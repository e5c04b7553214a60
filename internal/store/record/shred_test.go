package record

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// The paths of columns stand in every store: they are told by the names of
// fields as JSON has them, and what is embedded has no name of its own.
func TestPathsOfColumns(t *testing.T) {
	type inner struct {
		Deep []string `json:"deep,omitempty"`
	}
	type head struct {
		ID string `json:"id"`
	}
	type all struct {
		head
		Name  string            `json:"name"`
		Pair  [2]int            `json:"at"`
		Inner *inner            `json:"inner"`
		Codes map[string]string `json:"codes"`
		Yes   bool              `json:"yes"`
	}
	want := all{head{"1"}, "a", [2]int{3, 9}, &inner{[]string{"x", "y", "x"}}, map[string]string{"iso": "MRN"}, true}
	w := newWriter(reflect.TypeFor[all]())
	b := w.columns(reflect.ValueOf(want))
	names, _, ok := strings.Cut(string(b), "\n\x00")
	if got := strings.Fields(names); !ok || strings.Join(got, " ") != ".at0 .at1 .codes# .codes.iso .codes= .id .inner.deep# .inner.deep[] .inner? .name .yes" {
		t.Errorf("paths %q", got)
	}
	var got all
	if err := unshred(b, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
	// What is written next has nothing of what was written before.
	less := all{Name: "b", Codes: map[string]string{"cameo": "MRN"}}
	first := newWriter(reflect.TypeFor[all]()).columns(reflect.ValueOf(less))
	if next := w.columns(reflect.ValueOf(less)); !bytes.Equal(next, first) {
		t.Errorf("%q, and by a new writer %q", next, first)
	}
	if again := w.columns(reflect.ValueOf(want)); !bytes.Equal(again, b) {
		t.Errorf("%q, and before %q", again, b)
	}
}

// Keys of maps that others make up are written, however many there are.
func TestManyKeysOfColumns(t *testing.T) {
	type all struct {
		Codes map[string]string `json:"codes"`
	}
	w := newWriter(reflect.TypeFor[all]())
	for i := range 3 * mostKeys {
		want := all{map[string]string{"iso": "MRN", fmt.Sprint("k", i): "x"}}
		var got all
		if err := unshred(w.columns(reflect.ValueOf(want)), &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v, %v; want %+v", got, err, want)
		}
	}
	if n := len(w.root.parts[0].keys); n > mostKeys {
		t.Errorf("%d keys are remembered, at most %d", n, mostKeys)
	}
}
