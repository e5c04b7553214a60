package scrape

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/internal/article/cue"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

// What is asked of a line before the vote, by itself. The order is that of the
// measures in vote.trees.
const (
	itsWords = iota
	itsSmall // part of its words that begin with a small letter
	itsEnd
	itsAsks
	itsDigits
	itsCapitals // part of its letters that are capitals
	itsGap
	itsTimes
	itsOrder
	itsKind // as the rules decided
	itsRule // whether a rule told it by its words
	itsOpens
	itsMark  // how it begins: 1 small letter, 2 digit, 3 bullet, 4 quotation, 5 other mark
	itsSigns // marks that menus have
	itsTell  // words of speech or a quotation
	itsCues
	alone = itsCues + len(cue.Names)
)

// What is asked of where a line stands.
const (
	fromTop = alone + iota // lines
	toBottom
	ofTop // part of the words above
	sinceTitle
	sinceFirst
	sinceLast
	sinceStrong
	untilStrong
	sinceRuled
	untilRuled
	runLength // lines together without a sentence, 0 for a sentence
	gapRun    // lines since the last gap
	onPage
	onPageStrong
	nearWords
	nearProse
	nearKept
	nearCues
	headingWords // of the short line above
	headingCues
	headingSince
	beside
)

// Of the lines beside it some of these are asked again.
var besideAsked = [...]int{itsWords, itsSmall, itsEnd, itsGap, itsKind, itsRule}

const (
	reach       = 2 // lines on either side
	allMeasures = beside + 2*reach*len(besideAsked)
)

// measures are the answers for one line.
type measures [allMeasures]float32

// measure answers for every line of a scrape, once the rules have decided it.
func (s *scrape) measure() []measures {
	out := make([]measures, len(s.lines))
	s.alone(out)
	s.above(out)
	s.below(out)
	s.near(out)
	return out
}

// bit is a yes or a no as a number.
func bit(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// kindNumbers order kinds by how near they are to running text.
var kindNumbers = map[ling.BlockKind]float32{ling.BlockFurniture: 0, ling.BlockCaption: 1, ling.BlockByline: 2, ling.BlockDateline: 3, ling.BlockTitle: 4, ling.BlockStandfirst: 5, ling.BlockHeading: 6, ling.BlockBody: 7}

// alone answers what a line tells by itself.
func (s *scrape) alone(out []measures) {
	count, seen := map[string]int{}, map[string]int{}
	for i := range s.lines {
		count[s.lines[i].Text]++
	}
	for i := range s.lines {
		l, x := &s.lines[i], &out[i]
		x[itsWords], x[itsSmall], x[itsEnd], x[itsAsks] = float32(min(l.Words, 300)), float32(l.Share()), bit(l.Ends), bit(l.Asks)
		x[itsDigits], x[itsCapitals], x[itsSigns] = letters(l.Text)
		x[itsGap] = bit(l.Gap)
		x[itsTimes], x[itsOrder] = float32(count[l.Text]), float32(seen[l.Text])
		seen[l.Text]++
		x[itsKind] = kindNumbers[l.Kind]
		if x[itsRule] = bit(l.Rule != nil); l.Rule != nil && l.Rule.Opens != "" {
			x[itsOpens] = 1
			if l.Rule.Opens == "rest" {
				x[itsOpens] = 2
			}
		}
		x[itsMark] = markOf(l.Text)
		x[itsTell] = bit(line.Speech(l.Text))
		for c, told := range cue.Tells(l.Text) {
			x[itsCues+c] = bit(told)
		}
	}
}

// letters are the parts of a text that are digits and capitals, and how many signs
// it has that part the entries of menus.
func letters(s string) (digits, capitals, signs float32) {
	var n, d, c, all float32
	for _, r := range s {
		all++
		switch {
		case unicode.IsDigit(r):
			d++
		case unicode.IsUpper(r):
			c++
			n++
		case unicode.IsLetter(r):
			n++
		case strings.ContainsRune("|·•»›←→▶©@#\t", r):
			signs++
		}
	}
	return d / max(1, all), c / max(1, n), signs
}

// What a line begins with, as markOf tells.
const (
	capital = iota
	small
	digit
	bullet
	quotation
	otherMark
)

// markOf tells what a line begins with.
func markOf(s string) float32 {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsLower(r):
		return small
	case unicode.IsDigit(r):
		return digit
	case strings.ContainsRune("•·*-–—+►▪●○", r):
		return bullet
	case strings.ContainsRune("\"“„«'‘", r):
		return quotation
	case !unicode.IsLetter(r):
		return otherMark
	}
	return capital
}

