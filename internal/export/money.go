package export

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"onrecord"
)

// Money writes records as entities of FollowTheMoney, the model of the tools of
// investigative reporters (https://followthemoney.tech): articles, who is named
// in them, what happened and who belongs to whom. Each actor is written once,
// where it is first met. Events that did not happen, and memberships that are
// denied or refused, have no place in the model and are left out.
type Money struct {
	w    *json.Encoder
	seen map[string]bool
	n    int
}

// NewMoney writes to w, an entity a line.
func NewMoney(w io.Writer) *Money {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return &Money{w: enc, seen: map[string]bool{}}
}

// Entities is how many were written.
func (m *Money) Entities() int { return m.n }

type moneyEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// Write writes the entities of one record.
func (m *Money) Write(r *onrecord.Record) error {
	article := moneyID(string(r.ID))
	entities := []moneyEntity{{article, "Article", properties(
		"title", r.Title, "name", or(r.Title, string(r.ID)), "sourceUrl", webAddress(r.URL), "publisher", r.Outlet,
		"publishedAt", moneyDay(r.Published.Date()), "retrievedAt", accessed(&r.Article), "language", language3[r.Lang])}}
	entities[0].Properties["author"] = r.Authors
	for _, a := range r.Actors {
		entities = append(entities, actorEntity(a))
		entities[0].Properties["mentionedEntities"] = append(entities[0].Properties["mentionedEntities"], moneyID(string(a.ID)))
	}
	v := onrecord.NewViewer(r)
	for i := range r.Events {
		if e := v.Event(&r.Events[i]); e.Counted() {
			entities = append(entities, eventEntity(r, &e, article))
		}
	}
	for i := range r.Memberships {
		if e, ok := memberEntity(r, &r.Memberships[i]); ok {
			entities = append(entities, e)
		}
	}
	for _, e := range entities {
		if err := m.put(e); err != nil {
			return fmt.Errorf("write the entities of %s: %w", r.ID, err)
		}
	}
	return nil
}

// put writes an entity unless one of its id was written.
func (m *Money) put(e moneyEntity) error {
	if m.seen[e.ID] {
		return nil
	}
	m.seen[e.ID] = true
	m.n++
	for name, values := range e.Properties {
		if len(values) == 0 {
			delete(e.Properties, name)
		}
	}
	return m.w.Encode(e)
}

// moneySchemas are the schemata of actors by type. The model has none for
// countries; they act as public bodies do.
var moneySchemas = map[onrecord.ActorType]string{
	onrecord.Person: "Person", onrecord.Organization: "Organization", onrecord.Group: "Organization",
	onrecord.Country: "PublicBody", onrecord.Place: "Address",
}

func actorEntity(a onrecord.Actor) moneyEntity {
	schema := or(moneySchemas[a.Type], "LegalEntity")
	e := moneyEntity{moneyID(string(a.ID)), schema, properties("name", a.Name)}
	if strings.HasPrefix(string(a.ID), "Q") {
		e.Properties["wikidataId"] = []string{string(a.ID)}
	}
	if schema == "Address" {
		e.Properties["full"] = []string{a.Name}
	}
	return e
}

func eventEntity(r *onrecord.Record, e *onrecord.EventView, article string) moneyEntity {
	out := moneyEntity{moneyID(string(r.ID) + " " + string(e.ID)), "Event", properties(
		"name", or(e.Words, e.TriggerText), "date", moneyDay(e.When.Value), "location", e.Place, "proof", article,
		"sourceUrl", webAddress(r.URL), "recordId", string(e.ID), "keywords", string(e.Plover.Event))}
	for _, party := range append(append([]onrecord.Party(nil), e.Source...), e.Target...) {
		for _, id := range party.Actors {
			out.Properties["involved"] = append(out.Properties["involved"], moneyID(string(id)))
		}
	}
	return out
}

// memberEntity is a membership; !ok if nobody known is meant, or if it says
// that somebody does not belong.
func memberEntity(r *onrecord.Record, m *onrecord.Membership) (moneyEntity, bool) {
	group, member := m.Group.Actor(), m.Member.Actor()
	belongs := m.Status == onrecord.Belongs || m.Status == onrecord.Joined || m.Status == onrecord.Left || m.Status == onrecord.Expelled
	if group == "" || member == "" || !belongs {
		return moneyEntity{}, false
	}
	return moneyEntity{moneyID(string(r.ID) + " " + string(m.ID)), "Membership", properties(
		"organization", moneyID(string(group)), "member", moneyID(string(member)), "role", string(m.As), "status", string(m.Status),
		"date", moneyDay(m.AsOf.Value), "sourceUrl", webAddress(r.URL), "recordId", string(m.ID))}, true
}

// properties are pairs of a name and a value, without the empty ones.
func properties(pairs ...string) map[string][]string {
	out := map[string][]string{}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out[pairs[i]] = []string{pairs[i+1]}
		}
	}
	return out
}

// moneyID is an id of the signs that the model allows in one; other ids of ours
// are hashed.
func moneyID(id string) string {
	if len(id) > 1 && id[0] == 'Q' && number(id[1:], len(id)-1) {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return "onrecord-" + hex.EncodeToString(sum[:12])
}

// moneyDay is a day, month or year of the model, "" for what is none.
func moneyDay(value string) string {
	value, _, _ = strings.Cut(value, "T")
	if dateParts(value) == nil {
		return ""
	}
	return value
}

func webAddress(s string) string {
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return s
	}
	return ""
}

// language3 are languages by the codes of ISO 639-3, which the model wants.
var language3 = map[string]string{"en": "eng", "de": "deu", "fr": "fra", "es": "spa", "it": "ita", "pt": "por", "nl": "nld", "pl": "pol", "tr": "tur", "ru": "rus", "ar": "ara"}
