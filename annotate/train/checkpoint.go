package train

import (
	"bufio"
	"encoding/gob"
	"fmt"
	"os"
)

// checkpoint is a network on disk: enough to go on training from or to pack.
type checkpoint struct {
	Config Config
	Labels Labels
	Words  []string
	Names  []string
	Data   [][]float32
}

// Save writes the weights to path.
func (n *Net) Save(path string, words []string) error {
	c := checkpoint{Config: n.Config, Labels: *n.Labels, Words: words}
	for _, p := range n.all {
		c.Names, c.Data = append(c.Names, p.name), append(c.Data, p.w)
	}
	return writeGob(path, c)
}

// Load reads a network that Save wrote, and its vocabulary.
func Load(path string) (*Net, *Embeddings, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	var c checkpoint
	if err := gob.NewDecoder(bufio.NewReaderSize(f, 1<<20)).Decode(&c); err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", path, err)
	}
	emb := &Embeddings{Dim: c.Config.Word, Words: c.Words, Rows: make([]float32, len(c.Words)*c.Config.Word)}
	n := NewNet(c.Config, &c.Labels, emb, 0)
	for i, p := range n.all {
		if i >= len(c.Names) || c.Names[i] != p.name || len(c.Data[i]) != len(p.w) {
			return nil, nil, fmt.Errorf("read %s: it does not hold %q in this shape", path, p.name)
		}
		p.w = c.Data[i]
	}
	copy(emb.Rows, n.words.w)
	return n, emb, nil
}
