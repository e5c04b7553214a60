package export_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/alert"
	"onrecord/internal/export"
	"onrecord/ling"
)

// held tells what is in cells, by the names of their columns.
func held[In any](t *testing.T, s export.Sheet[In], row In, columns ...string) string {
	t.Helper()
	cells, err := s.Cells(columns, row)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range columns {
		if !slices.Contains(s.Columns, c) {
			t.Errorf("no column %q among %v", c, s.Columns)
		}
	}
	if len(s.Usual) == 0 || len(s.Usual) >= len(s.Columns) {
		t.Errorf("%d usual columns of %d", len(s.Usual), len(s.Columns))
	}
	return strings.Join(cells, " | ")
}

// A list as a table has the cells of the columns that are chosen, and as people
// read them: a day in words.
func TestSheetsOfLists(t *testing.T) {
	a := onrecord.Article{ID: "a", Title: "The mill", Outlet: "Dolna Post", Published: onrecord.Published{Value: "2016-05-12"}}
	statement := onrecord.StatementView{Statement: onrecord.Statement{SaidOn: onrecord.SaidOn{Value: "2016-05-11"}}, Speaker: "Ana"}
	for want, got := range map[string]string{
		"Ana | 11 May 2016 | Dolna Post": held(t, export.StatementSheet(), onrecord.Row{Article: a, Statement: statement}, "speaker", "said_on", "outlet"),
		"CONSULT | The mill":             held(t, export.EventSheet(), onrecord.EventRow{Article: a, Event: onrecord.EventView{Event: onrecord.Event{Plover: onrecord.Plover{Event: onrecord.CONSULT}}}}, "event", "title"),
		"the truce | ceasefire":          held(t, export.AgreementSheet(), onrecord.AgreementRow{Article: a, Agreement: onrecord.AgreementView{Agreement: onrecord.Agreement{Name: "the truce", Type: onrecord.Ceasefire}}}, "name", "type"),
		"the Pact | member":              held(t, export.MembershipSheet(), onrecord.MembershipRow{Article: a, Membership: onrecord.MembershipView{Membership: onrecord.Membership{As: onrecord.AsMember}, GroupName: "the Pact"}}, "group", "as"),
		"The mill | 12 May 2016":         held(t, export.ArticleSheet(), a, "title", "published"),
	} {
		if got != want {
			t.Errorf("cells %q, want %q", got, want)
		}
	}
	if _, err := export.ArticleSheet().Cells([]string{"colour"}, a); err == nil {
		t.Error("a column that is none")
	}
	var out bytes.Buffer
	n, err := export.ArticleSheet().Write(&out, export.Layout{Format: export.CSV, Columns: []string{"title"}}, func(yield func(onrecord.Article, error) bool) { yield(a, nil) })
	if err != nil || n != 1 || out.String() != "title\nThe mill\n" {
		t.Errorf("%d rows, %v: %q", n, err, &out)
	}
}

func TestCircumstances(t *testing.T) {
	v := onrecord.StatementView{AddresseeText: "Marenia", VenueText: "a rally", ConditionText: "if it rains", Statement: onrecord.Statement{Certainty: onrecord.Likely}}
	if got := strings.Join(export.Circumstances(v), "; "); got != "to Marenia; where: a rally; on condition: if it rains; held to be likely" {
		t.Errorf("%q", got)
	}
	if got := export.Circumstances(onrecord.StatementView{Statement: onrecord.Statement{Certainty: onrecord.Certain}}); len(got) != 0 {
		t.Errorf("nothing is known, and told: %q", got)
	}
}

