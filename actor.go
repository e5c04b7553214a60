package onrecord

import "strings"

// ActorType is what an actor is.
type ActorType string

// The types of actors.
const (
	Person       ActorType = "person"
	Organization ActorType = "organization"
	Country      ActorType = "country"
	Group        ActorType = "group"
	Place        ActorType = "place"
)

// Actor is who or what a mention means, as one article knows them.
type Actor struct {
	// ID is a Wikidata id ("Q58217") or "x:" and a slug of the fullest name.
	ID    ActorID
	Name  string
	Type  ActorType
	Codes map[string]string // "cameo", "iso3"
	Role  string            // the role on the article's day, "" if unknown
}

// IsActorID reports whether s has the form of an actor's id, and not of a name.
func IsActorID(s string) bool {
	if rest, ok := strings.CutPrefix(s, "x:"); ok {
		return rest != "" && !strings.ContainsAny(rest, " \t\n")
	}
	digits, ok := strings.CutPrefix(s, "Q")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}
