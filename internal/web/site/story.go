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

// coverage is who reports something, text by text, copies folded.
type coverage struct {
	Outlets []string // each once
	Texts   []covered
	Figure  figure
}

// covered is a text with the copies of it.
type covered struct {
	onrecord.StoryArticle
	Title  string
	Row    string
	Copies []covered
}

// voice is somebody with what they say in some articles.
type voice struct {
	Who  onrecord.Who
	Rows []onrecord.Row
	More int // than are shown
}

// storyPage is one story.
type storyPage struct {
	frame
	Story    onrecord.Story
	Days     string
	Thread   *inShort // nil for none
	Coverage coverage
	Voices   []voice
	Silent   int // articles whose statements are not gathered: there are too many
	Disputes []onrecord.Dispute
	Compare  bool // whether two outlets report it
	Verdict  verdict
	Cite     string
}

// Story is the page of one story.
func (s *Site) Story(w http.ResponseWriter, r *http.Request) error {
	story, world, err := row[onrecord.Story](s, r, query.Stories)
	if err != nil {
		return err
	}
	p := storyPage{frame: frameOf(r, or(story.Title, "untitled"), "/stories"), Story: story, Days: export.StoryEntry(story).Days}
	p.Cite = s.citing(r, export.StoryEntry(story), s.origin(r)+rowURL(query.Stories, story.ID))
	ids := idsOf(story.Articles)
	if p.Coverage, err = s.coverage(r.Context(), story.Articles, ids); err != nil {
		return err
	}
	if p.Voices, err = s.voices(r.Context(), ids); err != nil {
		return err
	}
	p.Silent = max(0, len(story.Articles)-len(ids))
	p.Compare = len(p.Coverage.Outlets) > 1
	if p.Thread, err = rowOrNone[inShort](r, world, query.Threads, story.Thread); err != nil {
		return err
	}
	if p.Disputes, err = having[onrecord.Dispute](r.Context(), world, query.Disputes, "article", ids...); err != nil {
		return err
	}
	if p.MayEdit() {
		if p.Verdict, err = p.choices(r, world); err != nil {
			return err
		}
	}
	return s.render(w, http.StatusOK, "story", p)
}

// choices are what an editor can decide of a story: it may be one with others of
// those who take part in it.
func (p *storyPage) choices(r *http.Request, world *ask.World) (verdict, error) {
	var who []string
	for _, a := range p.Story.Actors[:min(5, len(p.Story.Actors))] {
		who = append(who, cmp.Or(string(a.Actor), a.Name))
	}
	var rows []choice
	if len(who) > 0 {
		q, err := anyOf(query.Stories, "actor", who)
		if err == nil {
			rows, err = others(r.Context(), world, ask.Question{List: query.Stories, Q: q}, p.Story.ID, func(o inShort) (string, string) {
				return o.ID, or(o.Title, "untitled") + ", " + o.days()
			})
		}
		if err != nil {
			return verdict{}, err
		}
	}
	var articles []choice
	for _, a := range p.Story.Articles {
		articles = append(articles, choice{string(a.ID), outletAndDay(onrecord.Cite{Outlet: a.Outlet, Published: a.Published})})
	}
	return verdictOn(p.frame, r, query.Stories, p.Story.ID, rows, articles), nil
}

// gathered is of how many articles a page gathers what they say.
const gathered = 60

// idsOf are the ids of articles, of as many as a page gathers.
func idsOf(all []onrecord.StoryArticle) []string {
	var out []string
	for _, a := range all[:min(gathered, len(all))] {
		out = append(out, string(a.ID))
	}
	return out
}

