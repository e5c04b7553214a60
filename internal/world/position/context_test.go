package position

import "testing"

// TestContextMindsCapitals has "IS" be the Islamic State in the shipped books,
// and the verb of any other sentence not.
func TestContextMindsCapitals(t *testing.T) {
	books, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for _, book := range books {
		for i := range book.Concepts {
			c := &book.Concepts[i]
			for passage, want := range map[string]bool{
				"The coalition is ready to strike at IS from the air, Moscow said.":        true,
				"The coalition is ready to strike at wildfires from the air, Moscow said.": false,
			} {
				if book.Name == "syria" && len(c.context) == 2 && c.holds(passage) != want {
					t.Errorf("%s: holds of %q: %v, want %v", c.Name, passage, !want, want)
				}
			}
		}
	}
}
