package agreement

import (
	"slices"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/rules"
	"onrecord/ling/ud"
)

// status is what a word says that became of an agreement.
type status struct {
	at      int // the word
	words   clause.Runs
	is      onrecord.AgreementStatus
	how     onrecord.Ending
	told    onrecord.Told
	by      []party
	said    onrecord.ClaimID
	day     onrecord.When // it came to be so
	from    onrecord.When
	until   onrecord.When
	given   bool // told as long known
	outside bool // who did it is no party by that
	never   bool // dated after the article: it has not come about
	rule    string
}

// findStatuses tries the rules at every word of the sentences that name an
// agreement.
func (r *reader) findStatuses() {
	r.otherParts()
	done := map[int]bool{}
	for _, n := range r.namings {
		s := r.SentenceAt(n.at)
		if s < 0 || done[s] {
			continue
		}
		done[s] = true
		for i := r.Sentences[s].First; i < r.Sentences[s].Last; i++ {
			r.statusAt(i)
		}
	}
	for _, g := range r.gathered {
		r.withoutHeadlines(g)
		r.shared(g)
		r.alleged(g)
	}
}

// withoutHeadlines takes from g what a headline tells that the article tells in
// its prose, where the day and the voice of it are known.
func (r *reader) withoutHeadlines(g *gathering) {
	kept := g.statuses[:0]
	for i := range g.statuses {
		s := &g.statuses[i]
		if !r.inHeadline(s.at) || !slices.ContainsFunc(g.statuses, func(o status) bool { return o.is == s.is && !r.inHeadline(o.at) }) {
			kept = append(kept, *s)
		}
	}
	g.statuses = kept
}

// alleged adds to g the attacks that its holding is an answer to: "Chad accused
// Sudan of shelling a village. Sudan said it was keeping the truce."
func (r *reader) alleged(g *gathering) {
	for n := 0; n < len(g.statuses); n++ {
		s := g.statuses[n]
		sentence := r.SentenceAt(s.at) - 1
		if s.is != onrecord.Holding || s.said == "" || sentence < 0 || g.typ != onrecord.Ceasefire {
			continue
		}
		if accused, ok := r.accusation(sentence, s.said); ok {
			g.statuses = append(g.statuses[:n], append([]status{accused}, g.statuses[n:]...)...)
			n++
		}
	}
}

// accusation is the first attack in a sentence that somebody accuses another of,
// who is not the speaker of the answer, as a violation.
func (r *reader) accusation(sentence int, answer onrecord.ClaimID) (status, bool) {
	for i := r.Sentences[sentence].First; i < r.Sentences[sentence].Last; i++ {
		m, ok := r.rules.First(kindAttack, i, r)
		if !ok {
			continue
		}
		said, ok := r.sayer(i)
		if !ok || said == "" || said == answer {
			continue
		}
		s := status{
			at: i, words: m.Trigger, is: onrecord.Violated, told: onrecord.ToldSaid, by: r.parties(m.Arg("by")), said: said,
			rule: foundHere + m.Name(),
		}
		r.timed(&s, &naming{at: -1}, false)
		return s, !s.never
	}
	return status{}, false
}

// shared gives g what the verb of its model tells of that: "signed a truce with
// Mali and another with Niger" signs both.
func (r *reader) shared(g *gathering) {
	n := g.first()
	if n.model == nil || n.model.of == nil || len(g.statuses) > 0 {
		return
	}
	for i := range n.model.of.statuses {
		if s := n.model.of.statuses[i]; s.at == r.Head(n.model.at) {
			g.statuses = append(g.statuses, s)
			g.sides.add(s.by)
		}
	}
}

// statusAt adds the status that the word at i gives, if one does.
func (r *reader) statusAt(i int) {
	m, ok := r.rules.First(kindStatus, i, r)
	if !ok || m.Gives(givesStatus) == noStatus {
		return
	}
	n := r.naming(m.Arg("agreement"))
	if n == nil {
		return
	}
	said, ok := r.sayer(i)
	if !ok && (said == "" || m.Gives(givesSure) == "") {
		return
	}
	s := status{
		at: i, words: r.assertingWords(&m, n), is: onrecord.AgreementStatus(m.Gives(givesStatus)), how: onrecord.Ending(m.Gives(givesHow)),
		told: onrecord.Told(m.Gives(givesTold)), by: r.parties(m.Arg("by")), said: said, rule: foundHere + m.Name(),
	}
	if said != "" {
		s.told = onrecord.ToldSaid
	}
	s.outside = m.Gives(givesRole) != ""
	if h := r.Head(i); r.Is(i, "advcl") && r.Gerund(i) && h >= 0 && r.Read(h).Voice == clause.Passive {
		s.by = nil // "two men were killed, violating the truce": not by them
	}
	r.sides(n.of, &m, s.by)
	r.timed(&s, n, m.Gives(givesDay) == "effect")
	if r.noNews(&m, &s) {
		return
	}
	n.of.assert(s, r.SentenceAt(s.at) == n.of.lastSentence(r), m.Gives(givesDay) == "effect")
}

