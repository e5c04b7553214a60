package statement

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/rules"
	"onrecord/ling/ud"
)

// bound is a rule that says where a content ends, or that it goes on.
type bound struct {
	rules.Rule
	comma bool // it is tried behind a comma only
	keeps bool // where it holds the content goes on, whatever the rules below it say
	// What must stand at the token, one of these:
	marks string    // a punctuation mark
	list  string    // a word of the list
	tags  []ud.UPOS // a part of speech
	words []string  // these words, one after the other
	test  boundTest
}

// boundTest is what no pattern says: whether s ends at token k.
type boundTest func(r *ends, s stretch, k int) bool

// boundTests are the rules of bounds.rules that are functions, by their names.
var boundTests = map[string]boundTest{
	"sentence-over":     func(r *ends, _ stretch, k int) bool { return r.Stops(k) },
	"time":              func(r *ends, _ stretch, k int) bool { return r.Timed(k) },
	"goes-on-reported":  (*ends).reportsOn,
	"place-of-saying":   (*ends).leadsToSaying,
	"venue-behind-name": func(r *ends, s stretch, k int) bool { return k > s.From && r.POS(k, ud.ADP) && r.venueAfter(k, s.To) },
	"second-verb":       (*ends).secondVerb,
	"joined-verb": func(r *ends, s stretch, k int) bool {
		return r.POS(k, ud.CCONJ) && k+1 < s.To && r.finite(k+1) && r.POS(k+1, ud.VERB)
	},
	"dash-cue":            func(r *ends, _ stretch, k int) bool { return r.dashCue(k) },
	"other-speaker":       (*ends).otherCue,
	"another-attribution": (*ends).anotherAttribution,
	"main-verb":           (*ends).mainVerb,
	"closing-attribution": (*ends).closingAttribution,
	"joined-cue":          (*ends).sameForm,
	"joined-cue-words":    (*ends).sameTag,
	"went-on-to":          (*ends).wentOnTo,
	"aside-over":          (*ends).asideOver,
	"saying-participle":   (*ends).sayingParticiple,
	"second-cue":          (*ends).secondCue,
	"while-saying":        (*ends).whileSaying,
	"summing-up":          (*ends).sumsUp,
	"contrast":            (*ends).contrast,
	"relative-of-thing":   (*ends).relativeOfThing,
	"another-sentence":    (*ends).anotherSentence,
	"hearer-reacts":       (*ends).hearerReacts,
	"rest-joined": func(r *ends, s stretch, k int) bool {
		return r.POS(k, ud.CCONJ) && k+1 < s.To && r.Head(k+1) == s.cand.at && r.finite(k+1) && !r.cueAt(k+1)
	},
	"joined-past": (*ends).joinedPast,
}

// reportsOn: "that", "whether" and reasons carry on what is spoken of: threatened
// death [if they left]. A reason for a thought is the reporter's.
func (r *ends) reportsOn(s stretch, k int) bool {
	return r.POS(k, ud.SCONJ) && (r.Low(k) == "that" || r.Low(k) == "whether" || !s.cand.cue.attitude && r.listed("reason", k))
}

// leadsToSaying: a preposition leads from what is spoken of to where, when or to
// whom it was spoken: criticised the plan [in an interview].
func (r *ends) leadsToSaying(s stretch, k int) bool {
	if !r.POS(k, ud.ADP) {
		return false
	}
	if r.listed("placing", k) && r.venueAfter(k, s.To) {
		return true
	}
	if k+1 >= s.To {
		return false
	}
	return r.Timed(k+1) || k+2 < s.To && r.Timed(k+2) || s.cand.venue.Has(k+1) || s.cand.addressee.Has(k+1) ||
		r.Gerund(k+1) && (r.Low(k) == "in" || r.Low(k) == "upon")
}

// secondVerb: a conjunction joins another verb of the speaker's: criticised the
// plan [and left].
func (r *ends) secondVerb(s stretch, k int) bool {
	if !r.POS(k, ud.CCONJ) {
		return false
	}
	for n := k + 1; n < min(s.To, k+6); n++ {
		if r.POS(n, ud.VERB, ud.AUX) {
			return r.finite(n) || r.Tensed(n)
		}
	}
	return false
}

