package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"onrecord"
	"onrecord/internal/account"
	"onrecord/internal/ingest"
	"onrecord/internal/intake"
	"onrecord/internal/web/auth"
)

// articleInput is an article as a program brings it: its text as it is to be
// kept, or the page that it stands on.
type articleInput struct {
	Body struct {
		ID        string   `json:"id,omitempty" maxLength:"2000" doc:"Its id; without one the address, else a hash of the text."`
		Text      string   `json:"text,omitempty" doc:"The text, kept code point for code point."`
		Page      string   `json:"page,omitempty" doc:"Instead of a text: an HTML page, whose text and date are looked for."`
		URL       string   `json:"url,omitempty"`
		Outlet    string   `json:"outlet,omitempty"`
		Title     string   `json:"title,omitempty"`
		Authors   []string `json:"authors,omitempty"`
		Published string   `json:"published,omitempty" doc:"A day, a month or a year, ISO 8601."`
		Lang      string   `json:"lang,omitempty"`
	}
}

// taken is what became of an article, or, with status 202, where that is to be
// found once others have read it.
type taken struct {
	Status   int
	Location string `header:"Location" doc:"With 202: the job that tells what becomes of it."`
	Body     struct {
		ID         onrecord.ArticleID `json:"id"`
		Title      string             `json:"title"`
		Stored     bool               `json:"stored" doc:"False where the store had it already, as it is."`
		Statements int                `json:"statements"`
		Events     int                `json:"events"`
		Others     int                `json:"others" doc:"Agreements and memberships."`
		Doubts     []string           `json:"doubts" doc:"About its text or date."`
		Waiting    bool               `json:"waiting" doc:"It is in the queue, and others read it: what is found is not known yet."`
		Intake     int                `json:"intake,omitempty" doc:"The job that tells what becomes of it: /intake/N."`
	}
}

// mostArticle is how large a request with an article may be: the text, and as
// much again for how JSON writes it.
const mostArticle = 32 << 20

// TakeIn reads an article into the store.
func (a *API) TakeIn() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "take-in", "Read an article into the store")
		op.DefaultStatus, op.MaxBodyBytes = http.StatusCreated, mostArticle
		op.RequestBody = &huma.RequestBody{Content: map[string]*huma.MediaType{"application/json": {
			Example: map[string]any{"id": "dolna-17", "text": "Ana Kovač said the road was open.", "outlet": "Dolna Post", "published": "2015-11-19"},
		}}}
		register(a, to, at, op, func(ctx context.Context, in *articleInput) (*taken, error) {
			if a.desk == nil {
				return nil, onrecord.Errorf(onrecord.NotFound, "this server takes no articles in")
			}
			b := &in.Body
			if (b.Text == "") == (b.Page == "") {
				return nil, onrecord.Errorf(onrecord.Invalid, "an article is either a text or a page")
			}
			source := intake.Source{Name: "page", Said: ingest.Given{ID: b.ID, Text: b.Text, URL: b.URL, Outlet: b.Outlet, Title: b.Title, Authors: b.Authors, Published: b.Published, Lang: b.Lang}}
			if b.Page != "" {
				source.Body, source.From = []byte(b.Page), "html"
			}
			if a.desk.Leaves() {
				return a.left(ctx, source)
			}
			return a.read(ctx, source)
		})
	}
}

// read is what becomes of an article that is read at once.
func (a *API) read(ctx context.Context, source intake.Source) (*taken, error) {
	var line intake.Line
	if err := a.desk.Read(ctx, source, func(l intake.Line) { line = l }); err != nil {
		return nil, err
	}
	return a.takenAs(ctx, line, http.StatusCreated)
}

