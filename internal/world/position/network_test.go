package position

import (
	"fmt"
	"strings"
	"testing"

	"onrecord"
)

// table is positions of three actors on three concepts, a line each: actor,
// concept, value, day, article. The counts below were made by hand from it:
//
//	        X      Y      Z
//	Ana    ++     +-     .
//	Bo     +      -      -
//	Cy     -      .      -
const table = `Ana X agree 2015-01-05 a1
Ana X agree 2015-01-05 a1
Ana Y agree 2015-02-01 a2
Ana Y disagree 2016-03-01 a3
Bo X agree 2015-01-07 a1
Bo Y disagree 2015-02-03 a2
Bo Z disagree 2015-02-03 a2
Cy X disagree 2016-03-02 a3
Cy Z disagree 2016-03-02 a3`

func positions(t *testing.T) []onrecord.Position {
	t.Helper()
	var out []onrecord.Position
	for line := range strings.Lines(table) {
		f := strings.Fields(line)
		if len(f) != 5 {
			t.Fatal(line)
		}
		out = append(out, onrecord.Position{Who: onrecord.Who{Name: f[0]}, Concept: f[1], Value: f[2], When: f[3], Cite: onrecord.Cite{Article: onrecord.ArticleID(f[4])}})
	}
	return out
}

// drawn is the edges of a network in a line, and its windows where there are some.
func drawn(t *testing.T, o Options) string {
	t.Helper()
	rows, err := Network(positions(t), o)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range rows {
		if r.Kind == "edge" {
			out = append(out, strings.TrimSpace(fmt.Sprintf("%s%s-%s %.4g", strings.TrimSpace(r.Window+" "), r.Source, r.Target, r.Weight)))
		}
	}
	return strings.Join(out, ", ")
}

// TestNetworks compares networks with counts done by hand.
func TestNetworks(t *testing.T) {
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{Mode: TwoMode, Qualifier: Ignore}, "Ana-X 2, Ana-Y 2, Bo-X 1, Bo-Y 1, Bo-Z 1, Cy-X 1, Cy-Z 1"},
		{Options{Mode: TwoMode, Qualifier: Subtract}, "Ana-X 2, Ana-Y 0, Bo-X 1, Bo-Y -1, Bo-Z -1, Cy-X -1, Cy-Z -1"},
		// Ana has 4 statements, Bo 3, Cy 2; X has 4, Y 3, Z 2.
		{Options{Mode: TwoMode, Qualifier: Ignore, Normalisation: Activity}, "Ana-X 0.5, Ana-Y 0.5, Bo-X 0.3333, Bo-Y 0.3333, Bo-Z 0.3333, Cy-X 0.5, Cy-Z 0.5"},
		{Options{Mode: TwoMode, Qualifier: Ignore, Normalisation: Prominence}, "Ana-X 0.5, Ana-Y 0.6667, Bo-X 0.25, Bo-Y 0.3333, Bo-Z 0.5, Cy-X 0.25, Cy-Z 0.5"},
		{Options{Mode: TwoMode, Qualifier: Ignore, Duplicates: PerDocument}, "Ana-X 1, Ana-Y 2, Bo-X 1, Bo-Y 1, Bo-Z 1, Cy-X 1, Cy-Z 1"},
		// Ana and Bo: both agree on X (2·1) and disagree on Y (1·1); they differ on
		// Y once (1·1). Ana and Cy differ on X (2·1). Bo and Cy agree on Z, differ on X.
		{Options{Mode: ActorMode, Qualifier: Congruence}, "Ana-Bo 3, Bo-Cy 1"},
		{Options{Mode: ActorMode, Qualifier: Conflict}, "Ana-Bo 1, Ana-Cy 2, Bo-Cy 1"},
		{Options{Mode: ActorMode, Qualifier: Subtract}, "Ana-Bo 2, Ana-Cy -2"},
		{Options{Mode: ActorMode, Qualifier: Ignore}, "Ana-Bo 4, Ana-Cy 2, Bo-Cy 2"},
		{Options{Mode: ActorMode, Qualifier: Congruence, Duplicates: AtAll}, "Ana-Bo 2, Bo-Cy 1"},
		{Options{Mode: ActorMode, Qualifier: Congruence, Duplicates: PerMonth}, "Ana-Bo 2, Bo-Cy 1"},
		{Options{Mode: ActorMode, Qualifier: Conflict, Duplicates: PerYear}, "Ana-Bo 1, Ana-Cy 1, Bo-Cy 1"},
		// They have to do with 2, 3 and 2 concepts; Ana and Bo share 2 of 3, Ana and
		// Cy 1 of 3, Bo and Cy 2 of 3.
		{Options{Mode: ActorMode, Qualifier: Congruence, Normalisation: Average}, "Ana-Bo 1.2, Bo-Cy 0.4"},
		{Options{Mode: ActorMode, Qualifier: Congruence, Normalisation: Jaccard}, "Ana-Bo 1, Bo-Cy 0.3333"},
		// The rows are (2,1,1), (1,1,1), (1,1): lengths √6, √3, √2.
		{Options{Mode: ActorMode, Qualifier: Congruence, Normalisation: Cosine}, "Ana-Bo 0.7071, Bo-Cy 0.4082"},
		// Concepts: X and Y by Ana (2·1 agree) and Bo (differ); X and Z by Bo (differ)
		// and Cy (agree on disagreeing); Y and Z by Bo.
		{Options{Mode: ConceptMode, Qualifier: Congruence}, "X-Y 2, X-Z 1, Y-Z 1"},
		{Options{Mode: ConceptMode, Qualifier: Conflict}, "X-Y 3, X-Z 1"},
		{Options{Mode: ActorMode, Qualifier: Congruence, Since: "2015-02-01", Until: "2015-12-31"}, ""},
		{Options{Mode: ActorMode, Qualifier: Conflict, Since: "2015-02-01", Until: "2015-12-31"}, "Ana-Bo 1"},
		{Options{Mode: ActorMode, Qualifier: Congruence, Window: 365}, "2015-01-05Ana-Bo 2"},
		{Options{Mode: ActorMode, Qualifier: Conflict, Window: 40, Step: 20}, "2015-01-05Ana-Bo 1, 2015-01-25Ana-Bo 1"},
	} {
		if got := drawn(t, c.o); got != c.want {
			t.Errorf("%+v\n got %s\nwant %s", c.o, got, c.want)
		}
	}
}

