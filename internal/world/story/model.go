package story

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
)

//go:embed pair.weights
var pairWeights string

// learnt is the model of the program.
var learnt = sync.OnceValue(func() *Model {
	m, err := ReadModel(pairWeights)
	if err != nil {
		panic(err)
	}
	return m
})

// Model says how likely two articles report one happening: a logistic regression
// over what they have in common.
type Model struct {
	Bias    float64
	Weights [features]float64
}

// names of the features, as the file of a model has them.
var featureNames = [features]string{
	"cosine", "root-cosine", "lead-cosine", "root-lead", "shared", "shared-lead", "shared-name", "shared-word", "numbers", "days", "dated",
	"shorter", "longer", "apart", "names-covered", "lead-names-covered", "words-covered", "cosine-by-days", "lead-by-days", "cosine-by-length", "shared-by-days",
}

// ReadModel reads a line for the bias and one a feature, each a name and a number.
func ReadModel(file string) (*Model, error) {
	m := &Model{}
	left := map[string]*float64{"bias": &m.Bias}
	for i, name := range featureNames {
		left[name] = &m.Weights[i]
	}
	for n, line := range strings.Split(file, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		name, value, _ := strings.Cut(line, " ")
		at := left[name]
		if at == nil {
			return nil, fmt.Errorf("weights of pairs, line %d: no feature %q, or twice", n+1, name)
		}
		var err error
		if *at, err = strconv.ParseFloat(strings.TrimSpace(value), 64); err != nil {
			return nil, fmt.Errorf("weights of pairs, line %d: %w", n+1, err)
		}
		delete(left, name)
	}
	if len(left) > 0 {
		return nil, fmt.Errorf("weights of pairs: %d features have none", len(left))
	}
	return m, nil
}

// String is the model as a file.
func (m *Model) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "bias %.5g\n", m.Bias)
	for i, w := range m.Weights {
		fmt.Fprintf(&b, "%s %.5g\n", featureNames[i], w)
	}
	return b.String()
}

// logit is the logarithm of the odds that a pair is of one happening. Its steps are
// rounded, so that processors that add in other orders agree.
func (m *Model) logit(f *pair) float64 {
	z := m.Bias
	for i, w := range m.Weights {
		z += float64(w * f[i])
	}
	return math.Round(z*grain) / grain
}

const grain = 1 << 16

func chance(logit float64) float64 { return math.Round(grain/(1+math.Exp(-logit))) / grain }
