package story

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/weights"
	"onrecord/internal/world/worldtest"
)

// cited is an article with somebody in it.
func cited(id, day, title, text string) *onrecord.Record {
	r := told(id, day, text)
	r.Title = title
	r.Actors = []onrecord.Actor{{ID: "x:coast-guard", Name: "Coast Guard of Calveira", Type: onrecord.Organization}}
	r.Mentions = []onrecord.Mention{{Actor: "x:coast-guard"}}
	return r
}

// A story is found by who is in it, its articles, their outlets, and words of its
// titles and of names.
func TestRowIsFoundByWhatItHas(t *testing.T) {
	rows, _ := worldtest.Laid[onrecord.Story](t, world.Stories, []*onrecord.Record{
		cited("a1", "2031-03-03", "Ferry sinks off Calveira", ferryOne), cited("a2", "2031-03-04", "Divers search the Marisol", ferryTwo),
	}, Type{})
	if len(rows) != 1 {
		t.Fatalf("%d stories", len(rows))
	}
	for _, want := range []world.Has{
		{Field: "actor", Value: "x:coast-guard", Name: "Coast Guard of Calveira"}, {Field: "article", Value: "a1"}, {Field: "article", Value: "a2"},
		{Field: "outlet", Value: "Outlet a1"}, {Field: "outlet", Value: "Outlet a2"},
	} {
		if !slices.Contains(rows[0].Has, want) {
			t.Errorf("no %+v in %+v", want, rows[0].Has)
		}
	}
	if got := rows[0].Words; got != "Ferry sinks off Calveira\nDivers search the Marisol\nCoast Guard of Calveira\n" {
		t.Errorf("words %q", got)
	}
}

// Only so many words are searched, and none twice.
func TestWordsAreBounded(t *testing.T) {
	long := strings.Repeat("a long title ", 30)
	var members []*article
	for i := range 40 {
		members = append(members, &article{Title: fmt.Sprint(i, " ", long)}, &article{Title: fmt.Sprint(i, " ", long)})
	}
	got := words(members, nil)
	if len(got) > searched+len(long) || strings.Count(got, "\n") < 5 || strings.Count(got, "0 "+long) > 2 {
		t.Errorf("%d bytes, %d titles", len(got), strings.Count(got, "\n"))
	}
}

// A type that remembers reads and compares an article of the day before no more,
// and none that it does not know as it was.
func TestRemembersTheDayBefore(t *testing.T) {
	list := archive()
	day := func(r *onrecord.Record) world.Fact {
		facts, err := Type{}.Facts(r)
		if err != nil {
			t.Fatal(err)
		}
		return facts[0]
	}
	first, second := day(list[0]), day(list[1])
	typ := New()
	end, err := typ.Sweep(world.Day{Key: first.Key, Facts: []world.Fact{first}})
	if err != nil {
		t.Fatal(err)
	}
	kept := typ.memo.articles
	if len(kept) != 1 {
		t.Fatalf("%d articles are remembered", len(kept))
	}
	next := world.Day{Key: second.Key, Before: end.State, Past: []world.Fact{first}, Facts: []world.Fact{second}, Last: true}
	if end, err = typ.Sweep(next); err != nil || typ.memo.articles[0] != kept[0] {
		t.Errorf("the article of the day before was read again, %v", err)
	}
	if len(end.Open) != 1 || len(end.Open[0].Facts) != 2 {
		t.Fatalf("open: %+v", end.Open)
	}
	other := first
	other.Body = []byte(strings.Replace(string(first.Body), `"words":`, `"version":2,"words":`, 1))
	next.Past = []world.Fact{other}
	if typ.memo.past(next.Past) != nil {
		t.Error("an article that changed was remembered")
	}
	// A day that is not as the state knew it has no open stories.
	if end, err = typ.Sweep(next); err != nil || len(end.Open) != 1 || len(end.Open[0].Facts) != 1 {
		t.Errorf("open: %+v, %v", end.Open, err)
	}
}

