package site

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/internal/web/picture"
	"onrecord/ling"
	"onrecord/query"
)

// grain is how fine a timeline counts.
type grain struct {
	Name    string
	letters int // of an ISO 8601 day that name a period
	step    func(ling.Date) ling.Date
	short   string // how a period is written below its column, by package time
}

// grains are all of them, the finest first.
var grains = []grain{
	{"day", len("2006-01-02"), func(d ling.Date) ling.Date { return d.AddDays(1) }, "2 Jan"},
	{"month", len("2006-01"), func(d ling.Date) ling.Date { return ling.NewDate(d.Year, d.Month+1, 1) }, "Jan"},
	{"year", len("2006"), func(d ling.Date) ling.Date { return ling.NewDate(d.Year+1, 1, 1) }, "2006"},
}

// key is the period that a day is in.
func (g grain) key(d ling.Date) string { return d.String()[:g.letters] }

// columnsOfTime is how many periods a picture has room for.
const columnsOfTime = 62

// timeMoment is a line of a timeline.
type timeMoment struct {
	onrecord.Moment
	When string // for people
	Cite string
}

// timeDay is the lines of one day.
type timeDay struct {
	Day, When string // "" for undated
	Rows      []timeMoment
}

// timePeriod is what is counted in a period, by kind in the order of MomentKinds.
type timePeriod struct {
	Words, Row, URL string
	Counts          []int
}

// timeSpan is what is known no surer than a span that is wider than a period.
type timeSpan struct {
	picture.Span
	Words, Row string
	Kind       onrecord.MomentKind
	Count      int
}

type timelinePage struct {
	frame
	Form     form
	Count    int
	From, To int // numbers of the lines shown, from 1
	Prev     string
	Next     string

	Exports []pick
	Without []hidden
	Cut     int
	Zooms   []tab
	Kinds   []string
	Figure  figure
	Periods []timePeriod
	Spread  figure
	Spans   []timeSpan
	Days    []timeDay

	origin string // of this site's addresses
	by     string // the program, as citations name it
}

// citing is what cites a line.
func (p *timelinePage) citing(m onrecord.Moment) string {
	var not []string
	if m.Mark != "" {
		not = []string{m.Mark}
	}
	in := onrecord.Article{ID: m.Article, Title: m.Title, Outlet: m.Outlet, URL: m.URL, Published: onrecord.Published{Value: m.Published}}
	return export.Citation(m.What, or(m.Who, m.Matter), not, in, readAt(p.origin+articleURL(m.Article, m.ID), p.by, 0))
}

// Timeline is the page of statements, events and what became of agreements in
// the order of their days. What is known to the month is counted by no day.
func (s *Site) Timeline(w http.ResponseWriter, r *http.Request) error {
	f, shown := readForm(r, query.Timeline)
	p := timelinePage{frame: frameOf(r, "Timeline", "/timeline"), Form: shown, Kinds: []string{"Statements", "Events", "Statuses of agreements"}}
	if shown.Problem != "" {
		return s.render(w, shown.status(), "timeline", p)
	}
	if form := r.URL.Query().Get("format"); form != "" {
		return takeSheet(w, "timeline", form, func(out *begun, l export.Layout) (int, error) {
			return export.WriteTimeline(out, l, ask.Timeline(r.Context(), s.store, ask.Times{Q: f.Q, All: shown.All}))
		})
	}
	p.Exports, p.origin, p.by = exportsOf(r.URL, sheetForms...), s.origin(r), s.by
	all, cut, err := s.gather(r.Context(), ask.Times{Q: f.Q, All: shown.All, Limit: lines + 1})
	if errors.Is(err, context.DeadlineExceeded) && r.Context().Err() == nil {
		p.Form.Problem = "that is too much to be laid in time: narrow it by a person, an outlet or a year"
		return s.render(w, http.StatusServiceUnavailable, "timeline", p)
	}
	if err != nil {
		return err
	}
	if p.Count = len(all); p.Count == 0 {
		if p.Without, err = without(r, query.Timeline, s.tallyLines); err != nil {
			return err
		}
	}
	if cut {
		p.Cut = p.Count
	}
	p.draw(r.URL, all)
	from, _ := strconv.Atoi(r.URL.Query().Get("from")) // what is no number is the beginning
	p.list(r.URL, all, max(0, from))
	return s.render(w, shown.status(), "timeline", p)
}

