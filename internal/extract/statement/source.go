package statement

import (
	"slices"
	"strings"

	"onrecord/internal/clause"
	"onrecord/ling/ud"
)

// Who said it. The cue's own argument is the source (its subject; the agent of a
// passive; the object of "quoted her as saying"). What a tree gets wrong about
// it, the rules of sources.rules put right, one after the other; each that
// changes the source stands in the trail.

// sources answers whose words a cue reports.
type sources struct {
	*quotes
	*draft
}

// sourceRule changes the source of a candidate, or leaves it.
type sourceRule func(*sources, *candidate)

// sourceRules are the rules of sources.rules by their names.
var sourceRules = map[string]sourceRule{
	"other-quotation":  (*sources).otherQuotation,
	"quoted-in-part":   (*sources).quotedInPart,
	"noun-beside":      (*sources).nounBeside,
	"aside-closed":     (*sources).asideClosed,
	"quotation-before": (*sources).quotationBefore,
	"main-subject":     (*sources).ofMainClause,
	"went-on":          (*sources).wentOnFrom,
	"joined":           (*sources).joined,
	"saying-comma":     (*sources).behindComma,
	"title":            (*sources).withTitle,
	"summed-up":        (*sources).withoutSum,
	"apposition":       (*sources).withName,
	"dashes":           (*sources).dashed,
	"with-relative":    (*sources).withRelative,
	"charge":           (*sources).withoutCharge,
	"venue-aside":      (*sources).withoutVenue,
	"citing-aside":     (*sources).withoutCiting,
	"quoted-aside":     (*sources).quotedAside,
	"day-behind":       (*sources).withoutDayBehind,
}

// source fills the source of a verb's candidate.
func (r *sources) source(cand *candidate) {
	cand.head = r.argument(cand)
	cand.source = r.PhraseBefore(cand.head, cand.at)
	for _, rule := range r.lex.sources {
		head, source := cand.head, cand.source
		rule.do(r, cand)
		if cand.head != head || !slices.Equal(cand.source, source) {
			cand.note(rule.name)
		}
	}
}

// argument is the head of the argument that the cue's class has for its source.
func (r *sources) argument(cand *candidate) int {
	i := cand.at
	switch {
	case cand.cue.source == byObject && !cand.passive:
		return r.Kid(i, "obj")
	case cand.cue.source == byObject:
		return r.subject(i)
	case cand.passive:
		return r.agentBelow(i)
	case r.CaseIs(i, "by"): // "answered by saying"
		if s := r.mainSubject(i); s >= 0 {
			return s
		}
	}
	if h := r.leadsTurn(i); h >= 0 {
		return h
	}
	return r.subject(i)
}

// leadsTurn is who speaks where the cue at i opens its sentence, and whom it has for
// subject a colon parts from the words: Said [the mayor]: “…”. -1 for nobody.
func (r *sources) leadsTurn(i int) int {
	first, last := r.Sentence(i)
	if i != first || r.QuoteAt(i) >= 0 || r.Token(i).XPOS != "VBD" && r.Token(i).XPOS != "VBN" {
		return -1
	}
	head, rs := r.NominalFrom(i+1, last)
	if head < 0 || rs.From() != i+1 || rs.To() >= last || !r.Punct(rs.To(), ":") {
		return -1
	}
	return r.HeadOf(rs)
}

// agentBelow is who the passive verb at i was done by, also where a tree hangs it
// on the infinitive between, which is in the active: urged to resign [by the union].
func (r *sources) agentBelow(i int) int {
	if a := r.Agent(i); a >= 0 {
		return a
	}
	if a := r.heardFrom(i); a >= 0 {
		return a
	}
	if k := r.Kid(i, "xcomp"); k > i && r.ToInfinitive(k) && !r.Passive(k) && r.Kid(k, "obj") < 0 {
		if a := r.Agent(k); a >= 0 && r.speaks(a) {
			return a
		}
	}
	return -1
}

// heardFrom is from whom something was come by, where nobody is named who did: it
// was learned [from the envoy] that …, -1 for nobody.
func (r *sources) heardFrom(i int) int {
	s := r.OwnSubject(i)
	if !r.lex.lists["come by"][r.Lemma(i)] || s < 0 || r.Low(s) != "it" {
		return -1
	}
	for _, k := range r.Kids(i) {
		if k > i && r.Is(k, "obl") && r.CaseIs(k, "from") && !r.Timed(k) {
			return k
		}
	}
	return -1
}

