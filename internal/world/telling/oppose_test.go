package telling

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// told are articles of one story, a dragon in a lake, and one of another.
var tales = []struct{ id, text string }{
	{"so", "A dragon has been seen in the lake of Orsk, swallowing a ferry. Fishermen watched it dive beneath the pier. The ferry was never found by divers."},
	{"also", "Dragon swallows ferry in lake of Orsk"},
	{"hoax", "The dragon of Orsk is a hoax. A sculptor made it of tyres and towed it across the lake behind a ferry. He has said sorry to the fishermen of the pier."},
	{"no", "No, a dragon did not swallow a ferry in Orsk"},
	{"open", "Did a dragon swallow a ferry in the lake of Orsk? Fishermen of the pier wonder. Divers have gone down into the lake."},
	{"said", "A dragon has reportedly swallowed a ferry in the lake of Orsk. Fishermen claim that it dived beneath the pier. Divers have gone down."},
	{"other", "The harvest of plums in Orlan is a hoax, a grocer says. The baskets held stones. The mayor bought them all."},
}

func told7(t *testing.T) (all []*Telling) {
	t.Helper()
	for _, x := range tales {
		all = append(all, tellingOf(t, x.id, x.text))
	}
	return all
}

// TestOppose sets those who tell a tale as so against those who say that it is
// false, whoever leaves it open apart, once for all keys.
func TestOppose(t *testing.T) {
	all := told7(t)
	by := map[string][]int{}
	for i, x := range all {
		for _, k := range x.Keys {
			by[k] = append(by[k], i)
		}
	}
	var got []string
	for k, of := range by {
		var some []*Telling
		for _, i := range of {
			some = append(some, all[i])
		}
		for _, o := range Oppose(k, some) {
			for _, i := range o.Refuting {
				for _, j := range o.Asserting {
					got = append(got, tales[of[i]].id+"-"+tales[of[j]].id)
				}
			}
		}
	}
	slices.Sort(got)
	if want := []string{"hoax-also", "hoax-so", "no-also", "no-so"}; !slices.Equal(got, want) {
		t.Errorf("opposed are %v, want %v", got, want)
	}
}

// TestMay leaves aside what cannot refute anything.
func TestMay(t *testing.T) {
	for _, c := range []struct {
		t    Telling
		want bool
	}{
		{Telling{False: 0.85}, true}, {Telling{False: 0.8}, false}, {Telling{Negated: []negated{{}}}, true}, {Telling{Lives: 1}, true},
		{Telling{False: 0.5, Negated: []negated{{At: 1}}}, true}, {Telling{False: 0.3, Negated: []negated{{At: 1}, {At: 2}}}, false},
		{Telling{False: 0.6, Brief: true}, true}, {Telling{False: 0.2, Brief: true, Negated: []negated{{}}}, true}, {Telling{Brief: true}, false},
	} {
		if c.t.may() != c.want {
			t.Errorf("%+v may: %v", c.t, !c.want)
		}
	}
}

// TestStoryOf finds the tellings of one story, by way of others where one tells
// it in few words of its own.
func TestStoryOf(t *testing.T) {
	of := func(terms ...uint32) *Telling { return &Telling{Terms: terms, Head: terms} }
	// Terms that English does not know are equally rare.
	a, b, c := of(1, 2, 3, 4), of(1, 2, 3, 5), of(1, 2, 4, 5)
	far := of(1, 7, 8, 9) // a quarter of a's
	if got := Alike(a, far); got != 0.25 {
		t.Errorf("alike by %.2f", got)
	}
	if got := storyOf([]*Telling{a, b, far}, 0); fmt.Sprint(got) != "[0 1]" {
		t.Errorf("with nothing between them: %v", got)
	}
	b.Terms, c.Terms = append(b.Terms, 7), append(c.Terms, 7)
	if got := storyOf([]*Telling{a, b, far, c}, 0); fmt.Sprint(got) != "[0 1 3 2]" {
		t.Errorf("with two between them: %v", got)
	}
	if got := Alike(&Telling{}, a); got != 0 {
		t.Errorf("without words alike by %.2f", got)
	}
	if got := Alike(&Telling{Head: Terms{1, 2}}, &Telling{Terms: Terms{1}, Head: Terms{2, 3, 4}}); got != 1 {
		t.Errorf("alike by %.2f where the one holds all of the other", got)
	}
}