// wentOnTo: said it was over [and went on to say] …
func (r *ends) wentOnTo(s stretch, k int) bool {
	return k+4 < s.To && r.POS(k, ud.CCONJ) && r.wentOn(k+4) == k+1 && r.cueAt(k+4)
}

// sayingParticiple: said it was over, [adding] …; also with a verb that
// comments on what was said, [citing] …
func (r *ends) sayingParticiple(_ stretch, k int) bool {
	return r.participial(k) && (r.cueAt(k) || r.listed("remark", k))
}

// secondCue: said it was over, [warned that] …: a cue of the same tense
// without a subject of its own.
func (r *ends) secondCue(s stretch, k int) bool {
	return r.cueAt(k) && r.finite(k) && r.Token(k).XPOS == r.Token(s.cand.at).XPOS && r.OwnSubject(k) < 0
}

// asideOver: the relative clause that the cue stands in closes: A guard, who
// said it was over, [called] …
func (r *ends) asideOver(s stretch, k int) bool {
	rel := r.RelativeOf(s.cand.at)
	return rel > 0 && k < s.To && r.resumed(k) == rel
}

// inAside reports whether there is room for an aside at token k, and the clause
// that is reported has its verb.
func (r *ends) inAside(s stretch, k int) bool {
	return k+2 < s.To && (!s.cand.clause || r.HasTensed(s.From, k))
}

// whileSaying: said it was over, [while warning] …
func (r *ends) whileSaying(s stretch, k int) bool {
	return r.inAside(s, k) && r.Low(k) == "while" && r.Gerund(k+1) && (r.cueAt(k+1) || !s.cand.clause)
}

// sumsUp: the reporter sums up what was said: said it was over, [a claim that
// nobody believed].
func (r *ends) sumsUp(s stretch, k int) bool {
	if !r.inAside(s, k) || !r.POS(k, ud.DET, ud.NOUN, ud.PRON) {
		return false
	}
	for n := k; n < min(s.To, k+4); n++ {
		if r.lex.lists["resumptive"][r.Lemma(n)] {
			return true
		}
		if !r.POS(n, ud.DET, ud.ADJ, ud.NOUN, ud.ADV) {
			return false
		}
	}
	return false
}

// contrast: said it was over, [while the army fought on].
func (r *ends) contrast(s stretch, k int) bool {
	switch r.Low(k) {
	case "while", "though", "although", "whereas":
		return r.inAside(s, k) && k > s.From+3 && r.SubjectAndVerb(k+1, s.To)
	}
	return false
}

// ofThing reports whether the content is a thing that is spoken of rather than
// a clause that is said: criticised [the plan].
func (r *ends) ofThing(s stretch, k int) bool {
	return r.inAside(s, k) && !s.cand.clause && s.cand.cue.takes != nil
}

// relativeOfThing: what is told of a thing behind a comma is the reporter's, if
// it is longer than the thing: criticised the plan, [which the council had …].
func (r *ends) relativeOfThing(s stretch, k int) bool {
	l := r.Low(k)
	return r.ofThing(s, k) && (r.RelativePronoun(k) || l == "whom" || l == "whose" || l == "where") &&
		s.To-k > k-s.From && r.Low(s.From) != "to" && !r.CommaIn(k+1, s.To)
}

// anotherSentence: criticised the plan, [and the council dropped it].
func (r *ends) anotherSentence(s stretch, k int) bool {
	l := r.Low(k)
	return r.ofThing(s, k) && (l == "and" || l == "but" || l == "so") && r.SubjectAndVerb(k+1, s.To)
}

// joinedPast: what a tagger calls a participle behind a conjunction is a second past
// tense of the speaker's where no other participle and no verb of its own stands
// before it: deplored the killings [and called for peace].
func (r *ends) joinedPast(s stretch, k int) bool {
	n := r.joinedCue(s, k)
	if n < 0 || !r.Participle(n) || r.Token(s.cand.at).XPOS != "VBD" {
		return false
	}
	for m := s.From; m < k; m++ {
		if r.Participle(m) || r.Tensed(m) {
			return false
		}
	}
	return true
}

