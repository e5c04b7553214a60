package resolve

import (
	"strings"
	"testing"
	"unicode"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// closed are the tags of the little words of the tests' sentences; a word in
// capitals is a proper noun, the rest are nouns.
var closed = closedWords()

func closedWords() map[string]ud.UPOS {
	closed := map[string]ud.UPOS{}
	for tag, words := range map[ud.UPOS]string{
		ud.DET:   "the a an this",
		ud.ADP:   "of to for on in at with by after from",
		ud.CCONJ: "and or but",
		ud.PRON:  "he she him her his it its they we i who",
		ud.VERB:  "said told denied met added spoke asked visited replied warned announced",
		ud.AUX:   "was is were had has will",
		ud.ADJ:   "foreign senior former deputy prime special new acting two",
		ud.PUNCT: ", . ; : “ ” ( )",
	} {
		for _, w := range strings.Fields(words) {
			closed[w] = tag
		}
	}
	return closed
}

// document reads a marked text: "[[Valdorian|NORP]] Foreign Minister [[Ana
// Kovač|PER]] said"; "{source}" marks a statement's source: "{{she}} said".
func document(t testing.TB, marked string) (*ling.Document, []onrecord.Statement) {
	t.Helper()
	doc := &ling.Document{Lang: "en"}
	var statements []onrecord.Statement
	var text strings.Builder
	var opened []int
	for i := 0; i < len(marked); {
		rest := marked[i:]
		switch {
		case strings.HasPrefix(rest, "[["), strings.HasPrefix(rest, "{{"):
			opened = append(opened, text.Len())
			i += 2
		case strings.HasPrefix(rest, "}}"):
			start := opened[len(opened)-1]
			opened = opened[:len(opened)-1]
			statements = append(statements, onrecord.Statement{Source: onrecord.Party{Spans: []ling.Span{{Start: start, End: text.Len()}}}})
			i += 2
		case rest[0] == '|':
			end := strings.Index(rest, "]]")
			start := opened[len(opened)-1]
			opened = opened[:len(opened)-1]
			doc.Mentions = append(doc.Mentions, ling.Mention{
				Span: ling.Span{Start: start, End: text.Len()}, Type: ling.MentionType(rest[1:end]), Entity: -1,
			})
			i += end + 2
		default:
			text.WriteByte(rest[0])
			i++
		}
	}
	doc.Text = text.String()
	tokens(doc)
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		m.First, m.Last = doc.TokensIn(m.Span)
		m.Head = m.Last - 1
	}
	return doc, statements
}

// tokens splits a test's text at spaces, stops, commas, quotation marks and "'s".
func tokens(doc *ling.Document) {
	sent := 0
	emit := func(start, end int) {
		form := doc.Text[start:end]
		tag, ok := closed[strings.ToLower(form)]
		if !ok {
			tag = ud.NOUN
			if unicode.IsUpper([]rune(form)[0]) {
				tag = ud.PROPN
			}
		}
		doc.Tokens = append(doc.Tokens, ling.Token{Span: ling.Span{Start: start, End: end}, Form: form, UPOS: tag, Head: ling.NoHead})
		if form == "." {
			doc.Sentences = append(doc.Sentences, ling.Sentence{Span: ling.Span{Start: doc.Tokens[sent].Start, End: end}, First: sent, Last: len(doc.Tokens)})
			sent = len(doc.Tokens)
		}
	}
	start := -1
	for i, c := range doc.Text + " " {
		cut := unicode.IsSpace(c) || strings.ContainsRune(",.;:“”()", c) || c == '\'' && strings.HasPrefix(doc.Text[i:], "'s")
		if cut && start >= 0 {
			emit(start, i)
			start = -1
		}
		switch {
		case i >= len(doc.Text) || unicode.IsSpace(c):
		case strings.ContainsRune(",.;:“”()", c):
			emit(i, i+len(string(c)))
		case start < 0:
			start = i
		}
	}
}

