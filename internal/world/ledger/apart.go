package ledger

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// towns are the stems of the towns that talks are called by, and of those of the
// sentence in which they are held, behind "in" or "at".
func towns(p *passage.Page, a *onrecord.Agreement) (named, held []string) {
	hull, ok := passage.Hull(a.Words.Spans...)
	if sort(a.Type) != talk || !ok {
		return nil, nil
	}
	for i := range p.Mentions {
		m := &p.Mentions[i]
		if m.Type != ling.GPE || countryName(p, m) || p.Sentence(m.Start) != p.Sentence(hull.Start) || broker(p, m.Span) {
			continue
		}
		before := strings.Fields(p.Text[max(0, m.Start-len("at the capital ")):m.Start])
		switch {
		case within(m.Span, a.Words.Spans):
			named = joined(named, passage.Stems(p.Words(m.Span))...)
		case len(before) > 0 && (before[len(before)-1] == "in" || before[len(before)-1] == "at"):
			held = joined(held, passage.Stems(p.Words(m.Span))...)
		}
	}
	return named, held
}

// sole are the stems of who declared a truce alone: the truce of one side is
// none of the other's.
func sole(p *passage.Page, a *onrecord.Agreement) []string {
	for i := range a.History {
		h := &a.History[i]
		if h.Status == onrecord.Declared && len(h.By) == 1 {
			if who := p.EverybodyNamed(h.By); len(who) == 1 {
				return passage.Stems(whose(who[0].Name))
			}
		}
	}
	return nil
}

// townsMeet reports whether talks can be those of the agreement: the Geneva talks
// are not those of another town. Talks of the same sides may be held in one town
// and then in another, as long as they are not called by both.
func (a *agreement) townsMeet(t *told) bool {
	mine, its := slices.Concat(t.Towns, t.Held), slices.Concat(a.towns, a.held)
	switch {
	case len(mine) == 0 || len(its) == 0 || passage.Shared(mine, its) > 0:
		return true
	case len(t.Towns) > 0 && len(a.towns) > 0:
		return false
	}
	return a.sameSides(t)
}

// soleMeets reports whether a truce that one side declares can be the agreement:
// not where another side declared that alone.
func (a *agreement) soleMeets(t *told) bool {
	return len(t.Sole) == 0 || len(a.sole) == 0 || passage.Shared(t.Sole, a.sole) > 0
}

// determined reports whether a name is told with an article or whose it is, and
// not before another noun.
func determined(name string) bool {
	word, _, _ := strings.Cut(strings.ToLower(name), " ")
	return indefinite(name) || slices.Contains([]string{"the", "this", "that", "its", "their", "his", "her", "our"}, word)
}

// stillTalked reports whether a truce that is talked about can be the agreement:
// "ceasefire talks" while one stands are on another, where no word of theirs is
// of its name.
func (a *agreement) stillTalked(t *told) bool {
	open := func(s status) bool { return s.Status == onrecord.Negotiated || s.Status == onrecord.Proposed }
	return sort(t.Type) != truce || t.Begun != nil || determined(t.Name) || !a.made || a.endOn != 0 || len(t.Statuses) == 0 ||
		slices.ContainsFunc(t.Statuses, func(s status) bool { return !open(s) }) || passage.Shared(t.Marks, a.words) > 0
}
