package page

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/internal/article/cue"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

// What is asked of a paragraph before the vote. The order is that of the
// measures in vote.trees: a new one stands at the end, and the trees are grown
// anew (go run ./train pages).
const (
	itsWords = iota
	itsLinks
	itsEnd
	itsSmall
	itsDigits
	itsKind
	itsTag
	itsFirst
	itsSecond
	itsFill
	itsRule
	itsTimes
	itsOrder
	itsDepth
	itsTextName
	itsSideName
	itsFrame
	laidCount
	laidChosen
	boxWords
	boxLinks
	boxChosen
	outerWords
	outerLinks
	outerChosen
	wideWords
	wideLinks
	wideChosen
	sinceChosen
	untilChosen
	wordsBefore
	chosenBefore
	sinceHeading
	headingLinks
	headingChosen
	sinceTitle
	onPage
	onPageChosen
	onPageCount
	prevWords
	prevLinks
	prevEnd
	prevFirst
	prevTag
	nextWords
	nextLinks
	nextEnd
	nextFirst
	nextTag
	prev2Words
	prev2First
	next2Words
	next2First
	nearWords
	nearLinks
	nearProse
	itsCues
	prevCue     = itsCues + len(cue.Names)
	nextCue     = prevCue + 1
	nearScore   = nextCue + 1
	mostScore   = nextCue + 2
	toTop       = nextCue + 3
	toCore      = nextCue + 4
	allMeasures = nextCue + 5
)

// measures are the answers for one paragraph.
type measures [allMeasures]float32

// measurer answers for all paragraphs of a page.
type measurer struct {
	all    []para
	taken  []bool // by the first extractor
	second map[string]bool
	filled []bool // what is laid out like it
	boxes  *boxes
	laid   map[string]*box
	times  map[string]int
	whole  box
}

// measure answers for each paragraph of a page what is asked before the vote.
func measure(all []para, taken []bool, held *boxes, second []para, enough float64) []measures {
	m := &measurer{all: all, taken: taken, second: map[string]bool{}, boxes: held, laid: map[string]*box{}, times: map[string]int{}}
	m.filled = slices.Clone(m.taken)
	if float64(wordsTaken(all, taken)) < enough*float64(words(second)) {
		m.filled = findAgain(all, second)
	}
	fill(all, m.filled)
	for i := range second {
		m.second[second[i].key] = true
	}
	for i := range all {
		m.count(i)
	}
	out := make([]measures, len(all))
	m.alone(out)
	m.before(out)
	m.after(out)
	m.near(out)
	return out
}

// count adds a paragraph to what holds it.
func (m *measurer) count(i int) {
	p := &m.all[i]
	b := box{words: float32(p.Words), linked: float32(p.Words) * p.linkShare()}
	if m.taken[i] {
		b.chosen = b.words
		for n := p.at; n != nil; n = n.Parent {
			m.boxes.of[n].chosen += b.words
		}
	}
	m.whole.add(b)
	if m.laid[p.laid] == nil {
		m.laid[p.laid] = &box{}
	}
	m.laid[p.laid].add(b)
	m.times[p.key]++
}

func (b *box) add(o box) {
	b.words, b.linked, b.chosen = b.words+o.words, b.linked+o.linked, b.chosen+o.chosen
}

func (b *box) links() float32 { return b.linked / max(1, b.words) }
func (b *box) share() float32 { return b.chosen / max(1, b.words) }

// linkShare is the part of a paragraph's bytes that are links.
func (p *para) linkShare() float32 { return min(1, float32(p.links)/float32(max(1, len(p.Text)))) }

// alone answers what a paragraph tells by itself and by what holds it.
func (m *measurer) alone(out []measures) {
	seen := map[string]int{}
	for i := range m.all {
		p, x := &m.all[i], &out[i]
		x[itsWords], x[itsLinks], x[itsEnd], x[itsSmall] = float32(p.Words), p.linkShare(), flag(p.Ends), float32(p.Share())
		x[itsDigits] = digits(p.Text)
		x[itsKind], x[itsTag] = kindNumber(p.Kind), tagNumber(p.at)
		x[itsFirst], x[itsFill], x[itsSecond] = flag(m.taken[i]), flag(m.filled[i]), -1
		if len(m.second) > 0 {
			x[itsSecond] = flag(m.second[p.key])
		}
		if i < line.MostRuled {
			x[itsRule] = flag(p.tailRule() != nil)
		}
		x[itsTimes], x[itsOrder] = float32(m.times[p.key]), float32(seen[p.key])
		seen[p.key]++
		m.held(p, x)
		told := cue.Tells(p.Text)
		for c := range told {
			x[itsCues+c] = flag(told[c])
		}
		l := m.laid[p.laid]
		x[laidCount], x[laidChosen] = l.words/max(1, m.whole.words), l.share()
		x[onPage], x[onPageChosen], x[onPageCount] = min(2000, m.whole.words), m.whole.share(), min(200, float32(len(m.all)))
	}
}

// held answers what the elements around a paragraph tell.
func (m *measurer) held(p *para, x *measures) {
	x[itsTextName], x[itsSideName] = 99, 99
	boxes := [...]*box{nil, nil, nil}
	at, last := 0, float32(p.Words)
	for n := p.at; n != nil; n = n.Parent {
		b := m.boxes.of[n]
		if b.part&partText != 0 {
			x[itsTextName] = min(x[itsTextName], x[itsDepth])
		}
		if b.part&partSide != 0 {
			x[itsSideName] = min(x[itsSideName], x[itsDepth])
		}
		x[itsFrame] = max(x[itsFrame], b.frame)
		if at < len(boxes) && b.words > last {
			boxes[at] = b
			last = 2 * b.words
			at++
		}
		x[itsDepth]++
	}
	m.scores(p, x)
	for i, b := range boxes {
		if b == nil {
			b = &m.whole
		}
		x[boxWords+3*i], x[boxLinks+3*i], x[boxChosen+3*i] = b.words/max(1, m.whole.words), b.links(), b.share()
	}
}

