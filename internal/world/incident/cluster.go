package incident

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/copies"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// incident is reports of one happening, in canonical order.
type incident struct{ reports []*report }

// readReport reads a fact.
func readReport(fact world.Fact) (*report, error) {
	r := &report{article: fact.Article, day: fact.Day, fact: fact}
	if err := json.Unmarshal(fact.Body, r); err != nil {
		return nil, fmt.Errorf("read an event of %s under %s: %w", fact.Article, fact.Key, err)
	}
	return r, nil
}

// Rows implements world.Keyed. What lies under several anchors is a row under
// the first anchor of its first report; the reports that do not have that one
// are a row of their own.
func (Type) Rows(key string, facts []world.Fact) ([]world.Row, error) {
	var all []*incident
	pieces := map[onrecord.ArticleID]copies.Piece{}
	for _, fact := range facts {
		r, err := readReport(fact)
		if err != nil {
			return nil, err
		}
		if r.Piece != nil {
			pieces[fact.Article] = *r.Piece
		}
		if in := belongs(all, r, anchorOf(key)); in != nil {
			in.reports = append(in.reports, r)
		} else {
			all = append(all, &incident{[]*report{r}})
		}
	}
	var out []world.Row
	for _, in := range all {
		if in = in.under(key); in == nil || in.reports[0].Answer {
			continue // nobody told of what is denied
		}
		row, err := in.row(pieces)
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// anchorOf is the anchor of a key.
func anchorOf(key string) string {
	_, rest, _ := strings.Cut(key, "|")
	anchor, _, _ := strings.Cut(rest, "|")
	return anchor
}

// under is what of an incident is a row under a key, nil if nothing is: a report
// stands under its own first anchor, or under that of the incident's first report
// where these two meet under both, and so in one row.
func (in *incident) under(key string) *incident {
	first, shown := in.reports[0], &incident{}
	home := first.Keys[0]
	for _, r := range in.reports {
		own := r.Keys[0] == key
		if home == key && (own || slices.Contains(first.Keys, r.Keys[0])) || home != key && own && !slices.Contains(r.Keys, home) {
			shown.reports = append(shown.reports, r)
		}
	}
	if len(shown.reports) == 0 {
		return nil
	}
	return shown
}

// belongs is the incident that a report tells of, nil if it is another one: of
// those that it fits, the one that it fits best, of equals the last.
func belongs(all []*incident, r *report, of string) *incident {
	var best *incident
	most := 0
	for _, in := range all {
		fit := 0
		if in.reports[0].Answer {
			continue // what comes later is not answered by it
		}
		for _, o := range in.reports {
			n := fits(o, r, of)
			if n < 0 {
				fit = 0
				break
			}
			fit = max(fit, n)
		}
		if fit >= enough && fit >= most {
			best, most = in, fit
		}
	}
	return best
}

// How much speaks for two reports being of one happening. That one does it whom
// both are looked under by says nothing: somebody known does much in a month.
const (
	sameDeed   = 2 // by the same word
	samePlace  = 2
	sameSide   = 2 // for the doer, and for whom it was done to
	sameFigure = 3
	sameDay    = 1 // where both give it
	words      = 1 // for each third of the words of the shorter sentence
	enough     = 4
)

// apart is how many days two reports' days may be apart: those that they give,
// and those of which only the day of publication is known.
const (
	apart       = 1
	apartBounds = 3
)

// fits is how well two reports that have an anchor in common go together, -1
// where they contradict each other.
func fits(a, b *report, of string) int {
	if a.Plover.Event != b.Plover.Event || !near(a, b) || differ(a.Where, b.Where) || differSides(a.Target, b.Target) || otherDoers(a, b) {
		return -1
	}
	n := alike([]onrecord.Who{a.Where}, []onrecord.Who{b.Where}, "")*samePlace + alike(a.Target, b.Target, "")*sameSide
	if a.Given && b.Given && a.When.Earliest == b.When.Earliest {
		n += sameDay
	}
	if figured(a, b) {
		n += sameFigure
	}
	if n == 0 && slices.ContainsFunc(b.Source, func(w onrecord.Who) bool { return passage.Known(w) && anchor(w) == of }) {
		return 0 // nothing says which of the doer's deeds it is
	}
	n += alike(a.Source, b.Source, of) * sameSide
	if a.Lemma == b.Lemma {
		n += sameDeed
	}
	if least := min(len(a.Stems), len(b.Stems)); least > 0 {
		n += words * 3 * passage.Shared(a.Stems, b.Stems) / least
	}
	return n
}

// otherDoers reports whether two reports say in their outlets' own words that
// others did it. Whom somebody says to have done it is disputed, and no sign of
// two happenings.
func otherDoers(a, b *report) bool {
	return len(a.Teller) == 0 && len(b.Teller) == 0 && differSides(a.Source, b.Source)
}

// alike is 1 where some of two lists can be the same, by who they are or by a
// word of their names, leaving out whoever both are looked under by; else 0.
func alike(a, b []onrecord.Who, but string) int {
	for _, x := range a {
		if x.Name == "" || anchor(x) == but {
			continue
		}
		for _, y := range b {
			if y.Name != "" && (passage.Same(x, y) || passage.Shared(passage.Stems(x.Name), passage.Stems(y.Name)) > 0) {
				return 1
			}
		}
	}
	return 0
}

// near reports whether two reports can be of one time.
func near(a, b *report) bool {
	slack := apartBounds
	if a.Given && b.Given {
		slack = apart
	}
	return days(a.When.Latest, b.When.Earliest) <= slack && days(b.When.Latest, a.When.Earliest) <= slack
}

// days are how many lie from one day to another, 0 where either is unknown.
func days(from, to string) int {
	a, errA := ling.ParseDate(from)
	b, errB := ling.ParseDate(to)
	if errA != nil || errB != nil {
		return 0
	}
	return int(b.Time().Sub(a.Time()).Hours()) / 24
}

// differ reports whether two places are two: by what is known of them, else by
// their names ("central Lima" is in Lima).
func differ(a, b onrecord.Who) bool {
	if a.Name == "" || b.Name == "" || passage.Same(a, b) {
		return false
	}
	return passage.Known(a) && passage.Known(b) || passage.Shared(passage.Stems(a.Name), passage.Stems(b.Name)) == 0
}

// differSides reports whether two sides are of different people: both name
// somebody known, and nobody is in both.
func differSides(a, b []onrecord.Who) bool {
	return known(a) && known(b) && !passage.Meet(a, b)
}

func known(list []onrecord.Who) bool {
	return slices.ContainsFunc(list, passage.Known)
}

// figured reports whether two reports give a figure of one thing that can be
// the same: their bounds meet.
func figured(a, b *report) bool {
	for _, f := range a.Figures {
		for _, g := range b.Figures {
			if f.What == g.What && bounded(f.Min, g.Max) && bounded(g.Min, f.Max) {
				return true
			}
		}
	}
	return false
}

func bounded(least, most *int) bool { return least == nil || most == nil || *least <= *most }
