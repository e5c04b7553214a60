package story

import (
	"slices"
	"testing"

	"onrecord"
	"onrecord/internal/world"
)

func TestCountries(t *testing.T) {
	r := told("a", "2031-03-03", ferryOne)
	for _, a := range []onrecord.Actor{
		{ID: "Q1", Name: "Calveira", Type: onrecord.Place, Codes: map[string]string{"iso3": "AAA"}},
		{ID: "Q2", Name: "Ilse Brandt", Type: onrecord.Person, Codes: map[string]string{"iso3": "BBB"}},
		{ID: "Q3", Name: "Sund", Type: onrecord.Place, Codes: map[string]string{"iso3": "CCC"}},
		{ID: "Q4", Name: "The Bank", Type: onrecord.Organization},
	} {
		r.Actors = append(r.Actors, a)
		if a.ID != "Q3" { // whom nothing mentions
			r.Mentions = append(r.Mentions, onrecord.Mention{Actor: a.ID})
		}
	}
	got := countries(r)
	if len(got) != 2 || got[0].Code != "AAA" || got[1].Code != "BBB" || got[0].Share != 100 || got[1].Share != 71 {
		t.Errorf("%+v", got)
	}
	has := where([]*article{{Countries: got}, {Countries: []country{{"BBB", 100}}}})
	if want := (world.Has{Field: "country", Value: "BBB", Name: "171"}); len(has) != 2 || has[0] != want {
		t.Errorf("%+v", has)
	}
}

func TestElsewhere(t *testing.T) {
	a, b, ab := []country{{"AAA", 1}}, []country{{"BBB", 1}}, []country{{"CCC", 2}, {"AAA", 1}}
	for _, x := range []struct {
		a, b []country
		want bool
	}{{a, b, true}, {a, ab, false}, {b, ab, true}, {a, nil, false}, {nil, nil, false}} {
		if elsewhere(x.a, x.b) != x.want {
			t.Errorf("%v and %v", x.a, x.b)
		}
	}
	p, q := told("a", "2031-03-03", ferryOne), told("b", "2031-03-03", otherOne)
	of := func(r *onrecord.Record, c []country) *article {
		return &article{profile: NewExample(r.Text, r.Published.Value).profile, Countries: c}
	}
	same, apart := compared(of(p, a), of(q, a), 0), compared(of(p, a), of(q, b), 0)
	if same-apart != abroad {
		t.Errorf("%v in one country, %v in two", same, apart)
	}
	p.Published.Value = ""
	if compared(of(p, a), of(q, a), 0) != compared(of(p, a), of(q, b), 0) {
		t.Error("articles of no day are kept apart by countries")
	}
	if !slices.IsSortedFunc(most([]country{{"B", 1}, {"A", 1}, {"C", 3}}), func(x, y country) int { return y.Share - x.Share }) {
		t.Error("the largest share is not first")
	}
}
