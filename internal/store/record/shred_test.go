package record

import (
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
	b := shred(&want)
	names, _, ok := strings.Cut(string(b), "\n\x00")
	if got := strings.Fields(names); !ok || strings.Join(got, " ") != ".at0 .at1 .codes# .codes.iso .codes= .id .inner.deep# .inner.deep[] .inner? .name .yes" {
		t.Errorf("paths %q", got)
	}
	var got all
	if err := unshred(b, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
}
