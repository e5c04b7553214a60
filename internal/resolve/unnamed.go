package resolve

import (
	"fmt"
	"hash/fnv"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/refer"
	"onrecord/internal/words"
	"onrecord/ling"
)

// unnamed makes an actor of those who speak for a state and are not named:
// "Turkish officials". Who they are nobody knows, but whose they are is known.
// Several of a kind are one actor throughout the article. One alone, "a senior
// Iranian diplomat", is nobody, as docs/record.schema.json has it: the next may
// be another.
func (r *cast) unnamed() {
	several := map[string]*entity{}
	for _, d := range r.descs {
		if d.Entity != nil || !d.Plural || !d.Noun.Is(words.Servant) {
			continue
		}
		nation := r.nationOf(d)
		if nation == nil || nation.entity == nil || nation.entity.typ != onrecord.Country {
			continue
		}
		name := r.text(nation.First, d.Head+1)
		e := several[name]
		if e == nil {
			e = &entity{name: name, typ: onrecord.Group, ref: kb.NoRef, nation: nation.entity, is: &refer.Entity{Kind: refer.People}}
			several[name] = e
			r.entities = append(r.entities, e)
		}
		d.Entity = e.is
		d.Why = fmt.Sprintf("the %s speaks for the state beside it, and is not named", d.Noun.Word)
	}
}

// unnamedSpeakers gives those whom the article quotes and does not name an identity
// of their own within it: several of a kind ("experts"), a body ("the union"), and
// one person who speaks again ("a Western diplomat … He added"). One who speaks
// once only is nobody, as docs/record.schema.json has it.
func (r *speakers) unnamedSpeakers(links []refer.Link, statements []onrecord.Statement, of map[*refer.Entity]*entity) {
	spoke := map[*refer.Entity]int{}
	heads := r.sourceHeads(statements)
	for _, l := range links {
		if e := l.Entity; e != nil && of[e] == nil && len(e.Members) == 0 && heads[l.Head] {
			spoke[e]++
		}
	}
	called := map[string]int{}
	for _, l := range links {
		e, d := l.Entity, l.Description
		if e == nil || d == nil || of[e] != nil || spoke[e] == 0 || !r.ownIdentity(d, spoke[e]) {
			continue
		}
		_, last := r.sentenceOf(d.Head)
		_, last = r.groupPhrase(d.First, d.Head, last)
		name := r.text(r.uncounted(d.First, d.Head), max(last, d.Last))
		if called[name]++; called[name] > 1 && e.Kind == refer.Person {
			name = fmt.Sprintf("%s %d", name, called[name]) // another diplomat
		}
		of[e] = r.ofOwn(name, typeOf(e.Kind))
		of[e].is = e
	}
}

// sourceHeads are the tokens that head the sources that are not quoted themselves:
// whom a source only speaks of does not speak.
func (r *speakers) sourceHeads(statements []onrecord.Statement) map[int]bool {
	heads := map[int]bool{}
	for i := range statements {
		s := &statements[i]
		if s.Source.Empty() {
			continue
		}
		first, last := r.tokensOf(s.Source.Spans)
		if first >= last || r.quoted(first) {
			continue
		}
		head := r.headOf(first, last)
		heads[head] = true
		for k := head + 1; k < last; k++ {
			if r.doc.Tokens[k].Deprel == "conj" && r.doc.Tokens[k].Head == head {
				heads[k] = true
			}
		}
	}
	return heads
}

// ownIdentity reports whether a description that nobody's name goes with stands for
// somebody told apart from all others: it counts nobody ("few experts") and points.
func (r *speakers) ownIdentity(d *refer.Description, spoke int) bool {
	if r.words.is(r.word(d.First-2), words.Document) {
		return false // "a letter by doctors"
	}
	for k := d.First; k < d.Head; k++ {
		if r.words.countsNobody[r.word(k)] {
			return false
		}
	}
	switch {
	case d.Noun.Is(words.Person) && d.Plural:
		return !d.Owned
	case d.Noun.Is(words.Person):
		return spoke > 1 && !d.Owned
	}
	// "the firm" that speaks once may be one that has a name
	return d.Noun.Is(words.Body|words.Organ|words.Outlet) && (d.Definite || d.Indefinite) && !d.Owned && (spoke > 1 || d.Last-d.First > 2)
}

// typeOf is what an actor is of whom the text tells no more than a kind.
func typeOf(k refer.Kind) onrecord.ActorType {
	switch k {
	case refer.Person:
		return onrecord.Person
	case refer.People:
		return onrecord.Group
	}
	return onrecord.Organization
}

// ownHash tells an actor of this article from one of the same name in another.
func (r *cast) ownHash() string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(r.art.Text))
	return fmt.Sprintf("-%08x", h.Sum32())
}

// regimes makes "the Assad regime" and "the Trump administration" mean the state
// that somebody of that name ruled on the article's day.
func (r *cast) regimes() {
	for i := range r.doc.Tokens {
		if n, plural := r.words.Noun(r.word(i)); plural || !n.Is(words.Organ) || r.nameAt(i) != nil {
			continue
		}
		k := i - 1
		if r.ending(k) {
			k-- // "Assad's regime"
		}
		name := r.nameAt(k)
		if name == nil || name.Type != ling.PER {
			continue
		}
		if state := r.ruled(r.nameText(name)); state != kb.NoRef {
			m := r.add(name.First, i+1, ling.NOM, finder+" regime")
			m.Head = i
			r.put(m, r.known(state), fmt.Sprintf("the %s of who ruled the state on the day", r.word(i)))
		}
	}
	r.sortMarks()
}

// ruler is the weight of the offices of those who rule a state.
const ruler = 220

// ruled is the one state whose ruler on the article's day bore that name,
// kb.NoRef for none or several.
func (r *cast) ruled(name string) kb.Ref {
	state := kb.NoRef
	if r.kb == nil || r.day.IsZero() {
		return state
	}
	for _, c := range r.candidates(name, kb.Short) {
		for _, t := range r.kb.Terms(nil, c) {
			if holds, _ := t.Holds(r.day); !holds || r.kb.Rank(t.Office) < ruler || r.kb.Type(t.Scope) != onrecord.Country {
				continue
			}
			if state != kb.NoRef && state != t.Scope {
				return kb.NoRef
			}
			state = t.Scope
		}
	}
	return state
}
