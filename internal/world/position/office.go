package position

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"onrecord"
	"onrecord/internal/expr"
	"onrecord/internal/words"
	"onrecord/internal/world/passage"
)

//go:embed offices.rules
var officeText string

// office tells by a role, or by what somebody is called, what they speak for.
type office struct{ match, unless *expr.Expr }

// offices are who speaks for a country, and who passes on what others say.
type offices struct{ state, media *office }

var theOffices = sync.OnceValues(func() (*offices, error) {
	read, err := words.Read("offices.rules", strings.NewReader(officeText))
	if err != nil {
		return nil, fmt.Errorf("load the offices: %w", err)
	}
	out := &offices{}
	for i := range read {
		r := &read[i]
		match, err := expr.Compile("(?i)" + r.Get("match"))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.Where(), err)
		}
		unless, err := expr.Compile("(?i)" + r.Get("unless"))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.Where(), err)
		}
		switch r.Name {
		case "state":
			out.state = &office{match, unless}
		case "media":
			out.media = &office{match, unless}
		default:
			return nil, fmt.Errorf("%s: no such office %q", r.Where(), r.Name)
		}
	}
	return out, nil
})

// holds reports whether who has a role speaks for the country of the role.
func (o *office) holds(role string) bool {
	return o.match.MatchString(role) && !o.unless.MatchString(role)
}

// passesOn reports whether a source is one that passes on what others say.
func (o *offices) passesOn(p *passage.Page, source onrecord.Party) bool {
	for i := range p.Actors {
		a := &p.Actors[i]
		if slices.Contains(source.Actors, a.ID) && len(a.Codes["cameo"]) >= 6 && a.Codes["cameo"][3:6] == "MED" {
			return true
		}
	}
	return o.media.holds(p.Part(source.Spans))
}

// speaksFor is the code of the country that an actor speaks for, "" for none: by
// what is known of them, else by their role.
func speaksFor(a *onrecord.Actor, o *offices) string {
	if cameo := a.Codes["cameo"]; len(cameo) >= 6 && (cameo[3:6] == "GOV" || cameo[3:6] == "MIL") {
		return cameo[:3]
	}
	if a.Type == onrecord.Person && o.state.holds(a.Role) {
		return a.Codes["iso3"]
	}
	return ""
}
