package storetest

import (
	"strings"
	"time"

	"onrecord"
	"onrecord/ling"
)

// Corpus are four small records that between them use every field: one with
// everything, one dated to a month, one with an open year, one without a date.
func Corpus() []onrecord.Record {
	return []onrecord.Record{early(), late(), plain("open", "XXXX-11-19", "Rain, the ferry company said."), plain("undated", "", "“Wait,” the captain said.")}
}

func early() onrecord.Record {
	const text = "Foreign Minister Ana Kovač spoke. On Thursday she said the harbour was closed. Marenia said on Tuesday it denied that its forces had fired."
	at := func(words string) ling.Span { return find(text, words) }
	party := func(words string, actors ...onrecord.ActorID) onrecord.Party {
		return onrecord.Party{Spans: []ling.Span{at(words)}, Actors: actors}
	}
	part := func(words ...string) (p onrecord.Part) {
		for _, w := range words {
			p.Spans = append(p.Spans, at(w))
		}
		return p
	}
	day := ling.NewDate(2016, 5, 12)
	return onrecord.Record{
		Article: onrecord.Article{
			ID: "early", Path: "early.txt", URL: "https://lakeside.example/1?a=b&c", Outlet: "The Lakeside Post",
			Title: "Kovač closes the harbour", Authors: []string{"R. Eporter", "S. Taff"}, Lang: "en",
			Published: onrecord.Published{Value: "2016-05-12", Earliest: day, Latest: day, Basis: onrecord.BasisPage,
				Confidence: 0.95, Spans: []ling.Span{at("Thursday")}},
			Modified: "2016-05-13", Collected: time.Date(2019, 10, 17, 10, 42, 0, 0, time.UTC),
			Text:        text,
			Blocks:      []ling.Block{{Span: ling.Span{Start: 0, End: len(text)}, Kind: ling.BlockBody}},
			Diagnostics: []ling.Diagnostic{{Rule: "page", Message: "of the page", Spans: []ling.Span{at("spoke")}}},
		},
		Found: onrecord.Found{
			By: "v1",
			Mentions: []onrecord.Mention{
				{ID: "m1", Span: at("Ana Kovač"), Type: ling.PER, Actor: "x:ana-kovac", FoundBy: "names/PER@1", Why: "the fullest name"},
				{ID: "m2", Span: at("she"), Type: ling.PRON, Actor: "x:ana-kovac"},
				{ID: "m3", Span: at("Marenia"), Type: ling.GPE, Actor: "x:marenia"},
				{ID: "m4", Span: at("its forces"), Type: ling.NOM, Actor: "x:marenia"},
			},
			Actors: []onrecord.Actor{
				{ID: "x:ana-kovac", Name: "Ana Kovač", Type: onrecord.Person, Role: "Foreign Minister"},
				{ID: "x:marenia", Name: "Marenia", Type: onrecord.Country, Codes: map[string]string{"cameo": "MRN", "iso3": "MRN"}},
			},
			Times: []onrecord.Time{
				{ID: "t1", TimeExpr: ling.TimeExpr{Span: at("Thursday"), First: 7, Last: 8, Type: ling.DATE, Value: "2016-05-12",
					Grain: "day", Earliest: day, Latest: day, FoundBy: "weekday"}},
				{ID: "t2", TimeExpr: ling.TimeExpr{Span: at("Tuesday"), Type: ling.DATE, Value: "2016-05-10", Mod: "APPROX",
					Grain: "day", Earliest: ling.NewDate(2016, 5, 10), Latest: ling.NewDate(2016, 5, 10), Alternatives: []string{"2016-05-17"}}},
			},
			Statements: []onrecord.Statement{
				{
					Claim: onrecord.Claim{ID: "s1", FoundBy: "rule@1", Trail: []string{"correction@1", "another@2"}},
					Kind:  onrecord.KindAttitude, Status: onrecord.StatusNotMade, Source: party("she", "x:ana-kovac"), Cue: part("said"), CueLemma: "say",
					Content: part("the harbour", "was closed"), Inserted: []ling.Span{at("closed")},
					Mode: onrecord.Indirect, Act: onrecord.Say, Certainty: onrecord.Likely, Negated: true,
					Addressee: party("Marenia", "x:marenia", "x:ana-kovac"), Venue: part("spoke"), Condition: []ling.Span{at("On Thursday")},
					Via:    []onrecord.Party{party("Foreign Minister"), party("Ana Kovač", "x:ana-kovac")},
					SaidOn: onrecord.SaidOn{Value: "2016-05-12", Time: 0, Basis: "explicit"},
				},
				{
					Claim: onrecord.Claim{ID: "s2", FoundBy: "rule@1"}, Source: party("Marenia", "x:marenia"), Cue: part("denied"), CueLemma: "deny",
					Content: part("that its forces had fired"), Mode: onrecord.Indirect, Act: onrecord.Deny, Certainty: onrecord.Certain,
					SaidOn: onrecord.SaidOn{Value: "2016-05-10", Time: 1, Basis: "explicit"}, Parent: "s1",
				},
			},
			Diagnostics: []ling.Diagnostic{{Rule: "text", Message: "of the text"}},
		},
	}
}

// late is dated to a month and has no spans for its date.
func late() onrecord.Record {
	const text = "Nobody confirmed the harbour blockade."
	return onrecord.Record{
		Article: onrecord.Article{
			ID: "late", Outlet: "100% News", Title: "Blockade", Text: text,
			Published: onrecord.Published{Value: "2016-06", Earliest: ling.NewDate(2016, 6, 1), Latest: ling.NewDate(2016, 6, 30),
				Basis: onrecord.BasisGiven, Confidence: 1},
		},
		Found: onrecord.Found{By: "v1", Statements: []onrecord.Statement{{
			Claim: onrecord.Claim{ID: "s1"}, Cue: onrecord.Part{Spans: []ling.Span{find(text, "confirmed")}},
			Content: onrecord.Part{Spans: []ling.Span{find(text, "the harbour blockade")}},
			Mode:    onrecord.Indirect, Act: onrecord.Deny, SaidOn: onrecord.SaidOn{Value: "2016-06", Time: -1, Basis: "document"},
		}}},
	}
}

// plain is an article of one statement whose day nobody knows.
func plain(id onrecord.ArticleID, published, text string) onrecord.Record {
	said := strings.Index(text, " said")
	source := strings.Index(text, "the ")
	r := onrecord.Record{
		Article: onrecord.Article{ID: id, Text: text, Published: onrecord.Published{Value: published}},
		Found: onrecord.Found{By: "v1", Statements: []onrecord.Statement{{
			Claim:   onrecord.Claim{ID: "s1"},
			Source:  onrecord.Party{Spans: []ling.Span{{Start: source, End: said}}},
			Cue:     onrecord.Part{Spans: []ling.Span{{Start: said + 1, End: said + 5}}},
			Content: onrecord.Part{Spans: []ling.Span{{Start: 0, End: source - 1}}},
			Mode:    onrecord.Indirect, Act: onrecord.Say,
			SaidOn: onrecord.SaidOn{Value: published, Time: -1, Basis: "document"},
		}}},
	}
	if strings.HasPrefix(text, "“") {
		r.Statements[0].Mode = onrecord.Direct
	}
	return r
}

func find(text, words string) ling.Span {
	at := strings.Index(text, words)
	if at < 0 {
		panic("storetest: not in the text: " + words)
	}
	return ling.Span{Start: at, End: at + len(words)}
}
