package query_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"onrecord/query"
)

type (
	and = query.And
	or  = query.Or
	not = query.Not
)

const (
	word   = query.Word("truce")
	phrase = query.Phrase("freeze zone")
)

func term(field, value string) query.Q { return query.Term{Field: field, Value: value} }

func TestParse(t *testing.T) {
	for _, c := range []struct {
		in      string
		want    query.Q
		printed string // "" for in itself
	}{
		{"", nil, ""},
		{"  ", nil, " "},
		{" truce ", word, "truce"},
		{"ceasefire   Aleppo", and{query.Word("ceasefire"), query.Word("Aleppo")}, "ceasefire Aleppo"},
		{`"freeze   zone" truce`, and{phrase, word}, `"freeze zone" truce`},
		{"“freeze zone”", phrase, `"freeze zone"`},
		{"truce truce", word, "truce"},
		{"16:30 GMT", and{query.Word("16:30"), query.Word("GMT")}, `"16:30" GMT`},
		{`"say \"no\" to C:\\"`, query.Phrase(`say "no" to C:\`), ""},
		{`"truce"`, word, "truce"},

		{`speaker:Lavrov about:"the United States"`, and{term("speaker", "Lavrov"), term("about", "the United States")}, ""},
		{"speaker:x:ana-kovac", term("speaker", "x:ana-kovac"), ""},
		{"since:2015-11 until:2015-11", and{term("since", "2015-11-01"), term("until", "2015-11-30")}, "since:2015-11-01 until:2015-11-30"},
		{"mode:Direct act:deny", and{term("mode", "direct"), term("act", "deny")}, "mode:direct act:deny"},
		{"status:not-made kind:any", and{term("status", "not made"), term("kind", "any")}, `status:"not made" kind:any`},
		{`outlet:"  The   Post " article:a/b`, and{term("outlet", "The Post"), term("article", "a/b")}, `outlet:"The Post" article:a/b`},
		{"certainty:possible", term("certainty", "possible"), ""},
		{"article:https://post.example/?a=(1)", nil, "-"},
		{`article:"https://post.example/?a=(1)"`, term("article", "https://post.example/?a=(1)"), ""},

		{"truce* ceas*", and{query.Prefix("truce"), query.Prefix("ceas")}, ""},
		{`"truce*" -rebel*`, and{query.Word("truce*"), not{query.Prefix("rebel")}}, ""},
		{"truce OR war", or{word, query.Word("war")}, ""},
		{"truce or war", and{word, query.Word("or"), query.Word("war")}, ""},
		{"truce AND war", and{word, query.Word("war")}, "truce war"},
		{`"OR" "-5" "NOT"`, and{query.Word("OR"), query.Word("-5"), query.Word("NOT")}, ""},
		{"-truce", not{word}, ""},
		{"NOT truce", not{word}, "-truce"},
		{"--truce", word, "truce"},
		{"a b OR c", or{and{query.Word("a"), query.Word("b")}, query.Word("c")}, ""},
		{"a (b OR c)", and{query.Word("a"), or{query.Word("b"), query.Word("c")}}, ""},
		{"((a (b c)))", and{query.Word("a"), query.Word("b"), query.Word("c")}, "a b c"},
		{"a OR (b OR c)", or{query.Word("a"), query.Word("b"), query.Word("c")}, "a OR b OR c"},
		{"-(a b) -(c OR d)", and{not{and{query.Word("a"), query.Word("b")}}, not{or{query.Word("c"), query.Word("d")}}}, ""},
		{"-act:deny", not{term("act", "deny")}, ""},
		{"(a)b", and{query.Word("a"), query.Word("b")}, "a b"},
	} {
		got, err := query.Statements.Parse(c.in)
		if c.printed == "-" { // the parenthesis ends the value
			if reflect.DeepEqual(got, term("article", c.in[len("article:"):])) {
				t.Errorf("%s: parentheses without quotation marks passed for a value", c.in)
			}
			continue
		}
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s\ngot  %#v, %v\nwant %#v", c.in, got, err, c.want)
		}
		if want := strings.TrimSpace(c.printed); want != "" && query.Print(got) != want || c.printed == "" && query.Print(got) != c.in {
			t.Errorf("%s prints as %s", c.in, query.Print(got))
		}
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	deep := strings.Repeat("(", 60) + "a" + strings.Repeat(")", 60)
	for _, c := range []struct {
		in, want string
		column   int
	}{
		{"acts:deny", `no field "acts"; there are speaker, about`, 1},
		{"talks act:lie", `act: "lie" is none of say, deny`, 7},
		{"mode:loud", "direct, indirect, mixed", 1},
		{"since:yesterday", "want YYYY-MM-DD", 1},
		{"ägypten since:2015-02-30", "want YYYY-MM-DD", 9},
		{`a "freeze zone`, "not closed", 3},
		{`say\"s`, "not closed", 5},
		{`""`, "nothing stands between", 1},
		{"speaker:", "has no value", 1},
		{"—", "no word to look for", 1},
		{`speaker:"--"`, "no word to look for", 1},
		{`outlet:"  "`, "nothing is asked for", 1},
		{"a - b", "nothing follows the hyphen", 3},
		{"a -", "nothing follows the hyphen", 3},
		{"a tr*", "at least 3 letters", 3},
		{"cease-f*", "only letters and digits", 1},
		{"a OR", "a term is missing", 5},
		{"OR a", "a term is missing", 1},
		{"a AND", "a term is missing", 6},
		{"a OR OR b", "a term is missing", 6},
		{"a NOT", "a term is missing", 6},
		{"(a", "not closed", 3},
		{"a)", "not opened", 2},
		{"()", "a term is missing", 2},
		{deep, "within each other", 51},
		{strings.Repeat("a", 3) + strings.Repeat(" b", 300), "more than 200 terms", 403},
	} {
		_, err := query.Statements.Parse(c.in)
		var fault *query.Error
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), c.want) || fault.Column != c.column {
			t.Errorf("%.40s: error %v, want %q at column %d", c.in, err, c.want, c.column)
		}
	}
}

