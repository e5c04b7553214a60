package passage

import (
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// written is a record whose claims stand at words of its text.
type written struct {
	t *testing.T
	onrecord.Record
}

func (r *written) at(words string) []ling.Span {
	r.t.Helper()
	i := strings.Index(r.Text, words)
	if i < 0 {
		r.t.Fatalf("%q is not in the text", words)
	}
	return []ling.Span{{Start: i, End: i + len(words)}}
}

// war is an article in which an army shells a port in breach of a truce, as the
// outlet says, and is accused of it by the port's mayor; a raid stands elsewhere.
func war(t *testing.T) *written {
	r := &written{t: t}
	r.ID, r.Outlet, r.Published.Value = "a", "Dolna Post", "2016-05-12"
	r.Text = "The army shelled the port in breach of the truce. A raid followed. Mayor Lind said the army had breached the truce and accused it of shelling. The army denied it."
	r.Actors = []onrecord.Actor{{ID: "x:lind", Name: "Bo Lind"}, {ID: "x:army", Name: "Army"}}
	party := func(words string, who onrecord.ActorID) onrecord.Party {
		return onrecord.Party{Spans: r.at(words), Actors: []onrecord.ActorID{who}}
	}
	r.Statements = []onrecord.Statement{
		{Claim: onrecord.Claim{ID: "s1"}, Source: party("Mayor Lind", "x:lind"), Cue: onrecord.Part{Spans: r.at("said")}, Content: onrecord.Part{Spans: r.at("the army had breached the truce and accused it of shelling")}},
		{Claim: onrecord.Claim{ID: "s2"}, Source: party("The army denied", "x:army"), Cue: onrecord.Part{Spans: r.at("denied")}, Content: onrecord.Part{Spans: r.at("it.")}},
	}
	event := func(id onrecord.ClaimID, trigger string, of onrecord.EventType, by onrecord.ClaimID) onrecord.Event {
		return onrecord.Event{Claim: onrecord.Claim{ID: id}, Trigger: onrecord.Part{Spans: r.at(trigger)}, Plover: onrecord.Plover{Event: of}, Status: onrecord.EventHappened, ReportedBy: by}
	}
	r.Events = []onrecord.Event{
		event("shelled", "shelled", onrecord.ASSAULT, ""), event("raid", "raid", onrecord.ASSAULT, ""), event("accused", "accused", onrecord.ACCUSE, "s1"), event("denied", "shelling", onrecord.ASSAULT, "s2"),
	}
	r.Events[0].Source, r.Events[0].Target = []onrecord.Party{party("The army", "x:army")}, []onrecord.Party{{Spans: r.at("the port")}}
	r.Events[3].Status = onrecord.EventDenied
	r.Agreements = []onrecord.Agreement{{History: []onrecord.StatusAssertion{
		{Status: onrecord.Violated, Words: onrecord.Part{Spans: r.at("in breach")}},
		{Status: onrecord.Signed, Words: onrecord.Part{Spans: r.at("raid")}},
	}}}
	return r
}

func ids(breaches []Breach) string {
	var out []string
	for _, b := range breaches {
		s := string(b.Event.ID)
		for _, w := range b.AllegedBy {
			s += " by " + w.Name
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

// An agreement is broken by the attacks of the sentence that says so, and where
// that tells of none, by what its sayer accuses somebody of.
func TestBreaches(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(r *written)
		want   string
	}{
		{"as the outlet tells it", func(*written) {}, "shelled"},
		{"told twice", func(r *written) {
			r.Agreements[0].History = append(r.Agreements[0].History, r.Agreements[0].History[0])
		}, "shelled"},
		{"planned only", func(r *written) { r.Events[0].Status = onrecord.EventPlanned }, ""},
		{"long known", func(r *written) { r.Events[0].Background = true }, ""},
		{"by somebody's word", func(r *written) {
			h := &r.Agreements[0].History[0]
			h.Words.Spans, h.AccordingTo = r.at("breached"), "s1"
		}, "denied by Bo Lind by Army"},
		{"an accusation", func(r *written) {
			h := &r.Agreements[0].History[0]
			h.Words.Spans, h.AccordingTo = r.at("breached"), "s1"
			r.Events = r.Events[:3]
		}, "accused by Bo Lind"},
		{"told nowhere", func(r *written) { r.Agreements[0].History[0].Words.Spans = nil }, ""},
	} {
		r := war(t)
		c.change(r)
		if got := ids(Lay(&r.Record).Breaches(&r.Agreements[0])); got != c.want {
			t.Errorf("%s: broken by %q, want %q", c.name, got, c.want)
		}
	}
}

// An event is somebody's word, or the outlet's own; only an attack that is told
// as denied has somebody who denies it.
func TestWhoTellsAndWhoDenies(t *testing.T) {
	r := war(t)
	p := Lay(&r.Record)
	name := func(who []onrecord.Who) string {
		return strings.Join(func() (out []string) {
			for _, w := range who {
				out = append(out, w.Name)
			}
			return out
		}(), ", ")
	}
	for i, want := range [][2]string{{"", ""}, {"", ""}, {"Bo Lind", ""}, {"Army", "Army"}} {
		e := &r.Events[i]
		if got := [2]string{name(p.Teller(e)), name(p.Denier(e))}; got != want {
			t.Errorf("%s: told and denied by %q, want %q", e.ID, got, want)
		}
	}
}

// A cite has the words from the first part of a claim to the last, with its
// place; a long statement is cited by its content alone.
func TestCitesOfClaims(t *testing.T) {
	r := war(t)
	p := Lay(&r.Record)
	c := p.CiteEvent(&r.Events[0])
	if c.Text != "The army shelled the port" || c.Event != "shelled" || c.Article != "a" || c.Outlet != "Dolna Post" || c.Start != 0 || c.End != 25 {
		t.Errorf("the event: %+v", c)
	}
	if c := p.CiteEvent(&r.Events[3]); c.Statement != "s2" {
		t.Errorf("an event by somebody's word: %+v", c)
	}
	if c := p.CiteStatement(&r.Statements[0]); c.Text != "Mayor Lind said the army had breached the truce and accused it of shelling" || c.Statement != "s1" {
		t.Errorf("the statement: %+v", c)
	}
	r.Text = strings.Replace(r.Text, "accused it of shelling", "accused it of shelling "+strings.Repeat("and of worse ", 60), 1)
	r.Statements[0].Content.Spans = []ling.Span{{Start: strings.Index(r.Text, "the army had"), End: strings.Index(r.Text, " The army denied")}}
	if c := Lay(&r.Record).CiteStatement(&r.Statements[0]); !strings.HasPrefix(c.Text, "the army had breached") {
		t.Errorf("a long statement: %.60q", c.Text)
	}
}

// Everybody is named once, by the article's own words where those are asked for.
func TestEverybodyOnce(t *testing.T) {
	r := war(t)
	r.Mentions = []onrecord.Mention{{Span: r.at("Lind")[0], Type: ling.PER, Actor: "x:lind"}}
	p := Lay(&r.Record)
	parties := []onrecord.Party{r.Statements[0].Source, r.Statements[1].Source, r.Statements[0].Source}
	if got := p.Everybody(parties); !slices.Equal(got, []onrecord.Who{{Actor: "x:lind", Name: "Bo Lind"}, {Actor: "x:army", Name: "Army"}}) {
		t.Errorf("everybody: %v", got)
	}
	if got := p.EverybodyNamed(parties); len(got) != 2 || got[0].Name != "Lind" {
		t.Errorf("by the article's names: %v", got)
	}
}

// Words stand with a space on both sides, whatever stood between them.
func TestSpaced(t *testing.T) {
	for text, want := range map[string]string{"It’s 3.5%, they SAID.": " it's 3.5% they said ", "": " ", "U.S.-led": " u.s led "} {
		if got := Spaced(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
