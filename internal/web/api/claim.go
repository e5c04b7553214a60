package api

import (
	"context"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"onrecord"
	"onrecord/ling"
)

// Why is why an article is said to claim something.
type Why struct {
	ID     onrecord.ClaimID   `json:"id"`
	Type   onrecord.ClaimType `json:"type"`
	Hidden bool               `json:"hidden" doc:"By a decision."`
	Rules  []Rule             `json:"rules" doc:"Those that had a part in it, that which found it first."`
	Parts  []PartWords        `json:"parts"`
	Means  []Means            `json:"means" doc:"Names within its parts."`
}

// Rule is one that had a part in a claim.
type Rule struct {
	Name  string `json:"name" doc:"With its version."`
	Where string `json:"where" doc:"File and line; empty for code without a rule."`
	Yes   string `json:"yes" doc:"An example that it fits, parts marked."`
	No    string `json:"no" doc:"One that it does not."`
}

// PartWords are a part of a claim, where they stand in the text.
type PartWords struct {
	Role  string `json:"role"`
	Text  string `json:"text"`
	Start int    `json:"start" doc:"In code points."`
	End   int    `json:"end"`
}

// Means is whom a name means, and why.
type Means struct {
	Text    string           `json:"text"`
	Actor   onrecord.ActorID `json:"actor"`
	Why     string           `json:"why"`
	FoundBy string           `json:"found_by"`
}

// Why is why an article is said to claim something.
func (a *API) Why() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "explain-claim", "Why an article is said to claim something: rules, parts, and whom its names mean")
		op.Responses = answers[Why](to, "It.")
		register(a, to, at, op, func(ctx context.Context, in *struct {
			ID    string `path:"id" doc:"The article's."`
			Claim string `path:"claim"`
			Tag   string `header:"If-None-Match"`
		}) (*huma.StreamResponse, error) {
			r, c, hidden, err := a.claim(ctx, onrecord.ArticleID(in.ID), onrecord.ClaimID(in.Claim))
			if err != nil {
				return nil, err
			}
			out := Why{ID: c.Head().ID, Type: c.ClaimType(), Hidden: hidden}
			if out.Rules, err = a.rulesOf(c); err != nil {
				return nil, err
			}
			out.Parts, out.Means = partsOf(r, c)
			return whole(out, in.Tag)
		})
	}
}

// claim is a claim of an article, also one that a decision hides.
func (a *API) claim(ctx context.Context, id onrecord.ArticleID, claim onrecord.ClaimID) (*onrecord.Record, onrecord.AnyClaim, bool, error) {
	for _, read := range []func(context.Context, onrecord.ArticleID) (onrecord.Record, error){a.store.Record, a.store.AsFound} {
		r, err := read(ctx, id)
		if err != nil {
			return nil, nil, false, err
		}
		for c := range r.Claims() {
			if c.Head().ID == claim {
				shown, err := a.store.Record(ctx, id)
				return &r, c, err == nil && !has(&shown, claim), err
			}
		}
	}
	return nil, nil, false, onrecord.Errorf(onrecord.NotFound, "the article claims no %q; it may have been read again since", claim)
}

func has(r *onrecord.Record, claim onrecord.ClaimID) bool {
	for c := range r.Claims() {
		if c.Head().ID == claim {
			return true
		}
	}
	return false
}

// rulesOf are the rules that had a part in a claim.
func (a *API) rulesOf(c onrecord.AnyClaim) ([]Rule, error) {
	book, err := a.rules()
	if err != nil {
		return nil, err
	}
	var out []Rule
	for _, name := range append([]string{c.Head().FoundBy}, c.Head().Trail...) {
		one := Rule{Name: name}
		if r, ok := book.Rule(name); ok {
			one.Where = r.Where()
			if len(r.Yes) > 0 {
				one.Yes = r.Yes[0].Text
			}
			if len(r.No) > 0 {
				one.No = r.No[0].Text
			}
		}
		out = append(out, one)
	}
	return out, nil
}

// partsOf are the words of a claim, and whom the names within them mean.
func partsOf(r *onrecord.Record, c onrecord.AnyClaim) (parts []PartWords, means []Means) {
	parts, means = []PartWords{}, []Means{}
	offsets := ling.NewOffsets(r.Text)
	for part := range c.Parts() {
		for _, span := range *part.Spans {
			start, end := offsets.CodePoints(span)
			parts = append(parts, PartWords{string(part.Role), strings.Join(strings.Fields(span.In(r.Text)), " "), start, end})
			for _, m := range r.Mentions {
				if span.Contains(m.Span) && (m.Actor != "" || m.Why != "") {
					means = append(means, Means{m.Span.In(r.Text), m.Actor, m.Why, m.FoundBy})
				}
			}
		}
	}
	return parts, means
}

// Versions are the texts that were seen under one id.
type Versions struct {
	Rows    []Version         `json:"rows" doc:"The oldest first."`
	Changes []onrecord.Change `json:"changes" doc:"What became of the claims of one of them in another."`
}

// Version is one text of an article.
type Version struct {
	Number      int       `json:"number"`
	Title       string    `json:"title"`
	Published   string    `json:"published"`
	Seen        time.Time `json:"seen,omitzero" doc:"When it was fetched."`
	Text        string    `json:"text"`
	Statements  int       `json:"statements"`
	Events      int       `json:"events"`
	Agreements  int       `json:"agreements"`
	Memberships int       `json:"memberships"`
}

// Versions are all texts of an article.
func (a *API) Versions() Operation {
	return func(to huma.API, at Place) {
		op := operation(at, "list-versions", "The texts that an article had, and what became of its claims from one of them to another")
		op.Responses = answers[Versions](to, "They.")
		register(a, to, at, op, func(ctx context.Context, in *struct {
			ID  string `path:"id" doc:"The article's."`
			Was int    `query:"was" minimum:"0" example:"1" doc:"The number of the older; where none is told, the last but one."`
			Is  int    `query:"is" minimum:"0" example:"1" doc:"The number of the newer; where none is told, the last."`
			Tag string `header:"If-None-Match"`
		}) (*huma.StreamResponse, error) {
			all, err := a.store.Versions(ctx, onrecord.ArticleID(in.ID))
			if err != nil {
				return nil, err
			}
			out := Versions{Rows: []Version{}, Changes: []onrecord.Change{}}
			for i, r := range all {
				out.Rows = append(out.Rows, Version{i + 1, r.Title, r.Published.Date(), r.Collected, r.Text, len(r.Statements), len(r.Events), len(r.Agreements), len(r.Memberships)})
			}
			was, is := in.Was, in.Is
			if is == 0 {
				is = len(all)
			}
			if was == 0 {
				was = max(1, len(all)-1)
			}
			if was > len(all) || is > len(all) {
				return nil, onrecord.Errorf(onrecord.NotFound, "the article has %d versions, none of number %d", len(all), max(was, is))
			}
			if was != is {
				out.Changes = there(onrecord.Compare(&all[was-1], &all[is-1]))
			}
			return whole(out, in.Tag)
		})
	}
}