// A query may ask in every way at once, and is printed as it is read.
func TestEveryWayAtOnce(t *testing.T) {
	const asked = `speaker:lavrov about:ceasefire outlet:sputnik since:2015-09 act:deny kind:speech status:made "safe zone" -via:tass (russia OR turkey) truce*`
	for _, list := range []query.List{query.Statements, query.Articles, query.Timeline} {
		q, err := list.Parse(asked)
		if err != nil {
			t.Fatalf("%s: %v", list, err)
		}
		printed := query.Print(q)
		if want := strings.Replace(asked, "since:2015-09", "since:2015-09-01", 1); printed != want {
			t.Errorf("%s: printed %s\nwant %s", list, printed, want)
		}
		if again, err := list.Parse(printed); err != nil || !reflect.DeepEqual(again, q) {
			t.Errorf("%s: read again as %v, %v", list, again, err)
		}
	}
}

// A fault points at the sign where it is, and names what would be right.
func TestFaultsPointAndTeach(t *testing.T) {
	for in, want := range map[string]string{
		`truce speeker:lavrov`:   `column 7: there is no field "speeker"; there are speaker, about, via, outlet, since, until, mode, act, certainty, kind, status, article`,
		`“safe zone” act:dance`:  `column 13: act: "dance" is none of say, deny, accuse, demand, propose, promise, threaten, reject, agree, ask, praise, criticise, predict, confirm`,
		`ceasefire since:spring`: `column 11: since: date "spring": want YYYY-MM-DD, YYYY-MM or YYYY`,
		`(russia OR turkey`:      `column 18: a parenthesis is not closed`,
		`tr*`:                    `column 1: tr*: at least 3 letters must stand before the asterisk`,
	} {
		if _, err := query.Statements.Parse(in); err == nil || err.Error() != want {
			t.Errorf("%s: %v\nwant %s", in, err, want)
		}
	}
}

// Every field that has values takes each of them, in one form, and no other.
func TestFields(t *testing.T) {
	for _, list := range everyList() {
		takesItsValues(t, list)
	}
	if _, ok := query.Statements.Field("nonsense"); ok {
		t.Error("there is a field nonsense")
	}
}

// What is asked of everything is asked of each list in its own fields; a list
// that cannot have it has no part in it.
func TestPartsOfEverything(t *testing.T) {
	const never = "never"
	for asked, wants := range map[string]map[query.List]string{
		`truce -(actor:Kovač OR outlet:post) since:2016`: {
			query.Statements: "truce -(speaker:Kovač OR about:Kovač OR outlet:post) since:2016-01-01",
			query.Disputes:   "truce -(actor:Kovač OR outlet:post) since:2016-01-01",
		},
		"speaker:Kovač outlet:post": {
			query.Statements: "speaker:Kovač outlet:post", query.Positions: "actor:Kovač outlet:post", query.Disputes: "actor:Kovač outlet:post",
			query.Events: never, query.Ledger: never, query.Incidents: never, query.Stories: never,
		},
		"concept:Dam":   {query.Positions: "concept:Dam", query.Statements: never, query.Stories: never},
		"status:signed": {query.Ledger: "status:signed", query.Statements: never},
		"kind:denial":   {query.Disputes: "kind:denial", query.Statements: never},
	} {
		q, err := query.Everything.Parse(asked)
		if err != nil {
			t.Fatalf("%s: %v", asked, err)
		}
		for list, want := range wants {
			part, no := list.Part(q)
			got := query.Print(part)
			if no {
				got = never
			}
			if again, err := list.Parse(query.Print(part)); got != want || !no && (err != nil || query.Print(again) != got) {
				t.Errorf("%s of %s: %s, %v; want %s", asked, list, got, err, want)
			}
		}
	}
	if _, err := query.Everything.Parse("wording:thug"); err == nil {
		t.Error("a dossier has no wordings, and takes one")
	}
}

