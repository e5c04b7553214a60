package story

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math"
	"math/bits"
	"slices"

	"onrecord/internal/world"
	"onrecord/internal/world/copies"
)

// span is how many days a story may take from its first article to its last. What
// goes on longer is an affair, and the thread of several stories.
const span = 28

// board is the articles of a window and the stories they are in so far.
type board struct {
	articles []*article // by day, each day in canonical order
	facts    []world.Fact
	joiner   joiner
	of       []int // cluster of each article, -1 for one whose story is whole
}

// Window is how many days of the past a day needs.
func (Type) Window() int { return span }

// Sweep lays the articles of a day beside those whose stories are open. They are
// joined anew with the day, for what comes later may show that two beginnings were
// one story, or what was taken for one was two; a story that is too old to take
// the day's articles stays as the day before left it.
func (t Type) Sweep(d world.Day) (world.End, error) {
	b, err := t.lay(d)
	if err != nil {
		return world.End{}, err
	}
	today := dayNumber(d.Key)
	whole := b.take(func(c *cluster) bool { return b.first(c)+span < today })
	b.part()
	b.compare()
	b.joiner.join()
	if t.memo != nil {
		defer t.memo.keep(b)
	}
	if today == unknown { // no later day adds to what has none
		whole = append(whole, b.take(func(*cluster) bool { return true })...)
	}
	end := world.End{State: b.state()}
	if end.Closed, err = b.rows(whole); err != nil || !d.Last {
		return end, err
	}
	end.Open, err = b.rows(b.take(func(*cluster) bool { return true }))
	return end, err
}

// part makes a cluster of each article whose story is open.
func (b *board) part() {
	b.joiner.clusters = nil
	for i := range b.articles {
		if b.of[i] >= 0 {
			b.of[i] = len(b.joiner.clusters)
			b.joiner.clusters = append(b.joiner.clusters, &cluster{members: []int{i}, links: map[int]*link{}})
		}
	}
}

// lay reads the articles and puts those of the past into the stories they were in.
func (t Type) lay(d world.Day) (*board, error) {
	before, err := readState(d.Before)
	if err != nil {
		return nil, err
	}
	b := &board{facts: slices.Concat(d.Past, d.Facts)}
	for range before.open {
		b.joiner.clusters = append(b.joiner.clusters, &cluster{})
	}
	stories := before.stories(d.Past)
	if err := b.read(t.memo, d); err != nil {
		return nil, err
	}
	for i := range b.facts {
		k := len(b.joiner.clusters)
		if i < len(d.Past) {
			k = stories[i]
		} else {
			b.joiner.clusters = append(b.joiner.clusters, &cluster{})
		}
		b.of = append(b.of, k)
		if k >= 0 {
			b.joiner.clusters[k].members = append(b.joiner.clusters[k].members, i)
		}
	}
	return b, nil
}

// stories are those of the articles of the past, -1 where a story is whole. A day
// that is not as the state knew it has no open stories: it will be swept first,
// and this day again behind it.
func (s *state) stories(past []world.Fact) []int {
	var out []int
	for i := 0; i < len(past); {
		n := sameDay(past[i:])
		stories := slices.Repeat([]int{-1}, n)
		for _, d := range s.days {
			if d.day == dayNumber(past[i].Key) && d.sum == sum(past[i:i+n]) && len(d.stories) == n {
				stories = d.stories
			}
		}
		out, i = append(out, stories...), i+n
	}
	return out
}

// sameDay is how many facts are of the day of the first.
func sameDay(facts []world.Fact) int {
	n := 1
	for n < len(facts) && facts[n].Key == facts[0].Key {
		n++
	}
	return n
}

// sum of the facts of a day.
func sum(facts []world.Fact) uint64 {
	h := fnv.New32a()
	for _, f := range facts {
		fmt.Fprintf(h, "%s\x00%s\x00", f.Article, f.Body)
	}
	return uint64(h.Sum32())
}

// first is the day of a cluster's first article.
func (b *board) first(c *cluster) int { return b.articles[c.members[0]].profile.day }

