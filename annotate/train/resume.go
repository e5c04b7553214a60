package train

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
)

// progress is the state of a training run between two steps: going on from it
// gives the bytes that a run without a stop gives.
type progress struct {
	Seed        uint64
	Step, Epoch int
	Names       []string
	W, M, V     [][]float32
	Rand        [][]byte
	Other       []int
}

// dump writes the state to path.
func (p *progress) dump(path string, params []*param, sources []*rand.PCG) error {
	p.Names, p.W, p.M, p.V, p.Rand = nil, nil, nil, nil, nil
	for _, q := range params {
		p.Names = append(p.Names, q.name)
		p.W, p.M, p.V = append(p.W, q.w), append(p.M, q.m), append(p.V, q.v)
	}
	for _, s := range sources {
		b, err := s.MarshalBinary()
		if err != nil {
			return err
		}
		p.Rand = append(p.Rand, b)
	}
	return writeGob(path, p)
}

// restore reads the state back; where there is none it leaves all as it is.
func (p *progress) restore(path string, params []*param, sources []*rand.PCG) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	seed := p.Seed
	if err := gob.NewDecoder(bufio.NewReaderSize(f, 1<<20)).Decode(p); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	if p.Seed != seed || len(p.Names) != len(params) || len(p.Rand) != len(sources) {
		return fmt.Errorf("read %s: it is of another run; remove it to begin anew", path)
	}
	for i, q := range params {
		if p.Names[i] != q.name || len(p.W[i]) != len(q.w) || len(p.M[i]) != len(q.m) {
			return fmt.Errorf("read %s: %q has another shape; remove it to begin anew", path, q.name)
		}
		copy(q.w, p.W[i])
		copy(q.m, p.M[i])
		copy(q.v, p.V[i])
	}
	for i, s := range sources {
		if err := s.UnmarshalBinary(p.Rand[i]); err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
	}
	return nil
}

// writeGob writes a value whole or not at all.
func writeGob(path string, v any) error {
	f, err := os.Create(path + ".part")
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(f, 1<<20)
	if err := gob.NewEncoder(b).Encode(v); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := b.Flush(); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(path+".part", path)
}
