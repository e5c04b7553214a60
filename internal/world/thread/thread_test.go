package thread

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/story"
	"onrecord/internal/world/worldtest"
	"onrecord/ling"
)

// told is an article of a day that mentions actors of a country.
func told(id, day, code, text string, actors ...string) *onrecord.Record {
	d, err := ling.ParseDate(day)
	if err != nil {
		panic(err)
	}
	r := &onrecord.Record{Article: onrecord.Article{
		ID: onrecord.ArticleID(id), Outlet: "Outlet " + id[:1], Text: text, Published: onrecord.Published{Value: day, Earliest: d, Latest: d},
	}}
	for _, name := range actors {
		who := onrecord.ActorID("x:" + strings.ReplaceAll(strings.ToLower(name), " ", "-"))
		a := onrecord.Actor{ID: who, Name: name, Type: onrecord.Place}
		if code != "" {
			a.Codes = map[string]string{"iso3": code}
		}
		r.Actors = append(r.Actors, a)
		r.Mentions = append(r.Mentions, onrecord.Mention{Actor: who})
	}
	return r
}

// A border war goes on over years, a strike of miners in the same country; another
// country has a border of its own.
func archive() []*onrecord.Record {
	return []*onrecord.Record{
		told("a1", "2031-01-10", "VEL", "Shelling along the Orrin river killed two soldiers, the Velden army said.", "Orrin", "Velden"),
		told("a2", "2031-06-02", "VEL", "A ceasefire along the Orrin river was agreed by Velden and the rebels of the north.", "Orrin", "Velden"),
		told("a3", "2033-04-21", "VEL", "Rebels of the north crossed the Orrin river and took a Velden border post.", "Orrin", "Velden"),
		told("b1", "2031-02-11", "VEL", "Miners at the Kestrel copper pit laid down tools over unpaid wages.", "Kestrel"),
		told("b2", "2032-02-12", "VEL", "Wages at the Kestrel copper pit were raised, and the miners went back to work.", "Kestrel"),
		told("c1", "2031-03-03", "SUN", "Shelling along the border killed two shepherds, the army of Sund said.", "Sund"),
		told("c2", "2031-09-09", "SUN", "A choir from Lund won the prize of the summer.", "Lund"),
		told("n1", "2031-05-05", "", "Chess masters drew the ninth game of their match."),
		told("n2", "2031-11-05", "", "Chess masters meet again for the return match."),
	}
}

func threads(t *testing.T, records []*onrecord.Record) []onrecord.Thread {
	t.Helper()
	rows, out := worldtest.Laid[onrecord.Thread](t, world.Threads, records, story.New(), Type{})
	for i, x := range out {
		row := rows[i]
		if row.ID != x.ID || row.First != x.First || row.Last != x.Last || !strings.Contains(row.Words, x.Title) {
			t.Errorf("row %s of %s to %s, %q, has thread %+v", row.ID, row.First, row.Last, row.Words, x)
		}
	}
	return out
}

func members(x onrecord.Thread) string {
	var out []string
	for _, a := range x.Articles {
		out = append(out, string(a.ID))
	}
	return strings.Join(out, " ")
}

func TestThreads(t *testing.T) {
	var got []string
	for _, x := range threads(t, archive()) {
		got = append(got, members(x))
	}
	slices.Sort(got)
	if want := []string{"a1 a2 a3", "b1 b2", "n1 n2"}; !slices.Equal(got, want) {
		t.Errorf("threads %q, want %q", got, want)
	}
}

func TestRow(t *testing.T) {
	for _, x := range threads(t, archive()) {
		if members(x) != "a1 a2 a3" {
			continue
		}
		if x.First != "2031-01-10" || x.Last != "2033-04-21" || x.ID != ID(story.ID("a1")) || len(x.Stories) != 3 {
			t.Errorf("%+v", x)
		}
		if want := (onrecord.Counts{Articles: 3, Texts: 3, Sources: 1}); x.Counts != want {
			t.Errorf("counts %+v, want %+v", x.Counts, want)
		}
		if len(x.Actors) != 2 || x.Actors[0].Articles != 3 {
			t.Errorf("actors %+v", x.Actors)
		}
		return
	}
	t.Error("no thread of the border")
}

func TestSameRowsInAnyOrder(t *testing.T) { worldtest.Check(t, archive(), story.New(), Type{}) }

func TestBrokenFacts(t *testing.T) {
	if _, err := (Type{}).Rows("", []world.Fact{{Body: []byte("{")}}); err == nil {
		t.Error("a broken fact is read")
	}
	if _, err := (Type{}).RowFacts(world.Stories, world.Row{Body: []byte("{")}); err == nil {
		t.Error("a broken row is read")
	}
	if got, err := (Type{}).Rows("", nil); err != nil || len(got) != 0 {
		t.Error(fmt.Sprint(got), err)
	}
}

// An undated article does not make its thread undated: the first day is the
// earliest that is known.
func TestFirstDayIsOneThatIsKnown(t *testing.T) {
	undated := told("a0", "2031-01-01", "VEL", "Shelling along the Orrin river went on, the Velden army and the rebels of the north said.", "Orrin", "Velden")
	undated.Published = onrecord.Published{}
	found := false
	for _, x := range threads(t, append(archive(), undated)) {
		if strings.Contains(members(x), "a0") && strings.Contains(members(x), "a1") {
			found = true
			if x.First != "2031-01-10" {
				t.Errorf("the thread of %s begins on %q", members(x), x.First)
			}
		}
	}
	if !found {
		t.Fatal("the undated article is in no thread of dated ones")
	}
}
