package position

import (
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/words"
)

func TestOffices(t *testing.T) {
	read, err := words.Read("offices.rules", strings.NewReader(officeText))
	if err != nil {
		t.Fatal(err)
	}
	o, err := theOffices()
	if err != nil {
		t.Fatal(err)
	}
	for i := range read {
		of := map[string]*office{"state": o.state, "media": o.media}[read[i].Name]
		for _, e := range read[i].Yes {
			if !of.holds(e.Text) {
				t.Errorf("%s: %q is none", read[i].Where(), e.Text)
			}
		}
		for _, e := range read[i].No {
			if of.holds(e.Text) {
				t.Errorf("%s: %q is one", read[i].Where(), e.Text)
			}
		}
	}
	for _, c := range []struct {
		a    onrecord.Actor
		want string
	}{
		{onrecord.Actor{Codes: map[string]string{"cameo": "PERGOV"}, Type: onrecord.Organization}, "PER"},
		{onrecord.Actor{Codes: map[string]string{"iso3": "NOR"}, Type: onrecord.Person, Role: "Foreign Minister of Norway"}, "NOR"},
		{onrecord.Actor{Codes: map[string]string{"iso3": "NOR"}, Type: onrecord.Person, Role: "Footballer"}, ""},
		{onrecord.Actor{Codes: map[string]string{"cameo": "NORMED", "iso3": "NOR"}, Type: onrecord.Organization}, ""},
	} {
		if got := speaksFor(&c.a, o); got != c.want {
			t.Errorf("%+v speaks for %q, want %q", c.a, got, c.want)
		}
	}
}
