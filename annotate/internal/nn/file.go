package nn

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
)

// A model file is the magic, the length of a JSON header (uint32, little
// endian), the header, and the sections' bytes one after another.
const magic = "onrecord model 1\n"

// Meta says what a model is and where it comes from.
type Meta struct {
	Name    string             `json:"name"`
	Version string             `json:"version"`
	Data    string             `json:"data"`
	Licence string             `json:"licence"`
	Command string             `json:"command"`
	Scores  map[string]float64 `json:"scores"`
}

type section struct {
	Name   string `json:"name"`
	Offset int    `json:"offset"`
	Size   int    `json:"size"`
}

type header struct {
	Meta
	Sections []section `json:"sections"`
}

// File is a model in memory. Sections are views: the bytes are not copied.
type File struct {
	Meta     Meta
	sections map[string][]byte
}

// ReadFile reads a model's header and finds its sections.
func ReadFile(data []byte) (*File, error) {
	if len(data) < len(magic)+4 || string(data[:len(magic)]) != magic {
		return nil, errors.New("read model: not a model file of this version")
	}
	data = data[len(magic):]
	size := int(binary.LittleEndian.Uint32(data))
	data = data[4:]
	if size > len(data) {
		return nil, errors.New("read model: header is cut short")
	}
	var h header
	if err := json.Unmarshal(data[:size], &h); err != nil {
		return nil, fmt.Errorf("read model: header: %w", err)
	}
	data = data[size:]
	f := &File{Meta: h.Meta, sections: map[string][]byte{}}
	for _, s := range h.Sections {
		if s.Offset < 0 || s.Size < 0 || s.Offset > len(data)-s.Size {
			return nil, fmt.Errorf("read model: section %q is cut short", s.Name)
		}
		f.sections[s.Name] = data[s.Offset : s.Offset+s.Size : s.Offset+s.Size]
	}
	return f, nil
}

// Bytes is a section as it stands.
func (f *File) Bytes(name string) ([]byte, error) {
	b, ok := f.sections[name]
	if !ok {
		return nil, fmt.Errorf("read model: no section %q", name)
	}
	return b, nil
}

// Floats is a section of float32.
func (f *File) Floats(name string) ([]float32, error) {
	b, err := f.Bytes(name)
	if err != nil {
		return nil, err
	}
	out := make([]float32, len(b)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out, nil
}

// Strings is a section of lines.
func (f *File) Strings(name string) ([]string, error) {
	b, err := f.Bytes(name)
	if err != nil {
		return nil, err
	}
	if len(b) == 0 {
		return nil, nil
	}
	return strings.Split(strings.TrimSuffix(string(b), "\n"), "\n"), nil
}

// Matrix is the matrix that AddMatrix stored.
func (f *File) Matrix(name string) (*Matrix, error) {
	weights, err := f.Bytes(name)
	if err != nil {
		return nil, err
	}
	scale, err := f.Floats(name + ".scale")
	if err != nil {
		return nil, err
	}
	if len(scale) == 0 || len(weights)%len(scale) != 0 {
		return nil, fmt.Errorf("read model: %q: %d weights for %d outputs", name, len(weights), len(scale))
	}
	return PackMatrix(len(weights)/len(scale), len(scale), weights, scale), nil
}

// Builder collects the sections of a model file.
type Builder struct {
	header header
	body   []byte
}

// NewBuilder begins a file.
func NewBuilder(m Meta) *Builder { return &Builder{header: header{Meta: m}} }

// Add appends a section.
func (b *Builder) Add(name string, data []byte) {
	b.header.Sections = append(b.header.Sections, section{name, len(b.body), len(data)})
	b.body = append(b.body, data...)
}

// AddFloats appends a section of float32.
func (b *Builder) AddFloats(name string, x []float32) {
	data := make([]byte, 0, 4*len(x))
	for _, v := range x {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
	}
	b.Add(name, data)
}

// AddStrings appends a section of lines.
func (b *Builder) AddStrings(name string, lines []string) {
	b.Add(name, []byte(strings.Join(lines, "\n")+"\n"))
}

// AddMatrix quantizes a matrix of out rows by in columns and appends it.
func (b *Builder) AddMatrix(name string, in, out int, w []float32) {
	q, scale := make([]byte, in*out), make([]float32, out)
	for o := range out {
		scale[o] = Portable.QuantizeWeights(q[o*in:][:in], w[o*in:][:in])
	}
	b.Add(name, q)
	b.AddFloats(name+".scale", scale)
}

// WriteTo writes the file.
func (b *Builder) WriteTo(w io.Writer) (int64, error) {
	h, err := json.Marshal(b.header)
	if err != nil {
		return 0, err
	}
	head := append([]byte(magic), binary.LittleEndian.AppendUint32(nil, uint32(len(h)))...)
	total := int64(0)
	for _, part := range [][]byte{head, h, b.body} {
		n, err := w.Write(part)
		total += int64(n)
		if err != nil {
			return total, err
		}
	}
	return total, nil
}