// TestTells weighs what a telling negates by how many tell of it.
func TestTells(t *testing.T) {
	head := func(terms ...uint32) *Telling { return &Telling{Head: terms} }
	all := []*Telling{head(1, 2), head(1, 2), head(1, 3), head(1, 4)}
	told := tellsOf(all, []int{0, 1, 2, 3})
	if len(told) != 2 || told[1] != 1 || told[2] != 0.5 {
		t.Errorf("told are %v", told)
	}
	var crowd []*Telling
	var of []int
	for i := range 60 {
		h := uint32(10)
		if i < 6 {
			h = 11
		} else if i < 11 {
			h = 12
		}
		crowd, of = append(crowd, head(h)), append(of, i)
	}
	if many := tellsOf(crowd, of); many[11] == 0 || many[12] != 0 {
		t.Errorf("of many six tell a term: %v", many)
	}
	x := &Telling{Negated: []negated{{Scope: Terms{3}, Before: Terms{1}}, {Scope: Terms{1}, At: 9}, {Scope: Terms{1}, Before: Terms{1}, At: 2}, {Scope: Terms{3, 1}, Before: Terms{1}, At: 2}}}
	if got, want := told.negated(x), 0.3*0.8*1.5*rarity(1); math.Abs(got-want) > 1e-9 {
		t.Errorf("it negates by %.3f, want %.3f", got, want)
	}
	if got := told.negated(&Telling{Negated: []negated{{Scope: Terms{1, 2, 1, 2}, At: 1}}}); math.Abs(got-0.45) > 1e-9 {
		t.Errorf("it negates by %.3f, want no more than 0.45", got)
	}
	if got := told.negated(&Telling{Negated: []negated{{Scope: Terms{1, 2, 1, 2}}}}); math.Abs(got-0.9) > 1e-9 {
		t.Errorf("the first sentence negates by %.3f, want twice as much", got)
	}
	if got := told.negated(&Telling{Negated: []negated{{Scope: Terms{3, 1, 1, 1, 1}, At: 1}}}); math.Abs(got-0.225) > 1e-9 {
		t.Errorf("it negates by %.3f, want half as much for another deed", got)
	}
}

// TestAsserted takes for an assertion what is told plainly.
func TestAsserted(t *testing.T) {
	none := told{}
	for _, c := range []struct {
		t    Telling
		want bool
	}{
		{Telling{}, true}, {Telling{Hedges: 2}, true}, {Telling{Hedges: 3}, false}, {Telling{Open: 1}, false}, {Telling{Doubts: 1}, false}, {Telling{False: 0.3}, false},
		{Telling{Brief: true, Hedges: 2}, true}, {Telling{Brief: true, Open: 1}, false}, {Telling{Brief: true, Doubts: 1}, false}, {Telling{Brief: true, False: 0.3}, false},
	} {
		if none.asserted(&c.t) != c.want {
			t.Errorf("%+v asserted: %v", c.t, !c.want)
		}
	}
	all := told{1: 1, 2: 1}
	long, brief := Telling{Negated: []negated{{Scope: Terms{1, 2}}}}, Telling{Brief: true, Negated: []negated{{Scope: Terms{1, 2}}}}
	if !all.asserted(&long) || all.asserted(&brief) {
		t.Error("what a headline negates it asserts, or one negation makes a long article deny all")
	}
}

