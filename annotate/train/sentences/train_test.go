package sentences

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/annotate/internal/segment"
	"onrecord/annotate/internal/tokenize"
	"onrecord/ling"
)

// sample is a treebank of our own, repeated until there is something to learn.
var sample = strings.Repeat(`# newpar
1	The	_	_	_	_	_	_	_	_
2	talks	_	_	_	_	_	_	_	_
3	failed	_	_	_	_	_	_	_	SpaceAfter=No
4	.	_	_	_	_	_	_	_	_

1	Gen.	_	_	_	_	_	_	_	_
2	Dato	_	_	_	_	_	_	_	_
3	left	_	_	_	_	_	_	_	SpaceAfter=No
4	.	_	_	_	_	_	_	_	_

`, 20)

// TestTwoRuns: equal input gives equal bytes, and what was shown is learnt.
func TestTwoRuns(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sample.conllu")
	if err := os.WriteFile(file, []byte(sample), 0o644); err != nil {
		t.Fatal(err)
	}
	s := Defaults()
	s.Bits = 12
	var runs [2]bytes.Buffer
	for i := range runs {
		m, err := Train(context.Background(), io.Discard, s, file)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Write(&runs[i]); err != nil {
			t.Fatal(err)
		}
		doc := &ling.Document{Text: "The talks failed. Gen. Dato left."}
		tokenize.New().Append(doc, ling.Span{End: len(doc.Text)})
		segment.WithModel(m).Split(doc, 0, segment.Paragraph{Block: -1})
		if len(doc.Sentences) != 2 || doc.Sentences[0].Last != 4 {
			t.Errorf("sentences %+v", doc.Sentences)
		}
	}
	if !bytes.Equal(runs[0].Bytes(), runs[1].Bytes()) {
		t.Error("two runs give different models")
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Train(ctx, io.Discard, Defaults()); err == nil {
		t.Error("a cancelled run gave a model")
	}
}