// above answers what stands over each line, and how much of the page does.
func (s *scrape) above(out []measures) {
	var all, strongWords, before float32
	for i := range s.lines {
		w := float32(s.lines[i].Words)
		all += w
		if s.lines[i].Strong() {
			strongWords += w
		}
	}
	strong, ruled, gap := far, far, float32(0)
	head := topic{words: -1, cues: -1, since: far}
	for i := range s.lines {
		l, x := &s.lines[i], &out[i]
		x[fromTop], x[toBottom], x[ofTop] = float32(min(i, 500)), float32(min(len(s.lines)-i, 500)), before/max(1, all)
		before += float32(l.Words)
		x[sinceTitle], x[sinceFirst], x[sinceLast] = -2*most, within(i-s.first), within(i-s.last)
		if s.title >= 0 {
			x[sinceTitle] = within(i - s.title)
		}
		x[sinceStrong], x[sinceRuled] = strong, ruled
		strong, ruled = next(strong, l.Strong()), next(ruled, l.Rule != nil)
		if gap++; l.Gap {
			gap = 0
		}
		x[gapRun] = min(far, gap)
		x[onPage], x[onPageStrong] = min(5000, all), strongWords/max(1, all)
		x[headingWords], x[headingCues], x[headingSince] = head.words, head.cues, head.since
		head.since = next(head.since, false)
		if !l.Ends && l.Words > 0 && l.Words <= 14 {
			head = topic{float32(l.Words), cued(x), 0}
		}
	}
}

// topic is the last short line without a stop.
type topic struct{ words, cues, since float32 }

const (
	far  = float32(99)  // lines
	most = float32(500) // lines above or below that are told apart
)

// within bounds a number of lines.
func within(n int) float32 { return max(-most, min(most, float32(n))) }

// next counts lines since the last that was met.
func next(since float32, met bool) float32 {
	if met {
		return 0
	}
	return min(far, since+1)
}

// below answers what stands under each line, and how many lines without a sentence
// stand together where it does.
func (s *scrape) below(out []measures) {
	strong, ruled := far, far
	for i := len(s.lines) - 1; i >= 0; i-- {
		x, l := &out[i], &s.lines[i]
		x[untilStrong], x[untilRuled] = strong, ruled
		strong, ruled = next(strong, l.Strong()), next(ruled, l.Rule != nil)
		if !l.Strong() {
			x[runLength] = min(far, x[sinceStrong]+x[untilStrong]+1)
		}
	}
}

// cued is how many cues a line holds.
func cued(x *measures) float32 {
	var n float32
	for c := range len(cue.Names) {
		n += x[itsCues+c]
	}
	return n
}

// near answers what stands beside each line.
func (s *scrape) near(out []measures) {
	const wide = 6
	for i := range out {
		x := &out[i]
		k := beside
		for by := -reach; by <= reach; by++ {
			if by == 0 {
				continue
			}
			for _, m := range besideAsked {
				if j := i + by; j < 0 || j >= len(out) {
					x[k] = -1
				} else {
					x[k] = out[j][m]
				}
				k++
			}
		}
		var words, prose, kept, cues float32
		for j := max(0, i-wide); j < min(len(out), i+wide+1); j++ {
			w := out[j][itsWords]
			words += w
			if s.lines[j].Prose() {
				prose += w
			}
			if out[j][itsKind] >= 5 {
				kept += w
			}
			cues += cued(&out[j])
		}
		x[nearWords], x[nearProse], x[nearKept], x[nearCues] = words, prose/max(1, words), kept/max(1, words), cues
	}
}
