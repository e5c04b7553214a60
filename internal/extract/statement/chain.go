package statement

import (
	"slices"
	"strings"

	"onrecord/internal/clause"
	"onrecord/internal/words"
)

// cited turns "…, citing officials" after words that are reported already into
// the next hop of their chain: the officials said the same, and the one who
// cites them passes it on.
func (r *corrections) cited() {
	for n, c := range r.found {
		if c.cue.lemma() != "cite" || len(c.content) == 0 {
			continue
		}
		object := r.Kid(c.at, "obj")
		if object < 0 {
			object = c.content.From()
		}
		g := r.governor(n)
		if g == nil || !r.citable(object) {
			continue
		}
		c.source, c.head = r.untilClause(r.Trim(c.content)), object
		if p := r.Phrase(object); len(p) > 0 && r.Parsed(object) {
			c.source = r.untilClause(p)
		}
		c.content, c.quoted = g.content, g.quoted
		c.parent, c.hop = g, true
		c.note("cited")
	}
}

// citable reports whether token k names somebody, or a text, that what is passed on
// can come from.
func (r *corrections) citable(k int) bool {
	noun, _ := r.lex.book.Noun(r.Lemma(k))
	return r.speaks(k) || noun.Is(words.Document|words.Outlet)
}

// governor is the candidate that n's cue is said beside: the nearest before it
// in the sentence whose content it passes on, nil for none.
func (r *corrections) governor(n int) *candidate {
	c := r.found[n]
	s := r.SentenceAt(c.at)
	var best *candidate
	for m := r.fromOf[s]; m < r.fromOf[s+1]; m++ {
		o := r.found[m]
		if m == n || o.at > c.at || o.cue.attitude || o.content.Has(c.at) {
			continue
		}
		if best == nil || o.at > best.at {
			best = o
		}
	}
	if best == nil {
		return r.citedAhead(n)
	}
	return best
}

// citedAhead is the candidate behind n's participle that has its source: "Citing
// officials, the daily reported that …". It is nil for none.
func (r *corrections) citedAhead(n int) *candidate {
	c := r.found[n]
	s := r.SentenceAt(c.at)
	for m := r.fromOf[s]; m < r.fromOf[s+1]; m++ {
		if o := r.found[m]; o.at > c.at && r.Gerund(c.at) && !o.cue.attitude && !o.content.Has(c.at) && o.head >= 0 && (o.head == c.head || o.source.Has(c.head)) {
			return o
		}
	}
	return nil
}

// quotedAs makes one statement of "Norda quoted him as saying that …": he says it,
// and Norda passes it on.
func (r *corrections) quotedAs() {
	merged := map[*candidate]bool{}
	for n, o := range r.found {
		g := r.asGerund(o)
		if g < 0 {
			continue
		}
		inner := o
		r.others(n, func(c *candidate) {
			if c.at == g && len(c.content) > 0 {
				inner = c
			}
		})
		if inner == o && !o.quoted {
			o.content = o.content.Without(clause.Range(0, g+1))
		}
		if merged[o] = inner != o || len(o.content) == 0; merged[o] && inner == o {
			continue
		}
		r.quoteThrough(o, inner, g)
	}
	// Who quotes somebody is a hop of what that one says, and says nothing by it.
	for _, c := range r.found {
		if c.passive && r.lex.lists["quoting"][c.cue.words[0]] && slices.ContainsFunc(r.found, func(o *candidate) bool { return o != c && o.through.Overlaps(c.source) }) {
			merged[c] = true
		}
	}
	r.dropWhere("quoted-as", func(c *candidate) bool { return merged[c] })
}

// asGerund is the cue behind the "as" of "quoted him as saying", -1 for none.
func (r *corrections) asGerund(o *candidate) int {
	if !r.lex.lists["quoting"][o.cue.words[0]] {
		return -1
	}
	_, last := r.Sentence(o.at)
	for k := o.at + 1; k+1 < min(last, o.at+leadWords); k++ {
		if r.Low(k) == "as" && strings.HasSuffix(r.Low(k+1), "ing") && r.lex.verbs[r.verbLemma(k+1)] != nil {
			return k + 1
		}
		if r.Tensed(k) || r.Punct(k, ";:") {
			break
		}
	}
	return -1
}

// quoteThrough gives c what the cue o of quoting, and the cue at g that it leads
// to, say of it: who spoke, who quotes him, and both cues' words.
func (r *corrections) quoteThrough(o, c *candidate, g int) {
	speaker, outlet := r.Kid(o.at, "obj"), r.subject(o.at)
	if o.passive || speaker < 0 {
		speaker, outlet = r.subject(o.at), max(r.Agent(o.at), r.Agent(g))
	}
	c.words = o.words.Join(clause.Range(g-1, g+1)).Join(c.words)
	if verb, _ := r.matchVerb(g); c == o && verb != nil {
		c.cue = verb
	}
	if speaker >= 0 {
		c.source, c.head = r.PhraseBefore(speaker, g), speaker
	}
	if outlet >= 0 && outlet != speaker {
		c.through = r.Trim(r.Phrase(outlet).Without(c.content).Without(c.words))
	}
	c.content = c.content.Without(c.words).Without(c.through)
	c.note("quoted-as")
}

// hops fills via: who stands between the reader and the speaker, nearest the
// reader first: the sources of the statements around, then the outlet that was told.
func (r *corrections) hops() {
	for _, c := range r.found {
		var up []clause.Runs
		steps := 0
		for o := c.parent; o != nil && steps < 8; o, steps = o.parent, steps+1 {
			if len(o.source) > 0 && !o.cue.attitude && !r.sameSource(o, c) && !r.answers(o) && !(steps == 0 && r.firstPerson(c) && o.quoted) {
				up = append(up, o.source)
			}
		}
		for i := len(up) - 1; i >= 0; i-- {
			c.via = append(c.via, up[i])
			c.note("hops")
		}
		if len(c.through) > 0 {
			c.via = append(c.via, c.through)
		}
		if len(c.told) > 0 {
			c.via = append(c.via, c.told)
		}
	}
}

// answers reports whether o takes a stand on what was told before it: India
// blamed the guard, [a charge the guard denied]. Who does so passes nothing on.
func (r *corrections) answers(o *candidate) bool {
	return len(o.source) > 0 && r.summedUp(o.source.From()) >= 0
}

// sameSource reports whether o's source is c's by the words alone: nobody passes
// on what he says himself.
func (r *corrections) sameSource(o, c *candidate) bool {
	if o.head == c.head && c.head >= 0 || o.source.Overlaps(c.source) {
		return true
	}
	return len(o.source) > 0 && len(c.source) > 0 && r.words(o.source) == r.words(c.source)
}

// words are the words of rs in lower case.
func (r *corrections) words(rs clause.Runs) string {
	var out []string
	for _, run := range rs {
		for i := run.From; i < run.To; i++ {
			out = append(out, r.Low(i))
		}
	}
	return strings.Join(out, " ")
}

// firstPerson reports whether the source is the speaker of the quotation it stands in.
func (r *corrections) firstPerson(c *candidate) bool {
	if c.head < 0 || r.QuoteAt(c.head) < 0 {
		return false
	}
	switch r.Low(c.head) {
	case "i", "we", "me", "us":
		return true
	}
	return false
}
