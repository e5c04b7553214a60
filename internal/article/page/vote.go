package page

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"onrecord/internal/article/trees"
	"onrecord/ling"
)

//go:embed vote.trees
var voteTrees string

// theVote is read once; the file is part of the program and tested.
var theVote = trees.Embedded("vote.trees", voteTrees, allMeasures)

// How sure the vote must be, as log odds, to take what the extractors left or to
// leave what they chose. They know whole pages, so that a sentence of some length
// that they chose is left with more than two to one against it only.
const (
	overruled = 0.3
	sentences = 1.0
)

// doubtful is the score from which on what is left may yet be the article's: one
// such paragraph in six is.
const doubtful = -1.6

// vote decides which paragraphs are the article's, by what the extractors chose
// and by what paragraphs tell themselves; doubt counts the words of those that it
// leaves and is not sure of.
func vote(f *trees.Forest, of []measures) (taken []bool, doubt int) {
	taken = make([]bool, len(of))
	for i := range of {
		x := &of[i]
		if x[itsKind] == kindNumber(ling.BlockCaption) {
			taken[i] = x[itsFill] > 0 // they are no text, and never were learnt
			continue
		}
		score := f.Score(x[:])
		if taken[i] = score > x.bar(); !taken[i] && score > doubtful {
			doubt += int(x[itsWords])
		}
	}
	return taken, doubt
}

// bar is the score from which on a paragraph is taken.
func (x *measures) bar() float32 {
	const long = 20 // words
	switch {
	case x[itsFill] == 0:
		return overruled
	case x[itsWords] >= long && x[itsEnd] > 0:
		return -sentences
	}
	return -overruled
}

// Paragraph is a paragraph of a page with what is asked of it before the vote.
type Paragraph struct {
	Text     string
	Caption  bool
	Measures []float32
}

// Paragraphs are those of a page, for the growing of vote.trees.
func Paragraphs(src string) ([]Paragraph, error) {
	doc, err := html.Parse(strings.NewReader(src))
	if err != nil {
		return nil, fmt.Errorf("parse HTML: %w", err)
	}
	names := namer{}
	prune(doc, names)
	s := look(doc, names)
	out := make([]Paragraph, len(s.all))
	for i := range s.all {
		out[i] = Paragraph{s.all[i].Text, s.all[i].Kind == ling.BlockCaption, s.measures[i][:]}
	}
	return out, nil
}