// left is what becomes of an article that others read: it waits in the queue.
func (a *API) left(ctx context.Context, source intake.Source) (*taken, error) {
	who, _ := auth.From(ctx)
	job, err := a.desk.Leave(ctx, who.Name, source)
	if err != nil {
		return nil, err
	}
	if len(job.Lines) == 0 {
		return nil, onrecord.Errorf(onrecord.Invalid, "there is no article in it")
	}
	out, err := a.takenAs(ctx, job.Lines[0], http.StatusAccepted)
	if err != nil {
		return nil, err
	}
	out.Body.Waiting, out.Body.Intake = true, job.ID
	out.Location = fmt.Sprintf("%s/intake/%d", Prefix, job.ID)
	return out, nil
}

// takenAs is what a line tells, once it is in the log who brought the article.
func (a *API) takenAs(ctx context.Context, line intake.Line, status int) (*taken, error) {
	if line.Outcome == intake.Refused {
		return nil, onrecord.Errorf(onrecord.Invalid, "no article: %s", line.Why)
	}
	if err := a.note(ctx, account.TookIn, string(line.Article)); err != nil {
		return nil, err
	}
	out := &taken{Status: status}
	out.Body.ID, out.Body.Title, out.Body.Stored = line.Article, line.Title, line.Outcome == intake.Stored
	out.Body.Statements, out.Body.Events, out.Body.Others = line.Statements, line.Events, line.Others
	out.Body.Doubts = append([]string{}, line.Doubts...)
	return out, nil
}

// Job is the reading of what somebody brought.
type Job struct {
	ID      int       `json:"id"`
	By      string    `json:"by"`
	Name    string    `json:"name" doc:"Of the file, or the address."`
	Asked   time.Time `json:"asked"`
	Began   time.Time `json:"began,omitzero"`
	Ended   time.Time `json:"ended,omitzero" doc:"Absent while it is read."`
	Stored  int       `json:"stored"`
	Known   int       `json:"known" doc:"That the store had already, as they are."`
	Refused int       `json:"refused" doc:"That were no articles."`
	Failed  string    `json:"failed,omitempty" doc:"Why it ended early."`
	Pages   []TakenIn `json:"pages" doc:"The first of them."`
}

// TakenIn is what became of a page.
type TakenIn struct {
	Name    string             `json:"name"`
	Article onrecord.ArticleID `json:"article,omitempty"`
	Title   string             `json:"title"`
	Outcome intake.Outcome     `json:"outcome"`
	Why     string             `json:"why,omitempty" doc:"It is no article."`
}

func newJob(j intake.Job) Job {
	out := Job{ID: j.ID, By: j.By, Name: j.Name, Asked: j.Asked, Began: j.Began, Ended: j.Ended, Stored: j.Stored, Known: j.Known, Refused: j.Refuse, Failed: j.Failed, Pages: []TakenIn{}}
	for _, l := range j.Lines {
		out.Pages = append(out.Pages, TakenIn{l.Name, l.Article, l.Title, l.Outcome, l.Why})
	}
	return out
}

// Jobs lists what was brought since the server started.
func (a *API) Jobs() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "list-intake", "What was brought to be read since the server started")
		op.Responses = answers[Page[Job]](to, "The jobs.")
		register(a, to, at, op, func(ctx context.Context, in *struct {
			Tag string `header:"If-None-Match"`
		}) (*huma.StreamResponse, error) {
			p := Page[Job]{Rows: []Job{}}
			if a.desk != nil {
				for _, j := range a.desk.Jobs() {
					p.Rows = append(p.Rows, newJob(j))
				}
			}
			p.Count = len(p.Rows)
			return whole(p, in.Tag)
		})
	}
}

// Job is one of them.
func (a *API) Job() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "get-intake", "How far the reading of what somebody brought has come")
		op.Responses = answers[Job](to, "It.")
		register(a, to, at, op, func(ctx context.Context, in *struct {
			Job int    `path:"job" example:"1" doc:"Its number."`
			Tag string `header:"If-None-Match"`
		}) (*huma.StreamResponse, error) {
			if a.desk == nil {
				return nil, onrecord.Errorf(onrecord.NotFound, "this server takes no articles in")
			}
			j, err := a.desk.Job(in.Job)
			if err != nil {
				return nil, err
			}
			return whole(newJob(j), in.Tag)
		})
	}
}
