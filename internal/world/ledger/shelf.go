package ledger

import (
	"cmp"
	"slices"

	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// shelf holds the agreements of a key so that a told is compared with few of
// them, however many a long war has: those told of last, and of those that it
// shares a word, a place or the month of their beginning with, the last.
type shelf struct {
	all    []*agreement            // in the order of their first tolds
	recent []*agreement            // in the order of their latest
	by     map[string][]*agreement // by what a told may call one by, in the order of that
	of     map[string]*agreement   // by the refs of their tolds
}

// compared is how many agreements of each sort a told is compared with. Of more
// that go on at once nobody can say which one "the truce" is.
const compared = 100

func newShelf() *shelf {
	return &shelf{by: map[string][]*agreement{}, of: map[string]*agreement{}}
}

// put lays a told to the agreement that it is of, or to a new one.
func (s *shelf) put(t *told) {
	a := s.belongs(t)
	if a == nil {
		a = &agreement{place: len(s.all)}
		s.all = append(s.all, a)
		s.recent = append(s.recent, a)
	}
	had := len(a.begins)
	a.add(t)
	s.of[t.ref()] = a
	s.recent = toTheEnd(s.recent, a)
	for _, name := range slices.Concat(marked(t.Marks), located(t.localWords)) {
		s.note(name, a)
	}
	for _, begin := range a.begins[had:] {
		for _, month := range months(begin.Earliest, begin.Latest) {
			s.note(month, a)
		}
	}
}

// join lays strays to the agreements of the tolds that they go to, who may be
// strays themselves, and gives all agreements in the order of their first tolds.
// Those that all of an agreement's tolds speak against make one of their own.
func (s *shelf) join(strays []*told) []*agreement {
	apart := map[string]*agreement{} // by whom they went to
	for rest := strays; len(rest) > 0; {
		var still []*told
		for _, t := range rest {
			switch a := s.of[t.With]; {
			case a == nil:
				still = append(still, t)
			case a.takes(t):
				s.lay(t, a)
			case apart[t.With] != nil && apart[t.With].takes(t):
				s.lay(t, apart[t.With])
			default:
				apart[t.With] = s.alone(t)
			}
		}
		if len(still) == len(rest) { // nobody is there whom they go to
			s.alone(still[0])
			still = still[1:]
		}
		rest = still
	}
	slices.SortStableFunc(s.all, func(a, b *agreement) int { return cmp.Compare(a.tolds[0].order, b.tolds[0].order) })
	return s.all
}

// lay lays a stray to an agreement, in its place among the tolds.
func (s *shelf) lay(t *told, a *agreement) {
	i := a.before(t)
	a.tolds = slices.Insert(a.tolds, i, t)
	s.of[t.ref()] = a
}

// alone makes an agreement of a told.
func (s *shelf) alone(t *told) *agreement {
	a := &agreement{place: len(s.all)}
	a.add(t)
	s.all, s.of[t.ref()] = append(s.all, a), a
	return a
}

// before is how many tolds of an agreement come before t.
func (a *agreement) before(t *told) int {
	i, _ := slices.BinarySearchFunc(a.tolds, t, func(x, y *told) int { return cmp.Compare(x.order, y.order) })
	return i
}

// takes reports whether a stray can be of the agreement as it was known then: by
// what had been told of it, or, of the first to tell of it, whether who told of
// it next can be of his.
func (a *agreement) takes(t *told) bool {
	i := a.before(t)
	known := &agreement{}
	for _, o := range a.tolds[max(0, i-compared):i] {
		known.add(o)
	}
	if i > 0 {
		return known.can(t) > 0
	}
	known.add(t)
	return known.can(a.tolds[0]) > 0
}

// note puts an agreement under what it may be called by.
func (s *shelf) note(name string, a *agreement) {
	if list := s.by[name]; len(list) == 0 || list[len(list)-1] != a {
		s.by[name] = append(list, a)
	}
}

// toTheEnd moves an agreement to the end of a list. Most stand near it.
func toTheEnd(list []*agreement, a *agreement) []*agreement {
	i := len(list) - 1
	for i >= 0 && list[i] != a {
		i--
	}
	return append(slices.Delete(list, i, i+1), a)
}

// belongs is the agreement that a told is of, nil if it is one of its own: of
// those that it can be, the one that fits best, of equals the one told of last.
func (s *shelf) belongs(t *told) *agreement {
	var best *agreement
	most := 0
	for _, a := range s.candidates(t) {
		fit := a.can(t)
		if fit > 0 && (best == nil || fit > most || fit == most && a.last >= best.last) {
			best, most = a, fit
		}
	}
	return best
}

// candidates are the agreements that a told is compared with, in their order.
func (s *shelf) candidates(t *told) []*agreement {
	out := slices.Clone(tail(s.recent))
	names := slices.Concat(marked(t.Marks), located(t.localWords))
	if t.Begun != nil {
		names = append(names, months(eves(*t.Begun).Earliest, eves(*t.Begun).Latest)...)
	}
	for _, name := range names {
		out = append(out, tail(s.by[name])...)
	}
	slices.SortFunc(out, func(a, b *agreement) int { return cmp.Compare(a.place, b.place) })
	return slices.Compact(out)
}

// tail are the last of a list.
func tail(list []*agreement) []*agreement { return list[max(0, len(list)-compared):] }

func marked(words []string) []string   { return prefixed("word ", words) }
func located(places []string) []string { return prefixed("place ", places) }

func prefixed(prefix string, words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = prefix + w
	}
	return out
}

// mostMonths is how many months of a period an agreement stands under: what is
// called by a longer one is told of by more than its time.
const mostMonths = 14

// months are those that a period touches, as they are written.
func months(first, last string) []string {
	from, _, err := ling.ParsePeriod(first)
	to, _, err2 := ling.ParsePeriod(last)
	if err != nil || err2 != nil {
		return nil
	}
	var out []string
	for y, m := from.Year, from.Month; len(out) < mostMonths && (y < to.Year || y == to.Year && m <= to.Month); m++ {
		if m > 12 {
			y, m = y+1, 1
		}
		out = append(out, ling.NewDate(y, m, 1).String()[:len("2006-01")])
	}
	return out
}

// localsMeet reports whether two can be for the same places: one that tells of
// none may be of any, and "Karabakh" is in "Nagorno-Karabakh".
func localsMeet(a, b []string) bool {
	return len(a) == 0 || len(b) == 0 || passage.Shared(a, b) > 0
}
