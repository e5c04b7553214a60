package site

import (
	"net/http"

	"onrecord"
	"onrecord/internal/export"
	"onrecord/ling"
)

// articlePage is an article with its words marked.
type articlePage struct {
	frame
	Article       onrecord.Article
	Published     string
	Heading       []Piece // the title as it stands in the text; empty if it does not
	Sections      []Section
	Cards         []Card
	Unsaid        int              // statements that were not said, and are left out
	More          []ClaimList      // what is claimed beside statements
	Total         int              // claims that have a card
	Chosen        onrecord.ClaimID // id of the claim whose words alone are marked, "" for all
	AllURL        string
	EverythingURL string // the same with what was not said
}

// Section is a block of the text, or several lines of furniture folded away.
type Section struct {
	Kind   ling.BlockKind
	Lines  [][]Piece
	Folded bool
}

// Card is a statement beside the text.
type Card struct {
	onrecord.StatementView
	URL    string
	Chosen bool
	Depth  int
}

// Article is the page of one article.
func (s *Site) Article(w http.ResponseWriter, r *http.Request) error {
	id, chosen := onrecord.ArticleID(r.PathValue("id")), onrecord.ClaimID(r.URL.Query().Get("only"))
	all := r.URL.Query().Get("all") != ""
	record, err := s.store.Record(r.Context(), id)
	if err != nil {
		return err
	}
	p := articlePage{
		frame: frameOf(r, or(record.Title, "Article"), "/articles"), Article: record.Article,
		Published: export.PublishedForPeople(record.Published), Chosen: chosen, AllURL: articleURL(id, ""), EverythingURL: everythingURL(id),
	}
	depths := record.Depths()
	for i, v := range record.Views() {
		if v.ID != chosen && !all && !v.Said() {
			p.Unsaid++
			continue
		}
		p.Cards = append(p.Cards, Card{StatementView: v, URL: articleURL(id, v.ID), Chosen: v.ID == chosen, Depth: min(depths[i], 3)})
	}
	p.More = claimLists(&record, chosen, all)
	p.Total = len(p.Cards)
	for _, list := range p.More {
		p.Total += len(list.Cards)
	}
	if chosen != "" && !hasClaim(&record, chosen) {
		return onrecord.Errorf(onrecord.NotFound, "the article claims no %q; it may have been read again since", chosen)
	}
	p.Sections = sections(&record, func(c onrecord.AnyClaim) bool {
		return chosen == "" && (all || onrecord.Shown(c)) || c.Head().ID == chosen
	}, chosen != "")
	if len(p.Sections) > 0 && p.Sections[0].Kind == ling.BlockTitle {
		p.Heading, p.Sections = p.Sections[0].Lines[0], p.Sections[1:]
	}
	return s.render(w, http.StatusOK, "article", p)
}

// everythingURL is the page of an article with what was not said, too.
func everythingURL(id onrecord.ArticleID) string { return articleURL(id, "") + "?all=1" }

// hasClaim reports whether the article has a claim of that id.
func hasClaim(r *onrecord.Record, id onrecord.ClaimID) bool {
	for c := range r.Claims() {
		if c.Head().ID == id {
			return true
		}
	}
	return false
}

// sections are the blocks of the text with their marks. Neighbouring lines of
// furniture are folded into one.
func sections(r *onrecord.Record, wanted func(onrecord.AnyClaim) bool, alone bool) []Section {
	marks := marksOf(r, wanted, alone)
	blocks := r.Blocks
	if len(blocks) == 0 {
		blocks = []ling.Block{{Span: ling.Span{Start: 0, End: len(r.Text)}, Kind: ling.BlockBody}}
	}
	var out []Section
	begun := map[onrecord.ClaimID]bool{}
	for _, b := range blocks {
		for len(marks) > 0 && marks[0].End <= b.Start {
			marks = marks[1:] // a shortcut only: pieces looks at every mark itself
		}
		line := pieces(r, b.Span, marks, begun)
		folded := b.Kind == ling.BlockFurniture
		if n := len(out); folded && n > 0 && out[n-1].Folded {
			out[n-1].Lines = append(out[n-1].Lines, line)
			continue
		}
		out = append(out, Section{Kind: b.Kind, Lines: [][]Piece{line}, Folded: folded})
	}
	return out
}
