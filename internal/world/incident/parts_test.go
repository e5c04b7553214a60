package incident

import (
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/copies"
	"onrecord/ling"
)

func who(actor, name string) onrecord.Who {
	return onrecord.Who{Actor: onrecord.ActorID(actor), Name: name}
}

func people(list ...onrecord.Who) []onrecord.Who { return list }

func number(n int) *int { return &n }

// TestDiffer has places and sides be two where what is known of them says so.
func TestDiffer(t *testing.T) {
	lima, quito, centre := who("Q1", "Lima"), who("Q2", "Quito"), who("x:a", "central Lima")
	for _, c := range []struct {
		a, b onrecord.Who
		want bool
	}{
		{lima, quito, true}, {lima, centre, false}, {quito, centre, true}, {lima, lima, false}, {lima, onrecord.Who{}, false}, {onrecord.Who{}, quito, false},
	} {
		if got := differ(c.a, c.b); got != c.want {
			t.Errorf("%v and %v: %v", c.a, c.b, got)
		}
	}
	for _, c := range []struct {
		a, b []onrecord.Who
		want bool
	}{
		{people(lima), people(quito), true}, {people(lima, quito), people(quito), false}, {people(lima), people(who("x:b", "gunmen")), false}, {nil, people(quito), false},
	} {
		if got := differSides(c.a, c.b); got != c.want {
			t.Errorf("%v and %v: %v", c.a, c.b, got)
		}
	}
	if !known(people(centre, lima)) || known(people(centre)) {
		t.Error("who is known is not told from who is not")
	}
}

// TestFigured has figures be able to be one where their bounds meet.
func TestFigured(t *testing.T) {
	with := func(what string, least, most *int) *report {
		return &report{Figures: []onrecord.Figure{{What: what, Min: least, Max: most}}}
	}
	at := func(n int) *report { return with("killed", number(n), number(n)) }
	for _, c := range []struct {
		a, b *report
		want bool
	}{
		{at(130), at(130), true}, {at(130), at(129), false}, {with("killed", number(120), nil), at(130), true}, {with("killed", number(140), nil), at(130), false},
		{at(130), with("killed", nil, number(120)), false}, {at(130), with("wounded", number(130), number(130)), false}, {at(130), &report{}, false},
	} {
		if got := figured(c.a, c.b); got != c.want {
			t.Errorf("%v and %v: %v", c.a.Figures, c.b.Figures, got)
		}
	}
	if !bounded(nil, number(1)) || !bounded(number(1), nil) || !bounded(number(1), number(1)) || bounded(number(2), number(1)) {
		t.Error("bounds that meet are not told from others")
	}
	if !equal(nil, nil) || equal(nil, number(1)) || equal(number(1), nil) || !equal(number(1), number(1)) || equal(number(1), number(2)) {
		t.Error("equal bounds are not told from others")
	}
}

// TestAnswer has the denial of a deed answer who accuses of it.
func TestAnswer(t *testing.T) {
	denial := &report{
		Plover: onrecord.Plover{Event: onrecord.ASSAULT, Mode: "aerial"}, Source: people(who("Q7", "the army")), Target: people(who("Q8", "the port")),
		When: onrecord.Period{Earliest: "2015-03-02"}, Denied: people(who("Q7", "the army")), Breaks: []broken{{Agreement: "a1"}},
	}
	got := answer(denial)
	if !got.Answer || got.Plover.Event != onrecord.ACCUSE || got.Plover.Mode != "" || len(got.Source) != 0 || len(got.Target) != 1 || got.Target[0].Actor != "Q7" || got.Breaks != nil {
		t.Errorf("got %+v", got)
	}
	if !slices.Equal(got.Keys, []string{"ACCUSE|Q7|2015-03"}) || denial.Answer || len(denial.Breaks) != 1 {
		t.Errorf("lies under %v; the denial is %+v", got.Keys, denial)
	}
}