// coverage is who reports it: texts in order of their days, each with its copies.
func (s *Site) coverage(ctx context.Context, all []onrecord.StoryArticle, ids []string) (coverage, error) {
	titles, err := s.titles(ctx, ids)
	if err != nil {
		return coverage{}, err
	}
	var c coverage
	at := map[onrecord.ArticleID]int{}
	for i, a := range all {
		if name := or(a.Outlet, "no outlet known"); !slices.Contains(c.Outlets, name) {
			c.Outlets = append(c.Outlets, name)
		}
		one := covered{StoryArticle: a, Title: titles[a.ID], Row: fmt.Sprintf("text-%d", i+1)}
		if of, ok := at[a.CopyOf]; ok && a.CopyOf != "" {
			c.Texts[of].Copies = append(c.Texts[of].Copies, one)
			at[a.ID] = of
			continue
		}
		at[a.ID] = len(c.Texts)
		c.Texts = append(c.Texts, one)
	}
	c.Figure = c.picture()
	return c, nil
}

// titles are those of some articles.
func (s *Site) titles(ctx context.Context, ids []string) (map[onrecord.ArticleID]string, error) {
	out := map[onrecord.ArticleID]string{}
	q, err := anyOf(query.Articles, "article", ids)
	if err != nil || len(ids) == 0 {
		return out, err
	}
	for a, err := range s.store.Articles(ctx, onrecord.Filter{Q: q}) {
		if err != nil {
			return nil, err
		}
		out[a.ID] = a.Title
	}
	return out, nil
}

// coverageLanes is how many outlets the picture has lanes for: the first to report.
const coverageLanes = 15

// picture has a lane for each outlet.
func (c coverage) picture() figure {
	lanes := picture.Lanes{Head: picture.Head{ID: "coverage", Title: "Coverage by outlet", About: fmt.Sprintf("A lane for each of %s, a mark for each article by the day it was published. The table below has the same rows.", export.Plural(len(c.Outlets), "outlet"))}}
	for i, name := range c.Outlets {
		if i == coverageLanes {
			break
		}
		lane := picture.Lane{Name: name}
		for _, t := range c.Texts {
			for i, a := range append([]covered{t}, t.Copies...) {
				if or(a.Outlet, "no outlet known") != name {
					continue
				}
				shape := picture.Dot
				if i > 0 || a.CopyOf != "" {
					shape = picture.Ring
				}
				lane.Marks = append(lane.Marks, picture.Mark{Span: picture.DayOf(a.Published), Shape: shape, Words: or(a.Title, "untitled") + ", " + or(export.DayForPeople(a.Published), "undated"), Row: a.Row})
			}
		}
		slices.SortStableFunc(lane.Marks, byDay)
		lanes.Lanes = append(lanes.Lanes, lane)
	}
	return figureOf(lanes, meant{picture.Dot, "a text of its own"}, meant{picture.Ring, "a copy"})
}

// Left is how many outlets have no lane.
func (c coverage) Left() int { return max(0, len(c.Outlets)-coverageLanes) }

// perVoice is how many statements a page of many articles shows of each speaker.
const perVoice = 6

// voices are who says what in some articles, who says most first.
func (s *Site) voices(ctx context.Context, ids []string) ([]voice, error) {
	q, err := anyOf(query.Statements, "article", ids)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	var out []voice
	at := map[string]int{}
	for row, err := range s.store.Statements(ctx, onrecord.Filter{Q: query.Statements.Shown(q), Sort: onrecord.ByDay}) {
		if err != nil {
			return nil, err
		}
		who := onrecord.Who{Actor: row.Statement.Source.Actor(), Name: row.Statement.Speaker}
		key := cmp.Or(string(who.Actor), who.Name)
		i, ok := at[key]
		if !ok {
			i, at[key] = len(out), len(out)
			out = append(out, voice{Who: who})
		}
		if len(out[i].Rows) < perVoice {
			out[i].Rows = append(out[i].Rows, row)
		} else {
			out[i].More++
		}
	}
	slices.SortStableFunc(out, func(a, b voice) int {
		return cmp.Or(named(b)-named(a), len(b.Rows)+b.More-len(a.Rows)-a.More)
	})
	return out, nil
}

// named is 1 for somebody who is named: those whom nobody names come last.
func named(v voice) int {
	if v.Who.Name == "" {
		return 0
	}
	return 1
}
