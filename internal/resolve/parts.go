package resolve

import (
	"fmt"

	"onrecord"
	"onrecord/ling"
	"onrecord/ling/ud"
)

// partActors are the actors that a part of a claim means.
func (r *run) partActors(spans []ling.Span) []onrecord.ActorID {
	if id := r.partActor(spans); id != "" {
		return []onrecord.ActorID{id}
	}
	return nil
}

// partActor is the actor that a part of a claim means, "" for nobody, for
// somebody the text leaves unnamed, and for several at once.
func (r *run) partActor(spans []ling.Span) onrecord.ActorID {
	if len(spans) == 0 {
		return ""
	}
	hull := ling.Span{Start: spans[0].Start, End: spans[len(spans)-1].End}
	first, last := r.doc.TokensIn(hull)
	if first >= last {
		return ""
	}
	if m := r.nameAt(first); m != nil && m.Last+1 < last && r.dateline(m) {
		first = m.Last + 1 // "GENEVA — Foreign Minister Ana Kovač"
	}
	if m := r.whole(first, last); m != nil {
		return r.actorID(m)
	}
	head := r.headOf(first, last)
	if r.several(first, last, head) {
		return ""
	}
	if m := r.markAt(head, first, last); m != nil {
		return r.actorID(m)
	}
	if m := r.named(first, last); m != nil {
		return r.actorID(m)
	}
	if r.words.agents[r.word(head)] == "document" {
		return r.actorID(r.issuer(head, last))
	}
	if r.words.agents[r.word(head)] == "organ" {
		return r.actorID(r.nationBefore(head, first))
	}
	return ""
}

// named is the person whose name ends a part that is otherwise only a
// description before it: "Harbour master Bo Lind".
func (r *run) named(first, last int) *mark {
	m := r.nameAt(last - 1)
	if m == nil || m.Type != ling.PER || m.Last != last || m.First < first {
		return nil
	}
	for i := first; i < m.First; i++ {
		if !r.nominal(i) && r.doc.Tokens[i].UPOS != ud.DET && r.nameAt(i) == nil {
			return nil
		}
		if n := r.nameAt(i); n != nil && n.Type == ling.PER && n != m {
			return nil
		}
	}
	return m
}

// issuer is whose a document is: "a statement by the Russian Foreign Ministry".
func (r *run) issuer(head, last int) *mark {
	for i := head + 1; i < last; i++ {
		if w := r.word(i); w != "by" && w != "from" && w != "of" {
			continue
		}
		for i++; i < last && r.word(i) == "the"; i++ {
		}
		if i == last {
			return nil
		}
		for _, m := range r.over[i] {
			if m.Last <= last && m.entity != nil && m.Type != ling.NORP {
				return m
			}
		}
		return nil
	}
	return nil
}

func (r *run) actorID(m *mark) onrecord.ActorID {
	if m == nil || m.entity == nil {
		return ""
	}
	return m.entity.actor.ID
}

// whole is the mention that a part is, an article and a stop at the end aside.
func (r *run) whole(first, last int) *mark {
	for first < last-1 && (r.word(first) == "the" || r.doc.Tokens[first].UPOS == ud.PUNCT) {
		first++
	}
	for last-1 > first && r.doc.Tokens[last-1].UPOS == ud.PUNCT {
		last--
	}
	var best *mark
	for _, m := range r.over[first] {
		start := m.First
		if r.word(start) == "the" && start < m.Last-1 {
			start++
		}
		if start == first && m.Last == last && (best == nil || best.entity == nil) {
			best = m
		}
	}
	return best
}

// headOf is the token of a range whose head lies outside it, the first if
// there are more; the last word of the first noun phrase without a tree.
func (r *run) headOf(first, last int) int {
	parsed := false
	for i := first; i < last; i++ {
		h := r.doc.Tokens[i].Head
		if h == ling.NoHead {
			continue
		}
		parsed = true
		if (h < first || h >= last) && r.doc.Tokens[i].UPOS != ud.PUNCT {
			return i
		}
	}
	if parsed {
		return first
	}
	for i := first; i < last; i++ {
		switch r.doc.Tokens[i].UPOS {
		case ud.NOUN, ud.PROPN, ud.PRON:
			if i+1 >= last || r.doc.Tokens[i+1].UPOS != ud.NOUN && r.doc.Tokens[i+1].UPOS != ud.PROPN {
				return i
			}
		}
	}
	return last - 1
}

// markAt is the mention within [first, last) that token head belongs to: a
// name before a description, the longer before the shorter.
func (r *run) markAt(head, first, last int) *mark {
	var best *mark
	for _, m := range r.over[head] {
		if m.First < first || m.Last > last {
			continue
		}
		if m.Type == ling.NORP && head != m.Last-1 {
			continue
		}
		if best == nil || best.entity == nil {
			best = m
		}
	}
	return best
}

// several reports whether a part names two or more, joined by "and" or commas.
func (r *run) several(first, last, head int) bool {
	for i := first + 1; i < last-1; i++ {
		if w := r.word(i); w != "and" && w != "or" && w != "&" {
			continue
		}
		if m := r.nameAt(i); m != nil {
			continue // "Foreign and Commonwealth Office"
		}
		if r.doc.Tokens[i].Head == ling.NoHead {
			return true
		}
		if h := r.doc.Tokens[i].Head; h >= first && h < last && r.doc.Tokens[h].Head == head && ud.Universal(r.doc.Tokens[h].Deprel) == "conj" {
			return true
		}
	}
	return false
}

// nationBefore is the nation's name before a noun: "the Syrian government",
// "Syria's army".
func (r *run) nationBefore(head, first int) *mark {
	for i := head - 1; i >= first; i-- {
		if m := r.scopeAt(i); m != nil && (m.Type == ling.NORP || m.Type == ling.GPE) {
			return m
		}
	}
	return nil
}

// output is what found shall hold: the mentions with their ids and actors, and
// the actors that are meant by any of them, in text order.
func (r *run) output() ([]onrecord.Mention, []onrecord.Actor) {
	mentions := make([]onrecord.Mention, 0, len(r.marks))
	actors := []onrecord.Actor{}
	listed := map[onrecord.ActorID]bool{}
	taken := map[string]bool{}
	for _, m := range r.marks {
		id := fmt.Sprintf("m%d-%d-%s", m.Start, m.End, m.Type)
		if taken[id] {
			continue
		}
		taken[id] = true
		out := onrecord.Mention{ID: id, Span: m.Span, Type: m.Type, Actor: r.actorID(m), FoundBy: m.FoundBy}
		mentions = append(mentions, out)
		if out.Actor != "" && !listed[out.Actor] {
			listed[out.Actor] = true
			actors = append(actors, m.entity.actor)
		}
	}
	return mentions, actors
}
