package refer

import (
	"slices"

	"onrecord/ling"
)

// Kind is what an entity can be taken up as.
type Kind uint8

// The kinds of entities.
const (
	Person Kind = iota
	Body        // an organization or state that can speak
	People      // several persons: "the two ministers", "activists"
	Thing       // a document, which speaks for who made it
)

// Entity is who is meant.
type Entity struct {
	Kind   Kind
	Gender byte     // 'm', 'f', 0 unknown
	Words  []string // of a body's name, in small letters
	Org    bool     // an organization by name
	Named  bool     // it has a name
	// Members are the persons or bodies that several at once are.
	Members []*Entity
	// Issuer is who speaks in a document, nil if unknown.
	Issuer *Entity

	roles []*Description // descriptions that stand beside its name, or began it
	person
}

// mostRoles bounds the descriptions kept of one entity. News gives nobody so
// many; without a bound a list of them would cost its square.
const mostRoles = 100

// Bear notes a description of the entity.
func (e *Entity) Bear(d *Description) {
	if len(e.roles) < mostRoles && !slices.Contains(e.roles, d) {
		e.roles = append(e.roles, d)
	}
}

// bears reports whether the entity was called by this noun.
func (e *Entity) bears(noun string) bool {
	return slices.ContainsFunc(e.roles, func(o *Description) bool { return o.Noun.Word == noun })
}

// Tell notes evidence of gender; what was known first stays.
func (e *Entity) Tell(gender byte) {
	if e.Gender == 0 {
		e.Gender = gender
	}
}

// Voice is who speaks where e does: a document's issuer.
func (e *Entity) Voice() *Entity {
	if e.Kind == Thing && e.Issuer != nil {
		return e.Issuer
	}
	return e
}

// Name is a name of the text.
type Name struct {
	First, Last int // tokens [First, Last)
	Type        ling.MentionType
	Entity      *Entity // nil for nobody known
	Of          *Entity // for a people's name, its state
}

// isPerson reports whether it is a person's name; nil is none.
func (n *Name) isPerson() bool { return n != nil && n.Type == ling.PER }
