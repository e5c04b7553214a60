package scrape

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/internal/article/line"
	"onrecord/ling"
)

// locate finds where the running words begin and end: from the first strong
// line to the last, cut where a section ends the article.
func (s *scrape) locate() {
	const begun = 2 // strong lines above, before a section may end the article
	rs := line.Rules()
	s.teasers()
	strong := 0
	for i := range s.lines {
		l := &s.lines[i]
		if (l.Kind == "" || l.Kind == ling.BlockFurniture) && strong >= begun && i < line.MostRuled {
			if r := findRest(rs, l); r != nil && (r.Name == "comments" || !s.runsOn(i)) {
				l.Rule = r
				s.rest(i)
				return
			}
		}
		if l.Kind != "" || !l.Strong() {
			continue
		}
		if strong++; strong == 1 {
			s.first = i
		}
		s.last = i
	}
}

// runsOn reports whether more running words stand below line i than above it: a
// credit or a note in mid-page ends no article.
func (s *scrape) runsOn(i int) bool {
	balance := 0
	for j := range s.lines {
		switch l := &s.lines[j]; {
		case !s.running(j):
		case j < i:
			balance -= l.Words
		case j > i:
			balance += l.Words
		}
	}
	return balance > 0
}

// teasers ends the article at a list of other articles that have a sentence
// each under their titles: from a line that opens a list on, every running line
// stands under a title of its own, and all have fewer words than those above.
func (s *scrape) teasers() {
	const (
		begun = 3 // strong lines above
		pairs = 2 // of title and teaser, at least
	)
	opener, below, found := -1, 0, 0
	for i := len(s.lines) - 1; i > 0; i-- {
		l := &s.lines[i]
		if s.running(i) {
			if !s.titled(i) {
				break
			}
			below += l.Words
			found++
		}
		if l.Rule != nil && l.Rule.Opens == "list" && l.Rule.Matches(l) && found >= pairs {
			opener = i
		}
	}
	if opener < 0 {
		return
	}
	above, strong := 0, 0
	for i := range s.lines[:opener] {
		if s.running(i) {
			above += s.lines[i].Words
			if s.lines[i].Strong() {
				strong++
			}
		}
	}
	if strong >= begun && above >= below {
		s.rest(opener)
	}
}

// running reports whether line i is an undecided sentence of some length.
func (s *scrape) running(i int) bool {
	const short = 6 // words; less may be the weather
	return s.open(i) && s.lines[i].Prose() && !s.lines[i].Asks && s.lines[i].Words >= short
}

// titled reports whether a line like a title stands right above line i.
func (s *scrape) titled(i int) bool {
	l := &s.lines[i-1]
	return l.Words >= 3 && l.Words <= 20 && !l.Ends && !line.Speech(l.Text) && (l.Kind == "" || l.Kind == ling.BlockFurniture)
}

// findRest is the rule by which line l ends the article, nil if none does.
func findRest(rs []line.Rule, l *line.Line) *line.Rule {
	for i := range rs {
		if r := &rs[i]; r.Opens == "rest" && len(l.Text) <= line.Longest && r.Matches(l) {
			return r
		}
	}
	return nil
}

// rest makes line i and all below it furniture.
func (s *scrape) rest(i int) {
	s.ended = i
	for ; i < len(s.lines); i++ {
		s.set(i, ling.BlockFurniture)
	}
}

// body decides the lines among the running words.
func (s *scrape) body() {
	rs := line.Rules()
	for i := s.first; i <= s.last; i++ {
		l := &s.lines[i]
		if !s.open(i) {
			continue
		}
		if i < line.MostRuled && l.Words <= 60 && i != s.title {
			if r := line.Find(rs, l, "body"); r != nil && r.Place != "" && r.Opens != "rest" {
				l.Rule, l.Kind = r, r.Kind
				continue
			}
		}
		switch {
		case i == s.title:
			l.Kind = ling.BlockTitle
		case l.Asks && l.Words <= 8 && !strings.ContainsAny(l.Text, "“\"") && i < s.last && s.lines[i+1].Strong():
			l.Kind = ling.BlockHeading
		case !label(l):
			l.Kind = ling.BlockBody
		default:
			i = s.labels(i) - 1
		}
	}
}

