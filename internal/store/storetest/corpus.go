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
			Title: "Kovač closes the harbour", Authors: []string{"R. Eporter", "S. Taff"}, Byline: "By R. Eporter and S. Taff in Port Ansa", Section: "Harbour", Lang: "en",
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
			Events: []onrecord.Event{
				{
					Claim: onrecord.Claim{ID: "e1", FoundBy: "rule@1", Trail: []string{"correction@1"}}, Source: []onrecord.Party{party("its forces", "x:marenia")},
					Target: []onrecord.Party{party("the harbour"), party("Ana Kovač", "x:ana-kovac")}, Trigger: part("fired"), Lemma: "fire",
					Plover: onrecord.Plover{Event: onrecord.ASSAULT, Mode: "heavy-weapons", Context: []string{"military", "territory"}}, CAMEO: "194",
					When: onrecord.When{Value: "2016-05-10", Time: 1}, Where: party("the harbour", "x:marenia"), Status: onrecord.EventDenied, ReportedBy: "s2",
					Counts:    []onrecord.Count{{What: "killed", Min: new(0), Spans: part("forces").Spans}, {What: "injured", Min: new(2), Max: new(3), Spans: part("had").Spans}},
					Certainty: onrecord.Likely,
				},
				{
					Claim: onrecord.Claim{ID: "e2"}, Source: []onrecord.Party{party("she", "x:ana-kovac"), party("Marenia", "x:marenia")}, Trigger: part("closed"), Lemma: "close",
					Plover: onrecord.Plover{Event: onrecord.COERCE, Mode: "restrict"}, CAMEO: "172", When: onrecord.When{Value: "2016-05-12", Time: 0},
					Where: party("the harbour"), Status: onrecord.EventHappened, Certainty: onrecord.Certain,
				},
				{
					Claim: onrecord.Claim{ID: "e3"}, Source: []onrecord.Party{party("Ana Kovač", "x:ana-kovac")}, Trigger: part("spoke"), Lemma: "speak",
					Plover: onrecord.Plover{Event: onrecord.CONSULT}, When: onrecord.When{Value: "2015", Time: -1}, Status: onrecord.EventHappened, Background: true,
				},
			},
			Agreements: []onrecord.Agreement{{
				Claim: onrecord.Claim{ID: "a1", FoundBy: "rule@1"}, Name: "the harbour truce", Words: part("harbour"), Type: onrecord.Ceasefire,
				Sides: []onrecord.Party{party("Marenia", "x:marenia"), party("its forces")}, Brokers: []onrecord.Party{party("Ana Kovač", "x:ana-kovac")},
				Place: party("the harbour", "x:marenia"), Monitors: []onrecord.Party{party("its forces")}, Term: "P7D", Scope: part("the harbour"),
				History: []onrecord.StatusAssertion{
					{
						Status: onrecord.Signed, When: onrecord.When{Value: "2016-05-10", Time: 1}, From: onrecord.When{Value: "2016-05-12", Time: 0},
						Until: onrecord.When{Value: "2016-06", Time: -1}, By: []onrecord.Party{party("Marenia", "x:marenia")}, Told: onrecord.ToldAct, Words: part("spoke"),
					},
					{
						Status: onrecord.Ended, How: onrecord.EndedByParty, When: onrecord.When{Time: -1}, Told: onrecord.ToldSaid, AccordingTo: "s1", Words: part("was closed"),
						From: onrecord.Unset(), Until: onrecord.Unset(),
					},
				},
			}},
			Memberships: []onrecord.Membership{{
				Claim: onrecord.Claim{ID: "b1", FoundBy: "rule@1"}, Group: party("its forces", "x:marenia"), Member: party("Ana Kovač", "x:ana-kovac"),
				As: onrecord.AsSponsor, Status: onrecord.NotInvited, AsOf: onrecord.When{Value: "2016-05-12", Time: 0}, AccordingTo: "s1", Words: part("spoke"),
			}},
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
		}}, Events: []onrecord.Event{{
			Claim: onrecord.Claim{ID: "e1"}, Target: []onrecord.Party{{Spans: []ling.Span{find(text, "the harbour")}}},
			Trigger: onrecord.Part{Spans: []ling.Span{find(text, "blockade")}}, Lemma: "blockade", Plover: onrecord.Plover{Event: onrecord.COERCE},
			When: onrecord.When{Value: "2016-06", Time: -1}, Status: onrecord.EventHappened,
		}}, Agreements: []onrecord.Agreement{{
			Claim: onrecord.Claim{ID: "a1"}, Name: "blockade", Words: onrecord.Part{Spans: []ling.Span{find(text, "blockade")}}, Type: onrecord.Cooperation, Background: true,
			History: []onrecord.StatusAssertion{{
				Status: onrecord.Proposed, When: onrecord.When{Value: "2016-04", Time: -1}, From: onrecord.Unset(), Until: onrecord.Unset(),
				Told: onrecord.ToldOwnVoice, Words: onrecord.Part{Spans: []ling.Span{find(text, "blockade")}},
			}},
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