// noNews reports whether a word tells nothing of the agreement after all: a
// stranger does it, its day has not come, or it only says which one is meant
// ("the truce declared by the rebels").
func (r *reader) noNews(m *rules.Match, s *status) bool {
	switch {
	case m.Gives(givesRole) == "outsider" && len(s.by) == 0 && r.alone(s.at), s.never:
		return true
	case !r.modifier(s.at):
		return false
	}
	return r.Gerund(s.at) || s.day.Time < 0 && s.from.Time < 0 && m.Gives(givesDay) == ""
}

// lastSentence is the sentence of the status that was asserted last, -1 for none.
func (g *gathering) lastSentence(r *reader) int {
	if len(g.statuses) == 0 {
		return -1
	}
	return r.SentenceAt(g.statuses[len(g.statuses)-1].at)
}

// assert adds a status, unless the sentence has told it: two words for one thing
// are one status, and when what was agreed takes effect belongs to the agreeing.
func (g *gathering) assert(s status, sameSentence, effect bool) {
	if sameSentence {
		for i := range g.statuses {
			if g.statuses[i].takes(&s, effect) {
				return
			}
		}
	}
	g.statuses = append(g.statuses, s)
}

// takes reports whether s says what o says already, and gives o what it lacks.
func (o *status) takes(s *status, effect bool) bool {
	made := o.is == onrecord.Agreed || o.is == onrecord.Declared || o.is == onrecord.Signed || o.is == onrecord.Approved
	switch {
	case effect && made && s.is == onrecord.Agreed:
	case s.is == o.is && s.said == o.said && (len(s.by) == 0 || len(o.by) == 0 || s.by[0].name == o.by[0].name):
	default:
		return false
	}
	if len(o.by) == 0 {
		o.by = s.by
	}
	if o.from.Time < 0 {
		o.from = s.from
	}
	if o.until.Time < 0 {
		o.until = s.until
	}
	return true
}

// maxAssertion is how many words may assert a status: more would quote a sentence
// for a word of it.
const maxAssertion = 25

// assertingWords are the words of the clause that asserts a status of n: from who
// does it to what it is done to, or only the trigger where they stand far apart.
func (r *reader) assertingWords(m *rules.Match, n *naming) clause.Runs {
	ends := []clause.Runs{n.words}
	if k := m.Arg("agreement"); k >= 0 {
		ends = append(ends, r.ownWords(k))
	}
	for _, p := range r.parties(m.Arg("by")) {
		ends = append(ends, p.words)
	}
	from, to := m.Trigger.From(), m.Trigger.To()
	for _, words := range ends {
		if len(words) == 0 || r.SentenceAt(words.From()) != r.SentenceAt(m.Trigger.From()) {
			continue
		}
		a, b := min(from, words.From()), max(to, words.To())
		if b-a <= maxAssertion {
			from, to = a, b
		}
	}
	return r.Trim(r.Balanced(clause.Range(from, max(to, r.rest(m.Trigger.To())))))
}

// rest is where what completes the word right before token b ends: "took [effect]",
// "came [into force]"; b itself for nothing.
func (r *reader) rest(b int) int {
	for _, k := range r.Kids(b - 1) {
		if r.Is(k, "obj", "obl") && r.Left(k) == b && !r.Timed(k) && !r.Timed(b) {
			if rs := r.Alone(k); len(rs) > 0 && rs.To()-b < maxRest {
				return rs.To()
			}
		}
	}
	return b
}

// maxRest is how many words may complete a verb: an object, not a clause.
const maxRest = 6

// alone reports whether somebody does what the word at i tells who is no party
// to anything: a teacher who votes for a treaty has not approved it.
func (r *reader) alone(i int) bool {
	a := r.Read(i).Agent
	return a >= 0 && r.POS(i, ud.VERB) && r.POS(a, ud.NOUN) && r.indefinite(a) && !r.party(a)
}

// sides adds to g's parties those whose act makes them one.
func (r *reader) sides(g *gathering, m *rules.Match, by []party) {
	g.sides.add(r.parties(m.Arg("between")))
	g.sides.add(r.parties(m.Arg("with")))
	switch m.Gives(givesRole) {
	case "broker":
		g.brokers.add(by)
	case "outsider":
	default:
		g.sides.add(by)
	}
}

// modifier reports whether the word at i only says which agreement is meant: a
// participle that hangs on a noun.
func (r *reader) modifier(i int) bool {
	return (r.Participle(i) || r.Gerund(i) && r.naming(r.Head(i)) != nil) && r.Is(i, "acl", "amod") && !r.Is(i, "acl:relcl")
}
