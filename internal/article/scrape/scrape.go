// Package scrape tells the lines of a text scrape apart: which are the article's
// title, byline, date line and running words, and which the page's furniture.
// Nothing is left out; each line becomes a block.
package scrape

import (
	"onrecord"
	"onrecord/internal/article/dates"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

// scrape is a page's lines while they are told apart. Indices are into lines.
type scrape struct {
	lines []line.Line
	title int // -1 for none
	first int // first line of the article's running words, len(lines) for none
	last  int // the last of them
	ended int // where a rule ends the article, len(lines) for nowhere
	dates []dateAt
}

// dateAt is a date line that was found.
type dateAt struct {
	dates.Dated
	line int
}

func newScrape(text string) *scrape {
	lines := line.Paragraphs(text)
	return &scrape{lines: lines, title: -1, first: len(lines), last: -1, ended: len(lines)}
}

// Read makes blocks of the text's lines, and fills in what the page's head says
// of the article.
func Read(art *onrecord.Article) {
	page := newScrape(art.Text)
	page.classify()
	art.Blocks = page.blocks()
	page.describe(art)
}

// classify decides every line: by rules, then by a vote.
func (s *scrape) classify() {
	s.rule()
	s.vote(theVote())
}

// rule decides every line by rules. The order matters: rules that need no place
// first, then where the running words are, then the title above them, then what
// stands between, among and below them.
func (s *scrape) rule() {
	s.repeated()
	s.ruled()
	s.sections()
	s.locate()
	s.title = s.findTitle()
	s.head()
	s.body()
	s.pullQuotes()
	s.tail()
}

// open reports whether line i is undecided.
func (s *scrape) open(i int) bool { return s.lines[i].Kind == "" }

func (s *scrape) set(i int, kind ling.BlockKind) { s.lines[i].Kind = kind }

// repeated tells lines that stand twice. A sentence doubled at once is a
// picture's text and its caption; a short line met again and again is a button.
func (s *scrape) repeated() {
	const button = 3 // times
	count := map[string]int{}
	for i := range s.lines {
		l := &s.lines[i]
		if len(l.Text) > line.Longest {
			continue
		}
		count[l.Text]++
		if i > 0 && l.Text == s.lines[i-1].Text && l.Words >= 5 && l.Ends {
			s.set(i-1, ling.BlockCaption)
			s.set(i, ling.BlockCaption)
		}
	}
	for i := range s.lines {
		if l := &s.lines[i]; l.Kind == "" && l.Words <= 6 && count[l.Text] >= button {
			l.Kind = ling.BlockFurniture
		}
	}
}

// ruled applies the rules that hold at any place, and finds date lines.
func (s *scrape) ruled() {
	rs := line.Rules()
	for i := range s.lines[:min(len(s.lines), line.MostRuled)] {
		l := &s.lines[i]
		if l.Kind != "" || len(l.Text) > line.Longest {
			continue
		}
		for j := range rs {
			if r := &rs[j]; r.Place == "" && r.Matches(l) && !(r.Dates && dates.Only(l.Text)) {
				l.Rule, l.Kind = r, r.Kind
				break
			}
		}
		if l.Kind == "" {
			s.dateLine(i)
		}
	}
}

func (s *scrape) dateLine(i int) {
	l := &s.lines[i]
	if d, ok := dates.ReadLine(l.Text); ok {
		l.Kind = ling.BlockDateline
		d.Labelled = d.Labelled || i > 0 && dates.Label(s.lines[i-1].Text)
		s.dates = append(s.dates, dateAt{Dated: d, line: i})
	} else if dates.CityDash.MatchString(l.Text) {
		l.Kind = ling.BlockDateline
	}
}

// sections lets the lines that open a list take what follows them.
func (s *scrape) sections() {
	for i := range s.lines {
		if r := s.lines[i].Rule; r != nil && r.Opens == "list" {
			for j := i + 1; j < len(s.lines) && s.listed(j); j++ {
				s.set(j, ling.BlockFurniture)
				s.lines[j].Rule = r
			}
		}
	}
}

// listed reports whether line j goes on with a list of links: entries are no
// sentences, or they ask ("Who Were …?"). A list at the top of a page ends
// before a line that may be the title: one that a date line, a byline or
// running words follow.
func (s *scrape) listed(j int) bool {
	l := &s.lines[j]
	if l.Kind != "" {
		return l.Kind == ling.BlockFurniture && (l.Rule == nil || l.Rule.Opens == "")
	}
	if l.Strong() && !l.Asks || l.Prose() && !l.Asks && l.Words >= 6 {
		return false
	}
	for k := j + 1; k < len(s.lines) && k <= j+2; k++ {
		next := &s.lines[k]
		if next.Kind == ling.BlockDateline || next.Kind == ling.BlockByline {
			return false
		}
		if k == j+1 && next.Kind == "" && next.Strong() && !next.Asks {
			// Prose at once after it: this is a heading or the title, unless the
			// list has no gap before it and the prose has.
			return !l.Gap && next.Gap
		}
	}
	return true
}

// blocks are the lines as blocks, in text order.
func (s *scrape) blocks() []ling.Block {
	out := make([]ling.Block, len(s.lines))
	for i := range s.lines {
		out[i] = ling.Block{Span: s.lines[i].Span, Kind: s.lines[i].Kind}
	}
	return out
}

// describe fills in what the page's head says of the article.
func (s *scrape) describe(art *onrecord.Article) {
	if s.title >= 0 {
		art.Title, art.Outlet = line.SplitTitle(line.Join(s.lines[s.title].Text))
		for i := 0; i < s.title && art.Outlet == ""; i++ {
			if title, outlet := line.SplitTitle(line.Join(s.lines[i].Text)); title == art.Title {
				art.Outlet = outlet
			}
		}
	}
	s.people(art)
	s.date(art)
}
