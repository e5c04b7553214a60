package refer

import (
	"strings"

	"onrecord/ling"
)

// Bodies gives every name of a body or place its Entity: one for equal names,
// and for a name and its initials.
func (t *Text) Bodies() {
	byName := map[string]*Entity{}
	for _, n := range t.names {
		if n.Entity != nil {
			continue
		}
		switch n.Type {
		case ling.ORG, ling.GPE, ling.FAC, ling.LOC:
			n.Entity = t.body(n, byName)
		}
	}
}

// body is the body of that name, or of whose name it is the initials.
func (t *Text) body(n *Name, byName map[string]*Entity) *Entity {
	words, initials := t.BodyWords(n)
	key := strings.Join(words, " ")
	if e := byName[key]; e != nil {
		return e
	}
	e := &Entity{Kind: Body, Named: true, Words: words, Org: n.Type == ling.ORG}
	if n.Type == ling.ORG && len(initials) > 2 {
		if short := byName[initials]; short != nil {
			e = short
			e.Words = words
		} else {
			byName[initials] = e
		}
	}
	byName[key] = e
	return e
}

// BodyWords are the words of a body's name in small letters, and their initials.
func (t *Text) BodyWords(n *Name) (words []string, initials string) {
	for i := n.First; i < n.Last; i++ {
		w := strings.ReplaceAll(strings.Trim(t.low[i], "."), ".", "")
		switch {
		case w == "the", w == "", t.ending(i):
		case t.initialless[w]:
			words = append(words, w)
		default:
			words = append(words, w)
			initials += w[:1]
		}
	}
	return words, initials
}