// hearerReacts: the reporter tells what those did who were told: told the judge it
// was his, [and she nodded].
func (r *ends) hearerReacts(s stretch, k int) bool {
	if l := r.Low(k); l != "and" && l != "but" && l != "who" || len(s.cand.addressee) == 0 {
		return false
	}
	for n := k + 1; n < min(s.To, k+5); n++ {
		if r.POS(n, ud.VERB) {
			return r.Token(n).XPOS == "VBD" && r.listed("reacting", n)
		}
		if !r.Nominative(n) && !r.Noun(n) && !r.POS(n, ud.DET, ud.ADV) {
			return false
		}
	}
	return false
}

// anotherAttribution: a conjunction begins a clause that somebody else's cue is
// put into between commas: The talks, he said, had failed, [and the truce, she
// added, would end].
func (r *ends) anotherAttribution(s stretch, k int) bool {
	if !r.POS(k, ud.CCONJ) {
		return false
	}
	_, last := r.Sentence(k)
	for n := k + 2; n < min(last, k+leadWords); n++ {
		if r.Punct(n, ";:") || r.QuoteAt(n) >= 0 {
			return false
		}
		if a := r.attribution(n); a > k+1 && n != s.cand.at {
			return true
		}
	}
	return false
}

// mainVerb: the participle of a noun tells what was said, and the noun's own verb
// follows: A complaint alleging that the water was foul [was dropped].
func (r *ends) mainVerb(s stretch, k int) bool {
	if !r.Tensed(k) || !r.Is(s.cand.at, "acl") || !r.Gerund(s.cand.at) {
		return false
	}
	a := s.From
	if r.Low(a) == "that" {
		a++
	}
	return r.SecondPredicate(a, s.To) == k
}

// closingAttribution: somebody else's cue and its source close the sentence behind a
// comma, and report all of it: The inquiry found a fault, [two guards said]. What they
// have it from may follow: ", the agency reported, citing a letter".
func (r *ends) closingAttribution(s stretch, k int) bool {
	_, last := r.Sentence(k)
	for n := k + 1; n < min(last, k+12); n++ {
		if a := r.attribution(n); a >= 0 && n != s.cand.at {
			end := r.placeEnd(r.sayingEnd(r.toldEnd(n, last), last), last)
			return (a == k || a == k-1) && (end >= last || r.Punct(end, ".") || r.Punct(end, ",") && r.participial(end+1) && r.cueAt(end+1))
		}
	}
	return false
}

// attribution is where the attribution begins that is set off by commas, or by
// the sentence's end, and whose finite cue is token i: ", [the envoy said],". It
// is -1 where none stands.
func (r *ends) attribution(i int) int {
	if !r.cueAt(i) || !r.finite(i) || r.QuoteAt(i) >= 0 {
		return -1
	}
	first, last := r.Sentence(i)
	if b := r.placeEnd(r.sayingEnd(r.toldEnd(i, last), last), last); b < last && !r.Punct(b, ",.") {
		return -1
	}
	for k := i - 1; k > max(first, i-12); k-- {
		if r.Punct(k, ",") {
			if k+1 < i && r.NominalOnly(k+1, i) {
				return k + 1
			}
			return -1
		}
	}
	return -1
}

// toldEnd is where the cue at i ends with whom it tells: [told Radio Vale].
func (r *ends) toldEnd(i, last int) int {
	if c, _ := r.matchVerb(i); c == nil || c.addressee != "obj" {
		return i + 1
	}
	if head, rs := r.NominalFrom(i+1, last); head >= 0 && rs.From() == i+1 {
		return rs.To()
	}
	return i + 1
}

// sayingEnd is where the words that tell when it was said end, from token b on.
func (r *ends) sayingEnd(b, last int) int {
	for b < last && (r.Timed(b) || r.POS(b, ud.ADV) || r.POS(b, ud.ADP) && r.Timed(b+1)) {
		b++
	}
	return b
}

// placeEnd is where the words that tell where it was said end, from token b on: "in
// the letter", "at a briefing on Monday".
func (r *ends) placeEnd(b, last int) int {
	if b+1 >= last || !r.listed("placing", b) || !r.POS(b, ud.ADP) {
		return b
	}
	if head, rs := r.NominalFrom(b+1, last); head >= 0 && rs.From() == b+1 && r.lex.lists["venue"][r.Lemma(head)] {
		return r.sayingEnd(rs.To(), last)
	}
	return b
}

