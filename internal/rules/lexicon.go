package rules

import "slices"

// word is what a set knows of a word of its rules.
type word struct {
	tried   [][]entry // by kind: the patterns that it triggers
	classes []uint64  // a bit for each class that it is of
}

// entry is a pattern on a list, with its triggers that begin with the list's word.
type entry struct {
	pattern  int
	triggers []trigger
}

// entered is a list that grows in order, with trigger t of pattern n.
func entered(list []entry, n int, t trigger) []entry {
	if last := len(list) - 1; last < 0 || list[last].pattern != n {
		list = append(list, entry{pattern: n})
	}
	last := len(list) - 1
	list[last].triggers = append(list[last].triggers, t)
	return list
}

// entries are the patterns of kind k that w triggers.
func (w *word) entries(k int) []entry {
	if w == nil || k >= len(w.tried) {
		return nil
	}
	return w.tried[k]
}

// of reports whether w is of that class.
func (w *word) of(class int) bool {
	return w != nil && class>>6 < len(w.classes) && w.classes[class>>6]&(1<<(class&63)) != 0
}

// kind is the number of a kind that has patterns, -1 for none.
func (s *Set) kind(name string) int { return slices.Index(s.kinds, name) }

// word is what s knows of w, from now on.
func (s *Set) word(w string) *word {
	if at, known := s.words[w]; known {
		return s.list[at]
	}
	known := &word{}
	s.words[w], s.list = int32(len(s.list)), append(s.list, known)
	return known
}

// unknown is where the list has what a set knows of a word that stands in no rule:
// nothing.
const unknown = 1

// knows is the place of w on the list.
func (s *Set) knows(w string) int32 { return max(s.table.Get(w), unknown) }

// add puts pattern n on the list of kind k that its trigger t begins with.
func (s *Set) add(k, n int, t trigger) {
	if t.word == "" {
		s.anywhere[k] = entered(s.anywhere[k], n, t)
		return
	}
	w := s.word(t.word)
	for k >= len(w.tried) {
		w.tried = append(w.tried, nil)
	}
	w.tried[k] = entered(w.tried[k], n, t)
}

// classOf gives the words of a class its bit.
func (s *Set) classOf(words map[string]bool, class int) {
	for w := range words {
		known := s.word(w)
		for class>>6 >= len(known.classes) {
			known.classes = append(known.classes, 0)
		}
		known.classes[class>>6] |= 1 << (class & 63)
	}
}
