package refer

import (
	"cmp"
	"slices"
	"strings"

	"onrecord/ling"
)

// person is how somebody is named.
type person struct {
	parts  []string // the name's words, folded: given names and surnames
	suffix string   // "jr", "iii"
	middle string   // initials: "hw"
	styles []string // honorifics that stood before the name
	fulls  int      // how often the text names them in full
	seen   int      // the last of its names that was passed, counted from 1
}

func (p *person) given() string { return p.parts[0] }
func (p *person) last() string  { return p.parts[len(p.parts)-1] }

// style notes an honorific: of two of one surname it may tell who is meant.
func (p *person) style(words []string) {
	for _, w := range words {
		if !slices.Contains(p.styles, w) {
			p.styles = append(p.styles, w)
		}
	}
}

// called is a person's name as one mention gives it.
type called struct {
	parts, styles []string
	suffix        string
	middle        string
	particle      bool // it begins with one: "dos Santos"
	leads         bool // a body is called by it: "the Holm campaign"
	gender        byte // that an honorific tells
	given         byte // that the given name tells
}

// read takes a person's name apart: honorifics, possessive endings, articles,
// initials left out. fold makes spellings of a word equal.
func (t *Text) read(n *Name, fold func(string) string) called {
	var c called
	honour := func(w string) bool {
		g, known := t.honorific(w)
		if known {
			c.gender = max(c.gender, g)
			c.styles = append(c.styles, strings.TrimSuffix(w, "."))
		}
		return known
	}
	first := true
	c.particle = t.Particle[t.low[n.First]]
	for i := n.First; i < n.Last; i++ {
		w := t.low[i]
		switch {
		case i < n.Last-1 && honour(w), t.ending(i), w == "the", w == ",", w == "-", t.Particle[w], t.nickname(i, n):
			continue
		case t.suffix[strings.TrimSuffix(w, ".")] && len(c.parts) > 0:
			c.suffix = strings.TrimSuffix(w, ".")
			continue
		}
		if first && i < n.Last-1 {
			c.given = t.given(w)
		}
		first = false
		if letters := strings.ReplaceAll(w, ".", ""); len(letters) <= 1 || strings.HasSuffix(w, ".") && len(letters) <= 2 {
			c.middle += letters // "H.", "H.W."
			continue
		}
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		if f := fold(w); f != "" && t.hyphened(i, n.First) && len(c.parts) > 0 {
			c.parts[len(c.parts)-1] += "-" + f // "Gal-Ner"
		} else if f != "" {
			c.parts = append(c.parts, f)
		}
	}
	honour(t.word(n.First - 1))
	c.leads = t.ofLeader[t.word(n.Last)] || t.ending(n.Last) && t.ofLeader[t.word(n.Last+1)]
	return c
}

// nickname reports whether token i of a name stands in quotation marks.
func (t *Text) nickname(i int, n *Name) bool {
	mark := func(k int) bool { return k > n.First && k < n.Last && strings.Contains("“”\"‘’''``", t.low[k]) }
	return mark(i) || mark(i-1) && mark(i+1)
}

// hyphened reports whether token i is joined to the word before it in a name
// that begins at token first; an article is no word ("al-Masri").
func (t *Text) hyphened(i, first int) bool {
	return i-2 >= first && t.low[i-1] == "-" && !t.Particle[t.low[i-2]]
}

// Persons joins the persons' names of a text.
type Persons struct {
	text *Text
	fold func(string) string
	all  []*Entity
	full map[string]*Entity // by all words of the name and its suffix
	by   map[string][]*Entity
	read map[*Name]called
}

// NewPersons reads all persons' names of a text and gives each its Entity:
// names in full first, since a headline is short where the text below it is
// full. fold makes spellings of one word of a name equal.
func NewPersons(t *Text, fold func(string) string) *Persons {
	p := &Persons{text: t, fold: fold, full: map[string]*Entity{}, by: map[string][]*Entity{}, read: map[*Name]called{}}
	var names []*Name
	for _, n := range t.names {
		if n.Type == ling.PER && n.Entity == nil {
			names = append(names, n)
			p.read[n] = t.read(n, fold)
		}
	}
	p.whole(names)
	for at, n := range names {
		if n.Entity == nil && len(p.read[n].parts) == 1 {
			n.Entity = p.short(p.read[n])
		}
		if n.Entity != nil {
			n.Entity.seen = at + 1
		}
	}
	return p
}

// All are the persons, in the order that they were found in.
func (p *Persons) All() []*Entity { return p.all }

// whole gives names of two words and more their persons, the longer first, so
// that "Amina Ali" can be short for "Amina Ali Nkeki".
func (p *Persons) whole(names []*Name) {
	longer := slices.Clone(names)
	slices.SortStableFunc(longer, func(a, b *Name) int {
		x, y := p.read[a], p.read[b]
		return cmp.Or(len(y.parts)-len(x.parts), len(y.middle)-len(x.middle))
	})
	for _, n := range longer {
		c := p.read[n]
		if len(c.parts) < 2 {
			break
		}
		key := strings.Join(c.parts, " ") + " " + c.suffix + "." + c.middle
		e := p.full[key]
		if e == nil {
			e = p.within(c)
		}
		if e == nil {
			e = p.add(c)
		}
		p.full[key] = e
		p.tell(e, c)
		e.fulls++
		n.Entity = e
	}
}

