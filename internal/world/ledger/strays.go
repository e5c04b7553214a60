package ledger

import (
	"encoding/json"
	"fmt"

	"onrecord"
	"onrecord/internal/world"
)

// Straying is a kind of rows that no list shows: what is told of an agreement
// that is at home in another theatre.
const Straying world.Kind = "strays"

// Strays finds what is told of an agreement of two theatres under one of them
// alone. A truce of two enemies is a row under the one that comes first; who
// tells of its breach may name the other only. Keys are those of the ledger.
type Strays struct{}

var (
	_ world.Keyed = Strays{}
	_ world.Upon  = Strays{}
)

// Kind implements world.Type.
func (Strays) Kind() world.Kind { return Straying }

// Version implements world.Type.
func (Strays) Version() string { return version() }

// Facts implements world.Type.
func (Strays) Facts(r *onrecord.Record) ([]world.Fact, error) { return Type{}.Facts(r) }

// Rows implements world.Keyed: one for each stray.
func (Strays) Rows(key string, facts []world.Fact) ([]world.Row, error) {
	all, err := gather(facts)
	if err != nil {
		return nil, err
	}
	var out []world.Row
	for _, a := range all {
		home := a.home()
		if home == key {
			continue
		}
		for _, t := range a.tolds {
			if t.Keys[0] != key {
				continue
			}
			stray := *t
			stray.With = a.tolds[0].ref()
			row, err := moved(&stray, world.Fact{Article: t.article, Day: t.day, Place: t.place}, []string{home})
			if err != nil {
				return nil, err
			}
			out = append(out, row)
		}
	}
	return out, nil
}

// Upon implements world.Upon.
func (Strays) Upon() []world.Kind { return []world.Kind{Breaching, Homing} }

// RowFacts implements world.Upon.
func (Strays) RowFacts(kind world.Kind, row world.Row) ([]world.Fact, error) {
	return Type{}.RowFacts(kind, row)
}

// resolved is the body of a row of Homes or Strays: a fact of the ledger.
type resolved struct {
	Keys    []string           `json:"keys"`
	Article onrecord.ArticleID `json:"article"`
	Day     string             `json:"day"`
	Place   int                `json:"place"`
	Told    *told              `json:"told"`
}

// moved is a row that lays a told under other keys.
func moved(t *told, fact world.Fact, keys []string) (world.Row, error) {
	body, err := json.Marshal(resolved{Keys: keys, Article: fact.Article, Day: fact.Day, Place: fact.Place, Told: t})
	if err != nil {
		return world.Row{}, fmt.Errorf("write agreement %s: %w", t.Claim, err)
	}
	return world.Row{ID: fmt.Sprintf("%s %s", fact.Article, t.Claim), First: fact.Day, Last: fact.Day, Body: body}, nil
}

// Upon implements world.Upon.
func (Type) Upon() []world.Kind { return []world.Kind{Breaching, Homing, Straying} }

// RowFacts implements world.Upon: what has found its theatre lies under it.
func (Type) RowFacts(kind world.Kind, row world.Row) ([]world.Fact, error) {
	if kind == Breaching {
		return heldFacts(row, func(h *held) []string { return h.Keys })
	}
	var r resolved
	if err := json.Unmarshal(row.Body, &r); err != nil {
		return nil, fmt.Errorf("read what %s found: %w", row.ID, err)
	}
	body, err := json.Marshal(r.Told)
	if err != nil {
		return nil, fmt.Errorf("write what %s found: %w", row.ID, err)
	}
	out := make([]world.Fact, len(r.Keys))
	for i, key := range r.Keys {
		out[i] = world.Fact{Key: key, Article: r.Article, Day: r.Day, Place: r.Place, Body: body}
	}
	return out, nil
}
