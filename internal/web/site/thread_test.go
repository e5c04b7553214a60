package site_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"onrecord"
	"onrecord/internal/web/webtest"
	"onrecord/internal/world"
)

// long is a thread of more stories than its page shows.
type long struct{ webtest.World }

func (l long) Row(ctx context.Context, kind world.Kind, id string) (world.Row, error) {
	if kind != world.Threads {
		return l.World.Row(ctx, kind, id)
	}
	t := onrecord.Thread{ID: id, Title: "The mill"}
	for n := range 103 {
		t.Stories = append(t.Stories, fmt.Sprintf("r%d", n))
	}
	body, err := json.Marshal(t)
	return world.Row{ID: id, Body: body}, err
}

func (l long) RowsOf(ctx context.Context, kind world.Kind, ids []string) (map[string]world.Row, error) {
	return webtest.OneByOne(ctx, l.Row, kind, ids)
}

// A thread shows the newest of its stories, and all where they are asked for.
func TestLongThreads(t *testing.T) {
	s := serverOver(t, long{})
	for path, want := range map[string]int{"/threads/t": 100, "/threads/t?stories=all": 103} {
		_, body, _ := webtest.Get(t, s, path)
		if n := strings.Count(body, `<tr id="story-`); n != want || !strings.Contains(body, "<h2>Stories (103)</h2>") {
			t.Errorf("%s: %d rows, want %d", path, n, want)
		}
		if offered := strings.Contains(body, `<a href="/threads/t?stories=all">3 earlier stories</a>`); offered != (want == 100) || strings.Contains(body, `href="/stories/r0"`) == offered {
			t.Errorf("%s: what is not shown is offered: %v\n%.3000s", path, offered, body)
		}
	}
}

// A lane of a place has the newest of what is told there, and says so.
func TestLanesOfPlacesAreBounded(t *testing.T) {
	_, body, _ := webtest.Get(t, serverOf(t, webtest.Filled(t, 1), slog.DiscardHandler), "/places")
	_, lanes, _ := strings.Cut(body, "The &lt;mill&gt; (the newest 60)</text>")
	if n := strings.Count(body, `data-row="place-1"`); n != 20 || lanes == "" { // no agreement there has a day
		t.Errorf("%d marks of 80\n%.5000s", n, body)
	}
	if !strings.Contains(body, "&lt;b&gt;Dolna&lt;/b&gt;</text>") || strings.Count(body, `data-row="place-2"`) != 40 {
		t.Errorf("a lane that has all says that it has not:\n%.5000s", body)
	}
}