// compare looks for links between all articles whose stories are open.
func (b *board) compare() {
	at := map[*article]int{}
	near, crowded := index{by: map[uint32][]posting{}, nearest: nearest}, b.crowded()
	if crowded > 0 {
		near.nearest = nearestOfCrowd
	}
	for i, a := range b.articles {
		at[a] = i
		terms := a.tell()
		if !a.compared {
			for _, k := range near.near(terms) {
				if z := compared(b.articles[k], a, crowded); z > -weak {
					a.links = append(a.links, linked{b.articles[k], z})
				}
			}
			a.compared = true
		}
		near.add(i, terms)
		for _, l := range a.links {
			if k, here := at[l.to]; here && b.of[k] >= 0 && b.of[i] >= 0 {
				b.joiner.connect(b.of[k], b.of[i], between(l.logit))
			}
		}
	}
}

// throng is how many articles of no known day may be laid together as those were
// that the model is learnt of. Of more, each is like more others by chance.
const throng = 1024

// crowded is what the number of articles without a day takes from the logit of two
// of them: where there are twice as many to choose from, it is half as likely that
// of two that look alike so much both tell of one happening. It goes by doublings,
// so that an article more seldom changes it.
func (b *board) crowded() float64 {
	n := 0
	for _, a := range b.articles {
		if a.profile.day == unknown {
			n++
		}
	}
	return 1.5 * math.Ln2 * float64(max(0, bits.Len(uint(n/throng))-1))
}

// copied is the logit of two articles of which one is a copy of the other.
const copied = 4

// abroad is what it takes from the logit of two articles of known days that they are
// about different countries: much of what makes dated articles one story is that
// their days are near, and every day has its bombs in several countries.
const abroad = 1

// elsewhere says whether both articles are about countries, and about no one both.
func elsewhere(a, b []country) bool {
	for _, c := range a {
		if slices.ContainsFunc(b, func(d country) bool { return c.Code == d.Code }) {
			return false
		}
	}
	return len(a) > 0 && len(b) > 0
}

// weak is the logit of one to seven against: links that speak no louder count as none.
const weak = 2

// compared is the logit of two articles; crowded is what it takes that their day is
// not known.
func compared(p, q *article, crowded float64) float64 {
	f := compare(&p.profile, &q.profile)
	z := learnt().logit(&f)
	if f[dated] == 0 {
		z -= crowded
	}
	if f[dated] > 0 && elsewhere(p.Countries, q.Countries) {
		z -= abroad
	}
	if z < copied && f[cosine] > 0.3 && copies.Copy(p.Piece.Print, q.Piece.Print) {
		z = copied
	}
	return z
}

// take takes the clusters that are wanted off the board, in the order of their
// first articles.
func (b *board) take(wanted func(*cluster) bool) []*cluster {
	var out []*cluster
	for _, c := range b.joiner.clusters {
		if c.gone || len(c.members) == 0 || !wanted(c) {
			continue
		}
		out = append(out, c)
		c.gone = true
		for _, i := range c.members {
			b.of[i] = -1
		}
	}
	slices.SortFunc(out, func(c, d *cluster) int { return cmp.Compare(c.members[0], d.members[0]) })
	return out
}

// state is what the next day must know.
func (b *board) state() []byte {
	story := make([]int, len(b.articles))
	for i := range story {
		story[i] = -1
	}
	var s state
	var open []*cluster
	for _, c := range b.joiner.clusters {
		if !c.gone && len(c.members) > 0 {
			open = append(open, c)
		}
	}
	slices.SortFunc(open, func(c, d *cluster) int { return cmp.Compare(c.members[0], d.members[0]) })
	s.open = len(open)
	for k, c := range open {
		for _, i := range c.members {
			story[i] = k
		}
	}
	for i := 0; i < len(b.facts); {
		n := sameDay(b.facts[i:])
		s.days = append(s.days, stateDay{b.articles[i].profile.day, sum(b.facts[i : i+n]), story[i : i+n]})
		i += n
	}
	s.days = slices.DeleteFunc(s.days, func(d stateDay) bool {
		return !slices.ContainsFunc(d.stories, func(k int) bool { return k >= 0 })
	})
	return s.bytes()
}
