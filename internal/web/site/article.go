package site

import (
	"net/http"
	"net/url"
	"slices"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/ling"
)

// articlePage is an article with its words marked, and what it claims beside it.
type articlePage struct {
	frame
	Article   onrecord.Article
	Published string
	Heading   []Piece // the title as it stands in the text; empty if it does not
	Sections  []Section
	Layers    []layer
	Groups    []group
	Only      onrecord.ClaimID // the claim whose words alone are marked, "" for all
	All       bool             // what was not said is shown from the beginning
	Source    string           // the address that the article was read from, as it is printed
}

// layer is a sort of marks that can be switched on and off.
type layer struct {
	ID, Name string
	Marks    []string // classes, each with what it means
	Count    int
	On       bool
}

// group is the cards of one type of claims.
type group struct {
	Type    onrecord.ClaimType
	Heading string
	Cards   []card
	Hidden  int    // those that are shown with another layer only
	Why     string // they are
}

// Shown is how many are shown from the beginning.
func (g group) Shown() int { return len(g.Cards) - g.Hidden }

// Section is a block of the text, or several lines of furniture folded away.
type Section struct {
	Kind   ling.BlockKind
	Lines  [][]Piece
	Folded bool
}

// Article is the page of one article.
func (s *Site) Article(w http.ResponseWriter, r *http.Request) error {
	id, v := onrecord.ArticleID(r.PathValue("id")), r.URL.Query()
	record, err := s.store.Record(r.Context(), id)
	if err != nil {
		return err
	}
	p := articlePage{
		frame: frameOf(r, or(record.Title, "Article"), "/articles"), Article: record.Article,
		Published: export.PublishedForPeople(record.Published),
		Only:      onrecord.ClaimID(v.Get("only")), All: v.Get("all") != "",
		Source: export.OnTheWeb(record.URL),
	}
	if p.Only != "" && claimOf(&record, p.Only) == nil {
		return onrecord.Errorf(onrecord.NotFound, "the article claims no %q; it may have been read again since", p.Only)
	}
	p.Groups = groups(&record, p.Only)
	p.Layers = layers(&record, p.Groups, p.All || p.Only != "")
	cut := newCutter(&record, marksOf(&record, p.Only))
	cut.focus = p.Only != ""
	p.Sections = sections(&record, cut)
	p.Heading, p.Sections = headed(p.Sections)
	return s.render(w, http.StatusOK, "article", p)
}

// headed takes the title out of sections, for it stands above them: the first,
// though furniture may come before it.
func headed(all []Section) (title []Piece, rest []Section) {
	for i, s := range all {
		switch s.Kind {
		case ling.BlockTitle:
			return s.Lines[0], slices.Delete(all, i, i+1)
		case ling.BlockFurniture:
		default:
			return nil, all
		}
	}
	return nil, all
}

// absolute is an address as it can be typed elsewhere.
func absolute(r *http.Request, path string) string {
	scheme := "http://"
	if r.TLS != nil {
		scheme = "https://"
	}
	return scheme + r.Host + path
}

// onlyOf asks an article for a page where one claim's words alone are marked, and
// which begins at these.
func onlyOf(claim onrecord.ClaimID) string { return url.Values{"only": {string(claim)}}.Encode() }

// layers are the sorts of marks that an article has.
func layers(r *onrecord.Record, groups []group, all bool) []layer {
	out := []layer{
		{ID: "statements", Name: "statements", Marks: []string{"source", "cue", "content", "via"}, On: true},
		{ID: "events", Name: "events", Marks: []string{"event"}, On: true},
		{ID: "agreements", Name: "agreements", Marks: []string{"agreement", "status"}, On: true},
		{ID: "memberships", Name: "memberships", Marks: []string{"membership"}, On: true},
		{ID: "names", Name: "names", Marks: []string{"name"}},
		{ID: "times", Name: "times", Marks: []string{"time"}, Count: len(r.Times)},
		{ID: "unsaid", Name: "not said, or not so", Marks: []string{"unsaid"}, On: all},
	}
	for i, g := range groups {
		out[i].Count = g.Shown()
		out[6].Count += g.Hidden
	}
	for _, m := range r.Mentions {
		if m.Type.Name() {
			out[4].Count++
		}
	}
	return out
}

// sections are the blocks of the text with their marks. Neighbouring lines of
// furniture are folded into one.
func sections(r *onrecord.Record, c *cutter) []Section {
	blocks := r.Blocks
	if len(blocks) == 0 {
		blocks = []ling.Block{{Span: ling.Span{Start: 0, End: len(r.Text)}, Kind: ling.BlockBody}}
	}
	var out []Section
	for _, b := range blocks {
		line := c.pieces(b.Span)
		folded := b.Kind == ling.BlockFurniture
		if n := len(out); folded && n > 0 && out[n-1].Folded {
			out[n-1].Lines = append(out[n-1].Lines, line)
			continue
		}
		out = append(out, Section{Kind: b.Kind, Lines: [][]Piece{line}, Folded: folded})
	}
	return out
}

// claimOf is the claim of an id, nil if the article has none.
func claimOf(r *onrecord.Record, id onrecord.ClaimID) onrecord.AnyClaim {
	for c := range r.Claims() {
		if c.Head().ID == id {
			return c
		}
	}
	return nil
}
