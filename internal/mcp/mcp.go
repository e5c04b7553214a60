// Package mcp answers assistants: programs that talk with people about the
// record and must not invent any of it. It speaks the Model Context Protocol
// (https://modelcontextprotocol.io) and only reads.
//
// Its tools ask the questions that command line, pages and API ask. Words come
// as they stand in the articles, each with its place, so that a quotation is
// copied and never made; check_quote tells whether words stand in an article.
package mcp

import (
	"context"
	"fmt"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"onrecord"
	"onrecord/internal/ask"
	"onrecord/internal/export"
	"onrecord/query"
)

// World gives what comes of many articles as it stands now.
type World func(context.Context) (*ask.World, error)

// instructions are what an assistant is told before it asks.
const instructions = `This is a record of news articles: who said what, what happened, what was agreed, what is disputed.
Quote only words that a tool gave you, exactly as it gave them, each with its outlet, its day and its article; cite gives a
citation ready to use. The record tells what articles claim, not what is true: say who claims it. Where articles disagree, give
both sides. Where nothing is found, say so. A query is of words, "phrases", -without, this OR that and field:value; fields tells
the fields of a list.`

// New makes a server of a store and of what comes of its articles, of a version
// of the program.
func New(store onrecord.Store, world World, version string) *mcp.Server {
	s := mcp.NewServer(&mcp.Implementation{Name: "onrecord", Version: version}, &mcp.ServerOptions{Instructions: instructions})
	addLists(s, store, world)
	for _, add := range []func(*mcp.Server, onrecord.Store){addFields, addArticle, addCite, addCheckQuote, addActors} {
		add(s, store)
	}
	return s
}

// tool is one that only reads what is stored.
func tool(name, title, description string) *mcp.Tool {
	closed := false
	return &mcp.Tool{Name: name, Title: title, Description: description, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed}}
}

// question is what a list is asked.
type question struct {
	Query string `json:"query,omitempty" jsonschema:"words, \"phrases\", -without, this OR that, field:value; empty for all"`
	All   bool   `json:"all,omitempty" jsonschema:"also what was not said or did not happen, marked as such"`
	Limit int    `json:"limit,omitempty" jsonschema:"at most so many rows, 1 to 50; 20 where nothing is said"`
	After string `json:"after,omitempty" jsonschema:"the next of an answer before, for the rows behind it"`
}

// answer is part of a list.
type answer[R any] struct {
	Rows  []R    `json:"rows"`
	Count int    `json:"count" jsonschema:"how many rows there are in all"`
	Next  string `json:"next,omitempty" jsonschema:"what after is for the rows behind these"`
}

// The most rows of an answer, and how many where nobody says: an assistant reads
// all that it gets.
const mostRows, someRows = 50, 20

// addList adds the tool that asks a list.
func addList[R any](s *mcp.Server, name, title, description string, from ask.Source[R]) {
	of := listed[query.List(name)]
	// The contract's rows are told by example: their schema is the API's document.
	mcp.AddTool(s, tool(name, title, description), func(ctx context.Context, _ *mcp.CallToolRequest, in question) (*mcp.CallToolResult, any, error) {
		limit := in.Limit
		if limit == 0 {
			limit = someRows
		}
		if limit < 1 || limit > mostRows {
			return nil, nil, onrecord.Errorf(onrecord.Invalid, "limit: from 1 to %d", mostRows)
		}
		q, err := ask.Read(of, in.Query, func(string) string { return "" }, in.All)
		if err != nil {
			return nil, nil, err
		}
		out := answer[R]{}
		if out.Rows, out.Next, err = from.Page(ctx, q, in.After, limit); err != nil {
			return nil, nil, err
		}
		if out.Count, err = from.Count(ctx, q); err != nil {
			return nil, nil, err
		}
		return nil, out, nil
	})
}

