package resolve

import (
	"strings"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/words"
	"onrecord/ling"
	"onrecord/ling/ud"
)

const severalOfAKind = "several of a kind, whom the article does not name"

// groups gives sources that stand for several by a noun alone ("tax experts", "the
// families", "27 companies") an identity within the article, and so bodies known by
// whose they are ("the port's union"). Things that are no voice have none.
func (r *parties) groups(statements []onrecord.Statement) {
	var spoke voice
	for i := range statements {
		s := &statements[i]
		if s.Kind == onrecord.KindSource || s.Source.Empty() {
			continue
		}
		first, last := r.tokensOf(s.Source.Spans)
		if first >= last {
			continue
		}
		who := r.partOf(s.Source.Spans)
		if len(who) == 0 {
			if e := r.groupOf(first, last, spoke); e != nil {
				who = []*entity{e}
			}
		}
		if s.Parent == "" && !r.quoted(first) {
			spoke = r.voiceOf(who, first, last)
		}
	}
	r.sortMarks()
}

// voice is whom "they" can mean in the sentence behind: several, or a body, that
// spoke.
type voice struct {
	who  *entity // nil for nobody
	last int     // token behind the source
	one  bool    // its noun is in the singular: "the ministry"
}

// voiceOf is the voice of the source [first, last), who is known to be who.
func (r *parties) voiceOf(who []*entity, first, last int) voice {
	head := r.headOf(first, last)
	if len(who) != 1 || who[0].typ == onrecord.Person {
		return voice{}
	}
	one := who[0].typ != onrecord.Group && !r.plural(head)
	if one && who[0].typ != onrecord.Organization {
		return voice{}
	}
	return voice{who[0], last, one}
}

// takesUp reports whether "they" at token i, of whom something is said, are those who
// spoke in the sentence before or this one. Where one body spoke, nobody else
// may have come up since who could be they: "The ministry said farmers had left.
// They said …".
func (r *parties) takesUp(i int, v voice) bool {
	if v.who == nil || r.quoted(i) || r.doc.SentenceAt(i)-r.doc.SentenceAt(v.last-1) > 1 {
		return false
	}
	for k := v.last; v.one && k < i; k++ {
		if r.plural(k) && ud.Universal(r.doc.Tokens[k].Deprel) == "nsubj" && r.groupType(k, k) != "" {
			return false
		}
	}
	return true
}

// plural reports whether token i is a noun in the plural.
func (r *parties) plural(i int) bool {
	return r.doc.Tokens[i].XPOS == "NNS" || r.doc.Tokens[i].XPOS == "NNPS"
}

// groupOf is whom the source [first, last) stands for by a noun, or as "they" of those
// who spoke before; nil for nobody.
func (r *parties) groupOf(first, last int, spoke voice) *entity {
	head := r.headOf(first, last)
	if r.word(head) == "they" {
		if !r.takesUp(head, spoke) {
			return nil
		}
		r.put(r.add(head, head+1, ling.PRON, finder+" group"), spoke.who, "those who spoke before")
		return spoke.who
	}
	if parts := r.joined(first, last, head); len(parts) > 1 {
		for _, p := range parts {
			if len(r.partOf([]ling.Span{{Start: r.doc.Tokens[p[0]].Start, End: r.doc.Tokens[p[1]-1].End}})) == 0 {
				r.groupOf(p[0], p[1], voice{}) // "regulators and environmental groups"
			}
		}
		return nil
	}
	if r.writes(head) {
		e := r.author()
		r.put(r.add(head, head+1, ling.PRON, finder+" first person"), e, "who writes the article")
		return e
	}
	typ := r.groupType(first, head)
	if typ == "" {
		return nil
	}
	a, b := r.groupPhrase(first, head, last)
	e := r.ownTakenUp(a, head, b)
	if e == nil {
		e = r.ofOwn(r.ownerName(a, head)+r.text(r.uncounted(a, head), b), typ)
	}
	m := r.add(a, b, ling.NOM, finder+" group")
	m.Head = head
	r.put(m, e, severalOfAKind)
	for _, o := range r.over[head] {
		if o.all == nil && (o.Type == ling.NOM || o.Type == ling.NORP) && o.First >= first && o.Last <= last {
			r.put(o, e, severalOfAKind)
		}
	}
	return e
}

// writes reports whether token i is "I" or "we" outside all quotations: in an article of
// somebody's own.
func (r *parties) writes(i int) bool {
	return r.words.firstPerson[r.word(i)] && r.doc.Tokens[i].UPOS == ud.PRON && !r.quoted(i) && ud.Universal(r.doc.Tokens[i].Deprel) == "nsubj"
}

