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
