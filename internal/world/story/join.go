package story

import (
	"cmp"
	"container/heap"
	"slices"
)

const (
	// sure is the mean chance of all pairs at which two clusters are one: as likely as
	// not.
	sure = 0.5
	// joins is the same for one or two articles and a cluster of many: a short item
	// says little, and what many articles share is better known.
	joins = 0.3
	many  = 3
	lone  = 2
	// core articles make a cluster that has a character: two of these whose own
	// members are nearer to each other than to the other's, by more than looser in
	// the logarithm of the odds, are two happenings that look alike.
	core   = 3
	looser = 1.4
	// loosest is that for one of core articles: how near so few are to each other
	// is known less well.
	loosest = 1.8
	// far is the logit of a pair that was not compared since nothing speaks for it.
	far = 4
)

// link is what was found between the members of two clusters.
type link struct {
	chance float64 // sums over pairs
	logit  float64
	pairs  int
}

func (l *link) add(m link) {
	l.chance, l.logit, l.pairs = l.chance+m.chance, l.logit+m.logit, l.pairs+m.pairs
}

// between is the link of a pair of articles.
func between(logit float64) link {
	return link{chance(logit), min(far, max(-far, logit)), 1}
}

// cluster is articles that are one story as far as is known.
type cluster struct {
	members []int
	within  link
	gone    bool
	links   map[int]*link // to other clusters
	turn    int           // changes whenever the cluster does
}

// meanChance of all pairs between c and d.
func (l *link) meanChance(c, d *cluster) float64 {
	return l.chance / float64(len(c.members)*len(d.members))
}

// meanLogit likewise; pairs that were not compared are far.
func (l *link) meanLogit(c, d *cluster) float64 {
	all := len(c.members) * len(d.members)
	return (l.logit - far*float64(all-l.pairs)) / float64(all)
}

// close is the mean logit of the pairs within.
func (c *cluster) close() float64 {
	all := len(c.members) * (len(c.members) - 1) / 2
	return (c.within.logit - far*float64(all-c.within.pairs)) / float64(all)
}

// may says whether two clusters are one story.
func may(c, d *cluster, l *link) bool {
	short, long := min(len(c.members), len(d.members)), max(len(c.members), len(d.members))
	least := sure
	if short <= lone && long >= many {
		least = joins
	}
	if l.meanChance(c, d) < least {
		return false
	}
	margin := looser
	if short == core {
		margin = loosest
	}
	return short < core || l.meanLogit(c, d) >= min(c.close(), d.close())-margin
}

// offer is two clusters that may be one, by how likely they are.
type offer struct {
	chance       float64
	a, b         int
	turnA, turnB int
}

type offers []offer

func (o offers) Len() int           { return len(o) }
func (o offers) Swap(i, j int)      { o[i], o[j] = o[j], o[i] }
func (o *offers) Push(x any)        { *o = append(*o, x.(offer)) }
func (o *offers) Pop() (x any)      { x, *o = (*o)[len(*o)-1], (*o)[:len(*o)-1]; return x }
func (o offers) Less(i, j int) bool { return o[i].compare(o[j]) < 0 }

func (o offer) compare(p offer) int {
	return cmp.Or(cmp.Compare(p.chance, o.chance), cmp.Compare(o.a, p.a), cmp.Compare(o.b, p.b))
}

// joiner joins clusters, the likeliest first, until none may be joined.
type joiner struct {
	clusters []*cluster
	offers   offers
}

// connect adds what was found between two articles of two clusters.
func (j *joiner) connect(a, b int, l link) {
	for _, ab := range [2][2]int{{a, b}, {b, a}} {
		c := j.clusters[ab[0]]
		if c.links[ab[1]] == nil {
			c.links[ab[1]] = &link{}
		}
		c.links[ab[1]].add(l)
	}
}

func (j *joiner) join() {
	for a := range j.clusters {
		j.offer(a, true)
	}
	heap.Init(&j.offers)
	for len(j.offers) > 0 {
		o := heap.Pop(&j.offers).(offer)
		if j.clusters[o.a].turn == o.turnA && j.clusters[o.b].turn == o.turnB {
			j.merge(o.a, o.b)
		}
	}
}

// offer puts the links of a cluster into the queue; of later ones only, where every
// cluster is asked.
func (j *joiner) offer(a int, later bool) {
	c := j.clusters[a]
	for b, l := range c.links {
		d := j.clusters[b]
		if d.gone || later && b < a || !may(c, d, l) {
			continue
		}
		o := offer{l.meanChance(c, d), min(a, b), max(a, b), 0, 0}
		o.turnA, o.turnB = j.clusters[o.a].turn, j.clusters[o.b].turn
		if later {
			j.offers = append(j.offers, o)
		} else {
			heap.Push(&j.offers, o)
		}
	}
}

// merge makes b a part of a, which has the earlier first article.
func (j *joiner) merge(a, b int) {
	c, d := j.clusters[a], j.clusters[b]
	c.within.add(d.within)
	c.within.add(*c.links[b])
	for k, l := range d.links {
		if e := j.clusters[k]; k != a && !e.gone {
			j.connect(a, k, *l)
			delete(e.links, b)
		}
	}
	delete(c.links, b)
	c.members = append(c.members, d.members...)
	slices.Sort(c.members)
	c.turn, d.gone, d.turn = c.turn+1, true, -1
	j.offer(a, false)
}