// TestStatus has an incident be what most reports tell, happened of equals.
func TestStatus(t *testing.T) {
	reports := func(list ...onrecord.EventStatus) *incident {
		in := &incident{}
		for _, s := range list {
			in.reports = append(in.reports, &report{Status: s})
		}
		return in
	}
	h, d, f := onrecord.EventHappened, onrecord.EventDenied, onrecord.EventFailed
	for _, c := range []struct {
		in   *incident
		want onrecord.EventStatus
	}{
		{reports(h, d, d), d}, {reports(d, h), h}, {reports(f), f}, {reports(d, d, h, h, h), h},
	} {
		if got := c.in.status(); got != c.want {
			t.Errorf("%v: %s, want %s", c.in.reports, got, c.want)
		}
	}
	answered := reports(h)
	answered.reports = append(answered.reports, &report{Status: d, Answer: true}, &report{Status: d, Answer: true})
	if got := answered.status(); got != h {
		t.Errorf("what is answered is %s", got)
	}
	if narrow(onrecord.Period{Earliest: "2015-03-02", Latest: "2015-03-09"}) != 7 {
		t.Error("a week is not seven days wide")
	}
	when := &incident{reports: []*report{
		{When: onrecord.Period{Value: "2015-03-10", Earliest: "2015-03-10", Latest: "2015-03-10"}},
		{Given: true, When: onrecord.Period{Value: "2015-03", Earliest: "2015-03-01", Latest: "2015-03-31"}},
		{Given: true, When: onrecord.Period{Value: "2015-03-08", Earliest: "2015-03-08", Latest: "2015-03-08"}},
	}}
	if got := when.when().Value; got != "2015-03-08" {
		t.Errorf("is of %s, want the narrowest day that is given", got)
	}
}

// TestHas has lists find an incident by all that it tells.
func TestHas(t *testing.T) {
	i := &onrecord.Incident{
		CAMEO: "190", Status: onrecord.EventHappened, Plover: onrecord.IncidentPlover{Event: onrecord.ASSAULT, Mode: "aerial"},
		Where: who("Q1", "Lima"), Source: people(who("Q7", "army")), Target: people(who("Q8", "rebels")),
		Cites: []onrecord.Cite{{Article: "01", Outlet: "Post", Text: "bombed the port"}, {Article: "02", Text: "raid"}},
	}
	got := has(i)
	for _, want := range []world.Has{
		{Field: "type", Value: "ASSAULT"}, {Field: "status", Value: "happened"}, {Field: "cameo", Value: "190"}, {Field: "mode", Value: "aerial"},
		{Field: "place", Value: "Q1", Name: "Lima"}, {Field: "source", Value: "Q7", Name: "army"}, {Field: "actor", Value: "Q7", Name: "army"},
		{Field: "target", Value: "Q8", Name: "rebels"}, {Field: "article", Value: "02"}, {Field: "outlet", Value: "Post"},
	} {
		if !slices.Contains(got, want) {
			t.Errorf("has not %v", want)
		}
	}
	if words := searched(i); !strings.Contains(words, "port") || !strings.Contains(words, "raid") {
		t.Errorf("is found by %q", words)
	}
}

// TestIDs has incidents be named by their first report, and facts stay small.
func TestIDs(t *testing.T) {
	a, b := &report{article: "01", Event: "e1"}, &report{article: "01", Event: "e2"}
	if firstID(a) == firstID(b) || !strings.HasPrefix(firstID(a), "i") {
		t.Errorf("ids are %s and %s", firstID(a), firstID(b))
	}
	if (Type{}).Kind() != world.Incidents || (Type{}).Version() == "" {
		t.Error("is another kind")
	}
	var words []string
	for n := range 400 {
		words = append(words, strings.Repeat(string(rune('a'+n%26)), 2+n%7)+string(rune('a'+n/26)))
	}
	long := copies.Look(&onrecord.Article{Text: strings.Join(words, " ") + "."})
	if got := slim(long); len(long.Print.Marks) <= mostMarks || len(got.Print.Marks) != mostMarks {
		t.Errorf("%d marks of %d", len(got.Print.Marks), len(long.Print.Marks))
	}
}

// TestAnchor has every key of a report name the place or the side that it is
// looked under by, which says by itself nothing of which deed it is.
func TestAnchor(t *testing.T) {
	r := &report{Where: who("Q1", "Lima"), Target: people(who("x:b", "the northern gunmen")), When: onrecord.Period{Earliest: "2016-05-12", Latest: "2016-05-12"}}
	r.Plover.Event = onrecord.ASSAULT
	var got []string
	for _, key := range keys(r) {
		got = append(got, anchorOf(key))
	}
	if !slices.Equal(got, []string{"Q1", "gunmen"}) {
		t.Errorf("keys %v are under %v", keys(r), got)
	}
}