// scores answers how the elements around a paragraph did in the first extractor's
// count: the nearest that has a score, the best, and how far up the article's is.
func (m *measurer) scores(p *para, x *measures) {
	x[nearScore], x[mostScore], x[toTop], x[toCore] = -1, -1, 99, 99
	far := float32(0)
	for n := p.at; n != nil; n = n.Parent {
		if b := m.boxes.of[n]; b.scored && m.boxes.best > 0 {
			share := max(-1, b.score/m.boxes.best)
			if x[nearScore] == -1 {
				x[nearScore] = share
			}
			x[mostScore] = max(x[mostScore], share)
		}
		if n == m.boxes.article {
			x[toTop] = far
		}
		if n == m.boxes.core {
			x[toCore] = far
		}
		far++
	}
}

// before answers what stands above a paragraph.
func (m *measurer) before(out []measures) {
	var all, chosen float32
	since, heading, title := float32(99), float32(99), float32(99)
	headLinks, headChosen := float32(-1), float32(-1)
	for i := range m.all {
		p, x := &m.all[i], &out[i]
		x[wordsBefore], x[chosenBefore] = all/max(1, m.whole.words), chosen/max(1, m.whole.chosen)
		x[sinceChosen], x[sinceHeading], x[headingLinks], x[headingChosen], x[sinceTitle] = since, heading, headLinks, headChosen, title
		all += float32(p.Words)
		since, heading, title = min(99, since+1), min(99, heading+1), min(99, title+1)
		if m.taken[i] {
			chosen, since = chosen+float32(p.Words), 0
		}
		if p.Kind == ling.BlockHeading {
			heading, headLinks, headChosen = 0, p.linkShare(), flag(m.taken[i])
		}
		if p.at != nil && element(p.at) == atom.H1 {
			title = 0
		}
	}
}

// after answers how far below the next chosen paragraph stands.
func (m *measurer) after(out []measures) {
	until := float32(99)
	for i := len(m.all) - 1; i >= 0; i-- {
		out[i][untilChosen] = until
		if until = min(99, until+1); m.taken[i] {
			until = 0
		}
	}
}

// near answers what stands beside a paragraph.
func (m *measurer) near(out []measures) {
	const reach = 5 // paragraphs on either side
	for i := range out {
		x := &out[i]
		for _, o := range [...]struct{ by, words, links, end, first, tag int }{
			{-1, prevWords, prevLinks, prevEnd, prevFirst, prevTag}, {1, nextWords, nextLinks, nextEnd, nextFirst, nextTag},
			{-2, prev2Words, -1, -1, prev2First, -1}, {2, next2Words, -1, -1, next2First, -1},
		} {
			j := i + o.by
			if j < 0 || j >= len(out) {
				x[o.words], x[o.first] = -1, -1
				continue
			}
			x[o.words], x[o.first] = out[j][itsWords], out[j][itsFirst]
			if o.links >= 0 {
				x[o.links], x[o.end], x[o.tag] = out[j][itsLinks], out[j][itsEnd], out[j][itsTag]
			}
		}
		if i > 0 {
			x[prevCue] = cued(&out[i-1])
		}
		if i+1 < len(out) {
			x[nextCue] = cued(&out[i+1])
		}
		var b box
		for j := max(0, i-reach); j < min(len(out), i+reach+1); j++ {
			b.add(box{words: out[j][itsWords], linked: out[j][itsWords] * out[j][itsLinks]})
			if m.all[j].Prose() {
				b.chosen += out[j][itsWords]
			}
		}
		x[nearWords], x[nearLinks], x[nearProse] = b.words, b.links(), b.share()
	}
}

// cued is how many cues a paragraph holds.
func cued(x *measures) float32 {
	var n float32
	for c := range len(cue.Names) {
		n += x[itsCues+c]
	}
	return n
}

func flag(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// digits is the part of a text's bytes that are digits.
func digits(s string) float32 {
	n := 0
	for i := range len(s) {
		if unicode.IsDigit(rune(s[i])) {
			n++
		}
	}
	return float32(n) / float32(max(1, len(s)))
}

func kindNumber(k ling.BlockKind) float32 {
	switch k {
	case ling.BlockHeading:
		return 1
	case ling.BlockCaption:
		return 2
	}
	return 0
}

// tagNumber orders elements by how much they are wont to be running text.
func tagNumber(n *html.Node) float32 {
	if n == nil {
		return 0
	}
	switch element(n) {
	case atom.P, atom.Pre:
		return 9
	case atom.Blockquote:
		return 8
	case atom.H1:
		return 7
	case atom.H2, atom.H3:
		return 6
	case atom.H4, atom.H5, atom.H6:
		return 5
	case atom.Li, atom.Dd, atom.Dt:
		return 4
	case atom.Tr, atom.Td, atom.Th:
		return 3
	case atom.Figcaption, atom.Caption, atom.Figure:
		return 2
	}
	return 1
}

// frame is what an element is of a page's frame: 2 for one beside the text, 1
// for one within it.
func frame(n *html.Node) float32 {
	switch element(n) {
	case atom.Footer:
		return 4
	case atom.Header:
		return 3
	case atom.Figure, atom.Details:
		return 2
	case atom.Table:
		return 1
	}
	if role := attr(n, "role"); strings.EqualFold(role, "complementary") || strings.EqualFold(role, "contentinfo") {
		return 4
	}
	return 0
}
