package site

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/web/picture"
	"onrecord/query"
)

// threadPage is one thread: its stories in time, and who has a part in it.
type threadPage struct {
	frame
	Thread   onrecord.Thread
	Days     string
	Figure   figure
	Stories  []threadStory // the newest of them
	Outlets  []outletCount
	Voices   []voice
	Silent   int
	Disputes []onrecord.Dispute
	Pacts    []pact
	Verdict  verdict
	Follows  *followedThread // nil where the reader does not follow it
	Cite     string
	most     int // of its stories that are shown
}

// inShort is what another page shows of a story or thread. Its articles and actors
// are most of what it is, and are not read.
type inShort struct {
	ID     string
	Title  string
	First  string
	Last   string
	Counts onrecord.Counts
}

// days are those of it in words.
func (s inShort) days() string {
	return export.StoryEntry(onrecord.Story{First: s.First, Last: s.Last}).Days
}

// pact is what a thread shows of an agreement, of which its history is most.
type pact struct {
	ID, Name  string
	Type      onrecord.AgreementType
	Contested bool
}

// threadStory is a story of a thread with its row.
type threadStory struct {
	inShort
	Days, Row string
}

// outletCount is how much of a thread an outlet reports.
type outletCount struct {
	Outlet        string
	Texts, Copies int
}

// Thread is the page of one thread.
func (s *Site) Thread(w http.ResponseWriter, r *http.Request) error {
	t, world, err := row[onrecord.Thread](s, r, query.Threads)
	if err != nil {
		return err
	}
	p := threadPage{frame: frameOf(r, or(t.Title, "untitled"), "/threads"), Thread: t, Days: export.ThreadEntry(t).Days, Outlets: outletsOf(t.Articles)}
	p.Cite = s.citing(r, export.ThreadEntry(t), s.origin(r)+rowURL(query.Threads, t.ID))
	if p.most = threadStories; r.URL.Query().Get("stories") == "all" {
		p.most = len(t.Stories)
	}
	ids := idsOf(t.Articles)
	var followed []followedThread
	ctx := r.Context()
	err = together(
		func() (err error) { p.Stories, err = storiesOf(ctx, world, t, p.most); return err },
		func() (err error) { p.Voices, err = s.voices(ctx, ids); return err },
		func() (err error) {
			p.Disputes, err = having[onrecord.Dispute](ctx, world, query.Disputes, "article", ids...)
			return err
		},
		func() (err error) {
			p.Pacts, err = having[pact](ctx, world, query.Ledger, "article", ids...)
			return err
		},
		func() (err error) { followed, err = s.following(r); return err },
	)
	if err != nil {
		return err
	}
	p.Figure, p.Silent = p.picture(), max(0, len(t.Articles)-len(ids))
	for i, f := range followed {
		if f.Thread != nil && f.Thread.ID == t.ID {
			p.Follows = &followed[i]
		}
	}
	p.Verdict = verdictOn(p.frame, r, query.Threads, t.ID, nil, nil)
	return s.render(w, http.StatusOK, "thread", p)
}

// threadStories is how many stories a thread's page shows, unless it is asked for
// all: an affair may go on for years.
const threadStories = 100

// Earlier is how many stories there are before those that are shown.
func (p threadPage) Earlier() int { return max(0, len(p.Thread.Stories)-p.most) }

// storiesOf are the newest of a thread's stories in order of their days, undated last.
func storiesOf(ctx context.Context, world *ask.World, t onrecord.Thread, most int) ([]threadStory, error) {
	ids := t.Stories[max(0, len(t.Stories)-most):]
	rows, err := ask.Several[inShort](ctx, world, query.Stories, ids)
	if err != nil {
		return nil, err
	}
	var out []threadStory
	for _, id := range ids {
		if story, ok := rows[id]; ok {
			out = append(out, threadStory{inShort: story, Days: story.days()})
		}
	}
	slices.SortStableFunc(out, func(a, b threadStory) int {
		if (a.First == "") != (b.First == "") {
			return cmp.Compare(b.First, a.First) // undated last
		}
		return cmp.Compare(a.First, b.First)
	})
	for i := range out {
		out[i].Row = fmt.Sprintf("story-%d", i+1)
	}
	return out, nil
}

// outletsOf counts what outlets report, whoever reports most first.
func outletsOf(articles []onrecord.StoryArticle) []outletCount {
	var out []outletCount
	for _, a := range articles {
		name := or(a.Outlet, "no outlet known")
		at := slices.IndexFunc(out, func(o outletCount) bool { return o.Outlet == name })
		if at < 0 {
			out, at = append(out, outletCount{Outlet: name}), len(out)
		}
		if a.CopyOf == "" {
			out[at].Texts++
		} else {
			out[at].Copies++
		}
	}
	slices.SortStableFunc(out, func(a, b outletCount) int { return b.Texts + b.Copies - a.Texts - a.Copies })
	return out
}

// laneTitle is how much of a story's title stands above its marks.
const laneTitle = 60

// picture has a bar for each story, from its first article to its last.
func (p *threadPage) picture() figure {
	lanes := picture.Lanes{Head: picture.Head{ID: "stories", Title: "The stories of “" + p.Title + "”",
		About: fmt.Sprintf("%s in time, each from its first article to its last. The table below has the same rows.", export.Plural(len(p.Stories), "story"))}}
	apart := len(p.Stories) <= 12 // each can have a lane with its name
	for _, s := range p.Stories {
		m := picture.Mark{Span: picture.Span{First: picture.DayOf(s.First).First, Last: picture.DayOf(or(s.Last, s.First)).Last}, Shape: picture.Dot, Words: or(s.Title, "untitled") + ", " + s.Days, Row: s.Row}
		if apart || len(lanes.Lanes) == 0 {
			name := "Stories"
			if apart {
				name = picture.Short(or(s.Title, "untitled"), laneTitle)
			}
			lanes.Lanes = append(lanes.Lanes, picture.Lane{Name: name})
		}
		last := &lanes.Lanes[len(lanes.Lanes)-1]
		last.Marks = append(last.Marks, m)
	}
	return figureOf(lanes)
}