// add makes a person of a name.
func (p *Persons) add(c called) *Entity {
	e := &Entity{Kind: Person, Named: true, person: person{parts: c.parts, suffix: c.suffix, middle: c.middle}}
	p.all = append(p.all, e)
	if len(c.parts) > 1 {
		p.note(e.last(), e)
		if e.given() != e.last() {
			p.note(e.given(), e)
		}
	}
	return e
}

// mostNamesakes bounds the persons kept of one name: a text with more is a list.
const mostNamesakes = 100

func (p *Persons) note(word string, e *Entity) {
	if len(p.by[word]) < mostNamesakes {
		p.by[word] = append(p.by[word], e)
	}
}

func (p *Persons) tell(e *Entity, c called) {
	e.Tell(c.gender)
	e.Tell(c.given)
	e.style(c.styles)
}

// longestName is how many words a person's name has at most that shorter ones
// are short for; a headline run together has more.
const longestName = 3

// within is the one person whose longer name has the words of this one in
// their order, the first or the last among them ("Amina Ali" of "Amina Ali Nkeki",
// "Kim Holm" of "Kim Berg Holm").
func (p *Persons) within(c called) *Entity {
	var found *Entity
	if e := p.behind(c); e != nil {
		return e
	}
	for _, e := range p.by[c.parts[0]] {
		if e.given() != c.parts[0] || len(e.parts) > longestName || differ(c.suffix, e.suffix) || differ(c.middle, e.middle) || !inOrder(c.parts, e.parts) {
			continue
		}
		if found != nil {
			return nil
		}
		found = e
	}
	return found
}

// behind is the one person whose longer name ends in the words of this one, which
// begins with a particle: "dos Santos Lima" of "Carla dos Santos Lima".
func (p *Persons) behind(c called) *Entity {
	if !c.particle {
		return nil
	}
	var found *Entity
	for _, e := range p.by[c.parts[len(c.parts)-1]] {
		if n := len(e.parts) - len(c.parts); n > 0 && slices.Equal(e.parts[n:], c.parts) {
			if found != nil {
				return nil
			}
			found = e
		}
	}
	return found
}

// differ reports whether two of what not every mention gives are not the same.
func differ(said, known string) bool { return said != "" && known != said }

// inOrder reports whether all of part stand in whole, in order.
func inOrder(part, whole []string) bool {
	k := 0
	for _, w := range whole {
		if k < len(part) && w == part[k] {
			k++
		}
	}
	return k == len(part)
}

// short is whom a name of one word is short for: who bears it as a surname,
// else as a given name. Of several it is the one whose honorific or gender
// fits, else the last named before.
func (p *Persons) short(c called) *Entity {
	word := c.parts[0]
	list := p.fitting(word, c)
	switch {
	case len(p.by[word]) == 0:
		e := p.full[word]
		if e == nil {
			e = p.add(c)
			p.full[word] = e
		}
		p.tell(e, called{gender: c.gender, styles: c.styles})
		return e
	case len(list) == 1:
		list[0].Tell(c.gender)
		return list[0]
	case len(list) == 0:
		return nil
	}
	var last *Entity
	if e := mostNamed(list); e != nil && c.leads {
		return e
	}
	if !slices.ContainsFunc(list, func(e *Entity) bool { return e.seen > 0 }) {
		return mostNamed(list)
	}
	for _, e := range list {
		if e.seen > 0 && (last == nil || e.seen > last.seen) {
			last = e
		}
	}
	return last
}

// mostNamed is whom the text names in full more often than the others: a
// headline's "Trump" where none was named yet.
func mostNamed(list []*Entity) *Entity {
	best, several := list[0], false
	for _, e := range list[1:] {
		switch {
		case e.fulls > best.fulls:
			best, several = e, false
		case e.fulls == best.fulls:
			several = true
		}
	}
	if several {
		return nil
	}
	return best
}

// fitting are the persons whom a short name may mean, those by surname before
// those by given name, the honorific heeded.
func (p *Persons) fitting(word string, c called) []*Entity {
	var surname, given, styled []*Entity
	for _, e := range p.by[word] {
		if c.gender != 0 && e.Gender != 0 && c.gender != e.Gender {
			continue
		}
		if e.last() == word {
			surname = append(surname, e)
		} else {
			given = append(given, e)
		}
	}
	if len(surname) == 0 {
		surname = given
	}
	for _, e := range surname {
		if slices.ContainsFunc(c.styles, func(s string) bool { return slices.Contains(e.styles, s) }) {
			styled = append(styled, e)
		}
	}
	if len(styled) == 1 {
		return styled
	}
	return surname
}
