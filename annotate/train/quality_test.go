package train

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/annotate/internal/parse"
)

var rewrite = flag.Bool("update", false, "write the scores that are reached now")

// allowed is the drop below the committed score that fails: less is noise of a
// changed tokenizer or table, more is a loss somebody should see.
const allowed = 0.3

// TestQuality holds the embedded model to the committed scores, where the
// treebanks are.
func TestQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("scores 53,000 words")
	}
	const scores = "testdata/scores.txt"
	p, err := parse.English()
	if err != nil {
		t.Fatal(err)
	}
	reached := map[string]float64{}
	var out strings.Builder
	for _, dev := range []string{"en_ewt-ud-dev", "en_gum-dev"} {
		bank, err := ReadTreebank(filepath.Join("../../../shared/data/ud", dev+".conllu"))
		if os.IsNotExist(err) {
			t.Skip("no treebanks here")
		}
		if err != nil {
			t.Fatal(err)
		}
		m := ScoreModel(p, bank)
		for _, s := range []struct {
			name string
			v    float64
		}{{"UPOS", m.UPOS}, {"XPOS", m.XPOS}, {"feats", m.Feats}, {"UAS", m.UAS}, {"LAS", m.LAS}} {
			reached[dev+" "+s.name] = s.v
			fmt.Fprintf(&out, "%s %s %.2f\n", dev, s.name, s.v)
		}
	}
	if *rewrite {
		if err := os.WriteFile(scores, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Open(scores)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var dev, name string
		var want float64
		if _, err := fmt.Sscan(lines.Text(), &dev, &name, &want); err != nil {
			t.Fatalf("%s: %q: %v", scores, lines.Text(), err)
		}
		if got := reached[dev+" "+name]; got < want-allowed {
			t.Errorf("%s %s is %.2f, was %.2f", dev, name, got, want)
		}
	}
}
