package ledger

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/passage"
)

// row is the agreement as the world keeps it. Its id is that of its first told.
func (a *agreement) row() (world.Row, error) {
	g := onrecord.LedgerAgreement{
		ID: a.id(), Type: a.kind(),
		Parties: []onrecord.Who{}, Brokers: []onrecord.Who{}, Monitors: []onrecord.Who{}, Incidents: []onrecord.LedgerIncident{}, References: []onrecord.LedgerReference{},
		History: []onrecord.LedgerStatus{}, Cites: []onrecord.Cite{},
	}
	g.Name, g.Names = a.called()
	for _, t := range a.tolds {
		g.Parties = passage.Join(g.Parties, t.Parties)
		g.Brokers = passage.Join(g.Brokers, t.Brokers)
		g.Monitors = passage.Join(g.Monitors, t.Monitors)
		if g.Place == (onrecord.Who{}) {
			g.Place = t.Place
		}
		for _, s := range t.Statuses {
			g.History = append(g.History, s.LedgerStatus)
		}
		g.Incidents = against(g.Incidents, t.Against)
		if len(t.Statuses) == 0 {
			g.Cites = append(g.Cites, t.Cite)
		}
	}
	slices.SortStableFunc(g.Incidents, byIncident)
	sortHistory(g.History)
	g.Latest, g.Contested = latest(g.History)
	body, err := json.Marshal(g)
	if err != nil {
		return world.Row{}, fmt.Errorf("write agreement %s: %w", g.ID, err)
	}
	first, last := a.span(g.History)
	return world.Row{ID: g.ID, First: first, Last: last, Has: has(&g), Words: searched(&g), Body: body, Facts: a.facts()}, nil
}

func (a *agreement) id() string { return a.tolds[0].id() }

// id is that of an agreement which begins with it.
func (t *told) id() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s", t.article, t.Claim))
	return "a" + hex.EncodeToString(sum[:8])
}

// against lays incidents to those that are held against an agreement.
func against(list, more []onrecord.LedgerIncident) []onrecord.LedgerIncident {
	for _, in := range more {
		i := slices.IndexFunc(list, func(o onrecord.LedgerIncident) bool { return o.Incident == in.Incident })
		if i < 0 {
			list = append(list, onrecord.LedgerIncident{Incident: in.Incident, AllegedBy: []onrecord.Who{}, DeniedBy: []onrecord.Who{}})
			i = len(list) - 1
		}
		list[i].AllegedBy, list[i].DeniedBy = passage.Join(list[i].AllegedBy, in.AllegedBy), passage.Join(list[i].DeniedBy, in.DeniedBy)
	}
	return list
}

func byIncident(a, b onrecord.LedgerIncident) int { return cmp.Compare(a.Incident, b.Incident) }

// kind is the type that most tolds give, the first of those.
func (a *agreement) kind() onrecord.AgreementType {
	uses := map[onrecord.AgreementType]int{}
	best := a.tolds[0].Type
	for _, t := range a.tolds {
		if uses[t.Type]++; uses[t.Type] > uses[best] {
			best = t.Type
		}
	}
	return best
}

// span is from the first day that is told of to the last, by when or, where
// that is unknown, by publication.
func (a *agreement) span(history []onrecord.LedgerStatus) (first, last string) {
	var told []string
	for _, s := range history {
		told = append(told, dayOf(s))
	}
	for _, t := range a.tolds {
		if t.Begun != nil {
			told = append(told, t.Begun.Earliest)
		}
	}
	told = slices.DeleteFunc(told, func(day string) bool { return day == "" })
	if len(told) == 0 {
		return "", ""
	}
	return slices.Min(told), slices.Max(told)
}

// dayOf is the first day of a status, the day of publication where that is unknown.
func dayOf(s onrecord.LedgerStatus) string {
	if s.When.Earliest != "" || strings.HasPrefix(s.Cite.Published, "X") { // a day of an unknown year is no place in time
		return s.When.Earliest
	}
	return s.Cite.Published
}

