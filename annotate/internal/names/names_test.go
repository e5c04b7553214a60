package names

import (
	"flag"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"onrecord/annotate/internal/parse"
	"onrecord/annotate/internal/segment"
	"onrecord/annotate/internal/tokenize"
	"onrecord/ling"
)

var update = flag.Bool("update", false, "write the goldens anew")

// below are the layers that names rest on.
var below = sync.OnceValues(func() (*parse.Parser, error) { return parse.English() })

// document is a text with its words and tags, and what the network says of names.
func document(t testing.TB, text string) (*ling.Document, []float32) {
	t.Helper()
	doc := &ling.Document{Text: text}
	split, err := segment.NewSplitter()
	if err != nil {
		t.Fatal(err)
	}
	cut := tokenize.New()
	for _, p := range segment.Paragraphs(doc) {
		first := len(doc.Tokens)
		cut.Append(doc, p.Span)
		split.Split(doc, first, p)
	}
	tagger, err := below()
	if err != nil {
		t.Fatal(err)
	}
	var scores parse.Scores
	tagger.AnnotateNames(doc, true, false, &scores)
	return doc, scores.Rows
}

func finder(t testing.TB) *Finder {
	t.Helper()
	f, err := English()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// marked is the text with its names in double brackets.
func marked(doc *ling.Document) string {
	var b strings.Builder
	at := 0
	for _, m := range doc.Mentions {
		b.WriteString(doc.Text[at:m.Start] + "[[" + m.In(doc.Text) + "|" + string(m.Type) + "]]")
		at = m.End
	}
	return b.String() + doc.Text[at:]
}

// TestPieces: one name is one mention, and a month is none.
func TestPieces(t *testing.T) {
	f := finder(t)
	for _, want := range []string{
		"A [[North Korean|NORP]] official met the [[South Korean|NORP]] envoy.",
		"The [[North Korean|NORP]] army fired.",
		"[[Theresa May|PER]] left in May.",
		"[[South Sudan|GPE]] and [[North Korea|GPE]] met.",
		"In May, [[Theresa May|PER]] met the envoy, and [[May|PER]] left.",
	} {
		text := strings.NewReplacer("[[", "", "|NORP]]", "", "|PER]]", "", "|GPE]]", "").Replace(want)
		doc, says := document(t, text)
		f.Annotate(doc, says)
		if got := marked(doc); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestGolden shows the names of sentences of our own: read the diff when the
// model changes. Each line is a document.
func TestGolden(t *testing.T) {
	in, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	f := finder(t)
	var got strings.Builder
	for line := range strings.Lines(string(in)) {
		doc, says := document(t, strings.TrimSpace(line))
		f.Annotate(doc, says)
		got.WriteString(marked(doc) + "\n")
	}
	const golden = "testdata/sentences.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("names changed; run with -update and read the diff\n%s", got.String())
	}
}

// TestFamilyNames: what a document explains itself needs no model.
func TestFamilyNames(t *testing.T) {
	f := finder(t)
	doc, _ := document(t, "Zbx Qvrtl spoke. Qvrtl left. They named it Qvrtl Street.")
	doc.Mentions = []ling.Mention{{First: 0, Last: 2, Type: ling.PER, Span: ling.Span{Start: 0, End: 9}}}
	for i := range doc.Tokens {
		if strings.ContainsAny(doc.Tokens[i].Form[:1], "ZQS") {
			doc.Tokens[i].XPOS = "NNP"
		}
	}
	f.refine.document(doc, 0)
	if got, want := marked(doc), "[[Zbx Qvrtl|PER]] spoke. [[Qvrtl|PER]] left. They named it Qvrtl Street."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestTitlesAreNoNames(t *testing.T) {
	f := finder(t)
	doc, _ := document(t, "Foreign Minister Dato left.")
	for _, c := range []struct {
		last int
		want string
	}{{3, "Foreign Minister [[Dato|PER]] left."}, {2, "Foreign Minister Dato left."}} {
		doc.Mentions = []ling.Mention{{First: 0, Last: c.last, Type: ling.PER, Span: ling.Span{Start: 0, End: doc.Tokens[c.last-1].End}}}
		f.refine.document(doc, 0)
		if got := marked(doc); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestFollows(t *testing.T) {
	for _, c := range []struct {
		a, b int
		want bool
	}{
		{0, 0, true}, {0, Tag(PER, true, false), true}, {0, Tag(PER, false, true), false},
		{Tag(PER, true, false), 0, false}, {Tag(PER, true, false), Tag(PER, false, true), true},
		{Tag(PER, true, false), Tag(ORG, false, true), false}, {Tag(LOC, true, true), Tag(ORG, true, true), true},
	} {
		if got := Follows(c.a, c.b); got != c.want {
			t.Errorf("tag %d after %d: %v", c.b, c.a, got)
		}
	}
}

func TestSpans(t *testing.T) {
	b, i, e, s := Tag(PER, true, false), Tag(PER, false, false), Tag(PER, false, true), Tag(ORG, true, true)
	for _, c := range []struct {
		tags []int
		want []Span
	}{
		{nil, nil},
		{[]int{0, s, 0}, []Span{{1, 2, ORG}}},
		{[]int{b, i, e, s}, []Span{{0, 3, PER}, {3, 4, ORG}}},
		{[]int{b, 0, e, i}, nil},                                  // begun and not ended, ended and not begun
		{[]int{b, Tag(ORG, false, true), s}, []Span{{2, 3, ORG}}}, // begun as another
		{[]int{b}, nil},
	} {
		if got := slices.Collect(Spans(c.tags)); !slices.Equal(got, c.want) {
			t.Errorf("%v: got %v, want %v", c.tags, got, c.want)
		}
	}
}

func TestSettled(t *testing.T) {
	for _, c := range []struct {
		flags uint32
		want  Kind
		ok    bool
	}{
		{Person, PER, true}, {Person | Place, 0, false}, {Org, ORG, true}, {Armed | Last, 0, false},
		{Country, LOC, true}, {Country | Demonym, 0, false}, {Place, 0, false}, {0, 0, false},
	} {
		if got, ok := Settled(c.flags); ok != c.ok || ok && got != c.want {
			t.Errorf("%b: got %v %v, want %v %v", c.flags, got, ok, c.want, c.ok)
		}
	}
}

// TestBelieve: the network is heard beside the model, and not at all without a word.
func TestBelieve(t *testing.T) {
	f := &Finder{trust: 16}
	var sum [Tags]int32
	scores := make([]float32, Tags)
	scores[0] = 2
	f.believe(scores, &sum)
	for tag, v := range sum {
		want := int32(-32)
		if tag == 0 {
			want = 0
		}
		if v != want {
			t.Errorf("tag %d: %d, want %d", tag, v, want)
		}
	}
}

func FuzzAnnotate(f *testing.F) {
	f.Add("Ana Kovač of the U.N. left. Kovač's\n\nX. Y.")
	f.Add("\xff ’ É.")
	find := finder(f)
	f.Fuzz(func(t *testing.T, text string) {
		doc, says := document(t, text)
		find.Annotate(doc, says)
		at := 0
		for _, m := range doc.Mentions {
			if m.First < at || m.Last <= m.First || m.Start != doc.Tokens[m.First].Start || m.End != doc.Tokens[m.Last-1].End || !m.Type.Name() {
				t.Fatalf("%q: %+v", text, m)
			}
			at = m.Last
		}
	})
}

func BenchmarkAnnotate(b *testing.B) {
	f := finder(b)
	doc, says := document(b, strings.Repeat("Foreign Minister Ilya Dobrov met his Turkish counterpart in Ankara on Monday. "+
		"The two sides agreed to talk about the border, an official of the ministry told the Northern News Agency. ", 100))
	f.Annotate(doc, says)
	b.ReportAllocs()
	for b.Loop() {
		doc.Mentions = doc.Mentions[:0]
		f.Annotate(doc, says)
	}
	b.ReportMetric(float64(len(doc.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := English(); err != nil {
			b.Fatal(err)
		}
	}
}
