package resolve

import (
	"fmt"
	"hash/fnv"

	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/refer"
	"onrecord/internal/words"
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
