package linear

import (
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Header says what a model is and where it comes from. In the file it is lines
// of text before the weights, so that a pager shows it.
type Header struct {
	Name    string
	Version string
	Data    string // what it was trained on
	Licence string
	Command string // what rebuilds it
	Scores  string // on what, how well
}

const magic = "onrecord linear 1"

// line is one line of a header.
type line struct {
	key string
	to  *string
}

// lines are the header's lines in order.
func (h *Header) lines() []line {
	return []line{
		{"name", &h.Name}, {"version", &h.Version}, {"data", &h.Data}, {"licence", &h.Licence},
		{"command", &h.Command}, {"scores", &h.Scores},
	}
}

// Write writes the header's lines.
func (h *Header) Write(out io.Writer) error {
	var b strings.Builder
	for _, l := range h.lines() {
		fmt.Fprintf(&b, "%s: %s\n", l.key, strings.ReplaceAll(*l.to, "\n", " "))
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// Read reads the header's lines.
func (h *Header) Read(r *bufio.Reader) (err error) {
	for _, l := range h.lines() {
		if *l.to, err = field(r, l.key); err != nil {
			return err
		}
	}
	return nil
}

// Write writes the model. Equal models give equal bytes.
func (m *Model) Write(out io.Writer) error {
	var b bytes.Buffer
	fmt.Fprintln(&b, magic)
	if err := m.Header.Write(&b); err != nil {
		return err
	}
	fmt.Fprintf(&b, "classes: %d\nbits: %d\nscale: %s\n\n", m.Classes, m.Bits,
		strconv.FormatFloat(float64(m.Scale), 'g', -1, 32))
	z, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return err
	}
	if err := binary.Write(z, binary.LittleEndian, m.Weights); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	_, err = out.Write(b.Bytes())
	return err
}

// maxBits bounds the table that a file may ask for: 2^22 rows.
const maxBits = 22

// Read reads a model.
func Read(in io.Reader) (*Model, error) {
	r := bufio.NewReader(in)
	first, err := r.ReadString('\n')
	if err != nil || first != magic+"\n" {
		return nil, errors.New("not a linear model")
	}
	m := &Model{}
	if err := m.Header.Read(r); err != nil {
		return nil, err
	}
	if m.Classes, err = number(r, "classes", 256); err != nil {
		return nil, err
	}
	if m.Bits, err = number(r, "bits", maxBits); err != nil {
		return nil, err
	}
	scale, err := field(r, "scale")
	if err != nil {
		return nil, err
	}
	f, err := strconv.ParseFloat(scale, 32)
	if err != nil || math.IsNaN(f) || f <= 0 {
		return nil, fmt.Errorf("bad scale %q", scale)
	}
	m.Scale = float32(f)
	if blank, err := r.ReadString('\n'); err != nil || blank != "\n" {
		return nil, errors.New("no blank line after the header")
	}
	raw := make([]byte, m.Classes<<m.Bits)
	if _, err := io.ReadFull(flate.NewReader(r), raw); err != nil {
		return nil, fmt.Errorf("weights of %s: %w", m.Name, err)
	}
	m.Weights = make([]int8, len(raw))
	for i, b := range raw {
		m.Weights[i] = int8(b)
	}
	return m, nil
}

func field(r *bufio.Reader, key string) (string, error) {
	line, err := r.ReadString('\n')
	value, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), key+": ")
	if err != nil || !ok {
		return "", fmt.Errorf("want %q in the header, got %q", key, line)
	}
	return value, nil
}

func number(r *bufio.Reader, key string, most int) (int, error) {
	s, err := field(r, key)
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > most {
		return 0, fmt.Errorf("bad %s %q", key, s)
	}
	return n, nil
}

// Quantize turns weights into a model's. The largest becomes 127, and what is
// below half a step 0; all but one weight in 20,000 count for the largest, so
// that a few giants do not cost the others their grain.
func Quantize(h Header, classes, bits int, weights []float32) *Model {
	m := &Model{Header: h, Classes: classes, Bits: bits, Scale: 1, Weights: make([]int8, len(weights))}
	var sizes []float32
	for _, w := range weights {
		if w != 0 {
			sizes = append(sizes, max(w, -w))
		}
	}
	if len(sizes) == 0 {
		return m
	}
	slices.Sort(sizes)
	m.Scale = sizes[len(sizes)-1-len(sizes)/20000] / math.MaxInt8
	for i, w := range weights {
		m.Weights[i] = int8(min(max(math.Round(float64(w/m.Scale)), -math.MaxInt8), math.MaxInt8))
	}
	return m
}
