package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

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
	line  int
	above bool // it stands above the title
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

// locate finds where the running words begin and end: from the first strong
// line to the last, cut where a section ends the article.
func (s *scrape) locate() {
	const begun = 2 // strong lines above, before a section may end the article
	rs := theRules()
	s.teasers()
	strong := 0
	for i := range s.lines {
		l := &s.lines[i]
		if (l.kind == "" || l.kind == ling.BlockFurniture) && strong >= begun && i < maxRuled {
			if r := findRest(rs, l); r != nil {
				l.rule = r
				s.rest(i)
				return
			}
		}
		if l.kind != "" || !l.strong() {
			continue
		}
		if strong++; strong == 1 {
			s.first = i
		}
		s.last = i
	}
}

// teasers ends the article at a list of other articles that have a sentence
// each under their titles: from a line that opens a list on, no two running
// lines stand together, and they are few beside those above.
func (s *scrape) teasers() {
	const begun = 3 // strong lines above
	running := func(i int) bool { return s.open(i) && s.lines[i].prose() && !s.lines[i].asks }
	below, last := 0, -1
	opener := -1 // the first that holds, seen from below
	for i := len(s.lines) - 1; i >= 0; i-- {
		l := &s.lines[i]
		if running(i) {
			if last == i+1 {
				break
			}
			below += l.words
			last = i
		}
		if l.rule != nil && l.rule.opens == "list" && l.rule.matches(l) && below > 0 {
			opener = i
		}
	}
	if opener < 0 {
		return
	}
	above, strong, below := 0, 0, 0
	for i := range s.lines {
		if running(i) {
			if i > opener {
				below += s.lines[i].words
				continue
			}
			above += s.lines[i].words
			if s.lines[i].strong() {
				strong++
			}
		}
	}
	if strong >= begun && above >= below {
		s.rest(opener)
	}
}

// findRest is the rule by which line l ends the article, nil if none does.
func findRest(rs []rule, l *line) *rule {
	for i := range rs {
		if r := &rs[i]; r.opens == "rest" && len(l.text) <= longest && r.matches(l) {
			return r
		}
	}
	return nil
}

// rest makes line i and all below it furniture.
func (s *scrape) rest(i int) {
	for ; i < len(s.lines); i++ {
		s.set(i, ling.BlockFurniture)
	}
}

