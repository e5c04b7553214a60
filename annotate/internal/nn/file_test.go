package nn

import (
	"bytes"
	"testing"
)

func sample(t testing.TB) []byte {
	b := NewBuilder(Meta{Name: "sample", Licence: "CC0", Scores: map[string]float64{"dev": 1}})
	b.AddFloats("floats", []float32{1, -2.5})
	b.AddStrings("strings", []string{"a", "b c"})
	b.AddMatrix("matrix", 2, 3, []float32{1, 0, 0, 1, -1, 0.5})
	var out bytes.Buffer
	if _, err := b.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestFile(t *testing.T) {
	f, err := ReadFile(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	if f.Meta.Name != "sample" || f.Meta.Scores["dev"] != 1 {
		t.Errorf("header is %+v", f.Meta)
	}
	if x, err := f.Floats("floats"); err != nil || len(x) != 2 || x[1] != -2.5 {
		t.Errorf("floats %v, %v", x, err)
	}
	if x, err := f.Strings("strings"); err != nil || len(x) != 2 || x[1] != "b c" {
		t.Errorf("strings %q, %v", x, err)
	}
	if m, err := f.Matrix("matrix"); err != nil || m.In != 2 || m.Out != 3 {
		t.Errorf("matrix %v, %v", m, err)
	}
	if _, err := f.Bytes("nothing"); err == nil {
		t.Error("a section that is not there is found")
	}
	for n := range len(sample(t)) {
		if _, err := ReadFile(sample(t)[:n]); err == nil {
			t.Fatalf("a file cut at %d is read", n)
		}
	}
}

// FuzzReadFile: broken bytes give an error, never a panic.
func FuzzReadFile(f *testing.F) {
	f.Add(sample(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := ReadFile(data)
		if err != nil {
			return
		}
		for name := range file.sections {
			file.Floats(name)
			file.Strings(name)
			file.Matrix(name)
		}
	})
}