// addLists adds the lists.
func addLists(s *mcp.Server, store onrecord.Store, world World) {
	addList(s, "articles", "Articles", "Lists articles, newest first.", ask.Claims(store.Articles, store.CountArticles, export.NewArticleRow))
	addList(s, "statements", "Statements", "Lists who said what, by the day it was said on; content is verbatim.", ask.Claims(store.Statements, store.CountStatements, export.NewStatementRow))
	addList(s, "events", "Events", "Lists who did what to whom, as single articles tell it.", ask.Claims(store.Events, store.CountEvents, export.NewEventRow))
	addList(s, "memberships", "Memberships", "Lists who belongs to whom.", ask.Claims(store.Memberships, store.CountMemberships, export.NewMembershipRow))
	addList(s, "stories", "Stories", "Lists stories: articles on one happening, copies folded.", ask.Many[onrecord.Story](world, query.Stories))
	addList(s, "threads", "Threads", "Lists threads: affairs over months and years.", ask.Many[onrecord.Thread](world, query.Threads))
	addList(s, "incidents", "Incidents", "Lists what happened, once each, with the figures that each source gives side by side.", ask.Many[onrecord.Incident](world, query.Incidents))
	addList(s, "agreements", "Agreements", "Lists agreements, and what became of each by whose word.", ask.Many[onrecord.LedgerAgreement](world, query.Ledger))
	addList(s, "disputes", "Disputes", "Lists what is disputed, with both sides' words.", ask.Many[onrecord.Dispute](world, query.Disputes))
	addList(s, "positions", "Positions", "Lists where actors stand on the concepts of the codebook, each with its quote.", ask.Many[onrecord.Position](world, query.Positions))
	addList(s, "naming", "Naming", "Lists how each outlet words an actor, in its own voice and in others'.", ask.Many[onrecord.Naming](world, query.Namings))
}

// fieldHelp is a field as an assistant is told of it.
type fieldHelp struct {
	Name   string   `json:"name"`
	Help   string   `json:"help"`
	Values []string `json:"values,omitempty"`
}

func addFields(s *mcp.Server, _ onrecord.Store) {
	type input struct {
		List query.List `json:"list" jsonschema:"the name of a tool that lists: statements, disputes …"`
	}
	type output struct {
		Fields []fieldHelp `json:"fields"`
	}
	mcp.AddTool(s, tool("fields", "Fields of a list", "Tells the fields that a query of a list can ask for."), func(_ context.Context, _ *mcp.CallToolRequest, in input) (*mcp.CallToolResult, output, error) {
		of, known := listed[in.List]
		if !known {
			return nil, output{}, onrecord.Errorf(onrecord.Invalid, "there is no list %q", in.List)
		}
		var out output
		for _, f := range of.Fields() {
			out.Fields = append(out.Fields, fieldHelp{f.Name, f.Help, f.Values})
		}
		return nil, out, nil
	})
}

// listed are the lists by the tools that ask them: "agreements" are those of all
// articles.
var listed = map[query.List]query.List{
	"articles": query.Articles, "statements": query.Statements, "events": query.Events, "memberships": query.Memberships,
	"stories": query.Stories, "threads": query.Threads, "incidents": query.Incidents, "agreements": query.Ledger,
	"disputes": query.Disputes, "positions": query.Positions, "naming": query.Namings,
}

func addArticle(s *mcp.Server, store onrecord.Store) {
	type input struct {
		ID string `json:"id" jsonschema:"the article's id"`
	}
	mcp.AddTool(s, tool("article", "An article", "Gives an article with its text and all that it claims. Places are code points of its text."), func(ctx context.Context, _ *mcp.CallToolRequest, in input) (*mcp.CallToolResult, any, error) {
		r, err := store.Record(ctx, onrecord.ArticleID(in.ID))
		if err != nil {
			return nil, nil, err
		}
		return nil, export.NewRecord(r), nil
	})
}