// credit is a rule that tells who made a picture, and so that its text is near.
func (l *line) credit() bool {
	return l.rule != nil && (l.rule.name == "credit" || l.rule.name == "copyright-credit")
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
	rs := theRules()
	top := min(s.first, len(s.lines))
	for i := range s.lines[:min(top, maxRuled)] {
		if !s.open(i) || i == s.title {
			continue
		}
		l := &s.lines[i]
		if r := find(rs, l, "head"); r != nil && r.place != "" {
			l.rule, l.kind = r, r.kind
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
			l.kind = ling.BlockTitle
		case i < s.title:
			// A sentence above the title is a picture's; the rest is the page's.
			if l.kind = ling.BlockFurniture; l.prose() && !l.asks && s.creditNear(i) {
				l.kind = ling.BlockCaption
			}
		case s.title < 0:
			l.kind = s.untitled(l)
		default:
			l.kind = s.between(i)
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
	if next.kind != ling.BlockDateline && next.kind != ling.BlockByline && !(next.kind == "" && names(next.text)) {
		return
	}
	s.set(i, ling.BlockStandfirst)
	for s.first++; s.first < s.last && !(s.open(s.first) && s.lines[s.first].strong()); s.first++ {
	}
}

// creditNear reports whether a credit stands within three lines of line i.
func (s *scrape) creditNear(i int) bool {
	for j := max(0, i-3); j < len(s.lines) && j <= i+3; j++ {
		if s.lines[j].credit() {
			return true
		}
	}
	return false
}

// captions finds the text that belongs to a credit: the line below or above
// that shows a scene. It may be the first strong line, which then moves on.
func (s *scrape) captions() {
	for i := range s.lines[:min(len(s.lines), maxRuled)] {
		if !s.lines[i].credit() {
			continue
		}
		for _, j := range [...]int{i + 1, i - 1} {
			if j < 0 || j >= len(s.lines) || !s.open(j) || j == s.title {
				continue
			}
			l := &s.lines[j]
			if l.ends && l.words <= 60 && s.followed(j) && showsScene(l.text) {
				s.set(j, ling.BlockCaption)
				break
			}
		}
	}
	for s.first < len(s.lines) && (!s.open(s.first) || !s.lines[s.first].strong()) {
		s.first++
	}
}

// followed reports whether running words stand below line i too.
func (s *scrape) followed(i int) bool { return i < s.last }

// untitled decides a line above the running words of a page without title.
func (s *scrape) untitled(l *line) ling.BlockKind {
	if l.prose() {
		return ling.BlockBody
	}
	return ling.BlockFurniture
}

// between decides a line between the title and the first strong line.
func (s *scrape) between(i int) ling.BlockKind {
	l := &s.lines[i]
	switch {
	case l.prose() && !l.asks && s.creditNear(i) && showsScene(l.text):
		return ling.BlockCaption
	case l.prose() && s.standsUnder(i):
		return ling.BlockStandfirst
	case l.prose():
		return ling.BlockBody
	case !l.ends && l.words >= 8 && l.share() >= 0.5 && s.standsUnder(i):
		return ling.BlockStandfirst
	case names(l.text):
		return ling.BlockByline
	case i+1 == s.first && capitals.MatchString(l.text):
		return ling.BlockDateline
	case l.words >= 3 && speech(l.text):
		return ling.BlockBody
	}
	return ling.BlockFurniture
}

// standsUnder reports whether nothing but the article's own head stands
// between the title and line i.
func (s *scrape) standsUnder(i int) bool {
	for j := s.title + 1; j < i; j++ {
		switch s.lines[j].kind {
		case ling.BlockDateline, ling.BlockByline, ling.BlockStandfirst, ling.BlockCaption:
		case ling.BlockFurniture:
			if s.lines[j].words > 6 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// nameLine is a list of people's names and nothing else.
var nameLine = regexp.MustCompile(`^\p{Lu}\p{Ll}[\p{L}'’-]*(?: \p{Lu}\.| (?:al|bin|de|van|von|el|der|da|di|la)[ -])?(?: \p{Lu}[\p{L}'’.-]+){1,3}(?:(?:, | and | & | / )\p{Lu}[\p{L}'’-]*(?: \p{Lu}\.)?(?: \p{Lu}[\p{L}'’.-]+){1,3})*$`)

func names(s string) bool { return len(s) <= 120 && nameLine.MatchString(s) }

// speech reports whether a line opens or closes a quotation, which short lines
// of an article do and labels of a page do not.
func speech(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("“\"«", first) || strings.ContainsRune("”\"»", last) && strings.ContainsAny(s, "“\"«")
}

// body decides the lines among the running words.
func (s *scrape) body() {
	rs := theRules()
	for i := s.first; i <= s.last; i++ {
		l := &s.lines[i]
		if !s.open(i) {
			continue
		}
		if i < maxRuled && l.words <= 60 && i != s.title {
			if r := find(rs, l, "body"); r != nil && r.place != "" && r.opens != "rest" {
				l.rule, l.kind = r, r.kind
				continue
			}
		}
		switch {
		case i == s.title:
			l.kind = ling.BlockTitle
		case l.asks && l.words <= 8 && !strings.ContainsAny(l.text, "“\"") && i < s.last && s.lines[i+1].strong():
			l.kind = ling.BlockHeading
		case !l.label():
			l.kind = ling.BlockBody
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
		if l.kind == ling.BlockBody && l.words >= wordy && l.words <= 60 && allQuoted(l.text) {
			quoted = append(quoted, i)
		}
	}
	for _, i := range quoted {
		inner := strings.Trim(s.lines[i].text, "“”\"'‘’«» .,")
		for j := s.first; j <= s.last && j < s.first+most; j++ {
			if j != i && s.lines[j].kind == ling.BlockBody && len(s.lines[j].text) > len(s.lines[i].text) && strings.Contains(s.lines[j].text, inner) {
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
func (l *line) label() bool {
	switch {
	case l.prose(), l.words > 25, itemised(l.text):
		return false
	case speech(l.text):
		return !l.ends && l.words <= 6 // “NO PRECONDITIONS”
	}
	return !l.ends || l.words < 2
}

// labels decides a run of lines that are no sentences, from line i on, and
// returns the line after it: one alone is a heading; more are links.
func (s *scrape) labels(i int) int {
	end := i + 1
	for end <= s.last && s.open(end) && s.lines[end].label() {
		end++
	}
	for j := i; j < end; j++ {
		s.set(j, ling.BlockFurniture)
	}
	if end == i+1 && i < s.last && heading(s.lines[i].text) && s.lines[end].kind != ling.BlockFurniture {
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
	rs := theRules()
	running := s.last >= 0
	for i := s.last + 1; i < len(s.lines); i++ {
		l := &s.lines[i]
		if !s.open(i) {
			if running = running && l.kind != ling.BlockFurniture; !running && s.undated(i) {
				l.kind = ling.BlockFurniture // the date of another article
			}
			continue
		}
		if i == s.title {
			l.kind = ling.BlockTitle
			continue
		}
		l.kind = ling.BlockFurniture
		if i >= maxRuled {
			continue
		}
		if r := find(rs, l, "tail"); r != nil {
			l.rule, l.kind = r, r.kind
			running = false
			if r.opens == "rest" {
				s.rest(i)
				return
			}
			continue
		}
		if running = running && (l.prose() || l.ends && speech(l.text)); running {
			l.kind = ling.BlockBody
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
			return !d.labelled && !d.modified
		}
	}
	return s.lines[i].kind == ling.BlockDateline
}

// signedOff unmakes body lines at the end that only a tail rule tells: a line
// as long as "(Reporting by … in Geneva and … in Moscow; Editing by …)" is strong.
func (s *scrape) signedOff(rs []rule) {
	for i := s.last; i > s.first && i < maxRuled; i-- {
		l := &s.lines[i]
		if l.kind != ling.BlockBody {
			continue
		}
		r := find(rs, l, "tail")
		if r == nil || r.place == "" || r.opens == "rest" {
			return
		}
		l.rule, l.kind = r, r.kind
	}
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