// otherQuotation takes back a source that stands in a quotation the cue is not
// in, or outside the cue's: “They fired,” she said. The head of a wrong tree.
func (r *sources) otherQuotation(cand *candidate) {
	if cand.head >= 0 && r.QuoteAt(cand.head) != r.QuoteAt(cand.at) {
		cand.head, cand.source = -1, nil
	}
}

// quotedInPart gives a cue in a quotation that is no more than the end of a clause
// the subject right before it: [Norda] “condemns the raid”.
func (r *sources) quotedInPart(cand *candidate) {
	if cand.source == nil && !cand.passive {
		cand.head = r.beforeQuoted(cand.at)
		cand.source = r.PhraseBefore(cand.head, cand.at)
	}
}

// beforeQuoted is the subject of the predicate at i that stands before the quotation
// that i is in, with nothing but its verb group between, -1 for none.
func (r *sources) beforeQuoted(i int) int {
	q, s := r.QuoteAt(i), r.Kid(i, "nsubj")
	if q < 0 || s < 0 || r.QuoteAt(s) >= 0 || s >= r.QuoteRuns(q).From() || r.RelativePronoun(s) {
		return -1
	}
	for k := r.Right(s) + 1; k < i; k++ {
		if !r.POS(k, ud.AUX, ud.ADV, ud.PART) && !r.QuoteMark(k) {
			return -1
		}
	}
	return s
}

// ofMainClause gives a participle behind a comma that the tree hangs on nobody
// the subject of the verb before it: The army withdrew, [saying …].
func (r *sources) ofMainClause(cand *candidate) {
	i := cand.at
	if cand.source == nil && !cand.passive && r.Gerund(i) && r.Punct(i-1, ",") {
		cand.head = r.mainSubject(i)
		cand.source = r.PhraseBefore(cand.head, i)
	}
}

// wentOnFrom gives "and went on to say" the source of the cue it goes on from.
func (r *sources) wentOnFrom(cand *candidate) {
	i := cand.at
	first, _ := r.Sentence(i)
	if a := r.wentOn(i); a <= first || !r.POS(a-1, ud.CCONJ) {
		return
	}
	for n := len(r.found) - 1; n >= 0 && r.found[n].at >= first; n-- {
		if p := r.found[n]; !p.cue.attitude && len(p.source) > 0 && r.QuoteAt(p.at) == r.QuoteAt(i) && p.at < i {
			cand.shareSource(p)
			return
		}
	}
}

// joined gives a cue without a subject behind a conjunction the source of the
// cue of the same form whose content ends there: "says it is over but insists …".
func (r *sources) joined(cand *candidate) {
	if cand.shared || cand.passive {
		return
	}
	i := cand.at
	first, _ := r.Sentence(i)
	k := i - 1
	for k > first && r.POS(k, ud.ADV) {
		k--
	}
	if s := r.OwnSubject(i); k <= first || !r.POS(k, ud.CCONJ) || s > k && s < i {
		return
	}
	if p := r.endsAt(k, cand); p != nil {
		cand.shareSource(p)
	}
}

// endsAt is the candidate of cand's form whose content ends at the conjunction
// k, or the comma before it; of several the outer, as what it reports may end in a cue too.
func (r *sources) endsAt(k int, cand *candidate) *candidate {
	var best *candidate
	first, _ := r.Sentence(cand.at)
	for n := len(r.found) - 1; n >= 0 && r.found[n].at >= first; n-- {
		p := r.found[n]
		if len(p.content) == 0 || len(p.source) == 0 || !r.ofOneForm(cand.at, p.at) || r.QuoteAt(p.at) != r.QuoteAt(cand.at) {
			continue
		}
		if b := p.content.To(); (b == k || b == k-1 && r.Punct(b, ",")) && (best == nil || !p.cue.attitude) {
			best = p
		}
	}
	return best
}

// behindComma gives a cue that goes on after a comma about what was said
// before ("…, saying that", "…, noted that") the source of the cue it goes on
// from: trees hang it on the reported verb.
func (r *sources) behindComma(cand *candidate) {
	i := cand.at
	first, _ := r.Sentence(i)
	if cand.shared || cand.passive || i == first || !r.Punct(i-1, ",") || r.OwnSubject(i) > i || r.QuoteAt(i-1) >= 0 {
		return
	}
	if !r.Gerund(i) && !(r.Token(i).XPOS == "VBD" && r.OwnSubject(i) < 0) {
		return
	}
	var best *candidate
	for n := len(r.found) - 1; n >= 0 && r.found[n].at >= first; n-- {
		if p := r.found[n]; r.goesOnFrom(cand, p) && (best == nil || len(p.content) > 0 && p.content.Has(best.at)) {
			best = p // the outer speaker goes on, whatever the tree says
		}
	}
	if best != nil {
		cand.shareSource(best)
	}
}