// citation is a quotation ready to use.
type citation struct {
	Quote     string `json:"quote" jsonschema:"the words as they stand in the article"`
	Start     int    `json:"start" jsonschema:"where they begin in the text, in code points"`
	End       int    `json:"end"`
	Speaker   string `json:"speaker,omitempty"`
	Outlet    string `json:"outlet"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Article   string `json:"article"`
	URL       string `json:"url,omitempty"`
	Citation  string `json:"citation"`
}

func addCite(s *mcp.Server, store onrecord.Store) {
	type input struct {
		Article string `json:"article" jsonschema:"the article's id"`
		Claim   string `json:"claim" jsonschema:"the id of a statement, an event or another claim of it"`
	}
	mcp.AddTool(s, tool("cite", "Cite a claim", "Gives the words of a claim with a citation ready to use."), func(ctx context.Context, _ *mcp.CallToolRequest, in input) (*mcp.CallToolResult, citation, error) {
		r, err := store.Record(ctx, onrecord.ArticleID(in.Article))
		if err != nil {
			return nil, citation{}, err
		}
		c, err := cite(&r, onrecord.ClaimID(in.Claim))
		return nil, c, err
	})
}

// excerpt is a quotation of a span of an article, in bytes.
func excerpt(r *onrecord.Record, start, end int, speaker string) citation {
	c := citation{
		Quote: r.Text[start:end], Start: len([]rune(r.Text[:start])), End: len([]rune(r.Text[:end])), Speaker: speaker,
		Outlet: r.Outlet, Title: r.Title, Published: r.Published.Value, Article: string(r.ID), URL: r.URL,
	}
	var parts []string
	for _, p := range []string{speaker, r.Outlet, r.Title, export.DayForPeople(r.Published.Date()), r.URL} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	c.Citation = fmt.Sprintf("“%s” (%s)", c.Quote, strings.Join(parts, ", "))
	return c
}

// cite is a claim's words, from the first of its content to the last, or of all
// its parts where it has no content.
func cite(r *onrecord.Record, id onrecord.ClaimID) (citation, error) {
	for _, v := range r.Views() {
		if v.ID == id {
			spans := v.Content.Spans
			return excerpt(r, spans[0].Start, spans[len(spans)-1].End, v.Speaker), nil
		}
	}
	for c := range r.Claims() {
		if c.Head().ID != id {
			continue
		}
		start, end := len(r.Text), 0
		for p := range c.Parts() {
			for _, span := range *p.Spans {
				start, end = min(start, span.Start), max(end, span.End)
			}
		}
		if start < end {
			return excerpt(r, start, end, ""), nil
		}
	}
	return citation{}, onrecord.Errorf(onrecord.NotFound, "article %q has no claim %q", r.ID, id)
}

// found are the places where words stand in an article.
type found struct {
	Verbatim bool       `json:"verbatim" jsonschema:"whether the words stand in the article exactly so"`
	Places   []citation `json:"places,omitempty"`
}

// mostPlaces is how many places of words are told: the first suffice to see that
// they are there.
const mostPlaces = 5

func addCheckQuote(s *mcp.Server, store onrecord.Store) {
	type input struct {
		Article string `json:"article" jsonschema:"the article's id"`
		Words   string `json:"words" jsonschema:"the words to look for"`
	}
	mcp.AddTool(s, tool("check_quote", "Check a quotation", "Tells whether words stand in an article exactly as they are quoted, and where. Ask before you quote from memory."),
		func(ctx context.Context, _ *mcp.CallToolRequest, in input) (*mcp.CallToolResult, found, error) {
			if strings.TrimSpace(in.Words) == "" {
				return nil, found{}, onrecord.Errorf(onrecord.Invalid, "no words")
			}
			r, err := store.Record(ctx, onrecord.ArticleID(in.Article))
			if err != nil {
				return nil, found{}, err
			}
			var out found
			for at := 0; len(out.Places) < mostPlaces; {
				i := strings.Index(r.Text[at:], in.Words)
				if i < 0 {
					break
				}
				at += i + len(in.Words)
				out.Places = append(out.Places, excerpt(&r, at-len(in.Words), at, ""))
			}
			out.Verbatim = len(out.Places) > 0
			return nil, out, nil
		})
}

func addActors(s *mcp.Server, store onrecord.Store) {
	type input struct {
		Name string `json:"name,omitempty" jsonschema:"words of a name, or an id"`
	}
	type output struct {
		Actors []export.ActorRow `json:"actors"`
	}
	mcp.AddTool(s, tool("actors", "Actors", "Finds actors by name, those who say most first: their ids can be asked for in queries."), func(ctx context.Context, _ *mcp.CallToolRequest, in input) (*mcp.CallToolResult, output, error) {
		out := output{Actors: []export.ActorRow{}}
		for a, err := range store.Actors(ctx, onrecord.ActorFilter{Name: in.Name, Limit: someRows}) {
			if err != nil {
				return nil, output{}, err
			}
			out.Actors = append(out.Actors, export.NewActorRow(a))
		}
		return nil, out, nil
	})
}
