package inconsistency

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// Versions are inconsistent where a page, changed, counts people otherwise than
// it did, or puts other words into a mouth.
const Versions = "versions"

var _ world.Aged = Type{}

// behindOwn is the place of the first fact of versions: behind those of the text
// itself, of which no text has so many.
const behindOwn = 1 << 16

// PastFacts are what two texts that stood under one id one after the other tell
// in two ways.
func (Type) PastFacts(past []onrecord.Record, r *onrecord.Record) ([]world.Fact, error) {
	var out []world.Fact
	for i := range past {
		later := r
		if i+1 < len(past) {
			later = &past[i+1]
		}
		for _, x := range changes(&past[i], later) {
			body, err := json.Marshal(x)
			if err != nil {
				return nil, fmt.Errorf("writing what changed in article %s: %w", r.ID, err)
			}
			out = append(out, world.Fact{Key: string(r.ID), Article: r.ID, Day: dayOf(later), Place: behindOwn + len(out), Body: body})
		}
	}
	return out, nil
}

// changes are what a later text of a page tells otherwise: the numbers of people,
// then the words of those it quotes.
func changes(earlier, later *onrecord.Record) []onrecord.Inconsistency {
	out := differing(single(earlier), single(later))
	for i := range out {
		x := &out[i]
		x.Message = fmt.Sprintf("%q in version %d, and %q in version %d", x.Cites[1].Text, earlier.Version, x.Cites[0].Text, later.Version)
	}
	for _, q := range requoted(quotes(earlier), quotes(later)) {
		q.Message = fmt.Sprintf("other words in version %d than in version %d", later.Version, earlier.Version)
		out = append(out, q)
	}
	for i := range out {
		out[i].Kind, out[i].Article = Versions, later.ID
	}
	return out
}

// single are the numbers of people that a text gives in one way.
func single(r *onrecord.Record) []told {
	list, offsets := counts(r.Text, 0), ling.NewOffsets(r.Text)
	var out []told
	for _, x := range list {
		if !several(list, x.fate) {
			out = append(out, told{x.fate, x.value, cite(r, offsets, x.span)})
		}
	}
	return out
}

// quote is what somebody is quoted with word for word.
type quote struct {
	who   []onrecord.Who
	words []string // in lower case
	cite  onrecord.Cite
}

// quotes are those of a text that are long enough to be known again.
func quotes(r *onrecord.Record) []quote {
	p := passage.Lay(r)
	var out []quote
	for i := range r.Statements {
		s := &r.Statements[i]
		if s.Mode != onrecord.Direct || s.Negated {
			continue
		}
		at, ok := passage.Hull(s.Content.Spans...)
		words := passage.Tokens(p.Part(s.Content.Spans))
		if !ok || len(words) < longEnough {
			continue
		}
		c := p.Cite(at)
		c.Statement = s.ID
		out = append(out, quote{who: p.Who(s.Source), words: words, cite: c})
	}
	return out
}

// longEnough are the words of a quotation that is known again though some of them
// are others.
const longEnough = 6

// requoted are quotations of which a later text has other words for the same
// speaker. One that was cut or goes on further is none.
func requoted(earlier, now []quote) []onrecord.Inconsistency {
	var out []onrecord.Inconsistency
	for _, q := range earlier {
		if slices.ContainsFunc(now, func(n quote) bool { return n.holds(q) || q.holds(n) }) {
			continue
		}
		for _, n := range now {
			if passage.Meet(q.who, n.who) && q.like(n) {
				out = append(out, onrecord.Inconsistency{Cites: []onrecord.Cite{n.cite, q.cite}})
				break
			}
		}
	}
	return out
}

// holds reports whether a quotation has all words of another, one after the other.
func (q quote) holds(o quote) bool {
	return strings.Contains(" "+strings.Join(q.words, " ")+" ", " "+strings.Join(o.words, " ")+" ")
}

// like reports whether two quotations are one, changed: three quarters of the
// shorter one's words stand in the other.
func (q quote) like(o quote) bool {
	short, long := q.words, o.words
	if len(short) > len(long) {
		short, long = long, short
	}
	return 4*passage.Shared(short, long) >= 3*len(short)
}
