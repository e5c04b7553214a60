package copies

import (
	"slices"

	"onrecord"
)

const (
	// nearly is how much of the shorter text's own words stand in the longer if one
	// is a copy. Editors change a head, a lead and a line; two reporters on one
	// agency's bulletin share up to half.
	nearly = 2.0 / 3
	// enough marks are those of about forty words. Of texts that say less in their
	// own voice the whole is compared, and must agree in length too.
	enough = 16
	// whole is how much of such a text must agree.
	whole = 0.85
)

// Shared is the part of the shorter text that stands in the longer: of what both
// say in their own voice, and of all they say.
func Shared(p, q Print) (own, all float64) {
	s := p.against(q)
	return s.own(), s.all()
}

// Copy says whether one of two texts is the other, or a part of it.
func Copy(p, q Print) bool {
	s := p.against(q)
	if min(s.ownP, s.ownQ) >= enough {
		return s.own() >= nearly
	}
	short, long := min(s.allP, s.allQ), max(s.allP, s.allQ)
	return short > 0 && s.all() >= whole && float64(short) >= whole*float64(long)
}

// shares are how many marks two prints have, and share.
type shares struct{ ownP, ownQ, own2, allP, allQ, all2 int }

func (s shares) own() float64 { return part(s.own2, min(s.ownP, s.ownQ)) }
func (s shares) all() float64 { return part(s.all2, min(s.allP, s.allQ)) }

func part(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// against counts up to the mark that both prints reach.
func (p Print) against(q Print) shares {
	var s shares
	reach := min(p.reach(), q.reach())
	for i, j := 0, 0; ; {
		a, b := uint64(1<<33), uint64(1<<33)
		if i < len(p.Marks) && p.Marks[i]>>1 <= reach {
			a = uint64(p.Marks[i] >> 1)
		}
		if j < len(q.Marks) && q.Marks[j]>>1 <= reach {
			b = uint64(q.Marks[j] >> 1)
		}
		if a == 1<<33 && b == 1<<33 {
			return s
		}
		ownA, ownB := 0, 0
		if a <= b {
			ownA = int(p.Marks[i]&1) ^ 1
			s.allP, s.ownP, i = s.allP+1, s.ownP+ownA, i+1
		}
		if b <= a {
			ownB = int(q.Marks[j]&1) ^ 1
			s.allQ, s.ownQ, j = s.allQ+1, s.ownQ+ownB, j+1
		}
		if a == b {
			s.all2, s.own2 = s.all2+1, s.own2+ownA*ownB
		}
	}
}

func (p Print) reach() uint32 {
	if p.cut {
		return p.Marks[len(p.Marks)-1] >> 1
	}
	return 1<<31 - 1
}

// Piece is a text and where it comes from.
type Piece struct {
	Article onrecord.ArticleID `json:"id"`
	Outlet  string             `json:"outlet"`
	Agency  string             `json:"agency,omitempty"` // whose text it says it is, by its short name
	Print   Print              `json:"print"`
}

// Look is an article as a piece.
func Look(a *onrecord.Article) Piece {
	return Piece{a.ID, a.Outlet, agency(a), Take(a)}
}

// Fold gives each piece the place of the piece that it is a copy of, its own where
// it is none: the first of the list of all that are one text. Pieces come in
// canonical order, so that the earliest is the one.
func Fold(pieces []Piece) []int {
	out := make([]int, len(pieces))
	seen := map[uint32][]int{} // mark -> pieces that have it
	for i, p := range pieces {
		out[i] = i
		for _, j := range alike(p.Print, seen) {
			if Copy(p.Print, pieces[j].Print) {
				join(out, i, j)
			}
		}
		for _, m := range p.Print.Marks {
			if list := seen[m>>1]; len(list) < crowd {
				seen[m>>1] = append(list, i)
			}
		}
	}
	for i := range out {
		out[i] = root(out, i)
	}
	return out
}

// crowd is how many texts a mark may stand in and still be evidence: what more
// of them share is a formula or a much quoted document. It bounds the work.
const crowd = 64

// alike are the pieces that share a mark with p, in order.
func alike(p Print, seen map[uint32][]int) []int {
	var out []int
	for _, m := range p.Marks {
		out = append(out, seen[m>>1]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// join makes two texts one; the earlier stands for both.
func join(of []int, i, j int) {
	a, b := root(of, i), root(of, j)
	of[max(a, b)] = min(a, b)
}

func root(of []int, i int) int {
	for of[i] != i {
		i = of[i]
	}
	return i
}

// Count is the three counts of pieces: articles, distinct texts, independent
// sources. A text of an agency has the agency for its source, by whomever it is
// printed; any other the outlet that had it first. Of an outlet that is not known
// each text is its own.
func Count(pieces []Piece) onrecord.Counts {
	fold := Fold(pieces)
	agencies := make([]string, len(pieces))
	for i, p := range pieces {
		if agencies[fold[i]] == "" {
			agencies[fold[i]] = p.Agency
		}
	}
	n := onrecord.Counts{Articles: len(pieces)}
	var known []string
	for i, p := range pieces {
		if fold[i] != i {
			continue
		}
		n.Texts++
		switch {
		case agencies[i] != "":
			known = append(known, "agency "+agencies[i])
		case p.Outlet != "":
			known = append(known, "outlet "+p.Outlet)
		default:
			n.Sources++
		}
	}
	slices.Sort(known)
	n.Sources += len(slices.Compact(known))
	return n
}
