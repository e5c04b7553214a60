package telling

// storyOf are the tellings of one story with telling i, which comes first: those
// that are like it, and those that are somewhat so and like several of these.
func storyOf(all []*Telling, i int) []int {
	mates, somewhat := []int{i}, []int(nil)
	for j, o := range all {
		if j == i {
			continue
		}
		switch a := Alike(all[i], o); {
		case a >= oneStory:
			mates = append(mates, j)
		case a >= perhaps:
			somewhat = append(somewhat, j)
		}
	}
	sure := mates[1:]
	for _, j := range somewhat {
		like := 0
		for _, m := range sure {
			if Alike(all[m], all[j]) >= between {
				like++
			}
		}
		if like >= 2 && 3*like >= len(sure) {
			mates = append(mates, j)
		}
	}
	return mates
}

// told are the terms that tellings of one story share, by what part of them does.
type told map[uint32]float64

// tellsOf counts the terms in the first sentences of tellings. A term is of the
// story if two have it, and in many if a fifth or six do.
func tellsOf(all []*Telling, of []int) told {
	count := map[uint32]int{}
	for _, i := range of {
		for _, h := range all[i].Head {
			count[h]++
		}
	}
	least := min(max(2, float64(len(of))/5), 6)
	out := told{}
	for h, n := range count {
		if float64(n) >= least {
			out[h] = float64(n) / float64(len(of))
		}
	}
	return out
}

// Alike is how much of what the one says first the other has too, by how rare
// the terms are: an article that sets a tale right repeats it.
func Alike(t, o *Telling) float64 { return max(t.Head.in(o), o.Head.in(t)) }

// in is the part of some terms that a telling has.
func (t Terms) in(o *Telling) float64 {
	shared, all := 0.0, 0.0
	for _, h := range t {
		w := rarity(h) * rarity(h)
		all += w
		if o.Terms.has(h) || o.Head.has(h) {
			shared += w
		}
	}
	if all == 0 {
		return 0
	}
	return shared / all
}
