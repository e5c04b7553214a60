package onrecord

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Change is a claim that one reading of an article has and another has not, or
// has otherwise.
type Change struct {
	Type ClaimType `json:"type"`
	// Was and Is are the claim in words, "" where it is only in the other reading.
	Was   string  `json:"was"`
	Is    string  `json:"is"`
	WasID ClaimID `json:"was_id"`
	IsID  ClaimID `json:"is_id"`
}

// Compare tells what claims of one reading became of in another, of the same
// text or of another version of it: by their words, because ids hang on the
// text. A claim that is gone and one that came, of one type, are one that
// changed if most of their words are the same.
func Compare(was, is *Record) []Change {
	old, now := worded(was), worded(is)
	count := map[wordedClaim]int{}
	key := func(c wordedClaim) wordedClaim { c.id = ""; return c }
	for _, c := range now {
		count[key(c)]++
	}
	var gone, came []wordedClaim
	kept := map[wordedClaim]int{}
	for _, c := range old {
		if count[key(c)] > kept[key(c)] {
			kept[key(c)]++
		} else {
			gone = append(gone, c)
		}
	}
	for _, c := range now {
		if kept[key(c)] > 0 {
			kept[key(c)]--
		} else {
			came = append(came, c)
		}
	}
	return paired(gone, came)
}

// wordedClaim is a claim in words.
type wordedClaim struct {
	of    ClaimType
	words string
	id    ClaimID
}

// alike is the least share of words, of all that two claims have, that makes
// them one that changed: more than half, so that a claim has one such partner
// rather than any.
const alike = 0.5

// paired are the changes: of each claim that is gone the one that came and is
// most like it, and then what came besides.
func paired(gone, came []wordedClaim) (out []Change) {
	taken := make([]bool, len(came))
	for _, g := range gone {
		best, most := -1, alike
		for i, c := range came {
			if share := shared(g, c); !taken[i] && share > most {
				best, most = i, share
			}
		}
		change := Change{Type: g.of, Was: g.words, WasID: g.id}
		if best >= 0 {
			taken[best] = true
			change.Is, change.IsID = came[best].words, came[best].id
		}
		out = append(out, change)
	}
	for i, c := range came {
		if !taken[i] {
			out = append(out, Change{Type: c.of, Is: c.words, IsID: c.id})
		}
	}
	return out
}

// shared is the share of words that two claims of a type have in common.
func shared(a, b wordedClaim) float64 {
	if a.of != b.of {
		return 0
	}
	count := map[string]int{}
	for _, w := range strings.Fields(a.words) {
		count[w]++
	}
	both, all := 0, len(strings.Fields(a.words))
	for _, w := range strings.Fields(b.words) {
		if count[w] > 0 {
			count[w]--
			both++
		} else {
			all++
		}
	}
	return float64(both) / float64(max(all, 1))
}

// worded are the claims of a record in words, by type, in the record's order.
func worded(r *Record) (out []wordedClaim) {
	for _, v := range r.Views() {
		words := fmt.Sprintf("%s [%s] %s", cmp.Or(v.Speaker, "somebody"), strings.Join(append([]string{string(v.Act)}, v.Unsaid()...), ", "), v.ContentText)
		out = append(out, wordedClaim{StatementClaim, words, v.ID})
	}
	view := NewViewer(r)
	for i := range r.Events {
		v := view.Event(&r.Events[i])
		words := fmt.Sprintf("%s [%s] %s: %s", strings.Join(v.Sources, ", "), strings.Join(append([]string{string(v.Plover.Event)}, v.Uncounted()...), ", "), strings.Join(v.Targets, ", "), v.TriggerText)
		out = append(out, wordedClaim{EventClaim, words, v.ID})
	}
	for i := range r.Agreements {
		v := view.Agreement(&r.Agreements[i])
		var statuses []string
		for n, h := range v.History {
			statuses = append(statuses, strings.TrimSpace(fmt.Sprintf("%s %s %s", h.Status, h.When.Value, v.Statuses[n].Says)))
		}
		out = append(out, wordedClaim{AgreementClaim, fmt.Sprintf("%s [%s] %s", v.Name, v.Type, strings.Join(statuses, ", ")), v.ID})
	}
	for i := range r.Memberships {
		v := view.Membership(&r.Memberships[i])
		out = append(out, wordedClaim{MembershipClaim, fmt.Sprintf("%s [%s] %s", v.MemberName, v.Status, v.GroupName), v.ID})
	}
	return slices.Clip(out)
}
