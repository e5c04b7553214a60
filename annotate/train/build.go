package train

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"onrecord/annotate/internal/nn"
	"onrecord/annotate/internal/parse"
)

// PackParser packs the network of a checkpoint into path, scores it on the dev
// parts below data (where they are) and writes the scores into its header.
func PackParser(checkpoint, data, path, version string) (map[string]Marks, error) {
	n, emb, err := Load(checkpoint)
	if err != nil {
		return nil, err
	}
	meta := nn.Meta{
		Name: "english", Version: version,
		Data:    "UD_English-EWT train, UD_English-GUM train (free part), 42 million words of free text (see NOTICE)",
		Licence: "CC BY-SA 4.0",
		Command: "go run ./train embeddings && go run ./train parser && go run ./train pack",
		Scores:  map[string]float64{},
	}
	var b bytes.Buffer
	if err := Pack(&b, n, emb.Words, meta); err != nil {
		return nil, err
	}
	p, err := parse.Read(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("read what was packed: %w", err)
	}
	marks := map[string]Marks{}
	for _, dev := range []struct{ name, file string }{{"EWT dev", "en_ewt-ud-dev"}, {"GUM dev", "en_gum-dev"}} {
		bank, err := ReadTreebank(filepath.Join(data, "ud", dev.file+".conllu"))
		if err != nil {
			return nil, err
		}
		m := ScoreModel(p, bank)
		marks[dev.name] = m
		meta.Scores[dev.name+" UPOS"] = round2(m.UPOS)
		meta.Scores[dev.name+" LAS"] = round2(m.LAS)
	}
	b.Reset()
	if err := Pack(&b, n, emb.Words, meta); err != nil {
		return nil, err
	}
	return marks, os.WriteFile(path, b.Bytes(), 0o644)
}

func round2(x float64) float64 { return math.Round(x*100) / 100 }
