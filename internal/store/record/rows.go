package record

import (
	"cmp"
	"slices"
	"strings"

	"onrecord"
	"onrecord/ling"
	"onrecord/query"
)

// Claim is what a list keeps of a claim to find it by.
type Claim struct {
	Place       int       // in its article's list
	First, Last ling.Date // zero if unknown
	Facets      Facets
	Statuses    []Status // of an agreement: what is asked of agreements is asked of these
	Label       string   // of a statement: its speaker, whom lists can be put in order by
	Words       []string // for the columns of the list's index, in their order
	Parts       []Part
}

// Facets are the values that a claim has of fields that have few.
type Facets map[string]string

// Status is a status assertion, or the one of an agreement that has none.
type Status struct {
	First, Last ling.Date
	Facets      Facets
}

// Part is somebody's part in a claim.
type Part struct {
	Role  Role
	Actor onrecord.ActorID // "" where nobody known is meant
	Name  string
}

// Role is what somebody is to a claim. Stores keep the numbers: they stay.
type Role int

// The roles.
const (
	By         Role = 1 // who made a statement
	About      Role = 2 // whom its content mentions
	Source     Role = 3 // of events
	Target     Role = 4
	Where      Role = 5
	Side       Role = 6 // of agreements
	Broker     Role = 7
	Monitor    Role = 8
	Place      Role = 9
	Doer       Role = 10 // of one of its statuses
	GroupRole  Role = 11 // of memberships
	MemberRole Role = 12
	Via        Role = 13 // through whom a statement was told
)

// List is how a list of claims is looked up in.
type List struct {
	Of    query.List
	Words []string        // the columns of its index of words
	Free  []string        // those that free words are looked up in
	Named map[string]Look // the fields that ask for somebody, by name
	Roles []Role          // all that its claims have
}

// Look is where a field that asks for somebody looks: in columns of words, and
// by id among those who have one of these roles.
type Look struct {
	Words []string
	Roles []Role
}

// Lists are all lists of claims.
func Lists() []List {
	return []List{
		{
			Of: query.Statements, Words: []string{"speaker", "source_text", "content_text", "about", "via"}, Free: []string{"speaker", "source_text", "content_text"},
			Named: map[string]Look{
				"speaker": {[]string{"speaker", "source_text"}, []Role{By}}, "about": {[]string{"content_text", "about"}, []Role{About}},
				"via": {[]string{"via"}, []Role{Via}},
			},
			Roles: []Role{By, About, Via},
		},
		{
			Of: query.Events, Words: []string{"sources", "targets", "location", "words"}, Free: []string{"sources", "targets", "location", "words"},
			Named: map[string]Look{
				"actor": {[]string{"sources", "targets"}, []Role{Source, Target}}, "source": {[]string{"sources"}, []Role{Source}},
				"target": {[]string{"targets"}, []Role{Target}}, "place": {[]string{"location"}, []Role{Where}},
			},
			Roles: []Role{Source, Target, Where},
		},
		{
			Of: query.Agreements, Words: []string{"name", "parties", "brokers", "monitors", "location", "shown"},
			Free: []string{"name", "parties", "brokers", "monitors", "location", "shown"},
			Named: map[string]Look{
				"actor": {[]string{"parties", "brokers", "monitors"}, []Role{Side, Broker, Monitor, Doer}}, "party": {[]string{"parties"}, []Role{Side}},
				"broker": {[]string{"brokers"}, []Role{Broker}}, "place": {[]string{"location"}, []Role{Place}},
			},
			Roles: []Role{Side, Broker, Monitor, Place, Doer},
		},
		{
			Of: query.Memberships, Words: []string{"band", "member", "words"}, Free: []string{"band", "member", "words"},
			Named: map[string]Look{
				"actor": {[]string{"band", "member"}, []Role{GroupRole, MemberRole}}, "group": {[]string{"band"}, []Role{GroupRole}},
				"member": {[]string{"member"}, []Role{MemberRole}},
			},
			Roles: []Role{GroupRole, MemberRole},
		},
	}
}

