package agreement

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/ling"
)

// agreements are what was gathered, as it leaves the package.
func (r *reader) agreements() []onrecord.Agreement {
	out := make([]onrecord.Agreement, 0, len(r.gathered))
	for _, g := range r.gathered {
		if a, ok := r.agreement(g); ok {
			out = append(out, a)
		}
	}
	return out
}

// agreement is one of them, and whether it is worth telling: a verb that named
// one is not unless something became of it.
func (r *reader) agreement(g *gathering) (onrecord.Agreement, bool) {
	n := r.bestName(g)
	g.standIn()
	if n.pledge && len(g.statuses) == 0 || r.private(g) {
		return onrecord.Agreement{}, false
	}
	a := onrecord.Agreement{
		Claim: onrecord.Claim{FoundBy: n.rule},
		Words: onrecord.Part{Spans: r.Spans(n.words)},
		Type:  g.typ, Sides: r.record(g.sides), Brokers: r.record(g.brokers), Monitors: r.record(g.monitors),
		Place: onrecord.Party{Spans: r.Spans(r.place(g))}, Term: r.term(g), Scope: onrecord.Part{Spans: r.Spans(r.scope(g))},
		Background: len(g.statuses) > 0 || !r.news(g),
	}
	for i, sp := range a.Words.Spans {
		if i > 0 {
			a.Name += " "
		}
		a.Name += sp.In(r.Text)
	}
	for i := range g.statuses {
		s := &g.statuses[i]
		a.History = append(a.History, r.assertion(s))
		a.Trail = append(a.Trail, s.rule)
		a.Background = a.Background && s.given
	}
	a.ID = r.id(&a)
	return a, true
}

// standIn makes those a party who agreed and are only "they": where nobody is
// named, a pronoun tells who, once it is known whom it means.
func (g *gathering) standIn() {
	for i := range g.statuses {
		s := &g.statuses[i]
		if made := s.is == onrecord.Agreed || s.is == onrecord.Signed || s.is == onrecord.Declared; made && len(g.sides) == 0 && !s.outside {
			g.sides = s.by
		}
	}
}

// bestName is the first naming that names it by itself, in the article's own
// prose if it stands there too: headlines leave out too much.
func (r *reader) bestName(g *gathering) *naming {
	best := g.first()
	for _, n := range g.namings[1:] {
		if best.back && !n.back || r.inHeadline(best.at) && !r.inHeadline(n.at) && n.back == best.back {
			best = n
		}
	}
	return best
}

// inHeadline reports whether token i stands in a title or heading.
func (r *reader) inHeadline(i int) bool {
	b := r.Sentences[r.SentenceAt(i)].Block
	if b < 0 || b >= len(r.Blocks) {
		return false
	}
	k := r.Blocks[b].Kind
	return k == ling.BlockTitle || k == ling.BlockHeading
}

// news reports whether the article tells something of g, though no status: a
// clause of its own has it for its subject or object.
func (r *reader) news(g *gathering) bool {
	for _, n := range g.namings {
		if v := r.verbOf(n.at); v >= 0 && r.Is(n.at, "nsubj", "obj") && r.Read(v).Tense != clause.Tenseless && !r.Is(v, "acl", "advcl") {
			return true
		}
	}
	return false
}

// private reports whether a party to g is none of politics: a shop, a club.
func (r *reader) private(g *gathering) bool {
	for _, p := range g.sides {
		if r.holds(kindPrivate, p.at) {
			return true
		}
	}
	return false
}

// assertion is one status as it leaves the package.
func (r *reader) assertion(s *status) onrecord.StatusAssertion {
	return onrecord.StatusAssertion{
		Status: s.is, How: s.how, When: s.day, From: s.from, Until: s.until, By: r.record(s.by),
		Told: s.told, AccordingTo: s.said, Words: onrecord.Part{Spans: r.Spans(s.words)},
	}
}

// id is derived from the article's words and the agreement's places in them, so
// that a link to it lasts as long as they do.
func (r *reader) id(a *onrecord.Agreement) onrecord.ClaimID {
	h := sha256.New()
	fmt.Fprintf(h, "%d %v %s %s\n", len(r.Text), a.Words.Spans, a.Type, a.Name)
	return onrecord.ClaimID("a" + hex.EncodeToString(h.Sum(nil))[:16])
}
