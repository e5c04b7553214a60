package ling

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOffsets(t *testing.T) {
	for _, text := range []string{
		"", "plain", "Kovač said", strings.Repeat("é", 200), strings.Repeat("ab“c”", 77),
		strings.Repeat("a", 63) + "€" + strings.Repeat("b", 70), "bad\xffbyte" + strings.Repeat("\xe2\x82", 50) + "é",
	} {
		checkOffsets(t, text)
	}
}

func checkOffsets(t *testing.T, text string) {
	t.Helper()
	o := NewOffsets(text)
	n := 0
	for i := range text {
		if got := o.CodePoint(i); got != n {
			t.Fatalf("%q: CodePoint(%d) = %d, want %d", text, i, got, n)
		}
		if got := o.Byte(n); got != i {
			t.Fatalf("%q: Byte(%d) = %d, want %d", text, n, got, i)
		}
		n++
	}
	if got := o.CodePoint(len(text)); got != utf8.RuneCountInString(text) {
		t.Fatalf("%q: CodePoint(end) = %d, want %d", text, got, n)
	}
	if got := o.Byte(n); got != len(text) {
		t.Fatalf("%q: Byte(end) = %d, want %d", text, got, len(text))
	}
}

func FuzzOffsets(f *testing.F) {
	f.Add("Kovač “said”")
	f.Add(strings.Repeat("a", 63) + "€\xff")
	f.Fuzz(func(t *testing.T, text string) { checkOffsets(t, text) })
}