func TestLocal(t *testing.T) {
	r, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		// want is the actor of each statement's source, in order.
		want []string
	}{
		{"title and name",
			"{{[[Valdorian|NORP]] Foreign Minister [[Ana Kovač|PER]]}} said no. {{She}} added yes. {{[[Kovač|PER]]}} spoke. {{The minister}} spoke.",
			[]string{"x:ana-kovac", "x:ana-kovac", "x:ana-kovac", "x:ana-kovac"}},
		{"short name before the full one",
			"{{[[Kovač|PER]]}} said no. Minister [[Ana Kovač|PER]] met [[Bo Lind|PER]].",
			[]string{"x:ana-kovac"}},
		{"what opens a sentence is no name",
			"{{[[We|PER]]}} said no.",
			[]string{""}},
		{"nobody named",
			"{{A senior [[Marenian|NORP]] official}} said [[Kovač|PER]] was here.",
			[]string{""}},
		{"several are nobody",
			"{{[[Marenia|GPE]] and [[Valdoria|GPE]]}} said no.",
			[]string{""}},
		{"a country's adjective and its government",
			"[[Marenia|GPE]] said no. {{The [[Marenian|NORP]] government}} said no. {{[[Marenia|GPE]]'s army}} said no.",
			[]string{"x:marenia", "x:marenia"}},
		{"state television",
			"{{[[Valdorian|NORP]] state television}} said no.",
			[]string{"x:valdorian-state-television"}},
		{"apposition after the name",
			"{{[[Ana Kovač|PER]], the foreign minister of [[Valdoria|GPE]]}}, said no. {{The foreign minister}} added yes.",
			[]string{"x:ana-kovac", "x:ana-kovac"}},
		{"another office is not hers",
			"[[Ana Kovač|PER]], the foreign minister of [[Valdoria|GPE]], met them. {{The prime minister}} added yes.",
			[]string{""}},
		{"another nation's minister is not she",
			"[[Valdorian|NORP]] Foreign Minister [[Ana Kovač|PER]] met them. {{The [[Marenian|NORP]] foreign minister}} added yes.",
			[]string{""}},
		{"a former minister does not hold the office",
			"The former minister, [[Ana Kovač|PER]], spoke. {{The minister}} replied.",
			[]string{""}},
		{"a man is not she",
			"Mr [[Bo Lind|PER]] spoke. {{She}} said no.",
			[]string{""}},
		{"two persons and no subject",
			"With [[Zorb Lind|PER]] and [[Quill Kovač|PER]] at the table, {{he}} said no.",
			[]string{""}},
		{"the spellings of one name",
			"{{[[Sergei Orlenko|PER]]}} said no. {{[[Sergey Orlenko|PER]]}} said yes.",
			[]string{"x:sergei-orlenko", "x:sergei-orlenko"}},
		{"a surname of two words",
			"{{[[Ana Brix-Holm|PER]]}} said no. {{[[Brix-Holm|PER]]}} spoke.",
			[]string{"x:ana-brix-holm", "x:ana-brix-holm"}},
		{"of two of one surname the one named last",
			"[[Ana Kovač|PER]] met [[Bo Kovač|PER]]. {{[[Kovač|PER]]}} spoke. [[Ana Kovač|PER]] left. {{[[Kovač|PER]]}} spoke.",
			[]string{"x:bo-kovac", "x:ana-kovac"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, statements := document(t, c.text)
			found := onrecord.Found{Statements: statements}
			r.Local(clause.Look(doc), &onrecord.Article{Text: doc.Text}, &found)
			for i, want := range c.want {
				if got := found.Statements[i].Source.Actor(); string(got) != want {
					t.Errorf("source %d %q: actor %q, want %q", i, found.Statements[i].Source.Spans[0].In(doc.Text), got, want)
				}
			}
			checkFound(t, doc, &found)
		})
	}
}

// checkFound holds what every record must: ids once, spans in the text, and no
// actor that is not listed.
func checkFound(t *testing.T, doc *ling.Document, found *onrecord.Found) {
	t.Helper()
	listed, ids := map[onrecord.ActorID]bool{"": true}, map[string]bool{}
	for _, a := range found.Actors {
		if listed[a.ID] || a.Name == "" || a.Codes == nil {
			t.Errorf("actor %+v: twice, or without name or codes", a)
		}
		listed[a.ID] = true
	}
	for _, m := range found.Mentions {
		if ids[m.ID] || !listed[m.Actor] || m.Start < 0 || m.End > len(doc.Text) || m.Empty() {
			t.Errorf("mention %+v: id twice, actor not listed, or outside the text", m)
		}
		ids[m.ID] = true
	}
}

func TestRole(t *testing.T) {
	r, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	doc, statements := document(t, "{{[[Valdorian|NORP]] Foreign Minister [[Ana Kovač|PER]]}} said [[Valdoria|GPE]] was ready.")
	found := onrecord.Found{Statements: statements}
	r.Local(clause.Look(doc), &onrecord.Article{Text: doc.Text}, &found)
	role := "no such actor"
	for _, a := range found.Actors {
		if a.ID == "x:ana-kovac" {
			role = a.Role
		}
	}
	if role != "Foreign Minister of Valdoria" {
		t.Errorf("role %q", role)
	}
}
