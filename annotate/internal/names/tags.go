package names

import (
	"iter"

	"onrecord/ling"
)

// Kind is what the model calls a name. It is coarser than ling.MentionType:
// GPE, LOC and FAC, and EVENT among all else, are told apart afterwards.
type Kind int

// The model's kinds.
const (
	PER Kind = iota
	ORG
	LOC
	NORP
	OTHER // events, works, laws, products: found so that they are not taken for something else
	nKinds
)

// A tag is 0 outside of names, else 1+4*kind+part.
const (
	begin = iota
	inside
	end
	single
)

// Tags is the number of tags.
const Tags = 1 + 4*int(nKinds)

// Tag is the tag of a word of a name: whether it is the name's first and last word.
func Tag(k Kind, first, last bool) int {
	t := 1 + 4*int(k)
	switch {
	case first && last:
		return t + single
	case first:
		return t + begin
	case last:
		return t + end
	}
	return t + inside
}

// Follows reports whether tag b may follow tag a, where 0 stands for the edges
// of the sentence too.
func Follows(a, b int) bool {
	if open(a) {
		return b > 0 && (a-1)/4 == (b-1)/4 && ((b-1)%4 == inside || (b-1)%4 == end)
	}
	return b == 0 || (b-1)%4 == begin || (b-1)%4 == single
}

// open reports whether a name goes on after the tag.
func open(tag int) bool { return tag > 0 && ((tag-1)%4 == begin || (tag-1)%4 == inside) }

// coarse are the mention types of kinds, before LOC and OTHER are refined.
var coarse = [nKinds]ling.MentionType{ling.PER, ling.ORG, ling.LOC, ling.NORP, ""}

// Span is a name by its words: from First to before Last.
type Span struct {
	First, Last int
	Kind        Kind
}

// Spans are the names that tags mark whole, in their order.
func Spans(tags []int) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		start := -1
		for i, t := range tags {
			if t == 0 || start >= 0 && !Follows(tags[i-1], t) {
				start = -1
			}
			if t == 0 {
				continue
			}
			if part := (t - 1) % 4; part == begin || part == single {
				start = i
			}
			if start < 0 || open(t) {
				continue
			}
			if !yield(Span{start, i + 1, Kind((t - 1) / 4)}) {
				return
			}
			start = -1
		}
	}
}

// links are the pairs of tags that may follow each other, by second tag.
var links = func() [Tags][]int {
	var l [Tags][]int
	for b := range Tags {
		for a := range Tags {
			if Follows(a, b) {
				l[b] = append(l[b], a)
			}
		}
	}
	return l
}()
