package lemmas

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/annotate/internal/lemma"
	"onrecord/ling/ud"
)

const bank = `1	Ministers	minister	NOUN	NNS	_	_	_	_	_
2	denied	deny	VERB	VBD	_	_	_	_	_
3	it	it	PRON	PRP	_	_	_	_	_

1	They	they	PRON	PRP	_	_	_	_	_
2	walked	walk	VERB	VBD	_	_	_	_	_
3	and	and	CCONJ	CC	_	_	_	_	_
4	talked	talk	VERB	VBD	_	_	_	_	_
5	Friends	friend	NOUN	NNS	_	_	_	_	_

1	went	go	VERB	VBD	_	_	_	_	_
2	home	home	NOUN	NN	_	_	_	_	_

`

// TestTwoRuns: equal input gives equal bytes, and what was shown is learnt.
func TestTwoRuns(t *testing.T) {
	dir := t.TempDir()
	file, text := filepath.Join(dir, "bank.conllu"), filepath.Join(dir, "free.txt.gz")
	if err := os.WriteFile(file, []byte(bank), 0o644); err != nil {
		t.Fatal(err)
	}
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	if _, err := io.WriteString(w, strings.Repeat("they want to hope and hoped to hope again\n", 50)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(text, z.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	var runs [2]bytes.Buffer
	for i := range runs {
		m, err := Train(context.Background(), io.Discard, []string{text}, []string{file})
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Write(&runs[i], Header()...); err != nil {
			t.Fatal(err)
		}
		l := lemma.New(m)
		for _, c := range [][3]string{
			{"denied", "VBD", "deny"}, {"went", "VBD", "go"}, {"walked", "VBD", "walk"},
			{"underwent", "VBD", "undergo"}, {"hoped", "VBD", "hope"},
		} {
			if got := l.Lemma(c[0], c[1], ud.VERB, false); got != c[2] {
				t.Errorf("%s: got %q, want %q", c[0], got, c[2])
			}
		}
	}
	if !bytes.Equal(runs[0].Bytes(), runs[1].Bytes()) {
		t.Error("two runs give different models")
	}
}
