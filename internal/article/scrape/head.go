package scrape

import (
	"regexp"

	"onrecord/internal/article/dates"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

// credit is a rule that tells who made a picture, and so that its text is near.
func credit(l *line.Line) bool {
	return l.Rule != nil && (l.Rule.Name == "credit" || l.Rule.Name == "copyright-credit")
}

// scene is how captions tell what is seen: in the present, by what people do
// before a camera. Reports tell it in the past. (AP and Reuters style books:
// the first sentence of a caption is in the present tense.)
var scene = regexp.MustCompile(`\b(?:holds?|attends?|speaks?|gestures?|shakes? hands|shake hands|poses?|walks?|arrives?|listens?|looks? on|addresses|delivers?|meets?|waves?|inspects?|sits?|stands?|welcomes?|greets?|receives?|carr(?:y|ies)|rides?|gathers?|watches|leaves|is seen|are seen|is pictured|are pictured) (?:a|an|the|his|her|their|hands|during|with|at|as|to|for|from|after|before|in|on|outside|next|past|near|over|ahead|into)\b`)

// reported is what reports do and captions hardly ever.
var reported = regexp.MustCompile(`\b(?:said|says|told|announced|declared|according to|reported|added)\b|[“”"]`)

// showsScene reports whether a line reads as the caption of a picture.
func showsScene(s string) bool { return scene.MatchString(s) && !reported.MatchString(s) }

// head decides the lines above the running words, and with credits their captions.
func (s *scrape) head() {
	rs := line.Rules()
	top := min(s.first, len(s.lines))
	for i := range s.lines[:min(top, line.MostRuled)] {
		if !s.open(i) || i == s.title {
			continue
		}
		l := &s.lines[i]
		if r := line.Find(rs, l, "head"); r != nil && r.Place != "" {
			l.Rule, l.Kind = r, r.Kind
		}
	}
	s.captions()
	s.standfirst()
	for i := range s.lines[:min(s.first, len(s.lines))] {
		if !s.open(i) {
			continue
		}
		switch l := &s.lines[i]; {
		case i == s.title:
			l.Kind = ling.BlockTitle
		case i < s.title:
			// A sentence above the title is a picture's; the rest is the page's.
			if l.Kind = ling.BlockFurniture; l.Prose() && !l.Asks && s.creditNear(i) {
				l.Kind = ling.BlockCaption
			}
		case s.title < 0:
			l.Kind = s.untitled(l)
		default:
			l.Kind = s.between(i)
		}
	}
	if s.title >= 0 && s.open(s.title) {
		s.set(s.title, ling.BlockTitle)
	}
}

// standfirst takes a strong line right under the title for the standfirst where
// a date line or byline still follows it.
func (s *scrape) standfirst() {
	i := s.title + 1
	if s.title < 0 || i != s.first || i+1 >= len(s.lines) {
		return
	}
	next := &s.lines[i+1]
	if next.Kind != ling.BlockDateline && next.Kind != ling.BlockByline && !(next.Kind == "" && line.Names(next.Text)) {
		return
	}
	s.set(i, ling.BlockStandfirst)
	for s.first++; s.first < s.last && !(s.open(s.first) && s.lines[s.first].Strong()); s.first++ {
	}
}

// creditNear reports whether a credit stands within three lines of line i.
func (s *scrape) creditNear(i int) bool {
	for j := max(0, i-3); j < len(s.lines) && j <= i+3; j++ {
		if credit(&s.lines[j]) {
			return true
		}
	}
	return false
}

// captions finds the text that belongs to a credit: the line below or above
// that shows a scene. It may be the first strong line, which then moves on.
func (s *scrape) captions() {
	for i := range s.lines[:min(len(s.lines), line.MostRuled)] {
		if !credit(&s.lines[i]) {
			continue
		}
		for _, j := range [...]int{i + 1, i - 1} {
			if j < 0 || j >= len(s.lines) || !s.open(j) || j == s.title {
				continue
			}
			l := &s.lines[j]
			if l.Ends && l.Words <= 60 && s.followed(j) && showsScene(l.Text) {
				s.set(j, ling.BlockCaption)
				break
			}
		}
	}
	for s.first < len(s.lines) && (!s.open(s.first) || !s.lines[s.first].Strong()) {
		s.first++
	}
}

// followed reports whether running words stand below line i too.
func (s *scrape) followed(i int) bool { return i < s.last }

// untitled decides a line above the running words of a page without title.
func (s *scrape) untitled(l *line.Line) ling.BlockKind {
	if l.Prose() {
		return ling.BlockBody
	}
	return ling.BlockFurniture
}

// between decides a line between the title and the first strong line.
func (s *scrape) between(i int) ling.BlockKind {
	l := &s.lines[i]
	switch {
	case l.Prose() && !l.Asks && s.creditNear(i) && showsScene(l.Text):
		return ling.BlockCaption
	case l.Prose() && s.standsUnder(i):
		return ling.BlockStandfirst
	case l.Prose():
		return ling.BlockBody
	case !l.Ends && l.Words >= 8 && l.Share() >= 0.5 && s.standsUnder(i):
		return ling.BlockStandfirst
	case line.Names(l.Text):
		return ling.BlockByline
	case i+1 == s.first && dates.Capitals.MatchString(l.Text):
		return ling.BlockDateline
	case l.Words >= 3 && line.Speech(l.Text):
		return ling.BlockBody
	}
	return ling.BlockFurniture
}

// standsUnder reports whether nothing but the article's own head stands
// between the title and line i.
func (s *scrape) standsUnder(i int) bool {
	for j := s.title + 1; j < i; j++ {
		switch s.lines[j].Kind {
		case ling.BlockDateline, ling.BlockByline, ling.BlockStandfirst, ling.BlockCaption:
		case ling.BlockFurniture:
			if s.lines[j].Words > 6 {
				return false
			}
		default:
			return false
		}
	}
	return true
}
