package export_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"iter"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/ling"
)

func articlesOf() iter.Seq2[onrecord.Article, error] {
	day := ling.NewDate(2016, 5, 12)
	return listOf(
		onrecord.Article{ID: "a{1}", URL: "https://post.example/a_b?c={d}%20", Outlet: "Post & Mail", Title: "100 % {of} it_all\nsaid", Authors: []string{"Ana Kovač", "R. Eporter"},
			Lang: "en", Published: onrecord.Published{Value: "2016-05-12T07:05:00+03:00", Earliest: day, Latest: day}, Collected: time.Date(2019, 1, 2, 3, 0, 0, 0, time.UTC)},
		onrecord.Article{ID: "a2", Title: "", Published: onrecord.Published{Value: "2016-05", Earliest: ling.NewDate(2016, 5, 1), Latest: ling.NewDate(2016, 5, 31)}},
		onrecord.Article{ID: "a3", Title: "Open", Published: onrecord.Published{Value: "XXXX-11-19"}},
	)
}

func bibliography(t *testing.T, form export.Bibliography) string {
	t.Helper()
	var out bytes.Buffer
	if n, err := export.WriteBibliography(&out, form, articlesOf()); err != nil || n != 3 {
		t.Fatalf("%d articles, %v", n, err)
	}
	return out.String()
}

