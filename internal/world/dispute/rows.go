package dispute

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
)

// cluster is the findings of one dispute.
type cluster struct {
	finding
	first, last string
	id          string
	by          string // what found it, where that is none of this package's rules
}

// Rows implements world.Keyed.
func (Type) Rows(key string, facts []world.Fact) ([]world.Row, error) {
	if strings.HasPrefix(key, underTold) {
		return toldRows(key, facts)
	}
	if isStands(key) {
		return standRows(key, facts)
	}
	var clusters []*cluster
	var claims []*finding
	for _, fact := range facts {
		f := &finding{}
		if err := json.Unmarshal(fact.Body, f); err != nil {
			return nil, fmt.Errorf("read a finding of %s under %s: %w", fact.Article, key, err)
		}
		if f.Claim {
			claims = append(claims, f)
			continue
		}
		clusters = place(clusters, f, fact)
	}
	var out []world.Row
	for _, c := range clusters {
		for _, f := range claims {
			c.answer(f)
		}
		row, err := c.row()
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// place puts a finding to the first dispute that it is one with, or begins one.
func place(clusters []*cluster, f *finding, fact world.Fact) []*cluster {
	for _, c := range clusters {
		if c.same(f) {
			c.join(f, fact.Day)
			return clusters
		}
	}
	return append(clusters, &cluster{finding: *f, first: cmp.Or(f.First, fact.Day), last: cmp.Or(f.Last, fact.Day), id: firstID(f, fact.Article)})
}

// same reports whether a finding is of the dispute: of its kind, with sides
// that can be the same, on a matter of which half the words are.
func (c *cluster) same(f *finding) bool {
	if c.Kind != f.Kind || len(c.Sides) != len(f.Sides) {
		return false
	}
	if !c.pairs(f) {
		return false
	}
	return onOne(c.Stems, f.Stems)
}

// pairs reports whether each side of a finding can be one of the dispute's.
func (c *cluster) pairs(f *finding) bool {
	straight, crossed := true, true
	for i := range f.Sides {
		straight = straight && can(c.Sides[i], f.Sides[i])
		crossed = crossed && can(c.Sides[i], f.Sides[len(f.Sides)-1-i])
	}
	return straight || crossed && c.Kind != onrecord.DisputeDenial
}

// can reports whether two sides can be one: of one stance, with somebody in
// both or nobody known in either.
func can(a, b onrecord.Side) bool {
	return a.Stance == b.Stance && (len(a.Who) == 0 || len(b.Who) == 0 || passage.Meet(a.Who, b.Who))
}

// onOne reports whether two matters are one by their words: at least two are in
// both, and a third of those of the shorter one.
func onOne(a, b []string) bool {
	n := passage.Shared(a, b)
	return n >= 2 && 3*n >= min(len(a), len(b))
}

// join lays a finding to the dispute.
func (c *cluster) join(f *finding, day string) {
	for _, s := range f.Sides {
		for i := range c.Sides {
			if can(c.Sides[i], s) {
				c.Sides[i].Who = passage.Join(c.Sides[i].Who, s.Who)
				c.Sides[i].Cites = append(c.Sides[i].Cites, s.Cites...)
				break
			}
		}
	}
	c.About = passage.Join(c.About, f.About)
	c.last = max(c.last, day)
}

// answer lays a claim to a denial that it is the other side of.
func (c *cluster) answer(f *finding) {
	if c.Kind != onrecord.DisputeDenial || !can(c.Sides[0], f.Sides[0]) || !onOne(c.Stems, f.Stems) {
		return
	}
	other := &c.Sides[1]
	cite := f.Sides[1].Cites[0]
	for _, have := range other.Cites {
		if have.Article == cite.Article && have.Start < cite.End && cite.Start < have.End {
			return
		}
	}
	if passage.Meet(c.Sides[0].Who, f.Sides[1].Who) {
		return
	}
	other.Who = passage.Join(other.Who, f.Sides[1].Who)
	other.Cites = append(other.Cites, cite)
}

// row is the dispute as the world keeps it. Its id is that of its first member.
func (c *cluster) row() (world.Row, error) {
	d := onrecord.Dispute{
		ID: c.id, Kind: c.Kind, Sides: c.Sides, First: c.first, Last: c.last, FoundBy: cmp.Or(c.by, "dispute/"+c.Rule+"@"+Version()),
		Matter: onrecord.Matter{Text: c.Text, Actors: c.About, Agreement: c.Agreement, Incident: c.Incident},
	}
	if d.Matter.Actors == nil {
		d.Matter.Actors = []onrecord.Who{}
	}
	body, err := json.Marshal(d)
	if err != nil {
		return world.Row{}, fmt.Errorf("write dispute %s: %w", d.ID, err)
	}
	return world.Row{ID: d.ID, First: d.First, Last: d.Last, Has: has(&d), Words: searched(&d), Body: body}, nil
}

// firstID is the id of a dispute that begins with a finding: it lasts as long as
// that is the first.
func firstID(f *finding, article onrecord.ArticleID) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s", f.Kind, article)
	for _, s := range f.Sides {
		for _, c := range s.Cites {
			fmt.Fprintf(h, "\x00%s %d", s.Stance, c.Start)
		}
	}
	return "d" + hex.EncodeToString(h.Sum(nil)[:8])
}

// has are what the fields of the list of disputes ask for.
func has(d *onrecord.Dispute) []world.Has {
	out := []world.Has{{Field: "kind", Value: string(d.Kind)}}
	add := func(field, value, name string) {
		h := world.Has{Field: field, Value: value, Name: name}
		for _, have := range out {
			if have == h {
				return
			}
		}
		out = append(out, h)
	}
	if d.Matter.Agreement != "" {
		add("agreement", d.Matter.Agreement, "")
	}
	for _, s := range d.Sides {
		for _, w := range s.Who {
			add("actor", string(w.Actor), w.Name)
		}
		for _, c := range s.Cites {
			add("article", string(c.Article), "")
			add("outlet", c.Outlet, "")
		}
	}
	for _, w := range d.Matter.Actors {
		add("actor", string(w.Actor), w.Name)
	}
	return out
}

// searched are the words that a search finds a dispute by.
func searched(d *onrecord.Dispute) string {
	words := []string{d.Matter.Text}
	for _, s := range d.Sides {
		for _, c := range s.Cites {
			words = append(words, c.Text)
		}
	}
	return strings.Join(words, "\n")
}
