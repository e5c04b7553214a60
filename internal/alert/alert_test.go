package alert

import (
	"reflect"
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
	"onrecord/query"
)

func TestQueryIsCheckedAndGivenItsForm(t *testing.T) {
	for _, c := range []struct {
		name string
		q    Query
		is   Query
	}{
		{"spaces of a name and a query", Query{Name: " Talks  in\nOrvel ", List: query.Statements, Q: "act:deny   since:2016"},
			Query{Name: "Talks in Orvel", List: query.Statements, Q: "act:deny since:2016-01-01"}},
		{"a mail address with its owner's name", Query{Name: "n", List: query.Disputes, Mail: "Ana <ana@post.example>"},
			Query{Name: "n", List: query.Disputes, Mail: "ana@post.example"}},
		{"a webhook", Query{Name: "n", List: query.Articles, Webhook: "https://hook.example/in?a=1"},
			Query{Name: "n", List: query.Articles, Webhook: "https://hook.example/in?a=1"}},
	} {
		if err := c.q.Check(); err != nil || c.q != c.is {
			t.Errorf("%s: %+v, %v; want %+v", c.name, c.q, err, c.is)
		}
	}
}

func TestQueryThatCannotBeAskedIsRefused(t *testing.T) {
	for _, c := range []struct {
		q    Query
		says string
	}{
		{Query{Name: " \n", List: query.Events}, "has a name"},
		{Query{Name: strings.Repeat("n", 2001), List: query.Events}, "longer than 2000"},
		{Query{Name: "n", List: query.Events, Q: strings.Repeat("q ", 1001)}, "longer than 2000"},
		{Query{Name: "n", List: "sightings"}, "no list"},
		{Query{Name: "n", List: query.Events, Q: "(talks"}, "column"},
		{Query{Name: "n", List: query.Events, Webhook: "ftp://hook.example/"}, "no address of the web"},
		{Query{Name: "n", List: query.Events, Webhook: "https:///in"}, "no address of the web"},
		{Query{Name: "n", List: query.Events, Mail: "ana at post"}, "mail"},
	} {
		if err := c.q.Check(); onrecord.KindOf(err) != onrecord.Invalid || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%.40v: %v; want a refusal with %q", c.q, err, c.says)
		}
	}
}

// What a list leaves out by itself, such as words that were never spoken, is
// left out of its alerts, unless somebody asked for it.
func TestAskedLeavesOutWhatItsListDoes(t *testing.T) {
	q := Query{List: query.Statements, Q: "talks"}
	asked := func() string {
		t.Helper()
		is, err := q.Asked()
		if err != nil {
			t.Fatal(err)
		}
		return query.Print(is)
	}
	shown := asked()
	if q.All = true; asked() != "talks" || shown == "talks" || !strings.Contains(shown, "talks") {
		t.Errorf("asked %q, and all: %q", shown, asked())
	}
	q.ID, q.Q = 7, "(talks"
	if _, err := q.Asked(); onrecord.KindOf(err) != onrecord.Invalid || !strings.Contains(err.Error(), "query 7") {
		t.Errorf("of a query that cannot be read: %v", err)
	}
}

func TestListsAreCalledOneName(t *testing.T) {
	for of, name := range map[query.List]string{query.Agreements: "assertions", query.Ledger: "agreements", query.Namings: "naming", "sightings": "sightings"} {
		if NameOf(of) != name {
			t.Errorf("%s is called %q, want %q", of, NameOf(of), name)
		}
		if list, err := ListOf(name); name != "sightings" && (list != of || err != nil) || name == "sightings" && err == nil {
			t.Errorf("%q is %q, %v", name, list, err)
		}
	}
	if OfMany(query.Statements) || !OfMany(query.Disputes) {
		t.Error("statements come of one article and disputes of many")
	}
}

// said is an article in which one thing of each kind is told.
func said() *onrecord.Record {
	r := &onrecord.Record{Article: onrecord.Article{ID: "a1", Text: "Ana said no. Marenia joined the Pact. It signed the truce."}}
	part := func(words string) onrecord.Part {
		i := strings.Index(r.Text, words)
		return onrecord.Part{Spans: []ling.Span{{Start: i, End: i + len(words)}}}
	}
	party := func(words string) onrecord.Party { return onrecord.Party{Spans: part(words).Spans} }
	r.Statements = []onrecord.Statement{{Source: party("Ana"), Cue: part("said"), Content: part("no")}}
	r.Events = []onrecord.Event{{Trigger: part("signed"), Plover: onrecord.Plover{Event: onrecord.AGREE}}}
	r.Memberships = []onrecord.Membership{{Group: party("the Pact"), Member: party("Marenia"), As: onrecord.AsMember, Words: part("joined")}}
	r.Agreements = []onrecord.Agreement{{Name: "the truce", Words: part("the truce"), History: []onrecord.StatusAssertion{{Status: onrecord.Signed, Words: part("signed")}}}}
	return r
}

