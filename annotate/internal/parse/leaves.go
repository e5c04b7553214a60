package parse

import (
	"math"
	"slices"

	"onrecord/annotate/internal/encode"
	"onrecord/ling/ud"
)

// UD's validator lets function words and punctuation have few kinds of
// dependents (level 3, "leaf": https://universaldependencies.org/validation-rules.html).
// Held to its whole list, EWT dev loses 0.04 LAS; held to the arguments of
// clauses alone, which is what the layers above stumble over, 0.02.
var (
	leaves    = []string{"mark", "case", "aux", "cop", "cc", "punct"}
	arguments = []string{"nsubj", "obj", "iobj", "csubj", "ccomp", "xcomp"}
)

// among tells of each relation whether its universal part is in the set.
func among(rels, set []string) []bool {
	table := make([]bool, len(rels))
	for i, rel := range rels {
		table[i] = slices.Contains(set, ud.Universal(rel))
	}
	return table
}

// label chooses the relation of every word of a sentence: the best one, but
// that of a function word only where none of its dependents is an argument:
// "citing" with an object is no case.
func (p *Parser) label(r *run, sp encode.Span) {
	k := p.rel.Out
	for row := sp.First + 1; row < sp.End; row++ {
		r.rels[row] = int32(p.rootRel)
		if r.heads[row] != 0 {
			y := r.sum[row*k:][:k]
			y[p.rootRel] = -math.MaxFloat32
			r.rels[row] = int32(p.encoder.Kernel.Best(y))
		}
	}
	for row := sp.First + 1; row < sp.End; row++ {
		h := sp.First + int(r.heads[row])
		if h == sp.First {
			continue
		}
		if p.leaf[r.rels[h]] && p.argument[r.rels[row]] {
			r.rels[h] = int32(p.content(r.sum[h*k:][:k]))
		}
	}
}

// content is the best relation, but that of the root, of those that may have
// arguments.
func (p *Parser) content(y []float32) int {
	b := -1
	for i, v := range y {
		if i != p.rootRel && !p.leaf[i] && (b < 0 || v > y[b]) {
			b = i
		}
	}
	return b
}
