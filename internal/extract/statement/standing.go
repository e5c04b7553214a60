package statement

import (
	"embed"
	"fmt"
	"slices"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/rules"
	"onrecord/ling/ud"
)

//go:embed patterns/*.rules
var patternFiles embed.FS

// standingLanguage is what patterns/standing.rules may say.
func standingLanguage() rules.Language {
	lang := rules.Language{
		Kinds: []string{"none", "echo", "kind", "status", "act"}, Places: []string{"source", "content"},
		Flags: []string{"attitude", "direct", "voiceless", "own", "repeats", "clause", "nested", "added"}, Gives: map[string][]string{},
	}
	for _, k := range onrecord.StatementKinds {
		lang.Gives["kind"] = append(lang.Gives["kind"], string(k))
	}
	for _, s := range onrecord.StatementStatuses {
		lang.Gives["status"] = append(lang.Gives["status"], string(s))
	}
	for _, a := range onrecord.Acts {
		lang.Gives["act"] = append(lang.Gives["act"], string(a))
	}
	return lang
}

// standing is the knowledge of what a cue's statement is worth: the words that
// shade a predicate, and the rules over them.
type standing struct {
	grammar *clause.Grammar
	set     *rules.Set
}

// newStanding reads the rule file.
func newStanding() (*standing, error) {
	g, err := clause.NewGrammar()
	if err != nil {
		return nil, err
	}
	const name = "patterns/standing.rules"
	in, err := patternFiles.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	found, err := rules.Read(name, in)
	if err != nil {
		return nil, err
	}
	set, err := rules.Compile(standingLanguage(), found)
	if err != nil {
		return nil, err
	}
	return &standing{g, set}, nil
}

// of is what the rules of k can ask of one article.
func (k *standing) of(r *cues) *standings {
	p := k.grammar.Predicates(r.View)
	return &standings{p, k.set.On(p), r.speaks, r.cueAt}
}

// standings tells of the candidates of one article what they are worth.
type standings struct {
	*clause.Predicates
	rules  *rules.Reading
	speaks func(int) bool // whether a token names one who can speak
	cueAt  func(int) bool // whether a verb that reports words stands there
}

// site is a candidate as the rules of standing see it.
type site struct {
	*candidate
	in *standings
}

// Place is the head word of the source or of the content.
func (s site) Place(name string, _ int) []int {
	switch {
	case name == "content":
		return s.in.contentHeads(s.content)
	case s.head >= 0:
		return []int{s.head}
	case len(s.source) > 0:
		return []int{s.in.HeadOf(s.source)}
	}
	return nil
}

// contentHeads are the words of a content that hang on nothing in it.
func (k *standings) contentHeads(content clause.Runs) []int {
	var out []int
	for _, part := range content {
		for i := part.From; i < part.To; i++ {
			if !content.Has(k.Head(i)) && !k.POS(i, ud.PUNCT) {
				out = append(out, i)
			}
		}
	}
	return out
}

// Flag answers what the rules ask of the candidate itself.
func (s site) Flag(name string, _ int) bool {
	switch name {
	case "attitude":
		return s.cue.attitude
	case "direct":
		return s.quoted
	case "own":
		return s.own()
	case "repeats":
		return s.repeats
	case "clause":
		return s.clause
	case "nested":
		return s.parent != nil
	case "added":
		return s.added()
	}
	return s.voiceless()
}

// own reports whether the candidate stands in a quotation, or in a transcript's
// turn, with nothing between but what its speaker says of himself: "We condemn it
// and demand an answer".
func (s site) own() bool {
	if s.head < 0 {
		return false
	}
	for p, steps := s.parent, 0; p != nil && steps < maxNested; p, steps = p.parent, steps+1 {
		if p.quoted && (p.turn || s.in.QuoteAt(s.head) >= 0) {
			return true
		}
		if p.head < 0 || !s.in.firstPerson(p.head) {
			return false
		}
	}
	return false
}

