package kb

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"onrecord"
)

// ownBase is a base of our own files alone, which is quickly built and extended.
var ownBase = sync.OnceValues(func() (*Base, error) {
	pack, err := BuildPack(Sources{}, nil)
	if err != nil {
		return nil, err
	}
	return Open(string(pack))
})

// extended is the base of our own files with what add adds.
func extended(t *testing.T, add func(*Builder) error) (*Base, string) {
	t.Helper()
	base, err := ownBase()
	if err != nil {
		t.Fatal(err)
	}
	return extend(t, base, add)
}

func extend(t *testing.T, base *Base, add func(*Builder) error) (*Base, string) {
	t.Helper()
	var report bytes.Buffer
	b, err := Extend(base, &report)
	if err != nil {
		t.Fatal(err)
	}
	if err := add(b); err != nil {
		t.Fatal(err)
	}
	pack, err := b.BuildAdded()
	if err != nil {
		t.Fatal(err)
	}
	base, err = Open(string(pack))
	if err != nil {
		t.Fatal(err)
	}
	return base, report.String()
}

// means checks that a name means an actor in a sense no looser than Alias.
func means(t *testing.T, b *Base, name string, id onrecord.ActorID) {
	t.Helper()
	for _, n := range b.Names(nil, name) {
		if b.ID(n.Ref) == id && n.Sense <= Alias {
			return
		}
	}
	t.Errorf("%q does not mean %s", name, id)
}