// sameTag: a conjunction and a cue with the tag of this one, where no tree says
// what it joins.
func (r *ends) sameTag(s stretch, k int) bool {
	return r.POS(k, ud.CCONJ) && r.Token(k+1).XPOS == r.Token(s.cand.at).XPOS && r.cueAt(k+1) && r.finite(k+1)
}

// sameForm reports whether the conjunction at k joins a cue without a subject
// to the candidate's own: "said it was over and warned that …". A gerund joins the
// gerund; of finite verbs the tense must be the cue's, and not that of the
// clause it reports, unless the tree says so.
func (r *ends) sameForm(s stretch, k int) bool {
	n := r.joinedCue(s, k)
	switch {
	case n < 0:
		return false
	case r.Participle(n) && !r.Participle(s.cand.at) && r.Low(n+1) != "that":
		return r.ofThingSubject(s, k) || r.actsBehindPassive(n)
	case r.finite(n) && r.quotesNext(n):
		return true // "but added, “…”"
	case r.Gerund(n) || r.Head(n) == s.cand.at:
		return r.Gerund(s.cand.at) || r.finite(n)
	case !r.finite(n) && r.Token(n).XPOS != "VB":
		return false
	}
	return r.notOfSubject(s, k, n) || !r.tenseIn(s, k, n) || r.actsBehindPassive(n)
}

// actsBehindPassive reports whether the verb at n is joined to one in the passive and
// does something to somebody itself, which whoever suffered the first is not likely to:
// confirmed that he had been killed [and blamed the rebels].
func (r *ends) actsBehindPassive(n int) bool {
	h := r.Head(n)
	return h >= 0 && r.Is(n, "conj") && r.Passive(h) && !r.Passive(n) && r.Kid(n, "obj") > n && r.againstSomebody(n)
}

// againstSomebody reports whether the cue at n is an act that has another for its aim.
func (r *ends) againstSomebody(n int) bool {
	return slices.ContainsFunc(r.lex.verbs[r.Lemma(n)], func(c *cue) bool {
		return c.act == onrecord.Accuse || c.act == onrecord.Criticise || c.act == onrecord.Demand || c.act == onrecord.Threaten
	})
}

// joinedCue is the cue that the conjunction at k joins to one of the candidate's
// form: without a subject of its own before it, -1 for none.
func (r *ends) joinedCue(s stretch, k int) int {
	if !r.POS(k, ud.CCONJ) {
		return -1
	}
	n := k + 1
	for n+1 < s.To && r.POS(n, ud.ADV) {
		n++
	}
	if n >= s.To || !r.cueAt(n) || !r.ofOneForm(n, s.cand.at) || r.OwnSubject(n) >= 0 && r.OwnSubject(n) < n {
		return -1
	}
	return n
}

// ofOneForm reports whether the cues at n and i have one form. A participle may be
// a past tense that the tagger missed, and an infinitive a present tense where it is
// joined to a verb in the past: "say that none took place and warn …".
func (r *ends) ofOneForm(n, i int) bool {
	a, b := r.Token(n).XPOS, r.Token(i).XPOS
	return a == b || a == "VBN" && b == "VBD" || a == "VB" && b == "VBP" && r.behindPast(n)
}

// behindPast reports whether the verb at n is joined to one in the past tense.
func (r *ends) behindPast(n int) bool {
	h := r.Head(n)
	return h >= 0 && r.Is(n, "conj") && r.Token(h).XPOS == "VBD" && r.Kid(n, "aux", "mark") < 0
}

// ofThingSubject reports whether the clause that is reported before k is a thing's,
// which does not go on to speak: regretted that the mill had burned, [and urged …].
func (r *ends) ofThingSubject(s stretch, k int) bool {
	subject := r.FirstSubject(s.From, k)
	return subject >= 0 && !r.speaks(subject)
}

// quotesNext reports whether a mark and quoted words stand right behind token n.
func (r *ends) quotesNext(n int) bool {
	return r.Punct(n+1, ",:") && r.QuoteAt(n+2) >= 0 && r.QuoteAt(n) < 0
}

