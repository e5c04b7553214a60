package conllu_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"onrecord/conllu"
	"onrecord/ling"
)

// talks has what the format knows: comments, a paragraph, a multi-word token,
// an empty node, missing spaces.
const talks = `# newdoc id = talks
# sent_id = talks-1
# newpar
# text = They don't talk.
1	They	they	PRON	PRP	Case=Nom|Number=Plur	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	talk	talk	VERB	VB	_	0	root	_	Note=x|SpaceAfter=No
4.1	now	now	ADV	RB	_	_	_	4:advmod	CopyOf=-1
5	.	.	PUNCT	.	_	4	punct	_	_

# sent_id = talks-2
# text = Kovač left
1	Kovač	Kovač	PROPN	NNP	_	2	nsubj	_	_
2	left	leave	VERB	VBD	_	0	root	_	_

`

func read(t testing.TB, in string) *ling.Document {
	t.Helper()
	doc, err := conllu.NewReader(strings.NewReader(in)).All()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func write(t testing.TB, doc *ling.Document) string {
	t.Helper()
	var out bytes.Buffer
	if err := conllu.Write(&out, doc); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestRoundTrip(t *testing.T) {
	doc := read(t, talks)
	if got := write(t, doc); got != talks {
		t.Errorf("got\n%s\nwant\n%s", got, talks)
	}
	if want := "They don't talk. Kovač left"; doc.Text != want {
		t.Errorf("text %q, want %q", doc.Text, want)
	}
	if s := doc.Tokens[2].In(doc.Text); s != "n't" {
		t.Errorf("third word spans %q", s)
	}
}

func TestWordsOnly(t *testing.T) {
	r := conllu.NewReader(strings.NewReader("1\tKovač\tx\tPROPN\tNNP\ta=b\t0\troot\t_\tEntity=B-PER|Gloss=x|SpaceAfter=No\n\n"))
	r.WordsOnly = true
	doc, err := r.All()
	if err != nil {
		t.Fatal(err)
	}
	want := "1\tKovač\t_\t_\t_\t_\t_\t_\t_\tGloss=x|SpaceAfter=No\n\n"
	if got := write(t, doc); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNextPartsDocuments(t *testing.T) {
	r := conllu.NewReader(strings.NewReader(talks + "# newdoc\n1\tYes\t_\t_\t_\t_\t_\t_\t_\t_\n"))
	var got []string
	for {
		doc, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, doc.Text)
	}
	if want := "They don't talk. Kovač left|Yes"; strings.Join(got, "|") != want {
		t.Errorf("got %q", got)
	}
}

func TestSyntaxErrors(t *testing.T) {
	row := func(id, head string) string {
		return id + "\tx\t_\t_\t_\t_\t" + head + "\t_\t_\t_\n"
	}
	for _, c := range []struct {
		name, in string
		line     int
	}{
		{"columns", "1\tx\n", 1},
		{"order", row("1", "_") + row("3", "_"), 2},
		{"head", "\n" + row("1", "9"), 2},
		{"head word", row("1", "x"), 1},
		{"range", row("2-3", "_"), 1},
		{"range beyond", row("1-3", "_") + row("1", "_"), 1},
		{"comments alone", "# a\n\n", 1},
	} {
		_, err := conllu.NewReader(strings.NewReader(c.in)).All()
		syntax, ok := errors.AsType[*conllu.SyntaxError](err)
		if !ok || syntax.Line != c.line {
			t.Errorf("%s: got %v, want a syntax error at line %d", c.name, err, c.line)
		}
	}
}

func TestNestedNames(t *testing.T) {
	doc := read(t, talks)
	name := func(first, last int, kind ling.MentionType) ling.Mention {
		return ling.Mention{First: first, Last: last, Type: kind}
	}
	doc.Mentions = []ling.Mention{name(0, 4, ling.ORG), name(1, 3, ling.PER), name(2, 3, ling.NORP), name(5, 7, ling.GPE), name(4, 5, ling.NOM)}
	want := []string{"", "", "B-NORP", "", "", "B-GPE", "I-GPE"}
	if got := conllu.Entities(doc); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestTreebanks reads and writes the treebanks, where they are, byte for byte
// but for the enhanced graph.
func TestTreebanks(t *testing.T) {
	if testing.Short() {
		t.Skip("reads whole treebanks")
	}
	for _, name := range []string{"en_ewt-ud-dev", "en_gum-dev"} {
		raw, err := os.ReadFile("../../shared/data/ud/" + name + ".conllu")
		if err != nil {
			t.Skip(err)
		}
		got := strings.Split(write(t, read(t, string(raw))), "\n")
		for i, line := range strings.Split(string(raw), "\n") {
			cols := strings.Split(line, "\t")
			if len(cols) == 10 && !strings.Contains(cols[0], ".") {
				cols[8] = "_"
				if strings.Contains(cols[0], "-") {
					cols[5] = "_"
				}
			}
			if want := strings.Join(cols, "\t"); got[i] != want {
				t.Fatalf("%s:%d: got %q, want %q", name, i+1, got[i], want)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(talks)
	f.Add("1-2\tab\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n2\tc\t_\t_\t_\t_\t_\t_\t_\t_\n")
	f.Fuzz(func(t *testing.T, in string) {
		doc, err := conllu.NewReader(strings.NewReader(in)).All()
		if err != nil {
			return
		}
		for i, tok := range doc.Tokens {
			if tok.Start < 0 || tok.End < tok.Start || tok.End > len(doc.Text) {
				t.Fatalf("token %d spans %v of %d bytes", i, tok.Span, len(doc.Text))
			}
		}
		once := write(t, doc)
		again, err := conllu.NewReader(strings.NewReader(once)).All()
		if err != nil {
			t.Fatalf("what was written is not read: %v\n%s", err, once)
		}
		if twice := write(t, again); twice != once {
			t.Errorf("written twice:\n%q\n%q", once, twice)
		}
	})
}

func ExampleReader() {
	r := conllu.NewReader(strings.NewReader(talks))
	doc, err := r.Next()
	if err != nil {
		panic(err)
	}
	for _, m := range doc.MultiWords {
		fmt.Println(m.Form, "=", doc.Tokens[m.First].Form, "+", doc.Tokens[m.First+1].Form)
	}
	// Output: don't = do + n't
}