// What is cited has its words, whose they are and whether they said so, and
// where to read them; an address that is none of the web is left out.
func TestCitation(t *testing.T) {
	a := onrecord.Article{Title: "The mill", Outlet: "Dolna Post", URL: "https://post.example/1", Published: onrecord.Published{Value: "2016-05-12"}}
	for _, c := range []struct {
		words, who string
		not        []string
		change     func(*onrecord.Article)
		want       string
	}{
		{"no", "Ana", nil, func(*onrecord.Article) {}, "“no” (Ana). In: “The mill”, Dolna Post, 12 May 2016, https://post.example/1. Read at: L"},
		{"no", "Ana", []string{"not said"}, func(a *onrecord.Article) { a.URL, a.Outlet = "javascript:alert(1)", "" }, "“no” (Ana; not said). In: “The mill”, 12 May 2016. Read at: L"},
		{"no", "", nil, func(a *onrecord.Article) { a.URL, a.Published = "file:///a", onrecord.Published{} }, "“no”. In: “The mill”, Dolna Post, undated. Read at: L"},
		{"", "", nil, func(a *onrecord.Article) {
			a.Title, a.URL, a.Published = "", "", onrecord.Published{Earliest: ling.NewDate(2016, 5, 1), Latest: ling.NewDate(2016, 5, 31)}
		}, "“untitled”, Dolna Post, between 1 May 2016 and 31 May 2016. Read at: L"},
	} {
		one := a
		c.change(&one)
		if got := export.Citation(c.words, c.who, c.not, one, "L"); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// A row of many articles is cited by what it is and by words of each side.
func TestEntryCitation(t *testing.T) {
	line := func(lead, quote string) export.Line {
		return export.Line{Lead: lead, Quote: quote, Cite: onrecord.Cite{Outlet: "Dolna Post", Published: "2016-05-12", Text: quote}}
	}
	words := func(c onrecord.Cite) string { return "at " + c.Text }
	for _, c := range []struct {
		e    export.Entry
		want string
	}{
		{export.Entry{Head: "denial", Days: "May 2016", Tags: []string{"figures"}, Sides: [][]export.Line{{line("Ana denies", "no"), line("Ana denies", "never")}, {line("Dolna Post", "yes")}}},
			"denial (figures), May 2016: “no” (Ana denies), Dolna Post, 12 May 2016, at no; “yes”, Dolna Post, 12 May 2016, at yes. Read at: L"},
		{export.Entry{Head: "a story", Notes: []string{"2 articles", "1 text"}}, "a story: 2 articles; 1 text. Read at: L"},
		{export.Entry{Lines: []export.Line{line("", "1"), line("", "2"), line("", "3"), line("", "4")}}, "untitled: “1”, Dolna Post, 12 May 2016, at 1; “2”, Dolna Post, 12 May 2016, at 2; “3”, Dolna Post, 12 May 2016, at 3. Read at: L"},
	} {
		if got := export.EntryCitation(c.e, words, "L"); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// Alerts as a list say which clauses fired, and on which words.
func TestAlerts(t *testing.T) {
	a := alert.Alert{At: time.Date(2016, 5, 12, 9, 0, 0, 0, time.UTC), Name: "The mill", Fact: alert.Fact{Words: "no"}, Fired: []alert.Clause{{Clause: "act:deny", Words: "denied"}, {Clause: "mill", Words: "mills"}}}
	var out bytes.Buffer
	n, err := export.WriteAlerts(&out, export.Layout{Format: export.CSV, Columns: []string{"at", "name", "words", "fired"}}, func(yield func(alert.Alert, error) bool) { yield(a, nil) })
	if want := "at,name,words,fired\n2016-05-12T09:00:00Z,The mill,no,act:deny on “denied”; mill on “mills”\n"; err != nil || n != 1 || out.String() != want {
		t.Errorf("%d, %v: %q", n, err, &out)
	}
	if !slices.Contains(export.AlertColumns(), "fired") {
		t.Errorf("columns %v", export.AlertColumns())
	}
}

// A change of position is told by the words of before and after.
func TestShiftEntry(t *testing.T) {
	p := func(value, day, words string) onrecord.Position {
		return onrecord.Position{Value: value, When: day, Cite: onrecord.Cite{Text: words}}
	}
	e := export.ShiftEntry(onrecord.Shift{Who: onrecord.Who{Name: "Ana"}, Concept: "the mill", From: p("agree", "2016-05-01", "yes"), To: p("disagree", "2016-05-12", "no")})
	if e.Head != "Ana on the mill" || len(e.Sides) != 2 || e.Sides[0][0].Quote != "yes" || e.Sides[1][0].Lead != "disagreed, 12 May 2016" {
		t.Errorf("%+v", e)
	}
	if got := export.FigureWords(onrecord.Figure{What: "killed", Min: new(12)}); got != "12 or more killed" {
		t.Errorf("%q", got)
	}
}
