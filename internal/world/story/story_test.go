package story

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/worldtest"
	"onrecord/ling"
)

// told is an article of a day, "" for an unknown one.
func told(id, day, text string) *onrecord.Record {
	r := &onrecord.Record{Article: onrecord.Article{ID: onrecord.ArticleID(id), Outlet: "Outlet " + id, Text: text}}
	if d, err := ling.ParseDate(day); err == nil {
		r.Published = onrecord.Published{Value: day, Earliest: d, Latest: d}
	}
	return r
}

// Two ferries sink, a month apart and in two seas; a bank fails; and a round-up
// has a word of each.
const (
	ferryOne   = "The ferry Marisol sank off Calveira on Monday with 214 people aboard. Fishermen from Calveira pulled 160 survivors out of the water, the coast guard said."
	ferryTwo   = "Divers searched the wreck of the Marisol off Calveira for 54 missing passengers. The coast guard said the ferry had been loaded with too many lorries."
	ferryThree = "Prosecutors in Calveira arrested the captain of the Marisol, the ferry that sank with 214 people aboard. He is accused of leaving the bridge."
	otherOne   = "The ferry Tolmin sank off Hestad on Friday with 98 people aboard. Fishermen from Hestad pulled 71 survivors out of the water, the coast guard said."
	otherTwo   = "Divers searched the wreck of the Tolmin off Hestad for 27 missing passengers. The coast guard said the ferry had been loaded with too many cars."
	otherThree = "Prosecutors in Hestad arrested the mate of the Tolmin, the ferry that sank with 98 people aboard. He is accused of sleeping on watch."
	bankOne    = "Savers queued outside branches of Kestrel Bank on Tuesday after the regulator froze its accounts. Kestrel Bank had lent to builders who went broke."
	bankTwo    = "The regulator said savers of Kestrel Bank would get their money back. Builders who went broke owe Kestrel Bank half a billion."
	roundUp    = "The week in brief. Divers searched the wreck of the Marisol off Calveira. Savers queued outside branches of Kestrel Bank. A jury was told of a fraud in Lund. Snow closed the pass at Orrin."
)

func archive() []*onrecord.Record {
	return []*onrecord.Record{
		told("a1", "2031-03-03", ferryOne), told("a2", "2031-03-04", ferryTwo), told("a3", "2031-03-07", ferryThree), told("a4", "2031-03-04", ferryOne),
		told("b1", "2031-03-07", otherOne), told("b2", "2031-03-08", otherTwo), told("b3", "2031-03-10", otherThree),
		told("c1", "2031-03-04", bankOne), told("c2", "2031-03-06", bankTwo), told("r", "2031-03-08", roundUp),
		told("late", "2031-09-01", ferryThree), told("u1", "", ferryOne), told("u2", "", ferryTwo),
	}
}

// stories are the members of each story, by its id.
func stories(t *testing.T, records []*onrecord.Record) []onrecord.Story {
	t.Helper()
	rows, out := worldtest.Laid[onrecord.Story](t, world.Stories, records, Type{})
	for i, story := range out {
		row := rows[i]
		if row.ID != story.ID || row.First != story.First || row.Last != story.Last {
			t.Errorf("row %s of %s to %s has story %s of %s to %s", row.ID, row.First, row.Last, story.ID, story.First, story.Last)
		}
	}
	return out
}