// tallyLines counts the lines of a timeline.
func (s *Site) tallyLines(ctx context.Context, v url.Values) (int, error) {
	q, err := ask.Read(query.Timeline, v.Get("q"), v.Get, true)
	if err != nil {
		return 0, err
	}
	return ask.CountTimeline(ctx, s.store, ask.Times{Q: q, All: v.Get("all") != ""})
}

// lines is how many lines of a timeline are gathered at most, mostRead of how many
// articles, and layingTime how long that may take: to lay all agreements in order
// of time, all must be read. Each line is read with its article, and to read these is
// what a reader waits for: some hundred are read in less than a tenth of a second.
const (
	lines      = 500
	mostRead   = 120
	layingTime = 3 * time.Second
)

// gather has the first lines of a timeline; cut is set if there are more.
func (s *Site) gather(ctx context.Context, asked ask.Times) (all []onrecord.Moment, cut bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, layingTime)
	defer cancel()
	read := map[onrecord.ArticleID]bool{}
	for m, err := range ask.Timeline(ctx, s.store, asked) {
		if err != nil {
			return nil, false, cmp.Or(ctx.Err(), err)
		}
		if read[m.Article] = true; len(all) == lines || len(read) > mostRead {
			return all, true, nil
		}
		all = append(all, m)
	}
	return all, false, nil
}

// list has a part of the lines, day by day.
func (p *timelinePage) list(u *url.URL, all []onrecord.Moment, from int) {
	from = min(from, len(all))
	p.From, p.To = from+1, min(len(all), from+perPage)
	for _, m := range all[from:p.To] {
		one := timeMoment{m, export.WhenForPeople(m), p.citing(m)}
		day := m.When.Value
		if m.First.IsZero() && m.Last.IsZero() {
			day = ""
		}
		if n := len(p.Days); n == 0 || p.Days[n-1].Day != day {
			p.Days = append(p.Days, timeDay{Day: day, When: export.DayForPeople(day)})
		}
		last := &p.Days[len(p.Days)-1]
		last.Rows = append(last.Rows, one)
	}
	if from > 0 {
		p.Prev = fromURL(u, max(0, from-perPage))
	}
	if from+perPage < len(all) {
		p.Next = fromURL(u, from+perPage)
	}
}

// fromURL is the same list from one of its lines on.
func fromURL(u *url.URL, from int) string {
	v := u.Query()
	v.Del("from")
	if from > 0 {
		v.Set("from", strconv.Itoa(from))
	}
	return u.Path + "?" + v.Encode()
}

// draw counts the lines by period, and by span those that no period holds.
func (p *timelinePage) draw(u *url.URL, all []onrecord.Moment) {
	first, last := bounds(all)
	if first.IsZero() {
		return
	}
	g := grainOf(u.Query().Get("zoom"), first, last)
	at := map[string]int{}
	for d := first; d.Compare(last) <= 0 && len(p.Periods) < columnsOfTime; d = g.step(d) {
		at[g.key(d)] = len(p.Periods)
		p.Periods = append(p.Periods, timePeriod{Words: export.DayForPeople(g.key(d)), Row: fmt.Sprintf("period-%d", len(p.Periods)+1), URL: zoomed(u, g.key(d)), Counts: make([]int, len(onrecord.MomentKinds))})
	}
	spans := map[string]int{}
	for _, m := range all {
		kind := slices.Index(onrecord.MomentKinds[:], m.Kind)
		if i, ok := at[g.of(m)]; ok && m.Mod == "" {
			p.Periods[i].Counts[kind]++
		} else if !m.First.IsZero() || !m.Last.IsZero() {
			p.spread(spans, m)
		}
	}
	p.Zooms = zooms(u, g)
	p.picture(g, first)
}

// of is the period that holds a line whole, "" for none.
func (g grain) of(m onrecord.Moment) string {
	if m.First.IsZero() || m.Last.IsZero() || g.key(m.First) != g.key(m.Last) {
		return ""
	}
	return g.key(m.First)
}

