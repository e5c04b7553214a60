package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"log"
	"math"
	"os"
	"path/filepath"

	"onrecord/internal/world/story"
)

// happening is an article that people have put with others of one happening.
type happening struct {
	Text, Published, Cluster, Topic string
}

// stories learns how likely two articles report one happening, from sets of
// articles by happening.
func stories(_ context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("stories", flag.ContinueOnError)
	data := flags.String("data", "../shared/data/world", "folder of stories-*.dev.jsonl")
	dst := flags.String("out", "internal/world/story/pair.weights", "file to write")
	half := flags.Int("half", -1, "learn from happenings (of one topic together) whose hash has this parity only, to score on the others")
	apart := flags.Float64("apart", 10, "how many pairs of two happenings weigh one of the same")
	decay := flags.Float64("decay", 1e-3, "pull of the weights to nothing")
	if err := flags.Parse(args); err != nil {
		return err
	}
	logger := log.New(out, "", log.LstdFlags)
	files, err := filepath.Glob(filepath.Join(*data, "stories-*.dev.jsonl"))
	if err != nil {
		return err
	}
	var all []sample
	for _, name := range files {
		list, err := happenings(name, *half)
		if err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
		pairs := pairsOf(list, *apart)
		logger.Printf("stories: %s: %d articles, %d pairs", filepath.Base(name), len(list), len(pairs))
		all = append(all, pairs...)
	}
	if len(all) == 0 {
		return errors.New("no articles to learn from")
	}
	m, err := regress(all, *decay)
	if err != nil {
		return err
	}
	head := "# The logarithm of the odds that two articles report one happening: a bias, and a weight for\n" +
		"# each feature of package story. Learnt by `go run ./train stories`.\n"
	return os.WriteFile(*dst, []byte(head+m.String()), 0o644)
}

func happenings(name string, half int) ([]happening, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []happening
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var h happening
		if err := json.Unmarshal(lines.Bytes(), &h); err != nil {
			return nil, err
		}
		topic := h.Topic
		if topic == "" {
			topic = h.Cluster
		}
		hash := fnv.New32a()
		fmt.Fprint(hash, topic)
		if half < 0 || int(hash.Sum32()/7%2) == half {
			out = append(out, h)
		}
	}
	return out, lines.Err()
}

// sample is a pair of articles, and whether they are of one happening.
type sample struct {
	features []float64
	same     bool
	weight   float64
}

// pairsOf compares all articles of a set. Each set has the same say, however large:
// its pairs of one happening weigh 1, all others together apart.
func pairsOf(list []happening, apart float64) []sample {
	examples := make([]*story.Example, len(list))
	for i, h := range list {
		examples[i] = story.NewExample(h.Text, h.Published)
	}
	var out []sample
	same := 0.0
	for i := range list {
		for j := range i {
			s := sample{features: examples[i].With(examples[j]), same: list[i].Cluster == list[j].Cluster}
			if s.same {
				same++
			}
			out = append(out, s)
		}
	}
	for i := range out {
		if out[i].same {
			out[i].weight = 1 / same
		} else {
			out[i].weight = apart / (float64(len(out)) - same)
		}
	}
	return out
}

// rounds of Newton's method: the likelihood is convex, and stands still after eight.
const rounds = 12

// regress fits a logistic regression by Newton's method, on features of one scale.
func regress(all []sample, decay float64) (*story.Model, error) {
	n := len(all[0].features)
	mean, spread := scales(all)
	w, x := make([]float64, n+1), make([]float64, n+1)
	for range rounds {
		a := make([][]float64, n+1) // the curvature, and the slope in the last column
		for i := range a {
			a[i] = make([]float64, n+2)
		}
		total := 0.0
		for _, s := range all {
			z := w[n]
			for i, f := range s.features {
				x[i] = (f - mean[i]) / spread[i]
				z += w[i] * x[i]
			}
			x[n] = 1
			p := 1 / (1 + math.Exp(-z))
			miss := -p
			if s.same {
				miss = 1 - p
			}
			total += s.weight
			for i := range x {
				a[i][n+1] += s.weight * miss * x[i]
				for j := range x {
					a[i][j] += s.weight * max(p*(1-p), 1e-6) * x[i] * x[j]
				}
			}
		}
		for i := range n {
			a[i][i] += decay * total
			a[i][n+1] -= decay * total * w[i]
		}
		step, err := solve(a)
		if err != nil {
			return nil, err
		}
		for i := range w {
			w[i] += step[i]
		}
	}
	m := &story.Model{Bias: w[n]}
	for i := range n {
		m.Weights[i] = w[i] / spread[i]
		m.Bias -= m.Weights[i] * mean[i]
	}
	return m, nil
}

// scales are the mean of each feature and how far it spreads.
func scales(all []sample) (mean, spread []float64) {
	n := len(all[0].features)
	mean, spread = make([]float64, n), make([]float64, n)
	total := 0.0
	for _, s := range all {
		total += s.weight
		for i, f := range s.features {
			mean[i] += s.weight * f
			spread[i] += s.weight * f * f
		}
	}
	for i := range mean {
		mean[i] /= total
		spread[i] = math.Sqrt(max(0, spread[i]/total-mean[i]*mean[i])) + 1e-6
	}
	return mean, spread
}

// solve solves linear equations, the right side in the last column, by elimination.
func solve(a [][]float64) ([]float64, error) {
	n := len(a)
	for i := range a {
		pivot := i
		for r := i; r < n; r++ {
			if math.Abs(a[r][i]) > math.Abs(a[pivot][i]) {
				pivot = r
			}
		}
		a[i], a[pivot] = a[pivot], a[i]
		if a[i][i] == 0 {
			return nil, errors.New("the features do not tell pairs apart")
		}
		for r := range a {
			if r == i {
				continue
			}
			f := a[r][i] / a[i][i]
			for c := i; c <= n; c++ {
				a[r][c] -= f * a[i][c]
			}
		}
	}
	out := make([]float64, n)
	for i := range out {
		out[i] = a[i][n] / a[i][i]
	}
	return out, nil
}
