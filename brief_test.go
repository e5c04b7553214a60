package onrecord_test

import (
	"fmt"
	"testing"

	"onrecord"
)

// A brief leaves out what quotes an article that is gone: a row of one article,
// the side of a dispute that leaves the other alone, and of a row of several
// only what stood there.
func TestBriefKeepsWhatIsThere(t *testing.T) {
	there, gone := onrecord.Cite{Article: "there"}, onrecord.Cite{Article: "gone"}
	b := onrecord.Brief{
		Timeline:   []onrecord.Moment{{Article: "there"}, {Article: "gone"}},
		Positions:  []onrecord.Position{{Cite: gone}, {Cite: there}},
		Agreements: []onrecord.LedgerAgreement{{ID: "both", History: []onrecord.LedgerStatus{{Cite: gone}, {Cite: there}}, Cites: []onrecord.Cite{gone}}, {ID: "none", Cites: []onrecord.Cite{gone}}, {ID: "uncited"}},
		Disputes:   []onrecord.Dispute{{ID: "both", Sides: []onrecord.Side{{Cites: []onrecord.Cite{there, gone}}, {}}}, {ID: "one", Sides: []onrecord.Side{{Cites: []onrecord.Cite{there}}, {Cites: []onrecord.Cite{gone}}}}},
		Incidents:  []onrecord.Incident{{ID: "figure", Cites: []onrecord.Cite{there}, Figures: []onrecord.Figure{{Cites: []onrecord.Cite{gone}}, {Cites: []onrecord.Cite{there}}}}, {ID: "none", Cites: []onrecord.Cite{gone}}},
		Stories:    []onrecord.Story{{ID: "s", Articles: []onrecord.StoryArticle{{ID: "there"}, {ID: "gone"}}}, {ID: "t", Articles: []onrecord.StoryArticle{{ID: "gone"}}}},
	}
	before := b.Agreements[0].History
	b.Keep(func(id onrecord.ArticleID) bool { return id == "there" })
	got := fmt.Sprint(len(b.Timeline), len(b.Positions), len(b.Agreements), len(b.Agreements[0].History), len(b.Agreements[0].Cites),
		len(b.Disputes), len(b.Disputes[0].Sides[0].Cites), len(b.Incidents), len(b.Incidents[0].Figures), len(b.Stories), len(b.Stories[0].Articles), " left out ", b.Left)
	if want := "1 1 2 1 0 1 1 1 1 1 1 left out 6"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if len(before) != 2 || before[0].Cite != gone {
		t.Error("what the rows were made of is changed")
	}
	for id := range b.Quoted() {
		if id == "gone" {
			t.Error("it is quoted all the same")
		}
	}
}

// A brief that is made short keeps the newest of what each row tells, and quotes no
// more; what the rows were made of stays.
func TestBriefIsMadeShort(t *testing.T) {
	cites := []onrecord.Cite{{Article: "a"}, {Article: "b"}, {Article: "c"}}
	told := []onrecord.LedgerStatus{{Cite: cites[0]}, {Cite: cites[1]}, {Cite: cites[2]}}
	sides := []onrecord.Side{{Cites: cites}, {Cites: cites[:1]}}
	b := onrecord.Brief{
		Agreements: []onrecord.LedgerAgreement{{History: told, Latest: told, Cites: cites, Incidents: make([]onrecord.LedgerIncident, 3)}},
		Disputes:   []onrecord.Dispute{{Sides: sides}},
		Incidents:  []onrecord.Incident{{Cites: cites}},
		Stories:    []onrecord.Story{{Articles: []onrecord.StoryArticle{{ID: "a"}, {ID: "b"}, {ID: "c"}}}},
	}
	b.Shorten(2)
	a := b.Agreements[0]
	if len(a.History) != 2 || a.History[1].Cite.Article != "c" || len(a.Latest) != 2 || len(a.Incidents) != 2 || len(a.Cites) != 2 {
		t.Errorf("agreements: %+v", a)
	}
	if s := b.Disputes[0].Sides; len(s[0].Cites) != 2 || s[0].Cites[0].Article != "b" || len(s[1].Cites) != 1 || len(sides[0].Cites) != 3 {
		t.Errorf("disputes: %+v", s)
	}
	if len(b.Incidents[0].Cites) != 2 || len(b.Stories[0].Articles) != 2 || b.Stories[0].Articles[0].ID != "b" {
		t.Errorf("incidents %+v, stories %+v", b.Incidents, b.Stories)
	}
}
