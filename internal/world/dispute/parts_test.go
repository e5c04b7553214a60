package dispute

import (
	"slices"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// span is where words stand in a text.
func span(t *testing.T, text, words string) ling.Span {
	t.Helper()
	for i := range text {
		if len(text) >= i+len(words) && text[i:i+len(words)] == words {
			return ling.Span{Start: i, End: i + len(words)}
		}
	}
	t.Fatalf("%q does not stand in %q", words, text)
	return ling.Span{}
}

// part is a statement with its parts, by their words.
func part(t *testing.T, text, id, source, cue, lemma, content string, act onrecord.Act) onrecord.Statement {
	t.Helper()
	return onrecord.Statement{
		Claim: onrecord.Claim{ID: onrecord.ClaimID(id)}, Kind: onrecord.KindSpeech, Status: onrecord.StatusMade, Act: act, CueLemma: lemma,
		Source: onrecord.Party{Spans: []ling.Span{span(t, text, source)}}, Cue: onrecord.Part{Spans: []ling.Span{span(t, text, cue)}},
		Content: onrecord.Part{Spans: []ling.Span{span(t, text, content)}},
	}
}

func laid(t *testing.T, text string, statements []onrecord.Statement, events ...onrecord.Event) *article {
	t.Helper()
	set, err := theRules()
	if err != nil {
		t.Fatal(err)
	}
	return read(set, passage.Lay(&onrecord.Record{
		Article: onrecord.Article{ID: "a", Text: text}, Found: onrecord.Found{Statements: statements, Events: events},
	}))
}

func only(t *testing.T, a *article) *finding {
	t.Helper()
	found := a.findings()
	if len(found) != 1 || len(found[0].Sides) != 2 {
		t.Fatalf("found %+v, want one dispute of two sides", found)
	}
	return found[0]
}

// TestToldBy finds who reports in the outlet's own words what is denied next.
func TestToldBy(t *testing.T) {
	text := "Shots are reported near two farms by villagers. The army denied the reports."
	f := only(t, laid(t, text, []onrecord.Statement{part(t, text, "s", "The army", "denied", "deny", "the reports", onrecord.Deny)}))
	if w := f.Sides[1].Who; len(w) != 1 || w[0].Name != "villagers" || len(f.Sides[1].Cites) != 1 {
		t.Errorf("the other side is %+v", f.Sides[1])
	}
}

// TestToldClaim finds an accusation that is told as an event, by its target.
func TestToldClaim(t *testing.T) {
	text := "The board was accused by fishermen of theft. The board said nothing for a day. The board denied any wrongdoing."
	last := span(t, text, "The board denied")
	denial := part(t, text, "s", "The board", "denied", "deny", "any wrongdoing", onrecord.Deny)
	denial.Source.Spans = []ling.Span{{Start: last.Start, End: last.Start + len("The board")}}
	e := onrecord.Event{
		Claim: onrecord.Claim{ID: "e"}, Plover: onrecord.Plover{Event: onrecord.ACCUSE}, Status: onrecord.EventHappened,
		Source:  []onrecord.Party{{Spans: []ling.Span{span(t, text, "fishermen")}}},
		Target:  []onrecord.Party{{Spans: []ling.Span{span(t, text, "The board")}}},
		Trigger: onrecord.Part{Spans: []ling.Span{span(t, text, "accused")}},
	}
	f := only(t, laid(t, text, []onrecord.Statement{denial}, e))
	if w := f.Sides[1].Who; len(w) != 1 || w[0].Name != "fishermen" || f.Sides[1].Cites[0].Event != "e" {
		t.Errorf("the other side is %+v", f.Sides[1])
	}
	if !nameWithin([]onrecord.Who{{Name: "mayor Orlova"}}, []onrecord.Who{{Name: "Orlova"}}) || nameWithin([]onrecord.Who{{Name: "Orlova"}}, []onrecord.Who{{Name: "Bel"}}) {
		t.Error("a name within another is not told")
	}
}

// TestNearestClaim takes of two claims the one that names the same deed, and
// of like ones the nearer.
func TestNearestClaim(t *testing.T) {
	text := "Fishermen said the harbour was shelled. Farmers said it rained. The army denied that it had shelled anything."
	statements := []onrecord.Statement{
		part(t, text, "f", "Fishermen", "said", "say", "the harbour was shelled", onrecord.Say),
		part(t, text, "g", "Farmers", "said", "say", "it rained", onrecord.Say),
		part(t, text, "d", "The army", "denied", "deny", "that it had shelled anything", onrecord.Deny),
	}
	at := span(t, text, "shelled anything")
	e := onrecord.Event{Claim: onrecord.Claim{ID: "e"}, ReportedBy: "d", Trigger: onrecord.Part{Spans: []ling.Span{{Start: at.Start, End: at.Start + len("shelled")}}}}
	f := only(t, laid(t, text, statements, e))
	if w := f.Sides[1].Who; len(w) != 1 || w[0].Name != "Fishermen" {
		t.Errorf("the other side is %+v", f.Sides[1])
	}
	text = "Fishermen said it was shelled. Farmers said it was bombed. The army denied it."
	f = only(t, laid(t, text, []onrecord.Statement{
		part(t, text, "f", "Fishermen", "said", "say", "it was shelled", onrecord.Say),
		part(t, text, "g", "Farmers", "said", "say", "it was bombed", onrecord.Say),
		part(t, text, "d", "The army", "denied", "deny", "denied it", onrecord.Deny),
	}))
	if w := f.Sides[1].Who; len(f.Sides[0].Cites) != 1 || len(w) > 1 {
		t.Errorf("the sides are %+v", f.Sides)
	}
}

// TestParted takes a source that "and" joins apart, and keeps the words of the
// sentence before for what they quarrel about.
func TestParted(t *testing.T) {
	text := "A pump broke. The farmers and the fishermen accused each other of waste."
	a := laid(t, text, []onrecord.Statement{part(t, text, "s", "The farmers and the fishermen", "accused", "accuse", "each other of waste", onrecord.Accuse)})
	f := only(t, a)
	if f.Sides[0].Who[0].Name != "The farmers" || f.Sides[1].Who[0].Name != "the fishermen" || f.Sides[1].Stance != Accuses {
		t.Errorf("the sides are %+v", f.Sides)
	}
	if !slices.Contains(f.Stems, "pump") || !slices.Contains(f.Stems, "wast") {
		t.Errorf("it is about %v", f.Stems)
	}
	if got := cueAt(&onrecord.Statement{}, ling.Span{Start: 7}); got != 7 {
		t.Errorf("without a cue a statement stands at %d", got)
	}
	if got := cueAt(a.said[0].Statement, a.said[0].span); text[got:got+7] != "accused" {
		t.Errorf("the cue stands at %d", got)
	}
}

func TestNameOf(t *testing.T) {
	for words, want := range map[string]string{"villagers. ": "villagers", "the U.S.": "the U.S.", "Orsk": "Orsk", ".": "."} {
		if got := nameOf(words); got != want {
			t.Errorf("%q is %q, want %q", words, got, want)
		}
	}
}

func TestAlike(t *testing.T) {
	if !alike([]string{"a", "b", "c", "d"}, []string{"a", "b", "c"}) || alike([]string{"a", "b"}, []string{"a", "c", "d"}) {
		t.Error("what tells the same is not told")
	}
}

func TestQuarter(t *testing.T) {
	for day, want := range map[string]string{"2015-01-31": "2015Q1", "2015-04-01": "2015Q2", "2015-12": "2015Q4", "2015": "2015", "": ""} {
		if got := quarter(day); got != want {
			t.Errorf("%q is in %q, want %q", day, got, want)
		}
	}
}

// TestRow has a row answer the fields of its list, and stand upon incidents and the ledger.
func TestRow(t *testing.T) {
	kind := Type{}
	if kind.Kind() != world.Disputes || kind.Version() == "" || !slices.Equal(kind.Upon(), []world.Kind{world.Incidents, world.Agreements}) {
		t.Errorf("is %s, version %q, upon %v", kind.Kind(), kind.Version(), kind.Upon())
	}
	d := &onrecord.Dispute{
		Kind:   onrecord.DisputeDenial,
		Matter: onrecord.Matter{Text: "the fire", Agreement: "a1", Actors: []onrecord.Who{{Actor: "Q3", Name: "Orsk"}}},
		Sides: []onrecord.Side{
			side(Denies, []onrecord.Who{{Actor: "Q1", Name: "Peru"}}, onrecord.Cite{Article: "x", Outlet: "Outlet", Text: "Peru denied it"}),
			side(Asserts, nil, onrecord.Cite{Article: "x", Outlet: "Outlet", Text: "it burnt"}),
		},
	}
	want := []world.Has{
		{Field: "kind", Value: "denial"}, {Field: "agreement", Value: "a1"}, {Field: "actor", Value: "Q1", Name: "Peru"},
		{Field: "article", Value: "x"}, {Field: "outlet", Value: "Outlet"}, {Field: "actor", Value: "Q3", Name: "Orsk"},
	}
	if got := has(d); !slices.Equal(got, want) {
		t.Errorf("has %v, want %v", got, want)
	}
	if got := searched(d); got != "the fire\nPeru denied it\nit burnt" {
		t.Errorf("is found by %q", got)
	}
}

// TestDisowned takes a word that disowns for no denial, unless of a claim.
func TestDisowned(t *testing.T) {
	for content, want := range map[string]int{"its former mayor": 0, "the claim that its mayor sold the bell": 1} {
		text := "The board disavowed " + content + "."
		a := laid(t, text, []onrecord.Statement{part(t, text, "s", "The board", "disavowed", "disavow", content, onrecord.Deny)})
		if got := len(a.findings()); got != want {
			t.Errorf("%q: %d disputes, want %d", text, got, want)
		}
	}
}

// TestCounts has two counts of one happening be a dispute where somebody gives
// each, whatever other numbers stand beside them.
func TestCounts(t *testing.T) {
	text := "Ana said 40 of 90 of the 120 men on 7 boats drowned. Ivo said 55 of 95 of the 130 men on 8 boats drowned."
	first := part(t, text, "s", "Ana", "said", "say", "40 of 90 of the 120 men on 7 boats drowned", onrecord.Say)
	second := part(t, text, "o", "Ivo", "said", "say", "55 of 95 of the 130 men on 8 boats drowned", onrecord.Say)
	if f := only(t, laid(t, text, []onrecord.Statement{first, second})); f.Kind != onrecord.DisputeFigures {
		t.Errorf("%+v", f)
	}
	second.Source = onrecord.Party{}
	if found := laid(t, text, []onrecord.Statement{first, second}).findings(); len(found) != 0 {
		t.Errorf("nobody gives the other count: %+v", found[0])
	}
	if got := strings.Join(withoutNumbers(passage.Stems("nine boats and 90 mills")), " "); got != "boat mill" {
		t.Errorf("words without numbers: %q", got)
	}
}

// TestDays has a finding be of the days on which its words came out.
func TestDays(t *testing.T) {
	on := func(days ...string) (s onrecord.Side) {
		for _, d := range days {
			s.Cites = append(s.Cites, onrecord.Cite{Published: d})
		}
		return s
	}
	f := finding{Sides: []onrecord.Side{on("2015-03-04", ""), on("2015-03-02", "2015-03-09")}}
	if f.days(); f.First != "2015-03-02" || f.Last != "2015-03-09" {
		t.Errorf("from %q to %q", f.First, f.Last)
	}
}