// The name of a great power that is in the news every day says less of where a
// story is than one that seldom is.
func TestRareNamesWeighMore(t *testing.T) {
	if common, rare := rarest("United States"), rarest("Kiribati"); common <= 0 || rare <= common {
		t.Errorf("rarity %v and %v", common, rare)
	}
	if rarest("2016") != 0 {
		t.Error("a number has a rarity")
	}
}

func TestHasAVersion(t *testing.T) {
	if (Type{}).Version() == "" || New().memo == nil {
		t.Error("no version, or nothing to remember by")
	}
}

// anchors are telling terms of one weight.
func anchors(ids ...uint32) (out []anchor) {
	for _, id := range ids {
		out = append(out, anchor{id, 0.25})
	}
	return out
}

// Of a crowd an article is compared with those that share most with it.
func TestNearestOfACrowd(t *testing.T) {
	x := index{by: map[uint32][]posting{}, nearest: nearest}
	for i := range crowd + 2 {
		terms := []uint32{uint32(i % 4), 1000 + uint32(i)}
		if i >= nearest && i < nearest+5 {
			terms = append(terms, 77, 78)
		}
		x.add(i, anchors(terms...))
	}
	got := x.near(anchors(1, 2, 77, 78))
	if len(got) != nearest || !slices.IsSorted(got) {
		t.Fatalf("%d articles", len(got))
	}
	for i := nearest; i < nearest+5; i++ {
		if !slices.Contains(got, i) {
			t.Errorf("%d, which shares most, is not among them", i)
		}
	}
	if !slices.Contains(got, crowd+1) || slices.Contains(got, 1) {
		t.Error("of equals the latest are not the nearest")
	}
	if again := x.near(anchors(1, 2, 77, 78)); !slices.Equal(again, got) {
		t.Error("asked again, others are near")
	}
	x.add(crowd+2, anchors(9))
	for i := range crowd + 1 {
		x.add(i, anchors(9))
	}
	if got := x.near(anchors(9)); len(got) != 0 {
		t.Errorf("a term of a crowd brings %d", len(got))
	}
	if n := len(x.by[9]); n > crowd+1 {
		t.Errorf("%d articles are noted of a term that is passed over", n)
	}
}

// Terms are looked up until enough articles were seen, the heaviest first.
func TestLooksNoFurther(t *testing.T) {
	x := index{by: map[uint32][]posting{}, nearest: nearest}
	n := 0
	for term := uint32(1); int(term-1)*crowd <= looked; term++ {
		for range crowd {
			x.add(n, anchors(term))
			n++
		}
	}
	x.add(n, anchors(500))
	heavy, light := anchors(500), anchors(1, 2, 3, 4, 5)
	if got := x.near(append(heavy, light...)); !slices.Contains(got, n) {
		t.Error("the heaviest term is not looked up")
	}
	if got := x.near(append(light, heavy...)); slices.Contains(got, n) {
		t.Error("a term behind enough articles is looked up")
	}
}

// Of an archive without days, each looks like more others by chance.
func TestCrowdOfNoDay(t *testing.T) {
	of := func(n, day int) float64 {
		b := &board{}
		for range n {
			b.articles = append(b.articles, &article{profile: profile{day: day}})
		}
		return b.crowded()
	}
	if of(throng, unknown) != 0 || of(100*throng, 15000) != 0 {
		t.Error("few articles, or those of known days, are taken for a crowd")
	}
	if a, b := of(8*throng, unknown), of(9*throng, unknown); a <= 0 || a != b || of(16*throng, unknown) <= a {
		t.Errorf("8 throngs take %v, 9 take %v, 16 take %v", a, b, of(16*throng, unknown))
	}
	p := look("Gunmen attack the paper of Lower Brackwater", weights.English())
	a := &article{profile: p}
	if few, many := compared(a, a, 0), compared(a, a, 3); many != few-3 && many != copied {
		t.Errorf("in a crowd the logit is %v, else %v", many, few)
	}
	p.day = 15000
	if a = (&article{profile: p}); compared(a, a, 3) != compared(a, a, 0) {
		t.Error("a crowd of no day takes from those of known days")
	}
}
