package export

import (
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"onrecord"
)

// Known is an actor of the knowledge base.
type Known struct {
	ID      onrecord.ActorID `json:"id"`
	Name    string           `json:"name"`
	Type    string           `json:"type"`
	Country string           `json:"country"`
	CAMEO   string           `json:"cameo"`
	ISO3    string           `json:"iso3"`
	Born    int              `json:"born"` // years, 0 unknown
	Died    int              `json:"died"`
	Terms   []Term           `json:"terms"`
}

// Term is a time in an office. An open end is ""; AsOf is then the day up to
// which the source can tell, "" if the office is held as far as anybody knew.
type Term struct {
	Office string `json:"office"`
	Of     string `json:"of"`
	Start  string `json:"start"`
	End    string `json:"end"`
	AsOf   string `json:"as_of"`
	Acting bool   `json:"acting"`
}

// people is the term as people read it.
func (t Term) people() string {
	out := t.Office
	if t.Of != "" && !strings.Contains(out, t.Of) {
		out += " of " + t.Of
	}
	if t.Acting {
		out += ", acting"
	}
	start, end := or(DayForPeople(t.Start), "?"), DayForPeople(t.End)
	switch {
	case end == "" && t.AsOf != "":
		end = "at least " + DayForPeople(t.AsOf)
	case end == "":
		end = "now"
	}
	return out + " (" + start + " to " + end + ")"
}

// last is the latest term as people read it, "" for none.
func (k Known) last() string {
	if len(k.Terms) == 0 {
		return ""
	}
	return k.Terms[len(k.Terms)-1].people()
}

var knownColumns = []column[Known]{
	{name: "id", value: func(k Known) string { return string(k.ID) }, width: 14},
	{name: "name", value: func(k Known) string { return k.Name }, width: 32},
	{name: "type", value: func(k Known) string { return k.Type }, width: 12},
	{name: "country", value: func(k Known) string { return k.Country }, width: 18},
	{name: "cameo", value: func(k Known) string { return k.CAMEO }, width: 10},
	{name: "iso3", value: func(k Known) string { return k.ISO3 }, wide: true},
	{name: "born", value: func(k Known) string { return year(k.Born) }, wide: true},
	{name: "died", value: func(k Known) string { return year(k.Died) }, wide: true},
	{name: "office", value: Known.last},
}

func year(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}

// WriteKnown is WriteStatements for actors of the knowledge base.
func WriteKnown(w io.Writer, l Layout, rows iter.Seq2[Known, error]) (int, error) {
	return write(w, l, knownColumns, func(k Known) Known { return k }, rows)
}

// WriteKnownActor writes one of them in full, for people or as JSON.
func WriteKnownActor(w io.Writer, k Known, asJSON bool) error {
	if asJSON {
		return encode(w, k)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n", k.ID, k.Name)
	life := ""
	switch {
	case k.Died != 0:
		life = "lived " + or(year(k.Born), "?") + " to " + year(k.Died)
	case k.Born != 0:
		life = "born " + year(k.Born)
	}
	fmt.Fprintf(&b, "%s\n", strings.Join(known(k.Type, prefixed("of ", k.Country), prefixed("CAMEO ", k.CAMEO), prefixed("ISO ", k.ISO3), life), " · "))
	for _, t := range k.Terms {
		fmt.Fprintf(&b, "  %s\n", t.people())
	}
	_, err := io.WriteString(w, b.String())
	return err
}