// notOfSubject reports whether the cue at n, behind the conjunction at k, is the
// speaker's by its words: the subject of what is reported is a thing, and roads
// do not warn, or a pronoun for the speaker: "said she was tired and added".
func (r *ends) notOfSubject(s stretch, k, n int) bool {
	subject := r.FirstSubject(s.From, k)
	if subject < 0 {
		return false
	}
	if !r.speaks(subject) {
		return true
	}
	c, _ := r.matchVerb(n)
	return r.mayBe(subject, s.cand.head) && (c.addressee != "obj" || r.Low(n+1) == "that") && c.act != "ask" && r.Low(n-1) != "never"
}

// tenseIn reports whether another verb before k has the tense of the cue at n,
// which may be that one's then.
func (r *ends) tenseIn(s stretch, k, n int) bool {
	for m := s.From; m < k; m++ {
		if r.Token(m).XPOS == r.Token(n).XPOS && r.QuoteAt(m) == r.QuoteAt(s.cand.at) {
			return true
		}
	}
	return false
}

// dashCue reports whether a dash leads to words that go on about the speaker.
func (r *ends) dashCue(k int) bool {
	return r.Dash(k) &&
		(r.POS(k+1, ud.CCONJ) && r.Clausal(k+2, min(len(r.Tokens), k+9)) || r.Gerund(k+1) && r.cueAt(k+1))
}

// otherCue reports whether at token k a clause begins that puts another's
// words beside the cue's: "…, and the unions warned that …", "…, while others
// have said".
func (r *ends) otherCue(s stretch, k int) bool {
	if !r.POS(k, ud.CCONJ) {
		return false
	}
	if s.cand.clause && !r.HasTensed(s.From, k) {
		return false // the clause has only got its subject
	}
	for n := k + 1; n < min(s.To, k+16); n++ {
		if r.Punct(n, ";:") || r.QuoteAt(n) != r.QuoteAt(s.cand.at) || r.POS(n, ud.SCONJ) {
			return false
		}
		if !r.POS(n, ud.VERB, ud.AUX) {
			continue
		}
		if r.POS(n, ud.AUX) && n+1 < s.To {
			n = r.MainVerb(n, s.To)
		}
		s := r.OwnSubject(n)
		return r.cueAt(n) && r.finite(n) && !r.Passive(n) && s >= 0 && s < n && r.Left(s) > k && r.Left(s) <= k+2 && !r.Nominative(s)
	}
	return false
}

// resumed is the relative pronoun of the aside that closes with the comma right
// before the finite verb i, where the main clause goes on: "A guard, who asked
// not to be named, called it over." -1 for none.
func (r *ends) resumed(i int) int {
	first, last := r.Sentence(i)
	if i <= first || !r.Punct(i-1, ",") || !r.POS(i, ud.VERB, ud.AUX) || r.OwnSubject(i) >= i ||
		!r.finite(i) && !(r.Token(i).XPOS == "VBN" && r.NominalRoot(first, last)) {
		return -1
	}
	for k := i - 2; k > first && r.QuoteAt(k) == r.QuoteAt(i); k-- {
		if r.Punct(k, ",") {
			if rel := k + 1; (r.Low(rel) == "who" || r.Low(rel) == "which") && !r.POS(k-1, ud.VERB, ud.ADP) {
				return rel
			}
			return -1
		}
	}
	return -1
}

// mayBe reports whether the pronoun at s can stand for the source of head h.
func (r *ends) mayBe(s, h int) bool {
	if h < 0 {
		return false
	}
	many := strings.HasPrefix(r.Token(h).XPOS, "NN") && strings.HasSuffix(r.Token(h).XPOS, "S") || r.Low(h) == "they" || r.Low(h) == "we"
	switch r.Low(s) {
	case "he", "she", "i":
		return !many
	case "they", "we":
		return true
	}
	return false
}

// venueAfter reports whether the preposition k leads to a venue.
func (r *ends) venueAfter(k, last int) bool {
	for n := k + 1; n < min(last, k+6); n++ {
		if r.lex.lists["venue"][r.Lemma(n)] {
			return true
		}
	}
	return false
}
