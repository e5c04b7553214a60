package ask

import (
	"cmp"
	"slices"

	"onrecord"
	"onrecord/internal/export"
)

// NamedActor is how the outlets word one actor.
type NamedActor struct {
	onrecord.Who
	Outlets  []string       `json:"outlets" doc:"Those that word them most, at most ten."`
	Wordings []NamedWording `json:"wordings" doc:"The most frequent, at most fifteen."`
	Left     int            `json:"left" doc:"How many rarer wordings there are."`
	all      int
	counts   map[string]int // by outlet
}

// NamedWording is a wording with a cell for each outlet.
type NamedWording struct {
	Wording string       `json:"wording"`
	Cells   []NamingCell `json:"cells" doc:"One for each of the outlets."`
	all     int
}

// NamingCell is how an outlet has a wording: in its own voice, in that of whom
// it quotes, and in brackets within what is quoted.
type NamingCell struct {
	Own      *onrecord.Naming `json:"own,omitempty"`
	Quoted   *onrecord.Naming `json:"quoted,omitempty"`
	Inserted *onrecord.Naming `json:"inserted,omitempty"`
}

// How much of a matrix of namings there is.
const (
	namedOutlets  = 10
	namedWordings = 15
)

// NamedOf are the actors of namings: those first whom most outlets word, in most ways.
func NamedOf(all []onrecord.Naming) []*NamedActor {
	var out []*NamedActor
	at := map[string]*NamedActor{}
	rows := map[*NamedActor][]onrecord.Naming{}
	for _, n := range all {
		k := cmp.Or(string(n.Actor), n.Name)
		a := at[k]
		if a == nil {
			a = &NamedActor{Who: n.Who, counts: map[string]int{}}
			at[k], out = a, append(out, a)
		}
		a.counts[cmp.Or(n.Outlet, unnamed)] += n.Count
		a.all += n.Count
		rows[a] = append(rows[a], n)
	}
	for _, a := range out {
		a.lay(rows[a])
	}
	slices.SortStableFunc(out, func(a, b *NamedActor) int {
		return cmp.Or(len(b.counts)-len(a.counts), len(b.Wordings)+b.Left-len(a.Wordings)-a.Left, b.all-a.all, cmp.Compare(a.Name, b.Name))
	})
	return out
}

// lay makes a matrix of an actor's namings.
func (a *NamedActor) lay(all []onrecord.Naming) {
	for o := range a.counts {
		a.Outlets = append(a.Outlets, o)
	}
	slices.SortFunc(a.Outlets, func(x, y string) int { return cmp.Or(a.counts[y]-a.counts[x], cmp.Compare(x, y)) })
	a.Outlets = a.Outlets[:min(namedOutlets, len(a.Outlets))]
	at := map[string]int{}
	for _, n := range all {
		i, ok := at[n.Wording]
		if !ok {
			i, at[n.Wording] = len(a.Wordings), len(a.Wordings)
			a.Wordings = append(a.Wordings, NamedWording{Wording: n.Wording, Cells: make([]NamingCell, len(a.Outlets))})
		}
		a.Wordings[i].all += n.Count
		if o := slices.Index(a.Outlets, cmp.Or(n.Outlet, unnamed)); o >= 0 {
			a.Wordings[i].Cells[o].put(&n)
		}
	}
	slices.SortStableFunc(a.Wordings, func(x, y NamedWording) int { return cmp.Or(y.all-x.all, cmp.Compare(x.Wording, y.Wording)) })
	if len(a.Wordings) > namedWordings {
		a.Left, a.Wordings = len(a.Wordings)-namedWordings, a.Wordings[:namedWordings]
	}
}

// put has a naming where its voice stands.
func (c *NamingCell) put(n *onrecord.Naming) {
	switch n.Voice {
	case onrecord.OwnVoice:
		c.Own = n
	case onrecord.QuotedVoice:
		c.Quoted = n
	default:
		c.Inserted = n
	}
}

// Empty reports whether the outlet has the wording in no voice.
func (c NamingCell) Empty() bool { return c.Own == nil && c.Quoted == nil && c.Inserted == nil }

// NamedRows are namings as the cells of a matrix, as files have them: all of
// them, by actor, wording and outlet in the order in which they come.
func NamedRows(all []onrecord.Naming) []export.NamedRow {
	var out []export.NamedRow
	at := map[[3]string]int{}
	for _, n := range all {
		key := [3]string{cmp.Or(string(n.Actor), n.Name), n.Wording, n.Outlet}
		i, known := at[key]
		if !known {
			i, at[key] = len(out), len(out)
			out = append(out, export.NamedRow{Who: n.Who, Wording: n.Wording, Outlet: n.Outlet, Cite: n.Cite})
		}
		switch n.Voice {
		case onrecord.OwnVoice:
			out[i].Own += n.Count
		case onrecord.QuotedVoice:
			out[i].Quoted += n.Count
		default:
			out[i].Inserted += n.Count
		}
	}
	return out
}
