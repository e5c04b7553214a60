package onrecord

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// DecisionKind is what a person decided about actors.
type DecisionKind string

// The kinds of decisions.
const (
	// Merge: Subject is the same as Object, everywhere.
	Merge DecisionKind = "merge"
	// Split: Subject is not Object after all; it takes back a merge.
	Split DecisionKind = "split"
	// Link: in Article, who was taken for Subject is Object.
	Link DecisionKind = "link"
	// Rename: Subject is called Object.Name.
	Rename DecisionKind = "rename"
	// Hide: nothing is said of Subject; its mentions mean nobody.
	Hide DecisionKind = "hide"
)

// DecisionKinds are all kinds, in the order they are listed.
var DecisionKinds = [...]DecisionKind{Merge, Split, Link, Rename, Hide}

// Decision is a person's correction. Decisions are never changed: one that is
// taken back stays, marked Undone. They hold for what is stored and for what
// will be, whatever a new reading finds.
type Decision struct {
	ID      int64 // given by the store, in order
	Kind    DecisionKind
	Subject ActorID   // an actor's id
	Object  Actor     // of Merge, Split and Link; of Rename only its Name
	Article ArticleID // of Link: the article's id
	By      string    // who decided
	At      time.Time
	Note    string
	Undone  bool
}

// Check reports what a decision lacks.
func (d *Decision) Check() error {
	fault := func(format string, args ...any) error {
		return Errorf(Invalid, "decision %s: %s", d.Kind, fmt.Sprintf(format, args...))
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

// Apply returns found as the decisions that hold have it for an article. found
// itself is not changed; changed reports whether anything differs from it.
func (ds Decisions) Apply(article ArticleID, found Found) (out Found, changed bool) {
	v := ds.verdicts(article)
	if v.empty() {
		return found, false
	}
	out = found.otherParties()
	actor := func(id ActorID) ActorID {
		to := v.of(id)
		changed = changed || to != id
		return to
	}
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
	var renamed bool
	out.Actors, renamed = v.actors(found.Actors)
	if !changed && !renamed {
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

// verdicts are what all decisions together come to, for one article.
type verdicts struct {
	same   map[ActorID]Actor // id -> who it is
	linked map[ActorID]Actor // the same, in this article alone
	names  map[ActorID]string
	hidden map[ActorID]bool
}

func (ds Decisions) verdicts(article ArticleID) verdicts {
	v := verdicts{same: map[ActorID]Actor{}, linked: map[ActorID]Actor{}, names: map[ActorID]string{}, hidden: map[ActorID]bool{}}
	for _, d := range ds {
		switch {
		case d.Undone:
		case d.Kind == Merge:
			if v.end(d.Object.ID) == d.Subject { // the later of two that contradict holds
				delete(v.same, d.Object.ID)
			}
			v.same[d.Subject] = d.Object
		case d.Kind == Split:
			if v.same[d.Subject].ID == d.Object.ID {
				delete(v.same, d.Subject)
			}
		case d.Kind == Link && d.Article == article:
			v.linked[d.Subject] = d.Object
		case d.Kind == Rename:
			v.names[d.Subject] = d.Object.Name
		case d.Kind == Hide:
			v.hidden[d.Subject] = true
		}
	}
	return v
}

func (v *verdicts) empty() bool {
	return len(v.same)+len(v.linked)+len(v.names)+len(v.hidden) == 0
}

// of is the id that stands for id, "" for one that is hidden.
func (v *verdicts) of(id ActorID) ActorID {
	if id == "" {
		return ""
	}
	if to, ok := v.linked[id]; ok {
		id = to.ID
	}
	if id = v.end(id); v.hidden[id] {
		return ""
	}
	return id
}

// end is the end of the chain of merges that begins at id.
func (v *verdicts) end(id ActorID) ActorID {
	for range len(v.same) { // no chain is longer
		to, ok := v.same[id]
		if !ok {
			break
		}
		id = to.ID
	}
	return id
}

// actors are the actors that those of an article stand for, each once.
func (v *verdicts) actors(list []Actor) (out []Actor, changed bool) {
	known := map[ActorID]Actor{}
	for _, to := range v.same {
		known[to.ID] = to
	}
	for _, to := range v.linked {
		known[to.ID] = to
	}
	for _, a := range list {
		known[a.ID] = a // the article knows its own actors best
	}
	listed := map[ActorID]bool{}
	for _, a := range list {
		id := v.of(a.ID)
		if id != a.ID {
			changed = true
		}
		if id == "" || listed[id] {
			continue
		}
		listed[id] = true
		to := known[id]
		to.ID = id
		if name := v.names[id]; name != "" && name != to.Name {
			to.Name, changed = name, true
		}
		out = append(out, to)
	}
	return out, changed
}
