package ask_test

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/world"
	"onrecord/query"
)

// Places are those of incidents and, where nothing is asked, of agreements, by actor
// or by name, those first that most is told of; and it is said where they are of the
// newest rows alone.
func TestPlaces(t *testing.T) {
	at := func(actor, name string) []world.Has {
		return []world.Has{{Field: "actor", Value: "Q1", Name: "Marenia"}, {Field: "place", Value: actor, Name: name}}
	}
	l := &lists{asked: map[world.Kind]world.Filter{}, rows: map[world.Kind][]world.Row{
		world.Incidents:  {{ID: "i1", Has: at("", "Dolna")}, {ID: "i2", Has: at("Q7", "the mill")}, {ID: "i3"}, {ID: "i4", Has: at("", "Abad")}, {ID: "i5", Has: at("", "Abad")}},
		world.Agreements: {{ID: "a1", Has: at("Q7", "Lune Mill")}},
	}}
	mill := export.PlaceRow{Who: onrecord.Who{Actor: "Q7", Name: "the mill"}, Incidents: []string{"i2"}, Agreements: []string{"a1"}}
	abad := export.PlaceRow{Who: onrecord.Who{Name: "Abad"}, Incidents: []string{"i4", "i5"}, Agreements: []string{}}
	dolna := export.PlaceRow{Who: onrecord.Who{Name: "Dolna"}, Incidents: []string{"i1"}, Agreements: []string{}}
	got, more, err := ask.Of(l).Places(t.Context(), query.Incidents.Shown(nil))
	if want := []export.PlaceRow{abad, mill, dolna}; err != nil || more || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v, more %v, %v", got, want, more, err)
	}
	mill.Agreements = []string{}
	got, _, err = ask.Of(l).Places(t.Context(), query.Word("mill"))
	if want := []export.PlaceRow{abad, dolna, mill}; err != nil || !reflect.DeepEqual(got, want) || l.asked[world.Incidents].Q != query.Word("mill") {
		t.Errorf("of incidents alone: %+v\nwant %+v, %v", got, want, err)
	}
	for n := range ask.Drawn {
		l.rows[world.Incidents] = append(l.rows[world.Incidents], world.Row{ID: fmt.Sprint("more", n), Has: at("", "Dolna")})
	}
	if got, more, err = ask.Of(l).Places(t.Context(), nil); err != nil || !more || len(got[0].Incidents) != ask.Drawn-4 {
		t.Errorf("of too many: %d places, more %v, %v", len(got), more, err)
	}
	l.fault = errors.New("no disk")
	if _, _, err := ask.Of(l).Places(t.Context(), nil); !errors.Is(err, l.fault) {
		t.Errorf("a store that fails: %v", err)
	}
}

// A view is drawn of the newest rows, in their order, and says where there are more;
// a damaged row or a store that fails is no shorter list.
func TestNewest(t *testing.T) {
	l := &lists{asked: map[world.Kind]world.Filter{}, rows: map[world.Kind][]world.Row{}}
	for n := range ask.Drawn {
		l.rows[world.Disputes] = append(l.rows[world.Disputes], world.Row{ID: fmt.Sprint("d", n), Body: fmt.Appendf(nil, `{"id":"d%d"}`, n)})
	}
	newest := func() ([]onrecord.Dispute, bool, error) {
		return ask.Newest[onrecord.Dispute](t.Context(), ask.Of(l), ask.Question{List: query.Disputes, Q: query.Word("mill")})
	}
	rows, more, err := newest()
	if err != nil || more || len(rows) != ask.Drawn || rows[0].ID != "d0" || rows[4321].ID != "d4321" || l.asked[world.Disputes].Q != query.Word("mill") {
		t.Errorf("%d rows, more %v, %v", len(rows), more, err)
	}
	l.rows[world.Disputes] = append(l.rows[world.Disputes], world.Row{ID: "one more", Body: []byte(`{}`)})
	if rows, more, err = newest(); err != nil || !more || len(rows) != ask.Drawn {
		t.Errorf("of one more: %d rows, more %v, %v", len(rows), more, err)
	}
	l.rows[world.Disputes][150].Body = []byte("{")
	if rows, _, err = newest(); err == nil || rows != nil {
		t.Errorf("a damaged row: %d rows, %v", len(rows), err)
	}
	l.rows[world.Disputes], l.fault = l.rows[world.Disputes][:120], errors.New("no disk")
	if rows, _, err = newest(); !errors.Is(err, l.fault) || rows != nil {
		t.Errorf("a store that fails: %d rows, %v", len(rows), err)
	}
}
