package train

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"

	"onrecord/annotate/internal/names"
	"onrecord/annotate/internal/nn"
	"onrecord/annotate/internal/parse"
)

// BuildOptions say what FitParser trains from.
type BuildOptions struct {
	Data       string // folder of corpora
	Dir        string // folder of what is built
	Name       string // of the checkpoint
	Start      string // checkpoint of FitParser to go on from, "" for none
	Teachers   []string
	Silver     int // words of free text that the teachers read, 0 for none
	SilverPart float64
	Finder     *names.Finder // of names, resting on the last teacher; nil for none

	Names       []Named // joined with the treebanks' sentences of the same words
	SilverNames []Named // learnt from once a round, with trees if there are teachers
	DevNames    []Named // scored after each epoch

	Config Config
	Rounds []FitOptions // run one after another: each begins warm and cools down
}

// FitParser trains tagger, parser and the network's part of the name finder on
// EWT and the free part of GUM, reports what it reaches on the dev parts after
// each epoch, and writes the checkpoint.
func FitParser(ctx context.Context, o BuildOptions, log *log.Logger) error {
	emb, err := ReadEmbeddings(filepath.Join(o.Dir, "embeddings.bin"))
	if err != nil {
		return err
	}
	var banks [4][][]Row
	for i, name := range []string{"en_ewt-ud-train", "en_gum-free-train", "en_ewt-ud-dev", "en_gum-dev"} {
		if banks[i], err = ReadTreebank(filepath.Join(o.Data, "ud", name+".conllu")); err != nil {
			return err
		}
	}
	labels := NewLabels(banks[0], banks[1])
	coder := NewCoder(emb, labels, o.Config.SubBits)
	sents := append(coder.Treebank(banks[0], 1), coder.Treebank(banks[1], 1)...)
	sents = coder.join(sents, o.Names)
	named := coder.join(nil, o.DevNames)
	ewt, gum := coder.Treebank(banks[2], 1), coder.Treebank(banks[3], 1)
	silver, err := o.silver(coder, log)
	if err != nil {
		return err
	}
	net := NewNet(o.Config, labels, emb, o.Rounds[0].Seed)
	if o.Start != "" {
		if net, _, err = Load(o.Start); err != nil {
			return err
		}
		net.words.frozen = true
	}
	report := func(epoch int) {
		for _, dev := range []struct {
			name string
			s    Score
		}{{"EWT dev", net.Evaluate(ewt)}, {"GUM dev", net.Evaluate(gum)}} {
			log.Printf("epoch %d: %s UPOS %.2f XPOS %.2f feats %.2f UAS %.2f relations %.2f", epoch, dev.name, dev.s.UPOS, dev.s.XPOS, dev.s.Feats, dev.s.UAS, dev.s.Rel)
		}
		if len(named) > 0 {
			log.Printf("epoch %d: names F1 %.2f", epoch, net.Evaluate(named).Names)
		}
	}
	path := filepath.Join(o.Dir, o.Name)
	for i, fit := range o.Rounds {
		log.Printf("round %d of %d: %d epochs", i+1, len(o.Rounds), fit.Epochs)
		fit.Coder = coder
		if err := net.Fit(ctx, sents, silver, fit, log, fmt.Sprintf("%s.state%d", path, i+1), report); err != nil {
			return err
		}
		for _, p := range net.all {
			p.forget()
		}
	}
	return net.Save(path, emb.Words)
}

// silver has the teachers read free text and the silver names' sentences,
// mixed in an order drawn from the first round's seed.
func (o *BuildOptions) silver(c *Coder, log *log.Logger) ([]*Sentence, error) {
	out := c.join(nil, o.SilverNames)
	if o.Silver > 0 {
		read, err := o.teach(c, out, log)
		if err != nil {
			return nil, err
		}
		out = append(out, read...)
	}
	r := rand.New(rand.NewPCG(o.Rounds[0].Seed, 41))
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out, nil
}

// silverNames is the weight of names that a finder found, against the trees
// beside them.
const silverNames = 0.6

// teach has the teachers annotate the sentences that are given and as much free
// text as is asked for.
func (o *BuildOptions) teach(c *Coder, given []*Sentence, log *log.Logger) ([]*Sentence, error) {
	s := Silver{Weight: float32(o.SilverPart), Finder: o.Finder, NameWeight: silverNames}
	for _, path := range o.Teachers {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		p, err := parse.Read(data)
		if err != nil {
			return nil, fmt.Errorf("teacher %s: %w", path, err)
		}
		s.Teachers = append(s.Teachers, p)
	}
	if len(s.Teachers) == 0 {
		return nil, errors.New("silver sentences need a teacher")
	}
	text, err := ReadText(filepath.Join(o.Data, "text"), 0)
	if err != nil {
		return nil, err
	}
	s.Complete(given, c)
	out := s.Read(text, c, o.Silver, o.Rounds[0].Seed)
	known, all := 0, 0
	for _, sent := range out {
		for _, h := range sent.Heads {
			known += count(h >= 0)
			all++
		}
	}
	log.Printf("silver: %d sentences, %d words, on the heads of %.1f %% the teachers agree", len(out), all, 100*float64(known)/float64(max(1, all)))
	return out, nil
}

// PackParser packs the network of a checkpoint into path, scores it on the dev
// parts below data (where they are) and writes the scores into its header.
func PackParser(checkpoint, data, path, version string) (map[string]Marks, error) {
	n, emb, err := Load(checkpoint)
	if err != nil {
		return nil, err
	}
	meta := nn.Meta{
		Name: "english", Version: version,
		Data:    "UD_English-EWT train, UD_English-GUM train (free part), Universal NER of EWT, Groningen Meaning Bank, 42 million words of free text (see NOTICE)",
		Licence: "CC BY-SA 4.0",
		Command: "docs/models.md: go run ./train embeddings, parser (alone, then with silver sentences), pack",
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