// Each kind of fact is known again by what it says, and by nothing else: what
// was told comes back as the same, and what was not is new.
func TestMarksOfAnArticle(t *testing.T) {
	had := MarksOf(said())
	if len(had) != 5 {
		t.Fatalf("%d marks of an article with four facts", len(had))
	}
	for _, c := range []struct {
		name   string
		change func(*onrecord.Record)
		isNew  bool
	}{
		{"read again", func(*onrecord.Record) {}, false},
		{"another finder", func(r *onrecord.Record) { r.Statements[0].FoundBy = "statement/other@2" }, false},
		{"a statement twice", func(r *onrecord.Record) { r.Statements = append(r.Statements, r.Statements[0]) }, false},
		{"an article less of facts", func(r *onrecord.Record) { r.Events = nil }, false},
		{"another article", func(r *onrecord.Record) { r.ID = "a2"; r.Found = onrecord.Found{} }, true},
		{"other words said", func(r *onrecord.Record) { r.Statements[0].Content = r.Statements[0].Cue }, true},
		{"another deed", func(r *onrecord.Record) { r.Events[0].Plover.Event = onrecord.REJECT }, true},
		{"an agreement's new status", func(r *onrecord.Record) { r.Agreements[0].History[0].Status = onrecord.Violated }, true},
		{"a member that left", func(r *onrecord.Record) { r.Memberships[0].Status = onrecord.Left }, true},
	} {
		r := said()
		c.change(r)
		if New(MarksOf(r), had) != c.isNew {
			t.Errorf("%s: new is %v, want %v", c.name, !c.isNew, c.isNew)
		}
	}
}

// Where one word ends and the next begins is part of a mark.
func TestMarkTellsWordsApart(t *testing.T) {
	first, again := MarkOf("ab"), MarkOf("ab")
	if MarkOf("ab", "c") == MarkOf("a", "bc") || first != again {
		t.Error("marks do not go by whole words")
	}
}

// Every list that can be asked is shown once, and is known by the name it is shown by.
func TestListsAreThoseThatCanBeAsked(t *testing.T) {
	seen := map[query.List]bool{}
	for _, of := range Lists() {
		if again, err := ListOf(NameOf(of)); err != nil || again != of || seen[of] {
			t.Errorf("%s is called %q: %q, %v", of, NameOf(of), again, err)
		}
		seen[of] = true
		q := Query{Name: "n", List: of}
		if err := q.Check(); err != nil {
			t.Error(err)
		}
	}
	if len(seen) != 15 {
		t.Errorf("there are %d lists", len(seen))
	}
}

func TestADecisionIsSaidToPeople(t *testing.T) {
	for want, d := range map[string]Decided{
		"corrected: speaker Ana Kovač, by ana": {Kind: "correct", Field: "speaker", Value: "Ana Kovač", By: "ana"},
		"no more hidden, by bo":                {Kind: "hide", By: "bo", Undone: true},
		"confirmed, by ana":                    {Kind: "confirm", By: "ana"},
		"merge: with it, by ana":               {Kind: "merge", Field: "with", Value: "it", By: "ana"},
	} {
		if got := d.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Actors are asked for by words of a name, a type and whether they are unknown,
// each of which must hold, and by nothing else.
func TestActorsOf(t *testing.T) {
	for q, want := range map[string]onrecord.ActorFilter{
		"":                            {},
		"kovac":                       {Name: "kovac"},
		`name:"Ana K" type:person`:    {Name: "Ana K", Type: onrecord.Person},
		`"the mill" unknown:yes lune`: {Name: "the mill lune", Unknown: true},
	} {
		asked, err := query.Actors.Parse(q)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := ActorsOf(asked); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", q, got, err)
		}
	}
	for _, q := range []string{"dora OR ana", "-dora", "dora -type:person"} {
		saved := Query{Name: "n", List: query.Actors, Q: q}
		if err := saved.Check(); onrecord.KindOf(err) != onrecord.Invalid || !strings.Contains(err.Error(), "actors are asked for by") {
			t.Errorf("%s: %v", q, err)
		}
	}
}

// A query asks its own list, but each list of a timeline that can have any of it.
func TestParts(t *testing.T) {
	for _, c := range []struct {
		q    Query
		want string
	}{
		{Query{List: query.Statements, Q: "harbour", All: true}, "statements harbour/harbour"},
		{Query{List: query.Incidents, Q: "harbour"}, "incidents harbour/harbour status:happened"},
		{Query{List: query.Timeline, Q: "speaker:ana", All: true}, "statements speaker:ana/speaker:ana"},
		{Query{List: query.Timeline, Q: "harbour", All: true}, "statements harbour/harbour; events harbour/harbour; assertions harbour/harbour"},
	} {
		parts, err := c.q.Parts()
		var got []string
		for _, p := range parts {
			got = append(got, NameOf(p.List)+" "+query.Print(p.Named)+"/"+query.Print(p.Asked))
		}
		if err != nil || strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %s\nwant %s, %v", c.q.Q, strings.Join(got, "; "), c.want, err)
		}
	}
	if _, err := (&Query{ID: 7, List: query.Statements, Q: "act:lie"}).Parts(); onrecord.KindOf(err) != onrecord.Invalid || !strings.Contains(err.Error(), "query 7") {
		t.Errorf("a query that cannot be asked: %v", err)
	}
}

// Whoever is known by an id or by a name is not new under the other.
func TestMarksOfActors(t *testing.T) {
	one, other := Actor(onrecord.Actor{ID: "x:ana-kovac", Name: "Ana Kovač"}), Actor(onrecord.Actor{ID: "Q7", Name: "ana KOVAČ"})
	if len(one) != 2 || one[0] == other[0] || one[1] != other[1] || one[0] == one[1] {
		t.Errorf("%v, %v", one, other)
	}
}