func members(s onrecord.Story) string {
	var out []string
	for _, a := range s.Articles {
		out = append(out, string(a.ID))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestStories(t *testing.T) {
	var got []string
	for _, s := range stories(t, archive()) {
		// The round-up may go with one of what it tells of, and then welds nothing to it.
		if m := strings.Trim(strings.ReplaceAll(members(s), "r", ""), " "); m != "" {
			got = append(got, m)
		}
	}
	slices.Sort(got)
	if want := []string{"a1 a2 a3 a4", "b1 b2 b3", "c1 c2", "late", "u1 u2"}; !slices.Equal(got, want) {
		t.Errorf("stories %q, want %q", got, want)
	}
}

func TestSameRowsInAnyOrder(t *testing.T) { worldtest.Check(t, archive(), New()) }

func TestRow(t *testing.T) {
	list := archive()
	list[0].Title = "Ferry sinks off Calveira"
	list[0].Actors = []onrecord.Actor{{ID: "x:calveira", Name: "Calveira"}}
	list[0].Mentions = []onrecord.Mention{{Actor: "x:calveira"}, {Actor: "x:calveira"}, {}}
	list[1].Actors, list[1].Mentions = list[0].Actors, list[0].Mentions
	i := slices.IndexFunc(stories(t, list), func(s onrecord.Story) bool { return members(s) == "a1 a2 a3 a4" })
	if i < 0 {
		t.Fatal("no story of the ferry")
	}
	s := stories(t, list)[i]
	if s.First != "2031-03-03" || s.Last != "2031-03-07" || s.ID != ID("a1") {
		t.Errorf("%s from %s to %s", s.ID, s.First, s.Last)
	}
	if want := (onrecord.Counts{Articles: 4, Texts: 3, Sources: 3}); s.Counts != want {
		t.Errorf("counts %+v, want %+v", s.Counts, want)
	}
	for _, a := range s.Articles {
		if copyOf := (a.ID == "a4"); copyOf != (a.CopyOf == "a1") || a.Version != 1 {
			t.Errorf("article %+v", a)
		}
	}
	if want := (onrecord.StoryActor{Who: onrecord.Who{Actor: "x:calveira", Name: "Calveira"}, Articles: 2}); len(s.Actors) != 1 || s.Actors[0] != want {
		t.Errorf("actors %+v", s.Actors)
	}
	if !slices.ContainsFunc(list, func(r *onrecord.Record) bool { return s.Title != "" && strings.Contains(r.Title+"\n"+r.Text, s.Title) }) {
		t.Errorf("title %q stands in no article", s.Title)
	}
}

func TestHeadline(t *testing.T) {
	long := strings.Repeat("word ", 60)
	for text, want := range map[string]string{
		"":                                       "",
		"Snow fell on Orrin all night. It melts": "Snow fell on Orrin all night.",
		"Mr. Holt, 54, said it was over.\nMore":  "Mr. Holt, 54, said it was over.",
		long:                                     strings.TrimSpace(long[:longest]),
		strings.Repeat("ä", 100):                 strings.Repeat("ä", 80),
	} {
		if got := headline(&onrecord.Article{Text: text}); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := headline(&onrecord.Article{Title: " Snow ", Text: "x"}); got != "Snow" {
		t.Errorf("%q", got)
	}
}

func TestFactKeepsAProfile(t *testing.T) {
	r := told("a", "2031-03-03", ferryOne)
	facts, err := Type{}.Facts(r)
	if err != nil || len(facts) != 1 || facts[0].Key != "2031-03-03" {
		t.Fatal(facts, err)
	}
	a, err := read(facts[0])
	if err != nil {
		t.Fatal(err)
	}
	e := NewExample(ferryOne, "2031-03-03")
	if got, want := fmt.Sprint(a.profile), fmt.Sprint(e.profile); got != want {
		t.Errorf("profile %s, want %s", got, want)
	}
	for _, bad := range []string{"", "{", `{"terms":"%"}`, `{"terms":"gA"}`} {
		if _, err := read(world.Fact{Body: []byte(bad)}); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

func TestDaysPullApart(t *testing.T) {
	p, q := NewExample(ferryOne, "2031-03-03"), NewExample(ferryThree, "2031-03-07")
	near := compare(&p.profile, &q.profile)
	q.profile.day += 40
	far := compare(&p.profile, &q.profile)
	if learnt().logit(&near) <= learnt().logit(&far) {
		t.Error("a pair of one week is no likelier than one of two months")
	}
}

func TestModelKeepsItsForm(t *testing.T) {
	m, err := ReadModel(learnt().String())
	if err != nil || *m != *learnt() {
		t.Errorf("comes back as %v: %v", m, err)
	}
	for _, bad := range []string{"", "bias x", "nothing 1", learnt().String() + "bias 1\n"} {
		if _, err := ReadModel(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// FuzzState holds that whatever is read is written as it was.
func FuzzState(f *testing.F) {
	s := state{[]stateDay{{7, 1, []int{0, -1, 1}}, {9, 2, []int{1}}}, 2}
	f.Add(s.bytes())
	f.Add([]byte{1, 2})
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := readState(b)
		if err != nil || len(b) == 0 {
			return
		}
		again, err := readState(s.bytes())
		if err != nil || fmt.Sprint(again) != fmt.Sprint(s) {
			t.Fatalf("%v comes back as %v: %v", s, again, err)
		}
	})
}

// TestMemoChangesNothing sweeps the days with a type that remembers and one that
// does not, in order and with a late article.
func TestMemoChangesNothing(t *testing.T) {
	list := archive()
	plain, quick := worldtest.New(Type{}), worldtest.New(New())
	for _, s := range []*worldtest.Store{plain, quick} {
		for _, r := range slices.Concat(list[2:], list[:2], list[4:5]) {
			if err := s.Put(r); err != nil {
				t.Fatal(err)
			}
			if err := s.Settle(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got, want := fmt.Sprint(quick.Rows(world.Stories)), fmt.Sprint(plain.Rows(world.Stories)); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
