package page

import (
	"slices"
	"strings"

	"onrecord/internal/article/line"
)

// oneCard adds the author whom cards name, where they name one and no other: the
// cards of other articles name several. What markup calls a name counts first.
func oneCard(b *byliner, cards []shown) {
	for _, from := range [...]func(*byliner, []shown){(*byliner).marked, (*byliner).classed} {
		found := ""
		for i := range cards {
			own := &byliner{outlet: b.outlet, host: b.host}
			from(own, cards[i:i+1])
			for _, n := range own.names {
				if found != "" && found != n {
					return
				}
				found = n
			}
		}
		if found != "" {
			b.names = []string{found}
			return
		}
	}
}

// described adds the name that stands alone above what a class says tells of the author.
func (b *byliner) described(lines []shown) {
	for i := 1; i < len(lines); i++ {
		if name := lines[i-1].text; lines[i].tellsOfAuthor() && fullName(name) && theNaming().person(name) && !b.outlets(name) {
			b.names = []string{name}
			return
		}
	}
}

// listed adds the names of the first line that is wholly a list of names and whose
// class says that it is a byline, though none of them is a name that is known.
func (b *byliner) listed(lines []shown) {
	for i := range lines {
		if !theNaming().byline.Any(lines[i].names) {
			continue
		}
		names := slices.DeleteFunc(line.ByNames(undated(lines[i].text)), b.outlets)
		if b.names = names; len(names) > 0 {
			return
		}
	}
}

// tellsOfAuthor reports whether a class of the line is that of a text about the author.
func (l *shown) tellsOfAuthor() bool {
	t := theNaming()
	for name := range strings.FieldsSeq(l.names) {
		if t.byline.Any(name) && t.aside.Any(name) {
			return true
		}
	}
	return false
}

// boxed adds the person whom a box tells of: a name alone on its line, and below it
// a sentence that begins with the name and says who that is. Several such boxes are
// what the article is about.
func (b *byliner) boxed(lines []shown) {
	t, found := theNaming(), ""
	for i := 1; i < len(lines); i++ {
		name := lines[i-1].text
		rest, ok := strings.CutPrefix(lines[i].text, name+" ")
		word, _, _ := strings.Cut(rest, " ")
		if !ok || !t.tells[word] || !several(name) || !t.person(name) || b.outlets(name) {
			continue
		}
		if found != "" && found != name {
			return
		}
		found = name
	}
	if found != "" {
		b.names = []string{found}
	}
}
