package ask

import (
	"testing"

	"onrecord"
	"onrecord/query"
)

func taken(name, concept, value, when string) onrecord.Position {
	return onrecord.Position{Who: onrecord.Who{Name: name}, Concept: concept, Value: value, When: when}
}

// A matrix counts both sides of an actor on a concept, keeps the newest words,
// and puts who took most sides first.
func TestStancesAndTheirMatrix(t *testing.T) {
	all := StancesOf([]onrecord.Position{taken("Ana", "toll", "agree", "2016-05"), taken("Bo", "toll", "agree", "2016-04"), taken("Ana", "toll", "disagree", "2016-03"), taken("Ana", "bridge", "agree", "")})
	if len(all) != 3 || all[0].Concept != "bridge" || all[1].Name != "Ana" || all[1].Agree != 1 || all[1].Disagree != 1 || all[1].Last.When != "2016-05" || len(all[1].Positions) != 2 {
		t.Fatalf("%+v", all)
	}
	m := MatrixOf(all)
	if len(m) != 2 || m[0].Name != "Ana" || len(m[0].Stances) != 2 || m[0].Stances[1].Disagree != 1 || m[0].Stances[0].Positions != nil || len(all[1].Positions) != 2 {
		t.Errorf("%+v", m)
	}
}

// Orders are those of a list's columns, and no others.
func TestSortOf(t *testing.T) {
	for name, want := range map[string]onrecord.Sort{"": "", "said_on": onrecord.ByDay, "-speaker": onrecord.BySpeakerDown, "outlet": onrecord.ByOutlet, "colour": "no", "-": "no", "title": "no"} {
		got, err := SortOf(query.Statements, name)
		if want == "no" {
			if onrecord.KindOf(err) != onrecord.Invalid {
				t.Errorf("%q: %q, %v", name, got, err)
			}
		} else if got != want || err != nil {
			t.Errorf("%q: %q, %v, want %q", name, got, err, want)
		}
	}
}

// Two to five of a story's own outlets can be compared.
func TestComparedOutlets(t *testing.T) {
	s := onrecord.Story{}
	for _, o := range []string{"A", "B", "C", "D", "E", "F", "A"} {
		s.Articles = append(s.Articles, onrecord.StoryArticle{Outlet: o})
	}
	for _, c := range []struct {
		asked []string
		n     int
		fault bool
	}{{nil, 5, false}, {[]string{"B", "F"}, 2, false}, {[]string{"B", "Nobody"}, 1, true}, {[]string{"A", "B", "C", "D", "E", "F"}, 6, true}} {
		if got, err := ComparedOutlets(s, c.asked); len(got) != c.n || (err != nil) != c.fault {
			t.Errorf("%v: %v, %v", c.asked, got, err)
		}
	}
}
