package clause

import (
	"sort"

	"onrecord/ling/ud"
)

// maxJoined bounds a list of joined nouns: none in the news is longer.
const maxJoined = 64

// Joined are the nouns joined to noun k by "and" or in a list, k among them, in
// text order.
func (v *View) Joined(k int) []int {
	out := []int{k}
	for i := 0; i < len(out) && len(out) < maxJoined; i++ {
		for _, c := range v.Kids(out[i]) {
			if v.Is(c, "conj") && v.Noun(c) {
				out = append(out, c)
			}
		}
	}
	sort.Ints(out)
	return out
}

// Alone is the phrase of noun k without what is joined to it and the clauses
// that only add to it: "Egypt" of "Egypt and Jordan".
func (v *View) Alone(k int) Runs {
	rs := v.Phrase(k)
	for _, c := range v.Kids(k) {
		if len(rs) > 0 && c > k && v.Is(c, "conj", "cc", "acl:relcl") {
			from := v.Left(c)
			for from > k+1 && v.POS(from-1, ud.CCONJ) {
				from--
			}
			if from < rs.To() {
				rs = rs.Without(Range(from, rs.To()))
			}
		}
	}
	rs = v.Trim(rs)
	for len(rs) > 0 && rs.From() < k && v.POS(rs.From(), ud.CCONJ) {
		rs = v.Trim(rs.Without(Range(rs.From(), rs.From()+1)))
	}
	return v.Balanced(rs)
}
