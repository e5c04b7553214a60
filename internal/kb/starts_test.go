package kb

import (
	"io"
	"strings"
	"testing"

	"onrecord"
)

func TestStarting(t *testing.T) {
	b, err := NewBuilder(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	b.Add("x:1", "Marenian Salt Board", onrecord.Organization).Call("MSB", Alias)
	b.Add("x:2", "Ana Kovač", onrecord.Person).Call("Kovač", Short)
	long := "Valdorian " + strings.Repeat("Very ", 20) + "Long League"
	b.Add("x:3", long, onrecord.Group)
	pack, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	base, err := Open(string(pack))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		word string
		n    int
		want bool
	}{
		{"Marenian", 3, true}, {"marenian", 3, true}, {"Marenian", 2, false}, {"Marenian", 0, false},
		{"MSB", 1, true}, {"M.S.B.", 1, true}, {"MSB", 2, false},
		{"Ana", 2, true}, {"Kovac", 1, false}, {"Dornholt", 1, false},
		{"Valdorian", 23, true}, {"Valdorian", mostWords, true}, {"Valdorian", mostWords - 1, false},
	} {
		if got := base.Starting(c.word).Has(c.n); got != c.want {
			t.Errorf("names of %d words that begin with %s: %v, want %v", c.n, c.word, got, c.want)
		}
	}
	if got := base.Starting("Marenian").Most(); got != 3 {
		t.Errorf("the longest name that begins with Marenian has %d words, want 3", got)
	}
	if got := base.Starting("Dornholt").Most(); got != 0 {
		t.Errorf("the longest name that begins with Dornholt has %d words, want 0", got)
	}
	// What is added to a pack keeps what the pack told.
	more, err := Extend(base, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	more.Add("x:4", "Dornholt Ferry Union", onrecord.Organization)
	if pack, err = more.Build(); err != nil {
		t.Fatal(err)
	}
	if base, err = Open(string(pack)); err != nil {
		t.Fatal(err)
	}
	if !base.Starting("Dornholt").Has(3) || !base.Starting("Marenian").Has(3) {
		t.Error("a pack that was extended has lost where names begin")
	}
}
