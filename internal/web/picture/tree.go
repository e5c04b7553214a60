package picture

import (
	"cmp"
	"html/template"
	"strconv"
	"unicode/utf8"
)

// Tree is what hangs on what in a sentence: its words in a row, and an arc from
// each to those that hang on it.
type Tree struct {
	Head
	Words []Word
}

// Word is a word of a Tree.
type Word struct {
	Form, Tag string
	On        int    // the word that it hangs on, -1 for none
	As        string // how
	Marked    bool
}

// How a tree is drawn, in pixels.
const (
	letter = 8  // how wide one is, about
	around = 22 // a word
	rise   = 22 // from an arc to one above it
	below  = 44 // the arcs: the words and their tags
)

// Draw is the picture.
func (t Tree) Draw() template.HTML {
	var p pen
	at, width := t.places()
	levels := t.levels()
	top := 1
	for _, l := range levels {
		top = max(top, l)
	}
	floor := (top + 1) * rise
	// It keeps its size however long the sentence is: its place scrolls.
	p.open("svg", "class", "picture", "role", "img", "aria-labelledby", t.ID+"-title", "aria-describedby", t.ID+"-about",
		"width", strconv.Itoa(width), "height", strconv.Itoa(floor+below))
	p.write("title", t.Title, "id", t.ID+"-title")
	p.write("desc", t.About, "id", t.ID+"-about")
	for i, w := range t.Words {
		if w.On >= 0 && w.On < len(t.Words) {
			t.arc(&p, at, i, floor, floor-levels[i]*rise)
		}
		class := "word"
		if w.Marked {
			class = "word marked"
		}
		x := strconv.Itoa(at[i])
		p.write("text", w.Form, "class", class, "x", x, "y", strconv.Itoa(floor+18), "text-anchor", "middle")
		p.write("text", w.Tag, "class", "tagged", "x", x, "y", strconv.Itoa(floor+36), "text-anchor", "middle")
	}
	return p.end()
}

// places are the middles of the words, and how wide all is.
func (t Tree) places() (at []int, width int) {
	for i, w := range t.Words {
		wide := max(utf8.RuneCountInString(w.Form), utf8.RuneCountInString(w.Tag))
		if w.On >= 0 && (w.On == i-1 || w.On == i+1) {
			wide = max(wide, utf8.RuneCountInString(w.As)) // it stands above the gap
		}
		at = append(at, width+(wide*letter+around)/2)
		width += wide*letter + around
	}
	return at, width
}

// levels are how high the arc to each word goes: above all that lie within it.
func (t Tree) levels() []int {
	out := make([]int, len(t.Words))
	for span := 1; span < len(t.Words); span++ {
		for i, w := range t.Words {
			lo, hi := min(i, w.On), max(i, w.On)
			if w.On < 0 || hi-lo != span {
				continue
			}
			for j, other := range t.Words {
				if within := other.On >= 0 && min(j, other.On) >= lo && max(j, other.On) <= hi; within && j != i {
					out[i] = max(out[i], out[j])
				}
			}
			out[i]++
		}
	}
	return out
}

// arc is drawn from the word that i hangs on to i, with an arrow head there.
func (t Tree) arc(p *pen, at []int, i, floor, top int) {
	from, to := at[t.Words[i].On], at[i]
	way := cmp.Compare(to, from)
	from += 5 * way // beside the arcs that end there
	x, y := strconv.Itoa, strconv.Itoa
	bend := 10 * way
	p.draw("path", "class", "arc", "d", "M"+x(from)+" "+y(floor)+" V"+y(top+10)+" Q"+x(from)+" "+y(top)+" "+x(from+bend)+" "+y(top)+
		" H"+x(to-bend)+" Q"+x(to)+" "+y(top)+" "+x(to)+" "+y(top+10)+" V"+y(floor-2))
	p.draw("path", "class", "head", "d", "M"+x(to-3)+" "+y(floor-7)+" L"+x(to)+" "+y(floor)+" L"+x(to+3)+" "+y(floor-7)+" Z")
	p.write("text", t.Words[i].As, "class", "how", "x", x((from+to)/2), "y", y(top-3), "text-anchor", "middle")
}
