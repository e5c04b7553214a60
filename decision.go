package onrecord

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// DecisionKind is what a person decided, about actors if nothing else is said.
type DecisionKind string

// The kinds of decisions.
const (
	// Merge: Subject is the same as Object, everywhere. Of rows: Of and Value are one.
	Merge DecisionKind = "merge"
	// Split: Subject is not Object after all; it takes back a merge. Of rows: Of is
	// not Value after all, or what is of Article leaves Of.
	Split DecisionKind = "split"
	// Link: in Article, who was taken for Subject is Object. Of rows: what is of
	// Article belongs to Of; or an agreement of all articles is the one of a row of
	// a reference list, whose key is Value.
	Link DecisionKind = "link"
	// Rename: Subject is called Object.Name.
	Rename DecisionKind = "rename"
	// Hide: nothing is said of Subject; its mentions mean nobody. Of a claim or a
	// row: it is not shown.
	Hide DecisionKind = "hide"
	// Confirmation: a claim, a row or what is known of an article is right.
	Confirmation DecisionKind = "confirm"
	// Correction: Field of a claim or an article is Value; a speaker is Object.
	Correction DecisionKind = "correct"
	// Code: by a statement its source agrees with the concept Field, disagrees or
	// takes no stand on it, as Value says; the last of one concept holds.
	Code DecisionKind = "code"
)

// DecisionKinds are all kinds, in the order they are listed.
var DecisionKinds = [...]DecisionKind{Merge, Split, Link, Rename, Hide, Confirmation, Correction, Code}

// Decision is a person's correction. Decisions are never changed: one that is
// taken back stays, marked Undone. They hold for what is stored and for what
// will be, whatever a new reading finds.
type Decision struct {
	ID      int64 // given by the store, in order
	Kind    DecisionKind
	Subject ActorID   // an actor's id
	Object  Actor     // of Merge, Split and Link; of Rename only its Name
	Article ArticleID // of Link, and of what stands in an article: the article's id
	On      Target    // what it is about, "" for actors
	Of      string    // the id of the claim or the row
	Field   string    // of Correction, and the concept of Code
	Value   string
	By      string // who decided
	At      time.Time
	Note    string
	Undone  bool
}

// Check reports what a decision lacks.
func (d *Decision) Check() error {
	fault := func(format string, args ...any) error {
		return Errorf(Invalid, "decision %s: %s", d.Kind, fmt.Sprintf(format, args...))
	}
	if d.On != OnActor {
		if lacks := d.checkTarget(); lacks != "" {
			return fault("%s", lacks)
		}
		return d.checkMaker(fault)
	}
	if !IsActorID(string(d.Subject)) {
		return fault("%q is no actor's id", d.Subject)
	}
	switch d.Kind {
	case Merge, Split, Link:
		if !IsActorID(string(d.Object.ID)) {
			return fault("%q is no actor's id", d.Object.ID)
		}
		if d.Object.ID == d.Subject {
			return fault("%s and itself", d.Subject)
		}
		if d.Kind != Split && d.Object.Name == "" {
			return fault("%s has no name", d.Object.ID)
		}
		if d.Kind == Link && d.Article == "" {
			return fault("no article")
		}
	case Rename:
		if strings.TrimSpace(d.Object.Name) == "" {
			return fault("no name")
		}
	case Hide:
	default:
		return fault("no such kind")
	}
	return d.checkMaker(fault)
}

func (d *Decision) checkMaker(fault func(string, ...any) error) error {
	if d.By == "" {
		return fault("who decided is not given")
	}
	if d.At.IsZero() {
		return fault("when it was decided is not given")
	}
	return nil
}

// Decisions are all decisions of a store, in the order they were made.
type Decisions []Decision

// Verdicts are what all decisions that hold come to together. They are not
// changed once made, and are safe for concurrent use.
type Verdicts struct {
	same   map[ActorID]Actor // id -> who it is
	names  map[ActorID]string
	hidden map[ActorID]bool
	groups map[ActorID][]ActorID           // of those who are more than one: the end of their chain -> all ids, sorted
	links  map[ArticleID]map[ActorID]Actor // the same, in one article alone
	here   map[ArticleID][]Decision        // about an article and its claims, in order
	rows   map[Target][]string             // that are hidden
	// referred are the keys of the references that an agreement is linked to, in order.
	referred map[string][]string
	joins    map[Target][]Decision // of rows, in order
}

