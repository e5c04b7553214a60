package membership

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"onrecord"
	"onrecord/internal/clause"
	"onrecord/internal/rules"
	lists "onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// reader finds the memberships of one article.
type reader struct {
	*clause.Predicates
	rules *rules.Reading
	book  *lists.Book
	art   *onrecord.Article
	in    *onrecord.Found
	found []onrecord.Membership
	known map[pair]bool
}

// pair is a member and a group by their head words.
type pair struct{ member, group int }

// sentence tries the links at every word of the sentence [first, last). All that
// hold at a word are taken: an apposition may tie two groups at once.
func (r *reader) sentence(first, last int) {
	for i := first; i < last; i++ {
		for _, m := range r.rules.All(kindLink, i, r) {
			r.link(i, &m)
		}
	}
}

// link adds what a link says: each of its members belongs to its group.
func (r *reader) link(i int, m *rules.Match) {
	told, made := r.sayer(i)
	if !made && r.says(i) {
		return
	}
	group := m.Arg("group")
	members := []int{m.Arg("member")}
	if m.Gives(givesLone) == "" {
		members = r.alike(members[0])
	}
	what := r.groupWords(group, append(members, i))
	for _, member := range members {
		r.add(m, pair{member, group}, what, told)
	}
}

// alike are the members that are named like the one at k: joined to it, or put
// beside the same noun after it ("the ships [A, B] and C").
func (r *reader) alike(k int) []int {
	out := r.Joined(k)
	if !r.Is(k, "appos") {
		return out
	}
	for _, c := range r.Kids(r.Head(k)) {
		if c > k && r.Is(c, "appos") && r.named(c) && c != k+1 && !r.Punct(c-1, "(") {
			out = append(out, r.Joined(c)...)
		}
	}
	return out
}

// says reports whether the word at i says its link, so that it stands and falls
// with the statement around it: a verb, or a noun that a copula makes say it. An
// apposition only recalls what is known.
func (r *reader) says(i int) bool { return r.POS(i, ud.VERB) || r.Kid(i, "cop") >= 0 }

// add adds one membership, once for a member and a group.
func (r *reader) add(m *rules.Match, of pair, what clause.Runs, told onrecord.ClaimID) {
	who := r.before(r.words(of.member), of.member, r.Left(of.group))
	who = r.before(who, of.member, m.Trigger.From())
	if of.group < of.member && who.Has(of.group) { // "[the Nato] member Norland"
		who = r.Trim(who.Within(clause.Range(m.Trigger.To(), who.To())))
	}
	if of.member == of.group || r.known[of] || len(who) == 0 || len(what) == 0 || who.Has(of.group) {
		return
	}
	r.known[of] = true
	out := onrecord.Membership{
		Claim:  onrecord.Claim{FoundBy: foundHere + m.Name()},
		Member: onrecord.Party{Spans: r.Spans(who)}, Group: onrecord.Party{Spans: r.Spans(what)},
		As: onrecord.Capacity(m.Gives(givesAs)), Status: onrecord.MembershipStatus(m.Gives(givesStatus)),
		AsOf: r.asOf(m.Trigger.From()), AccordingTo: told, Words: onrecord.Part{Spans: r.Spans(m.Trigger)},
	}
	if out.Status == "" {
		out.Status = onrecord.Belongs
	}
	if out.As == "" {
		out.As = onrecord.AsMember
	}
	out.ID = r.id(&out)
	for i := range r.found { // two heads of one side can have the same words: "an Ottawa New Democrat MP"
		if r.found[i].ID == out.ID {
			return
		}
	}
	r.found = append(r.found, out)
}

// groupWords are the words of the group up to where its link or its members stand
// behind it: "the coalition" of "the coalition, including Norland and Tara".
func (r *reader) groupWords(group int, behind []int) clause.Runs {
	rs := r.words(group)
	for _, m := range behind {
		if r.Left(m) > group {
			rs = r.before(rs, group, r.Left(m))
		}
		rs = r.before(rs, group, m)
	}
	return rs
}