// TestOtherDoers has two outlets' own words for two doers be of two happenings,
// and somebody's word for another doer be a dispute about one.
func TestOtherDoers(t *testing.T) {
	lima, quito := who("Q1", "Lima"), who("Q2", "Quito")
	by := func(source, teller []onrecord.Who) *report { return &report{Source: source, Teller: teller} }
	for _, c := range []struct {
		a, b *report
		want bool
	}{
		{by(people(lima), nil), by(people(quito), nil), true},
		{by(people(lima), nil), by(people(lima), nil), false},
		{by(people(lima), nil), by(people(quito), people(lima)), false},
		{by(people(lima), people(quito)), by(people(quito), nil), false},
		{by(nil, nil), by(people(quito), nil), false},
	} {
		if got := otherDoers(c.a, c.b); got != c.want {
			t.Errorf("%v and %v: %v", c.a, c.b, got)
		}
	}
}

// TestBlame has those who are said to have done it side by side, each with all
// who say so and their words.
func TestBlame(t *testing.T) {
	lima, quito, ana, ivo := who("Q1", "Lima"), who("Q2", "Quito"), who("x:ana", "Ana"), who("x:ivo", "Ivo")
	var list []onrecord.IncidentBlame
	for _, r := range []*report{
		{Source: people(lima), Teller: people(ana), Cite: onrecord.Cite{Text: "one"}},
		{Source: people(quito), Cite: onrecord.Cite{Text: "two"}},
		{Cite: onrecord.Cite{Text: "nobody is blamed"}},
		{Source: people(lima), Teller: people(ivo), Cite: onrecord.Cite{Text: "three"}},
	} {
		list = blame(list, r)
	}
	if len(list) != 2 || !slices.Equal(list[0].By, people(ana, ivo)) || len(list[0].Cites) != 2 || list[0].Cites[1].Text != "three" || !slices.Equal(list[1].Who, people(quito)) || len(list[1].By) != 0 {
		t.Errorf("%+v", list)
	}
}

// TestNamedPlace has "a market" be one of many, and Dolna one.
func TestNamedPlace(t *testing.T) {
	for w, want := range map[onrecord.Who]bool{who("", "a market"): false, who("x:m", "the old mill"): false, who("x:d", "Dolna"): true, who("Q1", "lima"): true, {}: false} {
		if named(w) != want {
			t.Errorf("%v: %v", w, !want)
		}
	}
}

// TestBreaks has an attack that an article tells of as a breach of a truce be
// held to break it, on the word of whoever alleges it.
func TestBreaks(t *testing.T) {
	const text = "The army shelled the port in breach of the truce, Ana said."
	part := func(words string) []ling.Span {
		i := strings.Index(text, words)
		return []ling.Span{{Start: i, End: i + len(words)}}
	}
	r := onrecord.Record{Article: onrecord.Article{ID: "a", Text: text, Published: onrecord.Published{Value: "2016-05-12"}}}
	r.Actors = []onrecord.Actor{{ID: "x:ana", Name: "Ana"}}
	r.Statements = []onrecord.Statement{{Claim: onrecord.Claim{ID: "s"}, Source: onrecord.Party{Spans: part("Ana"), Actors: []onrecord.ActorID{"x:ana"}}, Cue: onrecord.Part{Spans: part("said")}}}
	r.Events = []onrecord.Event{{Claim: onrecord.Claim{ID: "e"}, Trigger: onrecord.Part{Spans: part("shelled")}, Target: []onrecord.Party{{Spans: part("the port")}}, Plover: onrecord.Plover{Event: onrecord.ASSAULT}, Status: onrecord.EventHappened, ReportedBy: "s"}}
	r.Agreements = []onrecord.Agreement{{Claim: onrecord.Claim{ID: "g"}, History: []onrecord.StatusAssertion{{Status: onrecord.Violated, Words: onrecord.Part{Spans: part("in breach")}}}}}
	facts, err := Type{}.Facts(&r)
	if err != nil || len(facts) == 0 || !strings.Contains(string(facts[0].Body), `"b":[{"a":"g","by":[{"actor":"x:ana","name":"Ana"}]}]`) {
		t.Errorf("%d facts, %v: %+v", len(facts), err, facts)
	}
}