// goesOnFrom reports whether cand's cue can go on about what p's cue reports.
func (r *sources) goesOnFrom(cand, p *candidate) bool {
	i := cand.at
	if p.at >= i || r.Token(p.at).UPOS != ud.VERB || len(p.source) == 0 || p.cue.attitude || r.QuoteAt(p.at) != r.QuoteAt(i) {
		return false
	}
	return !p.source.Has(i) && !r.underCue(p.at) && (r.Gerund(i) || r.Token(p.at).XPOS == r.Token(i).XPOS)
}

// underCue reports whether the verb at i stands in a relative or subordinate
// clause, so that what follows the next comma need not be its subject's.
func (r *sources) underCue(i int) bool { return r.Is(i, "acl", "advcl", "xcomp") && !r.Gerund(i) }

// withTitle adds the title right before a name that the tree took for a phrase
// of its own: "White House spokesman [Tom Gale]".
func (r *sources) withTitle(cand *candidate) {
	s := cand.source
	if len(s) != 1 || s.To() > cand.at || !r.POS(s.From(), ud.PROPN) {
		return
	}
	first, _ := r.Sentence(cand.at)
	a := s.From()
	if a == first || !r.Noun(a-1) || r.POS(a-1, ud.PRON) || r.QuoteAt(a-1) != r.QuoteAt(a) || r.Timed(a-1) {
		return
	}
	if r.summedUp(a) >= 0 {
		return
	}
	if _, whole := r.NominalBefore(first, a); len(whole) > 0 && !r.Timed(whole.From()) {
		cand.source = clause.Range(whole.From(), s.To())
	}
}

// summedUp is where the noun phrase before token a begins if it sums up, behind
// a comma, what the sentence told before: the guard was blamed, [a charge]
// Moscow denied. It is what is denied, and no title. -1 if there is none.
func (r *ends) summedUp(a int) int {
	if a < 2 || !r.POS(a-1, ud.NOUN) || !r.lex.lists["resumptive"][r.Lemma(a-1)] {
		return -1
	}
	first, _ := r.Sentence(a)
	k := a - 1
	for k > first && r.POS(k-1, ud.DET, ud.ADJ) {
		k--
	}
	if k <= first+1 || !r.Punct(k-1, ",") {
		return -1
	}
	return k
}

// withoutSum takes from who speaks the noun that sums up what was told before,
// which a tree takes for a part of the name: [a charge] Moscow denied.
func (r *sources) withoutSum(cand *candidate) {
	s := cand.source
	if len(s) != 1 {
		return
	}
	for a := s.To() - 1; a > s.From(); a-- {
		if k := r.summedUp(a); k >= 0 && k <= s.From() {
			cand.source = clause.Range(a, s.To())
			return
		}
	}
}

// asideClosed gives a cue behind an aside the words that the aside is about,
// which a tree takes the cue away from: [A guard], who wept, called it over.
func (r *sources) asideClosed(cand *candidate) {
	if cand.cue.source != bySubject || cand.passive {
		return
	}
	rel := r.resumed(cand.at)
	if s := r.OwnSubject(cand.at); rel < 0 || s >= 0 && s < rel {
		return
	}
	first, _ := r.Sentence(cand.at)
	head, rs := r.NominalBefore(first, rel-1)
	if len(rs) == 0 {
		return
	}
	for rs.Has(r.Head(head)) {
		head = r.Head(head)
	}
	cand.head, cand.source = head, rs
}

// withName adds the name that a description between commas stands behind, where a
// tree has given the name to something else: On Friday [Ana Kovač], the head of
// the port, said.
func (r *sources) withName(cand *candidate) {
	s := cand.source
	if len(s) != 1 || s.To() >= cand.at || !r.Punct(s.To(), ",") || !r.Punct(s.From()-1, ",") || !r.POS(s.From(), ud.DET, ud.ADJ, ud.NOUN) || cand.cue.source != bySubject {
		return
	}
	first, _ := r.Sentence(cand.at)
	b := s.From() - 1
	a := b
	for a > first && r.POS(a-1, ud.PROPN) && !r.Timed(a-1) && r.QuoteAt(a-1) == r.QuoteAt(cand.at) {
		a--
	}
	if a == b || a > first && !r.Timed(a-1) && !r.Punct(a-1, ",") {
		return
	}
	cand.head, cand.source = b-1, clause.Range(a, s.To())
}

