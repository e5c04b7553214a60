package page

import (
	"strings"

	"onrecord/internal/article/dates"
	"onrecord/internal/article/line"
	"onrecord/ling"
)

// tidy leaves out what the extractor left in: furniture that rules tell, lists
// of links, the title again; and puts title and standfirst first.
func tidy(paras []para, meta *metadata) []para {
	t := &tidier{paras: paras, meta: meta, title: keyOf(meta.title), captions: captionsOf(paras)}
	t.head(meta.title, ling.BlockTitle)
	if meta.standfirst != "" && !standsIn(paras, meta.standfirst) {
		t.head(meta.standfirst, ling.BlockStandfirst)
	}
	for i := range paras {
		if t.ends(i) {
			break
		}
		if t.keeps(i) {
			t.out = append(t.out, paras[i])
		}
	}
	return t.out
}

// tidier goes through an article's paragraphs in order.
type tidier struct {
	paras    []para
	meta     *metadata
	title    string          // the title's letters, by which it is known again
	captions map[string]bool // and the captions'
	rule     *line.Rule      // what tells the paragraph at hand, nil for none
	strong   int             // paragraphs of running words so far, the one at hand included
	out      []para
}

// head puts a line from the metadata before the paragraphs.
func (t *tidier) head(text string, kind ling.BlockKind) {
	if text == "" {
		return
	}
	l := line.Measure(text, ling.Span{End: len(text)}, true)
	l.Kind = kind
	t.out = append(t.out, para{Line: l})
}

// captionsOf are the letters of all captions: pages write them twice.
func captionsOf(paras []para) map[string]bool {
	out := map[string]bool{}
	for i := range paras {
		if paras[i].Kind == ling.BlockCaption && paras[i].key != "" {
			out[paras[i].key] = true
		}
	}
	return out
}

// ends looks a paragraph up in the rules, and reports whether it ends the
// article: readers' comments do, other sections unless more words stand below
// them than above.
func (t *tidier) ends(i int) bool {
	p := &t.paras[i]
	if t.strong == 0 && p.Kind == ling.BlockBody && line.Join(p.Text) == line.Join(t.meta.standfirst) {
		p.Kind = ling.BlockStandfirst
	}
	if p.Strong() && p.Kind == ling.BlockBody {
		t.strong++
	}
	t.rule = nil
	switch {
	case i >= line.MostRuled:
	case t.strong >= begun:
		t.rule = p.tailRule()
	default:
		t.rule = line.Find(line.Rules(), &p.Line, "body")
	}
	return t.rule != nil && t.rule.Opens == "rest" &&
		(t.rule.Name == "comments" || words(t.paras[i+1:]) <= words(t.paras[:i]))
}

// begun is how many paragraphs of running words there must be before one may be
// the last.
const begun = 2

// keeps decides a paragraph.
func (t *tidier) keeps(i int) bool {
	p := &t.paras[i]
	if t.rule != nil {
		if t.rule.Kind != ling.BlockCaption || p.Words <= 4 {
			return false
		}
		p.Kind = ling.BlockCaption
		return true
	}
	return !t.again(i) && !t.dateLine(p) && !t.byline(p) && (p.Kind != ling.BlockBody || !t.linked(p))
}

// again reports whether a paragraph repeats the title or a caption.
func (t *tidier) again(i int) bool {
	p := &t.paras[i]
	return t.isTitle(p) || p.Kind != ling.BlockCaption && t.captions[p.key]
}

// isTitle reports whether a paragraph is the title, though its signs be written as
// entities twice.
func (t *tidier) isTitle(p *para) bool {
	key := p.key
	if strings.Contains(p.Text, "&") {
		key = keyOf(clean(p.Text))
	}
	return key != "" && key == t.title
}

// linked reports whether a paragraph is nothing but links.
func (t *tidier) linked(p *para) bool {
	const most = 0.8 // of its bytes: no words but links
	return !p.Prose() && float64(p.links) >= most*float64(len(p.Text))
}

// dateLine reports whether a paragraph above the running words is a date, or a place
// with one.
func (t *tidier) dateLine(p *para) bool {
	const most = 3 // words of the place
	if p.Ends || t.strong > 0 || p.Kind == ling.BlockCaption {
		return false
	}
	if dates.Only(p.Text) {
		return true
	}
	d, ok := dates.Find(p.Text)
	before, behind := p.Text[:d.Start], p.Text[d.End:]
	return ok && before != "" && before == strings.ToUpper(before) && len(strings.Fields(before)) <= most && strings.Trim(behind, " .,()") == ""
}

// byline reports whether a paragraph above the running words names the authors.
func (t *tidier) byline(p *para) bool {
	return t.strong == 0 && p.Kind == ling.BlockBody && isByline(p.Text, t.meta.authors)
}

// standsIn reports whether a paragraph begins with this text.
func standsIn(paras []para, text string) bool {
	for i := range paras {
		if strings.HasPrefix(line.Join(paras[i].Text), strings.TrimRight(text, ". …")) {
			return true
		}
	}
	return false
}
