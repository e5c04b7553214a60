package reference

import (
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world/passage"
	"onrecord/ling"
)

// Beside lays a reference beside an agreement.
func Beside(a *onrecord.LedgerAgreement, r *onrecord.Reference, link onrecord.LinkBasis) onrecord.LedgerReference {
	out := onrecord.LedgerReference{List: r.List, ID: r.ID, Name: r.Name, Day: r.Day, Link: link, Points: []onrecord.ReferencePoint{}}
	for _, p := range []struct {
		what, day string
		told      []onrecord.AgreementStatus
	}{
		{"day", r.Day, made}, {"effect", r.Effect, begun}, {"end", r.End, over},
	} {
		if point, ok := day(a, p.what, p.day, p.told); ok {
			out.Points = append(out.Points, point)
		}
	}
	if kind := kindOf(r); kind != "" {
		out.Points = append(out.Points, point("type", r.Type, string(a.Type), slices.Contains(kinds[kind], a.Type)))
	}
	for _, name := range r.Parties {
		if at := slices.IndexFunc(a.Parties, func(w onrecord.Who) bool { return named(name, w.Name) }); at >= 0 {
			out.Points = append(out.Points, point("party", name, a.Parties[at].Name, true))
		}
	}
	if a.Place.Name != "" && named(r.Place, a.Place.Name) {
		out.Points = append(out.Points, point("place", r.Place, a.Place.Name, true))
	}
	return out
}

// Suggested reports whether a reference that nobody linked may be the
// agreement: it is of its type, a day of its making is the list's to the day,
// and a party, the place or a word of its name that is a name is common to both.
func Suggested(a *onrecord.LedgerAgreement, r *onrecord.Reference) bool {
	beside := Beside(a, r, onrecord.LinkSuggested)
	to := func(what string) bool {
		return slices.ContainsFunc(beside.Points, func(p onrecord.ReferencePoint) bool { return p.What == what && p.Agrees })
	}
	if slices.ContainsFunc(beside.Points, func(p onrecord.ReferencePoint) bool { return !p.Agrees }) || !to("day") || len(r.Day) < len("2016-02-26") {
		return false
	}
	return to("party") || to("place") || slices.ContainsFunc(append([]string{a.Name}, a.Names...), func(name string) bool { return named(r.Place, name) })
}

// What statuses tell of the day on which an agreement was made, came into force
// and ended.
var (
	made  = []onrecord.AgreementStatus{onrecord.Agreed, onrecord.Signed, onrecord.Declared}
	begun = []onrecord.AgreementStatus{onrecord.InForce}
	over  = []onrecord.AgreementStatus{onrecord.Ended, onrecord.Expired}
)

func point(what, there, here string, agrees bool, cites ...onrecord.Cite) onrecord.ReferencePoint {
	return onrecord.ReferencePoint{What: what, There: there, Here: here, Agrees: agrees, Cites: append([]onrecord.Cite{}, cites...)}
}

// day is the point of a day, by the status whose day is nearest to the list's,
// the first of those. There is none where either tells no day.
func day(a *onrecord.LedgerAgreement, what, there string, told []onrecord.AgreementStatus) (found onrecord.ReferencePoint, ok bool) {
	first, last, err := ling.ParsePeriod(there)
	if err != nil {
		return found, false
	}
	nearest := -1
	for _, s := range a.History {
		from, err1 := ling.ParseDate(s.When.Earliest)
		to, err2 := ling.ParseDate(s.When.Latest)
		if !slices.Contains(told, s.Status) || err1 != nil || err2 != nil {
			continue
		}
		apart := max(0, days(last, from), days(to, first))
		if nearest < 0 || apart < nearest {
			nearest, found = apart, point(what, there, s.When.Value, apart == 0, s.Cite)
		}
	}
	return found, nearest >= 0
}

// days are how many days lie from one day to another, less than 0 if it is earlier.
func days(from, to ling.Date) int { return int(to.Time().Sub(from.Time()).Hours() / 24) }

// Days are the first and the last day on which an agreement is told to have
// been made, "" where none is.
func Days(a *onrecord.LedgerAgreement) (first, last string) {
	for _, s := range a.History {
		if !slices.Contains(made, s.Status) || s.When.Earliest == "" {
			continue
		}
		if first == "" || s.When.Earliest < first {
			first = s.When.Earliest
		}
		last = max(last, s.When.Latest)
	}
	return first, last
}

// kinds are what types of the ledger a list's own type means. PA-X calls the
// stage of an agreement Cea for a ceasefire, Pre before substance, SubPar and
// SubComp for parts and the whole of it, Imp and Ren for carrying out.
var kinds = map[string][]onrecord.AgreementType{
	"cea":       {onrecord.Ceasefire},
	"ceasefire": {onrecord.Ceasefire},
	"pre":       {onrecord.PeaceTalks, onrecord.PeaceAgreement, onrecord.Ceasefire, onrecord.Cooperation, onrecord.HumanitarianAccess, onrecord.PrisonerExchange},
	"subpar":    {onrecord.PeaceAgreement, onrecord.PeaceTalks, onrecord.HumanitarianAccess, onrecord.PrisonerExchange, onrecord.Cooperation},
	"subcomp":   {onrecord.PeaceAgreement},
}

// kindOf is a list's type as kinds has it, "" for one that says nothing here.
func kindOf(r *onrecord.Reference) string {
	kind := strings.ToLower(r.Type)
	if kinds[kind] == nil {
		return ""
	}
	return kind
}

// named reports whether the name stands among the words of a list's cell, or
// the cell's among the name's: "Syria" in "Syria/(Kurds-Rojava)".
func named(cell, name string) bool {
	a, b := passage.Spaced(cell), passage.Spaced(name)
	return strings.TrimSpace(a) != "" && strings.TrimSpace(b) != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}