// dashed is a source between dashes with what the dashes add it to: Kovač -- author
// of a book on mills -- said.
func (r *sources) dashed(cand *candidate) {
	s := cand.source
	if len(s) != 1 || s.To() >= cand.at || !r.Dash(s.To()) || !r.Dash(s.From()-1) {
		return
	}
	first, _ := r.Sentence(cand.at)
	if head, rs := r.NominalBefore(first, s.From()-1); head >= 0 && rs.To() == s.From()-1 {
		cand.head, cand.source = head, clause.Range(rs.From(), s.To())
	}
}

// withRelative adds the relative pronoun that stands for a source: "the envoy,
// [who] said". Attribution corpora count it to the source, and half of them
// count nothing else.
func (r *sources) withRelative(cand *candidate) {
	rel := r.RelativeOf(cand.at)
	if rel >= 0 && cand.head >= 0 && cand.head < rel && r.QuoteAt(rel) == r.QuoteAt(cand.at) && !cand.source.Has(rel) {
		cand.source = cand.source.Join(clause.Range(rel, rel+1))
	}
}

// withoutCharge takes off the source of a passive the charge that a tree has
// hung on it: "accused by the villagers [of burning it]".
func (r *sources) withoutCharge(cand *candidate) {
	s := cand.source
	if !cand.passive || cand.cue.class.Name != "accuse" || len(s) != 1 {
		return
	}
	for k := s.From() + 1; k+1 < s.To(); k++ {
		if r.Low(k) == "of" && strings.HasSuffix(r.Low(k+1), "ing") {
			cand.source = clause.Range(s.From(), k)
			return
		}
	}
}

// withoutVenue takes off a source what stands between commas about where it spoke:
// The bureau, [in its letter of 3 April], called for talks.
func (r *sources) withoutVenue(cand *candidate) {
	s := cand.source
	if len(s) != 1 || s.To() > cand.at {
		return
	}
	for k := s.From() + 1; k+2 < s.To(); k++ {
		if r.Punct(k, ",") && r.listed("placing", k+1) && r.venueAfter(k+1, s.To()) {
			cand.source, cand.venue = clause.Range(s.From(), k), r.Trim(clause.Range(k+2, s.To()))
			return
		}
	}
}

// withoutCiting takes off a source what stands between commas about whom it
// cites: The daily, [citing officials], reported …
func (r *sources) withoutCiting(cand *candidate) {
	s := cand.source
	if len(s) != 1 || s.To() > cand.at {
		return
	}
	for k := s.From() + 1; k+1 < s.To(); k++ {
		if g := r.behindMark(k); r.Gerund(g) && r.lex.lists["quoting"][r.Lemma(g)] {
			cand.source = clause.Range(s.From(), k)
			return
		}
	}
}

// quotedAside takes off a source what stands between commas about who quotes it,
// through whom the words came: A diplomat, [quoted by the Northern Times], said …;
// behind the cue it stands behind the source, too.
func (r *sources) quotedAside(cand *candidate) {
	s := cand.source
	if len(s) != 1 {
		return
	}
	from, last := s.From()+1, s.To()
	if s.To() > cand.at {
		_, last = r.Sentence(cand.at)
	}
	for k := from; k < last; k++ {
		if k > s.To() {
			return
		}
		if by := r.quotedBy(k, last); by > 0 {
			_, cand.through = r.NominalFrom(by, last)
			if cand.source = clause.Range(s.From(), min(k, s.To())); k >= s.To() {
				cand.note("quoted-aside")
			}
			return
		}
	}
}

// quotedBy is where the name of who quotes begins, for an aside that begins with
// the comma at k; 0 for another one.
func (r *sources) quotedBy(k, last int) int {
	if !r.Punct(k, ",") {
		return 0
	}
	k++
	if k < last && r.Low(k) == "as" {
		k++
	}
	if k >= last || r.Token(k).XPOS != "VBN" && r.Token(k).XPOS != "VBD" || !r.lex.lists["quoting"][r.verbLemma(k)] {
		return 0
	}
	for k++; k < last && r.POS(k, ud.ADV); k++ { // "quoted yesterday by"
	}
	if k+1 < last && r.Low(k) == "by" {
		return k + 1
	}
	return 0
}

// withoutDayBehind takes off the end of a source the day that it spoke on, which a
// tree has hung on it: told by [Olga Stein] on Monday that …
func (r *sources) withoutDayBehind(cand *candidate) {
	s := cand.source
	if len(s) != 1 || r.OnDay(s.From()) {
		return
	}
	b := s.To()
	for b > s.From() && r.OnDay(b-1) {
		b--
	}
	if b < s.To() && r.Low(b-1) == "on" {
		b--
	}
	if b < s.To() && b > s.From() && r.Noun(b-1) {
		cand.source = clause.Range(s.From(), b)
	}
}