func takesItsValues(t *testing.T, list query.List) {
	for _, f := range list.Fields() {
		if f.Name == "" || f.Help == "" || (f.Match == query.ByValue) != (len(f.Values) > 0) {
			t.Errorf("%+v: no name, no help, or values for nothing", f)
		}
		for _, v := range f.Values {
			if got, err := list.NewTerm(f.Name, strings.ToUpper(v)); err != nil || got.Value != v {
				t.Errorf("%s:%s: %+v, %v", f.Name, v, got, err)
			}
		}
		if f.Default != "" {
			if _, err := list.NewTerm(f.Name, f.Default); err != nil {
				t.Errorf("default of %s: %v", f.Name, err)
			}
		}
		if f.Match == query.ByValue {
			if _, err := list.NewTerm(f.Name, "nonsense"); err == nil {
				t.Errorf("%s takes nonsense", f.Name)
			}
		}
	}
}

// Lists of statements show what was said unless they are asked for more; lists
// of articles count what was said only where they ask what was said.
func TestShown(t *testing.T) {
	for _, c := range []struct{ in, statements, articles string }{
		{"", "kind:speech status:made", ""},
		{"truce", "truce kind:speech status:made", "truce"},
		{"act:deny", "act:deny kind:speech status:made", "act:deny kind:speech status:made"},
		{"kind:attitude", "kind:attitude status:made", "kind:attitude status:made"},
		{"-status:planned", "-status:planned kind:speech", "-status:planned kind:speech"},
		{"kind:any status:any", "kind:any status:any", "kind:any status:any"},
		{"truce act:deny", "truce act:deny kind:speech status:made", "truce act:deny kind:speech status:made"},
		{"truce OR act:deny", "(truce OR act:deny) kind:speech status:made", "truce OR act:deny kind:speech status:made"},
		{"-(truce act:deny)", "-(truce act:deny) kind:speech status:made", "-(truce act:deny kind:speech status:made)"},
		{"outlet:Post -act:deny", "outlet:Post -act:deny kind:speech status:made", "outlet:Post -act:deny kind:speech status:made"},
	} {
		q, err := query.Statements.Parse(c.in)
		if err != nil {
			t.Fatal(err)
		}
		if got := query.Print(query.Statements.Shown(q)); got != c.statements {
			t.Errorf("%s: statements %s, want %s", c.in, got, c.statements)
		}
		if got := query.Print(query.Articles.Shown(q)); got != c.articles {
			t.Errorf("%s: articles %s, want %s", c.in, got, c.articles)
		}
	}
}

// everyList are all lists that can be asked.
func everyList() []query.List {
	return append([]query.List{query.Statements, query.Articles, query.Events, query.Agreements, query.Memberships, query.Timeline, query.Everything}, query.WorldLists[:]...)
}

func FuzzParsePrint(f *testing.F) {
	for _, s := range []string{`a "b c" speaker:"d \" e" since:2015`, `\ "\\"`, `outlet:" "`, "act:deny mode:direct x:y", "“a” b", `article:"a:b"`,
		"a OR b -c", "-(a b) OR NOT (c d)", `"OR" "-a"`, `speaker:"(a)" a:b`, "--a ---b", "((a) OR (a b))"} {
		f.Add(s)
	}
	f.Add("type:assault mode:%_ cameo:19 status:never-implemented place:x:y as:ally told:own-voice")
	f.Fuzz(func(t *testing.T, s string) {
		for _, list := range everyList() {
			parsePrint(t, list, s)
		}
	})
}

// parsePrint checks that what a query prints as is read as the same query, and
// that a fault has its place.
func parsePrint(t *testing.T, list query.List, s string) {
	parsed, err := list.Parse(s)
	if fault, ok := errors.AsType[*query.Error](err); ok {
		if fault.Column < 1 || fault.Column > len([]rune(s))+1 || fault.Unwrap() == nil || !strings.Contains(fault.Error(), fault.Unwrap().Error()) {
			t.Fatalf("%q: %v", s, fault)
		}
		return
	}
	printed := query.Print(parsed)
	again, err := list.Parse(printed)
	if err != nil {
		t.Fatalf("%q prints as %q: %v", s, printed, err)
	}
	if !reflect.DeepEqual(parsed, again) {
		t.Fatalf("%q prints as %q\nread %#v\nthen %#v", s, printed, parsed, again)
	}
}