// Claims are the rows of an article's claims in a list.
func Claims(of query.List, r *onrecord.Record) []Claim {
	var out []Claim
	switch of {
	case query.Statements:
		out = statementRows(r)
	case query.Events:
		out = eventRows(r)
	case query.Agreements:
		out = agreementRows(r)
	case query.Memberships:
		out = membershipRows(r)
	}
	for i := range out {
		out[i].Place = i
		if f := out[i].Facets; f != nil {
			f["outlet"] = r.Outlet
		}
		for _, s := range out[i].Statuses {
			s.Facets["outlet"] = r.Outlet
		}
	}
	return out
}

func statementRows(r *onrecord.Record) (out []Claim) {
	actors := r.ActorsByID()
	for _, v := range r.Views() {
		c := Claim{First: v.First, Last: v.Last, Label: v.Speaker, Facets: Facets{
			"kind": string(v.Kind), "status": string(v.Status), "mode": string(v.Mode), "act": string(v.Act), "certainty": string(v.Certainty),
		}}
		c.involve(By, onrecord.Party{Actors: v.Source.Actors}, "")
		var names strings.Builder
		for _, id := range r.Within(v.Content.Spans) {
			c.Parts = append(c.Parts, Part{About, id, ""})
			names.WriteString(actors[id].Name + "\n")
		}
		c.Words = []string{v.Speaker, v.SourceText, v.ContentText, names.String(), c.told(v, actors)}
		out = append(out, c)
	}
	return out
}

// told notes through whom a statement was told, and returns their words and names.
func (c *Claim) told(v onrecord.StatementView, actors map[onrecord.ActorID]onrecord.Actor) string {
	var names strings.Builder
	for i, hop := range v.Via {
		c.involve(Via, onrecord.Party{Actors: hop.Actors}, "")
		names.WriteString(v.ViaText[i] + "\n")
		for _, id := range hop.Actors {
			names.WriteString(actors[id].Name + "\n")
		}
	}
	return names.String()
}

// involve notes whom a party names; the name is kept with the first of them.
func (c *Claim) involve(role Role, p onrecord.Party, name string) {
	if len(p.Actors) == 0 && name != "" {
		c.Parts = append(c.Parts, Part{role, "", name})
	}
	for i, id := range p.Actors {
		if i > 0 {
			name = ""
		}
		c.Parts = append(c.Parts, Part{role, id, name})
	}
}

func eventRows(r *onrecord.Record) (out []Claim) {
	view := onrecord.NewViewer(r)
	for i := range r.Events {
		v := view.Event(&r.Events[i])
		c := Claim{First: v.First, Last: v.Last, Facets: Facets{
			"type": string(v.Plover.Event), "mode": v.Plover.Mode, "cameo": v.CAMEO, "status": string(v.Status), "background": yes(v.Background), "certainty": string(v.Certainty),
		}}
		for i, p := range v.Source {
			c.involve(Source, p, v.Sources[i])
		}
		for i, p := range v.Target {
			c.involve(Target, p, v.Targets[i])
		}
		c.involve(Where, v.Where, v.Place)
		c.Words = []string{strings.Join(v.Sources, "\n"), strings.Join(v.Targets, "\n"), v.Place, v.Words}
		out = append(out, c)
	}
	return out
}

