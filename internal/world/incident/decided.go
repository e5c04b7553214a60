package incident

import (
	"encoding/json"
	"fmt"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/copies"
)

var _ world.Decidable = Type{}

// facts are those that an incident was read from, the first of each article with
// its piece, which under a key stands with another's report maybe.
func (in *incident) facts(pieces map[onrecord.ArticleID]copies.Piece) ([]world.Fact, error) {
	out, seen := make([]world.Fact, len(in.reports)), map[onrecord.ArticleID]bool{}
	for i, r := range in.reports {
		out[i] = r.fact
		piece, known := pieces[r.article]
		if r.Piece == nil && known && !seen[r.article] {
			with := *r
			with.Piece = &piece
			body, err := json.Marshal(&with)
			if err != nil {
				return nil, fmt.Errorf("write event %s of %s: %w", r.Event, r.article, err)
			}
			out[i].Body = body
		}
		seen[r.article] = true
	}
	return out, nil
}

// Member implements world.Decidable.
func (Type) Member(f world.Fact) (string, error) {
	r, err := readReport(f)
	if err != nil {
		return "", err
	}
	return firstID(r), nil
}

// Compose implements world.Decidable.
func (Type) Compose(facts []world.Fact) (world.Row, error) {
	in, pieces := &incident{}, map[onrecord.ArticleID]copies.Piece{}
	for _, f := range facts {
		r, err := readReport(f)
		if err != nil {
			return world.Row{}, err
		}
		if r.Piece != nil {
			pieces[f.Article] = *r.Piece
		}
		in.reports = append(in.reports, r)
	}
	return in.row(pieces)
}
