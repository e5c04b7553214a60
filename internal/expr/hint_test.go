package expr

import (
	"slices"
	"testing"
)

// TestHints derives strings of which every match has one, and none where there
// are no such strings.
func TestHints(t *testing.T) {
	for expr, want := range map[string][]string{
		`(?i)\bHoax(?:es)?\b`:          {"hoax"},
		`\b(?:hoax|fakery)\b`:          {"hoax", "fakery"},
		`\b(?:is|are) (?:not )?true`:   {"true"},
		`(?:\w+ )*(?:a|an) (bell)+`:    {"bell"},
		`(?:bell){2,3}x`:               {"bell"},
		`(?:bell){0,3}`:                nil,
		`\w+`:                          nil,
		`état|bell`:                    nil,
		`[’']s x`:                      {"s x"},
		`da’esh`:                       {"da’esh"},
		`bell|\w+`:                     nil,
		`a|bell`:                       nil,
		`\b(?:fakes?|fiction|bells) x`: {"fake", "fiction", "bells"},
		`(?i:BELL)|\bIS\b|Rang`:        {"bell", "IS", "Rang"},
		`f(?:(?:ak)ery|ool)`:           {"fakery", "fool"},
		`f(?:\w+|ool)s`:                nil,
		`(`:                            nil,
		`\b(?:rumou?rs?|tales?) is`:    {"rumo", "tale"},
	} {
		if got := hints(expr); !slices.Equal(got, want) {
			t.Errorf("%s: hints %q, want %q", expr, got, want)
		}
	}
	if !better([]string{"bell"}, nil) || !better([]string{"bells"}, []string{"bell"}) || !better([]string{"bell"}, []string{"bell", "ring"}) || better([]string{"be"}, []string{"bell", "ring"}) {
		t.Error("what puts more aside is not told")
	}
}
