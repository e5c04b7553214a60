package statement

import "onrecord"

// act is what was done by saying it: the cue's act, or for a cue that says
// nothing of it what the content's own words do.
func (r *recorder) act(c *candidate) onrecord.Act {
	if c.cue.act != onrecord.Say || len(c.content) == 0 || !c.quoted {
		return c.cue.act
	}
	last := c.content[len(c.content)-1]
	for k := last.To - 1; k >= last.From && k > last.To-4; k-- {
		if r.Token(k).Form == "?" {
			return onrecord.Ask
		}
	}
	a := c.content.From()
	for k := a; k < min(a+5, c.content[0].To-1); k++ {
		if l := r.Low(k); l == "i" || l == "we" {
			if n := r.Low(k + 1); n == "will" || n == "'ll" || n == "’ll" || n == "shall" {
				return onrecord.Promise
			}
		}
	}
	return c.cue.act
}

// certainty is how sure the source presents the content, by the modals and
// adverbs of its main clause and by the cue.
func (r *recorder) certainty(c *candidate) onrecord.Certainty {
	if r.lex.lists["unsure"][c.cue.words[0]] {
		return onrecord.Possible
	}
	sure := onrecord.Certain
	if r.lex.lists["likely"][c.cue.words[0]] {
		sure = onrecord.Likely
	}
	if len(c.content) == 0 {
		return sure
	}
	main := r.MainOf(c.content[0])
	for i := c.content.From(); i < c.content[0].To; i++ {
		if r.Head(i) != main && i != main || r.Timed(i) {
			continue
		}
		switch l := r.Low(i); {
		case r.lex.lists["possibly"][l]:
			return onrecord.Possible
		case r.lex.lists["probably"][l]:
			sure = onrecord.Likely
		}
	}
	return sure
}
