package story

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/copies"
)

// ID of the story whose first article it is.
func ID(first onrecord.ArticleID) string {
	sum := sha256.Sum256([]byte("story\x00" + first))
	return "story-" + hex.EncodeToString(sum[:8])
}

func (b *board) rows(clusters []*cluster) ([]world.Row, error) {
	var out []world.Row
	for _, c := range clusters {
		members, facts := make([]*article, len(c.members)), make([]world.Fact, len(c.members))
		for i, m := range c.members {
			members[i], facts[i] = b.articles[m], b.facts[m]
			members[i].Piece.Article = facts[i].Article
		}
		r, err := row(members)
		if err != nil {
			return nil, err
		}
		r.Facts = facts
		out = append(out, r)
	}
	return out, nil
}

// Member is the id of the story that an article begins.
func (Type) Member(f world.Fact) (string, error) { return ID(f.Article), nil }

// Compose makes one story of articles.
func (Type) Compose(facts []world.Fact) (world.Row, error) {
	members := make([]*article, len(facts))
	for i, f := range facts {
		a, err := read(f)
		if err != nil {
			return world.Row{}, err
		}
		a.Piece.Article = f.Article
		members[i] = a
	}
	r, err := row(members)
	r.Facts = facts
	return r, err
}

// row is the row of the articles of a story, which come in canonical order.
func row(members []*article) (world.Row, error) {
	pieces := make([]copies.Piece, len(members))
	for i, a := range members {
		pieces[i] = a.Piece
	}
	fold := copies.Fold(pieces)
	s := onrecord.Story{
		ID: ID(pieces[0].Article), Title: title(members, fold), Counts: copies.Count(pieces), Actors: actors(members),
		First: firstDay(members), Last: day(members[len(members)-1]),
	}
	for i, a := range members {
		m := onrecord.StoryArticle{ID: a.Piece.Article, Outlet: a.Piece.Outlet, Published: a.Published, Version: max(1, a.Version)}
		if fold[i] != i {
			m.CopyOf = pieces[fold[i]].Article
		}
		s.Articles = append(s.Articles, m)
	}
	body, err := json.Marshal(s)
	if err != nil {
		return world.Row{}, fmt.Errorf("writing the story %s: %w", s.ID, err)
	}
	return world.Row{ID: s.ID, First: s.First, Last: s.Last, Has: append(has(&s), where(members)...), Words: words(members, s.Actors), Body: body}, nil
}

// day is the day of an article, "" where it is not known.
func day(a *article) string {
	if a.profile.day == unknown {
		return ""
	}
	return a.Published
}

// firstDay is the earliest day that is known of any; undated articles come
// first in the canonical order.
func firstDay(members []*article) string {
	for _, a := range members {
		if d := day(a); d != "" {
			return d
		}
	}
	return ""
}

// title is the title of the article that has most of what its story is about: of
// the terms that half of the texts or more have. Of equals it is the earliest.
func title(members []*article, fold []int) string {
	in, texts := map[uint32]int{}, 0
	for i, a := range members {
		if fold[i] == i {
			texts++
			for _, t := range a.profile.terms {
				in[t.id]++
			}
		}
	}
	best, most := "", -1.0
	for i, a := range members {
		if fold[i] != i || a.Title == "" {
			continue
		}
		sum := 0.0
		for _, t := range a.profile.terms {
			if 2*in[t.id] >= texts {
				sum += float64(t.lead)
			}
		}
		if sum > most {
			best, most = a.Title, sum
		}
	}
	return best
}

// mostActors bounds how many actors a row names, those of most articles first.
const mostActors = 40

func actors(members []*article) []onrecord.StoryActor {
	at := map[onrecord.ActorID]int{}
	out := []onrecord.StoryActor{}
	for _, a := range members {
		for _, who := range a.Actors {
			i, known := at[who.Actor]
			if !known {
				i, at[who.Actor] = len(out), len(out)
				out = append(out, onrecord.StoryActor{Who: who.Who})
			}
			out[i].Articles++
		}
	}
	slices.SortFunc(out, func(a, b onrecord.StoryActor) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Actor, b.Actor))
	})
	return out[:min(len(out), mostActors)]
}

func has(s *onrecord.Story) []world.Has {
	var out []world.Has
	for _, a := range s.Actors {
		out = append(out, world.Has{Field: "actor", Value: string(a.Actor), Name: a.Name})
	}
	for _, a := range s.Articles {
		out = append(out, world.Has{Field: "article", Value: string(a.ID)})
		if h := (world.Has{Field: "outlet", Value: a.Outlet}); a.Outlet != "" && !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	return out
}

// searched bounds the words that a search finds a story by.
const searched = 4000

func words(members []*article, who []onrecord.StoryActor) string {
	var b strings.Builder
	add := func(s string) {
		if b.Len()+len(s) < searched && !strings.Contains(b.String(), s) {
			b.WriteString(s)
			b.WriteByte('\n')
		}
	}
	for _, a := range members {
		add(a.Title)
	}
	for _, a := range who {
		add(a.Name)
	}
	return b.String()
}
