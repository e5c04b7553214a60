package alert

import (
	"strings"

	"onrecord"
	"onrecord/query"
)

// ActorsOf are the actors that a query of them asks for.
func ActorsOf(q query.Q) (f onrecord.ActorFilter, err error) {
	var words []string
	for _, part := range partsOf(q) {
		switch part := part.(type) {
		case query.Word:
			words = append(words, string(part))
		case query.Phrase:
			words = append(words, string(part))
		case query.Term:
			switch part.Field {
			case "name":
				words = append(words, part.Value)
			case "type":
				f.Type = onrecord.ActorType(part.Value)
			case "unknown":
				f.Unknown = true
			}
		default:
			return f, onrecord.Errorf(onrecord.Invalid, "actors are asked for by words of a name, type: and unknown: alone, and not by %s", query.Print(part))
		}
	}
	f.Name = strings.Join(words, " ")
	return f, nil
}

// partsOf are the parts of which all are asked for.
func partsOf(q query.Q) []query.Q {
	switch q := q.(type) {
	case nil:
		return nil
	case query.And:
		return q
	}
	return []query.Q{q}
}
