package ledger

import (
	"fmt"
	"slices"
	"testing"

	"onrecord"
)

// TestMonths has a period stand under every month that it touches.
func TestMonths(t *testing.T) {
	for _, c := range []struct{ first, last, want string }{
		{"2015-03-02", "2015-03-02", "[2015-03]"},
		{"2015-11-30", "2016-01-01", "[2015-11 2015-12 2016-01]"},
		{"", "2015-03-02", "[]"},
		{"2015-03-02", "", "[]"},
	} {
		if got := fmt.Sprint(months(c.first, c.last)); got != c.want {
			t.Errorf("%s to %s: %s, want %s", c.first, c.last, got, c.want)
		}
	}
	if got := months("1990-01-01", "1999-12-31"); len(got) != mostMonths {
		t.Errorf("a decade is %d months", len(got))
	}
}

// TestFew has a told be compared with a bounded number of agreements, among them
// an old one that it shares a word, a place or the month of its making with.
func TestFew(t *testing.T) {
	s := newShelf()
	put := func(day string, change func(*told)) *agreement {
		told := on(day, change)
		told.article = onrecord.ArticleID(fmt.Sprint(len(s.of)))
		s.put(told)
		return s.of[told.ref()]
	}
	anew := func(change func(*told)) func(*told) {
		return func(t *told) {
			t.New, t.Another, t.Statuses = true, true, []status{became(onrecord.Agreed, t.day)}
			if change != nil {
				change(t)
			}
		}
	}
	reed := put("2014-01-02", anew(func(t *told) { t.Marks = []string{"reed"} }))
	karst := put("2014-02-02", anew(func(t *told) { t.Local, t.localWords = []string{"karst"}, []string{"karst"} }))
	may := put("2014-05-02", anew(nil))
	for i := range 3 * compared {
		put(fmt.Sprintf("2015-%02d-%02d", 1+i/28%12, 1+i%28), anew(func(t *told) { t.Term = fmt.Sprintf("P%dD", 2+i) }))
	}
	if len(s.all) < 2*compared {
		t.Fatalf("%d agreements are too few to tell", len(s.all))
	}
	for name, c := range map[string]struct {
		told *told
		want *agreement
	}{
		"a word":  {on("2015-12-28", func(t *told) { t.Marks = []string{"reed"} }), reed},
		"a place": {on("2015-12-28", func(t *told) { t.Local = []string{"karst"} }), karst},
		"a month": {on("2015-12-28", func(t *told) {
			t.Begun = &onrecord.Period{Value: "2014-05", Earliest: "2014-05-01", Latest: "2014-05-31"}
		}), may},
	} {
		few := s.candidates(c.told)
		if !slices.Contains(few, c.want) || len(few) > 2*compared {
			t.Errorf("by %s one of %d is compared, and not the one meant", name, len(few))
		}
		if !slices.IsSortedFunc(few, func(a, b *agreement) int { return a.place - b.place }) {
			t.Errorf("by %s they come in no order", name)
		}
	}
	if few := s.candidates(on("2015-12-28", nil)); slices.Contains(few, reed) || len(few) != compared {
		t.Errorf("by nothing %d are compared", len(few))
	}
}

// TestJoin has strays be laid in their place among the tolds that they go to, also
// by way of another stray, and alone where what is known there speaks against.
func TestJoin(t *testing.T) {
	s := newShelf()
	for i, day := range []string{"2015-03-04", "2015-03-08"} {
		told := on(day, with(became(onrecord.Holding, day)))
		told.order = 2 * (i + 1)
		s.put(told)
	}
	first := s.all[0].tolds[0]
	stray := func(day string, order int, to string, change func(*told)) *told {
		told := on(day, change)
		told.order, told.With, told.Home = order, to, "TCD|deal"
		return told
	}
	middle := stray("2015-03-06", 3, first.ref(), with(became(onrecord.Violated, "2015-03-06")))
	before := stray("2015-03-02", 1, middle.ref(), with(became(onrecord.Signed, "2015-03-02")))
	other := stray("2015-03-07", 5, first.ref(), func(t *told) { t.Type = onrecord.PrisonerExchange })
	otherToo := stray("2015-03-09", 6, first.ref(), func(t *told) { t.Type = onrecord.PrisonerExchange })
	lost := stray("2015-03-10", 7, "nobody g1", nil)
	all := s.join([]*told{before, middle, other, otherToo, lost})
	got := [][]int{}
	for _, a := range all {
		orders := []int{}
		for _, t := range a.tolds {
			orders = append(orders, t.order)
		}
		got = append(got, orders)
	}
	if want := "[[1 2 3 4] [5 6] [7]]"; fmt.Sprint(got) != want {
		t.Errorf("joined %v, want %s", got, want)
	}
}

// TestWide has no told follow others by what many deals of a power are about.
func TestWide(t *testing.T) {
	pact := on("2015-03-02", func(t *told) { t.Keys = []string{"RUS:nuclear|deal", "USA:nuclear|deal", "USA:tarn|deal", "TCD|deal"} })
	for key, want := range map[string]bool{"RUS:nuclear|deal": false, "USA:nuclear|deal": true, "USA:tarn|deal": false, "TCD|deal": false, "CHN:nuclear|deal": false} {
		if got := pact.wide(key); got != want {
			t.Errorf("%s is wide: %v", key, got)
		}
	}
}

// TestTitle has a name be without those with whom it is.
func TestTitle(t *testing.T) {
	for name, want := range map[string]string{
		"the Tarn arms treaty with Russia":                "the Tarn arms treaty",
		"the gas deal between Tara and Norland":           "the gas deal",
		"the agreement with Norland":                      "the agreement with Norland",
		"the Withering Heights accord":                    "the Withering Heights accord",
		"the Tarn treaty with Tara between two of a kind": "the Tarn treaty",
	} {
		if got := title(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}
