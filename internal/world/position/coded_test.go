package position_test

import (
	"fmt"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world/position"
	"onrecord/ling"
)

const ferries = `name: ferries
concepts:
  - name: Ferries should be free
    context: ['\bferr(?:y|ies)\b']
    rules:
      - {name: free, value: agree, negation: true, says: ['\bshould be free\b'], yes: [a], no: [b]}
  - name: Ferries are safe
    rules:
      - {name: safe, value: agree, says: ['\bis safe\b'], yes: [a], no: [b]}
`

// said is an article with one statement: what stands behind "said".
func said(title, before, source, content string) *onrecord.Record {
	text := before + source + " said " + content + "."
	at := func(from, n int) []ling.Span { return []ling.Span{{Start: from, End: from + n}} }
	start := len(before)
	return &onrecord.Record{
		Article: onrecord.Article{ID: "a", Title: title, Text: text},
		Found: onrecord.Found{Actors: []onrecord.Actor{{ID: "Q1", Name: source}}, Statements: []onrecord.Statement{{
			Claim: onrecord.Claim{ID: "s"}, Act: onrecord.Say, CueLemma: "say",
			Source:  onrecord.Party{Spans: at(start, len(source)), Actors: []onrecord.ActorID{"Q1"}},
			Cue:     onrecord.Part{Spans: at(start+len(source)+1, len("said"))},
			Content: onrecord.Part{Spans: at(start+len(source)+len(" said "), len(content))},
		}}},
	}
}

func coded(t *testing.T, r *onrecord.Record) string {
	t.Helper()
	book, err := position.Read([]byte(ferries))
	if err != nil {
		t.Fatal(err)
	}
	list, err := position.Code(r, []*position.Codebook{book})
	if err != nil {
		t.Fatal(err)
	}
	out := ""
	for _, p := range list {
		by, _, _ := strings.Cut(p.FoundBy, "@")
		if p.Codebook != "" {
			by += " for " + p.Codebook
		}
		out += fmt.Sprintf("%s %s %s (%s)\n", p.Name, p.Value, p.Concept, by)
	}
	return out
}

// TestContext codes a statement only where it is about what the concept is: by
// its title, the top of the article, or what stands around it.
func TestContext(t *testing.T) {
	filler := "It rained. It blew. It froze. It snowed. It thawed. "
	want := "Orlan agree Ferries should be free (position/free)\n"
	for name, r := range map[string]*onrecord.Record{
		"title":  said("The ferry of Orsk", filler, "Orlan", "it should be free"),
		"top":    said("", "The ferry sails. "+filler, "Orlan", "it should be free"),
		"before": said("", filler+"The ferry sails. It is old. It is blue. ", "Orlan", "it should be free"),
		"within": said("", filler, "Orlan", "a ferry should be free"),
	} {
		if got := coded(t, r); got != want {
			t.Errorf("%s: coded %q", name, got)
		}
	}
	behind := said("", filler, "Orlan", "it should be free")
	behind.Text += " The ferry sails."
	if got := coded(t, behind); got != want {
		t.Errorf("behind: coded %q", got)
	}
	for name, r := range map[string]*onrecord.Record{
		"nowhere":    said("", filler, "Orlan", "it should be free"),
		"far before": said("", "It is. It was. The ferry sails. It is old. It is blue. It is wet. ", "Orlan", "it should be free"),
		"no place":   {Article: onrecord.Article{Text: "ferry"}, Found: onrecord.Found{Statements: []onrecord.Statement{{Source: onrecord.Party{Actors: []onrecord.ActorID{"Q1"}}}}}},
	} {
		if got := coded(t, r); got != "" {
			t.Errorf("%s: coded %q", name, got)
		}
	}
	far := said("", filler, "Orlan", "it should be free")
	far.Text += " It rains. The ferry sails."
	if got := coded(t, far); got != "" {
		t.Errorf("far behind: coded %q", got)
	}
}

// TestStand takes no stand from the words for who somebody is, or from a condition.
func TestStand(t *testing.T) {
	for content, want := range map[string]string{
		"a ferry should be free":                                         "agree",
		"a ferry should never be cheap, and it should be free":           "agree",
		"the ferry is for people who should be free":                     "",
		"if the ferry should be free it would sink":                      "",
		"if it rains, the ferry should be free":                          "agree",
		"sailors who think that a ferry should be free are many":         "",
		"the ferry is old. It should be free":                            "agree",
		"he says that a ferry should be free":                            "",
		"is it right that a ferry should be free?":                       "",
		"those whose ferry should be free asked; a ferry should be free": "agree",
	} {
		got := coded(t, said("", "", "Orlan", content))
		if w := ""; want != "" {
			if w = "Orlan " + want + " Ferries should be free (position/free)\n"; got != w {
				t.Errorf("%q: coded %q", content, got)
			}
		} else if got != "" {
			t.Errorf("%q: coded %q", content, got)
		}
	}
}

// TestCoded puts what a person codes in the place of the codebook's value, which
// is shown beside it, and codes what no rule does.
func TestCoded(t *testing.T) {
	with := func(r *onrecord.Record, c ...onrecord.Coding) *onrecord.Record {
		r.Statements[0].Coded = c
		return r
	}
	free := func() *onrecord.Record { return said("", "", "Orlan", "a ferry should be free, it is safe") }
	for _, c := range []struct {
		name string
		r    *onrecord.Record
		want string
	}{
		{"codebook", free(), "Orlan agree Ferries should be free (position/free)\nOrlan agree Ferries are safe (position/safe)\n"},
		{"other", with(free(), onrecord.Coding{Concept: "Ferries should be free", Value: "disagree", By: "ana"}),
			"Orlan agree Ferries are safe (position/safe)\nOrlan disagree Ferries should be free (decision/ana for agree)\n"},
		{"none", with(free(), onrecord.Coding{Concept: "Ferries should be free", Value: "none", By: "ana"}), "Orlan agree Ferries are safe (position/safe)\n"},
		{"of no book", with(said("", "", "Orlan", "it rains"), onrecord.Coding{Concept: "Rain", Value: "agree", By: "ana"}), "Orlan agree Rain (decision/ana)\n"},
	} {
		if got := coded(t, c.r); got != c.want {
			t.Errorf("%s: coded\n%swant\n%s", c.name, got, c.want)
		}
	}
	never := with(said("", "", "Orlan", "it rains"), onrecord.Coding{Concept: "Rain", Value: "agree", By: "ana"})
	never.Statements[0].Negated = true
	if got := coded(t, never); got != "Orlan agree Rain (decision/ana)\n" {
		t.Errorf("what a person codes of a statement that was not made: %q", got)
	}
}
