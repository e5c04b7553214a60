package kb

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"onrecord"
	"onrecord/ling"
)

// Wikidata adds what a Wikidata JSON dump (one entity a line in one array, the
// format of https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html)
// says of persons who held an office, states, parties, armed groups, bodies and
// cities. The dump is read line by line, twice, for a term names its office by
// an id whose label stands elsewhere: memory grows with what is kept, not with
// the dump.
func (b *Builder) Wikidata(path string) error {
	w := &wikidata{Builder: b, path: path, positions: map[string]position{}}
	if err := b.readLines(path, w.first); err != nil {
		return err
	}
	if err := b.readLines(path, w.second); err != nil {
		return err
	}
	w.finish()
	return nil
}

type wikidata struct {
	*Builder
	path      string
	positions map[string]position // offices that somebody held, by id
	held      []held
}

// position is an office: what it is called and which state it is of.
type position struct{ label, state string }

type held struct {
	e          *Entry
	position   string
	start, end string
}

// item is an entity of a dump, as far as it is read.
type item struct {
	ID     string `json:"id"`
	Labels map[string]struct {
		Value string `json:"value"`
	} `json:"labels"`
	Aliases map[string][]struct {
		Value string `json:"value"`
	} `json:"aliases"`
	Claims map[string][]claim `json:"claims"`
}

type claim struct {
	Rank       string            `json:"rank"`
	Mainsnak   snak              `json:"mainsnak"`
	Qualifiers map[string][]snak `json:"qualifiers"`
}

type snak struct {
	Datavalue struct {
		Value json.RawMessage `json:"value"`
	} `json:"datavalue"`
}

// The properties that are read.
const (
	instanceOf   = "P31"
	positionHeld = "P39"
	citizenOf    = "P27"
	bornOn       = "P569"
	diedOn       = "P570"
	inCountry    = "P17"
	appliesTo    = "P1001"
	startTime    = "P580"
	endTime      = "P582"
	alpha3Code   = "P298"
	shortName    = "P1813"
	human        = "Q5"
)

// kinds are the classes whose instances are taken in.
var kinds = map[string]onrecord.ActorType{
	"Q6256": onrecord.Country, "Q3624078": onrecord.Country,
	"Q7278": onrecord.Organization, "Q484652": onrecord.Organization, "Q245065": onrecord.Organization, "Q192283": onrecord.Organization, "Q192350": onrecord.Organization,
	"Q17149090": onrecord.Group, "Q17127659": onrecord.Group, "Q1397073": onrecord.Group,
	"Q515": onrecord.Place, "Q5119": onrecord.Place, "Q1549591": onrecord.Place,
}

// entityLine is a line of a dump without the array around it, nil for none.
func entityLine(line []byte) []byte {
	line = bytes.TrimSuffix(bytes.TrimSpace(line), []byte(","))
	if len(line) < 2 || line[0] != '{' {
		return nil
	}
	return line
}

// first takes in actors, and notes which offices they held.
func (w *wikidata) first(n int, line []byte) error {
	if line = entityLine(line); line == nil {
		return nil
	}
	var it item
	if err := json.Unmarshal(line, &it); err != nil {
		w.fault(w.path, n, err)
		return nil
	}
	name := it.label()
	if !wikidataID(it.ID) || name == "" || Slug(name) == "" {
		return nil
	}
	classes := it.ids(instanceOf)
	for _, c := range classes {
		if c == human {
			w.person(&it, name)
			return nil
		}
	}
	for _, c := range classes {
		if typ := kinds[c]; typ != "" {
			w.body(&it, name, typ)
			return nil
		}
	}
	return nil
}

// person takes in somebody who held an office.
func (w *wikidata) person(it *item, name string) {
	offices := it.Claims[positionHeld]
	if len(offices) == 0 {
		return
	}
	e := w.Add(it.ID, name, onrecord.Person)
	for _, c := range it.ids(citizenOf) {
		if s := w.byID[c]; s != nil && s.Type == onrecord.Country && e.Country == "" {
			e.Country = s.Country
		}
	}
	e.Born, e.Died = it.year(bornOn), it.year(diedOn)
	w.callPerson(e, name, Full)
	for _, a := range it.Aliases["en"] {
		if strings.Contains(a.Value, " ") {
			w.callPerson(e, a.Value, Alias)
		}
	}
	for _, c := range offices {
		if c.Rank == "deprecated" {
			continue
		}
		at := c.Mainsnak.id()
		if !wikidataID(at) {
			continue
		}
		h := held{e: e, position: at, start: first(c.Qualifiers[startTime]).day(), end: first(c.Qualifiers[endTime]).day()}
		if h.start == "" {
			continue
		}
		w.held = append(w.held, h)
		w.positions[at] = position{}
	}
}

