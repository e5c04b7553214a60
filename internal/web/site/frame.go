package site

// frame is what every page has.
type frame struct {
	Title string
	Here  string // path of the page in the menu
}

// place is a page in the menu.
type place struct{ Path, Name string }

// Menu are the pages that every page leads to, in groups.
func (frame) Menu() [][]place {
	return [][]place{
		{{"/threads", "Threads"}, {"/stories", "Stories"}, {"/disputes", "Disputes"}, {"/agreements", "Agreements"}, {"/incidents", "Incidents"}, {"/positions", "Positions"}, {"/naming", "Naming"}},
		{{"/articles", "Articles"}, {"/statements", "Statements"}, {"/events", "Events"}, {"/assertions", "Assertions"}, {"/memberships", "Memberships"}, {"/timeline", "Timeline"}},
		{{"/actors", "Actors"}},
	}
}
