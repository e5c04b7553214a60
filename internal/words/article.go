package words

import "strings"

// Articles tells which names stand with "the" within a sentence: "the United
// States", "the Netherlands", "the African Union".
type Articles struct{ first, whole, part Set }

// Articles picks the lists that say so.
func (p *Pick) Articles() Articles {
	return Articles{first: p.Set("begins a name with the"), whole: p.Set("named with the"), part: p.Set("makes a name bear the")}
}

// With is a name as it stands after "of".
func (a Articles) With(name string) string {
	low := strings.ToLower(name)
	parts := strings.Fields(low)
	bears := len(parts) > 1 && a.first[parts[0]] || a.whole[low]
	for _, w := range parts {
		bears = bears || a.part[w]
	}
	if bears {
		return "the " + name
	}
	return name
}