// added reports whether the cue is a participle that adds to a deed, not to words:
// "The council met on Sunday, [revealing] deep divisions".
func (s site) added() bool {
	h := s.in.Head(s.at)
	if !s.in.Gerund(s.at) || !s.in.Punct(s.at-1, ",") || h < 0 || h > s.at || !s.in.POS(h, ud.VERB) {
		return false
	}
	for up, steps := h, 0; up >= 0 && steps < maxNested; up, steps = s.in.Head(up), steps+1 {
		if s.in.cueAt(up) {
			return false
		}
	}
	return true
}

// maxNested is how deep statements stand in each other at most: deeper is no news.
const maxNested = 8

// firstPerson reports whether token i is the speaker himself.
func (k *standings) firstPerson(i int) bool {
	switch k.Low(i) {
	case "i", "we", "me", "us":
		return true
	}
	return false
}

// voiceless reports whether the source is a thing: its noun is none for one who
// can speak.
func (s site) voiceless() bool {
	for _, h := range s.Place("source", s.at) {
		return s.in.Noun(h) && !s.in.speaks(h)
	}
	return false
}

// first is the first rule of that kind that holds for c.
func (k *standings) first(kind string, c *candidate) (rules.Match, bool) {
	return k.rules.First(kind, c.at, site{c, k})
}

// judge fills in what the statement of c is worth.
func (k *standings) judge(c *candidate, s *onrecord.Statement) {
	s.Kind, s.Status = onrecord.KindSpeech, onrecord.StatusMade
	if len(c.words) == 0 {
		return // no cue says otherwise
	}
	if m, ok := k.first("kind", c); ok {
		s.Kind = onrecord.StatementKind(m.Gives("kind"))
		s.Trail = append(s.Trail, foundHere+m.Name())
	}
	if m, ok := k.first("status", c); ok {
		s.Status = onrecord.StatementStatus(m.Gives("status"))
		s.Trail = append(s.Trail, foundHere+m.Name())
		for _, shade := range k.Read(c.at).Shades {
			s.Trail = append(s.Trail, "clause "+shade.Rule)
		}
	}
	if m, ok := k.first("act", c); ok && (s.Act == c.cue.act || s.Act == onrecord.Say) {
		s.Act = onrecord.Act(m.Gives("act"))
		s.Trail = append(s.Trail, foundHere+m.Name())
	}
	_, negated := k.Read(c.at).Shaded(clause.Negated)
	s.Negated = negated && s.Status == onrecord.StatusNotMade
	if s.Status == onrecord.StatusHypothetical && s.Certainty == onrecord.Certain {
		s.Certainty = onrecord.Possible // what nobody said is certain to nobody
	}
}

// reportsNothing is the rule by which the cue of c is meant in a sense that
// reports nothing ("claimed twelve lives"), "" for none.
func (k *standings) reportsNothing(c *candidate) string {
	if m, ok := k.first("none", c); ok {
		return m.Name()
	}
	return ""
}

// echoes takes back what only repeats what another candidate says: that its
// quotation is said, or the words of the verb before it.
func (r *corrections) echoes() {
	for n, c := range r.found {
		c.repeats = r.repeats(n)
	}
	r.takeBack("echo", func(c *candidate) bool {
		m, ok := r.standing.first("echo", c)
		if ok {
			c.note(m.Name())
		}
		return ok
	})
}

// repeats reports whether candidate n's cue is a participle, and a cue of the
// sentence before it has its source and content already: "responded by saying: …".
func (r *corrections) repeats(n int) bool {
	c := r.found[n]
	if !r.Gerund(c.at) {
		return false
	}
	first, _ := r.Sentence(c.at)
	for m := n - 1; m >= 0 && r.found[m].at >= first; m-- {
		if p := r.found[m]; p.at < c.at && slices.Equal(p.content, c.content) && slices.Equal(p.source, c.source) {
			return true
		}
	}
	return false
}

// takeBack drops candidates that have their parents already; what stands in one
// of them stands in its parent then.
func (r *corrections) takeBack(rule string, gone func(*candidate) bool) {
	back := map[*candidate]bool{}
	r.dropWhere(rule, func(c *candidate) bool {
		back[c] = gone(c)
		return back[c]
	})
	for _, c := range r.found {
		for back[c.parent] {
			c.parent = c.parent.parent
		}
	}
}
