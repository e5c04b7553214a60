package position_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/process"
	"onrecord/internal/world/position"
	"onrecord/internal/world/worldtest"
	"onrecord/ling"
)

// TestCodebooks runs the examples of every rule of the shipped codebooks
// through the reader: a yes is coded by the rule, a no is not.
func TestCodebooks(t *testing.T) {
	books, err := position.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	if len(books) != 2 {
		t.Errorf("%d codebooks ship, want two", len(books))
	}
	reader := newReader(t)
	for _, book := range books {
		for c := range book.Concepts {
			for i := range book.Concepts[c].Rules {
				r := &book.Concepts[c].Rules[i]
				for _, text := range r.Yes {
					if !codes(t, reader, r, text) {
						t.Errorf("%s: %s does not code %q", book.Name, r.Name, text)
					}
				}
				for _, text := range r.No {
					if codes(t, reader, r, text) {
						t.Errorf("%s: %s codes %q", book.Name, r.Name, text)
					}
				}
			}
		}
	}
}

// codes reports whether a rule gives its own value to a statement of a text.
func codes(t *testing.T, reader *process.Reader, r *position.Rule, text string) bool {
	t.Helper()
	rec := read(t, reader, "2015-03-02 "+text)
	for i := range rec.Statements {
		s := &rec.Statements[i]
		var words []string
		for _, span := range s.Content.Spans {
			words = append(words, text[span.Start:span.End])
		}
		if r.Code(s, strings.Join(words, " ")) == r.Value {
			return true
		}
	}
	return false
}

func newReader(t *testing.T) *process.Reader {
	t.Helper()
	reader, err := process.New("test")
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

// read reads a line: a day and a text.
func read(t *testing.T, reader *process.Reader, line string) *onrecord.Record {
	t.Helper()
	day, text, _ := strings.Cut(line, " ")
	d, err := ling.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	rec, _, err := reader.Record(context.Background(), onrecord.Article{
		ID: onrecord.ArticleID(line[:min(len(line), 30)]), Outlet: "Outlet", Text: text,
		Published: onrecord.Published{Value: day, Earliest: d, Latest: d, Basis: onrecord.BasisGiven, Confidence: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	return &rec
}

// TestReadRefuses has faults told with their place.
func TestReadRefuses(t *testing.T) {
	concept := "name: b\nconcepts:\n  - name: c\n    rules:\n      - {name: r, value: %s, says: ['%s'], yes: [a], no: [b]%s}\n"
	for text, want := range map[string]string{
		"name: b\n":                                                                                 "a codebook has a name and concepts",
		fmt.Sprintf(concept, "perhaps", "a", ""):                                                    "perhaps",
		fmt.Sprintf(concept, "agree", "(", ""):                                                      `expression "("`,
		fmt.Sprintf(concept, "agree", "a", ", acts: [shout]"):                                       `no act "shout"`,
		fmt.Sprintf(concept, "agree", "a", ", kinds: [noise]"):                                      `no kind "noise"`,
		fmt.Sprintf(concept, "agree", "a", ", colour: red"):                                         "colour",
		"name: b\nconcepts:\n  - name: c\n    rules:\n      - {name: r, value: agree, says: [a]}\n": "no yes or no no",
		"name: b\nconcepts: [{name: c}, {name: c}]\n":                                               "stands already",
		"\t": "read the codebook",
	} {
		if _, err := position.Read([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}

// TestShifts codes what two say over the years, and finds who changed.
func TestShifts(t *testing.T) {
	reader := newReader(t)
	books, err := position.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	var list []onrecord.Position
	for _, line := range []string{
		"2014-03-02 Norway said it would not cooperate with the alliance in Syria.",
		"2015-03-02 Norway said it was willing to cooperate with the alliance in Syria.",
		"2016-03-02 Norway said it could cooperate with the alliance in Syria.",
		"2014-03-02 Canada said it was willing to cooperate with the alliance in Syria.",
		"2017-03-02 If asked, Canada would say it was ready to cooperate with the alliance in Syria. Canada has not said it was ready to cooperate.",
	} {
		more, err := position.Code(read(t, reader, line), books)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, more...)
	}
	if len(list) != 4 {
		t.Fatalf("coded %d, want four: %+v", len(list), list)
	}
	shifts := position.Shifts(list)
	if len(shifts) != 1 || shifts[0].Name != "Norway" || shifts[0].From.Value != position.Disagree || shifts[0].To.When != "2015-03-02" || shifts[0].To.Cite.Text == "" {
		t.Errorf("shifts %+v", shifts)
	}
}

// TestAnyOrder has the same rows come of the same articles whatever way they came.
func TestAnyOrder(t *testing.T) {
	reader := newReader(t)
	worldtest.Check(t, []*onrecord.Record{
		read(t, reader, "2014-03-02 Norway said it would not cooperate with the alliance in Syria."),
		read(t, reader, "2015-03-02 Norway said it was willing to cooperate with the alliance in Syria."),
		read(t, reader, "2015-03-02 Canada opposed the air strikes on the Syrian town."),
	}, position.Type{})
}