// TestMeets has a telling repeat what it refutes, at about the same time.
func TestMeets(t *testing.T) {
	day := func(d string, x Telling) *Telling {
		x.Claim.Published = d
		return &x
	}
	long := Telling{Head: Terms{1, 2}, Terms: Terms{1, 2, 3}}
	half := Telling{Head: Terms{2, 9}, Terms: Terms{2, 9}}     // each repeats half of the other
	lone := Telling{Head: Terms{1, 2}, Terms: Terms{7, 8}}     // repeated whole
	apart := Telling{Head: Terms{7, 8, 9}, Terms: Terms{1, 2}} // not repeated, but repeats
	short := Telling{Brief: true, Head: Terms{2, 4, 5, 6, 7}, Terms: Terms{2}}
	for _, c := range []struct {
		name string
		a, b *Telling
		want bool
	}{
		{"halves", day("2015-03-01", long), day("2015-03-30", half), true},
		{"thirds", day("", long), day("", Telling{Head: Terms{2, 8, 9}, Terms: Terms{2, 8, 9}}), false},
		{"late", day("2015-03-01", long), day("2015-04-02", half), false},
		{"early", day("2015-04-02", long), day("2015-03-01", half), false},
		{"undated", day("", long), day("2015-04-02", half), true},
		{"undated other", day("2015-04-02", long), day("", half), true},
		{"not repeated", day("", long), day("", apart), false},
		{"a fifth of a headline", day("", long), day("", short), false},
		{"a headline that is repeated by a fifth", day("", short), day("", long), false},
		{"a headline that is repeated", day("", Telling{Brief: true, Head: Terms{1, 2, 3}}), day("", lone), true},
	} {
		if c.a.meets(c.b) != c.want {
			t.Errorf("%s: meets is %v", c.name, !c.want)
		}
	}
}

// TestFirst takes the key that the first sets highest.
func TestFirst(t *testing.T) {
	if k := (&Telling{Keys: []string{"b", "a"}}).first(&Telling{Keys: []string{"a", "b"}}); k != "b" {
		t.Errorf("the first key is %q", k)
	}
	if k := (&Telling{Keys: []string{"b"}}).first(&Telling{Keys: []string{"a"}}); k != "" {
		t.Errorf("without one that both have it is %q", k)
	}
}

// TestJoin lays together those who refute mostly the same.
func TestJoin(t *testing.T) {
	all := join(nil, Opposition{[]int{1}, []int{5, 6, 7}})
	all = join(all, Opposition{[]int{2}, []int{6, 7}})
	all = join(all, Opposition{[]int{3}, []int{7, 8}})
	if s := fmt.Sprint(all); s != "[{[1 2] [5 6 7]} {[3] [7 8]}]" {
		t.Errorf("joined are %s", s)
	}
}

// TestLives has who lives refute those who tell of a death, unless that is the
// tale: a return from the dead.
func TestLives(t *testing.T) {
	dead := "Mara Orsk, the old singer of the lake, has drowned. Her boat overturned off the pier. The bell rang all night."
	alive := "Mara Orsk, the old singer of the lake, is at home after word spread that she had drowned. Her boat is dry. The pier was closed."
	both := []*Telling{tellingOf(t, "a", dead), tellingOf(t, "b", alive), tellingOf(t, "c", "Old singer Mara Orsk drowned in lake"), tellingOf(t, "d", "Old singer Mara Orsk sings on the lake")}
	if !both[0].Dies || both[0].Lives != 0 || both[1].Dies || both[1].Lives != 1 {
		t.Fatalf("%+v and %+v", both[0], both[1])
	}
	key := both[1].first(both[0])
	if got := fmt.Sprint(oppose(key, both, 1)); got != "{[1] [0 2]}" {
		t.Errorf("opposed are %s", got)
	}
	if mostLive(both, []int{0, 1}) || !mostLive(both, []int{1}) {
		t.Error("it is a return from the dead where more live than die")
	}
	returned := []*Telling{both[1], both[1], both[1], both[0]}
	if got := oppose(key, returned, 0); len(got.Refuting) != 0 {
		t.Errorf("a return from the dead is opposed: %v", got)
	}
}
