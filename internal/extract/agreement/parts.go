package agreement

import (
	"slices"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/rules"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// partyList is parties by the words that name them, each once.
type partyList []party

// party is somebody: the head word, and the words.
type party struct {
	at    int
	words clause.Runs
	name  string // in small letters, to tell who stands there already
}

// add adds parties that do not stand in the list.
func (l *partyList) add(list []party) {
	for _, p := range list {
		known := p.name == ""
		for _, q := range *l {
			known = known || q.name == p.name
		}
		if !known {
			*l = append(*l, p)
		}
	}
}

// parties are those that the phrase of head k names: "Egypt and Jordan" are two.
func (r *reader) parties(k int) []party {
	if k < 0 {
		return nil
	}
	var out []party
	first, last := r.Sentence(k)
	begins := r.AfterDateline(first, last)
	sides := append(r.listed(k), r.Joined(k)...)
	if other := r.otherSide(k); len(sides) == 1 && other >= 0 {
		sides = append(sides, other)
	}
	for n, h := range sides {
		if n > 0 && r.clauseOf(h) {
			continue
		}
		rs := r.ownWords(h).Within(clause.Range(begins, last))
		if n+1 < len(sides) && rs.Has(sides[n+1]) {
			rs = r.upToAnd(rs, sides[n+1])
		}
		if len(rs) > 0 {
			out = append(out, party{h, rs, r.key(h)})
		}
	}
	return slices.DeleteFunc(out, func(p party) bool {
		return slices.ContainsFunc(out, func(o party) bool {
			return o.at != p.at && o.words.Has(p.at) && len(o.words) == 1 && r.Head(p.at) == o.at
		})
	})
}

// clauseOf reports whether the noun at h, joined to others, is a verb that the
// tree took for one: "Norland left the deal and [orders] ships to turn".
func (r *reader) clauseOf(h int) bool {
	return r.Kid(h, "obj") >= 0 || r.Kid(h, "xcomp") >= 0 || r.POS(h, ud.VERB) || r.Kid(h, "nsubj") >= 0
}

// listed are the parties of a list that stand before k, where the tree gives the
// verb a second subject: "[Norland], Tara and Marenia agreed".
func (r *reader) listed(k int) []int {
	comma := r.Left(k)
	if comma > 0 && !r.Punct(comma, ",") {
		comma-- // trees hang it on either side
	}
	if !r.Is(k, "nsubj") || r.Kid(k, "conj") < 0 || !r.Punct(comma, ",") {
		return nil
	}
	for _, c := range r.Kids(r.Head(k)) {
		if c < k && r.Is(c, "nsubj") && r.Right(c) == comma-1 && r.party(c) {
			return append(r.listed(c), r.Joined(c)...)
		}
	}
	return nil
}

// otherSide is the second of two parties between whom something is, where the
// tree joins it to a word within the first ("between the Government [of Norland
// and the Reed Front]"): -1 for none.
func (r *reader) otherSide(k int) int {
	if r.Prep(k) != "between" && !r.severalDo(k) {
		return -1
	}
	for c := k + 1; c <= r.Right(k); c++ {
		if r.Is(c, "conj") && r.Noun(c) && r.Kid(c, "cc") >= 0 && r.Head(c) != k && r.party(c) {
			return c
		}
	}
	return -1
}

// severalDo reports whether k is a subject in the singular of a verb in the
// plural: somebody else is joined to it, wherever the tree has hung them ("the
// Republic of Congo [and Rwanda] sign").
func (r *reader) severalDo(k int) bool {
	h := r.Head(k)
	return h > k && r.Is(k, "nsubj") && r.Token(h).XPOS == "VBP" && r.singular(k)
}

// singular reports whether the noun at k is in the singular.
func (r *reader) singular(k int) bool { return r.Token(k).XPOS == "NN" || r.Token(k).XPOS == "NNP" }

// upToAnd is the part of rs before the "and" that joins the noun at c.
func (r *reader) upToAnd(rs clause.Runs, c int) clause.Runs {
	return r.Trim(rs.Within(clause.Range(0, r.Kid(c, "cc"))))
}

// ownWords are the words of the party at h, up to where it is told when or by
// what it acted: "the rebels [by a narrow margin on Sunday]".
func (r *reader) ownWords(h int) clause.Runs {
	rs := r.Alone(h)
	for _, run := range rs {
		for k := max(h+1, run.From); k < run.To; k++ {
			if r.Timed(k) || r.Is(k, "case") && r.Low(k) == "by" || r.Gerund(k) && (r.Punct(k-1, ",") || r.holds(kindOpening, k)) {
				for k > h+1 && (r.POS(k-1, ud.ADP, ud.SCONJ, ud.CCONJ, ud.DET) || r.Punct(k-1, ",")) {
					k-- // "[in the] last week", "[,] responding to a call"
				}
				return r.Trim(rs.Within(clause.Range(0, k)))
			}
		}
	}
	return rs
}

// key is what tells parties apart: the words of the name in small letters.
func (r *reader) key(h int) string {
	if r.POS(h, ud.PRON) {
		return "" // a pronoun names nobody that is not named elsewhere
	}
	out := ""
	for _, run := range r.Alone(h) {
		for i := run.From; i < run.To; i++ {
			if r.POS(i, ud.PROPN, ud.NOUN, ud.ADJ) {
				out += r.Low(i) + " "
			}
		}
	}
	return out
}

// placeName reports whether token k names a place.
func (r *reader) placeName(k int) bool {
	return r.POS(k, ud.PROPN) && r.Named(k, ling.GPE, ling.LOC, ling.FAC)
}

// place is where an agreement's namings put it: behind "in", "at" or "for", or
// before its noun ("the Aleppo truce").
func (r *reader) place(g *gathering) clause.Runs {
	for _, n := range g.namings {
		for _, o := range r.Read(n.at).Obliques {
			switch o.Prep {
			case "in", "at", "across", "throughout", "around":
				if r.Named(o.At, ling.GPE, ling.LOC, ling.FAC) {
					return r.nameAt(o.At)
				}
			}
		}
		for _, k := range r.Kids(n.at) {
			if k < n.at && r.Is(k, "compound", "nmod:poss") && r.placeName(k) && !r.Is(k, "nmod:poss") {
				return r.nameAt(k)
			}
		}
	}
	return nil
}

// nameAt is the name that token k heads, with the name of what it lies in
// behind it; the token alone where no layer of names has it.
func (r *reader) nameAt(k int) clause.Runs {
	out := clause.Range(k, k+1)
	for _, m := range r.MentionsAt(k) {
		if m.First <= k && k < m.Last && m.Last-m.First > out.Size() {
			out = clause.Range(m.First, m.Last)
		}
	}
	return out
}

// term is the duration that an agreement's namings, or what agreed them, give.
func (r *reader) term(g *gathering) string {
	for _, n := range g.namings {
		a, b := n.words.From(), n.words.To()
		for i := range r.Times {
			t := &r.Times[i]
			if t.Type == ling.DURATION && t.First >= a && t.Last <= b && t.Value != "" && t.First < n.at+6 {
				if t.Last <= n.at || r.Prep(t.Last-1) == "for" || r.Prep(t.Last-1) == "of" {
					return t.Value
				}
			}
		}
	}
	return r.termGiven(g)
}

// termGiven is the duration for which, or by which, somebody is told to have made
// or prolonged g: "extended by a month".
func (r *reader) termGiven(g *gathering) string {
	for i := range g.statuses {
		s := &g.statuses[i]
		switch s.is {
		case onrecord.Proposed, onrecord.Agreed, onrecord.Declared, onrecord.Signed, onrecord.Approved, onrecord.Extended:
		default:
			continue
		}
		for k := range r.Times {
			t := &r.Times[k]
			if p := r.prepOf(t); t.Type == ling.DURATION && t.Value != "" && (p == "for" || p == "by") && r.stands(t, s.at, g.first()) {
				return t.Value
			}
		}
	}
	return ""
}

// scope is the word that says what an agreement covers: "nationwide", "partial".
func (r *reader) scope(g *gathering) clause.Runs {
	for _, n := range g.namings {
		for _, k := range r.Kids(n.at) {
			if k < n.at && r.Is(k, "amod", "compound") && r.holds(kindScope, k) {
				return clause.Range(k, k+1)
			}
		}
	}
	return nil
}

// otherParts fills who else has to do with the agreements, by the rules of
// parts, tried at each naming and at the other words of its sentence.
func (r *reader) otherParts() {
	done := map[int]bool{}
	for _, n := range r.namings {
		for _, m := range r.rules.All(kindOwn, n.at, r) {
			r.hasPart(n.of, &m)
		}
		s := r.SentenceAt(n.at)
		if s < 0 || done[s] {
			continue
		}
		done[s] = true
		for i := r.Sentences[s].First; i < r.Sentences[s].Last; i++ {
			for _, m := range r.rules.All(kindPart, i, r) {
				if n := r.naming(m.Arg("agreement")); n != nil {
					r.hasPart(n.of, &m)
				}
			}
		}
	}
}

// hasPart adds to g whom a match of the rules of parts names.
func (r *reader) hasPart(g *gathering, m *rules.Match) {
	if g == nil {
		return
	}
	g.sides.add(r.parties(m.Arg("side")))
	g.brokers.add(r.parties(m.Arg("broker")))
	g.monitors.add(r.parties(m.Arg("monitor")))
}

// verbOf is the verb that a naming hangs on, -1 for none.
func (r *reader) verbOf(i int) int {
	if v := r.Head(i); v >= 0 && r.POS(v, ud.VERB) {
		return v
	}
	return -1
}

// record is the party as it leaves the package.
func (r *reader) record(list []party) []onrecord.Party {
	var out []onrecord.Party
	for _, p := range list {
		out = append(out, onrecord.Party{Spans: r.Spans(p.words)})
	}
	return out
}