// pullQuotes tells sentences that the page shows twice, large between the
// paragraphs: a line that is all quotation and stands within another line.
func (s *scrape) pullQuotes() {
	const most, wordy = 400, 4 // lines that are compared; words, below which chance repeats
	var quoted []int
	for i := s.first; i <= s.last && i < s.first+most; i++ {
		l := &s.lines[i]
		if l.Kind == ling.BlockBody && l.Words >= wordy && l.Words <= 60 && allQuoted(l.Text) {
			quoted = append(quoted, i)
		}
	}
	for _, i := range quoted {
		inner := strings.Trim(s.lines[i].Text, "“”\"'‘’«» .,")
		for j := s.first; j <= s.last && j < s.first+most; j++ {
			if j != i && s.lines[j].Kind == ling.BlockBody && len(s.lines[j].Text) > len(s.lines[i].Text) && strings.Contains(s.lines[j].Text, inner) {
				s.set(i, ling.BlockFurniture)
				break
			}
		}
	}
}

// allQuoted reports whether a line is one quotation and nothing else.
func allQuoted(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("“\"«‘", first) && strings.ContainsRune("”\"»’", last) && !strings.ContainsAny(s[size:len(s)-1], "“«")
}

// itemised is an entry of a list that belongs to the article.
func itemised(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("-–—•*·", r) && utf8.RuneCountInString(s[size:]) > 25
}

// label reports whether a line among running words is none of them.
func label(l *line.Line) bool {
	switch {
	case l.Prose(), l.Words > 25, itemised(l.Text):
		return false
	case line.Speech(l.Text):
		return !l.Ends && l.Words <= 6 // “NO PRECONDITIONS”
	}
	return !l.Ends || l.Words < 2
}

// labels decides a run of lines that are no sentences, from line i on, and
// returns the line after it: one alone is a heading; more are links.
func (s *scrape) labels(i int) int {
	end := i + 1
	for end <= s.last && s.open(end) && label(&s.lines[end]) {
		end++
	}
	for j := i; j < end; j++ {
		s.set(j, ling.BlockFurniture)
	}
	if end == i+1 && i < s.last && heading(s.lines[i].Text) && s.lines[end].Kind != ling.BlockFurniture {
		s.set(i, ling.BlockHeading)
	}
	return end
}

// heading reports whether a line has letters enough to head a section.
func heading(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 4
}

// tail decides the lines below the last strong line: short sentences that
// follow at once still belong to the article.
func (s *scrape) tail() {
	rs := line.Rules()
	running := s.last >= 0
	for i := s.last + 1; i < len(s.lines); i++ {
		l := &s.lines[i]
		if !s.open(i) {
			if running = running && l.Kind != ling.BlockFurniture; !running && s.undated(i) {
				l.Kind = ling.BlockFurniture // the date of another article
			}
			continue
		}
		if i == s.title {
			l.Kind = ling.BlockTitle
			continue
		}
		l.Kind = ling.BlockFurniture
		if i >= line.MostRuled {
			continue
		}
		if r := line.Find(rs, l, "tail"); r != nil {
			l.Rule, l.Kind = r, r.Kind
			running = false
			if r.Opens == "rest" {
				s.rest(i)
				return
			}
			continue
		}
		if running = running && (l.Prose() || l.Ends && line.Speech(l.Text)); running {
			l.Kind = ling.BlockBody
		}
	}
	if s.last >= 0 {
		s.signedOff(rs)
	}
}

// undated reports whether line i is a date line without a label.
func (s *scrape) undated(i int) bool {
	for _, d := range s.dates {
		if d.line == i {
			return !d.Labelled && !d.Modified
		}
	}
	return s.lines[i].Kind == ling.BlockDateline
}

// signedOff unmakes body lines at the end that only a tail rule tells: a line
// as long as "(Reporting by … in Geneva and … in Moscow; Editing by …)" is strong.
func (s *scrape) signedOff(rs []line.Rule) {
	for i := s.last; i > s.first && i < line.MostRuled; i-- {
		l := &s.lines[i]
		if l.Kind != ling.BlockBody {
			continue
		}
		r := line.Find(rs, l, "tail")
		if r == nil || r.Place == "" || r.Opens == "rest" {
			return
		}
		l.Rule, l.Kind = r, r.Kind
	}
}
