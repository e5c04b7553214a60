package statement

import (
	"slices"

	"onrecord/internal/clause"
)

// candidate is a statement in the making, in tokens.
type candidate struct {
	cue       *cue
	foundBy   string
	trail     []string // the rules that shaped it, in the order they fired
	endings   []ending // where rules ended what may be its content
	at        int      // the cue's main token
	words     clause.Runs
	source    clause.Runs
	head      int // the source's head token, -1 for none
	content   clause.Runs
	passive   bool // the cue is in the passive: its subject is what was said, or was spoken of
	quoted    bool // the content came by way of quotation marks, or is a turn
	turn      bool // the content is what follows a speaker's label
	clause    bool // the content is a clause
	addressee clause.Runs
	venue     clause.Runs
	via       []clause.Runs
	through   clause.Runs // who quotes it
	told      clause.Runs // the outlet it was said to or through
	parent    *candidate  // the one it stands in
	hop       bool        // a hop of a chain: parent is settled
	aside     int         // the relative pronoun of a clause that the cue breaks into, 0 for none
	repeats   bool        // an earlier one has its source and content
	shared    bool        // the source is that of the cue it goes on from
}

// note adds a rule to the trail, once.
func (c *candidate) note(rule string) {
	if name := foundHere + rule; !slices.Contains(c.trail, name) {
		c.trail = append(c.trail, name)
	}
}

// shareSource gives c the source of p, whose speaker goes on.
func (c *candidate) shareSource(p *candidate) { c.head, c.source, c.shared = p.head, p.source, true }

// answer is what is known of a question that is asked once for an article.
type answer uint8

const (
	unknown answer = iota
	yes
	no
)

// draft holds the candidates of one article.
type draft struct {
	found []*candidate
	// fromOf is where the candidates of every sentence begin in found, while
	// they stand in the order they were found.
	fromOf []int
	// briefs is whether every label in capitals leads a report.
	briefs answer
	// dropped are candidates that a rule took back, its name last in the trail.
	dropped []*candidate
}

// drop takes c back, for the sake of rule.
func (d *draft) drop(c *candidate, rule string) {
	c.note(rule)
	d.dropped = append(d.dropped, c)
}

// dropWhere takes back the candidates that gone holds for, for the sake of rule.
func (d *draft) dropWhere(rule string, gone func(*candidate) bool) {
	kept := d.found[:0]
	for _, c := range d.found {
		if gone(c) {
			d.drop(c, rule)
		} else {
			kept = append(kept, c)
		}
	}
	d.found = kept
}
