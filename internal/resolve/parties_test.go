package resolve

import (
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/refer"
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
	r.Local(clause.Look(doc), &art, &found)
	names := map[onrecord.ActorID]string{"": "-"}
	for _, a := range found.Actors {
		names[a.ID] = a.Name
		if strings.HasPrefix(string(a.ID), "x:") && r.knows(a.Name) {
			names[a.ID] += " of nobody's" // a namesake of somebody known
		}
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

// knows reports whether the knowledge base has somebody of that name.
func (r *Resolver) knows(name string) bool { return len(r.kb.Names(nil, name)) > 0 }

// TestSources holds whom a source means, names given: description and name in
// one, several in one, whose document it is, who has the floor.
func TestSources(t *testing.T) {
	r := reader(t, english(t))
	for _, c := range []struct{ name, text, want string }{
		{"a word before the name that is no description", "[[Harbour smelter [[Bo Lind|PER]]|source]] said it was late.", "Bo Lind"},
		{"a name behind what describes, and more behind it", "[[Ms [[Ida Brill|PER]], who has led the port since the spring|source]], said it was late.", "Ida Brill"},
		{"whose campaign it is does not speak", "[[The [[Ida Brill|PER]] campaign|source]] said it was late.", "Ida Brill campaign"},
		{"whose friends they are does not speak", "[[[[Ida Brill|PER]] friends|source]] said it was late.", "friends"},
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
		{"no third person for who is told to speak", "[[[[Ana Kern|PER]]|source]] met [[Ida Falk|PER]] [[on Monday|content]]. “[[She|source]] was wrong [[about|content]] [[the dam,”|content]] the letter went. It was by [[[[Falk|PER]]|source]].", "Ana Kern&Ana Kern&Ida Falk"},
		{"a source in capitals has a name", "[[Ida Brill|PER]] left. [[Norfolk Tide|source]] said it was late. [[The Emperor|source]] said it was cold.", "Norfolk Tide&-"},
		{"a word that is never in small letters", "[[Ida Brill|PER]] left. [[Limbough|source]] continued: it was late. [[Limbough|source]] said it was cold.", "Limbough&Limbough"},
		{"a word that is", "[[Ida Brill|PER]] left. [[Video|source]] showed it. The video was old.", "-"},
		{"a surname that no layer has found", "[[Ida Brill|PER]] left. [[Brill|source]] said it was late.", "Ida Brill"},
		{"a ministry of no nation", "[[The justice ministry|source]] said it was late. [[The justice ministry|source]] said it was cold.", "Ministry of Justice&Ministry of Justice"},
		{"bodies of two states", "The [[Russian|NORP]] and [[Turkish|NORP]] sides met. [[The [[Russian|NORP]] and [[Turkish|NORP]] sides|source]] said it was late.", "Russia&Turkey"},
		{"a nation's side is the nation", "[[Saudi Arabia|GPE]] met them. [[The [[Saudi|NORP]] side|source]] said no.", "Saudi Arabia"},
		{"a body and its kind", "[[The [[Red Lantern|ORG]] movement|source]] said it was late. [[The [[Red Lantern|ORG]] mission|source]] said it was cold.", "Red Lantern&Red Lantern mission"},
		{"the head is the pronoun behind it", "They spoke of [[the [[Saudi|NORP]] government which|source]] had been late.", "Saudi Arabia"},
	} {
		if got := strings.Join(sourcesOf(t, r, c.text, ling.Date{}), "&"); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// TestKnown holds what is known of the world to what the text says of a name.
func TestKnown(t *testing.T) {
	r := reader(t, english(t))
	for _, c := range []struct{ name, day, text, want string }{
		{"two spellings are one man", "2015-06-01", "[[Ban Ki-moon|PER]], the [[UN|ORG]] chief, left. The road was shut. The bread was gone. The well was dry. The mill was lost. [[UN chief [[Ban Ki Moon|PER]]|source]] was late.", "Ban Ki-moon"},
		{"a body by two names", "2015-06-01", "The [[State Department|ORG]] was shut. [[The department|source]] left.", "United States Department of State"},
		{"another office", "2015-06-01", "[[[[Dutch|NORP]] Mayor [[Bert Koenders|PER]]|source]] left.", "Bert Koenders of nobody's"},
		{"the office is known without its state", "2018-05-01", "President [[Trump|PER]] was in [[Mexico City|GPE]]. [[[[Trump|PER]]|source]] left.", "Donald Trump"},
		{"an office with its field", "2015-06-01", "[[The minister of foreign affairs of [[Russia|GPE]]|source]] left.", "Sergey Lavrov"},
		{"two halves of one name", "2015-06-01", "[[Mohammad Javad Zarif|PER]] left [[Iran|GPE]]. [[Foreign Minister [[Javad Zarif|PER]]|source]] left.", "Mohammad Javad Zarif"},
		{"who of the article holds it", "2015-06-01", "[[Mike Pence|PER]] met [[Ida Brill|PER]]. [[The [[Indiana|GPE]] governor|source]] left.", "Mike Pence"},
		{"a capital by what its state does", "2015-06-01", "They left when [[[[Moscow|GPE]]|source]] accused [[Paris|GPE]] of haste.", "Russia"},
	} {
		day, err := ling.ParseDate(c.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(sourcesOf(t, r, c.text, day), "&"); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// TestOnlyCapital holds that a word tagged as a common noun is a name only where
// the article has it twice, and never in small letters.
func TestOnlyCapital(t *testing.T) {
	r := reader(t, english(t))
	for text, want := range map[string]bool{
		"Limbough went on. Limbough left.": true, "Limbough went on.": false, "Video went on. The video left.": false,
	} {
		doc, _ := named(t, text, ling.Date{})
		for i := range doc.Tokens {
			doc.Tokens[i].XPOS = "NN"
		}
		g := &gatherer{&world{marks: &marks{page: newPage(r.words, clause.Look(doc), &onrecord.Article{Text: text})}}}
		if got := g.onlyCapital(0); got != want {
			t.Errorf("%s: %t, want %t", text, got, want)
		}
	}
}

func TestVersion(t *testing.T) {
	if v := Version(); len(v) != 8 || v == refer.Version() {
		t.Errorf("version %q", v)
	}
}
