package export_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/ling"
)

// schema is the contract in docs/.
func schema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile("../../docs/record.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t testing.TB, s *jsonschema.Schema, record []byte) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(record))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

func TestSchemaTakesTheWorkedExample(t *testing.T) {
	record, err := os.ReadFile("../../../shared/example/record.json")
	if err != nil {
		t.Skip("no worked example here")
	}
	if err := validate(t, schema(t), record); err != nil {
		t.Error(err)
	}
}

// full is a record that uses every field.
func full() onrecord.Record {
	const text = "Ana said on Thursday it was over."
	at := func(start, end int) []ling.Span { return []ling.Span{{Start: start, End: end}} }
	day := ling.NewDate(2016, 5, 12)
	party := onrecord.Party{Spans: at(0, 3), Actors: []onrecord.ActorID{"x:ana"}}
	return onrecord.Record{
		Article: onrecord.Article{
			ID: "a", Text: text, Authors: []string{"R. Eporter"},
			Published:   onrecord.Published{Value: "XXXX-05-12", Basis: onrecord.BasisPage, Confidence: 0.7, Spans: at(12, 20)},
			Blocks:      []ling.Block{{Span: at(0, len(text))[0], Kind: ling.BlockBody}},
			Diagnostics: []ling.Diagnostic{{Rule: "r", Message: "m", Spans: at(0, 3)}},
		},
		Found: onrecord.Found{
			Mentions: []onrecord.Mention{{ID: "m1", Span: at(0, 3)[0], Type: ling.PER, Actor: "x:ana"}},
			Actors:   []onrecord.Actor{{ID: "x:ana", Name: "Ana", Type: onrecord.Person}},
			Times: []onrecord.Time{{ID: "t1", TimeExpr: ling.TimeExpr{Span: at(12, 20)[0], Type: ling.DATE, Value: "2016-05-12",
				Grain: "day", Earliest: day, Latest: day}}},
			Statements: []onrecord.Statement{{
				Claim: onrecord.Claim{ID: "s1", FoundBy: "p/rule@1", Trail: []string{"p/then@1"}}, Kind: onrecord.KindSpeech, Status: onrecord.StatusMade,
				Source: party, Cue: onrecord.Part{Spans: at(4, 8)}, Content: onrecord.Part{Spans: at(21, 32)},
				Addressee: party, Via: []onrecord.Party{party}, Venue: onrecord.Part{Spans: at(0, 3)}, Condition: at(0, 3), Inserted: at(21, 23),
				Mode: onrecord.Indirect, Act: onrecord.Say, Certainty: onrecord.Certain, SaidOn: onrecord.SaidOn{Value: "2016-05-12", Basis: "explicit"},
			}},
			Events: []onrecord.Event{{
				Claim: onrecord.Claim{ID: "e1", FoundBy: "p/rule@1"}, Source: []onrecord.Party{party}, Target: []onrecord.Party{party},
				Trigger: onrecord.Part{Spans: at(4, 8)}, Lemma: "say", CAMEO: "190",
				Plover: onrecord.Plover{Event: onrecord.ASSAULT, Mode: "aerial", Context: []string{"military"}},
				When:   onrecord.When{Value: "2016-05-12"}, Where: party, Status: onrecord.EventHappened, ReportedBy: "s1",
				Counts: []onrecord.Count{{What: "killed", Min: new(129), Spans: at(0, 3)}}, Certainty: onrecord.Likely, Background: true,
			}},
			Agreements: []onrecord.Agreement{{
				Claim: onrecord.Claim{ID: "a1", FoundBy: "p/rule@1"}, Name: "it", Words: onrecord.Part{Spans: at(21, 23)}, Type: onrecord.Ceasefire,
				Sides: []onrecord.Party{party}, Brokers: []onrecord.Party{party}, Place: party, Monitors: []onrecord.Party{party},
				Term: "P7D", Scope: onrecord.Part{Spans: at(0, 3)}, Background: true,
				History: []onrecord.StatusAssertion{{
					Status: onrecord.Ended, How: onrecord.EndedByParty, When: onrecord.When{Value: "2016-05-12"},
					From: onrecord.When{Value: "2016-05", Time: -1}, Until: onrecord.When{Value: "2016", Time: -1},
					By: []onrecord.Party{party}, Told: onrecord.ToldSaid, AccordingTo: "s1", Words: onrecord.Part{Spans: at(21, 32)},
				}},
			}},
			Memberships: []onrecord.Membership{{
				Claim: onrecord.Claim{ID: "b1", FoundBy: "p/rule@1"}, Group: party, Member: party, As: onrecord.AsSponsor, Status: onrecord.NotInvited,
				AsOf: onrecord.When{Value: "2016-05-12"}, AccordingTo: "s1", Words: onrecord.Part{Spans: at(4, 8)},
			}},
		},
	}
}

func TestSchemaTakesWhatWeWrite(t *testing.T) {
	var out bytes.Buffer
	if err := export.WriteRecord(&out, full()); err != nil {
		t.Fatal(err)
	}
	if err := validate(t, schema(t), out.Bytes()); err != nil {
		t.Error(err)
	}
}

// Readers may count on every field that the schema names, those too that it
// asks of nobody because records of older versions lack them.
func TestWritesEveryField(t *testing.T) {
	b, err := os.ReadFile("../../docs/record.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var names struct {
		Properties map[string]any
		Defs       map[string]struct{ Properties map[string]any } `json:"$defs"`
	}
	if err := json.Unmarshal(b, &names); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	var r map[string]any
	if err := export.WriteRecord(&out, full()); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	statement := r["statements"].([]any)[0].(map[string]any)
	has := func(what string, object any, properties map[string]any) {
		if len(properties) == 0 {
			t.Errorf("the schema has no %s", what)
		}
		for name := range properties {
			if _, ok := object.(map[string]any)[name]; !ok {
				t.Errorf("%s without %s", what, name)
			}
		}
	}
	has("record", r, names.Properties)
	has("statement", statement, names.Defs["statement"].Properties)
	has("party", statement["source"], names.Defs["party"].Properties)
	has("party", statement["via"].([]any)[0], names.Defs["party"].Properties)
	has("mention", r["mentions"].([]any)[0], names.Defs["mention"].Properties)
	has("time", r["times"].([]any)[0], names.Defs["time"].Properties)
	has("event", r["events"].([]any)[0], names.Defs["event"].Properties)
	has("agreement", r["agreements"].([]any)[0], names.Defs["agreement"].Properties)
	has("membership", r["memberships"].([]any)[0], names.Defs["membership"].Properties)
	for _, when := range []any{r["events"].([]any)[0].(map[string]any)["when"], statement["said_on"]} {
		if got := when.(map[string]any)["time"]; got != "t1" {
			t.Errorf("the day is told by %v, want t1", got)
		}
	}
	if got := statement["trail"]; !reflect.DeepEqual(got, []any{"p/then@1"}) {
		t.Errorf("trail %v", got)
	}
	if got := statement["source"].(map[string]any)["actors"]; !reflect.DeepEqual(got, []any{"x:ana"}) {
		t.Errorf("actors %v", got)
	}
}

// first is the first object of a list.
func first(r map[string]any, list string) map[string]any { return r[list].([]any)[0].(map[string]any) }

// A schema that lets everything pass would say nothing: each of these changes
// to a record in order must be caught.
func TestSchemaCatches(t *testing.T) {
	s := schema(t)
	for name, change := range map[string]func(r, statement map[string]any){
		"a field is gone":          func(r, _ map[string]any) { delete(r, "modified") },
		"a list is null":           func(r, _ map[string]any) { r["events"] = nil },
		"an unknown act":           func(_, st map[string]any) { st["act"] = "shout" },
		"an unknown kind":          func(_, st map[string]any) { st["kind"] = "song" },
		"an unknown status":        func(_, st map[string]any) { st["status"] = "maybe" },
		"an unknown block":         func(r, _ map[string]any) { r["blocks"].([]any)[0].(map[string]any)["kind"] = "menu" },
		"an offset is negative":    func(r, _ map[string]any) { r["mentions"].([]any)[0].(map[string]any)["start"] = -1.0 },
		"a span of three":          func(_, st map[string]any) { st["condition"] = []any{[]any{1.0, 2.0, 3.0}} },
		"a statement says nothing": func(_, st map[string]any) { st["content"].(map[string]any)["spans"] = []any{} },
		"a source without actor":   func(_, st map[string]any) { delete(st["source"].(map[string]any), "actor") },
		"a day that is a word":     func(r, _ map[string]any) { r["published"].(map[string]any)["earliest"] = "today" },
		"an unknown event": func(r, _ map[string]any) {
			first(r, "events")["plover"].(map[string]any)["event"] = "PICNIC"
		},
		"a code of letters":       func(r, _ map[string]any) { first(r, "events")["cameo"] = "19a" },
		"an event of no status":   func(r, _ map[string]any) { first(r, "events")["status"] = "" },
		"an unknown agreement":    func(r, _ map[string]any) { first(r, "agreements")["type"] = "truce" },
		"a status nobody has":     func(r, _ map[string]any) { first(first(r, "agreements"), "history")["status"] = "called for" },
		"a status in no voice":    func(r, _ map[string]any) { first(first(r, "agreements"), "history")["told"] = "" },
		"a member of no standing": func(r, _ map[string]any) { first(r, "memberships")["status"] = "friend" },
		"another schema":          func(r, _ map[string]any) { r["schema"] = 2.0 },
	} {
		var out bytes.Buffer
		var r map[string]any
		if err := export.WriteRecord(&out, full()); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(out.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		change(r, r["statements"].([]any)[0].(map[string]any))
		changed, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if validate(t, s, changed) == nil {
			t.Errorf("not caught: %s", name)
		}
	}
}

// The schema names every value of the vocabulary, and no other.
func TestSchemaKnowsTheVocabulary(t *testing.T) {
	b, err := os.ReadFile("../../docs/record.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	const history = "/$defs/agreement/properties/history/items/properties"
	for path, values := range map[string]string{
		"/$defs/statement/properties/act":                 fmt.Sprint(onrecord.Acts),
		"/$defs/event/properties/plover/properties/event": fmt.Sprint(onrecord.EventTypes),
		"/$defs/event/properties/status":                  fmt.Sprint(onrecord.EventStatuses),
		"/$defs/event/properties/certainty":               fmt.Sprint(onrecord.Certainties),
		"/$defs/agreement/properties/type":                fmt.Sprint(onrecord.AgreementTypes),
		history + "/status":                               fmt.Sprint(onrecord.AgreementStatuses),
		history + "/how":                                  fmt.Sprint(onrecord.Endings),
		history + "/told":                                 fmt.Sprint(onrecord.Tolds),
		"/$defs/membership/properties/status":             fmt.Sprint(onrecord.MembershipStatuses),
		"/$defs/membership/properties/as":                 fmt.Sprint(onrecord.Capacities),
	} {
		var at any = doc
		for _, step := range strings.Split(path[1:], "/") {
			at, _ = at.(map[string]any)[step]
		}
		known := slices.DeleteFunc(at.(map[string]any)["enum"].([]any), func(v any) bool { return v == "" })
		if got := fmt.Sprint(known); got != values {
			t.Errorf("%s: the schema knows %s, the vocabulary %s", path, got, values)
		}
	}
}
