// Package story finds articles that report one happening.
//
// The nouns: a profile is an article as its words, names and numbers, each with
// what it is worth (package weights); a pair is what two profiles have in common;
// a Model says how likely such a pair is of one happening. Clusters are joined by
// the mean of all pairs between them, so that nothing chains and a round-up, which
// is a little like many, welds none; and two clusters that each hold together
// better than with the other stay two, though they look alike. What speaks for one
// happening fades with the days between.
//
// Stories are swept over days. A day's articles are laid beside the stories that
// are open, and what stood before is not undone; so the same articles give the
// same stories, in whatever order they came.
package story

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord"
	"onrecord/internal/world"
	"onrecord/internal/world/copies"
	"onrecord/internal/world/weights"
)

// Type is the stories. The zero Type makes the same of a day as one that remembers.
type Type struct{ memo *memo }

// New is a type that remembers the articles of the day that it swept last, so
// that of those that follow in order each is read and compared but once.
func New() Type { return Type{&memo{}} }

var (
	_ world.Swept     = Type{}
	_ world.Decidable = Type{}
)

// Kind is what the rows are.
func (Type) Kind() world.Kind { return world.Stories }

// Version of the rows; it changes with what makes them.
func (Type) Version() string { return "6" }

// Facts give an article to its day, those of no known day to "".
func (Type) Facts(r *onrecord.Record) ([]world.Fact, error) {
	p := look(r.Text, weights.English())
	a := article{
		Piece: copies.Look(&r.Article), Title: headline(&r.Article), Published: r.Published.Date(), Version: r.Version,
		Actors: cast(r), Countries: countries(r), Words: p.words, Terms: p.pack(),
	}
	a.Piece.Article = "" // the fact has it
	body, err := json.Marshal(a)
	if err != nil {
		return nil, fmt.Errorf("writing the fact of story from article %s: %w", r.ID, err)
	}
	key := ""
	if d := r.Published.Day(); d.Valid() {
		key = d.String()
	}
	return []world.Fact{{Key: key, Article: r.ID, Day: key, Body: body}}, nil
}

// headline is an article's title; of one without, its first sentence, or as many
// words of it as a title may have.
func headline(a *onrecord.Article) string {
	if t := strings.TrimSpace(a.Title); t != "" {
		return t
	}
	text := strings.TrimSpace(a.Text)
	line, _, _ := strings.Cut(text, "\n")
	for i, r := range line {
		if (r == '.' || r == '!' || r == '?') && i > shortest && (i+1 == len(line) || line[i+1] == ' ') {
			line = line[:i+1]
			break
		}
	}
	if len(line) > longest {
		cut := strings.LastIndexByte(line[:longest], ' ')
		if cut <= 0 {
			for cut = longest; !utf8.RuneStart(line[cut]); cut-- {
			}
		}
		line = line[:cut]
	}
	return line
}

const (
	longest  = 160 // bytes of a title
	shortest = 20  // a stop before is an abbreviation's
)

// mostCast bounds how many actors a fact names.
const mostCast = 30

// cast are the actors that an article mentions most, with how often.
func cast(r *onrecord.Record) []onrecord.StoryActor {
	names := map[onrecord.ActorID]string{}
	for _, a := range r.Actors {
		names[a.ID] = a.Name
	}
	count := map[onrecord.ActorID]int{}
	var out []onrecord.StoryActor
	for _, m := range r.Mentions {
		if m.Actor == "" {
			continue
		}
		if count[m.Actor]++; count[m.Actor] == 1 {
			out = append(out, onrecord.StoryActor{Who: onrecord.Who{Actor: m.Actor, Name: names[m.Actor]}})
		}
	}
	for i := range out {
		out[i].Articles = count[out[i].Actor]
	}
	slices.SortFunc(out, func(a, b onrecord.StoryActor) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Actor, b.Actor))
	})
	return out[:min(len(out), mostCast)]
}
