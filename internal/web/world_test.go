package web

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/world"
)

// hostileWorld has sixty rows of every kind, with words that mean something to a browser.
type hostileWorld struct{}

const (
	hostileRows = 60
	perPage     = 50 // as package site has it
)

func (hostileWorld) Having(context.Context, world.Kind, string, []string) (map[string]string, error) {
	return nil, nil
}

func (hostileWorld) row(kind world.Kind, n int) world.Row {
	id := fmt.Sprintf("r%d", n)
	cite := onrecord.Cite{Article: "https://post.example/?a=1&b=a", Outlet: "<i>Post</i>", Statement: "outer", Text: "<script>alert(1)</script>"}
	who := []onrecord.Who{{Actor: "x:ana-kovac", Name: "<b>Ana</b>"}}
	var body any
	switch kind {
	case world.Stories:
		body = onrecord.Story{ID: id, Title: "<script>x</script>", First: "2016-05-12", Last: "2016-05-13", Articles: []onrecord.StoryArticle{{ID: cite.Article, Outlet: cite.Outlet, Published: "2016-05-12"}, {ID: "copy", CopyOf: cite.Article}}, Counts: onrecord.Counts{Articles: 2, Texts: 1, Sources: 1}}
	case world.Threads:
		body = onrecord.Thread{ID: id, Title: "<script>x</script>", Stories: []string{"s"}}
	case world.Incidents:
		body = onrecord.Incident{ID: id, Plover: onrecord.IncidentPlover{Event: onrecord.ASSAULT}, Status: onrecord.EventHappened, Source: who, Cites: []onrecord.Cite{cite}, Figures: []onrecord.Figure{{What: "killed", Min: new(12), Cites: []onrecord.Cite{cite}}}}
	case world.Agreements:
		body = onrecord.LedgerAgreement{ID: id, Name: "<script>x</script>", Type: onrecord.Ceasefire, Contested: true, Parties: who, History: []onrecord.LedgerStatus{{Status: onrecord.Violated, AccordingTo: who[0], Cite: cite}}}
	case world.Disputes:
		body = onrecord.Dispute{ID: id, Kind: onrecord.DisputeDenial, Sides: []onrecord.Side{{Who: who, Stance: "denies", Cites: []onrecord.Cite{cite}}, {Stance: "asserts"}}}
	case world.Positions:
		body = onrecord.Position{Who: who[0], Concept: "<script>x</script>", Value: "agree", Cite: cite}
	case world.Naming:
		body = onrecord.Naming{Who: who[0], Wording: "<script>x</script>", Voice: onrecord.OwnVoice, Outlet: cite.Outlet, Count: 3, Articles: 1, Cite: cite}
	default:
		body = onrecord.Inconsistency{Kind: "figures", Article: cite.Article, Message: "<script>x</script>", Cites: []onrecord.Cite{cite}}
	}
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	return world.Row{ID: id, Last: fmt.Sprintf("2016-%02d", 99-n), Body: raw}
}

func (w hostileWorld) Rows(_ context.Context, kind world.Kind, f world.Filter) iter.Seq2[world.Row, error] {
	return func(yield func(world.Row, error) bool) {
		if f.Q != nil && kind == world.Threads {
			return // no story has a thread
		}
		sent := 0
		for n := range hostileRows {
			row := w.row(kind, n)
			if f.After != (world.Place{}) && row.Last >= f.After.Last {
				continue
			}
			if sent++; !yield(row, nil) || sent == f.Limit {
				return
			}
		}
	}
}

func (hostileWorld) CountRows(context.Context, world.Kind, world.Filter) (int, error) {
	return hostileRows, nil
}

func (w hostileWorld) Row(_ context.Context, kind world.Kind, id string) (world.Row, error) {
	var n int
	if _, err := fmt.Sscanf(id, "r%d", &n); err != nil {
		return world.Row{}, onrecord.Errorf(onrecord.NotFound, "no %s %q", kind, id)
	}
	return w.row(kind, n), nil
}

// Every list of the world tier has a page: fifty rows of it, then the rest;
// each quotation leads to its words, and what a stranger wrote is text.
func TestWorldPages(t *testing.T) {
	s := served(t, 1)
	for _, path := range []string{"/stories", "/threads", "/disputes", "/agreements", "/incidents", "/positions", "/naming", "/inconsistencies"} {
		status, body, _ := get(t, s, path)
		if status != http.StatusOK || strings.Count(body, `<article class="entry"`) != perPage || !strings.Contains(body, "60 found") {
			t.Errorf("%s: status %d, %d rows", path, status, strings.Count(body, `<article class="entry"`))
		}
		if strings.Contains(body, "<script>") || strings.Contains(body, "<i>Post") || strings.Contains(body, "<b>Ana") {
			t.Errorf("%s: words became tags", path)
		}
		if path != "/threads" && !strings.Contains(body, `href="/articles/https:%2F%2Fpost.example%2F%3Fa=1&amp;b=a`) {
			t.Errorf("%s: nothing leads to its words", path)
		}
		if !strings.Contains(body, `rel="next" href="`+path+`?after=r49"`) || !strings.Contains(body, "<code class=\"command\" title=\"the same on the command line\">onrecord "+strings.TrimPrefix(path, "/")+"</code>") {
			t.Errorf("%s: no next page, or no command", path)
		}
		if _, body, _ := get(t, s, path+"?after=r49"); strings.Count(body, `<article class="entry"`) != hostileRows-perPage || strings.Contains(body, `rel="next"`) {
			t.Errorf("%s: the second page has %d rows", path, strings.Count(body, `<article class="entry"`))
		}
		if status, body, _ := get(t, s, path+"?q=nonsense:1"); status != http.StatusBadRequest || !strings.Contains(body, "no field") {
			t.Errorf("%s: a wrong question has status %d", path, status)
		}
	}
	if _, body, _ := get(t, s, "/disputes?actor=O'Hara&q=truce"); !strings.Contains(body, "onrecord disputes &#39;truce&#39; --actor &#39;O&#39;\\&#39;&#39;Hara&#39;") {
		t.Errorf("the command is wrong: %s", body)
	}
	if _, body, _ := get(t, s, "/disputes"); !strings.Contains(body, `<div class="sides">`) || !strings.Contains(body, "nobody named asserts") {
		t.Error("a dispute does not show both sides")
	}
}

func TestActorPages(t *testing.T) {
	s := served(t, 2)
	if status, body, _ := get(t, s, "/actors?name=kovac"); status != http.StatusOK || !strings.Contains(body, `<a href="/actors/x:ana-kovac">Ana Kovač</a>`) {
		t.Errorf("status %d: %s", status, body)
	}
	if _, body, _ := get(t, s, "/actors?type=country"); strings.Contains(body, "Ana Kovač") {
		t.Error("a person is listed among countries")
	}
	status, body, _ := get(t, s, "/actors/x:ana-kovac")
	if status != http.StatusOK || !strings.Contains(body, "2 statements by") || !strings.Contains(body, `href="/disputes?actor=x%3Aana-kovac"`) {
		t.Errorf("status %d: %s", status, body)
	}
	if status, _, _ := get(t, s, "/actors/Q1"); status != http.StatusNotFound {
		t.Errorf("nobody has status %d", status)
	}
}