func TestBibTeX(t *testing.T) {
	out := bibliography(t, export.BibTeX)
	// Every entry opens and closes its braces; keys are there once.
	if strings.Count(out, "{") != strings.Count(out, "}") {
		t.Errorf("braces are not in pairs:\n%s", out)
	}
	keys := regexp.MustCompile(`(?m)^@misc\{(\w+),$`).FindAllStringSubmatch(out, -1)
	if len(keys) != 3 || keys[0][1] == keys[1][1] {
		t.Errorf("keys %q", keys)
	}
	for _, want := range []string{
		`  title = {{100 \% of it\_all said}},`, `  author = {{Ana Kovač} and {R. Eporter}},`, `  howpublished = {Post \& Mail},`,
		`  date = {2016-05-12},`, `  url = {https://post.example/a_b?c=%7Bd%7D%20},`, `  urldate = {2019-01-02},`, `  date = {2016-05},`,
	} {
		if !strings.Contains(out, want+"\n") {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
}

func TestRIS(t *testing.T) {
	out := bibliography(t, export.RIS)
	for i, line := range strings.Split(strings.TrimSuffix(out, "\r\n"), "\r\n") {
		if line != "" && !regexp.MustCompile(`^[A-Z][A-Z0-9]  - .*$`).MatchString(line) {
			t.Errorf("line %d is no tag: %q", i+1, line)
		}
	}
	for _, want := range []string{"TI  - 100 % {of} it_all said", "AU  - R. Eporter", "DA  - 2016/05/12", "PY  - 2016", "DA  - 2016/05", "T2  - Post & Mail"} {
		if !strings.Contains(out, want+"\r\n") {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if strings.Count(out, "TY  - NEWS") != 3 || strings.Count(out, "ER  - ") != 3 || strings.Count(out, "PY  - ") != 2 {
		t.Errorf("entries or years are wrong:\n%s", out)
	}
}

func TestCSL(t *testing.T) {
	var items []struct {
		ID, Type, Title string
		Author          []struct{ Literal string }
		Issued          *struct {
			Parts [][]int `json:"date-parts"`
		}
	}
	if err := json.Unmarshal([]byte(bibliography(t, export.CSL)), &items); err != nil || len(items) != 3 {
		t.Fatalf("%d items, %v", len(items), err)
	}
	if !slices.Equal(items[0].Issued.Parts[0], []int{2016, 5, 12}) || !slices.Equal(items[1].Issued.Parts[0], []int{2016, 5}) || items[2].Issued != nil {
		t.Errorf("days %+v %+v %+v", items[0].Issued, items[1].Issued, items[2].Issued)
	}
	if items[0].Author[1].Literal != "R. Eporter" || items[0].Type != "article-newspaper" {
		t.Errorf("%+v", items[0])
	}
	var none bytes.Buffer
	if _, err := export.WriteBibliography(&none, export.CSL, listOf[onrecord.Article]()); err != nil || strings.TrimSpace(none.String()) != "[]" {
		t.Errorf("nothing is %q, %v", none.String(), err)
	}
}

// saidRecord has a statement in two pieces, with letters of more than one byte before it.
func saidRecord() (onrecord.Record, onrecord.StatementView) {
	text := strings.Repeat("é", 30) + " “The harbour,” Ana Kovač denied, “is <b>shut</b>.” 日本語"
	at := func(words string) ling.Span {
		i := strings.Index(text, words)
		return ling.Span{Start: i, End: i + len(words)}
	}
	r := onrecord.Record{Article: onrecord.Article{ID: "a 1#é", Text: text}, Found: onrecord.Found{
		Actors:     []onrecord.Actor{{ID: "Q7", Name: "Ana Kovač", Type: onrecord.Person}},
		Statements: []onrecord.Statement{{Claim: onrecord.Claim{ID: "s1"}, Act: onrecord.Deny, Negated: true, Source: onrecord.Party{Spans: []ling.Span{at("Ana Kovač")}, Actors: []onrecord.ActorID{"Q7"}}, Cue: onrecord.Part{Spans: []ling.Span{at("denied")}}, Content: onrecord.Part{Spans: []ling.Span{at("The harbour"), at("is <b>shut</b>")}}}},
	}}
	return r, r.Views()[0]
}

// An annotation's selectors find the words again: by place in code points, and
// by what stands there.
func TestWebAnnotation(t *testing.T) {
	r, s := saidRecord()
	var out bytes.Buffer
	page, err := export.NewAnnotations(&out)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := page.Write(&r, &s); err != nil {
			t.Fatal(err)
		}
	}
	if err := page.Close(); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Context string `json:"@context"`
		Type    string
		Items   []struct {
			ID, Type string
			Body     []struct{ Type, Purpose, Value, Source string }
			Target   []struct {
				Source   string
				Selector []struct {
					Type, Exact, Prefix, Suffix string
					Start, End                  int
				}
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatalf("%v in\n%s", err, out.String())
	}
	if got.Context != "http://www.w3.org/ns/anno.jsonld" || got.Type != "AnnotationPage" || len(got.Items) != 2 || len(got.Items[0].Target) != 2 {
		t.Fatalf("%+v", got)
	}
	item := got.Items[0]
	if want := "urn:onrecord:statement:a%201%23%C3%A9:s1"; item.ID != want {
		t.Errorf("id %s, want %s", item.ID, want)
	}
	runes := []rune(r.Text)
	for i, want := range []string{"The harbour", "is <b>shut</b>"} {
		quote, place := item.Target[i].Selector[0], item.Target[i].Selector[1]
		if quote.Exact != want || string(runes[place.Start:place.End]) != want || !strings.Contains(r.Text, quote.Prefix+want+quote.Suffix) {
			t.Errorf("%+v %+v, want %q", quote, place, want)
		}
	}
	if quote := item.Target[0].Selector[0]; quote.Prefix != strings.Repeat("é", 18)+" “" || quote.Suffix != ",” Ana Kovač denied, “is <b>shut</b" {
		t.Errorf("beside it %q and %q", quote.Prefix, quote.Suffix)
	}
	if got := item.Target[0].Source; got != "urn:onrecord:article:a%201%23%C3%A9" {
		t.Errorf("of %s", got)
	}
	values := map[string]bool{}
	for _, b := range item.Body {
		values[b.Purpose+" "+b.Value+b.Source] = true
	}
	for _, want := range []string{"describing Ana Kovač denied", "tagging deny", "tagging not said", "identifying http://www.wikidata.org/entity/Q7"} {
		if !values[want] {
			t.Errorf("no body %q in %v", want, values)
		}
	}
}

// Words beside a quotation are cut between characters, and end with the text; an
// article that has an address is meant by it.
func TestWordsBesideAQuotation(t *testing.T) {
	text := "é" + strings.Repeat("ж", 20) + "said" + strings.Repeat("ж", 20) + "a"
	at := strings.Index(text, "said")
	for _, url := range []string{"https://post.example/1", ""} {
		r := onrecord.Record{Article: onrecord.Article{ID: "a", URL: url, Text: "x" + text}, Found: onrecord.Found{Statements: []onrecord.Statement{{Claim: onrecord.Claim{ID: "s"}, Content: onrecord.Part{Spans: []ling.Span{{Start: at + 2, End: at + 4}}}}}}}
		s := r.Views()[0]
		var out bytes.Buffer
		page, err := export.NewAnnotations(&out)
		if err == nil {
			err = page.Write(&r, &s)
		}
		if err == nil {
			err = page.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		half := strings.Repeat("ж", 19)
		for _, want := range []string{`"prefix":"` + half + `s"`, `"suffix":"d` + half + `"`, `"exact":"ai"`} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("no %s in\n%s", want, out.String())
			}
		}
		if want := `"source":"` + cmp.Or(url, "urn:onrecord:article:a") + `"`; !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, out.String())
		}
	}
}

func TestTimelineJS(t *testing.T) {
	_, s := saidRecord()
	row := func(first, last ling.Date, value, mod string) onrecord.Moment {
		s := s
		s.First, s.Last, s.SaidOn.Value, s.Mod = first, last, value, mod
		r := onrecord.Row{Article: onrecord.Article{ID: "a1", Outlet: "Post & Mail", URL: "javascript:alert(1)"}, Statement: s}
		return r.Moment()
	}
	linked := row(ling.NewDate(2016, 5, 1), ling.NewDate(2016, 5, 31), "2016-05", "")
	linked.URL = `https://post.example/"x`
	day12 := ling.NewDate(2016, 5, 12)
	var out bytes.Buffer
	n, undated, err := export.WriteTimelineJS(&out, listOf(row(day12, day12, "2016-05-12", ""), linked, row(ling.Date{}, ling.Date{}, "", ""),
		row(day12, day12, "2016-05-12", "APPROX"), row(day12, ling.Date{}, "", ""), row(ling.Date{}, day12, "", "")))
	if err != nil || n != 5 || undated != 1 {
		t.Fatalf("%d slides, %d undated, %v", n, undated, err)
	}
	var got struct {
		Events []struct {
			Start   map[string]int `json:"start_date"`
			End     map[string]int `json:"end_date"`
			Display string         `json:"display_date"`
			Text    struct{ Headline, Text string }
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	day, month := got.Events[0], got.Events[1]
	if day.Start["day"] != 12 || day.End != nil || month.End["day"] != 31 || month.Display != "May 2016" {
		t.Errorf("days %+v %+v", day, month)
	}
	for i, want := range []string{"", "May 2016", "about 12 May 2016", "not before 12 May 2016", "not after 12 May 2016"} {
		if got := got.Events[i]; got.Display != want || i != 1 && (got.End != nil || got.Start["day"] != 12) {
			t.Errorf("slide %d: %+v, want %q", i, got, want)
		}
	}
	// Words of a page are text, whatever they look like; a negation is told.
	if day.Text.Headline != "Ana Kovač denied" || !strings.Contains(day.Text.Text, "[not said] The harbour") || !strings.Contains(day.Text.Text, "is &lt;b&gt;shut&lt;/b&gt;") ||
		strings.Contains(day.Text.Text, "href") || !strings.Contains(month.Text.Text, `<a href="https://post.example/&#34;x">Post &amp; Mail`) {
		t.Errorf("texts %+v %+v", day.Text, month.Text)
	}
}

// moneyProperties are those that the model has of what is written here, from
// its schemata of version 3.8 (https://followthemoney.tech/explorer).
var moneyProperties = map[string]string{
	"Article":      "title name sourceUrl publisher publishedAt retrievedAt language author mentionedEntities",
	"Person":       "name wikidataId",
	"Organization": "name wikidataId",
	"PublicBody":   "name wikidataId",
	"LegalEntity":  "name wikidataId",
	"Address":      "name full wikidataId",
	"Event":        "name date location proof sourceUrl recordId keywords involved",
	"Membership":   "organization member role status date sourceUrl recordId",
}

func TestFollowTheMoney(t *testing.T) {
	r, _ := saidRecord()
	r.URL = "https://post.example/1"
	r.Actors = append(r.Actors, onrecord.Actor{ID: "x:harbour-guard", Name: "Harbour Guard", Type: onrecord.Group}, onrecord.Actor{ID: "x:port", Name: "Port", Type: onrecord.Place})
	whole := onrecord.Part{Spans: []ling.Span{{Start: 60, End: 70}}}
	by := []onrecord.Party{{Spans: whole.Spans, Actors: []onrecord.ActorID{"Q7"}}}
	r.Events = []onrecord.Event{
		{Claim: onrecord.Claim{ID: "e1"}, Source: by, Trigger: whole, Plover: onrecord.Plover{Event: onrecord.COERCE}, Status: onrecord.EventHappened, When: onrecord.When{Value: "2016-05-12", Time: -1}},
		{Claim: onrecord.Claim{ID: "e2"}, Source: by, Trigger: whole, Status: onrecord.EventDenied, When: onrecord.Unset()},
	}
	party := func(id onrecord.ActorID) onrecord.Party {
		return onrecord.Party{Spans: whole.Spans, Actors: []onrecord.ActorID{id}}
	}
	r.Memberships = []onrecord.Membership{
		{Claim: onrecord.Claim{ID: "b1"}, Group: party("x:harbour-guard"), Member: party("Q7"), As: onrecord.AsMember, Status: onrecord.Joined, AsOf: onrecord.Unset()},
		{Claim: onrecord.Claim{ID: "b2"}, Group: party("x:harbour-guard"), Member: party("Q7"), Status: onrecord.NotInvited, AsOf: onrecord.Unset()},
	}
	var out bytes.Buffer
	m := export.NewMoney(&out)
	for range 2 { // a second article of the same actors
		if err := m.Write(&r); err != nil {
			t.Fatal(err)
		}
	}
	ids := map[string]string{}
	type entity struct {
		ID, Schema string
		Properties map[string][]string
	}
	var all []entity
	for line := range strings.Lines(out.String()) {
		var e entity
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		if ids[e.ID] != "" || !regexp.MustCompile(`^[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?$`).MatchString(e.ID) {
			t.Errorf("id %q is there twice, or none", e.ID)
		}
		ids[e.ID] = e.Schema
		all = append(all, e)
		for name := range e.Properties {
			if !slices.Contains(strings.Fields(moneyProperties[e.Schema]), name) {
				t.Errorf("%s has no property %s", e.Schema, name)
			}
		}
	}
	count := map[string]int{}
	for _, e := range all {
		count[e.Schema]++
		for _, name := range []string{"mentionedEntities", "involved", "proof", "organization", "member"} {
			for _, id := range e.Properties[name] {
				if ids[id] == "" {
					t.Errorf("%s of %s is nobody: %s", name, e.Schema, id)
				}
			}
		}
	}
	if count["Article"] != 1 || count["Person"] != 1 || count["Organization"] != 1 || count["Address"] != 1 || count["Event"] != 1 || count["Membership"] != 1 || m.Entities() != 6 {
		t.Errorf("entities %v", count)
	}
}

// A statement is referred to as a quotation of its article: its words, who says
// them, and where they are read.
func TestQuotations(t *testing.T) {
	row := onrecord.Row{Article: onrecord.Article{ID: "a 1", Title: "The {mill}", Outlet: "Post", Lang: "en"}, Statement: onrecord.StatementView{}}
	row.Statement.ID, row.Statement.Speaker, row.Statement.ContentText, row.Statement.Status = "s1", "Ana", "no & never", onrecord.StatusMade
	for form, want := range map[export.Bibliography][]string{
		export.BibTeX: {"@misc{onrecord1,", `note = {“no \& never” (Ana). Read at: http://here/a\#s1}`, "url = {http://here/a#s1}", "title = {{The mill}}"},
		export.RIS:    {"TY  - NEWS", "N1  - “no & never” (Ana). Read at: http://here/a#s1", "ID  - a 1#s1", "UR  - http://here/a#s1"},
		export.CSL:    {`"id":"a 1#s1"`, `"note":"“no \u0026 never” (Ana). Read at: http://here/a#s1"`},
	} {
		var out strings.Builder
		n, err := export.WriteQuotations(&out, form, listOf(row), func(onrecord.Row) string { return "http://here/a#s1" })
		for _, w := range want {
			if n != 1 || err != nil || !strings.Contains(out.String(), w) {
				t.Errorf("%s: %d, %v, no %q in\n%s", form, n, err, w, out.String())
			}
		}
	}
}