func write(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestExtendIsIdentity(t *testing.T) {
	base, _ := extended(t, func(*Builder) error { return nil })
	if own, err := ownBase(); err != nil || base.Len() != own.Len() {
		t.Errorf("%d actors, want %d, %v", base.Len(), own.Len(), err)
	}
	means(t, base, "Russian Federation", "Q159")
	scope := base.Names(nil, "Turkey")[0].Ref
	got := base.Holders(nil, officeNamed(t, base, "foreign-minister"), scope, day(t, "2015-11-18"))
	if len(got) != 1 || base.Actor(got[0].Holder).Name != "Feridun Sinirlioğlu" {
		t.Errorf("holders %v", got)
	}
	if o := base.Offices(nil, "leader", "SYR"); len(o) != 1 || base.OfficeName(o[0]) != "president" {
		t.Errorf("the Syrian leader: %v", o)
	}
}

func TestWikidata(t *testing.T) {
	plain, err := os.ReadFile("testdata/wikidata.json")
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write(plain)
	_ = z.Close()
	for _, path := range []string{"testdata/wikidata.json", write(t, "dump.json.gz", packed.Bytes())} {
		base, _ := extended(t, func(b *Builder) error { return b.Wikidata(path) })
		means(t, base, "Ana Kovač", "Q900000002")
		if ref, _ := base.Find("Q900000002"); base.Actor(ref).Born != 1970 {
			t.Errorf("Ana Kovač was born in %d", base.Actor(ref).Born)
		}
		means(t, base, "Valdoria", "Q900000001")
		means(t, base, "Valdorian Workers' Party", "Q900000005")
		means(t, base, "Lakeside Front", "Q900000006")
		if got := base.Names(nil, "Otto Brandt"); len(got) > 0 {
			t.Error("a person without office was taken in")
		}
		scope := base.Names(nil, "Valdoria")[0].Ref
		for on, want := range map[string]int{"2016-01-01": 1, "2015-02-28": 0, "2018-06-01": 0} {
			if got := base.Holders(nil, officeNamed(t, base, "foreign-minister"), scope, day(t, on)); len(got) != want {
				t.Errorf("%s: %v", on, got)
			}
		}
	}
}

// TestPetrarch reads a dictionary: a dated code is a term of a person, rebels
// are a group, a state's own code gives the state another name.
func TestPetrarch(t *testing.T) {
	path := write(t, "a.actors", []byte(`ANA_KOVAC_ [SYRGOV 20100101-20151231]
+KOVAC_ANA_
LAKESIDE_FRONT_ [SYRREB]
LAKESIDE_FISHERS [SYRAGR]
LAKELAND_ [SYR]
NOBODY_ [badcode]
`))
	base, report := extended(t, func(b *Builder) error { return b.Petrarch(path) })
	for name, want := range map[string]string{
		"Kovac Ana": "x:ana-kovac person SYR SYRGOV", "Lakeside Front": "x:lakeside-front group SYR SYRREB",
		"Lakeside Fishers": "x:lakeside-fishers organization SYR SYRAGR", "Lakeland": "Q858 country SYR SYR",
	} {
		found := base.Names(nil, name)
		if len(found) != 1 {
			t.Errorf("%q means %d actors", name, len(found))
			continue
		}
		a := base.Actor(found[0].Ref)
		if got := string(a.ID) + " " + string(a.Type) + " " + base.ISO3(found[0].Ref) + " " + a.Codes["cameo"]; got != want {
			t.Errorf("%q means %s, want %s", name, got, want)
		}
	}
	terms := base.Terms(nil, base.Names(nil, "Kovac Ana")[0].Ref)
	if len(terms) != 1 || terms[0].Title != "SYRGOV" || terms[0].End != day(t, "2015-12-31") {
		t.Errorf("terms %+v", terms)
	}
	if !strings.Contains(report, "a.actors:6: ") {
		t.Errorf("no report of the bad code in\n%s", report)
	}
}

func TestGeoNames(t *testing.T) {
	base, report := extended(t, func(b *Builder) error { return b.GeoNames("testdata/geonames.txt") })
	means(t, base, "Brandtville", "x:brandtville")
	means(t, base, "Kovachevo", "x:kovachevo")
	means(t, base, "Geneva", "Q71")
	if len(base.Names(nil, "Brandt City")) != 1 || len(base.Names(nil, "Брандтвил")) != 0 {
		t.Error("of a place's other names those in Latin letters are taken, and no others")
	}
	for _, name := range []string{"Hamlet", "Old Mountain", "Broken"} {
		for _, n := range base.Names(nil, name) {
			if string(base.ID(n.Ref)) == "x:"+Slug(name) && base.ISO3(n.Ref) != "USA" {
				t.Errorf("%s was taken in", name)
			}
		}
	}
	for _, want := range []string{`:5: country "XX"`, `:7: geonameid "7x"`, ":9: population", ":10: want 19 columns"} {
		if !strings.Contains(report, want) {
			t.Errorf("no report of %s in\n%s", want, report)
		}
	}
}

func TestLists(t *testing.T) {
	csv := write(t, "list.csv", []byte("\ufeffName,Type,Country,Aliases,Role,Start,End\n"+
		"Lakeside League,group,SYR,LL|League of the Lake,,,\n"+
		"Bo Lind,person,SYR,,Minister of Fisheries,2015-01-01,2016\n"+
		",person,SYR,,,,\n"+
		"Wrong Type,robot,SYR,,,,\n"+
		"Wrong Land,person,Atlantis,,,,\n"+
		"Wrong Dates,person,SYR,,Minister of Fish,2016-01-01,2015-01-01\n"+
		"Bad \xff Bytes,group,SYR,,,,\n"))
	money := write(t, "list.json", []byte(`{"id":"a","schema":"Person","properties":{"name":["Cy Orr"],"alias":["Cyril Orr"],"country":["sy"]}}
{"id":"b","schema":"Ownership","properties":{}}
{"id":"c","schema":"Person","properties":{}}
{broken
`))
	base, report := extended(t, func(b *Builder) error {
		if err := b.List(csv); err != nil {
			return err
		}
		return b.List(money)
	})
	means(t, base, "League of the Lake", "x:lakeside-league")
	means(t, base, "Bo Lind", "x:bo-lind")
	means(t, base, "Cyril Orr", "x:cy-orr")
	for _, want := range []string{"list.csv:4: no name", `list.csv:5: type "robot"`, `list.csv:6: country "Atlantis"`, "list.csv:7: ends", "list.json:3: no name", "list.json:4: "} {
		if !strings.Contains(report, want) {
			t.Errorf("no report of %s in\n%s", want, report)
		}
	}
}

func TestHostileFiles(t *testing.T) {
	b, err := NewBuilder(nil)
	if err != nil {
		t.Fatal(err)
	}
	long := write(t, "long", append(bytes.Repeat([]byte("x"), lineLimit+10), "\nshort\n"...))
	for name, read := range map[string]func(string) error{"petrarch": b.Petrarch, "wikidata": b.Wikidata, "geonames": b.GeoNames} {
		if err := read(long); err != nil {
			t.Errorf("%s: a long line stopped the file: %v", name, err)
		}
		for _, path := range []string{filepath.Join(t.TempDir(), "none"), t.TempDir(), write(t, "bad.gz", []byte{0x1f, 0x8b, 8, 0, 1})} {
			if err := read(path); err == nil || onrecord.KindOf(err) != onrecord.Invalid {
				t.Errorf("%s: %s: %v", name, path, err)
			}
		}
		if err := read(write(t, "binary", []byte{0, 1, 2, 0xff, 0xfe, '\n', 0xc3, 0x28})); err != nil {
			t.Errorf("%s: binary: %v", name, err)
		}
	}
	if b.dropped["line too long"] < 3 {
		t.Errorf("long lines were not reported: %v", b.dropped)
	}
	for _, data := range []string{"", "a,b\n1,2\n"} {
		if err := b.List(write(t, "list", []byte(data))); onrecord.KindOf(err) != onrecord.Invalid || err == nil {
			t.Errorf("%q: %v", data, err)
		}
	}
}

// TestManyActors imports a user's actors and looks among them: half a million,
// within bounds of memory and time, or with -short and under the race detector,
// which would take minutes, a few thousand on top of our own files.
func TestManyActors(t *testing.T) {
	base, n := builtinBase(t), 500_000
	if testing.Short() || raceDetector {
		var err error
		if base, err = ownBase(); err != nil {
			t.Fatal(err)
		}
		n = 5_000
	}
	var list bytes.Buffer
	list.WriteString("name,type,country\n")
	for i := range n {
		fmt.Fprintf(&list, "Given%d Family%d,person,SYR\n", i, i%9973)
	}
	path := write(t, "many.csv", list.Bytes())
	list.Reset()
	before := base.Len()
	base, _ = extend(t, base, func(b *Builder) error { return b.List(path) })
	if base.Len() != before+n {
		t.Errorf("%d actors, want %d", base.Len(), before+n)
	}
	last := fmt.Sprintf("Given%d Family%d", n-1, (n-1)%9973)
	means(t, base, last, "x:"+onrecord.ActorID(Slug(last)))
	if n == 500_000 {
		judgeSize(t, base)
	}
}

// judgeSize bounds the memory that a base of half a million takes, and the time
// of a look-up in it: one or two microseconds on an idle machine, milliseconds if
// it went through them all. The bound lies between, for machines that are busy.
func judgeSize(t *testing.T, base *Base) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d actors, %d MB in use", base.Len(), m.HeapAlloc>>20)
	if m.HeapAlloc > 400<<20 {
		t.Errorf("%d MB in use", m.HeapAlloc>>20)
	}
	got := testing.Benchmark(func(b *testing.B) {
		var buf [8]Name
		for b.Loop() {
			base.Names(buf[:0], "Given250000 Family675")
		}
	})
	t.Logf("look-up %d ns", got.NsPerOp())
	if got.NsPerOp() > 20_000 {
		t.Errorf("look-up %d ns", got.NsPerOp())
	}
}