// sortHistory puts a history in order: by when, then by publication.
func sortHistory(history []onrecord.LedgerStatus) {
	slices.SortStableFunc(history, func(a, b onrecord.LedgerStatus) int {
		return cmp.Or(
			cmp.Compare(dayOf(a), dayOf(b)), cmp.Compare(a.Cite.Published, b.Cite.Published),
			cmp.Compare(a.Cite.Article, b.Cite.Article), cmp.Compare(lastly(a.Status), lastly(b.Status)), cmp.Compare(a.Cite.Start, b.Cite.Start))
	})
}

// lastly is 0 for what leads to an end that one article tells of with it: "the
// truce expired after they refused to extend it".
func lastly(s onrecord.AgreementStatus) int {
	if s == onrecord.Rejected {
		return 0
	}
	return 1
}

// latest are the last words of each asserter, in the order of the history, and
// whether some of them conflict.
func latest(history []onrecord.LedgerStatus) ([]onrecord.LedgerStatus, bool) {
	out := []onrecord.LedgerStatus{}
	for _, s := range slices.Backward(history) {
		if !slices.ContainsFunc(out, func(o onrecord.LedgerStatus) bool { return asserter(o, s) }) {
			out = append(out, s)
		}
	}
	slices.Reverse(out)
	return out, contested(out)
}

// asserter reports whether two statuses are by one asserter. Those of the
// outlets' own voices are each outlet's.
func asserter(a, b onrecord.LedgerStatus) bool {
	if own(a) || own(b) {
		return own(a) && own(b) && a.Cite.Outlet == b.Cite.Outlet
	}
	return passage.Same(a.AccordingTo, b.AccordingTo)
}

func own(s onrecord.LedgerStatus) bool { return s.AccordingTo == (onrecord.Who{}) }

// sameTime is how many days apart two words on an agreement are of one time:
// what one says in February does not gainsay what another says in May.
const sameTime = 30

// contested reports whether two asserters say of one time what does not go
// together: that it holds and that it is broken, that it is made and that it is
// not, that it is longer by one time and by another.
func contested(latest []onrecord.LedgerStatus) bool {
	for i, a := range latest {
		for _, b := range latest[i+1:] {
			apart := days(dayOf(a), dayOf(b))
			if apart <= sameTime && apart >= -sameTime && (a.Status.Stands()*b.Status.Stands() < 0 || otherLength(a, b)) {
				return true
			}
		}
	}
	return false
}

// otherLength reports whether two say that an agreement was made longer, and
// each by another time.
func otherLength(a, b onrecord.LedgerStatus) bool {
	return a.Status == onrecord.Extended && b.Status == onrecord.Extended && a.Term != "" && b.Term != "" && a.Term != b.Term
}

// has are what the fields of the ledger ask for.
func has(g *onrecord.LedgerAgreement) []world.Has {
	out := []world.Has{{Field: "type", Value: string(g.Type)}}
	held := map[world.Has]bool{}
	add := func(field, value, name string) {
		if h := (world.Has{Field: field, Value: value, Name: name}); !held[h] {
			held[h], out = true, append(out, h)
		}
	}
	people := func(field string, list []onrecord.Who) {
		for _, w := range list {
			add(field, string(w.Actor), w.Name)
			add("actor", string(w.Actor), w.Name)
		}
	}
	people("party", g.Parties)
	people("broker", g.Brokers)
	for _, w := range g.Monitors {
		add("actor", string(w.Actor), w.Name)
	}
	if g.Place.Name != "" {
		add("place", string(g.Place.Actor), g.Place.Name)
	}
	for _, s := range g.History {
		add("status", string(s.Status), "")
		add("article", string(s.Cite.Article), "")
		if s.Cite.Outlet != "" {
			add("outlet", s.Cite.Outlet, "")
		}
		if !own(s) {
			add("actor", string(s.AccordingTo.Actor), s.AccordingTo.Name)
		}
	}
	return out
}

// searched are the words that a search finds an agreement by.
func searched(g *onrecord.LedgerAgreement) string {
	words := slices.Clone(g.Names)
	for _, s := range g.History {
		words = append(words, s.Cite.Text)
	}
	return strings.Join(words, "\n")
}
