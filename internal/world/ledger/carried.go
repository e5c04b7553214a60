package ledger

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"onrecord"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// carrying are the words by which a deed carries out an agreement.
var carrying = sync.OnceValue(func() *regexp.Regexp {
	var all []string
	for _, r := range rulesOf("carrying") {
		all = append(all, r.Get("words"))
	}
	return regexp.MustCompile(`(?i)\b(?:` + strings.Join(all, "|") + `)\b`)
})

// carriedOut are the statuses that an agreement has by what another of its
// sentence does: prisoners are exchanged "as part of a ceasefire", which is
// carried out thereby though nothing else is told of it.
func carriedOut(p *passage.Page, a *onrecord.Agreement) []status {
	name, ok := passage.Hull(a.Words.Spans...)
	if !ok || sort(a.Type) != truce || len(a.History) > 0 {
		return nil
	}
	var out []status
	for i := range p.Agreements {
		deed := &p.Agreements[i]
		if sort(deed.Type) == truce || sort(deed.Type) == talk {
			continue
		}
		for j := range deed.History {
			h := &deed.History[j]
			at, ok := passage.Hull(h.Words.Spans...)
			if !ok || h.Status != onrecord.Implemented || p.Sentence(at.Start) != p.Sentence(name.Start) {
				continue
			}
			if !carrying().MatchString(p.Words(between(at, name))) {
				continue
			}
			carried := statuses(p, deed, h)
			hull, _ := passage.Hull(slices.Concat(h.Words.Spans, a.Words.Spans)...)
			carried[0].Cite = p.Cite(hull)
			out = append(out, carried[0])
		}
	}
	return out
}

// between is what stands between two spans, or, where they overlap, what the
// one has before the other.
func between(a, b ling.Span) ling.Span {
	if b.Start < a.Start {
		a, b = b, a
	}
	if a.End <= b.Start {
		return ling.Span{Start: a.End, End: b.Start}
	}
	return ling.Span{Start: a.Start, End: b.Start}
}
