package site

import (
	"cmp"
	"net/http"
	"slices"

	"onrecord"
	"onrecord/query"
)

// namedActor is how the outlets word one actor.
type namedActor struct {
	onrecord.Who
	Outlets  []string
	Wordings []wordingRow
	Left     int // wordings that are not shown
	all      int
	counts   map[string]int // by outlet
}

// wordingRow is a wording with a cell for each outlet.
type wordingRow struct {
	Wording string
	Cells   []namingCell
	all     int
}

// namingCell is how an outlet has a wording: in its own voice, in that of whom
// it quotes, and in brackets within what is quoted.
type namingCell struct{ Own, Quoted, Inserted *onrecord.Naming }

type namingPage struct {
	viewPage
	Actors []*namedActor
	Left   int // actors who are not shown
}

// How much of a matrix of namings is shown.
const (
	namedActors   = 12
	namedOutlets  = 10
	namedWordings = 15
)

// namingTabs are the views of naming.
func namingTabs(r *http.Request) []tab {
	return tabsOf(r, [2]string{"/naming", "List"}, [2]string{"/naming/matrix", "Matrix"})
}

// NamingMatrix is the page of wordings by outlet, an actor after the other.
func (s *Site) NamingMatrix(w http.ResponseWriter, r *http.Request) error {
	v, all, err := viewOf[onrecord.Naming](s, r, "Naming by outlet", query.Namings, namingTabs(r))
	if err != nil {
		return err
	}
	p := namingPage{viewPage: v, Actors: namedOf(all)}
	if len(p.Actors) > namedActors {
		p.Left, p.Actors = len(p.Actors)-namedActors, p.Actors[:namedActors]
	}
	return s.render(w, v.Form.status(), "naming", p)
}

// namedOf are the actors of namings: those first whom most outlets word, in most ways.
func namedOf(all []onrecord.Naming) []*namedActor {
	var out []*namedActor
	at := map[string]*namedActor{}
	rows := map[*namedActor][]onrecord.Naming{}
	for _, n := range all {
		k := cmp.Or(string(n.Actor), n.Name)
		a := at[k]
		if a == nil {
			a = &namedActor{Who: n.Who, counts: map[string]int{}}
			at[k], out = a, append(out, a)
		}
		a.counts[or(n.Outlet, noOutlet)] += n.Count
		a.all += n.Count
		rows[a] = append(rows[a], n)
	}
	for _, a := range out {
		a.lay(rows[a])
	}
	slices.SortStableFunc(out, func(a, b *namedActor) int {
		return cmp.Or(len(b.counts)-len(a.counts), len(b.Wordings)+b.Left-len(a.Wordings)-a.Left, b.all-a.all, cmp.Compare(a.Name, b.Name))
	})
	return out
}

// noOutlet stands where an article's outlet is not known.
const noOutlet = "no outlet known"

// lay makes a matrix of an actor's namings.
func (a *namedActor) lay(all []onrecord.Naming) {
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
			a.Wordings = append(a.Wordings, wordingRow{Wording: n.Wording, Cells: make([]namingCell, len(a.Outlets))})
		}
		a.Wordings[i].all += n.Count
		if o := slices.Index(a.Outlets, or(n.Outlet, noOutlet)); o >= 0 {
			a.Wordings[i].Cells[o].put(&n)
		}
	}
	slices.SortStableFunc(a.Wordings, func(x, y wordingRow) int { return cmp.Or(y.all-x.all, cmp.Compare(x.Wording, y.Wording)) })
	if len(a.Wordings) > namedWordings {
		a.Left, a.Wordings = len(a.Wordings)-namedWordings, a.Wordings[:namedWordings]
	}
}

// put has a naming where its voice stands.
func (c *namingCell) put(n *onrecord.Naming) {
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
func (c namingCell) Empty() bool { return c.Own == nil && c.Quoted == nil && c.Inserted == nil }
