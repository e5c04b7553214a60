package resolve

import (
	"onrecord"
	"onrecord/internal/kb"
	"onrecord/internal/refer"
)

// campaigns makes an actor of each body that is called by who leads it: "the Holm
// campaign", "Marek's team". Whoever speaks for it, it is not the leader.
func (r *cast) campaigns() {
	type key struct {
		leader *entity
		noun   string
	}
	made := map[key]*entity{}
	for _, d := range r.descs {
		if d.Owner == nil || d.Owned || d.Plural || d.Entity != nil || !r.refs.LedBySomebody(d) || r.byName[d.Owner] == nil {
			continue
		}
		leader := r.byName[d.Owner].entity
		if leader == nil {
			continue
		}
		k := key{leader, d.Noun.Word}
		if made[k] == nil {
			name := leader.name
			if leader.ref != kb.NoRef {
				name = r.kb.Actor(leader.ref).Name
			}
			made[k] = &entity{name: name + " " + d.Noun.Word, typ: onrecord.Organization, ref: kb.NoRef, is: &refer.Entity{Kind: refer.Body}}
			r.entities = append(r.entities, made[k])
		}
		d.Entity, d.Why = made[k].is, "the body of whom it is called by"
	}
}
