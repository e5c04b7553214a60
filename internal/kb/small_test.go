package kb

import (
	"slices"
	"testing"

	"onrecord/ling"
)

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"already plain":     "already plain",
		"José  Ø. Łuk":      "jose o luk",
		"Đặng-Æble’s œuvre": "dang-aeble's oeuvre",
		"Straße–Þór İnan ı": "strasse-thor inan i",
		"Əliyev ‘Aʾ":        "aliyev 'a'",
		" edges ":           "edges",
	} {
		if got := Fold(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
	// Most words of a text are folded already: they must cost nothing.
	if n := testing.AllocsPerRun(10, func() { Fold("already plain") }); n > 0 {
		t.Errorf("a plain name costs %v allocations", n)
	}
}

// TestShortNames: what a person's full name is shortened to.
func TestShortNames(t *testing.T) {
	b, err := NewBuilder(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"Bo Lind":            {"lind"},
		"Bo Alan Lind":       {"bo lind", "lind", "alan lind"},
		"Bo Lind Jr.":        {"lind"},
		"Bo Alan Lind III":   {"lind", "bo lind"},
		"Bo Lind, Jr.":       {"lind"},
		"Greta van der Holm": {"van der holm", "holm"},
		"Karim Al-Mazen":     {"al-mazen", "mazen"},
		"Single":             nil,
	} {
		e := b.Add("", name, "person")
		b.callPerson(e, name, Full)
		for _, w := range want {
			if s, ok := e.names[w]; !ok || s > Short {
				t.Errorf("%s is not called %q: %v", name, w, e.names)
			}
		}
		for _, never := range []string{"jr", "iii", "al", "der holm"} {
			if _, ok := e.names[never]; ok {
				t.Errorf("%s is called %q", name, never)
			}
		}
	}
}

func TestProperCase(t *testing.T) {
	for in, want := range map[string]string{"AHMAD_SHAH_AHMADZAI_": "Ahmad Shah Ahmadzai", "BASHAR_AL-ASSAD": "Bashar Al-Assad", "ÉMILE": "Émile", "": ""} {
		if got := unscore(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestLatin(t *testing.T) {
	for name, want := range map[string]bool{"Genève": true, "Женева": false, "": false, "Šid": true} {
		if latin(name) != want {
			t.Errorf("latin(%q) is not %v", name, want)
		}
	}
}

// TestTermHolds: a term without an end is sure up to what its source could know.
func TestTermHolds(t *testing.T) {
	start, end, asOf := ling.NewDate(2010, 5, 1), ling.NewDate(2012, 5, 1), ling.NewDate(2011, 5, 1)
	for _, c := range []struct {
		term          Term
		day           ling.Date
		holds, surely bool
	}{
		{Term{Start: start, End: end}, start, true, true},
		{Term{Start: start, End: end}, end, true, true},
		{Term{Start: start, End: end}, start.AddDays(-1), false, false},
		{Term{Start: start, End: end}, end.AddDays(1), false, false},
		{Term{Start: start, AsOf: asOf}, asOf, true, true},
		{Term{Start: start, AsOf: asOf}, asOf.AddDays(1), true, false},
		{Term{Start: start}, asOf.AddDays(10000), true, true},
	} {
		if holds, surely := c.term.Holds(c.day); holds != c.holds || surely != c.surely {
			t.Errorf("%+v on %v: %v, %v", c.term, c.day, holds, surely)
		}
	}
}

// TestLookUps holds the ways into a base that no name leads to.
func TestLookUps(t *testing.T) {
	b, err := ownBase()
	if err != nil {
		t.Fatal(err)
	}
	if r, ok := b.Find("Q159"); !ok || b.Actor(r).Name != "Russia" {
		t.Errorf("Q159 is %v", r)
	}
	if r, ok := b.Find("Q1590000000"); ok || r != NoRef {
		t.Errorf("nobody's id is %v's", r)
	}
	sounds := func(name string) (names []string) {
		for _, n := range b.Sounding(nil, name) {
			names = append(names, b.Actor(n.Ref).Name)
		}
		return names
	}
	if got := sounds("Frederica Mogherini"); !slices.Equal(got, []string{"Federica Mogherini"}) && len(sounds("Federika Mogerini")) != 1 {
		t.Errorf("no sound of Federica Mogherini: %v", got)
	}
	if got := sounds("Nobody Soundingham"); len(got) > 0 {
		t.Errorf("nobody sounds like %v", got)
	}
	president, minister, ambassador := officeNamed(t, b, "president"), officeNamed(t, b, "minister"), officeNamed(t, b, "ambassador")
	if !b.Single(president) || b.Single(minister) || b.Single(60000) {
		t.Error("one president, and many ministers, at a time")
	}
	if b.Rank(president) <= b.Rank(ambassador) || b.Rank(ambassador) == 0 || b.Rank(60000) != 0 {
		t.Errorf("a president ranks %d, an ambassador %d", b.Rank(president), b.Rank(ambassador))
	}
	metonym := false
	for _, n := range b.Names(nil, "Langley") {
		metonym = metonym || n.Sense == Metonym && b.Actor(n.Ref).Name == "Central Intelligence Agency"
	}
	if !metonym {
		t.Error("Langley does not speak for the CIA")
	}
}

// TestAddedNames: a name that a user's actor has is no longer sure of those it
// meant before, and a name that two added actors share is sure of neither.
func TestAddedNames(t *testing.T) {
	base, _ := extended(t, func(b *Builder) error {
		for _, name := range []string{"Russian Federation", "Ana Kovač"} {
			b.Add("", name, "organization")
			b.Add("x:other-"+Slug(name), name, "organization")
		}
		return nil
	})
	for _, name := range []string{"Russian Federation", "Ana Kovač"} {
		for _, n := range base.Names(nil, name) {
			if n.Sense <= Alias {
				t.Errorf("%s surely means %s", name, base.ID(n.Ref))
			}
		}
	}
}
