package clause

import (
	"reflect"
	"testing"
)

func TestRuns(t *testing.T) {
	rs := Runs{{2, 5}, {8, 9}}
	for name, c := range map[string]struct{ got, want any }{
		"empty range":        {Range(3, 3), Runs(nil)},
		"from":               {rs.From(), 2},
		"to":                 {rs.To(), 9},
		"size":               {rs.Size(), 4},
		"has first":          {rs.Has(2), true},
		"has end":            {rs.Has(5), false},
		"join touching":      {rs.Join(Range(5, 8)), Runs{{2, 9}}},
		"join apart":         {rs.Join(Range(0, 1)), Runs{{0, 1}, {2, 5}, {8, 9}}},
		"join overlapping":   {rs.Join(Range(3, 6)), Runs{{2, 6}, {8, 9}}},
		"without the middle": {rs.Without(Range(3, 4)), Runs{{2, 3}, {4, 5}, {8, 9}}},
		"without all":        {rs.Without(Range(0, 20)), Runs(nil)},
		"within":             {rs.Within(Range(4, 9)), Runs{{4, 5}, {8, 9}}},
		"overlaps":           {rs.Overlaps(Range(4, 6)), true},
		"overlaps by a hair": {rs.Overlaps(Range(5, 8)), false},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
	if !reflect.DeepEqual(rs, Runs{{2, 5}, {8, 9}}) {
		t.Errorf("the operations changed their receiver: %v", rs)
	}
}
