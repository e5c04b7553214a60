package thread

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
)

// ID of the thread whose first story it is.
func ID(firstStory string) string {
	sum := sha256.Sum256([]byte("thread\x00" + firstStory))
	return "thread-" + hex.EncodeToString(sum[:8])
}

const (
	// mostActors bounds how many actors a row names, those of most articles first.
	mostActors = 40
	// searched bounds the words that a search finds a thread by.
	searched = 8000
)

// row is the row of stories of one affair, in order.
func row(members []*tale) (world.Row, error) {
	first := members[0].Story
	t := onrecord.Thread{ID: ID(first.ID), Title: title(members), First: first.First, Last: first.Last, Actors: actors(members), Counts: counts(members)}
	var has []world.Has
	var words strings.Builder
	for _, m := range members {
		if t.Last = max(t.Last, m.Story.Last); t.First == "" || m.Story.First != "" && m.Story.First < t.First {
			t.First = m.Story.First
		}
		t.Stories = append(t.Stories, m.Story.ID)
		t.Articles = append(t.Articles, m.Story.Articles...)
		has = append(has, world.Has{Field: "story", Value: m.Story.ID})
		if words.Len()+len(m.Story.Title) < searched {
			words.WriteString(m.Story.Title + "\n")
		}
	}
	for _, a := range t.Actors {
		has = append(has, world.Has{Field: "actor", Value: string(a.Actor), Name: a.Name})
		words.WriteString(a.Name + "\n")
	}
	for _, a := range t.Articles {
		has = append(has, world.Has{Field: "article", Value: string(a.ID)})
		if h := (world.Has{Field: "outlet", Value: a.Outlet}); a.Outlet != "" && !slices.Contains(has, h) {
			has = append(has, h)
		}
	}
	body, err := json.Marshal(t)
	if err != nil {
		return world.Row{}, fmt.Errorf("writing the thread %s: %w", t.ID, err)
	}
	return world.Row{ID: t.ID, First: t.First, Last: t.Last, Has: has, Words: words.String(), Body: body}, nil
}

// title is that of the story that is most like all of them; of equals the first.
func title(members []*tale) string {
	sum := map[uint32]float64{}
	for _, m := range members {
		for _, x := range m.terms {
			sum[x.id] += x.weight
		}
	}
	best, most := "", -1.0
	for _, m := range members {
		like := 0.0
		for _, x := range m.terms {
			like += float64(x.weight * sum[x.id])
		}
		if like > most && m.Story.Title != "" {
			best, most = m.Story.Title, like
		}
	}
	return best
}

// counts adds those of the stories; an outlet that tells of several is one source.
func counts(members []*tale) onrecord.Counts {
	var n onrecord.Counts
	var outlets []string
	unknown := 0
	for _, m := range members {
		n.Articles += m.Story.Counts.Articles
		n.Texts += m.Story.Counts.Texts
		n.Sources += m.Story.Counts.Sources
		for _, a := range m.Story.Articles {
			switch {
			case a.CopyOf != "":
			case a.Outlet == "":
				unknown++
			default:
				outlets = append(outlets, a.Outlet)
			}
		}
	}
	slices.Sort(outlets)
	n.Sources = min(n.Sources, unknown+len(slices.Compact(outlets)))
	return n
}

func actors(members []*tale) []onrecord.StoryActor {
	at := map[onrecord.ActorID]int{}
	out := []onrecord.StoryActor{}
	for _, m := range members {
		for _, a := range m.Story.Actors {
			i, known := at[a.Actor]
			if !known {
				i, at[a.Actor] = len(out), len(out)
				out = append(out, onrecord.StoryActor{Who: a.Who})
			}
			out[i].Articles += a.Articles
		}
	}
	slices.SortFunc(out, func(a, b onrecord.StoryActor) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Actor, b.Actor))
	})
	return out[:min(len(out), mostActors)]
}