// TestNodes has nodes with what they weigh, isolates only where they are asked for.
func TestNodes(t *testing.T) {
	o := Options{Mode: ActorMode, Qualifier: Congruence, Since: "2016-01-01"}
	rows, err := Network(positions(t), o)
	if err != nil || len(rows) != 0 {
		t.Errorf("got %v, %v, want nothing: nobody is joined", rows, err)
	}
	o.Isolates = true
	rows, err = Network(positions(t), o)
	if err != nil || len(rows) != 2 || rows[0].Name != "Ana" || rows[0].Weight != 1 || rows[1].Weight != 2 || rows[1].Type != "actor" {
		t.Errorf("got %v, %v, want Ana and Cy by themselves", rows, err)
	}
}

func TestOptionsRefuse(t *testing.T) {
	for _, o := range []Options{
		{}, {Mode: TwoMode}, {Mode: TwoMode, Qualifier: Conflict}, {Mode: TwoMode, Qualifier: Ignore, Normalisation: Jaccard},
		{Mode: ActorMode, Qualifier: Ignore, Normalisation: Activity}, {Mode: ActorMode, Qualifier: Ignore, Duplicates: "often"},
		{Mode: ActorMode, Qualifier: Ignore, Step: 3},
	} {
		if _, err := Network(nil, o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
	if rows, err := Network(nil, Options{Mode: ActorMode, Qualifier: Ignore, Window: 3}); err != nil || len(rows) != 0 {
		t.Errorf("nothing draws %v, %v", rows, err)
	}
}

func TestSeries(t *testing.T) {
	got := fmt.Sprint(SeriesOf(positions(t)[:4], len("2006")))
	if want := "[{{ Ana} X 2015 2 0} {{ Ana} Y 2015 1 0} {{ Ana} Y 2016 0 1}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