// words are the words of a side: its phrase, without what is joined to it, its
// additions behind commas and the preposition.
func (r *reader) words(k int) clause.Runs {
	rs := r.whole(r.Alone(k), k)
	for _, c := range r.Kids(k) {
		if len(rs) > 0 && c > k && r.Is(c, "appos", "acl") && r.Left(c) < rs.To() && (r.aside(r.Left(c)) || r.aside(r.Left(c)-1)) {
			rs = r.Trim(rs.Without(clause.Range(r.Left(c), rs.To())))
		}
	}
	for len(rs) > 0 && rs.From() < k && (r.POS(rs.From(), ud.ADP, ud.SCONJ, ud.CCONJ, ud.ADV) || r.Is(rs.From(), "case", "mark")) {
		rs = rs.Without(clause.Range(rs.From(), rs.From()+1))
	}
	if len(rs) > 0 && rs.To()-1 > k && r.possessive(rs.To()-1) {
		rs = rs.Without(clause.Range(rs.To()-1, rs.To())) // the ending of a possessive
	}
	return r.Trim(r.Balanced(rs))
}

// maxName is how many words of a name may stand behind the first.
const maxName = 6

// whole is rs with all of the organization's name that begins with it: the tree
// may hang each word of "[U.S.] Central Command" on the noun behind them all.
func (r *reader) whole(rs clause.Runs, k int) clause.Runs {
	_, last := r.Sentence(k)
	for i := k + 1; len(rs) == 1 && i < min(k+maxName, last); i++ {
		for _, m := range r.MentionsAt(i) {
			if m.Type == ling.ORG && m.First <= rs.From() && m.Last > rs.To() && k < m.Last {
				return clause.Range(m.First, m.Last)
			}
		}
	}
	return rs
}

// aside reports whether token k is a mark behind which something is only added.
func (r *reader) aside(k int) bool { return r.Punct(k, ",(–—") || r.Dash(k) }

// before is the part of a side's words that stands before token k, without what
// led on to it.
func (r *reader) before(rs clause.Runs, head, k int) clause.Runs {
	if k <= head {
		return rs
	}
	rs = rs.Within(clause.Range(0, k))
	for len(rs) > 0 && rs.To()-1 > head && r.POS(rs.To()-1, ud.ADP, ud.SCONJ, ud.CCONJ, ud.PUNCT, ud.DET, ud.AUX, ud.PRON, ud.VERB) {
		rs = rs.Without(clause.Range(rs.To()-1, rs.To()))
	}
	return r.Trim(rs)
}

// sayer is the innermost statement that says what the word at i tells, "" for
// the outlet's own voice; and whether it is told as so at all.
func (r *reader) sayer(i int) (onrecord.ClaimID, bool) {
	saying := r.in.Saying(r.Token(i).Span)
	for _, s := range saying {
		if s.Negated || s.Status != "" && s.Status != onrecord.StatusMade {
			return "", false
		}
	}
	if len(saying) == 0 {
		return "", true
	}
	return saying[0].ID, saying[0].Act != onrecord.Deny
}

// asOf is the day that stands with the word at i, else the article's.
func (r *reader) asOf(i int) onrecord.When {
	for n := range r.Times {
		t := &r.Times[n]
		if t.Type != ling.DATE && t.Type != ling.TIME || t.Value == "" || strings.HasSuffix(t.Value, "_REF") {
			continue
		}
		for k := t.First; k < t.Last; k++ {
			if r.Head(k) == i {
				day, _, _ := strings.Cut(t.Value, "T")
				return onrecord.When{Value: day, Time: n}
			}
		}
	}
	out := onrecord.Unset()
	if day := r.art.Published.Day(); !day.IsZero() {
		out.Value = day.String()
	}
	return out
}

// id is derived from the article's words and the membership's places in them, so
// that a link to it lasts as long as they do.
func (r *reader) id(m *onrecord.Membership) onrecord.ClaimID {
	h := sha256.New()
	fmt.Fprintf(h, "%d %v %v %v %s\n", len(r.Text), m.Member.Spans, m.Group.Spans, m.Words.Spans, m.Status)
	for _, list := range [][]ling.Span{m.Member.Spans, m.Group.Spans} {
		for _, sp := range list {
			h.Write([]byte(sp.In(r.Text)))
		}
	}
	return onrecord.ClaimID("b" + hex.EncodeToString(h.Sum(nil))[:16])
}
