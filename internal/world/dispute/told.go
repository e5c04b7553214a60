package dispute

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
	"onrecord/internal/world/telling"
)

// underTold is what the keys of tellings begin with.
const underTold = "told|"

// tellingFacts are how an article tells its story, under each of the terms that
// it is found by. at is the place of the first of them among its facts.
func tellingFacts(p *passage.Page, at int) ([]world.Fact, error) {
	t, err := telling.Read(p)
	if err != nil || t == nil {
		return nil, err
	}
	body, err := json.Marshal(t)
	if err != nil {
		return nil, fmt.Errorf("write how %s tells its story: %w", p.ID, err)
	}
	var out []world.Fact
	for i, term := range t.Keys {
		key := underTold + term + "|" + quarter(p.Day())
		out = append(out, world.Fact{Key: key, Article: p.ID, Day: p.Day(), Place: at + i, Body: body})
	}
	return out, nil
}

// crowd is how many articles may be found by a term in a quarter of a year, or at
// no known day. What more have in common, "ten" or "the president", is no mark of
// one tale, and to hold each against each would be the work of most keys together;
// rarer terms find them.
const crowd = 384

// toldRows are the disputes of those who tell a tale as so with those who say
// that it is false.
func toldRows(key string, facts []world.Fact) ([]world.Row, error) {
	if len(facts) > crowd {
		return nil, nil
	}
	term, _, _ := strings.Cut(strings.TrimPrefix(key, underTold), "|")
	all := make([]*telling.Telling, len(facts))
	for i, f := range facts {
		all[i] = &telling.Telling{}
		if err := json.Unmarshal(f.Body, all[i]); err != nil {
			return nil, fmt.Errorf("read how %s tells its story: %w", f.Article, err)
		}
	}
	var out []world.Row
	for _, o := range telling.Oppose(term, all) {
		row, err := toldRow(key, facts, all, o)
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// toldRow is the dispute of an opposition.
func toldRow(key string, facts []world.Fact, all []*telling.Telling, o telling.Opposition) (world.Row, error) {
	c := &cluster{finding: finding{Kind: onrecord.DisputeDenial}, by: "telling/" + all[o.Refuting[0]].Rule + "@" + telling.Version()}
	denying, asserting := side(Denies, nil), side(Asserts, nil)
	for _, i := range o.Refuting {
		denying = told(denying, all[i].Refutes)
		c.span(facts[i].Day)
	}
	for _, i := range o.Asserting {
		asserting = told(asserting, all[i].Claim)
		c.span(facts[i].Day)
	}
	c.Text, c.Sides = all[o.Asserting[0]].Claim.Text, []onrecord.Side{denying, asserting}
	h := sha256.Sum256([]byte(key + "\x00" + string(facts[o.Refuting[0]].Article)))
	c.id = "d" + hex.EncodeToString(h[:8])
	return c.row()
}

// told adds an outlet's words to a side.
func told(s onrecord.Side, cite onrecord.Cite) onrecord.Side {
	if cite.Outlet != "" {
		s.Who = passage.Join(s.Who, []onrecord.Who{{Name: cite.Outlet}})
	}
	s.Cites = append(s.Cites, cite)
	return s
}

// span widens the days of a dispute to one more; an unknown day is none.
func (c *cluster) span(day string) {
	if day == "" {
		return
	}
	if c.first == "" || day < c.first {
		c.first = day
	}
	c.last = max(c.last, day)
}