// body takes in a state, party, group, body or place.
func (w *wikidata) body(it *item, name string, typ onrecord.ActorType) {
	if typ == onrecord.Country {
		iso := ""
		for _, c := range it.Claims[alpha3Code] {
			iso = c.Mainsnak.text()
		}
		if len(iso) != 3 || w.states[iso] != nil {
			return // no state, or one of ours
		}
		e := w.Add(it.ID, name, typ)
		e.Country, e.CAMEO = iso, iso
		w.states[iso] = e
		return
	}
	e := w.Add(it.ID, name, typ)
	e.Prominence = max(e.Prominence, 40)
	for _, c := range it.ids(inCountry) {
		if s := w.byID[c]; s != nil && s.Type == onrecord.Country && e.Country == "" {
			e.Country = s.Country
		}
	}
	if typ == onrecord.Place {
		return
	}
	for _, a := range it.Aliases["en"] {
		sense := Alias
		if acronym(a.Value) {
			sense = Short
		}
		e.Call(a.Value, sense)
	}
	for _, c := range it.Claims[shortName] {
		if t := c.Mainsnak.text(); t != "" {
			e.Call(t, Short)
		}
	}
}

// second reads the labels of the offices that the first reading met.
func (w *wikidata) second(_ int, line []byte) error {
	if line = entityLine(line); line == nil {
		return nil
	}
	var it item
	if json.Unmarshal(line, &it) != nil {
		return nil //nolint:nilerr // reported by the first reading
	}
	if _, ok := w.positions[it.ID]; !ok {
		return nil
	}
	p := position{label: it.label()}
	for _, prop := range [...]string{appliesTo, inCountry} {
		for _, c := range it.ids(prop) {
			if s := w.byID[c]; s != nil && s.Type == onrecord.Country && p.state == "" {
				p.state = s.Country
			}
		}
	}
	w.positions[it.ID] = p
	return nil
}

// finish adds the terms, now that offices have names.
func (w *wikidata) finish() {
	for _, h := range w.held {
		p := w.positions[h.position]
		state := p.state
		if state == "" {
			state = h.e.Country
		}
		scope := w.states[state]
		if p.label == "" || scope == nil {
			w.drop("office without a name or a state", "%s, %s", h.e.Name, h.position)
			continue
		}
		if err := w.addTerm(h.e, scope, capital(p.label), h.start, h.end, ""); err != nil {
			w.drop("bad term", "%s, %s: %v", h.e.Name, p.label, err)
		}
	}
}

// label is the English label, or the one for all languages.
func (it *item) label() string {
	if l := it.Labels["en"].Value; l != "" {
		return l
	}
	return it.Labels["mul"].Value
}

// ids are the ids that a property's statements name.
func (it *item) ids(property string) []string {
	var out []string
	for _, c := range it.Claims[property] {
		if id := c.Mainsnak.id(); id != "" && c.Rank != "deprecated" {
			out = append(out, id)
		}
	}
	return out
}

// year is the year of a property's first date, 0 for none.
func (it *item) year(property string) int {
	for _, c := range it.Claims[property] {
		year := 0
		if _, err := fmt.Sscanf(c.Mainsnak.day(), "%4d", &year); err == nil {
			return year
		}
	}
	return 0
}

func first(snaks []snak) *snak {
	if len(snaks) == 0 {
		return &snak{}
	}
	return &snaks[0]
}

// id is the entity that a value names, "" for another kind of value.
func (s *snak) id() string {
	var v struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(s.Datavalue.Value, &v) != nil {
		return ""
	}
	return v.ID
}

// text is a value's text: of a string, or of a text in a language.
func (s *snak) text() string {
	var plain string
	if json.Unmarshal(s.Datavalue.Value, &plain) == nil {
		return plain
	}
	var v struct {
		Text     string `json:"text"`
		Language string `json:"language"`
	}
	if json.Unmarshal(s.Datavalue.Value, &v) != nil || v.Language != "en" && v.Language != "mul" {
		return ""
	}
	return v.Text
}

// day is a time value as a day, a month or a year, by its precision; "" for
// none, for years before 1000, and for vaguer times than a year.
func (s *snak) day() string {
	var v struct {
		Time      string `json:"time"`
		Precision int    `json:"precision"`
	}
	if json.Unmarshal(s.Datavalue.Value, &v) != nil || len(v.Time) < 11 || v.Time[0] != '+' {
		return ""
	}
	day := v.Time[1:11]
	switch v.Precision {
	case 9:
		day = day[:4]
	case 10:
		day = day[:7]
	case 11:
	default:
		return ""
	}
	d, err := firstDay(day)
	if err != nil || d == (ling.Date{}) {
		return ""
	}
	return day
}
