package scrape

import (
	_ "embed"

	"onrecord/internal/article/line"
	"onrecord/internal/article/trees"
	"onrecord/ling"
)

//go:embed vote.trees
var voteTrees string

// theVote is read once; the file is part of the program and tested.
var theVote = trees.Embedded("vote.trees", voteTrees, allMeasures)

// How sure the vote must be, as log odds, to decide against the rules; and to take
// away a sentence of some length, which is worse to lose than furniture to keep.
const (
	overruled = 0.5
	sentences = 2.0
	unheard   = 1.0
)

// bar is the score above which a line is kept as the article's, by what the rules
// made of it.
func bar(l *line.Line) float32 {
	const shortest = 6 // words of a sentence that is no button
	switch {
	case l.Kind == ling.BlockFurniture && !l.Prose() && l.Words <= 7:
		return unheard
	case l.Kind == ling.BlockFurniture:
		return overruled
	case l.Prose() && l.Words >= shortest && !l.Asks:
		return -sentences
	}
	return -overruled
}

// vote has the last word on lines that the rules took for running text or for
// furniture. It knows how whole pages are laid out, as rules for single lines do not.
func (s *scrape) vote(f *trees.Forest) {
	if len(s.lines) > line.MostRuled {
		return // no page that was copied: the vote never saw its like
	}
	of := s.measure()
	for i := s.ended - 1; i >= 0; i-- {
		l := &s.lines[i]
		if !voted(l) || s.headed(i) {
			continue
		}
		switch keeps := f.Score(of[i][:]) > bar(l); {
		case !keeps:
			l.Kind = ling.BlockFurniture
		case l.Kind == ling.BlockFurniture:
			l.Kind = s.takenAs(i)
		}
	}
}

// voted reports whether a line is put to the vote: not what rules know for what
// it is, the title, who wrote it and when, captions, furniture by its words.
func voted(l *line.Line) bool {
	switch l.Kind {
	case ling.BlockBody, ling.BlockHeading:
		return true
	case ling.BlockFurniture:
		return l.Rule == nil
	}
	return false
}

// headed reports whether rules know better than a vote what line i of the page's
// head is: above the title stand mottos and menus, under it the standfirst.
func (s *scrape) headed(i int) bool {
	l := &s.lines[i]
	return i < s.title && !l.Prose() || s.title >= 0 && i > s.title && i < s.first && l.Kind != ling.BlockFurniture
}

// takenAs is the kind of a line that the vote takes for the article's. A heading
// has running words under it; what looks like one above furniture is a motto.
func (s *scrape) takenAs(i int) ling.BlockKind {
	const longest = 14 // words of a heading
	switch l := &s.lines[i]; {
	case l.Ends || l.Words > longest || markOf(l.Text) == bullet:
		return ling.BlockBody
	case i+1 < len(s.lines) && s.lines[i+1].Kind.Prose():
		return ling.BlockHeading
	}
	return ling.BlockFurniture
}

// Line is a line of a scrape that the vote may decide, with what is asked of it.
type Line struct {
	Text     string
	Words    int
	Kept     bool // as the article's: by the rules, and by a vote where there was one
	Measures []float32
}

// Lines are those of a scrape, for the growing of vote.trees: decided by rules, and
// by the vote of a forest, nil for none.
func Lines(text string, f *trees.Forest) []Line {
	s := newScrape(text)
	s.rule()
	var out []Line
	var at []int
	for i, x := range s.measure() {
		if l := &s.lines[i]; voted(l) {
			out, at = append(out, Line{Text: l.Text, Words: l.Words, Measures: x[:]}), append(at, i)
		}
	}
	if f != nil {
		s.vote(f)
	}
	for i := range out {
		out[i].Kept = s.lines[at[i]].Kind.Prose()
	}
	return out
}