func agreementRows(r *onrecord.Record) (out []Claim) {
	view := onrecord.NewViewer(r)
	for i := range r.Agreements {
		v := view.Agreement(&r.Agreements[i])
		facets := func(status, told string) Facets {
			return Facets{"type": string(v.Type), "background": yes(v.Background), "status": status, "told": told}
		}
		c := Claim{Facets: facets("", "")}
		shown := []string{v.ScopeText}
		for i, h := range v.History {
			s := v.Statuses[i]
			c.Statuses = append(c.Statuses, Status{s.First, s.Last, facets(string(h.Status), string(h.Told))})
			shown = append(append(shown, s.ByNames...), s.Says, s.Text)
			for _, p := range h.By {
				c.involve(Doer, p, "")
			}
			if !s.First.IsZero() && (c.First.IsZero() || s.First.Compare(c.First) < 0) {
				c.First = s.First
			}
		}
		if len(c.Statuses) == 0 {
			c.Statuses = []Status{{Facets: facets("", "")}}
		}
		for role, parties := range map[Role][]onrecord.Party{Side: v.Sides, Broker: v.Brokers, Monitor: v.Monitors, Place: {v.Place}} {
			for _, p := range parties {
				c.involve(role, p, "")
			}
		}
		slices.SortStableFunc(c.Parts, func(a, b Part) int { return cmp.Compare(a.Role, b.Role) })
		c.Words = []string{v.Name, strings.Join(v.SideNames, "\n"), strings.Join(v.BrokerNames, "\n"), strings.Join(v.MonitorNames, "\n"), v.PlaceName, strings.Join(shown, "\n")}
		out = append(out, c)
	}
	return out
}

func membershipRows(r *onrecord.Record) (out []Claim) {
	view := onrecord.NewViewer(r)
	for i := range r.Memberships {
		v := view.Membership(&r.Memberships[i])
		c := Claim{First: v.First, Last: v.Last, Facets: Facets{"as": string(v.As), "status": string(v.Status)}}
		c.involve(GroupRole, v.Group, "")
		c.involve(MemberRole, v.Member, "")
		c.Words = []string{v.GroupName, v.MemberName, v.Text}
		out = append(out, c)
	}
	return out
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// Presence is an actor in an article.
type Presence struct {
	Actor    onrecord.ActorID
	Role     string // that the article gives it
	Mentions int
	Said     int // statements that are its and were made, in words
	About    int // statements that were made, in words, whose content mentions it
}

// Present are the actors of an article, those it lists first, in its order, and
// then whoever else a claim or a mention means.
func Present(r *onrecord.Record) []Presence {
	var out []Presence
	at := map[onrecord.ActorID]int{}
	of := func(id onrecord.ActorID) *Presence {
		i, ok := at[id]
		if !ok {
			i = len(out)
			at[id] = i
			out = append(out, Presence{Actor: id})
		}
		return &out[i]
	}
	for _, a := range r.Actors {
		of(a.ID).Role = a.Role
	}
	for _, m := range r.Mentions {
		if m.Actor != "" {
			of(m.Actor).Mentions++
		}
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		if !s.Said() {
			continue
		}
		for _, id := range onceEach(s.Source.Actors) {
			of(id).Said++
		}
		for _, id := range r.Within(s.Content.Spans) {
			of(id).About++
		}
	}
	for c := range r.Claims() {
		for p := range onrecord.Parties(c) {
			for _, id := range *p.Actors {
				of(id)
			}
		}
	}
	return out
}

// onceEach is ids without those that come again.
func onceEach(ids []onrecord.ActorID) []onrecord.ActorID {
	var out []onrecord.ActorID
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// Wording is how an article names an actor.
type Wording struct {
	Actor onrecord.ActorID
	Words string
	Count int
	At    int // the place of the first, in bytes
}

// Wordings are how an article names its actors: by names, not pronouns or
// descriptions. Each is there once, in the order of the first.
func Wordings(r *onrecord.Record) []Wording {
	var out []Wording
	type key struct {
		id    onrecord.ActorID
		words string
	}
	at := map[key]int{}
	for _, m := range r.Mentions {
		if m.Actor == "" || m.Type == ling.PRON || m.Type == ling.NOM {
			continue
		}
		k := key{m.Actor, m.In(r.Text)}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, Wording{Actor: k.id, Words: k.words, At: m.Start})
		}
		out[i].Count++
	}
	return out
}
