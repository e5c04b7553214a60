package linear

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

var header = Header{Name: "n", Version: "1", Data: "d", Licence: "l", Command: "c", Scores: "s"}

func TestModelRoundTrip(t *testing.T) {
	weights := make([]float32, 2<<4)
	weights[3], weights[30] = 2, -1
	m := Quantize(header, 2, 4, weights)
	var file bytes.Buffer
	if err := m.Write(&file); err != nil {
		t.Fatal(err)
	}
	again, err := Read(&file)
	if err != nil || !reflect.DeepEqual(again, m) {
		t.Errorf("read back %+v, %v; want %+v", again, err, m)
	}
	// The top four bits choose the row: weight 3 is row 1's second.
	if got := m.Row(1 << 60); got[1] != 127 || got[0] != 0 {
		t.Errorf("row 1 is %v", got)
	}
	if got := m.Row(15 << 60); got[0] >= 0 {
		t.Errorf("row 15 is %v", got)
	}
}

func TestTablesRoundTrip(t *testing.T) {
	one := NewTable([]Entry{{Hash("peace"), 1}, {Hash("talks"), 6}, {Hash("peace"), 2}})
	two := NewTable(nil)
	var file bytes.Buffer
	if err := WriteTables(&file, header, one, two); err != nil {
		t.Fatal(err)
	}
	var a, b *Table
	h, err := ReadTables(&file, &a, &b)
	if err != nil || h != header {
		t.Fatalf("header %+v, %v", h, err)
	}
	for _, c := range []struct {
		word string
		want uint32
	}{{"peace", 3}, {"talks", 6}, {"war", 0}} {
		if got := a.Get(Hash(c.word)); got != c.want {
			t.Errorf("%s is %d, want %d", c.word, got, c.want)
		}
		if got := b.Get(Hash(c.word)); got != 0 {
			t.Errorf("%s stands in an empty table", c.word)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	var file bytes.Buffer
	if err := Quantize(header, 1, 2, make([]float32, 4)).Write(&file); err != nil {
		t.Fatal(err)
	}
	good := file.String()
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "", "not a linear model"},
		{"another file", "onrecord tables 1\n", "not a linear model"},
		{"no classes", strings.Replace(good, "classes: 1", "classes: 0", 1), `bad classes "0"`},
		{"a table too large", strings.Replace(good, "bits: 2", "bits: 60", 1), `bad bits "60"`},
		{"no scale", strings.Replace(good, "scale: 1", "scale: -1", 1), `bad scale "-1"`},
		{"no weights", good[:strings.Index(good, "\n\n")+2], "weights of n"},
	} {
		if _, err := Read(strings.NewReader(c.in)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q in it", c.name, err, c.want)
		}
	}
}