// Verdicts are what the decisions come to.
func (ds Decisions) Verdicts() *Verdicts {
	v := &Verdicts{same: map[ActorID]Actor{}, names: map[ActorID]string{}, hidden: map[ActorID]bool{},
		groups: map[ActorID][]ActorID{}, links: map[ArticleID]map[ActorID]Actor{}, here: map[ArticleID][]Decision{}, rows: map[Target][]string{},
		referred: map[string][]string{}, joins: map[Target][]Decision{}}
	for _, d := range ds {
		switch {
		case d.Undone:
		case d.On.ofArticle():
			v.here[d.Article] = append(v.here[d.Article], d)
		case d.On != OnActor:
			v.aboutRow(d)
		default:
			v.aboutActor(d)
		}
	}
	for id := range v.same { // each list is put in order below
		end := v.end(id)
		for _, member := range []ActorID{id, end} {
			if !slices.Contains(v.groups[end], member) {
				v.groups[end] = append(v.groups[end], member)
			}
		}
	}
	for _, group := range v.groups {
		slices.Sort(group)
	}
	return v
}

// aboutRow notes a decision about a row of many articles.
func (v *Verdicts) aboutRow(d Decision) {
	switch {
	case d.refers():
		if !slices.Contains(v.referred[d.Of], d.Value) {
			v.referred[d.Of] = append(v.referred[d.Of], d.Value)
		}
	case d.Kind == Hide:
		if !slices.Contains(v.rows[d.On], d.Of) {
			v.rows[d.On] = append(v.rows[d.On], d.Of)
			slices.Sort(v.rows[d.On])
		}
	case d.Kind != Confirmation:
		v.joined(d)
	}
}

// aboutActor notes a decision about actors.
func (v *Verdicts) aboutActor(d Decision) {
	switch d.Kind {
	case Merge:
		if v.end(d.Object.ID) == d.Subject { // the later of two that contradict holds
			delete(v.same, d.Object.ID)
		}
		v.same[d.Subject] = d.Object
	case Split:
		if v.same[d.Subject].ID == d.Object.ID {
			delete(v.same, d.Subject)
		}
	case Link:
		if v.links[d.Article] == nil {
			v.links[d.Article] = map[ActorID]Actor{}
		}
		v.links[d.Article][d.Subject] = d.Object
	case Rename:
		v.names[d.Subject] = d.Object.Name
	case Hide:
		v.hidden[d.Subject] = true
	}
}

// end is the end of the chain of merges that begins at id.
func (v *Verdicts) end(id ActorID) ActorID {
	for range len(v.same) { // no chain is longer
		to, ok := v.same[id]
		if !ok {
			break
		}
		id = to.ID
	}
	return id
}

// Of is the actor that stands for id in all articles, "" for one that is hidden.
func (v *Verdicts) Of(id ActorID) ActorID {
	if id = v.end(id); v.hidden[id] {
		return ""
	}
	return id
}

// Group are all ids that are one with id, itself too, sorted; none if they are hidden.
func (v *Verdicts) Group(id ActorID) []ActorID {
	id = v.Of(id)
	if group := v.groups[id]; group != nil {
		return group
	}
	if id == "" {
		return nil
	}
	return []ActorID{id}
}

// Names are the names that decisions give to actors, by whoever stands for
// them: that of a rename, and those that merges knew them by.
func (v *Verdicts) Names() map[ActorID][]string {
	out := map[ActorID][]string{}
	for id, name := range v.names {
		out[v.Of(id)] = append(out[v.Of(id)], name)
	}
	for _, to := range v.same {
		out[v.Of(to.ID)] = append(out[v.Of(to.ID)], to.Name)
	}
	delete(out, "")
	return out
}

// Referred are the keys of the references that an agreement of all articles is
// linked to, in the order they were.
func (v *Verdicts) Referred(agreement string) []string { return v.referred[agreement] }

