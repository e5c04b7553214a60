package words

import (
	"fmt"
	"strings"
	"testing"
)

// TestTable holds a table to the map that it was made of, for words of every
// length, for such as share their ends, and for words that are not in it.
func TestTable(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 100, 3000} {
		of := map[string]int{}
		for i := range n {
			of[word(i)] = i + 1
		}
		table := NewTable(of)
		for i := range 2 * max(n, 20) {
			if got, want := table.Get(word(i)), of[word(i)]; got != want {
				t.Fatalf("%d words: %q is %d, want %d", n, word(i), got, want)
			}
		}
		if table.Get("") != 0 {
			t.Errorf("%d words: something belongs to no word", n)
		}
	}
	if got := NewTable(map[string]int{"": 5, "a": 6}); got.Get("") != 5 || got.Get("a") != 6 || got.Get("b") != 0 {
		t.Errorf("%d, %d, %d", got.Get(""), got.Get("a"), got.Get("b"))
	}
}

// word is the word of a number: every length from 1 to 23 bytes, and long ones
// that differ in their middle alone.
func word(i int) string {
	if i%3 == 0 {
		return "beginning" + fmt.Sprint(i) + "andtheend"
	}
	w := fmt.Sprint(i)
	return w + strings.Repeat("é", i%10)
}

func BenchmarkTable(b *testing.B) {
	book, err := English()
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Fields("the foreign minister said on tuesday that talks with the rebels had failed again in the northern province")
	of := map[string]form{}
	for _, s := range book.forms.slots {
		of[s.word] = s.value
	}
	b.Run("table", func(b *testing.B) {
		for b.Loop() {
			for _, w := range text {
				book.forms.Get(w)
			}
		}
	})
	b.Run("map", func(b *testing.B) {
		for b.Loop() {
			for _, w := range text {
				_ = of[w]
			}
		}
	})
}
