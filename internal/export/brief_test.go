package export_test

import (
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/query"
)

// hostileBrief has a row of every list, with words that mean something to both forms.
func hostileBrief() *onrecord.Brief {
	r, s := saidRecord()
	s.SaidOn.Value = "2016-05-12"
	r.Title, r.URL = "A *strike* <script>", "https://post.example/1?a=b&c"
	cite := func(words string) onrecord.Cite { return onrecord.Cite{Article: r.ID, Outlet: "Post", Text: words} }
	said := onrecord.Row{Article: onrecord.Article{ID: r.ID, Outlet: "Post"}, Statement: s}
	return &onrecord.Brief{
		Query:     "harbour",
		Timeline:  []onrecord.Moment{said.Moment()},
		Positions: []onrecord.Position{{Who: onrecord.Who{Name: "Marenia"}, Concept: "the truce", Value: "agree", When: "2016-05", Cite: cite("it backs [it]")}},
		Agreements: []onrecord.LedgerAgreement{{Name: "harbour truce", Type: onrecord.Ceasefire, Parties: []onrecord.Who{{Name: "Marenia"}}, Contested: true, History: []onrecord.LedgerStatus{
			{Status: onrecord.Violated, When: onrecord.Period{Value: "2016-05-11"}, AccordingTo: onrecord.Who{Name: "Valdoria"}, Cite: cite("they broke it")},
		}, Cites: []onrecord.Cite{cite("the truce of the harbour")}}},
		Disputes: []onrecord.Dispute{{Kind: onrecord.DisputeDenial, First: "2016-05-12", Last: "2016-05-12", Sides: []onrecord.Side{
			{Who: []onrecord.Who{{Name: "Marenia"}}, Stance: "denies", Cites: []onrecord.Cite{cite("no jets")}}, {Stance: "asserts"},
		}}},
		Incidents: []onrecord.Incident{{Plover: onrecord.IncidentPlover{Event: onrecord.ASSAULT}, Status: onrecord.EventHappened, Where: onrecord.Who{Name: "Port Sel"}, When: onrecord.Period{Value: "2016-05-10"},
			Figures: []onrecord.Figure{{What: "killed", Min: new(12), Cites: []onrecord.Cite{cite("at least 12")}}, {What: "killed", Min: new(15), Max: new(15), Cites: []onrecord.Cite{cite("15")}}}, Cites: []onrecord.Cite{cite("jets struck")}}},
		Stories: []onrecord.Story{{Title: "Harbour struck", First: "2016-05-10", Last: "2016-05-12", Counts: onrecord.Counts{Articles: 2, Texts: 2, Sources: 1}, Articles: []onrecord.StoryArticle{{ID: r.ID, Outlet: "Post", Published: "2016-05-10"}, {ID: "b", Outlet: "Mail", CopyOf: r.ID}}}},
		Of:      map[query.List]int{query.Timeline: 7},
		Sources: []onrecord.Article{{ID: r.ID, Outlet: "Post", Title: r.Title, URL: r.URL}},
	}
}

func TestBriefMarkdown(t *testing.T) {
	var out strings.Builder
	if err := export.WriteBriefMarkdown(&out, hostileBrief()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# On record: harbour\n\n## What was said and done (the newest 1 of 7)\n\n",
		"- 12 May 2016: Ana Kovač denied (not said): “The harbour is &lt;b>shut&lt;/b>” [1]\n",
		"- May 2016: Marenia (agrees; the truce): “it backs \\[it\\]” [1]\n",
		"- harbour truce (ceasefire; contested); between Marenia\n  - violated, 11 May 2016 (Valdoria): “they broke it” [1]\n  - (named): “the truce of the harbour” [1]\n",
		"- 12 May 2016: denial; nobody named asserts\n  - Marenia denies: “no jets” [1]\n",
		"- 10 May 2016: jets struck (assault); Port Sel\n  - 12 or more killed (figure): “at least 12” [1]\n  - 15 killed (figure): “15” [1]\n  - “jets struck” [1]\n",
		"- 10 May 2016 – 12 May 2016: Harbour struck; 2 articles, 2 distinct texts, 1 independent source\n  - 10 May 2016 · Post [1]\n  - Mail (copy)\n",
		"1. Post. A \\*strike\\* &lt;script>. undated. https://post.example/1?a=b&amp;c\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestBriefHTML(t *testing.T) {
	var out strings.Builder
	if err := export.WriteBriefHTML(&out, hostileBrief()); err != nil {
		t.Fatal(err)
	}
	page := out.String()
	for _, want := range []string{
		"<q>The harbour is &lt;b&gt;shut&lt;/b&gt;</q> <a href=\"#source1\">[1]</a>", `<li id="source1">`,
		`<a href="https://post.example/1?a=b&amp;c">`, "A *strike* &lt;script&gt;",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
	if strings.Contains(page, "<script") || strings.Count(page, "<ul>") != strings.Count(page, "</ul>") || strings.Count(page, "<li") != strings.Count(page, "</li>") {
		t.Errorf("tags of words, or not closed:\n%s", page)
	}
}

// A line of a timeline leads to its claim; a colon is no word that somebody said.
func TestMomentEntries(t *testing.T) {
	for _, c := range []struct {
		in   onrecord.Moment
		head string
		cite onrecord.Cite
	}{
		{onrecord.Moment{Kind: onrecord.MomentStatement, ID: "s1", Article: "a", Who: "Ana", Cue: ":", Act: "say", What: "no"}, "Ana say", onrecord.Cite{Article: "a", Statement: "s1", Text: "no"}},
		{onrecord.Moment{Kind: onrecord.MomentStatement, ID: "s1", Article: "a", Who: "Ana", Cue: "said", Act: "say", What: "no"}, "Ana said", onrecord.Cite{Article: "a", Statement: "s1", Text: "no"}},
		{onrecord.Moment{Kind: onrecord.MomentEvent, ID: "e1", Article: "a", Matter: "Ana → Bo", Act: "AID", What: "gave"}, "Ana → Bo AID", onrecord.Cite{Article: "a", Event: "e1", Text: "gave"}},
	} {
		if e := export.MomentEntry(c.in); e.Head != c.head || e.Lines[0].Cite != c.cite {
			t.Errorf("%q, %+v", e.Head, e.Lines[0].Cite)
		}
	}
}
