package ledger

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world"
)

// The kinds of rows that no list shows, by which one agreement of several
// theatres is one row.
const (
	Straying   world.Kind = "strays"
	StrayingOn world.Kind = "strays on"
)

// Strays finds what is told of one agreement under several theatres. A truce of
// two enemies lies under both; who tells of its breach may name one only, and
// another the other. A told is at home under its first key. Of those that are of
// one agreement under some key, all go to the first of their homes; who else is
// of one with them under another key follows in the next round. Keys are those
// of the ledger.
type Strays struct {
	Again bool // the second round, upon the first
}

var (
	_ world.Keyed = Strays{}
	_ world.Upon  = Strays{}
)

// Kind implements world.Type.
func (s Strays) Kind() world.Kind {
	if s.Again {
		return StrayingOn
	}
	return Straying
}

// Version implements world.Type.
func (Strays) Version() string { return version() }

// Facts implements world.Type.
func (Strays) Facts(r *onrecord.Record) ([]world.Fact, error) { return Type{}.Facts(r) }

// FactsOf implements world.Sharing: what a record tells is the same in both
// rounds, and in the ledger.
func (Strays) FactsOf() world.Kind { return Straying }

// FactsOf implements world.Sharing.
func (Type) FactsOf() world.Kind { return Straying }

// Rows implements world.Keyed: one for each stray. Whoever has the told under
// one of its keys learns of it, and where it was to go before.
func (Strays) Rows(key string, facts []world.Fact) ([]world.Row, error) {
	all, err := gather(key, facts)
	if err != nil {
		return nil, err
	}
	var out []world.Row
	for _, a := range all {
		first := a.settled()
		for _, t := range a.tolds {
			if t.home() == first.home() || t.wide(key) {
				continue
			}
			stray := *t
			stray.Home, stray.With = first.home(), first.ref()
			row, err := moved(&stray, t.fact, joined(slices.Clone(t.Keys), t.home(), stray.Home))
			if err != nil {
				return nil, err
			}
			row.ID += " " + key
			out = append(out, row)
		}
	}
	return out, nil
}

// Upon implements world.Upon.
func (s Strays) Upon() []world.Kind {
	if s.Again {
		return []world.Kind{Breaching, Homing, Straying}
	}
	return []world.Kind{Breaching, Homing}
}

// RowFacts implements world.Upon.
func (Strays) RowFacts(kind world.Kind, row world.Row) ([]world.Fact, error) {
	return Type{}.RowFacts(kind, row)
}

// wide reports whether a key is one of those that a told lies under besides, and
// no more than a power with what many of its deals are about: "the nuclear deal"
// with America may be anybody's.
func (t *told) wide(key string) bool {
	code, _, _ := strings.Cut(key, "|")
	_, matter, by := strings.Cut(code, ":")
	return by && slices.Index(t.Keys, key) > 0 && slices.Contains(matters(), matter)
}

// home is the key under which a told is in a row.
func (t *told) home() string {
	if t.Home != "" {
		return t.Home
	}
	return t.Keys[0]
}

// settled is the told of an agreement whose home comes first, to which the
// others go.
func (a *agreement) settled() *told {
	return slices.MinFunc(a.tolds, func(t, o *told) int { return cmp.Compare(t.home(), o.home()) })
}

// laterHome reports whether a told that is known already goes elsewhere by what
// another round found.
func (t *told) laterHome(o *told) bool {
	if o.Home == "" || t.Home == "" {
		return o.Home != ""
	}
	if by := cmp.Compare(o.Home, t.Home); by != 0 {
		return by < 0
	}
	return o.With < t.With
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
func (Type) Upon() []world.Kind { return []world.Kind{Breaching, Homing, Straying, StrayingOn} }

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