// author is who writes the article: by name where one is known, else an actor of the
// article alone.
func (r *parties) author() *entity {
	if len(r.art.Authors) == 1 {
		for _, e := range r.entities {
			if e.typ == onrecord.Person && kb.Fold(e.name) == kb.Fold(r.art.Authors[0]) {
				return e
			}
		}
		return r.ofOwn(r.art.Authors[0], onrecord.Person)
	}
	return r.ofOwn("author", onrecord.Person)
}

// ownerName is whose the phrase from token a on is, where a pronoun before its head
// says it and is known to mean somebody: of "his aides", "Karl Vogel's ".
func (r *parties) ownerName(a, head int) string {
	for k := max(a-1, 0); k < head; k++ {
		if r.doc.Tokens[k].XPOS != "PRP$" {
			continue
		}
		for _, m := range r.over[k] {
			if m.entity != nil && m.First == k && m.Last == k+1 {
				return m.entity.name + "'s "
			}
		}
	}
	return ""
}

// ownTakenUp is the one of the article's own whom "the families" takes up, nil for
// none or several.
func (r *parties) ownTakenUp(a, head, b int) *entity {
	if a != head || b != head+1 || r.word(head-1) != "the" {
		return nil
	}
	var found *entity
	for _, e := range r.entities {
		if e.vague && strings.HasSuffix(strings.ToLower(e.name), " "+r.word(head)) {
			if found != nil {
				return nil
			}
			found = e
		}
	}
	return found
}

// groupType is what the noun phrase with that head stands for, "" for nobody who
// could be told from others.
func (r *parties) groupType(first, head int) onrecord.ActorType {
	owned := false
	for k := first; k < head; k++ {
		switch {
		case r.words.countsNobody[r.word(k)], r.doc.Tokens[k].XPOS == "PRP$" && r.ownerName(k, k+1) == "", r.words.is(r.word(k), words.Document) && (r.word(k+1) == "by" || r.words.OfDescription[r.word(k+1)]):
			return ""
		case r.ending(k):
			owned = k == head-1 || k > first && r.nameAt(k-1) != nil
		}
	}
	noun, plural := r.words.Noun(r.word(head))
	many := r.words.manyInOne[r.word(head)]
	speaks := many || noun.Is(words.Person|words.Body|words.Organ|words.Force|words.Outlet)
	switch name := r.nameAt(head); {
	case name != nil && (name.Type != ling.NORP || r.doc.Tokens[head].XPOS != "NNPS"), !speaks && name == nil:
		return ""
	case name != nil, plural, many:
		return onrecord.Group
	case owned && !noun.Is(words.Person):
		return onrecord.Organization
	}
	return ""
}

// groupPhrase is the noun phrase of the head within [first, last), without what
// relative clauses and asides add.
func (r *marks) groupPhrase(first, head, last int) (a, b int) {
	for a = head; a > first && (r.nominal(a-1) || r.ending(a-1) || r.words.hyphen[r.word(a-1)]); a-- {
	}
	for b = head + 1; b+1 < last && (r.words.OfDescription[r.word(b)] || r.words.hyphen[r.word(b)]); b++ {
		k := b + 1
		for k < last && (r.nominal(k) || r.doc.Tokens[k].UPOS == ud.DET) {
			k++
		}
		for k > b+1 && r.doc.Tokens[k-1].UPOS == ud.DET {
			k--
		}
		if k == b+1 {
			break
		}
		if r.word(k) == "and" && k+1 < last && r.nameAt(k-1) != nil && r.nameAt(k+1) != nil {
			k = min(last, r.nameAt(k+1).Last) // "the ministers of Valdoria and Marenia"
		}
		b = k - 1
	}
	return a, b
}

// uncounted is a phrase's first token behind its articles and numbers.
func (r *page) uncounted(a, head int) int {
	for a < head && (r.doc.Tokens[a].UPOS == ud.DET || r.doc.Tokens[a].UPOS == ud.NUM || r.words.howMany[r.word(a)]) {
		a++
	}
	return a
}

// ofOwn is the article's own actor of a name by which nobody is known outside it.
func (r *cast) ofOwn(name string, typ onrecord.ActorType) *entity {
	key := string(typ) + strings.ToLower(name)
	if r.own == nil {
		r.own = map[string]*entity{}
	}
	e := r.own[key]
	if e == nil {
		e = &entity{name: name, typ: typ, ref: kb.NoRef, vague: true}
		r.own[key] = e
		r.entities = append(r.entities, e)
	}
	return e
}
