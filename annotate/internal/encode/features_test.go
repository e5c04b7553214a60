package encode

import (
	"testing"
	"unicode/utf8"
)

func TestNormalize(t *testing.T) {
	for _, c := range [][2]string{
		{"Kovač", "kovač"}, {"NATO", "nato"}, {"2015", "0000"}, {"“", "\""}, {"n’t", "n't"}, {"—", "-"}, {"…", "..."}, {"", ""}, {"ÉLYSÉE", "élysée"},
	} {
		if got := string(Normalize(nil, c[0])); got != c[1] {
			t.Errorf("Normalize(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

// rows are a form's subword rows.
func rows(form string) []int32 { return Subwords(nil, form, Normalize(nil, form), 15) }

func TestSubwords(t *testing.T) {
	common := func(a, b string) (n int) {
		for _, x := range rows(a) {
			for _, y := range rows(b) {
				if x == y {
					n++
				}
			}
		}
		return n
	}
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"walking", "talking", 5 + 1}, // five suffixes and the shape
		{"Unrest", "unrest", 3 + 5},   // all letters, neither form nor shape
		{"report", "reports", 3 + 1},  // prefixes and the shape
		{"Geneva", "Geneva", 2 + 3 + 5},
	} {
		if got := common(c.a, c.b); got != c.want {
			t.Errorf("%s and %s share %d features, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestShape(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Marrow", "Kovač", true}, {"NATO", "UN", true}, {"US", "Us", false}, {"2,500", "1,250", true}, {"2,500", "2500", false}, {"al-Ani", "el-Din", true},
	} {
		if got := shape(c.a) == shape(c.b); got != c.same {
			t.Errorf("shapes of %s and %s equal: %v", c.a, c.b, got)
		}
	}
}

func FuzzSubwords(f *testing.F) {
	f.Add("Lavrov’s")
	f.Add("\xff\xfe")
	f.Fuzz(func(t *testing.T, form string) {
		norm := Normalize(nil, form)
		if utf8.ValidString(form) && !utf8.Valid(norm) {
			t.Fatalf("%q became %q", form, norm)
		}
		got := Subwords(nil, form, norm, 10)
		if len(got) > MaxSubwords {
			t.Fatalf("%d features", len(got))
		}
		for _, r := range got {
			if r < 0 || r >= 1<<10 {
				t.Fatalf("row %d", r)
			}
		}
	})
}

func TestVocab(t *testing.T) {
	v := newVocab([]byte("\nthe\nof\nsaid\n"))
	for w, want := range map[string]int{"the": 1, "of": 2, "said": 3, "says": 0, "": 0} {
		if got := v.row([]byte(w)); got != want {
			t.Errorf("%q is in row %d, want %d", w, got, want)
		}
	}
}
