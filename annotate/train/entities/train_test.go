package entities

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/annotate/internal/linear"
	"onrecord/annotate/internal/names"
	"onrecord/ling"
)

// lexicon is a small one of our own.
func lexicon() *names.Lexicon {
	g := &gazetteer{flags: map[string]uint32{}, common: func(string) bool { return false }}
	g.add("Valdoria", names.Country)
	g.add("Valdorian", names.Demonym)
	var entries []linear.Entry
	for phrase, flag := range g.flags {
		entries = append(entries, linear.Entry{Hash: names.PhraseAdd(names.PhraseStart, linear.HashLower(phrase)), Value: flag})
	}
	return &names.Lexicon{Words: linear.NewTable(nil), Phrases: linear.NewTable(entries)}
}

// corpora writes small corpora of our own below a folder.
func corpora(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "ner"), 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, "ner", name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	uner := strings.Repeat("# text = x\n1\tAna\tB-PER\n2\tKovač\tI-PER\n3\tleft\tO\n4\tValdoria\tB-LOC\n\n", 30)
	gum := strings.Repeat("1\tPresident\tB-PER\n2\tDato\tI-PER\n3\tmet\tO\n4\tValdorian\tO\n5\tfriends\tO\n\n", 30)
	write("uner_ewt-train.iob2", []byte(uner))
	write("gum_free-train.iob2", []byte(gum))
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	if _, err := io.WriteString(w, "1\tMr.\tB-per\n2\tDato\tI-per\n3\tleft\tO\n4\tValdoria\tB-gpe\n\n"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	write("gmb-silver.iob2.gz", z.Bytes())
	return dir
}

// TestTwoRuns: equal input gives equal bytes, and what was shown is learnt.
func TestTwoRuns(t *testing.T) {
	dir, lex := corpora(t), lexicon()
	s := Defaults()
	s.Bits, s.Re3d = 12, 0
	var runs [2]bytes.Buffer
	for i := range runs {
		m, err := Train(context.Background(), io.Discard, s, dir, lex)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Write(&runs[i]); err != nil {
			t.Fatal(err)
		}
		f, err := names.New(m, lex)
		if err != nil {
			t.Fatal(err)
		}
		doc := &ling.Document{Text: "Ana Kovač left"}
		for _, at := range [][2]int{{0, 3}, {4, 10}, {11, 15}} {
			s := ling.Span{Start: at[0], End: at[1]}
			doc.Tokens = append(doc.Tokens, ling.Token{Span: s, Form: s.In(doc.Text), XPOS: "NNP"})
		}
		doc.Sentences = []ling.Sentence{{First: 0, Last: 3}}
		f.Annotate(doc, nil)
		if len(doc.Mentions) != 1 || doc.Mentions[0].Type != ling.PER || doc.Mentions[0].Last != 2 {
			t.Errorf("found %+v", doc.Mentions)
		}
	}
	if !bytes.Equal(runs[0].Bytes(), runs[1].Bytes()) {
		t.Error("two runs give different models")
	}
}

func TestMapping(t *testing.T) {
	m := newMapper(lexicon())
	for _, c := range []struct {
		words, tag string
		gmb        bool
		want       span
		ok         bool
	}{
		{"President Ana Kovač", "PER", false, span{1, 3, names.PER}, true},
		{"Valdorian President Ana Kovač", "PER", false, span{2, 4, names.PER}, true},
		{"Mr. Dato", "per", true, span{1, 2, names.PER}, true},
		{"Prime", "per", true, span{}, false},
		{"Valdorian", "gpe", true, span{0, 1, names.NORP}, true},
		{"Valdoria", "gpe", true, span{0, 1, names.LOC}, true},
		{"Valdorian", "OTH", false, span{0, 1, names.NORP}, true},
		{"the Lakes", "geo", true, span{1, 2, names.LOC}, true},
		{"Monday", "tim", true, span{}, false},
		{".", "O", false, span{}, false},
	} {
		of := m.uner
		if c.gmb {
			of = m.gmb
		}
		got, ok := of(strings.Fields(c.words), c.tag)
		if ok != c.ok || ok && got != c.want {
			t.Errorf("%s %s: got %v %v, want %v %v", c.words, c.tag, got, ok, c.want, c.ok)
		}
	}
}