// spread counts a line that no period holds with those of its kind that are
// known as surely.
func (p *timelinePage) spread(at map[string]int, m onrecord.Moment) {
	k := string(m.Kind) + m.First.String() + "/" + m.Last.String() + m.Mod
	i, ok := at[k]
	if !ok {
		i, at[k] = len(p.Spans), len(p.Spans)
		p.Spans = append(p.Spans, timeSpan{Span: picture.Span{First: m.First, Last: m.Last, Mod: m.Mod}, Words: or(export.WhenForPeople(m), "undated"), Row: fmt.Sprintf("span-%d", i+1), Kind: m.Kind})
	}
	p.Spans[i].Count++
}

// picture has the columns, and below them the spans as bars.
func (p *timelinePage) picture(g grain, first ling.Date) {
	c := picture.Columns{Head: picture.Head{ID: "counts", Title: "How much is told of each " + g.Name, About: "Statements, events and statuses of agreements, each on its own floor. The table below has the counts."}}
	d := first
	for _, period := range p.Periods {
		year := ""
		if g.letters > len("2006") {
			year = strconv.Itoa(d.Year)
		}
		c.Columns = append(c.Columns, picture.Column{Words: period.Words, Short: d.Time().Format(g.short), Year: year, Row: period.Row})
		d = g.step(d)
	}
	for k, name := range p.Kinds {
		sort := picture.Counted{Name: name}
		for _, period := range p.Periods {
			sort.Counts = append(sort.Counts, period.Counts[k])
		}
		c.Sorts = append(c.Sorts, sort)
	}
	p.Figure = figure{Picture: c.Draw()}
	lanes := picture.Lanes{Head: picture.Head{ID: "spans", Title: "What is known less surely than to the " + g.Name, About: "A bar for each span of time, as long as its words leave it. The table below has the counts."}}
	for k, kind := range onrecord.MomentKinds {
		lane := picture.Lane{Name: p.Kinds[k]}
		for _, s := range p.Spans {
			if s.Kind == kind {
				lane.Marks = append(lane.Marks, picture.Mark{Span: s.Span, Shape: picture.Dot, Words: fmt.Sprintf("%s: %d", s.Words, s.Count), Label: strconv.Itoa(s.Count), Row: s.Row})
			}
		}
		slices.SortStableFunc(lane.Marks, byDay)
		lanes.Lanes = append(lanes.Lanes, lane)
	}
	p.Spread = figure{Picture: lanes.Draw()}
}

// bounds are the first and the last day of lines that are known to some period.
func bounds(all []onrecord.Moment) (first, last ling.Date) {
	for _, m := range all {
		if m.First.IsZero() || m.Last.IsZero() {
			continue
		}
		if first.IsZero() || m.First.Compare(first) < 0 {
			first = m.First
		}
		if m.Last.Compare(last) > 0 {
			last = m.Last
		}
	}
	return first, last
}

// grainOf is the grain that is asked for, or the finest, where the picture has room for it.
func grainOf(asked string, first, last ling.Date) grain {
	i := max(0, slices.IndexFunc(grains, func(g grain) bool { return g.Name == asked }))
	for ; i < len(grains)-1; i++ {
		n := 0
		for d := first; d.Compare(last) <= 0 && n <= columnsOfTime; d = grains[i].step(d) {
			n++
		}
		if n <= columnsOfTime {
			break
		}
	}
	return grains[i]
}

// zooms lead to the same lines counted otherwise.
func zooms(u *url.URL, here grain) []tab {
	var out []tab
	for _, g := range slices.Backward(grains) {
		v := u.Query()
		v.Del("from")
		v.Set("zoom", g.Name)
		out = append(out, tab{"by " + g.Name, "/timeline?" + v.Encode(), g.Name == here.Name})
	}
	return out
}

// zoomed leads to the lines of one period alone, counted as finely as there is room.
func zoomed(u *url.URL, period string) string {
	v := u.Query()
	v.Del("from")
	v.Del("zoom")
	v.Set("since", cmp.Or(period, v.Get("since")))
	v.Set("until", cmp.Or(period, v.Get("until")))
	return u.Path + "?" + v.Encode()
}
