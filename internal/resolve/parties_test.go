package resolve

import (
	"strings"
	"testing"

	"onrecord"
	"onrecord/ling"
)

// sourcesOf are the names of the actors whom the sources of a line's statements
// mean: "-" for nobody, several joined by "&".
func sourcesOf(t *testing.T, r *Resolver, line string, day ling.Date) []string {
	t.Helper()
	doc, statements := named(t, line, day)
	art := onrecord.Article{ID: "a", Text: doc.Text}
	art.Published = onrecord.Published{Earliest: day, Latest: day, Value: day.String()}
	found := onrecord.Found{Statements: statements}
	r.Local(doc, &art, &found)
	names := map[onrecord.ActorID]string{"": "-"}
	for _, a := range found.Actors {
		names[a.ID] = a.Name
	}
	var out []string
	for i := range statements {
		var who []string
		for _, id := range statements[i].Source.Actors {
			who = append(who, names[id])
		}
		if who == nil {
			who = []string{"-"}
		}
		out = append(out, strings.Join(who, "&"))
	}
	return out
}

// TestSources holds whom a source means, names given: description and name in
// one, several in one, whose document it is, who has the floor.
func TestSources(t *testing.T) {
	r := reader(t, english(t))
	for _, c := range []struct{ name, text, want string }{
		{"a word before the name that is no description", "[[Harbour smelter [[Bo Lind|PER]]|source]] said it was late.", "Bo Lind"},
		{"a name behind what describes, and more behind it", "[[Ms [[Ida Brill|PER]], who has led the port since the spring|source]], said it was late.", "Ida Brill"},
		{"whose campaign it is does not speak", "[[The [[Ida Brill|PER]] campaign|source]] said it was late.", "-"},
		{"who sent the document", "[[A statement from the [[Harbour Board|ORG]]|source]] said it was late.", "Harbour Board"},
		{"the people behind a document are many", "[[A letter by [[Marenian|NORP]] doctors|source]] said it was late.", "-"},
		{"a document of nobody", "[[A statement|source]] said it was late.", "-"},
		{"a state's soldiers", "[[Russia|GPE]] said no. [[[[Russian|NORP]] soldiers at the gate|source]] said it was late.", "Russia"},
		{"both of two", "[[[[Ida Brill|PER]] and [[Bo Lind|PER]]|source]] said it was late.", "Ida Brill&Bo Lind"},
		{"three, by commas", "[[[[Ida Brill|PER]], [[Bo Lind|PER]] and [[Ana Kern|PER]]|source]] said it was late.", "Ida Brill&Bo Lind&Ana Kern"},
		{"one known, one not", "[[[[Ida Brill|PER]] and her son|source]] said it was late.", "-"},
		{"the place of the report", "[[GENEVA|GPE]] — [[[[Ana Kern|PER]]|source]] said it was late.", "Ana Kern"},
		{"the place of the report in the source", "[[[[GENEVA|GPE]] — [[Ana Kern|PER]]|source]] said it was late.", "Ana Kern"},
		{"no third person for who speaks", "[[Ana Kern|PER]] met [[Ida Falk|PER]]. [[“It is late,”|content]] was the word of [[[[Falk|PER]]|source]]. [[“She knows it. [[She|source]] said so,”|content]] was the word of [[[[Falk|PER]]|source]].", "Ida Falk&Ana Kern&Ida Falk"},
	} {
		if got := strings.Join(sourcesOf(t, r, c.text, ling.Date{}), "&"); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
