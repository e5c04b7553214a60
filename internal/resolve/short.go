package resolve

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/kb"
)

// fullNames finds the person of an article whom a name of one word is short
// for: by the surname before the given name. With two persons of that name it
// is whoever was named last in full; a reader reads it so too. It is asked in
// text order.
type fullNames struct{ surname, given map[string]*namesakes }

// namesakes are the persons who share a surname or a given name.
type namesakes struct {
	entities []*entity
	full     []*mark // their names in full, in text order; nil until asked for
	next     int     // the first of full that was not passed yet
	last     *mark   // who was named last
}

// fullNames indexes the persons that the article names in full.
func (r *run) fullNames() fullNames {
	f := fullNames{map[string]*namesakes{}, map[string]*namesakes{}}
	note := func(at map[string]*namesakes, key string, e *entity) {
		if at[key] == nil {
			at[key] = &namesakes{}
		}
		at[key].entities = append(at[key].entities, e)
	}
	for _, e := range r.entities {
		if e.typ != onrecord.Person {
			continue
		}
		words := strings.Fields(kb.Sound(e.name))
		if len(words) < 2 {
			continue
		}
		given, surname := words[0], words[len(words)-1]
		note(f.surname, surname, e)
		if double := kb.Sound(lastWord(e.name)); double != surname {
			note(f.surname, double, e) // "Lopez-Cantera", which sounds as two words
		}
		if given != surname {
			note(f.given, given, e)
		}
	}
	return f
}

// lastWord is the last word of a name, hyphens left alone.
func lastWord(name string) string {
	return name[strings.LastIndexByte(name, ' ')+1:]
}

// of is whom m, of that name, is short for; nil if nobody, or nobody yet of several.
func (f fullNames) of(m *mark, name string) *entity {
	key := kb.Sound(name)
	same := f.surname[key]
	if same == nil {
		same = f.given[key]
	}
	switch {
	case same == nil:
		return nil
	case len(same.entities) == 1:
		return same.entities[0]
	}
	return same.lastBefore(m)
}

func (n *namesakes) lastBefore(m *mark) *entity {
	if n.full == nil {
		for _, e := range n.entities {
			for _, o := range e.marks {
				if o.Last-o.First > 1 {
					n.full = append(n.full, o)
				}
			}
		}
		slices.SortStableFunc(n.full, func(a, b *mark) int { return a.First - b.First })
	}
	for n.next < len(n.full) && n.full[n.next].First < m.First {
		if n.last == nil || n.full[n.next].First > n.last.First {
			n.last = n.full[n.next]
		}
		n.next++
	}
	if n.last == nil {
		return nil
	}
	e := n.last.entity
	if m.Last-m.First > 1 {
		n.last = m // "Smith's", "Gen. Smith": says as much as the name in full
	}
	return e
}
