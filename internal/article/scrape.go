package article

import (
	"onrecord"
	"onrecord/ling"
)

// scrape is a page's lines while they are told apart. Indices are into lines.
type scrape struct {
	lines []line
	title int // -1 for none
	first int // first line of the article's running words, len(lines) for none
	last  int // the last of them
	dates []dateAt
}

// dateAt is a date line that was found.
type dateAt struct {
	dated
	line int
}

func newScrape(text string) *scrape {
	lines := paragraphs(text)
	return &scrape{lines: lines, title: -1, first: len(lines), last: -1}
}

// maxRuled bounds the lines that rules and the search for the title look at.
// No article has so many; a hostile page of a million lines stays linear.
const maxRuled = 4000

// classify decides every line. The order matters: rules that need no place
// first, then where the running words are, then the title above them, then what
// stands between, among and below them.
func (s *scrape) classify() {
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
func (s *scrape) open(i int) bool { return s.lines[i].kind == "" }

func (s *scrape) set(i int, kind ling.BlockKind) { s.lines[i].kind = kind }

// repeated tells lines that stand twice. A sentence doubled at once is a
// picture's text and its caption; a short line met again and again is a button.
func (s *scrape) repeated() {
	const button = 3 // times
	count := map[string]int{}
	for i := range s.lines {
		l := &s.lines[i]
		if len(l.text) > longest {
			continue
		}
		count[l.text]++
		if i > 0 && l.text == s.lines[i-1].text && l.words >= 5 && l.ends {
			s.set(i-1, ling.BlockCaption)
			s.set(i, ling.BlockCaption)
		}
	}
	for i := range s.lines {
		if l := &s.lines[i]; l.kind == "" && l.words <= 6 && count[l.text] >= button {
			l.kind = ling.BlockFurniture
		}
	}
}

// ruled applies the rules that hold at any place, and finds date lines.
func (s *scrape) ruled() {
	rs := theRules()
	for i := range s.lines[:min(len(s.lines), maxRuled)] {
		l := &s.lines[i]
		if l.kind != "" || len(l.text) > longest {
			continue
		}
		for j := range rs {
			if r := &rs[j]; r.place == "" && r.matches(l) && !(r.dates && dateOnly(l.text)) {
				l.rule, l.kind = r, r.kind
				break
			}
		}
		if l.kind == "" {
			s.dateLine(i)
		}
	}
}

func (s *scrape) dateLine(i int) {
	l := &s.lines[i]
	if d, ok := readDateLine(l.text); ok {
		l.kind = ling.BlockDateline
		d.labelled = d.labelled || i > 0 && stateLabel.MatchString(s.lines[i-1].text)
		s.dates = append(s.dates, dateAt{dated: d, line: i})
	} else if cityDash.MatchString(l.text) {
		l.kind = ling.BlockDateline
	}
}

// sections lets the lines that open a list take what follows them.
func (s *scrape) sections() {
	for i := range s.lines {
		if r := s.lines[i].rule; r != nil && r.opens == "list" {
			for j := i + 1; j < len(s.lines) && s.listed(j); j++ {
				s.set(j, ling.BlockFurniture)
				s.lines[j].rule = r
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
	if l.kind != "" {
		return l.kind == ling.BlockFurniture && (l.rule == nil || l.rule.opens == "")
	}
	if l.strong() && !l.asks || l.prose() && !l.asks && l.words >= 6 {
		return false
	}
	for k := j + 1; k < len(s.lines) && k <= j+2; k++ {
		next := &s.lines[k]
		if next.kind == ling.BlockDateline || next.kind == ling.BlockByline {
			return false
		}
		if k == j+1 && next.kind == "" && next.strong() && !next.asks {
			// Prose at once after it: this is a heading or the title, unless the
			// list has no gap before it and the prose has.
			return !l.gap && next.gap
		}
	}
	return true
}

// blocks are the lines as blocks, in text order.
func (s *scrape) blocks() []ling.Block {
	out := make([]ling.Block, len(s.lines))
	for i := range s.lines {
		out[i] = ling.Block{Span: s.lines[i].Span, Kind: s.lines[i].kind}
	}
	return out
}

// describe fills in what the page's head says of the article.
func (s *scrape) describe(art *onrecord.Article) {
	if s.title >= 0 {
		art.Title, art.Outlet = splitTitle(oneLine(s.lines[s.title].text))
		for i := 0; i < s.title && art.Outlet == ""; i++ {
			if title, outlet := splitTitle(oneLine(s.lines[i].text)); title == art.Title {
				art.Outlet = outlet
			}
		}
	}
	s.people(art)
	s.date(art)
}
