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
	if err := newReader(reflect.TypeFor[all]()).read(b, reflect.ValueOf(&got).Elem()); err != nil || !reflect.DeepEqual(got, want) {
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

// Keys of maps that others make up are written and read, however many there are
// and however often each stands in a document.
func TestManyKeysOfColumns(t *testing.T) {
	type one struct {
		Codes map[string]string `json:"codes"`
	}
	type all struct {
		List []one `json:"list"`
	}
	w, r := newWriter(reflect.TypeFor[all]()), newReader(reflect.TypeFor[all]())
	for i := range 3 * mostKeys {
		k := fmt.Sprint("k", i)
		want := all{[]one{{map[string]string{"iso": "MRN", k: "x"}}, {map[string]string{k: "y"}}, {map[string]string{"iso": "KLV"}}}}
		var got all
		if err := r.read(w.columns(reflect.ValueOf(want)), reflect.ValueOf(&got).Elem()); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v, %v; want %+v", got, err, want)
		}
	}
}

// A document whose parts are gone, or that ends early, is read as far as it goes, or
// refused, and the next is read as if it had not been.
func TestColumnsOfOthers(t *testing.T) {
	type old struct {
		Gone string            `json:"gone"`
		Name string            `json:"name"`
		Not  map[string]string `json:"not"`
	}
	type now struct {
		Name string   `json:"name"`
		New  []string `json:"new"`
	}
	b := newWriter(reflect.TypeFor[old]()).columns(reflect.ValueOf(old{"a", "b", map[string]string{"c": "d"}}))
	r := newReader(reflect.TypeFor[now]())
	var got now
	if err := r.read(b, reflect.ValueOf(&got).Elem()); err != nil || got.Name != "b" || got.New != nil {
		t.Errorf("%+v, %v", got, err)
	}
	whole := newWriter(reflect.TypeFor[now]()).columns(reflect.ValueOf(now{"b", []string{"x", "y", "x"}}))
	for n := range whole {
		r := newReader(reflect.TypeFor[now]())
		var got now
		if err := r.read(whole[:n], reflect.ValueOf(&got).Elem()); err == nil {
			t.Errorf("the first %d bytes of %d are read: %+v", n, len(whole), got)
		}
	}
}
