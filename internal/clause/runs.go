package clause

import (
	"sort"
)

// Run is the tokens [From, To).
type Run struct{ From, To int }

// Runs are ranges of tokens in order, apart from each other: the words of one
// part of a claim, which others may interrupt. Nothing is nil or of length 0.
type Runs []Run

// Range is the runs of a single range, none if it is empty.
func Range(a, b int) Runs {
	if a >= b {
		return nil
	}
	return Runs{{a, b}}
}

// From is the first token of rs, which must not be empty.
func (rs Runs) From() int { return rs[0].From }

// To is the end of rs, which must not be empty: the token behind its last.
func (rs Runs) To() int { return rs[len(rs)-1].To }

// Has reports whether token i lies in rs.
func (rs Runs) Has(i int) bool {
	for _, r := range rs {
		if r.From <= i && i < r.To {
			return true
		}
	}
	return false
}

// Size is the number of tokens.
func (rs Runs) Size() int {
	n := 0
	for _, r := range rs {
		n += r.To - r.From
	}
	return n
}

// Join is the union of rs and others, touching ranges made one.
func (rs Runs) Join(others Runs) Runs {
	all := append(append(Runs{}, rs...), others...)
	sort.Slice(all, func(i, j int) bool { return all[i].From < all[j].From })
	out := all[:0]
	for _, r := range all {
		if n := len(out); n > 0 && r.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, r.To)
		} else {
			out = append(out, r)
		}
	}
	return out
}

// Without is rs less the tokens of others.
func (rs Runs) Without(others Runs) Runs {
	for _, o := range others {
		var out Runs
		for _, r := range rs {
			if o.To <= r.From || r.To <= o.From {
				out = append(out, r)
				continue
			}
			if r.From < o.From {
				out = append(out, Run{r.From, o.From})
			}
			if o.To < r.To {
				out = append(out, Run{o.To, r.To})
			}
		}
		rs = out
	}
	return rs
}

// Within is the tokens of rs that are others' too.
func (rs Runs) Within(others Runs) Runs {
	var out Runs
	for _, r := range rs {
		for _, o := range others {
			if a, b := max(r.From, o.From), min(r.To, o.To); a < b {
				out = append(out, Run{a, b})
			}
		}
	}
	return out
}

// Overlaps reports whether rs and others share a token.
func (rs Runs) Overlaps(others Runs) bool {
	for _, r := range rs {
		for _, o := range others {
			if r.From < o.To && o.From < r.To {
				return true
			}
		}
	}
	return false
}
