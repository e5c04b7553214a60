package kb

import (
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// tables is where the tables of the built-in pack stand, outside the repository.
const tables = "../../../shared/data/actors"

func builtinBase(t testing.TB) *Base {
	t.Helper()
	b, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func day(t testing.TB, s string) ling.Date {
	t.Helper()
	d, err := ling.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestNames(t *testing.T) {
	b := builtinBase(t)
	for _, c := range []struct {
		name, id string
		sense    Sense
	}{
		{"Russia", "Q159", Full},
		{"Russian Federation", "Q159", Alias},
		{"Russian", "Q159", Demonym},
		{"Moscow", "Q159", Metonym},
		{"Moscow", "Q649", Full},
		{"U.S.", "Q30", Alias},
		{"US", "Q30", Alias},
		{"Sergey Lavrov", "Q58217", Full},
		{"LAVROV", "Q58217", Short},
		{"DAESH", "Q2429253", Alias},
		{"Daesh", "Q2429253", Alias},
		{"ISIL", "Q2429253", Alias},
		{"Islamic State group", "Q2429253", Alias},
		{"the Kremlin", "Q159", Metonym},
		{"Agence France Presse", "Q40464", Alias},
	} {
		found := false
		for _, n := range b.Names(nil, c.name) {
			found = found || string(b.ID(n.Ref)) == c.id && n.Sense == c.sense
		}
		if !found {
			t.Errorf("%q does not mean %s in sense %d: %v", c.name, c.id, c.sense, b.Names(nil, c.name))
		}
	}
	for _, name := range []string{"us", "who", "Us", "is", "nobody at all", ""} {
		if got := b.Names(nil, name); len(got) > 0 {
			t.Errorf("%q means %s", name, b.Actor(got[0].Ref).Name)
		}
	}
}

func TestSound(t *testing.T) {
	for _, pair := range [][2]string{
		{"Sergei Lavrov", "Sergey Lavrov"}, {"Walid Muallem", "Walid al-Moualem"}, {"Mohammed", "Muhammad"},
		{"Muammar Gaddafi", "Muammar al-Gadafi"}, {"Yuri", "Yury"}, {"Khamenei", "Hamenei"},
	} {
		if a, b := Sound(pair[0]), Sound(pair[1]); a != b {
			t.Errorf("%q sounds %q, %q %q", pair[0], a, pair[1], b)
		}
	}
	if Sound("Obama") == Sound("Osama") {
		t.Error("Obama sounds like Osama")
	}
}

// officeNamed is the office with that key.
func officeNamed(t testing.TB, b *Base, key string) Office {
	t.Helper()
	for o := Office(0); b.OfficeName(o) != ""; o++ {
		if b.OfficeName(o) == key {
			return o
		}
	}
	t.Fatalf("no office %q", key)
	return 0
}

func TestHolders(t *testing.T) {
	b := builtinBase(t)
	for _, c := range []struct{ office, scope, day, want string }{
		{"foreign-minister", "Russia", "2015-11-19", "Sergey Lavrov"},
		{"foreign-minister", "Turkey", "2015-11-18", "Feridun Sinirlioğlu"},
		{"foreign-minister", "Turkey", "2015-11-25", "Mevlüt Çavuşoğlu"},
		{"foreign-minister", "France", "2016-02-10", "Laurent Fabius"},
		{"foreign-minister", "France", "2016-02-12", "Jean-Marc Ayrault"},
		{"foreign-minister", "Ukraine", "2014-06-20", "Pavlo Klimkin"},
		{"president", "United States", "2015-11-19", "Barack Obama"},
		{"president", "United States", "2017-02-13", "Donald Trump"},
		{"prime-minister", "Germany", "2016-01-01", "Angela Merkel"},
		{"secretary-general", "NATO", "2014-09-30", "Anders Fogh Rasmussen"},
		{"secretary-general", "NATO", "2014-10-01", "Jens Stoltenberg"},
		{"defence-minister", "Germany", "2014-01-01", "Ursula von der Leyen"},
	} {
		scope := b.Names(nil, c.scope)[0].Ref
		got := b.Holders(nil, officeNamed(t, b, c.office), scope, day(t, c.day))
		if len(got) != 1 || b.Actor(got[0].Holder).Name != c.want {
			t.Errorf("%s of %s on %s: %v, want %s", c.office, c.scope, c.day, got, c.want)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, pack := range []string{"", "x", magic, builtin[:len(magic)+20], "onrecord kb 9" + builtin[13:], builtin[:len(builtin)/2]} {
		if _, err := Open(pack); onrecord.KindOf(err) != onrecord.Invalid || err == nil {
			t.Errorf("opened %d bytes: %v", len(pack), err)
		}
	}
}

// TestConsistent holds the built-in pack to what it promises: codes exist, no
// two actors share an unambiguous name or an id, and one person at a time
// holds the offices that one holds, but for what the sources leave open.
func TestConsistent(t *testing.T) {
	b := builtinBase(t)
	ids := map[onrecord.ActorID]bool{}
	for r := Ref(0); int(r) < b.Len(); r++ {
		a := b.Actor(r)
		if ids[a.ID] || a.ID == "" || a.Name == "" || a.Type == "" {
			t.Errorf("actor %d: id %q twice, or no name or type: %+v", r, a.ID, a)
		}
		ids[a.ID] = true
		for _, term := range b.Terms(nil, r) {
			if term.Start.IsZero() || !term.End.IsZero() && term.End.Compare(term.Start) < 0 || b.OfficeName(term.Office) == "" || b.ID(term.Scope) == "" {
				t.Errorf("%s: broken term %+v", a.Name, term)
			}
		}
	}
	names := b.sec[secNames]
	for i := 0; i+2*nameSize <= len(names); i += nameSize {
		x, y := Sense(u32(names, i+8)>>24), Sense(u32(names, i+nameSize+8)>>24)
		if u64(names, i) == u64(names, i+nameSize) && x <= Alias && y <= Alias {
			a, c := b.Actor(Ref(u32(names, i+8)&(1<<24-1))), b.Actor(Ref(u32(names, i+nameSize+8)&(1<<24-1)))
			t.Errorf("%s and %s share an unambiguous name", a.Name, c.Name)
		}
	}
}

// TestOverlaps counts where two hold an office that one holds at a time, in the
// offices and years that news asks for most. Where a source knows years only,
// the year of change has both; what is left are rival governments, deputies
// who stood in, and slips of the sources. A lookup then says nobody. The number
// may only fall.
func TestOverlaps(t *testing.T) {
	b := builtinBase(t)
	vague := func(x Term) bool {
		return x.Start.Month == 1 && x.Start.Day == 1 || x.End.Month == 12 && x.End.Day == 31
	}
	years, exact, all := 0, 0, 0
	for _, key := range []string{"president", "prime-minister", "foreign-minister", "defence-minister", "monarch"} {
		o := officeNamed(t, b, key)
		for year := 2005; year <= 2025; year++ {
			for r := Ref(0); b.Type(r) == onrecord.Country; r++ {
				all++
				switch got := b.Holders(nil, o, r, ling.NewDate(year, 6, 15)); {
				case len(got) < 2:
				case vague(got[0]) || vague(got[1]):
					years++
				default:
					exact++
				}
			}
		}
	}
	t.Logf("of %d: %d overlaps of exact terms, %d of terms known to the year", all, exact, years)
	if exact > 44 || years > 150 {
		t.Errorf("more overlaps than are known")
	}
}

func TestBuildTwice(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the whole pack twice")
	}
	if _, err := os.Stat(tables); err != nil {
		t.Skip("no tables at " + tables)
	}
	one, err := BuildPack(Sources{Tables: tables}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	two, err := BuildPack(Sources{Tables: tables}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, two) {
		t.Error("two builds differ")
	}
	if string(one) != builtin {
		t.Error("the pack in the repository is not what its sources give: run onrecord kb build")
	}
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Builtin(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNames(b *testing.B) {
	base := builtinBase(b)
	words := []string{"Sergey Lavrov", "Russia", "Daesh", "nobody", "the", "Islamic State group", "Çavuşoğlu"}
	var buf [8]Name
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		base.Names(buf[:0], words[i%len(words)])
		i++
	}
}

func BenchmarkHolders(b *testing.B) {
	base := builtinBase(b)
	o, scope, on := officeNamed(b, base, "foreign-minister"), base.Names(nil, "Turkey")[0].Ref, day(b, "2015-11-18")
	var buf [4]Term
	b.ReportAllocs()
	for b.Loop() {
		base.Holders(buf[:0], o, scope, on)
	}
}

// TestBrokenPack extends packs of which some bytes are wrong: that is an error
// or a pack, and no panic.
func TestBrokenPack(t *testing.T) {
	whole, err := BuildPack(Sources{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	refused := 0
	for range 30 {
		broken := bytes.Clone(whole)
		for range 40 {
			broken[headerSize+random.IntN(len(broken)-headerSize)] = byte(random.IntN(256))
		}
		base, err := Open(string(broken))
		if err != nil {
			t.Fatal(err)
		}
		b, err := Extend(base, nil)
		if err != nil {
			refused++
			continue
		}
		_, _ = b.BuildAdded()
	}
	if refused == 0 {
		t.Error("no broken pack was refused")
	}
}
