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
// "Turkish officials", "a senior Iranian diplomat". Who they are nobody knows,
// but whose they are is known. Several of a kind are one actor throughout the
// article; of one each new mention may be another.
func (r *cast) unnamed() {
	several := map[string]*entity{}
	for _, d := range r.descs {
		if d.Entity != nil || d.Name != nil || !d.Noun.Is(words.Servant) || d.Office && !d.Plural {
			continue
		}
		nation := r.nationOf(d)
		if nation == nil || nation.entity == nil || nation.entity.typ != onrecord.Country {
			continue
		}
		name := r.text(nation.First, d.Head+1)
		switch {
		case d.Plural:
			e := several[name]
			if e == nil {
				e = &entity{name: name, typ: onrecord.Group, ref: kb.NoRef, nation: nation.entity, is: &refer.Entity{Kind: refer.People}}
				several[name] = e
				r.entities = append(r.entities, e)
			}
			d.Entity = e.is
		case d.Indefinite:
			e := &entity{name: name, typ: onrecord.Person, ref: kb.NoRef, nation: nation.entity, at: d.First + 1, is: &refer.Entity{Kind: refer.Person}}
			r.entities = append(r.entities, e)
			d.Entity = e.is
		default:
			continue
		}
		d.Why = fmt.Sprintf("the %s speaks for the state beside it, and is not named", d.Noun.Word)
	}
}

// ownHash tells an actor of this article from one of the same name in another,
// and an unnamed one from the next.
func (r *cast) ownHash(e *entity) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(r.art.Text))
	if e.at > 0 {
		_, _ = fmt.Fprintf(h, "@%d", e.at)
	}
	return fmt.Sprintf("-%08x", h.Sum32())
}