// Referring reports whether an agreement is linked to a reference of that key.
func (v *Verdicts) Referring(key string) bool {
	for _, keys := range v.referred {
		if slices.Contains(keys, key) {
			return true
		}
	}
	return false
}

// Known is what decisions know of the actor that stands for others.
func (v *Verdicts) Known(id ActorID) (known Actor, ok bool) {
	for _, member := range v.groups[id] {
		if to := v.same[member]; to.ID == id {
			known, ok = to, true
			break
		}
	}
	if name := v.names[id]; name != "" {
		known.Name, ok = name, true
	}
	known.ID = id
	return known, ok
}

// Apply returns found as the decisions that hold have it for an article. found
// itself is not changed; changed reports whether anything differs from it.
func (ds Decisions) Apply(article ArticleID, found Found) (out Found, changed bool) {
	return ds.Verdicts().Apply(article, found)
}

// Apply is as that of Decisions: who is meant in the article alone, then what
// is decided of actors in all.
func (v *Verdicts) Apply(article ArticleID, found Found) (out Found, changed bool) {
	out, here := v.linked(article, found)
	out, everywhere := v.Global(out)
	return out, here || everywhere
}

// linked is found as the links of the article have it.
func (v *Verdicts) linked(article ArticleID, found Found) (out Found, changed bool) {
	links := v.links[article]
	if len(links) == 0 {
		return found, false
	}
	return found.become(links, nil, func(id ActorID) ActorID {
		if to, ok := links[id]; ok {
			return to.ID
		}
		return id
	})
}

// Global is found as what is decided of actors in all articles has it.
func (v *Verdicts) Global(found Found) (out Found, changed bool) {
	if len(v.same)+len(v.names)+len(v.hidden) == 0 {
		return found, false
	}
	return found.become(v.same, v.names, v.Of)
}

// become is found with other actors: of says who an id becomes, known who they
// are by the ids that become them, and names what they are called.
func (found Found) become(known map[ActorID]Actor, names map[ActorID]string, of func(ActorID) ActorID) (out Found, changed bool) {
	actor := func(id ActorID) ActorID {
		if id == "" {
			return ""
		}
		to := of(id)
		changed = changed || to != id
		return to
	}
	out = found.otherParties()
	out.Mentions = slices.Clone(found.Mentions)
	for i := range out.Mentions {
		m := &out.Mentions[i]
		m.Actor = actor(m.Actor)
	}
	for c := range out.Claims() {
		for p := range Parties(c) {
			*p.Actors = eachOnce(*p.Actors, actor)
		}
	}
	var others bool
	out.Actors, others = actorsBecome(found.Actors, known, names, of)
	if !changed && !others {
		return found, false
	}
	return out, true
}

// eachOnce is what ids become, those that become nobody left out, each once.
func eachOnce(ids []ActorID, become func(ActorID) ActorID) []ActorID {
	var out []ActorID
	for _, id := range ids {
		if id = become(id); id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// actorsBecome are the actors that those of an article become, each once.
func actorsBecome(list []Actor, known map[ActorID]Actor, names map[ActorID]string, of func(ActorID) ActorID) (out []Actor, changed bool) {
	here := map[ActorID]Actor{}
	for _, a := range list {
		here[a.ID] = a // the article knows its own actors best
	}
	listed := map[ActorID]bool{}
	for _, a := range list {
		id := of(a.ID)
		changed = changed || id != a.ID
		if id == "" || listed[id] {
			continue
		}
		listed[id] = true
		to, ok := here[id]
		if !ok {
			to = reached(known, a.ID, id)
		}
		to.ID = id
		if name := names[id]; name != "" && name != to.Name {
			to.Name, changed = name, true
		}
		out = append(out, to)
	}
	return out, changed
}

// reached is who id becomes in the end, as known has them.
func reached(known map[ActorID]Actor, id, end ActorID) Actor {
	to := Actor{ID: id}
	for range len(known) {
		next, ok := known[to.ID]
		if !ok || to.ID == end {
			break
		}
		to = next
	}
	return to
}
