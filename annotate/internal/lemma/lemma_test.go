package lemma

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/ling"
	"onrecord/ling/ud"
)

func english(t testing.TB) *Lemmatizer {
	t.Helper()
	l, err := English()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLemma(t *testing.T) {
	l := english(t)
	for _, c := range []struct {
		form, xpos string
		upos       ud.UPOS
		first      bool
		want       string
	}{
		{"said", "VBD", ud.VERB, false, "say"},
		{"SAYS", "VBZ", ud.VERB, false, "say"},
		{"hoped", "VBD", ud.VERB, false, "hope"},
		{"stopped", "VBD", ud.VERB, false, "stop"},
		{"denied", "VBD", ud.VERB, false, "deny"},
		{"died", "VBD", ud.VERB, false, "die"},
		{"telling", "VBG", ud.VERB, false, "tell"},
		{"adding", "VBG", ud.VERB, false, "add"},
		{"fled", "VBD", ud.VERB, false, "flee"},
		{"underwent", "VBD", ud.VERB, false, "undergo"},
		{"been", "VBN", ud.AUX, false, "be"},
		{"'s", "VBZ", ud.AUX, false, "be"},
		{"’s", "POS", ud.PART, false, "'s"},
		{"n't", "RB", ud.PART, false, "not"},
		{"allies", "NNS", ud.NOUN, false, "ally"},
		{"movies", "NNS", ud.NOUN, false, "movie"},
		{"crises", "NNS", ud.NOUN, false, "crisis"},
		{"Talks", "NNS", ud.NOUN, true, "talk"},
		{"Americans", "NNPS", ud.PROPN, false, "American"},
		{"Kovač", "NNP", ud.PROPN, false, "Kovač"},
		{"American", "JJ", ud.ADJ, false, "American"},
		{"Senior", "JJ", ud.ADJ, true, "senior"},
		{"We", "PRP", ud.PRON, true, "we"},
		{"I", "PRP", ud.PRON, false, "I"},
		{"him", "PRP", ud.PRON, false, "he"},
		{"1,200", "CD", ud.NUM, false, "1200"},
		{"harsher", "JJR", ud.ADJ, false, "harsh"},
		{"", "NN", ud.NOUN, false, ""},
		{strings.Repeat("x", 500), "NNS", ud.NOUN, false, strings.Repeat("x", 500)},
	} {
		if got := l.Lemma(c.form, c.xpos, c.upos, c.first); got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.form, c.xpos, got, c.want)
		}
	}
}

func TestFileRoundTrip(t *testing.T) {
	var again bytes.Buffer
	l := english(t)
	var head []string
	for line := range strings.Lines(embedded) {
		if !strings.HasPrefix(line, "# ") {
			break
		}
		head = append(head, strings.TrimSuffix(line[2:], "\n"))
	}
	if err := l.model.Write(&again, head...); err != nil {
		t.Fatal(err)
	}
	if again.String() != embedded {
		t.Error("the model reads and writes back as another file")
	}
}

func FuzzLemma(f *testing.F) {
	f.Add("Studies", "NNS")
	f.Add("\xffİ’S", "VBZ")
	f.Add("Miloš", "NNPS")
	f.Add("éš", "VBG")
	l := english(f)
	f.Fuzz(func(t *testing.T, form, xpos string) {
		if got := l.Lemma(form, xpos, ud.NOUN, true); form != "" && got == "" {
			t.Errorf("%q has no lemma", form)
		} else if utf8.ValidString(form) && !utf8.ValidString(got) {
			t.Errorf("%q %s: lemma %q cuts a character", form, xpos, got)
		}
	})
}

func BenchmarkAnnotate(b *testing.B) {
	l := english(b)
	doc := &ling.Document{}
	for i := range 1000 {
		words := []ling.Token{
			{Form: "Ministers", XPOS: "NNS", UPOS: ud.NOUN}, {Form: "denied", XPOS: "VBD", UPOS: ud.VERB},
			{Form: "harsher", XPOS: "JJR", UPOS: ud.ADJ}, {Form: "studies", XPOS: "NNS", UPOS: ud.NOUN},
		}
		doc.Tokens = append(doc.Tokens, words...)
		doc.Sentences = append(doc.Sentences, ling.Sentence{First: 4 * i, Last: 4*i + 4})
	}
	l.Annotate(doc)
	b.ReportAllocs()
	for b.Loop() {
		l.Annotate(doc)
	}
	b.ReportMetric(float64(len(doc.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// TestAnnotateAsLemma holds what a document's words are given, remembered or not, to
// what each alone has: more words than are remembered, and each of several tags.
func TestAnnotateAsLemma(t *testing.T) {
	l := english(t)
	doc := &ling.Document{}
	for i := range maxKnown + 500 {
		form := strings.Repeat(string(rune('a'+i%26)), 1+i%3) + string(rune('a'+i/26%26)) + string(rune('a'+i/676%26)) + "ed"
		if i%5 == 0 {
			form = "Leaves"
		}
		tag := [...]struct {
			xpos string
			upos ud.UPOS
		}{{"VBD", ud.VERB}, {"NNS", ud.NOUN}, {"NNP", ud.PROPN}, {"NNS", ud.PROPN}}[i%4]
		doc.Tokens = append(doc.Tokens, ling.Token{Form: form, XPOS: tag.xpos, UPOS: tag.upos})
		if i%7 == 6 {
			doc.Sentences = append(doc.Sentences, ling.Sentence{First: i - 6, Last: i + 1})
		}
	}
	for range 2 {
		l.Annotate(doc)
		for _, s := range doc.Sentences {
			for i := s.First; i < s.Last; i++ {
				tok := &doc.Tokens[i]
				if want := l.Lemma(tok.Form, tok.XPOS, tok.UPOS, i == s.First); tok.Lemma != want {
					t.Fatalf("%q, %s: lemma %q, want %q", tok.Form, tok.XPOS, tok.Lemma, want)
				}
			}
		}
	}
}
